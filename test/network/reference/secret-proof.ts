// INSECURE. A Groth16 proof as somebody makes it who knows the setup's secrets: each of its points is a known multiple of a
// generator, so that numbers alone have to be added up, where one who keeps to the proving key needs seconds of curve
// arithmetic. Proofs of both kinds are spread alike, and the verifying key does not tell them apart (prover.test.ts).
// Source: https://eprint.iacr.org/2016/260 (3.2, the prover).

import { randomBytes } from "node:crypto";
import { bn254 } from "@noble/curves/bn254.js";
import { brokenBy } from "./constraints.ts";
import { invert, multiply, order, reduce } from "./setup/field.ts";
import type { WireScalars } from "./setup/key-scalars.ts";
import type { R1cs } from "./setup/r1cs.ts";
import { toxic } from "./setup/toxic.ts";
import type { SnarkjsProof } from "./snarkjs.ts";

const { G1, G2 } = bn254;

/** Of a size that leaves no remainder any likelier than another. */
const random = (): bigint =>
	reduce(BigInt(`0x${randomBytes(48).toString("hex")}`));

const dot = (
	values: readonly bigint[],
	witness: readonly bigint[],
	from = 0,
): bigint => {
	let sum = 0n;
	for (let wire = from; wire < witness.length; wire++) {
		const value = witness[wire] ?? 0n;
		if (value !== 0n) sum += value * (values[wire] ?? 0n);
	}
	return sum % order;
};

/** A multiple of the generator as snarkjs writes it, by noble. */
export const g1 = (scalar: bigint): string[] => {
	const { x, y } = G1.Point.BASE.multiply(reduce(scalar)).toAffine();
	return [String(x), String(y), "1"];
};

/** Likewise, of the second group. */
export const g2 = (scalar: bigint): string[][] => {
	const { x, y } = G2.Point.BASE.multiply(reduce(scalar)).toAffine();
	return [
		[String(x.c0), String(x.c1)],
		[String(y.c0), String(y.c1)],
		["1", "0"],
	];
};

const overDelta = invert(toxic.delta);

/**
 * A proof that there is a witness with these public wires, another one each time.
 * @throws Error naming a constraint that the witness breaks, or for another constant than 1: the secrets would prove it all the same
 */
export const proofBySecrets = (
	r1cs: R1cs,
	{ a, b, c }: WireScalars,
	witness: readonly bigint[],
): SnarkjsProof => {
	const [broken] = brokenBy(r1cs, witness);
	if (broken !== undefined)
		throw new Error(`the witness breaks constraint ${broken}`);
	if (witness[0] !== 1n) throw new Error("the witness has another constant");
	const [r, s] = [random(), random()];
	const { alpha, beta, delta } = toxic;
	const [atA, atB, atC] = [dot(a, witness), dot(b, witness), dot(c, witness)];
	const pointA = reduce(alpha + atA + r * delta);
	const pointB = reduce(beta + atB + s * delta);
	// h(tau) Z(tau), by what it is the quotient of
	const quotient = reduce(atA * atB - atC);
	const hidden = r1cs.publicWires + 1;
	const ofPrivate = reduce(
		beta * dot(a, witness, hidden) +
			alpha * dot(b, witness, hidden) +
			dot(c, witness, hidden),
	);
	const pointC = reduce(
		multiply(reduce(ofPrivate + quotient), overDelta) +
			pointA * s +
			pointB * r -
			multiply(multiply(r, s), delta),
	);
	return { pi_a: g1(pointA), pi_b: g2(pointB), pi_c: g1(pointC) };
};
