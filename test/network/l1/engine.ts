// The Engine API, as far as block production needs it: forkchoiceUpdatedV3, getPayloadV4, newPayloadV4.

import {
	concat,
	fromHex,
	type Hex,
	toHex,
	toQuantity,
} from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { sha256 } from "../../../src/crypto/hash.ts";
import {
	decodePayload,
	type Payload,
	payloadToWire,
	withdrawalsToWire,
} from "./payload.ts";
import { callRpc } from "./rpc.ts";

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

const builtWire = d.record({
	executionPayload: decodePayload,
	blobsBundle: d.optional(
		d.nullable(
			d.record({
				commitments: d.list(d.hex(48), 64),
				proofs: d.list(d.hex(48), 64),
				blobs: d.list(d.hex(131_072), 64),
			}),
		),
	),
	executionRequests: d.optional(d.nullable(d.list(d.hexUpTo(1_000_000), 16))),
});

const statusWire = d.record({
	status: d.oneOf("VALID", "INVALID", "SYNCING", "ACCEPTED"),
	validationError: d.optional(d.nullable(d.text(4000))),
});

const forkchoiceAnswer = d.record({
	payloadStatus: statusWire,
	payloadId: d.optional(d.nullable(d.hex(8))),
});

export const noBlobs: BlobsBundle = { commitments: [], proofs: [], blobs: [] };

/** A commitment's versioned hash (EIP-4844). */
export const versionedHash = (commitment: Hex): Hex =>
	toHex(concat(Uint8Array.of(1), sha256(fromHex(commitment)).subarray(1)));

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
			blobs: built.blobsBundle ?? noBlobs,
			requests: built.executionRequests ?? [],
		};
	}

	/** The client has executed and keeps the block, without making it its head. @throws Error when it is not valid. */
	async importPayload(
		built: BuiltPayload,
		parentBeaconBlockRoot: Uint8Array,
	): Promise<void> {
		const answer = await callRpc(
			this.#url,
			"engine_newPayloadV4",
			[
				payloadToWire(built.payload),
				built.blobs.commitments.map(versionedHash),
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
