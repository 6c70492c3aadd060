// What is true, asked of an honest node behind the wallet's back, and compared with what the wallet concluded.

import type { Hex } from "../../src/base/bytes.ts";
import { toQuantity } from "../../src/base/bytes.ts";
import type { Reading } from "../../src/engine/reader.ts";
import type { TransactionInBlock } from "../../src/state/mined.ts";
import type { Header } from "../../src/state/values.ts";
import { isBranch, type Tree } from "./json.ts";

export type Ask = (method: string, params?: readonly Tree[]) => Promise<Tree>;

const number = (tree: Tree | undefined): bigint =>
	typeof tree === "string" ? BigInt(tree === "0x" ? "0x0" : tree) : -1n;

/** Every number of the reading that is not what the honest node has at the reading's own block. */
export const wrongIn = async (
	ask: Ask,
	{ basis, reads }: Reading<Header>,
): Promise<readonly string[]> => {
	const wrong: string[] = [];
	const at = toQuantity(basis.value.blockNumber);
	const expectSame = (what: string, shown: unknown, is: unknown): void => {
		if (shown !== is) wrong.push(`${what}: shown ${shown}, is ${is}`);
	};
	const block = await ask("eth_getBlockByNumber", [at, false]);
	if (!isBranch(block)) return [`no block ${at}`];
	expectSame("block hash", basis.value.blockHash, block.hash);
	expectSame("state root", basis.value.stateRoot, block.stateRoot);
	for (const { account, slots, code } of reads) {
		const { address, balanceWei, nonce } = account.value;
		expectSame(
			`balance of ${address}`,
			balanceWei,
			number(await ask("eth_getBalance", [address, at])),
		);
		expectSame(
			`nonce of ${address}`,
			BigInt(nonce),
			number(await ask("eth_getTransactionCount", [address, at])),
		);
		for (const { value } of slots)
			expectSame(
				`slot ${value.key}`,
				value.word,
				number(await ask("eth_getStorageAt", [address, value.key, at])),
			);
		if (code !== null)
			expectSame(
				`code of ${address}`,
				code.value.bytes,
				await ask("eth_getCode", [address, at]),
			);
	}
	return wrong;
};

/** The same of a transaction and its receipt. */
export const wrongInMined = async (
	ask: Ask,
	hash: Hex,
	mined: TransactionInBlock,
): Promise<readonly string[]> => {
	const receipt = await ask("eth_getTransactionReceipt", [hash]);
	if (!isBranch(receipt)) return [`${hash} was never mined`];
	const wrong: string[] = [];
	const { receipt: shown, header } = mined;
	if (shown.value.transactionHash !== hash) wrong.push("another transaction");
	if (shown.value.succeeded !== (receipt.status === "0x1"))
		wrong.push(`status of ${hash}`);
	if (BigInt(header.value.blockNumber) !== number(receipt.blockNumber))
		wrong.push(`block of ${hash}`);
	if (header.value.blockHash !== receipt.blockHash)
		wrong.push(`block hash of ${hash}`);
	return wrong;
};
