// The signer worker's frame: takes the ports it is given and joins the screens to the signer. It closes the doors that
// a signer has no use for, so that not even a mistake in it could send a key anywhere.

import { record, text } from "../../src/base/decode.ts";
import {
	type Caller,
	connect,
	type Port,
	portOf,
} from "../../src/protocol/channel.ts";
import { isClosed } from "../engine/control.ts";
import { session } from "./session.ts";

export type SignerPorts = {
	/** To the engine: the signer answers `toSigner` and asks `fromSigner` on it. It never closes while the signer lives. */
	readonly engine: Port;
	/** The unlock key's place in session memory. */
	readonly session: Caller<typeof session>;
	readonly nowMs: () => number;
};

export type SignerDoor = {
	/** Answers `keys` on a screen's port until it closes. */
	readonly serveKeys: (port: Port) => void;
};

export type OpenSigner = (ports: SignerPorts) => SignerDoor;

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

/** Runs a signer in this worker. Call it once, while the worker's script runs for the first time. */
export const startSigner = (openSigner: OpenSigner): void => {
	closeDoors(self);
	let door: SignerDoor | undefined;

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
		const message = record({ tell: text(20) })(event.data, "message");
		const [first, second] = event.ports;
		if (first === undefined) return;
		if (message.tell === "start" && second !== undefined)
			door = openSigner({
				engine: portOf(first),
				session: connect(portOf(second), session),
				nowMs: () => Date.now(),
			});
		else if (message.tell === "keys") door?.serveKeys(screenPort(first));
	});
	self.postMessage({ tell: "stands" });
};
