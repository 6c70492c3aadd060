// A line between two parts of one process: what goes in at one end comes out at the other as a copy, never at once.

import type { Port } from "../protocol/channel.ts";

export type PortPair = {
	readonly ends: readonly [Port, Port];
	/** Nothing passes any more, and both ends hear that it closed. */
	readonly cut: () => void;
};

export const wire = (): PortPair => {
	const hearers = [
		new Set<(message: unknown) => void>(),
		new Set<(message: unknown) => void>(),
	] as const;
	const closers = new Set<() => void>();
	let open = true;
	const end = (own: 0 | 1): Port => ({
		send: (message) => {
			if (!open) return;
			const copy = structuredClone(message);
			queueMicrotask(() => {
				if (open) for (const hear of hearers[own === 0 ? 1 : 0]) hear(copy);
			});
		},
		listen: (hear) => {
			hearers[own].add(hear);
			return () => {
				hearers[own].delete(hear);
			};
		},
		onClose: (closed) => {
			closers.add(closed);
		},
	});
	return {
		ends: [end(0), end(1)],
		cut: () => {
			if (!open) return;
			open = false;
			for (const closed of closers) closed();
		},
	};
};
