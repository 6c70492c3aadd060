// A withdrawal that was begun on the rollup, by this wallet or any other: proved and taken on L1.

import { Fault } from "../../../base/fault.ts";
import { durationWords } from "../../../base/units.ts";
import { foundStage } from "./map-begin.ts";
import { askAround } from "./node-answer.ts";
import { refused, type Start } from "./start.ts";
import { type OpModule, opWay } from "./way.ts";

/** @throws exit-recipient when every node that answers says that the transaction withdrew nothing to the account */
const begin: Start["begin"] = async (state, asked, { profile, l2 }) => {
	const { begun, account } = asked;
	if (begun === null) throw refused("begun", "is missing");
	const heard = await askAround(profile, l2, account, begun, [], () => true);
	if (heard.length > 0 && heard.every((one) => one.withdrawal === null))
		throw new Fault(
			"exit-recipient",
			heard.some((one) => !one.succeeded)
				? "that transaction failed on the rollup: it withdrew nothing"
				: "that transaction withdrew nothing to this account",
		);
	return { ...state, said: [...heard] };
};

const begunThere: Start = {
	way: "op-plain",
	title: "Go on with a withdrawal from the rollup",
	fromBegun: true,
	hasMarks: false,
	codeWords:
		"Your account runs code on Ethereum, by a delegation, and this wallet signs no orders for such an account. Remove the delegation first.",
	words: ({ title }, _, fromProofS) =>
		`For a withdrawal that you began on ${title}: give the hash of its transaction there. You prove it on Ethereum once a root covers it, wait ${durationWords(fromProofS)}, and take it. One node of the rollup must serve one proof, once.`,
	beforeProofS: () => 0,
	begin,
	isOurs: () => true,
	isForce: () => false,
	forcedFromFile: () => null,
	findForced: async () => null,
	madeBy: (_, { begun }) => ({ l2Tx: begun, isSame: true }),
	isOrdered: () => true,
	stages: (view) => [foundStage(view)],
};

export const opPlain: OpModule = opWay(begunThere);
