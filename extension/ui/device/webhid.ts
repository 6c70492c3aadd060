// The way to a Ledger by the browser's WebHID, which Chromium has and Firefox has not. The person chooses the device in the browser's
// own list once; what is said to it is not looked at here.

import { Fault } from "../../../src/base/fault.ts";
import { openAnswer, reportsOf } from "../../../src/device/frames.ts";
import { type LedgerModel, ledgerModel } from "../../../src/device/ledger.ts";
import type { Exchange } from "../../../src/device/ledger-apdu.ts";

/** What is used of the browser's device, which TypeScript's libraries do not know. */
type HidDevice = EventTarget & {
	readonly vendorId: number;
	readonly productId: number;
	readonly opened: boolean;
	readonly open: () => Promise<void>;
	readonly close: () => Promise<void>;
	readonly sendReport: (
		id: number,
		data: Uint8Array<ArrayBuffer>,
	) => Promise<void>;
};
export type Hid = EventTarget & {
	readonly getDevices: () => Promise<readonly HidDevice[]>;
	readonly requestDevice: (wanted: {
		readonly filters: readonly { readonly vendorId: number }[];
	}) => Promise<readonly HidDevice[]>;
};

/** Ledger's number among the makers of USB devices. */
const ledger = 0x2c97;

const isHid = (given: unknown): given is Hid =>
	given instanceof EventTarget &&
	"getDevices" in given &&
	"requestDevice" in given;

/** Null in a browser that has none. */
export const hidOfBrowser = (): Hid | null => {
	const found = "hid" in navigator ? navigator.hid : null;
	return isHid(found) ? found : null;
};

/** One that was chosen before, or one that the person chooses now. @throws device-absent */
const chosen = async (hid: Hid): Promise<HidDevice> => {
	const isLedger = ({ vendorId }: HidDevice): boolean => vendorId === ledger;
	try {
		const known = (await hid.getDevices()).find(isLedger);
		if (known !== undefined) return known;
		const [found] = await hid.requestDevice({
			filters: [{ vendorId: ledger }],
		});
		if (found !== undefined) return found;
	} catch (thrown) {
		throw new Fault("device-absent", String(thrown));
	}
	throw new Fault("device-absent", "none was chosen");
};

const opened = async (device: HidDevice): Promise<void> => {
	try {
		if (!device.opened) await device.open();
	} catch (thrown) {
		// Another program holds it.
		throw new Fault("device-absent", String(thrown));
	}
};

const reportIn = (event: Event): Uint8Array | null =>
	"data" in event && event.data instanceof DataView
		? new Uint8Array(
				event.data.buffer,
				event.data.byteOffset,
				event.data.byteLength,
			)
		: null;

/** Listens until the device has answered, was taken away, or nobody waits any more. @throws device-lost, device-answer */
const answerOf = (
	hid: Hid,
	device: HidDevice,
	channel: number,
	stop: AbortSignal,
): { readonly answer: Promise<Uint8Array>; readonly end: () => void } => {
	let resolve: (answer: Uint8Array) => void = () => {};
	let reject: (why: unknown) => void = () => {};
	const promise = new Promise<Uint8Array>((done, failed) => {
		resolve = done;
		reject = failed;
	});
	const reader = openAnswer(channel);
	const until = new AbortController();
	const { signal } = until;
	const lost = (): void => reject(new Fault("device-lost", "it is gone"));
	device.addEventListener(
		"inputreport",
		(event) => {
			const report = reportIn(event);
			try {
				const whole = report === null ? null : reader.take(report);
				if (whole !== null) resolve(whole);
			} catch (thrown) {
				reject(thrown);
			}
		},
		{ signal },
	);
	hid.addEventListener(
		"disconnect",
		(event) => {
			if ("device" in event && event.device === device) lost();
		},
		{ signal },
	);
	if (stop.aborted) lost();
	stop.addEventListener("abort", lost, { signal });
	// Who waits for it hears of it; nobody may, where sending failed first.
	promise.catch(() => {});
	return { answer: promise, end: () => until.abort() };
};

/**
 * Runs it with a device that is open, and closes the device. Call it first thing in a click: the browser may have to ask.
 * @param stop given up: what waits for an answer is over
 * @throws device-unfit where the browser has no WebHID, device-absent, device-lost, and what the work throws
 */
export const withLedger = async <T>(
	work: (exchange: Exchange, model: LedgerModel) => Promise<T>,
	stop: AbortSignal,
	hid: Hid | null = hidOfBrowser(),
): Promise<T> => {
	if (hid === null) throw new Fault("device-unfit", "no WebHID here");
	const device = await chosen(hid);
	await opened(device);
	const channel = crypto.getRandomValues(new Uint16Array(1))[0] ?? 1;
	const exchange: Exchange = async (message) => {
		const { answer, end } = answerOf(hid, device, channel, stop);
		try {
			// A device that is gone may leave this open for ever.
			for (const report of reportsOf(channel, message))
				await Promise.race([
					device.sendReport(0, new Uint8Array(report)),
					answer,
				]);
			return await answer;
		} catch (thrown) {
			if (thrown instanceof Fault) throw thrown;
			throw new Fault("device-lost", String(thrown));
		} finally {
			end();
		}
	};
	try {
		return await work(exchange, ledgerModel(device.productId));
	} finally {
		// One that is gone is closed already.
		await device.close().catch(() => {});
	}
};
