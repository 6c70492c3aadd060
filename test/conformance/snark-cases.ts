// The forms of a proof among the files, each as parts and a question about them. What a form needs from other files
// (keys, selectors, recursion programs) is looked for in all of them.

import { concat, equalBytes, fromHex, isHex } from "../../src/base/bytes.ts";
import type { PairingCurve } from "../../src/crypto/pairing.ts";
import { verifyFflonk } from "../../src/proof/fflonk.ts";
import { groth16ProofBytes, verifyGroth16 } from "../../src/proof/groth16.ts";
import {
	eraProofBytes,
	type PreparedEraPlonk,
	prepareEraPlonk,
	verifyEraPlonk,
} from "../../src/proof/plonk-era.ts";
import {
	decodeEraPlonkKey,
	ignitionSetup,
	presentSetup,
} from "../../src/proof/plonk-era-key.ts";
import {
	gnarkProofBytes,
	verifyGnarkPlonk,
} from "../../src/proof/plonk-gnark.ts";
import { verifySnarkjsPlonk } from "../../src/proof/plonk-snarkjs.ts";
import {
	decodeRisc0,
	type Risc0Control,
	risc0Selector,
} from "../../src/proof/risc0.ts";
import {
	decodeGroth16Proof,
	decodeInputs,
	decodePlonkProof,
} from "../../src/proof/snarkjs.ts";
import {
	decodeSp1,
	type Sp1Release,
	selectorBytes,
	sp1VkRoot610,
} from "../../src/proof/sp1.ts";
import type { Layout, Parts } from "./snark-damage.ts";
import { isProverProof, proverProof } from "./snark-fflonk.ts";
import {
	type FflonkEntry,
	fflonkEntry,
	type GnarkEntry,
	type Groth16Entry,
	gnarkEntry,
	groth16Entry,
	isFflonkKey,
	isGnarkKey,
	isGroth16Key,
	isSnarkjsPlonkKey,
	type SnarkjsPlonkEntry,
	snarkjsPlonkEntry,
	type Tree,
} from "./snark-keys.ts";
import {
	gnarkReplay,
	type ReplayPlain,
	type ReplaySp1,
	risc0Replay,
	scrollReplays,
	snarkjsPlonkReplay,
	snarkjsReplay,
	sp1Groth16Replay,
	sp1PlonkReplay,
} from "./snark-replay.ts";
import { folderOf, isRecord } from "./text.ts";
import type { VectorFile } from "./topic.ts";

export type Case = {
	readonly parts: Parts;
	readonly layout: Layout;
	readonly expected: boolean;
	/** By this wallet's own verifier; null where there is none. */
	readonly check: ((parts: Parts) => boolean) | null;
	/** By a verifier's bytecode run alone, or why that cannot be had. */
	readonly replay: ((parts: Parts) => Promise<boolean>) | string;
	/** Damage by which the same proof is spelled in another way that its verifier on L1 takes; nothing else is proved by it. */
	readonly respelled?: RegExp;
};

/** A case, or why there is none. null for a file of no such form. */
export type Found = Case | { readonly unsupported: string } | null;

export type Around = {
	readonly curve: PairingCurve;
	readonly trees: readonly Tree[];
	readonly groth16: readonly Groth16Entry[];
	readonly gnark: readonly GnarkEntry[];
	readonly fflonk: readonly FflonkEntry[];
	readonly snarkjsPlonk: readonly SnarkjsPlonkEntry[];
	readonly selectors: ReadonlyMap<string, string>;
	readonly controls: readonly Risc0Control[];
	readonly files: readonly VectorFile[];
};

/** Is one of them true? Asked one after the other. */
const anyOf = async (
	questions: readonly (() => Promise<boolean>)[],
): Promise<boolean> => {
	for (const question of questions) if (await question()) return true;
	return false;
};

const bytesOf = (raw: unknown): Uint8Array => {
	const text =
		typeof raw === "string" && !raw.startsWith("0x") ? `0x${raw}` : raw;
	if (!isHex(text)) throw new TypeError("hex expected");
	return fromHex(text);
};

const noBytes = new Uint8Array(0);

const part = (parts: Parts, name: string): Uint8Array => {
	const found = parts[name];
	if (found === undefined) throw new TypeError(`no part "${name}"`);
	return found;
};

const isSelectors = (tree: unknown): boolean =>
	isRecord(tree) &&
	Object.keys(tree).length > 0 &&
	Object.entries(tree).every(
		([name, entry]) =>
			/^(0x)?[0-9a-f]{8}$/i.test(name) &&
			isRecord(entry) &&
			typeof entry.version === "string" &&
			typeof entry.system === "string",
	);

/** Everything that a proof may need, by its format. A key that does not decode is left out here and reported by its own. */
export const aroundOf = (
	trees: readonly Tree[],
	curve: PairingCurve,
	files: readonly VectorFile[],
): Around => {
	const selectors = new Map<string, string>();
	for (const { tree } of trees)
		if (isSelectors(tree) && isRecord(tree))
			for (const [selector, entry] of Object.entries(tree))
				if (isRecord(entry))
					selectors.set(
						`${String(entry.system)} ${String(entry.version)}`,
						selector,
					);
	const controls = trees.flatMap(({ tree }) =>
		isRecord(tree) && "CONTROL_ROOT" in tree && "BN254_CONTROL_ID" in tree
			? [
					{
						root: bytesOf(tree.CONTROL_ROOT),
						bn254Id: bytesOf(tree.BN254_CONTROL_ID),
					},
				]
			: [],
	);
	return {
		curve,
		trees,
		groth16: trees
			.filter(({ tree }) => isGroth16Key(tree))
			.map((own) => groth16Entry(own, curve)),
		gnark: trees
			.filter(({ tree }) => isGnarkKey(tree))
			.map((own) => gnarkEntry(own, curve)),
		fflonk: trees
			.filter(({ tree }) => isFflonkKey(tree))
			.map((own) => fflonkEntry(own, curve)),
		snarkjsPlonk: trees
			.filter(({ tree }) => isSnarkjsPlonkKey(tree))
			.map((own) => snarkjsPlonkEntry(own, curve)),
		selectors,
		controls,
		files,
	};
};

// --- SP1

type Verify = (proof: Uint8Array, inputs: Uint8Array) => boolean;

const verifiersOf = (
	around: Around,
	isPlonk: boolean,
	inputs: number,
	release: Sp1Release,
): readonly {
	readonly path: string;
	readonly verify: Verify;
	readonly replay: ReplaySp1;
}[] =>
	isPlonk
		? around.gnark
				.filter((entry) => entry.inputs === inputs)
				.map(({ path, key, prepared }) => ({
					path,
					verify: (proof, own) => verifyGnarkPlonk(prepared(), proof, own),
					replay: sp1PlonkReplay(key, release),
				}))
		: around.groth16
				.filter(({ key }) => key.ic.length === inputs + 1)
				.map(({ path, key, prepared }) => ({
					path,
					verify: (proof, own) => verifyGroth16(prepared(), proof, own),
					replay: sp1Groth16Replay(key, release),
				}));

const sp1Case = (
	tree: { readonly [key: string]: unknown },
	around: Around,
): Found => {
	const version = String(tree.sp1Version);
	const isPlonk = String(tree.system).includes("plonk");
	const selector = around.selectors.get(
		`${isPlonk ? "plonk" : "groth16"} ${version}`,
	);
	if (selector === undefined)
		return { unsupported: `no selector of SP1 ${version} is known` };
	const stated = Array.isArray(tree.publicInputs)
		? decodeInputs(tree.publicInputs, "publicInputs")
		: null;
	const hasContext = Number(/^v?(\d+)/.exec(version)?.[1] ?? 0) >= 6;
	// Only one release's root is published with the vectors; for another the vector's own statement is pinned.
	const vkRoot = !hasContext
		? null
		: /6\.1\.0$/.test(version) || stated === null
			? fromHex(sp1VkRoot610)
			: stated.slice(96, 128);
	const release: Sp1Release = { selector: bytesOf(selector), vkRoot };
	const parts: Parts = {
		proofBytes: bytesOf(tree.proofBytes),
		programVKey: bytesOf(tree.programVKey),
		publicValues: bytesOf(tree.publicValues),
	};
	const expected = tree.expected !== false;
	const statementOf = (own: Parts) =>
		decodeSp1(
			release,
			part(own, "programVKey"),
			part(own, "publicValues"),
			part(own, "proofBytes"),
		);
	const statement = statementOf(parts);
	if (expected && statement !== null && stated !== null)
		if (!equalBytes(statement.inputs, stated))
			throw new TypeError("the public inputs stated are others than ours");
	const verifiers = verifiersOf(around, isPlonk, hasContext ? 5 : 2, release);
	const accepting = verifiers.filter(
		({ verify }) =>
			statement !== null && verify(statement.proof, statement.inputs),
	);
	if (accepting.length === 0 && expected) {
		const isThere = verifiers.some(({ path }) => path.includes(version));
		if (!isThere) return { unsupported: `no key of SP1 ${version} is here` };
	}
	const by = accepting.length > 0 ? accepting : verifiers;
	return {
		parts,
		layout: { proofBytes: selectorBytes, programVKey: 0 },
		expected,
		check: (own) => {
			const asked = statementOf(own);
			if (asked === null) return false;
			return by.some(({ verify }) => verify(asked.proof, asked.inputs));
		},
		replay: (own) =>
			anyOf(
				by.map(
					({ replay }) =>
						() =>
							replay(
								part(own, "programVKey"),
								part(own, "publicValues"),
								part(own, "proofBytes"),
							),
				),
			),
	};
};

// --- RISC Zero

const withSelector = (given: Parts, selector: Uint8Array): Parts => ({
	...given,
	seal: concat(selector, part(given, "seal").subarray(4)),
});

const risc0Case = (
	tree: { readonly [key: string]: unknown },
	around: Around,
): Found => {
	const parts: Parts = {
		seal: bytesOf(tree.SEAL),
		journal: bytesOf(tree.JOURNAL),
		image: bytesOf(tree.IMAGE_ID),
	};
	const seal = part(parts, "seal");
	if (seal.length !== 4 + groth16ProofBytes)
		return {
			unsupported:
				"a seal that is no Groth16 proof: a proof of inclusion, whose program is not here",
		};
	const pinned = around.controls.flatMap((control) =>
		around.groth16
			.filter(({ key }) => key.ic.length === 6)
			.map(({ key, prepared }) => {
				const selector = risc0Selector(key, control);
				const replay = risc0Replay(key, control, selector);
				return { control, prepared, selector, replay };
			}),
	);
	if (pinned.length === 0)
		return { unsupported: "no recursion programs are pinned here" };
	const own = pinned.filter(({ selector }) =>
		equalBytes(selector, seal.subarray(0, 4)),
	);
	const accepts = (by: typeof pinned, given: Parts): boolean =>
		by.some(({ control, prepared, selector }) => {
			const statement = decodeRisc0(
				selector,
				control,
				part(given, "image"),
				part(given, "journal"),
				part(given, "seal"),
			);
			return (
				statement !== null &&
				verifyGroth16(prepared(), statement.proof, statement.inputs)
			);
		});
	const replays = (by: typeof pinned, given: Parts): Promise<boolean> =>
		anyOf(
			by.map(
				({ replay }) =>
					() =>
						replay(
							part(given, "seal"),
							part(given, "image"),
							part(given, "journal"),
						),
			),
		);
	const layout = { seal: 4 };
	if (own.length > 0)
		return {
			parts,
			layout,
			expected: true,
			check: (given) => accepts(own, given),
			replay: (given) => replays(own, given),
		};
	// Made for other recursion programs: refused by its selector, and by the proof where the selector is forged.
	return {
		parts,
		layout,
		expected: false,
		check: (given) =>
			accepts(pinned, given) ||
			pinned.some((one) => accepts([one], withSelector(given, one.selector))),
		replay: async (given) =>
			(await replays(pinned, given)) ||
			(await anyOf(
				pinned.map(
					(one) => () => replays([one], withSelector(given, one.selector)),
				),
			)),
	};
};

// --- Linea

const lineaCase = (
	tree: { readonly [key: string]: unknown },
	around: Around,
): Found => {
	const parts: Parts = {
		proof: bytesOf(tree.aggregatedProof),
		input: bytesOf(tree.aggregatedProofPublicInput),
	};
	const keys = around.gnark.filter(({ inputs }) => inputs === 1);
	const fitting = keys.filter(
		({ proofGates }) =>
			part(parts, "proof").length === gnarkProofBytes(proofGates),
	);
	if (fitting.length === 0)
		return {
			unsupported:
				"a proof for an older form of verifier, whose key is not here",
		};
	const ask = (entry: GnarkEntry, own: Parts): boolean =>
		verifyGnarkPlonk(entry.prepared(), part(own, "proof"), part(own, "input"));
	const accepting = fitting.filter((entry) => ask(entry, parts));
	if (accepting.length === 0)
		return {
			unsupported: `none of the ${fitting.length} keys here is its key`,
		};
	const replays = accepting.map(({ key }) => gnarkReplay(key));
	return {
		parts,
		layout: { proof: 0, input: 0 },
		expected: true,
		check: (own) => accepting.some((entry) => ask(entry, own)),
		replay: (own) =>
			anyOf(
				replays.map(
					(replay) => () => replay(part(own, "proof"), part(own, "input")),
				),
			),
	};
};

const noContract = (system: string): string =>
	`no package here ships the bytecode of a verifier of ${system}, and none is written here`;

// --- ZKsync Era: a proof with its key beside it, which does not say under which ceremony it was made

const eraCase = (
	tree: { readonly [key: string]: unknown },
	{ curve }: Around,
): Found => {
	const words = [tree.serializedProof, tree.recursiveAggregationInput].map(
		(list) => (list === undefined ? noBytes : decodeInputs(list, "proof")),
	);
	const [proof = noBytes, recursive = noBytes] = words;
	const keys = [ignitionSetup, presentSetup].map((setup) =>
		prepareEraPlonk(curve, decodeEraPlonkKey(tree.vk, "vk", setup)),
	);
	const [first] = keys;
	// The other proof's points are stated apart in some files.
	const isApart =
		first?.key.isRecursive === true && proof.length === eraProofBytes(false);
	const parts: Parts = {
		proof: isApart ? concat(proof, recursive) : proof,
		input: decodeInputs(tree.publicInputs, "publicInputs"),
	};
	const ask = (prepared: PreparedEraPlonk, own: Parts): boolean =>
		verifyEraPlonk(prepared, part(own, "proof"), part(own, "input"));
	const accepting = keys.filter((prepared) => ask(prepared, parts));
	return {
		parts,
		layout: { proof: 0, input: 0 },
		expected: tree.expected !== false,
		check: (own) =>
			(accepting.length > 0 ? accepting : keys).some((key) => ask(key, own)),
		replay: noContract("ZKsync Era's PLONK"),
	};
};

// --- FFLONK of ZKsync

const fflonkCase = (own: Tree, around: Around): Found => {
	const read = isProverProof(own.tree) ? proverProof(own.text()) : null;
	if (read === null)
		return {
			unsupported: "an FFLONK proof of another shape than the contract's",
		};
	const ask = ({ prepared }: FflonkEntry, parts: Parts): boolean =>
		verifyFflonk(prepared(), part(parts, "proof"), part(parts, "input"));
	const parts: Parts = { proof: read.proof, input: read.input };
	const accepting = around.fflonk.filter((key) => ask(key, parts));
	if (accepting.length === 0)
		return {
			unsupported: `none of the ${around.fflonk.length} FFLONK keys here is its key`,
		};
	return {
		parts,
		layout: { proof: 0, input: 0 },
		expected: true,
		check: (given) => accepting.some((key) => ask(key, given)),
		replay: noContract("ZKsync's FFLONK"),
	};
};

// --- snarkjs: a proof, its inputs and its key are three files of one folder

const isDecimals = (tree: unknown): boolean =>
	Array.isArray(tree) &&
	tree.length > 0 &&
	tree.every((one) => typeof one === "string" && /^\d+$/.test(one));

type Beside = {
	readonly folder: string;
	readonly inputs: number;
	readonly verify: Verify;
	readonly replay: ReplayPlain;
};

const snarkjsCase = (
	own: Tree,
	proof: Uint8Array,
	keys: readonly Beside[],
	around: Around,
): Found => {
	const folder = folderOf(own.path);
	const lists = around.trees.filter(
		({ path, tree }) => folderOf(path) === folder && isDecimals(tree),
	);
	const near = keys.filter((key) => key.folder === folder);
	if (near.length === 0 || lists.length === 0)
		return { unsupported: "a proof without its key or its inputs beside it" };
	for (const list of lists) {
		const inputs = decodeInputs(list.tree, list.path);
		for (const { inputs: count, verify, replay } of near)
			if (count === inputs.length / 32 && verify(proof, inputs))
				return {
					parts: { proof, inputs },
					layout: { proof: 0, inputs: 0 },
					expected: true,
					check: (given) => verify(part(given, "proof"), part(given, "inputs")),
					replay: (given) =>
						replay(part(given, "proof"), part(given, "inputs")),
				};
	}
	throw new TypeError(`none of ${near.length} keys verifies the proof`);
};

const groth16Beside = (around: Around): readonly Beside[] =>
	around.groth16.map(({ folder, key, tree, prepared }) => ({
		folder,
		inputs: key.ic.length - 1,
		verify: (proof, inputs) => verifyGroth16(prepared(), proof, inputs),
		replay: snarkjsReplay(key, tree),
	}));

const plonkBeside = (around: Around): readonly Beside[] =>
	around.snarkjsPlonk.map(({ folder, inputs, tree, prepared }) => ({
		folder,
		inputs,
		verify: (proof, own) => verifySnarkjsPlonk(prepared(), proof, own),
		replay: snarkjsPlonkReplay(tree),
	}));

// --- Scroll: a halo2 proof and its public inputs are two files, the key is inside the verifier

const scrollFile = /^(.*)_proof\.data$/;

/** @throws TypeError where a verifier of the same name refuses it */
export const scrollCase = async (
	file: VectorFile,
	{ files }: Around,
): Promise<Found> => {
	const name = scrollFile.exec(file.path)?.[1];
	if (name === undefined) return null;
	const inputs = files.find(({ path }) => path === `${name}_pi.data`);
	if (inputs === undefined)
		return { unsupported: "a halo2 proof without its public inputs beside it" };
	const parts: Parts = { proof: file.bytes(), inputs: inputs.bytes() };
	const ask = (check: ReplayPlain, own: Parts): Promise<boolean> =>
		check(part(own, "proof"), part(own, "inputs"));
	for (const { release, check } of scrollReplays()) {
		if (await ask(check, parts))
			return {
				parts,
				layout: { proof: 0, inputs: 0 },
				expected: true,
				check: null,
				replay: (own) => ask(check, own),
				// It reads scalars modulo the order, and nothing behind the proof.
				respelled: /^proof (word at \d+ plus the order|made longer)$/,
			};
		if (name.endsWith(`/${release}`))
			throw new TypeError(`refused by the verifier ${release}`);
	}
	return {
		unsupported: "a halo2 proof of Scroll whose verifier no package here ships",
	};
};

/** @throws TypeError, Fault where a file has a form and contradicts it */
export const caseOf = (own: Tree, around: Around): Found => {
	const { tree } = own;
	if (!isRecord(tree)) return null;
	if ("proofBytes" in tree && "programVKey" in tree)
		return sp1Case(tree, around);
	if ("SEAL" in tree && "IMAGE_ID" in tree) return risc0Case(tree, around);
	if ("aggregatedProof" in tree && "aggregatedProofPublicInput" in tree)
		return lineaCase(tree, around);
	if ("serializedProof" in tree && "vk" in tree) return eraCase(tree, around);
	if ("commitments" in tree && "lagrange_basis_inverses" in tree)
		return fflonkCase(own, around);
	if ("pi_a" in tree && "pi_b" in tree)
		return snarkjsCase(
			own,
			decodeGroth16Proof(tree, own.path),
			groth16Beside(around),
			around,
		);
	if ("Wxi" in tree && "eval_zw" in tree)
		return snarkjsCase(
			own,
			decodePlonkProof(tree, own.path),
			plonkBeside(around),
			around,
		);
	return null;
};
