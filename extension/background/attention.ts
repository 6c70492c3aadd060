// Shows the person that something a site asked for waits: a number on the icon, and the approve window, once for each new
// thing. What was shown before is kept in session memory, because this realm dies often and must not ask twice.

import { int, list, nullable, record, text } from "../../src/base/decode.ts";

export type AttentionPorts = {
	readonly read: () => Promise<unknown>;
	readonly write: (state: object) => Promise<void>;
	readonly setBadge: (text: string) => Promise<void>;
	/** @returns the window's id. Rejects when the browser opens none. */
	readonly openWindow: () => Promise<number>;
	/** Brings the window to the front. Rejects when it is gone. */
	readonly raiseWindow: (id: number) => Promise<void>;
	readonly notify: (title: string, words: string) => Promise<void>;
};

const mostSeen = 1_000;
const state = record({
	seen: list(text(64), mostSeen),
	window: nullable(int()),
});

/** The window that is kept in what was written; null when there is none. */
export const windowIn = (kept: unknown): number | null => {
	try {
		return state(kept, "attention").window;
	} catch {
		return null;
	}
};

/** @returns a function to call with all ids that wait, on every change; calls are worked off in order. */
export const openAttention = (
	ports: AttentionPorts,
): ((ids: readonly string[]) => Promise<void>) => {
	let last: Promise<void> = Promise.resolve();

	const show = async (ids: readonly string[]): Promise<void> => {
		await ports.setBadge(ids.length === 0 ? "" : String(ids.length));
		const before = state(
			(await ports.read()) ?? { seen: [], window: null },
			"attention",
		);
		const fresh = ids.some((id) => !before.seen.includes(id));
		let { window } = before;
		if (fresh) {
			const raised =
				window !== null &&
				(await ports.raiseWindow(window).then(
					() => true,
					() => false,
				));
			if (!raised)
				try {
					window = await ports.openWindow();
				} catch {
					window = null;
					await ports.notify(
						"A site waits for your answer",
						"Open Sextant to see what it asks.",
					);
				}
		}
		// Also what no longer waits: an engine that starts again may name it once more before it has looked.
		const seen = [...new Set([...before.seen, ...ids])].slice(-mostSeen);
		await ports.write({ seen, window });
	};

	return (ids) => {
		last = last.then(
			() => show(ids),
			() => show(ids),
		);
		return last;
	};
};
