// One node of the reference rollup, over JSON-RPC: what it states of its batches and accounts, and operations given to it.
// It decides nothing, and this file judges nothing: l2/ checks every answer. Source: test/network/reference/README.md, "The node".

import type { Hex } from "../../../base/bytes.ts";
import type { Decode, Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import type { Json } from "../../../base/immutable.ts";
import { bounds } from "../../../source/bounds.ts";
import type { Claim, Endpoint } from "../../../source/claim.ts";
import { openPool, type Pool } from "../../../source/pool.ts";
import type { Clock, Fetch } from "../../../source/ports.ts";
import {
	looseNumber,
	looseQuantity,
	looseWord,
} from "../../../source/quantity.ts";
import { openRpc, type RpcLimits } from "../../../source/rpc.ts";
import type { LayerNodes } from "../../nodes.ts";
import type { ReferenceOperation } from "./values.ts";

const blobBytes = 131_072;

const operation = d.record({
	kind: looseNumber,
	from: looseNumber,
	to: looseNumber,
	amount: looseQuantity,
	ax: looseWord,
	ay: looseWord,
	owner: d.address,
});
export type OperationClaim = Decoded<typeof operation>;

const batch = d.record({
	number: looseNumber,
	oldRoot: looseWord,
	newRoot: looseWord,
	dataHash: looseWord,
	blobHash: d.hash,
	queueFrom: looseNumber,
	queueTo: looseNumber,
	queueBefore: looseWord,
	queueAfter: looseWord,
	withdrawRoot: looseWord,
	/** Null until it is committed. */
	committedAt: d.nullable(looseNumber),
	operations: d.list(operation, 64),
	commitTransaction: d.nullable(d.hash),
	proveTransaction: d.nullable(d.hash),
	blob: d.nullable(
		d.record({
			commitment: d.nullable(d.hex(48)),
			proof: d.nullable(d.hex(48)),
			data: d.nullable(d.hex(blobBytes)),
		}),
	),
});
export type BatchClaim = Decoded<typeof batch>;

const account = d.record({
	index: looseNumber,
	ax: looseWord,
	ay: looseWord,
	owner: d.address,
	balance: looseQuantity,
	nonce: looseNumber,
	/** From the leaf's sibling up. */
	siblings: d.list(looseWord, 32),
});
export type ReferenceAccountClaim = Decoded<typeof account>;

const status = d.record({
	made: looseNumber,
	committed: looseNumber,
	proven: looseNumber,
});
export type StatusClaim = Decoded<typeof status>;

const progress = d.record({
	state: d.oneOf("waiting", "made", "committed", "proven"),
	batch: d.nullable(looseNumber),
});
export type OperationProgress = Decoded<typeof progress>;

type AccountKey = readonly [ax: Hex, ay: Hex];

/** Which account is asked for. Anyone may open one in another's name or for another's key; of both there is one alone. */
export type AccountQuestion =
	| { readonly index: number }
	| { readonly owner: Hex; readonly key?: AccountKey }
	| { readonly key: AccountKey };

/** An operation with its signature, as the node takes it. Elements are 32 bytes of hex. */
export type OperationSubmission = ReferenceOperation & {
	readonly nonce: number;
	readonly signature: {
		readonly r8x: Hex;
		readonly r8y: Hex;
		readonly s: Hex;
	};
};

/** Every method throws what rpc.ts throws. */
export type ReferenceNode = {
	readonly endpoint: Endpoint;
	readonly chainId: (signal?: AbortSignal) => Promise<Claim<number>>;
	readonly status: (signal?: AbortSignal) => Promise<Claim<StatusClaim>>;
	/** The account under the root after the batch, with its path; null when the node says that nobody is it. */
	readonly account: (
		who: AccountQuestion,
		batch: number,
		signal?: AbortSignal,
	) => Promise<Claim<ReferenceAccountClaim | null>>;
	/** Null for a batch that the node does not have. */
	readonly batch: (
		number: number,
		signal?: AbortSignal,
	) => Promise<Claim<BatchClaim | null>>;
	/** The operation's id. @throws rpc-error with the node's words when it does not take it */
	readonly send: (
		signed: OperationSubmission,
		signal?: AbortSignal,
	) => Promise<Claim<Hex>>;
	/** How far an operation has come; null for one that the node does not know. */
	readonly operation: (
		id: Hex,
		signal?: AbortSignal,
	) => Promise<Claim<OperationProgress | null>>;
};

const quantity = (value: number | bigint): Hex => `0x${value.toString(16)}`;

const wordsOf = (who: AccountQuestion): Json => {
	if ("index" in who) return { index: quantity(who.index) };
	return {
		...("owner" in who && { owner: who.owner }),
		...(who.key !== undefined && { key: [...who.key] }),
	};
};

const spelled = ({ amountWei, ...signed }: OperationSubmission): Json => ({
	...signed,
	kind: quantity(signed.kind),
	from: quantity(signed.from),
	to: quantity(signed.to),
	amount: quantity(amountWei),
	nonce: quantity(signed.nonce),
});

export const openReferenceNode = (
	ports: { readonly fetch: Fetch; readonly clock: Clock },
	endpoint: Endpoint,
	limits?: RpcLimits,
): ReferenceNode => {
	const { ask } = openRpc(ports, endpoint, limits);
	const call = <T>(
		method: string,
		params: readonly Json[],
		decode: Decode<T>,
		maxBytes: number = bounds.reference,
	) => ({ method, params, decode, maxBytes });
	return {
		endpoint,
		chainId: (signal) => ask(call("eth_chainId", [], looseNumber), signal),
		status: (signal) => ask(call("reference_status", [], status), signal),
		account: (who, at, signal) =>
			ask(
				call(
					"reference_account",
					[wordsOf(who), quantity(at)],
					d.nullable(account),
				),
				signal,
			),
		batch: (number, signal) =>
			ask(
				call(
					"reference_batch",
					[quantity(number)],
					d.nullable(batch),
					bounds.referenceBatch,
				),
				signal,
			),
		send: (signed, signal) =>
			ask(call("reference_send", [spelled(signed)], looseWord), signal),
		operation: (id, signal) =>
			ask(call("reference_operation", [id], d.nullable(progress)), signal),
	};
};

// --- blobs by the beacon API

/** The rollup's nodes, on their way through rooms that do not know their protocol. */
export type ReferenceNodes = LayerNodes & {
	readonly kind: "reference-v1";
	readonly pool: Pool<ReferenceNode>;
};

export const referenceNodes = (pool: Pool<ReferenceNode>): ReferenceNodes => ({
	kind: "reference-v1",
	pool,
});

const isReferenceNodes = (nodes: LayerNodes): nodes is ReferenceNodes =>
	nodes.kind === "reference-v1";

const nobody: Pool<ReferenceNode> = openPool<ReferenceNode>(
	[],
	() => new Fault("not-followed", "no node of the rollup is chosen"),
);

/** Of a context of this rollup: a pool with nobody in it where none is chosen, for ways out that do without. */
export const nodesOf = ({
	nodes,
}: {
	readonly nodes: LayerNodes | null;
}): Pool<ReferenceNode> =>
	nodes === null || !isReferenceNodes(nodes) ? nobody : nodes.pool;
