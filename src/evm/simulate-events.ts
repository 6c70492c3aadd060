// What the events of tokens say: transfers and approvals of ERC-20, ERC-721 and ERC-1155. An event is what a contract says and
// nothing more. It must not know who asks.
// Sources: https://eips.ethereum.org/EIPS/eip-20, eip-721, eip-1155

import { bigFromBytes, type Hex } from "../base/bytes.ts";
import { eventTopic } from "../crypto/selector.ts";
import type { Asset, Effect } from "../protocol/foretold.ts";

export type EventLog = {
	readonly address: Hex;
	readonly topics: readonly bigint[];
	readonly data: Uint8Array;
};

const topicOf = (signature: Parameters<typeof eventTopic>[0]): bigint =>
	BigInt(eventTopic(signature));

const transfer = topicOf("Transfer(address,address,uint256)");
const approval = topicOf("Approval(address,address,uint256)");
const approvalForAll = topicOf("ApprovalForAll(address,address,bool)");
const single = topicOf(
	"TransferSingle(address,address,address,uint256,uint256)",
);
const batch = topicOf(
	"TransferBatch(address,address,address,uint256[],uint256[])",
);

/** Events that are read at all; of others not even the data is copied. */
export const isTold = (topic: bigint | undefined): boolean =>
	topic === transfer ||
	topic === approval ||
	topic === approvalForAll ||
	topic === single ||
	topic === batch;

/** The word as an address; null when it is none. */
const addressIn = (word: bigint | undefined): Hex | null =>
	word === undefined || word >> 160n !== 0n
		? null
		: `0x${word.toString(16).padStart(40, "0")}`;

/** The data as so many words; null when it is of another length. */
const wordsOf = (data: Uint8Array): readonly bigint[] | null => {
	if (data.length % 32 !== 0) return null;
	const words: bigint[] = [];
	for (let at = 0; at < data.length; at += 32)
		words.push(bigFromBytes(data.subarray(at, at + 32)));
	return words;
};

const moved = (
	asset: Asset,
	from: Hex,
	to: Hex,
	amount: bigint,
): readonly Effect[] => [
	{ kind: "moved", asset, from, to, amount: amount.toString() },
];

const transferOf = (
	token: Hex,
	[from, to, id]: readonly (bigint | undefined)[],
	words: readonly bigint[],
): readonly Effect[] => {
	const [a, b] = [addressIn(from), addressIn(to)];
	if (a === null || b === null) return [];
	const [amount] = words;
	// The id of an ERC-721 is a topic, the amount of an ERC-20 is not.
	if (id !== undefined && words.length === 0)
		return moved({ kind: "erc721", token, id: id.toString() }, a, b, 1n);
	if (id === undefined && amount !== undefined && words.length === 1)
		return moved({ kind: "erc20", token }, a, b, amount);
	return [];
};

const approvalOf = (
	token: Hex,
	[first, second, id]: readonly (bigint | undefined)[],
	words: readonly bigint[],
): readonly Effect[] => {
	const [owner, spender] = [addressIn(first), addressIn(second)];
	if (owner === null || spender === null) return [];
	const [amount] = words;
	if (id !== undefined && words.length === 0)
		return [
			{
				kind: "allowed-one",
				token,
				owner,
				spender: second === 0n ? null : spender,
				id: id.toString(),
			},
		];
	if (id === undefined && amount !== undefined && words.length === 1)
		return [
			{ kind: "allowed", token, owner, spender, amount: amount.toString() },
		];
	return [];
};

/** The arrays of ids and amounts, where they are as long as each other. */
const pairsIn = (
	words: readonly bigint[],
): readonly (readonly [bigint, bigint])[] => {
	const listAt = (head: bigint | undefined): readonly bigint[] | null => {
		if (head === undefined || head % 32n !== 0n) return null;
		if (head / 32n >= BigInt(words.length)) return null;
		const at = Number(head / 32n);
		const length = words[at];
		if (length === undefined || length > BigInt(words.length - at - 1))
			return null;
		return words.slice(at + 1, at + 1 + Number(length));
	};
	const [ids, amounts] = [listAt(words[0]), listAt(words[1])];
	if (ids === null || amounts === null || ids.length !== amounts.length)
		return [];
	return ids.map((id, i) => [id, amounts[i] ?? 0n]);
};

/** What the event says; nothing where it has another form than the standards' events of that name. */
export const effectsOf = ({
	address: token,
	topics,
	data,
}: EventLog): readonly Effect[] => {
	const [topic, ...rest] = topics;
	const words = wordsOf(data);
	if (words === null) return [];
	if (topic === transfer) return transferOf(token, rest, words);
	if (topic === approval) return approvalOf(token, rest, words);
	if (topic === approvalForAll) {
		const [owner, operator] = [addressIn(rest[0]), addressIn(rest[1])];
		const [isAllowed] = words;
		if (owner === null || operator === null || rest.length !== 2) return [];
		if (words.length !== 1 || isAllowed === undefined || isAllowed > 1n)
			return [];
		const kind = "operator" as const;
		return [{ kind, token, owner, operator, isAllowed: isAllowed === 1n }];
	}
	if (topic !== single && topic !== batch) return [];
	const [from, to] = [addressIn(rest[1]), addressIn(rest[2])];
	if (from === null || to === null || rest.length !== 3) return [];
	const [id, amount] = words;
	const pairs =
		topic === batch
			? pairsIn(words)
			: id === undefined || amount === undefined || words.length !== 2
				? []
				: [[id, amount] as const];
	return pairs.flatMap(([one, count]) =>
		moved({ kind: "erc1155", token, id: one.toString() }, from, to, count),
	);
};
