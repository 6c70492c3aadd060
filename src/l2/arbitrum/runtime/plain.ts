// The usual way out of an Arbitrum chain: a withdrawal that was made on the chain itself. When L1 confirmed an assertion with it, it
// is paid out.

import type { Hex } from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import type { ExitModule, Stage } from "../../../exit/module.ts";
import { stageOf } from "../../../exit/stage.ts";
import type { Message } from "../../../protocol/message.ts";
import type { ExitStep } from "../../exit-step.ts";
import { arbitrumMessage as say } from "../checks/codes.ts";
import { type ArbitrumStep, isOfArbitrum } from "../checks/exit.ts";
import type { ArbitrumProfile } from "../checks/profile.ts";
import { hasRivals } from "./confirmed.ts";
import type { ArbitrumExitContext } from "./context.ts";
import { type ArbitrumFacts, readArbitrumFacts } from "./facts.ts";
import { lookForSend } from "./journey.ts";
import {
	changedWords,
	l1BlockS,
	lastStages,
	payClick,
	withdrawn,
} from "./stages.ts";
import {
	type ArbitrumSeen,
	nothingYet,
	type SendState,
	seenOf,
	seenState,
	sendState,
} from "./state.ts";

const state = d.record({
	v: d.oneOf(1),
	seen: d.nullable(seenState),
	last: sendState,
});
export type ArbitrumPlainState = Decoded<typeof state>;

/** L1 as it is now. @throws what the reading of L1 throws */
export const readSeen = async (
	account: Hex,
	context: ArbitrumExitContext,
): Promise<{ readonly facts: ArbitrumFacts; readonly seen: ArbitrumSeen }> => {
	const facts = await readArbitrumFacts(context.profile, account, context.l1);
	return { facts, seen: seenOf(facts, await hasRivals(context, facts)) };
};

/**
 * What of the last part a file may bring: the withdrawal of this account with its way, which is held against L1 at each look. That
 * it was paid is read from L1 anew.
 */
export const sendFrom = ({ proved }: SendState, account: Hex): SendState => ({
	...nothingYet,
	proved: proved?.withdrawal.recipient === account ? proved : null,
});

/** A payment of a withdrawal to this account. */
export const isPayStep = (
	stage: string,
	step: ExitStep,
	account: Hex,
): boolean =>
	stage === "pay" &&
	isOfArbitrum(step) &&
	step.kind === "arbitrum-execute" &&
	step.recipient === account;

/** What is said of a chain's confirmation before a journey begins. */
export const confirmationWords = (
	{ data }: Pick<ArbitrumProfile, "data">,
	facts: ArbitrumFacts,
	seen: ArbitrumSeen,
): readonly Message[] => {
	const changed = changedWords(seen);
	return [
		...(changed === null ? [] : [changed]),
		...(facts.isRollupPaused ? [say("arbitrum.offer.rollup-paused")] : []),
		...(facts.isOpen ? [] : [say("arbitrum.offer.listed")]),
		...(data === "committee" ? [say("arbitrum.offer.committee")] : []),
	];
};

const sentStage = (
	{ last }: ArbitrumPlainState,
	profile: ArbitrumProfile,
): Stage => {
	const title = say("arbitrum.begun.stage");
	const { claimed, proved } = last;
	if (proved !== null)
		return stageOf(
			"sent",
			title,
			"done",
			say("arbitrum.begun.done", {
				what: withdrawn(profile, proved.withdrawal),
			}),
		);
	return stageOf(
		"sent",
		title,
		"waiting",
		claimed === null
			? say("arbitrum.begun.looked-for")
			: say("arbitrum.begun.told", {
					what: withdrawn(profile, claimed),
					index: claimed.index,
				}),
		{ risk: say("arbitrum.begun.risk") },
	);
};

export const common = {
	takes: "amount",
	tokens: false,
	fromBegun: true,
	signs: true,
} as const;

/** What both ways ask for, and what L1 says first; shut where the profile names no way, or an account with code cannot go it. */
export const offerFirst = async (
	account: Hex,
	context: ArbitrumExitContext,
) => {
	const { profile } = context;
	const shut = (words: Message) => ({
		...common,
		isOpen: false,
		lastsS: null,
		words,
	});
	if (profile.exit === undefined)
		return shut(say("arbitrum.offer.no-way", { chain: profile.title }));
	const { facts, seen } = await readSeen(account, context);
	if (facts.hasCode) return shut(say("arbitrum.code"));
	return { facts, seen, shut };
};

export const arbitrumPlain: ExitModule<
	ArbitrumPlainState,
	ArbitrumProfile,
	ArbitrumStep
> = {
	way: "arbitrum-plain",
	title: say("arbitrum.way.plain"),
	kind: "arbitrum-bold-v1",
	decode: state,
	fromFile: ({ v, last }, { account }) => ({
		v,
		seen: null,
		last: sendFrom(last, account),
	}),
	isStep: (stage, step, _, { account }) => isPayStep(stage, step, account),
	offer: async (account, context) => {
		const first = await offerFirst(account, context);
		if ("words" in first) return first;
		const { facts, seen } = first;
		const { profile } = context;
		return {
			...common,
			isOpen: true,
			words: [
				say("arbitrum.offer.plain", { chain: profile.title }),
				...confirmationWords(profile, facts, seen),
			],
			lastsS: facts.confirmPeriodBlocks * l1BlockS,
		};
	},
	begin: async ({ account, token, begun }, context) => {
		if (token !== null)
			throw new Fault("bad-params", '"token": ether alone leaves this way');
		if (begun === null)
			throw new Fault("bad-params", '"begun": the transaction on the chain');
		const { facts, seen } = await readSeen(account, context);
		if (facts.hasCode)
			throw new Fault("order-delegated", `${account} runs code`);
		return { v: 1, seen, last: nothingYet };
	},
	look: async (before, { account, begun }, context) => {
		if (begun === null) throw new Fault("bad-params", '"begun" is missing');
		const { facts, seen } = await readSeen(account, context);
		return {
			v: 1,
			seen,
			last: await lookForSend(before.last, account, begun, context, facts),
		};
	},
	stages: (now, _asked, { order, profile }) => [
		sentStage(now, profile),
		...lastStages(
			now.last,
			now.seen,
			now.last.claimed !== null,
			order("pay"),
			profile,
		),
	],
	click: ({ last, seen }, _asked, { order }) =>
		payClick(last, seen, order("pay")),
	outcome: ({ last }) => (last.paid?.isFinal === true ? "done" : "under-way"),
};
