// What is proved of something, asked for when its screen opens. A wallet that has just opened its chains anew, as it does when an
// account or a token was added, has no head yet, and gets to one by itself: then it is asked again, and nobody is told of a failure
// that is none.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { asFault, type Fault } from "../../../src/base/fault.ts";
import { useWork } from "../wallet.tsx";

const pauseMs = 1_000;
/** After so many times without a head it is said that there is none. */
const mostTimes = 15;

/** Asks, and again while there is no head. @throws not-synced where none comes; what `ask` throws */
export const withHead = async <T>(ask: () => Promise<T>): Promise<T> => {
	for (let times = 1; ; times++)
		try {
			return await ask();
		} catch (thrown) {
			if (asFault(thrown).code !== "not-synced" || times === mostTimes)
				throw thrown;
			await new Promise((resolve) => setTimeout(resolve, pauseMs));
		}
};

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
	const latest = useRef(ask);
	latest.current = ask;
	const again = useCallback(
		() =>
			void run(async () => {
				// an answer to what was asked before is none
				for (;;) {
					const asked = latest.current;
					const answer = await withHead(asked);
					if (asked !== latest.current) continue;
					setFound(answer);
					return;
				}
			}),
		[run, ask],
	);
	useEffect(() => {
		setFound(null);
		again();
	}, [again]);
	return { found, busy, fault, again };
};
