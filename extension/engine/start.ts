// The engine worker's frame: takes the ports it is given, opens the engine when the first caller comes, and joins callers
// to it. What the engine is, it is told (worker.ts), so that the frame can be tested with a small one.

import { lazyOnce } from "../../src/base/async.ts";
import * as d from "../../src/base/decode.ts";
import { installSoundHashes } from "../../src/crypto/backends.ts";
import { type Port, portOf } from "../../src/protocol/channel.ts";
import { webClock } from "../../src/web/clock.ts";
import { openFetch } from "../../src/web/fetch.ts";
import { ownFile } from "../kernel/assets.ts";
import { askHost } from "../kernel/hosted.ts";
import { openPool, poolSize, usualWarmth } from "../kernel/pool.ts";
import { openStore } from "../store/dexie.ts";
import { isClosed, toEngine } from "./control.ts";
import type { EngineDoor, OpenEngine } from "./door.ts";
import { openGrants } from "./grants.ts";
import { joinWhenOpen } from "./join-when-open.ts";
import { type Line, openLine } from "./line.ts";
import { openRepeats } from "./repeats.ts";

/** A MessagePort as a Port that closes: its other end says so with its last message. */
const callerPort = (port: MessagePort): { port: Port; close: () => void } => {
	const closers = new Set<() => void>();
	let over = false;
	const plain = portOf(port);
	const close = () => {
		if (over) return;
		over = true;
		for (const closed of closers) closed();
		port.close();
	};
	return {
		close,
		port: {
			send: plain.send,
			listen: (hear) =>
				plain.listen((message) => {
					if (isClosed(message)) close();
					else hear(message);
				}),
			onClose: (closed) => {
				if (over) closed();
				else closers.add(closed);
			},
		},
	};
};

/** By then the signer has checked the orders that wait, and the engine what it has stored. */
const warmAfterMs = 2_000;

const taken = d.record({ version: d.text(40) });

/** Joins callers to the engine, until the next background comes. */
const openCallers = (door: () => Promise<EngineDoor>) => {
	const repeats = openRepeats();
	const attached = new Set<() => void>();
	const attach = (
		raw: MessagePort,
		serve: (door: EngineDoor, port: Port) => void,
		caller: string,
	): void => {
		const { port, close } = callerPort(raw);
		attached.add(close);
		port.onClose(() => attached.delete(close));
		joinWhenOpen(
			port,
			door,
			(opened, on) => serve(opened, repeats.wrap(on, caller)),
			webClock.ticksMs,
		);
	};

	return {
		attach,
		closeAll: (): void => {
			for (const close of [...attached]) close();
		},
	};
};

/** @returns takes a line to a background, and does what comes over it */
const controlledBy = (
	{ tell, take, sayAgain }: Line,
	grants: ReturnType<typeof openGrants>,
	door: () => Promise<EngineDoor>,
) => {
	const { attach, closeAll } = openCallers(door);
	const nudge = async (id: string): Promise<void> => {
		try {
			await (await door()).nudge();
		} finally {
			tell({ tell: "nudged", id });
		}
	};

	return (port: MessagePort) => {
		// A new background: the former one is dead, and its callers with it.
		closeAll();
		take(port);
		port.onmessage = (event: MessageEvent<unknown>) => {
			const message = toEngine(event.data);
			const [caller] = event.ports;
			switch (message?.tell) {
				case "granted":
					grants.set(message.patterns);
					return;
				case "dismissed":
					door().then(
						(opened) => opened.dismissed(),
						() => {
							// It did not start, so nothing waits in it.
						},
					);
					return;
				case "nudge":
					void nudge(message.id);
					return;
				case "attach": {
					if (caller === undefined) return;
					if (message.role === "ui")
						attach(caller, (to, on) => to.serveUi(on), "ui");
					else {
						const { origin } = message;
						attach(
							caller,
							(to, on) => to.servePage(on, origin),
							`page ${origin}`,
						);
					}
				}
			}
		};
		sayAgain();
	};
};

/** Runs an engine in this worker. Call it once, while the worker's script runs for the first time. */
export const startEngine = (openEngine: OpenEngine): void => {
	const grants = openGrants();
	const control = openLine();
	let version = "";
	let signer: MessagePort | undefined;

	const kernels = openPool({
		spawn: askHost((message, ports) => self.postMessage(message, ports)),
		most: poolSize(navigator.hardwareConcurrency),
		warmth: usualWarmth,
	});
	// In this realm, for what is hashed is never large: asking a worker would take longer.
	const hashes = lazyOnce(() =>
		installSoundHashes({ load: ownFile, timer: webClock }),
	);

	const open = async (): Promise<EngineDoor> => {
		if (signer === undefined) throw new TypeError("the signer is not joined");
		// Until they are tested the engine hashes with noble. A failure shows in the report.
		hashes().catch(() => {});
		const opened = await openEngine({
			fetch: openFetch({ permitted: grants.permitted }),
			clock: webClock,
			store: await openStore(),
			kernel: {
				...kernels,
				report: async () => [...(await kernels.report()), await hashes()],
			},
			signer: portOf(signer),
			version,
			waiting: control.waiting,
			alert: control.alert,
		});
		setTimeout(kernels.warm, warmAfterMs);
		return opened;
	};
	const door = lazyOnce(open);
	const takeControl = controlledBy(control, grants, door);

	// Only the host page can speak to this worker.
	self.addEventListener("message", (event: MessageEvent<unknown>) => {
		const message = d.record({ tell: d.text(20) })(event.data, "message");
		// Whoever can say so stands still no longer than it takes to say it.
		if (message.tell === "beat") self.postMessage({ tell: "beats" });
		const [port] = event.ports;
		if (port === undefined) return;
		if (message.tell === "start") signer = port;
		else if (message.tell === "control") {
			version = taken(event.data, "control").version;
			takeControl(port);
		}
	});
	self.postMessage({ tell: "stands" });
};
