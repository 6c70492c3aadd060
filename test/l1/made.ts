// A chain made up for tests: minimal preset, committees of 32 with known keys, states that are sparse trees with just the
// leaves a light client asks about. Deterministic by its salt; two chains of different salt are two histories.

import { SecretKey } from "@chainsafe/blst";
import {
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../src/base/bytes.ts";
import type { Json } from "../../src/base/immutable.ts";
import {
	defaultOf,
	hashPair,
	hashTreeRoot,
	jsonToSsz,
	type SszType,
	sszToJson,
} from "../../src/base/ssz.ts";
import { sha256 } from "../../src/crypto/hash.ts";
import { forkDigests, signingRoot } from "../../src/l1/domain.ts";
import {
	blockHashIndices,
	executionPayloadIndex,
} from "../../src/l1/layouts.ts";
import type { L1Network } from "../../src/l1/network.ts";
import {
	beaconBlockHeader,
	type EncodedObject,
	executionPayloadHeader,
	forkAtSlot,
	gindices,
	type ObjectKind,
	periodAtSlot,
	presetOf,
	shapeAtSlot,
	typesOf,
	type UpdateKind,
} from "../../src/l1/spec.ts";
import { depthOfIndex } from "../../src/proof/ssz-branch.ts";

export const madeNetwork: L1Network = {
	name: "made",
	title: "Made up",
	chainId: 1337,
	preset: "minimal",
	genesisTimeS: 1_700_000_000,
	genesisValidatorsRoot: `0x${"42".repeat(32)}`,
	secondsPerSlot: 2,
	forks: [
		{ name: "altair", version: "0x01000001", epoch: 0 },
		{ name: "bellatrix", version: "0x02000001", epoch: 0 },
		{ name: "capella", version: "0x03000001", epoch: 0 },
		{ name: "deneb", version: "0x04000001", epoch: 0 },
		{ name: "electra", version: "0x05000001", epoch: 0 },
	],
	maxCheckpointAgeS: 14 * 86_400,
	explorer: "http://localhost",
};

const word = (...about: readonly (string | number)[]): Uint8Array =>
	sha256(new TextEncoder().encode(about.join(" ")));

/** A tree of which only some nodes are given; every other subtree is one made-up node. */
export const sparseTree = (
	given: ReadonlyMap<number, Uint8Array>,
	filler: string,
): {
	readonly root: Uint8Array;
	readonly branch: (gindex: number) => readonly Uint8Array[];
} => {
	const isAbove = (gindex: number): boolean =>
		[...given.keys()].some((leaf) => {
			let here = leaf;
			while (here > gindex) here = Math.floor(here / 2);
			return here === gindex;
		});
	const node = (gindex: number): Uint8Array => {
		const leaf = given.get(gindex);
		if (leaf !== undefined) return leaf;
		if (!isAbove(gindex)) return word(filler, gindex);
		return hashPair(node(2 * gindex), node(2 * gindex + 1));
	};
	return {
		root: node(1),
		branch: (gindex) =>
			Array.from({ length: depthOfIndex(gindex) }, (_, i) =>
				node(Math.floor(gindex / 2 ** i) ^ 1),
			),
	};
};

export type MadeCommittee = {
	readonly secrets: readonly bigint[];
	readonly json: {
		readonly pubkeys: readonly Hex[];
		readonly aggregate_pubkey: Hex;
	};
};

/** Sums of few small keys: far below the group's order. */
const secretKey = (secret: bigint): SecretKey =>
	SecretKey.fromBytes(bigToBytes(secret, 32));
const publicKey = (secret: bigint): Hex =>
	toHex(secretKey(secret).toPublicKey().toBytes());
const committees = new Map<string, MadeCommittee>();

/** Keys of a period. The last two seats have the same key. */
export const madeCommittee = (
	network: L1Network,
	salt: string,
	period: number,
): MadeCommittee => {
	const size = presetOf(network).committeeSize;
	const name = `${salt} ${period} ${size}`;
	const known = committees.get(name);
	if (known !== undefined) return known;
	const secrets = Array.from(
		{ length: size },
		(_, i) =>
			BigInt(toHex(word("key", salt, period, Math.min(i, size - 2)))) %
			2n ** 40n,
	);
	const sum = secrets.reduce((a, b) => a + b, 0n);
	const made = {
		secrets,
		json: {
			pubkeys: secrets.map(publicKey),
			aggregate_pubkey: publicKey(sum),
		},
	};
	committees.set(name, made);
	return made;
};

export type MadeBlock = {
	readonly slot: number;
	readonly root: Hex;
	readonly header: Json;
	readonly stateRoot: Uint8Array;
	readonly branch: (gindex: number) => readonly Hex[];
};

export type MadeOptions = {
	readonly network?: L1Network;
	readonly salt?: string;
	/** Blocks before this slot are those of the chain `forkOf`. */
	readonly forkSlot?: number;
	readonly forkOf?: MadeChain;
	/** How many of the committee sign; all unless told. */
	readonly signers?: number;
	/** The finalized slot in the state of a block; two epochs before its epoch unless told. */
	readonly finalizedAt?: (slot: number) => number;
	/** Whose committees sign: the salt's unless told. */
	readonly committeeSalt?: string;
	/** Fields of the execution header in place of the made-up ones. */
	readonly execution?: (slot: number) => { readonly [name: string]: Json };
};

export type SignOptions = {
	readonly signers?: number;
	readonly signatureSlot?: number;
	readonly finalizedSlot?: number;
};

export type MadeChain = {
	readonly network: L1Network;
	readonly block: (slot: number) => MadeBlock;
	readonly bootstrap: (slot: number) => EncodedObject;
	/** An update of a kind, attested at the slot, as JSON of its fork and encoded. */
	readonly update: (
		kind: UpdateKind,
		slot: number,
		options?: SignOptions,
	) => EncodedObject & { readonly json: { readonly [name: string]: Json } };
	readonly encode: (
		kind: ObjectKind,
		slot: number,
		json: Json,
	) => EncodedObject;
};

const hex = (bytes: Uint8Array): Hex => toHex(bytes);

export const makeChain = (options: MadeOptions = {}): MadeChain => {
	const { network = madeNetwork, salt = "one", forkOf, forkSlot = 0 } = options;
	const committeeSalt = options.committeeSalt ?? salt;
	const { slotsPerEpoch, committeeSize } = presetOf(network);
	const finalizedAt =
		options.finalizedAt ??
		((slot) =>
			Math.max(0, Math.floor(slot / slotsPerEpoch) - 2) * slotsPerEpoch);
	const blocks = new Map<number, MadeBlock>();
	const types = (slot: number) =>
		typesOf(network, forkAtSlot(network, slot).name);
	const rootOf = (type: SszType, json: Json): Uint8Array =>
		hashTreeRoot({ type, bytes: jsonToSsz(type, json, "") });

	const committeeAt = (period: number) =>
		madeCommittee(network, committeeSalt, period).json;
	const committeeRoots = new Map<number, Uint8Array>();
	const committeeRoot = (slot: number, period: number): Uint8Array => {
		const root =
			committeeRoots.get(period) ??
			rootOf(types(slot).committee, committeeAt(period));
		committeeRoots.set(period, root);
		return root;
	};

	const execution = (slot: number): { readonly [name: string]: Json } => ({
		parent_hash: hex(word("el", salt, slot - 1)),
		fee_recipient: `0x${"fe".repeat(20)}`,
		state_root: hex(word("el state", salt, slot)),
		receipts_root: hex(word("el receipts", salt, slot)),
		logs_bloom: `0x${"00".repeat(256)}`,
		prev_randao: hex(word("randao", salt, slot)),
		block_number: String(slot),
		gas_limit: "30000000",
		gas_used: "21000",
		timestamp: String(network.genesisTimeS + slot * network.secondsPerSlot),
		extra_data: "0x6d616465",
		base_fee_per_gas: "1000000007",
		block_hash: hex(word("el", salt, slot)),
		transactions_root: hex(word("el transactions", salt, slot)),
		withdrawals_root: hex(word("el withdrawals", salt, slot)),
		blob_gas_used: "0",
		excess_blob_gas: "0",
		...options.execution?.(slot),
	});

	const makeBlock = (slot: number): MadeBlock => {
		const shape = shapeAtSlot(network, slot);
		const period = periodAtSlot(network, slot);
		const finalizedSlot = finalizedAt(slot);
		const finalizedRoot =
			finalizedSlot === 0
				? new Uint8Array(32)
				: fromHex(block(finalizedSlot).root);
		const at = gindices[shape];
		const state = sparseTree(
			new Map([
				[at.finalizedRoot, finalizedRoot],
				[at.currentSyncCommittee, committeeRoot(slot, period)],
				[at.nextSyncCommittee, committeeRoot(slot, period + 1)],
			]),
			`state ${salt} ${slot}`,
		);
		const payload = execution(slot);
		const gloas = shape === "gloas";
		const executionGindex = gloas
			? blockHashIndices.gloas
			: executionPayloadIndex;
		const executionRoot = gloas
			? fromHex(String(payload.block_hash))
			: rootOf(
					shape === "capella"
						? executionPayloadHeader.capella
						: executionPayloadHeader.deneb,
					payload,
				);
		const body = sparseTree(
			new Map([[executionGindex, executionRoot]]),
			`body ${salt} ${slot}`,
		);
		const beacon = {
			slot: String(slot),
			proposer_index: "7",
			// Every sixteenth block has a made-up parent, so that a late slot does not need all before it.
			parent_root:
				slot % 16 === 0
					? hex(word("parent", salt, slot))
					: block(slot - 1).root,
			state_root: hex(state.root),
			body_root: hex(body.root),
		};
		const branch = body.branch(executionGindex).map(hex);
		return {
			slot,
			root: hex(rootOf(beaconBlockHeader, beacon)),
			stateRoot: state.root,
			branch: (gindex) => state.branch(gindex).map(hex),
			header:
				shape === "altair"
					? { beacon }
					: gloas
						? {
								beacon,
								execution_block_hash: String(payload.block_hash),
								execution_branch: branch,
							}
						: { beacon, execution: payload, execution_branch: branch },
		};
	};
	const block = (slot: number): MadeBlock => {
		if (forkOf !== undefined && slot < forkSlot) return forkOf.block(slot);
		let made = blocks.get(slot);
		if (made === undefined) {
			made = makeBlock(slot);
			blocks.set(slot, made);
		}
		return made;
	};

	const encode = (
		kind: ObjectKind,
		slot: number,
		json: Json,
	): EncodedObject => ({
		fork: forkAtSlot(network, slot).name,
		ssz: jsonToSsz(types(slot)[kind], json, ""),
	});

	const aggregates = new Map<string, Json>();
	const aggregate = (
		slot: number,
		signatureSlot: number,
		count: number,
	): Json => {
		const name = `${slot} ${signatureSlot} ${count}`;
		const known = aggregates.get(name) ?? sign(slot, signatureSlot, count);
		aggregates.set(name, known);
		return known;
	};
	const sign = (slot: number, signatureSlot: number, count: number): Json => {
		const { secrets } = madeCommittee(
			network,
			committeeSalt,
			periodAtSlot(network, signatureSlot),
		);
		const bits = new Uint8Array(Math.ceil(committeeSize / 8));
		let sum = 0n;
		for (const [i, secret] of secrets.entries()) {
			if (i >= count) break;
			bits[i >> 3] = (bits[i >> 3] ?? 0) | (1 << (i & 7));
			sum += secret;
		}
		const signature = secretKey(sum || 1n).sign(
			signingRoot(network, fromHex(block(slot).root), signatureSlot),
		);
		return {
			sync_committee_bits: hex(bits),
			sync_committee_signature: hex(signature.toBytes()),
		};
	};

	return {
		network,
		block,
		encode,
		bootstrap: (slot) =>
			encode("bootstrap", slot, {
				header: block(slot).header,
				current_sync_committee: committeeAt(periodAtSlot(network, slot)),
				current_sync_committee_branch: block(slot).branch(
					gindices[shapeAtSlot(network, slot)].currentSyncCommittee,
				),
			}),
		update: (kind, slot, how = {}) => {
			const signatureSlot = how.signatureSlot ?? slot + 1;
			const finalizedSlot = how.finalizedSlot ?? finalizedAt(slot);
			const at = gindices[shapeAtSlot(network, slot)];
			const json: { [name: string]: Json } = {
				attested_header: block(slot).header,
				sync_aggregate: aggregate(
					slot,
					signatureSlot,
					how.signers ?? options.signers ?? committeeSize,
				),
				signature_slot: String(signatureSlot),
			};
			if (kind !== "optimistic") {
				const finalized =
					finalizedSlot === 0 ? {} : block(finalizedSlot).header;
				// An earlier fork's header in this fork's container: what it lacks is empty.
				json.finalized_header = Object.assign(
					{},
					emptyHeader(types(slot).header),
					finalized,
				);
				json.finality_branch = block(slot).branch(at.finalizedRoot);
			}
			if (kind === "update") {
				json.next_sync_committee = committeeAt(periodAtSlot(network, slot) + 1);
				json.next_sync_committee_branch = block(slot).branch(
					at.nextSyncCommittee,
				);
			}
			return { ...encode(kind, slot, json), json };
		},
	};
};

const emptyHeader = (type: SszType): Json =>
	sszToJson({ type, bytes: defaultOf(type) });

/** A stream of updates as a node sends it. */
export const madeStream = (
	network: L1Network,
	updates: readonly EncodedObject[],
): Uint8Array =>
	concat(
		...updates.map(({ fork, ssz }) => {
			const digest = [...forkDigests(network)].find(
				([, name]) => name === fork,
			)?.[0];
			if (digest === undefined) throw new RangeError(`no digest of ${fork}`);
			const length = new Uint8Array(8);
			new DataView(length.buffer).setBigUint64(0, BigInt(ssz.length + 4), true);
			return concat(length, fromHex(digest), ssz);
		}),
	);
