// Keys and proofs of gnark's PLONK of any shape, forged with a known secret (plonk-forge.ts).

import { bn254 } from "@noble/curves/bn254.js";
import { concat } from "../../src/base/bytes.ts";
import { bn254R } from "../../src/crypto/bn254.ts";
import {
	type GnarkPlonkKey,
	prepareGnarkPlonk,
	verifyGnarkPlonk,
} from "../../src/proof/plonk-gnark.ts";
import { forge, g1, g2, numbersFrom, word } from "./plonk-forge.ts";

const { Fr } = bn254.fields;
export const tau = 0x7a75n;
export const rootOf = (size: bigint): bigint =>
	Fr.pow(5n, (bn254R - 1n) / size);

/** A key with so many inputs and committed wires. */
export const gnarkKey = (inputs: number, gates: number): GnarkPlonkKey => {
	const next = numbersFrom(BigInt(100 + gates));
	const point = () => g1(next());
	const size = 64n;
	return {
		domain: { size, omega: rootOf(size) },
		inputs,
		cosetShift: 5n,
		g1: g1(1n),
		g2: [g2(1n), g2(tau)],
		ql: point(),
		qr: point(),
		qm: point(),
		qo: point(),
		qk: point(),
		s: [point(), point(), point()],
		committed: Array.from({ length: gates }, (_, row) => ({
			qcp: point(),
			row: row + 3,
		})),
	};
};

/** A key with so many inputs and committed wires, inputs, and a proof of them. */
export const makeGnark = (
	inputCount: number,
	gates: number,
	given?: Uint8Array,
) => {
	const key = gnarkKey(inputCount, gates);
	const next = numbersFrom(BigInt(7 + inputCount));
	const drawn = concat(
		...Array.from({ length: inputCount }, () => word(next())),
	);
	const inputs = given ?? drawn;
	const points = (count: number) =>
		concat(...Array.from({ length: count }, () => g1(next())));
	const scalars = (count: number) =>
		concat(...Array.from({ length: count }, () => word(next())));
	const unfinished = concat(
		...[points(6), scalars(5), points(1), scalars(1)],
		...[points(2), scalars(gates), points(gates)],
	);
	const proof = forge(
		{
			verifier: (own) => {
				const prepared = prepareGnarkPlonk(own, key);
				return (bytes) => verifyGnarkPlonk(prepared, bytes, inputs);
			},
			at: [0x280, 0x2c0],
			tau,
			omega: key.domain.omega,
		},
		unfinished,
	);
	return { key, inputs, proof };
};
