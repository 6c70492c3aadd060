// The steps of reasons about a Scroll rollup in words, and what one still has to trust.

import type { Message } from "../../../protocol/message.ts";
import { trustMessage } from "../../trust-codes.ts";
import {
	at,
	basis,
	shown,
	type TrustInL1,
	type Wording,
} from "../../wording.ts";

export const scrollWordings: { readonly [rule: string]: Wording } = {
	"scroll-config": {
		title: "Contracts are the known ones",
		detail: () =>
			"Every code hash is the one the profile pins, the proofs' verifiers too",
		asOf: "at.grade.asOfS",
		facts: [
			["newest finalized batch", "lastFinalizedBatch"],
			["newest committed batch", "lastCommittedBatch"],
			...basis,
		],
	},
	"scroll-root": {
		title: "State root out of L1",
		detail: (v) =>
			at(v, "validity") === "development"
				? `Batch ${shown(at(v, "batchIndex"))}: L1 took a development proof, which anyone can make`
				: `Batch ${shown(at(v, "batchIndex"))}: L1 took its validity proof`,
		asOf: "finalizedAtS",
		facts: [
			["batch", "batchIndex"],
			["batch hash", "batchHash"],
			["state root", "root"],
			["withdraw root", "withdrawRoot"],
		],
	},
	"scroll-state": {
		title: "Rollup state under that root",
		detail: (v) =>
			`${shown(at(v, "grade.who"))}; L1 names this state, and not which block it is of`,
		asOf: "grade.asOfS",
		facts: [
			["state root", "stateRoot"],
			["batch", "batchIndex"],
		],
	},
};

/** What one still has to trust for a value of a Scroll rollup; null for a value that rests on none. */
export const scrollCouldBeWrong = ({
	reasons,
	l1,
}: TrustInL1): Message | null => {
	const taken = reasons.findLast(({ rule }) => rule === "scroll-root");
	if (taken === undefined) return null;
	return at(taken.value, "validity") === "development"
		? trustMessage("trust.development-prover", { l1 })
		: trustMessage("trust.unchecked-proof.upgradeable", { l1 });
};
