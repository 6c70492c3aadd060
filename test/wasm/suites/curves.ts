// The suites of the curves: the checks that the host asks for, against noble, on random and on crafted inputs. Every answer
// is compared, be it yes, no or a refusal.

import { bls12_381 } from "@noble/curves/bls12-381.js";
import { bn254 as nobleCurve } from "@noble/curves/bn254.js";
import {
	bigToBytes,
	concat,
	equalBytes,
	toHex,
	utf8,
} from "../../../src/base/bytes.ts";
import { bn254G1Bytes, bn254P, bn254R } from "../../../src/crypto/bn254.ts";
import type { SyncAggregateQuestion } from "../../../src/crypto/kernel.ts";
import { ethereumDst, nobleBls } from "../../../src/crypto/noble.ts";
import { nobleBn254 } from "../../../src/crypto/noble-bn254.ts";
import { openBls } from "../../../src/crypto/wasm/bls12-381.ts";
import { openBn254 } from "../../../src/crypto/wasm/bn254.ts";
import { bls12381HeapBytes, emitBls12381 } from "../../../wasm/bls12-381.ts";
import { bn254HeapBytes, emitBn254 } from "../../../wasm/bn254.ts";
import type { Backend } from "../../../wasm/field/field.ts";
import { type Chance, chance } from "../../conformance/chance.ts";
import { isRunnable } from "../backends.ts";
import type { Dose, Outcome, Suite } from "./suites.ts";

const mostFailures = 20;

const scalarBelow = (dice: Chance, end: bigint): bigint => {
	let value = 0n;
	for (let i = 0; i < 10; i++)
		value = (value << 32n) | BigInt(dice.below(2 ** 32));
	return (value % (end - 1n)) + 1n;
};
const bytesOf = (dice: Chance, length: number): Uint8Array =>
	Uint8Array.from({ length }, () => dice.below(256));
const flipped = (dice: Chance, bytes: Uint8Array): Uint8Array => {
	const changed = bytes.slice();
	const at = dice.below(bytes.length);
	changed[at] = (changed[at] ?? 0) ^ (1 << dice.below(8));
	return changed;
};

const { G1, longSignatures, fields } = bls12_381;
const order = fields.Fr.ORDER;

/** noble writes no infinity. */
const infinity = (length: number): Uint8Array => {
	const bytes = new Uint8Array(length);
	bytes[0] = 0xc0;
	return bytes;
};

/** A question, true or crafted in one of many ways. */
const madeQuestion = (dice: Chance): SyncAggregateQuestion => {
	const seats = 1 + dice.below(9);
	const few = Array.from({ length: 4 }, () => scalarBelow(dice, order));
	// Few secrets, so that a key comes twice, and some against each other.
	const secrets = Array.from({ length: seats }, () => {
		const secret = dice.pick(few);
		return dice.below(6) === 0 ? order - secret : secret;
	});
	const pointOf = new Map(
		[...new Set(secrets)].map((secret) => {
			const point = G1.Point.BASE.multiply(secret);
			return [secret, { point, bytes: point.toBytes() }] as const;
		}),
	);
	const known = secrets.flatMap((secret) => pointOf.get(secret) ?? []);
	const keys = known.map(({ point: key }) => key);
	const keyBytes = known.map(({ bytes }): Uint8Array => bytes);
	const bits = new Uint8Array(Math.ceil(seats / 8));
	let signer = 0n;
	secrets.forEach((secret, i) => {
		if (dice.below(4) === 0) return;
		bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
		signer = (signer + secret) % order;
	});
	const signingRoot = bytesOf(dice, 32);
	const point = longSignatures.hash(signingRoot, utf8(ethereumDst));
	let signature: Uint8Array =
		signer === 0n ? infinity(96) : point.multiply(signer).toBytes();
	const sum = keys.reduce((all, key) => all.add(key), G1.Point.ZERO);
	let aggregatePubkey: Uint8Array = sum.is0() ? infinity(48) : sum.toBytes();
	switch (dice.below(12)) {
		case 0:
			signature = flipped(dice, signature);
			break;
		case 1:
			return {
				pubkeys: concat(...keyBytes),
				aggregatePubkey,
				bits,
				signingRoot: flipped(dice, signingRoot),
				signature,
			};
		case 2: {
			const seat = dice.below(seats);
			keyBytes[seat] = flipped(dice, keyBytes[seat] ?? bytesOf(dice, 48));
			break;
		}
		case 3: {
			// Half of all x are on the curve, hardly any in the subgroup.
			const x = bytesOf(dice, 48);
			x[0] = 0x80 | ((x[0] ?? 0) & 0x2f);
			keyBytes[dice.below(seats)] = x;
			break;
		}
		case 4: {
			const x = bytesOf(dice, 96);
			x[0] = 0x80 | ((x[0] ?? 0) & 0x2f);
			signature = x;
			break;
		}
		case 5:
			bits[0] = (bits[0] ?? 0) ^ 1;
			break;
		case 6:
			aggregatePubkey = flipped(dice, aggregatePubkey);
			break;
		case 7:
			signature[0] = (signature[0] ?? 0) ^ 0x20;
			break;
	}
	return {
		pubkeys: concat(...keyBytes),
		aggregatePubkey,
		bits,
		signingRoot,
		signature,
	};
};

/**
 * What noble says is asked once, for all backends of a runtime: it takes most of the time. As many cases as hold `count`
 * pairings, at least; a case that noble refused before it paired anything is one of them and counts none.
 */
const remember = <T extends { readonly paired: number }>(
	make: (dice: Chance) => Promise<T>,
	label: string,
): ((seed: number, count: number) => Promise<readonly T[]>) => {
	const kept = new Map<string, Promise<readonly T[]>>();
	return (seed, count) => {
		const name = `${seed} ${count}`;
		const known = kept.get(name);
		if (known !== undefined) return known;
		const made = (async () => {
			const dice = chance(seed, label);
			const cases: T[] = [];
			let paired = 0;
			while (paired < count) {
				const one = await make(dice);
				paired += one.paired;
				cases.push(one);
			}
			return cases;
		})();
		kept.set(name, made);
		return made;
	};
};

const blsCases = remember(async (dice) => {
	const question = madeQuestion(dice);
	const { pubkeys, aggregatePubkey } = question;
	const answer = await nobleBls.verifySyncAggregate(question);
	return {
		question,
		answer,
		// A no may have come before the pairings: only a yes is sure to have made both.
		paired: answer ? 2 : 0,
		isSum: await nobleBls.checkAggregateKey(pubkeys, aggregatePubkey),
	};
}, "bls");

const runBls = async (
	backend: Backend,
	{ seed, pairings }: Dose,
): Promise<Outcome> => {
	const ours = await openBls(emitBls12381(backend).encode(bls12381HeapBytes));
	const cases = await blsCases(seed, pairings);
	const failures: string[] = [];
	for (const [i, { question, answer, isSum }] of cases.entries()) {
		if (failures.length >= mostFailures) break;
		const at = `${i} of seed ${seed}`;
		if ((await ours.verifySyncAggregate(question)) !== answer)
			failures.push(`question ${at}, noble says ${answer}`);
		const { pubkeys, aggregatePubkey } = question;
		if ((await ours.checkAggregateKey(pubkeys, aggregatePubkey)) !== isSum)
			failures.push(`the sum of question ${at}, noble says ${isSum}`);
		const batch = i % 7 === 6 ? cases.slice(i - 6, i + 1) : [];
		const all = await ours.verifySyncAggregates(
			batch.map((one) => one.question),
		);
		if (batch.some((one, j) => all[j] !== one.answer))
			failures.push(`the batch that ends with question ${at}`);
	}
	const told = new Set(cases.map(({ answer }) => answer));
	if (cases.length >= 50 && told.size < 2)
		failures.push(`all questions of seed ${seed} were alike`);
	return { failures };
};

const base1 = nobleCurve.G1.Point.BASE;
const base2 = nobleCurve.G2.Point.BASE;
const word = (x: bigint): Uint8Array => bigToBytes(x, 32);

const g1Bytes = (scalar: bigint): Uint8Array => {
	if (scalar === 0n) return new Uint8Array(64);
	const { x, y } = base1.multiply(scalar).toAffine();
	return concat(word(x), word(y));
};
const g2Bytes = (scalar: bigint): Uint8Array => {
	if (scalar === 0n) return new Uint8Array(128);
	const { x, y } = base2.multiply(scalar).toAffine();
	return concat(word(x.c1), word(x.c0), word(y.c1), word(y.c0));
};

/** Pairs whose product is one, or a changed form of them. */
const madePairs = (dice: Chance): Uint8Array => {
	const count = 1 + dice.below(3);
	let sum = 0n;
	const pairs = Array.from({ length: count }, () => {
		const a = dice.below(8) === 0 ? 0n : scalarBelow(dice, bn254R);
		const b = dice.below(8) === 0 ? 0n : scalarBelow(dice, bn254R);
		sum = (sum + a * b) % bn254R;
		return concat(g1Bytes(a), g2Bytes(b));
	});
	pairs.push(concat(g1Bytes((bn254R - sum) % bn254R), g2Bytes(1n)));
	const whole = concat(...pairs);
	switch (dice.below(6)) {
		case 0:
			return flipped(dice, whole);
		case 1:
			return whole.subarray(0, whole.length - 192);
		case 2:
			return whole.subarray(0, whole.length - dice.below(192));
		case 3: {
			// A coordinate that is the same modulo p, where it fits.
			const at = 32 * dice.below(whole.length / 32);
			const value = BigInt(toHex(whole.subarray(at, at + 32))) + bn254P;
			if (value >> 256n === 0n) whole.set(word(value), at);
			return whole;
		}
	}
	return whole;
};

const same = (a: Uint8Array | null, b: Uint8Array | null): boolean =>
	a === null || b === null ? a === b : equalBytes(a, b);

const edges = [0n, 1n, 2n, bn254R - 1n, bn254R, bn254R + 1n, (1n << 256n) - 1n];
const edgePoints = edges.map((edge) => g1Bytes(edge % bn254R));

const bn254Cases = remember(async (dice) => {
	const factor = () =>
		word(
			dice.below(4) === 0 ? dice.pick(edges) : scalarBelow(dice, 1n << 256n),
		);
	const point = (): Uint8Array =>
		dice.below(3) === 0
			? dice.pick(edgePoints)
			: dice.below(8) === 0
				? bytesOf(dice, bn254G1Bytes)
				: g1Bytes(scalarBelow(dice, bn254R));
	const many = (count: number, one: () => Uint8Array) =>
		concat(...Array.from({ length: count }, one));
	const pairs = madePairs(dice);
	const [a, b, by] = [point(), point(), factor()];
	const count = dice.below(7);
	const [points, factors] = [many(count, point), many(count, factor)];
	const holds = nobleBn254.checkPairing(pairs);
	return {
		paired: holds === null ? 0 : pairs.length / 192,
		pairs,
		a,
		b,
		by,
		points,
		factors,
		holds,
		sum: nobleBn254.add(a, b),
		multiple: nobleBn254.multiply(a, by),
		combination: nobleBn254.combine(points, factors),
	};
}, "bn254");

const runBn254 = async (
	backend: Backend,
	{ seed, pairings }: Dose,
): Promise<Outcome> => {
	const bytes = emitBn254(backend).encode(bn254HeapBytes);
	const ours = await openBn254(bytes, backend);
	const failures: string[] = [];
	for (const [i, one] of (await bn254Cases(seed, pairings)).entries()) {
		if (failures.length >= mostFailures) break;
		const at = `${i} of seed ${seed}`;
		const { pairs, a, b, by, points, factors } = one;
		if (ours.checkPairing(pairs) !== one.holds)
			failures.push(`pairs ${at}, noble says ${one.holds}`);
		if (!same(ours.add(a, b), one.sum)) failures.push(`sum ${at}`);
		if (!same(ours.multiply(a, by), one.multiple))
			failures.push(`multiple ${at}`);
		if (!same(ours.combine(points, factors), one.combination))
			failures.push(`combination ${at}`);
	}
	return { failures };
};

export const curveSuites = (backend: Backend): readonly Suite[] =>
	(
		[
			["BLS12-381", runBls],
			["BN254", runBn254],
		] as const
	).map(([curve, run]) => ({
		name: `${curve}, ${backend}`,
		run: async (dose) =>
			isRunnable(backend)
				? run(backend, dose)
				: { absent: `no instructions for ${backend}` },
	}));
