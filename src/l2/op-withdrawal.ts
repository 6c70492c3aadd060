// A withdrawal from an OP rollup, as L1's portal takes it: its hash, where L2 keeps that it was sent, and the proof of it
// under an output root. Pure. Source: OP Stack specs, protocol/withdrawals.md (withdrawal flow, the message passer) and
// protocol/proposals.md (output root version 0)

import { bigToBytes, concat, fromHex, type Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { keccakHex } from "../crypto/hash.ts";
import { checkSlot, mappingSlot } from "../state/slot.ts";
import { outputRoot } from "./op-payload.ts";

export type OutputParts = Parameters<typeof outputRoot>[0];

export type Withdrawal = {
	/** With the version in its upper two bytes. */
	readonly nonce: bigint;
	readonly sender: Hex;
	readonly target: Hex;
	readonly valueWei: bigint;
	readonly gasLimit: bigint;
	readonly data: Hex;
};

const word = (value: bigint): Uint8Array => {
	if (value < 0n || value >> 256n !== 0n)
		throw new Fault("bad-field", `${value} is no word`);
	return bigToBytes(value, 32);
};
const addressWord = (address: Hex): Uint8Array =>
	concat(new Uint8Array(12), fromHex(address, 20));

/** keccak256(abi.encode(nonce, sender, target, value, gasLimit, data)). @throws bad-field for what does not fit a word */
export const withdrawalHash = (withdrawal: Withdrawal): Hex => {
	const { nonce, sender, target, valueWei, gasLimit } = withdrawal;
	const data = fromHex(withdrawal.data);
	const padding = new Uint8Array((32 - (data.length % 32)) % 32);
	return keccakHex(
		concat(
			word(nonce),
			addressWord(sender),
			addressWord(target),
			word(valueWei),
			word(gasLimit),
			word(6n * 32n),
			word(BigInt(data.length)),
			data,
			padding,
		),
	);
};

/** The message passer's slot of `sentMessages[hash]`, which stands first in its storage. */
export const sentMessageSlot = (hash: Hex): Hex => mappingSlot(hash, 0n);

/**
 * The withdrawal was sent on L2 in the state that the output root commits to.
 * @param proof the slot's, under the message passer's storage root
 * @throws l2-preimage when the parts do not make the root, proof-value when the slot does not say sent, mpt-node,
 * mpt-missing, mpt-unused, mpt-canonical, bad-rlp, bad-field
 */
export const checkWithdrawal = (
	root: Hex,
	parts: OutputParts,
	withdrawal: Withdrawal,
	proof: readonly Hex[],
): void => {
	const found = outputRoot(parts);
	if (found !== root)
		throw new Fault("l2-preimage", `output root ${found}, ${root} expected`);
	const slot = sentMessageSlot(withdrawalHash(withdrawal));
	const sent = checkSlot(parts.messagePasserStorageRoot, slot, proof);
	if (sent !== 1n) throw new Fault("proof-value", `slot ${slot} is ${sent}`);
};
