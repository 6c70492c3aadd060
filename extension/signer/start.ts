// The signer worker's frame: takes the ports it is given and joins the screens to the signer. It closes the doors that
// a signer has no use for, so that not even a mistake in it could send a key anywhere.

import { fromHex } from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import { nobleKernel } from "../../src/proof/noble.ts";
import {
	type Caller,
	connect,
	type Port,
	portOf,
} from "../../src/protocol/channel.ts";
import type {
	SessionMemory,
	Signer,
	SignerParts,
} from "../../src/signer/signer.ts";
import { webClock } from "../../src/web/clock.ts";
import { isClosed } from "../engine/control.ts";
import { registry, session } from "./session.ts";

export type OpenSigner = (parts: SignerParts) => Pick<Signer, "serveKeys">;

const doors = [
	"fetch",
	"XMLHttpRequest",
	"WebSocket",
	"WebSocketStream",
	"WebTransport",
	"EventSource",
	"RTCPeerConnection",
	"BroadcastChannel",
	"Worker",
	"SharedWorker",
	"importScripts",
	"indexedDB",
	"caches",
] as const;

/** Takes away what reaches out of this realm. A name that is missing or fixed in this browser is passed over. */
export const closeDoors = (realm: object): void => {
	for (const name of doors)
		for (
			let holder: object | null = realm;
			holder !== null;
			holder = Object.getPrototypeOf(holder)
		)
			if (Object.hasOwn(holder, name))
				Reflect.defineProperty(holder, name, {
					value: undefined,
					writable: false,
					configurable: false,
				});
};

const memoryBy = (ask: Caller<typeof session>): SessionMemory => ({
	get: () => ask("session.get", undefined),
	set: async (key, lockAtMs) => {
		await ask("session.set", { key, lockAtMs });
	},
	clear: async () => {
		await ask("session.clear", undefined);
	},
});

/** Runs a signer in this worker. Call it once, while the worker's script runs for the first time. */
export const startSigner = (openSigner: OpenSigner): void => {
	closeDoors(self);
	let door: Pick<Signer, "serveKeys"> | undefined;

	const screenPort = (port: MessagePort): Port => {
		const plain = portOf(port);
		const closers = new Set<() => void>();
		return {
			send: plain.send,
			listen: (hear) =>
				plain.listen((message) => {
					if (!isClosed(message)) {
						hear(message);
						return;
					}
					for (const closed of closers) closed();
					port.close();
				}),
			onClose: (closed) => closers.add(closed),
		};
	};

	self.addEventListener("message", (event: MessageEvent<unknown>) => {
		const message = d.record({ tell: d.text(20) })(event.data, "message");
		const [first, second, third] = event.ports;
		if (first === undefined) return;
		if (
			message.tell === "start" &&
			second !== undefined &&
			third !== undefined
		) {
			const askFiles = connect(portOf(third), registry);
			door = openSigner({
				kernel: nobleKernel,
				clock: webClock,
				engine: portOf(first),
				session: memoryBy(connect(portOf(second), session)),
				registry: async () =>
					fromHex(await askFiles("registry.file", undefined)),
			});
		} else if (message.tell === "keys" && door !== undefined) {
			const screen = screenPort(first);
			screen.onClose(door.serveKeys(screen));
		}
	});
	self.postMessage({ tell: "stands" });
};
