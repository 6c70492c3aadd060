// What was typed on the Send screen, for as long as the person is at it: it outlasts a lock, and a look at the order that goes
// first. In this page's memory alone.

import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import type { FeeChoice } from "../../../src/protocol/fee-views.ts";

export type Draft = {
	/** Null: the first chain that can send. */
	readonly chainId: number | null;
	/** Null: the chain's own coin. */
	readonly token: Hex | null;
	readonly to: string;
	readonly amount: string;
	/** Null: the usual fee. `wrong`: the person's own numbers, which are none that can be signed. */
	readonly fees: FeeChoice | "wrong" | null;
};

const empty: Draft = {
	...{ chainId: null, token: null },
	...{ to: "", amount: "", fees: null },
};
let kept = empty;

/** Is there something typed that no order was made of? */
export const hasDraft = (): boolean => kept.to !== "" || kept.amount !== "";

export const dropDraft = (): void => {
	kept = empty;
};

/** The draft as the screen shows it, and what changes it. Once the screen is gone nothing does. */
export const useDraft = (): readonly [
	Draft,
	(part: Partial<Draft>) => void,
] => {
	const [draft, setDraft] = useState(kept);
	const isShown = useRef(true);
	useEffect(
		() => () => {
			isShown.current = false;
		},
		[],
	);
	const change = useCallback((part: Partial<Draft>) => {
		if (!isShown.current) return;
		kept = { ...kept, ...part };
		setDraft(kept);
	}, []);
	return [draft, change];
};

/** Forgets the draft on every screen that has nothing to do with it. */
export const useDraftOn = (screen: string): void => {
	useEffect(() => {
		if (screen !== "send" && screen !== "approve") dropDraft();
	}, [screen]);
};
