// The steps of reasons about the reference rollup in words, and what one still has to trust.

import { trustMessage } from "../../trust-codes.ts";
import * as step from "../../wording.ts";
import { referenceMessage } from "../checks/codes.ts";

export const referenceWordings: step.Wordings = {
	"reference-config": {
		title: referenceMessage("reference.trace.config.title"),
		detail: (v) =>
			referenceMessage("reference.trace.config.detail", {
				batch: step.shownAt(v, "lastProven"),
			}),
		asOf: "at.grade.asOfS",
		facts: [
			["batches committed", "lastCommitted"],
			["batches proven", "lastProven"],
			["entries in the queue", "queueLength"],
			["entries taken by proven batches", "queueProven"],
			["frozen at", "frozenAtS"],
			...step.basis,
		],
	},
	"reference-root": {
		title: referenceMessage("reference.trace.root.title"),
		detail: (v) =>
			referenceMessage("reference.trace.root.detail", {
				batch: step.shownAt(v, "blockNumber"),
			}),
		asOf: "grade.asOfS",
		facts: [
			["batch", "blockNumber"],
			["batch hash", "blockHash"],
			["state root", "stateRoot"],
			["hashes followed from batch", "start.batch"],
		],
	},
	"reference-data": {
		title: referenceMessage("reference.trace.data.title"),
		detail: (v) =>
			referenceMessage("reference.trace.data.detail", {
				batch: step.shownAt(v, "batch"),
			}),
		asOf: "at.grade.asOfS",
		facts: [
			["batch", "batch"],
			["blob", "blobHash"],
			["hash of the data", "dataHash"],
		],
	},
	"reference-account": {
		title: referenceMessage("reference.trace.account.title"),
		detail: (v) =>
			step.at(v, "exists") === true
				? referenceMessage("reference.trace.account.detail", {
						nonce: step.shownAt(v, "nonce"),
					})
				: referenceMessage("reference.trace.account.nobody"),
		asOf: "at.grade.asOfS",
		facts: [
			["index", "index"],
			["owner on L1", "owner"],
			["key x", "ax"],
			["key y", "ay"],
			["nonce", "nonce"],
			["balance, wei", "balanceWei"],
			["batch", "at.blockNumber"],
			["state root", "at.stateRoot"],
		],
	},
	recheck: {
		title: referenceMessage("reference.trace.recheck.title"),
		detail: (v) =>
			referenceMessage("reference.trace.recheck.detail", {
				proofs: step.shownAt(v, "recheck.proofs"),
				from: step.shownAt(v, "recheck.from.batch"),
				to: step.shownAt(v, "blockNumber"),
			}),
		asOf: "grade.asOfS",
		facts: [
			["proof system", "recheck.system"],
			["program", "recheck.program"],
			["from the root", "recheck.from.root"],
			["to the root", "stateRoot"],
			["proofs", "recheck.proofs"],
		],
	},
};

/** What one still has to trust for a value of the reference rollup; null for a value that rests on none. */
export const referenceCouldBeWrong: step.CouldBeWrong = ({ reasons, l1 }) => {
	if (reasons.some(({ rule }) => rule === "recheck"))
		return trustMessage("trust.rechecked", { l1 });
	return reasons.some(({ rule }) => rule === "reference-root")
		? trustMessage("trust.unchecked-proof", { l1 })
		: null;
};
