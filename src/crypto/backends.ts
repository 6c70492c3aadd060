// All the ways there are to do the heavy work, the fastest first, and the kernel of those that are sound here. The files
// of the modules are loaded by whoever runs this: an extension fetches its own, Node reads them.

import { type Candidate, chooseSound, type Timer } from "./choose.ts";
import { type Digests, installHashes, nobleDigests } from "./hash.ts";
import {
	type BlsChecks,
	blsWork,
	hashWork,
	type Kernel,
	type Refusal,
	type WorkReport,
} from "./kernel.ts";
import { testBls } from "./known.ts";
import { nobleBls, nobleName } from "./noble.ts";
import { openBls } from "./wasm/bls12-381.ts";
import { checkFused } from "./wasm/fused.ts";
import { openHashes } from "./wasm/hashes.ts";

/** The bytes of a file of this release. @throws wasm-refused when it is not there */
export type Load = (file: string) => Promise<Uint8Array>;

// The forms in which a field's module is built; the form stands in the file's name. The first needs more than that the
// module compiles.
const forms: readonly {
	readonly form: string;
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
	module: string,
	load: Load,
	open: (bytes: Uint8Array, name: string) => Promise<T>,
): readonly Candidate<T>[] =>
	forms.map(({ form, name, needs }) => ({
		name,
		open: async () => {
			await needs?.();
			return await open(await load(`${module}.${form}.wasm`), name);
		},
	}));

const blsCandidates = (load: Load): readonly Candidate<BlsChecks>[] => [
	...fromModules<BlsChecks>("bls12-381", load, (bytes) => openBls(bytes)),
	{ name: nobleName, open: async () => nobleBls },
];

const hashCandidates = (load: Load): readonly Candidate<Digests>[] => [
	{
		name: "WebAssembly SIMD",
		open: async () => {
			const { keccak256, sha256Pairs, walkTrie } = await openHashes(
				await load("hashes.wasm"),
			);
			// Single hashes of any length are short and few; noble's is as good.
			const { sha256 } = nobleDigests;
			return {
				name: "WebAssembly SIMD",
				keccak256,
				sha256,
				sha256Pairs,
				walkTrie,
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

/** The fastest sound kernel, in this realm. @throws kernel-unsound when not even noble computes rightly here */
export const openSoundKernel = async (opening: Opening): Promise<Kernel> => {
	const { load, timer, trying } = opening;
	const bls = await chooseSound({
		work: blsWork,
		candidates: blsCandidates(load),
		test: testBls,
		timer,
		skip: skipFor(blsWork, opening),
		trying: (name) => trying?.(blsWork, name),
	});
	return { ...bls.chosen, report: async () => [bls.report] };
};

/** From now on this realm hashes with the fastest sound hashes. @throws kernel-unsound, and nothing has changed */
export const installSoundHashes = async (
	opening: Opening,
): Promise<WorkReport> => {
	const { report } = await chooseSound({
		work: hashWork,
		candidates: hashCandidates(opening.load),
		test: async (made) => installHashes(made),
		timer: opening.timer,
		skip: skipFor(hashWork, opening),
		trying: (name) => opening.trying?.(hashWork, name),
	});
	return report;
};
