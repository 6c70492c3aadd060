// What is proved of something, asked for when its screen opens. A wallet that has just opened its chains anew has no head yet, and gets
// to one by itself: then it is asked again, and nobody is told of a failure that is none.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Fault } from "../../../src/base/fault.ts";
import { useWork } from "../wallet.tsx";

const pauseMs = 1_500;
/** After so many times without a head it is said that there is none; it is asked on all the same. */
const quietTimes = 8;

export type Proved<T> = {
	/** Null before the first answer. */
	readonly found: T | null;
	readonly busy: boolean;
	readonly fault: Fault | null;
	readonly again: () => void;
};

/** @param ask the same function for the same question: another one is another question */
export const useProved = <T>(ask: () => Promise<T>): Proved<T> => {
	const { busy, fault, run } = useWork();
	const [found, setFound] = useState<T | null>(null);
	const [early, setEarly] = useState(0);
	/** What stands on the screen does not go while it is asked once more. */
	const said = useRef<Fault | null>(null);
	const again = useCallback(
		() =>
			void run(async () => {
				const answer = await ask();
				setEarly(0);
				said.current = null;
				setFound(answer);
			}),
		[run, ask],
	);
	useEffect(() => {
		setFound(null);
		again();
	}, [again]);
	const isEarly = fault?.code === "not-synced";
	useEffect(() => {
		if (!isEarly) return;
		const timer = setTimeout(() => {
			setEarly((times) => times + 1);
			again();
		}, pauseMs);
		return () => clearTimeout(timer);
	}, [isEarly, again]);
	if (fault !== null) said.current = fault;
	if (early >= quietTimes) return { found, busy, fault: said.current, again };
	return {
		found,
		busy: busy || isEarly,
		fault: isEarly ? null : fault,
		again,
	};
};
