// The steps of reasons about a Linea rollup in words, and what one still has to trust.

import { trustMessage } from "../../trust-codes.ts";
import * as step from "../../wording.ts";
import { lineaMessage } from "../checks/codes.ts";

export const lineaWordings: step.Wordings = {
	"linea-config": {
		title: lineaMessage("linea.trace.config.title"),
		detail: (v) =>
			lineaMessage(
				step.at(v, "paused.finalization") === true
					? "linea.trace.config.paused"
					: "linea.trace.config.detail",
			),
		asOf: "at.grade.asOfS",
		facts: [["newest finalized block", "l2BlockNumber"], ...step.basis],
	},
	"linea-root": {
		title: lineaMessage("linea.trace.root.title"),
		detail: (v) =>
			lineaMessage("linea.trace.root.detail", {
				block: step.shownAt(v, "l2BlockNumber"),
			}),
		asOf: "blockTimeS",
		facts: [
			["block", "l2BlockNumber"],
			["state root", "root"],
		],
	},
	"linea-state": {
		title: lineaMessage("linea.trace.state.title"),
		detail: (v) =>
			lineaMessage("linea.trace.state.detail", {
				who: step.shownAt(v, "grade.who"),
			}),
		asOf: "grade.asOfS",
		facts: [
			["block", "l2BlockNumber"],
			["state root", "stateRoot"],
		],
	},
	"linea-tree-account": {
		title: lineaMessage("linea.trace.account.title"),
		detail: (v) =>
			lineaMessage(
				step.at(v, "exists") === true
					? "linea.trace.account.present"
					: "linea.trace.account.absent",
				{ address: step.shownAt(v, "address") },
			),
		asOf: "at.grade.asOfS",
		facts: [
			["nonce", "nonce"],
			["balance in wei", "balanceWei"],
			["code hash", "codeHash"],
			["storage root", "storageRoot"],
		],
	},
	"linea-tree-slot": {
		title: lineaMessage("linea.trace.slot.title"),
		detail: (v) =>
			lineaMessage("linea.trace.slot.detail", {
				address: step.shownAt(v, "address"),
			}),
		asOf: "at.grade.asOfS",
		facts: [
			["slot", "key"],
			["value", "word"],
		],
	},
};

/** What one still has to trust for a value of a Linea rollup; null for a value that rests on none. */
export const lineaCouldBeWrong: step.CouldBeWrong = ({ reasons, l1 }) =>
	reasons.some(({ rule }) => rule === "linea-root")
		? trustMessage("trust.unchecked-proof.upgradeable", { l1 })
		: null;
