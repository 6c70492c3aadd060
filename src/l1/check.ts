// The checks of the light client, in the order of the spec, so that both can be read side by side. They keep no state and
// read no clock: the store decides what is relevant.
// Source: https://github.com/ethereum/consensus-specs/blob/v1.6.0/specs/altair/light-client/sync-protocol.md, with the
// changes of capella, deneb, electra (v1.6.0) and gloas (as of 2026-08).

import { equalBytes, fromHex, type Hex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import {
	defaultOf,
	hasField,
	hashTreeRoot,
	jsonToSsz,
	type SszPart,
	sszAt,
	sszParts,
	sszToJson,
} from "../base/ssz.ts";
import { twoThirdsOf } from "../base/units.ts";
import type { Kernel, SyncAggregateQuestion } from "../crypto/kernel.ts";
import { isValidNormalizedBranch } from "../proof/ssz-branch.ts";
import { signingRoot } from "./domain.ts";
import { blockHashIndices, executionPayloadIndex } from "./layouts.ts";
import type { ForkName, L1Network } from "./network.ts";
import {
	executionPayloadHeader,
	gindices,
	isFinalityUpdate,
	isSyncCommitteeUpdate,
	type LightClientBootstrap,
	type LightClientHeader,
	type LightClientUpdate,
	periodAtSlot,
	presetOf,
	type SyncCommittee,
	shapeAtSlot,
	shapeOf,
	shapes,
	signersOf,
} from "./spec.ts";
import type { ExecutionFacts } from "./values.ts";

const isDefault = (part: SszPart): boolean =>
	equalBytes(part.bytes, defaultOf(part.type));

/** At least two thirds of the committee: the least number of signers anything here is concluded from. */
export const twoThirds = (network: L1Network): number =>
	twoThirdsOf(presetOf(network).committeeSize);

/**
 * get_lc_execution_root, up to Fulu: zeros before Capella. A Deneb container may carry a Capella header, which is hashed by
 * Capella's type.
 */
export const executionRoot = (
	network: L1Network,
	header: LightClientHeader,
): Uint8Array => {
	const shape = shapeAtSlot(network, header.slot);
	if (shape === "altair") return new Uint8Array(32);
	const execution = sszAt(header.part, "execution");
	if (shape !== "capella") return hashTreeRoot(execution);
	const type = executionPayloadHeader.capella;
	return hashTreeRoot({
		type,
		bytes: jsonToSsz(type, sszToJson(execution), "execution"),
	});
};

/**
 * is_valid_light_client_header: the execution part of the header is that of its block's body.
 * DIFFERS FROM SPEC: a container older than the fork of the header's slot is refused. The spec never meets one, for it
 * upgrades its store first.
 * @param fork whose type the container has
 * @throws update-shape, execution-branch, unknown-fork
 */
export const checkHeader = (
	network: L1Network,
	fork: ForkName,
	header: LightClientHeader,
): void => {
	const own = shapeAtSlot(network, header.slot);
	const container = shapeOf(fork);
	if (shapes.indexOf(container) < shapes.indexOf(own))
		throw new Fault(
			"update-shape",
			`a header of slot ${header.slot} in a container of ${fork}`,
		);
	if (container === "altair") return;

	const branchPart = sszAt(header.part, "execution_branch");
	const branch = sszParts(branchPart).map((node) => node.bytes);
	const inGloasForm = container === "gloas";
	const execution = sszAt(
		header.part,
		inGloasForm ? "execution_block_hash" : "execution",
	);
	if (own === "altair") {
		if (!isDefault(execution) || !isDefault(branchPart))
			throw new Fault(
				"update-shape",
				"an execution header before there was any",
			);
		return;
	}
	if (inGloasForm) {
		const gindex = blockHashIndices[own === "electra" ? "deneb" : own];
		if (
			!isValidNormalizedBranch(execution.bytes, branch, gindex, header.bodyRoot)
		)
			throw new Fault("execution-branch", `block hash at gindex ${gindex}`);
		return;
	}
	if (own === "capella" && hasField(execution.type, "blob_gas_used"))
		for (const name of ["blob_gas_used", "excess_blob_gas"])
			if (!isDefault(sszAt(execution, name)))
				throw new Fault("update-shape", `${name} before Deneb`);
	if (
		!isValidNormalizedBranch(
			executionRoot(network, header),
			branch,
			executionPayloadIndex,
			header.bodyRoot,
		)
	)
		throw new Fault(
			"execution-branch",
			`payload at gindex ${executionPayloadIndex}`,
		);
};

const payload = d.record({
	parent_hash: d.hash,
	state_root: d.hash,
	receipts_root: d.hash,
	block_number: d.decimal,
	gas_limit: d.decimal,
	gas_used: d.decimal,
	timestamp: d.decimal,
	base_fee_per_gas: d.bigDecimal,
	block_hash: d.hash,
});

/** What a checked header says of its execution block; null before Capella, when it says nothing. */
export const executionFacts = (
	network: L1Network,
	header: LightClientHeader,
): ExecutionFacts | null => {
	if (shapeAtSlot(network, header.slot) === "altair") return null;
	if (hasField(header.part.type, "execution_block_hash")) {
		const blockHash = sszToJson(sszAt(header.part, "execution_block_hash"));
		return {
			blockHash: d.hash(blockHash, "execution_block_hash"),
			payload: null,
		};
	}
	const facts = payload(
		sszToJson(sszAt(header.part, "execution")),
		"execution",
	);
	return {
		blockHash: facts.block_hash,
		payload: {
			parentHash: facts.parent_hash,
			stateRoot: facts.state_root,
			receiptsRoot: facts.receipts_root,
			blockNumber: facts.block_number,
			gasLimit: facts.gas_limit,
			gasUsed: facts.gas_used,
			timestampS: facts.timestamp,
			baseFeePerGasWei: facts.base_fee_per_gas,
		},
	};
};

/**
 * initialize_light_client_store's assertions: the bootstrap belongs to the trusted root and its committee to the state.
 * @throws execution-branch, update-shape, bootstrap-root, committee-branch
 */
export const validateBootstrap = (
	network: L1Network,
	trustedRoot: Hex,
	bootstrap: LightClientBootstrap,
): void => {
	const { header } = bootstrap;
	checkHeader(network, bootstrap.fork, header);
	if (!equalBytes(header.root, fromHex(trustedRoot, 32)))
		throw new Fault("bootstrap-root", `expected ${trustedRoot}`);
	if (
		!isValidNormalizedBranch(
			hashTreeRoot(bootstrap.currentSyncCommittee.part),
			bootstrap.currentSyncCommitteeBranch,
			gindices[shapeAtSlot(network, header.slot)].currentSyncCommittee,
			header.stateRoot,
		)
	)
		throw new Fault("committee-branch", `of the bootstrap at ${header.slot}`);
};

/** The committee that signs: its keys and the period it belongs to. The root of both must have been proved. */
export type Signers = Omit<SyncCommittee, "part"> & { readonly period: number };

/** Did those of the committee who say so sign the update's header? @throws unknown-fork */
export const signatureQuestion = (
	network: L1Network,
	committee: Omit<Signers, "period">,
	update: LightClientUpdate,
): SyncAggregateQuestion => ({
	pubkeys: committee.pubkeys,
	aggregatePubkey: committee.aggregatePubkey,
	bits: update.syncCommitteeBits,
	signingRoot: signingRoot(
		network,
		update.attestedHeader.root,
		update.signatureSlot,
	),
	signature: update.syncCommitteeSignature,
});

export type UpdateRules = {
	/** Fewer signers are refused. `twoThirds` everywhere but in the conformance runner. */
	readonly leastSigners: number;
	/** The slot by this device's clock; null where a check is run again later and time has its own rule. */
	readonly currentSlot: number | null;
};

/**
 * validate_light_client_update, but for what depends on a store. When it returns, the committee signed the attested
 * header, and the attested state commits to the finalized header and the next committee, so far as the update has them.
 * DIFFERS FROM SPEC: the committee is the one of the signature's period, given by the caller, which is what the spec's
 * choice between the store's two comes to. Relevance is the store's business.
 * @throws too-few-signers, execution-branch, update-shape, future-header, update-order, wrong-period, finality-branch,
 * committee-branch, committee-signature, unknown-fork
 */
export const validateUpdate = async (
	network: L1Network,
	committee: Signers,
	update: LightClientUpdate,
	rules: UpdateRules,
	kernel: Kernel,
): Promise<void> => {
	const { attestedHeader, finalizedHeader, signatureSlot } = update;

	// Sufficient participants.
	const signers = signersOf(update);
	if (signers < rules.leastSigners)
		throw new Fault(
			"too-few-signers",
			`${signers} signed, ${rules.leastSigners} needed`,
		);

	// No committee period is skipped.
	checkHeader(network, update.fork, attestedHeader);
	const finalizedSlot = finalizedHeader?.slot ?? 0;
	if (rules.currentSlot !== null && rules.currentSlot < signatureSlot)
		throw new Fault(
			"future-header",
			`signed for slot ${signatureSlot}, it is slot ${rules.currentSlot}`,
		);
	if (
		!(signatureSlot > attestedHeader.slot) ||
		!(attestedHeader.slot >= finalizedSlot)
	)
		throw new Fault(
			"update-order",
			`signature ${signatureSlot}, attested ${attestedHeader.slot}, finalized ${finalizedSlot}`,
		);
	const signaturePeriod = periodAtSlot(network, signatureSlot);
	if (signaturePeriod !== committee.period)
		throw new Fault(
			"wrong-period",
			`signed in period ${signaturePeriod}, the committee is of ${committee.period}`,
		);

	// The finality branch, if present, confirms the finalized header. Genesis is finalized as a root of zeros.
	const gindex = gindices[shapeAtSlot(network, attestedHeader.slot)];
	if (finalizedHeader !== null) {
		if (!isFinalityUpdate(update)) {
			if (!isDefault(finalizedHeader.part))
				throw new Fault(
					"update-shape",
					"a finalized header without a finality branch",
				);
		} else {
			let finalizedRoot = finalizedHeader.root;
			if (finalizedSlot === 0) {
				if (!isDefault(finalizedHeader.part))
					throw new Fault("update-shape", "a header for genesis");
				finalizedRoot = new Uint8Array(32);
			} else checkHeader(network, update.fork, finalizedHeader);
			if (
				!isValidNormalizedBranch(
					finalizedRoot,
					update.finalityBranch,
					gindex.finalizedRoot,
					attestedHeader.stateRoot,
				)
			)
				throw new Fault(
					"finality-branch",
					`of slot ${finalizedSlot} in the state of ${attestedHeader.slot}`,
				);
		}
	}

	// The next committee, if present, is the one in the attested state.
	if (update.nextSyncCommittee !== null) {
		if (!isSyncCommitteeUpdate(update)) {
			if (!isDefault(update.nextSyncCommittee.part))
				throw new Fault("update-shape", "a committee without a branch");
		} else if (
			!isValidNormalizedBranch(
				hashTreeRoot(update.nextSyncCommittee.part),
				update.nextSyncCommitteeBranch,
				gindex.nextSyncCommittee,
				attestedHeader.stateRoot,
			)
		)
			throw new Fault(
				"committee-branch",
				`next committee in the state of ${attestedHeader.slot}`,
			);
	}

	// The aggregate signature.
	const signed = await kernel.verifySyncAggregate(
		signatureQuestion(network, committee, update),
	);
	if (!signed)
		throw new Fault(
			"committee-signature",
			`on slot ${attestedHeader.slot} in slot ${signatureSlot}`,
		);
};
