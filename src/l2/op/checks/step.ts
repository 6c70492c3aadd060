// The steps out of an OP rollup as typed fields: what travels, is stored and is checked again by the signer. What each of
// them calls is said elsewhere. Pure.

import {
	address,
	bigDecimal,
	byKind,
	type Decode,
	type Decoded,
	hash,
	hexUpTo,
	int,
	list,
	nullable,
	oneOf,
	record,
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
const force = record({
	kind: oneOf("op-force"),
	/** Null: ether. A token's address on the rollup. */
	token: nullable(address),
	amount: bigDecimal,
	/**
	 * The gas that the withdrawal asks for on L1. Nothing needs the exact number: it makes the withdrawals of two journeys
	 * two, so that one is never taken for the other.
	 */
	l1Gas: int(50_000, 1_000_000),
});
const prove = record({
	kind: oneOf("op-prove"),
	withdrawal: withdrawalFields,
	/** Of the game in the factory's list. */
	gameIndex: int(),
	...outputFields,
	proof: list(hexUpTo(4096), 66, 1),
});
const resolveClaim = record({ kind: oneOf("op-resolve-claim"), game });
const resolve = record({ kind: oneOf("op-resolve"), game });
const propose = record({
	kind: oneOf("op-propose"),
	...outputFields,
	l2BlockNumber: int(1),
	bondWei: bigDecimal,
});
const finalize = record({
	kind: oneOf("op-finalize"),
	withdrawal: withdrawalFields,
	/** Whose proof it rests on; null: the account's own. */
	submitter: nullable(address),
});
const relay = record({ kind: oneOf("op-relay"), withdrawal: withdrawalFields });
const bond = record({
	kind: oneOf("op-bond"),
	game,
	amountWei: bigDecimal,
});

export type OpForce = Decoded<typeof force>;
export type OpStep =
	| OpForce
	| Decoded<typeof prove>
	| Decoded<typeof resolveClaim>
	| Decoded<typeof resolve>
	| Decoded<typeof propose>
	| Decoded<typeof finalize>
	| Decoded<typeof relay>
	| Decoded<typeof bond>;

export const opSteps: { readonly [kind: string]: Decode<OpStep> } = {
	"op-force": force,
	"op-prove": prove,
	"op-resolve-claim": resolveClaim,
	"op-resolve": resolve,
	"op-propose": propose,
	"op-finalize": finalize,
	"op-relay": relay,
	"op-bond": bond,
};

/** Is it a step out of an OP rollup? */
export const isOfOp = (step: { readonly kind: string }): step is OpStep =>
	Object.hasOwn(opSteps, step.kind);

/** @throws bad-field */
export const opStep: Decode<OpStep> = byKind(opSteps);
