// The map of a journey out of an OP rollup, the next click and the outcome, out of its state: pure. Words for somebody who
// fears for their money: what is done, what is waited for and until when, what could go wrong and what then.

import type {
	Click,
	ExitRequest,
	Outcome,
	Stage,
} from "../../../exit/module.ts";
import type { OpStep } from "../checks/step.ts";
import type { OpExitContext } from "./context.ts";
import { bondStages } from "./map-bond.ts";
import { payStages } from "./map-pay.ts";
import { proofStages } from "./map-proof.ts";
import { rootStage } from "./map-root.ts";
import type { Start } from "./start.ts";
import type { OpState } from "./state.ts";
import { viewOf } from "./view.ts";

export type OpMap = {
	readonly stages: readonly Stage[];
	/** The first that can be signed is the next. */
	readonly click: Click<OpStep> | null;
};

export const mapOp = (
	start: Start,
	state: OpState,
	asked: ExitRequest,
	context: Pick<OpExitContext, "profile" | "order">,
): OpMap => {
	const view = viewOf(state, asked, context);
	const stages = [
		...start.stages(view),
		rootStage(view),
		...proofStages(view),
		...payStages(view),
		...bondStages(view),
	];
	const next = stages.find(({ click }) => click !== null)?.click ?? null;
	return {
		stages: stages.map(({ stage }) => stage),
		click: state.isReverted ? null : next,
	};
};

/** Where it ends: paid for good, with nothing outstanding; or failed on the rollup. */
export const outcomeOf = ({
	facts,
	isReverted,
}: Pick<OpState, "facts" | "isReverted">): Outcome => {
	if (isReverted) return "impossible";
	if (facts === null || !facts.isFinalizedForGood) return "under-way";
	if (facts.message !== null && !facts.isRelayedForGood) return "under-way";
	const { own } = facts;
	const isBondOut =
		own !== null &&
		own.game.status !== "challenger wins" &&
		(own.game.status === "in progress" || own.creditWei !== "0");
	return isBondOut ? "under-way" : "done";
};
