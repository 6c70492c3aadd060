// Damage to what a proof's check commits to. Everything in these formats is words of 32 bytes or short texts around
// them, so the same few kinds fit all.

import {
	bigFromBytes,
	bigToBytes,
	concat,
	equalBytes,
} from "../../src/base/bytes.ts";
import { bn254P, bn254R } from "../../src/crypto/bn254.ts";
import type { Chance } from "./chance.ts";
import { flip, type Mutation } from "./mutate.ts";

const wordBytes = 32;
const most = 1n << 256n;

/** The parts of a case that its check commits to, by their names. */
export type Parts = { readonly [name: string]: Uint8Array };

type Part = {
	readonly name: string;
	readonly bytes: Uint8Array;
	/** Where the words begin, for a part of words: after a selector. null for a text. */
	readonly words: number | null;
};

const replace = (bytes: Uint8Array, at: number, by: Uint8Array): Uint8Array => {
	const copy = bytes.slice();
	copy.set(by, at);
	return copy;
};

type Kind = (part: Part, luck: Chance) => Mutation | null;

const flipped: Kind = ({ name, bytes }, luck) => {
	if (bytes.length === 0)
		return { what: `a byte put into ${name}`, bytes: Uint8Array.of(1) };
	const at = luck.below(bytes.length);
	return { what: `a bit of ${name} at ${at}`, bytes: flip(bytes, at, luck) };
};

const wordAt = (part: Part, luck: Chance): number | null => {
	if (part.words === null) return null;
	const count = Math.floor((part.bytes.length - part.words) / wordBytes);
	return count === 0 ? null : part.words + wordBytes * luck.below(count);
};

// The same number by another name: a verifier that reduces accepts it.
const plus =
	(modulus: bigint, called: string): Kind =>
	(part, luck) => {
		const at = wordAt(part, luck);
		if (at === null) return null;
		const word = bigFromBytes(part.bytes.subarray(at, at + wordBytes));
		const sum = word + modulus;
		if (sum >= most) return null;
		return {
			what: `${part.name} word at ${at} plus ${called}`,
			bytes: replace(part.bytes, at, bigToBytes(sum, wordBytes)),
		};
	};

const negated =
	(modulus: bigint): Kind =>
	(part, luck) => {
		const at = wordAt(part, luck);
		if (at === null) return null;
		const word = bigFromBytes(part.bytes.subarray(at, at + wordBytes));
		if (word === 0n || word >= modulus || modulus >= most) return null;
		return {
			what: `${part.name} word at ${at} negated`,
			bytes: replace(part.bytes, at, bigToBytes(modulus - word, wordBytes)),
		};
	};

const swapped =
	(size: number): Kind =>
	(part, luck) => {
		const from = wordAt(part, luck);
		const to = wordAt(part, luck);
		if (from === null || to === null) return null;
		if (from + size > to || to + size > part.bytes.length) return null;
		const { bytes } = part;
		const first = bytes.slice(from, from + size);
		const second = bytes.slice(to, to + size);
		return {
			what: `${part.name} ${size} bytes at ${from} and ${to} swapped`,
			bytes: replace(replace(bytes, from, second), to, first),
		};
	};

const infinity: Kind = (part, luck) => {
	const at = wordAt(part, luck);
	if (at === null || at + 2 * wordBytes > part.bytes.length) return null;
	return {
		what: `${part.name} a point at ${at} made infinity`,
		bytes: replace(part.bytes, at, new Uint8Array(2 * wordBytes)),
	};
};

const cut: Kind = ({ name, bytes, words }, luck) => {
	const size = words === null ? 1 : wordBytes;
	const by = Math.min(bytes.length, size * (1 + luck.below(2)));
	return {
		what: `${by} bytes of ${name} cut off`,
		bytes: bytes.slice(0, bytes.length - by),
	};
};

const longer: Kind = ({ name, bytes, words }) => ({
	what: `${name} made longer`,
	bytes: concat(bytes, new Uint8Array(words === null ? 1 : wordBytes)),
});

/** What is added to a number to give it another name: the orders of the fields it may be read in. */
export type Moduli = { readonly modulus: bigint; readonly order: bigint };

const bn254: Moduli = { modulus: bn254P, order: bn254R };

const kindsOf = ({ modulus, order }: Moduli): readonly Kind[] => [
	flipped,
	flipped,
	flipped,
	plus(modulus, "the modulus"),
	plus(order, "the order"),
	negated(modulus),
	swapped(wordBytes),
	swapped(2 * wordBytes),
	infinity,
	cut,
	longer,
];

/** Which parts are words, and after how many bytes they begin. A part not named is a text. */
export type Layout = { readonly [name: string]: number };

/** One damaged set of parts, always different from the original. */
export const damage = (
	parts: Parts,
	layout: Layout,
	luck: Chance,
	moduli: Moduli = bn254,
): { readonly what: string; readonly parts: Parts } => {
	const kinds = kindsOf(moduli);
	const names = Object.keys(parts);
	for (;;) {
		const name = luck.pick(names);
		const bytes = parts[name] ?? new Uint8Array(0);
		const words = layout[name] ?? null;
		const made = luck.pick(kinds)({ name, bytes, words }, luck);
		if (made === null || equalBytes(made.bytes, bytes)) continue;
		return { what: made.what, parts: { ...parts, [name]: made.bytes } };
	}
};
