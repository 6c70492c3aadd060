// The sequencer's signed payloads and output roots, as bytes. Pure. Source: OP Stack specs, protocol/rollup-node-p2p.md
// (blocks topics v3 and v4), protocol/proposals.md (output root version 0); SSZ of the execution payload.

import {
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { keccak256, keccakHex } from "../../../crypto/hash.ts";
import { recoverAddress } from "../../../crypto/secp256k1.ts";

export type Payload = {
	readonly stateRoot: Hex;
	readonly blockHash: Hex;
	readonly blockNumber: number;
	readonly timestampS: number;
	/** Storage root of the message passer; since Isthmus the payload has it. */
	readonly withdrawalsRoot: Hex | null;
};

const zero32 = new Uint8Array(32);
/** Bytes before the lists, in version 3 and in version 4, which adds the withdrawals root. */
const fixedV3 = 528;
const fixedV4 = 560;

const bad = (why: string): Fault => new Fault("bad-ssz", `payload: ${why}`);

/**
 * The fields of parentBeaconBlockRoot ‖ SSZ ExecutionPayload that name the block.
 * @throws bad-ssz when offsets or sizes are not those of either version
 */
export const decodePayload = (bytes: Uint8Array): Payload => {
	const body = bytes.subarray(32);
	if (body.length < fixedV3) throw bad(`${bytes.length} bytes`);
	const little = (from: number, length: number): number => {
		let value = 0;
		for (let i = length - 1; i >= 0; i--)
			value = value * 256 + (body[from + i] ?? 0);
		if (!Number.isSafeInteger(value)) throw bad("a number above 2^53");
		return value;
	};
	const root = (from: number): Hex => toHex(body.subarray(from, from + 32));
	const extraAt = little(436, 4);
	const transactionsAt = little(504, 4);
	const withdrawalsAt = little(508, 4);
	if (extraAt !== fixedV3 && extraAt !== fixedV4) throw bad("first offset");
	if (
		extraAt > transactionsAt ||
		transactionsAt - extraAt > 32 ||
		transactionsAt > withdrawalsAt ||
		withdrawalsAt > body.length
	)
		throw bad("offsets");
	return {
		stateRoot: root(52),
		blockNumber: little(404, 8),
		timestampS: little(428, 8),
		blockHash: root(472),
		withdrawalsRoot: extraAt === fixedV4 ? root(528) : null,
	};
};

/** The address whose key signed the payload for the chain, or null when nobody's did. `signature`: r ‖ s ‖ yParity. */
export const signerOf = (
	chainId: number,
	payload: Uint8Array,
	signature: Uint8Array,
): Hex | null => {
	const parity = signature[64];
	if (signature.length !== 65 || (parity !== 0 && parity !== 1)) return null;
	const domain = concat(
		zero32,
		bigToBytes(BigInt(chainId), 32),
		keccak256(payload),
	);
	return recoverAddress(keccak256(domain), {
		r: BigInt(toHex(signature.subarray(0, 32))),
		s: BigInt(toHex(signature.subarray(32, 64))),
		yParity: parity,
	});
};

/** The payload, if the sequencer signed it. @throws sequencer-signature, bad-ssz */
export const checkPayload = (
	chainId: number,
	sequencer: Hex,
	payload: Hex,
	signature: Hex,
): Payload => {
	const bytes = fromHex(payload);
	const signer = signerOf(chainId, bytes, fromHex(signature));
	if (signer !== sequencer)
		throw new Fault(
			"sequencer-signature",
			`signed by ${signer ?? "nobody"}, the sequencer is ${sequencer}`,
		);
	return decodePayload(bytes);
};

/** Version 0: keccak256(0^32 ‖ state root ‖ message passer's storage root ‖ block hash). */
export const outputRoot = (preimage: {
	readonly stateRoot: Hex;
	readonly messagePasserStorageRoot: Hex;
	readonly blockHash: Hex;
}): Hex =>
	keccakHex(
		concat(
			zero32,
			fromHex(preimage.stateRoot, 32),
			fromHex(preimage.messagePasserStorageRoot, 32),
			fromHex(preimage.blockHash, 32),
		),
	);
