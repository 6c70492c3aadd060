// The usual way out of Scroll: a withdrawal that was begun on the rollup itself. When L1 finalized its batch, its message is
// paid out.

import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import type { ExitModule, Stage } from "../../../exit/module.ts";
import { stageOf } from "../../../exit/stage.ts";
import { scrollMessage } from "../checks/codes.ts";
import type { ScrollStep } from "../checks/exit.ts";
import type { ScrollProfile } from "../checks/profile.ts";
import type { ScrollExitContext } from "./context.ts";
import { othersMayFromS, readScrollFacts } from "./facts.ts";
import { isPlainStep, plainFrom } from "./from-file.ts";
import { lookForMessage } from "./journey.ts";
import { type Sighting, withdrawalsOf } from "./search.ts";
import {
	changedBriefly,
	lastStages,
	relayClick,
	withdrawnAmount,
} from "./stages.ts";
import {
	messageState,
	nothingYet,
	seenOf,
	seenState,
	stored,
	withdrawalState,
} from "./state.ts";
import { captureScroll, checkCapturedScroll } from "./stored-evidence.ts";

const state = d.record({
	v: d.oneOf(1),
	/** What an endpoint says the transaction withdrew: a claim until it is proved. */
	claimed: d.nullable(withdrawalState),
	seen: d.nullable(seenState),
	last: messageState,
});
export type ScrollPlainState = Decoded<typeof state>;

const readSeen = async (account: `0x${string}`, context: ScrollExitContext) => {
	const facts = await readScrollFacts(context.profile, account, context.l1);
	return { facts, seen: seenOf(facts, 0n, othersMayFromS(facts, null)) };
};

const codeWords = scrollMessage("scroll.code.plain");

const sentStage = (
	{ claimed, last }: ScrollPlainState,
	profile: ScrollProfile,
): Stage => {
	const title = scrollMessage("scroll.begun.stage");
	const known = last.message?.withdrawal ?? last.paid?.withdrawal ?? null;
	if (known !== null) {
		const what = withdrawnAmount(profile, known);
		const { nonce } = known;
		return stageOf(
			"sent",
			title,
			"done",
			scrollMessage("scroll.begun.done", { what }),
			{ proof: scrollMessage("scroll.begun.proof", { nonce }) },
		);
	}
	return stageOf(
		"sent",
		title,
		"waiting",
		claimed === null
			? scrollMessage("scroll.begun.looked-for")
			: scrollMessage("scroll.begun.told", {
					what: withdrawnAmount(profile, claimed),
					nonce: claimed.nonce,
				}),
		{ risk: scrollMessage("scroll.begun.risk") },
	);
};

export const scrollPlain: ExitModule<
	ScrollPlainState,
	ScrollProfile,
	ScrollStep
> = {
	way: "scroll-plain",
	title: scrollMessage("scroll.way.plain"),
	kind: "scroll-v1",
	decode: state,
	fromFile: ({ v, last }, { account }) => ({
		v,
		claimed: null,
		seen: null,
		last: plainFrom(last, account),
	}),
	isStep: (stage, step, _, { account }) => isPlainStep(stage, step, account),
	offer: async (account, context) => {
		const common = {
			takes: "amount",
			tokens: false,
			fromBegun: true,
			lastsS: null,
		} as const;
		const { profile } = context;
		if (profile.exit === undefined)
			return {
				...common,
				isOpen: false,
				words: scrollMessage("scroll.offer.no-way", { chain: profile.title }),
			};
		const { facts, seen } = await readSeen(account, context);
		if (facts.hasCode) return { ...common, isOpen: false, words: codeWords };
		return {
			...common,
			isOpen: true,
			words: [
				...changedBriefly(seen),
				scrollMessage(
					profile.exit.erc20 === undefined
						? "scroll.offer.plain-ether"
						: "scroll.offer.plain-any",
					{ chain: profile.title },
				),
				...(facts.messengerPaused
					? [scrollMessage("scroll.offer.pay-paused")]
					: []),
			],
		};
	},
	begin: async ({ account, token, begun }, context) => {
		if (token !== null)
			throw new Fault(
				"bad-params",
				'"token": its transaction says what it withdrew',
			);
		if (begun === null)
			throw new Fault("bad-params", '"begun": the transaction on the rollup');
		const { facts, seen } = await readSeen(account, context);
		if (facts.hasCode)
			throw new Fault("order-delegated", `${account} runs code`);
		return { v: 1, claimed: null, seen, last: nothingYet };
	},
	look: async (before, { account, begun }, context) => {
		const { profile } = context;
		const { facts, seen } = await readSeen(account, context);
		let found: readonly Sighting[] = [];
		const last = await lookForMessage(
			before.last,
			{
				fits: ({ withdrawal, transactionHash }) =>
					withdrawal.recipient === account && transactionHash === begun,
				find: async (member) => {
					if (begun === null) return [];
					const all = await withdrawalsOf(profile, member, begun);
					if (all === null)
						throw new Fault("not-anchored", "knows no such transaction");
					const [first] = all;
					if (first === undefined)
						throw new Fault(
							"not-anchored",
							"made no withdrawal that is known here",
						);
					const own = all.filter(
						({ withdrawal }) => withdrawal.recipient === account,
					);
					if (own.length === 0)
						throw new Fault(
							"exit-recipient",
							`the withdrawal pays ${first.withdrawal.recipient}, not this account`,
						);
					found = own;
					return own;
				},
				takesPaid: true,
				missing: null,
			},
			context,
			facts,
		);
		const [first] = found;
		return {
			v: 1,
			claimed: first === undefined ? before.claimed : stored(first.withdrawal),
			seen,
			last,
		};
	},
	stages: (now, _asked, { order, profile }) => [
		sentStage(now, profile),
		...lastStages(
			now.last,
			now.seen,
			now.claimed !== null,
			order("relay"),
			profile,
		),
	],
	click: ({ last, seen }, _asked, { order }) =>
		relayClick(last, seen, order("relay")),
	outcome: ({ last }) => (last.paid?.isFinal === true ? "done" : "under-way"),
	capture: captureScroll,
	checkCaptured: checkCapturedScroll,
};
