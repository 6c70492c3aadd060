// eth_call and eth_estimateGas over proved state. What a call gives is concluded by the rule evm-call; it is the engine's
// own word that the machine ran rightly, so no evidence carries it and no order rests on it (receipt/replay.ts).

import { type Hex, toQuantity } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { basisOf } from "../state/account.ts";
import { isSlotRule, premiseSlot } from "../state/premises.ts";
import { wordHex } from "../state/storage-layout.ts";
import type { Slot } from "../state/values.ts";
import type { BlockBasis } from "../trust/grade.ts";
import { conclude, type Verified } from "../trust/verified.ts";
import {
	type CallBounds,
	type Hashed,
	openProver,
	type ProvedState,
	type Prover,
	usualBounds,
} from "./prove.ts";
import {
	type CallRequest,
	greatest,
	hasFork,
	intrinsicGas,
	least,
	mostTransactionGas,
} from "./rules.ts";
import type { RunOutcome, RunReport } from "./run.ts";

/** What was run, and at which block. */
export type CallSubject = {
	readonly at: BlockBasis;
	readonly from: Hex;
	readonly to: Hex | null;
	readonly valueWei: bigint;
	readonly data: Hex;
	/** The gas limit it ran with. */
	readonly gas: bigint;
};

/** What a call does at a verified block. */
export type CallResult = CallSubject & {
	readonly ended: RunOutcome;
	/** Why it halted, in the machine's words; null when it did not. */
	readonly why: string | null;
	/** What it returned, or reverted with. */
	readonly output: Hex;
	readonly gasUsed: bigint;
};

const concludeCall = (
	request: CallRequest,
	gas: bigint,
	{ ran, touched, known }: Awaited<ReturnType<Prover["run"]>>,
): Verified<CallResult> => {
	const { from, to, valueWei, data } = request;
	const { ended, why, output, gasUsed } = ran;
	const value = {
		at: basisOf(known.block.value),
		...{ from, to, valueWei, data, gas },
		...{ ended, why, output, gasUsed },
	};
	return conclude("evm-call", [known.block, ...touched], value, {
		from,
		to,
		value: toQuantity(valueWei),
		data,
		gas: toQuantity(gas),
		gasPrice: toQuantity(request.gasPriceWei),
		tip: request.tipWei === undefined ? null : toQuantity(request.tipWei),
	});
};

/** The prover at its block, and the gas that the call has there. */
const begin = async (
	state: ProvedState,
	request: CallRequest,
	signal: AbortSignal | undefined,
	bounds: CallBounds,
) => {
	const prover = openProver(state, request, bounds, signal);
	const { block } = await prover.block();
	const gas = least(
		request.gas ?? bounds.gas,
		BigInt(block.value.gasLimit),
		bounds.gas,
	);
	return { prover, gas };
};

/**
 * What the call gives at a verified block: every account, slot, code and block hash that it read is proved there, and the
 * rest of its block is out of the header's own bytes. A revert is an answer. Rule evm-call.
 * @throws call-failed when it cannot even begin; vm-unsupported; evm-bounds; cancelled; and whatever a proof that cannot
 * be had fails with: no-proof-window, not-anchored, …
 */
export const call = async (
	state: ProvedState,
	request: CallRequest,
	signal?: AbortSignal,
	bounds: CallBounds = usualBounds,
): Promise<Verified<CallResult>> => {
	const { prover, gas } = await begin(state, request, signal, bounds);
	return concludeCall(request, gas, await prover.run(gas));
};

/** Words that fit the narrowest type that balances have, uint96. */
const smallWords: readonly bigint[] = [
	0n,
	1n,
	0x5e47_a11f_0123_4567n,
	(1n << 96n) - 1n,
];
/** A word that overflows in any product, below the bit that some tokens keep a flag in. */
const wideWord = (1n << 254n) + 0x1357_9bdf_0246_8ace_1357_9bdf_0246_8ace_5n;

/** The wide word as it is, or its low end as a narrower type has it. */
const isWide = (output: Hex): boolean => {
	for (let bits = 96n; bits <= 256n; bits += 8n)
		if (output === wordHex(wideWord & ((1n << bits) - 1n))) return true;
	return false;
};
/** More slots with the returned word than this are not tried. */
const mostTried = 8;

/** The slots that a call read. */
export const slotsRead = (
	result: Verified<CallResult>,
): readonly Verified<Slot>[] =>
	result.premises.filter(({ rule }) => isSlotRule(rule)).map(premiseSlot);

/** The slot that the answer follows, whatever word stands in it; null where there is none among the candidates. */
const sourceOf = async (
	prover: Prover,
	gas: bigint,
	result: Verified<CallResult>,
	isCandidate: (slot: Slot) => boolean,
): Promise<Verified<Slot> | null> => {
	if (result.value.ended !== "returned") return null;
	const returned = slotsRead(result).filter(
		({ value }) =>
			wordHex(value.word) === result.value.output && isCandidate(value),
	);
	for (const source of returned.slice(0, mostTried)) {
		const { address, key } = source.value;
		/** What the code would return; null when it would not. */
		const answer = async (word: bigint): Promise<Hex | null> => {
			const ran = await prover.suppose(gas, { address, key, word });
			return ran?.ended === "returned" ? ran.output : null;
		};
		let follows = true;
		for (const word of smallWords)
			follows &&= (await answer(word)) === wordHex(word);
		// A share that is worth one unit today follows small words too.
		const wide = follows ? await answer(wideWord) : null;
		if (wide !== null && isWide(wide)) return source;
	}
	return null;
};

/**
 * As `call`, and the slot whose word the call returns, if it returns one as it stands: it is one that the call read, its
 * word is what was returned, and with other words in its place the code returns those. A zero shows nothing by itself: of
 * two slots that are zero, only the one that the answer follows is given. Null where there is none among the candidates.
 * @throws as `call`
 */
export const callOfSlot = async (
	state: ProvedState,
	request: CallRequest,
	isCandidate: (slot: Slot) => boolean,
	signal?: AbortSignal,
	bounds: CallBounds = usualBounds,
): Promise<{
	readonly result: Verified<CallResult>;
	readonly source: Verified<Slot> | null;
}> => {
	const { prover, gas } = await begin(state, request, signal, bounds);
	const result = concludeCall(request, gas, await prover.run(gas));
	return { result, source: await sourceOf(prover, gas, result, isCandidate) };
};

/** As `callOfSlot`, where a candidate is known by how its key came about. */
export const callOfHashedSlot = async (
	state: ProvedState,
	request: CallRequest,
	isCandidate: (slot: Slot, hashed: Hashed) => boolean,
	signal?: AbortSignal,
	bounds: CallBounds = usualBounds,
): Promise<{
	readonly result: Verified<CallResult>;
	readonly source: Verified<Slot> | null;
	readonly hashed: Hashed;
}> => {
	const { prover, gas } = await begin(state, request, signal, bounds);
	const result = concludeCall(request, gas, await prover.run(gas));
	const hashed = await prover.hashed(gas);
	const source = await sourceOf(prover, gas, result, (slot) =>
		isCandidate(slot, hashed),
	);
	return { result, source, hashed };
};

export type Estimate =
	/** The call succeeds with this limit, and with one less it does not. */
	| { readonly gas: bigint; readonly at: BlockBasis }
	/** It fails with the most it may have. */
	| { readonly failed: Verified<CallResult> };

/** What one frame keeps back of what it gives to another: EIP-150. */
const with63rd = (gas: bigint): bigint => (gas * 64n) / 63n + 2300n;

/** The most that the sender's balance pays for. */
const affordable = (
	request: CallRequest,
	balanceWei: bigint,
): bigint | null => {
	if (request.gasPriceWei === 0n) return null;
	const left = balanceWei - request.valueWei;
	return left < 0n ? 0n : left / request.gasPriceWei;
};

/**
 * The least gas limit with which the call succeeds at a verified block, by halving. Limits are tried over one block; where
 * a try needs a proof that only a newer one has, it is tried there again.
 * @throws as `call`, and call-failed when the sender cannot pay for any gas
 */
export const estimateGas = async (
	state: ProvedState,
	request: CallRequest,
	signal?: AbortSignal,
	bounds: CallBounds = usualBounds,
): Promise<Estimate> => {
	const prover = openProver(state, request, bounds, signal);
	const { block, accounts } = await prover.block();
	const rules = await prover.rules();
	const pays = affordable(
		request,
		accounts.get(request.from)?.value.balanceWei ?? 0n,
	);
	const most = least(
		request.gas ?? bounds.gas,
		BigInt(block.value.gasLimit),
		bounds.gas,
		...(hasFork(rules, "osaka") ? [mostTransactionGas] : []),
		...(pays === null ? [] : [pays]),
	);
	const first = await prover.run(most);
	if (first.ran.ended !== "returned")
		return { failed: concludeCall(request, most, first) };

	let { known } = first;
	const { paid, floor } = intrinsicGas(request, rules);
	const succeeds = async (gas: bigint): Promise<boolean> => {
		const tried = await prover.run(gas);
		known = tried.known;
		return tried.ran.ended === "returned";
	};
	/** Fails, or is less than may be asked for. */
	let fails = greatest(paid, floor) - 1n;
	let works = most;
	const narrow = async (gas: bigint): Promise<void> => {
		if (gas <= fails || gas >= works) return;
		if (await succeeds(gas)) works = gas;
		else fails = gas;
	};
	const needed: RunReport["gasBefore"] = first.ran.gasBefore;
	// Mostly what was used is enough, and one less is not; else what is kept back at each call is missing.
	await narrow(needed);
	await narrow(needed - 1n);
	await narrow(with63rd(needed));
	while (works - fails > 1n) await narrow((works + fails) / 2n);
	if (signal?.aborted) throw new Fault("cancelled", "the search was stopped");
	return { gas: works, at: basisOf(known.block.value) };
};
