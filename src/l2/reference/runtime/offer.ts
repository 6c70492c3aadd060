// What the two ways out of the reference rollup are offered by.

import type { WayOffer } from "../../../exit/module.ts";

/** Blocks of L1 until a transaction is final, and some to sign in between: seconds. */
export const finalS = 15 * 60;

/** A way that cannot be begun now. Ether alone leaves, and nothing that began on the rollup goes on from here. */
export const closedTo =
	(takes: WayOffer["takes"]) =>
	(words: WayOffer["words"]): WayOffer => ({
		...{ isOpen: false, words, lastsS: null, takes },
		...{ tokens: false, fromBegun: false },
	});
