// Keys and signatures on Baby Jubjub: against signatures that other implementations published, and every way in which
// one can be wrong.

import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import {
	babyJubjubL,
	isKey,
	keyOfNobody,
	type MessageKey,
	type MessageSignature,
	publicKey,
	secretFrom,
	signMessage,
	verifyMessage,
} from "../../src/crypto/baby-jubjub.ts";
import { bn254R as r } from "../../src/crypto/bn254.ts";

const seed = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);
const secret = secretFrom(seed(1));
const key = publicKey(secret);
const message = 12345678901234567890n;
const signature = signMessage(secret, message);

// The group's law written from ERC-2494, in affine coordinates, for points that no key is.
type P = readonly [bigint, bigint];
const mod = (x: bigint): bigint => ((x % r) + r) % r;
const inverse = (x: bigint): bigint => {
	let result = 1n;
	let square = mod(x);
	for (let e = r - 2n; e > 0n; e >>= 1n) {
		if (e & 1n) result = mod(result * square);
		square = mod(square * square);
	}
	return result;
};
const add = ([x1, y1]: P, [x2, y2]: P): P => {
	const t = mod(168696n * mod(x1 * x2) * mod(y1 * y2));
	return [
		mod((x1 * y2 + y1 * x2) * inverse(1n + t)),
		mod((y1 * y2 - 168700n * mod(x1 * x2)) * inverse(1n - t)),
	];
};
const times = (scalar: bigint, point: P): P => {
	let sum: P = [0n, 1n];
	let square = point;
	for (let left = scalar; left > 0n; left >>= 1n) {
		if (left & 1n) sum = add(sum, square);
		square = add(square, square);
	}
	return sum;
};
/** ERC-2494's generator of the whole group, of order 8 times l. */
const whole: P = [
	995203441582195749578291179787384436505546430278305826713579947235728471134n,
	5472060717959818805561601436314318772137091100104008585924551046643952123905n,
];
const keyOf = ([ax, ay]: P): MessageKey => ({ ax, ay });

// iden3's key 0001020304050607080900010203040506070809000102030405060708090001.
const theirs: MessageKey = {
	ax: 13277427435165878497778222415993513565335242147425444199013288855685581939618n,
	ay: 13622229784656158136036771217484571176836296686641868549125388198837476602820n,
};
const published: readonly (readonly [bigint, MessageSignature])[] = [
	[
		// the bytes 0 to 9 as a little-endian number
		BigInt("0x09080706050403020100"),
		{
			r8x: 11384336176656855268977457483345535180380036354188103142384839473266348197733n,
			r8y: 15383486972088797283337779941324724402501462225528836549661220478783371668959n,
			s: 1672775540645840396591609181675628451599263765380031905495115170613215233181n,
		},
	],
	[
		1234n,
		{
			r8x: 11220723668893468001994760120794694848178115379170651044669708829805665054484n,
			r8y: 2367470421002446880004241260470975644531657398480773647535134774673409612366n,
			s: 2010143491207902444122668013146870263468969134090678646686512037244361350365n,
		},
	],
];

describe("verifyMessage", () => {
	it("takes the signatures that other implementations made", () => {
		for (const [about, made] of published) {
			expect(verifyMessage(theirs, about, made)).toBe(true);
			expect(verifyMessage(theirs, about + 1n, made)).toBe(false);
		}
	});

	it("takes its own, and the same each time", () => {
		expect(verifyMessage(key, message, signature)).toBe(true);
		expect(signMessage(secret, message)).toEqual(signature);
		expect(signMessage(secret, message + 1n).r8x).not.toBe(signature.r8x);
		expect(verifyMessage(key, 0n, signMessage(secret, 0n))).toBe(true);
	});

	it("refuses another message, another key, and each part changed", () => {
		const { r8x, r8y, s } = signature;
		const other = publicKey(secretFrom(seed(2)));
		expect(verifyMessage(key, message + 1n, signature)).toBe(false);
		expect(verifyMessage(other, message, signature)).toBe(false);
		for (const changed of [
			{ r8x: r8x + 1n, r8y, s },
			{ r8x, r8y: r8y + 1n, s },
			{ r8x, r8y, s: s + 1n },
			{ r8x: r - r8x, r8y, s },
			{ r8x: r8y, r8y: r8x, s },
		])
			expect(verifyMessage(key, message, changed)).toBe(false);
	});

	it("refuses S of the subgroup's order or more, which would be the same number", () => {
		const again = { ...signature, s: signature.s + babyJubjubL };
		expect(verifyMessage(key, message, again)).toBe(false);
		expect(
			verifyMessage(key, message, {
				...signature,
				s: signature.s - babyJubjubL,
			}),
		).toBe(false);
	});

	it("refuses coordinates and a message that are not canonical", () => {
		const { r8x, r8y } = signature;
		for (const changed of [
			{ ...signature, r8x: r8x + r },
			{ ...signature, r8y: r8y + r },
			{ ...signature, r8x: r8x - r },
		])
			expect(verifyMessage(key, message, changed)).toBe(false);
		expect(verifyMessage(key, message + r, signature)).toBe(false);
		expect(verifyMessage(key, message - r, signature)).toBe(false);
		expect(verifyMessage({ ...key, ax: key.ax + r }, message, signature)).toBe(
			false,
		);
	});

	it("refuses keys of small order, for which anything would be signed", () => {
		// of order 8, and what it runs through
		const small = times(babyJubjubL, whole);
		for (let i = 1n; i <= 8n; i++) {
			const weak = keyOf(times(i, small));
			expect(isKey(weak)).toBe(false);
			// S = 1 and R8 = Base8 satisfy the equation for such a key
			const base = publicKey(1n);
			const made = { r8x: base.ax, r8y: base.ay, s: 1n };
			expect(verifyMessage(weak, message, made)).toBe(false);
		}
	});

	it("refuses a key with a part of small order, and points off the curve", () => {
		const small = times(babyJubjubL, whole);
		const mixed = keyOf(add([key.ax, key.ay], small));
		expect(isKey(mixed)).toBe(false);
		expect(verifyMessage(mixed, message, signature)).toBe(false);
		const { r8x, r8y } = signature;
		const [x, y] = add([r8x, r8y], small);
		expect(verifyMessage(key, message, { ...signature, r8x: x, r8y: y })).toBe(
			false,
		);
		expect(isKey({ ax: 1n, ay: 1n })).toBe(false);
		expect(isKey({ ax: 0n, ay: 0n })).toBe(false);
		expect(isKey({ ax: 0n, ay: 1n })).toBe(false);
		expect(isKey(keyOf(times(8n, whole)))).toBe(true);
	});
});

describe("keys", () => {
	it("are the multiples of Base8", () => {
		const base = times(8n, whole);
		expect(publicKey(1n)).toEqual(keyOf(base));
		expect(publicKey(secret)).toEqual(keyOf(times(secret, base)));
		expect(isKey(key)).toBe(true);
	});

	it("come from a seed, the same each time, others for others", () => {
		expect(secretFrom(seed(1))).toBe(secret);
		expect(secretFrom(seed(2))).not.toBe(secret);
		expect(secret > 0n && secret < babyJubjubL).toBe(true);
		expect(() => secretFrom(new Uint8Array(31))).toThrow(RangeError);
	});

	it("are refused where the secret is none", () => {
		for (const bad of [0n, -1n, babyJubjubL, babyJubjubL + 1n]) {
			expect(() => publicKey(bad)).toThrow(RangeError);
			expect(() => signMessage(bad, message)).toThrow(RangeError);
		}
		expect(() => signMessage(secret, r)).toThrow(RangeError);
		expect(() => signMessage(secret, -1n)).toThrow(RangeError);
	});
});

// The same point found with integers alone: which numbers are squares is Euler's criterion, roots are Tonelli and Shanks'.
const power = (base: bigint, exponent: bigint): bigint => {
	let result = 1n;
	let square = mod(base);
	for (let left = exponent; left > 0n; left >>= 1n) {
		if (left & 1n) result = mod(result * square);
		square = mod(square * square);
	}
	return result;
};
const rootOf = (square: bigint): bigint => {
	let [odd, twos] = [r - 1n, 0n];
	while (odd % 2n === 0n) [odd, twos] = [odd / 2n, twos + 1n];
	let generator = power(5n, odd);
	let root = power(square, (odd + 1n) / 2n);
	let rest = power(square, odd);
	while (rest !== 1n) {
		let order = 0n;
		for (let one = rest; one !== 1n; one = mod(one * one)) order++;
		const step = power(generator, 2n ** (twos - order - 1n));
		[twos, generator] = [order, mod(step * step)];
		[root, rest] = [mod(root * step), mod(rest * generator)];
	}
	return root;
};
const pointFrom = (bytes: Uint8Array): P => {
	for (let tries = 0; ; tries++) {
		const hash = createHash("sha512")
			.update("Sextant Baby Jubjub key of nobody")
			.update(bytes)
			.update(Uint8Array.of(tries))
			.digest("hex");
		const y = BigInt(`0x${hash}`) % r;
		const xx = mod((1n - y * y) * inverse(168700n - 168696n * y * y));
		if (power(xx, (r - 1n) / 2n) !== 1n) continue;
		const x = rootOf(xx);
		return times(8n, [x % 2n === 0n ? x : r - x, y]);
	}
};

describe("a key of nobody", () => {
	it("is the point that its seed gives, of prime order, another for each seed", () => {
		expect(power(5n, (r - 1n) / 2n)).toBe(r - 1n);
		const seen = new Set<bigint>();
		for (let i = 0; i < 12; i++) {
			const found = keyOfNobody(seed(i));
			expect(found).toEqual(keyOf(pointFrom(seed(i))));
			expect(isKey(found)).toBe(true);
			seen.add(found.ax);
		}
		expect(seen.size).toBe(12);
	});

	it("is not the key whose secret the same seed gives", () => {
		expect(keyOfNobody(seed(1))).not.toEqual(key);
	});

	it("is refused for a seed that is too short to be nobody's choice", () => {
		expect(() => keyOfNobody(new Uint8Array(31))).toThrow(RangeError);
	});
});
