// The way out of the reference rollup that needs nobody's leave: a withdrawal is forced through L1's queue. Either the
// operator takes it, and what a proven batch withdrew is taken on L1; or the deadline passes, anyone freezes the rollup, and
// every owner escapes by the path of their account under the last proven root. One L1 endpoint is enough, where the path
// was kept or L1's blobs still are.
// Source: test/network/reference/README.md, "On L1".

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type {
	ExitModule,
	ExitRequest,
	WayOffer,
} from "../../../exit/module.ts";
import { cut } from "../../../exit/stage.ts";
import { referenceMessage } from "../checks/codes.ts";
import type { ReferenceStep } from "../checks/exit.ts";
import type { ReferenceProfile } from "../checks/profile.ts";
import type { ReferenceExitContext } from "./context.ts";
import { type AccountOwner, captureOwn } from "./evidence.ts";
import { exitSlots, readSlots } from "./facts.ts";
import { escapeFrom, isReferenceStep } from "./from-file.ts";
import { lookAt } from "./look.ts";
import { closedTo, finalS } from "./offer.ts";
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

const closed = closedTo("everything");

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
		return closed(referenceMessage("reference.offer.old-file"));
	const state = await lookAt(null, ownerOf(account), context);
	const { deadlineS } = profile;
	if (state.isEscaped)
		return closed(referenceMessage("reference.offer.escaped"));
	const open = (words: WayOffer["words"], lastsS: number): WayOffer => ({
		...closed(words),
		isOpen: true,
		lastsS,
	});
	const hasDeposits = state.deposits.length > 0;
	if (state.index === null && hasDeposits && state.frozenAtS === 0)
		return open(
			referenceMessage("reference.offer.deposit", { deadline: deadlineS }),
			deadlineS + finalS,
		);
	if (state.index === null && !hasDeposits)
		return closed(
			state.missing === null
				? referenceMessage("reference.offer.no-account")
				: referenceMessage("reference.offer.unshown", {
						why: cut(state.missing, 200),
					}),
		);
	if (state.frozenAtS !== 0)
		return (hasNone(state) || balanceOf(state) === 0n) && !hasDeposits
			? closed(referenceMessage("reference.offer.frozen.nothing"))
			: open(referenceMessage("reference.offer.frozen"), finalS);
	if (balanceOf(state) === 0n)
		return closed(referenceMessage("reference.offer.nothing"));
	if (isOverdue(state, profile))
		return open(referenceMessage("reference.offer.overdue"), finalS);
	return open(
		[
			referenceMessage("reference.offer.escape", { deadline: deadlineS }),
			referenceMessage("reference.offer.escape.costs"),
		],
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
	title: referenceMessage("reference.way.escape"),
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
