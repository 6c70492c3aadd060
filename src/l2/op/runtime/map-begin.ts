// The first stages out of an OP rollup: what has to happen there before a root can cover it. Pure.

import {
	isUnknown,
	lastTry,
	several,
	stageOf,
	unknownWords,
} from "../../../exit/stage.ts";
import type { AmountParam, Message } from "../../../protocol/message.ts";
import { amountIn } from "../../units.ts";
import { opMessage } from "../checks/codes.ts";
import { forceStep } from "./forced-transaction.ts";
import { enough, meant } from "./funds.ts";
import { codeWords, type DrawnStage, type OpView } from "./view.ts";

type HeldWords = {
	readonly words: readonly Message[];
	readonly risk: readonly Message[];
};

/** What is known of the money that is to leave, before it is ordered: what is proved, and what could be wrong with it. */
const heldWords = ({ state, asked, profile, facts }: OpView): HeldWords => {
	const { proved, said, isEmptyPlace } = meant(state.held, asked.token);
	const wanted = asked.amount ?? 0n;
	const amount = (text: string): AmountParam =>
		amountIn(profile, asked.token, BigInt(text));
	const then =
		proved === null
			? null
			: {
					amount: amount(proved.amount),
					ago: Math.max(0, (facts?.timeS ?? proved.timeS) - proved.timeS),
					block: proved.block,
				};
	const now =
		said === null ? null : { node: said.node, said: amount(said.amount) };
	// The proof of a token's balance rests on the place besides: any number may stand at another one of its contract.
	const of = asked.token === null ? "" : ".token";
	const takeCare = now === null ? [] : [opMessage("op.held.take-care", now)];
	switch (enough(state.held, asked, wanted)) {
		case "proved":
			return {
				words: then === null ? [] : [opMessage(`op.held.proved${of}`, then)],
				risk: said !== null && BigInt(said.amount) < wanted ? takeCare : [],
			};
		case "said":
			return {
				words: [],
				risk:
					now === null
						? []
						: then === null
							? [opMessage("op.held.only-said", now)]
							: [opMessage(`op.held.less-proved${of}`, { ...then, ...now })],
			};
		case "too little":
			return {
				words:
					then === null ? [] : [opMessage(`op.held.too-little${of}`, then)],
				risk: takeCare,
			};
		case "unknown":
			return {
				words: [],
				risk: [
					isEmptyPlace
						? opMessage("op.held.empty-place")
						: facts?.isKnown === false && proved === null && said === null
							? opMessage("op.held.unknown-code")
							: now === null
								? opMessage("op.held.silent")
								: opMessage("op.held.said-less", now),
				],
			};
	}
};

/** The order on L1. */
export const forceStage = (view: OpView): DrawnStage => {
	const { state, asked, profile, order, what, strange, facts } = view;
	const { forced, held } = state;
	const isThere = view.isCovered || forced !== null;
	const isSent = !isThere && view.isGoing("force");
	const isLost = !isThere && isUnknown(order("force"));
	const hasCode = facts?.runsCode ?? false;
	const paysNone = asked.token === null && facts?.paysNoEther === true;
	// Too little refuses nothing: what came after the newest root is in no proof, and the fee alone is at stake.
	const isOpen = !isThere && !isSent && !isLost && !hasCode && !paysNone;
	const known = heldWords(view);
	const stage = stageOf(
		"force",
		opMessage("op.force.stage"),
		isThere ? "done" : isOpen ? "yours" : "waiting",
		isThere
			? forced?.isClaimed === true && !view.isCovered
				? opMessage("op.force.claimed", { what })
				: opMessage("op.force.done", { what, chain: profile.title })
			: isLost
				? unknownWords
				: isSent
					? view.goingWords("force")
					: hasCode
						? codeWords
						: paysNone
							? opMessage("op.force.own-coin", { chain: profile.title })
							: [
									...lastTry(order("force")),
									...strange,
									opMessage("op.force.now", { what, chain: profile.title }),
									...known.words,
								],
		{
			doneS: forced?.timeS ?? null,
			risk: isThere
				? opMessage("op.force.risk.done")
				: several([
						opMessage("op.force.risk"),
						...(held?.proved?.runsCode ? [opMessage("op.held.runs-code")] : []),
						...known.risk,
					]),
			proof:
				forced === null || forced.isClaimed === true
					? null
					: opMessage(
							forced.isFinal ? "op.force.proof.final" : "op.force.proof",
							{ block: forced.block },
						),
		},
	);
	if (!isOpen) return { stage, click: null };
	const step = forceStep(state, asked);
	const label = opMessage("op.force.title");
	return { stage, click: { stage: "force", label, step } };
};

/** The order carried out on the rollup. */
export const includedStage = ({
	state,
	exit,
	profile,
	facts,
	what,
	isCovered,
}: OpView): DrawnStage => {
	const { sequencingWindow, maxDriftS } = exit;
	const { forced } = state;
	const deadlineS =
		forced === null
			? null
			: forced.timeS + sequencingWindow.seconds + maxDriftS;
	const seen = state.said[0];
	const isLate =
		deadlineS !== null && facts !== null && facts.timeS > deadlineS;
	const stage = stageOf(
		"included",
		opMessage("op.included.stage"),
		isCovered
			? "done"
			: state.isReverted
				? "failed"
				: forced === null
					? "later"
					: "waiting",
		isCovered
			? opMessage("op.included.done")
			: state.isReverted
				? opMessage("op.included.failed", { chain: profile.title, what })
				: seen !== undefined
					? seen.succeeded
						? opMessage("op.included.seen", {
								node: seen.node,
								block: seen.block,
							})
						: opMessage("op.included.said-failed", {
								node: seen.node,
								block: seen.block,
							})
					: isLate
						? opMessage("op.included.late")
						: opMessage("op.included.waits", {
								wait: sequencingWindow.seconds + maxDriftS,
							}),
		{
			untilS: isCovered || seen?.succeeded ? null : deadlineS,
			risk: isCovered
				? null
				: seen?.succeeded
					? opMessage("op.included.risk.said")
					: opMessage("op.included.risk"),
		},
	);
	return { stage, click: null };
};

/** The transaction on the rollup that the person began with. */
export const foundStage = ({ state, what, isCovered }: OpView): DrawnStage => {
	const [seen] = state.said;
	const isTied = state.said.some((one) => one.isBound);
	// The withdrawal itself is proved, and whom it pays; which transaction made it is proved by its block alone.
	const isLoose = isCovered && !isTied;
	const stage = stageOf(
		"found",
		opMessage("op.found.stage"),
		isCovered ? "done" : "waiting",
		isLoose
			? seen === undefined
				? opMessage("op.found.loose", { what })
				: opMessage("op.found.loose.said", { what, node: seen.node })
			: isCovered
				? opMessage("op.found.done", { what })
				: state.said.some((one) => one.isBound && !one.succeeded)
					? opMessage("op.found.failed")
					: seen !== undefined
						? opMessage("op.found.seen", { node: seen.node, block: seen.block })
						: opMessage("op.found.none"),
		{
			risk: isLoose ? opMessage("op.found.risk") : null,
			proof: isCovered
				? isTied
					? opMessage("op.found.proof.tied")
					: opMessage("op.found.proof")
				: null,
		},
	);
	return { stage, click: null };
};
