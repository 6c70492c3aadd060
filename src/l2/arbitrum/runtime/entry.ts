// Where the bridge on L1 holds the message of a forced journey out of an Arbitrum chain: proved by two words of its storage. Receipts
// and the bridge's events only say where to look.

import { bigFromBytes, fromHex, type Hex } from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { eventTopic } from "../../../crypto/selector.ts";
import { amount } from "../../../protocol/amount.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import { accumulated } from "../checks/delayed.ts";
import { messageOf } from "../checks/signed.ts";
import type { ArbitrumExitContext } from "./context.ts";
import { accumulatorPlace, readPlaces } from "./facts.ts";

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

/** What the receipt of the step's order says: where to look, in the block that it is proved to be in. */
const entriesOfOrder = async ({
	l1,
	order,
	profile,
}: ArbitrumExitContext): Promise<readonly EntryState[]> => {
	const hash = order("inbox")?.hash ?? null;
	if (hash === null) return [];
	const mined = await l1.receipt(hash, "latest");
	if (mined === null) return [];
	const bridge = profile.contracts.bridge.address;
	return mined.receipt.value.logs
		.flatMap(({ address, topics, data }): readonly EntryState[] => {
			const bytes = fromHex(data);
			if (
				address !== bridge ||
				topics[0] !== messageDelivered ||
				bytes.length !== 32 * eventWords
			)
				return [];
			const word = (at: number): bigint =>
				bigFromBytes(bytes.subarray(32 * at, 32 * (at + 1)));
			return [
				{
					index: Number(BigInt(topics[1] ?? 0)),
					l1Block: mined.header.value.blockNumber,
					timeS: Number(word(5)),
					baseFeeWei: word(4).toString(),
				},
			];
		})
		.slice(0, mostOfOrder);
};

/** Is the message at that place this one, by the bridge's accumulators? */
const isThere = async (
	entry: EntryState,
	account: Hex,
	transaction: Hex,
	{ profile, l1 }: ArbitrumExitContext,
): Promise<boolean> => {
	const { index } = entry;
	if (!Number.isSafeInteger(index)) return false;
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
