// The escape from the reference rollup as a map: what each stage says to a person. Pure: all of it follows from the
// state of the last look and the orders made.

import { durationWords } from "../../../base/units.ts";
import type { ExitContext, Stage } from "../../../exit/module.ts";
import { cut, isAhead, stageOf, unknownWords } from "../../../exit/stage.ts";
import type { ReferenceProfile } from "../checks/profile.ts";
import {
	balanceOf,
	type EscapeState,
	hasNone,
	isPaid,
	isSettled,
} from "./state.ts";
import {
	isFrozen,
	isHeldBack,
	isOverdue,
	lastTry,
	owed,
	stepsOf,
} from "./steps.ts";

type StageContext = Pick<ExitContext<ReferenceProfile>, "profile" | "order">;

export const stagesOf = (
	state: EscapeState,
	{ profile, order }: StageContext,
): readonly Stage[] => {
	const { deadlineS, title, coin } = profile;
	const { entry, taken, index, account, oldestS, isEmptied } = state;
	const frozen = isFrozen(state);
	const overdue = isOverdue(state, profile);
	const steps = stepsOf(state, profile);
	const batch = `batch ${state.lastProven}`;

	type Draft = Pick<Stage, "state" | "words"> & Partial<Stage>;
	const stage = (id: string, name: string, draft: Draft): Stage =>
		stageOf(id, name, draft.state, draft.words, draft);
	/** Of a stage whose step may be signed: on its way, or the person's turn. */
	const turn = (id: string, words: string, under: string): Draft | null =>
		!steps.some((step) => step.stage === id)
			? null
			: isHeldBack(id, order(id))
				? { state: "waiting", words: unknownWords }
				: isAhead(order(id), state.block)
					? { state: "waiting", words: under }
					: { state: "yours", words: `${words}${lastTry(order(id))}` };
	const onItsWay = "Your transaction is on its way into a block of L1.";

	const others =
		state.others === null || state.others === 0
			? ""
			: ` There ${state.others === 1 ? "is another account" : `are ${state.others} other accounts`} in your name; this is about the one with the most in it.`;

	const evidence = (): Draft => {
		if (account !== null)
			return {
				state: "done",
				words: `Your account is number ${account.index}. Its place under the last proven root is checked and kept, so nobody's help is needed to escape.${others}`,
				proof: `Its path leads to the root after ${batch}, which L1 holds.`,
			};
		if (hasNone(state))
			return {
				state: "skipped",
				words:
					"Under the last proven root no account is yours: this is about your deposits that wait in the queue.",
			};
		const why = cut(state.missing ?? "nobody showed it yet", 160);
		return {
			state: index === null || frozen ? "failed" : "waiting",
			words: `The path of your account under the last proven root is not here yet: ${why}. It is looked for in what was kept, at the rollup's nodes, and in L1's own data.`,
			risk: "Without it nothing can be escaped with. A backup file of your exit evidence, or any node of the rollup, has it.",
		};
	};

	const force = (): Draft => {
		if (entry !== null)
			return {
				state: "done",
				words: `Your withdrawal is entry ${entry.number} of the rollup's queue on L1. The operator cannot pass it by without stopping the rollup.`,
				doneS: entry.queuedS,
				proof: `The hash of the queue on L1 holds entry ${entry.number}.`,
			};
		if (frozen)
			return {
				state: "skipped",
				words: "The rollup is frozen already: nothing has to be forced.",
			};
		if (taken !== null || isEmptied)
			return { state: "skipped", words: "The operator took it." };
		if (overdue)
			return {
				state: "skipped",
				words:
					"Somebody's entry of the queue is past its deadline already: the rollup can be frozen at once.",
			};
		if (hasNone(state))
			return {
				state: "skipped",
				words: "There is no account to force a withdrawal from.",
			};
		return (
			turn(
				"force",
				`Put a withdrawal of everything in your account into the rollup's queue on L1. The operator then has ${durationWords(deadlineS)} to take it.`,
				onItsWay,
			) ?? {
				state: "later",
				words: "It begins as soon as it is known which account is yours.",
			}
		);
	};

	const wait = (): Draft => {
		if (taken !== null)
			return {
				state: "done",
				words: `The operator took your withdrawal in batch ${taken.batch}, and the batch is proven.`,
				proof: `The root of that batch's withdrawals on L1 holds yours.`,
			};
		if (isEmptied)
			return {
				state: "failed",
				words:
					"The operator took your withdrawal, but the account had nothing at that time. If there is something in it now, begin again.",
			};
		if (frozen)
			return {
				state: entry === null ? "skipped" : "done",
				words: "The operator did not take it: the rollup is frozen.",
			};
		if (overdue)
			return {
				state: "done",
				words: "The operator let the deadline pass.",
				proof: "L1 keeps when the oldest entry of the queue came.",
			};
		if (entry !== null && entry.number < state.queueProven)
			return {
				state: "waiting",
				words: `The operator took your withdrawal. What it paid out is being looked for${state.missing === null ? "" : `: ${cut(state.missing, 160)}`}.`,
			};
		if (entry === null && hasNone(state) && oldestS !== null)
			return {
				state: "waiting",
				words:
					"The operator has until then to take your deposit. Nothing has to be done; you can close the browser. If they do, it is in your account on the rollup; if not, you freeze the rollup and take it back.",
				untilS: oldestS + deadlineS + 1,
			};
		if (entry !== null && oldestS !== null)
			return {
				state: "waiting",
				words:
					"The operator has until then to take it. Nothing has to be done; you can close the browser. If they do, your money is paid out on L1; if not, you freeze the rollup and escape.",
				untilS: oldestS + deadlineS + 1,
			};
		return {
			state: "later",
			words: `The operator has ${durationWords(deadlineS)} to take it.`,
		};
	};

	const withdraw = (): Draft => {
		if (taken?.isPaid === true)
			return {
				state: "done",
				words: "L1 has paid you what the operator withdrew.",
				proof: `L1 keeps that withdrawal ${taken.position} of batch ${taken.batch} was paid.`,
			};
		return (
			turn(
				"withdraw",
				"Your withdrawal is in a proven batch. One transaction brings the money to your account on L1.",
				onItsWay,
			) ??
			(frozen || overdue
				? { state: "skipped", words: "The operator took nothing." }
				: {
						state: "later",
						words: "If the operator takes it, you take your money on L1 here.",
					})
		);
	};

	const freeze = (): Draft => {
		if (frozen)
			return {
				state: order("freeze")?.succeeded === true ? "done" : "skipped",
				words:
					order("freeze")?.succeeded === true
						? "You froze the rollup: its last proven root stands for good."
						: "Somebody else froze the rollup: its last proven root stands for good.",
				doneS: state.frozenAtS,
				proof: "L1 keeps when it was frozen.",
			};
		if (taken !== null || isEmptied)
			return { state: "skipped", words: "The operator took it in time." };
		return (
			turn(
				"freeze",
				`The deadline has passed. One transaction stops ${title} for good, and everybody can escape with what the last proven root says is theirs.`,
				onItsWay,
			) ?? {
				state: "later",
				words: `If the operator does not take it within ${durationWords(deadlineS)}, anyone can stop the rollup here, for good.`,
				untilS: oldestS === null ? null : oldestS + deadlineS + 1,
				risk: "The operator may still take it at the last moment: then you are paid out instead.",
			}
		);
	};

	const escaping = (): Draft => {
		const amount = balanceOf(state);
		if (state.isEscaped)
			return {
				state: "done",
				words: "L1 has paid you what your account had.",
				proof: `L1 keeps that account ${index} has escaped.`,
			};
		if (taken !== null && !frozen)
			return { state: "skipped", words: "The operator paid you out." };
		if (hasNone(state) || (frozen && amount === 0n))
			return {
				state: "skipped",
				words: "Under the last proven root there is nothing in your account.",
			};
		if (frozen && account === null)
			return {
				state: "waiting",
				words: "It waits for the path of your account: see the first stop.",
			};
		return (
			turn(
				"escape",
				"One transaction with the path of your account brings everything in it to your account on L1. No node of the rollup is needed.",
				onItsWay,
			) ?? {
				state: isEmptied ? "skipped" : "later",
				words:
					"When it is frozen, you take everything in your account by its path under the last proven root.",
				risk: "What is not in a proven batch by then is not in your balance.",
			}
		);
	};

	const reclaim = (): Draft => {
		const left = owed(state).length;
		if (left === 0)
			return {
				state: "done",
				words: "L1 has paid back your deposits that no proven batch took.",
				proof: "L1 keeps that they were paid back.",
			};
		return (
			turn(
				"reclaim",
				`${left === 1 ? "A deposit of yours was" : `${left} deposits of yours were`} taken by no proven batch. One transaction each pays it back.`,
				onItsWay,
			) ?? {
				state: "later",
				words: `${left === 1 ? "A deposit" : `${left} deposits`} of yours wait in the queue. If it is frozen before they are taken, you take them back here.`,
			}
		);
	};

	const final = (): Draft =>
		state.isFinal
			? {
					state: "done",
					words: `The ${coin.symbol} is on L1 for good: a final block holds the payment.`,
					proof: "Proved under a final block of L1.",
				}
			: {
					state: isPaid(state) && isSettled(state) ? "waiting" : "later",
					words:
						"L1 makes the payment final, which takes some two of its epochs. Nothing has to be done.",
				};

	return [
		stage("evidence", "The path of your account", evidence()),
		stage("force", "Force the withdrawal", force()),
		stage("wait", "The operator's time", wait()),
		stage("withdraw", "Take what the operator paid out", withdraw()),
		stage("freeze", "Freeze the rollup", freeze()),
		stage("escape", "Escape", escaping()),
		...(state.deposits.length === 0
			? []
			: [stage("reclaim", "Take your deposits back", reclaim())]),
		stage("final", "Made final by L1", final()),
	];
};
