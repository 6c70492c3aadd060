// Topic snark: proofs of SP1, RISC Zero, Linea, ZKsync Era, snarkjs and Scroll with their keys and public inputs. Each is decided
// natively and by replaying a verifier's bytecode where it can be had, and both must agree. Each accepted proof is damaged in
// every part that its check commits to; each key alone is checked for being sound.

import { asFault, Fault } from "../../src/base/fault.ts";
import { bn254P } from "../../src/crypto/bn254.ts";
import type { PairingCurve } from "../../src/crypto/pairing.ts";
import { prepareEraPlonk } from "../../src/proof/plonk-era.ts";
import {
	decodeEraPlonkKey,
	presentSetup,
} from "../../src/proof/plonk-era-key.ts";
import { chance } from "./chance.ts";
import {
	type Around,
	aroundOf,
	type Case,
	caseOf,
	scrollCase,
} from "./snark-cases.ts";
import { openCurve } from "./snark-curves.ts";
import { damage, type Parts } from "./snark-damage.ts";
import {
	fflonkEntry,
	gnarkEntry,
	groth16Entry,
	isEraKey,
	isFflonkKey,
	isGnarkKey,
	isGroth16Key,
	isSnarkjsPlonkKey,
	snarkjsPlonkEntry,
	type Tree,
} from "./snark-keys.ts";
import { isRecord, textOf, treeOf } from "./text.ts";
import type { CaseResult, RunOptions, Topic, VectorFile } from "./topic.ts";

/** Both ways where there are two, which must agree. */
const decided = async (one: Case, parts: Parts): Promise<boolean> => {
	const { check, replay } = one;
	const native = check === null ? null : check(parts);
	const replayed = typeof replay === "string" ? null : await replay(parts);
	if (native !== null && replayed !== null && native !== replayed)
		throw new TypeError(
			`natively ${native ? "accepted" : "refused"}, by its bytecode ${replayed ? "accepted" : "refused"}`,
		);
	const verdict = native ?? replayed;
	if (verdict === null) throw new TypeError("decided in no way");
	return verdict;
};

const waysOf = ({ check, replay }: Case): string => {
	if (typeof replay === "string") return `natively alone, for ${replay}`;
	return check === null
		? "by replay alone, for its key exists only inside the verifier's bytecode (which reads a proof's scalars modulo the order, and nothing behind the proof)"
		: "both ways";
};

const runCase = async (
	name: string,
	one: Case,
	options: RunOptions,
): Promise<CaseResult> => {
	if ((await decided(one, one.parts)) !== one.expected)
		throw new TypeError(`${one.expected ? "refused" : "accepted"}`);
	const result = { name, outcome: "passed", ways: waysOf(one) } as const;
	if (!one.expected) return { ...result, refused: 1 };
	const luck = chance(options.seed, name);
	let refused = 0;
	for (let i = 0; i < options.mutations; i++) {
		const { what, parts } = damage(one.parts, one.layout, luck);
		try {
			if (await decided(one, parts)) {
				if (one.respelled?.test(what) !== true) throw new TypeError("accepted");
			} else refused += 1;
		} catch (thrown) {
			throw new TypeError(`${asFault(thrown).detail}, with ${what}`);
		}
	}
	return { ...result, refused };
};

// Forms that are told apart here only to say why they are not run.
const reasonAgainst = (file: VectorFile, tree: unknown): string | null => {
	if (isRecord(tree)) {
		if ("proof_hex" in tree && "public_input" in tree)
			return "a STARK proof of Stone: that verifier is not built";
		if ("state_polys_commitments" in tree)
			return "a PLONK proof of ZKsync in the prover's own form, without its key";
	}
	if (file.path.endsWith(".cbor"))
		return "a proof of ZKsync in the prover's own form, without its key";
	return null;
};

const isKey = (tree: unknown): boolean =>
	[isGroth16Key, isGnarkKey, isSnarkjsPlonkKey, isFflonkKey, isEraKey].some(
		(is) => is(tree),
	);

const prepareKey = (own: Tree, curve: PairingCurve): void => {
	if (isEraKey(own.tree))
		prepareEraPlonk(curve, decodeEraPlonkKey(own.tree, own.path, presentSetup));
	else if (isGroth16Key(own.tree)) groth16Entry(own, curve).prepared();
	else if (isFflonkKey(own.tree)) fflonkEntry(own, curve).prepared();
	else if (isSnarkjsPlonkKey(own.tree))
		snarkjsPlonkEntry(own, curve).prepared();
	else gnarkEntry(own, curve).prepared();
};

/** Every number of a key that its verifier reads, by the way to it. */
const numbersOf = (
	tree: unknown,
	path: readonly string[] = [],
): readonly (readonly string[])[] => {
	if (typeof tree === "string" && /^\d{2,}$/.test(tree)) return [path];
	if (typeof tree !== "object" || tree === null) return [];
	return Object.entries(tree)
		.filter(([name]) => name !== "vk_alphabeta_12")
		.flatMap(([name, part]) => numbersOf(part, [...path, name]));
};

const withNumber = (
	tree: unknown,
	[name, ...rest]: readonly string[],
	change: (own: bigint) => bigint,
): unknown => {
	if (name === undefined) return String(change(BigInt(String(tree))));
	if (Array.isArray(tree))
		return tree.map((part: unknown, i) =>
			String(i) === name ? withNumber(part, rest, change) : part,
		);
	return isRecord(tree)
		? { ...tree, [name]: withNumber(tree[name], rest, change) }
		: tree;
};

// A number of a key by another name is refused before any proof is seen.
const runKey = (
	own: Tree,
	curve: PairingCurve,
	options: RunOptions,
): CaseResult => {
	const { path: name, tree } = own;
	prepareKey(own, curve);
	const luck = chance(options.seed, name);
	const numbers = numbersOf(tree);
	let refused = 0;
	for (; refused < options.mutations && numbers.length > 0; refused++) {
		const path = luck.pick(numbers);
		const other = withNumber(tree, path, (value) => value + bn254P);
		try {
			prepareKey({ ...own, tree: other }, curve);
		} catch (thrown) {
			if (thrown instanceof Fault && thrown.kind !== "internal") continue;
			throw thrown;
		}
		throw new TypeError(`accepted with ${path.join(".")} plus the modulus`);
	}
	return { name, outcome: "passed", refused };
};

const run = async (
	file: VectorFile,
	own: Tree,
	around: Around,
	options: RunOptions,
): Promise<CaseResult | null> => {
	const name = file.path;
	try {
		if (isKey(own.tree)) return runKey(own, around.curve, options);
		const found = (await scrollCase(file, around)) ?? caseOf(own, around);
		if (found !== null && "unsupported" in found)
			return { name, outcome: "unsupported", reason: found.unsupported };
		if (found !== null) return await runCase(name, found, options);
	} catch (thrown) {
		return { name, outcome: "failed", reason: asFault(thrown).message };
	}
	const reason = reasonAgainst(file, own.tree);
	return reason === null ? null : { name, outcome: "unsupported", reason };
};

export const snark: Topic = {
	name: "snark",
	run: async function* (files, options) {
		const curve = await openCurve();
		const trees = files.map((file) => ({
			path: file.path,
			tree: treeOf(file),
			text: () => textOf(file),
		}));
		const around = aroundOf(
			trees.filter((own) => own.tree !== undefined && !isBroken(own, curve)),
			curve,
			files,
		);
		for (const [i, file] of files.entries()) {
			const own = trees[i];
			if (own === undefined) continue;
			const result = await run(file, own, around, options);
			if (result !== null) yield result;
		}
	},
};

// A key that does not decode is reported under its own name and is no key for any proof.
const isBroken = (own: Tree, curve: PairingCurve): boolean => {
	const { tree } = own;
	if (!isKey(tree)) return false;
	try {
		if (isGroth16Key(tree)) groth16Entry(own, curve);
		else if (isGnarkKey(tree)) gnarkEntry(own, curve);
		else if (isFflonkKey(tree)) fflonkEntry(own, curve);
		else if (isSnarkjsPlonkKey(tree)) snarkjsPlonkEntry(own, curve);
		return false;
	} catch {
		return true;
	}
};
