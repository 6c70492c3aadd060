// The Engine API, as far as block production needs it: forkchoiceUpdatedV3, getPayloadV4, newPayloadV4.

import "./preset.ts";
import { type electra, ssz } from "@lodestar/types";
import {
	concat,
	fromHex,
	type Hex,
	toHex,
	toQuantity,
} from "../../../src/base/bytes.ts";
import {
	address,
	type Decode,
	hash,
	hex,
	hexUpTo,
	list,
	nullable,
	oneOf,
	optional,
	quantity,
	record,
	smallQuantity,
	text,
} from "../../../src/base/decode.ts";
import { callRpc } from "./rpc.ts";

export type Payload = electra.ExecutionPayload;

export type Forkchoice = {
	readonly headBlockHash: Hex;
	readonly safeBlockHash: Hex;
	readonly finalizedBlockHash: Hex;
};

export type PayloadAttributes = {
	readonly timestampS: number;
	readonly prevRandao: Uint8Array;
	readonly feeRecipient: Hex;
	readonly withdrawals: Payload["withdrawals"];
	readonly parentBeaconBlockRoot: Uint8Array;
};

export type BlobsBundle = {
	readonly commitments: readonly Hex[];
	readonly proofs: readonly Hex[];
	readonly blobs: readonly Hex[];
};

export type BuiltPayload = {
	readonly payload: Payload;
	readonly blobs: BlobsBundle;
	/** EIP-7685: type byte and data of each kind of request that occurs. */
	readonly requests: readonly Hex[];
};

const mostBytes = 16_000_000;

const withdrawalWire = record({
	index: smallQuantity,
	validatorIndex: smallQuantity,
	address,
	amount: quantity,
});

const payloadWire = record({
	parentHash: hash,
	feeRecipient: address,
	stateRoot: hash,
	receiptsRoot: hash,
	logsBloom: hex(256),
	prevRandao: hash,
	blockNumber: smallQuantity,
	gasLimit: smallQuantity,
	gasUsed: smallQuantity,
	timestamp: smallQuantity,
	extraData: hexUpTo(32),
	baseFeePerGas: quantity,
	blockHash: hash,
	transactions: list(hexUpTo(mostBytes), 100_000),
	withdrawals: list(withdrawalWire, 16),
	blobGasUsed: quantity,
	excessBlobGas: quantity,
});

const decodePayload: Decode<Payload> = (raw, path) => {
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

const withdrawalsToWire = (withdrawals: Payload["withdrawals"]) =>
	withdrawals.map((withdrawal) => ({
		index: toQuantity(withdrawal.index),
		validatorIndex: toQuantity(withdrawal.validatorIndex),
		address: toHex(withdrawal.address),
		amount: toQuantity(withdrawal.amount),
	}));

const payloadToWire = (payload: Payload) => ({
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

const builtWire = record({
	executionPayload: decodePayload,
	blobsBundle: optional(
		nullable(
			record({
				commitments: list(hex(48), 64),
				proofs: list(hex(48), 64),
				blobs: list(hex(131_072), 64),
			}),
		),
	),
	executionRequests: optional(nullable(list(hexUpTo(1_000_000), 16))),
});

const statusWire = record({
	status: oneOf("VALID", "INVALID", "SYNCING", "ACCEPTED"),
	validationError: optional(nullable(text(4000))),
});

const forkchoiceAnswer = record({
	payloadStatus: statusWire,
	payloadId: optional(nullable(hex(8))),
});

const none: BlobsBundle = { commitments: [], proofs: [], blobs: [] };

/** A commitment's versioned hash (EIP-4844). */
const versionedHash = async (commitment: Hex): Promise<Hex> => {
	const digest = new Uint8Array(
		await crypto.subtle.digest("SHA-256", Uint8Array.from(fromHex(commitment))),
	);
	return toHex(concat(Uint8Array.of(1), digest.subarray(1)));
};

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

export class Engine {
	readonly #url: string;

	constructor(url: string) {
		this.#url = url;
	}

	/** The client's head is `state.headBlockHash` when it returns. @throws Error when the client does not call it valid. */
	async setHead(state: Forkchoice): Promise<void> {
		await this.#forkchoice(state, null);
	}

	/** Sets the head, has a block built on it and fetches that block, which is not imported yet. */
	async build(
		state: Forkchoice,
		attributes: PayloadAttributes,
	): Promise<BuiltPayload> {
		const id = await this.#forkchoice(state, {
			timestamp: toQuantity(attributes.timestampS),
			prevRandao: toHex(attributes.prevRandao),
			suggestedFeeRecipient: attributes.feeRecipient,
			withdrawals: withdrawalsToWire(attributes.withdrawals),
			parentBeaconBlockRoot: toHex(attributes.parentBeaconBlockRoot),
		});
		if (id === null) throw new Error("the execution client builds no payload");
		const built = await callRpc(
			this.#url,
			"engine_getPayloadV4",
			[id],
			builtWire,
		);
		return {
			payload: built.executionPayload,
			blobs: built.blobsBundle ?? none,
			requests: built.executionRequests ?? [],
		};
	}

	/** The client has executed and keeps the block, without making it its head. @throws Error when it is not valid. */
	async importPayload(
		built: BuiltPayload,
		parentBeaconBlockRoot: Uint8Array,
	): Promise<void> {
		const hashes = await Promise.all(
			built.blobs.commitments.map(versionedHash),
		);
		const answer = await callRpc(
			this.#url,
			"engine_newPayloadV4",
			[
				payloadToWire(built.payload),
				hashes,
				toHex(parentBeaconBlockRoot),
				built.requests,
			],
			statusWire,
		);
		if (answer.status !== "VALID")
			throw new Error(
				`engine_newPayloadV4: ${answer.status} ${answer.validationError ?? ""}`,
			);
	}

	async #forkchoice(state: Forkchoice, attributes: object | null) {
		const answer = await callRpc(
			this.#url,
			"engine_forkchoiceUpdatedV3",
			[state, attributes],
			forkchoiceAnswer,
		);
		if (answer.payloadStatus.status !== "VALID")
			throw new Error(
				`engine_forkchoiceUpdatedV3: ${answer.payloadStatus.status} ${answer.payloadStatus.validationError ?? ""}`,
			);
		return answer.payloadId ?? null;
	}
}
