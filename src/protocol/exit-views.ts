// What the engine tells the screens of exits: ways out, journeys as maps, how alive a rollup is by L1's facts alone, and what
// evidence is kept. JSON that decodes; drawn and never believed.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { mostJourneys, mostRollups, mostWatched } from "../base/room.ts";
import { mostShownSymbol } from "../base/symbol.ts";
import { amount } from "./amount.ts";
import { faultJson } from "./channel.ts";
import { message, wording } from "./message.ts";

export const stageView = d.record({
	id: d.text(40),
	title: wording(60),
	words: d.list(wording(400), 8),
	state: d.oneOf("done", "waiting", "yours", "later", "failed", "skipped"),
	untilS: d.nullable(d.int()),
	doneS: d.nullable(d.int()),
	/** When the journey was first seen to be past it, by this device; null before. */
	seenMs: d.nullable(d.int()),
	risk: d.nullable(wording(300)),
	/** What it is known by, in words. */
	proof: d.nullable(wording(300)),
	/** The last order of this stage; null when none was made. */
	order: d.nullable(d.text(64)),
	/** What that order cost on L1 at most; null when none was made. */
	costWei: d.nullable(amount),
});
export type StageView = Decoded<typeof stageView>;

export const exitView = d.record({
	id: d.text(64),
	way: d.text(40),
	/** "Leaving Base": the chain's title is beside it. */
	title: wording(80),
	chainId: d.int(1),
	chainTitle: d.text(60),
	account: d.address,
	/** Null: ether. */
	token: d.nullable(d.address),
	symbol: d.text(mostShownSymbol),
	decimals: d.int(0, 36),
	/** Null: everything, which is not known as a number yet. */
	amount: d.nullable(amount),
	startedMs: d.int(),
	/** When it is over, as far as anybody can say. */
	endsS: d.nullable(d.int()),
	stages: d.list(stageView, 24),
	/** The person's next click. */
	click: d.nullable(
		d.record({
			stage: d.text(40),
			label: wording(60),
			/** Why an order that was made for it before was taken back unsigned; the next one takes its place. */
			instead: d.optional(faultJson),
		}),
	),
	outcome: d.oneOf("under-way", "done", "impossible"),
	/** Why it could not be looked at; what is shown is older then. */
	fault: d.nullable(faultJson),
	/** When it was last looked at with success. */
	lookedMs: d.nullable(d.int()),
	/** A rehearsal. */
	drill: d.flag,
	/** Has its file been saved since its state last changed? */
	saved: d.flag,
});
export type ExitView = Decoded<typeof exitView>;

export const wayView = d.record({
	way: d.text(40),
	title: wording(80),
	isOpen: d.flag,
	words: d.list(wording(600), 8),
	lastsS: d.nullable(d.int()),
	takes: d.oneOf("amount", "everything"),
	tokens: d.flag,
	fromBegun: d.flag,
	/** Does this wallet sign that transaction itself? Missing: it does not. */
	signs: d.optional(d.oneOf(true)),
	/** How it is rehearsed with a small sum; null where it cannot be, or where coins have value. */
	rehearsal: d.nullable(wording(600)),
	/** Why it cannot be said; null when it can. */
	fault: d.nullable(faultJson),
});
export type WayView = Decoded<typeof wayView>;

export const livenessView = d.record({
	/** Null for a chain whose id is no number of Ethereum's kind: it goes by its name. */
	chainId: d.nullable(d.int(1)),
	/** The profile's, unique in a network. */
	name: d.text(40),
	title: d.text(60),
	verdict: d.oneOf(
		"alive",
		"late",
		"stalled",
		"frozen",
		"unknown",
		"not-visible",
	),
	/** What is seen; first the most important. */
	words: d.list(wording(300), 8, 1),
	/** Since when, by L1's clock. */
	sinceS: d.nullable(d.int()),
	/** As far as L1 shows, proved under the newest final head. */
	lastBatchS: d.nullable(d.int()),
	lastRootS: d.nullable(d.int()),
	/** Forced transactions that wait on L1. */
	queue: d.nullable(
		d.record({
			waiting: d.int(),
			headEnqueuedS: d.nullable(d.int()),
			headDeadlineS: d.nullable(d.int()),
		}),
	),
	/** What stands: paused, enforced, an upgrade under way, …; since or from when, where L1 says. */
	flags: d.list(
		d.record({ name: d.text(40), says: message, atS: d.nullable(d.int()) }),
		16,
	),
	/** Who can change the rollup's contracts, and how fast. */
	upgrades: d.list(message, 8),
	/** Which contracts somebody can change without any delay that L1 shows; null where none is known. */
	atOnce: d.nullable(message),
	/** What has a time by L1, past or to come, earliest first. */
	moments: d.list(
		d.record({ name: d.text(40), atS: d.int(), says: message }),
		24,
	),
	/** Numbers that the profile of a watched chain names; null where its contract runs other code. */
	shown: d.list(
		d.record({ says: d.text(160), value: d.nullable(d.text(80)) }),
		32,
	),
	/** How long a state stood, as far as it was looked at. */
	bands: d.list(
		d.record({ name: d.text(40), fromS: d.int(), toS: d.int() }),
		64,
	),
	/** What came to L1, oldest first; `count` null where nothing was seen. */
	bars: d.list(
		d.record({ fromS: d.int(), toS: d.int(), count: d.nullable(d.int()) }),
		96,
	),
	/** The L1 time the facts are proved under; null while nothing is. */
	asOfS: d.nullable(d.int()),
	/** The same for flags, upgrades and moments: they are read anew in each run; null before. */
	readAsOfS: d.nullable(d.int()),
	/** What cannot be seen from L1 at all; null when nothing. */
	blind: d.nullable(message),
});
export type LivenessView = Decoded<typeof livenessView>;

/** By what screens and commands ask for a chain: its id, or its name where it has none. No such name is a number. */
export const chainKey = ({
	chainId,
	name,
}: Pick<LivenessView, "chainId" | "name">): string =>
	chainId === null ? name : String(chainId);

/** What is kept for an exit from one rollup. */
export const keptView = d.record({
	chainId: d.int(1),
	/** Each thing kept, with the time of the state it proves. */
	items: d.list(
		d.record({
			name: d.text(80),
			says: wording(300),
			asOfS: d.int(),
			keptMs: d.int(),
			/** It came from a file, and its time is the file's word, no later than when it was taken. */
			fromFile: d.optional(d.flag),
		}),
		64,
	),
	/** Why nothing newer could be kept; null when all is well. */
	fault: d.nullable(faultJson),
	/** For so many accounts of the wallet nothing is kept, for there are too many. The chosen one is not among them. Missing for none. */
	unkept: d.optional(d.int(1)),
});
export type KeptView = Decoded<typeof keptView>;

/** All the screens of exits draw, beside what they ask for. */
export const exitsView = d.record({
	journeys: d.list(exitView, mostJourneys),
	liveness: d.list(livenessView, mostRollups + mostWatched),
	kept: d.list(keptView, mostRollups),
});
export type ExitsView = Decoded<typeof exitsView>;

/** What the signer read out of an exit step: part of an approval. */
export const exitApproval = d.record({
	rollupChainId: d.int(1),
	rollupTitle: d.text(60),
	step: d.text(40),
	title: message,
	says: d.list(message, 8),
	arrives: d.nullable(
		d.record({
			token: d.nullable(d.address),
			/** In the smallest unit. */
			amount,
			/**
			 * What the network file that the person accepted calls the token. Null for ether, and for a token that it does not name:
			 * then the whole number and the contract's address are all that the signer knows.
			 */
			named: d.nullable(
				d.record({ symbol: d.text(20), decimals: d.int(0, 36) }),
			),
		}),
	),
	/** Does the contract run the code that the profile names? */
	isCodeKnown: d.flag,
	contract: d.address,
	codeHash: d.hash,
});
export type ExitApproval = Decoded<typeof exitApproval>;
