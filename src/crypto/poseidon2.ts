// Poseidon2 over the KoalaBear field in plain numbers, width 16: a chain of eight limbs is mixed with each word of eight limbs, and
// the word is added to what comes out. Linea's state tree is made of it. A realm that has installed faster hashes has it compiled.
// Source: Grassi, Khovratovich, Schofnegger, "Poseidon2", eprint 2023/323, sections 5 and 6. Round constants: a chain of keccak-256
// digests that begins with the name of the instance.

import { utf8 } from "../base/bytes.ts";
import { digests } from "../base/digest.ts";

/** 2^31 - 2^24 + 1 */
const p = 2_130_706_433;
const width = 16;
const wordBytes = 32;
const instance = "Poseidon2-koalabear[t=16,rF=6,rP=21,d=3]";
/** Rounds in which every limb is cubed, half of them before the others. */
const fullRounds = 6;
const partialRounds = 21;

/** Modulo p, of factors below 2^31: no step reaches 2^53. */
const times = (a: number, b: number): number =>
	(((a * (b >>> 16)) % p) * 65_536 + a * (b & 0xffff)) % p;
const cube = (x: number): number => times(times(x, x), x);

type Constants = {
	/** Each round's, sixteen for a full one and one for a partial. */
	readonly rounds: readonly (readonly number[])[];
	/** Of the partial rounds' matrix, less the matrix of ones. */
	readonly diagonal: readonly number[];
};

const makeConstants = (): Constants => {
	const { keccak256 } = digests();
	let digest = keccak256(utf8(instance));
	const next = (): number => {
		digest = keccak256(digest);
		return digest.reduce((sum, byte) => (sum * 256 + byte) % p, 0);
	};
	const rounds = Array.from({ length: fullRounds + partialRounds }, (_, i) => {
		const isPartial = i >= fullRounds / 2 && i < fullRounds / 2 + partialRounds;
		return Array.from({ length: isPartial ? 1 : width }, next);
	});
	const half = (p + 1) / 2;
	const over = (bits: number): number => {
		let inverse = 1;
		for (let i = 0; i < bits; i++) inverse = times(inverse, half);
		return inverse;
	};
	const diagonal = [
		...[p - 2, 1, 2, over(1), 3, 4, p - over(1), p - 3, p - 4],
		...[over(8), over(3), over(24)],
		...[p - over(8), p - over(3), p - over(4), p - over(24)],
	];
	return { rounds, diagonal };
};
let made: Constants | null = null;

/** Each four limbs by the matrix of the paper, and to each limb the sum of those in its place of the four. */
const mixAll = (s: number[]): void => {
	const sums = [0, 0, 0, 0];
	for (let at = 0; at < width; at += 4) {
		const [a = 0, b = 0, c = 0, d = 0] = s.slice(at, at + 4);
		const mixed = [
			2 * a + 3 * b + c + d,
			a + 2 * b + 3 * c + d,
			a + b + 2 * c + 3 * d,
			3 * a + b + c + 2 * d,
		];
		for (const [i, x] of mixed.entries()) {
			s[at + i] = x;
			sums[i] = (sums[i] ?? 0) + x;
		}
	}
	for (let i = 0; i < width; i++) s[i] = ((s[i] ?? 0) + (sums[i & 3] ?? 0)) % p;
};

const permute = (s: number[]): void => {
	made ??= makeConstants();
	const { rounds, diagonal } = made;
	mixAll(s);
	for (const added of rounds) {
		for (const [i, x] of added.entries()) s[i] = cube(((s[i] ?? 0) + x) % p);
		if (added.length === width) {
			mixAll(s);
			continue;
		}
		const sum = s.reduce((all, x) => all + x, 0) % p;
		for (let i = 0; i < width; i++)
			s[i] = (sum + times(s[i] ?? 0, diagonal[i] ?? 0)) % p;
	}
};

const viewOf = (bytes: Uint8Array): DataView =>
	new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Is each limb of four bytes an element of the field? One that is not has the hash of one that is, so bytes that are compared or put
 * in order have to be asked this first.
 */
export const isInKoalaBear = (words: Uint8Array): boolean => {
	if (words.length % 4 !== 0) return false;
	const view = viewOf(words);
	for (let at = 0; at < words.length; at += 4)
		if (view.getUint32(at) >= p) return false;
	return true;
};

/** @throws RangeError for no word or half a word */
export const plainPoseidon2 = (words: Uint8Array): Uint8Array => {
	const count = words.length / wordBytes;
	if (!Number.isInteger(count) || count === 0)
		throw new RangeError(`"words" has ${words.length} bytes`);
	const view = viewOf(words);
	let chain: readonly number[] = new Array<number>(width / 2).fill(0);
	for (let at = 0; at < words.length; at += wordBytes) {
		const word = chain.map((_, i) => view.getUint32(at + 4 * i) % p);
		const state = [...chain, ...word];
		permute(state);
		chain = word.map((x, i) => (x + (state[width / 2 + i] ?? 0)) % p);
	}
	const out = new Uint8Array(wordBytes);
	const written = viewOf(out);
	for (const [i, x] of chain.entries()) written.setUint32(4 * i, x);
	return out;
};

/**
 * The hash of words of 32 bytes, eight limbs each, taken modulo the field: as fast as this realm has it.
 * @throws RangeError for no word or half a word
 */
export const poseidon2 = (words: Uint8Array): Uint8Array =>
	(digests().poseidon2 ?? plainPoseidon2)(words);
