// PLONK as snarkjs checks it, over any PairingCurve: so that ours and snarkjs verify the very same proof. The wallet
// itself meets gnark's form (src/proof/plonk-gnark.ts), which does a little more work.
// Source: https://eprint.iacr.org/2019/953, section 8.3 (the verifier), with snarkjs's transcript: keccak-256 over
// uncompressed points and big-endian scalars, one hash a challenge.

import { bigFromBytes, concat } from "../../src/base/bytes.ts";
import { bigDecimal, int, list, record } from "../../src/base/decode.ts";
import {
	areScalars,
	bn254G1,
	bn254G2Bytes,
	negateG2,
} from "../../src/crypto/bn254.ts";
import { noTerms, type PairingCurve } from "../../src/crypto/pairing.ts";
import { numbers } from "../../src/proof/field.ts";
import { field, lagranges } from "../../src/proof/plonk-field.ts";
import { decimalWord, decodeG1, decodeG2 } from "../../src/proof/snarkjs.ts";

const { mod, power, product, words } = field;

const keyFile = record({
	nPublic: int(0, 64),
	power: int(1, 28),
	k1: bigDecimal,
	k2: bigDecimal,
	Qm: decodeG1,
	Ql: decodeG1,
	Qr: decodeG1,
	Qo: decodeG1,
	Qc: decodeG1,
	S1: decodeG1,
	S2: decodeG1,
	S3: decodeG1,
	X_2: decodeG2,
	w: bigDecimal,
});

const proofFile = record({
	A: decodeG1,
	B: decodeG1,
	C: decodeG1,
	Z: decodeG1,
	T1: decodeG1,
	T2: decodeG1,
	T3: decodeG1,
	Wxi: decodeG1,
	Wxiw: decodeG1,
	eval_a: decimalWord,
	eval_b: decimalWord,
	eval_c: decimalWord,
	eval_s1: decimalWord,
	eval_s2: decimalWord,
	eval_zw: decimalWord,
});

const inputsFile = list(decimalWord, 64);

export type Claim = { readonly inputs: unknown; readonly proof: unknown };

/** @param generator2 of G2 @param keccak the hash of the transcript @throws bad-field for a key that is none */
export const openPlonk = (
	curve: PairingCurve,
	generator2: Uint8Array,
	keccak: (bytes: Uint8Array) => Uint8Array,
	rawKey: unknown,
): ((claim: Claim) => boolean) => {
	const key = keyFile(rawKey, "key");
	const selectors = concat(key.Qm, key.Ql, key.Qr, key.Qo, key.Qc);
	const copies = concat(key.S1, key.S2, key.S3);
	if (generator2.length !== bn254G2Bytes)
		throw new RangeError('"generator2" is no point of G2');
	const equation = curve.prepare({
		sides: [
			{ g2: generator2, bases: concat(selectors, copies, bn254G1(1n, 2n)) },
			{ g2: negateG2(key.X_2), bases: noTerms.points },
		],
		constant: noTerms.points,
	});
	if (equation === null) throw new RangeError('"rawKey" has no points');
	const domain = { size: 1n << BigInt(key.power), omega: key.w };
	const challenge = (...parts: readonly Uint8Array[]): bigint =>
		mod(bigFromBytes(keccak(concat(...parts))));

	return (claim) => {
		const inputs = inputsFile(claim.inputs, "inputs");
		const proof = proofFile(claim.proof, "proof");
		const evaluations = concat(
			proof.eval_a,
			proof.eval_b,
			proof.eval_c,
			proof.eval_s1,
			proof.eval_s2,
			proof.eval_zw,
		);
		if (inputs.length !== key.nPublic) return false;
		if (!areScalars(concat(...inputs)) || !areScalars(evaluations))
			return false;
		const [a = 0n, b = 0n, c = 0n, s1 = 0n, s2 = 0n, zw = 0n] =
			numbers(evaluations);

		// 4: the challenges
		const beta = challenge(
			selectors,
			copies,
			...inputs,
			proof.A,
			proof.B,
			proof.C,
		);
		const gamma = challenge(words([beta]));
		const alpha = challenge(words([beta, gamma]), proof.Z);
		const xi = challenge(words([alpha]), proof.T1, proof.T2, proof.T3);
		const v = challenge(words([xi]), evaluations);
		const u = challenge(proof.Wxi, proof.Wxiw);

		// 5 to 7: the vanishing polynomial, the first Lagrange polynomial and the public inputs' at xi
		const xin = power(xi, domain.size);
		const zh = mod(xin - 1n);
		if (zh === 0n) return false;
		const rows = Array.from(
			{ length: Math.max(1, inputs.length) },
			(_, i) => i,
		);
		const places = lagranges(domain, rows, xi, zh);
		const l1 = places[0] ?? 0n;
		const pi = numbers(concat(...inputs)).reduce(
			(sum, input, i) => mod(sum - input * (places[i] ?? 0n)),
			0n,
		);

		// 8: the constant part of the linearised polynomial
		const left = mod(a + beta * s1 + gamma);
		const right = mod(b + beta * s2 + gamma);
		const alpha2 = mod(alpha * alpha);
		const r0 = mod(
			pi - l1 * alpha2 - product(left, right, c + gamma, zw, alpha),
		);

		// 9 to 11: D, F and E as scalars of the points they are made of
		const forZ = mod(
			product(
				a + beta * xi + gamma,
				b + product(beta, xi, key.k1) + gamma,
				c + product(beta, xi, key.k2) + gamma,
				alpha,
			) +
				l1 * alpha2 +
				u,
		);
		const forS3 = mod(-product(left, right, alpha, beta, zw));
		const forT = mod(-zh);
		const v2 = product(v, v);
		const v3 = product(v2, v);
		const v4 = product(v2, v2);
		const v5 = product(v3, v2);
		const e = mod(-r0 + v * a + v2 * b + v3 * c + v4 * s1 + v5 * s2 + u * zw);

		// 12: e(Wxi + u Wxiw, [x]) = e(xi Wxi + u xi w Wxiw + F - E, [1])
		return equation.check(
			[
				{
					scalars: words([a * b, a, b, c, 1n, v4, v5, forS3, -e]),
					points: concat(
						proof.Z,
						proof.T1,
						proof.T2,
						proof.T3,
						proof.A,
						proof.B,
						proof.C,
						proof.Wxi,
						proof.Wxiw,
					),
					pointScalars: words([
						...[forZ, forT, forT * xin, product(forT, xin, xin)],
						...[v, v2, v3],
						...[xi, product(u, xi, key.w)],
					]),
				},
				{
					scalars: noTerms.scalars,
					points: concat(proof.Wxi, proof.Wxiw),
					pointScalars: words([1n, u]),
				},
			],
			noTerms.points,
		);
	};
};
