// A transaction of L1 by which a rollup was moved on: found by an event that an endpoint tells, and proved to have been carried out
// where its block is near enough. What is read out of it is a hint until somebody holds it against L1's state.

import { fromHex, type Hex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import { keccakHex } from "../crypto/hash.ts";
import type { Execution, LogHint } from "../source/execution.ts";
import type { Pool } from "../source/pool.ts";
import { minedIn } from "../state/mined.ts";
import type { Header } from "../state/values.ts";
import { openHeaderCache, walkBack, wholeHeader } from "../state/walk.ts";
import type { Verified } from "../trust/verified.ts";
import { walk } from "./log-walk.ts";

/** A transaction that an endpoint tells of, the event by which it was found, and what it calls for. */
export type CallTold<Call> = {
	readonly raw: Hex;
	readonly log: LogHint;
	readonly call: Call;
};

/** Events looked at: what was taken back is done again under its number. */
const mostHints = 4;

/** The event that a contract writes when it does it. */
type EventOf = {
	readonly address: Hex;
	readonly topics: readonly (Hex | null)[];
};

/** What a transaction calls for; null where it cannot be read. */
const readable = <Call>(
	raw: Hex,
	read: (raw: Hex) => Call | null,
): Call | null => {
	try {
		return read(raw);
	} catch (thrown) {
		if (asFault(thrown).kind === "malformed") return null;
		throw thrown;
	}
};

/**
 * Transactions with such an event of the contract, the newest first, as one endpoint tells them; without those that cannot be read.
 * @param back how many blocks below `top` are looked through
 * @param read what a transaction calls for; null, or what it throws as malformed, is left out
 */
export const toldCalls = async <Call>(
	client: Execution,
	request: EventOf,
	{ top, back }: { readonly top: number; readonly back: number },
	read: (raw: Hex) => Call | null,
	signal: AbortSignal | undefined,
): Promise<readonly CallTold<Call>[]> => {
	const hints: LogHint[] = [];
	const range = { from: Math.max(0, top - back), to: top };
	await walk(client, request, range, "back", (logs) => {
		hints.push(...[...logs].reverse());
		return hints.length > 0;
	});
	const found: CallTold<Call>[] = [];
	for (const log of hints.slice(0, mostHints)) {
		const at = { number: log.blockNumber };
		const { value } = await client.block(at, signal);
		const raw = value.transactions.find(
			(one) => keccakHex(fromHex(one)) === log.transactionHash,
		);
		const call = raw === undefined ? null : readable(raw, read);
		if (raw !== undefined && call !== null) found.push({ raw, log, call });
	}
	return found;
};

/** Proves that L1 carried such a transaction out, and that the contract wrote the event for it. */
export const openCarriedOut = (pool: Pool<Execution>) => {
	const headerCache = openHeaderCache();
	/**
	 * @param event with null where any topic will do
	 * @returns its block
	 * @throws not-anchored where its block lies more than 256 below the header, or lacks the transaction, or it failed, or wrote no
	 * such event; transactions-root, receipts-root; what the endpoints fail with
	 */
	return async (
		{ raw, log }: Pick<CallTold<unknown>, "raw" | "log">,
		event: EventOf,
		header: Verified<Header>,
		signal: AbortSignal | undefined,
	): Promise<Verified<Header>> => {
		const below = await walkBack(
			header,
			log.blockNumber,
			pool,
			headerCache,
			signal,
		);
		const block = await wholeHeader(below, pool, signal);
		const hash = keccakHex(fromHex(raw));
		const mined = await minedIn(pool, block, hash, signal);
		if (mined === null)
			throw new Fault("not-anchored", `has no transaction ${hash}`);
		const { succeeded, logs } = mined.receipt.value;
		if (!succeeded) throw new Fault("not-anchored", `${hash} failed`);
		const isWritten = logs.some(
			({ address, topics }) =>
				address === event.address &&
				event.topics.every((one, i) => one === null || one === topics[i]),
		);
		if (!isWritten)
			throw new Fault("not-anchored", `${hash} wrote no such event`);
		return block;
	};
};
