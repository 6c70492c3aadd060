// eth_call and eth_estimateGas, for sites and for steps of exits, and orders tried before they are signed: the words of JSON-RPC, the chain's proofs and the machine, brought together.

import { whenAborted } from "../base/abort.ts";
import type { Hex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import type { Precompiling } from "../crypto/kernel.ts";
import { call, estimateGas } from "../evm/call.ts";
import { kernelPrecompiles } from "../evm/precompiles.ts";
import type { ProvedState } from "../evm/prove.ts";
import type { CallRequest, EvmRules } from "../evm/rules.ts";
import { type Simulation, simulate } from "../evm/simulate.ts";
import {
	likelyRange,
	type RangeOptions,
	type SimulatedTransaction,
} from "../evm/simulate-request.ts";
import { mostFaultData } from "../protocol/channel.ts";
import type { CallWords } from "../protocol/methods.ts";
import type { Execution } from "../source/execution.ts";
import type { Asker, Lane } from "../source/lanes.ts";
import type { Pool } from "../source/pool.ts";
import type { Clock } from "../source/ports.ts";
import { openTurns, type TurnLimits, type Turns } from "../source/turns.ts";
import { checkHeader, hasParents, premiseHeader } from "../state/header.ts";
import type { Header } from "../state/values.ts";
import { openHeaderCache, walkBack } from "../state/walk.ts";
import type { Verified } from "../trust/verified.ts";
import { passed } from "./in-time.ts";
import type { Reader, Tag } from "./reader.ts";
import { reasonInWords } from "./rpc-words.ts";

export type Calls = {
	/** What the call returns at the tag's verified block. @throws call-reverted with its data, call-failed, and what `call` throws */
	readonly call: (words: CallWords, tag: Tag) => Promise<Hex>;
	/** The least gas limit. @param over what is proved already, else the tag's block. @throws as `call` */
	readonly estimate: (
		words: CallWords,
		tag: Tag,
		over?: ProvedState,
	) => Promise<bigint>;
	/**
	 * What an order would do, at both ends of the range, on the newest proved block; `foretoldOf` is what travels of it.
	 * @param over what is proved of that block already
	 * @throws what `simulate` throws, evm-bounds when it takes too long
	 */
	readonly simulate: (
		order: SimulatedTransaction,
		range: SimulatedTimes,
		over?: ProvedState,
	) => Promise<Verified<Simulation>>;
};

/** How long blocks are apart, and how long after the proved one the order may still be mined. */
export type SimulatedTimes = Pick<RangeOptions, "slotS" | "withinS">;

export type CallTools = {
	readonly reader: Reader;
	readonly pool: Pool<Execution>;
	readonly clock: Clock;
	/** @throws vm-unsupported */
	readonly rules: (timestampS: number) => EvmRules;
	/** Computes the curves that code asks for. */
	readonly kernel: Precompiling;
};

/** A question that takes longer is given up: heads that have to be waited for come within it, or not at all. */
const mostMs = 120_000;
/** How long a node's hint is waited for. */
const hintMs = 2_000;

/** So many calls of sites run at once; they ask for dozens in one breath, and each holds a state in memory. */
const mostRunning = 3;
const mostRunningASite = 2;
const mostWaiting = 512;
const mostWaitingASite = 128;

const turnsFor = (
	most: number,
	mostAnOrigin: number,
	waiting: number,
	waitingAnOrigin: number,
): TurnLimits => ({
	most,
	mostAnOrigin,
	mostAPlace: most,
	mostSize: 0,
	mostSizeAnOrigin: 0,
	waiting,
	waitingAnOrigin,
});

const nobody: Hex = `0x${"0".repeat(40)}`;

/** @throws bad-params for what contradicts itself, unverifiable-method for what changes the state the call runs on */
export const requestOf = (words: CallWords, chainId: number): CallRequest => {
	const { data, input, gasPrice, maxFeePerGas } = words;
	if (data !== undefined && input !== undefined && data !== input)
		throw new Fault("bad-params", '"data" and "input" differ');
	if (gasPrice !== undefined && maxFeePerGas !== undefined)
		throw new Fault("bad-params", 'both "gasPrice" and "maxFeePerGas"');
	if (words.chainId !== undefined && words.chainId !== BigInt(chainId))
		throw new Fault(
			"bad-params",
			`"chainId" is ${words.chainId}, the site is on ${chainId}`,
		);
	// The kinds that say no more than the fields do run alike; the others bring what no field here carries.
	if (words.type !== undefined && words.type > 2n)
		throw new Fault(
			"unverifiable-method",
			`a call of type 0x${words.type.toString(16)}`,
		);
	// Elsewhere it changes nothing; here it chooses the address of what is created.
	if (words.nonce !== undefined && (words.to ?? null) === null)
		throw new Fault("unverifiable-method", 'a creation with "nonce"');
	for (const name of ["authorizationList", "blobVersionedHashes"] as const)
		if (words[name] !== undefined)
			throw new Fault("unverifiable-method", `a call with "${name}"`);
	return {
		from: words.from ?? nobody,
		to: words.to ?? null,
		valueWei: words.value ?? 0n,
		data: input ?? data ?? "0x",
		gas: words.gas ?? null,
		gasPriceWei: gasPrice ?? maxFeePerGas ?? 0n,
		...(maxFeePerGas === undefined
			? {}
			: { tipWei: words.maxPriorityFeePerGas ?? 0n }),
		accessList: (words.accessList ?? []).map(({ address, storageKeys }) => ({
			address,
			slots: storageKeys,
		})),
	};
};

const headerWitness = d.record({
	rlp: d.optional(d.nullable(d.hexUpTo(65_536))),
});

/** The chain's proofs as the machine asks for them. Exported for tests. */
export const provedStateOf = (
	{ reader, pool, clock, rules, kernel }: CallTools,
	tag: Tag,
): ProvedState => {
	const headerCache = openHeaderCache();
	/** Of the block that was asked for last: all calls of one head run on it, and a header is large. */
	let last: { readonly hash: Hex; readonly rlp: Promise<Hex> } | null = null;

	const headerBytes: ProvedState["headerBytes"] = async (block, signal) => {
		const { rlp } = headerWitness(block.witness, "witness");
		if (rlp !== undefined && rlp !== null) return rlp;
		const { blockHash: hash } = block.value;
		if (last?.hash === hash) return last.rlp;
		const asked = pool.first(async ({ client }) => {
			const { value } = await client.header({ hash }, signal);
			checkHeader(value.rlp, hash);
			return value.rlp;
		});
		last = { hash, rlp: asked };
		asked.catch(() => {
			if (last?.rlp === asked) last = null;
		});
		return asked;
	};
	/** The bytes of the block that will be read most likely, asked for while the hint is: what comes of it is looked at then. */
	const askAhead = (signal: AbortSignal | undefined): void => {
		reader
			.basis(tag)
			.then(async (basis) => {
				if (hasParents(basis)) await headerBytes(premiseHeader(basis), signal);
			})
			.catch(() => {});
	};

	return {
		read: async (wanted, at, signal) => {
			const { basis, reads } = await reader.read(wanted, at ?? tag, signal);
			// NUMBER, TIMESTAMP, BLOCKHASH and the rest would be numbers that an endpoint made up
			if (!hasParents(basis))
				throw new Fault(
					"unverifiable-method",
					`L1 names no block of chain ${reader.chainId}, only its state`,
				);
			return { basis, reads };
		},
		headerBytes,
		ancestor: (block: Verified<Header>, number, signal) =>
			walkBack(block, number, pool, headerCache, signal),
		hint: async (request, signal) => {
			const [member] = pool.active();
			if (member === undefined) return [];
			askAhead(signal);
			const late = new AbortController();
			const leave = whenAborted(signal, () => late.abort());
			// A node that knows no such method, or says no, costs a round; it has told no lie.
			const asked = member.client
				.accessHint(request, late.signal)
				.then(({ value }) => value)
				.catch(() => []);
			const waited = passed(clock, hintMs, late.signal)
				.then(() => [])
				.catch(() => []);
			try {
				return await Promise.race([asked, waited]);
			} finally {
				late.abort();
				leave();
			}
		},
		rules,
		precompiles: kernelPrecompiles(kernel),
	};
};

const reverted = (output: Hex): Fault =>
	new Fault(
		"call-reverted",
		reasonInWords(output),
		null,
		output.length > 2 + 2 * mostFaultData ? "0x" : output,
	);

/** Turns at the machine, for all chains together. */
export type CallTurns = { readonly [L in Lane]: Turns };

/** A lane for each who asks, and a place in it that no other lane takes: a person's step runs, whatever sites ask. */
export const openCallTurns = (): CallTurns => ({
	order: openTurns(turnsFor(2, 2, 64, 64)),
	sync: openTurns(turnsFor(1, 1, 64, 64)),
	screen: openTurns(turnsFor(1, 1, 64, 64)),
	site: openTurns(
		turnsFor(mostRunning, mostRunningASite, mostWaiting, mostWaitingASite),
	),
});

/** @param asker who waits for what it gives */
export const openCalls = (
	tools: CallTools,
	asker: Asker,
	turns: CallTurns,
): Calls => {
	/** @throws evm-bounds when it takes too long, too-many, cancelled when nobody waits any more */
	const inTime = async <T>(
		work: (signal: AbortSignal) => Promise<T>,
	): Promise<T> => {
		const { lane, origin, signal: gone } = asker;
		const leave = await turns[lane].take({ origin, signal: gone });
		const stop = new AbortController();
		const done = new AbortController();
		passed(tools.clock, mostMs, done.signal).then(
			() => stop.abort(),
			() => {},
		);
		const leaveTab = whenAborted(gone, () => stop.abort());
		try {
			return await work(stop.signal);
		} catch (thrown) {
			if (gone?.aborted) throw new Fault("cancelled", "nobody waits for it");
			if (stop.signal.aborted)
				throw new Fault("evm-bounds", `not done within ${mostMs / 1000} s`);
			throw thrown;
		} finally {
			done.abort();
			leaveTab();
			leave();
		}
	};

	return {
		simulate: (order, times, over = provedStateOf(tools, "latest")) =>
			inTime((signal) => {
				const range = { ...times, mostFeeWei: order.gasPriceWei };
				return simulate(
					over,
					order,
					(block) => likelyRange(block, range),
					signal,
				);
			}),
		call: (words, tag) =>
			inTime(async (signal) => {
				const request = requestOf(words, tools.reader.chainId);
				const { value } = await call(
					provedStateOf(tools, tag),
					request,
					signal,
				);
				if (value.ended === "reverted") throw reverted(value.output);
				if (value.ended === "halted")
					throw new Fault("call-failed", value.why ?? "it halted");
				return value.output;
			}),
		estimate: (words, tag, over = provedStateOf(tools, tag)) =>
			inTime(async (signal) => {
				const request = requestOf(words, tools.reader.chainId);
				const estimate = await estimateGas(over, request, signal);
				if ("gas" in estimate) return estimate.gas;
				const { ended, output, gas, why } = estimate.failed.value;
				if (ended === "reverted") throw reverted(output);
				throw new Fault(
					"call-failed",
					`${why ?? "it halted"} with a gas limit of ${gas}`,
				);
			}),
	};
};
