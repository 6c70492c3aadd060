// L1 deposits as L2 transactions: pure bytes. Source: OP Stack specs, protocol/deposits.md (deposit transaction type,
// source hash, event opaque data) and protocol/ecotone/l1-attributes.md.

import {
	concat,
	encodeFunctionData,
	keccak256,
	numberToHex,
	pad,
	slice,
	toRlp,
} from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import type { Decoded } from "../../../src/base/decode.ts";
import * as d from "../../../src/base/decode.ts";
import { portalAbi } from "./abi.ts";
import { depositor, l1Block } from "./address.ts";
import type { L1Block } from "./blocks.ts";
import type { Call, Receipt } from "./sender.ts";

/** keccak256("TransactionDeposited(address,address,uint256,bytes)") */
export const depositTopic: Hex =
	"0xb3813568d9991fc951961fcb4c784893574240a28925604d09fc577c55bb7c32";

export const depositLogOf = d.record({
	address: d.address,
	topics: d.list(d.hash, 4),
	data: d.hexUpTo(200_000),
	blockNumber: d.smallQuantity,
	blockHash: d.hash,
	logIndex: d.smallQuantity,
});
export type DepositLog = Decoded<typeof depositLogOf>;

export type Deposit = {
	readonly sourceHash: Hex;
	readonly from: Hex;
	/** null creates a contract. */
	readonly to: Hex | null;
	readonly mintWei: bigint;
	readonly valueWei: bigint;
	readonly gas: bigint;
	readonly data: Hex;
};

const rlpInt = (value: bigint): Hex =>
	value === 0n ? "0x" : numberToHex(value);

/** The transaction as it stands in the L2 block; its keccak256 is its hash. */
export const depositBytes = (deposit: Deposit): Hex =>
	concat([
		"0x7e",
		toRlp([
			deposit.sourceHash,
			deposit.from,
			deposit.to ?? "0x",
			rlpInt(deposit.mintWei),
			rlpInt(deposit.valueWei),
			rlpInt(deposit.gas),
			"0x", // never a system transaction since Regolith
			deposit.data,
		]),
	]);

const word = (value: number): Hex => numberToHex(value, { size: 32 });

/** Domain 0: a user's deposit, by its place on L1. */
export const userSourceHash = (blockHash: Hex, logIndex: number): Hex =>
	keccak256(concat([word(0), keccak256(concat([blockHash, word(logIndex)]))]));

/** Domain 1: the L1 attributes, by the epoch's hash and the block's place in the epoch. */
export const attributesSourceHash = (blockHash: Hex, sequence: number): Hex =>
	keccak256(concat([word(1), keccak256(concat([blockHash, word(sequence)]))]));

/** The L2 transaction that a TransactionDeposited log of the portal stands for. @throws RangeError for another event or version. */
export const depositOf = (log: DepositLog): Deposit => {
	const [topic, from, to, version] = log.topics;
	if (topic !== depositTopic || !from || !to || BigInt(version ?? 1) !== 0n)
		throw new RangeError('"log" is not a deposit of version 0');
	// ABI head: offset, length; then mint 32, value 32, gas 8, creation 1, data.
	const length = Number(BigInt(slice(log.data, 32, 64)));
	const opaque = slice(log.data, 64, 64 + length);
	const isCreation = slice(opaque, 72, 73) !== "0x00";
	return {
		sourceHash: userSourceHash(log.blockHash, log.logIndex),
		from: slice(from, 12),
		to: isCreation ? null : slice(to, 12),
		mintWei: BigInt(slice(opaque, 0, 32)),
		valueWei: BigInt(slice(opaque, 32, 64)),
		gas: BigInt(slice(opaque, 64, 72)),
		data: length > 73 ? slice(opaque, 73) : "0x",
	};
};

/** What a user calls on L1 to have `to` called on L2, whatever the sequencer thinks of it; mints `mintWei` there. */
export const depositTransaction = (
	portal: Hex,
	deposit: {
		readonly to: Hex;
		readonly mintWei?: bigint;
		readonly valueWei?: bigint;
		readonly gas?: bigint;
		readonly data?: Hex;
	},
): Call => ({
	to: portal,
	data: encodeFunctionData({
		abi: portalAbi,
		functionName: "depositTransaction",
		args: [
			deposit.to,
			deposit.valueWei ?? 0n,
			deposit.gas ?? 200_000n,
			false,
			deposit.data ?? "0x",
		],
	}),
	valueWei: deposit.mintWei ?? 0n,
	gas: 1_500_000n,
	what: `deposit to ${deposit.to}`,
});

/** The first transaction of each L2 block: it writes the L1 origin into the L1Block predeploy. */
export const attributesDeposit = (
	origin: L1Block,
	sequence: number,
	batcher: Hex,
): Deposit => ({
	sourceHash: attributesSourceHash(origin.hash, sequence),
	from: depositor,
	to: l1Block,
	mintWei: 0n,
	valueWei: 0n,
	gas: 1_000_000n,
	data: concat([
		"0x440a5e20", // setL1BlockValuesEcotone()
		numberToHex(basefeeScalar, { size: 4 }),
		numberToHex(blobBasefeeScalar, { size: 4 }),
		numberToHex(sequence, { size: 8 }),
		numberToHex(origin.timestamp, { size: 8 }),
		numberToHex(origin.number, { size: 8 }),
		numberToHex(origin.baseFeePerGas, { size: 32 }),
		numberToHex(1n, { size: 32 }), // blob base fee: the least there is
		origin.hash,
		pad(batcher, { size: 32 }),
	]),
});

export const basefeeScalar = 1368;
export const blobBasefeeScalar = 810_949;

/** The hashes on L2 of the deposits that an L1 transaction made: its receipt's, in the portal's order. */
export const depositHashes = (
	portal: Hex,
	{ logs, blockHash, blockNumber }: Receipt,
): readonly Hex[] =>
	logs
		.filter((log) => log.address === portal && log.topics[0] === depositTopic)
		.map((log) =>
			keccak256(depositBytes(depositOf({ ...log, blockHash, blockNumber }))),
		);
