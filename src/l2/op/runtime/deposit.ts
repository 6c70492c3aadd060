// A forced transaction between the two chains: the portal's event on L1, by proof, and the transaction of the rollup that it
// becomes, by its hash. Pure. Source: OP Stack specs, protocol/deposits.md (deposited transaction type, source hash, deposit
// contract's event).

import { abiBytes, abiEncode } from "../../../base/abi.ts";
import {
	bigFromBytes,
	bigToBytes,
	bigToMinimal,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../../base/bytes.ts";
import { encodeRlp, type Rlp } from "../../../base/rlp.ts";
import { keccak256, keccakHex } from "../../../crypto/hash.ts";
import { eventTopic } from "../../../crypto/selector.ts";
import { transactionFields } from "../../../source/transaction-fields.ts";
import type { Receipt } from "../../../state/values.ts";
import type { ForcedCall } from "../checks/force.ts";

export const depositTopic = eventTopic(
	"TransactionDeposited(address,address,uint256,bytes)",
);

const depositType = 126;
const fields = transactionFields[depositType];

const wordOf = (value: bigint | number): Uint8Array =>
	bigToBytes(BigInt(value), 32);
const topicOf = (address: Hex): Hex =>
	toHex(concat(new Uint8Array(12), fromHex(address, 20)));

/** mint ‖ value ‖ gas ‖ is it a creation ‖ data: what the event holds of a call that mints nothing. */
const opaque = ({ valueWei, gas, data }: ForcedCall): Uint8Array =>
	concat(
		wordOf(0),
		wordOf(valueWei),
		bigToBytes(BigInt(gas), 8),
		Uint8Array.of(0),
		fromHex(data),
	);

/** The event's data: bytes, as the ABI spells them. */
const eventData = (call: ForcedCall): Hex =>
	toHex(abiEncode(abiBytes(toHex(opaque(call)))));

/** The place in the receipt of the portal's event for this very call of `from`; null when there is none. */
export const depositLog = (
	{ logs, succeeded }: Pick<Receipt, "logs" | "succeeded">,
	portal: Hex,
	from: Hex,
	call: ForcedCall,
): number | null => {
	const topics = [
		depositTopic,
		topicOf(from),
		topicOf(call.to),
		toHex(wordOf(0)),
	];
	const data = eventData(call);
	const found = logs.findIndex(
		(log) =>
			log.address === portal &&
			log.data === data &&
			log.topics.length === topics.length &&
			topics.every((topic, i) => log.topics[i] === topic),
	);
	return succeeded && found >= 0 ? found : null;
};

/**
 * The hash of the transaction on the rollup.
 * @param logIndex the event's place among all logs of the L1 block
 */
export const depositHash = (
	l1BlockHash: Hex,
	logIndex: number,
	from: Hex,
	call: ForcedCall,
): Hex => {
	const place = keccak256(concat(fromHex(l1BlockHash, 32), wordOf(logIndex)));
	const source = keccak256(concat(wordOf(0), place));
	const none = new Uint8Array(0);
	const items: { readonly [name in (typeof fields)[number]]: Rlp } = {
		sourceHash: source,
		from: fromHex(from, 20),
		to: fromHex(call.to, 20),
		mint: none,
		value: bigToMinimal(call.valueWei),
		gas: bigToMinimal(BigInt(call.gas)),
		isSystemTx: none,
		input: fromHex(call.data),
	};
	return keccakHex(
		concat(
			Uint8Array.of(depositType),
			encodeRlp(fields.map((name) => items[name])),
		),
	);
};

export const messageTopic = eventTopic(
	"MessagePassed(uint256,address,address,uint256,uint256,bytes,bytes32)",
);

type Log = Receipt["logs"][number];

/** The withdrawal that the message passer's event names; null for any other event, and for one that contradicts itself. */
export const passedMessage = (messagePasser: Hex, log: Log) => {
	const [topic, nonce, sender, target] = log.topics;
	if (
		log.address !== messagePasser ||
		topic !== messageTopic ||
		!nonce ||
		!sender ||
		!target
	)
		return null;
	const bytes = fromHex(log.data);
	const word = (at: number): bigint =>
		bigFromBytes(bytes.subarray(32 * at, 32 * at + 32));
	const length = Number(word(4));
	if (bytes.length < 160 || length > bytes.length - 160) return null;
	return {
		withdrawal: {
			nonce: BigInt(nonce),
			sender: toHex(fromHex(sender).subarray(12)),
			target: toHex(fromHex(target).subarray(12)),
			valueWei: word(0),
			gasLimit: word(1),
			data: toHex(bytes.subarray(160, 160 + length)),
		},
		hash: toHex(wordOf(word(3))),
	};
};
