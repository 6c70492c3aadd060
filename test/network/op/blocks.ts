// What the rollup's parts read of L1 and L2 blocks, and how a block's header hashes.

import { keccak256, toRlp } from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import type { Decoded } from "../../../src/base/decode.ts";
import * as d from "../../../src/base/decode.ts";
import type { Rpc } from "./rpc.ts";

/** An L1 block as far as L2 derives from it. */
export const l1BlockOf = d.record({
	number: d.smallQuantity,
	hash: d.hash,
	parentHash: d.hash,
	timestamp: d.smallQuantity,
	baseFeePerGas: d.quantity,
});
export type L1Block = Decoded<typeof l1BlockOf>;

/** An L2 block with its transactions' hashes: every field of a header before Isthmus. */
export const l2BlockOf = d.record({
	hash: d.hash,
	parentHash: d.hash,
	sha3Uncles: d.hash,
	miner: d.address,
	stateRoot: d.hash,
	transactionsRoot: d.hash,
	receiptsRoot: d.hash,
	logsBloom: d.hexUpTo(256),
	difficulty: d.quantity,
	number: d.smallQuantity,
	gasLimit: d.quantity,
	gasUsed: d.quantity,
	timestamp: d.smallQuantity,
	extraData: d.hexUpTo(32),
	mixHash: d.hash,
	nonce: d.hexUpTo(8),
	baseFeePerGas: d.quantity,
	withdrawalsRoot: d.hash,
	blobGasUsed: d.quantity,
	excessBlobGas: d.quantity,
	parentBeaconBlockRoot: d.hash,
	transactions: d.list(d.hash, 10_000),
});
export type L2Block = Decoded<typeof l2BlockOf>;

const toTag = (at: number | Hex | "latest"): string =>
	typeof at === "number" ? `0x${at.toString(16)}` : at;

export const readL1Block = (
	l1: Rpc,
	at: number | "latest",
): Promise<L1Block | null> =>
	l1("eth_getBlockByNumber", [toTag(at), false], d.nullable(l1BlockOf));

/** @throws when the node has no such block. */
export const readL2Block = (l2: Rpc, at: number | "latest"): Promise<L2Block> =>
	l2("eth_getBlockByNumber", [toTag(at), false], l2BlockOf);

const rlpInt = (value: bigint | number): Hex => {
	const text = value.toString(16);
	if (text === "0") return "0x";
	return `0x${text.length % 2 === 0 ? text : `0${text}`}`;
};

/** The RLP of a header of the Ecotone to Granite forks (20 fields, no requests hash). */
export const headerRlp = (block: L2Block): Hex =>
	toRlp([
		block.parentHash,
		block.sha3Uncles,
		block.miner,
		block.stateRoot,
		block.transactionsRoot,
		block.receiptsRoot,
		block.logsBloom,
		rlpInt(block.difficulty),
		rlpInt(block.number),
		rlpInt(block.gasLimit),
		rlpInt(block.gasUsed),
		rlpInt(block.timestamp),
		block.extraData,
		block.mixHash,
		block.nonce,
		rlpInt(block.baseFeePerGas),
		block.withdrawalsRoot,
		rlpInt(block.blobGasUsed),
		rlpInt(block.excessBlobGas),
		block.parentBeaconBlockRoot,
	]);

export const headerHash = (block: L2Block): Hex => keccak256(headerRlp(block));

const elasticity = 6n;
const denominator = 250n;

/** What gas costs in the block after `parent`. Source: EIP-1559 with the OP Stack's figures since Canyon. */
export const nextBaseFee = (
	parent: Pick<L2Block, "baseFeePerGas" | "gasLimit" | "gasUsed">,
): bigint => {
	const { baseFeePerGas: fee, gasLimit, gasUsed } = parent;
	const target = gasLimit / elasticity;
	if (gasUsed <= target)
		return fee - (fee * (target - gasUsed)) / target / denominator;
	const more = (fee * (gasUsed - target)) / target / denominator;
	return fee + (more === 0n ? 1n : more);
};
