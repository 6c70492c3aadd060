// Drives the consensus chain through time: a block each slot, unless a switch says otherwise.

import "./preset.ts";
import { SLOTS_PER_EPOCH, SYNC_COMMITTEE_SIZE } from "@lodestar/params";
import { fromHex, type Hex } from "../../../src/base/bytes.ts";
import type { Anchor } from "./anchor.ts";
import { payloadAttributes } from "./attributes.ts";
import type { Block } from "./block.ts";
import type {
	Participation,
	Reorg,
	Reorged,
	RivalOptions,
	Skip,
	Status,
} from "./control.ts";
import { type Engine, type Forkchoice, noBlobs } from "./engine.ts";
import { View } from "./light.ts";
import { type Duties, produceBlock } from "./produce.ts";
import { resendTransactions } from "./resend.ts";
import { Rival } from "./rival.ts";

const zeroHash: Hex = `0x${"00".repeat(32)}`;

/** `count` members of a committee, others in each slot. */
const rotate = (count: number, slot: number): readonly number[] =>
	Array.from({ length: count }, (_, i) => (slot * 7 + i) % SYNC_COMMITTEE_SIZE);

/** In a row. */
const mostFailures = 4;

/** Blobs are served for so many slots: MIN_EPOCHS_FOR_BLOB_SIDECARS_REQUESTS of the network's slots, not of its epochs. */
const blobSlots = 4096;

/** At the end of a skip: what stands in the first of them is signed for, and confirmed, in the others. */
const slotsAfterSkip = 3;

type PendingSkip = {
	readonly wanted: Skip;
	readonly done: () => void;
	readonly failed: (reason: unknown) => void;
};

type PendingReorg = {
	readonly wanted: Reorg;
	readonly done: (result: Reorged) => void;
	readonly failed: (reason: unknown) => void;
};

export class Driver {
	readonly #anchor: Anchor;
	readonly #engine: Engine;
	readonly #rpcUrl: string;
	readonly #slotSeconds: number;
	readonly #verify: boolean;
	readonly #blocks = new Map<Hex, Block>();
	readonly view: View;
	#slot = 0;
	#participation: Required<Participation> = {
		signers: SYNC_COMMITTEE_SIZE,
		positions: undefined,
		attestingPercent: 100,
	};
	#slotsToMiss = 0;
	#producing = true;
	#reorg: PendingReorg | undefined;
	readonly #skips: PendingSkip[] = [];
	/** How far the network's clock is ahead of the machine's. */
	#aheadMs = 0;
	#wake = (): void => undefined;
	#failures = 0;
	#rivals: Rival[] = [];
	/** Blocks whose blobs are still kept, the oldest first. */
	readonly #carriers: Block[] = [];

	constructor(options: {
		readonly anchor: Anchor;
		readonly engine: Engine;
		readonly rpcUrl: string;
		readonly slotSeconds: number;
		readonly verify: boolean;
	}) {
		this.#anchor = options.anchor;
		this.#engine = options.engine;
		this.#rpcUrl = options.rpcUrl;
		this.#slotSeconds = options.slotSeconds;
		this.#verify = options.verify;
		this.#blocks.set(options.anchor.block.root, options.anchor.block);
		this.view = new View(this.#blocks, options.anchor.block);
	}

	status(): Status {
		const { head, finalized } = this.view;
		return {
			slot: Math.max(this.#slot, head.slot),
			headSlot: head.slot,
			headRoot: head.root,
			headExecutionHash: head.executionHash,
			justifiedEpoch: head.facts.justifiedEpoch,
			finalizedSlot: finalized.slot,
			finalizedRoot: finalized.root,
			finalizedExecutionHash: finalized.executionHash,
		};
	}

	setParticipation(wanted: Participation): void {
		this.#participation = {
			signers: wanted.signers ?? this.#participation.signers,
			// A count asked for later replaces positions asked for before.
			positions:
				wanted.positions ??
				(wanted.signers === undefined
					? this.#participation.positions
					: undefined),
			attestingPercent:
				wanted.attestingPercent ?? this.#participation.attestingPercent,
		};
	}

	missSlots(count: number): void {
		this.#slotsToMiss = count;
	}

	setProducing(on: boolean): void {
		this.#producing = on;
	}

	/** @throws Error when a dropped block would be finalized, or another reorg waits. */
	reorg(wanted: Reorg): Promise<Reorged> {
		if (this.#reorg !== undefined)
			return Promise.reject(new Error("another reorg waits for its slot"));
		this.#forkPoint(wanted.depth);
		return new Promise((done, failed) => {
			this.#reorg = { wanted, done, failed };
		});
	}

	/** The clock jumps. Done when the chain has reached it. */
	skip(wanted: Skip): Promise<void> {
		return new Promise((done, failed) => {
			this.#skips.push({ wanted, done, failed });
			this.#wake();
		});
	}

	async startRival(
		wanted: Omit<RivalOptions, "port">,
	): Promise<{ readonly rival: Rival; readonly fork: Block }> {
		const fork =
			wanted.depth === undefined
				? this.view.finalized
				: this.#forkPoint(wanted.depth);
		const rival = new Rival({
			anchor: this.#anchor,
			slotSeconds: this.#slotSeconds,
			honest: this.#blocks,
			fork,
			signers: (slot) => rotate(wanted.signers, slot),
			stateRoot: wanted.stateRoot,
		});
		await rival.follow(this.#slot);
		this.#rivals.push(rival);
		return { rival, fork };
	}

	stopRivals(): void {
		this.#rivals = [];
	}

	/**
	 * Fills the past up to the clock. One block an epoch, in its last slot, carries a whole epoch's votes, so the older past
	 * needs no more; the newest epoch has a block in every slot.
	 */
	async fastForward(): Promise<void> {
		while (this.#slot < this.#clockSlot()) {
			const slot = this.#slot + 1;
			const lastOfEpoch = slot % SLOTS_PER_EPOCH === SLOTS_PER_EPOCH - 1;
			if (lastOfEpoch || slot > this.#clockSlot() - SLOTS_PER_EPOCH)
				await this.#produce(this.view.head, slot);
			this.#slot = slot;
		}
	}

	/** Goes on in real time, never ahead of the clock, and over what is to be skipped. Returns only by throwing. */
	async run(): Promise<never> {
		for (;;) {
			const slot = this.#slot + 1;
			await this.#untilSlot(slot);
			const skip = this.#skips.shift();
			if (skip !== undefined) await this.#pass(skip);
			else await this.#reach(slot, true);
		}
	}

	/** Until it is due, or something is to be skipped. */
	#untilSlot(slot: number): Promise<void> {
		const dueMs = (this.#anchor.genesisTimeS + slot * this.#slotSeconds) * 1000;
		const leftMs =
			this.#skips.length > 0 ? 0 : Math.max(0, dueMs - this.#nowMs());
		return new Promise((resolve) => {
			const timer = setTimeout(resolve, leftMs);
			this.#wake = () => {
				clearTimeout(timer);
				resolve();
			};
		});
	}

	async #pass({ wanted, done, failed }: PendingSkip): Promise<void> {
		try {
			this.#aheadMs += wanted.slots * this.#slotSeconds * 1000;
			const last = this.#slot + wanted.slots;
			while (this.#slot < last) {
				const slot = this.#slot + 1;
				const isLastOfEpoch = slot % SLOTS_PER_EPOCH === SLOTS_PER_EPOCH - 1;
				await this.#reach(
					slot,
					wanted.isFull || isLastOfEpoch || slot > last - slotsAfterSkip,
				);
			}
			done();
		} catch (thrown) {
			failed(thrown);
			throw thrown;
		}
	}

	/** The chain is at `slot`, with a block there or without one. */
	async #reach(slot: number, hasBlock: boolean): Promise<void> {
		if (hasBlock) await this.#stepOrMiss(slot);
		this.#slot = slot;
		for (const rival of this.#rivals) await rival.follow(slot);
	}

	#nowMs(): number {
		return Date.now() + this.#aheadMs;
	}

	#clockSlot(): number {
		return Math.floor(
			(this.#nowMs() / 1000 - this.#anchor.genesisTimeS) / this.#slotSeconds,
		);
	}

	/** A proposer who cannot make a block misses the slot, as on a real network; not time after time, though. */
	async #stepOrMiss(slot: number): Promise<void> {
		try {
			await this.#step(slot);
			this.#failures = 0;
		} catch (thrown) {
			console.error(`slot ${slot} missed:`, thrown);
			this.#failures++;
			if (this.#failures > mostFailures) throw thrown;
		}
	}

	async #step(slot: number): Promise<void> {
		if (!this.#producing) return;
		if (this.#slotsToMiss > 0) {
			this.#slotsToMiss--;
			return;
		}
		const reorg = this.#reorg;
		if (reorg === undefined) {
			await this.#produce(this.view.head, slot);
			return;
		}
		this.#reorg = undefined;
		let parent: Block;
		try {
			parent = this.#forkPoint(reorg.wanted.depth);
		} catch (thrown) {
			// Finality has moved on since it was asked for.
			reorg.failed(thrown);
			await this.#produce(this.view.head, slot);
			return;
		}
		try {
			reorg.done(await this.#replace(reorg.wanted, parent, slot));
		} catch (thrown) {
			reorg.failed(thrown);
			throw thrown;
		}
	}

	/** The block of `slot` on `parent` takes the place of those above `parent`. */
	async #replace(wanted: Reorg, parent: Block, slot: number): Promise<Reorged> {
		const dropped = Array.from({ length: wanted.depth }, (_, depth) =>
			this.view.ancestor(depth),
		);
		await this.#engine.setHead(this.#forkchoice(parent));
		if (wanted.keepTransactions)
			await resendTransactions(this.#rpcUrl, dropped);
		const block = await this.#produce(parent, slot);
		return {
			dropped: dropped.map(({ root }) => root),
			newRoot: block.root,
			newSlot: slot,
		};
	}

	/** The block `depth` under the head, if everything above it can still be dropped. */
	#forkPoint(depth: number): Block {
		const block = this.view.ancestor(depth);
		if (block.slot < this.view.finalized.slot)
			throw new RangeError(
				`"depth" ${depth} goes below the finalized slot ${this.view.finalized.slot}`,
			);
		return block;
	}

	#forkchoice(head: Block): Forkchoice {
		const hash = (block: Block): Hex =>
			block.slot === 0 ? zeroHash : block.executionHash;
		return {
			headBlockHash: head.executionHash,
			safeBlockHash: hash(this.view.justifiedBy(head)),
			finalizedBlockHash: hash(this.view.finalized),
		};
	}

	#duties(slot: number): Duties {
		const { signers, positions, attestingPercent } = this.#participation;
		return {
			syncPositions: positions ?? rotate(signers ?? SYNC_COMMITTEE_SIZE, slot),
			attesting: (attestingPercent ?? 100) / 100,
		};
	}

	/** The block of `slot` on `parent` is the head of both sides. */
	async #produce(parent: Block, slot: number): Promise<Block> {
		const block = await produceBlock({
			config: this.#anchor.config,
			parent,
			slot,
			duties: this.#duties(slot),
			graffiti: "sextant embedded network",
			verify: this.#verify,
			payloadSource: async (pre) => {
				const built = await this.#engine.build(
					this.#forkchoice(parent),
					payloadAttributes(
						pre,
						parent,
						this.#anchor.genesisTimeS,
						this.#slotSeconds,
					),
				);
				await this.#engine.importPayload(built, fromHex(parent.root));
				return built;
			},
		});
		this.view.setHead(block);
		await this.#engine.setHead(this.#forkchoice(block));
		this.#prune();
		this.#pruneBlobs(block);
		return block;
	}

	/** Nothing is ever built on a block older than the finalized one. */
	#prune(): void {
		for (
			let block = this.view.byRoot(this.view.finalized.parentRoot);
			block?.state !== undefined;
			block = this.view.byRoot(block.parentRoot)
		)
			block.state = undefined;
	}

	#pruneBlobs(head: Block): void {
		if (head.blobs.blobs.length > 0) this.#carriers.push(head);
		const [oldest] = this.#carriers;
		// One a block is enough: no more than one is added.
		if (oldest === undefined || oldest.slot + blobSlots >= head.slot) return;
		oldest.blobs = noBlobs;
		this.#carriers.shift();
	}
}
