// Assertions of an Arbitrum chain: what their hashes commit to, and what the rollup contract keeps of each. Pure.
// Source: OffchainLabs/nitro-contracts@67487333, src/rollup/RollupLib.sol (assertionHash), AssertionState.sol (hash),
// Assertion.sol (AssertionNode), src/state/GlobalState.sol; test/storage/RollupUserLogic.

import { bigToBytes, concat, fromHex, type Hex } from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import { bitsOf } from "../../../state/storage-layout.ts";

/** MachineStatus.FINISHED: the machine came to an end, and the block is its result. */
export const finished = 1;

/** All that an assertion's hash commits to. */
export const assertion = d.record({
	parent: d.hash,
	/** GlobalState: the chain's newest block, and the root of its messages to L1. */
	blockHash: d.hash,
	sendRoot: d.hash,
	/** How many batches it took, and how many messages of the next one. */
	batch: d.int(0),
	positionInBatch: d.int(0),
	machineStatus: d.int(0, 255),
	endHistoryRoot: d.hash,
	/** The accumulator of the bridge after its last batch. */
	inboxAcc: d.hash,
});
export type Assertion = Decoded<typeof assertion>;

const word = (value: number): Uint8Array => bigToBytes(BigInt(value), 32);

/** By what the rollup contract knows it. */
export const assertionHash = (one: Assertion): Hex => {
	const state = keccakHex(
		concat(
			fromHex(one.blockHash, 32),
			fromHex(one.sendRoot, 32),
			word(one.batch),
			word(one.positionInBatch),
			word(one.machineStatus),
			fromHex(one.endHistoryRoot, 32),
		),
	);
	return keccakHex(
		concat(
			fromHex(one.parent, 32),
			fromHex(state, 32),
			fromHex(one.inboxAcc, 32),
		),
	);
};

const statuses = ["none", "pending", "confirmed"] as const;

export type AssertionNode = {
	readonly status: (typeof statuses)[number];
	/** L1 blocks; 0 while there is none. */
	readonly firstChildBlock: number;
	/** Any other number than 0: the children are rivals. */
	readonly secondChildBlock: number;
	readonly createdAtBlock: number;
	readonly isFirstChild: boolean;
};

/** The first word of an AssertionNode. @throws evidence-step for a word that is none */
export const unpackNode = (packed: bigint): AssertionNode => {
	const status = statuses[Number(bitsOf(packed, 200, 8))];
	const block = (from: number): number => {
		const number = bitsOf(packed, from, 64);
		if (number > BigInt(Number.MAX_SAFE_INTEGER))
			throw new Fault("evidence-step", `an assertion of block ${number}`);
		return Number(number);
	};
	if (status === undefined || packed >> 208n !== 0n)
		throw new Fault("evidence-step", `${packed} is no assertion`);
	return {
		status,
		firstChildBlock: block(0),
		secondChildBlock: block(64),
		createdAtBlock: block(128),
		isFirstChild: bitsOf(packed, 192, 8) !== 0n,
	};
};
