// The first stops out of an OP rollup: what has to happen there before a root can cover it. Pure.

import { durationWords } from "../base/units.ts";
import { forceStep } from "./op-sent.ts";
import { onItsWay, type Stop, type View } from "./op-view.ts";
import { lastTry, stageOf } from "./stage.ts";

/** The order on L1. */
const forceStop = (view: View): Stop => {
	const { state, asked, profile, order, what, strange } = view;
	const { forced } = state;
	const isThere = view.isCovered || forced !== null;
	const isSent = !isThere && view.isGoing("force");
	const stage = stageOf(
		"force",
		"Ask Ethereum for your withdrawal",
		isThere ? "done" : isSent ? "waiting" : "yours",
		isThere
			? `Ethereum holds your order to withdraw ${what}. Nobody at ${profile.title} can take it back.`
			: isSent
				? onItsWay
				: `${lastTry(order("force"))}${strange}One transaction on Ethereum orders ${profile.title} to withdraw ${what} to your own account. It needs nobody's consent there.`,
		{
			doneS: forced?.timeS ?? null,
			risk: "If your account on the rollup has less than that when it runs, the withdrawal fails there: nothing is withdrawn, and nothing but the fee is lost.",
			proof:
				forced === null
					? null
					: `The portal's event in block ${forced.block} of Ethereum, by proof${forced.isFinal ? ", final" : ""}.`,
		},
	);
	const click =
		isThere || isSent
			? null
			: {
					stage: "force",
					label: "Force the withdrawal",
					step: forceStep(state, asked),
				};
	return { stage, click };
};

/** The order carried out on the rollup. */
const includedStop = ({
	state,
	exit,
	profile,
	facts,
	what,
	isCovered,
}: View): Stop => {
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
						: `The sequencer may take it at once. If it refuses, the rollup's own rules take it in without anybody's help, at the latest ${durationWords(sequencingWindow.seconds)} after Ethereum had it.`,
		{
			untilS: isCovered ? null : deadlineS,
			risk: isCovered
				? null
				: "A sequencer that leaves it out can delay it to that time, and no longer.",
		},
	);
	return { stage, click: null };
};

/** The transaction on the rollup that the person began with. */
const foundStop = ({ state, what, isCovered }: View): Stop => {
	const [seen] = state.said;
	const stage = stageOf(
		"found",
		"Find your withdrawal on the rollup",
		isCovered ? "done" : "waiting",
		isCovered
			? `Your transaction withdrew ${what}.`
			: state.said.some((one) => one.isBound && !one.succeeded)
				? "The transaction failed on the rollup: it withdrew nothing."
				: seen !== undefined
					? `The node ${seen.node} shows your transaction in block ${seen.block}. It counts once Ethereum has a root that covers it.`
					: "No node that is asked shows this transaction. Compare its hash, or add another node of the rollup in Settings.",
		{
			proof: isCovered
				? "The withdrawal stands under a root that Ethereum has."
				: null,
		},
	);
	return { stage, click: null };
};

export const firstStops = (isForced: boolean, view: View): readonly Stop[] =>
	isForced ? [forceStop(view), includedStop(view)] : [foundStop(view)];
