// EdDSA over Baby Jubjub with Poseidon, as circomlib's EdDSAPoseidonVerifier checks it. Written for the node alone; it signs for
// the tests, with a nonce out of SHA-512.

import { createHash } from "node:crypto";
import { bigFromBytes, bigToBytes, concat } from "../../../src/base/bytes.ts";
import {
	addPoints,
	base8,
	isOnCurve,
	multiply,
	type Point,
	subgroupOrder,
} from "./jubjub.ts";
import { poseidon } from "./poseidon.ts";
import { fieldOrder } from "./scalar.ts";

export type Signature = {
	readonly r8: Point;
	readonly s: bigint;
};

const sha512 = (...parts: readonly Uint8Array[]): bigint =>
	bigFromBytes(
		createHash("sha512")
			.update(concat(...parts))
			.digest(),
	);

/** @param secret from 1 to below the subgroup's order */
export const publicKey = (secret: bigint): Point => {
	if (secret < 1n || secret >= subgroupOrder)
		throw new RangeError('"secret" is outside the subgroup');
	return multiply(base8, secret);
};

/** A secret that everybody can know, for tests: out of a name. */
export const secretOf = (name: string): bigint =>
	1n + (sha512(new TextEncoder().encode(name)) % (subgroupOrder - 1n));

const challenge = (r8: Point, key: Point, message: bigint): bigint =>
	poseidon([r8.x, r8.y, key.x, key.y, message]);

/** The same secret and message always give the same signature. */
export const sign = (secret: bigint, message: bigint): Signature => {
	const key = publicKey(secret);
	const nonce =
		sha512(bigToBytes(secret, 32), bigToBytes(message, 32)) % subgroupOrder;
	const r8 = multiply(base8, nonce);
	const s = (nonce + 8n * challenge(r8, key, message) * secret) % subgroupOrder;
	return { r8, s };
};

/** Is it S·Base8 = R8 + 8·H(R8, A, M)·A with S below the subgroup's order, both points on the curve, and 8·A not neutral? */
export const isSignedBy = (
	key: Point,
	message: bigint,
	{ r8, s }: Signature,
): boolean => {
	const coordinates = [key.x, key.y, r8.x, r8.y];
	if (coordinates.some((one) => one < 0n || one >= fieldOrder)) return false;
	if (s < 0n || s >= subgroupOrder) return false;
	if (!isOnCurve(key) || !isOnCurve(r8)) return false;
	const key8 = multiply(key, 8n);
	if (key8.x === 0n) return false;
	const left = multiply(base8, s);
	const right = addPoints(r8, multiply(key8, challenge(r8, key, message)));
	return left.x === right.x && left.y === right.y;
};
