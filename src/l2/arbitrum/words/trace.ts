// The steps of reasons about an Arbitrum chain in words, and what one still has to trust.

import { trustMessage } from "../../trust-codes.ts";
import * as step from "../../wording.ts";
import { arbitrumMessage as say } from "../checks/codes.ts";

const configDetail: step.Wording["detail"] = (v) =>
	say(
		step.at(v, "isOpen") === true
			? "arbitrum.trace.config.open"
			: "arbitrum.trace.config.listed",
	);

const rootDetail: step.Wording["detail"] = (v) => {
	const after = step.shownAt(v, "afterConfirmed");
	switch (step.at(v, "because")) {
		case "confirmed":
			return say(
				step.at(v, "isFastConfirmed") === true
					? "arbitrum.trace.root.fast"
					: "arbitrum.trace.root.confirmed",
			);
		case "unchallenged":
			return step.at(v, "isOpen") === true
				? say("arbitrum.trace.root.unchallenged", { after })
				: say("arbitrum.trace.root.listed", { after });
		case "disputed":
			return say("arbitrum.trace.root.disputed");
		case "young":
			return say("arbitrum.trace.root.young");
		default:
			return say("arbitrum.trace.root.unfinished");
	}
};

const stateDetail: step.Wording["detail"] = (v) => {
	const block = step.shownAt(v, "blockNumber");
	return step.at(v, "grade.who") === "accepted"
		? say("arbitrum.trace.state.accepted", { block })
		: say("arbitrum.trace.state.proposed", { block });
};

export const arbitrumWordings: step.Wordings = {
	"arbitrum-config": {
		title: say("arbitrum.trace.config.title"),
		detail: configDetail,
		asOf: "at.grade.asOfS",
		facts: [
			["newest confirmed assertion", "latestConfirmed"],
			["blocks until one may be confirmed", "confirmPeriodBlocks"],
			["decides between rivals", "challengeManager"],
			["may confirm at once", "fastConfirmer"],
			...step.basis,
		],
	},
	"arbitrum-root": {
		title: say("arbitrum.trace.root.title"),
		detail: rootDetail,
		asOf: "seenFromS",
		facts: [
			["assertion", "assertion"],
			["block hash", "blockHash"],
			["batches it took", "batch"],
			["made at the L1 block", "createdAtBlock"],
			["assertions since the confirmed one", "afterConfirmed"],
			["stands behind it", "because"],
		],
	},
	"arbitrum-state": {
		title: say("arbitrum.trace.state.title"),
		detail: stateDetail,
		asOf: "grade.asOfS",
		facts: [
			["block", "blockNumber"],
			["block hash", "blockHash"],
			["state root", "stateRoot"],
			["ArbOS version", "arbosVersion"],
		],
	},
};

/** What one still has to trust for a value of an Arbitrum chain; null for a value that rests on none. */
export const arbitrumCouldBeWrong: step.CouldBeWrong = ({ reasons, l1 }) => {
	const root = reasons.findLast(({ rule }) => rule === "arbitrum-root")?.value;
	if (
		root === undefined ||
		!reasons.some(({ rule }) => rule === "arbitrum-state")
	)
		return null;
	if (step.at(root, "profile.data") === "committee")
		return say("arbitrum.trust.committee", { l1 });
	return step.at(root, "isOpen") === true
		? trustMessage("trust.proposed-root", { l1 })
		: say("arbitrum.trust.listed", { l1 });
};
