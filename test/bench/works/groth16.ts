// One Groth16 proof over BN254 with five public inputs, from coordinates, under a key known beforehand.

import { bn254 } from "@noble/curves/bn254.js";
import {
	prepareGroth16Key,
	verifyGroth16,
} from "../../../src/proof/groth16.ts";
import type { Contestant, Work } from "../contest.ts";
import { inputBytes, keyBytes, proofBytes } from "../made/evm.ts";
import {
	type G1,
	type G2,
	type Groth16Claim,
	type Groth16Key,
	makeGroth16,
} from "../made/groth16.ts";
import { backends, openOurBn254 } from "../ours.ts";
import { openMcl } from "../peers/mcl-wasm.ts";

const { Point: P1 } = bn254.G1;
const { Point: P2 } = bn254.G2;
const { Fp2, Fp12 } = bn254.fields;

const point1 = ({ x, y }: G1) => {
	const point = P1.fromAffine({ x, y });
	point.assertValidity();
	return point;
};
const point2 = ({ x, y }: G2) => {
	const point = P2.fromAffine({
		x: Fp2.fromBigTuple([...x]),
		y: Fp2.fromBigTuple([...y]),
	});
	point.assertValidity();
	return point;
};

const noble: Contestant<Groth16Key, Groth16Claim> = {
	name: "@noble/curves",
	backend: "noble",
	open: async (key) => {
		const alpha = point1(key.alpha).negate();
		const [beta, gamma, delta] = [
			point2(key.beta),
			point2(key.gamma),
			point2(key.delta),
		];
		const alphaBeta = bn254.pairing(alpha, beta, false);
		const [first = P1.ZERO, ...ic] = key.ic.map(point1);
		return ({ inputs, proof }) => {
			try {
				const combined = ic.reduce(
					(sum, one, i) => sum.add(one.multiplyUnsafe(inputs[i] ?? 0n)),
					first,
				);
				const product = bn254.pairingBatch(
					[
						{ g1: point1(proof.a), g2: point2(proof.b) },
						{ g1: combined.negate(), g2: gamma },
						{ g1: point1(proof.c).negate(), g2: delta },
					],
					false,
				);
				const whole = Fp12.mul(product, alphaBeta);
				return Fp12.eql(Fp12.finalExponentiate(whole), Fp12.ONE);
			} catch {
				return false;
			}
		};
	},
};

// From numbers like the others: making bytes of them is counted.
const ours = backends.map(
	(backend): Contestant<Groth16Key, Groth16Claim> => ({
		name: "sextant",
		backend,
		open: async (key, place) => {
			const prepared = prepareGroth16Key(
				await openOurBn254(place, backend),
				keyBytes(key),
			);
			return (claim) =>
				verifyGroth16(prepared, proofBytes(claim), inputBytes(claim));
		},
	}),
);

const mcl: Contestant<Groth16Key, Groth16Claim> = {
	name: "mcl-wasm",
	backend: null,
	open: openMcl,
};

export const groth16: Work<Groth16Key, Groth16Claim> = {
	work: "Groth16, 5 inputs",
	topic: "groth16",
	perRun: 1,
	inputs: async () => {
		const { key, claim } = makeGroth16(5);
		const [first = 0n, ...rest] = claim.inputs;
		return {
			fixed: key,
			valid: { input: claim, answer: true },
			flipped: {
				input: { ...claim, inputs: [first ^ 1n, ...rest] },
				answer: false,
			},
		};
	},
	contestants: [...ours, noble, mcl],
};
