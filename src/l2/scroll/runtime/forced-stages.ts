// The first stages of a forced journey out of Scroll, on the map: into the queue, out of it, and what if nobody takes it. Pure.

import type { Stage, StageOrder } from "../../../exit/module.ts";
import {
	isUnderWayOrDone,
	isUnknown,
	unknownWords,
} from "../../../exit/stage.ts";
import { amountWords } from "../../units.ts";
import type { ScrollProfile } from "../checks/profile.ts";
import { isStrange } from "./facts.ts";
import { isTaken, type ScrollForcedState } from "./forced.ts";
import { changedWords, ether } from "./stages.ts";

export const codeWords =
	"Your account runs code on L1, most likely by a delegation (EIP-7702). This wallet signs no step for such an account: its code could do more than you see, and could refuse what arrives. Scroll's contracts, too, refuse it where others finalize in the operator's place. Nothing is lost by that. Remove the delegation first, where you made it; then come back here.";

export const pausedWords =
	"The queue's gateway on L1 is paused by the rollup's operators: nobody can force anything until they lift that. Nothing is lost by waiting, and nothing can be done from here.";

export const forceStage = (
	{ queued, seen, token, amountWei }: ScrollForcedState,
	order: StageOrder | null,
	profile: ScrollProfile,
): Stage => {
	const what = amountWords(profile, token?.l2 ?? null, BigInt(amountWei));
	const common = {
		id: "force",
		title: "Put your withdrawal into the queue on L1",
		untilS: null,
	} as const;
	if (queued !== null)
		return {
			...common,
			words: `Your withdrawal of ${what} stands in the rollup's queue on L1. Nobody can take it out of there or put another before it.`,
			state: "done",
			doneS: queued.atS,
			risk: changedWords(seen),
			proof:
				seen !== null && isStrange(seen, "queue")
					? null
					: `Entry ${queued.index} of the queue: its rolling hash on L1 holds your transaction`,
		};
	const open = { ...common, doneS: null, proof: null } as const;
	if (seen?.hasCode === true)
		return { ...open, words: codeWords, state: "failed", risk: null };
	if (isUnknown(order))
		return { ...open, words: unknownWords, state: "waiting", risk: null };
	if (isUnderWayOrDone(order))
		return {
			...open,
			words:
				"Your transaction is on its way to L1. It counts when the queue is proved to hold it.",
			state: "waiting",
			risk: "L1 can drop its newest blocks. Then the transaction comes back into a later one, or this step is offered again.",
		};
	if (seen?.gatewayPaused === true)
		return { ...open, words: pausedWords, state: "waiting", risk: null };
	return {
		...open,
		words: [
			...(order?.succeeded === false
				? ["The last try failed on L1 and cost its fee. It can be tried again."]
				: []),
			`One transaction on L1. It makes the rollup run a withdrawal of ${what} from your account, to the same account on L1.`,
			seen === null
				? ""
				: `At most ${ether(profile, seen.feeWei)} go along for the queue's fee; what is too much comes back at once.`,
		]
			.filter((words) => words !== "")
			.join(" "),
		state: "yours",
		risk:
			changedWords(seen) ??
			"If your account on the rollup holds less than the amount when it runs there, it withdraws nothing. The fee is gone then, and you can begin again.",
	};
};

/** From when on others may finalize in the operator's place; null while it is not known, also for code that is not. */
const othersFromS = ({ seen }: ScrollForcedState): number | null =>
	seen === null || isStrange(seen, "settings") || isStrange(seen, "rollup")
		? null
		: seen.othersMayFromS;

/** May they by now? Not known is no. */
const isOpenToAll = (state: ScrollForcedState): boolean => {
	const { queued, seen } = state;
	const fromS = othersFromS(state);
	return (
		seen !== null &&
		(seen.enforcedMode ||
			(queued !== null && fromS !== null && seen.timeS > fromS))
	);
};

/** Is it taken? What a queue of other code counts is no answer; a message of it that was found is. */
const isTakenSurely = (state: ScrollForcedState): boolean =>
	state.seen !== null && isStrange(state.seen, "queue")
		? state.last.message !== null || state.last.paid !== null
		: isTaken(state);

const takenWords = (
	before: ScrollForcedState,
	{ title }: ScrollProfile,
): string => {
	if (isTakenSurely(before))
		return "A finalized batch took your transaction out of the queue: it ran on the rollup.";
	if (before.seen !== null && isStrange(before.seen, "queue"))
		return "Whether a finalized batch took it out of the queue is not known: the queue on L1 runs code that the network file does not name. What your transaction withdraws is looked for all the same.";
	if (before.seen?.chainPaused === true)
		return "The rollup is paused on L1: no batch is finalized until its operators lift that. Your place in the queue stays.";
	if (before.queued !== null && isOpenToAll(before))
		return `${before.seen?.enforcedMode === true ? `${title} is in enforced mode: its operator takes nothing any more.` : `The operator of ${title} did not take it in its time.`} Your place in the queue stays, and nothing is lost. The next stop says who can take it now.`;
	return `The operator of ${title} has to take what waits in the queue, in its order. Usually that is minutes to hours.`;
};

export const takenStage = (
	before: ScrollForcedState,
	profile: ScrollProfile,
): Stage => {
	const { queued, seen } = before;
	const taken = isTakenSurely(before);
	return {
		id: "taken",
		title: "The rollup takes it and L1 finalizes that",
		words: takenWords(before, profile),
		state: taken ? "done" : queued === null ? "later" : "waiting",
		untilS:
			taken || queued === null || isOpenToAll(before)
				? null
				: othersFromS(before),
		doneS: taken ? (seen?.lastFinalizedAtS ?? null) : null,
		risk: taken
			? null
			: "The operator can ignore the queue until the delay on L1 is over. After that others may finalize in their place.",
		proof:
			taken && queued !== null && isTaken(before)
				? `L1's queue counts ${before.queueTaken} entries as taken; yours is ${queued.index}`
				: null,
	};
};

export const enforcedStage = (before: ScrollForcedState): Stage => {
	const { seen } = before;
	const taken = isTakenSurely(before);
	const isOpen = isOpenToAll(before);
	return {
		id: "enforced",
		title: "If the operator does not, anyone may",
		words: taken
			? "Not needed: your transaction was taken."
			: isOpen
				? `${seen?.enforcedMode === true ? "The rollup is in enforced mode" : "The operator let the delay pass"}: from now on anyone may finalize a batch, yours included. That needs a node with the rollup's whole state and a full prover of it, on an account without code. This wallet cannot do that and does not pretend to: it waits for whoever does, and goes on by itself.`
				: "When the delay is over, L1 lets anyone with a full prover finalize a batch in the operator's place. That is no step of yours, and this wallet cannot do it.",
		state: taken ? "skipped" : isOpen ? "waiting" : "later",
		untilS: taken || isOpen ? null : othersFromS(before),
		doneS: null,
		risk:
			taken || !isOpen
				? null
				: "Nobody is bound to do it. As long as nobody finalizes, what you own stays where it is.",
		proof: null,
	};
};
