// The steps of reasons about the reference rollup in words, and what one still has to trust.

import type { Message } from "../../../protocol/message.ts";
import { trustMessage } from "../../trust-codes.ts";
import {
	at,
	basis,
	shown,
	type TrustInL1,
	type Wording,
} from "../../wording.ts";

export const referenceWordings: { readonly [rule: string]: Wording } = {
	"reference-config": {
		title: "Contracts are the known ones",
		detail: (v) =>
			`Both code hashes are the ones the profile pins; last proven batch ${shown(at(v, "lastProven"))}`,
		asOf: "at.grade.asOfS",
		facts: [
			["batches committed", "lastCommitted"],
			["batches proven", "lastProven"],
			["entries in the queue", "queueLength"],
			["entries taken by proven batches", "queueProven"],
			["frozen at", "frozenAtS"],
			...basis,
		],
	},
	"reference-root": {
		title: "Proven root out of L1",
		detail: (v) =>
			`Batch ${shown(at(v, "blockNumber"))}: L1 accepted its proof`,
		asOf: "grade.asOfS",
		facts: [
			["batch", "blockNumber"],
			["batch hash", "blockHash"],
			["state root", "stateRoot"],
			["hashes followed from batch", "start.batch"],
		],
	},
	"reference-data": {
		title: "Data of the batch",
		detail: (v) =>
			`Batch ${shown(at(v, "batch"))}: its blob is the one L1 was given`,
		asOf: "at.grade.asOfS",
		facts: [
			["batch", "batch"],
			["blob", "blobHash"],
			["hash of the data", "dataHash"],
		],
	},
	"reference-account": {
		title: "Account under that root",
		detail: (v) =>
			at(v, "exists") === true
				? `Merkle proof, nonce ${shown(at(v, "nonce"))}`
				: "Merkle proof that nobody has it yet",
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
		title: "Validity proof checked again",
		detail: (v) =>
			`${shown(at(v, "recheck.proofs"))} proofs, from batch ${shown(at(v, "recheck.from.batch"))} to ${shown(at(v, "blockNumber"))}`,
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
export const referenceCouldBeWrong = ({
	reasons,
	l1,
}: TrustInL1): Message | null => {
	if (reasons.some(({ rule }) => rule === "recheck"))
		return trustMessage("trust.rechecked", { l1 });
	return reasons.some(({ rule }) => rule === "reference-root")
		? trustMessage("trust.unchecked-proof", { l1 })
		: null;
};
