// Output roots: what the proposer posts about an L2 block. Source: OP Stack specs, protocol/proposals.md, version 0.

import { concat, keccak256, pad } from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { messagePasser } from "./address.ts";
import { readL2Block } from "./blocks.ts";
import type { Rpc } from "./rpc.ts";

export type Output = {
	readonly l2BlockNumber: number;
	readonly stateRoot: Hex;
	readonly messagePasserStorageRoot: Hex;
	readonly latestBlockhash: Hex;
	readonly root: Hex;
};

export const outputVersion: Hex = pad("0x", { size: 32 });

export const outputRoot = (preimage: Omit<Output, "root">): Hex =>
	keccak256(
		concat([
			outputVersion,
			preimage.stateRoot,
			preimage.messagePasserStorageRoot,
			preimage.latestBlockhash,
		]),
	);

/** The output of block `number` as this node has it. @throws when it does not have the block. */
export const readOutput = async (l2: Rpc, number: number): Promise<Output> => {
	const block = await readL2Block(l2, number);
	const { storageHash } = await l2(
		"eth_getProof",
		[messagePasser, [], `0x${number.toString(16)}`],
		d.record({ storageHash: d.hash }),
	);
	const preimage = {
		l2BlockNumber: number,
		stateRoot: block.stateRoot,
		messagePasserStorageRoot: storageHash,
		latestBlockhash: block.hash,
	};
	return { ...preimage, root: outputRoot(preimage) };
};
