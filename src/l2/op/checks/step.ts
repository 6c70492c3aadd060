// The steps out of an OP rollup as typed fields: what travels, is stored and is checked again by the signer. What each of
// them calls is said elsewhere. Pure.

import {
	address,
	bigDecimal,
	type Decoded,
	hash,
	hexUpTo,
	int,
	list,
	nullable,
	type OfKind,
	record,
	variant,
} from "../../../base/decode.ts";

export const withdrawalFields = record({
	nonce: bigDecimal,
	sender: address,
	target: address,
	valueWei: bigDecimal,
	gasLimit: bigDecimal,
	data: hexUpTo(8192),
});

/** A proof of the message passer's slot under an output root. */
export const outputFields = {
	stateRoot: hash,
	messagePasserStorageRoot: hash,
	blockHash: hash,
} as const;

const game = address;
const steps = variant({
	"op-force": {
		/** Null: ether. A token's address on the rollup. */
		token: nullable(address),
		amount: bigDecimal,
		/**
		 * The gas that the withdrawal asks for on L1. Nothing needs the exact number: it makes the withdrawals of two journeys
		 * two, so that one is never taken for the other.
		 */
		l1Gas: int(50_000, 1_000_000),
	},
	"op-prove": {
		withdrawal: withdrawalFields,
		/** Of the game in the factory's list. */
		gameIndex: int(),
		...outputFields,
		proof: list(hexUpTo(4096), 66, 1),
	},
	"op-resolve-claim": { game },
	"op-resolve": { game },
	"op-propose": { ...outputFields, l2BlockNumber: int(1), bondWei: bigDecimal },
	"op-finalize": {
		withdrawal: withdrawalFields,
		/** Whose proof it rests on; null: the account's own. */
		submitter: nullable(address),
	},
	"op-relay": { withdrawal: withdrawalFields },
	"op-bond": { game, amountWei: bigDecimal },
});

/** @throws bad-field */
export const { decode: opStep, byKind: opSteps } = steps;
export type OpStep = Decoded<typeof opStep>;
export type OpForce = OfKind<OpStep, "op-force">;

/** Is it a step out of an OP rollup? */
export const isOfOp = (step: { readonly kind: string }): step is OpStep =>
	steps.is(step);
