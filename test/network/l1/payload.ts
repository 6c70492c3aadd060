// Execution payloads between the Engine API's JSON and the consensus library's types.

import "./preset.ts";
import { type electra, ssz } from "@lodestar/types";
import {
	fromHex,
	type Hex,
	toHex,
	toQuantity,
} from "../../../src/base/bytes.ts";
import type { Decode } from "../../../src/base/decode.ts";
import * as d from "../../../src/base/decode.ts";

export type Payload = electra.ExecutionPayload;

const mostBytes = 16_000_000;

const withdrawalWire = d.record({
	index: d.smallQuantity,
	validatorIndex: d.smallQuantity,
	address: d.address,
	amount: d.quantity,
});

const payloadWire = d.record({
	parentHash: d.hash,
	feeRecipient: d.address,
	stateRoot: d.hash,
	receiptsRoot: d.hash,
	logsBloom: d.hex(256),
	prevRandao: d.hash,
	blockNumber: d.smallQuantity,
	gasLimit: d.smallQuantity,
	gasUsed: d.smallQuantity,
	timestamp: d.smallQuantity,
	extraData: d.hexUpTo(32),
	baseFeePerGas: d.quantity,
	blockHash: d.hash,
	transactions: d.list(d.hexUpTo(mostBytes), 100_000),
	withdrawals: d.list(withdrawalWire, 16),
	blobGasUsed: d.quantity,
	excessBlobGas: d.quantity,
});

export const decodePayload: Decode<Payload> = (raw, path) => {
	const wire = payloadWire(raw, path);
	return {
		parentHash: fromHex(wire.parentHash),
		feeRecipient: fromHex(wire.feeRecipient),
		stateRoot: fromHex(wire.stateRoot),
		receiptsRoot: fromHex(wire.receiptsRoot),
		logsBloom: fromHex(wire.logsBloom),
		prevRandao: fromHex(wire.prevRandao),
		blockNumber: wire.blockNumber,
		gasLimit: wire.gasLimit,
		gasUsed: wire.gasUsed,
		timestamp: wire.timestamp,
		extraData: fromHex(wire.extraData),
		baseFeePerGas: wire.baseFeePerGas,
		blockHash: fromHex(wire.blockHash),
		transactions: wire.transactions.map((transaction) => fromHex(transaction)),
		withdrawals: wire.withdrawals.map((withdrawal) => ({
			...withdrawal,
			address: fromHex(withdrawal.address),
		})),
		blobGasUsed: wire.blobGasUsed,
		excessBlobGas: wire.excessBlobGas,
	};
};

export const withdrawalsToWire = (withdrawals: Payload["withdrawals"]) =>
	withdrawals.map((withdrawal) => ({
		index: toQuantity(withdrawal.index),
		validatorIndex: toQuantity(withdrawal.validatorIndex),
		address: toHex(withdrawal.address),
		amount: toQuantity(withdrawal.amount),
	}));

export const payloadToWire = (payload: Payload) => ({
	parentHash: toHex(payload.parentHash),
	feeRecipient: toHex(payload.feeRecipient),
	stateRoot: toHex(payload.stateRoot),
	receiptsRoot: toHex(payload.receiptsRoot),
	logsBloom: toHex(payload.logsBloom),
	prevRandao: toHex(payload.prevRandao),
	blockNumber: toQuantity(payload.blockNumber),
	gasLimit: toQuantity(payload.gasLimit),
	gasUsed: toQuantity(payload.gasUsed),
	timestamp: toQuantity(payload.timestamp),
	extraData: toHex(payload.extraData),
	baseFeePerGas: toQuantity(payload.baseFeePerGas),
	blockHash: toHex(payload.blockHash),
	transactions: payload.transactions.map(toHex),
	withdrawals: withdrawalsToWire(payload.withdrawals),
	blobGasUsed: toQuantity(payload.blobGasUsed),
	excessBlobGas: toQuantity(payload.excessBlobGas),
});

/** Sorted by kind, the requests of a block body (EIP-7685). */
export const decodeRequests = (
	requests: readonly Hex[],
): electra.ExecutionRequests => {
	const found = ssz.electra.ExecutionRequests.defaultValue();
	for (const request of requests) {
		const bytes = fromHex(request);
		const data = bytes.subarray(1);
		if (bytes[0] === 0)
			found.deposits = ssz.electra.DepositRequests.deserialize(data);
		else if (bytes[0] === 1)
			found.withdrawals = ssz.electra.WithdrawalRequests.deserialize(data);
		else if (bytes[0] === 2)
			found.consolidations =
				ssz.electra.ConsolidationRequests.deserialize(data);
		else throw new Error(`execution request of unknown type ${bytes[0]}`);
	}
	return found;
};
