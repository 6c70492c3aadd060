// The way out of Scroll that asks nobody: a withdrawal in the rollup's queue on L1. The operator has to take what waits there
// in its order, or after a delay anyone may finalize in their place; then the message is paid out on L1.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { Click, ExitModule } from "../../../exit/module.ts";
import { readPlaces } from "../../../exit/places.ts";
import { isUnderWayOrDone, isUnknown } from "../../../exit/stage.ts";
import type { Message } from "../../../protocol/message.ts";
import { scrollMessage } from "../checks/codes.ts";
import type { ScrollStep } from "../checks/exit.ts";
import type { ScrollProfile } from "../checks/profile.ts";
import { queuedHash } from "../checks/queue.ts";
import type { TokenPair } from "../checks/withdrawal.ts";
import type { ScrollExitContext } from "./context.ts";
import { findQueued } from "./entry.ts";
import {
	entryPlace,
	isStrange,
	othersMayFromS,
	queueFeeWei,
	readScrollFacts,
	type ScrollFacts,
} from "./facts.ts";
import {
	forcedState,
	forceOf,
	isTaken,
	mayBeTaken,
	planOf,
	type ScrollForcedState,
	withdrawalAt,
} from "./forced.ts";
import {
	codeWords,
	enforcedStage,
	forceStage,
	pausedWords,
	takenStage,
} from "./forced-stages.ts";
import { forcedFrom, isForcedStep, leastGas, usualGas } from "./from-file.ts";
import { lookForMessage, type Search } from "./journey.ts";
import { findWithdrawals } from "./search.ts";
import { changedBriefly, ether, lastStages, relayClick } from "./stages.ts";
import { hashOf, nothingYet, type SeenState, seenOf } from "./state.ts";
import { captureScroll, checkCapturedScroll } from "./stored-evidence.ts";
import { checkPaid, pairOf } from "./token.ts";

const gasFor = ({ mostGas }: ScrollFacts): number =>
	mostGas === null ? usualGas : Math.min(usualGas, mostGas);

const readSeen = async (
	account: Hex,
	{ profile, l1 }: ScrollExitContext,
	gasLimit: number | null,
	token: TokenPair | null,
): Promise<{ readonly facts: ScrollFacts; readonly seen: SeenState }> => {
	const facts = await readScrollFacts(profile, account, l1, token);
	const waits = facts.queueTaken < facts.queueLength;
	const [oldest = null] = waits
		? await readPlaces(l1, [entryPlace(profile, facts.queueTaken)])
		: [];
	const fee = queueFeeWei(facts, gasLimit ?? gasFor(facts));
	return { facts, seen: seenOf(facts, fee, othersMayFromS(facts, oldest)) };
};

/** The message of this journey, as it is looked for. */
const searchOf = (
	now: ScrollForcedState,
	account: Hex,
	profile: ScrollProfile,
): Search => {
	const { queued, before } = now;
	const hashAt = (nonce: number): Hex =>
		hashOf(profile, withdrawalAt(account, now, nonce));
	return {
		fits: ({ withdrawal }) =>
			mayBeTaken(now) &&
			hashOf(profile, withdrawal) === hashAt(withdrawal.nonce),
		find: async (member) => {
			if (queued === null) return [];
			const own = queuedHash(planOf(account, now, profile), queued.index);
			const found = await findWithdrawals(profile, member, account, queued.atS);
			// On the rollup the transaction has the hash that the queue gave it: that one first.
			return [
				...found.filter((one) => one.transactionHash === own),
				...found.filter((one) => one.transactionHash !== own),
			];
		},
		takesPaid: false,
		missing:
			queued === null || before === undefined || !isTaken(now)
				? null
				: {
						before,
						hashAt,
						entry: queued.index,
						withdrawalAt: (nonce) => withdrawalAt(account, now, nonce),
					},
	};
};

export const scrollEnforced: ExitModule<
	ScrollForcedState,
	ScrollProfile,
	ScrollStep
> = {
	way: "scroll-enforced",
	title: scrollMessage("scroll.way.forced"),
	kind: "scroll-v1",
	decode: forcedState,
	fromFile: forcedFrom,
	isStep: isForcedStep,
	offer: async (account, context) => {
		const { profile } = context;
		const tokens = (profile.exit?.erc20?.tokens.length ?? 0) > 0;
		const common = {
			takes: "amount",
			tokens,
			fromBegun: false,
		} as const;
		const shut = (words: Message) => ({
			...common,
			isOpen: false,
			words,
			lastsS: null,
		});
		if (profile.exit === undefined)
			return shut(
				scrollMessage("scroll.offer.no-way", { chain: profile.title }),
			);
		const { facts, seen } = await readSeen(account, context, null, null);
		if (facts.hasCode) return shut(codeWords);
		if (facts.gatewayPaused) return shut(pausedWords);
		if (gasFor(facts) < leastGas)
			return shut(
				scrollMessage("scroll.offer.gas", { most: facts.mostGas ?? 0 }),
			);
		const delayS = isStrange(facts, "settings") ? null : facts.queueDelayS;
		const fee = ether(profile, seen.feeWei);
		return {
			...common,
			isOpen: true,
			words: [
				...changedBriefly(seen),
				scrollMessage("scroll.offer.forced", { fee }),
				delayS === null
					? scrollMessage("scroll.offer.delay-unknown")
					: scrollMessage("scroll.offer.delay", { delay: delayS }),
				scrollMessage("scroll.offer.then"),
				...(tokens ? [] : [scrollMessage("scroll.offer.ether-only")]),
				...(facts.messengerPaused
					? [scrollMessage("scroll.offer.pay-paused")]
					: []),
			],
			lastsS: delayS,
		};
	},
	begin: async ({ account, token, amount: wanted, begun }, context) => {
		const { profile } = context;
		const pair = token === null ? null : pairOf(profile, token);
		if (begun !== null)
			throw new Fault(
				"bad-params",
				'"begun" is for a withdrawal on the rollup',
			);
		const mostBits = token === null ? 128n : 256n;
		if (wanted === null || wanted <= 0n || wanted >> mostBits !== 0n)
			throw new Fault("bad-params", '"amount" is needed');
		const { facts, seen } = await readSeen(account, context, null, pair);
		if (facts.hasCode)
			throw new Fault("order-delegated", `${account} runs code`);
		if (pair !== null) checkPaid(pair, facts);
		const gasLimit = gasFor(facts);
		if (gasLimit < leastGas)
			throw new Fault("unverifiable-method", `a queue of ${facts.mostGas} gas`);
		return {
			v: 1,
			...(pair !== null && { token: pair }),
			amountWei: wanted.toString(),
			gasLimit,
			// What the places of other code hold bounds nothing: all of the queue's end is looked through then, and nothing is proved missing.
			fromEntry: isStrange(facts, "queue") ? 0 : facts.queueLength,
			...(!isStrange(facts, "rollup") && {
				before: {
					batch: facts.lastFinalizedBatch,
					atS: facts.lastFinalizedAtS,
				},
			}),
			queued: null,
			queueTaken: facts.queueTaken,
			seen,
			last: nothingYet,
		};
	},
	look: async (before, { account }, context) => {
		const { gasLimit, token = null } = before;
		const { facts, seen } = await readSeen(account, context, gasLimit, token);
		const queued = await findQueued(before, account, context, facts);
		// The entry may be younger than the block that the queue was read at, and nothing before it waits longer.
		const othersMayFromS =
			queued === null || facts.queueTaken > queued.index
				? seen.othersMayFromS
				: Math.min(seen.othersMayFromS, queued.atS + facts.queueDelayS);
		const now = {
			...before,
			queued,
			queueTaken: facts.queueTaken,
			seen: { ...seen, othersMayFromS },
		};
		if (!mayBeTaken(now)) {
			// A reorg can take the whole way back. What was paid stays so as long as L1 says it.
			const isNothing =
				before.last.message === null && before.last.paid === null;
			if (isNothing) return { ...now, last: nothingYet };
		}
		const search = searchOf(now, account, context.profile);
		const last = await lookForMessage(before.last, search, context, facts);
		return { ...now, last };
	},
	stages: (now, _asked, { profile, order }) => [
		forceStage(now, order("force"), profile),
		takenStage(now, profile),
		enforcedStage(now),
		...lastStages(now.last, now.seen, mayBeTaken(now), order("relay"), profile),
	],
	click: (now, _asked, { order }): Click<ScrollStep> | null => {
		const { seen, queued, last } = now;
		if (seen === null || seen.hasCode) return null;
		if (queued !== null || last.message !== null)
			return relayClick(last, seen, order("relay"));
		const made = order("force");
		if (seen.gatewayPaused || isUnderWayOrDone(made) || isUnknown(made))
			return null;
		return {
			stage: "force",
			label: scrollMessage("scroll.force.title"),
			step: forceOf(now, BigInt(seen.feeWei)),
		};
	},
	outcome: (now) =>
		now.last.paid?.isFinal === true
			? "done"
			: isTaken(now) && now.last.nothing !== undefined
				? "impossible"
				: "under-way",
	capture: captureScroll,
	checkCaptured: checkCapturedScroll,
};
