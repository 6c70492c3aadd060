// The steps of reasons about an OP rollup in words, and what one still has to trust.

import type { Message } from "../../../protocol/message.ts";
import { trustMessage } from "../../trust-codes.ts";
import {
	at,
	basis,
	shown,
	type TrustInL1,
	type Wording,
} from "../../wording.ts";

const because: { readonly [why: string]: string } = {
	unchallenged: "claimed, and unchallenged for long enough",
	signed: "claimed, and signed by the rollup's sequencer",
	anchor: "the anchor of the rollup on L1",
	won: "its game was won",
};

export const opWordings: { readonly [rule: string]: Wording } = {
	"op-config": {
		title: "Contracts are the known ones",
		detail: () => "Every code hash is the one the profile pins",
		asOf: "at.grade.asOfS",
		facts: [["chain", "chainId"], ...basis],
	},
	"op-root": {
		title: "Output root out of L1",
		detail: (v) =>
			`Block ${shown(at(v, "l2BlockNumber"))}: ${because[shown(at(v, "because"))] ?? "claimed, nobody stands behind it"}`,
		asOf: "",
		facts: [
			["output root", "root"],
			["rollup block", "l2BlockNumber"],
			["dispute game", "game"],
			["stands behind it", "because"],
		],
	},
	"op-state": {
		title: "Rollup state under that root",
		detail: (v) =>
			`Block ${shown(at(v, "blockNumber"))}, ${shown(at(v, "grade.who"))}`,
		asOf: "grade.asOfS",
		facts: [
			["block", "blockNumber"],
			["block hash", "blockHash"],
			["state root", "stateRoot"],
		],
	},
};

/** What one still has to trust for a value of an OP rollup; null for a value that rests on none. */
export const opCouldBeWrong = ({ reasons, l1 }: TrustInL1): Message | null =>
	reasons.some(({ rule }) => rule === "op-state")
		? trustMessage("trust.proposed-root", { l1 })
		: null;
