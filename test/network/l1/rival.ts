// A second chain from a common block on: complete beacon blocks, signed by a chosen share of the committee, whose payloads
// no execution client has run. It finalizes on its own.

import "./preset.ts";
import { genWithdrawalsTrieRoot } from "@ethereumjs/block";
import { createWithdrawal } from "@ethereumjs/util";
import {
	bigToMinimal,
	fromHex,
	type Hex,
	utf8,
} from "../../../src/base/bytes.ts";
import { encodeRlp } from "../../../src/base/rlp.ts";
import { keccak256, sha256 } from "../../../src/crypto/hash.ts";
import type { Anchor } from "./anchor.ts";
import { payloadAttributes } from "./attributes.ts";
import type { Block, State } from "./block.ts";
import type { BuiltPayload, PayloadAttributes } from "./engine.ts";
import { View } from "./light.ts";
import type { Payload } from "./payload.ts";
import { produceBlock } from "./produce.ts";

const emptyTrie = keccak256(encodeRlp(new Uint8Array(0)));
const noUncles = keccak256(encodeRlp([]));
// EIP-7685: the hash of no requests at all.
const noRequests = sha256(new Uint8Array(0));

/** The hash of the execution header that a payload without transactions and requests stands for. */
export const emptyPayloadHash = async (
	payload: Payload,
	parentBeaconBlockRoot: Uint8Array,
): Promise<Uint8Array> => {
	const number = (value: number | bigint): Uint8Array =>
		bigToMinimal(BigInt(value));
	const withdrawalsRoot = await genWithdrawalsTrieRoot(
		payload.withdrawals.map((withdrawal) =>
			createWithdrawal({
				index: BigInt(withdrawal.index),
				validatorIndex: BigInt(withdrawal.validatorIndex),
				address: withdrawal.address,
				amount: withdrawal.amount,
			}),
		),
	);
	return keccak256(
		encodeRlp([
			payload.parentHash,
			noUncles,
			payload.feeRecipient,
			payload.stateRoot,
			emptyTrie,
			payload.receiptsRoot,
			payload.logsBloom,
			number(0),
			number(payload.blockNumber),
			number(payload.gasLimit),
			number(payload.gasUsed),
			number(payload.timestamp),
			payload.extraData,
			payload.prevRandao,
			new Uint8Array(8),
			number(payload.baseFeePerGas),
			withdrawalsRoot,
			number(payload.blobGasUsed),
			number(payload.excessBlobGas),
			parentBeaconBlockRoot,
			noRequests,
		]),
	);
};

/** An empty payload on `parent` that claims `stateRoot`, or that nothing changed. */
const inventPayload = async (
	pre: State,
	parent: Block,
	attributes: PayloadAttributes,
	stateRoot: Hex | undefined,
): Promise<BuiltPayload> => {
	const last = pre.latestExecutionPayloadHeader;
	const payload: Payload = {
		parentHash: fromHex(parent.executionHash),
		feeRecipient: fromHex(attributes.feeRecipient),
		stateRoot: stateRoot === undefined ? last.stateRoot : fromHex(stateRoot),
		receiptsRoot: emptyTrie,
		logsBloom: new Uint8Array(256),
		prevRandao: attributes.prevRandao,
		blockNumber: last.blockNumber + 1,
		gasLimit: last.gasLimit,
		gasUsed: 0,
		timestamp: attributes.timestampS,
		extraData: utf8("rival"),
		// EIP-1559 after a block below its target, which is what this chain has
		baseFeePerGas: last.baseFeePerGas - last.baseFeePerGas / 8n,
		blockHash: new Uint8Array(32),
		transactions: [],
		withdrawals: attributes.withdrawals,
		blobGasUsed: 0n,
		excessBlobGas: 0n,
	};
	payload.blockHash = await emptyPayloadHash(
		payload,
		attributes.parentBeaconBlockRoot,
	);
	return {
		payload,
		blobs: { commitments: [], proofs: [], blobs: [] },
		requests: [],
	};
};

export class Rival {
	readonly view: View;
	readonly #anchor: Anchor;
	readonly #slotSeconds: number;
	readonly #signers: (slot: number) => readonly number[];
	readonly #stateRoot: Hex | undefined;
	#slot: number;

	/** Begins as a copy of `honest` up to `fork`. */
	constructor(options: {
		readonly anchor: Anchor;
		readonly slotSeconds: number;
		readonly honest: ReadonlyMap<Hex, Block>;
		readonly fork: Block;
		/** Which positions of the committee sign its blocks in a slot. */
		readonly signers: (slot: number) => readonly number[];
		/** What its payloads claim as the execution state, instead of the fork's. */
		readonly stateRoot: Hex | undefined;
	}) {
		this.#anchor = options.anchor;
		this.#slotSeconds = options.slotSeconds;
		this.#signers = options.signers;
		this.#stateRoot = options.stateRoot;
		this.#slot = options.fork.slot;
		const blocks = new Map<Hex, Block>();
		for (
			let block: Block | undefined = options.fork;
			block !== undefined;
			block = options.honest.get(block.parentRoot)
		)
			blocks.set(block.root, { ...block });
		this.view = new View(blocks, options.fork);
	}

	/** Has a block in every slot up to `slot`. */
	async follow(slot: number): Promise<void> {
		while (this.#slot < slot) {
			const next = this.#slot + 1;
			const parent = this.view.head;
			this.view.setHead(
				await produceBlock({
					config: this.#anchor.config,
					parent,
					slot: next,
					duties: { syncPositions: this.#signers(next), attesting: 1 },
					graffiti: "a rival chain",
					verify: false,
					payloadSource: (pre) =>
						inventPayload(
							pre,
							parent,
							payloadAttributes(
								pre,
								parent,
								this.#anchor.genesisTimeS,
								this.#slotSeconds,
							),
							this.#stateRoot,
						),
				}),
			);
			this.#slot = next;
			// Catching up takes seconds: let requests through.
			await new Promise((resolve) => setImmediate(resolve));
		}
	}
}
