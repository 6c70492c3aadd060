// Looks at a Scroll rollup's endpoints for withdrawals of an account, and for what proves them under a root that L1 holds.
// What endpoints say are claims: a place in the tree is believed when its root comes out, and not before.
// Source of the events: @scroll-tech/contracts 4.0.0, L2MessageQueue.sol, IScrollMessenger.sol, IL2ETHGateway.sol; of the
// queue's slots, AppendOnlyMerkleTree.sol.

import { bigFromBytes, fromHex, type Hex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { ScrollProfile } from "../l2/profile.ts";
import {
	scrollExitOf,
	type Via,
	withdrawalMessage,
} from "../l2/scroll-exit.ts";
import {
	appendUntil,
	emptyFrontier,
	type Frontier,
	foldMessage,
	messageHash,
	siblingsOf,
	treeHeight,
} from "../l2/scroll-messages.ts";
import type { Execution, LogHint, LogRequest } from "../source/execution.ts";
import type { Member } from "../source/pool.ts";
import { decodeHeader } from "../state/header.ts";
import { wordHex } from "../state/slot.ts";

/** A withdrawal of ether that somebody made on the rollup. */
export type Withdrawal = {
	readonly via: Via;
	readonly sender: Hex;
	readonly recipient: Hex;
	readonly amountWei: bigint;
	readonly nonce: number;
};
/** Where an endpoint says it was made. */
export type Sighting = {
	readonly withdrawal: Withdrawal;
	readonly blockNumber: number;
	readonly transactionHash: Hex;
};
/** What L1 takes for a message: a batch, and siblings that lead to that batch's root. */
export type MessageProof = {
	readonly batchIndex: number;
	readonly root: Hex;
	readonly siblings: readonly Hex[];
};

const topics = {
	/** SentMessage(address indexed sender, address indexed target, uint256 value, uint256 messageNonce, uint256 gasLimit, bytes message) */
	sentMessage:
		"0x104371f3b442861a2a7b82a070afbbaab748bb13757bf47769e170e37809ec1e",
	/** AppendMessage(uint256 index, bytes32 messageHash) */
	appendMessage:
		"0xfaa617c2d8ce12c62637dbce76efcc18dae60574aa95709bdcedce7e76071693",
} as const satisfies { readonly [name: string]: Hex };

/** L2MessageQueue: how many leaves there are, and the newest left node of each height. */
const countSlot = 1;
const branchesSlot = 42;

/** Blocks asked for at once, and how often at most in one look. */
const spanBlocks = 2_000;
const mostSpans = 150;
/** Leaves that are gone through in one look: a hundred thousand take a second or two to hash. */
const mostLeaves = 100_000;
/** Withdrawals of one account that are looked at. */
export const mostSightings = 16;

const topicOf = (address: Hex): Hex => wordHex(BigInt(address));

const wordsOf = (data: Hex, least: number): readonly bigint[] => {
	const bytes = fromHex(data);
	if (bytes.length < 32 * least)
		throw new Fault("bad-field", `an event of ${bytes.length} bytes`);
	return Array.from({ length: least }, (_, i) =>
		bigFromBytes(bytes.subarray(32 * i, 32 * i + 32)),
	);
};

const numberOf = (word: bigint, what: string): number => {
	if (word > BigInt(Number.MAX_SAFE_INTEGER))
		throw new Fault("bad-field", `${what} is ${word}`);
	return Number(word);
};

const addressIn = (topic: Hex | undefined): Hex => {
	if (topic === undefined)
		throw new Fault("bad-field", "an event lacks a topic");
	return toHex(fromHex(topic, 32).subarray(12));
};

/** The bytes at the end of an event's data. @throws bad-field */
const tailOf = (data: Hex, words: number): Hex => {
	const bytes = fromHex(data);
	const at = 32 * (words + 1);
	const length = numberOf(
		bigFromBytes(bytes.subarray(at - 32, at)),
		"a length",
	);
	if (length > bytes.length - at)
		throw new Fault("bad-field", "an event is cut off");
	return toHex(bytes.subarray(at, at + length));
};

/** The withdrawal of ether that an event tells of; null for a message that is none of the kinds known here. @throws bad-field */
export const withdrawalIn = (
	profile: ScrollProfile,
	{ topics: [, from, to], data }: Pick<LogHint, "topics" | "data">,
): Withdrawal | null => {
	const [amountWei = 0n, nonceWord = 0n] = wordsOf(data, 5);
	const sender = addressIn(from);
	const target = addressIn(to);
	const nonce = numberOf(nonceWord, "a nonce");
	if (nonce >= 2 ** (treeHeight - 1))
		throw new Fault("bad-field", `a nonce is ${nonce}`);
	const payload = tailOf(data, 4);
	const { l2, contracts } = scrollExitOf(profile);
	const candidate: Withdrawal =
		sender === l2.ethGateway && target === contracts.ethGateway?.address
			? {
					via: "gateway",
					// finalizeWithdrawETH(from, to, …): four bytes, then words
					sender: addressIn(toHex(fromHex(payload).subarray(4, 36))),
					recipient: addressIn(toHex(fromHex(payload).subarray(36, 68))),
					amountWei,
					nonce,
				}
			: { via: "messenger", sender, recipient: target, amountWei, nonce };
	return withdrawalMessage(profile, candidate).data === payload
		? candidate
		: null;
};

/** Events from the newest span back, or from the oldest on; `enough` ends it. */
const walk = async (
	client: Execution,
	request: Pick<LogRequest, "address" | "topics">,
	{ from, to }: { readonly from: number; readonly to: number },
	direction: "back" | "on",
	enough: (logs: readonly LogHint[]) => boolean,
): Promise<void> => {
	let low = from;
	let high = to;
	let size = spanBlocks;
	for (let asked = 0; asked < mostSpans && low <= high; asked++) {
		const span =
			direction === "on"
				? { fromBlock: low, toBlock: Math.min(high, low + size - 1) }
				: { fromBlock: Math.max(low, high - size + 1), toBlock: high };
		let logs: readonly LogHint[];
		try {
			logs = (await client.logs({ ...request, ...span })).value;
		} catch (thrown) {
			// More events than a node gives at once, or blocks than it looks through: ask for less.
			const less =
				thrown instanceof Fault &&
				["bad-field", "rpc-error", "too-large"].includes(thrown.code);
			if (!less || size === 1) throw thrown;
			size = Math.max(1, Math.floor(size / 8));
			continue;
		}
		if (enough(logs)) return;
		size = Math.min(spanBlocks, 2 * size);
		if (direction === "on") low = span.toBlock + 1;
		else high = span.fromBlock - 1;
	}
};

const timeAt = async (client: Execution, number: number): Promise<number> => {
	const { value } = await client.header({ number });
	return decodeHeader(fromHex(value.rlp)).timestampS;
};

/** The first block that is not older than that, by the endpoint's word; its newest when all are. */
const blockSince = async (
	client: Execution,
	sinceS: number,
	newest: number,
): Promise<number> => {
	let low = 0;
	let high = newest;
	while (low < high) {
		const middle = Math.floor((low + high) / 2);
		if ((await timeAt(client, middle)) < sinceS) low = middle + 1;
		else high = middle;
	}
	return low;
};

const sightingsIn = (
	profile: ScrollProfile,
	logs: readonly LogHint[],
): readonly Sighting[] =>
	logs.flatMap((log) => {
		const withdrawal = withdrawalIn(profile, log);
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
	const { l2, contracts } = scrollExitOf(profile);
	const { value: top } = await client.header("latest");
	const from = await blockSince(client, sinceS, top.number);
	const found: Sighting[] = [];
	const look = async (
		sender: Hex | null,
		target: Hex,
		range: { readonly from: number; readonly to: number },
	): Promise<void> =>
		walk(
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
				found.push(
					...sightingsIn(profile, logs).filter(
						({ withdrawal }) => withdrawal.recipient === account,
					),
				);
				return found.length >= mostSightings;
			},
		);
	const range = { from, to: top.number };
	await look(null, account, range);
	if (l2.ethGateway !== undefined && contracts.ethGateway !== undefined)
		await look(l2.ethGateway, contracts.ethGateway.address, range);
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

/** The tree before the block, as the queue's storage has it; the empty one where the node does not show that any more. */
const frontierBefore = async (
	client: Execution,
	queue: Hex,
	blockNumber: number,
): Promise<Frontier> => {
	const slots = [
		countSlot,
		...Array.from({ length: treeHeight }, (_, height) => branchesSlot + height),
	].map((slot) => wordHex(BigInt(slot)));
	try {
		const { value } = await client.proofs([{ address: queue, slots }], {
			number: blockNumber - 1,
		});
		const [count = 0n, ...branches] = slots.map(
			(slot) =>
				value[0]?.storageProof.find(({ key }) => key === slot)?.value ?? 0n,
		);
		return {
			count: numberOf(count, "the number of messages"),
			branches: branches.map(wordHex),
		};
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.code === "rpc-error")
			return emptyFrontier;
		throw thrown;
	}
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
			const some = logs.map(({ data }) => {
				const [index = 0n, hash = 0n] = wordsOf(data, 2);
				return { index, hash: wordHex(hash) };
			});
			for (const [i, { index }] of some.entries())
				if (index !== BigInt(tree.count + i))
					throw new Fault(
						"bad-field",
						`message ${index} out of its turn`,
						name,
					);
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
