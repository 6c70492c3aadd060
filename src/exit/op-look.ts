// One look at the world for a journey out of an OP rollup: the forced transaction and its place on L1, what nodes say became
// of it, the portal's facts, the game its proof rests on, the evidence for the next proof. Where the journey is follows
// from the facts alone; what nodes say is compared with a root on L1 before it is used.

import type { Hex } from "../base/bytes.ts";
import { parseJson } from "../base/decode.ts";
import { forcedCall, isForcedBy } from "../l2/op-force.ts";
import { exitOf, paymentOf } from "../l2/op-payee.ts";
import { outputRoot } from "../l2/op-payload.ts";
import type { OpForce } from "../l2/op-step.ts";
import { type Withdrawal, withdrawalHash } from "../l2/op-withdrawal.ts";
import type { OpProfile } from "../l2/profile.ts";
import type { ExitAsked, ExitGround } from "./module.ts";
import { depositHash, depositLog } from "./op-deposit.ts";
import { checkEvidence, takeEvidence } from "./op-evidence.ts";
import { readFacts } from "./op-facts.ts";
import { isFit, isQuiet, visitGames } from "./op-game.ts";
import { findProposal, reasonOf } from "./op-propose.ts";
import { askAround, leadsTo, mostWalked } from "./op-said.ts";
import {
	type Forced,
	type GameFacts,
	type KeptWithdrawal,
	keptFor,
	mostEvidence,
	type OpEvidence,
	type OpFacts,
	type OpState,
	type Said,
	withdrawalKept,
} from "./op-state.ts";

type Ground = ExitGround<OpProfile>;

/** The forced step of a journey, as it was or will be signed. */
export const forceStep = (
	{ l1Gas }: Pick<OpState, "l1Gas">,
	{ token, amount }: ExitAsked,
): OpForce => ({ kind: "op-force", token, amount: amount ?? 0n, l1Gas });

/** Where the forced transaction stands on L1, by proof; null while it stands nowhere. */
const findForced = async (
	state: OpState,
	asked: ExitAsked,
	{ profile, l1, order }: Ground,
): Promise<Forced | null> => {
	if (state.forced?.isFinal) return state.forced;
	const { account } = asked;
	const portal = profile.contracts.optimismPortal.address;
	const call = forcedCall(profile, account, forceStep(state, asked));
	const hashes = new Set<Hex>();
	const made = order("force")?.hash;
	if (made) hashes.add(made);
	if (state.forced !== null) hashes.add(state.forced.tx);
	for (const tx of hashes) {
		const found = await l1.receipt(tx, "latest");
		if (found === null) continue;
		const { header, receipt, logsBefore } = found;
		const at = depositLog(receipt.value, portal, account, call);
		if (at === null) continue;
		const { blockHash, blockNumber: block, timestampS: timeS } = header.value;
		const l2Tx = depositHash(blockHash, logsBefore + at, account, call);
		const final = await l1
			.read([{ address: portal, slots: [] }], "final")
			.then(({ basis }) => basis.value.blockNumber)
			.catch((thrown: unknown) => {
				reasonOf(thrown);
				return 0;
			});
		return { tx, block, timeS, isFinal: block <= final, l2Tx };
	}
	return null;
};

const sameWithdrawal = (one: KeptWithdrawal, other: KeptWithdrawal): boolean =>
	withdrawalHash(withdrawalKept(one)) === withdrawalHash(withdrawalKept(other));

/** What of the journey so far is about this withdrawal on the rollup. */
type Heard = { readonly l2Tx: Hex | null; readonly said: readonly Said[] };

const listen = async (
	state: OpState,
	asked: ExitAsked,
	forced: Forced | null,
	isForced: boolean,
	{ profile, l2 }: Ground,
): Promise<Heard> => {
	const l2Tx = isForced ? (forced?.l2Tx ?? null) : asked.begun;
	if (l2Tx === null) return { l2Tx, said: [] };
	const isSame = !isForced || state.forced?.l2Tx === l2Tx;
	const before = isSame ? state.said : [];
	const step = forceStep(state, asked);
	const heard = await askAround(
		profile,
		l2,
		asked.account,
		l2Tx,
		before,
		(withdrawal) =>
			!isForced || isForcedBy(profile, asked.account, step, withdrawal),
	);
	// Nodes may be gone for good: what they said stays, to be proved by others.
	return { l2Tx, said: heard.length > 0 ? heard : before };
};

/** What the lost game means, for a person. */
const setbackOf = (profile: OpProfile, facts: OpFacts, game: GameFacts) => {
	if (game.status === "challenger wins")
		return "The root that your proof rested on was disproved. Your withdrawal is still there: it is proved again under another root.";
	if (game.isBlacklisted)
		return "The guardian of the rollup struck the root off that your proof rested on. Your withdrawal is still there: it is proved again under another root.";
	if (facts.respectedType !== profile.game.type)
		return "The rollup now wants its roots proposed in another way, which this release of Sextant does not know. Your withdrawal is still there.";
	if (game.createdAtS < facts.respectedSinceS)
		return "The guardian of the rollup retired the root that your proof rested on. Your withdrawal is still there: it is proved again under another root.";
	return "The root that your proof rested on is being refused. Your withdrawal is still there: it is proved again under another root.";
};

/** No more games than this have nodes asked about their root in one look. */
const mostTried = 4;
/** Games are listed as they come, and with them their blocks: so many that are too old end the search. */
const mostOlder = 4;

type Search = {
	readonly evidence: OpEvidence | null;
	readonly said: readonly Said[];
	readonly isReverted: boolean;
	readonly hindrance: string | null;
};

/** Evidence under the newest root that covers the withdrawal and that a node can show the block of. */
const search = async (
	facts: OpFacts,
	given: readonly Said[],
	asked: ExitAsked,
	isForced: boolean,
	{ profile, l1, l2 }: Ground,
): Promise<Search> => {
	let said = given;
	let evidence: OpEvidence | null = null;
	let isReverted = false;
	let hindrance: string | null = null;
	let tried = 0;
	let older = 0;
	const claims = (): readonly Said[] => said;
	if (given.length === 0) return { evidence, said, isReverted, hindrance };
	await visitGames(profile, l1, facts.gameCount, async (game) => {
		if (!isQuiet(profile, facts, game)) return false;
		if (claims().every((one) => game.l2BlockNumber < one.block))
			return ++older >= mostOlder;
		for (const one of claims()) {
			if (game.l2BlockNumber < one.block) continue;
			if (tried++ >= mostTried) return true;
			try {
				const wanted = one.withdrawal;
				const found = await takeEvidence(
					profile,
					l2,
					asked.account,
					game,
					wanted === null ? null : withdrawalKept(wanted),
				);
				const { output } = found;
				const top = {
					number: game.l2BlockNumber,
					hash: output.blockHash,
					parentHash: output.parentHash,
				};
				// The forced withdrawal is known by its own marks; any other, and a failure, by the block alone. Where the
				// block is too far below, nothing but the node's word ties the withdrawal to the transaction.
				const needsBlock = wanted === null || !isForced;
				const isFar = game.l2BlockNumber - one.block > mostWalked;
				let bound = one.isBound;
				if (needsBlock && !bound && !isFar) {
					bound = await leadsTo(l2, top, one.block, one.blockHash);
					if (!bound) {
						// The root's chain has another block there: what was said is false, or a reorg took it.
						said = claims().filter((other) => other !== one);
						continue;
					}
				}
				const now = { ...one, isBound: bound };
				said = claims().map((other) => (other === one ? now : other));
				if (wanted === null) {
					if (now.isBound && !now.succeeded) {
						isReverted = true;
						return true;
					}
					continue;
				}
				if (found.evidence !== null) {
					evidence = found.evidence;
					hindrance = null;
					return true;
				}
				hindrance = `the root of block ${game.l2BlockNumber} does not have the withdrawal that ${one.node} names`;
			} catch (thrown) {
				hindrance = reasonOf(thrown);
			}
		}
		return false;
	});
	return { evidence, said, isReverted, hindrance };
};

const nameOf = (hash: Hex): string => `withdrawal-${hash.slice(2, 18)}`;

/** Evidence that is kept beside the journey, if it holds. */
const keptEvidence = async (
	hash: Hex,
	account: Hex,
	{ profile, escrow }: Ground,
): Promise<OpEvidence | null> => {
	const text = await escrow.get(nameOf(hash));
	if (text === undefined) return null;
	try {
		const evidence = keptFor(
			parseJson(text, mostEvidence),
			"evidence",
		).evidence;
		const { withdrawal } = checkEvidence(profile, account, evidence);
		return withdrawalHash(withdrawal) === hash ? evidence : null;
	} catch (thrown) {
		reasonOf(thrown);
		return null;
	}
};

/** Evidence from a file may be anything. */
const doesHold = (
	profile: OpProfile,
	account: Hex,
	evidence: OpEvidence,
): boolean => {
	try {
		checkEvidence(profile, account, evidence);
		return true;
	} catch (thrown) {
		reasonOf(thrown);
		return false;
	}
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
	isForced: boolean,
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
			"The proof that this journey brought along does not hold, so it is not used. A new one is fetched from the rollup's nodes.";
	}
	const isPaid = state.facts?.isFinalized ?? false;
	// Evidence and payment tell more of the forced transaction than its own receipt.
	const forced = !isForced
		? null
		: evidence !== null || isPaid
			? state.forced
			: await findForced(state, asked, ground);
	let said = state.said;
	if (evidence === null && !isPaid)
		said = (await listen(state, asked, forced, isForced, ground)).said;

	// The withdrawal that was followed before stays the one, as long as somebody still names it. One that is known by its
	// transaction alone is followed once it is tied to it.
	const named = said
		.filter(({ isBound }) => isForced || isBound)
		.flatMap(({ withdrawal }) => withdrawal ?? []);
	const before = state.withdrawal;
	let followed: KeptWithdrawal | null =
		evidence?.withdrawal ??
		named.find((one) => before !== null && sameWithdrawal(one, before)) ??
		named[0] ??
		(isPaid ? before : null);

	const proposed = state.proposal;
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
	let hindrance: string | null = null;
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
			said = (await listen(state, asked, forced, isForced, ground)).said;
		const found = await search(facts, said, asked, isForced, ground);
		({ said, isReverted, hindrance } = found);
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

	// Nobody covers it for as long as the rollup may take for a block: then a root can be proposed.
	const waiting =
		followed ?? said.flatMap(({ withdrawal }) => withdrawal ?? [])[0] ?? null;
	const isUncovered = needsProof && evidence === null && waiting !== null;
	const waitsSinceS = isUncovered ? (state.waitsSinceS ?? facts.timeS) : null;
	const patienceS =
		profile.watch?.root?.stalledS ?? exitOf(profile).sequencingWindow.seconds;
	let proposal = state.proposal;
	// What was signed for is not forgotten, whatever nodes say now: its bond is found by it.
	const made = ground.order("proposed");
	const isProposing =
		made !== null &&
		made.hash !== null &&
		made.state !== "lost" &&
		made.succeeded !== false;
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
			if (!isProposing) proposal = null;
			hindrance = reasonOf(thrown);
		}
	else if (facts.own === null && !isProposing) proposal = null;

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
		setback,
		hindrance,
	};
};

/** What a state begins with. */
export const firstState = (l1Gas: number): OpState => ({
	version: 1,
	l1Gas,
	forced: null,
	said: [],
	isReverted: false,
	withdrawal: null,
	evidence: null,
	proposal: null,
	waitsSinceS: null,
	facts: null,
	setback: null,
	hindrance: null,
});
