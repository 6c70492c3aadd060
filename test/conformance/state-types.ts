// SSZ types of whole beacon blocks and states, which a light client never sees: the vectors come with them, and the
// branches that a light client checks end in them. Source: consensus-specs v1.6.0, specs/{phase0 … fulu}/beacon-chain.md.

import {
	bitList,
	bits,
	byteList,
	bytes,
	container,
	list,
	type SszType,
	uint8,
	uint64,
	uint256,
	vector,
} from "../../src/base/ssz.ts";
import { type ForkName, forkNames } from "../../src/l1/network.ts";
import {
	beaconBlockHeader,
	executionPayloadHeader,
} from "../../src/l1/spec.ts";

type Size = {
	readonly slotsPerEpoch: number;
	readonly historicalRoots: number;
	readonly historicalVector: number;
	readonly slashings: number;
	readonly eth1Votes: number;
	readonly committee: number;
	readonly committeesPerSlot: number;
	readonly withdrawals: number;
	readonly pendingPartialWithdrawals: number;
	readonly pendingConsolidations: number;
};
const sizes: { readonly [preset in "mainnet" | "minimal"]: Size } = {
	mainnet: {
		slotsPerEpoch: 32,
		historicalRoots: 8192,
		historicalVector: 65_536,
		slashings: 8192,
		eth1Votes: 2048,
		committee: 512,
		committeesPerSlot: 64,
		withdrawals: 16,
		pendingPartialWithdrawals: 2 ** 27,
		pendingConsolidations: 2 ** 18,
	},
	minimal: {
		slotsPerEpoch: 8,
		historicalRoots: 64,
		historicalVector: 64,
		slashings: 64,
		eth1Votes: 32,
		committee: 32,
		committeesPerSlot: 4,
		withdrawals: 4,
		pendingPartialWithdrawals: 64,
		pendingConsolidations: 64,
	},
};

const bytes32 = bytes(32);
const signature = bytes(96);
const pubkey = bytes(48);
const validators = 2 ** 40;
const perCommittee = 2048;

const checkpoint = container(["epoch", uint64], ["root", bytes32]);
const eth1Data = container(
	["deposit_root", bytes32],
	["deposit_count", uint64],
	["block_hash", bytes32],
);
const attestationData = container(
	["slot", uint64],
	["index", uint64],
	["beacon_block_root", bytes32],
	["source", checkpoint],
	["target", checkpoint],
);
const signedHeader = container(
	["message", beaconBlockHeader],
	["signature", signature],
);
const withdrawal = container(
	["index", uint64],
	["validator_index", uint64],
	["address", bytes(20)],
	["amount", uint64],
);

const isAt = (fork: ForkName, least: ForkName): boolean =>
	forkNames.indexOf(fork) >= forkNames.indexOf(least);

type Field = readonly [string, SszType];
const when = (condition: boolean, ...fields: readonly Field[]) =>
	condition ? fields : [];

/** ExecutionPayload, from Bellatrix to Fulu. */
export const executionPayload = (size: Size, fork: ForkName): SszType =>
	container(
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
		["transactions", list(byteList(2 ** 30), 2 ** 20)],
		...when(isAt(fork, "capella"), [
			"withdrawals",
			list(withdrawal, size.withdrawals),
		]),
		...when(
			isAt(fork, "deneb"),
			["blob_gas_used", uint64],
			["excess_blob_gas", uint64],
		),
	);

const executionRequests = container(
	[
		"deposits",
		list(
			container(
				["pubkey", pubkey],
				["withdrawal_credentials", bytes32],
				["amount", uint64],
				["signature", signature],
				["index", uint64],
			),
			8192,
		),
	],
	[
		"withdrawals",
		list(
			container(
				["source_address", bytes(20)],
				["validator_pubkey", pubkey],
				["amount", uint64],
			),
			16,
		),
	],
	[
		"consolidations",
		list(
			container(
				["source_address", bytes(20)],
				["source_pubkey", pubkey],
				["target_pubkey", pubkey],
			),
			2,
		),
	],
);

const buildBody = (size: Size, fork: ForkName): SszType => {
	const electra = isAt(fork, "electra");
	const attesters = electra
		? perCommittee * size.committeesPerSlot
		: perCommittee;
	const attestation = container(
		["aggregation_bits", bitList(attesters)],
		["data", attestationData],
		["signature", signature],
		...when(electra, ["committee_bits", bits(size.committeesPerSlot)]),
	);
	const indexed = container(
		["attesting_indices", list(uint64, attesters)],
		["data", attestationData],
		["signature", signature],
	);
	return container(
		["randao_reveal", signature],
		["eth1_data", eth1Data],
		["graffiti", bytes32],
		[
			"proposer_slashings",
			list(
				container(
					["signed_header_1", signedHeader],
					["signed_header_2", signedHeader],
				),
				16,
			),
		],
		[
			"attester_slashings",
			list(
				container(["attestation_1", indexed], ["attestation_2", indexed]),
				electra ? 1 : 2,
			),
		],
		["attestations", list(attestation, electra ? 8 : 128)],
		[
			"deposits",
			list(
				container(
					["proof", vector(bytes32, 33)],
					[
						"data",
						container(
							["pubkey", pubkey],
							["withdrawal_credentials", bytes32],
							["amount", uint64],
							["signature", signature],
						),
					],
				),
				16,
			),
		],
		[
			"voluntary_exits",
			list(
				container(
					[
						"message",
						container(["epoch", uint64], ["validator_index", uint64]),
					],
					["signature", signature],
				),
				16,
			),
		],
		...when(isAt(fork, "altair"), [
			"sync_aggregate",
			container(
				["sync_committee_bits", bits(size.committee)],
				["sync_committee_signature", signature],
			),
		]),
		...when(isAt(fork, "bellatrix"), [
			"execution_payload",
			executionPayload(size, fork),
		]),
		...when(isAt(fork, "capella"), [
			"bls_to_execution_changes",
			list(
				container(
					[
						"message",
						container(
							["validator_index", uint64],
							["from_bls_pubkey", pubkey],
							["to_execution_address", bytes(20)],
						),
					],
					["signature", signature],
				),
				16,
			),
		]),
		...when(isAt(fork, "deneb"), [
			"blob_kzg_commitments",
			list(bytes(48), 4096),
		]),
		...when(electra, ["execution_requests", executionRequests]),
	);
};

const buildState = (size: Size, fork: ForkName): SszType => {
	const committee = container(
		["pubkeys", vector(pubkey, size.committee)],
		["aggregate_pubkey", pubkey],
	);
	const bellatrixHeader = container(
		...(executionPayloadHeader.capella.kind === "container"
			? executionPayloadHeader.capella.fields.slice(0, -1)
			: []),
	);
	const payloadHeader = isAt(fork, "deneb")
		? executionPayloadHeader.deneb
		: isAt(fork, "capella")
			? executionPayloadHeader.capella
			: bellatrixHeader;
	return container(
		["genesis_time", uint64],
		["genesis_validators_root", bytes32],
		["slot", uint64],
		[
			"fork",
			container(
				["previous_version", bytes(4)],
				["current_version", bytes(4)],
				["epoch", uint64],
			),
		],
		["latest_block_header", beaconBlockHeader],
		["block_roots", vector(bytes32, size.historicalRoots)],
		["state_roots", vector(bytes32, size.historicalRoots)],
		["historical_roots", list(bytes32, 2 ** 24)],
		["eth1_data", eth1Data],
		["eth1_data_votes", list(eth1Data, size.eth1Votes)],
		["eth1_deposit_index", uint64],
		[
			"validators",
			list(
				container(
					["pubkey", pubkey],
					["withdrawal_credentials", bytes32],
					["effective_balance", uint64],
					["slashed", { kind: "boolean" }],
					["activation_eligibility_epoch", uint64],
					["activation_epoch", uint64],
					["exit_epoch", uint64],
					["withdrawable_epoch", uint64],
				),
				validators,
			),
		],
		["balances", list(uint64, validators)],
		["randao_mixes", vector(bytes32, size.historicalVector)],
		["slashings", vector(uint64, size.slashings)],
		["previous_epoch_participation", list(uint8, validators)],
		["current_epoch_participation", list(uint8, validators)],
		["justification_bits", bits(4)],
		["previous_justified_checkpoint", checkpoint],
		["current_justified_checkpoint", checkpoint],
		["finalized_checkpoint", checkpoint],
		["inactivity_scores", list(uint64, validators)],
		["current_sync_committee", committee],
		["next_sync_committee", committee],
		...when(isAt(fork, "bellatrix"), [
			"latest_execution_payload_header",
			payloadHeader,
		]),
		...when(
			isAt(fork, "capella"),
			["next_withdrawal_index", uint64],
			["next_withdrawal_validator_index", uint64],
			[
				"historical_summaries",
				list(
					container(
						["block_summary_root", bytes32],
						["state_summary_root", bytes32],
					),
					2 ** 24,
				),
			],
		),
		...when(
			isAt(fork, "electra"),
			["deposit_requests_start_index", uint64],
			["deposit_balance_to_consume", uint64],
			["exit_balance_to_consume", uint64],
			["earliest_exit_epoch", uint64],
			["consolidation_balance_to_consume", uint64],
			["earliest_consolidation_epoch", uint64],
			[
				"pending_deposits",
				list(
					container(
						["pubkey", pubkey],
						["withdrawal_credentials", bytes32],
						["amount", uint64],
						["signature", signature],
						["slot", uint64],
					),
					2 ** 27,
				),
			],
			[
				"pending_partial_withdrawals",
				list(
					container(
						["validator_index", uint64],
						["amount", uint64],
						["withdrawable_epoch", uint64],
					),
					size.pendingPartialWithdrawals,
				),
			],
			[
				"pending_consolidations",
				list(
					container(["source_index", uint64], ["target_index", uint64]),
					size.pendingConsolidations,
				),
			],
		),
		...when(isAt(fork, "fulu"), [
			"proposer_lookahead",
			vector(uint64, 2 * size.slotsPerEpoch),
		]),
	);
};

export type WholeTypes = {
	readonly BeaconState: SszType;
	readonly BeaconBlockBody: SszType;
	readonly BeaconBlock: SszType;
	readonly SignedBeaconBlock: SszType;
};

const built = new Map<string, WholeTypes>();

/** Types of a fork from Altair to Fulu. */
export const wholeTypes = (
	preset: "mainnet" | "minimal",
	fork: ForkName,
): WholeTypes => {
	const key = `${preset} ${fork}`;
	const known = built.get(key);
	if (known !== undefined) return known;
	const BeaconBlockBody = buildBody(sizes[preset], fork);
	const BeaconBlock = container(
		["slot", uint64],
		["proposer_index", uint64],
		["parent_root", bytes32],
		["state_root", bytes32],
		["body", BeaconBlockBody],
	);
	const types = {
		BeaconState: buildState(sizes[preset], fork),
		BeaconBlockBody,
		BeaconBlock,
		SignedBeaconBlock: container(
			["message", BeaconBlock],
			["signature", signature],
		),
	};
	built.set(key, types);
	return types;
};

/** The forks that have such types, newest first. */
export const wholeForks: readonly ForkName[] = [
	"fulu",
	"electra",
	"deneb",
	"capella",
	"bellatrix",
	"altair",
];
