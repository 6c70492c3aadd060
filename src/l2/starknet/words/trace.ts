// The steps of reasons about Starknet in words, and what one still has to trust.

import * as step from "../../wording.ts";
import { starknetMessage } from "../checks/codes.ts";

/** The block that something of it was read at. */
const basis: step.Wording["facts"] = [
	["chain", "at.chain"],
	["block", "at.blockNumber"],
	["block hash", "at.blockHash"],
];

export const starknetWordings: step.Wordings = {
	"starknet-config": {
		title: starknetMessage("starknet.trace.config.title"),
		detail: () => starknetMessage("starknet.trace.config.detail"),
		asOf: "at.grade.asOfS",
		facts: [
			["fact registry", "verifier"],
			["program", "programHash"],
			["aggregator program", "aggregatorProgramHash"],
			["configuration", "configHash"],
			["seconds before a change of its code", "upgradeDelayS"],
			...step.basis,
		],
	},
	"starknet-root": {
		title: starknetMessage("starknet.trace.root.title"),
		detail: (v) =>
			starknetMessage("starknet.trace.root.detail", {
				block: step.shownAt(v, "blockNumber"),
			}),
		asOf: "at.grade.asOfS",
		facts: [
			["block", "blockNumber"],
			["block hash", "blockHash"],
			["global root", "globalRoot"],
		],
	},
	"starknet-state": {
		title: starknetMessage("starknet.trace.state.title"),
		detail: (v) =>
			starknetMessage("starknet.trace.state.detail", {
				block: step.shownAt(v, "blockNumber"),
			}),
		asOf: "grade.asOfS",
		facts: [
			["block hash", "blockHash"],
			["root of contracts", "contractsRoot"],
			["root of classes", "classesRoot"],
		],
	},
	"starknet-account": {
		title: starknetMessage("starknet.trace.account.title"),
		detail: (v) =>
			step.at(v, "exists") === true
				? starknetMessage("starknet.trace.account.present", {
						class: step.shownAt(v, "classHash"),
					})
				: starknetMessage("starknet.trace.account.absent"),
		asOf: "at.grade.asOfS",
		facts: [
			["address", "address"],
			["class", "classHash"],
			["nonce", "nonce"],
			["storage root", "storageRoot"],
			...basis,
		],
	},
	"starknet-balance": {
		title: starknetMessage("starknet.trace.balance.title"),
		detail: (v) =>
			starknetMessage("starknet.trace.balance.detail", {
				symbol: step.shownAt(v, "symbol"),
			}),
		asOf: "at.grade.asOfS",
		facts: [
			["address", "owner"],
			["token", "token"],
			["amount in its smallest unit", "amount"],
			...basis,
		],
	},
};

/** What one still has to trust for a value of Starknet; null for a value that rests on none. */
export const starknetCouldBeWrong: step.CouldBeWrong = ({ reasons, l1 }) =>
	reasons.some(({ rule }) => rule === "starknet-root")
		? starknetMessage("starknet.could-be-wrong", { l1 })
		: null;
