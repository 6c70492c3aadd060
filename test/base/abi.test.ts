// Calldata as src/base/abi.ts writes it, held against viem's encoder over random arguments of a fixed seed.

import { encodeAbiParameters, toFunctionSelector } from "viem";
import { describe, expect, it } from "vitest";
import {
	type Abi,
	abiAddress,
	abiBytes,
	abiBytes32,
	abiCall,
	abiEncode,
	abiList,
	abiTuple,
	abiWord,
} from "../../src/base/abi.ts";
import { type Hex, toHex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";

/** Mulberry32: the same numbers in every run. */
const chance = (seed: number) => {
	let state = seed;
	const next = (): number => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (end: number): number => Math.floor(next() * end);
	const bytes = (count: number): Hex =>
		toHex(Uint8Array.from({ length: count }, () => below(256)));
	return { below, bytes };
};
type Chance = ReturnType<typeof chance>;

/** A type as viem takes it, a value of it, and ours of both. */
type Sample = {
	readonly type: { readonly type: string; readonly components?: unknown };
	readonly value: unknown;
	readonly ours: Abi;
};

const wordSample = ({ below, bytes }: Chance): Sample => {
	const value = below(4) === 0 ? 0n : BigInt(bytes(32));
	return { type: { type: "uint256" }, value, ours: abiWord(value) };
};
const addressSample = ({ bytes }: Chance): Sample => {
	const value = bytes(20);
	return { type: { type: "address" }, value, ours: abiAddress(value) };
};
const bytes32Sample = ({ bytes }: Chance): Sample => {
	const value = bytes(32);
	return { type: { type: "bytes32" }, value, ours: abiBytes32(value) };
};
const bytesSample = ({ below, bytes }: Chance): Sample => {
	const value = bytes([0, 1, 31, 32, 33, 64, below(200)][below(7)] ?? 0);
	return { type: { type: "bytes" }, value, ours: abiBytes(value) };
};

/** Items of a list have one type: the sample's own seed makes its shape, and another its values. */
const sampleOf = (shape: Chance, values: Chance, depth: number): Sample => {
	const kind = shape.below(depth === 0 ? 4 : 6);
	if (kind === 0) return wordSample(values);
	if (kind === 1) return addressSample(values);
	if (kind === 2) return bytes32Sample(values);
	if (kind === 3) return bytesSample(values);
	if (kind === 4) {
		const parts = Array.from({ length: 1 + shape.below(4) }, () =>
			sampleOf(shape, values, depth - 1),
		);
		return {
			type: {
				type: "tuple",
				components: parts.map(({ type }, i) => ({ ...type, name: `p${i}` })),
			},
			value: Object.fromEntries(parts.map(({ value }, i) => [`p${i}`, value])),
			ours: abiTuple(...parts.map(({ ours }) => ours)),
		};
	}
	const seed = shape.below(1_000_000);
	const items = Array.from({ length: values.below(4) }, () =>
		sampleOf(chance(seed), values, depth - 1),
	);
	const { type } = sampleOf(chance(seed), chance(0), depth - 1);
	return {
		type: { ...type, type: `${type.type}[]` },
		value: items.map(({ value }) => value),
		ours: abiList(items.map(({ ours }) => ours)),
	};
};

describe("encoded arguments", () => {
	it("are viem's, for four hundred random types and values", () => {
		for (let seed = 1; seed <= 400; seed++) {
			const shape = chance(seed);
			const samples = Array.from({ length: 1 + shape.below(4) }, () =>
				sampleOf(shape, chance(seed + 10_000), 3),
			);
			const theirs = encodeAbiParameters(
				samples.map(({ type }) => type as { type: string }),
				samples.map(({ value }) => value),
			);
			expect(
				toHex(abiEncode(...samples.map(({ ours }) => ours))),
				`seed ${seed}`,
			).toBe(theirs);
		}
	});

	it("are viem's for lists of bytes and tuples within tuples", () => {
		const list: Hex[] = ["0x", "0x01", toHex(new Uint8Array(33).fill(7))];
		expect(
			toHex(
				abiEncode(
					abiWord(5),
					abiList(list.map(abiBytes)),
					abiTuple(abiTuple(abiBytes("0xaabb")), abiWord(1n)),
				),
			),
		).toBe(
			encodeAbiParameters(
				[
					{ type: "uint8" },
					{ type: "bytes[]" },
					{
						type: "tuple",
						components: [
							{
								name: "inner",
								type: "tuple",
								components: [{ name: "data", type: "bytes" }],
							},
							{ name: "count", type: "uint256" },
						],
					},
				],
				[5, list, { inner: { data: "0xaabb" }, count: 1n }],
			),
		);
	});

	it("stand behind a selector of four bytes", () => {
		const selector = toFunctionSelector("forceWithdraw(uint256)");
		expect(abiCall(selector, abiWord(7))).toBe(
			`${selector}${"7".padStart(64, "0")}`,
		);
		expect(abiCall(selector)).toBe(selector);
	});
});

describe("refuses", () => {
	const refusal = (run: () => unknown): unknown => {
		try {
			run();
		} catch (thrown) {
			return thrown instanceof Fault ? thrown.code : thrown;
		}
		return "nothing";
	};
	it("a number that is no word: negative, or of 257 bits", () => {
		expect(abiWord((1n << 256n) - 1n).bytes).toHaveLength(32);
		expect(refusal(() => abiWord(1n << 256n))).toBe("bad-field");
		expect(refusal(() => abiWord(-1n))).toBe("bad-field");
	});
	it("an address, a hash or a selector of another length", () => {
		const bytes = (count: number): Hex => toHex(new Uint8Array(count));
		for (const count of [0, 19, 21, 32])
			expect(refusal(() => abiAddress(bytes(count)))).toBe("bad-field");
		for (const count of [0, 31, 33])
			expect(refusal(() => abiBytes32(bytes(count)))).toBe("bad-field");
		for (const count of [0, 3, 5])
			expect(refusal(() => abiCall(bytes(count)))).toBe("bad-field");
		expect(refusal(() => abiBytes("0x123"))).toBe("bad-field");
	});
});
