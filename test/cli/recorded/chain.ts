// A beacon chain of the network's own rules, signed by a committee of our own, whose finalized block carries a given state root of L1:
// the recordings lack the committee's keys, so nobody can show the signatures that were really given. Whoever takes its checkpoint
// follows it as he would follow the network; nobody else does.

import {
	fromHex,
	type Hex,
	toHex,
	toQuantity,
} from "../../../src/base/bytes.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import type { L1Network } from "../../../src/l1/network.ts";
import {
	type EncodedObject,
	forkAtSlot,
	periodAtSlot,
	timeAtSlot,
} from "../../../src/l1/spec.ts";
import { emptyTrieRoot } from "../../../src/proof/mpt.ts";
import { encodeHeader } from "../../../src/source/header.ts";
import { madeStream, makeChain } from "../../l1/made.ts";

/** What is known of the L1 block; the rest of its header is made. */
export type GivenBlock = {
	readonly stateRoot: Hex;
	readonly number: number;
	/** At or after which it was made, Unix seconds. */
	readonly timeS: number;
	readonly gasLimit?: string;
};

export type SignedChain = {
	readonly checkpoint: Hex;
	/** Some seconds after the head was signed. */
	readonly nowMs: number;
	/** The given block and the one on top of it, as a node gives them. */
	readonly blocks: readonly { readonly [field: string]: Json }[];
	/** What a beacon node answers; null for what it has not. */
	readonly answer: (
		path: string,
	) => { readonly version: string; readonly bytes: Uint8Array } | null;
};

const zeros = (bytes: number): Hex => `0x${"00".repeat(bytes)}`;

const blockOver = (
	{ stateRoot, number }: GivenBlock,
	parentHash: Hex,
	timeS: number,
): { readonly [field: string]: Json } => {
	const fields = {
		parentHash,
		sha3Uncles: zeros(32),
		miner: zeros(20),
		stateRoot,
		transactionsRoot: emptyTrieRoot,
		receiptsRoot: emptyTrieRoot,
		logsBloom: zeros(256),
		difficulty: "0x0",
		number: toQuantity(number),
		gasLimit: "0x3938700",
		gasUsed: "0x0",
		timestamp: toQuantity(timeS),
		extraData: "0x",
		mixHash: zeros(32),
		nonce: zeros(8),
		baseFeePerGas: "0x7",
		withdrawalsRoot: emptyTrieRoot,
		blobGasUsed: "0x0",
		excessBlobGas: "0x0",
		parentBeaconBlockRoot: zeros(32),
		requestsHash: zeros(32),
	};
	return {
		...fields,
		hash: keccakHex(encodeHeader(fields, "header")),
		transactions: [],
	};
};

const text = (field: Json | undefined): string => String(field);
const decimal = (field: Json | undefined): string =>
	String(BigInt(text(field)));

/** As the beacon chain writes a block's header. */
const payloadOf = (block: { readonly [field: string]: Json }) => ({
	parent_hash: text(block.parentHash),
	fee_recipient: text(block.miner),
	state_root: text(block.stateRoot),
	receipts_root: text(block.receiptsRoot),
	logs_bloom: text(block.logsBloom),
	prev_randao: text(block.mixHash),
	block_number: decimal(block.number),
	gas_limit: decimal(block.gasLimit),
	gas_used: decimal(block.gasUsed),
	timestamp: decimal(block.timestamp),
	extra_data: text(block.extraData),
	base_fee_per_gas: decimal(block.baseFeePerGas),
	block_hash: text(block.hash),
	blob_gas_used: decimal(block.blobGasUsed),
	excess_blob_gas: decimal(block.excessBlobGas),
});

/** Slots from the finalized block to the one that says so, and from the checkpoint to the finalized block. */
const toAttested = 80;
const fromCheckpoint = 128;

export const signedChain = (
	network: L1Network,
	given: GivenBlock,
): SignedChain => {
	const { genesisTimeS, secondsPerSlot } = network;
	const finalized = Math.ceil((given.timeS - genesisTimeS) / secondsPerSlot);
	const attested = finalized + toAttested;
	const start = Math.floor((finalized - fromCheckpoint) / 32) * 32;
	const own = blockOver(given, zeros(32), timeAtSlot(network, finalized));
	const next = blockOver(
		{ ...given, number: given.number + 1 },
		`0x${text(own.hash).slice(2)}`,
		timeAtSlot(network, attested),
	);
	const chain = makeChain({
		network,
		salt: `recorded ${given.stateRoot}`,
		finalizedAt: (slot) =>
			slot >= attested ? finalized : slot > start ? start : 0,
		execution: (slot): { readonly [name: string]: Json } =>
			slot === finalized
				? payloadOf(own)
				: slot === attested
					? payloadOf(next)
					: {},
	});
	const checkpoint = chain.block(start).root;
	const first = periodAtSlot(network, start);
	const last = periodAtSlot(network, attested);
	const updates = new Map<number, EncodedObject>([
		[first, chain.update("update", start + 1)],
		[last, chain.update("update", attested)],
	]);
	const ssz = ({ fork, ssz: bytes }: EncodedObject) => ({
		version: fork,
		bytes,
	});
	return {
		checkpoint,
		nowMs: (timeAtSlot(network, attested + 1) + 3) * 1000,
		blocks: [own, next],
		answer: (path) => {
			const { pathname, searchParams } = new URL(path, "http://x");
			const what = pathname.replace("/eth/v1/beacon/light_client/", "");
			if (what === `bootstrap/${checkpoint}`)
				return ssz(chain.bootstrap(start));
			if (what === "optimistic_update")
				return ssz(chain.update("optimistic", attested));
			if (what === "finality_update")
				return ssz(chain.update("finality", attested));
			if (what !== "updates") return null;
			const from = Number(searchParams.get("start_period"));
			const count = Number(searchParams.get("count"));
			const found = Array.from({ length: count }, (_, i) =>
				updates.get(from + i),
			).filter((one) => one !== undefined);
			return {
				version: forkAtSlot(network, attested).name,
				bytes: madeStream(network, found),
			};
		},
	};
};

export const hashOf = (block: { readonly [field: string]: Json }): Hex =>
	toHex(fromHex(text(block.hash), 32));
