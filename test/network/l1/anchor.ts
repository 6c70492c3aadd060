// Slot 0: the consensus chain's first state and block, on top of the execution chain's first block.

import "./preset.ts";
import type { BeaconConfig } from "@lodestar/config";
import { EPOCHS_PER_HISTORICAL_VECTOR, ForkSeq } from "@lodestar/params";
import {
	createCachedBeaconState,
	createPubkeyCache,
	getActiveValidatorIndices,
	getNextSyncCommittee,
} from "@lodestar/state-transition";
import { type electra, ssz } from "@lodestar/types";
import { concat, fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { beaconConfig } from "./beacon-config.ts";
import { type Block, electraState, makeBlock } from "./block.ts";
import type { Payload } from "./payload.ts";
import { callRpc } from "./rpc.ts";
import { validatorCount, validators } from "./validators.ts";

const stakeGwei = 32e9;
const never = Number.POSITIVE_INFINITY;

const firstBlockWire = d.record({
	parentHash: d.hash,
	miner: d.address,
	stateRoot: d.hash,
	receiptsRoot: d.hash,
	logsBloom: d.hex(256),
	mixHash: d.hash,
	gasLimit: d.smallQuantity,
	timestamp: d.smallQuantity,
	extraData: d.hexUpTo(32),
	baseFeePerGas: d.quantity,
	hash: d.hash,
});

/** The execution chain's first block as a payload without transactions. */
const fetchFirstPayload = async (rpcUrl: string): Promise<Payload> => {
	const wire = await callRpc(
		rpcUrl,
		"eth_getBlockByNumber",
		["0x0", false],
		firstBlockWire,
	);
	return {
		parentHash: fromHex(wire.parentHash),
		feeRecipient: fromHex(wire.miner),
		stateRoot: fromHex(wire.stateRoot),
		receiptsRoot: fromHex(wire.receiptsRoot),
		logsBloom: fromHex(wire.logsBloom),
		prevRandao: fromHex(wire.mixHash),
		blockNumber: 0,
		gasLimit: wire.gasLimit,
		gasUsed: 0,
		timestamp: wire.timestamp,
		extraData: fromHex(wire.extraData),
		baseFeePerGas: wire.baseFeePerGas,
		blockHash: fromHex(wire.hash),
		transactions: [],
		withdrawals: [],
		blobGasUsed: 0n,
		excessBlobGas: 0n,
	};
};

export type Anchor = {
	readonly config: BeaconConfig;
	readonly genesisTimeS: number;
	readonly block: Block;
};

/** The chain's beginning; every validator is active and withdraws to `withdrawTo`. */
export const makeAnchor = async (
	rpcUrl: string,
	slotSeconds: number,
	withdrawTo: Hex,
): Promise<Anchor> => {
	const payload = await fetchFirstPayload(rpcUrl);
	const each = <T>(value: T): T[] => new Array<T>(validatorCount).fill(value);
	const credentials = concat(
		Uint8Array.of(1),
		new Uint8Array(11),
		fromHex(withdrawTo, 20),
	);

	const value = ssz.electra.BeaconState.defaultValue();
	value.genesisTime = payload.timestamp;
	value.validators = validators.map(({ publicKey }) => ({
		pubkey: publicKey,
		withdrawalCredentials: credentials,
		effectiveBalance: stakeGwei,
		slashed: false,
		activationEligibilityEpoch: 0,
		activationEpoch: 0,
		exitEpoch: never,
		withdrawableEpoch: never,
	}));
	value.balances = each(stakeGwei);
	value.previousEpochParticipation = each(0);
	value.currentEpochParticipation = each(0);
	value.inactivityScores = each(0);
	value.genesisValidatorsRoot = ssz.phase0.Validators.hashTreeRoot(
		value.validators,
	);
	const config = beaconConfig(slotSeconds, value.genesisValidatorsRoot);
	value.fork = {
		previousVersion: config.DENEB_FORK_VERSION,
		currentVersion: config.ELECTRA_FORK_VERSION,
		epoch: 0,
	};
	value.eth1Data = {
		depositRoot: new Uint8Array(32),
		depositCount: BigInt(validatorCount),
		blockHash: payload.blockHash,
	};
	value.eth1DepositIndex = validatorCount;
	value.depositRequestsStartIndex = 2n ** 64n - 1n;
	value.randaoMixes = new Array<Uint8Array>(EPOCHS_PER_HISTORICAL_VECTOR).fill(
		payload.blockHash,
	);
	const body = ssz.electra.BeaconBlockBody.defaultValue();
	value.latestBlockHeader.bodyRoot =
		ssz.electra.BeaconBlockBody.hashTreeRoot(body);
	const transactionsRoot = ssz.bellatrix.Transactions.hashTreeRoot([]);
	const withdrawalsRoot = ssz.capella.Withdrawals.hashTreeRoot([]);
	value.latestExecutionPayloadHeader = {
		...payload,
		transactionsRoot,
		withdrawalsRoot,
	};

	// The committee is drawn from the state itself, so it is put in after the rest.
	const bare = createCachedBeaconState(
		ssz.electra.BeaconState.toViewDU(value),
		{ config, pubkeyCache: createPubkeyCache() },
		{ skipSyncCommitteeCache: true },
	);
	const { syncCommittee } = getNextSyncCommittee(
		ForkSeq.electra,
		bare,
		getActiveValidatorIndices(bare, 0),
		bare.epochCtx.effectiveBalanceIncrements,
	);
	value.currentSyncCommittee = syncCommittee;
	value.nextSyncCommittee = syncCommittee;
	const state = electraState(
		createCachedBeaconState(ssz.electra.BeaconState.toViewDU(value), {
			config,
			pubkeyCache: createPubkeyCache(),
		}),
	);

	// By the specification the first block's body is empty, so it does not hold the execution chain's first block. Its hash
	// is nevertheless what the next payload builds on.
	const message: electra.BeaconBlock = {
		slot: 0,
		proposerIndex: 0,
		parentRoot: new Uint8Array(32),
		stateRoot: state.hashTreeRoot(),
		body,
	};
	const block = makeBlock({ message, signature: new Uint8Array(96) }, state, {
		commitments: [],
		proofs: [],
		blobs: [],
	});
	return {
		config,
		genesisTimeS: payload.timestamp,
		block: { ...block, executionHash: toHex(payload.blockHash) },
	};
};
