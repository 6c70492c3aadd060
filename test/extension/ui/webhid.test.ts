// The way to a Ledger by WebHID: a device made here stands for the browser's, with the app of the papers behind it.

import { describe, expect, it } from "vitest";
import { type Hid, withLedger } from "../../../extension/ui/device/webhid.ts";
import { Fault } from "../../../src/base/fault.ts";
import { openAnswer, reportsOf } from "../../../src/device/frames.ts";
import { ledgerAddress, ledgerSign } from "../../../src/device/ledger.ts";
import type { Exchange } from "../../../src/device/ledger-apdu.ts";
import { ledgerApp } from "../../device/ledger-app.ts";
import { mine, path, place, signOn } from "../../signer/device-world.ts";

const codeOf = async (work: Promise<unknown>): Promise<string> => {
	try {
		await work;
		return "none";
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
};

class InputReport extends Event {
	readonly data: DataView;
	constructor(report: Uint8Array) {
		super("inputreport");
		this.data = new DataView(new Uint8Array(report).buffer);
	}
}
class Disconnected extends Event {
	readonly device: unknown;
	constructor(device: unknown) {
		super("disconnect");
		this.device = device;
	}
}

const never = new AbortController().signal;

class MadeDevice extends EventTarget {
	readonly vendorId: number = 0x2c97;
	readonly productId = 0x6011;
	opened = false;
	opens = 0;
	closes = 0;
	sent = 0;
	/** What reads the message that is under way. */
	#reader: ReturnType<typeof openAnswer> | null = null;
	readonly #answer: Exchange;
	constructor(answer: Exchange) {
		super();
		this.#answer = answer;
	}
	async open(): Promise<void> {
		this.opened = true;
		this.opens++;
	}
	async close(): Promise<void> {
		this.opened = false;
		this.closes++;
	}
	async sendReport(_id: number, report: Uint8Array): Promise<void> {
		this.sent++;
		const channel = ((report[0] ?? 0) << 8) | (report[1] ?? 0);
		this.#reader ??= openAnswer(channel);
		const whole = this.#reader.take(report);
		if (whole === null) return;
		this.#reader = null;
		const answer = await this.#answer(whole);
		// a report of another program in between
		for (const one of reportsOf(channel ^ 1, Uint8Array.of(1, 2)))
			this.dispatchEvent(new InputReport(one));
		for (const one of reportsOf(channel, answer))
			this.dispatchEvent(new InputReport(one));
	}
}

class MadeHid extends EventTarget implements Hid {
	readonly known: readonly MadeDevice[];
	readonly offered: readonly MadeDevice[];
	asked = 0;
	constructor(known: readonly MadeDevice[], offered: readonly MadeDevice[]) {
		super();
		this.known = known;
		this.offered = offered;
	}
	async getDevices(): Promise<readonly MadeDevice[]> {
		return this.known;
	}
	async requestDevice(): Promise<readonly MadeDevice[]> {
		this.asked++;
		return this.offered;
	}
}

describe("a Ledger by WebHID", () => {
	it("signs what it is given, in as many reports as it takes", async () => {
		const device = new MadeDevice(ledgerApp().exchange);
		const hid = new MadeHid([], [device]);
		const request = {
			...place,
			asked: { kind: "text", bytes: `0x${"61".repeat(3_000)}` },
		} as const;
		const signature = await withLedger(
			(exchange, model) => {
				expect(model).toBe("large");
				return ledgerSign(exchange, request, { model });
			},
			never,
			hid,
		);
		expect(signature).toBe(signOn(request));
		expect(hid.asked).toBe(1);
		expect([device.opens, device.closes]).toEqual([1, 1]);
	});

	it("is not asked for again once it was chosen", async () => {
		const hid = new MadeHid([new MadeDevice(ledgerApp().exchange)], []);
		const address = await withLedger(
			(exchange) => ledgerAddress(exchange, path),
			never,
			hid,
		);
		expect(address).toBe(mine);
		expect(hid.asked).toBe(0);
	});

	it("is missing where the person chose none, and where the browser has no WebHID", async () => {
		const ask = (hid: Hid | null) =>
			codeOf(withLedger((one) => ledgerAddress(one, path), never, hid));
		expect(await ask(new MadeHid([], []))).toBe("device-absent");
		expect(await ask(null)).toBe("device-unfit");
	});

	it("is held by another program where it does not open", async () => {
		const device = new MadeDevice(ledgerApp().exchange);
		device.open = async () => {
			throw new Error("Failed to open the device.");
		};
		const work = withLedger(
			(one) => ledgerAddress(one, path),
			never,
			new MadeHid([device], []),
		);
		expect(await codeOf(work)).toBe("device-absent");
	});

	it("that is taken away in the middle is said to be gone, and is closed", async () => {
		let asked: () => void = () => {};
		const isAsked = new Promise<void>((done) => {
			asked = done;
		});
		const device = new MadeDevice(() => {
			asked();
			return new Promise(() => {});
		});
		const hid = new MadeHid([device], []);
		const work = codeOf(
			withLedger((one) => ledgerAddress(one, path), never, hid),
		);
		await isAsked;
		hid.dispatchEvent(new Disconnected(new MadeDevice(async (one) => one)));
		hid.dispatchEvent(new Disconnected(device));
		expect(await work).toBe("device-lost");
		expect(device.closes).toBe(1);
	});

	it("is waited for no longer than the page wants", async () => {
		const stop = new AbortController();
		const device = new MadeDevice(() => {
			stop.abort();
			return new Promise(() => {});
		});
		const work = withLedger(
			(one) => ledgerAddress(one, path),
			stop.signal,
			new MadeHid([device], []),
		);
		expect(await codeOf(work)).toBe("device-lost");
	});

	it("that takes no report is said to be gone", async () => {
		const device = new MadeDevice(ledgerApp().exchange);
		device.sendReport = async () => {
			throw new Error("Failed to write the report.");
		};
		const work = withLedger(
			(one) => ledgerAddress(one, path),
			never,
			new MadeHid([device], []),
		);
		expect(await codeOf(work)).toBe("device-lost");
	});

	it("that answers with nonsense is refused", async () => {
		const device = new MadeDevice(ledgerApp().exchange);
		device.sendReport = async (_id, report) => {
			const [channel = 0, low = 0] = report;
			device.dispatchEvent(
				new InputReport(Uint8Array.of(channel, low, 9, 0, 0, 0, 2, 0x90, 0)),
			);
		};
		const work = withLedger(
			(one) => ledgerAddress(one, path),
			never,
			new MadeHid([device], []),
		);
		expect(await codeOf(work)).toBe("device-answer");
	});
});
