// A withdrawal that was begun on the rollup, by this wallet or any other: proved and taken on L1.

import { Fault } from "../../../base/fault.ts";
import { opMessage } from "../checks/codes.ts";
import type { OpRegistryProfile } from "../checks/registry-profile.ts";
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
				? "the transaction failed on the rollup"
				: "it withdrew nothing to this account",
		);
	return { ...state, said: [...heard] };
};

const begunThere: Start = {
	title: opMessage("op.plain.title"),
	fromBegun: true,
	hasMarks: false,
	codeWords: opMessage("op.plain.runs-code"),
	words: ({ title }, _, fromProofS) =>
		opMessage("op.plain.offer", { chain: title, wait: fromProofS }),
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

export const opPlain: OpModule = opWay(begunThere, "op-plain", "op-games-v1");
export const registryPlain: OpModule<OpRegistryProfile> = opWay(
	begunThere,
	"op-registry-plain",
	"op-games-v2",
);
