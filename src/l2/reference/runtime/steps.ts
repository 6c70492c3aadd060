// What can be signed on the escape from the reference rollup, by the state of the last look and the orders made. Pure.

import type { Click, StageOrder } from "../../../exit/module.ts";
import { isAhead, isUnknown } from "../../../exit/stage.ts";
import type { Message } from "../../../protocol/message.ts";
import { referenceMessage } from "../checks/codes.ts";
import type { ReferenceStep } from "../checks/exit.ts";
import type { ReferenceProfile } from "../checks/profile.ts";
import type { StageContext } from "./context.ts";
import type { EscapeState } from "./state.ts";

/**
 * Steps that put something into the queue, where a proven batch may have taken it already: with an order of theirs that is over
 * and shows no receipt, none is made anew until the person has put that one away.
 */
export const isHeldBack = (stage: string, order: StageOrder | null): boolean =>
	(stage === "force" || stage === "deposit") && isUnknown(order);

/** By L1's clock at the last look: may anyone freeze it? */
export const isOverdue = (
	{ oldestS, timeS, frozenAtS }: EscapeState,
	{ deadlineS }: ReferenceProfile,
): boolean =>
	frozenAtS === 0 && oldestS !== null && timeS > oldestS + deadlineS;

export const isFrozen = ({ frozenAtS }: EscapeState): boolean =>
	frozenAtS !== 0;

export const owed = ({ deposits }: EscapeState) =>
	deposits.filter(({ isReclaimed }) => !isReclaimed);

export type StageStep = {
	readonly stage: keyof typeof labels;
	readonly step: ReferenceStep;
};

/** What can be signed by the state alone, whatever is under way; the first is the next. */
export const stepsOf = (
	state: EscapeState,
	profile: ReferenceProfile,
): readonly StageStep[] => {
	const { taken, index, account, isEscaped, isEmptied, entry } = state;
	const steps: StageStep[] = [];
	if (taken !== null && !taken.isPaid)
		steps.push({
			stage: "withdraw",
			step: {
				kind: "reference-withdraw",
				batch: taken.batch,
				position: taken.position,
				amountWei: BigInt(taken.amount),
				siblings: taken.siblings,
			},
		});
	if (isFrozen(state)) {
		if (account !== null && !isEscaped && BigInt(account.balance) > 0n)
			steps.push({
				stage: "escape",
				step: {
					kind: "reference-escape",
					index: account.index,
					ax: account.ax,
					ay: account.ay,
					balanceWei: BigInt(account.balance),
					nonce: account.nonce,
					siblings: account.siblings,
				},
			});
		for (const { entry: number, ax, ay, amount } of owed(state))
			steps.push({
				stage: "reclaim",
				step: {
					kind: "reference-reclaim",
					entry: number,
					ax,
					ay,
					amountWei: BigInt(amount),
				},
			});
		return steps;
	}
	if (taken !== null || isEmptied) return steps;
	if (isOverdue(state, profile))
		steps.push({ stage: "freeze", step: { kind: "reference-freeze" } });
	else if (entry === null && index !== null)
		steps.push({ stage: "force", step: { kind: "reference-force", index } });
	return steps;
};

/** As a button says each. */
const labels = {
	deposit: "reference.deposit.click",
	force: "reference.force.title",
	withdraw: "reference.withdraw.click",
	freeze: "reference.freeze.title",
	escape: "reference.escape.click",
	reclaim: "reference.reclaim.title",
} as const;

export const labelOf = (stage: keyof typeof labels): Message =>
	referenceMessage(labels[stage]);

/** The person's next click; null while there is none, or the last one is on its way. */
export const clickOf = (
	state: EscapeState,
	{ profile, order }: StageContext,
): Click<ReferenceStep> | null => {
	const next = stepsOf(state, profile).find(
		({ stage }) =>
			!isAhead(order(stage), state.block) && !isHeldBack(stage, order(stage)),
	);
	if (next === undefined) return null;
	return { ...next, label: labelOf(next.stage) };
};
