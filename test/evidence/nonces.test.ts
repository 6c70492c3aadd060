import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { asFault, Fault } from "../../src/base/fault.ts";
import { checkNonces, type Outstanding } from "../../src/evidence/nonces.ts";
import { mostOutstanding } from "../../src/evidence/transfer.ts";

const raw = (i: number): Hex => `0x${i.toString(16).padStart(4, "0")}`;

const spent = (
	nonce: number,
	proved: number,
	known: readonly (Partial<Outstanding> & { readonly nonce: number })[],
): bigint =>
	checkNonces(
		{ nonce, outstanding: known.map((_, i) => raw(i)), what: "operation" },
		proved,
		(one) => ({
			spendsWei: 0n,
			isOrder: false,
			...(known[Number(one)] ?? { nonce: -1 }),
		}),
	);
const why = (...given: Parameters<typeof spent>): string => {
	try {
		return String(spent(...given));
	} catch (thrown) {
		return asFault(thrown).message;
	}
};

describe("the nonce of an order", () => {
	it("is the proved one, or accounted for up to it", () => {
		expect(spent(5, 5, [])).toBe(0n);
		expect(spent(7, 5, [{ nonce: 6 }, { nonce: 5 }])).toBe(0n);
		expect(spent(5, 5, [{ nonce: 5, isOrder: true }])).toBe(0n);
	});

	it.each([
		["used", 4, 5, [], "nonce 4 is used, the next is 5"],
		["not reached", 6, 5, [], "nonces from 5 on are not accounted for"],
		[
			"behind a gap",
			7,
			5,
			[{ nonce: 5 }, { nonce: 5 }],
			"nonce 6 is not accounted for",
		],
		[
			"behind one that only something lost would have used",
			6,
			5,
			[{ nonce: 4, uses: [4, 5] }],
			"nonces from 5 on are not accounted for",
		],
		[
			"signed for something else",
			5,
			5,
			[{ nonce: 5 }],
			"nonce 5 is signed for another operation",
		],
	] as const)("is refused when it is %s", (_, nonce, proved, known, says) => {
		expect(why(nonce, proved, known)).toBe(`order-nonce: ${says}`);
	});

	it("is not held up by what the proved one shows to be lost", () => {
		expect(spent(5, 5, [{ nonce: 4, uses: [4, 5] }])).toBe(0n);
	});

	it("is refused with more under way than one order reckons with", () => {
		const many = Array.from({ length: mostOutstanding + 1 }, (_, i) => ({
			nonce: i,
		}));
		expect(why(0, 0, many)).toMatch(/operations are under way/);
	});

	it("is refused with what does not decode, or is of another account", () => {
		const read = (thrown: Error) => () =>
			checkNonces(
				{ nonce: 5, outstanding: [raw(0)], what: "operation" },
				5,
				() => {
					throw thrown;
				},
			);
		for (const [thrown, says] of [
			[new RangeError("no"), "order-nonce: not decoded"],
			[new Fault("bad-rlp", "short"), "order-nonce: bad-rlp: short"],
			[new Fault("order-nonce", "of another"), "order-nonce: of another"],
		] as const)
			expect(read(thrown)).toThrow(says);
	});
});

it("spends of two at one nonce the dearer, and nothing of what is over or is the order itself", () => {
	expect(
		spent(7, 5, [
			{ nonce: 4, spendsWei: 1_000n },
			{ nonce: 5, spendsWei: 1n },
			{ nonce: 5, spendsWei: 3n },
			{ nonce: 6, spendsWei: 10n },
			{ nonce: 7, spendsWei: 10_000n, isOrder: true },
			{ nonce: 9, spendsWei: 100n },
		]),
	).toBe(113n);
});
