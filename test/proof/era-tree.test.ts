// ZKsync Era's tree against one that is built here from all its leaves.

import { blake2s } from "@noble/hashes/blake2.js";
import { describe, expect, it } from "vitest";
import { bigToBytes, concat, toHex } from "../../src/base/bytes.ts";
import { type EraSlot, openEraTree } from "../../src/proof/era-tree.ts";

const { key: eraKey, verify: verifyEraSlot } = openEraTree((bytes) =>
	blake2s(bytes),
);

const word = (n: number): Uint8Array => bigToBytes(BigInt(n), 32);
const account = (n: number): Uint8Array => bigToBytes(BigInt(n), 20);

const slots: readonly EraSlot[] = Array.from({ length: 12 }, (_, i) => ({
	account: account(0x8000 + (i % 3)),
	slot: word(i),
	index: BigInt(i + 1),
	value: word(1000 + i),
}));

/** The path of a key from the root down, as bits: the highest bit of the little-endian number first. */
const pathOf = ({ account, slot }: EraSlot): string =>
	[...eraKey(account, slot)]
		.reverse()
		.map((byte) => byte.toString(2).padStart(8, "0"))
		.join("");

const empties = new Map<number, Uint8Array>();
const empty = (height: number): Uint8Array => {
	const known = empties.get(height);
	if (known !== undefined) return known;
	const made =
		height === 0
			? blake2s(new Uint8Array(40))
			: blake2s(concat(empty(height - 1), empty(height - 1)));
	empties.set(height, made);
	return made;
};

const nodeOf = (under: readonly EraSlot[], depth: number): Uint8Array => {
	const [first] = under;
	if (first === undefined) return empty(256 - depth);
	if (depth === 256)
		return blake2s(concat(bigToBytes(first.index, 8), first.value));
	const side = (bit: string) =>
		nodeOf(
			under.filter((one) => pathOf(one)[depth] === bit),
			depth + 1,
		);
	return blake2s(concat(side("0"), side("1")));
};
const root = nodeOf(slots, 0);

/** Siblings from the root down, without the empty ones at the end. */
const siblingsOf = (slot: EraSlot): readonly Uint8Array[] => {
	const path = pathOf(slot);
	const all = Array.from({ length: 256 }, (_, depth) => {
		const near = slots.filter(
			(one) => pathOf(one).slice(0, depth) === path.slice(0, depth),
		);
		const other = near.filter((one) => pathOf(one)[depth] !== path[depth]);
		return { count: other.length, node: nodeOf(other, depth + 1) };
	});
	const last = all.findLastIndex(({ count }) => count > 0);
	return all.slice(0, last + 1).map(({ node }) => node);
};

const nobody: EraSlot = {
	account: account(1),
	slot: word(1),
	index: 0n,
	value: word(0),
};

describe("a slot in ZKsync Era's tree", () => {
	it("is there with its value, and absent where nobody wrote", () => {
		for (const slot of [...slots, nobody])
			expect(verifyEraSlot(root, slot, siblingsOf(slot))).toBe(true);
	});

	it("is refused with another value, index, account or slot", () => {
		const [first] = slots;
		if (first === undefined) throw new Error("none");
		const siblings = siblingsOf(first);
		for (const change of [
			{ value: word(7) },
			{ index: 2n },
			{ account: account(2) },
			{ slot: word(99) },
			{ index: 0n, value: word(0) },
		])
			expect(verifyEraSlot(root, { ...first, ...change }, siblings)).toBe(
				false,
			);
	});

	it("is refused with a sibling dropped, doubled, swapped or changed, and under another root", () => {
		const slot = slots[3];
		if (slot === undefined) throw new Error("none");
		const siblings = siblingsOf(slot);
		for (let i = 0; i < siblings.length; i++) {
			const own = siblings[i] ?? word(0);
			for (const other of [
				siblings.toSpliced(i, 1),
				siblings.toSpliced(i, 0, own),
				siblings.with(i, own.with(5, (own[5] ?? 0) ^ 1)),
			])
				expect(verifyEraSlot(root, slot, other)).toBe(false);
		}
		expect(verifyEraSlot(root, slot, siblings.toReversed())).toBe(false);
		expect(verifyEraSlot(word(1), slot, siblings)).toBe(false);
		expect(toHex(root)).not.toBe(toHex(word(1)));
	});

	it("is refused for parts of another length, an index that does not fit, and too many siblings", () => {
		const [slot] = slots;
		if (slot === undefined) throw new Error("none");
		const siblings = siblingsOf(slot);
		for (const change of [
			{ account: word(1) },
			{ slot: account(1) },
			{ value: account(1) },
			{ index: 1n << 64n },
			{ index: -1n },
		])
			expect(verifyEraSlot(root, { ...slot, ...change }, siblings)).toBe(false);
		expect(verifyEraSlot(root, slot, [...siblings, new Uint8Array(31)])).toBe(
			false,
		);
		const full = Array.from({ length: 257 }, () => word(1));
		expect(verifyEraSlot(root, slot, full)).toBe(false);
	});
});
