// Ports of the browser's runtime as ports of the protocol. `lastingPort` outlives the background: when the other side
// dies it opens a new port and repeats what was not answered. It reads the id of a message and nothing else.

import { Fault } from "../src/base/fault.ts";
import type { Port } from "../src/protocol/channel.ts";
import { textIn } from "./message.ts";

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

type Hear = (message: unknown) => void;

/** Who hears what comes. */
const openHearers = () => {
	const hearers = new Set<Hear>();
	return {
		tell: (message: unknown): void => {
			for (const hear of [...hearers]) hear(message);
		},
		listen: (hear: Hear): (() => void) => {
			hearers.add(hear);
			return () => hearers.delete(hear);
		},
	};
};

/** The end, told once to each who asked to be told. */
const openEnding = () => {
	const closers = new Set<() => void>();
	let isOver = false;
	return {
		isOver: (): boolean => isOver,
		tell: (): void => {
			isOver = true;
			for (const closed of closers) closed();
		},
		onClose: (closed: () => void): void => {
			if (isOver) closed();
			else closers.add(closed);
		},
	};
};

/** When a port is opened again: at once after something was heard, and later each time nothing is. */
const openBackoff = () => {
	let delayMs = 0;
	let timer: ReturnType<typeof setTimeout> | undefined;
	return {
		heard: (): void => {
			delayMs = 0;
		},
		later: (again: () => void): void => {
			timer = setTimeout(again, delayMs);
			delayMs = Math.min(longestDelayMs, Math.max(firstDelayMs, delayMs * 2));
		},
		stop: (): void => clearTimeout(timer),
	};
};

/** The requests that are not answered yet. One that gets no answer fails, and is told as if the other side had said so. */
const openWaiting = (
	{ repeats, mostWaiting = 256 }: LastingOptions,
	tell: Hear,
) => {
	const waiting = new Map<string, unknown>();
	const fail = (id: string, code: "unreachable" | "too-many", why: string) =>
		tell({ id, fault: new Fault(code, why).toJson() });
	return {
		/** @returns false when too many wait already: then it has failed */
		add: (id: string, message: unknown): boolean => {
			if (waiting.size >= mostWaiting && !waiting.has(id)) {
				fail(id, "too-many", `${mostWaiting} requests are waiting`);
				return false;
			}
			waiting.set(id, message);
			return true;
		},
		answered: (id: string): void => {
			waiting.delete(id);
		},
		/** What may not be asked again of a new other side fails. */
		failUnrepeatable: (): void => {
			if (repeats === undefined) return;
			for (const [id, message] of [...waiting]) {
				if (repeats(message)) continue;
				waiting.delete(id);
				fail(id, "unreachable", "the other side went away");
			}
		},
		isEmpty: (): boolean => waiting.size === 0,
		all: (): readonly unknown[] => [...waiting.values()],
		clear: (): void => waiting.clear(),
	};
};

export const lastingPort = (options: LastingOptions): Lasting => {
	const { tell, listen } = openHearers();
	const waiting = openWaiting(options, tell);
	const backoff = openBackoff();
	const ending = openEnding();
	let port: RuntimePort | undefined;

	const end = () => {
		if (ending.isOver()) return;
		backoff.stop();
		port = undefined;
		waiting.clear();
		ending.tell();
	};

	const hear = (message: unknown) => {
		backoff.heard();
		const id = textIn(message, "id");
		if (id !== undefined) waiting.answered(id);
		tell(message);
	};

	const lost = (which: RuntimePort) => {
		if (which !== port || ending.isOver()) return;
		port = undefined;
		options.onState?.("lost");
		waiting.failUnrepeatable();
		if (!waiting.isEmpty() || options.stay) backoff.later(open);
	};

	const open = () => {
		backoff.stop();
		if (port !== undefined || ending.isOver()) return;
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
		for (const message of waiting.all()) post(message);
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
			if (ending.isOver()) return;
			const id = textIn(message, "id");
			if (id !== undefined && !waiting.add(id, message)) return;
			const isOpen = port !== undefined;
			if (!isOpen) open();
			// What has an id was sent by `open`; the rest is not worth a repetition.
			if (isOpen || id === undefined) post(message);
		},
		listen,
		onClose: ending.onClose,
		open,
		close: () => {
			const last = port;
			end();
			last?.disconnect();
		},
	};
};
