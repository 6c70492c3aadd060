// The stage out of an OP rollup at which a root on L1 has to cover the withdrawal: the proposers', or the person's own. Pure.

import { lastTry, stageOf } from "../../../exit/stage.ts";
import type { Message, MessageOrText } from "../../../protocol/message.ts";
import { amountIn } from "../../units.ts";
import { opMessage } from "../checks/codes.ts";
import { clickable, type DrawnStage, type OpView } from "./view.ts";

const hinderedBy = (hindrance: MessageOrText | null): readonly Message[] => {
	if (hindrance === null) return [];
	const why =
		typeof hindrance === "string"
			? opMessage("op.hindrance.told", { why: hindrance })
			: hindrance;
	return [opMessage("op.root.not-yet", { why })];
};

/** What becomes of it where nobody posts a root any more. */
const risks = {
	"the person": opMessage("op.root.risk"),
	anybody: opMessage("op.root.risk.not-here"),
	"one alone": opMessage("op.root.risk.one-proposer"),
} as const;

export const rootStage = (view: OpView): DrawnStage => {
	const { state, profile, facts, game, order, setback, isQuietly } = view;
	const { evidence, proposal } = state;
	const isProposed = view.isProven || isQuietly;
	const coveredTo = game?.l2BlockNumber ?? evidence?.l2BlockNumber;
	const rootWords =
		coveredTo === undefined
			? opMessage("op.root.covered")
			: opMessage("op.root.covered.block", { block: coveredTo });
	const canPropose =
		!isProposed &&
		proposal !== null &&
		facts !== null &&
		facts.own === null &&
		!view.isPaused;
	const isSent = !isProposed && view.isGoing("proposed");
	const hindered = hinderedBy(state.hindrance);
	const waitsForRoot =
		state.withdrawal !== null ||
		state.said.length > 0 ||
		state.setback !== null;
	const stage = stageOf(
		"proposed",
		opMessage("op.root.stage"),
		isProposed
			? "done"
			: canPropose && !isSent
				? "yours"
				: state.isReverted || !waitsForRoot
					? "later"
					: "waiting",
		isProposed
			? [rootWords, ...setback]
			: isSent
				? view.goingWords("proposed", "proposal")
				: canPropose
					? [
							...setback,
							...lastTry(order("proposed")),
							opMessage(facts.isKnown ? "op.root.none" : "op.root.none-known"),
							opMessage("op.root.propose", {
								nodes: proposal.nodes.length,
								bond: amountIn(profile, null, BigInt(facts.bondWei)),
							}),
						]
					: evidence !== null
						? [...setback, opMessage("op.root.disputed")]
						: [...setback, opMessage("op.root.awaited"), ...hindered],
		{
			risk: isProposed
				? null
				: canPropose
					? opMessage("op.root.risk.propose")
					: risks[view.proposers],
			proof:
				isQuietly && game !== null && facts !== null
					? opMessage("op.root.proof", { game: game.game, block: facts.block })
					: null,
		},
	);
	if (!canPropose || isSent) return { stage, click: null };
	const { nodes: _, ...parts } = proposal;
	return clickable(stage, opMessage("op.propose.click"), {
		kind: "op-propose",
		...parts,
		bondWei: BigInt(facts.bondWei),
	});
};
