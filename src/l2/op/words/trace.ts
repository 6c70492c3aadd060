// The steps of reasons about an OP rollup in words, and what one still has to trust.

import { trustMessage } from "../../trust-codes.ts";
import * as step from "../../wording.ts";
import { opMessage } from "../checks/codes.ts";

const whys = ["unchallenged", "signed", "anchor", "won"] as const;
const sides = ["proposed", "accepted", "exit-final"] as const;

const rootDetail: step.Wording["detail"] = (v) => {
	const why = whys.find((one) => one === step.at(v, "because")) ?? "claimed";
	const block = step.shownAt(v, "l2BlockNumber");
	const isWeaker = step.at(v, "isPermissioned") === true;
	const proofs = step.at(v, "proofs");
	if (Array.isArray(proofs) && why === "unchallenged")
		return opMessage(
			proofs.includes("zk")
				? "op.trace.root.unchallenged.zk"
				: "op.trace.root.unchallenged.tee",
			{ block },
		);
	if (Array.isArray(proofs) && why === "won")
		return opMessage("op.trace.root.won.proved", { block });
	if (isWeaker && (why === "unchallenged" || why === "won"))
		return opMessage(`op.trace.root.${why}.permissioned`, { block });
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

const rootWording: step.Wording = {
	title: opMessage("op.trace.root.title"),
	detail: rootDetail,
	asOf: "",
	facts: [
		["output root", "root"],
		["rollup block", "l2BlockNumber"],
		["dispute game", "game"],
		["stands behind it", "because"],
	],
};

export const opWordings: step.Wordings = {
	"op-config": {
		title: opMessage("op.trace.config.title"),
		detail: () => opMessage("op.trace.config.detail"),
		asOf: "at.grade.asOfS",
		facts: [["chain", "chainId"], ...step.basis],
	},
	"op-root": rootWording,
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

/** Those of rollups whose games an AnchorStateRegistry judges; the state under their roots is concluded as before. */
export const registryWordings: step.Wordings = {
	"op-registry-config": {
		title: opMessage("op.trace.config.title"),
		detail: (v) =>
			opMessage("op.trace.registry.detail", {
				type: step.shownAt(v, "game.type"),
			}),
		asOf: "at.grade.asOfS",
		facts: [["chain", "chainId"], ...step.basis],
	},
	"op-registry-root": {
		...rootWording,
		facts: [...rootWording.facts, ["super root", "superRoot"]],
	},
};

/** What one still has to trust for a value of an OP rollup; null for a value that rests on none. */
export const opCouldBeWrong: step.CouldBeWrong = ({ reasons, l1 }) => {
	if (!reasons.some(({ rule }) => rule === "op-state")) return null;
	const isProved = reasons.some(
		({ rule, value }) =>
			rule === "op-registry-config" && step.at(value, "game.type") === 621,
	);
	return trustMessage(
		isProved ? "trust.proposed-root.proved" : "trust.proposed-root",
		{ l1 },
	);
};
