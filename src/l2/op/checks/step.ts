// The steps out of an OP rollup as typed fields: what travels, is stored and is checked again by the signer. What each of
// them calls is said elsewhere. Pure.

import type { Decoded, OfKind } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";

export const withdrawalFields = d.record({
	nonce: d.bigDecimal,
	sender: d.address,
	target: d.address,
	valueWei: d.bigDecimal,
	gasLimit: d.bigDecimal,
	data: d.hexUpTo(8192),
});

/** A proof of the message passer's slot under an output root. */
export const outputFields = {
	stateRoot: d.hash,
	messagePasserStorageRoot: d.hash,
	blockHash: d.hash,
} as const;

const game = d.address;
/** Those by which everybody leaves, whichever release the contracts are of. */
const leaving = {
	"op-force": {
		/** Null: ether. A token's address on the rollup. */
		token: d.nullable(d.address),
		amount: d.bigDecimal,
		/**
		 * The gas that the withdrawal asks for on L1. Nothing needs the exact number: it makes the withdrawals of two journeys
		 * two, so that one is never taken for the other.
		 */
		l1Gas: d.int(50_000, 1_000_000),
	},
	"op-prove": {
		withdrawal: withdrawalFields,
		/** Of the game in the factory's list. */
		gameIndex: d.int(),
		...outputFields,
		proof: d.list(d.hexUpTo(4096), 66, 1),
	},
	"op-resolve-claim": { game },
	"op-resolve": { game },
	"op-finalize": {
		withdrawal: withdrawalFields,
		/** Whose proof it rests on; null: the account's own. */
		submitter: d.nullable(d.address),
	},
} as const;

const steps = d.variant({
	...leaving,
	"op-propose": {
		...outputFields,
		l2BlockNumber: d.int(1),
		bondWei: d.bigDecimal,
	},
	"op-relay": { withdrawal: withdrawalFields },
	"op-bond": { game, amountWei: d.bigDecimal },
});

/** @throws bad-field */
export const { decode: opStep, byKind: opSteps, is: isOfOp } = steps;
export type OpStep = Decoded<typeof opStep>;
export type OpForce = OfKind<OpStep, "op-force">;

const registrySteps = d.variant(leaving);

/** The steps that this release makes where an AnchorStateRegistry judges games. @throws bad-field */
export const { decode: registryStep, byKind: registryStepKinds } =
	registrySteps;
export type OpRegistryStep = Decoded<typeof registryStep>;
