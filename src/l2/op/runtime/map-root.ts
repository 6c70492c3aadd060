// The stage out of an OP rollup at which a root on L1 has to cover the withdrawal: the proposers', or the person's own. Pure.

import { shortHex } from "../../../base/units.ts";
import { lastTry, stageOf } from "../../../exit/stage.ts";
import type { Message, MessageOrText } from "../../../protocol/message.ts";
import { amountWords } from "../../units.ts";
import { opMessage } from "../checks/codes.ts";
import type { DrawnStage, OpView } from "./view.ts";

const hinderedBy = (hindrance: MessageOrText | null): readonly Message[] => {
	if (hindrance === null) return [];
	const why =
		typeof hindrance === "string"
			? opMessage("op.hindrance.told", { why: hindrance })
			: hindrance;
	return [opMessage("op.root.not-yet", { why })];
};

export const rootStage = (view: OpView): DrawnStage => {
	const { state, profile, facts, game, order, setback, isQuietly } = view;
	const { evidence, proposal } = state;
	const isProposed = view.isProven || isQuietly;
	const coveredTo = game?.l2BlockNumber ?? evidence?.l2BlockNumber;
	const rootWords =
		coveredTo === undefined
			? "A root that Ethereum has covers your withdrawal."
			: `The root of block ${coveredTo} covers your withdrawal.`;
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
		"Ethereum gets a root that covers it",
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
							`${facts.isKnown ? "Nobody has proposed a root that covers it and that your nodes agree with." : "No root that covers it and that your nodes agree with is found where the network file says; but the contracts there run code that it does not name, so there may be one."} You can propose one yourself: ${proposal.nodes.length} of your nodes agree on it. It locks ${amountWords(profile, null, BigInt(facts.bondWei))} as a bond, which comes back if nobody disproves the root.`,
						]
					: evidence !== null
						? [
								...setback,
								"Somebody disputes the root that covers your withdrawal. It is not used while that lasts; another one or the end of the dispute is waited for.",
							]
						: [...setback, opMessage("op.root.awaited"), ...hindered],
		{
			risk: isProposed
				? null
				: canPropose
					? "This wallet did not run the rollup's blocks. If your nodes are wrong about the root, the bond is lost."
					: "If nobody posts a root any more, you can do so yourself after a while; a bond is locked for that.",
			proof:
				isQuietly && game !== null
					? `The game ${shortHex(game.game)}, its code, state and place in the factory's list, by proof at block ${facts?.block}.`
					: null,
		},
	);
	if (!canPropose || isSent) return { stage, click: null };
	const { nodes: _, ...parts } = proposal;
	return {
		stage,
		click: {
			stage: "proposed",
			label: opMessage("op.propose.click"),
			step: { kind: "op-propose", ...parts, bondWei: BigInt(facts.bondWei) },
		},
	};
};
