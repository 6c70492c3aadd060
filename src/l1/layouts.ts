// The fields of beacon states and block bodies, as far as the light client proves something in them: what stands where. The
// rest of their types is of no matter to it.
// Sources: https://github.com/ethereum/consensus-specs/blob/v1.6.0/specs/altair/beacon-chain.md and the documents of the same
// name under bellatrix, capella, deneb, electra, and (in the form of 2026-08) gloas.

import {
	containerLayout,
	generalizedIndexIn,
	progressiveLayout,
	type SszPath,
} from "../base/ssz-path.ts";

// --- States

const checkpoint = containerLayout(["epoch", "root"], {});

const altairState = [
	"genesis_time",
	"genesis_validators_root",
	"slot",
	"fork",
	"latest_block_header",
	"block_roots",
	"state_roots",
	"historical_roots",
	"eth1_data",
	"eth1_data_votes",
	"eth1_deposit_index",
	"validators",
	"balances",
	"randao_mixes",
	"slashings",
	"previous_epoch_participation",
	"current_epoch_participation",
	"justification_bits",
	"previous_justified_checkpoint",
	"current_justified_checkpoint",
	"finalized_checkpoint",
	"inactivity_scores",
	"current_sync_committee",
	"next_sync_committee",
] as const;

const capellaState = [
	...altairState,
	"latest_execution_payload_header",
	"next_withdrawal_index",
	"next_withdrawal_validator_index",
	"historical_summaries",
] as const;

const electraState = [
	...capellaState,
	"deposit_requests_start_index",
	"deposit_balance_to_consume",
	"exit_balance_to_consume",
	"earliest_exit_epoch",
	"consolidation_balance_to_consume",
	"earliest_consolidation_epoch",
	"pending_deposits",
	"pending_partial_withdrawals",
	"pending_consolidations",
] as const;

const inState = { finalized_checkpoint: checkpoint } as const;
const altair = containerLayout(altairState, inState);
const capella = containerLayout(capellaState, inState);
const electra = containerLayout(electraState, inState);
/** What Gloas adds behind moves nothing in front of it. */
const gloas = progressiveLayout(altairState, inState);

/** What a light client proves in a state. */
const provedIn = (indexOf: (path: SszPath<typeof altair>) => number) => ({
	finalizedRoot: indexOf(["finalized_checkpoint", "root"]),
	currentSyncCommittee: indexOf(["current_sync_committee"]),
	nextSyncCommittee: indexOf(["next_sync_committee"]),
});

/** By the fork that gave the state its form. */
export const stateIndices = {
	altair: provedIn(generalizedIndexIn(altair)),
	capella: provedIn(generalizedIndexIn(capella)),
	electra: provedIn(generalizedIndexIn(electra)),
	gloas: provedIn(generalizedIndexIn(gloas)),
};

// --- Bodies of blocks

const capellaPayload = [
	"parent_hash",
	"fee_recipient",
	"state_root",
	"receipts_root",
	"logs_bloom",
	"prev_randao",
	"block_number",
	"gas_limit",
	"gas_used",
	"timestamp",
	"extra_data",
	"base_fee_per_gas",
	"block_hash",
	"transactions",
	"withdrawals",
] as const;
const denebPayload = [
	...capellaPayload,
	"blob_gas_used",
	"excess_blob_gas",
] as const;

const operations = [
	"randao_reveal",
	"eth1_data",
	"graffiti",
	"proposer_slashings",
	"attester_slashings",
	"attestations",
	"deposits",
	"voluntary_exits",
	"sync_aggregate",
] as const;

const capellaBody = generalizedIndexIn(
	containerLayout(
		[...operations, "execution_payload", "bls_to_execution_changes"],
		{ execution_payload: containerLayout(capellaPayload, {}) },
	),
);
const denebBody = generalizedIndexIn(
	containerLayout(
		[
			...operations,
			"execution_payload",
			"bls_to_execution_changes",
			"blob_kzg_commitments",
		],
		{ execution_payload: containerLayout(denebPayload, {}) },
	),
);
/** The payload is a message of its own; the block names the one that it builds on, first of all in its builder's bid. */
const gloasBody = generalizedIndexIn(
	progressiveLayout(
		[...operations, "bls_to_execution_changes", "signed_execution_payload_bid"],
		{
			signed_execution_payload_bid: containerLayout(["message", "signature"], {
				message: progressiveLayout(["parent_block_hash"], {}),
			}),
		},
	),
);

/** The same in every body that holds a payload. */
export const executionPayloadIndex = denebBody(["execution_payload"]);

/** Of the block hash within the block's body, for headers in Gloas' form. */
export const blockHashIndices = {
	capella: capellaBody(["execution_payload", "block_hash"]),
	deneb: denebBody(["execution_payload", "block_hash"]),
	gloas: gloasBody([
		"signed_execution_payload_bid",
		"message",
		"parent_block_hash",
	]),
};
