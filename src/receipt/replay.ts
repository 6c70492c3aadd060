// Runs the steps of evidence again, one after the other, by a table of rules. It is told the rules and the anchors; what
// it gives back is verified in this realm, by this realm's own checks.

import type { Hex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import type { Json } from "../base/immutable.ts";
import {
	checkpointOf,
	type Evidence,
	idOf,
	stepId,
} from "../evidence/evidence.ts";
import { type AnyVerified, type Rule, Verified } from "../trust/verified.ts";

/** One rule, run again: from verified premises and a witness to what follows. @throws the fault of the check that fails */
export type RuleReplay<Tools> = (
	premises: readonly AnyVerified[],
	witness: Json,
	tools: Tools,
) => Promise<AnyVerified>;

/**
 * What evidence may hold. A call is not among it: to run one again takes an EVM, and the signer's realm has none. So no
 * order can rest on one, and a file that holds one is refused.
 */
export type ReplayedRule = Exclude<Rule, "evm-call" | "evm-simulation">;

export type RuleReplays<Tools> = {
	readonly [R in ReplayedRule]?: RuleReplay<Tools>;
};

/** Told how long each step took, for who wants to show it. */
export type Timing = {
	readonly ticksMs: () => number;
	readonly took: (stepId: Hex, ms: number) => void;
};

export type ReplayedEvidence = {
	readonly conclusions: readonly AnyVerified[];
	readonly network: string;
	readonly checkpoint: Hex;
	readonly steps: number;
};

const wrong = (place: number, why: string): Fault =>
	new Fault("evidence-step", `step ${place} ${why}`);

/**
 * True when it returns: every step follows from the ones before it, every step is needed for a conclusion, the one
 * checkpoint is the one the file names and it is among `anchors`.
 * @param anchors block roots the user accepted, or that were verified final from one of them
 * @throws evidence-step when the steps do not fit together, the rule's own fault when a check fails, evidence-anchor
 * when all is consistent but the checkpoint is not an anchor.
 */
export const replayEvidence = async <Tools>(
	file: Evidence,
	rules: RuleReplays<Tools>,
	tools: Tools,
	anchors: readonly Hex[],
	timing?: Timing,
): Promise<ReplayedEvidence> => {
	checkShape(file);
	const made: AnyVerified[] = [];
	const table = new Map(Object.entries(rules));
	for (const [place, step] of file.steps.entries()) {
		const premises = step.premises.map((at) => {
			const premise = made[at];
			if (premise === undefined) throw wrong(place, `rests on a later step`);
			return premise;
		});
		if (idOf(step.rule, premises.map(stepId), step.witness) !== step.id)
			throw wrong(place, `does not have the id ${step.id}`);
		const { rule } = step;
		const replay = table.get(rule);
		if (replay === undefined)
			throw wrong(place, `is by an unknown rule "${step.rule}"`);
		if ((premises.length === 0) !== (rule === "checkpoint"))
			throw wrong(place, `by ${rule} has ${premises.length} premises`);
		const began = timing?.ticksMs() ?? 0;
		made.push(await run(replay, premises, step.witness, tools, place, step.id));
		timing?.took(step.id, timing.ticksMs() - began);
		if (rule === "checkpoint") checkRoot(file, made[place], place);
	}
	// Only now: a file whose steps fail is wrong wherever it starts, one whose steps hold is at least consistent.
	if (!anchors.includes(file.checkpoint))
		throw new Fault(
			"evidence-anchor",
			`consistent, rooted at ${file.checkpoint}, not anchored`,
		);
	return {
		conclusions: file.conclusions.map((at) => {
			const conclusion = made[at];
			if (conclusion === undefined) throw wrong(at, "does not exist");
			return conclusion;
		}),
		network: file.network,
		checkpoint: file.checkpoint,
		steps: file.steps.length,
	};
};

/** Ids are unique, there is one checkpoint, and no step is there for nothing. */
const checkShape = (file: Evidence): void => {
	const last = file.steps.length - 1;
	const needed = new Set<number>();
	for (const at of file.conclusions) {
		if (at > last) throw wrong(at, "does not exist");
		needed.add(at);
	}
	for (let place = last; place >= 0; place--) {
		if (!needed.has(place)) throw wrong(place, "leads to no conclusion");
		for (const at of file.steps[place]?.premises ?? []) {
			if (at >= place) throw wrong(place, "rests on a later step");
			needed.add(at);
		}
	}
	if (new Set(file.steps.map(({ id }) => id)).size !== file.steps.length)
		throw new Fault("evidence-step", "a step is there twice");
	if (file.steps.filter(({ rule }) => rule === "checkpoint").length !== 1)
		throw new Fault("evidence-step", "not exactly one checkpoint");
};

const run = async <Tools>(
	replay: RuleReplay<Tools>,
	premises: readonly AnyVerified[],
	witness: Json,
	tools: Tools,
	place: number,
	id: Hex,
): Promise<AnyVerified> => {
	let concluded: AnyVerified;
	try {
		concluded = await replay(premises, witness, tools);
	} catch (thrown) {
		throw asFault(thrown, `step ${place} of the evidence`);
	}
	// A rule that read only part of its witness would let two files stand for one proof.
	if (!Verified.is(concluded) || stepId(concluded) !== id)
		throw wrong(place, "was run again and gave another step");
	return concluded;
};

const checkRoot = (
	file: Evidence,
	concluded: AnyVerified | undefined,
	place: number,
): void => {
	if (concluded === undefined) throw wrong(place, "does not exist");
	const { network, checkpoint } = checkpointOf(concluded);
	if (network !== file.network || checkpoint !== file.checkpoint)
		throw wrong(place, `starts from ${checkpoint} of ${network}`);
};
