// The switches, as they are asked for from another process: one POST a switch, JSON in and out, on loopback.

import type { Hex } from "../../../src/base/bytes.ts";
import {
	anything,
	type Decode,
	flag,
	hash,
	int,
	list,
	nothing,
	optional,
	parseJson,
	record,
	text,
} from "../../../src/base/decode.ts";

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
		nothing,
		record({
			slot: int(),
			headSlot: int(),
			headRoot: hash,
			headExecutionHash: hash,
			justifiedEpoch: int(),
			finalizedSlot: int(),
			finalizedRoot: hash,
			finalizedExecutionHash: hash,
		}),
	),
	setParticipation: entry(
		record({
			signers: optional(int(0, committeeSize)),
			positions: optional(list(int(0, committeeSize - 1), committeeSize)),
			attestingPercent: optional(int(0, 100)),
		}),
		nothing,
	),
	missSlots: entry(int(0, 100_000), nothing),
	setProducing: entry(flag, nothing),
	reorg: entry(
		record({ depth: int(1, 1000), keepTransactions: flag }),
		record({ dropped: list(hash, 1000), newRoot: hash, newSlot: int() }),
	),
	startRival: entry(
		record({
			signers: int(0, committeeSize),
			depth: optional(int(0, 1000)),
			stateRoot: optional(hash),
			port: optional(int(0, 65_535)),
		}),
		record({ beacon: text(), forkSlot: int(), forkRoot: hash }),
	),
	stopRivals: entry(nothing, nothing),
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
		const answer = parseJson(await response.text());
		if (!response.ok)
			throw new Error(
				`${name}: ${record({ error: text(4000) })(answer, "").error}`,
			);
		return result(record({ result: anything })(answer, name).result, name);
	};
	return {
		status: () => call("status", switches.status, undefined),
		setParticipation: (wanted) =>
			call("setParticipation", switches.setParticipation, wanted),
		missSlots: (count) => call("missSlots", switches.missSlots, count),
		setProducing: (on) => call("setProducing", switches.setProducing, on),
		reorg: (wanted) => call("reorg", switches.reorg, wanted),
		startRival: (wanted) => call("startRival", switches.startRival, wanted),
		stopRivals: () => call("stopRivals", switches.stopRivals, undefined),
	};
};
