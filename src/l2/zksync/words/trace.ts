// The steps of reasons about a ZKsync chain in words, and what one still has to trust.

import * as step from "../../wording.ts";
import { zksyncMessage } from "../checks/codes.ts";

export const zksyncWordings: step.Wordings = {
	"zksync-config": {
		title: zksyncMessage("zksync.trace.config.title"),
		detail: (v) =>
			zksyncMessage("zksync.trace.config.detail", {
				release: step.shownAt(v, "release"),
				version: step.shownAt(v, "protocolVersion"),
			}),
		asOf: "at.grade.asOfS",
		facts: [
			["batches committed", "batchesCommitted"],
			["batches proved", "batchesVerified"],
			["batches executed", "batchesExecuted"],
			["verifier", "verifier"],
			...step.basis,
		],
	},
	"zksync-root": {
		title: zksyncMessage("zksync.trace.root.title"),
		detail: (v) =>
			zksyncMessage(
				step.at(v, "who") === "exit-final"
					? "zksync.trace.root.executed"
					: "zksync.trace.root.proved",
				{ batch: step.shownAt(v, "batchNumber") },
			),
		asOf: "at.grade.asOfS",
		facts: [
			["batch", "batchNumber"],
			["hash of the batch", "storedHash"],
		],
	},
	"zksync-state": {
		title: zksyncMessage("zksync.trace.state.title"),
		detail: (v) =>
			zksyncMessage("zksync.trace.state.detail", {
				batch: step.shownAt(v, "batchNumber"),
			}),
		asOf: "grade.asOfS",
		facts: [
			["state root", "stateRoot"],
			["batch", "batchNumber"],
			["commitment", "commitment"],
		],
	},
	"zksync-tree-account": {
		title: zksyncMessage("zksync.trace.account.title"),
		detail: () => zksyncMessage("zksync.trace.account.detail"),
		asOf: "at.grade.asOfS",
		facts: [
			["address", "address"],
			["balance in wei", "balanceWei"],
			["nonce", "nonce"],
			["code hash", "codeHash"],
		],
	},
	"zksync-tree-slot": {
		title: zksyncMessage("zksync.trace.slot.title"),
		detail: () => zksyncMessage("zksync.trace.slot.detail"),
		asOf: "at.grade.asOfS",
		facts: [
			["contract", "address"],
			["slot", "key"],
			["word", "word"],
		],
	},
};

/** What one still has to trust for a value of a ZKsync chain; null for a value that rests on none. */
export const zksyncCouldBeWrong: step.CouldBeWrong = ({ reasons, l1 }) => {
	const taken = reasons.findLast(({ rule }) => rule === "zksync-root");
	if (taken === undefined) return null;
	return zksyncMessage(
		step.at(taken.value, "who") === "exit-final"
			? "zksync.trust.executed"
			: "zksync.trust",
		{ l1 },
	);
};
