// The way out of the reference rollup that needs nobody's leave: a withdrawal is forced through L1's queue. Either the
// operator takes it, and what a proven batch withdrew is taken on L1; or the deadline passes, anyone freezes the rollup, and
// every owner escapes by the path of their account under the last proven root. One L1 endpoint is enough, where the path
// was kept or L1's blobs still are.
// Source: test/network/reference/README.md, "On L1".

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { durationWords } from "../../../base/units.ts";
import type {
	ExitContext,
	ExitModule,
	ExitRequest,
	WayOffer,
} from "../../../exit/module.ts";
import type { ReferenceStep } from "../checks/exit.ts";
import type { ReferenceProfile } from "../checks/profile.ts";
import { type AccountOwner, captureOwn } from "./evidence.ts";
import { exitSlots, readSlots } from "./facts.ts";
import { escapeFrom, isReferenceStep } from "./from-file.ts";
import { lookAt } from "./look.ts";
import { stagesOf } from "./stages.ts";
import {
	balanceOf,
	type EscapeState,
	escapeState,
	hasNone,
	isPaid,
	isSettled,
} from "./state.ts";
import { clickOf, isOverdue } from "./steps.ts";
import { checkKept } from "./stored-evidence.ts";

type ReferenceExitContext = ExitContext<ReferenceProfile>;

/** Blocks of L1 until a transaction is final, and some to sign in between: seconds. */
const finalS = 15 * 60;

const closed = (words: string): WayOffer => ({
	isOpen: false,
	words,
	lastsS: null,
	takes: "everything",
	tokens: false,
	fromBegun: false,
});

const lower = (account: Hex): Hex => `0x${account.slice(2).toLowerCase()}`;
const ownerOf = (account: Hex): AccountOwner => ({
	owner: lower(account),
	key: null,
});

const offer = async (
	account: Hex,
	context: ReferenceExitContext,
): Promise<WayOffer> => {
	const { profile } = context;
	if (exitSlots(profile) === null)
		return closed(
			"The network file of this rollup is from an older release and does not say what leaving needs. Import a newer one.",
		);
	const state = await lookAt(null, ownerOf(account), context);
	const { deadlineS } = profile;
	if (state.isEscaped)
		return closed(
			"Your account has escaped already. It can do so once, and L1 has paid it.",
		);
	const open = (words: string, lastsS: number): WayOffer => ({
		...closed(words),
		isOpen: true,
		lastsS,
	});
	const hasDeposits = state.deposits.length > 0;
	if (state.index === null && hasDeposits && state.frozenAtS === 0)
		return open(
			`A deposit of yours waits in the rollup's queue and is in no account yet. If the operator does not take it within ${durationWords(deadlineS)}, you freeze the rollup and take it back: two transactions on L1.`,
			deadlineS + finalS,
		);
	if (state.index === null && !hasDeposits)
		return closed(
			state.missing === null
				? "This address has no account on the rollup."
				: `Nothing shows an account of yours on the rollup now: ${state.missing.slice(0, 200)}. Add an endpoint of the rollup, or import a file of exit evidence.`,
		);
	if (state.frozenAtS !== 0)
		return (hasNone(state) || balanceOf(state) === 0n) && !hasDeposits
			? closed(
					"The rollup is frozen, and under its last proven root there is nothing in your account.",
				)
			: open(
					"The rollup is frozen: it will never go on. You can take out what its last proven root says is yours, by its proof, with one transaction on L1. No node of the rollup is needed.",
					finalS,
				);
	if (balanceOf(state) === 0n)
		return closed("There is nothing in your account on the rollup.");
	if (isOverdue(state, profile))
		return open(
			"The operator has let the deadline of the queue pass. Anyone can freeze the rollup now, for good, and then you take out everything in your account by its proof: two transactions on L1.",
			finalS,
		);
	return open(
		`Everything in your account is withdrawn through L1's queue. The operator has ${durationWords(deadlineS)} to take it; then you take your money on L1. If they do not, you freeze the rollup and take it by the proof of your account. Two or three transactions on L1, which cost L1's fee. It works with every node of the rollup dead.`,
		deadlineS + finalS,
	);
};

const begin = async (
	asked: ExitRequest,
	context: ReferenceExitContext,
): Promise<EscapeState> => {
	const { account, token, amount, begun } = asked;
	if (token !== null)
		throw new Fault("bad-params", '"token": this rollup has ether alone');
	if (amount !== null)
		throw new Fault("bad-params", '"amount": this way takes everything');
	if (begun !== null)
		throw new Fault("bad-params", '"begun": this way begins on L1');
	const state = await lookAt(null, ownerOf(account), context);
	if (state.index === null && state.deposits.length === 0)
		throw new Fault(
			"l2-no-account",
			state.missing ?? `${account} has none on ${context.profile.title}`,
		);
	return state;
};

export const referenceEscape: ExitModule<
	EscapeState,
	ReferenceProfile,
	ReferenceStep
> = {
	way: "reference-escape",
	title: "Force a withdrawal, or escape",
	kind: "reference-v1",
	decode: escapeState,
	fromFile: (state, { account }) => escapeFrom(state, lower(account)),
	isStep: (stage, step) => isReferenceStep(stage, step, null),
	offer,
	begin,
	look: (state, { account }, context) =>
		lookAt(state, ownerOf(account), context),
	stages: (state, _, context) => stagesOf(state, context),
	click: (state, _, context) => clickOf(state, context),
	outcome: (state) => {
		if (isSettled(state)) {
			if (!isPaid(state)) return "impossible";
			return state.isFinal ? "done" : "under-way";
		}
		if (state.isEmptied && state.frozenAtS === 0) return "impossible";
		return "under-way";
	},
	// what is shown may be behind what L1 holds as proven, and an escape goes by that
	mark: async (context) => {
		const { config } = await readSlots(context, "latest", []);
		return `${config.lastProven} ${config.lastRoot}`;
	},
	capture: async (account, context) => {
		if (exitSlots(context.profile) === null) return [];
		const facts = await readSlots(context, "latest", []);
		return captureOwn(context, facts, lower(account));
	},
	checkCaptured: async (name, text, profile) => checkKept(name, text, profile),
};
