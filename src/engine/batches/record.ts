// A batch of calls that a site asked for and the person let begin, as it lies in the store, and its steps. A call is written down
// as asked for before it is, and as done before the next is asked for. Nothing here reads or writes a store.

import type { Hex } from "../../base/bytes.ts";
import { toHex, utf8 } from "../../base/bytes.ts";
import type { Decoded } from "../../base/decode.ts";
import * as d from "../../base/decode.ts";
import { Fault, type FaultJson } from "../../base/fault.ts";
import { keccak256 } from "../../crypto/hash.ts";
import { amount } from "../../protocol/amount.ts";
import { batchCallState } from "../../protocol/batch-views.ts";
import {
	batchId,
	mostBatchBytes,
	mostBatchCalls,
} from "../../protocol/batches.ts";
import { faultJson } from "../../protocol/channel.ts";

export const batchCall = d.record({
	/** Null: it creates a contract. */
	to: d.nullable(d.address),
	valueWei: amount,
	data: d.hexUpTo(mostBatchBytes),
});

const step = d.record({
	state: batchCallState,
	/** Of the transaction that it is, or that took its place and does the same; null before there is a signature. */
	hash: d.nullable(d.hash),
});

const stored = d.record({
	format: d.oneOf("sextant-batch-1"),
	origin: d.text(300),
	/** What the site calls it. */
	id: batchId,
	/** The request that it came by, as an id of ours: asked again under that, it is the same batch. */
	request: d.text(64),
	chainId: d.int(1),
	from: d.address,
	calls: d.list(batchCall, mostBatchCalls, 1),
	steps: d.list(step, mostBatchCalls, 1),
	state: d.oneOf("open", "done", "stopped"),
	why: d.nullable(faultJson),
	madeMs: d.int(),
});

export type CallBatch = Omit<Decoded<typeof stored>, "format">;
export type BatchCall = CallBatch["calls"][number];
export type BatchStep = CallBatch["steps"][number];

/** What a site asks for, before it is a batch. */
export type BatchAsked = Pick<
	CallBatch,
	"origin" | "id" | "chainId" | "from" | "calls"
>;

/** All its data as hex, its name, which may be written with escapes, and what stands around them. */
const mostTextChars = 2 * mostBatchBytes + 100_000;

const hash16 = (source: string): string =>
	toHex(keccak256(utf8(source)).subarray(0, 16));

/** No origin begins like that, so no request of a site has such an id. */
const ofBatches = (origin: string): string => `batch ${origin}`;

/** Its name in the store: one site never meets another's. */
export const batchKeyOf = ({ origin, id }: Pick<CallBatch, "origin" | "id">) =>
	hash16(`${ofBatches(origin)}\n${id}`);

/** Its name where the site gave none. The same for the same request. */
export const givenIdOf = (origin: string, request: string): string =>
	toHex(keccak256(utf8(`name of ${ofBatches(origin)}\n${request}`)));

/** What its orders are made under: another for a batch of the same name at another time. */
export const callIdOf = (
	batch: Pick<CallBatch, "origin" | "id" | "madeMs">,
	at: number,
): string =>
	hash16(
		`call of ${ofBatches(batch.origin)}\n${batchKeyOf(batch)}\n${batch.madeMs}\n${at}`,
	);

/** All that is asked for. A yes is to this and nothing else. */
export const digestOf = (asked: BatchAsked): Hex =>
	toHex(
		keccak256(
			utf8(
				JSON.stringify([
					...[asked.origin, asked.id, asked.chainId, asked.from],
					...asked.calls.map(({ to, valueWei, data }) => [to, valueWei, data]),
				]),
			),
		),
	);

export const isSameBatch = (one: BatchAsked, other: BatchAsked): boolean =>
	digestOf(one) === digestOf(other);

/** A batch that the person let begin: nothing of it is asked for yet. */
export const newBatch = (
	{ origin, id, chainId, from, calls }: BatchAsked,
	request: string,
	madeMs: number,
): CallBatch => ({
	...{ origin, id, request, chainId, from, calls, madeMs },
	steps: calls.map(() => ({ state: "waits", hash: null })),
	state: "open",
	why: null,
});

/** @throws bad-json, bad-field, too-large */
export const decodeBatch = (source: string): CallBatch => {
	const { format: _, ...batch } = stored(
		d.parseJson(source, mostTextChars, 8),
		"batch",
	);
	if (batch.steps.length !== batch.calls.length)
		throw new Fault("bad-field", '"batch" has other steps than calls');
	return batch;
};

export const batchText = (batch: CallBatch): string =>
	JSON.stringify({ format: "sextant-batch-1", ...batch });

const withStep = (batch: CallBatch, at: number, now: BatchStep): CallBatch => ({
	...batch,
	steps: batch.steps.map((was, i) => (i === at ? now : was)),
});

/** The first that is not done. -1: all are. */
export const nextOf = ({ steps }: CallBatch): number =>
	steps.findIndex(({ state }) => state !== "done");

/** To be stored before the call is asked for. */
export const withAsked = (batch: CallBatch, at: number): CallBatch =>
	batch.state === "open" &&
	at === nextOf(batch) &&
	batch.steps[at]?.state === "waits"
		? withStep(batch, at, { state: "asked", hash: null })
		: batch;

/** It is signed: also where that crossed a stop. A signature is never forgotten for another. */
export const withSigned = (
	batch: CallBatch,
	at: number,
	hash: Hex,
): CallBatch =>
	batch.steps[at]?.hash === null && batch.steps[at]?.state !== "gone"
		? withStep(batch, at, { state: "signed", hash })
		: batch;

/** A proved block has it, and it did what it says. The last one ends the batch. */
export const withDone = (
	batch: CallBatch,
	at: number,
	hash: Hex,
): CallBatch => {
	if (batch.steps[at]?.state !== "signed") return batch;
	const next = withStep(batch, at, { state: "done", hash });
	return next.state === "open" && nextOf(next) === -1
		? { ...next, state: "done" }
		: next;
};

/** Without what a contract answered: that may be larger than the rest. */
const reasonOf = (why: Fault): FaultJson => {
	const { data: _, ...reason } = why.toJson();
	return reason;
};

/** No call that is not signed is asked for from here on. */
export const withStop = (batch: CallBatch, why: Fault): CallBatch =>
	batch.state === "open"
		? {
				...batch,
				state: "stopped",
				why: reasonOf(why),
				steps: batch.steps.map((one) =>
					one.state === "asked" ? { state: "failed", hash: null } : one,
				),
			}
		: batch;

/** Another transaction has its place for good, and nothing after it is asked for. */
export const withGone = (
	batch: CallBatch,
	at: number,
	why: Fault,
): CallBatch =>
	batch.steps[at]?.state === "signed"
		? withStop(withStep(batch, at, { state: "gone", hash: null }), why)
		: batch;

/**
 * The call at that place will not do what it says, and nothing after it is asked for.
 * @param hash of what is signed of it; null where nothing is
 */
export const withFailed = (
	batch: CallBatch,
	at: number,
	hash: Hex | null,
	why: Fault,
): CallBatch => {
	const { state } = batch.steps[at] ?? {};
	return state === "signed" || state === "asked"
		? withStop(withStep(batch, at, { state: "failed", hash }), why)
		: batch;
};
