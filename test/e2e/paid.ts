// What L1 says of an account's money, asked past the wallet: its balance, how many transactions it sent and what it paid for
// gas.

import type { Hex } from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import type { Rpc } from "../network/op/rpc.ts";

const sent = d.record({
	hash: d.hash,
	from: d.address,
	to: d.nullable(d.address),
	maxPriorityFeePerGas: d.optional(d.quantity),
});
const blockWithTransactions = d.record({
	baseFeePerGas: d.quantity,
	transactions: d.list(sent, 1_000),
});
const receipt = d.record({ gasUsed: d.quantity });

export type Purse = {
	readonly balance: () => Promise<bigint>;
	readonly height: () => Promise<number>;
	/** How many transactions of the account L1 has taken. */
	readonly count: () => Promise<number>;
	/** Those in blocks above this one, oldest first. */
	readonly sentSince: (
		block: number,
	) => Promise<
		readonly { readonly hash: Hex; readonly to: Hex | null; block: number }[]
	>;
	/** In wei, for those in blocks above this one. */
	readonly feesSince: (block: number) => Promise<bigint>;
};

export const openPurse = (l1: Rpc, account: Hex): Purse => {
	const height = async (): Promise<number> =>
		Number(await l1("eth_blockNumber", [], d.quantity));
	const all = async (block: number) => {
		const found = [];
		for (let number = block + 1; number <= (await height()); number++) {
			const { baseFeePerGas, transactions } = await l1(
				"eth_getBlockByNumber",
				[`0x${number.toString(16)}`, true],
				blockWithTransactions,
			);
			for (const one of transactions)
				if (one.from === account)
					found.push({ ...one, baseFeePerGas, block: number });
		}
		return found;
	};
	return {
		height,
		balance: () => l1("eth_getBalance", [account, "latest"], d.quantity),
		count: async () =>
			Number(
				await l1("eth_getTransactionCount", [account, "latest"], d.quantity),
			),
		sentSince: all,
		feesSince: async (block) => {
			let sum = 0n;
			for (const one of await all(block)) {
				const { gasUsed } = await l1(
					"eth_getTransactionReceipt",
					[one.hash],
					receipt,
				);
				// the receipts of this L1 client price gas without the base fee
				sum += gasUsed * (one.baseFeePerGas + (one.maxPriorityFeePerGas ?? 0n));
			}
			return sum;
		},
	};
};
