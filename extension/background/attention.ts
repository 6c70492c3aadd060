// Shows the person that something a site asked for waits: a number on the icon, and the approve window where none is there,
// once for each new thing. A window that is there is never raised or focused: this realm cannot know what is being decided in
// it, or beside it, at that moment, and a site chooses the moment. What came is counted in the window itself ("1 of 2 waiting"),
// and where the window is covered a notification says so. What was shown before is kept in session memory, because this realm
// dies often and must not ask twice.

import { serial } from "../../src/base/async.ts";
import * as d from "../../src/base/decode.ts";

export type AttentionPorts = {
	readonly read: () => Promise<unknown>;
	readonly write: (state: object) => Promise<void>;
	readonly setBadge: (text: string) => Promise<void>;
	/** @returns the window's id. Rejects when the browser opens none. */
	readonly openWindow: () => Promise<number>;
	/** Is the window in front of all others, covered, or gone? */
	readonly stateOf: (id: number) => Promise<"front" | "behind" | "gone">;
	readonly notify: (title: string, words: string) => Promise<void>;
};

const mostSeen = 1_000;
const state = d.record({
	seen: d.list(d.text(64), mostSeen),
	window: d.nullable(d.int()),
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
	const inTurn = serial();

	const show = async (ids: readonly string[]): Promise<void> => {
		await ports.setBadge(ids.length === 0 ? "" : String(ids.length));
		const before = state(
			(await ports.read()) ?? { seen: [], window: null },
			"attention",
		);
		const fresh = ids.some((id) => !before.seen.includes(id));
		let { window } = before;
		if (fresh) {
			const now = window === null ? "gone" : await ports.stateOf(window);
			if (now === "behind")
				await ports.notify(
					"Something more waits for your answer",
					"It stands in Sextant's window, after what is there now.",
				);
			if (now === "gone")
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

	return (ids) => inTurn(() => show(ids));
};
