// What a call pays before it begins, and what blobs cost: against the numbers of the EIPs.

import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { effectivePrice, intrinsicGas } from "../../src/evm/rules.ts";
import { blobFee } from "../../src/evm/run.ts";
import { callOf, prague } from "./world.ts";

const to: Hex = `0x${"11".repeat(20)}`;
const key: Hex = `0x${"22".repeat(32)}`;

describe("what is paid before the first instruction", () => {
	test.each([
		["nothing but itself", callOf({ to }), 21_000n, 21_000n],
		[
			"bytes, zeros at a quarter",
			callOf({ to, data: "0x00ff00" }),
			21_000n + 4n + 16n + 4n,
			21_000n + 10n * 6n,
		],
		[
			"a creation, by the word",
			callOf({ to: null, data: `0x${"ff".repeat(33)}` }),
			21_000n + 32_000n + 33n * 16n + 2n * 2n,
			21_000n + 10n * 132n,
		],
		[
			"an access list",
			callOf({
				to,
				accessList: [
					{ address: to, slots: [key, key] },
					{ address: to, slots: [] },
				],
			}),
			21_000n + 2n * 2_400n + 2n * 1_900n,
			21_000n,
		],
	] as const)("for %s", (_, request, paid, floor) => {
		expect(intrinsicGas(request, prague)).toEqual({ paid, floor });
	});

	test("has no floor before Prague", () => {
		const request = callOf({ to, data: "0xffff" });
		expect(intrinsicGas(request, { ...prague, fork: "cancun" }).floor).toBe(0n);
	});
});

test("the price of gas is the base fee and the tip, capped, or nothing", () => {
	const price = (gasPriceWei: bigint, tipWei?: bigint) =>
		effectivePrice(
			callOf({ to, gasPriceWei, ...(tipWei === undefined ? {} : { tipWei }) }),
			7n,
		);
	expect(price(0n)).toBe(0n);
	expect(price(0n, 3n)).toBe(0n);
	expect(price(9n)).toBe(9n);
	expect(price(20n, 3n)).toBe(10n);
	expect(price(9n, 3n)).toBe(9n);
	expect(() => price(6n, 3n)).toThrow(/call-failed/);
});

test("the price of blobs is the one of EIP-4844's own test cases", () => {
	// fake_exponential(1, excess, fraction)
	for (const [excess, fraction, price] of [
		[0n, 1n, 1n],
		[0n, 2_225_652n, 1n],
		[2n, 1n, 6n],
		[4n, 2n, 6n],
		[3n, 1n, 16n],
		[6n, 2n, 18n],
		[4n, 1n, 49n],
		[8n, 2n, 50n],
		[5n, 1n, 136n],
		[5n, 2n, 11n],
		[50_000_000n, 2_225_652n, 5_709_098_764n],
	] as const)
		expect(blobFee(excess, fraction), `${excess}/${fraction}`).toBe(price);
});
