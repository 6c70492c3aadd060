// The guard of a screen's decision, fed with what the browser says of the window.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { type ApprovalGuard, openGuard } from "./guard.ts";

/** The person sees this window, and clicks and keys go to it. */
const isHere = (): boolean =>
	document.visibilityState === "visible" && document.hasFocus();

const after = (ms: number, then: () => void): (() => void) => {
	const timer = setTimeout(then, ms);
	return () => clearTimeout(timer);
};

/** Hears of everything that may have brought the window to the front or away from it. @returns a function that stops it */
const watch = (guard: ApprovalGuard): (() => void) => {
	const look = () => (isHere() ? guard.come() : guard.leave());
	const hears = [
		// Of the window alone: those of its elements do not rise up to it.
		[window, "focus", look, false],
		[window, "pageshow", look, false],
		[window, "blur", guard.leave, false],
		[document, "visibilitychange", look, false],
		[window, "pointerdown", guard.press, true],
		[window, "keydown", guard.press, true],
		[window, "pointerup", guard.release, true],
		[window, "pointercancel", guard.release, true],
		[window, "keyup", guard.release, true],
	] as const;
	for (const [on, name, hear, isFirst] of hears)
		on.addEventListener(name, hear, isFirst);
	return () => {
		for (const [on, name, hear, isFirst] of hears)
			on.removeEventListener(name, hear, isFirst);
	};
};

export type DecisionGuard = {
	/** Draw the buttons of the decision as ones that act? */
	readonly isOpen: boolean;
	/** To be asked at the click itself. */
	readonly takes: () => boolean;
};

/** @param what names all that is on screen to be decided; null while nothing is */
export const useGuard = (what: string | null): DecisionGuard => {
	const [, redraw] = useState(0);
	const held = useRef<ApprovalGuard | null>(null);
	held.current ??= openGuard(after, isHere(), () =>
		redraw((count) => count + 1),
	);
	const guard = held.current;
	useEffect(() => {
		const stop = watch(guard);
		return () => {
			stop();
			guard.close();
		};
	}, [guard]);
	useEffect(() => guard.show(what), [guard, what]);
	const takes = useCallback(
		() => what !== null && isHere() && guard.takes(what),
		[guard, what],
	);
	return { isOpen: what !== null && guard.isOpen(what), takes };
};
