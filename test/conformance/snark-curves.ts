// The curve that the topic's checks run on: noble and every built module of it that this runtime can open, asked the same
// questions. One answer that differs fails the case.

import type { Bls12381 } from "../../src/crypto/bls12-381.ts";
import { nobleBls12381 } from "../../src/crypto/noble-bls12-381.ts";
import { nobleBn254 } from "../../src/crypto/noble-bn254.ts";
import type {
	PairingCurve,
	PreparedEquation,
} from "../../src/crypto/pairing.ts";
import { openBlsCurve } from "../../src/crypto/wasm/bls12-381-curve.ts";
import { openBn254 } from "../../src/crypto/wasm/bn254.ts";
import { agreed, openBuilt } from "./built.ts";

/** All of them as one. Each operation throws a TypeError where two answers differ. */
export const agreeing = (curves: readonly PairingCurve[]): PairingCurve => {
	const ask = <T>(question: (curve: PairingCurve) => T): T =>
		agreed(
			curves.map((curve) => ({ name: curve.name, answer: question(curve) })),
		);
	return {
		name: curves.map(({ name }) => name).join(", "),
		add: (a, b) => ask((curve) => curve.add(a, b)),
		multiply: (point, scalar) => ask((curve) => curve.multiply(point, scalar)),
		combine: (points, scalars) =>
			ask((curve) => curve.combine(points, scalars)),
		checkPairing: (pairs) => ask((curve) => curve.checkPairing(pairs)),
		prepare: (equation) => {
			const made = curves.map((curve) => ({
				name: curve.name,
				own: curve.prepare(equation),
			}));
			agreed(made.map(({ name, own }) => ({ name, answer: own === null })));
			const all = made.flatMap(({ name, own }) =>
				own === null ? [] : [{ name, own }],
			);
			if (all.length === 0) return null;
			const askAll = <T>(question: (own: PreparedEquation) => T): T =>
				agreed(all.map(({ name, own }) => ({ name, answer: question(own) })));
			return {
				check: (terms, pairs) => askAll((own) => own.check(terms, pairs)),
				combine: (side, terms) => askAll((own) => own.combine(side, terms)),
				close: () => {
					for (const { own } of all) own.close();
				},
			};
		},
	};
};

/** noble's curve and the modules', as one. */
export const openCurve = async (): Promise<PairingCurve> =>
	agreeing([nobleBn254, ...(await openBuilt("bn254", openBn254))]);

/** The same of BLS12-381. */
export const openBlsCurves = async (): Promise<Bls12381> => {
	const curves = [
		nobleBls12381,
		...(await openBuilt("bls12-381", openBlsCurve)),
	];
	const decoded = (decode: (curve: Bls12381) => Uint8Array | null) =>
		agreed(curves.map((one) => ({ name: one.name, answer: decode(one) })));
	return {
		...agreeing(curves),
		decodeG1: (bytes) => decoded((curve) => curve.decodeG1(bytes)),
		decodeG2: (bytes) => decoded((curve) => curve.decodeG2(bytes)),
	};
};
