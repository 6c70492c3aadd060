// The background's hold on the engine: opens it when it is wanted, attaches callers to it, and notices its death. The two
// browsers differ in `Seam` alone (open-engine.chromium.ts, open-engine.firefox.ts).

import {
	type FromEngine,
	fromEngine,
	type ToEngine,
} from "../engine/control.ts";
import type { RuntimePort } from "../port.ts";

export type OpenedEngine = {
	/** One end of a channel whose other end the engine worker holds. */
	readonly port: MessagePort;
	/** True when the engine was not running before. */
	readonly fresh: boolean;
};

export type Seam = {
	readonly openEngine: () => Promise<OpenedEngine>;
	/** Ends an engine that does not answer. */
	readonly closeEngine: () => Promise<void>;
	/** Joins a screen's port to the signer, where the host lives in the background itself. */
	readonly hearKeys?: (port: RuntimePort) => void;
};

export type Engine = {
	/**
	 * Opens it if need be. Rejects when the browser cannot.
	 * @returns true when it was not running at the time of the call
	 */
	readonly open: () => Promise<boolean>;
	/** A port to the engine that speaks for this caller. */
	readonly attach: (
		caller: { role: "ui" } | { role: "page"; origin: string },
	) => Promise<MessagePort>;
	readonly tell: (message: ToEngine) => Promise<void>;
	/** The engine is gone: what it was asked must be asked again of a new one. */
	readonly gone: () => void;
};

/** An engine that has not said a word by then does not stand. Its scripts load from the disk. */
const mostSilenceMs = 20_000;

export const holdEngine = (
	seam: Seam,
	onOpen: (tell: (message: ToEngine) => void) => void,
	onTell: (message: FromEngine) => void,
): Engine => {
	let opening: Promise<OpenedEngine> | undefined;
	let stands = false;

	const hold = (): Promise<OpenedEngine> => {
		opening ??= start().catch((error: unknown) => {
			opening = undefined;
			throw error;
		});
		return opening;
	};

	/** Resolves when the engine has spoken: it does so as soon as it is given the port. */
	const start = async (): Promise<OpenedEngine> => {
		const opened = await seam.openEngine();
		const { port } = opened;
		try {
			await new Promise<void>((done, fail) => {
				const timer = setTimeout(
					() => fail(new Error("the engine is silent")),
					mostSilenceMs,
				);
				port.onmessage = (event: MessageEvent<unknown>) => {
					clearTimeout(timer);
					done();
					const message = fromEngine(event.data);
					if (message !== undefined) onTell(message);
				};
			});
		} catch (error) {
			await seam.closeEngine();
			throw error;
		}
		stands = true;
		onOpen((message) => port.postMessage(message));
		return opened;
	};

	return {
		open: async () => {
			const stood = stands;
			const { fresh } = await hold();
			return !stood && fresh;
		},
		attach: async (caller) => {
			const { port } = await hold();
			const channel = new MessageChannel();
			const message: ToEngine = { tell: "attach", ...caller };
			port.postMessage(message, [channel.port2]);
			return channel.port1;
		},
		tell: async (message) => {
			const { port } = await hold();
			port.postMessage(message);
		},
		gone: () => {
			opening = undefined;
			stands = false;
		},
	};
};
