// What can be signed in a rehearsal on the reference rollup: the deposit first, then what the escape from the small account
// asks for. It never asks for the freeze. Pure.

import type { Click, ExitGround } from "../../../exit/module.ts";
import { isAhead } from "../../../exit/stage.ts";
import type { ReferenceStep } from "../checks/exit.ts";
import type { ReferenceProfile } from "../checks/profile.ts";
import type { DrillState } from "./drill-state.ts";
import {
	isFrozen,
	isHeldBack,
	isOverdue,
	labelOf,
	type StageStep,
	stepsOf,
} from "./steps.ts";

type Ground = Pick<ExitGround<ReferenceProfile>, "profile" | "order">;

/** Is the deposit still to be made, and may it be? A second one is not offered where the first has succeeded. */
const isDepositDue = (
	{ deposit, noRoom, place }: DrillState,
	{ profile, order }: Ground,
): boolean =>
	deposit === null &&
	place.index === null &&
	place.deposits.length === 0 &&
	noRoom === null &&
	!isFrozen(place) &&
	!isOverdue(place, profile) &&
	order("deposit")?.succeeded !== true;

/** By state and orders, whatever is on its way; the first is the next. */
export const drillSteps = (
	state: DrillState,
	ground: Ground,
): readonly StageStep[] => {
	const { seed, place } = state;
	if (isDepositDue(state, ground))
		return [{ stage: "deposit", step: { kind: "reference-deposit", seed } }];
	return stepsOf(place, ground.profile).filter(
		({ step }) => step.kind !== "reference-freeze",
	);
};

/** The person's next click; null while there is none, or the last one is on its way. */
export const drillClick = (
	state: DrillState,
	ground: Ground,
): Click<ReferenceStep> | null => {
	const next = drillSteps(state, ground).find(
		({ stage }) =>
			!isAhead(ground.order(stage), state.place.block) &&
			!isHeldBack(stage, ground.order(stage)),
	);
	if (next === undefined) return null;
	return { ...next, label: labelOf(next.stage) };
};
