// Fees of proved blocks, made up.

import type { FeesView } from "../../../src/protocol/fee-views.ts";

/** The base fee rose by and by, and fell again. */
export const fakeFees = (nowMs: number): FeesView => ({
	blockNumber: 19_000_000,
	asOfS: Math.floor(nowMs / 1000) - 14,
	baseFeesWei: Array.from({ length: 32 }, (_, i) =>
		(8_000_000_000n + BigInt(Math.abs(8 - i)) * 210_000_000n).toString(),
	),
	spanS: 31 * 12,
	choices: [
		{ speed: "slow", capWei: "11140000000", tipWei: "50000000" },
		{ speed: "usual", capWei: "19460000000", tipWei: "100000000" },
		{ speed: "fast", capWei: "29240000000", tipWei: "200000000" },
	],
	mostCapWei: "88720000000",
	mostTipWei: "50000000000",
});
