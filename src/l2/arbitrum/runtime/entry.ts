// Where the bridge on L1 holds the message of a forced journey out of an Arbitrum chain: proved by two words of its storage. Receipts
// and the bridge's events only say where to look.

import { bigFromBytes, fromHex, type Hex } from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { eventTopic } from "../../../crypto/selector.ts";
import { readPlaces } from "../../../exit/places.ts";
import { amount } from "../../../protocol/amount.ts";
import type { LogHint } from "../../../source/execution.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import { accumulated } from "../checks/delayed.ts";
import { messageOf } from "../checks/signed.ts";
import type { ArbitrumExitContext } from "./context.ts";
import { accumulatorPlace } from "./facts.ts";

/** What the bridge hashed with the message, and its place. */
export const entryState = d.record({
	index: d.int(),
	l1Block: d.int(),
	timeS: d.int(),
	baseFeeWei: amount,
});
export type EntryState = Decoded<typeof entryState>;

/** Indexed are place and accumulator before; then inbox, kind, sender, hash of the data, base fee, time. */
const messageDelivered = eventTopic(
	"MessageDelivered(uint256,bytes32,address,uint8,address,bytes32,uint256,uint64)",
);
const eventWords = 6;

/** Messages that one order could have put in. */
const mostOfOrder = 8;

/** The bridge's own event, of that block of L1; null for any other. */
const entryIn = (
	{ address, topics, data }: Pick<LogHint, "address" | "topics" | "data">,
	bridge: Hex,
	l1Block: number,
): EntryState | null => {
	const bytes = fromHex(data);
	if (
		address !== bridge ||
		topics[0] !== messageDelivered ||
		bytes.length !== 32 * eventWords
	)
		return null;
	const word = (at: number): bigint =>
		bigFromBytes(bytes.subarray(32 * at, 32 * (at + 1)));
	return {
		index: Number(BigInt(topics[1] ?? 0)),
		l1Block,
		timeS: Number(word(5)),
		baseFeeWei: word(4).toString(),
	};
};

/** What L1's nodes tell of the order: a block that is too old for its receipt to be proved still says where to look. */
const entriesTold = async (
	{ l1, profile }: ArbitrumExitContext,
	hash: Hex,
): Promise<readonly EntryState[]> => {
	const { address } = profile.contracts.bridge;
	const told = await l1.pool.all(async ({ client }) => {
		const { value: where } = await client.receiptHint(hash);
		if (where === null) return [];
		const { value: logs } = await client.logs({
			address,
			topics: [messageDelivered],
			fromBlock: where.blockNumber,
			toBlock: where.blockNumber,
		});
		return logs
			.filter(({ transactionHash }) => transactionHash === hash)
			.flatMap((log) => entryIn(log, address, log.blockNumber) ?? [])
			.slice(0, mostOfOrder);
	});
	const entries = told.flat();
	const isSame = (one: EntryState, other: EntryState): boolean =>
		one.index === other.index &&
		one.l1Block === other.l1Block &&
		one.timeS === other.timeS &&
		one.baseFeeWei === other.baseFeeWei;
	return entries.filter(
		(one, i) => entries.findIndex((other) => isSame(one, other)) === i,
	);
};

/** What the step's order says, by its receipt in the block that it is proved to be in, or by hearsay: where to look. */
const entriesOfOrder = async (
	context: ArbitrumExitContext,
): Promise<readonly EntryState[]> => {
	const { l1, order, profile } = context;
	const hash = order("inbox")?.hash ?? null;
	if (hash === null) return [];
	const mined = await l1.receipt(hash, "latest");
	if (mined === null) return entriesTold(context, hash);
	const bridge = profile.contracts.bridge.address;
	const { blockNumber } = mined.header.value;
	return mined.receipt.value.logs
		.flatMap((log) => entryIn(log, bridge, blockNumber) ?? [])
		.slice(0, mostOfOrder);
};

/** Is the message at that place this one, by the bridge's accumulators? */
const isThere = async (
	entry: EntryState,
	account: Hex,
	transaction: Hex,
	{ profile, l1 }: ArbitrumExitContext,
): Promise<boolean> => {
	const { index, l1Block, timeS } = entry;
	if (![index, l1Block, timeS].every(Number.isSafeInteger)) return false;
	const [after = 0n, before = 0n] = await readPlaces(l1, [
		accumulatorPlace(profile, index),
		...(index === 0 ? [] : [accumulatorPlace(profile, index - 1)]),
	]);
	const message = messageOf(account, {
		...entry,
		transaction,
		baseFeeWei: BigInt(entry.baseFeeWei),
	});
	return accumulated(before, index, message) === wordHex(after);
};

/** Where the bridge holds the journey's message now, proved; null while it does not. @throws what the reading of L1 throws */
export const findEntry = async (
	before: EntryState | null,
	account: Hex,
	transaction: Hex,
	context: ArbitrumExitContext,
): Promise<EntryState | null> => {
	const said = before === null ? await entriesOfOrder(context) : [before];
	for (const entry of said)
		if (await isThere(entry, account, transaction, context)) return entry;
	if (before === null) return null;
	// a reorg moved it: its order says where it is now
	for (const entry of await entriesOfOrder(context))
		if (await isThere(entry, account, transaction, context)) return entry;
	return null;
};
