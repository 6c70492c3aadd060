// Precompiles that this wallet computes itself, with what they cost. They take the place of the package's own: BN254 and
// the point evaluation, which the package does not bring, by the kernel, which is the fastest that was found sound and works
// in a realm of its own.
// Source of the prices: EIP-1108 (BN254), EIP-4844 (point evaluation).

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import {
	bn254AddBytes,
	bn254MultiplyBytes,
	bn254PairBytes,
} from "../crypto/bn254.ts";
import {
	mostPrecompileInput,
	type PrecompileName,
	type Precompiling,
} from "../crypto/kernel.ts";
import { nobleBls12381 } from "../crypto/noble-bls12-381.ts";
import { nobleBn254 } from "../crypto/noble-bn254.ts";
import type { PairingCurve } from "../crypto/pairing.ts";
import { precompiling } from "../proof/precompiles.ts";

export type PricedPrecompile = {
	readonly gas: (input: Uint8Array) => bigint;
	/**
	 * Null where the call fails; it takes all its gas then. What it throws ends the whole run: what could not be computed
	 * is not a call that failed.
	 */
	readonly compute: (
		input: Uint8Array,
	) => Uint8Array | null | Promise<Uint8Array | null>;
};

export type Precompiles = ReadonlyMap<Hex, PricedPrecompile>;

const at = (number: number): Hex =>
	`0x${number.toString(16).padStart(40, "0")}`;

/** One byte more than a point evaluation reads: a longer input is still seen to be too long. */
const kzgBytes = 193;

/**
 * 0x06, 0x07, 0x08 and 0x0a as a kernel computes them. An input's length is bounded here, the time by
 * the gas, which is looked at first. A kernel that cannot answer is a fault of the run, never a failed call.
 * compute throws evm-bounds for more than mostPrecompileInput, and what the kernel fails with: internal, too-many, cancelled.
 */
export const kernelPrecompiles = (kernel: Precompiling): Precompiles => {
	const ask =
		(name: PrecompileName, reads: number) =>
		async (input: Uint8Array): Promise<Uint8Array | null> => {
			const read = input.subarray(0, reads);
			if (read.length > mostPrecompileInput)
				throw new Fault("evm-bounds", `${name} of ${read.length} bytes`);
			return kernel.precompile({ name, input: read });
		};
	return new Map<Hex, PricedPrecompile>([
		[at(6), { gas: () => 150n, compute: ask("bn254-add", bn254AddBytes) }],
		[
			at(7),
			{
				gas: () => 6000n,
				compute: ask("bn254-multiply", bn254MultiplyBytes),
			},
		],
		[
			at(8),
			{
				gas: ({ length }) =>
					45_000n + 34_000n * BigInt(Math.floor(length / bn254PairBytes)),
				compute: ask("bn254-pairing", Number.POSITIVE_INFINITY),
			},
		],
		[at(10), { gas: () => 50_000n, compute: ask("kzg-point", kzgBytes) }],
	]);
};

/** The same in this realm, BN254 on the curve that is given. */
export const bn254Precompiles = (curve: PairingCurve): Precompiles =>
	kernelPrecompiles(
		precompiling({
			bn254: async () => curve,
			bls12381: async () => nobleBls12381,
		}),
	);

/** What a run has that is given no kernel: 0x0a by noble, for the package brings no KZG. */
export const kzgPrecompile: Precompiles = new Map(
	[...bn254Precompiles(nobleBn254)].filter(([address]) => address === at(10)),
);
