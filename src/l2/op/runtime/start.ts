// How the withdrawal of a journey comes to be on the rollup: ordered on Ethereum (forced.ts), or begun there before (plain.ts).
// That is all that the two ways out of an OP rollup differ in; from the proof on they are one.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { ExitContext, ExitRequest } from "../../../exit/module.ts";
import type { Message } from "../../../protocol/message.ts";
import type { OpForce } from "../checks/step.ts";
import type { AnyOpProfile } from "../checks/values.ts";
import type { OpWithdrawal } from "../checks/withdrawal.ts";
import type { OpExitContext } from "./context.ts";
import type { ForcedDeposit, OpState, WithdrawalRecord } from "./state.ts";
import type { DrawnStage, OpView } from "./view.ts";

export type Start = {
	readonly title: Message;
	/** Does it go on from a withdrawal that exists? */
	readonly fromBegun: boolean;
	/**
	 * Has the withdrawal marks of this journey's own? Then what a node names is compared with them; else it is known by its block
	 * alone, which has to be tied to the rollup's chain.
	 */
	readonly hasMarks: boolean;
	/** Why an account that runs code cannot take it. */
	readonly codeWords: Message;
	/** How it goes, up to the proof. @param fromProofS how long it takes from there */
	readonly words: (
		profile: AnyOpProfile,
		windowS: number,
		fromProofS: number,
	) => Message;
	/** How long it may take until there is something to prove. */
	readonly beforeProofS: (windowS: number) => number;
	/** @throws bad-params, exit-recipient, exit-amount */
	readonly begin: (
		state: OpState,
		asked: ExitRequest,
		context: OpExitContext,
	) => Promise<OpState>;
	/** Can the withdrawal be the one of this journey? */
	readonly isOurs: (
		profile: AnyOpProfile,
		state: Pick<OpState, "l1Gas">,
		asked: ExitRequest,
		withdrawal: OpWithdrawal,
	) => boolean;
	/** Is this the order of the journey's own? */
	readonly isForce: (
		step: OpForce,
		state: Pick<OpState, "l1Gas">,
		asked: ExitRequest,
	) => boolean;
	/** The place of the forced transaction as a file may bring it along: a claim. @throws bad-field for gas that no journey draws */
	readonly forcedFromFile: (
		state: Pick<OpState, "l1Gas" | "forced">,
		asked: ExitRequest,
		hasOrder: (stage: string) => Hex | null,
	) => ForcedDeposit | null;
	/** Where the forced transaction stands on L1; null where there is none. */
	readonly findForced: (
		state: OpState,
		asked: ExitRequest,
		context: OpExitContext,
	) => Promise<ForcedDeposit | null>;
	/** The transaction on the rollup that makes the withdrawal, and whether it is the one that nodes were asked about before. */
	readonly madeBy: (
		state: Pick<OpState, "forced">,
		asked: ExitRequest,
		forced: ForcedDeposit | null,
	) => { readonly l2Tx: Hex | null; readonly isSame: boolean };
	/** Is it ordered? What the account has there matters until then. */
	readonly isOrdered: (
		forced: ForcedDeposit | null,
		followed: WithdrawalRecord | null,
		order: ExitContext["order"],
		block: number,
	) => boolean;
	/** What has to happen there before a root can cover it. */
	readonly stages: (view: OpView) => readonly DrawnStage[];
};

export const refused = (field: string, why: string): Fault =>
	new Fault("bad-params", `"${field}" ${why}`);
