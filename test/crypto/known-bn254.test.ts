// The known answers of BN254 against another library, and against curves that are wrong in one thing each.

import * as mcl from "mcl-wasm";
import { beforeAll, describe, expect, it } from "vitest";
import {
	bigFromBytes,
	bigToBytes,
	concat,
	type Hex,
	toHex,
	utf8,
} from "../../src/base/bytes.ts";
import { bn254P, bn254R } from "../../src/crypto/bn254.ts";
import { sha256 } from "../../src/crypto/hash.ts";
import {
	knownPoints,
	knownScalars,
	testBn254,
} from "../../src/crypto/known-bn254.ts";
import { nobleBn254 } from "../../src/crypto/noble-bn254.ts";
import type { PairingCurve } from "../../src/crypto/pairing.ts";

const [k1, k2, k3, k4] = knownScalars;

const word = (value: bigint): Uint8Array => bigToBytes(value, 32);
const fr = (value: bigint): mcl.Fr => {
	const made = new mcl.Fr();
	made.setStr((value % bn254R).toString());
	return made;
};
const fp = (value: bigint): mcl.Fp => {
	const made = new mcl.Fp();
	made.setStr(value.toString());
	return made;
};
const numbersOf = (text: string): readonly bigint[] =>
	text.split(" ").slice(1).map(BigInt);
const g1 = (scalar: bigint): Hex => {
	const base = new mcl.G1();
	base.setStr("1 1 2");
	return toHex(
		concat(...numbersOf(mcl.mul(base, fr(scalar)).getStr(10)).map(word)),
	);
};
const generator = [
	"10857046999023057135944570762232829481370756359578518086990519993285655852781",
	"11559732032986387107991004021392285783925812861821192530917403151452391805634",
	"8495653923123431417604973247489272438418190587263600148770280649306958101930",
	"4082367875863433681332203403145435568316851327593401208105741076214120093531",
];
const g2 = (scalar: bigint): Hex => {
	const base = new mcl.G2();
	base.setStr(`1 ${generator.join(" ")}`);
	const [x0, x1, y0, y1] = numbersOf(mcl.mul(base, fr(scalar)).getStr(10));
	if (x0 === undefined || x1 === undefined) throw new Error("no point");
	if (y0 === undefined || y1 === undefined) throw new Error("no point");
	return toHex(concat(word(x1), word(x0), word(y1), word(y0)));
};

describe("the known answers of BN254", () => {
	beforeAll(() => mcl.init(mcl.BN_SNARK1));

	it("are those of multiples by hashes of names", () => {
		expect(knownScalars).toEqual(
			[1, 2, 3, 4].map(
				(i) => bigFromBytes(sha256(utf8(`sextant ${i}`))) % bn254R,
			),
		);
		const { a, b, c, d } = knownPoints;
		const k12 = (k1 * k2) % bn254R;
		expect({ a, b, c, d }).toEqual({
			a: g1(k1),
			b: g2(k2),
			c: g1(k12),
			d: g1(k3 * k1 + k4 * k12),
		});
	});

	it("have a point beside the subgroup that is on its curve", () => {
		const bytes = knownPoints.aside.slice(2);
		const [x1, x0, y1, y0] = [0, 1, 2, 3].map((i) =>
			fp(BigInt(`0x${bytes.slice(64 * i, 64 * i + 64)}`)),
		);
		if (!x0 || !x1 || !y0 || !y1) throw new Error("four coordinates");
		const one = new mcl.Fp2();
		one.setInt(1, 0);
		const [x, y] = [new mcl.Fp2(), new mcl.Fp2()];
		x.set_a(x0);
		x.set_b(x1);
		y.set_a(y0);
		y.set_b(y1);
		const point = new mcl.G2();
		point.setX(x);
		point.setY(y);
		point.setZ(one);
		mcl.verifyOrderG2(false);
		expect(point.isValid()).toBe(true);
		expect(point.isValidOrder()).toBe(false);
	});

	it("are given by noble", () => {
		expect(() => testBn254(nobleBn254)).not.toThrow();
	});
});

const reduced = (bytes: Uint8Array): Uint8Array =>
	concat(
		...Array.from({ length: bytes.length / 32 }, (_, i) =>
			word(bigFromBytes(bytes.subarray(32 * i, 32 * i + 32)) % bn254P),
		),
	);

describe("the known answers of BN254 refuse a curve that", () => {
	const refuses = (what: string, wrong: Partial<PairingCurve>, about: string) =>
		it(what, () => {
			expect(() => testBn254({ ...nobleBn254, ...wrong })).toThrow(about);
		});
	const { add, multiply, combine, checkPairing, prepare } = nobleBn254;
	refuses("says yes to every product", { checkPairing: () => true }, "not one");
	refuses("says no to every product", { checkPairing: () => false }, "product");
	refuses(
		"takes coordinates modulo the modulus",
		{
			add: (a, b) => add(reduced(a), reduced(b)),
		},
		"modulus or more",
	);
	refuses(
		"takes G2's coordinates modulo the modulus",
		{ checkPairing: (pairs) => checkPairing(reduced(pairs)) },
		"modulus or more",
	);
	refuses(
		"adds points off the curve",
		{ add: (a, b) => add(a, b) ?? a },
		"modulus or more",
	);
	refuses(
		"answers for points out of the subgroup",
		{
			checkPairing: (pairs) =>
				toHex(pairs).endsWith(knownPoints.aside.slice(2))
					? false
					: checkPairing(pairs),
		},
		"out of its subgroup",
	);
	refuses(
		"does not double",
		{ add: (a, b) => (toHex(a) === toHex(b) ? a : add(a, b)) },
		"doubles",
	);
	refuses(
		"multiplies by half a scalar",
		{
			multiply: (point, scalar) =>
				multiply(point, concat(new Uint8Array(16), scalar.subarray(16))),
		},
		"multiple",
	);
	refuses(
		"leaves out a term",
		{
			combine: (points, scalars) =>
				combine(points.subarray(0, 64), scalars.subarray(0, 32)),
		},
		"combination",
	);
	refuses(
		"leaves out the constant of an equation",
		{
			prepare: (equation) =>
				prepare({ ...equation, constant: new Uint8Array(0) }),
		},
		"equation",
	);
	refuses(
		"says yes to every equation",
		{
			prepare: (equation) => {
				const own = prepare(equation);
				return own === null ? null : { ...own, check: () => true };
			},
		},
		"does not hold",
	);
});
