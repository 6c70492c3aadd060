// The way out of an Arbitrum chain that asks nobody: a withdrawal that its owner signed for the chain, in the delayed inbox on L1. The
// sequencer may take it; after a delay anybody forces it in. Then it is a withdrawal like any other.

import { Fault } from "../../../base/fault.ts";
import type { Click, ExitModule } from "../../../exit/module.ts";
import {
	isUnderWay,
	isUnderWayOrDone,
	isUnknown,
} from "../../../exit/stage.ts";
import { numberIn } from "../../look.ts";
import { arbitrumMessage as say } from "../checks/codes.ts";
import { forceableFrom } from "../checks/delayed.ts";
import {
	type ArbitrumForce,
	type ArbitrumSend,
	type ArbitrumStep,
	arbitrumTitle,
	isOfArbitrum,
} from "../checks/exit.ts";
import type { ArbitrumProfile } from "../checks/profile.ts";
import { signedWithdrawal } from "../checks/signed.ts";
import type { ArbitrumExitContext } from "./context.ts";
import { type EntryState, findEntry } from "./entry.ts";
import {
	type ArbitrumForcedState,
	forcedState,
	inboxStage,
	isTaken,
	takenStage,
} from "./forced-stages.ts";
import { lookForSend } from "./journey.ts";
import {
	common,
	confirmationWords,
	isPayStep,
	offerFirst,
	readSeen,
	sendFrom,
} from "./plain.ts";
import { l1BlockS, lastStages, payClick } from "./stages.ts";
import { nothingYet } from "./state.ts";

const sendOf = ({ transaction }: ArbitrumForcedState): ArbitrumSend => ({
	kind: "arbitrum-send",
	transaction,
});
const forceOf = (
	{ transaction }: ArbitrumForcedState,
	{ baseFeeWei, ...entry }: EntryState,
): ArbitrumForce => ({
	kind: "arbitrum-force",
	transaction,
	...entry,
	baseFeeWei: BigInt(baseFeeWei),
});

/** May anybody force it in, as far as a block that is proved says? */
const mayForce = ({
	seen,
	forceableFrom: from,
}: ArbitrumForcedState): boolean => seen !== null && seen.number >= from;

/** A wait that no block reaches is one for ever. */
const never = Number.MAX_SAFE_INTEGER;
const blockOf = (number: bigint): number => numberIn(number) ?? never;

const isForcedStep: ExitModule<ArbitrumForcedState, ArbitrumProfile>["isStep"] =
	(stage, step, state, { account }) => {
		if (!isOfArbitrum(step)) return false;
		if (step.kind === "arbitrum-execute")
			return isPayStep(stage, step, account);
		return (
			step.transaction === state.transaction &&
			stage === (step.kind === "arbitrum-send" ? "inbox" : "taken")
		);
	};

/** The next step on the way into the chain. */
const clickIn = (
	now: ArbitrumForcedState,
	order: ArbitrumExitContext["order"],
): Click<ArbitrumStep> | null => {
	const { seen, entry } = now;
	if (seen === null || seen.hasCode) return null;
	if (entry === null) {
		const made = order("inbox");
		if (seen.isInboxShut || isUnderWayOrDone(made) || isUnknown(made))
			return null;
		const step = sendOf(now);
		return { stage: "inbox", label: arbitrumTitle(step), step };
	}
	if (isTaken(now) || !mayForce(now)) return null;
	if (isUnderWay(order("taken"), seen.number)) return null;
	const step = forceOf(now, entry);
	return { stage: "taken", label: arbitrumTitle(step), step };
};

export const arbitrumForced: ExitModule<
	ArbitrumForcedState,
	ArbitrumProfile,
	ArbitrumStep
> = {
	way: "arbitrum-forced",
	title: say("arbitrum.way.forced"),
	kind: "arbitrum-bold-v1",
	decode: forcedState,
	fromFile: ({ v, transaction, entry, last }, { account, begun }, profile) => {
		const { hash, amountWei } = signedWithdrawal(profile, account, transaction);
		if (hash !== begun)
			throw new Fault("bad-field", "it is another withdrawal than was asked");
		return {
			v,
			transaction,
			amountWei: amountWei.toString(),
			// held against the bridge's accumulators at each look
			entry,
			taken: 0,
			forceableFrom: never,
			seen: null,
			last: sendFrom(last, account),
		};
	},
	isStep: isForcedStep,
	offer: async (account, context) => {
		const first = await offerFirst(account, context);
		if ("words" in first) return first;
		const { facts, seen, shut } = first;
		if (facts.isInboxShut) return shut(say("arbitrum.inbox.shut"));
		const { profile } = context;
		const delay = Number(facts.delays.delayBlocks) * l1BlockS;
		const wait = facts.confirmPeriodBlocks * l1BlockS;
		return {
			...common,
			isOpen: true,
			words: [
				say("arbitrum.offer.forced", { chain: profile.title }),
				say("arbitrum.offer.signed"),
				say("arbitrum.offer.delay", { delay }),
				say("arbitrum.offer.confirm", { wait }),
				...confirmationWords(profile, facts, seen),
			],
			lastsS: delay + wait,
		};
	},
	begin: async ({ account, token, amount: asked, begun }, context) => {
		const { profile } = context;
		if (token !== null)
			throw new Fault("bad-params", '"token": ether alone leaves this way');
		const transaction =
			begun === null ? null : ((await context.signed?.(begun)) ?? null);
		if (transaction === null)
			throw new Fault("bad-params", '"begun": signed here, on the chain');
		const { hash, amountWei } = signedWithdrawal(profile, account, transaction);
		if (hash !== begun)
			throw new Fault("bad-params", `"begun": ${hash} was found`);
		if (asked !== null && asked !== amountWei)
			throw new Fault("bad-params", `"amount": it withdraws ${amountWei}`);
		const { facts, seen } = await readSeen(account, context);
		if (facts.hasCode)
			throw new Fault("order-delegated", `${account} runs code`);
		return {
			v: 1,
			transaction,
			amountWei: amountWei.toString(),
			entry: null,
			taken: facts.delayedRead,
			forceableFrom: never,
			seen,
			last: nothingYet,
		};
	},
	look: async (before, { account, begun }, context) => {
		if (begun === null) throw new Fault("bad-params", '"begun" is missing');
		const { transaction } = before;
		const { facts, seen } = await readSeen(account, context);
		const entry = await findEntry(before.entry, account, transaction, context);
		const now = {
			...before,
			entry,
			taken: facts.delayedRead,
			forceableFrom:
				entry === null
					? never
					: blockOf(forceableFrom(facts.delays, entry.l1Block)),
			seen,
		};
		// the sequencer may have taken the transaction in any other manner
		return {
			...now,
			last: await lookForSend(
				before.last,
				account,
				begun,
				context,
				facts,
				({ sender, amountWei }) =>
					sender === account && String(amountWei) === before.amountWei,
			),
		};
	},
	stages: (now, _asked, { order, profile }) => [
		inboxStage(now, order("inbox"), profile),
		takenStage(now, order("taken"), mayForce(now)),
		...lastStages(
			now.last,
			now.seen,
			isTaken(now) || now.last.claimed !== null,
			order("pay"),
			profile,
		),
	],
	// what an endpoint says of it changes no step: the way to a root that L1 has does
	click: (now, _asked, { order }) =>
		now.last.proved === null
			? clickIn(now, order)
			: payClick(now.last, now.seen, order("pay")),
	outcome: ({ last }) => (last.paid?.isFinal === true ? "done" : "under-way"),
};
