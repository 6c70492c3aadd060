// The steps of an exit as its owner does them by hand, on a rollup of this network: for tests, here and end to end.

import { concat, encodeFunctionData, keccak256, numberToHex, pad } from "viem";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import type { Network } from "../network.ts";
import { messagePasserAbi } from "./abi.ts";
import { messagePasser } from "./address.ts";
import { withdrawTokens } from "./bridge.ts";
import { depositHashes, depositTransaction } from "./deposit.ts";
import { gameCount, readGame } from "./games.ts";
import type { OpRollup } from "./handle.ts";
import type { Output } from "./output.ts";
import { type Rpc, rpcTo, sleep } from "./rpc.ts";
import { type Receipt, receiptOf, type Sender } from "./sender.ts";
import {
	finalizeWithdrawal,
	proveWithdrawal,
	type Withdrawal,
	withdrawalOf,
	withdrawalProof,
} from "./withdrawal.ts";

/** @throws Error naming `what` after `timeoutMs` */
export const until = async (
	what: string,
	holds: () => Promise<boolean> | boolean,
	timeoutMs = 90_000,
	/** Has time pass, between two looks. */
	pass: () => Promise<void> = () => sleep(250),
): Promise<void> => {
	const end = Date.now() + timeoutMs;
	while (!(await holds())) {
		if (Date.now() > end) throw new Error(`in vain: ${what}`);
		await pass();
	}
};

/** The word at `slot` of a contract on L1, by the proof's value: what a wallet would read. */
export const provedWord = async (
	l1: Rpc,
	contract: Hex,
	slot: Hex,
): Promise<bigint> => {
	const { storageProof } = await l1(
		"eth_getProof",
		[contract, [slot], "latest"],
		d.record({ storageProof: d.list(d.record({ value: d.text() }), 1, 1) }),
	);
	const [proved] = storageProof;
	if (proved === undefined) throw new Error(`no proof of ${slot}`);
	return BigInt(proved.value); // some nodes give quantities, some whole bytes
};

/** The slot of `key` in the mapping at `slot`. */
export const mappingSlot = (key: Hex, slot: Hex | number): Hex =>
	keccak256(
		concat([
			pad(key, { size: 32 }),
			typeof slot === "number" ? numberToHex(slot, { size: 32 }) : slot,
		]),
	);

/** Forces a withdrawal of ether to the sender through L1. @returns the hash of its transaction on L2 */
export const forceEther = (
	rollup: OpRollup,
	sender: Sender,
	wei: bigint,
): Promise<Hex> =>
	force(rollup, sender, {
		to: messagePasser,
		valueWei: wei,
		data: encodeFunctionData({
			abi: messagePasserAbi,
			functionName: "initiateWithdrawal",
			args: [sender.address, 100_000n, "0x"],
		}),
	});

/** Likewise of bridged tokens. */
export const forceTokens = (
	rollup: OpRollup,
	sender: Sender,
	amount: bigint,
): Promise<Hex> =>
	force(rollup, sender, {
		...withdrawTokens(rollup.bridged.l2, sender.address, amount),
		gas: 600_000n,
	});

export const force = async (
	{ contracts }: OpRollup,
	sender: Sender,
	deposit: Parameters<typeof depositTransaction>[1],
): Promise<Hex> => {
	const portal = contracts.optimismPortal.address;
	const receipt = await sender.send(depositTransaction(portal, deposit));
	const [id] = depositHashes(portal, receipt);
	if (id === undefined) throw new Error("no deposit was made");
	return id;
};

/** The receipt on L2, as soon as a node has it. */
export const receiptOn = async (
	l2: Rpc,
	id: Hex,
	pass?: () => Promise<void>,
	timeoutMs = 120_000,
): Promise<Receipt> => {
	let found: Receipt | null = null;
	await until(
		`${id} is on L2`,
		async () => {
			found = await l2(
				"eth_getTransactionReceipt",
				[id],
				d.nullable(receiptOf),
			);
			return found !== null;
		},
		timeoutMs,
		pass,
	);
	if (found === null) throw new Error(`${id} is not on L2`);
	return found;
};

export type Begun = {
	readonly withdrawal: Withdrawal;
	readonly hash: Hex;
	/** The L2 block that holds it. */
	readonly blockNumber: number;
};

/** The withdrawal that a transaction on L2 began. */
export const begunBy = async (
	l2: Rpc,
	id: Hex,
	pass?: () => Promise<void>,
): Promise<Begun> => {
	const receipt = await receiptOn(l2, id, pass);
	if (receipt.status !== "0x1") throw new Error(`${id} failed on L2`);
	return { ...withdrawalOf(receipt), blockNumber: receipt.blockNumber };
};

/** The place of a game in the factory's list. */
export const indexOfGame = async (
	l1: Rpc,
	{ contracts }: OpRollup,
	game: Hex,
): Promise<number> => {
	for (let i = (await gameCount(l1, contracts)) - 1; i >= 0; i--)
		if ((await readGame(l1, contracts, i)).address === game) return i;
	throw new Error(`${game} is not in the list`);
};

/** Proves it against a game whose true output is `output`; nodes at `l2` serve the proof. */
export const prove = async (
	rollup: OpRollup,
	sender: Sender,
	begun: Begun,
	{ game, ...output }: Output & { readonly game: Hex },
	l2: Rpc = rpcTo(rollup.rpcUrl),
	l1: Rpc = rpcTo(rollup.l1Rpc),
): Promise<Receipt> => {
	const index = await indexOfGame(l1, rollup, game);
	const proof = await withdrawalProof(l2, begun.hash, output.l2BlockNumber);
	return sender.send(
		proveWithdrawal(rollup.contracts, begun.withdrawal, index, output, proof),
	);
};

/** Finalizes as soon as the portal lets it. @throws Error when it does not within `timeoutMs` */
export const finalize = async (
	rollup: OpRollup,
	sender: Sender,
	{ withdrawal, hash: id }: Begun,
	timeoutMs = 120_000,
): Promise<Receipt> => {
	await until(
		`${id} may be finalized`,
		async () => (await rollup.checkWithdrawal(id, sender.address)) === "ready",
		timeoutMs,
		rollup.pass,
	);
	return sender.send(finalizeWithdrawal(rollup.contracts, withdrawal));
};

/**
 * L1 drops its blocks from `blockNumber` on, with what they carried. True when it returns: another block stands in their
 * place. @throws Error when one of them is final
 */
export const dropL1From = async (
	{ control }: Pick<Network, "control">,
	l1: Rpc,
	blockNumber: number,
): Promise<void> => {
	const height = await l1("eth_blockNumber", [], d.smallQuantity);
	// A block may come meanwhile.
	const depth = height - blockNumber + 2;
	await control.reorg({ depth, keepTransactions: false });
};

/** Blocks 1 to `upTo` of both nodes have the same hashes. @returns those that differ */
export const differing = (
	rollup: OpRollup,
	upTo: number,
): readonly number[] => {
	const other = rollup.verifier.node();
	const numbers = Array.from({ length: upTo }, (_, i) => i + 1);
	return numbers.filter(
		(n) => rollup.node.at(n)?.block.hash !== other.at(n)?.block.hash,
	);
};
