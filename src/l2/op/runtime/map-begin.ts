// The first stages out of an OP rollup: what has to happen there before a root can cover it. Pure.

import type { Hex } from "../../../base/bytes.ts";
import { durationWords } from "../../../base/units.ts";
import {
	isUnknown,
	lastTry,
	stageOf,
	unknownWords,
} from "../../../exit/stage.ts";
import { amountWords } from "../../units.ts";
import { opMessage } from "../checks/codes.ts";
import { forceStep } from "./forced-transaction.ts";
import { enough, meant } from "./funds.ts";
import { codeWords, type DrawnStage, type OpView } from "./view.ts";

/** What the proof of a token's balance rests on besides: any number may stand at another place of its contract. */
const placeWords = (token: Hex | null): string =>
	token === null
		? ""
		: ", if the network file is right about where its contract keeps balances";

/** What is known of the money that is to leave, before it is ordered: what is proved, and what could be wrong with it. */
const heldWords = ({
	state,
	asked,
	profile,
	facts,
}: OpView): { readonly words: string; readonly risk: string } => {
	const { proved, said, isEmptyPlace } = meant(state.held, asked.token);
	const wanted = asked.amount ?? 0n;
	const amount = (text: string): string =>
		amountWords(profile, asked.token, BigInt(text));
	const then =
		proved === null
			? ""
			: `${amount(proved.amount)} ${durationWords(Math.max(0, (facts?.timeS ?? proved.timeS) - proved.timeS))} ago, in block ${proved.block}${placeWords(asked.token)}`;
	const now =
		said === null
			? ""
			: `the node ${said.node} says ${amount(said.amount)} by now`;
	switch (enough(state.held, asked, wanted)) {
		case "proved":
			return {
				words: ` It is proved that your account there had ${then}.`,
				risk:
					said !== null && BigInt(said.amount) < wanted
						? ` Take care: ${now}.`
						: "",
			};
		case "said":
			return {
				words: "",
				risk:
					proved === null
						? ` Nothing of it is proved; ${now}.`
						: ` Proved are only ${then}; ${now}.`,
			};
		case "too little":
			return {
				words: ` But it is proved that your account there had ${then}, and no node says that more came since: unless you know of more, begin again with less.`,
				risk: said === null ? "" : ` Take care: ${now}.`,
			};
		case "unknown":
			return {
				words: "",
				risk: isEmptyPlace
					? " How much your account has there is not known: the place that the network file names shows nothing, and its contract may keep it elsewhere."
					: facts?.isKnown === false && proved === null && said === null
						? " How much your account has there is not known: a root on Ethereum proves it only in contracts of known code."
						: said === null
							? " Nobody answers for what it has now: no node shows that under a root that Ethereum has."
							: ` Nothing of it is proved; ${now}, which is less.`,
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
	// Too little refuses nothing: what came after the newest root is in no proof, and the fee alone is at stake.
	const isOpen = !isThere && !isSent && !isLost && !hasCode;
	const known = heldWords(view);
	const stage = stageOf(
		"force",
		"Ask Ethereum for your withdrawal",
		isThere ? "done" : isOpen ? "yours" : "waiting",
		isThere
			? forced?.isClaimed === true && !view.isCovered
				? `You ordered the withdrawal of ${what} on Ethereum before: the number of that transaction is used up there. What it became is what your file or an earlier look says; no receipt of it can be had any more.`
				: `Ethereum holds your order to withdraw ${what}. Nobody at ${profile.title} can take it back.`
			: isLost
				? unknownWords
				: isSent
					? view.goingWords("force")
					: hasCode
						? codeWords
						: [
								...lastTry(order("force")),
								...strange,
								`One transaction on Ethereum orders ${profile.title} to withdraw ${what} to your own account, without anybody's consent.${known.words}`,
							],
		{
			doneS: forced?.timeS ?? null,
			risk: isThere
				? "If your account on the rollup has less than that when it runs, the withdrawal fails there: nothing is withdrawn, and nothing but the fee is lost."
				: `If your account on the rollup has less than that when it runs, nothing is withdrawn and the fee is lost.${held?.proved?.runsCode ? " It runs code there, by a delegation: whoever that code obeys can move the money before." : ""}${known.risk}`,
			proof:
				forced === null || forced.isClaimed === true
					? null
					: `The portal's event in block ${forced.block} of Ethereum, by proof${forced.isFinal ? ", final" : ""}.`,
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
		"The rollup carries it out",
		isCovered
			? "done"
			: state.isReverted
				? "failed"
				: forced === null
					? "later"
					: "waiting",
		isCovered
			? "It is part of the rollup, under a root that Ethereum has."
			: state.isReverted
				? `${profile.title} ran your order and it failed, most likely because the account had less than ${what} there. Nothing was withdrawn. Begin again with less.`
				: seen !== undefined
					? seen.succeeded
						? `The node ${seen.node} shows it in block ${seen.block}. It counts as done once Ethereum has a root that covers the block.`
						: `The node ${seen.node} says that it failed in block ${seen.block}. That is not proved yet: other nodes are asked, and a root is waited for.`
					: isLate
						? "By the rollup's rules it is part of the chain by now, whoever refuses it. The nodes that are asked do not show it: they may be following the sequencer that leaves it out. Add a node in Settings that follows Ethereum itself."
						: `The sequencer may take it at once. If it refuses, the rollup's own rules take it in without anybody's help, at the latest ${durationWords(sequencingWindow.seconds + maxDriftS)} after Ethereum had it.`,
		{
			untilS: isCovered || seen?.succeeded ? null : deadlineS,
			risk: isCovered
				? null
				: seen?.succeeded
					? "That is the node's word. Should it be wrong, the rollup's own rules take the order in all the same."
					: "A sequencer that leaves it out can delay it to that time, and no longer.",
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
		"Find your withdrawal on the rollup",
		isCovered ? "done" : "waiting",
		isLoose
			? `It is proved that the rollup withdrew ${what} to your own account, and no one else is paid. That it is the withdrawal of your transaction is ${seen === undefined ? "not proved" : `the word of the node ${seen.node} alone`}: no accepted root near its block leads to it.`
			: isCovered
				? `Your transaction withdrew ${what}.`
				: state.said.some((one) => one.isBound && !one.succeeded)
					? "The transaction failed on the rollup: it withdrew nothing."
					: seen !== undefined
						? `The node ${seen.node} shows your transaction in block ${seen.block}. It counts once Ethereum has a root that covers it.`
						: "No node that is asked shows this transaction. Compare its hash, or add another node of the rollup in Settings.",
		{
			risk: isLoose
				? "If it is another withdrawal of yours, that one is taken here, and the one you meant stays where it is: begin again with its hash and another node."
				: null,
			proof: isCovered
				? isTied
					? "The withdrawal stands under a root that Ethereum has, and such a root leads back to your transaction's block."
					: "The withdrawal stands under a root that Ethereum has."
				: null,
		},
	);
	return { stage, click: null };
};
