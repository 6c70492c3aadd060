// Where the validity proof of a batch is found: in the call by which L1 was given it. A node says which transaction that
// was. Its inclusion is proved where its block is within reach; beyond that the bytes are a claim, and the check of the
// proof decides alone. No witness says which it was: a proof that holds is none the better for the way it came.

import {
	bigFromBytes,
	equalBytes,
	fromHex,
	type Hex,
	toHex,
} from "../../../base/bytes.ts";
import { asFault, Fault, isOurs } from "../../../base/fault.ts";
import { decodeRlp, rlpBytes, rlpList } from "../../../base/rlp.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import { selectorOf } from "../../../crypto/selector.ts";
import { groth16ProofBytes } from "../../../proof/groth16.ts";
import type { BlockClaim, Execution } from "../../../source/execution.ts";
import type { Member, Pool } from "../../../source/pool.ts";
import { proveReceipts, proveTransactions } from "../../../state/block.ts";
import type { Header, MinedTransaction } from "../../../state/values.ts";
import { openHeaderCache, walkBack, wholeHeader } from "../../../state/walk.ts";
import type { Verified } from "../../../trust/verified.ts";
import type { ReferenceBatch } from "./values.ts";

/**
 * What the call has to be of: any other function of the contract may succeed whatever follows its selector, and would look
 * as if L1 had accepted the bytes.
 */
const proveSelector = fromHex(
	selectorOf(
		"prove((uint256,uint256,uint256,uint256,bytes32,uint256,uint256,uint256,uint256,uint256,uint256),uint256[8])",
	),
	4,
);

/** Selector, the batch without the hash before it, the proof. */
const words = 11;
const callBytes = 4 + 32 * words + groth16ProofBytes;

/** The batch as `prove` takes it. */
const batchWords = (batch: ReferenceBatch): readonly bigint[] => [
	BigInt(batch.number),
	...[batch.oldRoot, batch.newRoot, batch.dataHash, batch.blobHash].map(BigInt),
	BigInt(batch.queueFrom),
	BigInt(batch.queueTo),
	...[batch.queueBefore, batch.queueAfter, batch.withdrawRoot].map(BigInt),
	BigInt(batch.committedAtS),
];

/** The proof in the data of a call of `prove` for this batch; null when it is none. */
export const proofInCall = (
	data: Uint8Array,
	batch: ReferenceBatch,
): Hex | null => {
	if (data.length !== callBytes) return null;
	if (!equalBytes(data.subarray(0, 4), proveSelector)) return null;
	const isIt = batchWords(batch).every(
		(word, i) => bigFromBytes(data.subarray(4 + 32 * i, 36 + 32 * i)) === word,
	);
	return isIt ? toHex(data.subarray(4 + 32 * words)) : null;
};

/** Place of the recipient in each type of transaction; value and data follow it. */
const recipientAt: { readonly [type: number]: number } = {
	1: 4,
	2: 5,
	3: 5,
	4: 5,
};

/** Whom a transaction calls, with which data. Null for a type that is not known here. @throws bad-rlp */
export const callOf = (
	raw: Hex,
): { readonly to: Hex; readonly data: Uint8Array } | null => {
	const bytes = fromHex(raw);
	const type = bytes[0] ?? 0;
	const isLegacy = type >= 0xc0;
	const at = isLegacy ? 3 : recipientAt[type];
	if (at === undefined) return null;
	const items = rlpList(
		decodeRlp(isLegacy ? bytes : bytes.subarray(1)),
		"transaction",
	);
	return {
		to: toHex(rlpBytes(items[at], "to")),
		data: rlpBytes(items[at + 2], "data"),
	};
};

export type FoundProof = {
	readonly proof: Hex;
	/** The transaction in its block, proved, where that is within reach and it succeeded: L1 accepted just this proof. */
	readonly accepted: Verified<MinedTransaction> | null;
};

export type ProofFinder = (
	header: Verified<Header>,
	batch: ReferenceBatch,
	transaction: Hex,
	signal?: AbortSignal,
) => Promise<FoundProof>;

/**
 * Finds the proof of a batch by the transaction that a node names. Resolves to bytes that stand in that transaction's call
 * of `prove` for just this batch.
 * @throws not-rechecked when no L1 endpoint has such a transaction, or it is no such call; the pool's faults
 */
export const openProofs = (rollup: Hex, pool: Pool<Execution>): ProofFinder => {
	const headerCache = openHeaderCache();

	/** Proved in its block, and that it did not fail. @throws what keeps it from being proved */
	const included = async (
		header: Verified<Header>,
		{ client }: Member<Execution>,
		{ number, transactions }: BlockClaim,
		hash: Hex,
		signal: AbortSignal | undefined,
	): Promise<Verified<MinedTransaction> | null> => {
		const walked = await walkBack(header, number, pool, headerCache, signal);
		const at = await wholeHeader(walked, pool, signal);
		const [mined] = proveTransactions(at, transactions, [hash]);
		if (mined === undefined || mined === null) return null;
		const hashes = transactions.map((raw) => keccakHex(fromHex(raw)));
		const { value: raws } = await client.receipts(number, hashes, signal);
		const [receipt] = proveReceipts(at, [mined], raws);
		return receipt?.value.succeeded === true ? mined : null;
	};

	return (header, batch, transaction, signal) =>
		pool.first(async (member) => {
			const { name, client } = member;
			const missing = (why: string): Fault =>
				new Fault("not-rechecked", `batch ${batch.number}: ${why}`, name);
			const { value: hint } = await client.receiptHint(transaction, signal);
			if (hint === null) throw missing(`knows no transaction ${transaction}`);
			const at = { number: hint.blockNumber };
			const { value: block } = await client.block(at, signal);
			const raw = block.transactions.find(
				(one) => keccakHex(fromHex(one)) === transaction,
			);
			if (raw === undefined)
				throw missing(`block ${hint.blockNumber} has no ${transaction}`);
			const call = callOf(raw);
			const proof = call?.to === rollup ? proofInCall(call.data, batch) : null;
			if (proof === null) throw missing(`${transaction} is no proof of it`);
			try {
				const accepted = await included(
					header,
					member,
					block,
					transaction,
					signal,
				);
				return { proof, accepted };
			} catch (thrown) {
				const fault = asFault(thrown);
				if (isOurs(fault)) throw fault;
				return { proof, accepted: null };
			}
		});
};
