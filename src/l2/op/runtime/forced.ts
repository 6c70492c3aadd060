// A withdrawal that nobody at the rollup can refuse: ordered on L1, carried out by the rollup's own rules, proved and taken
// on L1.

import { Fault } from "../../../base/fault.ts";
import type { ExitRequest } from "../../../exit/module.ts";
import { isUnderWay } from "../../../exit/stage.ts";
import { amountWords } from "../../units.ts";
import { opMessage } from "../checks/codes.ts";
import { isForcedBy } from "../checks/force.ts";
import { wayOutOf } from "../checks/payee.ts";
import type { OpRegistryProfile } from "../checks/registry-profile.ts";
import type { OpExitContext } from "./context.ts";
import { readFacts } from "./facts.ts";
import { findForced, forceStep } from "./forced-transaction.ts";
import { l1GasLeast, l1GasSpread } from "./from-file.ts";
import { enough, readHolding } from "./funds.ts";
import { forceStage, includedStage } from "./map-begin.ts";
import { reasonOf } from "./propose.ts";
import { refused, type Start } from "./start.ts";
import type { L2Holding } from "./state.ts";
import { codeWords } from "./view.ts";
import { type OpModule, opWay } from "./way.ts";

/**
 * @throws exit-amount when it is proved that there was less, and a node of a later block says the same. With every node silent
 * it may be begun: what came after the newest root is in no proof. So it may where a token's place shows a zero.
 */
const checkThere = async (
	{ account, token }: ExitRequest,
	amount: bigint,
	{ profile, l1, l2 }: OpExitContext,
): Promise<L2Holding | null> => {
	const nothing = { withdrawal: null, message: null, game: null };
	let held: L2Holding;
	try {
		const asked = { account, ...nothing, proposed: null };
		const { facts } = await readFacts(profile, l1, asked);
		held = await readHolding(profile, l1, l2, facts, { account, token }, null);
	} catch (thrown) {
		// Not to be had now: the first look reads it again, and nothing is signed before.
		reasonOf(thrown);
		return null;
	}
	const { proved, said } = held;
	const isLittle = enough(held, { token }, amount) === "too little";
	if (proved !== null && said !== null && isLittle)
		throw new Fault(
			"exit-amount",
			`in block ${proved.block} of ${profile.title} the account had ${amountWords(profile, token, BigInt(proved.amount))}${token === null ? "" : ", if the network file names its place rightly"}`,
		);
	return held;
};

const begin: Start["begin"] = async (state, asked, context) => {
	const { token, amount, begun } = asked;
	const exit = wayOutOf(context.profile);
	if (begun !== null) throw refused("begun", "is for a withdrawal that exists");
	if (amount === null || amount <= 0n) throw refused("amount", "is missing");
	if (amount >> 256n !== 0n) throw refused("amount", "fits no chain");
	if (token !== null && !exit.tokens.some(({ l2: known }) => known === token))
		throw refused("token", "has no token on Ethereum that the profile knows");
	return { ...state, held: await checkThere(asked, amount, context) };
};

const orderedOnL1: Start = {
	title: opMessage("op.forced.title"),
	fromBegun: false,
	hasMarks: true,
	codeWords,
	words: ({ title }, windowS, fromProofS) =>
		opMessage("op.forced.offer", {
			chain: title,
			window: windowS,
			wait: fromProofS,
		}),
	beforeProofS: (windowS) => windowS,
	begin,
	isOurs: (profile, state, asked, withdrawal) =>
		isForcedBy(profile, asked.account, forceStep(state, asked), withdrawal),
	isForce: (step, state, asked) => {
		const own = forceStep(state, asked);
		return (
			step.token === own.token &&
			step.amount === own.amount &&
			step.l1Gas === own.l1Gas
		);
	},
	forcedFromFile: ({ l1Gas, forced }, { token }, hasOrder) => {
		const least = l1GasLeast(token);
		if (l1Gas < least || l1Gas >= least + l1GasSpread)
			throw new Fault("bad-field", `"l1Gas" of ${l1Gas}`);
		return forced !== null && hasOrder("force") === forced.tx
			? { ...forced, isFinal: false, isClaimed: true }
			: null;
	},
	findForced,
	madeBy: (state, _, forced) => {
		const l2Tx = forced?.l2Tx ?? null;
		return { l2Tx, isSame: state.forced?.l2Tx === l2Tx };
	},
	isOrdered: (forced, followed, order, block) =>
		forced !== null || followed !== null || isUnderWay(order("force"), block),
	stages: (view) => [forceStage(view), includedStage(view)],
};

export const opForced: OpModule = opWay(
	orderedOnL1,
	"op-forced",
	"op-games-v1",
);
export const registryForced: OpModule<OpRegistryProfile> = opWay(
	orderedOnL1,
	"op-registry-forced",
	"op-games-v2",
);
