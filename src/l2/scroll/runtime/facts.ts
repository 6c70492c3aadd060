// What L1 says, by proof, of a Scroll rollup that somebody wants to leave: what stands in the way, what the queue asks, how
// far the rollup is finalized. Read anew each time; nothing here is kept.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { ExitL1 } from "../../../exit/module.ts";
import type { L1Place } from "../../../exit/places.ts";
import { emptyCodeHash } from "../../../state/account.ts";
import type { WantedAccount } from "../../../state/capture.ts";
import * as s from "../../../state/storage-layout.ts";
import { joinWanted } from "../../../state/wanted.ts";
import { countOr, type FactReading, lookOf } from "../../look.ts";
import { codeWanted, type Pinned, pinned, standingOf } from "../../pinned.ts";
import type { Proxied } from "../../profile.ts";
import { numberedSlot } from "../checks/config.ts";
import { unpackEnforcedDelays, unpackMiscData } from "../checks/layout.ts";
import type { ScrollProfile } from "../checks/profile.ts";
import { enqueuedAtS } from "../checks/queue.ts";
import { erc20Of, scrollExitOf, type TokenPair } from "../checks/withdrawal.ts";

export type ScrollFacts = {
	/** The L1 block all of it is proved under. */
	readonly number: number;
	readonly timeS: number;
	readonly baseFeeWei: bigint;
	/** Does the account have code on L1: a contract's, or that of an EIP-7702 delegation? */
	readonly hasCode: boolean;
	/** Of the three: by code that the profile knows. False is no promise. */
	readonly chainPaused: boolean;
	readonly gatewayPaused: boolean;
	readonly messengerPaused: boolean;
	/** Contracts that run other code than the profile names: `isStrange` asks after one. */
	readonly changed: readonly string[];
	/** The most a transaction in the queue may ask for; null where the code that keeps it is not known. */
	readonly mostGas: number | null;
	readonly overheadWei: bigint;
	readonly scalar: bigint;
	readonly queueDelayS: number;
	readonly modeDelayS: number;
	readonly enforcedMode: boolean;
	readonly lastFinalizedBatch: number;
	readonly lastFinalizedAtS: number;
	/** Entries of the queue: how many there are, and how many finalized batches took. */
	readonly queueLength: number;
	readonly queueTaken: number;
	/** What L1's gateway has the token of L1 paid for so far, where one was asked after: none before its first withdrawal. */
	readonly paysFor: Hex | null;
};

/** No contract that the profile knows counts to 2^53. */
const count = countOr("l2-unknown-code");

/** Where the queue keeps the entry at `index`. */
export const entryPlace = (profile: ScrollProfile, index: number): L1Place => ({
	address: profile.contracts.messageQueue.address,
	slot: numberedSlot(profile.slots.messageRollingHashes, index),
});

/** Where ScrollChain keeps the root of the messages of a batch. */
export const withdrawRootPlace = (
	profile: ScrollProfile,
	batchIndex: number,
): L1Place => ({
	address: profile.contracts.scrollChain.address,
	slot: numberedSlot(profile.slots.withdrawRoots, batchIndex),
});

/** Where ScrollChain keeps the state root of a batch: there for the last batch of each bundle that is finalized. */
export const stateRootPlace = (
	profile: ScrollProfile,
	batchIndex: number,
): L1Place => ({
	address: profile.contracts.scrollChain.address,
	slot: numberedSlot(profile.slots.finalizedStateRoots, batchIndex),
});

/** Where the messenger keeps whether a message was paid out. */
export const executedPlace = (profile: ScrollProfile, hash: Hex): L1Place => {
	const { contracts, slots } = scrollExitOf(profile);
	return {
		address: contracts.messenger.address,
		slot: s.mappingSlot(hash, slots.messageExecuted),
	};
};

/** Contracts on L1 that an exit reads, by the names that journeys keep them under. */
export type ScrollPart =
	| "rollup"
	| "queue"
	| "settings"
	| "queue's gateway"
	| "messenger"
	| "gateway for tokens";

/**
 * Does the contract run other code than the profile names? A zero in it proves nothing then, and a pause that it shows is none:
 * what the word at a place means is known of known code alone.
 */
export const isStrange = (
	{ changed }: { readonly changed: readonly string[] },
	part: ScrollPart,
): boolean => changed.includes(part);

/** Those whose code is not the profile's: proxy, where it delegates to, and what stands there. */
const strangeIn = (
	reading: FactReading,
	all: readonly Pinned[],
): readonly string[] => {
	const look = lookOf(reading);
	return all.flatMap((one) =>
		standingOf(look, one).is === "known" ? [] : [one.name],
	);
};

/** What the facts rest on, under the name it has there. */
const contractsOf = (
	profile: ScrollProfile,
	tokenGateway: Proxied | null,
): readonly Pinned[] => {
	const { scrollChain, messageQueue, systemConfig } = profile.contracts;
	const { enforcedTxGateway, messenger } = scrollExitOf(profile).contracts;
	const parts: readonly (readonly [ScrollPart, Proxied])[] = [
		["rollup", scrollChain],
		["queue", messageQueue],
		["settings", systemConfig],
		["queue's gateway", enforcedTxGateway],
		["messenger", messenger],
		...(tokenGateway === null
			? []
			: [["gateway for tokens", tokenGateway] as const]),
	];
	return parts.map(([part, contract]) => pinned(part, contract));
};

const wordsWanted = (profile: ScrollProfile): readonly WantedAccount[] => {
	const { contracts, slots } = profile;
	const exit = scrollExitOf(profile);
	const { scrollChain, messageQueue, systemConfig } = contracts;
	const { enforcedTxGateway, messenger } = exit.contracts;
	return [
		{
			address: scrollChain.address,
			slots: [s.wordHex(slots.paused), s.wordHex(slots.miscData)],
		},
		{
			address: messageQueue.address,
			slots: [
				s.wordHex(slots.nextMessage),
				s.wordHex(slots.nextUnfinalizedMessage),
			],
		},
		{
			address: systemConfig.address,
			slots: [
				s.wordHex(exit.slots.queueParameters),
				s.wordHex(slots.enforcedBatch),
			],
		},
		{
			address: enforcedTxGateway.address,
			slots: [s.wordHex(exit.slots.gatewayPaused)],
		},
		{
			address: messenger.address,
			slots: [s.wordHex(exit.slots.messengerPaused)],
		},
	];
};

/** What is paused. Only known code says so: a word of other code stops nobody. */
const pausesOf = (
	profile: ScrollProfile,
	word: (contract: Proxied, slot: Hex) => bigint,
	isKnown: (part: ScrollPart) => boolean,
): Pick<ScrollFacts, "chainPaused" | "gatewayPaused" | "messengerPaused"> => {
	const { contracts, slots } = profile;
	const exit = scrollExitOf(profile);
	const { enforcedTxGateway, messenger } = exit.contracts;
	const isPaused = (part: ScrollPart, of: Proxied, slot: number): boolean =>
		isKnown(part) && s.boolOf(word(of, s.wordHex(slot)));

	return {
		chainPaused: isPaused("rollup", contracts.scrollChain, slots.paused),
		gatewayPaused: isPaused(
			"queue's gateway",
			enforcedTxGateway,
			exit.slots.gatewayPaused,
		),
		messengerPaused: isPaused(
			"messenger",
			messenger,
			exit.slots.messengerPaused,
		),
	};
};

/** @throws unverifiable-method when the profile names no way out, and what `read` throws */
export const readScrollFacts = async (
	profile: ScrollProfile,
	account: Hex,
	l1: ExitL1,
	token: TokenPair | null = null,
): Promise<ScrollFacts> => {
	const { contracts, slots } = profile;
	const exit = scrollExitOf(profile);
	const { scrollChain, messageQueue, systemConfig } = contracts;
	const erc20 = token === null ? null : { ...erc20Of(profile), ...token };
	const all = contractsOf(profile, erc20?.l1Gateway ?? null);
	const paysForSlot =
		erc20 === null
			? null
			: s.mappingSlot(s.wordHex(erc20.l1), erc20.tokenMapping);
	const reading = await l1.read(
		joinWanted([
			...codeWanted(all),
			...wordsWanted(profile),
			...(erc20 === null || paysForSlot === null
				? []
				: [{ address: erc20.l1Gateway.address, slots: [paysForSlot] }]),
			{ address: account, slots: [] },
		]),
		"latest",
	);
	const { basis } = reading;
	const look = lookOf(reading);
	const word = ({ address }: Proxied, slot: Hex): bigint => {
		const found = look.word(address, slot);
		if (found === null)
			throw new Fault("internal", `slot ${slot} of ${address} was not read`);
		return found;
	};
	const own = look.account(account);
	if (own === null) throw new Fault("internal", "no account was read");
	const changed = strangeIn(reading, all);
	const isKnown = (part: ScrollPart): boolean => !isStrange({ changed }, part);
	const misc = unpackMiscData(word(scrollChain, s.wordHex(slots.miscData)));
	const parameters = word(systemConfig, s.wordHex(exit.slots.queueParameters));
	const delays = unpackEnforcedDelays(
		word(systemConfig, s.wordHex(slots.enforcedBatch)),
	);
	/** Other code may keep anything at a counter's place: what no counter reaches counts for nothing there. */
	const counted = (part: ScrollPart, value: bigint, what: string): number =>
		isKnown(part) || value <= BigInt(Number.MAX_SAFE_INTEGER)
			? count(value, what)
			: 0;
	const queued = (slot: number, what: string): number =>
		counted("queue", word(messageQueue, s.wordHex(slot)), what);
	const paysFor =
		erc20 === null || paysForSlot === null
			? 0n
			: word(erc20.l1Gateway, paysForSlot);
	return {
		number: basis.value.blockNumber,
		timeS: basis.value.timestampS,
		baseFeeWei: basis.value.baseFeePerGasWei,
		hasCode: own.codeHash !== emptyCodeHash,
		...pausesOf(profile, word, isKnown),
		changed,
		mostGas: isKnown("settings") ? Number(s.bitsOf(parameters, 0, 32)) : null,
		overheadWei: s.bitsOf(parameters, 32, 112),
		scalar: s.bitsOf(parameters, 144, 112),
		...delays,
		enforcedMode: isKnown("rollup") && misc.enforcedMode,
		lastFinalizedBatch: counted(
			"rollup",
			misc.lastFinalizedBatch,
			"the last batch",
		),
		lastFinalizedAtS: misc.lastFinalizedAtS,
		queueLength: queued(slots.nextMessage, "the queue's length"),
		queueTaken: queued(
			slots.nextUnfinalizedMessage,
			"what was taken of the queue",
		),
		paysFor: paysFor === 0n ? null : s.lowAddress(paysFor),
	};
};

/**
 * What a block that L1 cannot take back says: the last finalized batch, and how many entries finalized batches took; null where
 * rollup or queue run other code there than the profile names.
 */
export const readFinal = async (
	{ contracts, slots }: ScrollProfile,
	l1: ExitL1,
): Promise<{ readonly batch: number; readonly queueTaken: number } | null> => {
	const { scrollChain, messageQueue } = contracts;
	const all = [pinned("rollup", scrollChain), pinned("queue", messageQueue)];
	const at = {
		misc: s.wordHex(slots.miscData),
		taken: s.wordHex(slots.nextUnfinalizedMessage),
	};
	const reading = await l1.read(
		joinWanted([
			...codeWanted(all),
			{ address: scrollChain.address, slots: [at.misc] },
			{ address: messageQueue.address, slots: [at.taken] },
		]),
		"final",
	);
	if (strangeIn(reading, all).length > 0) return null;
	const look = lookOf(reading);
	const misc = look.word(scrollChain.address, at.misc) ?? 0n;
	const taken = look.word(messageQueue.address, at.taken) ?? 0n;
	return {
		batch: count(unpackMiscData(misc).lastFinalizedBatch, "the last batch"),
		queueTaken: count(taken, "what was taken of the queue"),
	};
};

/** The queue's price is per unit of this. Source: L1MessageQueueV2.sol, PRECISION, estimateL2BaseFee. */
const precision = 10n ** 18n;
/** L1's base fee may rise until the transaction is in a block. What is too much comes back. */
const headroom = 3n;

/** What to send along for a transaction with so much gas: rounded up to three digits that can be read. */
export const queueFeeWei = (
	{
		baseFeeWei,
		overheadWei,
		scalar,
	}: Pick<ScrollFacts, "baseFeeWei" | "overheadWei" | "scalar">,
	gasLimit: number,
): bigint => {
	const fee =
		BigInt(gasLimit) *
		((headroom * baseFeeWei * scalar) / precision + overheadWei);
	const unit = 10n ** BigInt(Math.max(0, fee.toString().length - 3));
	return ((fee + unit - 1n) / unit) * unit;
};

/** What one unit of gas costs at the block of the facts: the contract's own estimate. */
export const queueBaseFeeWei = ({
	baseFeeWei,
	overheadWei,
	scalar,
}: Pick<ScrollFacts, "baseFeeWei" | "overheadWei" | "scalar">): bigint =>
	(baseFeeWei * scalar) / precision + overheadWei;

/** Since when anyone may finalize in the operator's place, by L1's clock, as far as the oldest waiting entry is known. */
export const othersMayFromS = (
	facts: ScrollFacts,
	oldestWaiting: bigint | null,
): number => {
	const bySilence = facts.lastFinalizedAtS + facts.modeDelayS;
	if (oldestWaiting === null || oldestWaiting === 0n) return bySilence;
	return Math.min(bySilence, enqueuedAtS(oldestWaiting) + facts.queueDelayS);
};
