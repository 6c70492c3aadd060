// One look at the world for a journey out of an OP rollup: the forced transaction and its place on L1, what nodes say became
// of it, the portal's facts, the game its proof rests on, the evidence for the next proof. Where the journey is follows
// from the facts alone; what nodes say is compared with a root on L1 before it is used.

import type { Hex } from "../../../base/bytes.ts";
import type { ExitRequest } from "../../../exit/module.ts";
import type { Message } from "../../../protocol/message.ts";
import { opMessage } from "../checks/codes.ts";
import { paymentOf, wayOutOf } from "../checks/payee.ts";
import { outputRoot } from "../checks/payload.ts";
import { isOfOp } from "../checks/step.ts";
import type { AnyOpProfile } from "../checks/values.ts";
import { type OpWithdrawal, withdrawalHash } from "../checks/withdrawal.ts";
import type { OpExitContext } from "./context.ts";
import { readFacts } from "./facts.ts";
import { readHolding } from "./funds.ts";
import { isFit, isQuiet } from "./game.ts";
import { findProposal, reasonOf } from "./propose.ts";
import { exitRules } from "./releases.ts";
import { listen, sameWithdrawal, search, tieLater } from "./search.ts";
import type { Start } from "./start.ts";
import {
	type GameFacts,
	type OpEvidence,
	type OpFacts,
	type OpState,
	type WithdrawalRecord,
	withdrawalKept,
} from "./state.ts";
import { doesHold, keptEvidence, nameOf } from "./stored-evidence.ts";
import { proposersOf } from "./view.ts";

/** What the lost game means to the person. */
const setbackOf = (
	profile: AnyOpProfile,
	facts: OpFacts,
	game: GameFacts,
): Message => {
	if (game.status === "challenger wins")
		return opMessage("op.setback.disproved");
	if (game.isBlacklisted) return opMessage("op.setback.struck-off");
	if (exitRules(profile).isOtherKind(facts, game))
		return opMessage("op.setback.other-game");
	if (game.createdAtS < facts.respectedSinceS)
		return opMessage("op.setback.retired");
	return opMessage("op.setback.refused");
};

const messageOf = (
	profile: AnyOpProfile,
	account: Hex,
	withdrawal: OpWithdrawal,
): Hex | null => paymentOf(wayOutOf(profile), account, withdrawal).messageHash;

// The withdrawal that was followed before stays the one, as long as somebody still names it. One that is known by its
// transaction alone is followed once it is tied to it.
const followedOf = (
	start: Start,
	state: OpState,
	said: OpState["said"],
	evidence: OpState["evidence"],
	isPaid: boolean,
): WithdrawalRecord | null => {
	const named = said
		.filter(({ isBound }) => start.hasMarks || isBound)
		.flatMap(({ withdrawal }) => withdrawal ?? []);
	const before = state.withdrawal;
	return (
		evidence?.withdrawal ??
		named.find((one) => before !== null && sameWithdrawal(one, before)) ??
		named[0] ??
		(isPaid ? before : null)
	);
};

/** The root that this account's order proposes, if there is one and it was not lost. */
const signedProposal = (context: OpExitContext) => {
	const made = context.order("proposed");
	const isMade =
		made !== null &&
		made.hash !== null &&
		made.state !== "lost" &&
		made.succeeded !== false;
	const step = isMade ? (made.step ?? null) : null;
	return step !== null && isOfOp(step) && step.kind === "op-propose"
		? step
		: null;
};

/** Reads the facts of a withdrawal, and of the game behind its evidence. */
const factsReader =
	(
		account: Hex,
		proposed:
			| (Parameters<typeof outputRoot>[0] & { readonly l2BlockNumber: number })
			| null,
		{ profile, l1 }: OpExitContext,
	) =>
	(withdrawal: WithdrawalRecord | null, game: Hex | null) =>
		readFacts(profile, l1, {
			account,
			withdrawal:
				withdrawal === null ? null : withdrawalHash(withdrawalKept(withdrawal)),
			message:
				withdrawal === null
					? null
					: messageOf(profile, account, withdrawalKept(withdrawal)),
			game,
			proposed:
				proposed === null
					? null
					: {
							root: outputRoot(proposed),
							l2BlockNumber: proposed.l2BlockNumber,
						},
		});

/** Evidence of an earlier look, unless it is the one that was let go. */
const keptElsewhere = async (
	followed: WithdrawalRecord | null,
	state: OpState,
	account: Hex,
	context: OpExitContext,
): Promise<OpEvidence | null> => {
	if (followed === null) return null;
	const hash = withdrawalHash(withdrawalKept(followed));
	const kept = await keptEvidence(hash, account, context);
	return kept !== null && kept.game !== state.evidence?.game ? kept : null;
};

const keepEvidence = (
	evidence: OpEvidence,
	account: Hex,
	{ evidenceStore }: OpExitContext,
): Promise<void> =>
	evidenceStore.put(
		nameOf(withdrawalHash(withdrawalKept(evidence.withdrawal))),
		JSON.stringify({ account, evidence }),
	);

/**
 * Since when nobody covers the withdrawal, and the root to propose where that is for longer than the rollup may take for a
 * block.
 */
const proposalOf = async (
	isUncovered: boolean,
	{
		state,
		facts,
		said,
		signed,
		followed,
	}: {
		readonly state: OpState;
		readonly facts: OpFacts;
		readonly said: OpState["said"];
		readonly signed: ReturnType<typeof signedProposal>;
		readonly followed: WithdrawalRecord | null;
	},
	{ profile, l2 }: OpExitContext,
): Promise<{
	readonly waitsSinceS: number | null;
	readonly proposal: OpState["proposal"];
	readonly hindrance: OpState["hindrance"];
}> => {
	const waiting =
		followed ?? said.flatMap(({ withdrawal }) => withdrawal ?? [])[0] ?? null;
	const waitsSinceS =
		isUncovered && waiting !== null ? (state.waitsSinceS ?? facts.timeS) : null;
	const none = { waitsSinceS, proposal: null, hindrance: null };
	const patienceS =
		profile.watch?.root?.stalledS ?? wayOutOf(profile).sequencingWindow.seconds;
	// Once it is on L1 it says which of the games is ours, also on a device that has no order of it.
	if (facts.own !== null)
		return {
			...none,
			proposal:
				signed === null
					? state.proposal
					: {
							stateRoot: signed.stateRoot,
							messagePasserStorageRoot: signed.messagePasserStorageRoot,
							blockHash: signed.blockHash,
							l2BlockNumber: signed.l2BlockNumber,
							nodes: state.proposal?.nodes ?? ["your own order"],
						},
		};
	if (waiting === null || waitsSinceS === null) return none;
	const waitedS = facts.timeS - waitsSinceS;
	if (waitedS <= patienceS) return none;
	if (proposersOf(profile, facts) !== "the person")
		return {
			...none,
			hindrance: opMessage("op.root.silent", { wait: waitedS }),
		};
	// A root is proposed on what nodes say in this very look, never on what was said before or stands in a file.
	try {
		const block = Math.max(...said.map((one) => one.block), 0);
		const found = await findProposal(
			profile,
			l2,
			withdrawalKept(waiting),
			block,
			state.proposal,
		);
		return { ...none, ...found };
	} catch (thrown) {
		return { ...none, hindrance: reasonOf(thrown) };
	}
};

/** What stays the same in one look. */
type Look = {
	readonly start: Start;
	readonly state: OpState;
	readonly asked: ExitRequest;
	readonly context: OpExitContext;
	readonly forced: OpState["forced"];
	readonly read: ReturnType<typeof factsReader>;
};

/** What a look has found of the withdrawal so far. */
type Cover = Pick<OpState, "said" | "evidence" | "setback"> & {
	readonly followed: WithdrawalRecord | null;
	readonly facts: OpFacts;
	/** A proof stands on L1 whose game is not fit any more. */
	readonly isLost: boolean;
};

/** The same without evidence whose game is not fit any more. */
const withoutUnfit = (profile: AnyOpProfile, cover: Cover): Cover => {
	const { facts, isLost } = cover;
	const behind = facts.game;
	if (cover.evidence === null) return cover;
	if (behind !== null && isFit(profile, facts, behind)) return cover;
	return {
		...cover,
		evidence: null,
		setback:
			behind !== null && !isLost
				? setbackOf(profile, facts, behind)
				: cover.setback,
	};
};

/** With newer evidence, where a root covers the withdrawal by now. */
const searched = async (
	{ start, state, asked, context, forced, read }: Look,
	cover: Cover,
) => {
	const { account } = asked;
	let { evidence, followed, facts } = cover;
	const given =
		cover.said.length > 0
			? cover.said
			: (await listen(state, asked, forced, start, context)).said;
	const found = await search(facts, given, asked, start, context);
	const next =
		found.evidence ??
		(evidence === null
			? await keptElsewhere(followed, state, account, context)
			: null);
	if (next !== null) {
		evidence = next;
		followed = next.withdrawal;
		({ facts } = await read(followed, next.game));
		if (facts.game === null || !isFit(context.profile, facts, facts.game))
			evidence = null;
		else await keepEvidence(next, account, context);
	}
	return {
		...cover,
		evidence,
		followed,
		facts,
		said: found.said,
		hindrance: found.hindrance,
		// that it failed is said of a transaction which is proved to be this journey's, and of no other
		isReverted: found.isReverted && forced?.isClaimed !== true,
	};
};

/** What covers a withdrawal that has to be proved still: the evidence there is while its game holds quietly, else another. */
const coveredAgain = async (look: Look, before: Cover) => {
	const { start, context } = look;
	const { profile } = context;
	const cover = withoutUnfit(profile, before);
	const { evidence, facts, said } = cover;
	const isQuietly =
		evidence !== null &&
		facts.game !== null &&
		isQuiet(profile, facts, facts.game);
	if (!isQuietly) return searched(look, cover);
	const quiet = { ...cover, hindrance: null, isReverted: false };
	if (start.hasMarks) return quiet;
	const tied = await tieLater(facts, said, evidence.withdrawal, context);
	return tied.isOther
		? {
				...quiet,
				said: tied.said,
				evidence: null,
				followed: null,
				setback: opMessage("op.setback.other-block"),
			}
		: { ...quiet, said: tied.said };
};

/** The evidence of the last look, unless it does not hold. */
const heldOver = (
	profile: AnyOpProfile,
	account: Hex,
	{ evidence, setback }: OpState,
): Pick<OpState, "evidence" | "setback"> =>
	evidence === null || doesHold(profile, account, evidence)
		? { evidence, setback }
		: {
				evidence: null,
				setback: opMessage("op.setback.bad-proof"),
			};

/**
 * The state after a look.
 * @throws what a missing proof of L1 fails with; what the rollup's nodes fail with is words alone
 */
export const lookOp = async (
	start: Start,
	state: OpState,
	asked: ExitRequest,
	context: OpExitContext,
): Promise<OpState> => {
	const { profile, l1, l2 } = context;
	const { account } = asked;

	let { evidence, setback } = heldOver(profile, account, state);
	const isPaid = state.facts?.isFinalized ?? false;
	// Evidence and payment tell more of the forced transaction than its own receipt.
	const forced =
		evidence !== null || isPaid
			? state.forced
			: await start.findForced(state, asked, context);
	let said = state.said;
	if (evidence === null && !isPaid)
		said = (await listen(state, asked, forced, start, context)).said;

	let followed = followedOf(start, state, said, evidence, isPaid);

	// The root that was signed for is found by its order, whatever nodes say now: the bond on it is this account's.
	const signed = signedProposal(context);
	const read = factsReader(account, signed ?? state.proposal, context);
	const first = await read(followed, evidence?.game ?? null);

	const { lost } = first;
	let { facts } = first;
	if (facts.proven !== null) setback = null;
	if (lost !== null) setback = setbackOf(profile, facts, lost);
	const needsProof = !facts.isFinalized && facts.proven === null;
	let hindrance: OpState["hindrance"] = null;
	let isReverted = false;
	if (needsProof) {
		const found = await coveredAgain(
			{ start, state, asked, context, forced, read },
			{ said, evidence, followed, facts, isLost: lost !== null, setback },
		);
		({ said, evidence, followed, facts, setback } = found);
		({ hindrance, isReverted } = found);
	}

	const { waitsSinceS, ...proposing } = await proposalOf(
		needsProof && evidence === null,
		{ state, facts, said, signed, followed },
		context,
	);
	const { proposal } = proposing;
	hindrance = proposing.hindrance ?? hindrance;

	// What is there matters until it is ordered.
	const isOrdered = start.isOrdered(
		forced,
		followed,
		context.order,
		facts.block,
	);
	const held = isOrdered
		? state.held
		: await readHolding(profile, l1, l2, facts, asked, state.held);
	return {
		version: 1,
		l1Gas: state.l1Gas,
		forced,
		said,
		isReverted,
		withdrawal: followed,
		evidence,
		proposal,
		waitsSinceS,
		facts,
		held,
		setback,
		hindrance,
	};
};
