// The steps of reasons about a Scroll rollup in words, and what one still has to trust.

import { trustMessage } from "../../trust-codes.ts";
import * as step from "../../wording.ts";
import { scrollMessage } from "../checks/codes.ts";

export const scrollWordings: step.Wordings = {
	"scroll-config": {
		title: scrollMessage("scroll.trace.config.title"),
		detail: () => scrollMessage("scroll.trace.config.detail"),
		asOf: "at.grade.asOfS",
		facts: [
			["newest finalized batch", "lastFinalizedBatch"],
			["newest committed batch", "lastCommittedBatch"],
			...step.basis,
		],
	},
	"scroll-root": {
		title: scrollMessage("scroll.trace.root.title"),
		detail: (v) =>
			scrollMessage(
				step.at(v, "validity") === "development"
					? "scroll.trace.root.development"
					: "scroll.trace.root.proof",
				{ batch: step.shownAt(v, "batchIndex") },
			),
		asOf: "finalizedAtS",
		facts: [
			["batch", "batchIndex"],
			["batch hash", "batchHash"],
			["state root", "root"],
			["withdraw root", "withdrawRoot"],
		],
	},
	"scroll-state": {
		title: scrollMessage("scroll.trace.state.title"),
		detail: (v) =>
			scrollMessage("scroll.trace.state.detail", {
				who: step.shownAt(v, "grade.who"),
			}),
		asOf: "grade.asOfS",
		facts: [
			["state root", "stateRoot"],
			["batch", "batchIndex"],
		],
	},
};

/** What one still has to trust for a value of a Scroll rollup; null for a value that rests on none. */
export const scrollCouldBeWrong: step.CouldBeWrong = ({ reasons, l1 }) => {
	const taken = reasons.findLast(({ rule }) => rule === "scroll-root");
	if (taken === undefined) return null;
	return step.at(taken.value, "validity") === "development"
		? trustMessage("trust.development-prover", { l1 })
		: trustMessage("trust.unchecked-proof.upgradeable", { l1 });
};
