// A message in parts, some of them several parts mixed, so that who reads them off a screen may miss any: which parts are mixed
// follows from the part's number alone. Source: BCR-2020-005 and BCR-2024-001, Multipart UR
// https://github.com/BlockchainCommons/Research/blob/master/papers/bcr-2024-001-multipart-ur.md

import { concat } from "../base/bytes.ts";
import { sha256 } from "../crypto/hash.ts";

const mask = (1n << 64n) - 1n;
const rotl = (x: bigint, by: bigint): bigint =>
	((x << by) & mask) | (x >> (64n - by));

/** xoshiro256**, as numbers from 0 up to 1. */
const random = (seed: Uint8Array): (() => number) => {
	const digest = sha256(seed);
	const view = new DataView(digest.buffer, digest.byteOffset, digest.length);
	let a = view.getBigUint64(0);
	let b = view.getBigUint64(8);
	let c = view.getBigUint64(16);
	let d = view.getBigUint64(24);
	return () => {
		const result = (rotl((b * 5n) & mask, 7n) * 9n) & mask;
		const shifted = (b << 17n) & mask;
		c ^= a;
		d ^= b;
		b ^= c;
		a ^= d;
		c ^= shifted;
		d = rotl(d, 45n);
		return Number(result) / 2 ** 64;
	};
};

const at = (numbers: readonly number[], i: number): number => numbers[i] ?? 0;

/** One of so many by its weight, by Walker's aliases. */
const weighted = (weights: readonly number[], next: () => number): number => {
	const sum = weights.reduce((all, one) => all + one, 0);
	const scaled = weights.map((one) => (one * weights.length) / sum);
	const share = weights.map(() => 1);
	const alias = weights.map(() => 0);
	const small: number[] = [];
	const large: number[] = [];
	for (let i = weights.length - 1; i >= 0; i--)
		(at(scaled, i) < 1 ? small : large).push(i);
	for (;;) {
		const less = small.at(-1);
		const more = large.at(-1);
		if (less === undefined || more === undefined) break;
		small.pop();
		large.pop();
		share[less] = at(scaled, less);
		alias[less] = more;
		scaled[more] = at(scaled, more) + at(scaled, less) - 1;
		(at(scaled, more) < 1 ? small : large).push(more);
	}
	const place = Math.floor(weights.length * next());
	return next() < at(share, place) ? place : at(alias, place);
};

const four = (value: number): Uint8Array =>
	Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);

/** Which of so many fragments part `number` holds, mixed; parts are counted from 1. */
export const fragmentsOf = (
	number: number,
	count: number,
	checksum: number,
): readonly number[] => {
	if (number <= count) return [number - 1];
	const next = random(concat(four(number), four(checksum)));
	const left = Array.from({ length: count }, (_, i) => i);
	const degree =
		1 +
		weighted(
			left.map((i) => 1 / (i + 1)),
			next,
		);
	const mixed: number[] = [];
	while (left.length > 0) {
		const [one] = left.splice(Math.floor(next() * left.length), 1);
		if (one !== undefined) mixed.push(one);
	}
	return mixed.slice(0, degree);
};

type Mix = { readonly of: ReadonlySet<number>; readonly bytes: Uint8Array };

const xor = (a: Uint8Array, b: Uint8Array): Uint8Array =>
	a.map((byte, i) => byte ^ (b[i] ?? 0));

const contains = (mix: Mix, other: Mix): boolean =>
	other.of.size < mix.of.size && [...other.of].every((one) => mix.of.has(one));

const without = (mix: Mix, other: Mix): Mix => ({
	of: new Set([...mix.of].filter((one) => !other.of.has(one))),
	bytes: xor(mix.bytes, other.bytes),
});

/** Mixes that wait for others. More would say nothing new. */
const mostMixes = 200;

/** Gathers the fragments of one message. */
export const openFragments = (count: number) => {
	const plain = new Map<number, Uint8Array>();
	let mixes: readonly Mix[] = [];

	/** Takes all out of it that is known by now. */
	const reduced = (given: Mix): Mix => {
		let mix = given;
		for (const [index, bytes] of plain)
			if (mix.of.size > 1 && mix.of.has(index))
				mix = without(mix, { of: new Set([index]), bytes });
		for (const other of mixes)
			if (contains(mix, other)) mix = without(mix, other);
		return mix;
	};

	const take = (of: readonly number[], bytes: Uint8Array): void => {
		const queue: Mix[] = [{ of: new Set(of), bytes }];
		for (let mix = queue.pop(); mix !== undefined; mix = queue.pop()) {
			const now = reduced(mix);
			const [only] = now.of;
			if (now.of.size !== 1 || only === undefined) {
				if (mixes.length < mostMixes) mixes = [...mixes, now];
				continue;
			}
			if (plain.has(only)) continue;
			plain.set(only, now.bytes);
			// Those that held it are looked at again.
			queue.push(...mixes.filter((one) => one.of.has(only)));
			mixes = mixes.filter((one) => !one.of.has(only));
		}
	};

	return {
		take,
		have: (): number => plain.size,
		/** All of them, one after another; null while one is missing. */
		whole: (): Uint8Array | null => {
			const all = Array.from({ length: count }, (_, i) => plain.get(i));
			return all.includes(undefined)
				? null
				: concat(...all.flatMap((one) => one ?? []));
		},
	};
};
