// Batches of calls (EIP-5792) as screens draw them, and what screens may ask of them.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { amount } from "./amount.ts";
import { mostBatchBytes, mostBatchCalls } from "./batches.ts";
import { faultJson, method } from "./channel.ts";

/** One that is asked for: what a site writes, and nothing of it is checked yet. */
const batchCall = {
	/** Null: it creates a contract. */
	to: d.nullable(d.address),
	valueWei: amount,
	/** Of its data. */
	bytes: d.int(0, mostBatchBytes),
};

/** The whole list, as it stands before the person said anything. */
export const askedBatch = d.record({
	chainId: d.int(1),
	from: d.address,
	calls: d.list(d.record(batchCall), mostBatchCalls, 1),
});
export type AskedBatch = Decoded<typeof askedBatch>;

export const batchCallState = d.oneOf(
	"waits", // for the one before it
	"asked", // for the person, or its order is being made
	"signed", // in no block that is proved, or its block went away
	"done", // in a proved block, and it did what it says
	"failed", // nobody signed it, or its block says that it failed
	"gone", // another transaction has its place for good
);

export const batchView = d.record({
	id: d.text(64),
	origin: d.text(300),
	chainId: d.int(1),
	from: d.address,
	madeMs: d.int(),
	state: d.oneOf("open", "done", "stopped"),
	/** Why it was stopped. Those that were not asked for by then never are. */
	why: d.nullable(faultJson),
	calls: d.list(
		d.record({
			...batchCall,
			/** What waits for the person under this name is this call. */
			id: d.text(64),
			state: batchCallState,
			/** The order that was made of it; null before it was signed. */
			order: d.nullable(d.text(64)),
		}),
		mostBatchCalls,
		1,
	),
});
export type BatchView = Decoded<typeof batchView>;

/** Batches that screens are told of. */
export const mostBatchesShown = 32;

export const batchUi = {
	/** What is not asked for yet never is. What is signed goes on. */
	"batch.stop": method(d.record({ id: d.text(64) }), d.nothing),
	/** Off the list; one that is over alone. */
	"batch.forget": method(d.record({ id: d.text(64) }), d.nothing),
} as const;
