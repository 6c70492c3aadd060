// A slot of a ZKsync chain under the batch that L1 keeps the hash of, against ZKSyncVerifier of `@unruggable/gateways` with its hooks: batches
// of eight words, the only ones it knows, and made ones, for none is recorded.

import { GatewayRequest } from "@unruggable/gateways";
import { bytesToHex, encodeAbiParameters, toFunctionSelector } from "viem";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import { Fault } from "../../../src/base/fault.ts";
import {
	accountPlaces,
	concludeZksyncSlot,
	type TreeClaim,
} from "../../../src/l2/zksync/checks/tree.ts";
import { wordHex } from "../../../src/state/storage-layout.ts";
import { zksyncStateOf } from "../../adversary/layers/zksync.ts";
import { type Chance, chance } from "../../conformance/chance.ts";
import { batchOf, person, stranger } from "../zksync/world.ts";
import { flipped } from "./alter.ts";
import { compared, ours } from "./compare.ts";
import { startVerifiers, type Verifier, type Verifiers } from "./verifiers.ts";

let verifiers: Verifiers;
let verifier: Verifier;

const diamond: Hex = `0x${"d1".repeat(20)}`;
/** Answers a function with the word in the slot of its selector. */
const diamondCode = "0x5f3560e01c545f5260205ff3";

beforeAll(async () => {
	verifiers = await startVerifiers();
	const { anvil, deploy } = verifiers;
	await anvil.call("anvil_setCode", [diamond, diamondCode]);
	const smt = await deploy("ZKSyncSMT");
	const hooks = await deploy("ZKSyncVerifierHooks", [smt.address]);
	const machine = await deploy("GatewayVM");
	verifier = await deploy("ZKSyncVerifier", [[], 1n, hooks.address, diamond], {
		GatewayVM: machine.address,
	});
}, 60_000);
afterAll(() => verifiers?.anvil.stop());

const answers = (signature: string, value: Hex) =>
	verifiers.anvil.call("anvil_setStorageAt", [
		diamond,
		wordHex(BigInt(toFunctionSelector(signature))),
		value,
	]);

const before = batchOf(40, { isLegacy: true });
const newest = batchOf(41, { isLegacy: true });
const committed = batchOf(42);
const { balance } = accountPlaces(person);
const other = accountPlaces(stranger).balance;

/** What is said of a slot: by which batch, and what L1 keeps. */
type Said = {
	readonly preimage: Hex;
	readonly kept: Hex;
	readonly place: typeof balance;
	readonly claim: TreeClaim;
};
const honest: Said = {
	preimage: newest.preimage,
	kept: newest.hash,
	place: balance,
	claim: newest.tree.prove(balance.address, balance.key),
};

const lies: readonly (readonly [string, (dice: Chance) => Said])[] = [
	["as it is", () => honest],
	[
		"another slot",
		() => ({
			...honest,
			place: other,
			claim: newest.tree.prove(other.address, other.key),
		}),
	],
	[
		"a bit of the preimage",
		(dice) => ({ ...honest, preimage: flipped(newest.preimage, dice) }),
	],
	["the batch before", () => ({ ...honest, preimage: before.preimage })],
	[
		"L1 keeps another hash",
		(dice) => ({ ...honest, kept: flipped(newest.hash, dice) }),
	],
	["L1 keeps none", () => ({ ...honest, kept: wordHex(0n) })],
	[
		"another state under the hash that L1 keeps",
		(dice) => {
			const { preimage, hash } = batchOf(41, {
				isLegacy: true,
				root: flipped(newest.tree.root, dice),
			});
			return { ...honest, preimage, kept: hash };
		},
	],
	[
		"another's proof",
		() => ({
			...honest,
			claim: newest.tree.prove(other.address, other.key),
		}),
	],
	[
		"another value",
		(dice) => ({
			...honest,
			claim: { ...honest.claim, value: flipped(honest.claim.value, dice) },
		}),
	],
];

const gatewayProof = [
	{
		type: "tuple",
		components: [
			{ name: "encodedBatch", type: "bytes" },
			{ name: "proofs", type: "bytes[]" },
			{ name: "order", type: "bytes" },
		],
	},
] as const;

const byTheirs = async (said: Said): Promise<Hex | null> => {
	const { preimage, kept, place, claim } = said;
	// the sixth word is what the diamond keeps of the batch's logs
	const logs = toHex(fromHex(preimage).subarray(5 * 32, 6 * 32));
	await answers("storedBatchHash(uint256)", kept);
	await answers("l2LogsRootHash(uint256)", logs);
	const slot = encodeAbiParameters(
		[{ type: "bytes32" }, { type: "uint64" }, { type: "bytes32[]" }],
		[claim.value, BigInt(claim.index), claim.proof],
	);
	const proof = encodeAbiParameters(gatewayProof, [
		{ encodedBatch: preimage, proofs: ["0x", slot], order: "0x0001" },
	]);
	const ops = new GatewayRequest(1)
		.setTarget(place.address)
		.setSlot(BigInt(place.key))
		.read()
		.setOutput(0)
		.encode();
	const found = await verifier.ask("getStorageValues", [
		encodeAbiParameters([{ type: "uint256" }], [41n]),
		{ ops: bytesToHex(Uint8Array.from(ops)) },
		proof,
	]);
	if (!Array.isArray(found)) return null;
	const [[value] = [], exitCode] = found as [Hex[], number];
	expect(exitCode).toBe(0);
	return value ?? null;
};

describe("ZKSyncVerifier over a made batch", () => {
	test("reads the same slot, and refuses the same seeded lies", async () => {
		const dice = chance(18, "batch");
		for (let i = 0; i < 2; i++)
			for (const [kind, lie] of lies) {
				const said = lie(dice);
				const batches = [before, { ...newest, hash: said.kept }, committed];
				const own = ours(() =>
					wordHex(
						concludeZksyncSlot(
							zksyncStateOf({ setup: { batches }, preimage: said.preimage }),
							{ ...said.place, claim: said.claim },
						).value.word,
					),
				);
				const says = own instanceof Fault ? null : own;
				expect(await byTheirs(said), kind).toBe(says);
				expect(says !== null, kind).toBe(
					lies.slice(0, 2).some(([one]) => one === kind),
				);
				compared(`batch, ${kind}`, says);
			}
	}, 180_000);
});
