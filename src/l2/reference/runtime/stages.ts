// The escape from the reference rollup as a map: what each stage says to a person. Pure: all of it follows from the
// state of the last look and the orders made.

import type { Stage } from "../../../exit/module.ts";
import { cut } from "../../../exit/stage.ts";
import { referenceMessage } from "../checks/codes.ts";
import type { StageContext } from "./context.ts";
import * as draft from "./draft.ts";
import {
	balanceOf,
	type EscapeState,
	hasNone,
	isPaid,
	isSettled,
} from "./state.ts";
import { isFrozen, isOverdue, owed, type StageStep, stepsOf } from "./steps.ts";

/** All that a stage follows from. */
type EscapeView = StageContext & {
	readonly state: EscapeState;
	readonly frozen: boolean;
	readonly overdue: boolean;
	/** What can be signed now, whatever is under way. */
	readonly steps: readonly StageStep[];
};

const turn = (
	{ steps, order, state }: EscapeView,
	stage: StageStep["stage"],
	words: Parameters<typeof draft.turnOf>[4],
): draft.StageDraft | null =>
	draft.turnOf(steps, stage, order(stage), state.block, words);

/** When the oldest entry of the queue is past its deadline; null while none waits. */
const deadlineOf = ({ state, profile }: EscapeView): number | null =>
	state.oldestS === null ? null : state.oldestS + profile.deadlineS + 1;

/** Characters of why something is missing. */
const mostWhy = 160;

const evidence = ({ state, frozen }: EscapeView): draft.StageDraft => {
	const { account, others, missing, index } = state;
	if (account !== null)
		return draft.done(
			[
				referenceMessage("reference.map.evidence.done", {
					account: account.index,
				}),
				...(others === null || others === 0
					? []
					: [referenceMessage("reference.map.evidence.others", { others })]),
			],
			{
				proof: referenceMessage("reference.map.evidence.proof", {
					batch: state.lastProven,
				}),
			},
		);
	if (hasNone(state))
		return draft.skipped(referenceMessage("reference.map.evidence.none"));
	return {
		state: index === null || frozen ? "failed" : "waiting",
		words:
			missing === null
				? referenceMessage("reference.map.evidence.unshown")
				: referenceMessage("reference.map.evidence.missing", {
						why: cut(missing, mostWhy),
					}),
		risk: referenceMessage("reference.map.evidence.risk"),
	};
};

const force = (view: EscapeView): draft.StageDraft => {
	const { state, profile, frozen, overdue } = view;
	const { entry, taken, isEmptied } = state;
	if (entry !== null)
		return draft.done(
			referenceMessage("reference.map.force.done", {
				entry: entry.number,
			}),
			{
				doneS: entry.queuedS,
				proof: referenceMessage("reference.map.force.proof", {
					entry: entry.number,
				}),
			},
		);
	if (frozen)
		return draft.skipped(referenceMessage("reference.map.force.frozen"));
	if (taken !== null || isEmptied)
		return draft.skipped(referenceMessage("reference.map.taken"));
	if (overdue)
		return draft.skipped(referenceMessage("reference.map.force.overdue"));
	if (hasNone(state))
		return draft.skipped(referenceMessage("reference.map.force.none"));
	const offer = referenceMessage("reference.map.force.offer", {
		deadline: profile.deadlineS,
	});
	return (
		turn(view, "force", offer) ??
		draft.later(referenceMessage("reference.map.force.later"))
	);
};

/** The operator may still take what waits in the queue. */
const waitInTime = (view: EscapeView): draft.StageDraft => {
	const { state, profile } = view;
	const { entry, missing, queueProven } = state;
	if (entry !== null && entry.number < queueProven)
		return draft.waiting(
			missing === null
				? referenceMessage("reference.map.wait.looked-for")
				: referenceMessage("reference.map.wait.looked-for.why", {
						why: cut(missing, mostWhy),
					}),
		);
	const untilS = deadlineOf(view);
	if (untilS !== null && entry === null && hasNone(state))
		return draft.waiting(referenceMessage("reference.map.wait.deposit"), {
			untilS,
		});
	if (untilS !== null && entry !== null)
		return draft.waiting(referenceMessage("reference.map.wait.until"), {
			untilS,
		});
	return draft.later(
		referenceMessage("reference.map.wait.later", {
			deadline: profile.deadlineS,
		}),
	);
};

const wait = (view: EscapeView): draft.StageDraft => {
	const { state, frozen, overdue } = view;
	const { taken, isEmptied, entry } = state;
	if (taken !== null)
		return draft.done(
			referenceMessage("reference.map.wait.done", {
				batch: taken.batch,
			}),
			{ proof: referenceMessage("reference.map.wait.proof") },
		);
	if (isEmptied)
		return draft.failed(referenceMessage("reference.map.wait.emptied"));
	if (frozen)
		return {
			state: entry === null ? "skipped" : "done",
			words: referenceMessage("reference.map.wait.frozen"),
		};
	if (overdue)
		return draft.done(referenceMessage("reference.map.wait.overdue"), {
			proof: referenceMessage("reference.map.wait.overdue.proof"),
		});
	return waitInTime(view);
};

const withdraw = (view: EscapeView): draft.StageDraft => {
	const { state, frozen, overdue } = view;
	const { taken } = state;
	if (taken?.isPaid === true)
		return draft.done(referenceMessage("reference.map.withdraw.done"), {
			proof: referenceMessage("reference.map.withdraw.proof", {
				position: taken.position,
				batch: taken.batch,
			}),
		});
	return (
		turn(view, "withdraw", referenceMessage("reference.map.withdraw.offer")) ??
		(frozen || overdue
			? draft.skipped(referenceMessage("reference.map.nothing-taken"))
			: draft.later(referenceMessage("reference.map.withdraw.later")))
	);
};

const freeze = (view: EscapeView): draft.StageDraft => {
	const { state, profile, order, frozen } = view;
	if (frozen) {
		const isOwn = order("freeze")?.succeeded === true;
		return {
			state: isOwn ? "done" : "skipped",
			words: isOwn
				? referenceMessage("reference.map.freeze.own")
				: referenceMessage("reference.map.freeze.other"),
			doneS: state.frozenAtS,
			proof: referenceMessage("reference.map.freeze.proof"),
		};
	}
	if (state.taken !== null || state.isEmptied)
		return draft.skipped(referenceMessage("reference.map.freeze.in-time"));
	const offer = referenceMessage("reference.map.freeze.offer", {
		chain: profile.title,
	});
	return (
		turn(view, "freeze", offer) ??
		draft.later(
			referenceMessage("reference.map.freeze.later", {
				deadline: profile.deadlineS,
			}),
			{
				untilS: deadlineOf(view),
				risk: referenceMessage("reference.map.freeze.risk"),
			},
		)
	);
};

const escaping = (view: EscapeView): draft.StageDraft => {
	const { state, frozen } = view;
	const { index, account, taken, isEscaped, isEmptied } = state;
	if (isEscaped)
		return draft.done(referenceMessage("reference.map.escape.done"), {
			proof:
				index === null
					? null
					: referenceMessage("reference.map.escape.proof", { account: index }),
		});
	if (taken !== null && !frozen)
		return draft.skipped(referenceMessage("reference.map.escape.paid"));
	if (hasNone(state) || (frozen && balanceOf(state) === 0n))
		return draft.skipped(referenceMessage("reference.map.escape.nothing"));
	if (frozen && account === null)
		return draft.waiting(referenceMessage("reference.map.escape.no-path"));
	return (
		turn(view, "escape", referenceMessage("reference.map.escape.offer")) ?? {
			state: isEmptied ? "skipped" : "later",
			words: referenceMessage("reference.map.escape.later"),
			risk: referenceMessage("reference.map.escape.risk"),
		}
	);
};

const reclaim = (view: EscapeView): draft.StageDraft => {
	const left = owed(view.state).length;
	if (left === 0)
		return draft.done(referenceMessage("reference.map.reclaim.done"), {
			proof: referenceMessage("reference.map.reclaim.proof"),
		});
	const offer = referenceMessage("reference.map.reclaim.offer", { left });
	return (
		turn(view, "reclaim", offer) ??
		draft.later(referenceMessage("reference.map.reclaim.later", { left }))
	);
};

const final = ({ state, profile }: EscapeView): draft.StageDraft =>
	state.isFinal
		? draft.done(
				referenceMessage("reference.map.final.done", {
					coin: profile.coin.symbol,
				}),
				{ proof: referenceMessage("reference.map.final.proof") },
			)
		: {
				state: isPaid(state) && isSettled(state) ? "waiting" : "later",
				words: referenceMessage("reference.map.final.waits"),
			};

const titles = {
	evidence: referenceMessage("reference.map.evidence.title"),
	force: referenceMessage("reference.force.title"),
	wait: referenceMessage("reference.map.wait.title"),
	withdraw: referenceMessage("reference.map.withdraw.title"),
	freeze: referenceMessage("reference.freeze.title"),
	escape: referenceMessage("reference.escape.title"),
	reclaim: referenceMessage("reference.map.reclaim.title"),
	final: referenceMessage("reference.map.final.title"),
} as const;

export const stagesOf = (
	state: EscapeState,
	{ profile, order }: StageContext,
): readonly Stage[] => {
	const view: EscapeView = {
		state,
		profile,
		order,
		frozen: isFrozen(state),
		overdue: isOverdue(state, profile),
		steps: stepsOf(state, profile),
	};
	const stage = (id: keyof typeof titles, own: draft.StageDraft): Stage =>
		draft.drafted(id, titles[id], own);
	return [
		stage("evidence", evidence(view)),
		stage("force", force(view)),
		stage("wait", wait(view)),
		stage("withdraw", withdraw(view)),
		stage("freeze", freeze(view)),
		stage("escape", escaping(view)),
		...(state.deposits.length === 0 ? [] : [stage("reclaim", reclaim(view))]),
		stage("final", final(view)),
	];
};
