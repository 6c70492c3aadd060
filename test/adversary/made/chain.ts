// A beacon chain as light clients see it, made without a state transition: headers, committees, finality and signatures
// are true in every part that is served, and whoever makes it may make any of them false. Electra, minimal preset.

import "../preset.ts";
import { type altair, type deneb, type electra, ssz } from "@lodestar/types";
import { fromHex, type Hex, toHex, utf8 } from "../../../src/base/bytes.ts";
import { sha256 } from "../../../src/crypto/hash.ts";
import type { L1Network } from "../../../src/l1/network.ts";
import {
	committeeOf,
	type Domain,
	keyAt,
	signAs,
	signingRootOf,
} from "./keys.ts";
import { type PartialTree, partialTree } from "./tree.ts";

export const committeeSize = 32;
export const slotsPerEpoch = 8;
export const slotsPerPeriod = 64;

export type ExecutionHeader = electra.ExecutionPayloadHeader;
export type LightHeader = deneb.LightClientHeader;

/** Where Electra's state holds what a light client asks for, and where Altair's did. */
export const places = {
	finalizedEpoch: 168,
	finalizedRoot: 169,
	currentCommittee: 86,
	nextCommittee: 87,
	altairFinalizedRoot: 105,
	altairNextCommittee: 55,
	altairCurrentCommittee: 54,
} as const;

export type MadeBlock = {
	readonly slot: number;
	readonly root: Hex;
	readonly header: LightHeader;
	readonly state: PartialTree;
	readonly finalized: MadeBlock | null;
	readonly committee: altair.SyncCommittee;
	readonly nextCommittee: altair.SyncCommittee;
};

export type BlockPlan = {
	readonly slot: number;
	readonly parentRoot?: Hex;
	readonly finalized?: MadeBlock | null;
	readonly execution?: ExecutionHeader;
	readonly committee?: altair.SyncCommittee;
	readonly nextCommittee?: altair.SyncCommittee;
	/** More nodes of the state, by generalized index. */
	readonly planted?: ReadonlyMap<number, Uint8Array>;
	/** Makes a block that differs in nothing else another one. */
	readonly salt?: string;
};

const everyone: readonly number[] = Array.from(
	{ length: committeeSize },
	(_, i) => i,
);

/** The first `count` members. */
export const members = (count: number): readonly number[] =>
	everyone.slice(0, count);

const committees = new Map<number, altair.SyncCommittee>();

/** The true committee of a period. From each to the next some keys change; one key sits twice in each. */
export const committeeOfPeriod = (period: number): altair.SyncCommittee => {
	let committee = committees.get(period);
	if (committee === undefined) {
		committee = committeeOf(
			everyone.map((i) => keyAt(i === 31 ? 7 * period : 7 * period + i).pubkey),
		);
		committees.set(period, committee);
	}
	return committee;
};

const word = (text: string): Uint8Array => sha256(utf8(text));

/** An execution header that no execution chain has, for blocks nobody asks the state of. */
export const inventedExecution = (
	slot: number,
	timestamp: number,
): ExecutionHeader => ({
	...ssz.electra.ExecutionPayloadHeader.defaultValue(),
	parentHash: word(`el ${slot - 1}`),
	stateRoot: word(`el state ${slot}`),
	receiptsRoot: word(`el receipts ${slot}`),
	blockNumber: slot,
	gasLimit: 30_000_000,
	timestamp,
	baseFeePerGas: 1_000_000_000n,
	blockHash: word(`el ${slot}`),
	transactionsRoot: word(`el transactions ${slot}`),
	withdrawalsRoot: word(`el withdrawals ${slot}`),
});

const executionPlace = 25;

export class MadeChain {
	readonly network: L1Network;
	readonly domain: Domain;

	constructor(network: L1Network) {
		this.network = network;
		const fork = network.forks.at(-1);
		if (fork === undefined) throw new RangeError('"network" has no fork');
		this.domain = {
			genesisValidatorsRoot: fromHex(network.genesisValidatorsRoot),
			forkVersion: fromHex(fork.version),
		};
	}

	timeAt(slot: number): number {
		return this.network.genesisTimeS + slot * this.network.secondsPerSlot;
	}

	block(plan: BlockPlan): MadeBlock {
		const { slot, finalized = null, salt = "" } = plan;
		const period = Math.floor(slot / slotsPerPeriod);
		const committee = plan.committee ?? committeeOfPeriod(period);
		const nextCommittee = plan.nextCommittee ?? committeeOfPeriod(period + 1);
		const root = ssz.altair.SyncCommittee.hashTreeRoot.bind(
			ssz.altair.SyncCommittee,
		);
		const epoch = new Uint8Array(32);
		new DataView(epoch.buffer).setBigUint64(
			0,
			BigInt(Math.floor((finalized?.slot ?? 0) / slotsPerEpoch)),
			true,
		);
		const state = partialTree(
			new Map([
				[places.finalizedEpoch, epoch],
				[
					places.finalizedRoot,
					finalized === null ? new Uint8Array(32) : fromHex(finalized.root),
				],
				[places.currentCommittee, root(committee)],
				[places.nextCommittee, root(nextCommittee)],
				...(plan.planted ?? []),
			]),
			`state ${slot} ${salt}`,
		);
		const execution =
			plan.execution ?? inventedExecution(slot, this.timeAt(slot));
		const body = partialTree(
			new Map([
				[
					executionPlace,
					ssz.electra.ExecutionPayloadHeader.hashTreeRoot(execution),
				],
			]),
			`body ${slot} ${salt}`,
		);
		const header: LightHeader = {
			beacon: {
				slot,
				proposerIndex: slot % 64,
				parentRoot:
					plan.parentRoot === undefined
						? word(`parent ${slot}`)
						: fromHex(plan.parentRoot),
				stateRoot: state.root,
				bodyRoot: body.root,
			},
			execution,
			executionBranch: body.branch(executionPlace),
		};
		return {
			slot,
			root: toHex(ssz.phase0.BeaconBlockHeader.hashTreeRoot(header.beacon)),
			header,
			state,
			finalized,
			committee,
			nextCommittee,
		};
	}

	/** The committee of the signature's period signs the block. */
	sign(
		attested: { readonly header: LightHeader },
		signatureSlot: number,
		positions: readonly number[] = everyone,
		committee = committeeOfPeriod(Math.floor(signatureSlot / slotsPerPeriod)),
	): { syncAggregate: altair.SyncAggregate; signatureSlot: number } {
		const root = ssz.phase0.BeaconBlockHeader.hashTreeRoot(
			attested.header.beacon,
		);
		return {
			syncAggregate: signAs(
				committee,
				positions,
				signingRootOf(root, this.domain),
			),
			signatureSlot,
		};
	}

	bootstrap(block: MadeBlock): electra.LightClientBootstrap {
		return {
			header: block.header,
			currentSyncCommittee: block.committee,
			currentSyncCommitteeBranch: block.state.branch(places.currentCommittee),
		};
	}

	optimistic(
		attested: MadeBlock,
		signatureSlot = attested.slot + 1,
		positions?: readonly number[],
	): electra.LightClientOptimisticUpdate {
		return {
			attestedHeader: attested.header,
			...this.sign(attested, signatureSlot, positions),
		};
	}

	finality(
		attested: MadeBlock,
		signatureSlot = attested.slot + 1,
		positions?: readonly number[],
	): electra.LightClientFinalityUpdate {
		if (attested.finalized === null)
			throw new RangeError('"attested" finalizes nothing');
		return {
			attestedHeader: attested.header,
			finalizedHeader: attested.finalized.header,
			finalityBranch: attested.state.branch(places.finalizedRoot),
			...this.sign(attested, signatureSlot, positions),
		};
	}

	update(
		attested: MadeBlock,
		signatureSlot = attested.slot + 1,
		positions?: readonly number[],
	): electra.LightClientUpdate {
		return {
			...this.finality(attested, signatureSlot, positions),
			nextSyncCommittee: attested.nextCommittee,
			nextSyncCommitteeBranch: attested.state.branch(places.nextCommittee),
		};
	}
}
