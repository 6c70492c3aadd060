// The stages of a journey out of an Arbitrum chain that both ways end with, on the map and as a click: the confirmed assertion, and
// the ether on L1. Pure.

import type { Click, Stage, StageOrder } from "../../../exit/module.ts";
import { isUnderWay, lastTry, stageOf } from "../../../exit/stage.ts";
import type { AmountParam, Message } from "../../../protocol/message.ts";
import { amountIn } from "../../units.ts";
import { arbitrumMessage as say } from "../checks/codes.ts";
import { type ArbitrumStep, arbitrumTitle } from "../checks/exit.ts";
import type { ArbitrumProfile } from "../checks/profile.ts";
import type { ArbitrumPart } from "./facts.ts";
import {
	type ArbitrumSeen,
	executeOf,
	type SendState,
	type StoredWithdrawal,
} from "./state.ts";

const partNames = {
	rollup: say("arbitrum.part.rollup"),
	userLogic: say("arbitrum.part.rollup"),
	bridge: say("arbitrum.part.bridge"),
	sequencerInbox: say("arbitrum.part.sequencer-inbox"),
	inbox: say("arbitrum.part.inbox"),
	outbox: say("arbitrum.part.outbox"),
} as const satisfies { readonly [part in ArbitrumPart]: Message };

/** That contracts run other code than this wallet knows; null while all of it is known. */
export const changedWords = (seen: ArbitrumSeen | null): Message | null =>
	seen === null || seen.changed.length === 0
		? null
		: say("arbitrum.changed", {
				contracts: [...new Set(seen.changed.map((part) => partNames[part]))],
			});

export const withdrawn = (
	profile: ArbitrumProfile,
	{ amountWei }: Pick<StoredWithdrawal, "amountWei">,
): AmountParam => amountIn(profile, null, BigInt(amountWei));

/** Seconds between blocks of L1, for people. */
export const l1BlockS = 12;

const confirmedStage = (
	{ proved, told }: SendState,
	seen: ArbitrumSeen | null,
	isSeen: boolean,
): Stage => {
	const title = say("arbitrum.confirmed.stage");
	if (proved !== null)
		return stageOf("confirmed", title, "done", say("arbitrum.confirmed.done"), {
			doneS: proved.foundS,
			risk: changedWords(seen),
			proof: say("arbitrum.confirmed.proof", {
				index: proved.withdrawal.index,
				root: proved.sendRoot,
			}),
		});
	const risk = say("arbitrum.confirmed.risk");
	if (!isSeen || seen === null)
		return stageOf(
			"confirmed",
			title,
			"later",
			say("arbitrum.confirmed.later"),
			{ risk },
		);
	const waits = seen.isRollupPaused
		? say("arbitrum.confirmed.paused")
		: seen.hasRivals
			? say("arbitrum.confirmed.rivals")
			: say("arbitrum.confirmed.waits", {
					wait: seen.confirmPeriodBlocks * l1BlockS,
				});
	return stageOf(
		"confirmed",
		title,
		"waiting",
		[waits, ...(told === null ? [] : [told])],
		{ risk },
	);
};

const payStage = (
	{ proved, paid }: SendState,
	seen: ArbitrumSeen | null,
	order: StageOrder | null,
	profile: ArbitrumProfile,
): Stage => {
	const title = say("arbitrum.pay.stage");
	if (paid !== null)
		return stageOf(
			"pay",
			title,
			"done",
			paid.isFinal ? say("arbitrum.pay.final") : say("arbitrum.pay.done"),
			{
				doneS: paid.atS,
				proof: say("arbitrum.pay.proof", { index: paid.withdrawal.index }),
			},
		);
	const risk = changedWords(seen) ?? say("arbitrum.pay.risk");
	const stage = (state: Stage["state"], words: Stage["words"]): Stage =>
		stageOf("pay", title, state, words, { risk });
	if (proved === null) return stage("later", say("arbitrum.pay.later"));
	if (isUnderWay(order, seen?.number ?? null))
		return stage("waiting", say("arbitrum.pay.on-its-way"));
	if (seen?.hasCode === true) return stage("waiting", say("arbitrum.code"));
	if (seen?.isOutboxShut === true)
		return stage("waiting", say("arbitrum.pay.shut"));
	return stage("yours", [
		...lastTry(order),
		say("arbitrum.pay.offer", { what: withdrawn(profile, proved.withdrawal) }),
	]);
};

/** The last two stages. @param isSeen may the withdrawal have run on the chain? */
export const lastStages = (
	last: SendState,
	seen: ArbitrumSeen | null,
	isSeen: boolean,
	order: StageOrder | null,
	profile: ArbitrumProfile,
): readonly [Stage, Stage] => [
	confirmedStage(last, seen, isSeen),
	payStage(last, seen, order, profile),
];

/** The click that has it paid out; null while it is not time. */
export const payClick = (
	{ proved, paid }: SendState,
	seen: ArbitrumSeen | null,
	order: StageOrder | null,
): Click<ArbitrumStep> | null => {
	if (proved === null || paid !== null || seen === null) return null;
	if (seen.hasCode || seen.isOutboxShut || isUnderWay(order, seen.number))
		return null;
	const step = executeOf(proved);
	return { stage: "pay", label: arbitrumTitle(step), step };
};
