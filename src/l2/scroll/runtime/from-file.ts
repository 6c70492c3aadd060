// What a journey out of Scroll takes over from a file, field by field. What it may cost to believe a field decides.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { ExitRequest } from "../../../exit/module.ts";
import type { ExitStep } from "../../exit-step.ts";
import { isOfScroll } from "../checks/exit.ts";
import type { ScrollProfile } from "../checks/profile.ts";
import { forceOf, type ScrollForcedState, withdrawalAt } from "./forced.ts";
import { hashOf, loaded, type MessageState, nothingYet } from "./state.ts";
import { pairOf } from "./token.ts";

/** Enough for the messenger and for a tree of any size, as long as the queue lets a transaction have it. */
export const usualGas = 400_000;
/** The queue asks for 21,000 and 40 for each of 164 bytes; the withdrawal itself runs on about 150,000. */
export const leastGas = 200_000;

type StoredWithdrawal = NonNullable<MessageState["message"]>["withdrawal"];

/**
 * The message with its proof stays where it is this journey's: its way to a root on L1 is checked at each look, and the nodes may
 * be gone. That it was paid, or that there is nothing, is read from L1 anew.
 */
const messageFrom = (
	{ message }: MessageState,
	isOurs: (withdrawal: StoredWithdrawal) => boolean,
): MessageState =>
	message === null || !isOurs(message.withdrawal)
		? nothingYet
		: { ...nothingYet, message };

/** For a withdrawal that was begun on the rollup: a message that pays this account. */
export const plainFrom = (last: MessageState, account: Hex): MessageState =>
	messageFrom(last, ({ recipient }) => recipient === account);

const isForced = (
	profile: ScrollProfile,
	account: Hex,
	state: ScrollForcedState,
	withdrawal: StoredWithdrawal,
): boolean =>
	hashOf(profile, loaded(withdrawal)) ===
	hashOf(profile, withdrawalAt(account, state, withdrawal.nonce));

/**
 * Token and amount are those that were asked for. The batch that was final when the journey began is not taken: from a later one
 * it would follow that nothing was withdrawn, and nothing here says which it was. The place in the queue is held against L1's words
 * at each look.
 * @throws bad-field for gas, token or amount that no such journey has
 */
export const forcedFrom = (
	state: ScrollForcedState,
	{ account, token, amount }: ExitRequest,
	profile: ScrollProfile,
): ScrollForcedState => {
	const { gasLimit, amountWei, fromEntry, queued, v } = state;
	if (gasLimit < leastGas || gasLimit > usualGas)
		throw new Fault("bad-field", `"gasLimit" of ${gasLimit}`);
	const pair = token === null ? undefined : pairOf(profile, token);
	if (
		amount === null ||
		amountWei !== amount.toString() ||
		state.token?.l1 !== pair?.l1 ||
		state.token?.l2 !== pair?.l2
	)
		throw new Fault("bad-field", "it withdraws something else than was asked");
	const bare: ScrollForcedState = {
		v,
		...(pair !== undefined && { token: pair }),
		amountWei,
		gasLimit,
		fromEntry,
		queued,
		queueTaken: 0,
		seen: null,
		last: nothingYet,
	};
	return {
		...bare,
		last: messageFrom(state.last, (one) =>
			isForced(profile, account, bare, one),
		),
	};
};

/** A payment of a message to this account. */
export const isPlainStep = (
	stage: string,
	step: ExitStep,
	account: Hex,
): boolean =>
	stage === "relay" &&
	isOfScroll(step) &&
	step.kind === "scroll-relay" &&
	step.recipient === account;

/** The journey's own transaction, whatever fee went along, or the payment of its message. */
export const isForcedStep = (
	stage: string,
	step: ExitStep,
	state: ScrollForcedState,
	{ account }: ExitRequest,
	profile: ScrollProfile,
): boolean => {
	if (!isOfScroll(step)) return false;
	if (stage === "force" && step.kind === "scroll-force") {
		const own = forceOf(state, step.feeWei);
		return (
			own.via === step.via &&
			own.token?.l1 === step.token?.l1 &&
			own.token?.l2 === step.token?.l2 &&
			own.amountWei === step.amountWei &&
			own.gasLimit === step.gasLimit
		);
	}
	if (stage !== "relay" || step.kind !== "scroll-relay") return false;
	const { kind: _, batchIndex: _batch, siblings: _path, ...withdrawal } = step;
	return (
		hashOf(profile, withdrawal) ===
		hashOf(profile, withdrawalAt(account, state, step.nonce))
	);
};
