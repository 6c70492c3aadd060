// The blocks that an order is tried in: no block that may take it has a base fee beside them, by the rule of EIP-1559 itself.

import { describe, expect, test } from "vitest";
import { likelyRange } from "../../src/evm/simulate-request.ts";
import type { Header } from "../../src/state/values.ts";

const headerOf = (baseFeePerGasWei: bigint): Header => ({
	chainId: 1,
	blockNumber: 100,
	blockHash: `0x${"11".repeat(32)}`,
	stateRoot: `0x${"22".repeat(32)}`,
	parentHash: `0x${"33".repeat(32)}`,
	receiptsRoot: `0x${"44".repeat(32)}`,
	transactionsRoot: null,
	timestampS: 1_000,
	gasLimit: 30_000_000,
	gasUsed: 15_000_000,
	baseFeePerGasWei,
	grade: { who: "l1", validity: "none", finality: "optimistic", asOfS: 1_000 },
});

/** The next block's base fee: https://eips.ethereum.org/EIPS/eip-1559, "block validity". */
const next = (base: bigint, gasUsed: bigint, gasLimit: bigint): bigint => {
	const target = gasLimit / 2n;
	if (gasUsed === target) return base;
	if (gasUsed > target) {
		const delta = (base * (gasUsed - target)) / target / 8n;
		return base + (delta > 1n ? delta : 1n);
	}
	return base - (base * (target - gasUsed)) / target / 8n;
};

describe.each([0n, 1n, 7n, 8n, 1_000n, 31_415_926_535n])(
	"from a base fee of %s wei",
	(base) => {
		const high = 10n ** 12n;
		const range = likelyRange(headerOf(base), {
			slotS: 12,
			withinS: 300,
			mostFeeWei: high,
		});
		test("the early block is the next, and none is cheaper", () => {
			expect(range.early).toMatchObject({ number: 101n, timestampS: 1_012 });
			for (const used of [0n, 1n, 15_000_000n, 30_000_000n])
				expect(next(base, used, 30_000_000n)).toBeGreaterThanOrEqual(
					range.early.baseFeePerGasWei,
				);
		});
		test("the late block is the last within the time, and none is dearer that still takes it", () => {
			expect(range.late).toMatchObject({ number: 125n, timestampS: 1_300 });
			let most = base;
			for (let i = 0; i < 25; i++) most = next(most, 30_000_000n, 30_000_000n);
			expect(range.late.baseFeePerGasWei).toBeGreaterThanOrEqual(
				most < high ? most : high,
			);
			expect(range.late.baseFeePerGasWei).toBeLessThanOrEqual(high);
		});
	},
);

test("what is paid bounds the late base fee", () => {
	const { late } = likelyRange(headerOf(1_000n), {
		slotS: 12,
		withinS: 3_600,
		mostFeeWei: 1_500n,
	});
	expect(late.baseFeePerGasWei).toBe(1_500n);
});

test("less time than a slot is one slot, and no time is no other block than the next", () => {
	for (const withinS of [0, 1, 11, 12, 23]) {
		const { early, late } = likelyRange(headerOf(7n), {
			slotS: 12,
			withinS,
			mostFeeWei: 20n,
		});
		expect([late.number, late.timestampS]).toEqual([
			early.number,
			early.timestampS,
		]);
	}
});
