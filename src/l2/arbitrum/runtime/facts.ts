// What L1 says, by proof, of an Arbitrum chain that somebody wants to leave: what stands in the way, what the delayed inbox has, what
// is confirmed. Read anew each time; nothing here is kept.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { ExitL1 } from "../../../exit/module.ts";
import type { L1Place } from "../../../exit/places.ts";
import { emptyCodeHash } from "../../../state/account.ts";
import * as s from "../../../state/storage-layout.ts";
import { joinWanted } from "../../../state/wanted.ts";
import { countOr, lookOf, numberIn } from "../../look.ts";
import { codeWanted, type Pinned, standingOf } from "../../pinned.ts";
import { type DelayRules, unpackDelays } from "../checks/delayed.ts";
import { arbitrumPinned } from "../checks/pinned.ts";
import { type ArbitrumProfile, arbitrumExitOf } from "../checks/profile.ts";

/** Contracts on L1 that an exit reads, by the names that the profile has for them. */
export const parts = [
	"rollup",
	"userLogic",
	"bridge",
	"sequencerInbox",
	"inbox",
	"outbox",
] as const;
export type ArbitrumPart = (typeof parts)[number];

export type ArbitrumFacts = {
	/** The L1 block all of it is proved under. */
	readonly number: number;
	readonly timeS: number;
	/** Does the account have code on L1: a contract's, or that of an EIP-7702 delegation? */
	readonly hasCode: boolean;
	/** Contracts that run other code than the profile names: what stands at their places is no fact. */
	readonly changed: readonly ArbitrumPart[];
	/** The inbox is paused, keeps a list of who may send, or is none that the bridge takes messages of. */
	readonly isInboxShut: boolean;
	/** The bridge lets the outbox pay nobody. */
	readonly isOutboxShut: boolean;
	readonly isRollupPaused: boolean;
	/** May anybody assert the chain's state? */
	readonly isOpen: boolean;
	readonly confirmPeriodBlocks: number;
	readonly latestConfirmed: Hex;
	/** Messages of the delayed inbox: how many there are, and how many batches took. */
	readonly delayed: number;
	readonly delayedRead: number;
	readonly delays: DelayRules;
};

/** The accumulator of the delayed inbox after the message at that place. */
export const accumulatorPlace = (
	{ contracts, slots }: ArbitrumProfile,
	index: number,
): L1Place => ({
	address: contracts.bridge.address,
	slot: s.listSlot(slots.delayedMessages, index),
});

/** InOutInfo: its place in a list, then whether it is allowed. */
const allowedSlot = (mapping: number, who: Hex): Hex =>
	s.nextSlot(s.mappingSlot(s.wordHex(who), mapping));

/** Where the values of an exit stand. */
const placesOf = (profile: ArbitrumProfile) => {
	const { contracts, slots } = profile;
	const exit = arbitrumExitOf(profile);
	const { rollup, bridge, sequencerInbox } = contracts;
	const { inbox, outbox } = exit.contracts;
	const at = ({ address }: { readonly address: Hex }, slot: number | Hex) => ({
		address,
		slot: typeof slot === "number" ? s.wordHex(slot) : slot,
	});
	return {
		paused: at(rollup, slots.paused),
		periods: at(rollup, slots.periods),
		latestConfirmed: at(rollup, slots.latestConfirmed),
		openness: at(rollup, slots.openness),
		delayed: at(bridge, slots.delayedMessages),
		inboxAllowed: at(
			bridge,
			allowedSlot(exit.slots.allowedInboxes, inbox.address),
		),
		outboxAllowed: at(
			bridge,
			allowedSlot(exit.slots.allowedOutboxes, outbox.address),
		),
		delayedRead: at(sequencerInbox, slots.delayedMessagesRead),
		delays: at(sequencerInbox, slots.delays),
		buffer: at(sequencerInbox, exit.slots.buffer),
		bufferRest: at(sequencerInbox, exit.slots.buffer + 1),
		inboxPaused: at(inbox, exit.slots.inboxPaused),
		inboxList: at(inbox, exit.slots.inboxList),
	} as const;
};

/** Both logics of the rollup's proxy are asked after: the second one in a slot of its own. */
const contractsOf = (profile: ArbitrumProfile): readonly Pinned[] => {
	const { rollup } = profile.contracts;
	return arbitrumPinned(profile).map((one) =>
		one.name === "userLogic"
			? {
					...one,
					address: rollup.address,
					codeHash: rollup.codeHash ?? null,
					behind: {
						implementation: profile.userLogic.address,
						codeHash: profile.userLogic.codeHash ?? null,
						slot: profile.slots.userLogic,
					},
					isAsked: false,
				}
			: one,
	);
};

/** No contract that the profile knows counts to 2^53. */
const count = countOr("l2-unknown-code");

/** @throws unverifiable-method when the profile names no way out, and what `read` throws */
export const readArbitrumFacts = async (
	profile: ArbitrumProfile,
	account: Hex,
	l1: ExitL1,
): Promise<ArbitrumFacts> => {
	const exit = arbitrumExitOf(profile);
	const all = contractsOf(profile);
	const places = placesOf(profile);
	const reading = await l1.read(
		joinWanted([
			...codeWanted(all),
			...Object.values(places).map(({ address, slot }) => ({
				address,
				slots: [slot],
			})),
			{ address: account, slots: [] },
		]),
		"latest",
	);
	const look = lookOf(reading);
	const word = (place: keyof typeof places): bigint => {
		const { address, slot } = places[place];
		const found = look.word(address, slot);
		if (found === null) throw new Fault("internal", `no "${place}" was read`);
		return found;
	};
	const own = look.account(account);
	if (own === null) throw new Fault("internal", "no account was read");
	const changed = parts.filter((part) => {
		const one = all.find(({ name }) => name === part);
		return one === undefined || standingOf(look, one).is !== "known";
	});
	const isKnown = (...some: readonly ArbitrumPart[]): boolean =>
		!some.some((part) => changed.includes(part));
	/** Other code may keep anything at a counter's place: what no counter reaches counts for nothing there. */
	const counted = (part: ArbitrumPart, place: keyof typeof places): number =>
		isKnown(part) ? count(word(place), place) : (numberIn(word(place)) ?? 0);
	const { value: block } = reading.basis;
	return {
		number: block.blockNumber,
		timeS: block.timestampS,
		hasCode: own.codeHash !== emptyCodeHash,
		changed,
		isInboxShut:
			(isKnown("inbox") &&
				(s.boolOf(word("inboxPaused")) || s.boolOf(word("inboxList"), 160))) ||
			(isKnown("bridge") && !s.boolOf(word("inboxAllowed"))),
		isOutboxShut: isKnown("bridge") && !s.boolOf(word("outboxAllowed")),
		isRollupPaused: isKnown("rollup", "userLogic") && s.boolOf(word("paused")),
		isOpen: s.boolOf(word("openness")),
		confirmPeriodBlocks: numberIn(s.bitsOf(word("periods"), 0, 64)) ?? 0,
		latestConfirmed: s.wordHex(word("latestConfirmed")),
		delayed: counted("bridge", "delayed"),
		delayedRead: counted("sequencerInbox", "delayedRead"),
		delays: unpackDelays(
			word("delays"),
			exit.isDelayBufferable ? [word("buffer"), word("bufferRest")] : null,
		),
	};
};
