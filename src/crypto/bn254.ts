// BN254 (alt_bn128): its numbers, its encodings, and the three precompiles of the EVM over any implementation of it.
// Gas is not counted here. Source: https://eips.ethereum.org/EIPS/eip-196 and https://eips.ethereum.org/EIPS/eip-197
//
// G1 is x, y: 64 bytes. G2 is x.c1, x.c0, y.c1, y.c0 with c1 the imaginary part: 128 bytes. A coordinate is 32 bytes
// big-endian and less than p. All zeros is infinity. A scalar is 32 bytes.

import { bigFromBytes, bigToBytes, concat } from "../base/bytes.ts";
import { negateCoordinate, writeCoordinates } from "./coordinates.ts";
import type { PairingCurve } from "./pairing.ts";

/** The field of the coordinates. */
export const bn254P =
	0x30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47n;
/** The order of both groups, and the field of the scalars. */
export const bn254R =
	0x30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001n;

export const bn254G1Bytes = 64;
export const bn254G2Bytes = 128;
export const bn254PairBytes = 192;
export const wordBytes = 32;

/** Two coordinates as a point's bytes. @throws RangeError when one does not fit into 32 bytes */
export const bn254G1 = (x: bigint, y: bigint): Uint8Array =>
	writeCoordinates(wordBytes, x, y);

export const bn254Generator = bn254G1(1n, 2n);

export const bn254GeneratorG2 = writeCoordinates(
	wordBytes,
	0x198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c2n,
	0x1800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6edn,
	0x090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975bn,
	0x12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daan,
);

/** All zeros. */
export const isInfinity = (point: Uint8Array): boolean =>
	point.every((byte) => byte === 0);

/** The negative of a point of G1. What is not a point stays none: the curve's check is left to who uses it. */
export const negateG1 = (point: Uint8Array): Uint8Array => {
	const y = bigFromBytes(point.subarray(wordBytes, bn254G1Bytes));
	return y === 0n || y >= bn254P
		? point
		: concat(point.subarray(0, wordBytes), bigToBytes(bn254P - y, wordBytes));
};

/** The negative of a point of G2, in the same way. */
export const negateG2 = (point: Uint8Array): Uint8Array => {
	const half = (at: number): Uint8Array =>
		negateCoordinate(bn254P, wordBytes, point.subarray(at, at + wordBytes));
	return concat(point.subarray(0, 64), half(64), half(96));
};

/** Is every word of 32 bytes less than the order? */
export const areScalars = (words: Uint8Array): boolean => {
	if (words.length % wordBytes !== 0) return false;
	for (let at = 0; at < words.length; at += wordBytes)
		if (bigFromBytes(words.subarray(at, at + wordBytes)) >= bn254R)
			return false;
	return true;
};

// Missing bytes are zeros and what is too long is not read.
const padded = (input: Uint8Array, length: number): Uint8Array => {
	const whole = new Uint8Array(length);
	whole.set(input.subarray(0, length));
	return whole;
};

/** A precompile: its output, or null where the EVM's call fails. */
export type Precompile = (input: Uint8Array) => Uint8Array | null;

/** Of an input, what 0x06 and 0x07 read at most. */
export const bn254AddBytes = 2 * bn254G1Bytes;
export const bn254MultiplyBytes = bn254G1Bytes + wordBytes;

// A point of G1, and what is done with it.
const withPoint =
	(
		work: (point: Uint8Array, rest: Uint8Array) => Uint8Array | null,
		length: number,
	): Precompile =>
	(input) => {
		const whole = padded(input, length);
		return work(whole.subarray(0, bn254G1Bytes), whole.subarray(bn254G1Bytes));
	};

/** 0x06: the sum of two points of G1. */
export const bn254Add = (curve: PairingCurve): Precompile =>
	withPoint(curve.add, bn254AddBytes);

/** 0x07: a point of G1 times a scalar, which may be any number of 256 bits. */
export const bn254Multiply = (curve: PairingCurve): Precompile =>
	withPoint(curve.multiply, bn254MultiplyBytes);

/** 0x08: 1 as a word of 32 bytes where the product of the pairings is one, else 0. Whole pairs only. */
export const bn254Pairing =
	(curve: PairingCurve): Precompile =>
	(input) => {
		const holds = curve.checkPairing(input);
		return holds === null ? null : bigToBytes(holds ? 1n : 0n, wordBytes);
	};
