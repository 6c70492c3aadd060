// The switches, as they are asked for from another process: one POST a switch, JSON in and out, on loopback.

import type { Hex } from "../../../src/base/bytes.ts";
import type { Decode } from "../../../src/base/decode.ts";
import * as d from "../../../src/base/decode.ts";

export type Status = {
	/** The newest slot that was dealt with, with or without a block. */
	readonly slot: number;
	readonly headSlot: number;
	readonly headRoot: Hex;
	readonly headExecutionHash: Hex;
	readonly justifiedEpoch: number;
	/** Of the newest finalized block; of the first block before there is one. */
	readonly finalizedSlot: number;
	readonly finalizedRoot: Hex;
	readonly finalizedExecutionHash: Hex;
};

export type Participation = {
	/** How many members of the sync committee sign, 0 to 32. Which ones changes from slot to slot. */
	readonly signers?: number | undefined;
	/** Instead of `signers`: exactly these positions of the committee. */
	readonly positions?: readonly number[] | undefined;
	/** How many in a hundred of the attesters vote, rounded in each committee of four. At 50 nothing is finalized. */
	readonly attestingPercent?: number | undefined;
};

export type Skip = {
	readonly slots: number;
	/** With a block in every slot. Else the last slots have one, and the last one of each epoch, which carries its votes. */
	readonly isFull: boolean;
};

export type Reorg = {
	/** How many blocks are dropped; they must all be newer than the finalized one. */
	readonly depth: number;
	/** Whether what the dropped blocks carried comes back into the pool, as it does on a real network. */
	readonly keepTransactions: boolean;
};

export type Reorged = {
	/** Newest first. */
	readonly dropped: readonly Hex[];
	readonly newRoot: Hex;
	readonly newSlot: number;
};

export type RivalOptions = {
	/** How many members of each sync committee sign the rival chain. They all go on signing the honest one. */
	readonly signers: number;
	/** How many blocks under the honest head the chains part; at the finalized block when not told. */
	readonly depth?: number | undefined;
	/** What the rival's execution headers claim as the state; unchanged since the fork when not told. */
	readonly stateRoot?: Hex | undefined;
	/** Where its beacon API listens. */
	readonly port?: number | undefined;
};

export type RivalStarted = {
	readonly beacon: string;
	readonly forkSlot: number;
	readonly forkRoot: Hex;
};

export type Control = {
	status(): Promise<Status>;
	/** Holds from the next block on. What is not told stays. */
	setParticipation(wanted: Participation): Promise<void>;
	/** The next `count` slots stay without a block. */
	missSlots(count: number): Promise<void>;
	/**
	 * The chain's clock jumps over so many slots. Done when the chain has reached it. Whoever else looks at the time has to be
	 * told: a network's own `skip` does so.
	 */
	skip(wanted: Skip): Promise<void>;
	/** No blocks at all while off. */
	setProducing(on: boolean): Promise<void>;
	/** Done when the block that takes the dropped ones' place is the head. */
	reorg(wanted: Reorg): Promise<Reorged>;
	/** Done when the rival chain has reached the present slot and its endpoint answers; it goes on from there. */
	startRival(wanted: RivalOptions): Promise<RivalStarted>;
	/** All rival chains and their endpoints are gone. */
	stopRivals(): Promise<void>;
};

const committeeSize = 32;

type Switch<P, R> = { readonly params: Decode<P>; readonly result: Decode<R> };
const entry = <P, R>(params: Decode<P>, result: Decode<R>): Switch<P, R> => ({
	params,
	result,
});

/** What each switch takes and gives. */
export const switches = {
	status: entry(
		d.nothing,
		d.record({
			slot: d.int(),
			headSlot: d.int(),
			headRoot: d.hash,
			headExecutionHash: d.hash,
			justifiedEpoch: d.int(),
			finalizedSlot: d.int(),
			finalizedRoot: d.hash,
			finalizedExecutionHash: d.hash,
		}),
	),
	setParticipation: entry(
		d.record({
			signers: d.optional(d.int(0, committeeSize)),
			positions: d.optional(d.list(d.int(0, committeeSize - 1), committeeSize)),
			attestingPercent: d.optional(d.int(0, 100)),
		}),
		d.nothing,
	),
	missSlots: entry(d.int(0, 100_000), d.nothing),
	skip: entry(d.record({ slots: d.int(1, 1000), isFull: d.flag }), d.nothing),
	setProducing: entry(d.flag, d.nothing),
	reorg: entry(
		d.record({ depth: d.int(1, 1000), keepTransactions: d.flag }),
		d.record({
			dropped: d.list(d.hash, 1000),
			newRoot: d.hash,
			newSlot: d.int(),
		}),
	),
	startRival: entry(
		d.record({
			signers: d.int(0, committeeSize),
			depth: d.optional(d.int(0, 1000)),
			stateRoot: d.optional(d.hash),
			port: d.optional(d.int(0, 65_535)),
		}),
		d.record({ beacon: d.text(), forkSlot: d.int(), forkRoot: d.hash }),
	),
	stopRivals: entry(d.nothing, d.nothing),
};

/** The switches of a network that runs in another process. Each throws Error with its words when it refuses. */
export const openControl = (url: string): Control => {
	const call = async <P, R>(
		name: string,
		{ result }: Switch<P, R>,
		params: P,
	): Promise<R> => {
		const response = await fetch(`${url}/${name}`, {
			method: "POST",
			headers: { "content-type": "application/json" },
			body: JSON.stringify({ params }),
			signal: AbortSignal.timeout(120_000),
		});
		const answer = d.parseJson(await response.text());
		if (!response.ok)
			throw new Error(
				`${name}: ${d.record({ error: d.text(4000) })(answer, "").error}`,
			);
		return result(d.record({ result: d.anything })(answer, name).result, name);
	};
	return {
		status: () => call("status", switches.status, undefined),
		setParticipation: (wanted) =>
			call("setParticipation", switches.setParticipation, wanted),
		missSlots: (count) => call("missSlots", switches.missSlots, count),
		skip: (wanted) => call("skip", switches.skip, wanted),
		setProducing: (on) => call("setProducing", switches.setProducing, on),
		reorg: (wanted) => call("reorg", switches.reorg, wanted),
		startRival: (wanted) => call("startRival", switches.startRival, wanted),
		stopRivals: () => call("stopRivals", switches.stopRivals, undefined),
	};
};
