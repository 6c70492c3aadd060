// The way out of Scroll that asks nobody: a withdrawal in the rollup's queue on L1. The operator has to take what waits there
// in its order, or after a delay anyone may finalize in their place; then the message is paid out on L1.

import { type Decoded, int, nullable, oneOf, record } from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { durationWords } from "../base/units.ts";
import type { ScrollProfile } from "../l2/profile.ts";
import { forcedTransaction, type ScrollForce } from "../l2/scroll-exit.ts";
import {
	enqueuedAtS,
	holdsTransaction,
	type QueuedTransaction,
	queuedHash,
} from "../l2/scroll-queue.ts";
import { amount } from "../protocol/amount.ts";
import type { Click, ExitModule, Stage } from "./module.ts";
import { captureScroll, checkCapturedScroll } from "./scroll-escrow.ts";
import {
	entryPlace,
	othersMayFromS,
	queueFeeWei,
	readPlaces,
	readScrollFacts,
	type ScrollFacts,
} from "./scroll-facts.ts";
import { lookForMessage, type ScrollGround } from "./scroll-journey.ts";
import { findWithdrawals } from "./scroll-search.ts";
import {
	changedWords,
	ether,
	isUnderWay,
	lastStages,
	relayClick,
} from "./scroll-stages.ts";
import {
	messageState,
	nothingYet,
	type SeenState,
	seenOf,
	seenState,
} from "./scroll-state.ts";

const state = record({
	v: oneOf(1),
	amountWei: amount,
	/** For the transaction on the rollup. */
	gasLimit: int(21_000),
	/** Entries of the queue before this one are older than the journey. */
	fromEntry: int(),
	/** Where the transaction stands in the queue. */
	queued: nullable(record({ index: int(), atS: int() })),
	/** Entries that finalized batches took. */
	queueTaken: int(),
	seen: nullable(seenState),
	last: messageState,
});
export type ScrollForcedState = Decoded<typeof state>;

/** Enough for the messenger and for a tree of any size, as long as the queue lets a transaction have it. */
const usualGas = 400_000;
/** The queue asks for 21,000 and 40 for each of 164 bytes; the withdrawal itself runs on about 150,000. */
const leastGas = 200_000;
/** Entries of the queue that are looked through where no order says which it is. */
const mostEntries = 48;

const codeWords =
	"This account runs code on L1: it is a contract, or it delegates to one (EIP-7702). Nothing bounds what such an account does, so no step is signed for it. Scroll's contracts, too, refuse it where anyone may finalize in the operator's place, and its code can refuse the ether. Remove the delegation first, or move what you own to another account.";

const pausedWords =
	"The queue's gateway on L1 is paused by the rollup's operators: nobody can force anything until they lift that. Nothing is lost by waiting, and nothing can be done from here.";

const planOf = (
	account: `0x${string}`,
	{ amountWei, gasLimit }: Pick<ScrollForcedState, "amountWei" | "gasLimit">,
	profile: ScrollProfile,
): QueuedTransaction =>
	forcedTransaction(profile, account, {
		via: "messenger",
		amountWei: BigInt(amountWei),
		gasLimit,
	});

/** QueueTransaction(address indexed sender, address indexed target, uint256 value, uint64 queueIndex, uint256 gasLimit, bytes data) */
const queueTransaction =
	"0x69cfcb8e6d4192b8aba9902243912587f37e550d75c1fa801491fce26717f37e";

/** Where the receipt of the step's order says the transaction stands: where to look for it. */
const entriesOfOrder = async (
	account: string,
	{ l1, order, profile }: ScrollGround,
): Promise<readonly number[]> => {
	const hash = order("force")?.hash ?? null;
	if (hash === null) return [];
	const mined = await l1.receipt(hash, "latest");
	const queue = profile.contracts.messageQueue.address;
	return (mined?.receipt.value.logs ?? []).flatMap(
		({ address, topics, data }) => {
			if (address !== queue || topics[0] !== queueTransaction) return [];
			if (BigInt(topics[1] ?? 0) !== BigInt(account)) return [];
			// value, index, …
			return [Number(BigInt(`0x${data.slice(66, 130) || "0"}`))];
		},
	);
};

/** The first of these places that is proved to hold the transaction. */
const firstHolding = async (
	indices: readonly number[],
	transaction: QueuedTransaction,
	{ profile, l1 }: ScrollGround,
): Promise<ScrollForcedState["queued"]> => {
	const known = indices.filter(
		(index) => Number.isSafeInteger(index) && index >= 0,
	);
	const read = [...new Set(known.flatMap((i) => (i === 0 ? [0] : [i - 1, i])))];
	const words = await readPlaces(
		l1,
		read.map((index) => entryPlace(profile, index)),
	);
	const wordAt = (index: number): bigint => words[read.indexOf(index)] ?? 0n;
	const found = known.find((index) =>
		holdsTransaction(
			index === 0 ? 0n : wordAt(index - 1),
			wordAt(index),
			queuedHash(transaction, index),
		),
	);
	return found === undefined
		? null
		: { index: found, atS: enqueuedAtS(wordAt(found)) };
};

/** Where the queue holds this journey's transaction now, proved by two words of its storage; null while it does not. */
const findQueued = async (
	before: ScrollForcedState,
	account: `0x${string}`,
	ground: ScrollGround,
	facts: ScrollFacts,
): Promise<ScrollForcedState["queued"]> => {
	const transaction = planOf(account, before, ground.profile);
	const holding = (indices: readonly number[]) =>
		firstHolding(indices, transaction, ground);
	if (before.queued !== null) {
		const still = await holding([before.queued.index]);
		if (still !== null) return still;
	}
	const said = await entriesOfOrder(account, ground);
	const byOrder = said.length === 0 ? null : await holding(said.slice(0, 8));
	if (byOrder !== null) return byOrder;
	// On another device there is no order: what came to the queue since is looked through.
	const from = Math.max(before.fromEntry, facts.queueLength - mostEntries);
	const count = Math.max(0, facts.queueLength - from);
	return count === 0
		? null
		: holding(Array.from({ length: count }, (_, i) => from + i));
};

const gasFor = ({ mostGas }: ScrollFacts): number =>
	Math.min(usualGas, mostGas);

const readSeen = async (
	account: `0x${string}`,
	{ profile, l1 }: ScrollGround,
	gasLimit: number | null,
): Promise<{ readonly facts: ScrollFacts; readonly seen: SeenState }> => {
	const facts = await readScrollFacts(profile, account, l1);
	const waits = facts.queueTaken < facts.queueLength;
	const [oldest = null] = waits
		? await readPlaces(l1, [entryPlace(profile, facts.queueTaken)])
		: [];
	const fee = queueFeeWei(facts, gasLimit ?? gasFor(facts));
	return { facts, seen: seenOf(facts, fee, othersMayFromS(facts, oldest)) };
};

const forceStage = (
	{ queued, seen, amountWei }: ScrollForcedState,
	order: ReturnType<ScrollGround["order"]>,
): Stage => {
	const common = {
		id: "force",
		title: "Put your withdrawal into the queue on L1",
		untilS: null,
	} as const;
	if (queued !== null)
		return {
			...common,
			words: `Your withdrawal of ${ether(amountWei)} stands in the rollup's queue on L1. Nobody can take it out of there or put another before it.`,
			state: "done",
			doneS: queued.atS,
			risk: null,
			proof: `Entry ${queued.index} of the queue: its rolling hash on L1 holds your transaction`,
		};
	const open = { ...common, doneS: null, proof: null } as const;
	if (seen?.hasCode === true)
		return { ...open, words: codeWords, state: "failed", risk: null };
	if (isUnderWay(order))
		return {
			...open,
			words:
				"Your transaction is on its way to L1. It counts when the queue is proved to hold it.",
			state: "waiting",
			risk: "L1 can drop its newest blocks. Then the transaction comes back into a later one, or this step is offered again.",
		};
	if (seen?.gatewayPaused === true)
		return { ...open, words: pausedWords, state: "waiting", risk: null };
	return {
		...open,
		words: [
			...(order?.succeeded === false
				? ["The last try failed on L1 and cost its fee. It can be tried again."]
				: []),
			`One transaction on L1. It makes the rollup run a withdrawal of ${ether(amountWei)} from your account, to the same account on L1.`,
			seen === null
				? ""
				: `At most ${ether(seen.feeWei)} go along for the queue's fee; what is too much comes back at once.`,
		]
			.filter((words) => words !== "")
			.join(" "),
		state: "yours",
		risk:
			changedWords(seen) ??
			"If there is less ether on the rollup than the amount when it runs there, it withdraws nothing. The fee is gone then, and you can begin again.",
	};
};

/** Is the entry behind what finalized batches took? */
const isTaken = ({ queued, queueTaken }: ScrollForcedState): boolean =>
	queued !== null && queueTaken > queued.index;

const takenStage = (
	before: ScrollForcedState,
	profile: ScrollProfile,
): Stage => {
	const { queued, seen } = before;
	const taken = isTaken(before);
	return {
		id: "taken",
		title: "The rollup takes it and L1 finalizes that",
		words: taken
			? "A finalized batch took your transaction out of the queue: it ran on the rollup."
			: seen?.chainPaused === true
				? "The rollup is paused on L1: no batch is finalized until its operators lift that. Your place in the queue stays."
				: `The operator of ${profile.title} has to take what waits in the queue, in its order. Usually that is minutes to hours.`,
		state: taken ? "done" : queued === null ? "later" : "waiting",
		untilS: taken || queued === null ? null : (seen?.othersMayFromS ?? null),
		doneS: taken ? (seen?.lastFinalizedAtS ?? null) : null,
		risk: taken
			? null
			: "The operator can ignore the queue until the delay on L1 is over. After that others may finalize in their place.",
		proof:
			taken && queued !== null
				? `L1's queue counts ${before.queueTaken} entries as taken; yours is ${queued.index}`
				: null,
	};
};

const enforcedStage = (before: ScrollForcedState): Stage => {
	const { queued, seen } = before;
	const taken = isTaken(before);
	const isOver =
		seen !== null && queued !== null && seen.timeS > seen.othersMayFromS;
	const isOpen = seen?.enforcedMode === true || isOver;
	return {
		id: "enforced",
		title: "If the operator does not, anyone may",
		words: taken
			? "Not needed: your transaction was taken."
			: isOpen
				? `${seen?.enforcedMode === true ? "The rollup is in enforced mode" : "The operator let the delay pass"}: from now on anyone may finalize a batch, yours included. That needs a node with the rollup's whole state and a full prover of it, on an account without code. This wallet cannot do that and does not pretend to: it waits for whoever does, and goes on by itself.`
				: "When the delay is over, L1 lets anyone with a full prover finalize a batch in the operator's place. That is no step of yours, and this wallet cannot do it.",
		state: taken ? "skipped" : isOpen ? "waiting" : "later",
		untilS: taken || isOpen ? null : (seen?.othersMayFromS ?? null),
		doneS: null,
		risk:
			taken || !isOpen
				? null
				: "Nobody is bound to do it. As long as nobody finalizes, your ether stays where it is.",
		proof: null,
	};
};

export const scrollEnforced: ExitModule<ScrollForcedState, ScrollProfile> = {
	way: "scroll-enforced",
	title: "Force a withdrawal through L1's queue",
	kind: "scroll-v1",
	decode: state,
	offer: async (account, ground) => {
		const common = {
			takes: "amount",
			tokens: false,
			fromBegun: false,
		} as const;
		const shut = (words: string) => ({
			...common,
			isOpen: false,
			words,
			lastsS: null,
		});
		const { profile } = ground;
		if (profile.exit === undefined)
			return shut(
				`What is known here of ${profile.title} does not say how to leave it.`,
			);
		const { facts, seen } = await readSeen(account, ground, null);
		if (facts.hasCode) return shut(codeWords);
		if (facts.gatewayPaused) return shut(pausedWords);
		if (gasFor(facts) < leastGas)
			return shut(
				`The queue on L1 takes transactions of at most ${facts.mostGas} gas; a withdrawal needs more.`,
			);
		return {
			...common,
			isOpen: true,
			words: `For when the operator does not let you out: a transaction on L1 puts your withdrawal into the rollup's queue, for at most ${ether(seen.feeWei)} besides L1's own fee. The operator has ${durationWords(facts.queueDelayS)} to take it; after that anyone with a full prover may. Once L1 finalized it, you take the ether with a second transaction. It has to be on the rollup when the first one runs. Ether only.${facts.messengerPaused ? " Paying out is paused on L1 now." : ""}`,
			lastsS: facts.queueDelayS,
		};
	},
	begin: async ({ account, token, amount: wei, begun }, ground) => {
		if (token !== null)
			throw new Fault("bad-params", '"token": ether alone leaves this way');
		if (begun !== null)
			throw new Fault(
				"bad-params",
				'"begun" is for a withdrawal on the rollup',
			);
		if (wei === null || wei <= 0n || wei >> 128n !== 0n)
			throw new Fault("bad-params", '"amount" is needed');
		const { facts, seen } = await readSeen(account, ground, null);
		if (facts.hasCode) throw new Fault("order-delegated", codeWords);
		const gasLimit = gasFor(facts);
		if (gasLimit < leastGas)
			throw new Fault("unverifiable-method", `a queue of ${facts.mostGas} gas`);
		return {
			v: 1,
			amountWei: wei.toString(),
			gasLimit,
			fromEntry: facts.queueLength,
			queued: null,
			queueTaken: facts.queueTaken,
			seen,
			last: nothingYet,
		};
	},
	look: async (before, { account }, ground) => {
		const { profile } = ground;
		const { facts, seen } = await readSeen(account, ground, before.gasLimit);
		const queued = await findQueued(before, account, ground, facts);
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
		if (queued === null || !isTaken(now)) {
			// A reorg can take the whole way back. What was paid stays so as long as L1 says it.
			const isNothing =
				before.last.message === null && before.last.paid === null;
			if (isNothing) return { ...now, last: nothingYet };
		}
		const expected = BigInt(before.amountWei);
		const own =
			queued === null
				? null
				: queuedHash(planOf(account, before, profile), queued.index);
		const last = await lookForMessage(
			before.last,
			{
				fits: ({ withdrawal }) =>
					isTaken(now) &&
					withdrawal.via === "messenger" &&
					withdrawal.sender === account &&
					withdrawal.recipient === account &&
					withdrawal.amountWei === expected,
				find: async (member) => {
					if (queued === null) return [];
					const found = await findWithdrawals(
						profile,
						member,
						account,
						queued.atS,
					);
					// On the rollup the transaction has the hash that the queue gave it: that one first.
					return [
						...found.filter((one) => one.transactionHash === own),
						...found.filter((one) => one.transactionHash !== own),
					];
				},
				takesPaid: false,
			},
			ground,
			facts,
		);
		return { ...now, last };
	},
	stages: (now, _asked, { profile, order }) => [
		forceStage(now, order("force")),
		takenStage(now, profile),
		enforcedStage(now),
		...lastStages(now.last, now.seen, isTaken(now), order("relay")),
	],
	click: (now, _asked, { order }): Click | null => {
		const { seen, queued, amountWei, gasLimit, last } = now;
		if (seen === null || seen.hasCode) return null;
		if (queued !== null || last.message !== null)
			return relayClick(last, seen, order("relay"));
		if (seen.gatewayPaused || isUnderWay(order("force"))) return null;
		const step: ScrollForce = {
			kind: "scroll-force",
			via: "messenger",
			amountWei: BigInt(amountWei),
			gasLimit,
			feeWei: BigInt(seen.feeWei),
		};
		return { stage: "force", label: "Force the withdrawal", step };
	},
	outcome: ({ last }) => (last.paid?.isFinal === true ? "done" : "under-way"),
	capture: captureScroll,
	checkCaptured: checkCapturedScroll,
};
