// A withdrawal from an OP rollup, as L1's portal takes it: its hash, where L2 keeps that it was sent, and the proof of it
// under an output root. Pure. Source: OP Stack specs, protocol/withdrawals.md (withdrawal flow, the message passer) and
// protocol/proposals.md (output root version 0)

import {
	type Abi,
	abiAddress,
	abiBytes,
	abiTuple,
	abiWord,
} from "../../../base/abi.ts";
import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import { checkSlot } from "../../../state/slot.ts";
import { mappingSlot } from "../../../state/storage-layout.ts";
import { outputRoot } from "./payload.ts";

export type OutputParts = Parameters<typeof outputRoot>[0];

export type OpWithdrawal = {
	/** With the version in its upper two bytes. */
	readonly nonce: bigint;
	readonly sender: Hex;
	readonly target: Hex;
	readonly valueWei: bigint;
	readonly gasLimit: bigint;
	readonly data: Hex;
};

/** As the portal's struct. @throws bad-field for what does not fit a word */
export const withdrawalAbi = (withdrawal: OpWithdrawal): Abi =>
	abiTuple(
		abiWord(withdrawal.nonce),
		abiAddress(withdrawal.sender),
		abiAddress(withdrawal.target),
		abiWord(withdrawal.valueWei),
		abiWord(withdrawal.gasLimit),
		abiBytes(withdrawal.data),
	);

/** keccak256(abi.encode(nonce, sender, target, value, gasLimit, data)). @throws bad-field for what does not fit a word */
export const withdrawalHash = (withdrawal: OpWithdrawal): Hex =>
	keccakHex(withdrawalAbi(withdrawal).bytes);

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
	withdrawal: OpWithdrawal,
	proof: readonly Hex[],
): void => {
	const found = outputRoot(parts);
	if (found !== root)
		throw new Fault("l2-preimage", `output root ${found}, ${root} expected`);
	const slot = sentMessageSlot(withdrawalHash(withdrawal));
	const sent = checkSlot(parts.messagePasserStorageRoot, slot, proof);
	if (sent !== 1n) throw new Fault("proof-value", `slot ${slot} is ${sent}`);
};
