// Reads the events of a Scroll rollup's messenger and message queue from one endpoint, span by span. What it shows are claims.
// Source of the events: @scroll-tech/contracts 4.0.0, L2MessageQueue.sol, IScrollMessenger.sol; of the queue's slots,
// AppendOnlyMerkleTree.sol.

import { bigFromBytes, fromHex, type Hex, toHex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { eventTopic } from "../../../crypto/selector.ts";
import type { Execution, LogHint } from "../../../source/execution.ts";
import { decodeHeader } from "../../../state/header.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import {
	emptyFrontier,
	type Frontier,
	type ScrollMessage,
	treeHeight,
} from "../checks/messages.ts";

export const topics = {
	/** Sender and target, which are indexed; value, nonce, gas limit, message. */
	sentMessage: eventTopic(
		"SentMessage(address,address,uint256,uint256,uint256,bytes)",
	),
	/** Index and hash. */
	appendMessage: eventTopic("AppendMessage(uint256,bytes32)"),
};

/** L2MessageQueue: how many leaves there are, and the newest left node of each height. */
const countSlot = 1;
const branchesSlot = 42;

export const topicOf = (address: Hex): Hex => wordHex(address);

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

export const addressIn = (topic: Hex | undefined): Hex => {
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

/** The message that the messenger says was sent. @throws bad-field */
export const messageIn = ({
	topics: [, from, to],
	data,
}: Pick<LogHint, "topics" | "data">): ScrollMessage => {
	const [valueWei = 0n, nonceWord = 0n] = wordsOf(data, 5);
	const nonce = numberOf(nonceWord, "a nonce");
	if (nonce >= 2 ** (treeHeight - 1))
		throw new Fault("bad-field", `a nonce is ${nonce}`);
	return {
		sender: addressIn(from),
		target: addressIn(to),
		valueWei,
		nonce,
		data: tailOf(data, 4),
	};
};

/** The place and the hash that the queue says were appended. @throws bad-field */
export const leafIn = ({
	data,
}: Pick<LogHint, "data">): { readonly index: number; readonly hash: Hex } => {
	const [index = 0n, hash = 0n] = wordsOf(data, 2);
	return { index: numberOf(index, "a place"), hash: wordHex(hash) };
};

/** That messages come one after the other, from this place on. @throws bad-field, which blames the endpoint */
export const checkTurns = (
	leaves: readonly { readonly index: number }[],
	from: number,
	endpoint: string,
): void => {
	for (const [i, { index }] of leaves.entries())
		if (index !== from + i)
			throw new Fault(
				"bad-field",
				`message ${index} out of its turn`,
				endpoint,
			);
};

const timeAt = async (client: Execution, number: number): Promise<number> => {
	const { value } = await client.header({ number });
	return decodeHeader(fromHex(value.rlp)).timestampS;
};

/** The first block that is not older than that, by the endpoint's word; its newest when all are. */
export const blockSince = async (
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

/** The tree before the block, as the queue's storage has it; the empty one where the node does not show that any more. */
export const frontierBefore = async (
	client: Execution,
	queue: Hex,
	blockNumber: number,
): Promise<Frontier> => {
	const slots = [
		countSlot,
		...Array.from({ length: treeHeight }, (_, height) => branchesSlot + height),
	].map((slot) => wordHex(slot));
	try {
		const { value } = await client.proofs([{ address: queue, slots }], {
			number: blockNumber - 1,
		});
		const [stated = 0n, ...branches] = slots.map(
			(slot) =>
				value[0]?.storageProof.find(({ key }) => key === slot)?.value ?? 0n,
		);
		const count = numberOf(stated, "the number of messages");
		if (count >= 2 ** (treeHeight - 1))
			throw new Fault("bad-field", `${count} messages`);
		return { count, branches: branches.map(wordHex) };
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.code === "rpc-error")
			return emptyFrontier;
		throw thrown;
	}
};
