// The rehearsal on the reference rollup as a map: what each stage says to a person. What happens once somebody else has frozen
// the rollup is told as the escape tells it. Pure: all of it follows from the state of the last look and the orders made.

import type { Stage } from "../../../exit/module.ts";
import { cut } from "../../../exit/stage.ts";
import type { AmountParam } from "../../../protocol/message.ts";
import { amountIn } from "../../units.ts";
import { referenceMessage } from "../checks/codes.ts";
import { rehearsalWei } from "../checks/exit.ts";
import type { StageContext } from "./context.ts";
import * as draft from "./draft.ts";
import type { RehearsalState } from "./rehearsal-state.ts";
import { rehearsalSteps } from "./rehearsal-steps.ts";
import { stagesOf } from "./stages.ts";
import { isFrozen, isOverdue, type StageStep } from "./steps.ts";

/** All that a stage follows from. */
type RehearsalView = StageContext & {
	readonly state: RehearsalState;
	/** What it is rehearsed with. */
	readonly what: AmountParam;
	readonly frozen: boolean;
	readonly overdue: boolean;
	/** When the operator's time is over; null while nothing waits in the queue. */
	readonly untilS: number | null;
	readonly steps: readonly StageStep[];
};

const viewOf = (
	state: RehearsalState,
	context: StageContext,
): RehearsalView => {
	const { profile, order } = context;
	const { oldestS } = state.place;
	return {
		state,
		profile,
		order,
		what: amountIn(profile, null, rehearsalWei),
		frozen: isFrozen(state.place),
		overdue: isOverdue(state.place, profile),
		untilS: oldestS === null ? null : oldestS + profile.deadlineS + 1,
		steps: rehearsalSteps(state, context),
	};
};

const turn = (
	{ steps, order, state }: RehearsalView,
	stage: StageStep["stage"],
	words: Parameters<typeof draft.turnOf>[4],
): draft.StageDraft | null =>
	draft.turnOf(steps, stage, order(stage), state.place.block, words);

/** Characters of why something is missing. */
const mostWhy = 160;

/** What it comes to where the operator lets the deadline pass, by where the sum is. */
const stopped = (
	{ what }: RehearsalView,
	where: "queue" | "account" | "other",
): draft.StageDraft =>
	draft.failed(
		referenceMessage(`reference.rehearsal.stopped.${where}`, { what }),
	);

const frozenBefore: draft.StageDraft = draft.skipped(
	referenceMessage("reference.rehearsal.frozen"),
);

const opening = (view: RehearsalView): draft.StageDraft => {
	const { state, what, frozen, overdue } = view;
	const { deposit, noRoom, place } = state;
	if (deposit !== null)
		return draft.done(
			referenceMessage("reference.rehearsal.deposit.done", {
				what,
				entry: deposit.number,
			}),
			{
				doneS: deposit.queuedS,
				proof: referenceMessage("reference.map.force.proof", {
					entry: deposit.number,
				}),
			},
		);
	if (place.index !== null)
		return draft.done(referenceMessage("reference.rehearsal.deposit.open"));
	if (frozen)
		return draft.failed(referenceMessage("reference.rehearsal.deposit.frozen"));
	if (overdue)
		return draft.failed(
			referenceMessage("reference.rehearsal.deposit.overdue"),
		);
	if (noRoom !== null) return draft.failed(noRoom);
	const offer = referenceMessage("reference.rehearsal.deposit.offer", { what });
	return (
		turn(view, "deposit", offer) ??
		draft.waiting(referenceMessage("reference.rehearsal.deposit.looked-for"))
	);
};

const taking = (view: RehearsalView): draft.StageDraft => {
	const { state, profile, frozen, overdue, untilS } = view;
	const { deposit, place } = state;
	if (place.index !== null)
		return draft.done(
			referenceMessage("reference.rehearsal.open.done", {
				account: place.index,
			}),
			{
				proof:
					place.account === null
						? null
						: referenceMessage("reference.map.evidence.proof", {
								batch: place.lastProven,
							}),
			},
		);
	if (deposit === null)
		return frozen
			? frozenBefore
			: draft.later(
					referenceMessage("reference.rehearsal.open.later", {
						deadline: profile.deadlineS,
					}),
				);
	if (deposit.number < place.queueProven)
		return draft.waiting(
			place.missing === null
				? referenceMessage("reference.rehearsal.open.looked-for")
				: referenceMessage("reference.rehearsal.open.looked-for.why", {
						why: cut(place.missing, mostWhy),
					}),
		);
	if (frozen)
		return draft.skipped(referenceMessage("reference.rehearsal.open.frozen"));
	if (overdue) return stopped(view, "queue");
	return draft.waiting(referenceMessage("reference.rehearsal.open.until"), {
		untilS,
	});
};

const forcing = (view: RehearsalView): draft.StageDraft => {
	const { state, profile, frozen, overdue } = view;
	const { entry, taken, isEmptied, index } = state.place;
	if (entry !== null)
		return draft.done(
			referenceMessage("reference.rehearsal.force.done", {
				entry: entry.number,
			}),
			{
				doneS: entry.queuedS,
				proof: referenceMessage("reference.map.force.proof", {
					entry: entry.number,
				}),
			},
		);
	if (taken !== null || isEmptied)
		return draft.skipped(referenceMessage("reference.map.taken"));
	if (frozen) return frozenBefore;
	if (overdue && index !== null) return stopped(view, "other");
	const offer = referenceMessage("reference.rehearsal.force.offer", {
		deadline: profile.deadlineS,
	});
	return (
		turn(view, "force", offer) ??
		draft.later(referenceMessage("reference.rehearsal.force.later"))
	);
};

/** The operator may still take the withdrawal. */
const waitingInTime = ({
	state,
	profile,
	untilS,
}: RehearsalView): draft.StageDraft =>
	state.place.entry === null
		? draft.later(
				referenceMessage("reference.map.wait.later", {
					deadline: profile.deadlineS,
				}),
				{ risk: referenceMessage("reference.rehearsal.wait.risk") },
			)
		: draft.waiting(referenceMessage("reference.rehearsal.wait.until"), {
				untilS,
				risk: referenceMessage("reference.rehearsal.wait.risk"),
			});

const waiting = (view: RehearsalView): draft.StageDraft => {
	const { frozen, overdue } = view;
	const { place } = view.state;
	const { taken, isEmptied, entry, missing } = place;
	if (taken !== null)
		return draft.done(
			referenceMessage("reference.rehearsal.wait.done", {
				batch: taken.batch,
			}),
			{ proof: referenceMessage("reference.map.wait.proof") },
		);
	if (isEmptied)
		return draft.failed(referenceMessage("reference.rehearsal.wait.emptied"));
	if (entry !== null && entry.number < place.queueProven)
		return draft.waiting(
			missing === null
				? referenceMessage("reference.rehearsal.wait.looked-for")
				: referenceMessage("reference.rehearsal.wait.looked-for.why", {
						why: cut(missing, mostWhy),
					}),
		);
	if (frozen) return frozenBefore;
	return entry !== null && overdue
		? stopped(view, "account")
		: waitingInTime(view);
};

const withdrawing = (view: RehearsalView): draft.StageDraft => {
	const { state, profile, frozen } = view;
	const { taken } = state.place;
	if (taken?.isPaid === true)
		return draft.done(
			referenceMessage("reference.rehearsal.withdraw.done", {
				what: amountIn(profile, null, BigInt(taken.amount)),
			}),
			{
				proof: referenceMessage("reference.map.withdraw.proof", {
					position: taken.position,
					batch: taken.batch,
				}),
			},
		);
	const offer = referenceMessage("reference.rehearsal.withdraw.offer");
	return (
		turn(view, "withdraw", offer) ??
		(frozen && taken === null
			? draft.skipped(referenceMessage("reference.map.nothing-taken"))
			: draft.later(referenceMessage("reference.rehearsal.withdraw.later")))
	);
};

export const rehearsalStages = (
	state: RehearsalState,
	context: StageContext,
): readonly Stage[] => {
	const view = viewOf(state, context);
	// Once it is frozen, the escape's own stages say what is left.
	const asEscape = new Map(
		stagesOf(state.place, context).map((one) => [one.id, one] as const),
	);
	const like = (...ids: readonly string[]): readonly Stage[] =>
		ids.flatMap((id) => asEscape.get(id) ?? []);
	return [
		draft.drafted(
			"deposit",
			referenceMessage("reference.deposit.title"),
			opening(view),
		),
		draft.drafted(
			"open",
			referenceMessage("reference.rehearsal.open.title"),
			taking(view),
		),
		draft.drafted(
			"force",
			referenceMessage("reference.rehearsal.force.title"),
			forcing(view),
		),
		draft.drafted(
			"wait",
			referenceMessage("reference.map.wait.title"),
			waiting(view),
		),
		draft.drafted(
			"withdraw",
			referenceMessage("reference.map.withdraw.title"),
			withdrawing(view),
		),
		...(view.frozen ? like("evidence", "escape", "reclaim") : []),
		...like("final"),
	];
};
