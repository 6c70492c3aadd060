// Looks at a Scroll rollup's endpoints for withdrawals of an account, and for what proves them under a root that L1 holds.
// What endpoints say are claims: a place in the tree is believed when its root comes out, and not before.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { Execution, LogHint } from "../../../source/execution.ts";
import type { Member } from "../../../source/pool.ts";
import { walk } from "../../log-walk.ts";
import {
	appendUntil,
	foldMessage,
	messageHash,
	siblingsOf,
} from "../checks/messages.ts";
import type { ScrollProfile } from "../checks/profile.ts";
import {
	type ScrollWithdrawal,
	scrollExitOf,
	withdrawalMessage,
	withdrawalOf,
} from "../checks/withdrawal.ts";
import {
	blockSince,
	checkTurns,
	frontierBefore,
	leafIn,
	messageIn,
	topicOf,
	topics,
} from "./logs.ts";

/** Where an endpoint says it was made. */
export type Sighting = Pick<LogHint, "blockNumber" | "transactionHash"> & {
	readonly withdrawal: ScrollWithdrawal;
};
/** What L1 takes for a message: a batch, and siblings that lead to that batch's root. */
export type MessageProof = {
	readonly batchIndex: number;
	readonly root: Hex;
	readonly siblings: readonly Hex[];
};

/** Leaves that are gone through in one look: a hundred thousand take a second or two to hash. */
const mostLeaves = 100_000;
/** Withdrawals of one account that are looked at. */
export const mostSightings = 16;

const sightingsIn = (
	profile: ScrollProfile,
	logs: readonly LogHint[],
): readonly Sighting[] =>
	logs.flatMap((log) => {
		const withdrawal = withdrawalOf(profile, messageIn(log));
		return withdrawal === null
			? []
			: [
					{
						withdrawal,
						blockNumber: log.blockNumber,
						transactionHash: log.transactionHash,
					},
				];
	});

/** Withdrawals to the account since then, newest first, at most 16. @throws what the endpoint fails with */
export const findWithdrawals = async (
	profile: ScrollProfile,
	{ client }: Member<Execution>,
	account: Hex,
	sinceS: number,
): Promise<readonly Sighting[]> => {
	const { l2, contracts, erc20 } = scrollExitOf(profile);
	const { value: top } = await client.header("latest");
	const from = await blockSince(client, sinceS, top.number);
	const found: Sighting[] = [];
	const look = async (
		sender: Hex | null,
		target: Hex,
		range: { readonly from: number; readonly to: number },
	): Promise<void> => {
		let here = 0;
		await walk(
			client,
			{
				address: l2.messenger,
				topics: [
					topics.sentMessage,
					sender === null ? null : topicOf(sender),
					topicOf(target),
				],
			},
			range,
			"back",
			(logs) => {
				const own = sightingsIn(profile, logs).filter(
					({ withdrawal }) => withdrawal.recipient === account,
				);
				found.push(...own);
				here += own.length;
				return here >= mostSightings;
			},
		);
	};
	const range = { from, to: top.number };
	await look(null, account, range);
	if (l2.ethGateway !== undefined && contracts.ethGateway !== undefined)
		await look(l2.ethGateway, contracts.ethGateway.address, range);
	if (erc20 !== undefined)
		await look(erc20.l2Gateway, erc20.l1Gateway.address, range);
	return found
		.sort((a, b) => b.withdrawal.nonce - a.withdrawal.nonce)
		.slice(0, mostSightings);
};

/** What a transaction of the rollup withdrew; null while the endpoint knows no such transaction. */
export const withdrawalsOf = async (
	profile: ScrollProfile,
	{ client }: Member<Execution>,
	transactionHash: Hex,
): Promise<readonly Sighting[] | null> => {
	const { value: hint } = await client.receiptHint(transactionHash);
	if (hint === null) return null;
	const { value: logs } = await client.logs({
		address: scrollExitOf(profile).l2.messenger,
		topics: [topics.sentMessage],
		fromBlock: hint.blockNumber,
		toBlock: hint.blockNumber,
	});
	return sightingsIn(
		profile,
		logs.filter((log) => log.transactionHash === transactionHash),
	).slice(0, mostSightings);
};

/**
 * The place of a message in the tree that has this root: proved when it returns.
 * @throws not-anchored when the endpoint's messages do not lead to the root: it may be behind; exit-evidence when it shows
 * another message at that place; evm-bounds when there are more messages than are gone through
 */
export const proveMessage = async (
	profile: ScrollProfile,
	{ name, client }: Member<Execution>,
	{ withdrawal, blockNumber }: Sighting,
	target: { readonly batchIndex: number; readonly root: Hex },
): Promise<MessageProof> => {
	const { messageQueue } = scrollExitOf(profile).l2;
	const leaf = messageHash(withdrawalMessage(profile, withdrawal));
	const { value: top } = await client.header("latest");
	const start = await frontierBefore(client, messageQueue, blockNumber);
	if (start.count > withdrawal.nonce)
		throw new Fault(
			"exit-evidence",
			"the message is older than its block",
			name,
		);
	const leaves: Hex[] = [];
	let tree = start;
	let taken: number | null = null;
	await walk(
		client,
		{ address: messageQueue, topics: [topics.appendMessage] },
		{ from: start.count === 0 ? 0 : blockNumber, to: top.number },
		"on",
		(logs) => {
			const some = logs.map(leafIn);
			checkTurns(some, tree.count, name);
			const added = some.map(({ hash }) => hash);
			const grown = appendUntil(target.root, tree, added);
			leaves.push(...added);
			if (leaves.length > mostLeaves)
				throw new Fault("evm-bounds", `more than ${mostLeaves} messages`, name);
			if (grown.taken !== null) taken = tree.count + grown.taken - start.count;
			tree = grown.frontier;
			return taken !== null;
		},
	);
	if (taken === null || start.count + taken <= withdrawal.nonce)
		throw new Fault("not-anchored", "shows no such root of messages", name);
	if (leaves[withdrawal.nonce - start.count] !== leaf)
		throw new Fault(
			"exit-evidence",
			`message ${withdrawal.nonce} is another one`,
			name,
		);
	const siblings = siblingsOf(start, leaves.slice(0, taken), withdrawal.nonce);
	if (foldMessage(leaf, withdrawal.nonce, siblings) !== target.root)
		throw new Fault("exit-evidence", "the message is not under the root", name);
	return { ...target, siblings };
};
