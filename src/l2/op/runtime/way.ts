// What both ways out of an OP rollup have in common, as the engine of journeys asks it: what is offered, how a journey
// begins, how it is looked at. The two differ in their first steps alone: one forces the withdrawal through L1, the other
// goes on from one that exists on the rollup.

import { concat, fromHex, type Hex, utf8 } from "../../../base/bytes.ts";
import { parseJson } from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { durationWords } from "../../../base/units.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import type {
	ExitAsked,
	ExitGround,
	ExitModule,
	Offer,
} from "../../../exit/module.ts";
import { amountWords } from "../../units.ts";
import { exitOf } from "../checks/payee.ts";
import type { OpProfile } from "../checks/profile.ts";
import type { OpStep } from "../checks/step.ts";
import { checkEvidence } from "./evidence.ts";
import { readFacts } from "./facts.ts";
import { isOpStep, l1GasLeast, l1GasSpread, opFromFile } from "./from-file.ts";
import { enough, readHeld } from "./funds.ts";
import { lookOp } from "./look.ts";
import { mapOp, outcomeOf } from "./map.ts";
import { askAround } from "./node-answer.ts";
import { reasonOf } from "./propose.ts";
import {
	firstState,
	type Held,
	keptFor,
	mostEvidence,
	type OpState,
	opState,
} from "./state.ts";
import { codeWords } from "./view.ts";

type Ground = ExitGround<OpProfile>;
export type OpModule = ExitModule<OpState, OpProfile, OpStep>;

/** How long it takes from the proof on, where nobody disputes anything. */
const lastsFromProofS = (profile: OpProfile): number => {
	const { proofMaturityS, gameClockS, gameFinalityS } = exitOf(profile);
	return Math.max(proofMaturityS, gameClockS + gameFinalityS);
};

const offer = async (
	isForced: boolean,
	account: Hex,
	{ profile, l1 }: Ground,
): Promise<Offer> => {
	const none = {
		isOpen: false,
		lastsS: null,
		takes: "amount",
		tokens: false,
		fromBegun: !isForced,
	} as const;
	const { exit } = profile;
	if (exit === undefined)
		return {
			...none,
			words: `The network file does not say how to leave ${profile.title}: which contracts pay out, and how long they wait. Import a newer file from somebody you trust.`,
		};
	const { facts } = await readFacts(profile, l1, {
		account,
		withdrawal: null,
		message: null,
		game: null,
		proposed: null,
	});
	if (facts.runsCode)
		return {
			...none,
			words: isForced
				? codeWords
				: "Your account runs code on Ethereum, by a delegation, and this wallet signs no orders for such an account. Remove the delegation first.",
		};
	const fromProofS = lastsFromProofS(profile);
	const windowS = exit.sequencingWindow.seconds;
	const warnings = [
		facts.isKnown
			? ""
			: " The contracts run code that this release does not know; you can go on, and each step is tried first.",
		facts.isPaused === null
			? " Whether withdrawals are paused on Ethereum is not known: the contract that says so runs code that this release does not know."
			: facts.isPaused
				? " Withdrawals are paused on Ethereum at the moment: you can begin, and the payment waits for the end of the pause."
				: "",
		facts.respectedType === null || facts.respectedType === profile.game.type
			? ""
			: " The rollup wants its roots proposed in a way that this release does not know: it may end before the proof.",
	].join("");
	const words = isForced
		? `You order the withdrawal on Ethereum, and ${profile.title} has to carry it out within ${durationWords(windowS)}, whatever its sequencer wants. Then you prove it and wait ${durationWords(fromProofS)}. Nothing has to be kept beforehand; once, after it is carried out, one node of the rollup must serve one proof.${warnings}`
		: `For a withdrawal that you began on ${profile.title}: give the hash of its transaction there. You prove it on Ethereum once a root covers it, wait ${durationWords(fromProofS)}, and take it. One node of the rollup must serve one proof, once.${warnings}`;
	return {
		isOpen: true,
		words,
		lastsS: fromProofS + (isForced ? windowS : 0),
		takes: "amount",
		tokens: exit.tokens.length > 0,
		fromBegun: !isForced,
	};
};

/**
 * Gas that the withdrawal asks for on L1: enough for its payment, and different for each journey, so that the withdrawal of
 * one is never taken for another's.
 */
const l1GasOf = (
	{ account, token, amount }: ExitAsked,
	nowS: number,
): number => {
	const salt = keccakHex(
		concat(fromHex(account), utf8(`${token} ${amount} ${nowS}`)),
	);
	return l1GasLeast(token) + Number(BigInt(salt) % BigInt(l1GasSpread));
};

const refused = (field: string, why: string): Fault =>
	new Fault("bad-params", `"${field}" ${why}`);

/**
 * @throws exit-amount when it is proved that there was less, and a node of a later block says the same. With every node silent
 * it may be begun: what came after the newest root is in no proof. So it may where a token's place shows a zero.
 */
const checkThere = async (
	{ account, token }: ExitAsked,
	amount: bigint,
	{ profile, l1, l2 }: Ground,
): Promise<Held | null> => {
	const nothing = { withdrawal: null, message: null, game: null };
	let held: Held;
	try {
		const asked = { account, ...nothing, proposed: null };
		const { facts } = await readFacts(profile, l1, asked);
		held = await readHeld(profile, l1, l2, facts, { account, token }, null);
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
			`in block ${proved.block} of ${profile.title} the account had ${amountWords(profile, token, BigInt(proved.amount))}${token === null ? "" : ", as far as the network file is right about where that token's contract keeps balances"}`,
		);
	return held;
};

const begin = async (
	isForced: boolean,
	asked: ExitAsked,
	ground: Ground,
): Promise<OpState> => {
	const { profile, nowS, l2 } = ground;
	const exit = exitOf(profile);
	const { token, amount, begun, account } = asked;
	const state = firstState(l1GasOf(asked, Math.floor(nowS)));
	if (!isForced) {
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
	}
	if (begun !== null) throw refused("begun", "is for a withdrawal that exists");
	if (amount === null || amount <= 0n) throw refused("amount", "is missing");
	if (amount >> 256n !== 0n) throw refused("amount", "fits no chain");
	if (token !== null && !exit.tokens.some(({ l2: known }) => known === token))
		throw refused("token", "has no token on Ethereum that the profile knows");
	return { ...state, held: await checkThere(asked, amount, ground) };
};

/** One of the two ways. */
export const opWay = (
	way: string,
	title: string,
	isForced: boolean,
): OpModule => ({
	way,
	title,
	kind: "op-games-v1",
	decode: opState,
	fromFile: (state, asked, profile, hasOrder) =>
		opFromFile(isForced, state, asked, profile, hasOrder),
	isStep: (stage, step, state, asked, profile) =>
		isOpStep(isForced, stage, step, state, asked, profile),
	offer: (account, ground) => offer(isForced, account, ground),
	begin: (asked, ground) => begin(isForced, asked, ground),
	look: (state, asked, ground) => lookOp(isForced, state, asked, ground),
	stages: (state, asked, ground) =>
		mapOp(isForced, state, asked, ground).stages,
	click: (state, asked, ground) => mapOp(isForced, state, asked, ground).click,
	outcome: outcomeOf,
	checkCaptured: async (_name, text, profile) => {
		const kept = keptFor(parseJson(text, mostEvidence), "evidence");
		const { timeS } = checkEvidence(profile, kept.account, kept.evidence);
		return { asOfS: timeS };
	},
});
