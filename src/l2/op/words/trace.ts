// The steps of reasons about an OP rollup in words, and what one still has to trust.

import { trustMessage } from "../../trust-codes.ts";
import * as step from "../../wording.ts";
import { opMessage } from "../checks/codes.ts";

const whys = ["unchallenged", "signed", "anchor", "won"] as const;
const sides = ["proposed", "accepted"] as const;

const rootDetail: step.Wording["detail"] = (v) => {
	const why = whys.find((one) => one === step.at(v, "because")) ?? "claimed";
	const block = step.shownAt(v, "l2BlockNumber");
	return opMessage(`op.trace.root.${why}`, { block });
};

const stateDetail: step.Wording["detail"] = (v) => {
	const block = step.shownAt(v, "blockNumber");
	const who = step.at(v, "grade.who");
	const side = sides.find((one) => one === who);
	return side === undefined
		? opMessage("op.trace.state.other", { block, who: step.shown(who) })
		: opMessage(`op.trace.state.${side}`, { block });
};

export const opWordings: step.Wordings = {
	"op-config": {
		title: opMessage("op.trace.config.title"),
		detail: () => opMessage("op.trace.config.detail"),
		asOf: "at.grade.asOfS",
		facts: [["chain", "chainId"], ...step.basis],
	},
	"op-root": {
		title: opMessage("op.trace.root.title"),
		detail: rootDetail,
		asOf: "",
		facts: [
			["output root", "root"],
			["rollup block", "l2BlockNumber"],
			["dispute game", "game"],
			["stands behind it", "because"],
		],
	},
	"op-state": {
		title: opMessage("op.trace.state.title"),
		detail: stateDetail,
		asOf: "grade.asOfS",
		facts: [
			["block", "blockNumber"],
			["block hash", "blockHash"],
			["state root", "stateRoot"],
		],
	},
};

/** What one still has to trust for a value of an OP rollup; null for a value that rests on none. */
export const opCouldBeWrong: step.CouldBeWrong = ({ reasons, l1 }) =>
	reasons.some(({ rule }) => rule === "op-state")
		? trustMessage("trust.proposed-root", { l1 })
		: null;
