import fc from "fast-check";
import { expect, it } from "vitest";
import {
	bitOf,
	bitsOf,
	boolOf,
	listSlot,
	lowAddress,
	mappingSlot,
	nextSlot,
	wordHex,
} from "../../src/state/storage-layout.ts";

const word = fc.bigInt({ min: 0n, max: 2n ** 256n - 1n });
const owner = "0x00000000000000000000000000000000000000aa";

it("takes the same place as a number, a bigint and a word", () => {
	const key = wordHex(owner);
	expect(key).toBe(`0x${"0".repeat(62)}aa`);
	expect(mappingSlot(key, 7)).toBe(mappingSlot(key, 7n));
	expect(mappingSlot(key, wordHex(7))).toBe(mappingSlot(key, 7));
	expect(listSlot(7n, 1n)).toBe(listSlot(wordHex(7), 1));
});

// Known: keccak256 of 64 and of 32 zero bytes, which every storage explorer lists.
it("finds mapping and list items where Solidity puts them", () => {
	expect(mappingSlot(wordHex(0), 0)).toBe(
		"0xad3228b676f7d3cd4284a5443f17f1962b36e491b30a40b2405849e597ba5fb5",
	);
	expect(listSlot(0, 0)).toBe(
		"0x290decd9548b62a8d60345a988386fc84ba6bc95484008f6362f93160ef3e563",
	);
	expect(listSlot(0, 1)).toBe(
		"0x290decd9548b62a8d60345a988386fc84ba6bc95484008f6362f93160ef3e564",
	);
});

it("begins anew behind the last slot", () => {
	expect(nextSlot(wordHex(2n ** 256n - 1n))).toBe(wordHex(0));
	expect(nextSlot(wordHex(2), 3)).toBe(wordHex(5));
});

it.each([
	["longer than a word", 2n ** 256n],
	["below zero", -1n],
])("refuses a number that is %s", (_, value) => {
	expect(() => wordHex(value)).toThrow(RangeError);
	expect(() => mappingSlot(wordHex(0), value)).toThrow(RangeError);
});

it("refuses a key that is not 32 bytes", () => {
	expect(() => mappingSlot(owner, 0)).toThrow();
});

it("takes the bits that its hex shows", () => {
	fc.assert(
		fc.property(
			word,
			fc.nat(31),
			fc.integer({ min: 1, max: 20 }),
			(w, at, n) => {
				const count = Math.min(n, 32 - at);
				const hex = wordHex(w).slice(2);
				const end = 64 - 2 * at;
				expect(bitsOf(w, 8 * at, 8 * count)).toBe(
					BigInt(`0x${hex.slice(end - 2 * count, end)}`),
				);
				expect(boolOf(w, 8 * at)).toBe(hex.slice(end - 2, end) !== "00");
			},
		),
	);
});

it("takes single bits from the low end", () => {
	fc.assert(
		fc.property(word, fc.nat(255), (w, at) => {
			const bits = w.toString(2).padStart(256, "0");
			expect(bitOf(w, at)).toBe(bits[255 - at] === "1");
		}),
	);
});

it("takes an address whatever stands beside it", () => {
	const beside = (2n ** 32n - 1n) << 224n;
	expect(lowAddress(beside | 0xaan)).toBe(owner);
	expect(lowAddress((0xaan << 64n) | 1n | beside, 64)).toBe(owner);
});
