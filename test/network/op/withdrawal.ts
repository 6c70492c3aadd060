// A withdrawal of ether from L2, as its owner would do it: the message on L2, its proof, and the two calls to the portal.

import {
	decodeErrorResult,
	encodeAbiParameters,
	encodeFunctionData,
	keccak256,
	parseEventLogs,
} from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { messagePasserAbi, portalAbi } from "./abi.ts";
import { messagePasser } from "./address.ts";
import type { OpContracts } from "./deploy.ts";
import { type Output, outputVersion } from "./output.ts";
import { type Rpc, RpcRefusal } from "./rpc.ts";
import { type Call, type Receipt, viemLogs } from "./sender.ts";

export type Withdrawal = {
	readonly nonce: bigint;
	readonly sender: Hex;
	readonly target: Hex;
	readonly value: bigint;
	readonly gasLimit: bigint;
	readonly data: Hex;
};

/** The transaction on L2 that begins it: sends `wei` to `target` on L1. */
export const initiateWithdrawal = (target: Hex, wei: bigint): Call => ({
	to: messagePasser,
	data: encodeFunctionData({
		abi: messagePasserAbi,
		functionName: "initiateWithdrawal",
		args: [target, 100_000n, "0x"],
	}),
	valueWei: wei,
	gas: 300_000n,
	what: "initiate a withdrawal",
});

/** The withdrawal that a receipt of initiateWithdrawal began, and its hash. */
export const withdrawalOf = (
	receipt: Receipt,
): { readonly withdrawal: Withdrawal; readonly hash: Hex } => {
	const [event] = parseEventLogs({
		abi: messagePasserAbi,
		eventName: "MessagePassed",
		logs: viemLogs(receipt),
	});
	if (event === undefined) throw new RangeError('"receipt" has no message');
	const { withdrawalHash, ...withdrawal } = event.args;
	return { withdrawal, hash: withdrawalHash };
};

/** Where the message passer keeps that the withdrawal was sent. */
export const sentMessageSlot = (withdrawalHash: Hex): Hex =>
	keccak256(
		encodeAbiParameters(
			[{ type: "bytes32" }, { type: "uint256" }],
			[withdrawalHash, 0n],
		),
	);

/** The trie nodes that prove the withdrawal under the message passer's storage root at `block`. */
export const withdrawalProof = async (
	l2: Rpc,
	withdrawalHash: Hex,
	block: number,
): Promise<readonly Hex[]> => {
	const { storageHash, storageProof } = await l2(
		"eth_getProof",
		[
			messagePasser,
			[sentMessageSlot(withdrawalHash)],
			`0x${block.toString(16)}`,
		],
		d.record({
			storageHash: d.hash,
			storageProof: d.list(
				d.record({ proof: d.list(d.hexUpTo(1024), 64) }),
				1,
				1,
			),
		}),
	);
	const [first] = storageProof;
	if (first === undefined) throw new Error(`no proof under ${storageHash}`);
	return first.proof;
};

/** Proves the withdrawal to the portal under the output that game `index` claims. */
export const proveWithdrawal = (
	{ optimismPortal }: OpContracts,
	withdrawal: Withdrawal,
	index: number,
	output: Output,
	proof: readonly Hex[],
): Call => ({
	to: optimismPortal.address,
	data: encodeFunctionData({
		abi: portalAbi,
		functionName: "proveWithdrawalTransaction",
		args: [
			withdrawal,
			BigInt(index),
			{
				version: outputVersion,
				stateRoot: output.stateRoot,
				messagePasserStorageRoot: output.messagePasserStorageRoot,
				latestBlockhash: output.latestBlockhash,
			},
			[...proof],
		],
	}),
	gas: 1_500_000n,
	what: "prove the withdrawal",
});

/** Pays it out, once the game is won and both delays have passed. */
export const finalizeWithdrawal = (
	{ optimismPortal }: OpContracts,
	withdrawal: Withdrawal,
): Call => ({
	to: optimismPortal.address,
	data: encodeFunctionData({
		abi: portalAbi,
		functionName: "finalizeWithdrawalTransaction",
		args: [withdrawal],
	}),
	gas: 1_500_000n,
	what: "finalize the withdrawal",
});

const revertOf = d.hexUpTo(4096);

/**
 * What the portal says to finalizing now, for the one who proved it: "ready", or its words, as "OptimismPortal: proven
 * withdrawal has not matured yet".
 */
export const readiness = async (
	l1: Rpc,
	{ optimismPortal }: OpContracts,
	withdrawalHash: Hex,
	submitter: Hex,
): Promise<string> => {
	const data = encodeFunctionData({
		abi: portalAbi,
		functionName: "checkWithdrawal",
		args: [withdrawalHash, submitter],
	});
	try {
		await l1(
			"eth_call",
			[{ to: optimismPortal.address, data }, "latest"],
			d.hexUpTo(0),
		);
		return "ready";
	} catch (thrown) {
		if (!(thrown instanceof RpcRefusal)) throw thrown;
		const reason = revertOf(thrown.data, "data");
		return decodeErrorResult({ data: reason }).args.join();
	}
};
