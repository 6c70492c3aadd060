// What the two ways out of Scroll share: how the part of a journey from the message on is brought up to what L1 proves now.
// A message is believed when its proof leads to a root that L1 holds, and counts as paid when L1's messenger has it marked;
// everything else that an endpoint of the rollup says is a hint where to look.

import { asFault, type Fault, isOurs } from "../../../base/fault.ts";
import { piecesOf } from "../../../exit/pieces.ts";
import { readPlaces } from "../../../exit/places.ts";
import { cut } from "../../../exit/stage.ts";
import { type Message, mostText } from "../../../protocol/message.ts";
import type { Execution } from "../../../source/execution.ts";
import type { Member } from "../../../source/pool.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import { scrollMessage } from "../checks/codes.ts";
import type { ScrollProfile } from "../checks/profile.ts";
import type { ScrollWithdrawal } from "../checks/withdrawal.ts";
import {
	type Absence,
	isAbsent,
	type MissingMessage,
	nothingBetween,
	proveAbsence,
	type Roots,
} from "./absence.ts";
import type { ScrollExitContext } from "./context.ts";
import {
	executedPlace,
	isStrange,
	readFinal,
	type ScrollFacts,
	stateRootPlace,
	withdrawRootPlace,
} from "./facts.ts";
import { type MessageProof, proveMessage, type Sighting } from "./search.ts";
import {
	hashOf,
	isProved,
	loaded,
	type MessageState,
	nothingYet,
	stored,
} from "./state.ts";
import { keptIn, keptName } from "./stored-evidence.ts";

/** Which of the words at these places are not zero. */
const areMarked = async (
	{ l1, profile }: ScrollExitContext,
	withdrawals: readonly ScrollWithdrawal[],
	tag: "latest" | "final" = "latest",
): Promise<readonly boolean[]> =>
	(
		await readPlaces(
			l1,
			withdrawals.map((one) => executedPlace(profile, hashOf(profile, one))),
			tag,
		)
	).map((word) => word !== 0n);

const isNotKnown = ({ kind }: Fault): boolean =>
	kind === "unproven" || kind === "unavailable" || kind === "busy";

/** Is it paid in a final block too? Not knowing is no. */
const isPaidFinally = async (
	context: ScrollExitContext,
	withdrawal: ScrollWithdrawal,
): Promise<boolean> => {
	try {
		const [isPaid = false] = await areMarked(context, [withdrawal], "final");
		return isPaid;
	} catch (thrown) {
		if (isNotKnown(asFault(thrown))) return false;
		throw thrown;
	}
};

/**
 * Does a proof lead to the root that L1 holds? Where the rollup runs other code, no root at its place is no sign against the proof:
 * then it has to lead to the root that it names, and what L1 makes of it shows when the step is tried.
 */
const isHeldBy = (
	profile: ScrollProfile,
	facts: ScrollFacts,
	withdrawal: ScrollWithdrawal,
	proof: MessageProof,
	rootOnL1: bigint,
): boolean =>
	isProved(
		profile,
		withdrawal,
		proof,
		rootOnL1 === 0n && isStrange(facts, "rollup")
			? BigInt(proof.root)
			: rootOnL1,
	);

/** The message that was taken up before, held against L1 as it is now; null when a reorg took its root away. */
const confirmed = async (
	before: MessageState,
	context: ScrollExitContext,
	facts: ScrollFacts,
): Promise<MessageState | null> => {
	const { message, paid } = before;
	const known = message?.withdrawal ?? paid?.withdrawal;
	if (known === undefined) return null;
	const withdrawal = loaded(known);
	const { profile, l1 } = context;
	const [executed = 0n, root = 0n] = await readPlaces(l1, [
		executedPlace(profile, hashOf(profile, withdrawal)),
		...(message === null
			? []
			: [withdrawRootPlace(profile, message.proof.batchIndex)]),
	]);
	const isHeld =
		message !== null &&
		(message.proof.batchIndex <= facts.lastFinalizedBatch ||
			isStrange(facts, "rollup")) &&
		isHeldBy(profile, facts, withdrawal, message.proof, root);
	// What is marked as paid was proved to L1 by whoever had it paid. The mark's place is made of the message's own hash: other code
	// has none there by chance.
	if (executed !== 0n)
		return {
			message,
			told: null,
			paid: {
				withdrawal: known,
				atS: paid?.atS ?? facts.timeS,
				isFinal: await isPaidFinally(context, withdrawal),
			},
		};
	return isHeld ? { message, told: null, paid: null } : null;
};

/** What does not decode is of another release, or damaged: nothing is kept, then. */
const keptOrNone = (text: string): ReturnType<typeof keptIn> => {
	try {
		return keptIn(text);
	} catch (thrown) {
		if (asFault(thrown).kind === "malformed") return [];
		throw thrown;
	}
};

/** Out of what was kept while endpoints served it: the newest that fits, still unpaid, whose proof leads to L1's root. */
const fromKept = async (
	fits: (sighting: Sighting) => boolean,
	context: ScrollExitContext,
	facts: ScrollFacts,
): Promise<MessageState | null> => {
	const { profile, l1, evidenceStore } = context;
	const texts = await piecesOf(evidenceStore, keptName);
	for (const kept of texts.flatMap(keptOrNone)) {
		const { withdrawal, proof } = kept;
		if (!fits(kept)) continue;
		const [root = 0n, executed = 0n] = await readPlaces(l1, [
			withdrawRootPlace(profile, proof.batchIndex),
			executedPlace(profile, hashOf(profile, withdrawal)),
		]);
		if (executed !== 0n || !isHeldBy(profile, facts, withdrawal, proof, root))
			continue;
		return {
			message: {
				withdrawal: stored(withdrawal),
				proof,
				foundS: facts.timeS,
			},
			paid: null,
			told: null,
		};
	}
	return null;
};

export type Search = {
	/** Is it the withdrawal of this journey? */
	readonly fits: (sighting: Sighting) => boolean;
	/** What an endpoint shows of it, best first. @throws what it fails with */
	readonly find: (member: Member<Execution>) => Promise<readonly Sighting[]>;
	/** May one that is paid out already count as this journey's? */
	readonly takesPaid: boolean;
	/** What is missing if its transaction, taken as this entry of the queue, withdrew nothing; null where that is not asked. */
	readonly missing:
		| (MissingMessage & {
				readonly entry: number;
				readonly withdrawalAt: (nonce: number) => ScrollWithdrawal;
		  })
		| null;
};

/**
 * L1's roots of messages that bound what is missing, in final blocks; null while those do not have its entry taken, where rollup or
 * queue run other code than the profile names, and for a batch that has no roots at the places it names.
 */
const rootsOf = async (
	{ before, entry }: NonNullable<Search["missing"]>,
	{ profile, l1 }: ScrollExitContext,
): Promise<(Roots & { readonly batchIndex: number }) | null> => {
	try {
		const final = await readFinal(profile, l1);
		if (final === null || final.queueTaken <= entry) return null;
		const { batch: batchIndex } = final;
		const [earlier = 0n, later = 0n, state = 0n] = await readPlaces(
			l1,
			[
				withdrawRootPlace(profile, before.batch),
				withdrawRootPlace(profile, batchIndex),
				stateRootPlace(profile, batchIndex),
			],
			"final",
		);
		// Every tree of messages has a root, but the empty one: nothing is concluded from none at a place that is only named.
		return state === 0n || later === 0n
			? null
			: { batchIndex, before: earlier, after: later };
	} catch (thrown) {
		if (isNotKnown(asFault(thrown))) return null;
		throw thrown;
	}
};

/** What was proved before, held against L1 as it is now. */
const stillNothing = async (
	{ nothing }: MessageState,
	{ missing }: Search,
	{ profile, l1 }: ScrollExitContext,
	facts: ScrollFacts,
): Promise<Absence | null> => {
	if (nothing === undefined || missing === null) return null;
	if (isStrange(facts, "rollup") || isStrange(facts, "queue")) return null;
	const [earlier = 0n, later = 0n, state = 0n] = await readPlaces(l1, [
		withdrawRootPlace(profile, missing.before.batch),
		withdrawRootPlace(profile, nothing.batchIndex),
		stateRootPlace(profile, nothing.batchIndex),
	]);
	// Only the last batch of a bundle has roots.
	if (state === 0n || later === 0n) return null;
	const roots = { before: earlier, after: later };
	return isAbsent(nothing, roots, missing.hashAt) ? nothing : null;
};

/** Withdrawals of one endpoint that are tried. */
const mostTried = 4;

const noRootWords = (facts: ScrollFacts): Message =>
	isStrange(facts, "rollup")
		? scrollMessage("scroll.told.no-root-strange")
		: scrollMessage("scroll.told.no-root");

/** Why nobody's showing nothing settles it: not looked for, of other code, or of no final block yet. */
const unseenWords = (isKnown: boolean, facts: ScrollFacts): Message =>
	isKnown
		? scrollMessage("scroll.told.unseen")
		: isStrange(facts, "rollup") || isStrange(facts, "queue")
			? scrollMessage("scroll.told.unseen-strange")
			: scrollMessage("scroll.told.unseen-not-final");

/** That an endpoint could not prove it; or that it shows none, and could not prove that there is none. */
type Failure = "scroll.told.failed" | "scroll.told.unseen-failed";

const failureWords = (
	told: Failure,
	name: string,
	{ detail }: Fault,
): Message =>
	scrollMessage(told, {
		endpoint: cut(name, mostText),
		why: cut(detail, mostText),
	});

const paidState = async (
	search: Search,
	paidOne: ScrollWithdrawal,
	facts: ScrollFacts,
	context: ScrollExitContext,
): Promise<MessageState> => {
	return {
		...nothingYet,
		told:
			paidOne.token === undefined
				? scrollMessage("scroll.told.paid-ether", { nonce: paidOne.nonce })
				: scrollMessage("scroll.told.paid-token", { nonce: paidOne.nonce }),
		paid: search.takesPaid
			? {
					withdrawal: stored(paidOne),
					atS: facts.timeS,
					isFinal: await isPaidFinally(context, paidOne),
				}
			: null,
	};
};

/** What the rollup's endpoints give: one after the other, each with what it said itself, so none answers for another's lie. */
const fromEndpoints = async (
	search: Search,
	known: Absence | null,
	context: ScrollExitContext,
	facts: ScrollFacts,
): Promise<MessageState> => {
	const { profile, l1, l2 } = context;
	const { missing } = search;
	const roots =
		missing === null || known !== null ? null : await rootsOf(missing, context);
	if (roots !== null && roots.before === roots.after)
		return { ...nothingYet, nothing: nothingBetween(roots.batchIndex) };
	const batchIndex = facts.lastFinalizedBatch;
	const [word = 0n] = await readPlaces(l1, [
		withdrawRootPlace(profile, batchIndex),
	]);
	if (word === 0n) return { ...nothingYet, told: noRootWords(facts) };
	const target = { batchIndex, root: wordHex(word) };
	let said = scrollMessage("scroll.told.no-endpoint");
	/** Null when it fails, which is kept against the endpoint. */
	const asked = async <T>(
		name: string,
		work: () => Promise<T>,
		told: Failure = "scroll.told.failed",
	): Promise<T | null> => {
		try {
			return await work();
		} catch (thrown) {
			const fault = l2.blame(name, thrown);
			if (isOurs(fault)) throw fault;
			said = failureWords(told, name, fault);
			return null;
		}
	};
	let paidOne: ScrollWithdrawal | null = null;
	for (const member of l2.active()) {
		const found = await asked(member.name, () => search.find(member));
		if (found === null) continue;
		let fitting = found.filter(search.fits).slice(0, mostTried);
		if (fitting.length === 0) {
			if (missing === null || roots === null) {
				said = unseenWords(missing === null || known !== null, facts);
				continue;
			}
			const all = await asked(
				member.name,
				() => proveAbsence(profile, member, missing, roots.batchIndex, roots),
				"scroll.told.unseen-failed",
			);
			if (all === null) continue;
			if (all.like === null) return { ...nothingYet, nothing: all.absence };
			const { nonce, ...where } = all.like;
			fitting = [{ withdrawal: missing.withdrawalAt(nonce), ...where }];
		}
		const paid = await areMarked(
			context,
			fitting.map(({ withdrawal }) => withdrawal),
		);
		for (const [i, sighting] of fitting.entries()) {
			if (paid[i]) {
				paidOne ??= sighting.withdrawal;
				continue;
			}
			const proof = await asked(member.name, () =>
				proveMessage(profile, member, sighting, target),
			);
			if (proof === null) continue;
			const withdrawal = stored(sighting.withdrawal);
			return {
				message: { withdrawal, proof, foundS: facts.timeS },
				paid: null,
				told: null,
			};
		}
	}
	if (paidOne === null) return { ...nothingYet, told: said };
	return paidState(search, paidOne, facts, context);
};

/** What endpoints show, and that there is nothing where that was proved before and none shows better. */
const others = async (
	before: MessageState,
	search: Search,
	context: ScrollExitContext,
	facts: ScrollFacts,
): Promise<MessageState> => {
	const nothing = await stillNothing(before, search, context, facts);
	const found = await fromEndpoints(search, nothing, context, facts);
	return nothing !== null && found.message === null && found.paid === null
		? { ...nothingYet, nothing }
		: found;
};

/**
 * The part from the message on, as L1 proves it now.
 * @throws what the reading of L1 throws; what goes wrong at the rollup's endpoints is told by code
 */
export const lookForMessage = async (
	before: MessageState,
	search: Search,
	context: ScrollExitContext,
	facts: ScrollFacts,
): Promise<MessageState> =>
	(await confirmed(before, context, facts)) ??
	(await fromKept(search.fits, context, facts)) ??
	others(before, search, context, facts);
