// A pair of runtime ports in one realm, with JSON in between as Chromium has it.

import type { RuntimePort } from "../../extension/port.ts";

export type FakePort = RuntimePort & {
	readonly sent: unknown[];
	readonly isOpen: () => boolean;
};

const half = () => {
	const hearers = new Set<(message: unknown) => void>();
	const closers = new Set<() => void>();
	return { hearers, closers };
};

/** @returns both ends. What was sent arrives in order, before the news of the end; the end that disconnects is not told. */
export const fakePorts = (): readonly [FakePort, FakePort] => {
	const [a, b] = [half(), half()];
	let open = true;
	const end = (own: typeof a, other: typeof a): FakePort => {
		const sent: unknown[] = [];
		return {
			sent,
			isOpen: () => open,
			postMessage: (message) => {
				if (!open)
					throw new Error("Attempting to use a disconnected port object");
				const copy: unknown = JSON.parse(JSON.stringify(message));
				sent.push(copy);
				queueMicrotask(() => {
					for (const hear of other.hearers) hear(copy);
				});
			},
			disconnect: () => {
				if (!open) return;
				open = false;
				queueMicrotask(() => {
					for (const closed of other.closers) closed();
				});
			},
			onMessage: {
				addListener: (hear) => {
					own.hearers.add(hear);
				},
				removeListener: (hear) => {
					own.hearers.delete(hear);
				},
			},
			onDisconnect: {
				addListener: (closed) => {
					own.closers.add(closed);
				},
			},
		};
	};
	return [end(a, b), end(b, a)];
};
