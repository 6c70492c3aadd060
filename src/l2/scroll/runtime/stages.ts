// The last stages of a journey out of Scroll, on the map and as a click: the message's proof, and the ether on L1. Pure.

import { contractAlertMessage } from "../../../exit/codes.ts";
import type { Click, Stage, StageOrder } from "../../../exit/module.ts";
import { isUnderWay, lastTry, stageOf } from "../../../exit/stage.ts";
import type { AmountParam, Message } from "../../../protocol/message.ts";
import { amountIn } from "../../units.ts";
import { scrollMessage } from "../checks/codes.ts";
import type { ScrollRelay, ScrollStep } from "../checks/exit.ts";
import type { ScrollProfile } from "../checks/profile.ts";
import { isStrange, type ScrollPart } from "./facts.ts";
import { loaded, type MessageState, type SeenState } from "./state.ts";

/** An amount of what fees are paid in: the rollup's coin, which is L1's. */
export const ether = (profile: ScrollProfile, wei: string): AmountParam =>
	amountIn(profile, null, BigInt(wei));

const partNames: ReadonlyMap<string, Message> = new Map(
	Object.entries({
		rollup: scrollMessage("scroll.part.rollup"),
		queue: scrollMessage("scroll.part.queue"),
		settings: scrollMessage("scroll.part.settings"),
		"queue's gateway": scrollMessage("scroll.part.queue-gateway"),
		messenger: scrollMessage("scroll.part.messenger"),
		"gateway for tokens": scrollMessage("scroll.part.token-gateway"),
	} satisfies { readonly [part in ScrollPart]: Message }),
);

/** One that a file names and this release does not know keeps the name it has there. */
const contractsIn = ({ changed }: SeenState): readonly Message[] =>
	changed.map(
		(name) => partNames.get(name) ?? contractAlertMessage("name.own", { name }),
	);

export const changedWords = (seen: SeenState | null): Message | null =>
	seen === null || seen.changed.length === 0
		? null
		: scrollMessage("scroll.changed", { contracts: contractsIn(seen) });

/** The same where there is little room: in an offer. Nothing while all code is known. */
export const changedBriefly = (seen: SeenState): readonly Message[] =>
	seen.changed.length === 0
		? []
		: [scrollMessage("scroll.offer.changed", { contracts: contractsIn(seen) })];

/** Does a contract run other code than the profile names, as far as it was looked at? */
const isOdd = (seen: SeenState | null, part: ScrollPart): boolean =>
	seen !== null && isStrange(seen, part);

/** The last two stages where it is proved that nothing was withdrawn. */
const nothingStages = ({
	batchIndex,
	leaves,
}: NonNullable<MessageState["nothing"]>): readonly [Stage, Stage] => [
	stageOf(
		"message",
		scrollMessage("scroll.nothing.stage"),
		"failed",
		scrollMessage("scroll.nothing.done"),
		{
			risk: scrollMessage("scroll.nothing.risk"),
			proof: scrollMessage("scroll.nothing.proof", {
				messages: leaves.length,
				batch: batchIndex,
			}),
		},
	),
	stageOf(
		"relay",
		scrollMessage("scroll.nothing.relay.stage"),
		"skipped",
		scrollMessage("scroll.nothing.relay"),
	),
];

/** Of the token that it brings, or of ether. */
const isOfToken = ({ message, paid }: MessageState): boolean =>
	(message?.withdrawal ?? paid?.withdrawal)?.token !== undefined;

/** 1.5 ETH, or of its token. */
export const withdrawnAmount = (
	profile: ScrollProfile,
	{ token, amountWei }: NonNullable<MessageState["paid"]>["withdrawal"],
): AmountParam => amountIn(profile, token?.l2 ?? null, BigInt(amountWei));

const messageStage = (
	{ message, paid, told }: MessageState,
	seen: SeenState | null,
	isTaken: boolean,
): Stage => {
	const title = scrollMessage("scroll.message.stage");
	const proof =
		message === null
			? null
			: scrollMessage("scroll.message.proof", {
					nonce: message.withdrawal.nonce,
					batch: message.proof.batchIndex,
				});
	if (message !== null && paid === null && isOdd(seen, "rollup"))
		return stageOf(
			"message",
			title,
			"waiting",
			scrollMessage("scroll.message.unsure"),
			{ risk: changedWords(seen) },
		);
	if (message !== null || paid !== null)
		return stageOf(
			"message",
			title,
			"done",
			scrollMessage("scroll.message.found"),
			{ doneS: message?.foundS ?? null, risk: changedWords(seen), proof },
		);
	const risk = scrollMessage("scroll.message.risk");
	return isTaken
		? stageOf(
				"message",
				title,
				"waiting",
				told ?? scrollMessage("scroll.message.looked-for"),
				{ risk },
			)
		: stageOf(
				"message",
				title,
				"later",
				scrollMessage("scroll.message.later"),
				{ risk },
			);
};

const paidStage = (
	paid: NonNullable<MessageState["paid"]>,
	message: MessageState["message"],
	seen: SeenState | null,
	title: Message,
): Stage =>
	stageOf(
		"relay",
		title,
		"done",
		paid.isFinal
			? scrollMessage("scroll.pay.final")
			: scrollMessage("scroll.pay.done"),
		{
			doneS: paid.atS,
			risk: isOdd(seen, "messenger")
				? scrollMessage("scroll.pay.risk-strange")
				: null,
			proof:
				message === null
					? scrollMessage("scroll.pay.proof-told")
					: scrollMessage("scroll.pay.proof", {
							nonce: message.withdrawal.nonce,
						}),
		},
	);

const relayStage = (
	last: MessageState,
	seen: SeenState | null,
	order: StageOrder | null,
	profile: ScrollProfile,
): Stage => {
	const { message, paid } = last;
	const title = isOfToken(last)
		? scrollMessage("scroll.pay.stage-token")
		: scrollMessage("scroll.pay.stage-ether");
	if (paid !== null) return paidStage(paid, message, seen, title);
	const risk = isOfToken(last)
		? scrollMessage("scroll.pay.risk-token")
		: scrollMessage("scroll.pay.risk-ether");
	const stage = (state: Stage["state"], words: Stage["words"]): Stage =>
		stageOf("relay", title, state, words, { risk });
	if (message === null)
		return stage("later", scrollMessage("scroll.pay.later"));
	if (isUnderWay(order, seen?.number ?? null))
		return stage("waiting", scrollMessage("scroll.pay.on-its-way"));
	if (seen?.messengerPaused === true)
		return stage("waiting", scrollMessage("scroll.pay.paused"));
	const what = withdrawnAmount(profile, message.withdrawal);
	return stage("yours", [
		...lastTry(order),
		scrollMessage("scroll.pay.offer", { what }),
	]);
};

/** The last two stages: the proof of the message, and the ether on L1. */
export const lastStages = (
	last: MessageState,
	seen: SeenState | null,
	isTaken: boolean,
	order: StageOrder | null,
	profile: ScrollProfile,
): readonly [Stage, Stage] =>
	last.nothing !== undefined && isTaken
		? nothingStages(last.nothing)
		: [
				messageStage(last, seen, isTaken),
				relayStage(last, seen, order, profile),
			];

/** The click that has the message paid out; null while it is not time. */
export const relayClick = (
	last: MessageState,
	seen: SeenState | null,
	order: StageOrder | null,
): Click<ScrollStep> | null => {
	const { message, paid } = last;
	if (message === null || paid !== null || seen === null) return null;
	if (
		seen.hasCode ||
		seen.messengerPaused ||
		isUnderWay(order, seen?.number ?? null)
	)
		return null;
	const { withdrawal, proof } = message;
	const step: ScrollRelay = {
		kind: "scroll-relay",
		...loaded(withdrawal),
		batchIndex: proof.batchIndex,
		siblings: proof.siblings,
	};
	return {
		stage: "relay",
		label: scrollMessage(
			withdrawal.token === undefined
				? "scroll.relay.title-ether"
				: "scroll.relay.title-token",
		),
		step,
	};
};
