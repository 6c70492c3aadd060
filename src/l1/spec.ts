// The light client's objects: their SSZ types per fork, the constants and the arithmetic of slots, and decoding from SSZ
// into what the checks read. It checks nothing but shape.
// Source: https://github.com/ethereum/consensus-specs/blob/v1.6.0/specs/altair/light-client/sync-protocol.md and the
// documents of the same name under capella, deneb, electra, and (in the form of 2026-08) gloas.

import { type Hex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import {
	bits,
	byteList,
	bytes,
	checkSsz,
	container,
	hasField,
	hashTreeRoot,
	type SszPart,
	type SszType,
	sszAt,
	sszParts,
	uint64,
	uint256,
	vector,
} from "../base/ssz.ts";
import { depthOfIndex } from "../proof/ssz-branch.ts";
import {
	blockHashIndices,
	executionPayloadIndex,
	stateIndices,
} from "./layouts.ts";
import {
	type ForkName,
	type L1Network,
	type Preset,
	presets,
} from "./network.ts";

// --- Slots, epochs, periods, forks

export const presetOf = (network: L1Network): Preset => presets[network.preset];

export const epochAtSlot = (network: L1Network, slot: number): number =>
	Math.floor(slot / presetOf(network).slotsPerEpoch);

export const slotsPerPeriod = (network: L1Network): number => {
	const preset = presetOf(network);
	return preset.slotsPerEpoch * preset.epochsPerPeriod;
};

/** compute_sync_committee_period_at_slot */
export const periodAtSlot = (network: L1Network, slot: number): number =>
	Math.floor(slot / slotsPerPeriod(network));

/** Unix seconds at which the slot begins. */
export const timeAtSlot = (network: L1Network, slot: number): number =>
	network.genesisTimeS + slot * network.secondsPerSlot;

/** The slot that has begun at that time; negative before genesis. */
export const slotAtTime = (network: L1Network, nowMs: number): number =>
	Math.floor((nowMs / 1000 - network.genesisTimeS) / network.secondsPerSlot);

/** The slot of a block with that time, in seconds. */
export const slotOfBlock = (network: L1Network, timestampS: number): number =>
	slotAtTime(network, timestampS * 1000);

export type Fork = L1Network["forks"][number];

/** The fork in force at an epoch. @throws unknown-fork when the network lists none that early */
export const forkAtEpoch = (network: L1Network, epoch: number): Fork => {
	const fork = network.forks.findLast((entry) => entry.epoch <= epoch);
	if (fork === undefined)
		throw new Fault("unknown-fork", `no fork is listed for epoch ${epoch}`);
	return fork;
};

export const forkAtSlot = (network: L1Network, slot: number): Fork =>
	forkAtEpoch(network, epochAtSlot(network, slot));

/** Forks whose light-client objects are alike. Phase 0 has none. */
export type ForkShape = "altair" | "capella" | "deneb" | "electra" | "gloas";
const shapeByFork: { readonly [fork in ForkName]: ForkShape | null } = {
	phase0: null,
	altair: "altair",
	bellatrix: "altair",
	capella: "capella",
	deneb: "deneb",
	electra: "electra",
	fulu: "electra",
	gloas: "gloas",
};
export const shapes: readonly ForkShape[] = [
	"altair",
	"capella",
	"deneb",
	"electra",
	"gloas",
];

/** @throws unknown-fork for phase 0, which has no light client */
export const shapeOf = (fork: ForkName): ForkShape => {
	const shape = shapeByFork[fork];
	if (shape === null)
		throw new Fault("unknown-fork", `${fork} has no light client`);
	return shape;
};

export const shapeAtSlot = (network: L1Network, slot: number): ForkShape =>
	shapeOf(forkAtSlot(network, slot).name);

/** Generalized indices, by the shape of the slot of the header being proven. */
export const gindices: {
	readonly [shape in ForkShape]: {
		readonly finalizedRoot: number;
		readonly currentSyncCommittee: number;
		readonly nextSyncCommittee: number;
	};
} = { ...stateIndices, deneb: stateIndices.capella };

/** DOMAIN_SYNC_COMMITTEE */
export const domainSyncCommittee = Uint8Array.of(7, 0, 0, 0);

// --- Types

const bytes32 = bytes(32);
/** The hashes beside the way from a root down to what is proved. */
const branchTo = (index: number): SszType =>
	vector(bytes32, depthOfIndex(index));

export const beaconBlockHeader = container(
	["slot", uint64],
	["proposer_index", uint64],
	["parent_root", bytes32],
	["state_root", bytes32],
	["body_root", bytes32],
);

const capellaExecutionFields: readonly (readonly [string, SszType])[] = [
	["parent_hash", bytes32],
	["fee_recipient", bytes(20)],
	["state_root", bytes32],
	["receipts_root", bytes32],
	["logs_bloom", bytes(256)],
	["prev_randao", bytes32],
	["block_number", uint64],
	["gas_limit", uint64],
	["gas_used", uint64],
	["timestamp", uint64],
	["extra_data", byteList(32)],
	["base_fee_per_gas", uint256],
	["block_hash", bytes32],
	["transactions_root", bytes32],
	["withdrawals_root", bytes32],
];
export const executionPayloadHeader = {
	capella: container(...capellaExecutionFields),
	deneb: container(
		...capellaExecutionFields,
		["blob_gas_used", uint64],
		["excess_blob_gas", uint64],
	),
};

const headerTypes: { readonly [shape in ForkShape]: SszType } = (() => {
	const beacon = ["beacon", beaconBlockHeader] as const;
	const branch = ["execution_branch", branchTo(executionPayloadIndex)] as const;
	const deneb = container(
		beacon,
		["execution", executionPayloadHeader.deneb],
		branch,
	);
	return {
		altair: container(beacon),
		capella: container(
			beacon,
			["execution", executionPayloadHeader.capella],
			branch,
		),
		deneb,
		electra: deneb,
		gloas: container(
			beacon,
			["execution_block_hash", bytes32],
			["execution_branch", branchTo(blockHashIndices.gloas)],
		),
	};
})();

export type UpdateKind = "update" | "finality" | "optimistic";
export type ObjectKind = "header" | "bootstrap" | UpdateKind;
export type ObjectTypes = {
	readonly [kind in ObjectKind | "committee"]: SszType;
};

const buildTypes = (preset: Preset, shape: ForkShape): ObjectTypes => {
	const header = headerTypes[shape];
	const indices = gindices[shape];
	const committee = container(
		["pubkeys", vector(bytes(48), preset.committeeSize)],
		["aggregate_pubkey", bytes(48)],
	);
	const aggregate = container(
		["sync_committee_bits", bits(preset.committeeSize)],
		["sync_committee_signature", bytes(96)],
	);
	const attested = ["attested_header", header] as const;
	const finality = [
		["finalized_header", header],
		["finality_branch", branchTo(indices.finalizedRoot)],
	] as const;
	const signed = [
		["sync_aggregate", aggregate],
		["signature_slot", uint64],
	] as const;
	return {
		header,
		committee,
		bootstrap: container(
			["header", header],
			["current_sync_committee", committee],
			["current_sync_committee_branch", branchTo(indices.currentSyncCommittee)],
		),
		update: container(
			attested,
			["next_sync_committee", committee],
			["next_sync_committee_branch", branchTo(indices.nextSyncCommittee)],
			...finality,
			...signed,
		),
		finality: container(attested, ...finality, ...signed),
		optimistic: container(attested, ...signed),
	};
};

const typesBuilt = new Map<string, ObjectTypes>();

/** The SSZ types of a fork's light-client objects. @throws unknown-fork for phase 0 */
export const typesOf = (network: L1Network, fork: ForkName): ObjectTypes => {
	const shape = shapeOf(fork);
	const key = `${network.preset} ${shape}`;
	let types = typesBuilt.get(key);
	if (types === undefined) {
		types = buildTypes(presetOf(network), shape);
		typesBuilt.set(key, types);
	}
	return types;
};

// --- Decoded objects.

/** Where one stands: the range of bytes it was read from. */
type Decoded = { readonly part: SszPart };
/** Of an object that travels by itself: in the types of its fork. */
type DecodedIn = Decoded & { readonly fork: ForkName };

/** An object as it travels: its bytes and the fork whose type they have. */
export type EncodedObject = {
	readonly fork: ForkName;
	readonly ssz: Uint8Array;
};

export type LightClientHeader = Decoded & {
	readonly slot: number;
	readonly parentRoot: Uint8Array;
	readonly stateRoot: Uint8Array;
	readonly bodyRoot: Uint8Array;
	/** hash_tree_root(beacon) */
	readonly root: Uint8Array;
};

export type SyncCommittee = Decoded & {
	readonly pubkeys: Uint8Array;
	readonly aggregatePubkey: Uint8Array;
};

export type LightClientBootstrap = DecodedIn & {
	readonly header: LightClientHeader;
	readonly currentSyncCommittee: SyncCommittee;
	readonly currentSyncCommitteeBranch: readonly Uint8Array[];
};

/** Any of the three updates; what its kind does not carry is null. */
export type LightClientUpdate = DecodedIn & {
	readonly kind: UpdateKind;
	readonly attestedHeader: LightClientHeader;
	readonly nextSyncCommittee: SyncCommittee | null;
	readonly nextSyncCommitteeBranch: readonly Uint8Array[];
	readonly finalizedHeader: LightClientHeader | null;
	readonly finalityBranch: readonly Uint8Array[];
	readonly syncCommitteeBits: Uint8Array;
	readonly syncCommitteeSignature: Uint8Array;
	readonly signatureSlot: number;
};

/** A uint64 that is a safe integer. @throws bad-ssz */
export const smallUint = ({ bytes: own }: SszPart): number => {
	let value = 0;
	for (let i = own.length - 1; i >= 0; i--) value = value * 256 + (own[i] ?? 0);
	if (!Number.isSafeInteger(value))
		throw new Fault("bad-ssz", "an integer beyond 2^53");
	return value;
};

const readBranch = (part: SszPart): readonly Uint8Array[] =>
	sszParts(part).map((node) => node.bytes);

export const readHeader = (part: SszPart): LightClientHeader => {
	const beacon = sszAt(part, "beacon");
	return {
		part,
		slot: smallUint(sszAt(beacon, "slot")),
		parentRoot: sszAt(beacon, "parent_root").bytes,
		stateRoot: sszAt(beacon, "state_root").bytes,
		bodyRoot: sszAt(beacon, "body_root").bytes,
		root: hashTreeRoot(beacon),
	};
};

const readCommittee = (part: SszPart): SyncCommittee => ({
	part,
	pubkeys: sszAt(part, "pubkeys").bytes,
	aggregatePubkey: sszAt(part, "aggregate_pubkey").bytes,
});

const typed = (
	network: L1Network,
	kind: ObjectKind,
	encoded: EncodedObject,
): SszPart => {
	// A copy: bytes that a caller still holds cannot change under the values that are read from it.
	const part = {
		type: typesOf(network, encoded.fork)[kind],
		bytes: encoded.ssz.slice(),
	};
	checkSsz(part);
	return part;
};

/** @throws bad-ssz, unknown-fork */
export const decodeHeader = (
	network: L1Network,
	encoded: EncodedObject,
): LightClientHeader => readHeader(typed(network, "header", encoded));

/** @throws bad-ssz, unknown-fork */
export const decodeBootstrap = (
	network: L1Network,
	encoded: EncodedObject,
): LightClientBootstrap => {
	const part = typed(network, "bootstrap", encoded);
	return {
		fork: encoded.fork,
		part,
		header: readHeader(sszAt(part, "header")),
		currentSyncCommittee: readCommittee(sszAt(part, "current_sync_committee")),
		currentSyncCommitteeBranch: readBranch(
			sszAt(part, "current_sync_committee_branch"),
		),
	};
};

/** @throws bad-ssz, unknown-fork */
export const decodeUpdate = (
	network: L1Network,
	kind: UpdateKind,
	encoded: EncodedObject,
): LightClientUpdate => {
	const part = typed(network, kind, encoded);
	const has = (name: string) => hasField(part.type, name);
	const aggregate = sszAt(part, "sync_aggregate");
	return {
		kind,
		fork: encoded.fork,
		part,
		attestedHeader: readHeader(sszAt(part, "attested_header")),
		nextSyncCommittee: has("next_sync_committee")
			? readCommittee(sszAt(part, "next_sync_committee"))
			: null,
		nextSyncCommitteeBranch: has("next_sync_committee")
			? readBranch(sszAt(part, "next_sync_committee_branch"))
			: [],
		finalizedHeader: has("finalized_header")
			? readHeader(sszAt(part, "finalized_header"))
			: null,
		finalityBranch: has("finalized_header")
			? readBranch(sszAt(part, "finality_branch"))
			: [],
		syncCommitteeBits: sszAt(aggregate, "sync_committee_bits").bytes,
		syncCommitteeSignature: sszAt(aggregate, "sync_committee_signature").bytes,
		signatureSlot: smallUint(sszAt(part, "signature_slot")),
	};
};

const isZero = (own: Uint8Array): boolean => own.every((byte) => byte === 0);

/** is_sync_committee_update */
export const isSyncCommitteeUpdate = (update: LightClientUpdate): boolean =>
	!update.nextSyncCommitteeBranch.every(isZero);

/** is_finality_update */
export const isFinalityUpdate = (update: LightClientUpdate): boolean =>
	!update.finalityBranch.every(isZero);

/** sum(sync_committee_bits) */
export const signersOf = (update: LightClientUpdate): number => {
	let count = 0;
	for (const byte of update.syncCommitteeBits)
		for (let rest = byte; rest > 0; rest >>= 1) count += rest & 1;
	return count;
};

export const rootHex = (part: SszPart): Hex => toHex(hashTreeRoot(part));
