// npx tsx test/bench/rechecks.ts [--vectors DIR]
// How long checking a validity proof again takes, by the proof system: natively by the kernel that this machine runs, and by replaying
// the code of a verifier. Proofs of others, found by their form, each with the key it holds under; the table says which chain has which
// system and in what way it is rechecked. The README's table of rechecks is printed by this.

import { fileURLToPath } from "node:url";
import { asFault } from "../../src/base/fault.ts";
import { listFiles } from "../conformance/files.ts";
import {
	aroundOf,
	type Case,
	caseOf,
	scrollCase,
} from "../conformance/snark-cases.ts";
import { openCurve } from "../conformance/snark-curves.ts";
import { isRecord, textOf, treeOf } from "../conformance/text.ts";
import type { VectorFile } from "../conformance/topic.ts";
import { median } from "./rows.ts";

/** Runs of each, after one that prepares its key and compiles its verifier. */
const runs = 3;

const systemOf = (tree: unknown): string | null => {
	if (!isRecord(tree)) return "halo2";
	if ("programVKey" in tree && "proofBytes" in tree)
		return `SP1 ${String(tree.system)
			.replace(/^.*plonk.*$/i, "PLONK")
			.replace(/^.*groth16.*$/i, "Groth16")}`;
	if ("SEAL" in tree) return "RISC Zero Groth16";
	if ("aggregatedProof" in tree) return "gnark PLONK";
	if ("serializedProof" in tree) return "Era PLONK";
	if ("lagrange_basis_inverses" in tree) return "FFLONK";
	return null;
};

const msOf = async (run: () => unknown): Promise<number> => {
	await run();
	const took: number[] = [];
	for (let i = 0; i < runs; i++) {
		const began = performance.now();
		await run();
		took.push(performance.now() - began);
	}
	return median(took);
};

type Took = { readonly native: number | null; readonly replay: number | null };
const timed = async (one: Case): Promise<Took> => {
	const { check, replay, parts } = one;
	return {
		native: check === null ? null : await msOf(() => check(parts)),
		replay: typeof replay === "string" ? null : await msOf(() => replay(parts)),
	};
};

/** Chain, system, how its proofs are rechecked by what ships. */
const chains: readonly (readonly [string, string, string])[] = [
	[
		"Linea",
		"gnark PLONK",
		"L1's verifier, known by its address, run here; natively too where a profile has its key, which that of mainnet has not",
	],
	[
		"ZKsync Era",
		"Era PLONK",
		"the verifier with the pinned key, run here, and natively",
	],
	[
		"ZKsync Era",
		"FFLONK",
		"the verifier with the pinned key, run here, and natively",
	],
	["Scroll", "halo2", "L1's verifier run here, under a profile that has it"],
	["Base", "SP1 PLONK", "not yet: that L1 took it is proved"],
	["Taiko", "SP1 Groth16", "not yet: that L1 took it is proved"],
	["Taiko", "RISC Zero Groth16", "not yet: that L1 took it is proved"],
	[
		"Starknet",
		"STARK",
		"cannot be: L1 keeps a fact, and no proof; the fact is proved",
	],
];

const given = process.argv.indexOf("--vectors");
const folder =
	given >= 0
		? (process.argv[given + 1] ?? "")
		: fileURLToPath(new URL("../../../shared/vectors", import.meta.url));

const filesIn = (): readonly VectorFile[] => {
	const all = listFiles(folder).filter(({ path }) =>
		/(^|\/)snark\//.test(path),
	);
	if (all.length === 0) throw new RangeError(`no snark vectors in ${folder}`);
	return all.map((file) => ({
		...file,
		path: file.path.replace(/^.*snark\//, ""),
	}));
};

const main = async (): Promise<void> => {
	const files = filesIn();
	const curve = await openCurve();
	const trees = files.map((file) => ({
		path: file.path,
		tree: treeOf(file),
		text: () => textOf(file),
	}));
	const around = aroundOf(
		trees.filter(({ tree }) => tree !== undefined),
		curve,
		files,
	);
	const took = new Map<string, Took>();
	for (const [i, file] of files.entries()) {
		const own = trees[i];
		if (own === undefined) continue;
		const halo2 = await scrollCase(file, around);
		const system = halo2 === null ? systemOf(own.tree) : "halo2";
		if (system === null || took.has(system)) continue;
		try {
			const found = halo2 ?? caseOf(own, around);
			if (found === null || "unsupported" in found || !found.expected) continue;
			took.set(system, await timed(found));
		} catch (thrown) {
			console.error(`${file.path}: ${asFault(thrown).message}`);
		}
	}
	const cell = (ms: number | null | undefined): string =>
		ms === null || ms === undefined ? "–" : ms.toFixed(ms < 10 ? 1 : 0);
	console.log(
		"| chain | system | rechecked how | natively, ms | by replay, ms |\n| --- | --- | --- | --: | --: |",
	);
	for (const [chain, system, how] of chains) {
		const own = took.get(system);
		console.log(
			`| ${chain} | ${system} | ${how} | ${cell(own?.native)} | ${cell(own?.replay)} |`,
		);
	}
};

await main();
