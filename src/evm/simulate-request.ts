// A transaction as it would be signed, and the blocks that it is tried in.

import type { Hex } from "../base/bytes.ts";
import type { Header } from "../state/values.ts";
import { type CallRequest, least } from "./rules.ts";

/** EIP-7702: whoever signed that an account shall run an address's code; who that was is known already. */
export type SimulatedDelegation = {
	readonly authority: Hex;
	/** 0 for every chain. */
	readonly chainId: bigint;
	/** The zero address: its own code again, which is none. */
	readonly address: Hex;
	readonly nonce: bigint;
};

export type SimulatedTransaction = CallRequest & {
	readonly gas: bigint;
	readonly nonce: bigint;
	readonly delegations: readonly SimulatedDelegation[];
	/** Whose numbers are asked for, where it is not the sender: the account that acts by this transaction. */
	readonly holder?: Hex;
};

/** A block that is not there yet. */
export type BlockAhead = {
	readonly number: bigint;
	readonly timestampS: number;
	readonly baseFeePerGasWei: bigint;
};

export type SimulatedRange = {
	readonly early: BlockAhead;
	readonly late: BlockAhead;
};

/** A base fee changes by an eighth from block to block, and by one wei at least: EIP-1559. Elsewhere it changes less. */
const changeDenominator = 8n;

export type RangeOptions = {
	readonly slotS: number;
	/** How long after the proved block it may still be mined. */
	readonly withinS: number;
	/** The most a unit of gas may cost. */
	readonly mostFeeWei: bigint;
};

/**
 * Early: the block after the proved one, with the least base fee that it can have. Late: the last one within the time, with
 * the greatest base fee that it can have and that the transaction still pays. Time and base fee are what code can tell of when
 * it runs, and both ends together are the widest that a signature reaches: below it nothing is mined, above it neither.
 */
export const likelyRange = (
	{ blockNumber, timestampS, baseFeePerGasWei }: Header,
	{ slotS, withinS, mostFeeWei }: RangeOptions,
): SimulatedRange => {
	const step = Math.max(1, Math.floor(slotS));
	const blocks = Math.max(1, Math.floor(withinS / step));
	let most = baseFeePerGasWei;
	for (let i = 0; i < blocks && most < mostFeeWei; i++)
		most += most / changeDenominator + 1n;
	const fewest = baseFeePerGasWei - baseFeePerGasWei / changeDenominator;
	return {
		early: {
			number: BigInt(blockNumber) + 1n,
			timestampS: timestampS + step,
			baseFeePerGasWei: fewest,
		},
		late: {
			number: BigInt(blockNumber + blocks),
			timestampS: timestampS + blocks * step,
			baseFeePerGasWei: mostFeeWei < fewest ? fewest : least(most, mostFeeWei),
		},
	};
};
