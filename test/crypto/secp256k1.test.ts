import { privateKeyToAccount } from "viem/accounts";
import { expect, test } from "vitest";
import { fromHex, toHex } from "../../src/base/bytes.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import {
	addressOf,
	recoverAddress,
	signHash,
} from "../../src/crypto/secp256k1.ts";

const key = keccak256(Uint8Array.of(1));
const hash = keccak256(Uint8Array.of(2));
const n = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;

test("gives the address another implementation gives", () => {
	expect(addressOf(key)).toBe(
		privateKeyToAccount(toHex(key)).address.toLowerCase(),
	);
});

test("recovers the signer, and signs the same hash the same way twice", () => {
	const signature = signHash(hash, key);
	expect(recoverAddress(hash, signature)).toBe(addressOf(key));
	expect(signHash(hash, key)).toEqual(signature);
	expect(signature.s <= n / 2n).toBe(true);
});

test("refuses a signature with s in the upper half, out of range, or of no point", () => {
	const { r, s, yParity } = signHash(hash, key);
	const flipped = yParity === 0 ? 1 : 0;
	expect(recoverAddress(hash, { r, s: n - s, yParity: flipped })).toBe(null);
	expect(recoverAddress(hash, { r: 0n, s, yParity })).toBe(null);
	expect(recoverAddress(hash, { r: n, s, yParity })).toBe(null);
	expect(recoverAddress(hash, { r, s: 0n, yParity })).toBe(null);
	// x = 5 is not on the curve
	expect(recoverAddress(hash, { r: 5n, s, yParity })).toBe(null);
});

test("recovers another address when the hash or the parity differs", () => {
	const { r, s, yParity } = signHash(hash, key);
	expect(recoverAddress(keccak256(hash), { r, s, yParity })).not.toBe(
		addressOf(key),
	);
	expect(
		recoverAddress(hash, { r, s, yParity: yParity === 0 ? 1 : 0 }),
	).not.toBe(addressOf(key));
});

test("refuses what is not a private key or not a hash", () => {
	expect(() => addressOf(new Uint8Array(32))).toThrow(RangeError);
	expect(() => addressOf(fromHex("0x01"))).toThrow(RangeError);
	expect(() => signHash(new Uint8Array(31), key)).toThrow(RangeError);
});
