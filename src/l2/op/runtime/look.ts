// One look at the world for a journey out of an OP rollup: the forced transaction and its place on L1, what nodes say became
// of it, the portal's facts, the game its proof rests on, the evidence for the next proof. Where the journey is follows
// from the facts alone; what nodes say is compared with a root on L1 before it is used.

import type { Hex } from "../../../base/bytes.ts";
import type { ExitAsked, ExitGround } from "../../../exit/module.ts";
import { exitOf, paymentOf } from "../checks/payee.ts";
import { outputRoot } from "../checks/payload.ts";
import type { OpProfile } from "../checks/profile.ts";
import { isOfOp } from "../checks/step.ts";
import { type Withdrawal, withdrawalHash } from "../checks/withdrawal.ts";
import { readFacts } from "./facts.ts";
import { readHeld } from "./funds.ts";
import { isFit, isQuiet } from "./game.ts";
import { findProposal, reasonOf } from "./propose.ts";
import { listen, sameWithdrawal, search, tieLater } from "./search.ts";
import type { Start } from "./start.ts";
import {
	type GameFacts,
	type KeptWithdrawal,
	type OpFacts,
	type OpState,
	withdrawalKept,
} from "./state.ts";
import { doesHold, keptEvidence, nameOf } from "./stored-evidence.ts";

type Ground = ExitGround<OpProfile>;

/** What the lost game means, for a person. */
const setbackOf = (profile: OpProfile, facts: OpFacts, game: GameFacts) => {
	if (game.status === "challenger wins")
		return "The root that your proof rested on was disproved. Your withdrawal is still there: it is proved again under another root.";
	if (game.isBlacklisted)
		return "The guardian of the rollup struck the root off that your proof rested on. Your withdrawal is still there: it is proved again under another root.";
	if (facts.respectedType !== null && facts.respectedType !== profile.game.type)
		return "The rollup now wants its roots proposed in another way, which this release of Sextant does not know. Your withdrawal is still there.";
	if (game.createdAtS < facts.respectedSinceS)
		return "The guardian of the rollup retired the root that your proof rested on. Your withdrawal is still there: it is proved again under another root.";
	return "The root that your proof rested on is being refused. Your withdrawal is still there: it is proved again under another root.";
};

const messageOf = (
	profile: OpProfile,
	account: Hex,
	withdrawal: Withdrawal,
): Hex | null => paymentOf(exitOf(profile), account, withdrawal).messageHash;

/**
 * The state after a look.
 * @throws what a missing proof of L1 fails with; what the rollup's nodes fail with is words alone
 */
export const lookOp = async (
	start: Start,
	state: OpState,
	asked: ExitAsked,
	ground: Ground,
): Promise<OpState> => {
	const { profile, l1, l2, escrow } = ground;
	const { account } = asked;

	let evidence = state.evidence;
	let setback = state.setback;
	if (evidence !== null && !doesHold(profile, account, evidence)) {
		evidence = null;
		setback =
			"The proof that was in this journey's file does not hold and is not used. Another is taken from the rollup's nodes, and checked.";
	}
	const isPaid = state.facts?.isFinalized ?? false;
	// Evidence and payment tell more of the forced transaction than its own receipt.
	const forced =
		evidence !== null || isPaid
			? state.forced
			: await start.findForced(state, asked, ground);
	let said = state.said;
	if (evidence === null && !isPaid)
		said = (await listen(state, asked, forced, start, ground)).said;

	// The withdrawal that was followed before stays the one, as long as somebody still names it. One that is known by its
	// transaction alone is followed once it is tied to it.
	const named = said
		.filter(({ isBound }) => start.hasMarks || isBound)
		.flatMap(({ withdrawal }) => withdrawal ?? []);
	const before = state.withdrawal;
	let followed: KeptWithdrawal | null =
		evidence?.withdrawal ??
		named.find((one) => before !== null && sameWithdrawal(one, before)) ??
		named[0] ??
		(isPaid ? before : null);

	// The root that was signed for is found by its order, whatever nodes say now: the bond on it is this account's.
	const made = ground.order("proposed");
	const isMade =
		made !== null &&
		made.hash !== null &&
		made.state !== "lost" &&
		made.succeeded !== false;
	const step = isMade ? (made.step ?? null) : null;
	const signed =
		step !== null && isOfOp(step) && step.kind === "op-propose" ? step : null;
	const proposed = signed ?? state.proposal;
	const read = (withdrawal: KeptWithdrawal | null, game: Hex | null) =>
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
	let { facts, lost } = await read(followed, evidence?.game ?? null);

	if (facts.proven !== null) setback = null;
	if (lost !== null) setback = setbackOf(profile, facts, lost);
	let isReverted = false;
	let hindrance: OpState["hindrance"] = null;
	const needsProof = !facts.isFinalized && facts.proven === null;
	if (needsProof && evidence !== null) {
		const behind = facts.game;
		if (behind === null || !isFit(profile, facts, behind)) {
			if (behind !== null && lost === null)
				setback = setbackOf(profile, facts, behind);
			evidence = null;
		}
	}
	const isQuietly =
		evidence !== null &&
		facts.game !== null &&
		isQuiet(profile, facts, facts.game);
	if (needsProof && !isQuietly) {
		if (said.length === 0)
			said = (await listen(state, asked, forced, start, ground)).said;
		const found = await search(facts, said, asked, start, ground);
		({ said, hindrance } = found);
		// that it failed is said of a transaction which is proved to be this journey's, and of no other
		isReverted = found.isReverted && forced?.isClaimed !== true;
		let next = found.evidence;
		if (next === null && followed !== null && evidence === null) {
			const hash = withdrawalHash(withdrawalKept(followed));
			const kept = await keptEvidence(hash, account, ground);
			if (kept !== null && kept.game !== state.evidence?.game) next = kept;
		}
		if (next !== null) {
			evidence = next;
			followed = next.withdrawal;
			({ facts, lost } = await read(followed, next.game));
			if (facts.game === null || !isFit(profile, facts, facts.game))
				evidence = null;
			else
				await escrow.put(
					nameOf(withdrawalHash(withdrawalKept(followed))),
					JSON.stringify({ account, evidence: next }),
				);
		}
	}

	if (!start.hasMarks && needsProof && isQuietly && evidence !== null) {
		const tied = await tieLater(facts, said, evidence.withdrawal, ground);
		said = tied.said;
		if (tied.isOther) {
			evidence = null;
			followed = null;
			setback =
				"The node that named your withdrawal was wrong: the rollup has another block there. It is looked for again.";
		}
	}

	// Nobody covers it for as long as the rollup may take for a block: then a root can be proposed.
	const waiting =
		followed ?? said.flatMap(({ withdrawal }) => withdrawal ?? [])[0] ?? null;
	const isUncovered = needsProof && evidence === null && waiting !== null;
	const waitsSinceS = isUncovered ? (state.waitsSinceS ?? facts.timeS) : null;
	const patienceS =
		profile.watch?.root?.stalledS ?? exitOf(profile).sequencingWindow.seconds;
	// A root is proposed on what nodes say in this very look, never on what was said before or stands in a file.
	let proposal: OpState["proposal"] = null;
	if (
		isUncovered &&
		waiting !== null &&
		waitsSinceS !== null &&
		facts.own === null &&
		facts.timeS - waitsSinceS > patienceS
	)
		try {
			const block = Math.max(...said.map((one) => one.block), 0);
			proposal = await findProposal(
				profile,
				l2,
				withdrawalKept(waiting),
				block,
				state.proposal,
			);
		} catch (thrown) {
			hindrance = reasonOf(thrown);
		}
	// Once it is on L1 it says which of the games is ours, also on a device that has no order of it.
	else if (facts.own !== null)
		proposal =
			signed === null
				? state.proposal
				: {
						stateRoot: signed.stateRoot,
						messagePasserStorageRoot: signed.messagePasserStorageRoot,
						blockHash: signed.blockHash,
						l2BlockNumber: signed.l2BlockNumber,
						nodes: state.proposal?.nodes ?? ["your own order"],
					};

	// What is there matters until it is ordered.
	const isOrdered = start.isOrdered(
		forced,
		followed,
		ground.order,
		facts.block,
	);
	const held = isOrdered
		? state.held
		: await readHeld(profile, l1, l2, facts, asked, state.held);

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
