// When the buttons of a decision act: after what is asked has stood still for a while in a window that the person is in. A
// window that jumps to the front, or an order that takes another's place, must not catch a click or a key meant for something
// else. Pure: events and timers come from outside.

/** Long enough to see that something is there and to take a hand back. */
export const settleMs = 700;

export type ApprovalGuard = {
	/** What is on screen to be decided, by a name that is another for each other thing; null: nothing is. */
	readonly show: (what: string | null) => void;
	/** The window came to the front, or may have: armed anew, whatever was before. */
	readonly come: () => void;
	/** It is hidden, or keys and clicks go elsewhere. */
	readonly leave: () => void;
	/** A pointer or a key went down. What began too early counts for nothing, however late it ends. */
	readonly press: () => void;
	/** It went up: a click that follows from it comes in this very moment. */
	readonly release: () => void;
	/** May what was drawn as `what` be decided by now? */
	readonly isOpen: (what: string) => boolean;
	/** May this click on what was drawn as `what` decide it? */
	readonly takes: (what: string) => boolean;
	readonly close: () => void;
};

/**
 * @param after calls back once, that much later; returns a function that stops it
 * @param changed called when `isOpen` may answer another way
 */
export const openGuard = (
	after: (ms: number, then: () => void) => () => void,
	isThere: boolean,
	changed: () => void,
): ApprovalGuard => {
	let shown: string | null = null;
	let there = isThere;
	let settled = false;
	let stop = () => {};
	/** Of what is pressed now: was it pressed while this could be decided? Null: nothing is, as when a screen reader clicks. */
	let pressed: boolean | null = null;

	const arm = (): void => {
		stop();
		stop = () => {};
		settled = false;
		if (pressed !== null) pressed = false;
		if (there && shown !== null)
			stop = after(settleMs, () => {
				settled = true;
				changed();
			});
		changed();
	};
	const isOpen = (what: string): boolean => there && settled && shown === what;

	return {
		show: (what) => {
			if (what === shown) return;
			shown = what;
			arm();
		},
		come: () => {
			there = true;
			// What was pressed elsewhere may never be heard to end.
			pressed = null;
			arm();
		},
		leave: () => {
			there = false;
			arm();
		},
		press: () => {
			// A key that is held down repeats: it began when it began.
			pressed ??= shown !== null && isOpen(shown);
		},
		release: () => {
			after(0, () => {
				pressed = null;
			});
		},
		isOpen,
		takes: (what) => isOpen(what) && pressed !== false,
		close: () => stop(),
	};
};
