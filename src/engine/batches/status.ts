// What a site gets to know of its batch, in the words of EIP-5792: by receipts that are proved at the moment it asks. What is not
// proved is not answered as done.
// https://eips.ethereum.org/EIPS/eip-5792 (version 2.0.0)

import { type Hex, toQuantity } from "../../base/bytes.ts";
import { Fault } from "../../base/fault.ts";
import type { Json } from "../../base/immutable.ts";
import type { TransactionInBlock } from "../../state/mined.ts";
import type { CallBatch } from "./record.ts";
import { isBatchUnderWay } from "./store.ts";

const receiptInBatch = ({
	header,
	receipt,
	gasBefore,
}: TransactionInBlock) => ({
	logs: receipt.value.logs.map(({ address, topics, data }) => ({
		...{ address, topics, data },
	})),
	status: toQuantity(receipt.value.succeeded ? 1 : 0),
	blockHash: header.value.blockHash,
	blockNumber: toQuantity(header.value.blockNumber),
	gasUsed: toQuantity(receipt.value.cumulativeGasUsed - gasBefore),
	transactionHash: receipt.value.transactionHash,
});

/** 100 pending, 200 done, 400 nothing of it happened, 500 it failed whole, 600 a part of it happened. */
const codeOf = (
	batch: CallBatch,
	receipts: readonly { readonly status: string }[],
): number => {
	if (isBatchUnderWay(batch)) return 100;
	const failed = receipts.filter(({ status }) => status !== "0x1").length;
	if (receipts.length === 0) return 400;
	if (failed === receipts.length) return 500;
	return failed === 0 && receipts.length === batch.calls.length ? 200 : 600;
};

/**
 * @param mined the transaction in a proved block; null where none is proved to have it
 * @param isSent is it on its way still?
 * @throws not-anchored for what happened too long ago to be proved
 */
export const callsStatus = async (
	batch: CallBatch,
	mined: (hash: Hex) => Promise<TransactionInBlock | null>,
	isSent: (hash: Hex) => boolean,
): Promise<Json> => {
	const { id, chainId, calls, steps } = batch;
	const found: TransactionInBlock[] = [];
	let isOpen = false;
	for (const { hash } of steps) {
		if (hash === null) continue;
		const one = await mined(hash);
		if (one !== null) found.push(one);
		// in no block yet, or its block went away
		else if (isSent(hash)) isOpen = true;
		else
			throw new Fault(
				"not-anchored",
				`no verified block is known to hold ${hash}`,
			);
	}
	const receipts = found.map(receiptInBatch);
	return {
		version: "2.0.0",
		id,
		chainId: toQuantity(chainId),
		status: isOpen ? 100 : codeOf(batch, receipts),
		// one call is one transaction
		atomic: calls.length === 1,
		receipts,
	};
};
