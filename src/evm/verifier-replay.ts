// Verifier replay: a validity proof put to the rollup's own verifier, its pinned code run alone on this device. What the
// proof says, and whether the code is the one that L1 runs, is not known here: replay-route.ts proves the second, and who
// calls computes the first (ARCHITECTURE.md, "Roots of a layer 2").

import { fromHex, type Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { Accepts } from "../recheck/replay-profile.ts";
import type { Verifier } from "../recheck/replay-route.ts";
import { premiseBy, type Verified } from "../trust/verified.ts";
import type { Precompiles } from "./precompiles.ts";
import { runPure } from "./pure.ts";

export type VerifierReplay = {
	/** All code that the run may enter, each with its address. */
	readonly contracts: readonly { readonly address: Hex; readonly code: Hex }[];
	/** Which of them is called. */
	readonly entry: Hex;
	readonly input: Hex;
	/** More than a genuine proof takes: a verifier that needs more does not accept. */
	readonly gas: bigint;
	readonly accepts: Accepts;
	readonly signal?: AbortSignal;
	/** As runPure takes them: by a kernel's curve. */
	readonly precompiles?: Precompiles;
};

export type VerifierRun = { readonly gasUsed: bigint };

const isTrue = (output: Hex): boolean => /^0x0{63}1$/.test(output);

/**
 * The verifier accepts this input: it returned true, one word and no more, or did not revert.
 * @throws recheck-failed when it does anything else, running out of gas included; replay-impure when what it does depends
 * on more than its code and the input; evm-bounds, cancelled; RangeError when the entry has no code, which accepts all
 */
export const replayVerifier = async (
	replay: VerifierReplay,
): Promise<VerifierRun> => {
	const { contracts, accepts, precompiles, signal, ...run } = replay;
	const entered = contracts.find(({ address }) => address === run.entry);
	if (entered === undefined || fromHex(entered.code).length === 0)
		throw new RangeError(`"entry" has no code among "contracts"`);
	const { ok, output, gasUsed } = await runPure({
		...run,
		contracts,
		...(signal === undefined ? {} : { signal }),
		...(precompiles === undefined ? {} : { precompiles }),
	});
	if (ok && (accepts === "does-not-revert" || isTrue(output)))
		return { gasUsed };
	const how = ok
		? "returns"
		: gasUsed >= run.gas
			? "runs out of gas with"
			: "reverts with";
	throw new Fault(
		"recheck-failed",
		`the verifier ${run.entry} ${how} ${output.slice(0, 74)}`,
	);
};

export type ReplayQuestion = {
	readonly input: Hex;
	readonly signal?: AbortSignal;
	readonly precompiles?: Precompiles;
};

/** The verifier that L1 routes to accepts this input. @throws what replayVerifier throws */
export const replayBy = (
	verifier: Verified<Verifier>,
	question: ReplayQuestion,
): Promise<VerifierRun> => {
	const { contracts, entry, gas, accepts } = premiseBy<Verifier>(
		verifier,
		"verifier",
	).value;
	return replayVerifier({ ...question, contracts, entry, gas, accepts });
};
