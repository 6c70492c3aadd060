// KZG proofs under a setup whose secret is known here, so that commitments and proofs are one multiplication each, and
// polynomials are short ones in coefficients.

import { bls12_381 } from "@noble/curves/bls12-381.js";
import { describe, expect, it } from "vitest";
import { bigToBytes, concat, toHex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { blsG1, blsG2, blsP, blsR } from "../../src/crypto/bls12-381.ts";
import { nobleBls12381 as curve } from "../../src/crypto/noble-bls12-381.ts";
import {
	blobChallenge,
	pointEvaluation,
	prepareKzg,
	verifyBlobKzgProof,
	verifyKzgProof,
	versionedHash,
} from "../../src/proof/kzg.ts";
import {
	type Cell,
	prepareKzgCells,
	verifyCellKzgProofBatch,
} from "../../src/proof/kzg-cells.ts";
import { decodeKzgSetup, mainnetKzgSetup } from "../../src/proof/kzg-setup.ts";

const { G1, G2, fields } = bls12_381;
const { Fr } = fields;
const tau = 0x5eedn;

const inR = (value: bigint): bigint => ((value % blsR) + blsR) % blsR;
const word = (value: bigint): Uint8Array => bigToBytes(value, 32);
const g1 = (scalar: bigint): Uint8Array =>
	inR(scalar) === 0n
		? G1.Point.ZERO.toBytes()
		: G1.Point.BASE.multiply(inR(scalar)).toBytes();
const g2 = (scalar: bigint): Uint8Array => {
	const point = curve.decodeG2(G2.Point.BASE.multiply(inR(scalar)).toBytes());
	if (point === null) throw new Error("a multiple of the generator");
	return point;
};
const whole = (compressed: Uint8Array): Uint8Array => {
	const point = curve.decodeG1(compressed);
	if (point === null) throw new Error("a point");
	return point;
};

const coefficients = Array.from({ length: 130 }, (_, i) =>
	inR(BigInt(i * i + 3) * 0xabcdef0123456789n ** 3n),
);
const at = (x: bigint, own: readonly bigint[] = coefficients): bigint =>
	own.reduceRight((sum, part) => inR(sum * x + part), 0n);

const commitment = g1(at(tau));
const prove = (z: bigint): Uint8Array =>
	g1(Fr.div(inR(at(tau) - at(z)), inR(tau - z)));

const prepared = prepareKzg(curve, { tauG2: g2(tau) });
const z = 0x1234567n;
const [zBytes, yBytes] = [word(z), word(at(z))];
const proof = prove(z);

// A point of the curve y^2 = x^3 + 4 out of the subgroup: x = 4 gives one.
const offSubgroup = (): Uint8Array => {
	for (let x = 1n; ; x++) {
		try {
			const y = fields.Fp.sqrt(inP(x * x * x + 4n));
			const bytes = bigToBytes(x, 48);
			bytes[0] = 0x80 | (y > (blsP - 1n) / 2n ? 0x20 : 0);
			return bytes;
		} catch {
			// not a square: the next x
		}
	}
};
const inP = (value: bigint): bigint => value % blsP;

describe("a point proof", () => {
	const verify = (
		c: Uint8Array = commitment,
		own: Uint8Array = zBytes,
		y: Uint8Array = yBytes,
		w: Uint8Array = proof,
	) => verifyKzgProof(prepared, c, own, y, w);

	it("holds at points of the domain and off it", () => {
		expect(verify()).toBe(true);
		for (const own of [0n, 1n, blsR - 1n])
			expect(verify(commitment, word(own), word(at(own)), prove(own))).toBe(
				true,
			);
	});

	it("holds for a constant, with infinity as its proof, and for zero", () => {
		const infinity = G1.Point.ZERO.toBytes();
		expect(verify(g1(2n), zBytes, word(2n), infinity)).toBe(true);
		expect(verify(infinity, zBytes, word(0n), infinity)).toBe(true);
		expect(verify(g1(2n), zBytes, word(3n), infinity)).toBe(false);
	});

	it("rejects another value, point, commitment or proof", () => {
		expect(verify(commitment, word(z + 1n))).toBe(false);
		expect(verify(commitment, zBytes, word(at(z) ^ 1n))).toBe(false);
		expect(verify(g1(5n))).toBe(false);
		expect(verify(commitment, zBytes, yBytes, prove(z + 1n))).toBe(false);
		expect(verify(proof, zBytes, yBytes, commitment)).toBe(false);
	});

	it("rejects a value or point of the order or more, without an answer", () => {
		expect(verify(commitment, word(z + blsR))).toBeNull();
		expect(verify(commitment, zBytes, word(at(1n) + blsR))).toBeNull();
		expect(verify(commitment, zBytes.subarray(1))).toBeNull();
	});

	it("rejects points that are none, without an answer", () => {
		const bad = proof.slice();
		bad[0] = (bad[0] ?? 0) & 0x7f;
		const malformedInfinity = new Uint8Array(48);
		malformedInfinity[0] = 0xe0;
		for (const own of [
			bad,
			malformedInfinity,
			offSubgroup(),
			new Uint8Array(48),
			proof.subarray(1),
			new Uint8Array(48).fill(0xff),
		]) {
			expect(verify(own)).toBeNull();
			expect(verify(commitment, zBytes, yBytes, own)).toBeNull();
		}
	});
});

describe("the precompile of point evaluation (0x0a)", () => {
	const evaluate = pointEvaluation(prepared);
	const input = (hash = versionedHash(commitment)) =>
		concat(hash, zBytes, yBytes, commitment, proof);

	it("gives the number of elements and the order", () => {
		const output = evaluate(input());
		expect(output === null ? null : toHex(output)).toBe(
			toHex(concat(word(4096n), word(blsR))),
		);
	});

	it("rejects another versioned hash, another version, other lengths, a wrong value", () => {
		expect(evaluate(input(versionedHash(proof)))).toBeNull();
		const other = versionedHash(commitment);
		other[0] = 2;
		expect(evaluate(input(other))).toBeNull();
		expect(evaluate(input().subarray(0, 191))).toBeNull();
		expect(evaluate(concat(input(), Uint8Array.of(0)))).toBeNull();
		const wrong = input();
		wrong[95] = (wrong[95] ?? 0) ^ 1;
		expect(evaluate(wrong)).toBeNull();
	});
});

// The places of the extended blob: powers of a root of unity of order 8192, their numbers' bits turned round.
const bits = (value: number, count: number): number =>
	Number.parseInt(
		[...value.toString(2).padStart(count, "0")].reverse().join(""),
		2,
	);
const root = Fr.pow(7n, (blsR - 1n) / 8192n);
const places = Array.from({ length: 8192 }, (_, i) =>
	Fr.pow(root, BigInt(bits(i, 13))),
);
const extended = places.map((place) => at(place));
const blob = concat(...extended.slice(0, 4096).map(word));

describe("a blob proof", () => {
	const blobProof = prove(blobChallenge(blob, commitment));
	const verify = (own = blob, c = commitment, w = blobProof) =>
		verifyBlobKzgProof(prepared, own, c, w);

	it("holds", () => {
		expect(verify()).toBe(true);
	});

	it("rejects another element, swapped elements, another commitment or proof", () => {
		const other = blob.slice();
		other[31] = (other[31] ?? 0) ^ 1;
		expect(verify(other)).toBe(false);
		const swapped = concat(
			blob.subarray(32, 64),
			blob.subarray(0, 32),
			blob.subarray(64),
		);
		expect(verify(swapped)).toBe(false);
		expect(verify(blob, g1(9n))).toBe(false);
		expect(verify(blob, commitment, proof)).toBe(false);
	});

	it("rejects a wrong length and an element of the order, without an answer", () => {
		expect(verify(blob.subarray(32))).toBeNull();
		expect(verify(concat(blob, new Uint8Array(32)))).toBeNull();
		const large = blob.slice();
		large.set(word(blsR), 64);
		expect(verify(large)).toBeNull();
	});
});

describe("a batch of cells", () => {
	const tau64 = Fr.pow(tau, 64n);
	const cells = prepareKzgCells(curve, {
		tauG2: g2(tau),
		tau64G2: g2(tau64),
		powersG1: concat(
			...Array.from({ length: 64 }, (_, i) =>
				whole(g1(Fr.pow(tau, BigInt(i)))),
			),
		),
	});
	// The remainder modulo X^64 - h^64 is the polynomial through the cell's values.
	const cellOf = (index: number): Cell => {
		const h64 = Fr.pow(places[64 * index] ?? 0n, 64n);
		const rest = new Array<bigint>(64).fill(0n);
		for (const [i, part] of coefficients.entries())
			rest[i % 64] = inR(
				(rest[i % 64] ?? 0n) + part * Fr.pow(h64, BigInt(Math.floor(i / 64))),
			);
		return {
			commitment,
			index,
			cell: concat(...extended.slice(64 * index, 64 * index + 64).map(word)),
			proof: g1(Fr.div(inR(at(tau) - at(tau, rest)), inR(tau64 - h64))),
		};
	};
	const constant: Cell = {
		commitment: g1(2n),
		index: 5,
		cell: concat(...new Array<Uint8Array>(64).fill(word(2n))),
		proof: G1.Point.ZERO.toBytes(),
	};
	const all = [cellOf(0), cellOf(127), constant, cellOf(64), cellOf(0)];
	const verify = (own: readonly Cell[]) => verifyCellKzgProofBatch(cells, own);
	const but = (change: Partial<Cell>) => [
		...all.slice(0, 1),
		{ ...cellOf(127), ...change },
		...all.slice(2),
	];

	it("holds for none, for one, for many of several commitments in any order", () => {
		expect(verify([])).toBe(true);
		expect(verify([cellOf(3)])).toBe(true);
		expect(verify(all)).toBe(true);
		expect(verify(all.toReversed())).toBe(true);
	});

	it("rejects one wrong cell, index, commitment or proof among right ones", () => {
		const cell = cellOf(127).cell.slice();
		cell[31] = (cell[31] ?? 0) ^ 1;
		expect(verify(but({ cell }))).toBe(false);
		expect(verify(but({ index: 126 }))).toBe(false);
		expect(verify(but({ commitment: g1(2n) }))).toBe(false);
		expect(verify(but({ proof: cellOf(126).proof }))).toBe(false);
	});

	it("rejects what is not a cell, without an answer", () => {
		const large = cellOf(127).cell.slice();
		large.set(word(blsR), 0);
		expect(verify(but({ cell: large }))).toBeNull();
		expect(verify(but({ cell: large.subarray(32) }))).toBeNull();
		expect(verify(but({ index: 128 }))).toBeNull();
		expect(verify(but({ index: -1 }))).toBeNull();
		expect(verify(but({ index: 0.5 }))).toBeNull();
		expect(verify(but({ proof: offSubgroup() }))).toBeNull();
		expect(verify(but({ commitment: new Uint8Array(48) }))).toBeNull();
	});
});

describe("the setup", () => {
	it("built in is a point of the subgroup", () => {
		expect(mainnetKzgSetup(curve).tauG2).toHaveLength(256);
	});

	it("is refused with infinity in it, and from a text of other counts", () => {
		expect(() => decodeKzgSetup(curve, "4096\n65\n00")).toThrow(Fault);
		expect(() => prepareKzg(curve, { tauG2: new Uint8Array(10) })).toThrow(
			Fault,
		);
	});
});

describe("BLS12-381 in the encodings of EIP-2537", () => {
	it("adds points out of the subgroup, and multiplies none of them", () => {
		const x = [1n, 2n, 3n, 4n, 5n].find((own) => {
			try {
				fields.Fp.sqrt(inP(own * own * own + 4n));
				return true;
			} catch {
				return false;
			}
		});
		if (x === undefined) throw new Error("no small x on the curve");
		const y = fields.Fp.sqrt(inP(x * x * x + 4n));
		const point = concat(bigToBytes(x, 64), bigToBytes(y, 64));
		expect(curve.add(point, new Uint8Array(128))).toEqual(point);
		expect(curve.multiply(point, word(1n))).toBeNull();
		expect(curve.checkPairing(concat(point, blsG2))).toBeNull();
	});

	it("rejects a coordinate plus the modulus, a wrong length, a point off the curve", () => {
		const [x, y] = [blsG1.subarray(0, 64), blsG1.subarray(64)];
		const large = bigToBytes(BigInt(toHex(x)) + blsP, 64);
		const none = new Uint8Array(128);
		expect(curve.add(blsG1, none)).toEqual(blsG1);
		expect(curve.add(concat(large, y), none)).toBeNull();
		expect(curve.add(concat(y, x), none)).toBeNull();
		expect(curve.add(blsG1.subarray(1), none)).toBeNull();
	});
});
