// The background's hold on the engine: opens it when it is wanted, attaches callers to it, and notices its death. The two
// browsers differ in `Seam` alone (open-engine.chromium.ts, open-engine.firefox.ts).

import {
	type FromEngine,
	fromEngine,
	type ToEngine,
} from "../engine/control.ts";
import type { RuntimePort } from "../port.ts";

export type Opened = {
	/** One end of a channel whose other end the engine worker holds. */
	readonly port: MessagePort;
	/** True when the engine was not running before. */
	readonly fresh: boolean;
};

export type Seam = {
	readonly openEngine: () => Promise<Opened>;
	/** Joins a screen's port to the signer, where the host lives in the background itself. */
	readonly hearKeys?: (port: RuntimePort) => void;
};

export type Engine = {
	/** Opens it if need be. Rejects when the browser cannot. */
	readonly open: () => Promise<Opened>;
	/** A port to the engine that speaks for this caller. */
	readonly attach: (
		caller: { role: "ui" } | { role: "page"; origin: string },
	) => Promise<MessagePort>;
	readonly tell: (message: ToEngine) => Promise<void>;
	/** The engine is gone: what it was asked must be asked again of a new one. */
	readonly gone: () => void;
};

export const holdEngine = (
	seam: Seam,
	onOpen: (tell: (message: ToEngine) => void) => void,
	onTell: (message: FromEngine) => void,
): Engine => {
	let opening: Promise<Opened> | undefined;

	const open = (): Promise<Opened> => {
		opening ??= seam.openEngine().then(
			(opened) => {
				opened.port.onmessage = (event: MessageEvent<unknown>) => {
					const message = fromEngine(event.data);
					if (message !== undefined) onTell(message);
				};
				onOpen((message) => opened.port.postMessage(message));
				return opened;
			},
			(error: unknown) => {
				opening = undefined;
				throw error;
			},
		);
		return opening;
	};

	return {
		open,
		attach: async (caller) => {
			const { port } = await open();
			const channel = new MessageChannel();
			const message: ToEngine = { tell: "attach", ...caller };
			port.postMessage(message, [channel.port2]);
			return channel.port1;
		},
		tell: async (message) => {
			const { port } = await open();
			port.postMessage(message);
		},
		gone: () => {
			opening = undefined;
		},
	};
};
