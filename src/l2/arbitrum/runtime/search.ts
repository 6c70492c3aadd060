// Asks an Arbitrum chain's endpoints for a withdrawal by its transaction, and for the way from it to a root that L1 has. What they say
// are claims: a withdrawal is believed when the root comes out, and not before.
// Source of the event and of the precompile: OffchainLabs/nitro-precompile-interfaces, ArbSys.sol (L2ToL1Tx), and
// OffchainLabs/nitro-contracts@67487333, src/node-interface/NodeInterface.sol (constructOutboxProof).

import { abiCall, abiWord } from "../../../base/abi.ts";
import { bigFromBytes, fromHex, type Hex } from "../../../base/bytes.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { eventTopic, selectorOf } from "../../../crypto/selector.ts";
import type { Execution, LogHint } from "../../../source/execution.ts";
import type { Member } from "../../../source/pool.ts";
import { lowAddress, wordHex } from "../../../state/storage-layout.ts";
import {
	type ArbitrumWithdrawal,
	arbSys,
	mostSiblings,
	sendHash,
	sendRootBy,
} from "../checks/withdrawal.ts";
import type { ConfirmedSends } from "./confirmed.ts";

/** Indexed are recipient, hash and place; then caller, blocks, time, value, and what it calls. */
export const l2ToL1Tx: Hex = eventTopic(
	"L2ToL1Tx(address,address,uint256,uint256,uint256,uint256,uint256,uint256,bytes)",
);

const nodeInterface: Hex = "0x00000000000000000000000000000000000000c8";
const constructOutboxProof = selectorOf("constructOutboxProof(uint64,uint64)");

const wordsIn = (data: Hex): readonly bigint[] => {
	const bytes = fromHex(data);
	if (bytes.length % 32 !== 0)
		throw new Fault("bad-field", `an answer of ${bytes.length} bytes`);
	return Array.from({ length: bytes.length / 32 }, (_, i) =>
		bigFromBytes(bytes.subarray(32 * i, 32 * (i + 1))),
	);
};

const count = (word: bigint | undefined, what: string): number => {
	if (word === undefined || word > BigInt(Number.MAX_SAFE_INTEGER))
		throw new Fault("bad-field", `"${what}" is ${word}`);
	return Number(word);
};

/** Words of the event's data where its message has no bytes: those of a withdrawal of ether. */
const etherWords = 7;

/** The withdrawal of ether that the event tells of; null for any other message. @throws bad-field, exit-evidence */
export const withdrawalIn = ({
	topics: [event, recipient, hash, index],
	data,
}: Pick<LogHint, "topics" | "data">): ArbitrumWithdrawal | null => {
	if (event !== l2ToL1Tx || recipient === undefined || index === undefined)
		throw new Fault("bad-field", "an event that was not asked for");
	const [caller = 0n, l2Block, l1Block, timeS, amountWei = 0n, , bytes] =
		wordsIn(data);
	if (bytes !== 0n || fromHex(data).length !== 32 * etherWords) return null;
	const found: ArbitrumWithdrawal = {
		index: count(BigInt(index), "position"),
		sender: lowAddress(caller),
		recipient: lowAddress(BigInt(recipient)),
		l2Block: count(l2Block, "arbBlockNum"),
		l1Block: count(l1Block, "ethBlockNum"),
		timeS: count(timeS, "timestamp"),
		amountWei,
	};
	if (hash === undefined || sendHash(found) !== wordHex(BigInt(hash)))
		throw new Fault("exit-evidence", `the event is not that of send ${index}`);
	return found;
};

/** Withdrawals of one transaction that are looked at. */
const mostOfOne = 16;

/**
 * What an endpoint says that the transaction withdrew as ether; null while it knows no such transaction.
 * @throws bad-field, exit-evidence, what the endpoint fails with
 */
export const withdrawalsOf = async (
	{ client }: Member<Execution>,
	transactionHash: Hex,
): Promise<readonly ArbitrumWithdrawal[] | null> => {
	const { value: where } = await client.receiptHint(transactionHash);
	if (where === null) return null;
	const { value: logs } = await client.logs({
		address: arbSys,
		topics: [l2ToL1Tx],
		fromBlock: where.blockNumber,
		toBlock: where.blockNumber,
	});
	return logs
		.filter((log) => log.transactionHash === transactionHash)
		.slice(0, mostOfOne)
		.flatMap((log) => withdrawalIn(log) ?? []);
};

/** What an answer to `constructOutboxProof` says: send, root, and behind an offset the way. */
const wayIn = (answer: Hex): readonly Hex[] => {
	const [, , at, length, ...rest] = wordsIn(answer);
	const siblings = count(length, "proof");
	if (at !== 96n || siblings > mostSiblings || rest.length !== siblings)
		throw new Fault("bad-field", "no proof of a send");
	return rest.map((word) => wordHex(word));
};

/** Words of the longest answer, as text. */
const mostAnswerBytes = 2 * 32 * (mostSiblings + 4) + 256;

/**
 * The way from the withdrawal to that root, as an endpoint gives it, checked.
 * @throws exit-evidence when it leads elsewhere; not-anchored when the root is older than the withdrawal; what the endpoint fails with
 */
export const proveSend = async (
	{ client }: Member<Execution>,
	one: ArbitrumWithdrawal,
	{ sendRoot, sendCount }: Pick<ConfirmedSends, "sendRoot" | "sendCount">,
): Promise<readonly Hex[]> => {
	if (one.index >= sendCount)
		throw new Fault("not-anchored", `send ${one.index} of ${sendCount}`);
	const { value } = await client.askAll([
		{
			method: "eth_call",
			params: [
				{
					to: nodeInterface,
					data: abiCall(
						constructOutboxProof,
						abiWord(sendCount),
						abiWord(one.index),
					),
				},
				"latest",
			],
			decode: d.hexUpTo(32 * (mostSiblings + 4)),
			maxBytes: mostAnswerBytes,
		},
	]);
	const [answer] = value;
	if (answer === undefined || answer instanceof Fault)
		throw answer ?? new Fault("bad-field", "no answer");
	const siblings = wayIn(answer);
	const root = sendRootBy(one, siblings);
	if (root !== sendRoot)
		throw new Fault("exit-evidence", `send ${one.index} leads to ${root}`);
	return siblings;
};
