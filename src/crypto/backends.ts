// All the ways there are to do the heavy work, the fastest first, and the choice of what is sound here. The files
// of the modules are loaded by whoever runs this: an extension fetches its own, Node reads them.

import type { Bls12381 } from "./bls12-381.ts";
import {
	type BackendCandidate,
	type Choice,
	chooseSound,
	type Timer,
} from "./choose.ts";
import { type Digests, installHashes, nobleDigests } from "./hash.ts";
import {
	type BlsChecks,
	blsWork,
	bn254Work,
	hashWork,
	kzgWork,
	type Refusal,
	type WorkReport,
} from "./kernel.ts";
import { testBls } from "./known.ts";
import { testBls12381 } from "./known-bls12-381.ts";
import { testBn254 } from "./known-bn254.ts";
import { type CurveModule, curveFile, type Form, hashFile } from "./modules.ts";
import { nobleBls, nobleName } from "./noble.ts";
import { nobleBls12381 } from "./noble-bls12-381.ts";
import { nobleBn254 } from "./noble-bn254.ts";
import type { PairingCurve } from "./pairing.ts";
import { openBls } from "./wasm/bls12-381.ts";
import { openBlsCurve } from "./wasm/bls12-381-curve.ts";
import { openBn254 } from "./wasm/bn254.ts";
import { checkFused } from "./wasm/fused.ts";
import { openHashes } from "./wasm/hashes.ts";

/** The bytes of a file of this release. @throws wasm-refused when it is not there */
export type Load = (file: string) => Promise<Uint8Array>;

// The forms in which a field's module is built; the form stands in the file's name. The first needs more than that the
// module compiles.
const forms: readonly {
	readonly form: Form;
	readonly name: string;
	readonly needs?: () => Promise<void>;
}[] = [
	{
		form: "fma",
		name: "fused multiply-add (WebAssembly)",
		needs: checkFused,
	},
	{ form: "wide", name: "wide arithmetic (WebAssembly)" },
	{ form: "extmul", name: "32-bit products in lanes (WebAssembly)" },
	{ form: "scalar", name: "64-bit integers (WebAssembly)" },
];

/** One for each form of the module, in their order. */
const fromModules = <T>(
	curve: CurveModule,
	load: Load,
	open: (bytes: Uint8Array, name: string) => Promise<T>,
): readonly BackendCandidate<T>[] =>
	forms.map(({ form, name, needs }) => ({
		name,
		open: async () => {
			const [bytes] = await Promise.all([
				load(curveFile(curve, form)),
				needs?.(),
			]);
			return await open(bytes, name);
		},
	}));

const blsCandidates = (load: Load): readonly BackendCandidate<BlsChecks>[] => [
	...fromModules<BlsChecks>("bls12-381", load, (bytes) => openBls(bytes)),
	{ name: nobleName, open: async () => nobleBls },
];

const bn254Candidates = (
	load: Load,
): readonly BackendCandidate<PairingCurve>[] => [
	...fromModules("bn254", load, openBn254),
	{ name: nobleName, open: async () => nobleBn254 },
];

const pointCandidates = (load: Load): readonly BackendCandidate<Bls12381>[] => [
	...fromModules("bls12-381", load, openBlsCurve),
	{ name: nobleName, open: async () => nobleBls12381 },
];

const hashCandidates = (load: Load): readonly BackendCandidate<Digests>[] => [
	{
		name: "WebAssembly SIMD",
		open: async () => {
			const { keccak256, sha256Pairs, walkTrie, poseidon2 } = await openHashes(
				await load(hashFile),
			);
			// Single hashes of any length are short and few; noble's is as good.
			const { sha256 } = nobleDigests;
			return {
				name: "WebAssembly SIMD",
				keccak256,
				sha256,
				sha256Pairs,
				walkTrie,
				poseidon2,
			};
		},
	},
	{ name: nobleDigests.name, open: async () => nobleDigests },
];

export type Opening = {
	readonly load: Load;
	readonly timer: Timer;
	readonly skip?: readonly (Refusal & { readonly work: string })[];
	readonly trying?: (work: string, name: string) => void;
};

const skipFor = (work: string, { skip = [] }: Opening): readonly Refusal[] =>
	skip
		.filter((one) => one.work === work)
		.map(({ name, why }) => ({ name, why }));

const chooseFor = <T>(
	work: string,
	candidates: readonly BackendCandidate<T>[],
	test: (opened: T) => Promise<void>,
	opening: Opening,
): Promise<Choice<T>> =>
	chooseSound({
		work,
		candidates,
		test,
		timer: opening.timer,
		skip: skipFor(work, opening),
		trying: (name) => opening.trying?.(work, name),
	});

/** The fastest sound checks of signatures, in this realm. @throws kernel-unsound when not even noble computes rightly here */
export const openSoundBls = (opening: Opening): Promise<Choice<BlsChecks>> =>
	chooseFor(blsWork, blsCandidates(opening.load), testBls, opening);

/** The fastest sound BN254, in this realm. @throws kernel-unsound as openSoundBls */
export const openSoundBn254 = (
	opening: Opening,
): Promise<Choice<PairingCurve>> =>
	chooseFor(bn254Work, bn254Candidates(opening.load), testBn254, opening);

/** The fastest sound points of BLS12-381 for KZG, in this realm. @throws kernel-unsound as openSoundBls */
export const openSoundPoints = (opening: Opening): Promise<Choice<Bls12381>> =>
	chooseFor(kzgWork, pointCandidates(opening.load), testBls12381, opening);

/** From now on this realm hashes with the fastest sound hashes. @throws kernel-unsound, and nothing has changed */
export const installSoundHashes = async (
	opening: Opening,
): Promise<WorkReport> => {
	const { report } = await chooseFor(
		hashWork,
		hashCandidates(opening.load),
		async (made) => installHashes(made),
		opening,
	);
	return report;
};
