// Verifying keys as bytes, so that a kernel in another realm can be asked about them. The bytes hold what the key is and
// nothing of how it is prepared; two keys have the same bytes only when they are the same key.

import { bigFromBytes, bigToBytes, concat } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { bn254G1Bytes, bn254G2Bytes, wordBytes } from "../crypto/bn254.ts";
import { type Groth16Key, mostPublicInputs } from "./groth16.ts";
import {
	type GnarkPlonkKey,
	mostCommitted,
	mostPlonkInputs,
} from "./plonk-gnark.ts";

/** Takes the parts of bytes one after the other. @throws bad-field past their end */
const reader = (bytes: Uint8Array) => {
	let at = 0;
	const take = (count: number): Uint8Array => {
		at += count;
		if (at > bytes.length)
			throw new Fault("bad-field", `a key of ${bytes.length} bytes`);
		// A copy: what is made of it outlives the message it came by.
		return bytes.slice(at - count, at);
	};
	const g1 = (): Uint8Array => take(bn254G1Bytes);
	const word = (): bigint => bigFromBytes(take(wordBytes));
	const count = (most: number): number => {
		const value = word();
		if (value > BigInt(most))
			throw new Fault("bad-field", `a key that counts ${value}`);
		return Number(value);
	};
	return { g1, g2: () => take(bn254G2Bytes), word, count };
};

const groth16Head = bn254G1Bytes + 3 * bn254G2Bytes;

/** alpha, beta, gamma, delta, and the inputs' points, without anything between. */
export const encodeGroth16Key = (key: Groth16Key): Uint8Array =>
	concat(key.alpha, key.beta, key.gamma, key.delta, ...key.ic);

/** The key of which encodeGroth16Key makes these bytes. Its points are not looked at. @throws bad-field */
export const decodeGroth16KeyBytes = (bytes: Uint8Array): Groth16Key => {
	const points = (bytes.length - groth16Head) / bn254G1Bytes;
	if (!Number.isInteger(points) || points < 1 || points > mostPublicInputs + 1)
		throw new Fault("bad-field", `a Groth16 key of ${bytes.length} bytes`);
	const { g1, g2 } = reader(bytes);
	return {
		alpha: g1(),
		beta: g2(),
		gamma: g2(),
		delta: g2(),
		ic: Array.from({ length: points }, g1),
	};
};

const wordOf = (value: bigint | number): Uint8Array =>
	bigToBytes(BigInt(value), wordBytes);

/** Numbers as words of 32 bytes, then the points; each committed wire is its selector and its row. */
export const encodeGnarkPlonkKey = (key: GnarkPlonkKey): Uint8Array =>
	concat(
		...[key.domain.size, key.domain.omega, key.inputs, key.cosetShift].map(
			wordOf,
		),
		wordOf(key.committed.length),
		key.g1,
		...key.g2,
		...[key.ql, key.qr, key.qm, key.qo, key.qk],
		...key.s,
		...key.committed.flatMap(({ qcp, row }) => [qcp, wordOf(row)]),
	);

const gnarkBytes = (committed: number): number =>
	5 * wordBytes +
	9 * bn254G1Bytes +
	2 * bn254G2Bytes +
	committed * (bn254G1Bytes + wordBytes);

/** The key of which encodeGnarkPlonkKey makes these bytes. Its points are not looked at. @throws bad-field */
export const decodeGnarkPlonkKeyBytes = (bytes: Uint8Array): GnarkPlonkKey => {
	const { g1, g2, word, count } = reader(bytes);
	const domain = { size: word(), omega: word() };
	const inputs = count(mostPlonkInputs);
	const cosetShift = word();
	const committed = count(mostCommitted);
	if (bytes.length !== gnarkBytes(committed))
		throw new Fault("bad-field", `a PLONK key of ${bytes.length} bytes`);
	return {
		domain,
		inputs,
		cosetShift,
		g1: g1(),
		g2: [g2(), g2()],
		ql: g1(),
		qr: g1(),
		qm: g1(),
		qo: g1(),
		qk: g1(),
		s: [g1(), g1(), g1()],
		committed: Array.from({ length: committed }, () => ({
			qcp: g1(),
			row: count(2 ** 28),
		})),
	};
};
