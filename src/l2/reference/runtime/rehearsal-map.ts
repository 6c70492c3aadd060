// The rehearsal on the reference rollup as a map: what each stage says to a person. What happens once somebody else has frozen
// the rollup is told as the escape tells it. Pure: all of it follows from the state of the last look and the orders made.

import { durationWords } from "../../../base/units.ts";
import type { ExitContext, Stage } from "../../../exit/module.ts";
import { cut, isAhead, stageOf, unknownWords } from "../../../exit/stage.ts";
import { amountWords } from "../../units.ts";
import { rehearsalWei } from "../checks/exit.ts";
import type { ReferenceProfile } from "../checks/profile.ts";
import type { RehearsalState } from "./rehearsal-state.ts";
import { rehearsalSteps } from "./rehearsal-steps.ts";
import { stagesOf } from "./stages.ts";
import { isFrozen, isHeldBack, isOverdue, lastTry } from "./steps.ts";

type StageContext = Pick<ExitContext<ReferenceProfile>, "profile" | "order">;
type Draft = Pick<Stage, "state" | "words"> & Partial<Stage>;

const onItsWay = "Your transaction is on its way into a block of L1.";
const frozenWords = "The rollup was frozen before it came to this.";

/** What it comes to where the operator lets the deadline pass. */
const stopped = (sum: string, what: string): Draft => ({
	state: "failed",
	words: `The operator let the deadline pass. In earnest you would freeze the rollup now, for good. A rehearsal never does: it stops here. Your ${sum} ${what} If the operator goes on, so does the rehearsal. If anyone freezes the rollup, you take the sum back here.`,
});

export const rehearsalStages = (
	state: RehearsalState,
	context: StageContext,
): readonly Stage[] => {
	const { deposit, noRoom, place } = state;
	const { profile, order } = context;
	const sum = amountWords(profile, null, rehearsalWei);
	const { entry, taken, index, account, oldestS, isEmptied } = place;
	const { deadlineS } = profile;
	const frozen = isFrozen(place);
	const overdue = isOverdue(place, profile);
	const time = durationWords(deadlineS);
	const isOpen = index !== null;
	const untilS = oldestS === null ? null : oldestS + deadlineS + 1;
	const steps = rehearsalSteps(state, context);

	const stage = (id: string, title: string, draft: Draft): Stage =>
		stageOf(id, title, draft.state, draft.words, draft);
	/** Of a stage whose step may be signed: on its way, or the person's turn. */
	const turn = (id: string, words: string): Draft | null =>
		!steps.some((step) => step.stage === id)
			? null
			: isHeldBack(id, order(id))
				? { state: "waiting", words: unknownWords }
				: isAhead(order(id), place.block)
					? { state: "waiting", words: onItsWay }
					: { state: "yours", words: `${words}${lastTry(order(id))}` };

	const opening = (): Draft => {
		if (deposit !== null)
			return {
				state: "done",
				words: `Your deposit of ${sum} is entry ${deposit.number} of the rollup's queue on L1. It is for a new account in your name, whose key nobody has.`,
				doneS: deposit.queuedS,
				proof: `The hash of the queue on L1 holds entry ${deposit.number}.`,
			};
		if (isOpen)
			return { state: "done", words: "The small account is on the rollup." };
		if (frozen)
			return {
				state: "failed",
				words:
					"The rollup is frozen, and takes no deposit any more. Nothing of this rehearsal is in it.",
			};
		if (overdue)
			return {
				state: "failed",
				words:
					"The operator has let the deadline of somebody's entry pass. Anyone can freeze the rollup now, so nothing more is put into it. If the operator goes on, so does the rehearsal.",
			};
		if (noRoom !== null) return { state: "failed", words: noRoom };
		return (
			turn(
				"deposit",
				`Put ${sum} into the rollup's queue on L1, for a new account in your name. Nobody has its key: only you can take the sum out, on L1.`,
			) ?? {
				state: "waiting",
				words: "Your deposit is being looked for in the queue on L1.",
			}
		);
	};

	const taking = (): Draft => {
		if (isOpen)
			return {
				state: "done",
				words: `The operator took your deposit: the small account is number ${index}.`,
				proof:
					account === null
						? null
						: `Its path leads to the root after batch ${place.lastProven}, which L1 holds.`,
			};
		if (deposit === null)
			return frozen
				? { state: "skipped", words: frozenWords }
				: {
						state: "later",
						words: `The operator has ${time} to take the deposit.`,
					};
		if (deposit.number < place.queueProven)
			return {
				state: "waiting",
				words: `The operator took your deposit. The small account is being looked for${place.missing === null ? "" : `: ${cut(place.missing, 160)}`}.`,
			};
		if (frozen)
			return {
				state: "skipped",
				words:
					"The rollup was frozen before the operator took your deposit: you take it back.",
			};
		if (overdue) return stopped(sum, "waits in the queue.");
		return {
			state: "waiting",
			words:
				"The operator has until then to take the deposit. Nothing has to be done; you can close the browser.",
			untilS,
		};
	};

	const forcing = (): Draft => {
		if (entry !== null)
			return {
				state: "done",
				words: `The withdrawal of the small account is entry ${entry.number} of the rollup's queue on L1. The operator cannot pass it by without stopping the rollup.`,
				doneS: entry.queuedS,
				proof: `The hash of the queue on L1 holds entry ${entry.number}.`,
			};
		if (taken !== null || isEmptied)
			return { state: "skipped", words: "The operator took it." };
		if (frozen) return { state: "skipped", words: frozenWords };
		if (overdue && isOpen)
			return stopped(
				sum,
				"is in the small account; the entry that waits is somebody else's.",
			);
		return (
			turn(
				"force",
				`Put a withdrawal of the small account into the rollup's queue on L1, as you would with your own. The operator then has ${time} to take it.`,
			) ?? {
				state: "later",
				words: "It begins when the small account is on the rollup.",
			}
		);
	};

	const waiting = (): Draft => {
		if (taken !== null)
			return {
				state: "done",
				words: `The operator took the withdrawal in batch ${taken.batch}, and the batch is proven.`,
				proof: "The root of that batch's withdrawals on L1 holds yours.",
			};
		if (isEmptied)
			return {
				state: "failed",
				words:
					"The operator took the withdrawal, but the small account had nothing at that time: it was paid out by another one.",
			};
		if (entry !== null && entry.number < place.queueProven)
			return {
				state: "waiting",
				words: `The operator took the withdrawal. What it paid out is being looked for${place.missing === null ? "" : `: ${cut(place.missing, 160)}`}.`,
			};
		if (frozen) return { state: "skipped", words: frozenWords };
		if (entry !== null && overdue)
			return stopped(sum, "is in the small account.");
		return {
			state: entry === null ? "later" : "waiting",
			words:
				entry === null
					? `The operator has ${time} to take it.`
					: "The operator has until then to take it. Nothing has to be done; you can close the browser.",
			untilS: entry === null ? null : untilS,
			risk: "If they let the deadline pass, a real exit freezes the rollup and escapes. The rehearsal stops there instead.",
		};
	};

	const withdrawing = (): Draft =>
		taken?.isPaid === true
			? {
					state: "done",
					words: `L1 has paid the ${amountWords(profile, null, BigInt(taken.amount))} to your account.`,
					proof: `L1 keeps that withdrawal ${taken.position} of batch ${taken.batch} was paid.`,
				}
			: (turn(
					"withdraw",
					"The withdrawal is in a proven batch. One transaction brings the sum back to your account on L1.",
				) ??
				(frozen && taken === null
					? { state: "skipped", words: "The operator took nothing." }
					: {
							state: "later",
							words: "When the operator has taken it, you take the sum on L1.",
						}));

	// Once it is frozen, the escape's own stages say what is left.
	const asEscape = new Map(
		stagesOf(place, context).map((one) => [one.id, one] as const),
	);
	const like = (...ids: readonly string[]): readonly Stage[] =>
		ids.flatMap((id) => asEscape.get(id) ?? []);
	return [
		stage("deposit", "Open a small account", opening()),
		stage("open", "The operator takes the deposit", taking()),
		stage("force", "Force it out", forcing()),
		stage("wait", "The operator's time", waiting()),
		stage("withdraw", "Take what the operator paid out", withdrawing()),
		...(frozen ? like("evidence", "escape", "reclaim") : []),
		...like("final"),
	];
};
