// What the stages of a map out of an OP rollup are drawn from: the state of the last look and the orders made, with what follows
// from them for all stages. Pure.

import type { Hex } from "../../../base/bytes.ts";
import type {
	Click,
	ExitContext,
	ExitRequest,
	Stage,
} from "../../../exit/module.ts";
import { isUnderWay, wayWords } from "../../../exit/stage.ts";
import type { Message, MessageOrText } from "../../../protocol/message.ts";
import { amountIn } from "../../units.ts";
import { opMessage } from "../checks/codes.ts";
import {
	type Payment,
	paymentOf,
	type WayOut,
	wayOutOf,
} from "../checks/payee.ts";
import { isPermissioned } from "../checks/registry-profile.ts";
import type { OpStep } from "../checks/step.ts";
import type { AnyOpProfile } from "../checks/values.ts";
import type { OpWithdrawal } from "../checks/withdrawal.ts";
import type { OpExitContext } from "./context.ts";
import { isQuiet } from "./game.ts";
import {
	type GameFacts,
	type OpFacts,
	type OpState,
	withdrawalKept,
} from "./state.ts";

/** A stage on the map, with what can be signed there now. */
export type DrawnStage = {
	readonly stage: Stage;
	readonly click: Click<OpStep> | null;
};

/** A stage whose step can be signed now. */
export const clickable = (
	stage: Stage,
	label: Message,
	step: OpStep,
): DrawnStage => ({ stage, click: { stage: stage.id, label, step } });

export type Proposers = "the person" | "anybody" | "one alone";

export const proposersOf = (
	profile: AnyOpProfile,
	facts: Pick<OpFacts, "respectedType"> | null,
): Proposers =>
	profile.kind === "op-games-v1"
		? "the person"
		: isPermissioned(profile, facts?.respectedType ?? null)
			? "one alone"
			: "anybody";

export type OpView = {
	readonly profile: AnyOpProfile;
	readonly exit: WayOut;
	readonly account: Hex;
	readonly asked: ExitRequest;
	readonly state: OpState;
	readonly facts: OpFacts | null;
	readonly order: ExitContext["order"];
	/** Is an order of this stage on its way? */
	readonly isGoing: (stage: string) => boolean;
	/** Where an order that is going is. */
	readonly goingWords: (stage: string, what?: "proof" | "proposal") => Message;
	readonly withdrawal: OpWithdrawal | null;
	readonly payment: Payment | null;
	/** What it pays. */
	readonly what: Message;
	/** To be said before a step while the contracts run code that is not known; else nothing. */
	readonly strange: readonly Message[];
	/** What went back, to stand before what else is said; else nothing. */
	readonly setback: readonly MessageOrText[];
	readonly game: GameFacts | null;
	readonly proven: OpFacts["proven"];
	/** Who can post the root that it needs, where nobody does: the person, for a bond; anybody, but not from here; one account alone. */
	readonly proposers: Proposers;
	/** Proved; false is no promise. */
	readonly isPaused: boolean;
	readonly isPaid: boolean;
	/** A root on L1 has it. */
	readonly isCovered: boolean;
	/** It can be proved under the root of its evidence: nobody disputes that one. */
	readonly isQuietly: boolean;
	readonly isProven: boolean;
	/** The game behind the proof was won by its root. */
	readonly isWon: boolean;
	readonly isClaimClosed: boolean;
	/** The game's time is over, and others have had some to close it. */
	readonly canClose: boolean;
	/** When the game's root can be disputed no more. */
	readonly clockEndS: number | null;
	/** When it can be paid at the earliest. */
	readonly openS: number | null;
	readonly isRipe: boolean;
};

/** How long others are left time to close a game, before the person is asked to. */
export const patienceS = (gameClockS: number): number =>
	Math.min(3600, Math.ceil(gameClockS / 16));

/** Before a step: what of the contracts is not known; nothing where all of it is. */
const strangeWords = (facts: OpFacts | null): readonly Message[] =>
	facts === null
		? []
		: !facts.isKnown
			? [opMessage("op.step.unknown-code")]
			: facts.isPaused === null
				? [opMessage("op.step.unknown-pause")]
				: [];

/**
 * The portal knows whose order it is by who calls it: of an account that signs it is the account itself, of any contract an
 * alias of it, another account on the rollup. Source: contracts-bedrock 0.17.3, OptimismPortal2.depositTransaction.
 */
export const codeWords = opMessage("op.forced.runs-code");

export const pausedWords = opMessage("op.step.paused");

/** When the clocks of the game and the proof end; null while that cannot be said. */
const clocksOf = (exit: ReturnType<typeof wayOutOf>, facts: OpFacts | null) => {
	const proven = facts?.proven ?? null;
	const game = facts?.game ?? null;
	const isDisputed = game !== null && game.claims > 1;
	// A dispute has clocks of its own: nobody knows when it ends.
	const clockEndS =
		proven === null || game === null || isDisputed
			? null
			: game.createdAtS + exit.gameClockS;
	const isOver =
		facts !== null &&
		clockEndS !== null &&
		facts.timeS >= clockEndS + patienceS(exit.gameClockS);
	const settledS =
		game === null || proven === null
			? null
			: game.status === "defender wins"
				? game.resolvedAtS + exit.gameFinalityS
				: clockEndS === null
					? null
					: clockEndS + exit.gameFinalityS;
	const openS =
		proven === null || settledS === null
			? null
			: Math.max(proven.timeS + exit.proofMaturityS, settledS);

	return { isDisputed, clockEndS, isOver, openS };
};

export const viewOf = (
	state: OpState,
	asked: ExitRequest,
	{ profile, order }: Pick<OpExitContext, "profile" | "order">,
): OpView => {
	const exit = wayOutOf(profile);
	const { account } = asked;
	const { facts, evidence } = state;
	const withdrawal =
		state.withdrawal === null ? null : withdrawalKept(state.withdrawal);
	const payment =
		withdrawal === null ? null : paymentOf(exit, account, withdrawal);
	const sum = (token: Hex | null, amount: bigint): Message =>
		opMessage("op.sum", { what: amountIn(profile, token, amount) });
	const what =
		payment !== null
			? sum(payment.token?.l2 ?? null, payment.amount)
			: asked.amount !== null
				? sum(asked.token, asked.amount)
				: opMessage("op.sum.unknown");
	const isPaid = facts?.isFinalized ?? false;
	const proven = facts?.proven ?? null;
	const game = facts?.game ?? null;
	const isQuietly =
		evidence !== null &&
		facts !== null &&
		game !== null &&
		isQuiet(profile, facts, game);
	const isProven = isPaid || proven !== null;
	const isWon = isPaid || (proven !== null && game?.status === "defender wins");
	const { isDisputed, clockEndS, isOver, openS } = clocksOf(exit, facts);
	return {
		profile,
		exit,
		account,
		asked,
		state,
		facts,
		order,
		isGoing: (stage) => isUnderWay(order(stage), facts?.block ?? null),
		goingWords: (stage, what) =>
			wayWords(order(stage), facts?.block ?? null, what),
		withdrawal,
		payment,
		what,
		strange: strangeWords(facts),
		setback: state.setback === null ? [] : [state.setback],
		game,
		proven,
		proposers: proposersOf(profile, facts),
		isPaused: facts?.isPaused === true,
		isPaid,
		isCovered: isPaid || proven !== null || evidence !== null,
		isQuietly,
		isProven,
		isWon,
		isClaimClosed:
			isWon || (proven !== null && (game?.isClaimResolved ?? false)),
		canClose: isProven && !isWon && isOver && !isDisputed && game !== null,
		clockEndS,
		openS,
		isRipe:
			isPaid ||
			(isWon && facts !== null && openS !== null && facts.timeS > openS),
	};
};
