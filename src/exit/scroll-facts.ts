// What L1 says, by proof, of a Scroll rollup that somebody wants to leave: what stands in the way, what the queue asks, how
// far the rollup is finalized. Read anew each time; nothing here is kept.

import { bigToBytes, type Hex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { Proxied, ScrollProfile } from "../l2/profile.ts";
import { numberedSlot } from "../l2/scroll-config.ts";
import { enqueuedAtS } from "../l2/scroll-queue.ts";
import {
	erc20Of,
	scrollExitOf,
	type TokenPair,
} from "../l2/scroll-withdrawal.ts";
import { emptyCodeHash } from "../state/account.ts";
import type { Wanted } from "../state/capture.ts";
import { mappingSlot, wordHex } from "../state/slot.ts";
import type { ExitL1 } from "./module.ts";

export type ScrollFacts = {
	/** The L1 block all of it is proved under. */
	readonly number: number;
	readonly timeS: number;
	readonly baseFeeWei: bigint;
	/** Does the account have code on L1: a contract's, or that of an EIP-7702 delegation? */
	readonly hasCode: boolean;
	readonly chainPaused: boolean;
	readonly gatewayPaused: boolean;
	readonly messengerPaused: boolean;
	/** Contracts that run another implementation than the profile names, by their names in it. */
	readonly changed: readonly string[];
	/** The most a transaction in the queue may ask for. */
	readonly mostGas: number;
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

/** A slot of L1 to be proved. */
export type Place = { readonly address: Hex; readonly slot: Hex };

const place = (slot: number): Hex => wordHex(BigInt(slot));

const bits = (word: bigint, from: bigint, count: bigint): bigint =>
	(word >> from) & ((1n << count) - 1n);

/** @throws l2-unknown-code above 2^53, which no contract that the profile knows counts to */
const small = (value: bigint, what: string): number => {
	if (value > BigInt(Number.MAX_SAFE_INTEGER))
		throw new Fault("l2-unknown-code", `${what} is ${value}`);
	return Number(value);
};

/** The words at these places under one block, in their order; as many as there are places. */
export const readPlaces = async (
	l1: ExitL1,
	places: readonly Place[],
	tag: "latest" | "final" = "latest",
): Promise<readonly bigint[]> => {
	if (places.length === 0) return [];
	const slots = new Map<Hex, Hex[]>();
	for (const { address, slot } of places) {
		const known = slots.get(address) ?? [];
		if (!known.includes(slot)) slots.set(address, [...known, slot]);
	}
	const wanted: readonly Wanted[] = [...slots].map(([address, some]) => ({
		address,
		slots: some,
	}));
	const { reads } = await l1.read(wanted, tag);
	const words = new Map(
		reads.flatMap((read) =>
			read.slots.map(
				({ value }) => [`${value.address} ${value.key}`, value.word] as const,
			),
		),
	);
	return places.map(({ address, slot }) => {
		const word = words.get(`${address} ${slot}`);
		if (word === undefined)
			throw new Fault("internal", `slot ${slot} of ${address} was not read`);
		return word;
	});
};

/** Where the queue keeps the entry at `index`. */
export const entryPlace = (profile: ScrollProfile, index: number): Place => ({
	address: profile.contracts.messageQueue.address,
	slot: numberedSlot(profile.slots.messageRollingHashes, index),
});

/** Where ScrollChain keeps the root of the messages of a batch. */
export const withdrawRootPlace = (
	profile: ScrollProfile,
	batchIndex: number,
): Place => ({
	address: profile.contracts.scrollChain.address,
	slot: numberedSlot(profile.slots.withdrawRoots, batchIndex),
});

/** Where ScrollChain keeps the state root of a batch: there for the last batch of each bundle that is finalized. */
export const stateRootPlace = (
	profile: ScrollProfile,
	batchIndex: number,
): Place => ({
	address: profile.contracts.scrollChain.address,
	slot: numberedSlot(profile.slots.finalizedStateRoots, batchIndex),
});

/** Where the messenger keeps whether a message was paid out. */
export const executedPlace = (profile: ScrollProfile, hash: Hex): Place => {
	const { contracts, slots } = scrollExitOf(profile);
	return {
		address: contracts.messenger.address,
		slot: mappingSlot(hash, BigInt(slots.messageExecuted)),
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
	const proxies: readonly (readonly [string, Proxied, readonly number[]])[] = [
		["rollup", contracts.scrollChain, [slots.paused, slots.miscData]],
		[
			"queue",
			contracts.messageQueue,
			[slots.nextMessage, slots.nextUnfinalizedMessage],
		],
		[
			"settings",
			contracts.systemConfig,
			[exit.slots.queueParameters, slots.enforcedBatch],
		],
		[
			"queue's gateway",
			exit.contracts.enforcedTxGateway,
			[exit.slots.gatewayPaused],
		],
		["messenger", exit.contracts.messenger, [exit.slots.messengerPaused]],
	];
	const erc20 = token === null ? null : { ...erc20Of(profile), ...token };
	const { basis, reads } = await l1.read(
		[
			...proxies.map(([, { address }, places]) => ({
				address,
				slots: [slots.implementation, ...places.map(place)],
			})),
			{ address: account, slots: [] },
			...(erc20 === null
				? []
				: [
						{
							address: erc20.l1Gateway.address,
							slots: [
								slots.implementation,
								mappingSlot(
									wordHex(BigInt(erc20.l1)),
									BigInt(erc20.tokenMapping),
								),
							],
						},
					]),
		],
		"latest",
	);
	const word = (proxy: number, at: number): bigint => {
		const slot = reads[proxy]?.slots[at];
		if (slot === undefined)
			throw new Fault("internal", `slot ${at} of ${proxy} was not read`);
		return slot.value.word;
	};
	const own = reads[proxies.length];
	if (own === undefined) throw new Fault("internal", "no account was read");
	const gateway = proxies.length + 1;
	const known: readonly (readonly [string, Proxied, number])[] = [
		...proxies.map(([name, proxy], i) => [name, proxy, i] as const),
		...(erc20 === null
			? []
			: [["gateway for tokens", erc20.l1Gateway, gateway] as const]),
	];
	const changed = known.flatMap(([name, { implementation }, i]) =>
		bits(word(i, 0), 0n, 160n) === BigInt(implementation) ? [] : [name],
	);
	const paysFor = erc20 === null ? 0n : word(gateway, 1);
	const misc = word(0, 2);
	const parameters = word(2, 1);
	const delays = word(2, 2);
	return {
		number: basis.value.blockNumber,
		timeS: basis.value.timestampS,
		baseFeeWei: basis.value.baseFeePerGasWei,
		hasCode: own.account.value.codeHash !== emptyCodeHash,
		chainPaused: bits(word(0, 1), 0n, 8n) !== 0n,
		gatewayPaused: bits(word(3, 1), 0n, 8n) !== 0n,
		messengerPaused: bits(word(4, 1), 0n, 8n) !== 0n,
		changed,
		mostGas: Number(bits(parameters, 0n, 32n)),
		overheadWei: bits(parameters, 32n, 112n),
		scalar: bits(parameters, 144n, 112n),
		queueDelayS: Number(bits(delays, 24n, 24n)),
		modeDelayS: Number(bits(delays, 0n, 24n)),
		enforcedMode: bits(misc, 161n, 1n) === 1n,
		lastFinalizedBatch: small(bits(misc, 64n, 64n), "the last batch"),
		lastFinalizedAtS: Number(bits(misc, 128n, 32n)),
		queueLength: small(word(1, 1), "the queue's length"),
		queueTaken: small(word(1, 2), "what was taken of the queue"),
		paysFor:
			paysFor === 0n ? null : toHex(bigToBytes(bits(paysFor, 0n, 160n), 20)),
	};
};

/** What a block that L1 cannot take back says: the last finalized batch, and how many entries finalized batches took. */
export const readFinal = async (
	{ contracts, slots }: ScrollProfile,
	l1: ExitL1,
): Promise<{ readonly batch: number; readonly queueTaken: number }> => {
	const [misc = 0n, taken = 0n] = await readPlaces(
		l1,
		[
			{ address: contracts.scrollChain.address, slot: place(slots.miscData) },
			{
				address: contracts.messageQueue.address,
				slot: place(slots.nextUnfinalizedMessage),
			},
		],
		"final",
	);
	return {
		batch: small(bits(misc, 64n, 64n), "the last batch"),
		queueTaken: small(taken, "what was taken of the queue"),
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
