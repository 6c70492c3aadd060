// Evidence for a withdrawal under the newest root on L1 that covers it and that a node can show the block of: what nodes say
// is compared with that root before it is used.

import type { Hex } from "../../../base/bytes.ts";
import type { ExitRequest } from "../../../exit/module.ts";
import type { Message } from "../../../protocol/message.ts";
import { opMessage } from "../checks/codes.ts";
import { withdrawalHash } from "../checks/withdrawal.ts";
import type { OpExitContext } from "./context.ts";
import { takeEvidence } from "./evidence.ts";
import type { Respect } from "./exit-rules.ts";
import { isQuiet, visitGames } from "./game.ts";
import { askAround, leadsTo, mostWalked } from "./node-answer.ts";
import { reasonOf } from "./propose.ts";
import type { Start } from "./start.ts";
import {
	type ForcedDeposit,
	type GameFacts,
	type NodeStatement,
	type OpEvidence,
	type OpFacts,
	type OpState,
	type WithdrawalRecord,
	withdrawalKept,
} from "./state.ts";
import { tieBlock } from "./tie.ts";

/** What of the journey so far is about this withdrawal on the rollup. */
type Heard = {
	readonly l2Tx: Hex | null;
	readonly said: readonly NodeStatement[];
};

export const listen = async (
	state: OpState,
	asked: ExitRequest,
	forced: ForcedDeposit | null,
	start: Start,
	{ profile, l2 }: OpExitContext,
): Promise<Heard> => {
	const { l2Tx, isSame } = start.madeBy(state, asked, forced);
	if (l2Tx === null) return { l2Tx, said: [] };
	const before = isSame ? state.said : [];
	const heard = await askAround(
		profile,
		l2,
		asked.account,
		l2Tx,
		before,
		(withdrawal) => start.isOurs(profile, state, asked, withdrawal),
	);
	// Nodes may be gone for good: what they said stays, to be proved by others.
	return { l2Tx, said: heard.length > 0 ? heard : before };
};

/** No more games than this have nodes asked about their root in one look. */
const mostTried = 4;
/** Games are listed as they come, and with them their blocks: so many that are too old end the search. */
const mostOlder = 4;

/** Why nothing is proved against a root that covers it. */
const refusalOf = (
	{ respectedSinceS }: Respect,
	{
		status,
		claims,
		isBlacklisted,
		createdAtS,
		isOtherKind,
		l2BlockNumber: block,
	}: GameFacts,
): Message =>
	status === "challenger wins"
		? opMessage("op.hindrance.disproved", { block })
		: isBlacklisted
			? opMessage("op.hindrance.struck-off", { block })
			: isOtherKind === true
				? opMessage("op.hindrance.other-kind", { block })
				: createdAtS < respectedSinceS
					? opMessage("op.hindrance.retired", { block })
					: claims > 1 && status === "in progress"
						? opMessage("op.hindrance.disputed", { block })
						: opMessage("op.hindrance.refused", { block });

export const sameWithdrawal = (
	one: WithdrawalRecord,
	other: WithdrawalRecord,
): boolean =>
	withdrawalHash(withdrawalKept(one)) === withdrawalHash(withdrawalKept(other));

const isNamed = (one: NodeStatement, withdrawal: WithdrawalRecord): boolean =>
	one.withdrawal !== null && sameWithdrawal(one.withdrawal, withdrawal);

/** No node shows a block that makes its root. */
const noBlock = ({ l2BlockNumber: block }: GameFacts): Message =>
	opMessage("op.hindrance.no-block", { block });

/** Why a failure that a root leads to is not called proved. */
const notKnown = opMessage("op.hindrance.failed-unproved");

type Search = {
	readonly evidence: OpEvidence | null;
	readonly said: readonly NodeStatement[];
	readonly isReverted: boolean;
	readonly hindrance: Message | null;
};

/** Whether the block that was named is under the root's: walked to where it is near, tied by proof where it is far. */
const tieUnder = async (
	output: Awaited<ReturnType<typeof takeEvidence>>["output"],
	game: GameFacts,
	one: NodeStatement,
	facts: OpFacts,
	{ profile, l1, l2 }: OpExitContext,
) => {
	if (game.l2BlockNumber - one.block > mostWalked)
		return tieBlock(profile, l1, l2, facts, one);
	const top = {
		number: game.l2BlockNumber,
		hash: output.blockHash,
		parentHash: output.parentHash,
	};
	return (await leadsTo(l2, top, one.block, one.blockHash)) ? "tied" : "other";
};

/** Evidence under the newest root that covers the withdrawal and that a node can show the block of. */
export const search = async (
	facts: OpFacts,
	given: readonly NodeStatement[],
	asked: ExitRequest,
	start: Start,
	context: OpExitContext,
): Promise<Search> => {
	const { profile, l1, l2 } = context;
	let said = given;
	let evidence: OpEvidence | null = null;
	let isReverted = false;
	let hindrance: Message | null = null;
	let tried = 0;
	let older = 0;
	const claims = (): readonly NodeStatement[] => said;
	if (given.length === 0) return { evidence, said, isReverted, hindrance };
	await visitGames(profile, l1, facts.gameCount, async (game) => {
		if (!isQuiet(profile, facts, game)) {
			const covers = claims().some((one) => one.block <= game.l2BlockNumber);
			if (covers) hindrance ??= refusalOf(facts, game);
			return false;
		}
		if (claims().every((one) => game.l2BlockNumber < one.block))
			return ++older >= mostOlder;
		for (const one of claims()) {
			if (game.l2BlockNumber < one.block) continue;
			if (tried++ >= mostTried) return true;
			let missing = noBlock(game);
			try {
				const wanted = one.withdrawal;
				const found = await takeEvidence(
					profile,
					l2,
					asked.account,
					game,
					wanted === null ? null : withdrawalKept(wanted),
				);
				// The forced withdrawal is known by its own marks; any other, and a failure, by the block alone.
				const needsBlock = wanted === null || !start.hasMarks;
				let bound = one.isBound;
				if (needsBlock && !bound) {
					missing = opMessage("op.hindrance.no-headers");
					const tie = await tieUnder(found.output, game, one, facts, context);
					bound = tie === "tied";
					if (tie === "other") {
						// The root's chain has another block there: what was said is false, or a reorg took it.
						said = claims().filter((other) => other !== one);
						continue;
					}
				}
				const now = { ...one, isBound: bound };
				said = claims().map((other) => (other === one ? now : other));
				if (wanted === null) {
					if (now.isBound && !now.succeeded) {
						if (facts.isKnown) isReverted = true;
						else hindrance = notKnown;
						return true;
					}
					continue;
				}
				if (found.evidence !== null) {
					evidence = found.evidence;
					hindrance = null;
					return true;
				}
				hindrance = opMessage("op.hindrance.not-in-root", {
					block: game.l2BlockNumber,
					node: one.node,
				});
			} catch (thrown) {
				hindrance = reasonOf(thrown, missing);
			}
		}
		return false;
	});
	return { evidence, said, isReverted, hindrance };
};

/**
 * Ties a withdrawal that is under way to the transaction that the person named, where that could not be done before. Under its
 * root it is proved, and that it pays this account; that this very transaction made it is a node's word until then.
 * @returns what nodes said, and whether it turned out to be another transaction's
 */
export const tieLater = async (
	facts: OpFacts,
	given: readonly NodeStatement[],
	withdrawal: WithdrawalRecord,
	{ profile, l1, l2 }: OpExitContext,
): Promise<{
	readonly said: readonly NodeStatement[];
	readonly isOther: boolean;
}> => {
	let said = given;
	for (const one of given) {
		if (one.isBound || one.withdrawal === null) continue;
		if (!sameWithdrawal(one.withdrawal, withdrawal)) continue;
		const tie = await tieBlock(profile, l1, l2, facts, one);
		const now = tie === "tied" ? [{ ...one, isBound: true }] : [];
		if (tie !== "unknown")
			said = said.flatMap((other) => (other === one ? now : [other]));
	}
	const named = given.some((one) => isNamed(one, withdrawal));
	const isLeft = said.some((one) => isNamed(one, withdrawal));
	return { said, isOther: named && !isLeft };
};
