// What L1 was told of a proved batch, looked for where it was told: in the transaction that proved it, which an event names. Whatever
// endpoints say, the bytes have the hash that L1 keeps or are none. Source of the event:
// https://github.com/matter-labs/era-contracts at 5e7d0b40, IExecutor.sol, BlocksVerification

import { fromHex, type Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import { eventTopic } from "../../../crypto/selector.ts";
import type { Execution, LogHint } from "../../../source/execution.ts";
import type { Pool } from "../../../source/pool.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import type { Verified } from "../../../trust/verified.ts";
import { walk } from "../../log-walk.ts";
import { storedBatchIn } from "../checks/stored-batch.ts";
import type { ZksyncRoot } from "../checks/values.ts";

/** The batch that was proved last before, and the one that is now; both indexed. */
const proved = eventTopic("BlocksVerification(uint256,uint256)");
/** Transactions looked into: a batch that was taken back is proved again under its number. */
const mostTransactions = 4;

const transactionOf = async (
	client: Execution,
	{ blockNumber, transactionHash }: LogHint,
	signal: AbortSignal | undefined,
): Promise<Hex | null> => {
	const { value } = await client.block({ number: blockNumber }, signal);
	return (
		value.transactions.find(
			(raw) => keccakHex(fromHex(raw)) === transactionHash,
		) ?? null
	);
};

/**
 * The bytes behind the batch's hash.
 * @throws not-anchored when no endpoint shows the transaction, as of a batch that was proved while the chain settled elsewhere
 */
export const findStoredBatch = (
	pool: Pool<Execution>,
	root: Verified<ZksyncRoot>,
	signal: AbortSignal | undefined,
): Promise<Hex> =>
	pool.first(async ({ name, client }) => {
		const { profile, at, batchNumber, storedHash } = root.value;
		const to = at.blockNumber ?? 0;
		const from = Math.max(0, to - profile.blocksLookedBack);
		const hints: LogHint[] = [];
		await walk(
			client,
			{
				address: profile.diamond.address,
				topics: [proved, null, wordHex(batchNumber)],
			},
			{ from, to },
			"back",
			(logs) => {
				hints.push(...[...logs].reverse());
				return hints.length > 0;
			},
		);
		for (const hint of hints.slice(0, mostTransactions)) {
			const transaction = await transactionOf(client, hint, signal);
			const found =
				transaction === null
					? null
					: storedBatchIn(transaction, batchNumber, storedHash);
			if (found !== null) return found;
		}
		throw new Fault(
			"not-anchored",
			`shows no transaction with batch ${batchNumber}`,
			name,
		);
	});
