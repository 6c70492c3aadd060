// The tree of messages to L1 as ArbSys keeps it, written from its definition and apart from what the wallet checks with: a subtree
// with nothing in it is 32 zero bytes, at whatever height. Source: OffchainLabs/nitro, arbos/merkleAccumulator.

import { concat, encodePacked, keccak256, pad } from "viem";
import type { Hex } from "../../../src/base/bytes.ts";

export type Send = {
	readonly caller: Hex;
	readonly destination: Hex;
	readonly arbBlock: number;
	readonly ethBlock: number;
	readonly timestamp: number;
	readonly value: bigint;
	readonly data: Hex;
};

export const itemOf = (one: Send): Hex =>
	keccak256(
		encodePacked(
			[
				"address",
				"address",
				"uint256",
				"uint256",
				"uint256",
				"uint256",
				"bytes",
			],
			[
				one.caller,
				one.destination,
				BigInt(one.arbBlock),
				BigInt(one.ethBlock),
				BigInt(one.timestamp),
				one.value,
				one.data,
			],
		),
	);

const nothing: Hex = pad("0x", { size: 32 });

/** The subtree of 2^height places from `from` on. */
const subtree = (items: readonly Hex[], height: number, from: number): Hex => {
	const item = items[from];
	if (item === undefined) return nothing;
	if (height === 0) return keccak256(item);
	const half = 2 ** (height - 1);
	return keccak256(
		concat([
			subtree(items, height - 1, from),
			subtree(items, height - 1, from + half),
		]),
	);
};

const heightOf = (count: number): number => Math.ceil(Math.log2(count));

/** Of these items; zero when there is none. */
export const rootOf = (items: readonly Hex[]): Hex =>
	items.length === 0 ? nothing : subtree(items, heightOf(items.length), 0);

/** What NodeInterface.constructOutboxProof gives. */
export const wayOf = (items: readonly Hex[], index: number): readonly Hex[] =>
	Array.from({ length: heightOf(items.length) }, (_, height) => {
		const beside = Math.floor(index / 2 ** height) ^ 1;
		return subtree(items, height, beside * 2 ** height);
	});
