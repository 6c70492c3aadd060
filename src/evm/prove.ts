// From a call to a run whose every read is proved: run over what is known, ask for the proofs of what was missing, all at
// once, and run again. It must not know whose state it is or how proofs are asked for.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { keccakHex } from "../crypto/hash.ts";
import type { ProofRequest } from "../source/execution.ts";
import type { WantedAccount } from "../state/capture.ts";
import { hasParents, premiseHeader } from "../state/header.ts";
import type { Header } from "../state/values.ts";
import type { Verified } from "../trust/verified.ts";
import {
	ProvedBlock,
	type ReadPremises,
	type ReadProof,
	Wants,
} from "./known.ts";
import type { MachineOptions, RunState } from "./machine.ts";
import type { Precompiles } from "./precompiles.ts";
import type { CallRequest, EvmRules } from "./rules.ts";
import {
	type RunBounds,
	type RunReport,
	runOver,
	type SlotOverride,
} from "./run.ts";
import { checkWanted } from "./yield.ts";

/** Where proofs come from. All of it is verified already; only the hint is a claim. */
export type ProvedState = {
	/**
	 * All of `wanted` under one verified block: with `at` under that very block, else under one that was asked for from the
	 * beginning, which may be a newer one than before.
	 * @throws no-proof-window and the like where it cannot
	 */
	readonly read: (
		wanted: readonly WantedAccount[],
		at: number | null,
		signal?: AbortSignal,
	) => Promise<{
		readonly basis: Verified<Header>;
		readonly reads: readonly ReadProof[];
	}>;
	/** The bytes of the block's header, as somebody states them. */
	readonly headerBytes: (
		block: Verified<Header>,
		signal?: AbortSignal,
	) => Promise<Hex>;
	/** The block's ancestor at that height, by parent hashes. */
	readonly ancestor: (
		block: Verified<Header>,
		number: number,
		signal?: AbortSignal,
	) => Promise<Verified<Header>>;
	/** What somebody says the call will read. It saves rounds and decides nothing. Throws nothing. */
	readonly hint: (
		request: CallRequest,
		signal?: AbortSignal,
	) => Promise<readonly ProofRequest[]>;
	/** The chain's rules at that time. @throws vm-unsupported, unknown-fork */
	readonly rules: (timestampS: number) => EvmRules;
	readonly precompiles: Precompiles;
};

export type CallBounds = RunBounds & {
	/** How often proofs are asked for. */
	readonly rounds: number;
	/** Accounts, slots and ancestors in all. */
	readonly keys: number;
	/** Of what is hinted, at most. */
	readonly hinted: number;
	/** Slots of one account: an answer with more proofs is larger than what is taken from an endpoint. */
	readonly slots: number;
	/** Bytes of code in all. */
	readonly codeBytes: number;
	/** More gas than this is run for nobody. */
	readonly gas: bigint;
};

export const usualBounds: CallBounds = {
	steps: 5_000_000,
	lookAhead: 200_000,
	rounds: 48,
	keys: 2_000,
	hinted: 500,
	slots: 256,
	codeBytes: 4_000_000,
	gas: 50_000_000n,
};

/** Inputs of KECCAK256 that a key of a slot may come of, by their hashes. */
export type Hashed = ReadonlyMap<Hex, Uint8Array>;
/** A key and a slot, or two keys; nothing longer makes a key in the layouts there are. */
const mostHashedBytes = 96;
const mostHashed = 2_048;

/** What was tried over what is known: what came of it, or what it would have needed. */
export type Attempt<T> =
	| (T & { readonly void: false })
	| { readonly void: true; readonly missing: Wants };

/** Over what is known, runs again and again, each with its gas limit, and asks for what is missing in between. */
export type Prover = {
	/** @throws what runOver throws, evm-bounds, and what the proofs fail with */
	readonly run: (gasLimit: bigint) => Promise<{
		readonly ran: RunReport;
		readonly touched: ReadPremises;
		readonly known: ProvedBlock;
		readonly rules: EvmRules;
	}>;
	/**
	 * As `run`, for any work over one block: it is tried again over more, until it lacks nothing.
	 * @param attempt with the instructions that it may still do when it is void, to learn what it will want
	 */
	readonly until: <T>(
		attempt: (known: ProvedBlock, lookAhead: number) => Promise<Attempt<T>>,
	) => Promise<{ readonly result: T; readonly known: ProvedBlock }>;
	/**
	 * What the code would say if another word stood in that slot, over what is known: nothing is concluded from it. Null
	 * where it would read what is not proved, or ends in a bound.
	 */
	readonly suppose: (
		gasLimit: bigint,
		supposed: SlotOverride,
	) => Promise<RunReport | null>;
	/** What the run hashed, over what is known, by the hash: how the keys of its slots came about. Empty where it would be void. */
	readonly hashed: (gasLimit: bigint) => Promise<Hashed>;
	/** The block that runs stand on until one needs a proof that only a newer one has. */
	readonly block: () => Promise<ProvedBlock>;
	readonly rules: () => Promise<EvmRules>;
};

const tooMuch = (what: string): Fault => new Fault("evm-bounds", what);

/** What was found wrong tells more than that the second way did not work either. */
const tellingOf = (first: unknown, second: unknown): unknown =>
	first instanceof Fault && first.kind === "disproved" ? first : second;

/** Not worth asking elsewhere: nobody was at fault, or the question itself. */
const isFinal = (thrown: unknown): boolean =>
	!(thrown instanceof Fault) ||
	thrown.code === "cancelled" ||
	thrown.kind === "internal" ||
	thrown.code === "evm-bounds";

const orElse = async <T>(
	first: () => Promise<T>,
	second: () => Promise<T>,
): Promise<T> => {
	try {
		return await first();
	} catch (thrown) {
		if (isFinal(thrown)) throw thrown;
		try {
			return await second();
		} catch (again) {
			throw isFinal(again) ? again : tellingOf(thrown, again);
		}
	}
};

const takeHint = async (
	state: ProvedState,
	request: CallRequest,
	bounds: CallBounds,
	signal: AbortSignal | undefined,
): Promise<Wants> => {
	const wants = new Wants();
	for (const one of await state.hint(request, signal)) {
		if (wants.size + 1 + one.slots.length > bounds.hinted) break;
		if (one.slots.length <= bounds.slots) wants.add(one);
	}
	return wants;
};

/** How proofs are asked for, in so many rounds at most. */
const openLearning = (
	state: ProvedState,
	bounds: CallBounds,
	signal: AbortSignal | undefined,
) => {
	let rounds = 0;

	const check = (now: ProvedBlock): ProvedBlock => {
		let bytes = 0;
		for (const { value } of now.codes.values()) bytes += value.bytes.length / 2;
		if (bytes > bounds.codeBytes) throw tooMuch(`${bytes} bytes of code`);
		return now;
	};

	const learnInto = async (
		now: ProvedBlock,
		wants: Wants,
		reads: readonly ReadProof[],
	): Promise<ProvedBlock> => {
		for (const read of reads) now.learn(read);
		for (const number of wants.ancestors)
			now.ancestors.set(
				number,
				await state.ancestor(now.block, number, signal),
			);
		return check(now);
	};

	const asWanted = (wants: Wants): readonly WantedAccount[] =>
		wants.requests().map((one) => ({ ...one, code: true }));

	/** What is still missing, under the block that is known already. */
	const addTo = async (
		now: ProvedBlock,
		wants: Wants,
	): Promise<ProvedBlock> => {
		const lacking = now.lacks(wants);
		const asked = asWanted(lacking);
		const reads =
			asked.length === 0
				? []
				: (await state.read(asked, now.block.value.blockNumber, signal)).reads;
		return learnInto(now, lacking, reads);
	};

	/** All of it under one block, whichever now has it. */
	const afresh = async (wants: Wants): Promise<ProvedBlock> => {
		const { basis, reads } = await state.read(asWanted(wants), null, signal);
		if (!hasParents(basis))
			throw new Fault(
				"vm-unsupported",
				"of the block nothing but its state is proved: code could read the rest",
			);
		const block = premiseHeader(basis);
		const now = new ProvedBlock(block, await state.headerBytes(block, signal));
		return learnInto(now, wants, reads);
	};

	/** What is wanted, beside what is known by now. */
	return async (
		now: ProvedBlock | null,
		wants: Wants,
	): Promise<ProvedBlock> => {
		checkWanted(signal);
		if (++rounds > bounds.rounds)
			throw tooMuch(`proofs were asked for ${bounds.rounds} times`);
		if (wants.size > bounds.keys) throw tooMuch(`${wants.size} proofs`);
		for (const { address, slots } of wants.requests())
			if (slots.length > bounds.slots)
				throw tooMuch(`${slots.length} slots of ${address}`);
		return now === null
			? afresh(wants)
			: orElse(
					() => addTo(now, wants),
					() => afresh(wants),
				);
	};
};

/** The call as it is proved: what it needs, what is hinted that it needs, and what is known by now. */
class CallProver implements Prover {
	readonly #state: ProvedState;
	readonly #request: CallRequest;
	readonly #bounds: CallBounds;
	readonly #signal: AbortSignal | undefined;
	readonly #learning: ReturnType<typeof openLearning>;
	readonly #needed = new Wants();
	#hinted: Wants | null = null;
	#known: ProvedBlock | null = null;

	constructor(
		state: ProvedState,
		request: CallRequest,
		bounds: CallBounds,
		signal: AbortSignal | undefined,
	) {
		this.#state = state;
		this.#request = request;
		this.#bounds = bounds;
		this.#signal = signal;
		this.#learning = openLearning(state, bounds, signal);
		this.#needed.account(request.from);
		if (request.to !== null) this.#needed.account(request.to);
		for (const declared of request.accessList) this.#needed.add(declared);
	}

	#learn(wants: Wants): Promise<ProvedBlock> {
		return this.#learning(this.#known, wants);
	}

	/** With what is hinted; without, where that alone cannot be proved. */
	async #learnAll(): Promise<ProvedBlock> {
		this.#hinted ??= await takeHint(
			this.#state,
			this.#request,
			this.#bounds,
			this.#signal,
		);
		if (this.#hinted.size === 0) return this.#learn(this.#needed);
		const both = new Wants();
		both.addAll(this.#needed);
		both.addAll(this.#hinted);
		return orElse(
			() => this.#learn(both),
			() => {
				this.#hinted = new Wants();
				return this.#learn(this.#needed);
			},
		);
	}

	#rulesAt({ block: { value } }: ProvedBlock): EvmRules {
		return this.#state.rules(value.timestampS);
	}

	#runOn(
		now: ProvedBlock,
		gasLimit: bigint,
		lookAhead: number,
		supposed?: SlotOverride,
		paid: NonNullable<MachineOptions["paid"]> = new Map(),
	) {
		const { precompiles } = this.#state;
		return runOver(
			now,
			this.#request,
			gasLimit,
			this.#rulesAt(now),
			{ ...this.#bounds, lookAhead, precompiles, paid },
			this.#signal,
			supposed,
		);
	}

	readonly block = async (): Promise<ProvedBlock> => {
		this.#known ??= await this.#learnAll();
		return this.#known;
	};

	readonly rules = async (): Promise<EvmRules> =>
		this.#rulesAt(await this.block());

	readonly suppose: Prover["suppose"] = async (gasLimit, supposed) => {
		const now = await this.block();
		try {
			const result = await this.#runOn(now, gasLimit, 0, supposed);
			return result.void ? null : result.ran;
		} catch (thrown) {
			if (thrown instanceof Fault && thrown.code === "evm-bounds") return null;
			throw thrown;
		}
	};

	readonly hashed: Prover["hashed"] = async (gasLimit) => {
		const found = new Map<Hex, Uint8Array>();
		const keccak = ({ stack, memory }: RunState): void => {
			const [offset = 0n, length = 0n] = stack.peek(2);
			if (length > BigInt(mostHashedBytes) || found.size >= mostHashed) return;
			const input = memory.read(Number(offset), Number(length));
			found.set(keccakHex(input), input);
		};
		const result = await this.#runOn(
			await this.block(),
			gasLimit,
			0,
			undefined,
			new Map([[0x20, keccak]]),
		);
		return result.void ? new Map() : found;
	};

	readonly until: Prover["until"] = async (attempt) => {
		for (;;) {
			const known = await this.block();
			const result = await attempt(known, this.#bounds.lookAhead);
			if (!result.void) return { result, known };
			const before = this.#needed.size;
			this.#needed.addAll(result.missing);
			if (this.#needed.size === before && known.lacks(this.#needed).size === 0)
				throw new Fault("internal", "a void run that misses nothing");
			this.#known = await this.#learnAll();
		}
	};

	readonly run: Prover["run"] = async (gasLimit) => {
		const { result, known } = await this.until<{
			readonly ran: RunReport;
			readonly touched: ReadPremises;
		}>((now, lookAhead) => this.#runOn(now, gasLimit, lookAhead));
		return { ...result, known, rules: this.#rulesAt(known) };
	};
}

export const openProver = (
	state: ProvedState,
	request: CallRequest,
	bounds: CallBounds,
	signal?: AbortSignal,
): Prover => new CallProver(state, request, bounds, signal);
