// Marks when the first screen had numbers, and when the first line's were proved.

import { useEffect } from "preact/hooks";
import type { WalletView } from "../../../src/protocol/views.ts";
import { markOnce } from "../marks.ts";
import { assetsOf } from "./assets.ts";

/** "home-painted" once any number stands there, "home-proved" once all of the first line is proved now. */
export const usePainted = ({ chains }: WalletView): void => {
	useEffect(() => {
		const [first] = assetsOf(chains);
		if (first === undefined || first.amount === null) return;
		markOnce("home-painted");
		if (first.how === "proved" && first.missing === 0) markOnce("home-proved");
	}, [chains]);
};
