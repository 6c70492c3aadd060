// Drives the consensus chain through time: a block each slot, unless a switch says otherwise.

import "./preset.ts";
import {
	ForkSeq,
	SLOTS_PER_EPOCH,
	SYNC_COMMITTEE_SIZE,
} from "@lodestar/params";
import {
	getExpectedWithdrawals,
	getRandaoMix,
} from "@lodestar/state-transition";
import { fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import type { Anchor } from "./anchor.ts";
import type { Block, State } from "./block.ts";
import type { Engine, Forkchoice, PayloadAttributes } from "./engine.ts";
import { View } from "./light.ts";
import { type Duties, produceBlock } from "./produce.ts";

const zeroHash: Hex = `0x${"00".repeat(32)}`;
const feeRecipient: Hex = "0x00000000000000000000000000000000000fee00";

export const everybody: Duties = {
	syncPositions: Array.from({ length: SYNC_COMMITTEE_SIZE }, (_, i) => i),
	attesting: 1,
};

/** What the execution client is told to build on `parent` for the slot of `pre`. */
export const payloadAttributes = (
	pre: State,
	parent: Block,
	genesisTimeS: number,
	slotSeconds: number,
): PayloadAttributes => ({
	timestampS: genesisTimeS + pre.slot * slotSeconds,
	prevRandao: getRandaoMix(pre, pre.epochCtx.epoch),
	feeRecipient,
	withdrawals: getExpectedWithdrawals(ForkSeq.electra, pre).expectedWithdrawals,
	parentBeaconBlockRoot: fromHex(parent.root),
});

export class Driver {
	readonly #anchor: Anchor;
	readonly #engine: Engine;
	readonly #slotSeconds: number;
	readonly #verify: boolean;
	readonly blocks = new Map<Hex, Block>();
	readonly view: View;
	duties: Duties = everybody;
	#slot = 0;

	constructor(options: {
		readonly anchor: Anchor;
		readonly engine: Engine;
		readonly slotSeconds: number;
		readonly verify: boolean;
	}) {
		this.#anchor = options.anchor;
		this.#engine = options.engine;
		this.#slotSeconds = options.slotSeconds;
		this.#verify = options.verify;
		this.blocks.set(options.anchor.block.root, options.anchor.block);
		this.view = new View(this.blocks, options.anchor.block);
	}

	/** The newest slot that is dealt with. */
	get slot(): number {
		return this.#slot;
	}

	/** The slot of the wall clock. */
	clockSlot(): number {
		return Math.floor(
			(Date.now() / 1000 - this.#anchor.genesisTimeS) / this.#slotSeconds,
		);
	}

	/**
	 * Fills the past up to the clock. One block an epoch, in its last slot, carries a whole epoch's votes, so the older past
	 * needs no more; the newest epoch has a block in every slot.
	 */
	async fastForward(): Promise<void> {
		while (this.#slot < this.clockSlot()) {
			const slot = this.#slot + 1;
			const lastOfEpoch = slot % SLOTS_PER_EPOCH === SLOTS_PER_EPOCH - 1;
			if (lastOfEpoch || slot > this.clockSlot() - SLOTS_PER_EPOCH)
				await this.#produce(slot);
			this.#slot = slot;
		}
	}

	/** Makes a block in every slot from now on, never before its time. Returns only by throwing. */
	async run(): Promise<never> {
		for (;;) {
			const slot = this.#slot + 1;
			const dueMs =
				(this.#anchor.genesisTimeS + slot * this.#slotSeconds) * 1000;
			await new Promise((resolve) =>
				setTimeout(resolve, Math.max(0, dueMs - Date.now())),
			);
			await this.#produce(slot);
			this.#slot = slot;
		}
	}

	#forkchoice(head: Hex): Forkchoice {
		const { finalized, justified } = this.view;
		const hash = (block: Block): Hex =>
			block.slot === 0 ? zeroHash : block.executionHash;
		return {
			headBlockHash: head,
			safeBlockHash: hash(justified),
			finalizedBlockHash: hash(finalized),
		};
	}

	async #produce(slot: number): Promise<void> {
		const parent = this.view.head;
		const block = await produceBlock({
			config: this.#anchor.config,
			parent,
			slot,
			duties: this.duties,
			graffiti: "sextant embedded network",
			verify: this.#verify,
			payloadSource: async (pre) => {
				const built = await this.#engine.build(
					this.#forkchoice(parent.executionHash),
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
		await this.#engine.setHead(this.#forkchoice(block.executionHash));
		this.#prune();
	}

	/** Nothing is ever built on a block older than the finalized one. */
	#prune(): void {
		const { finalized } = this.view;
		for (
			let block = this.view.byRoot(finalized.parentRoot);
			block?.state !== undefined;
			block = this.view.byRoot(block.parentRoot)
		)
			block.state = undefined;
	}

	status() {
		const { head, finalized, justified } = this.view;
		return {
			slot: this.#slot,
			headSlot: head.slot,
			headRoot: head.root,
			headExecutionHash: head.executionHash,
			justifiedEpoch: head.facts.justifiedEpoch,
			justifiedSlot: justified.slot,
			finalizedEpoch: head.facts.finalizedEpoch,
			finalizedSlot: finalized.slot,
			finalizedRoot: toHex(head.facts.finalizedRoot),
		};
	}
}
