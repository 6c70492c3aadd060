// What a full node serves to light clients, derived from blocks. Follows "Deriving light client data" of
// https://github.com/ethereum/consensus-specs/blob/v1.5.0/specs/electra/light-client/full-node.md and its altair base.

import "./preset.ts";
import { computeSyncPeriodAtSlot } from "@lodestar/state-transition";
import {
	isBetterUpdate,
	toLightClientUpdateSummary,
} from "@lodestar/state-transition/light-client";
import { type altair, type electra, ssz } from "@lodestar/types";
import { type Hex, toHex } from "../../../src/base/bytes.ts";
import type { Block } from "./block.ts";

export type Bootstrap = electra.LightClientBootstrap;
export type Update = electra.LightClientUpdate;
export type FinalityUpdate = electra.LightClientFinalityUpdate;
export type OptimisticUpdate = electra.LightClientOptimisticUpdate;

/** The attested part of a block: what the signature of another block speaks of. */
export type Attested = Pick<Block, "header" | "facts">;
/** Who signed the attested block's root, and when. */
export type Signed = {
	readonly syncAggregate: altair.SyncAggregate;
	readonly signatureSlot: number;
};

export const makeBootstrap = (block: Attested): Bootstrap => ({
	header: block.header,
	currentSyncCommittee: block.facts.currentSyncCommittee,
	currentSyncCommitteeBranch: block.facts.currentSyncCommitteeBranch,
});

export const makeOptimisticUpdate = (
	attested: Attested,
	signed: Signed,
): OptimisticUpdate => ({ attestedHeader: attested.header, ...signed });

export const makeFinalityUpdate = (
	attested: Attested,
	finalized: Attested,
	signed: Signed,
): FinalityUpdate => ({
	attestedHeader: attested.header,
	finalizedHeader: finalized.header,
	finalityBranch: attested.facts.finalityBranch,
	...signed,
});

/** Without `finalized` the update carries no finality; across a period boundary it carries no next committee. */
export const makeUpdate = (
	attested: Attested,
	finalized: Attested | undefined,
	signed: Signed,
): Update => {
	const update: Update = {
		...ssz.electra.LightClientUpdate.defaultValue(),
		attestedHeader: attested.header,
		...signed,
	};
	if (
		computeSyncPeriodAtSlot(attested.header.beacon.slot) ===
		computeSyncPeriodAtSlot(signed.signatureSlot)
	) {
		update.nextSyncCommittee = attested.facts.nextSyncCommittee;
		update.nextSyncCommitteeBranch = attested.facts.nextSyncCommitteeBranch;
	}
	if (finalized !== undefined) {
		update.finalizedHeader = finalized.header;
		update.finalityBranch = attested.facts.finalityBranch;
	}
	return update;
};

/** One chain as a node sees it: its head, the blocks under it, the light-client data of it. */
export class View {
	readonly #blocks: Map<Hex, Block>;
	readonly #canonical = new Map<number, Block>();
	readonly #updates = new Map<number, Update>();
	readonly #first: Block;
	#head: Block;
	#finalized: Block;
	#optimistic: OptimisticUpdate | undefined;
	#finality: FinalityUpdate | undefined;

	/** @param blocks every block under `head`, by root; the view adds to it. */
	constructor(blocks: Map<Hex, Block>, head: Block) {
		this.#blocks = blocks;
		const chain: Block[] = [];
		for (
			let block: Block | undefined = head;
			block !== undefined;
			block = blocks.get(block.parentRoot)
		)
			chain.unshift(block);
		const first = chain[0];
		if (first?.slot !== 0) throw new Error("a chain without slot 0");
		this.#first = first;
		this.#head = first;
		this.#finalized = first;
		this.#canonical.set(0, first);
		for (const block of chain.slice(1)) this.setHead(block);
	}

	get head(): Block {
		return this.#head;
	}
	/** The newest finalized block; the first block before there is one. */
	get finalized(): Block {
		return this.#finalized;
	}
	get optimisticUpdate(): OptimisticUpdate | undefined {
		return this.#optimistic;
	}
	get finalityUpdate(): FinalityUpdate | undefined {
		return this.#finality;
	}
	/** The best update of each sync-committee period. */
	get updates(): ReadonlyMap<number, Update> {
		return this.#updates;
	}

	/** The justified block of the head's state; the first block before there is one. */
	get justified(): Block {
		return this.justifiedBy(this.#head);
	}
	/** What `block`'s state calls justified, but never older than what is finalized. */
	justifiedBy(block: Block): Block {
		const justified = this.byRoot(toHex(block.facts.justifiedRoot));
		return justified !== undefined && justified.slot > this.#finalized.slot
			? justified
			: this.#finalized;
	}
	get first(): Block {
		return this.#first;
	}

	/** The block of this chain in exactly that slot. */
	atSlot(slot: number): Block | undefined {
		return this.#canonical.get(slot);
	}

	/** Any known block, of this chain or not. */
	byRoot(root: Hex): Block | undefined {
		return this.#blocks.get(root);
	}

	includes(block: Block): boolean {
		return this.#canonical.get(block.slot)?.root === block.root;
	}

	/** The block `depth` blocks under the head. @throws RangeError when the chain is shorter. */
	ancestor(depth: number): Block {
		let block = this.#head;
		for (let i = 0; i < depth; i++) {
			const parent = this.byRoot(block.parentRoot);
			if (parent === undefined)
				throw new RangeError(`"depth" ${depth} is below the first block`);
			block = parent;
		}
		return block;
	}

	/** `block`, whose parent is known, is the new head. @returns the blocks that are no longer in the chain, newest first. */
	setHead(block: Block): readonly Block[] {
		const parent = this.byRoot(block.parentRoot);
		if (parent === undefined) throw new Error("a head without parent");
		this.#blocks.set(block.root, block);
		const dropped: Block[] = [];
		let old = this.#head;
		while (old.slot > parent.slot) {
			dropped.push(old);
			this.#canonical.delete(old.slot);
			const next = this.byRoot(old.parentRoot);
			if (next === undefined) throw new Error("a block without parent");
			old = next;
		}
		this.#canonical.set(block.slot, block);
		this.#head = block;
		const finalized = this.byRoot(toHex(block.facts.finalizedRoot));
		if (finalized !== undefined && finalized.slot > this.#finalized.slot)
			this.#finalized = finalized;
		this.#derive(block, parent);
		return dropped;
	}

	#derive(block: Block, attested: Block): void {
		const { syncAggregate } = block.message.body;
		const signers = syncAggregate.syncCommitteeBits.getTrueBitIndexes().length;
		// The first block's body is not what its execution header says, so no light client can check it.
		if (signers === 0 || attested.slot === 0) return;
		const signed = { syncAggregate, signatureSlot: block.slot };
		this.#optimistic = makeOptimisticUpdate(attested, signed);
		const finalized = this.byRoot(toHex(attested.facts.finalizedRoot));
		// After a reorg the new branch may know less finality than was served already: a node does not go back.
		if (
			finalized !== undefined &&
			finalized.slot >= (this.#finality?.finalizedHeader.beacon.slot ?? 0)
		)
			this.#finality = makeFinalityUpdate(attested, finalized, signed);
		const period = computeSyncPeriodAtSlot(attested.slot);
		if (period !== computeSyncPeriodAtSlot(block.slot)) return;
		const update = makeUpdate(attested, finalized, signed);
		const best = this.#updates.get(period);
		if (
			best === undefined ||
			isBetterUpdate(
				toLightClientUpdateSummary(update),
				toLightClientUpdateSummary(best),
			)
		)
			this.#updates.set(period, update);
	}
}
