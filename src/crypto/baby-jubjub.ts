// Baby Jubjub and signatures on it with Poseidon, as circomlib's EdDSAPoseidonVerifier checks them:
// S·Base8 = R8 + 8·H(R8x, R8y, Ax, Ay, M)·A. It knows no operation, and keeps no key.
// Source: https://eips.ethereum.org/EIPS/eip-2494

import { type EdwardsPoint, edwards } from "@noble/curves/abstract/edwards.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { bigFromBytes, bigToBytes, concat, utf8 } from "../base/bytes.ts";
import { bn254R } from "./bn254.ts";
import { poseidon } from "./poseidon-bn254.ts";

/** The order of the subgroup that keys are in. */
export const babyJubjubL =
	0x060c89ce5c263405370a08b6d0302b0bab3eedb83920ee0a677297dc392126f1n;

const Point = edwards({
	p: bn254R,
	n: babyJubjubL,
	h: 8n,
	a: 168700n,
	d: 168696n,
	Gx: 0xbb77a6ad63e739b4eacb2e09d6277c12ab8d8010534e0b62893f3f6bb957051n,
	Gy: 0x25797203f7a0b24925572e1cd16bf9edfce0051fb9e133774b3c257a872d7d8bn,
});

export type MessageKey = { readonly ax: bigint; readonly ay: bigint };

export type MessageSignature = {
	readonly r8x: bigint;
	readonly r8y: bigint;
	readonly s: bigint;
};

const checkSecret = (secret: bigint): void => {
	if (secret <= 0n || secret >= babyJubjubL)
		throw new RangeError('"secret" is not one');
};

/** The hash as a number below the subgroup's order; of 512 bits, so that none is likelier than another. */
const scalarOf = (...parts: readonly Uint8Array[]): bigint =>
	bigFromBytes(sha512(concat(...parts))) % babyJubjubL;

const keyDomain = utf8("Sextant Baby Jubjub key");
const nonceDomain = utf8("Sextant Baby Jubjub nonce");

/** The secret of a seed, always the same. @throws RangeError for a seed of less than 32 bytes */
export const secretFrom = (seed: Uint8Array): bigint => {
	if (seed.length < 32)
		throw new RangeError(`"seed" expected 32 bytes, got ${seed.length}`);
	const secret = scalarOf(keyDomain, seed);
	checkSecret(secret);
	return secret;
};

/** @throws RangeError when the secret is none */
export const publicKey = (secret: bigint): MessageKey => {
	checkSecret(secret);
	const { x, y } = Point.BASE.multiply(secret).toAffine();
	return { ax: x, ay: y };
};

/** The point with these coordinates, or null when they are not canonical or it is not on the curve. */
const pointOf = (x: bigint, y: bigint): EdwardsPoint | null => {
	if (x < 0n || x >= bn254R || y < 0n || y >= bn254R) return null;
	try {
		const point = Point.fromAffine({ x, y });
		point.assertValidity();
		return point;
	} catch {
		// Infinity and what is off the curve.
		return null;
	}
};

/** A point of the subgroup of prime order that is not its zero; null for any other. */
const keyPoint = ({ ax, ay }: MessageKey): EdwardsPoint | null => {
	const point = pointOf(ax, ay);
	return point === null || point.isSmallOrder() || !point.isTorsionFree()
		? null
		: point;
};

const nobodyDomain = utf8("Sextant Baby Jubjub key of nobody");
/** Every second number is the y of a point: so many in a row that are none come once in 2^256. */
const mostTries = 256;

/** The x with an even number that goes with y on the curve: x² = (1 - y²) / (a - d·y²); null when there is none. */
const evenX = (y: bigint): bigint | null => {
	const { Fp } = Point;
	const { a, d } = Point.CURVE();
	const yy = Fp.sqr(y);
	// a is a square and d is none, so this is never zero
	const xx = Fp.div(Fp.sub(1n, yy), Fp.sub(a, Fp.mul(d, yy)));
	try {
		const x = Fp.sqrt(xx);
		return x % 2n === 0n ? x : Fp.neg(x);
	} catch {
		// no square
		return null;
	}
};

/**
 * A key that nobody can sign with: a point found by hashing the seed, cleared of its part of small order. The same seed gives the
 * same key, and whoever knows the seed can see that no secret was chosen for it.
 * @throws RangeError for a seed of less than 32 bytes
 */
export const keyOfNobody = (seed: Uint8Array): MessageKey => {
	if (seed.length < 32)
		throw new RangeError(`"seed" expected 32 bytes, got ${seed.length}`);
	for (let tries = 0; tries < mostTries; tries++) {
		const hashed = sha512(concat(nobodyDomain, seed, Uint8Array.of(tries)));
		const y = bigFromBytes(hashed) % bn254R;
		const x = evenX(y);
		const point = x === null ? null : pointOf(x, y);
		if (point === null || point.isSmallOrder()) continue;
		const { x: ax, y: ay } = point.clearCofactor().toAffine();
		return { ax, ay };
	}
	throw new RangeError('"seed" gives no point');
};

/** Can this be somebody's key: canonical, on the curve, of prime order? */
export const isKey = (key: MessageKey): boolean => keyPoint(key) !== null;

/**
 * The signature over one element of the field. Its nonce follows from secret and message, so the same two give the same
 * signature each time and no nonce serves two messages.
 * @throws RangeError when the secret is none, or the message is no element
 */
export const signMessage = (
	secret: bigint,
	message: bigint,
): MessageSignature => {
	if (message < 0n || message >= bn254R)
		throw new RangeError('"message" is no element of the field');
	const { ax, ay } = publicKey(secret);
	const nonce = scalarOf(
		nonceDomain,
		...[secret, ax, ay, message].map((part) => bigToBytes(part, 32)),
	);
	// One chance in 2^251.
	if (nonce === 0n) throw new RangeError('"message" cannot be signed');
	const { x: r8x, y: r8y } = Point.BASE.multiply(nonce).toAffine();
	const h = poseidon([r8x, r8y, ax, ay, message]);
	return { r8x, r8y, s: (nonce + 8n * h * secret) % babyJubjubL };
};

/**
 * Did this key sign this element? False as well for S of the subgroup's order or more, for coordinates that are not
 * canonical, for points off the curve, and for a key that is not of prime order: the circuit would take one that has a part
 * of small order beside it, the rollup's protocol does not.
 */
export const verifyMessage = (
	key: MessageKey,
	message: bigint,
	{ r8x, r8y, s }: MessageSignature,
): boolean => {
	if (message < 0n || message >= bn254R) return false;
	if (s < 0n || s >= babyJubjubL) return false;
	const a = keyPoint(key);
	const r8 = pointOf(r8x, r8y);
	if (a === null || r8 === null) return false;
	const h = poseidon([r8x, r8y, key.ax, key.ay, message]);
	const left = Point.BASE.multiplyUnsafe(s);
	return left.equals(r8.add(a.multiplyUnsafe((8n * h) % babyJubjubL)));
};
