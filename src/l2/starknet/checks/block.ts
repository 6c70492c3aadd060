// A Starknet block's header, and the hash that commits to all of it. L1 keeps that hash, so what is in here is proved by it: the
// roots of the tries, the block's number and its time.
// Source: https://docs.starknet.io/learn/protocol/blocks#block-hash; starkware-libs/sequencer@c16dbb0,
// starknet_api/src/block_hash/block_hash_calculator.rs (BlockHashVersion, concat_counts, gas_prices_to_hash)

import type { Hex } from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { starkPoseidon } from "../../../crypto/poseidon-stark.ts";
import { starknetStateTag } from "../../../proof/starknet-trie.ts";
import { felt, feltHex, shortText } from "./felt.ts";

/** In wei, and in fri: the 10^-18th part of a STRK. */
const price = d.tuple(felt, felt);
/** A u32 is more than any block has of anything. */
const count = d.int(0, 0xffff_ffff);

export const starknetBlock = d.record({
	number: d.int(),
	contractsRoot: felt,
	classesRoot: felt,
	sequencer: felt,
	timestampS: d.int(),
	transactionCount: count,
	eventCount: count,
	stateDiffLength: count,
	daMode: d.oneOf("CALLDATA", "BLOB"),
	stateDiffCommitment: felt,
	transactionCommitment: felt,
	eventCommitment: felt,
	receiptCommitment: felt,
	l1GasPrice: price,
	l1DataGasPrice: price,
	l2GasPrice: price,
	/** Of the protocol: "0.14.1". */
	version: d.text(31),
	parentHash: felt,
});
export type StarknetBlock = Decoded<typeof starknetBlock>;

/** The root of all state, over those of contracts and classes; zero while nothing is there. */
export const globalRoot = (contractsRoot: Hex, classesRoot: Hex): Hex => {
	const roots = [BigInt(contractsRoot), BigInt(classesRoot)];
	return feltHex(
		roots.every((root) => root === 0n)
			? 0n
			: starkPoseidon([starknetStateTag, ...roots]),
	);
};

/** Numbers and a flag in one element, each number in 64 bits. */
const countsOf = ({
	transactionCount,
	eventCount,
	stateDiffLength,
	daMode,
}: StarknetBlock): bigint =>
	(BigInt(transactionCount) << 192n) |
	(BigInt(eventCount) << 128n) |
	(BigInt(stateDiffLength) << 64n) |
	(daMode === "BLOB" ? 1n << 63n : 0n);

/** The first versions whose blocks are hashed so: by what stands in front, and how prices go in. */
const forms = [
	{ from: [0, 13, 4], tag: "STARKNET_BLOCK_HASH1", isPriced: true },
	{ from: [0, 13, 2], tag: "STARKNET_BLOCK_HASH0", isPriced: false },
] as const;

const isFrom = (
	version: readonly number[],
	from: readonly number[],
): boolean => {
	for (const [i, least] of from.entries()) {
		const own = version[i] ?? 0;
		if (own !== least) return own > least;
	}
	return true;
};

/** @throws unknown-fork for a version whose blocks are hashed otherwise, and for what is none */
const formOf = (version: string): (typeof forms)[number] => {
	const parts = /^\d{1,4}(\.\d{1,4}){1,5}$/.test(version)
		? version.split(".").map(Number)
		: [];
	const form = forms.find(({ from }) => isFrom(parts, from));
	if (parts.length === 0 || form === undefined)
		throw new Fault("unknown-fork", `blocks of Starknet "${version}"`);
	return form;
};

/** @throws unknown-fork */
export const starknetBlockHash = (block: StarknetBlock): Hex => {
	const { tag, isPriced } = formOf(block.version);
	const { l1GasPrice, l1DataGasPrice, l2GasPrice } = block;
	const prices = [...l1GasPrice, ...l1DataGasPrice].map(BigInt);
	return feltHex(
		starkPoseidon([
			shortText(tag),
			BigInt(block.number),
			BigInt(globalRoot(block.contractsRoot, block.classesRoot)),
			BigInt(block.sequencer),
			BigInt(block.timestampS),
			countsOf(block),
			BigInt(block.stateDiffCommitment),
			BigInt(block.transactionCommitment),
			BigInt(block.eventCommitment),
			BigInt(block.receiptCommitment),
			...(isPriced
				? [
						starkPoseidon([
							shortText("STARKNET_GAS_PRICES0"),
							...prices,
							...l2GasPrice.map(BigInt),
						]),
					]
				: prices),
			shortText(block.version),
			0n,
			BigInt(block.parentHash),
		]),
	);
};
