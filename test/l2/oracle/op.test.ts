// The output root that L1 has of an OP rollup's block, and its three parts, against OPFaultVerifier of `@unruggable/gateways`: the same parts
// are taken and refused under the same root.

import { encodeAbiParameters } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Hex } from "../../../src/base/bytes.ts";
import { shippedRollups } from "../../../src/l2/checks.ts";
import { claimedIn } from "../../../src/l2/op/checks/made-game.ts";
import { outputRoot } from "../../../src/l2/op/checks/payload.ts";
import { opGamesV2 } from "../../../src/l2/op/checks/registry-profile.ts";
import { wordHex } from "../../../src/state/storage-layout.ts";
import { gamesIn } from "../../cli/recorded/op.ts";
import { provedOf } from "../../cli/recorded/world.ts";
import { type Chance, chance } from "../../conformance/chance.ts";
import { preimagesIn } from "../../conformance/l2-chain/op.ts";
import { fieldsIn } from "../../conformance/state-l1/case.ts";
import { mineL2, passerRoot, rootOf } from "../rollup-world.ts";
import { flipped } from "./alter.ts";
import { compared, recordings } from "./compare.ts";
import { startVerifiers, type Verifier, type Verifiers } from "./verifiers.ts";

let verifiers: Verifiers;
let verifier: Verifier;

const game: Hex = `0x${"9a".repeat(20)}`;
const finder: Hex = `0x${"f1".repeat(20)}`;
/** Answers everything with the word in its first slot: a game that claims a root. */
const gameCode = "0x5f545f5260205ff3";
/** Answers everything with that game, of block 1, in the places of the finder's five words. */
const finderCode = `0x73${game.slice(2)}604052600160605260a05ff3`;

beforeAll(async () => {
	verifiers = await startVerifiers();
	const { anvil, deploy } = verifiers;
	await anvil.call("anvil_setCode", [game, gameCode]);
	await anvil.call("anvil_setCode", [finder, finderCode]);
	const hooks = await deploy("EthVerifierHooks");
	const machine = await deploy("GatewayVM");
	const params = {
		asr: finder,
		minAgeSec: 0n,
		allowedGameTypes: [],
		allowedProposers: [],
	};
	verifier = await deploy(
		"OPFaultVerifier",
		[[], 1n, hooks.address, finder, params],
		{ GatewayVM: machine.address },
	);
}, 60_000);
afterAll(() => verifiers?.anvil.stop());

type OutputParts = {
	/** As a game claims it. */
	readonly root: Hex;
	readonly version: Hex;
	readonly stateRoot: Hex;
	readonly passer: Hex;
	readonly blockHash: Hex;
};

const gatewayProof = [
	{
		type: "tuple",
		components: [
			{ name: "gameIndex", type: "uint256" },
			{
				name: "outputRootProof",
				type: "tuple",
				components: [
					{ name: "version", type: "bytes32" },
					{ name: "stateRoot", type: "bytes32" },
					{ name: "messagePasserStorageRoot", type: "bytes32" },
					{ name: "latestBlockhash", type: "bytes32" },
				],
			},
			{ name: "proofs", type: "bytes[]" },
			{ name: "order", type: "bytes" },
		],
	},
] as const;

const context = encodeAbiParameters([{ type: "uint256" }], [7n]);
/** A request that reads nothing: no outputs, no commands. */
const nothing = { ops: "0x00" };

const compare = async (
	kind: string,
	{ root, version, stateRoot, passer, blockHash }: OutputParts,
): Promise<boolean> => {
	await verifiers.anvil.call("anvil_setStorageAt", [game, wordHex(0n), root]);
	const own =
		root ===
		outputRoot({ stateRoot, messagePasserStorageRoot: passer, blockHash });
	const outputRootProof = {
		version,
		stateRoot,
		messagePasserStorageRoot: passer,
		latestBlockhash: blockHash,
	};
	const proof = encodeAbiParameters(gatewayProof, [
		{ gameIndex: 7n, outputRootProof, proofs: [], order: "0x" },
	]);
	const other = await verifier.ask("getStorageValues", [
		context,
		nothing,
		proof,
	]);
	expect(other !== null, `${kind} under ${root}`).toBe(own);
	compared(`output root, ${kind}`, own ? root : null);
	return own;
};

const zero = wordHex(0n);

/** Of made blocks: each with the root that its parts make. */
const made = (): readonly OutputParts[] =>
	mineL2(4).map((block) => ({
		root: rootOf(block),
		version: zero,
		stateRoot: block.stateRoot,
		passer: passerRoot,
		blockHash: block.hash,
	}));

/** Of recordings: the root is the chain's in a super root that a recorded game claims, the parts are those of a recorded block. */
const recorded = recordings
	.filter(({ family }) => family === "op")
	.flatMap((recording): (readonly [string, () => readonly OutputParts[]])[] => {
		const { chainId } = fieldsIn(recording.l2);
		const found = shippedRollups.find(
			(one) => one.kind === "op-games-v2" && one.chainId === chainId,
		);
		if (found === undefined) return [];
		const profile = opGamesV2(found, found.name);
		const roots = gamesIn(profile, provedOf(recording)).map(
			(one) => claimedIn(profile, one.made).root,
		);
		const parts = preimagesIn(recording.claim).flatMap((one) => {
			const { stateRoot, passer, blockHash } = one;
			const root = outputRoot({
				stateRoot,
				messagePasserStorageRoot: passer,
				blockHash,
			});
			return roots.includes(root) ? [{ ...one, root, version: zero }] : [];
		});
		return parts.length === 0 ? [] : [[recording.path, () => parts] as const];
	});

const lies: readonly (readonly [
	string,
	(honest: OutputParts, dice: Chance, other: OutputParts) => OutputParts,
])[] = [
	...(["root", "stateRoot", "passer", "blockHash"] as const).map(
		(
			name,
		): readonly [
			string,
			(honest: OutputParts, dice: Chance) => OutputParts,
		] => [
			`another ${name}`,
			(honest, dice) => ({ ...honest, [name]: flipped(honest[name], dice) }),
		],
	),
	[
		"another block's root",
		(honest, _, other) => ({ ...honest, root: other.root }),
	],
	[
		"another block's state",
		(honest, _, other) => ({ ...honest, stateRoot: other.stateRoot }),
	],
	[
		"two parts swapped",
		(honest) => ({
			...honest,
			stateRoot: honest.passer,
			passer: honest.stateRoot,
		}),
	],
];

describe.each([["made blocks", made] as const, ...recorded])(
	"OPFaultVerifier over %s",
	(name, of) => {
		test("takes the same parts of an output root, and refuses the same seeded lies", async () => {
			const dice = chance(17, name);
			const all = of();
			for (const parts of all)
				expect(await compare("as it is", parts)).toBe(true);
			for (let i = 0; i < 12; i++)
				for (const [kind, lie] of lies)
					await compare(kind, lie(dice.pick(all), dice, dice.pick(all)));
		}, 120_000);
	},
);
