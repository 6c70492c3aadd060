// What noble answers in the caller's own realm: BLS signatures with keys in G1, as Ethereum's consensus uses them.
// Source: https://www.ietf.org/archive/id/draft-irtf-cfrg-bls-signature-05.html (KeyValidate, FastAggregateVerify) and
// https://github.com/ethereum/consensus-specs/blob/v1.6.0/specs/phase0/beacon-chain.md#bls-signatures

import { bls12_381 } from "@noble/curves/bls12-381.js";
import { equalBytes, type Hex, toHex } from "../base/bytes.ts";
import type { BlsChecks, SyncAggregateQuestion } from "./kernel.ts";

const { G1, longSignatures } = bls12_381;
export type KeyPoint = InstanceType<typeof G1.Point>;
export type SignaturePoint = ReturnType<
	typeof longSignatures.Signature.fromBytes
>;

export const keyBytes = 48;
export const signatureBytes = 96;
export const ethereumDst = "BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_";

// Decompression costs a square root and a subgroup check, a millisecond a key; absentees and the small committees of test
// networks come again and again.
const mostKeysKept = 2048;
const keysKept = new Map<Hex, KeyPoint>();

/** The key as a point if it is canonical, compressed, in the subgroup and not infinity (KeyValidate); else null. */
export const decodeKey = (bytes: Uint8Array): KeyPoint | null => {
	if (bytes.length !== keyBytes) return null;
	const name = toHex(bytes);
	const kept = keysKept.get(name);
	if (kept !== undefined) return kept;
	let point: KeyPoint;
	try {
		point = G1.Point.fromBytes(bytes);
	} catch {
		return null;
	}
	if (point.is0()) return null;
	if (keysKept.size >= mostKeysKept) {
		const oldest = keysKept.keys().next();
		if (!oldest.done) keysKept.delete(oldest.value);
	}
	keysKept.set(name, point);
	return point;
};

/** The signature as a point if it is canonical, compressed and in the subgroup (infinity is in it); else null. */
export const decodeSignature = (bytes: Uint8Array): SignaturePoint | null => {
	if (bytes.length !== signatureBytes) return null;
	try {
		return longSignatures.Signature.fromBytes(bytes);
	} catch {
		return null;
	}
};

/** Did the holders of keys with this sum sign the message? False for infinity on either side. */
export const verifyBySum = (
	sum: KeyPoint,
	message: Uint8Array,
	signature: SignaturePoint,
): boolean =>
	!sum.is0() &&
	!signature.is0() &&
	longSignatures.verify(
		signature,
		longSignatures.hash(message, ethereumDst),
		sum,
	);

/** FastAggregateVerify over keys as they are: every key is validated. */
export const fastAggregateVerify = (
	pubkeys: readonly Uint8Array[],
	message: Uint8Array,
	signature: Uint8Array,
): boolean => {
	const point = decodeSignature(signature);
	if (point === null || pubkeys.length === 0) return false;
	const sum = addUp(G1.Point.ZERO, pubkeys, 1);
	return sum !== null && verifyBySum(sum, message, point);
};

const addUp = (
	start: KeyPoint,
	pubkeys: readonly Uint8Array[],
	sign: 1 | -1,
): KeyPoint | null => {
	let sum = start;
	for (const bytes of pubkeys) {
		const key = decodeKey(bytes);
		if (key === null) return null;
		sum = sign === 1 ? sum.add(key) : sum.subtract(key);
	}
	return sum;
};

const keyAt = (pubkeys: Uint8Array, index: number): Uint8Array =>
	pubkeys.subarray(index * keyBytes, (index + 1) * keyBytes);

// Members by index, for a key can occur twice in a committee.
const bySeat = (
	pubkeys: Uint8Array,
	bits: Uint8Array,
): { readonly present: Uint8Array[]; readonly absent: Uint8Array[] } => {
	const present: Uint8Array[] = [];
	const absent: Uint8Array[] = [];
	for (let i = 0; i * keyBytes < pubkeys.length; i++) {
		const signed = ((bits[i >> 3] ?? 0) >> (i & 7)) & 1;
		(signed === 1 ? present : absent).push(keyAt(pubkeys, i));
	}
	return { present, absent };
};

const verifySyncAggregate = async (
	question: SyncAggregateQuestion,
): Promise<boolean> => {
	const { pubkeys, aggregatePubkey, bits, signingRoot } = question;
	const seats = pubkeys.length / keyBytes;
	if (!Number.isInteger(seats) || bits.length !== Math.ceil(seats / 8))
		return false;
	if (signingRoot.length !== 32) return false;
	const signature = decodeSignature(question.signature);
	if (signature === null || signature.is0()) return false;
	const { present, absent } = bySeat(pubkeys, bits);
	if (present.length === 0) return false;
	let sum: KeyPoint | null;
	if (absent.length <= present.length) {
		const all = decodeKey(aggregatePubkey);
		sum = all === null ? null : addUp(all, absent, -1);
	} else sum = addUp(G1.Point.ZERO, present, 1);
	return sum !== null && verifyBySum(sum, signingRoot, signature);
};

/** Keys decompressed between two pauses: some ten milliseconds. */
const keysASlice = 12;

export const nobleBls: BlsChecks = {
	verifySyncAggregate,
	verifySyncAggregates: async (questions, { pause } = {}) => {
		const answers: boolean[] = [];
		for (const question of questions) {
			if (answers.length > 0) await pause?.();
			answers.push(await verifySyncAggregate(question));
		}
		return answers;
	},
	checkAggregateKey: async (pubkeys, aggregatePubkey, { pause } = {}) => {
		const seats = pubkeys.length / keyBytes;
		if (!Number.isInteger(seats) || seats === 0) return false;
		let sum = G1.Point.ZERO;
		for (let from = 0; from < seats; from += keysASlice) {
			if (from > 0) await pause?.();
			const count = Math.min(keysASlice, seats - from);
			const slice = Array.from({ length: count }, (_, i) =>
				keyAt(pubkeys, from + i),
			);
			const grown = addUp(sum, slice, 1);
			if (grown === null) return false;
			sum = grown;
		}
		return !sum.is0() && equalBytes(sum.toBytes(), aggregatePubkey);
	},
};

export const nobleName = "noble, JavaScript";
