// What both ways out of an OP rollup have in common, as the engine of journeys asks it: what is offered, how a journey
// begins, how it is looked at. The two differ in their first steps alone: one forces the withdrawal through L1, the other
// goes on from one that exists on the rollup.

import { concat, fromHex, type Hex, utf8 } from "../../../base/bytes.ts";
import * as d from "../../../base/decode.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import type {
	ExitModule,
	ExitRequest,
	WayOffer,
} from "../../../exit/module.ts";
import type { Message } from "../../../protocol/message.ts";
import { opMessage } from "../checks/codes.ts";
import { wayOutOf } from "../checks/payee.ts";
import type { OpProfile } from "../checks/profile.ts";
import { registryNoExit } from "../checks/registry-no-exit.ts";
import type { OpStep } from "../checks/step.ts";
import type { AnyOpProfile } from "../checks/values.ts";
import type { OpExitContext } from "./context.ts";
import { checkEvidence } from "./evidence.ts";
import { readFacts } from "./facts.ts";
import { isOpStep, l1GasLeast, l1GasSpread, opFromFile } from "./from-file.ts";
import { lookOp } from "./look.ts";
import { mapOp, outcomeOf } from "./map.ts";
import { exitRules } from "./releases.ts";
import type { Start } from "./start.ts";
import {
	firstState,
	keptFor,
	mostEvidence,
	type OpFacts,
	type OpState,
	opState,
} from "./state.ts";

import { proposersOf } from "./view.ts";

export type OpModule<P extends AnyOpProfile = OpProfile> = ExitModule<
	OpState,
	P,
	OpStep
>;

/** How long it takes from the proof on, where nobody disputes anything. */
const lastsFromProofS = (profile: AnyOpProfile): number => {
	const { proofMaturityS, gameClockS, gameFinalityS } = wayOutOf(profile);
	return Math.max(proofMaturityS, gameClockS + gameFinalityS);
};

/** What of the contracts is not as this release knows it. */
const warningsOf = (
	profile: AnyOpProfile,
	facts: OpFacts,
): readonly Message[] => [
	...(facts.isKnown ? [] : [opMessage("op.offer.unknown-code")]),
	...(facts.isPaused === null ? [opMessage("op.offer.unknown-pause")] : []),
	...(facts.isPaused === true ? [opMessage("op.offer.paused")] : []),
	...(exitRules(profile).isOtherKind(facts, null)
		? [opMessage("op.offer.other-game")]
		: []),
];

/** Of a profile that does not say how to leave: that it does not, and what is known of the kind all the same. */
const noExitWords = (profile: AnyOpProfile): readonly Message[] => {
	const known = profile.kind === "op-games-v2" ? registryNoExit(profile) : null;
	return [
		opMessage("op.offer.no-exit", { chain: profile.title }),
		...(known?.possible ?? []),
		...(known?.impossible ?? []),
	];
};

/** Who can post the root that the way needs, where the person cannot from here. */
const rootWords = (
	profile: AnyOpProfile,
	facts: OpFacts,
): readonly Message[] => {
	switch (proposersOf(profile, facts)) {
		case "the person":
			return [];
		case "anybody":
			return [opMessage("op.offer.until-a-root")];
		case "one alone":
			return [opMessage("op.offer.one-proposer")];
	}
};

const offer = async (
	start: Start,
	account: Hex,
	{ profile, l1 }: OpExitContext,
): Promise<WayOffer> => {
	const none = {
		isOpen: false,
		lastsS: null,
		takes: "amount",
		tokens: false,
		fromBegun: start.fromBegun,
	} as const;
	const { exit } = profile;
	if (exit === undefined)
		return {
			...none,
			words: noExitWords(profile),
		};
	const { facts } = await readFacts(profile, l1, {
		account,
		withdrawal: null,
		message: null,
		game: null,
		proposed: null,
	});
	if (facts.runsCode)
		return {
			...none,
			words: start.codeWords,
		};
	if (facts.paysNoEther === true)
		return {
			...none,
			words: opMessage("op.force.own-coin", { chain: profile.title }),
		};
	const fromProofS = lastsFromProofS(profile);
	const windowS = exit.sequencingWindow.seconds;
	return {
		isOpen: true,
		words: [
			start.words(profile, windowS, fromProofS),
			...rootWords(profile, facts),
			...warningsOf(profile, facts),
		],
		lastsS: fromProofS + start.beforeProofS(windowS),
		takes: "amount",
		tokens: exit.tokens.length > 0,
		fromBegun: start.fromBegun,
	};
};

/**
 * Gas that the withdrawal asks for on L1: enough for its payment, and different for each journey, so that the withdrawal of
 * one is never taken for another's.
 */
const l1GasOf = (
	{ account, token, amount }: ExitRequest,
	nowS: number,
): number => {
	const salt = keccakHex(
		concat(fromHex(account), utf8(`${token} ${amount} ${nowS}`)),
	);
	return l1GasLeast(token) + Number(BigInt(salt) % BigInt(l1GasSpread));
};

const begin = async (
	start: Start,
	asked: ExitRequest,
	context: OpExitContext,
): Promise<OpState> => {
	// a profile that does not say how to leave begins nothing
	wayOutOf(context.profile);
	const state = firstState(l1GasOf(asked, Math.floor(context.nowS)));
	return start.begin(state, asked, context);
};

/** The way that begins so, under its own name for each release of the contracts: a journey keeps to its one. */
export const opWay = <P extends AnyOpProfile>(
	start: Start,
	way: string,
	kind: P["kind"],
): OpModule<P> => ({
	way,
	title: start.title,
	kind,
	decode: opState,
	fromFile: (state, asked, profile, hasOrder) =>
		opFromFile(start, state, asked, profile, hasOrder),
	isStep: (stage, step, state, asked, profile) =>
		isOpStep(start, stage, step, state, asked, profile),
	offer: (account, context) => offer(start, account, context),
	begin: (asked, context) => begin(start, asked, context),
	look: (state, asked, context) => lookOp(start, state, asked, context),
	stages: (state, asked, context) => mapOp(start, state, asked, context).stages,
	click: (state, asked, context) => mapOp(start, state, asked, context).click,
	outcome: outcomeOf,
	checkCaptured: async (_name, text, profile) => {
		const kept = keptFor(d.parseJson(text, mostEvidence), "evidence");
		const { timeS } = checkEvidence(profile, kept.account, kept.evidence);
		return { asOfS: timeS };
	},
});
