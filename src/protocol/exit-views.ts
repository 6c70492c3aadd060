// What the engine tells the screens of exits: ways out, journeys as maps, how alive a rollup is by L1's facts alone, and what
// evidence is kept. JSON that decodes; drawn and never believed.

import {
	address,
	type Decoded,
	flag,
	hash,
	int,
	list,
	nullable,
	oneOf,
	optional,
	record,
	text,
} from "../base/decode.ts";
import { mostJourneys, mostRollups, mostWatched } from "../base/room.ts";
import { mostShownSymbol } from "../base/symbol.ts";
import { amount } from "./amount.ts";
import { faultJson } from "./channel.ts";
import { message, wording } from "./message.ts";

export const stageView = record({
	id: text(40),
	title: wording(60),
	words: list(wording(400), 8),
	state: oneOf("done", "waiting", "yours", "later", "failed", "skipped"),
	untilS: nullable(int()),
	doneS: nullable(int()),
	/** When the journey was first seen to be past it, by this device; null before. */
	seenMs: nullable(int()),
	risk: nullable(wording(300)),
	/** What it is known by, in words. */
	proof: nullable(wording(300)),
	/** The last order of this stage; null when none was made. */
	order: nullable(text(64)),
	/** What that order cost on L1 at most; null when none was made. */
	costWei: nullable(amount),
});
export type StageView = Decoded<typeof stageView>;

export const exitView = record({
	id: text(64),
	way: text(40),
	/** "Leaving Base": the chain's title is beside it. */
	title: wording(80),
	chainId: int(1),
	chainTitle: text(60),
	account: address,
	/** Null: ether. */
	token: nullable(address),
	symbol: text(mostShownSymbol),
	decimals: int(0, 36),
	/** Null: everything, which is not known as a number yet. */
	amount: nullable(amount),
	startedMs: int(),
	/** When it is over, as far as anybody can say. */
	endsS: nullable(int()),
	stages: list(stageView, 24),
	/** The person's next click. */
	click: nullable(
		record({
			stage: text(40),
			label: wording(60),
			/** Why an order that was made for it before was taken back unsigned; the next one takes its place. */
			instead: optional(faultJson),
		}),
	),
	outcome: oneOf("under-way", "done", "impossible"),
	/** Why it could not be looked at; what is shown is older then. */
	fault: nullable(faultJson),
	/** When it was last looked at with success. */
	lookedMs: nullable(int()),
	/** A rehearsal. */
	drill: flag,
	/** Has its file been saved since its state last changed? */
	saved: flag,
});
export type ExitView = Decoded<typeof exitView>;

export const wayView = record({
	way: text(40),
	title: wording(80),
	isOpen: flag,
	words: list(wording(600), 8),
	lastsS: nullable(int()),
	takes: oneOf("amount", "everything"),
	tokens: flag,
	fromBegun: flag,
	/** How it is rehearsed with a small sum; null where it cannot be, or where coins have value. */
	rehearsal: nullable(wording(600)),
	/** Why it cannot be said; null when it can. */
	fault: nullable(faultJson),
});
export type WayView = Decoded<typeof wayView>;

export const livenessView = record({
	/** Null for a chain whose id is no number of Ethereum's kind: it goes by its name. */
	chainId: nullable(int(1)),
	/** The profile's, unique in a network. */
	name: text(40),
	title: text(60),
	verdict: oneOf(
		"alive",
		"late",
		"stalled",
		"frozen",
		"unknown",
		"not-visible",
	),
	/** What is seen; first the most important. */
	words: list(wording(300), 8, 1),
	/** Since when, by L1's clock. */
	sinceS: nullable(int()),
	/** As far as L1 shows, proved under the newest final head. */
	lastBatchS: nullable(int()),
	lastRootS: nullable(int()),
	/** Forced transactions that wait on L1. */
	queue: nullable(
		record({
			waiting: int(),
			headEnqueuedS: nullable(int()),
			headDeadlineS: nullable(int()),
		}),
	),
	/** What stands: paused, enforced, an upgrade under way, …; since or from when, where L1 says. */
	flags: list(
		record({ name: text(40), says: message, atS: nullable(int()) }),
		16,
	),
	/** Who can change the rollup's contracts, and how fast. */
	upgrades: list(message, 8),
	/** Which contracts somebody can change without any delay that L1 shows; null where none is known. */
	atOnce: nullable(message),
	/** What has a time by L1, past or to come, earliest first. */
	moments: list(record({ name: text(40), atS: int(), says: message }), 24),
	/** Numbers that the profile of a watched chain names; null where its contract runs other code. */
	shown: list(record({ says: text(160), value: nullable(text(80)) }), 32),
	/** How long a state stood, as far as it was looked at. */
	bands: list(record({ name: text(40), fromS: int(), toS: int() }), 64),
	/** What came to L1, oldest first; `count` null where nothing was seen. */
	bars: list(record({ fromS: int(), toS: int(), count: nullable(int()) }), 96),
	/** The L1 time the facts are proved under; null while nothing is. */
	asOfS: nullable(int()),
	/** The same for flags, upgrades and moments: they are read anew in each run; null before. */
	readAsOfS: nullable(int()),
	/** What cannot be seen from L1 at all; null when nothing. */
	blind: nullable(message),
});
export type LivenessView = Decoded<typeof livenessView>;

/** By what screens and commands ask for a chain: its id, or its name where it has none. No such name is a number. */
export const chainKey = ({
	chainId,
	name,
}: Pick<LivenessView, "chainId" | "name">): string =>
	chainId === null ? name : String(chainId);

/** What is kept for an exit from one rollup. */
export const keptView = record({
	chainId: int(1),
	/** Each thing kept, with the time of the state it proves. */
	items: list(
		record({
			name: text(80),
			says: wording(300),
			asOfS: int(),
			keptMs: int(),
			/** It came from a file, and its time is the file's word, no later than when it was taken. */
			fromFile: optional(flag),
		}),
		64,
	),
	/** Why nothing newer could be kept; null when all is well. */
	fault: nullable(faultJson),
	/** For so many accounts of the wallet nothing is kept, for there are too many. The chosen one is not among them. Missing for none. */
	unkept: optional(int(1)),
});
export type KeptView = Decoded<typeof keptView>;

/** All the screens of exits draw, beside what they ask for. */
export const exitsView = record({
	journeys: list(exitView, mostJourneys),
	liveness: list(livenessView, mostRollups + mostWatched),
	kept: list(keptView, mostRollups),
});
export type ExitsView = Decoded<typeof exitsView>;

/** What the signer read out of an exit step: part of an approval. */
export const exitApproval = record({
	rollupChainId: int(1),
	rollupTitle: text(60),
	step: text(40),
	title: message,
	says: list(message, 8),
	arrives: nullable(
		record({
			token: nullable(address),
			/** In the smallest unit. */
			amount,
			/**
			 * What the network file that the person accepted calls the token. Null for ether, and for a token that it does not name:
			 * then the whole number and the contract's address are all that the signer knows.
			 */
			named: nullable(record({ symbol: text(20), decimals: int(0, 36) })),
		}),
	),
	/** Does the contract run the code that the profile names? */
	isCodeKnown: flag,
	contract: address,
	codeHash: hash,
});
export type ExitApproval = Decoded<typeof exitApproval>;
