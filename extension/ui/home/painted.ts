// Marks in the page's own timeline, for what measures it: when the key was known to be open, when the first screen had numbers, and
// when the first line's were proved.

import { useEffect } from "preact/hooks";
import type { WalletView } from "../../../src/protocol/views.ts";
import { assetsOf } from "./assets.ts";

const marked = new Set<string>();

const markOnce = (name: string): void => {
	if (marked.has(name)) return;
	marked.add(name);
	performance.mark(name);
};

/** "key-open": what follows is no work of the password's. */
export const markKeyOpen = (): void => markOnce("key-open");

/** "home-painted" once any number stands there, "home-proved" once all of the first line is proved now. */
export const usePainted = ({ chains }: WalletView): void => {
	useEffect(() => {
		const [first] = assetsOf(chains);
		if (first === undefined || first.amount === null) return;
		markOnce("home-painted");
		if (first.how === "proved" && first.missing === 0) markOnce("home-proved");
	}, [chains]);
};
