// Slots of ZKsync Era's tree against ZKSyncVerifierHooks and ZKSyncSMT of `@unruggable/gateways`.

import { join } from "node:path";
import { blake2s } from "@noble/hashes/blake2.js";
import { encodeAbiParameters } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromHex, type Hex, isHex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { openEraTree } from "../../../src/proof/era-tree.ts";
import { wordHex } from "../../../src/state/storage-layout.ts";
import { type Chance, chance } from "../../conformance/chance.ts";
import { listFiles } from "../../conformance/files.ts";
import { listIn } from "../../conformance/state-l1/case.ts";
import { findAll, readDocument } from "../../conformance/state-l1/document.ts";
import { makeTree } from "../zksync/tree.ts";
import { alterNodes, flipped, nodeKinds } from "./alter.ts";
import { compared, isThere, vectors } from "./compare.ts";
import { startVerifiers, type Verifiers } from "./verifiers.ts";

let verifiers: Verifiers;
beforeAll(async () => {
	verifiers = await startVerifiers();
}, 60_000);
afterAll(() => verifiers?.anvil.stop());

type EraProof = {
	readonly root: Hex;
	readonly account: Hex;
	readonly key: Hex;
	readonly index: bigint;
	readonly value: Hex;
	readonly nodes: readonly Hex[];
};

const recordedEra = (): readonly EraProof[] =>
	!isThere
		? []
		: listFiles(join(vectors, "l2-state")).flatMap((file) =>
				findAll(
					readDocument(file)?.value ?? null,
					({ account, key, value, index, proof, expectedRoot }) =>
						[account, key, value, expectedRoot].every((one) => isHex(one)) &&
						index !== undefined &&
						Array.isArray(proof),
				).map(({ fields }) => ({
					root: d.hash(fields.expectedRoot, "root"),
					account: d.address(fields.account, "account"),
					key: d.hash(fields.key, "key"),
					index: BigInt(Number(fields.index)),
					value: d.hash(fields.value, "value"),
					nodes: listIn(fields.proof ?? []).map((node) => d.hash(node, "node")),
				})),
			);

const madeEra = (): readonly EraProof[] => {
	const account: Hex = `0x${"800a".padStart(40, "0")}`;
	const written = Array.from({ length: 9 }, (_, i) => ({
		address: account,
		key: wordHex(i),
		value: wordHex(1000n + BigInt(i)),
	}));
	const tree = makeTree(written);
	return [...written, { key: wordHex(99n) }].map(({ key }) => {
		const { index, value, proof } = tree.prove(account, key);
		return {
			...{ root: tree.root, account, key, value },
			index: BigInt(index),
			nodes: proof,
		};
	});
};

const eraLies: readonly (readonly [
	string,
	(honest: EraProof, dice: Chance, other: EraProof) => EraProof,
])[] = [
	["as it is", (honest) => honest],
	[
		"another value",
		(honest, dice) => ({ ...honest, value: flipped(honest.value, dice) }),
	],
	[
		"another key",
		(honest, dice) => ({ ...honest, key: flipped(honest.key, dice) }),
	],
	[
		"another account",
		(honest, dice) => ({ ...honest, account: flipped(honest.account, dice) }),
	],
	[
		"another index",
		(honest, dice) => ({
			...honest,
			index: honest.index + 1n + BigInt(dice.below(9)),
		}),
	],
	[
		"another root",
		(honest, dice) => ({ ...honest, root: flipped(honest.root, dice) }),
	],
	[
		"another slot's proof",
		(honest, _, other) => ({ ...honest, nodes: other.nodes }),
	],
	[
		"another slot's leaf",
		(honest, _, other) => ({
			...honest,
			index: other.index,
			value: other.value,
		}),
	],
	...nodeKinds
		.filter((kind) => kind !== "a node cut short")
		.map(
			(
				kind,
			): readonly [string, (honest: EraProof, dice: Chance) => EraProof] => [
				kind,
				(honest, dice) => ({
					...honest,
					nodes: alterNodes(kind, honest.nodes, dice),
				}),
			],
		),
];

const eraProof = [
	{ type: "bytes32" },
	{ type: "uint64" },
	{ type: "bytes32[]" },
] as const;

describe.each([
	["a made tree", madeEra],
	["recorded proofs", recordedEra],
] as const)("ZKSyncVerifierHooks over %s", (name, of) => {
	test.skipIf(name === "recorded proofs" && !isThere)(
		"holds the same slots, and refuses the same seeded lies",
		async () => {
			const smt = await verifiers.deploy("ZKSyncSMT");
			const hooks = await verifiers.deploy("ZKSyncVerifierHooks", [
				smt.address,
			]);
			const tree = openEraTree(blake2s);
			const dice = chance(16, name);
			const proofs = of();
			expect(proofs.length).toBeGreaterThan(0);
			const compare = async (kind: string, proof: EraProof): Promise<void> => {
				const { root, account, key, index, value, nodes } = proof;
				const isHeld = tree.verify(
					fromHex(root),
					{
						account: fromHex(account),
						slot: fromHex(key),
						index,
						value: fromHex(value),
					},
					nodes.map((node) => fromHex(node)),
				);
				const says = isHeld ? value : null;
				const other = await hooks.ask("verifyStorageValue", [
					root,
					account,
					BigInt(key),
					encodeAbiParameters(eraProof, [value, index, nodes]),
				]);
				expect(other, `${kind}: ${key}`).toBe(says);
				compared(`Era slot, ${kind}`, says);
			};
			for (const proof of proofs) await compare("as it is", proof);
			for (let i = 0; i < 2; i++)
				for (const [kind, lie] of eraLies)
					await compare(kind, lie(dice.pick(proofs), dice, dice.pick(proofs)));
		},
		300_000,
	);
});
