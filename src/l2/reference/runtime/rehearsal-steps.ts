// What can be signed in a rehearsal on the reference rollup: the deposit first, then what the escape from the small account
// asks for. It never asks for the freeze. Pure.

import type { Click } from "../../../exit/module.ts";
import { isAhead } from "../../../exit/stage.ts";
import type { ReferenceStep } from "../checks/exit.ts";
import type { StageContext } from "./context.ts";
import type { RehearsalState } from "./rehearsal-state.ts";
import {
	isFrozen,
	isHeldBack,
	isOverdue,
	labelOf,
	type StageStep,
	stepsOf,
} from "./steps.ts";

/** Is the deposit still to be made, and may it be? A second one is not offered where the first has succeeded. */
const isDepositDue = (
	{ deposit, noRoom, place }: RehearsalState,
	{ profile, order }: StageContext,
): boolean =>
	deposit === null &&
	place.index === null &&
	place.deposits.length === 0 &&
	noRoom === null &&
	!isFrozen(place) &&
	!isOverdue(place, profile) &&
	order("deposit")?.succeeded !== true;

/** By state and orders, whatever is on its way; the first is the next. */
export const rehearsalSteps = (
	state: RehearsalState,
	context: StageContext,
): readonly StageStep[] => {
	const { seed, place } = state;
	if (isDepositDue(state, context))
		return [{ stage: "deposit", step: { kind: "reference-deposit", seed } }];
	return stepsOf(place, context.profile).filter(
		({ step }) => step.kind !== "reference-freeze",
	);
};

/** The person's next click; null while there is none, or the last one is on its way. */
export const rehearsalClick = (
	state: RehearsalState,
	context: StageContext,
): Click<ReferenceStep> | null => {
	const next = rehearsalSteps(state, context).find(
		({ stage }) =>
			!isAhead(context.order(stage), state.place.block) &&
			!isHeldBack(stage, context.order(stage)),
	);
	if (next === undefined) return null;
	return { ...next, label: labelOf(next.stage) };
};
