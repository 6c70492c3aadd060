// Who still wants an answer. A question of a site goes when its page goes; but a port also closes when the background dies,
// and then the page's relay comes back on another port with the same requests. So a question is let go a while after the last
// port that carried it closed.

import type { Clock } from "../source/ports.ts";

/** One open port of a page, from the engine's side. */
export type Page = {
	readonly origin: string;
	/** The chain it was told last; null before it was told any. */
	chainId: number | null;
	isOpen: boolean;
};

export type Presence = {
	readonly open: (origin: string) => Page;
	/** The port closed: what nobody else carries is let go after the grace. */
	readonly close: (page: Page) => void;
	/** The page waits for what `key` names. `gone` is called once, when no page does any more. */
	readonly want: (page: Page, key: string, gone: () => void) => void;
	/** The page's relay repeats a request; one that nobody has asked for means nothing. */
	readonly again: (page: Page, key: string) => void;
	/** Answered: nobody waits for it any more. */
	readonly over: (key: string) => void;
};

/** A relay comes back within 5 s, and a background that died may take as long to stand. */
const graceMs = 15_000;

export const openPresence = (
	clock: Pick<Clock, "sleep">,
	life: AbortSignal,
): Presence => {
	const wanted = new Map<
		string,
		{ readonly pages: Set<Page>; readonly gone: () => void }
	>();

	const letGo = (key: string): void => {
		const was = wanted.get(key);
		if (was === undefined || was.pages.size > 0) return;
		clock.sleep(graceMs, life).then(
			() => {
				if (wanted.get(key) !== was || was.pages.size > 0) return;
				wanted.delete(key);
				was.gone();
			},
			() => {
				// The engine stops: a new one begins with what is asked of it.
			},
		);
	};

	const carry = (page: Page, key: string): void => {
		if (page.isOpen) wanted.get(key)?.pages.add(page);
		else letGo(key);
	};

	return {
		open: (origin) => ({ origin, chainId: null, isOpen: true }),
		close: (page) => {
			page.isOpen = false;
			for (const [key, { pages }] of wanted) if (pages.delete(page)) letGo(key);
		},
		want: (page, key, gone) => {
			if (!wanted.has(key)) wanted.set(key, { pages: new Set(), gone });
			carry(page, key);
		},
		again: carry,
		over: (key) => {
			wanted.delete(key);
		},
	};
};
