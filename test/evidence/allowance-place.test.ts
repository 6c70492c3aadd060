import { concat, encodeAbiParameters, keccak256, pad, toHex } from "viem";
import { expect, test } from "vitest";
import { allowanceKey } from "../../src/evidence/allowance-place.ts";
import { layouts } from "../../src/evidence/balance-place.ts";
import { a } from "../receipt/world.ts";

const [owner, spender] = [a(1), a(2)];

/** By viem, from the documents of each compiler and library. */
const expected = {
	solidity: (slot: bigint) =>
		keccak256(
			encodeAbiParameters(
				[{ type: "address" }, { type: "bytes32" }],
				[
					spender,
					keccak256(
						encodeAbiParameters(
							[{ type: "address" }, { type: "uint256" }],
							[owner, slot],
						),
					),
				],
			),
		),
	vyper: (slot: bigint) =>
		keccak256(
			concat([
				keccak256(concat([pad(toHex(slot), { size: 32 }), pad(owner)])),
				pad(spender),
			]),
		),
	openzeppelin: (slot: bigint) =>
		expected.solidity(
			BigInt(
				"0x52c63247e1f47db19d5ce0460030c497f067ca4cebf71ba98eeadabe20bace00",
			) + slot,
		),
	solady: () =>
		keccak256(concat([owner, "0x00000000000000007f5e9f20", spender])),
};

test("an allowance stands where each compiler and library puts it", () => {
	for (const layout of layouts)
		for (const slot of [0, 1, 3, 510])
			expect(allowanceKey(owner, spender, { layout, slot })).toBe(
				expected[layout](BigInt(slot)),
			);
});

test("is another for another owner, spender or place", () => {
	for (const layout of layouts) {
		const key = allowanceKey(owner, spender, { layout, slot: 1 });
		expect(allowanceKey(spender, owner, { layout, slot: 1 })).not.toBe(key);
		expect(allowanceKey(owner, a(3), { layout, slot: 1 })).not.toBe(key);
		if (layout !== "solady")
			expect(allowanceKey(owner, spender, { layout, slot: 2 })).not.toBe(key);
	}
});
