// The map of a journey out of an OP rollup, the next click and the outcome, out of its state: pure. Words for somebody who
// fears for their money: what is done, what is waited for and until when, what could go wrong and what then.

import { durationWords, shortHex } from "../base/units.ts";
import { amountWords } from "../l2/op-exit.ts";
import { exitOf, type Payment, paymentOf } from "../l2/op-payee.ts";
import type { OpProfile } from "../l2/profile.ts";
import type {
	Click,
	ExitAsked,
	ExitGround,
	Outcome,
	Stage,
	StageOrder,
	StageState,
} from "./module.ts";
import { checkEvidence } from "./op-evidence.ts";
import { isQuiet } from "./op-game.ts";
import { forceStep } from "./op-sent.ts";
import { type OpFacts, type OpState, withdrawalKept } from "./op-state.ts";

type Ground = Pick<ExitGround<OpProfile>, "profile" | "nowS" | "order">;
export type OpMap = {
	readonly stages: readonly Stage[];
	readonly click: Click | null;
};

/** How long others are left time to close a game, before the person is asked to. */
const patienceS = (gameClockS: number): number =>
	Math.min(3600, Math.ceil(gameClockS / 16));

/** An order that may still take effect, or that has and is not seen yet in what was read of L1. */
const isUnderWay = (
	order: StageOrder | null,
	facts: OpFacts | null,
): boolean => {
	if (order === null) return false;
	if (order.state === "signed" || order.state === "sent") return true;
	if (order.state !== "included" && order.state !== "final") return false;
	if (order.succeeded === false) return false;
	return (
		order.state === "included" ||
		facts === null ||
		facts.block < (order.blockNumber ?? 0)
	);
};

/** What became of the last try, where it came to nothing. */
const lastTry = (order: StageOrder | null): string => {
	if (order?.state === "lost")
		return "Your last transaction for this did not get into Ethereum, so nothing of it happened. ";
	if (order !== null && order.succeeded === false && order.hash !== null)
		return "Your last transaction for this failed on Ethereum; only its fee is spent. ";
	return "";
};

type Parts = Partial<Pick<Stage, "untilS" | "doneS" | "risk" | "proof">>;
const stage = (
	id: string,
	title: string,
	state: StageState,
	words: string,
	parts: Parts = {},
): Stage => ({
	id,
	title,
	words: words.length <= 400 ? words : `${words.slice(0, 399)}…`,
	state,
	untilS: parts.untilS ?? null,
	doneS: parts.doneS ?? null,
	risk: parts.risk ?? null,
	proof: parts.proof ?? null,
});

const unknownCode =
	"The rollup's contracts on Ethereum run code that this release of Sextant does not know; what is read of them may mean something else by now. You can go on; each step is tried before you sign it. ";

export const mapOp = (
	isForced: boolean,
	state: OpState,
	asked: ExitAsked,
	{ profile, order }: Ground,
): OpMap => {
	const exit = exitOf(profile);
	const { account } = asked;
	const { facts, forced, evidence } = state;
	const stages: Stage[] = [];
	let click: Click | null = null;
	/** The first that is offered is the one. */
	const offer = (one: Click): void => {
		click ??= one;
	};
	const going = (id: string): boolean => isUnderWay(order(id), facts);
	const withdrawal =
		state.withdrawal === null ? null : withdrawalKept(state.withdrawal);
	const payment: Payment | null =
		withdrawal === null ? null : paymentOf(exit, account, withdrawal);
	const what =
		payment !== null
			? amountWords(profile, payment.token?.l2 ?? null, payment.amount)
			: asked.amount !== null
				? amountWords(profile, asked.token, asked.amount)
				: "what you withdrew";
	const strange = facts !== null && !facts.isKnown ? unknownCode : "";
	const isPaid = facts?.isFinalized ?? false;
	const proven = facts?.proven ?? null;
	const game = facts?.game ?? null;
	const isCovered = isPaid || proven !== null || evidence !== null;
	const setback = state.setback === null ? "" : `${state.setback} `;
	const { sequencingWindow, maxDriftS } = exit;

	// --- what happens before a root covers it
	if (isForced) {
		const isThere = isCovered || forced !== null;
		const isSent = !isThere && going("force");
		if (!isThere && !isSent)
			offer({
				stage: "force",
				label: "Force the withdrawal",
				step: forceStep(state, asked),
			});
		stages.push(
			stage(
				"force",
				"Ask Ethereum for your withdrawal",
				isThere ? "done" : isSent ? "waiting" : "yours",
				isThere
					? `Ethereum holds your order to withdraw ${what}. Nobody at ${profile.title} can take it back.`
					: isSent
						? "Your transaction is on its way into Ethereum."
						: `${lastTry(order("force"))}${strange}One transaction on Ethereum orders ${profile.title} to withdraw ${what} to your own account. It needs nobody's consent there.`,
				{
					doneS: forced?.timeS ?? null,
					risk: "If your account on the rollup has less than that when it runs, the withdrawal fails there: nothing is withdrawn, and nothing but the fee is lost.",
					proof:
						forced === null
							? null
							: `The portal's event in block ${forced.block} of Ethereum, by proof${forced.isFinal ? ", final" : ""}.`,
				},
			),
		);
		const deadlineS =
			forced === null
				? null
				: forced.timeS + sequencingWindow.seconds + maxDriftS;
		const seen = state.said[0];
		const isLate =
			deadlineS !== null && facts !== null && facts.timeS > deadlineS;
		stages.push(
			stage(
				"included",
				"The rollup carries it out",
				isCovered
					? "done"
					: state.isReverted
						? "failed"
						: forced === null
							? "later"
							: "waiting",
				isCovered
					? "It is part of the rollup, under a root that Ethereum has."
					: state.isReverted
						? `${profile.title} ran your order and it failed, most likely because the account had less than ${what} there. Nothing was withdrawn. Begin again with less.`
						: seen !== undefined
							? seen.succeeded
								? `The node ${seen.node} shows it in block ${seen.block}. It counts as done once Ethereum has a root that covers the block.`
								: `The node ${seen.node} says that it failed in block ${seen.block}. That is not proved yet: other nodes are asked, and a root is waited for.`
							: isLate
								? "By the rollup's rules it is part of the chain by now, whoever refuses it. The nodes that are asked do not show it: they may be following the sequencer that leaves it out. Add a node in Settings that follows Ethereum itself."
								: `The sequencer may take it at once. If it refuses, the rollup's own rules take it in without anybody's help, at the latest ${durationWords(sequencingWindow.seconds)} after Ethereum had it.`,
				{
					untilS: isCovered ? null : deadlineS,
					risk: isCovered
						? null
						: "A sequencer that leaves it out can delay it to that time, and no longer.",
				},
			),
		);
	} else
		stages.push(
			stage(
				"found",
				"Find your withdrawal on the rollup",
				isCovered ? "done" : "waiting",
				isCovered
					? `Your transaction withdrew ${what}.`
					: state.said.some((one) => one.isBound && !one.succeeded)
						? "The transaction failed on the rollup: it withdrew nothing."
						: state.said.length > 0
							? `The node ${state.said[0]?.node} shows your transaction in block ${state.said[0]?.block}. It counts once Ethereum has a root that covers it.`
							: "No node that is asked shows this transaction. Compare its hash, or add another node of the rollup in Settings.",
				{
					proof: isCovered
						? "The withdrawal stands under a root that Ethereum has."
						: null,
				},
			),
		);

	// --- a root that covers it
	const isQuietly =
		evidence !== null &&
		facts !== null &&
		game !== null &&
		isQuiet(profile, facts, game);
	const isProposed = isPaid || proven !== null || isQuietly;
	const coveredTo = game?.l2BlockNumber ?? evidence?.l2BlockNumber;
	const rootWords =
		coveredTo === undefined
			? "A root that Ethereum has covers your withdrawal."
			: `The root of block ${coveredTo} covers your withdrawal.`;
	const canPropose =
		!isProposed &&
		state.proposal !== null &&
		facts !== null &&
		facts.own === null &&
		!facts.isPaused;
	const proposing = !isProposed && going("proposed");
	if (canPropose && state.proposal !== null && !proposing) {
		const { nodes: _, ...parts } = state.proposal;
		offer({
			stage: "proposed",
			label: "Propose the root yourself",
			step: {
				kind: "op-propose",
				...parts,
				bondWei: BigInt(facts.bondWei),
			},
		});
	}
	const hindered =
		state.hindrance === null ? "" : ` Not yet: ${state.hindrance}.`;
	const waitsForRoot =
		state.withdrawal !== null ||
		state.said.length > 0 ||
		state.setback !== null;
	stages.push(
		stage(
			"proposed",
			"Ethereum gets a root that covers it",
			isProposed
				? "done"
				: canPropose && !proposing
					? "yours"
					: state.isReverted || !waitsForRoot
						? "later"
						: "waiting",
			isProposed
				? `${rootWords}${setback === "" ? "" : ` ${setback}`}`
				: proposing
					? "Your proposal is on its way into Ethereum."
					: canPropose && state.proposal !== null
						? `${setback}${lastTry(order("proposed"))}Nobody proposes roots that cover it. You can propose one yourself: ${state.proposal.nodes.length} of your nodes agree on it. It locks ${amountWords(profile, null, BigInt(facts?.bondWei ?? "0"))} as a bond, which comes back if nobody disproves the root.`
						: evidence !== null
							? `${setback}Somebody disputes the root that covers your withdrawal. It is not used while that lasts; another one or the end of the dispute is waited for.`
							: `${setback}The rollup's proposers post a root every so often.${hindered}`,
			{
				risk: isProposed
					? null
					: canPropose
						? "This wallet did not run the rollup's blocks. If your nodes are wrong about the root, the bond is lost."
						: "If nobody posts a root any more, you can do so yourself after a while; a bond is locked for that.",
				proof:
					isQuietly && game !== null
						? `The game ${shortHex(game.game)}, its code, state and place in the factory's list, by proof at block ${facts?.block}.`
						: null,
			},
		),
	);

	// --- the proof on L1
	const isProven = isPaid || proven !== null;
	const isPaused = facts?.isPaused ?? false;
	const paused =
		"The rollup's guardian has paused withdrawals on Ethereum. Nothing is lost; this step comes back when the pause ends. ";
	const proving = !isProven && going("prove");
	const canProve = !isProven && isQuietly && evidence !== null && !isPaused;
	if (canProve && !proving && evidence !== null) {
		const { parts, withdrawal: one } = checkEvidence(
			profile,
			account,
			evidence,
		);
		offer({
			stage: "prove",
			label: "Prove your withdrawal",
			step: {
				kind: "op-prove",
				withdrawal: one,
				gameIndex: evidence.index,
				...parts,
				proof: evidence.proof,
			},
		});
	}
	stages.push(
		stage(
			"prove",
			"Prove it to Ethereum",
			isProven
				? "done"
				: proving
					? "waiting"
					: canProve
						? "yours"
						: isQuietly
							? "waiting"
							: "later",
			isProven
				? proven !== null && proven.submitter !== account
					? `Somebody else, ${shortHex(proven.submitter)}, proved it for you.`
					: "Ethereum has checked that your withdrawal happened."
				: proving
					? "Your proof is on its way into Ethereum."
					: isPaused
						? paused
						: `${setback}${lastTry(order("prove"))}${strange}The proof is on this device, so no node of the rollup is needed any more. From here on the waiting time runs: ${durationWords(exit.proofMaturityS)} at least.`,
			{
				doneS: proven?.timeS ?? null,
				risk: isProven
					? null
					: "If the root turns out to be false, the proof has to be given again under another. Your withdrawal itself is safe.",
				proof:
					proven === null
						? null
						: `The portal's record of ${shortHex(proven.submitter)}, by proof at block ${facts?.block}.`,
			},
		),
	);

	// --- the game behind it
	const isWon = isPaid || (proven !== null && game?.status === "defender wins");
	const clockEndS =
		proven === null || game === null ? null : game.createdAtS + exit.gameClockS;
	const isOver =
		facts !== null &&
		clockEndS !== null &&
		facts.timeS >= clockEndS + patienceS(exit.gameClockS);
	const isDisputed = game !== null && game.claims > 1;
	const isClaimClosed =
		isWon || (proven !== null && (game?.isClaimResolved ?? false));
	const canClose = isProven && !isWon && isOver && !isDisputed && game !== null;
	const closing = !isClaimClosed && going("claim");
	if (canClose && !isClaimClosed && !closing && game !== null)
		offer({
			stage: "claim",
			label: "Close the root's claim",
			step: { kind: "op-resolve-claim", game: game.game },
		});
	stages.push(
		stage(
			"claim",
			"The time to dispute the root passes",
			isClaimClosed
				? "done"
				: closing
					? "waiting"
					: canClose
						? "yours"
						: isProven
							? "waiting"
							: "later",
			isClaimClosed
				? "Nobody can dispute the root any more."
				: closing
					? "Your transaction is on its way into Ethereum."
					: isDisputed && isProven
						? "Somebody disputes the root. Those who defend it and those who attack it settle that between them. If it is lost, you prove your withdrawal again under another root."
						: canClose
							? `${lastTry(order("claim"))}The time is over and nobody has closed it. Anybody may, and so may you; or wait until somebody does.`
							: "Everybody has time to show that the root is false. Nobody can speed that up.",
			{
				untilS: isClaimClosed ? null : clockEndS,
				risk: isClaimClosed
					? null
					: "If somebody shows that the root is false, your proof falls with it and is given again under another root. Your withdrawal stays.",
			},
		),
	);
	const canResolve = canClose && isClaimClosed;
	const resolving = !isWon && going("resolve");
	if (canResolve && !resolving && game !== null)
		offer({
			stage: "resolve",
			label: "Close the root's game",
			step: { kind: "op-resolve", game: game.game },
		});
	stages.push(
		stage(
			"resolve",
			"Ethereum accepts the root",
			isWon
				? "done"
				: resolving
					? "waiting"
					: canResolve
						? "yours"
						: isProven && isClaimClosed
							? "waiting"
							: "later",
			isWon
				? "The root held: the game around it is decided in its favour."
				: resolving
					? "Your transaction is on its way into Ethereum."
					: canResolve
						? `${lastTry(order("resolve"))}The game around the root can be decided now. Anybody may do that, and so may you.`
						: "When its time is over, one more transaction, by anybody, decides the game around the root.",
			{
				doneS:
					isWon && game !== null && game.resolvedAtS > 0
						? game.resolvedAtS
						: null,
			},
		),
	);

	// --- the waiting times
	const maturesS = proven === null ? null : proven.timeS + exit.proofMaturityS;
	const settledS =
		game === null || proven === null
			? null
			: (game.status === "defender wins"
					? game.resolvedAtS
					: game.createdAtS + exit.gameClockS) + exit.gameFinalityS;
	const openS =
		maturesS === null || settledS === null
			? null
			: Math.max(maturesS, settledS);
	const isRipe =
		isPaid ||
		(isWon && facts !== null && openS !== null && facts.timeS > openS);
	stages.push(
		stage(
			"wait",
			"The waiting times end",
			isRipe ? "done" : isProven ? "waiting" : "later",
			isRipe
				? "All waiting times are over."
				: `Since your proof ${durationWords(exit.proofMaturityS)} have to pass, and ${durationWords(exit.gameFinalityS)} since the root was accepted. They run at the same time, by Ethereum's clock; nothing is to be done.`,
			{
				untilS: isRipe ? null : openS,
				risk: isRipe
					? null
					: "In this time the rollup's guardian may strike a root off that was accepted wrongly. Then the proof is given again.",
			},
		),
	);

	// --- the payment
	const canTake = isRipe && !isPaid && proven !== null && withdrawal !== null;
	const taking = !isPaid && going("finalize");
	const runsCode = (facts?.runsCode ?? false) && payment?.messageHash === null;
	if (canTake && !taking && !isPaused && !runsCode && withdrawal !== null)
		offer({
			stage: "finalize",
			label: `Take ${what}`.slice(0, 60),
			step: {
				kind: "op-finalize",
				withdrawal,
				submitter: proven.submitter === account ? null : proven.submitter,
			},
		});
	stages.push(
		stage(
			"finalize",
			"Take what is yours",
			isPaid
				? "done"
				: taking
					? "waiting"
					: canTake && !isPaused && !runsCode
						? "yours"
						: canTake
							? "waiting"
							: "later",
			isPaid
				? facts?.isFinalizedForGood
					? `Ethereum has taken the withdrawal off its list: ${what}. It cannot be taken a second time, by anybody.`
					: `Ethereum has paid out ${what}. It becomes final within minutes.`
				: taking
					? "Your transaction is on its way into Ethereum."
					: isPaused && canTake
						? paused
						: runsCode && canTake
							? "Your account runs code on Ethereum, by a delegation. If that code refuses ether, the payment is lost, so it is not offered. Remove the delegation first."
							: `${lastTry(order("finalize"))}${strange}One last transaction pays ${what} to your account on Ethereum.`,
			{
				proof: isPaid
					? `The portal's record of finished withdrawals, by proof at block ${facts?.block}.`
					: null,
			},
		),
	);
	if (payment?.messageHash != null) {
		const message = facts?.message ?? null;
		const isRelayed = isPaid && message === "relayed";
		const hasFailed = isPaid && message === "failed";
		const relaying = !isRelayed && going("relay");
		if (hasFailed && !relaying && !isPaused && withdrawal !== null)
			offer({
				stage: "relay",
				label: "Relay the payment again",
				step: { kind: "op-relay", withdrawal },
			});
		stages.push(
			stage(
				"relay",
				"The bridge pays you",
				isRelayed
					? "done"
					: relaying || (hasFailed && isPaused)
						? "waiting"
						: hasFailed
							? "yours"
							: isPaid
								? "failed"
								: "later",
				isRelayed
					? `The bridge has paid you ${what}.`
					: relaying
						? "Your transaction is on its way into Ethereum."
						: hasFailed
							? isPaused
								? paused
								: `${lastTry(order("relay"))}The payment failed in the bridge, which still has ${what} for you. It can be tried again as often as it takes.`
							: isPaid
								? "The withdrawal was taken, and the bridge knows nothing of the payment in it. Keep this journey's file and ask those who run the rollup."
								: "It happens in the same transaction as the step before. If it fails there, it can be tried again.",
				{
					proof: isRelayed
						? `The messenger's record, by proof at block ${facts?.block}.`
						: null,
				},
			),
		);
	}

	// --- the bond of an own proposal
	const own = facts?.own ?? null;
	if (own !== null) {
		const credit = BigInt(own.creditWei);
		const { status, resolvedAtS } = own.game;
		const readyS =
			status === "defender wins" ? resolvedAtS + exit.bondDelayS : null;
		const isBack = status === "defender wins" && credit === 0n;
		const isReady =
			facts !== null && readyS !== null && facts.timeS > readyS && credit > 0n;
		const fetching = !isBack && going("bond");
		if (isReady && !fetching)
			offer({
				stage: "bond",
				label: "Take the bond back",
				step: { kind: "op-bond", game: own.game.game, amountWei: credit },
			});
		stages.push(
			stage(
				"bond",
				"Your bond comes back",
				isBack
					? "done"
					: status === "challenger wins"
						? "failed"
						: fetching
							? "waiting"
							: isReady
								? "yours"
								: "waiting",
				isBack
					? "You have your bond back."
					: status === "challenger wins"
						? "The root that you proposed was disproved, so the bond is lost. Your withdrawal is not: it is proved under another root."
						: fetching
							? "Your transaction is on its way into Ethereum."
							: isReady
								? `${lastTry(order("bond"))}The bond for the root that you proposed can be taken back.`
								: "The bond for the root that you proposed stays locked until the root is accepted, and a while after.",
				{ untilS: isBack ? null : readyS },
			),
		);
	}
	return { stages, click: state.isReverted ? null : click };
};

/** Where it ends: paid for good, with nothing outstanding; or failed on the rollup. */
export const outcomeOf = ({
	facts,
	isReverted,
}: Pick<OpState, "facts" | "isReverted">): Outcome => {
	if (isReverted) return "impossible";
	if (facts === null || !facts.isFinalizedForGood) return "under-way";
	if (facts.message !== null && !facts.isRelayedForGood) return "under-way";
	const { own } = facts;
	const isBondOut =
		own !== null &&
		own.game.status !== "challenger wins" &&
		(own.game.status === "in progress" || own.creditWei !== "0");
	return isBondOut ? "under-way" : "done";
};
