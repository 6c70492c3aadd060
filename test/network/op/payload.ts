// The sequencer's signed payloads. Source: OP Stack specs, protocol/rollup-node-p2p.md, "blocks" topic version 3:
// payload = parentBeaconBlockRoot ‖ SSZ(ExecutionPayloadV3), signature over
// keccak256(0^32 ‖ chainId ‖ keccak256(payload)), 65 bytes r ‖ s ‖ yParity.

import { secp256k1 } from "@noble/curves/secp256k1.js";
import { concat, keccak256, numberToHex, pad, size } from "viem";
import { fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import type { L2Block } from "./blocks.ts";

/** What the relay serves, as JSON. */
export type SignedPayload = {
	/** parentBeaconBlockRoot (32 bytes) ‖ SSZ ExecutionPayloadV3, uncompressed. */
	readonly payload: Hex;
	/** r (32) ‖ s (32) ‖ yParity (1: 0 or 1). */
	readonly signature: Hex;
};

/** A little-endian unsigned integer of `length` bytes. */
const little = (value: bigint | number, length: number): Hex =>
	toHex(fromHex(numberToHex(value, { size: length })).reverse());

/** SSZ of a list of byte lists: an offset for each, then their bytes. */
const byteLists = (items: readonly Hex[]): Hex => {
	let at = 4 * items.length;
	const offsets = items.map((item) => {
		const offset = little(at, 4);
		at += size(item);
		return offset;
	});
	return concat(["0x", ...offsets, ...items]);
};

const fixedLength = 528;

/** The execution payload of a block of Ecotone to Granite, with its transactions in order and no withdrawals. */
export const encodePayload = (
	block: L2Block,
	transactions: readonly Hex[],
): Hex => {
	const extraAt = fixedLength;
	const transactionsAt = extraAt + size(block.extraData);
	const list = byteLists(transactions);
	const withdrawalsAt = transactionsAt + size(list);
	return concat([
		block.parentBeaconBlockRoot,
		block.parentHash,
		block.miner,
		block.stateRoot,
		block.receiptsRoot,
		block.logsBloom,
		block.mixHash,
		little(block.number, 8),
		little(block.gasLimit, 8),
		little(block.gasUsed, 8),
		little(block.timestamp, 8),
		little(extraAt, 4),
		little(block.baseFeePerGas, 32),
		block.hash,
		little(transactionsAt, 4),
		little(withdrawalsAt, 4),
		little(block.blobGasUsed, 8),
		little(block.excessBlobGas, 8),
		block.extraData,
		list,
	]);
};

/** What the sequencer's key signs for `payload` on chain `chainId`. */
export const signingHash = (chainId: number, payload: Hex): Hex =>
	keccak256(
		concat([
			pad("0x", { size: 32 }),
			numberToHex(chainId, { size: 32 }),
			keccak256(payload),
		]),
	);

export const signPayload = (
	chainId: number,
	payload: Hex,
	key: Hex,
): SignedPayload => {
	// noble puts the recovery bit first.
	const signature = secp256k1.sign(
		fromHex(signingHash(chainId, payload)),
		fromHex(key),
		{ prehash: false, format: "recovered" },
	);
	return {
		payload,
		signature: concat([
			toHex(signature.subarray(1)),
			toHex(signature.subarray(0, 1)),
		]),
	};
};
