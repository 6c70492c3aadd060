// The guard of a screen's decision, fed with what the browser says of the window.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { type Guard, openGuard } from "./guard.ts";

/** The person sees this window, and clicks and keys go to it. */
const isHere = (): boolean =>
	document.visibilityState === "visible" && document.hasFocus();

const after = (ms: number, then: () => void): (() => void) => {
	const timer = setTimeout(then, ms);
	return () => clearTimeout(timer);
};

/** Hears of everything that may have brought the window to the front or away from it. @returns a function that stops it */
const watch = (guard: Guard): (() => void) => {
	const look = () => (isHere() ? guard.come() : guard.leave());
	const hears = [
		[window, "focus", look],
		[window, "pageshow", look],
		[window, "blur", guard.leave],
		[document, "visibilitychange", look],
		[window, "pointerdown", guard.press],
		[window, "keydown", guard.press],
		[window, "pointerup", guard.release],
		[window, "pointercancel", guard.release],
		[window, "keyup", guard.release],
	] as const;
	for (const [on, name, hear] of hears) on.addEventListener(name, hear, true);
	return () => {
		for (const [on, name, hear] of hears)
			on.removeEventListener(name, hear, true);
	};
};

export type Guarded = {
	/** Draw the buttons of the decision as ones that act? */
	readonly isOpen: boolean;
	/** To be asked at the click itself. */
	readonly takes: () => boolean;
};

/** @param what names all that is on screen to be decided; null while nothing is */
export const useGuard = (what: string | null): Guarded => {
	const [, redraw] = useState(0);
	const held = useRef<Guard | null>(null);
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
