// Where L1's queue holds the transaction of a forced journey out of Scroll: proved by two words of its storage. Receipts and
// the journey's own beginning only say where to look.

import type { Hex } from "../../../base/bytes.ts";
import { eventTopic } from "../../../crypto/selector.ts";
import { readPlaces } from "../../../exit/places.ts";
import {
	enqueuedAtS,
	holdsTransaction,
	type QueuedTransaction,
	queuedHash,
} from "../checks/queue.ts";
import type { ScrollExitContext } from "./context.ts";
import { entryPlace, isStrange, type ScrollFacts } from "./facts.ts";
import { planOf, type ScrollForcedState } from "./forced.ts";

/** Entries of the queue that are looked through where no order says which it is. */
const mostEntries = 48;

/** Sender and target, which are indexed; value, place in the queue, gas limit, data. */
const queueTransaction = eventTopic(
	"QueueTransaction(address,address,uint256,uint64,uint256,bytes)",
);

/** Where the receipt of the step's order says the transaction stands: where to look for it. */
const entriesOfOrder = async (
	account: string,
	{ l1, order, profile }: ScrollExitContext,
): Promise<readonly number[]> => {
	const hash = order("force")?.hash ?? null;
	if (hash === null) return [];
	const mined = await l1.receipt(hash, "latest");
	const queue = profile.contracts.messageQueue.address;
	return (mined?.receipt.value.logs ?? []).flatMap(
		({ address, topics, data }) => {
			if (address !== queue || topics[0] !== queueTransaction) return [];
			if (BigInt(topics[1] ?? 0) !== BigInt(account)) return [];
			// value, index, …
			return [Number(BigInt(`0x${data.slice(66, 130) || "0"}`))];
		},
	);
};

/** The first of these places that is proved to hold the transaction. */
const firstHolding = async (
	indices: readonly number[],
	transaction: QueuedTransaction,
	{ profile, l1 }: ScrollExitContext,
): Promise<ScrollForcedState["queued"]> => {
	const known = indices.filter(
		(index) => Number.isSafeInteger(index) && index >= 0,
	);
	const read = [...new Set(known.flatMap((i) => (i === 0 ? [0] : [i - 1, i])))];
	const words = await readPlaces(
		l1,
		read.map((index) => entryPlace(profile, index)),
	);
	const wordAt = (index: number): bigint => words[read.indexOf(index)] ?? 0n;
	const found = known.find((index) =>
		holdsTransaction(
			index === 0 ? 0n : wordAt(index - 1),
			wordAt(index),
			queuedHash(transaction, index),
		),
	);
	return found === undefined
		? null
		: { index: found, atS: enqueuedAtS(wordAt(found)) };
};

/**
 * Where the queue holds this journey's transaction now, proved by two words of its storage; null while it does not. What was found
 * before stays where the queue runs other code by now.
 */
export const findQueued = async (
	before: ScrollForcedState,
	account: Hex,
	context: ScrollExitContext,
	facts: ScrollFacts,
): Promise<ScrollForcedState["queued"]> => {
	const transaction = planOf(account, before, context.profile);
	const holding = (indices: readonly number[]) =>
		firstHolding(indices, transaction, context);
	if (before.queued !== null) {
		const still = await holding([before.queued.index]);
		if (still !== null) return still;
		// It was proved by code that was known; what stands there now takes nothing back.
		if (isStrange(facts, "queue")) return before.queued;
	}
	const said = await entriesOfOrder(account, context);
	const byOrder = said.length === 0 ? null : await holding(said.slice(0, 8));
	if (byOrder !== null) return byOrder;
	// On another device there is no order: what came to the queue since is looked through.
	const from = Math.max(before.fromEntry, facts.queueLength - mostEntries);
	const count = Math.max(0, facts.queueLength - from);
	return count === 0
		? null
		: holding(Array.from({ length: count }, (_, i) => from + i));
};
