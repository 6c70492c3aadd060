// Evidence of the reference rollup, altered by a forger who writes every id anew: each check refuses by its own name, and
// no field of any witness can be another.

import { beforeAll, describe, expect, it } from "vitest";
import { type Hex, toHex } from "../../../src/base/bytes.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { bn254P, bn254R } from "../../../src/crypto/bn254.ts";
import { type Evidence, idOf } from "../../../src/evidence/evidence.ts";
import { inputsOf } from "../../../src/l2/reference/checks/batch.ts";
import { checkEvidence } from "../../../src/receipt/check.ts";
import { wordHex } from "../../../src/state/storage-layout.ts";
import { honest as honestLive, open } from "../../l2/reference/made-nodes.ts";
import {
	accountAnswer,
	anna,
	bert,
	chainId,
	deposit,
	type MadeBatch,
	makeBatches,
	makeProgram,
	program,
	transfer,
} from "../../l2/reference/world.ts";
import {
	honest,
	profile,
	referenceScene,
	type Scene,
} from "../../receipt/reference-scene.ts";
import {
	alterAt,
	flipHex,
	isBranch,
	isList,
	readAt,
	type Tree,
	treeOf,
} from "../json.ts";
import { faultOf } from "../rooms.ts";

let scene: Scene;
beforeAll(async () => {
	scene = await referenceScene();
}, 60_000);

type Path = readonly (string | number)[];

/** The file with the witness of a rule's one step replaced, and every id made to fit. */
const altered = (
	file: Evidence,
	rule: string,
	change: (old: Tree) => Tree,
): Evidence => {
	const ids: Hex[] = [];
	const steps = file.steps.map((step) => {
		const witness: Json =
			step.rule === rule
				? (change(treeOf(JSON.stringify(step.witness))) as Json)
				: step.witness;
		const premises = step.premises.map((at) => ids[at] ?? "0x");
		const id = idOf(step.rule, premises, witness);
		ids.push(id);
		return { ...step, witness, id };
	});
	return { ...file, steps };
};

const codeOf = async (file: Evidence, tools = scene.tools) =>
	(await faultOf(() => checkEvidence(file, tools)))?.code ?? null;

const put =
	(path: Path, value: Tree) =>
	(old: Tree): Tree =>
		alterAt(old, path, () => value);

const at = (made: readonly MadeBatch[], number: number): MadeBatch => {
	const found = made[number - 1];
	if (found === undefined) throw new Error("no batch");
	return found;
};
const firstInputs = (): readonly Hex[] =>
	inputsOf(chainId, at(honest, 1).batch);

describe("a forged step", () => {
	const cases: readonly (readonly [
		what: string,
		code: string,
		rule: string,
		change: (old: Tree) => Tree,
	])[] = [
		[
			"a batch with another root",
			"l2-batch",
			"reference-root",
			put(["batches", 1, "newRoot"], wordHex(1n)),
		],
		[
			"a batch left out",
			"l2-batch",
			"reference-root",
			(old) =>
				alterAt(old, ["batches"], (all) => (isList(all) ? all.slice(1) : all)),
		],
		[
			"a chain of hashes that begins elsewhere",
			"l2-batch",
			"reference-root",
			put(["previous"], wordHex(1n)),
		],
		[
			"a balance that is not under the root",
			"l2-account",
			"reference-account",
			put(["balance"], wordHex(36n)),
		],
		[
			"an account at another index",
			"l2-account",
			"reference-account",
			put(["index"], 3),
		],
		[
			"a sibling left out",
			"l2-account",
			"reference-account",
			(old) =>
				alterAt(old, ["siblings"], (all) => (isList(all) ? all.slice(1) : all)),
		],
		[
			"a proof of other public inputs",
			"recheck-failed",
			"recheck",
			(old) =>
				put(
					["proofs", 0, "proof"],
					program.prove([wordHex(1n), ...firstInputs().slice(1)]),
				)(old),
		],
		[
			"a proof under another key",
			"recheck-failed",
			"recheck",
			(old) =>
				put(
					["proofs", 0, "proof"],
					makeProgram("another").prove(firstInputs()),
				)(old),
		],
		[
			"the name of another program",
			"recheck-program",
			"recheck",
			put(["program"], wordHex(1n)),
		],
		[
			"the proof of another batch",
			"recheck-batch",
			"recheck",
			(old) =>
				alterAt(old, ["proofs"], (all) =>
					isList(all) ? [...all].reverse() : all,
				),
		],
		[
			"a coordinate plus the modulus",
			"recheck-point",
			"recheck",
			(old) =>
				alterAt(old, ["proofs", 0, "proof"], (proof) => {
					const text = String(proof);
					const x = BigInt(text.slice(0, 66)) + bn254P;
					return `${wordHex(x)}${text.slice(66)}`;
				}),
		],
		[
			"operations that are not in the blob",
			"blob-commitment",
			"reference-data",
			put(["operations", 0, "amount"], wordHex(1n)),
		],
		[
			"the commitment to another blob",
			"blob-commitment",
			"reference-data",
			(old) => put(["commitment"], at(honest, 2).blob.commitment)(old),
		],
	];
	it.each(cases)("is refused: %s (%s)", async (_, code, rule, change) => {
		expect(await codeOf(altered(scene.file, rule, change))).toBe(code);
	});
});

describe("a world that colludes in it", () => {
	it("is refused where a public input is not below the field's order (recheck-input)", async () => {
		const { batch, proof } = at(honest, 1);
		const shifted = wordHex(BigInt(batch.withdrawRoot) + bn254R);
		const forged = makeBatches([[deposit(1, anna, 1000n)]], {
			1: { batch: { withdrawRoot: shifted }, proof: () => proof },
		});
		expect((await faultOf(() => referenceScene(forged)))?.code).toBe(
			"recheck-input",
		);
	});

	it("is refused where the blob holds other operations than were proved (blob-data)", async () => {
		const { blob } = at(makeBatches([[deposit(1, anna, 5n)]]), 1);
		const operations = [deposit(1, anna, 5n)];
		const forged = makeBatches([[deposit(1, anna, 1000n)]], { 1: { blob } });
		const shown = forged.map((made) => ({
			...made,
			operations: at(makeBatches([operations]), 1).operations,
		}));
		expect((await faultOf(() => referenceScene(shown)))?.code).toBe(
			"blob-data",
		);
	}, 60_000);

	it("is refused where the root is forged (recheck-failed), and where it jumps (recheck-gap)", async () => {
		const steps = [
			[deposit(1, anna, 1000n)],
			[deposit(2, bert, 5n), transfer(1, 2, bert, 30n)],
		];
		const forged = makeBatches(steps, {
			2: {
				batch: { newRoot: wordHex(1n) },
				proof: () => at(honest, 2).proof,
			},
		});
		const jumped = makeBatches(steps, {
			2: { batch: { oldRoot: wordHex(1n) } },
		});
		expect((await faultOf(() => referenceScene(forged)))?.code).toBe(
			"recheck-failed",
		);
		expect((await faultOf(() => referenceScene(jumped)))?.code).toBe(
			"recheck-gap",
		);
	});
});

describe("a node of the rollup that lies", () => {
	it("is set aside where it proves another account than was asked for", async () => {
		const { followed, header, l2, nodes } = open();
		const { root } = await followed.newest(header());
		const [node] = nodes;
		if (node === undefined) throw new Error("no node");
		const questions = [
			{ owner: bert.owner },
			{ index: 2 },
			{ key: [bert.ax, bert.ay] as const },
		];
		for (const who of questions) {
			// A true account with a true path, of somebody who is richer.
			node.lie = (method, result) =>
				method === "reference_account"
					? accountAnswer(at(honestLive, 3).state, 1)
					: result;
			const fault = await faultOf(() => followed.account(root, who));
			expect(fault?.code).toBe("l2-other-account");
			expect(l2.standings()[0]?.aside?.code).toBe("l2-other-account");
			l2.forgive("N0");
		}
	});
});

/** Every place in a tree that holds no other. */
const leavesOf = (tree: Tree, path: Path = []): readonly Path[] => {
	if (isList(tree))
		return tree.flatMap((part, i) => leavesOf(part, [...path, i]));
	if (isBranch(tree))
		return Object.entries(tree).flatMap(([name, part]) =>
			leavesOf(part, [...path, name]),
		);
	return [path];
};
const listsOf = (tree: Tree, path: Path = []): readonly Path[] => {
	if (isList(tree))
		return [path, ...tree.flatMap((part, i) => listsOf(part, [...path, i]))];
	if (isBranch(tree))
		return Object.entries(tree).flatMap(([name, part]) =>
			listsOf(part, [...path, name]),
		);
	return [];
};

/** Another value of the same shape, several where there are. */
const damaged = (leaf: Tree): readonly Tree[] => {
	if (typeof leaf === "number") return [leaf + 1, leaf + 256, -1, leaf + 0.5];
	if (typeof leaf !== "string") return [1];
	const bytes = leaf.length / 2 - 1;
	return [
		flipHex(leaf, bytes - 1),
		flipHex(leaf, 0),
		leaf.slice(0, -2),
		`${leaf}00`,
		toHex(new Uint8Array(bytes)) === leaf ? "" : toHex(new Uint8Array(bytes)),
	];
};
const listDamage = (all: Tree): readonly Tree[] =>
	isList(all) && all.length > 0
		? [
				all.slice(1),
				all.slice(0, -1),
				[...all, ...all.slice(-1)],
				...(all.length > 1 ? [[...all].reverse()] : []),
			]
		: [];

describe("no field of a witness can be another", () => {
	it.each([
		"reference-config",
		"reference-root",
		"recheck",
		"reference-account",
		"reference-data",
	])(
		"of %s: flipped, zeroed, cut, grown, dropped, doubled or swapped",
		async (rule) => {
			const step = scene.file.steps.find((one) => one.rule === rule);
			if (step === undefined) throw new Error("no step");
			const tree = treeOf(JSON.stringify(step.witness));
			const changes = [
				...leavesOf(tree).flatMap((path) =>
					damaged(readAt(tree, path) ?? null).map((value) => ({ path, value })),
				),
				...listsOf(tree).flatMap((path) =>
					listDamage(readAt(tree, path) ?? null).map((value) => ({
						path,
						value,
					})),
				),
			];
			const accepted: string[] = [];
			let refused = 0;
			for (const { path, value } of changes) {
				if (JSON.stringify(readAt(tree, path)) === JSON.stringify(value))
					continue;
				const fault = await faultOf(() =>
					checkEvidence(
						altered(scene.file, rule, put(path, value)),
						scene.tools,
					),
				);
				if (fault === null || fault.kind === "internal")
					accepted.push(`${path.join(".")}: ${fault?.message ?? "accepted"}`);
				else refused++;
			}
			expect(accepted).toEqual([]);
			expect(refused).toBeGreaterThan(rule === "reference-config" ? 3 : 15);
		},
		120_000,
	);

	it("nor can another field stand beside them", async () => {
		for (const { rule } of scene.file.steps.filter(({ rule }) =>
			/^(reference-|recheck)/.test(rule),
		)) {
			const more = altered(scene.file, rule, (old) =>
				isBranch(old) ? { ...old, more: 1 } : old,
			);
			expect(await codeOf(more)).toBe("evidence-step");
		}
	});

	it("nor can the profile be one with another key", async () => {
		const key = makeProgram("another").key;
		const other = { ...profile, program: { ...profile.program, key } };
		const networks = scene.tools.networks.map((file) => ({
			...file,
			rollups: [other],
		}));
		// its hash is not that of the key, so it is no profile at all
		const fault = await faultOf(() =>
			checkEvidence(scene.file, { ...scene.tools, networks }),
		);
		expect(fault?.code).toMatch(/bad-field|unknown-chain/);
	});
});
