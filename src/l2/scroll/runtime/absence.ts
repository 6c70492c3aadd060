// That a transaction which the rollup took out of its queue withdrew nothing. L1 holds the root of all messages at each finalized
// batch: with the tree at a batch from before the transaction and every message appended since, the root of a later batch
// comes out, and then no other message was appended. What endpoints show are claims until both roots come out.

import type { Hex } from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { amount } from "../../../protocol/amount.ts";
import type { Execution } from "../../../source/execution.ts";
import type { Member } from "../../../source/pool.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import { walk } from "../../log-walk.ts";
import {
	appendUntil,
	emptyFrontier,
	type Frontier,
	frontierOf,
	messageHash,
	peaksOf,
	rootOfFrontier,
	treeHeight,
} from "../checks/messages.ts";
import type { ScrollProfile } from "../checks/profile.ts";
import { scrollExitOf } from "../checks/withdrawal.ts";
import {
	blockSince,
	checkTurns,
	frontierBefore,
	leafIn,
	messageIn,
	topics,
} from "./logs.ts";

/** Messages since the batch before that are gone through: they are kept, and hashed at each look. */
const mostNews = 4_096;
/** Leaves that are gone through to come to the tree at that batch. */
const mostBefore = 100_000;
const mostDataBytes = 2_048;
/** A batch is final on L1 within hours of its blocks; its messages are looked for from so long before. */
const lagS = 86_400;
/** Blocks whose messages are asked for, to show one of them whole. */
const mostShown = 4;

/** All messages between two finalized batches, as their hashes. */
export const absence = d.record({
	/** The later batch. */
	batchIndex: d.int(),
	/** The tree at the earlier one. */
	count: d.int(0, 2 ** (treeHeight - 1)),
	peaks: d.list(d.hash, treeHeight),
	leaves: d.list(d.hash, mostNews),
	/** One of the leaves as the message that it is: it shows how deep leaves lie. */
	shown: d.nullable(
		d.record({
			sender: d.address,
			target: d.address,
			valueWei: amount,
			nonce: d.int(),
			data: d.hexUpTo(mostDataBytes),
		}),
	),
});
export type Absence = Decoded<typeof absence>;

/** Which message is missing. */
export type MissingMessage = {
	/** A batch that was finalized before the transaction was in the queue, and when. */
	readonly before: { readonly batch: number; readonly atS: number };
	/** The hash that the message would have at that place of the tree. */
	readonly hashAt: (nonce: number) => Hex;
};

/** Words of L1's storage: the roots of messages at the earlier and the later batch. */
export type Roots = { readonly before: bigint; readonly after: bigint };

/**
 * Do these leaves lead from one root to the other, with the message that is missing not among them? The earlier root binds the
 * tree at it, the later one all that came since. One leaf has to be shown as a message, whose bytes are no pair of nodes: else
 * nodes higher up could pass as leaves, and hide what lies under them.
 */
export const isAbsent = (
	{ count, peaks, leaves, shown }: Absence,
	roots: Roots,
	hashAt: MissingMessage["hashAt"],
): boolean => {
	if (roots.after === roots.before) return leaves.length === 0;
	const start = frontierOf(count, peaks);
	if (start === null || rootOfFrontier(start) !== wordHex(roots.before))
		return false;
	const { taken } = appendUntil(wordHex(roots.after), start, leaves);
	if (taken !== leaves.length || shown === null) return false;
	const message = { ...shown, valueWei: BigInt(shown.valueWei) };
	return (
		leaves[shown.nonce - count] === messageHash(message) &&
		leaves.every((leaf, i) => leaf !== hashAt(count + i))
	);
};

/** Where a message like the missing one is. */
export type SimilarMessage = {
	readonly nonce: number;
	readonly blockNumber: number;
	readonly transactionHash: Hex;
};

type Leaf = {
	readonly hash: Hex;
	readonly block: number;
	readonly transaction: Hex;
};

/** What was appended between the two roots, with the tree at the earlier one; null when the earlier one does not come out. */
const between = async (
	{ name, client }: Member<Execution>,
	queue: Hex,
	start: Frontier,
	range: { readonly from: number; readonly to: number },
	roots: Roots,
): Promise<{
	readonly at: Frontier;
	readonly leaves: readonly Leaf[];
} | null> => {
	const [before, after] = [wordHex(roots.before), wordHex(roots.after)];
	let tree = start;
	const at: { value: Frontier | null } = {
		value: rootOfFrontier(start) === before ? start : null,
	};
	const leaves: Leaf[] = [];
	let isWhole = false;
	await walk(
		client,
		{ address: queue, topics: [topics.appendMessage] },
		range,
		"on",
		(logs) => {
			let news = logs.map((log) => ({
				...leafIn(log),
				block: log.blockNumber,
				transaction: log.transactionHash,
			}));
			checkTurns(news, tree.count, name);
			if (at.value === null) {
				const grown = appendUntil(
					before,
					tree,
					news.map((one) => one.hash),
				);
				tree = grown.frontier;
				if (tree.count - start.count > mostBefore)
					throw new Fault(
						"evm-bounds",
						`more than ${mostBefore} messages`,
						name,
					);
				if (grown.taken === null) return false;
				at.value = tree;
				news = news.slice(grown.taken);
			}
			const grown = appendUntil(
				after,
				tree,
				news.map((one) => one.hash),
			);
			tree = grown.frontier;
			leaves.push(...news.slice(0, grown.taken ?? news.length));
			if (leaves.length > mostNews)
				throw new Fault(
					"evm-bounds",
					`more than ${mostNews} messages since you began`,
					name,
				);
			isWhole = grown.taken !== null;
			return isWhole;
		},
	);
	if (at.value === null) return null;
	if (!isWhole)
		throw new Fault(
			"not-anchored",
			"does not show all messages up to L1's root",
			name,
		);
	return { at: at.value, leaves };
};

/** One of the leaves as a message, out of the newest blocks with any. @throws not-anchored when none is shown */
const showOne = async (
	profile: ScrollProfile,
	{ name, client }: Member<Execution>,
	count: number,
	leaves: readonly Leaf[],
): Promise<NonNullable<Absence["shown"]>> => {
	const blocks = [...new Set(leaves.map(({ block }) => block))];
	for (const block of blocks.slice(-mostShown).toReversed()) {
		const { value: logs } = await client.logs({
			address: scrollExitOf(profile).l2.messenger,
			topics: [topics.sentMessage],
			fromBlock: block,
			toBlock: block,
		});
		for (const message of logs.map(messageIn)) {
			const isShort = message.data.length <= 2 + 2 * mostDataBytes;
			if (!isShort) continue;
			if (leaves[message.nonce - count]?.hash === messageHash(message))
				return { ...message, valueWei: message.valueWei.toString() };
		}
	}
	throw new Fault("not-anchored", "shows none of the messages whole", name);
};

/** The tree is the same at both batches: nobody withdrew anything in between. */
export const nothingBetween = (batchIndex: number): Absence => ({
	batchIndex,
	count: 0,
	peaks: [],
	leaves: [],
	shown: null,
});

/**
 * All messages between the two roots, as one endpoint shows them: without the one that is missing, or where that one is.
 * @throws not-anchored when they do not lead from root to root; evm-bounds when they are too many; what the endpoint fails with
 */
export const proveAbsence = async (
	profile: ScrollProfile,
	member: Member<Execution>,
	missing: MissingMessage,
	batchIndex: number,
	roots: Roots,
): Promise<
	| { readonly absence: Absence; readonly like: null }
	| { readonly absence: null; readonly like: SimilarMessage }
> => {
	const { messageQueue } = scrollExitOf(profile).l2;
	const { client } = member;
	const { value: top } = await client.header("latest");
	const { atS } = missing.before;
	const near = await blockSince(client, Math.max(0, atS - lagS), top.number);
	const known =
		near === 0
			? emptyFrontier
			: await frontierBefore(client, messageQueue, near);
	const from = known.count === 0 ? 0 : near;
	const range = { from, to: top.number };
	const found =
		(await between(member, messageQueue, known, range, roots)) ??
		// its batch is older than thought
		(from === 0
			? null
			: await between(
					member,
					messageQueue,
					emptyFrontier,
					{ ...range, from: 0 },
					roots,
				));
	if (found === null)
		throw new Fault(
			"not-anchored",
			`does not show the messages up to batch ${missing.before.batch}`,
			member.name,
		);
	const { at, leaves } = found;
	const own = leaves.findIndex(
		({ hash: leaf }, i) => leaf === missing.hashAt(at.count + i),
	);
	const like = leaves[own];
	if (like !== undefined)
		return {
			absence: null,
			like: {
				nonce: at.count + own,
				blockNumber: like.block,
				transactionHash: like.transaction,
			},
		};
	return {
		like: null,
		absence: {
			batchIndex,
			count: at.count,
			peaks: peaksOf(at),
			leaves: leaves.map((leaf) => leaf.hash),
			shown:
				leaves.length === 0
					? null
					: await showOne(profile, member, at.count, leaves),
		},
	};
};
