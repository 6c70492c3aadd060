// What a transaction would do, run over proved state before it is signed. It is concluded by the rule evm-simulation; that the
// machine ran rightly is the engine's own word, so no evidence carries it (receipt/replay.ts), and what it says is shown apart
// from what the signer read.

import { type Hex, toQuantity } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import {
	type Foretold,
	type ForetoldRun,
	mostCallers,
} from "../protocol/foretold.ts";
import { basisOf } from "../state/account.ts";
import type { Header } from "../state/values.ts";
import { conclude, type Verified } from "../trust/verified.ts";
import type { CallSubject } from "./call.ts";
import type { ReadPremises } from "./known.ts";
import {
	type Attempt,
	type CallBounds,
	openProver,
	type ProvedState,
	usualBounds,
} from "./prove.ts";
import { mostTransactionGas } from "./rules.ts";
import type {
	SimulatedRange,
	SimulatedTransaction,
} from "./simulate-request.ts";
import {
	type SimulationRun,
	type SimulationRunBounds,
	simulateOver,
} from "./simulate-run.ts";

export type SimulationBounds = CallBounds & SimulationRunBounds;

/** Wide enough for what people sign, swaps over several pools among it; narrow enough that no order keeps the engine busy. */
export const simulationBounds: SimulationBounds = {
	...usualBounds,
	gas: mostTransactionGas,
	frames: 2_048,
	events: 1_024,
	written: 64,
	// the dearest honest answers, of tokens that earn interest, take a third of it
	questionGas: 300_000n,
};

/** What a transaction would do at a verified block, at both ends of the likely range. */
export type Simulation = CallSubject &
	Foreseen & {
		readonly nonce: bigint;
	};

type Foreseen = {
	readonly early: ForetoldRun;
	readonly late: ForetoldRun;
	readonly callers: readonly Hex[];
};

type BothEnds = Foreseen & {
	readonly touched: ReadPremises;
	readonly range: SimulatedRange;
};

const both = (
	early: Attempt<SimulationRun>,
	late: Attempt<SimulationRun>,
	range: SimulatedRange,
): Attempt<BothEnds> => {
	if (early.void) return early;
	if (late.void) return late;
	const callers = [...new Set([...early.callers, ...late.callers])];
	if (callers.length > mostCallers)
		throw new Fault(
			"evm-bounds",
			`more than ${mostCallers} contracts that call others`,
		);
	return {
		void: false,
		early: early.ran,
		late: late.ran,
		callers,
		touched: new Set([...early.touched, ...late.touched]),
		range,
	};
};

/**
 * What the transaction does when it is mined: every account, slot, code and block hash that it reads, and the tokens' answers
 * about the account, is proved at one block. A revert is an answer. Rule evm-simulation.
 * @param rangeOf the blocks to try, after the proved one
 * @throws call-failed where no block would take it; vm-unsupported; evm-bounds, with the bound; cancelled; and whatever a
 * proof that cannot be had fails with
 */
export const simulate = async (
	state: ProvedState,
	request: SimulatedTransaction,
	rangeOf: (block: Header) => SimulatedRange,
	signal?: AbortSignal,
	bounds: SimulationBounds = simulationBounds,
): Promise<Verified<Simulation>> => {
	if (request.gas > bounds.gas)
		throw new Fault("evm-bounds", `gas ${request.gas}, at most ${bounds.gas}`);
	const prover = openProver(state, request, bounds, signal);
	const { result, known } = await prover.until<BothEnds>(
		async (now, lookAhead) => {
			const range = rangeOf(now.block.value);
			const runAt = (ahead: SimulatedRange["early"]) =>
				simulateOver({
					known: now,
					request,
					ahead,
					rules: state.rules(ahead.timestampS),
					precompiles: state.precompiles,
					bounds: { ...bounds, lookAhead },
					signal,
				});
			const early = await runAt(range.early);
			// What the late one would want beside is mostly nothing: it waits until the early one lacks nothing.
			return early.void ? early : both(early, await runAt(range.late), range);
		},
	);
	const { early, late, callers, touched, range } = result;
	const { from, to, valueWei, data, gas, nonce } = request;
	return conclude(
		"evm-simulation",
		[known.block, ...touched],
		{
			at: basisOf(known.block.value),
			...{ from, to, valueWei, data, gas, nonce },
			...{ early, late, callers },
		},
		{
			from,
			to,
			value: toQuantity(valueWei),
			data,
			gas: toQuantity(gas),
			nonce: toQuantity(nonce),
			gasPrice: toQuantity(request.gasPriceWei),
			tip: request.tipWei === undefined ? null : toQuantity(request.tipWei),
			early: toQuantity(range.early.number),
			late: toQuantity(range.late.number),
		},
	);
};

/** As it travels beside an order. */
export const foretoldOf = ({
	value: { at, early, late, callers },
}: Verified<Simulation>): Foretold => ({
	blockNumber: at.blockNumber,
	blockHash: at.blockHash,
	grade: at.grade,
	early,
	late,
	callers: [...callers],
});
