// An account and a batch's data of the made reference rollup as evidence, from a checkpoint down, under the true rules.

import type { Hex } from "../../src/base/bytes.ts";
import { rememberingKernel } from "../../src/crypto/memory.ts";
import { type Evidence, evidenceOf } from "../../src/evidence/evidence.ts";
import { concludeReferenceAccount } from "../../src/l2/reference/checks/account.ts";
import { concludeReferenceData } from "../../src/l2/reference/checks/data.ts";
import {
	type ReferenceProfile,
	referenceV1,
} from "../../src/l2/reference/checks/profile.ts";
import { concludeRecheck } from "../../src/l2/reference/checks/recheck.ts";
import type { CheckTools } from "../../src/receipt/check.ts";
import { shippedKernel } from "../kernel.ts";
import { rootOver } from "../l2/reference/made-root.ts";
import {
	accountOf,
	anna,
	bert,
	deposit,
	l1World,
	type MadeBatch,
	makeBatches,
	transfer,
	profile as usual,
} from "../l2/reference/world.ts";
import { network, trueWorld } from "./true-world.ts";

export const profile: ReferenceProfile = referenceV1(
	{ ...usual, l1: network.name, l1ChainId: network.chainId },
	"profile",
);

export const honest = makeBatches([
	[deposit(1, anna, 1000n)],
	[deposit(2, bert, 5n), transfer(1, 2, bert, 30n)],
]);

/** The honest steps of an altered file need no second look. */
const kernel = rememberingKernel(shippedKernel);

export type Scene = {
	/** Concludes the account, and the data of the first batch. */
	readonly file: Evidence;
	readonly tools: CheckTools;
	readonly checkpoint: Hex;
};

/** What a wallet would keep of account 2 after these batches, all checked. */
export const referenceScene = async (
	batches: readonly MadeBatch[] = honest,
): Promise<Scene> => {
	const world = l1World(batches);
	const { root: checkpoint, header } = await trueWorld(world);
	const { root } = rootOver(batches, world, profile, header);
	const proofs = batches.map(({ batch, proof }) => ({
		batch: batch.number,
		proof,
	}));
	const checked = await concludeRecheck(
		root,
		{ program: profile.program.hash, proofs },
		kernel,
	);
	const [first] = batches;
	const state = batches.at(-1)?.state;
	if (first === undefined || state === undefined) throw new Error("no batch");
	const account = concludeReferenceAccount(checked, accountOf(state, 2));
	const data = concludeReferenceData(checked, {
		batch: 1,
		operations: first.operations,
		commitment: first.blob.commitment,
		proof: first.blob.proof(),
	});
	return {
		file: evidenceOf(account, data),
		tools: {
			kernel,
			networks: [
				{ format: "sextant-network-1", l1: network, rollups: [profile] },
			],
			anchors: [checkpoint],
		},
		checkpoint,
	};
};
