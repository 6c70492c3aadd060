// The steps of reasons about a Taiko rollup in words, and what one still has to trust.

import * as step from "../../wording.ts";
import { taikoMessage as say } from "../checks/codes.ts";

export const taikoWordings: step.Wordings = {
	"taiko-config": {
		title: say("taiko.trace.config.title"),
		detail: () => say("taiko.trace.config.detail"),
		asOf: "at.grade.asOfS",
		facts: [
			["newest finalized block", "finalizedBlockHash"],
			["newest finalized proposal", "core.finalizedProposal"],
			...step.basis,
		],
	},
	"taiko-root": {
		title: say("taiko.trace.root.title"),
		detail: (v) =>
			say("taiko.trace.root.detail", {
				block: step.shownAt(v, "l2BlockNumber"),
			}),
		asOf: "finalizedAtS",
		facts: [
			["block", "l2BlockNumber"],
			["block hash", "blockHash"],
			["state root", "root"],
			["proposal", "proposal"],
			["proposals without a proof since", "proposalsWaiting"],
		],
	},
	"taiko-state": {
		title: say("taiko.trace.state.title"),
		detail: (v) =>
			say("taiko.trace.state.detail", {
				block: step.shownAt(v, "blockNumber"),
			}),
		asOf: "grade.asOfS",
		facts: [
			["block", "blockNumber"],
			["block hash", "blockHash"],
			["state root", "stateRoot"],
		],
	},
};

/** What one still has to trust for a value of a Taiko rollup; null for a value that rests on none. */
export const taikoCouldBeWrong: step.CouldBeWrong = ({ reasons, l1 }) =>
	reasons.some(({ rule }) => rule === "taiko-root")
		? say("taiko.trust", { l1 })
		: null;
