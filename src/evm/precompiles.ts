// Precompiles that this wallet computes itself, with what they cost. They take the place of the package's own: the curves
// by the fastest kernel that was found sound, the point evaluation because the package brings no KZG.
// Source of the prices: EIP-1108 (BN254), EIP-4844 (point evaluation).

import type { Hex } from "../base/bytes.ts";
import {
	bn254Add,
	bn254Multiply,
	bn254PairBytes,
	bn254Pairing,
	type Precompile,
} from "../crypto/bn254.ts";
import { nobleBls12381 } from "../crypto/noble-bls12-381.ts";
import type { PairingCurve } from "../crypto/pairing.ts";
import { type PreparedKzg, pointEvaluation, prepareKzg } from "../proof/kzg.ts";
import { mainnetKzgSetup } from "../proof/kzg-setup.ts";

export type PricedPrecompile = {
	readonly gas: (input: Uint8Array) => bigint;
	/** Null where the call fails; it takes all its gas then. */
	readonly compute: Precompile;
};

export type Precompiles = ReadonlyMap<Hex, PricedPrecompile>;

const at = (number: number): Hex =>
	`0x${number.toString(16).padStart(40, "0")}`;

/** 0x06, 0x07 and 0x08 on a curve: a kernel's or noble's. */
export const bn254Precompiles = (curve: PairingCurve): Precompiles =>
	new Map<Hex, PricedPrecompile>([
		[at(6), { gas: () => 150n, compute: bn254Add(curve) }],
		[at(7), { gas: () => 6000n, compute: bn254Multiply(curve) }],
		[
			at(8),
			{
				gas: ({ length }) =>
					45_000n + 34_000n * BigInt(Math.floor(length / bn254PairBytes)),
				compute: bn254Pairing(curve),
			},
		],
	]);

let prepared: PreparedKzg | undefined;

/** 0x0a. The lines of the setup are computed when the first call comes. */
export const kzgPrecompile: Precompiles = new Map([
	[
		at(10),
		{
			gas: () => 50_000n,
			compute: (input) => {
				prepared ??= prepareKzg(nobleBls12381, mainnetKzgSetup(nobleBls12381));
				return pointEvaluation(prepared)(input);
			},
		},
	],
]);
