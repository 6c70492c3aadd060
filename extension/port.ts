// Ports of the browser's runtime as ports of the protocol. `lastingPort` outlives the background: when the other side
// dies it opens a new port and repeats what was not answered. It reads the id of a message and nothing else.

import { Fault } from "../src/base/fault.ts";
import type { Port } from "../src/protocol/channel.ts";

/** What is used of runtime.Port; a test gives its own. */
export type RuntimePort = {
	postMessage(message: unknown): void;
	disconnect(): void;
	readonly onMessage: {
		addListener(hear: (message: unknown) => void): void;
		removeListener(hear: (message: unknown) => void): void;
	};
	readonly onDisconnect: { addListener(closed: () => void): void };
};

/** A runtime port as it is: closed once means closed. */
export const runtimePort = (port: RuntimePort): Port => ({
	send: (message) => {
		try {
			port.postMessage(message);
		} catch {
			// The other side is gone; onDisconnect has said so or is about to.
		}
	},
	listen: (hear) => {
		port.onMessage.addListener(hear);
		return () => port.onMessage.removeListener(hear);
	},
	onClose: (closed) => port.onDisconnect.addListener(closed),
});

export type Lasting = Port & {
	/** Opens the port now if it is not open. */
	readonly open: () => void;
	/** Closes it for good. */
	readonly close: () => void;
};

export type LastingOptions = {
	/** Opens a new port. Throws when there is nobody to connect to any more (the extension was removed or updated). */
	readonly connect: () => RuntimePort;
	/** Reopen even when nothing waits for an answer. */
	readonly stay: boolean;
	/** May this request be asked again of a new other side? If not, it fails with `unreachable`. Default: yes, every one. */
	readonly repeats?: (message: unknown) => boolean;
	readonly onState?: (state: "open" | "lost") => void;
	readonly mostWaiting?: number;
};

const longestDelayMs = 5_000;
const firstDelayMs = 50;

const idOf = (message: unknown): string | undefined =>
	typeof message === "object" &&
	message !== null &&
	"id" in message &&
	typeof message.id === "string"
		? message.id
		: undefined;

/** Who hears what comes, or why nothing will. */
const openHearers = () => {
	const hearers = new Set<(message: unknown) => void>();

	const tell = (message: unknown) => {
		for (const hear of [...hearers]) hear(message);
	};

	const fail = (id: string, code: "unreachable" | "too-many", why: string) =>
		tell({ id, fault: new Fault(code, why).toJson() });

	return { hearers, tell, fail };
};

/** What may not be asked again of a new other side fails. */
const failUnrepeatable = (
	{ repeats }: LastingOptions,
	waiting: Map<string, unknown>,
	fail: ReturnType<typeof openHearers>["fail"],
): void => {
	if (repeats === undefined) return;
	for (const [id, message] of [...waiting]) {
		if (repeats(message)) continue;
		waiting.delete(id);
		fail(id, "unreachable", "the other side went away");
	}
};

export const lastingPort = (options: LastingOptions): Lasting => {
	const mostWaiting = options.mostWaiting ?? 256;
	const waiting = new Map<string, unknown>();
	const closers = new Set<() => void>();
	const { hearers, tell, fail } = openHearers();
	let port: RuntimePort | undefined;
	let timer: ReturnType<typeof setTimeout> | undefined;
	let delayMs = 0;
	let ended = false;

	const end = () => {
		if (ended) return;
		ended = true;
		clearTimeout(timer);
		port = undefined;
		waiting.clear();
		for (const closed of closers) closed();
	};

	const hear = (message: unknown) => {
		delayMs = 0;
		const id = idOf(message);
		if (id !== undefined) waiting.delete(id);
		tell(message);
	};

	const lost = (which: RuntimePort) => {
		if (which !== port || ended) return;
		port = undefined;
		options.onState?.("lost");
		failUnrepeatable(options, waiting, fail);
		if (waiting.size === 0 && !options.stay) return;
		timer = setTimeout(open, delayMs);
		delayMs = Math.min(longestDelayMs, Math.max(firstDelayMs, delayMs * 2));
	};

	const open = () => {
		clearTimeout(timer);
		if (port !== undefined || ended) return;
		let opened: RuntimePort;
		try {
			opened = options.connect();
		} catch {
			end();
			return;
		}
		port = opened;
		opened.onMessage.addListener(hear);
		opened.onDisconnect.addListener(() => lost(opened));
		options.onState?.("open");
		for (const message of [...waiting.values()]) post(message);
	};

	const post = (message: unknown) => {
		const now = port;
		try {
			now?.postMessage(message);
		} catch {
			// It closed a moment ago and its event is still on the way.
			if (now !== undefined) lost(now);
		}
	};

	return {
		send: (message) => {
			if (ended) return;
			const id = idOf(message);
			if (id !== undefined) {
				if (waiting.size >= mostWaiting && !waiting.has(id)) {
					fail(id, "too-many", `${mostWaiting} requests are waiting`);
					return;
				}
				waiting.set(id, message);
			}
			if (port === undefined) {
				// What has an id is sent by `open`; the rest is not worth a repetition.
				open();
				if (id === undefined) post(message);
				return;
			}
			post(message);
		},
		listen: (listener) => {
			hearers.add(listener);
			return () => hearers.delete(listener);
		},
		onClose: (closed) => {
			if (ended) closed();
			else closers.add(closed);
		},
		open,
		close: () => {
			const last = port;
			end();
			last?.disconnect();
		},
	};
};
