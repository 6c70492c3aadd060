// The steps of exits: calls on L1 to the contracts of a rollup's profile, each built from typed fields by the one file of its
// kind of rollup. A step pays the account that signs it, or nobody. Pure: wallet and signer build the same call from it.

import type { Hex } from "../base/bytes.ts";
import { byKind, type Decode } from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import type { Message } from "../protocol/message.ts";
import { opCall, opTitle } from "./op/checks/exit.ts";
import { type OpStep, opStep } from "./op/checks/step.ts";
import type { RollupProfile } from "./profile.ts";
import {
	type ReferenceStep,
	referenceCall,
	referenceStep,
	referenceTitle,
} from "./reference/checks/exit.ts";
import {
	type ScrollStep,
	scrollCall,
	scrollStep,
	scrollTitle,
} from "./scroll/checks/exit.ts";

/** Which code the called contract has to run, and how that is known. */
export type ExitContract =
	/** It delegates to no other. */
	| { readonly how: "plain"; readonly codeHash: Hex }
	/** An EIP-1967 proxy: `slot` says what it delegates to. */
	| {
			readonly how: "proxied";
			readonly codeHash: Hex;
			readonly slot: Hex;
			readonly implementation: Hex;
			readonly implementationCodeHash: Hex;
	  }
	/** One of many made by a contract of the profile: its own code says what it is. `check` throws for any other code. */
	| { readonly how: "clone"; readonly check: (code: Uint8Array) => void };

export type ExitCall = {
	readonly to: Hex;
	readonly contract: ExitContract;
	/** What leaves the account besides the fee. */
	readonly valueWei: bigint;
	readonly data: Hex;
	/** No true step of this kind takes more gas. */
	readonly mostGas: number;
	/** What it is called: `exitTitle`. */
	readonly title: Message;
	/** What it does and what it rests on, for the person who signs it. At most eight. */
	readonly says: readonly Message[];
	/** What this very call brings to the account on L1, when it succeeds; null when nothing yet. */
	readonly arrives: {
		/** Null: ether. */
		readonly token: Hex | null;
		readonly amount: bigint;
	} | null;
};

export type ExitStep = OpStep | ReferenceStep | ScrollStep;

const kinds: { readonly [kind: string]: Decode<ExitStep> } = {
	"op-force": opStep,
	"op-prove": opStep,
	"op-resolve-claim": opStep,
	"op-resolve": opStep,
	"op-propose": opStep,
	"op-finalize": opStep,
	"op-relay": opStep,
	"op-bond": opStep,
	"reference-deposit": referenceStep,
	"reference-force": referenceStep,
	"reference-freeze": referenceStep,
	"reference-escape": referenceStep,
	"reference-reclaim": referenceStep,
	"reference-withdraw": referenceStep,
	"scroll-force": scrollStep,
	"scroll-relay": scrollStep,
};

/** @throws bad-field, also for a kind of step that this release does not know */
export const exitStep: Decode<ExitStep> = byKind(kinds);

const isOp = (step: ExitStep): step is OpStep => kinds[step.kind] === opStep;
const isReference = (step: ExitStep): step is ReferenceStep =>
	kinds[step.kind] === referenceStep;
const isScroll = (step: ExitStep): step is ScrollStep =>
	kinds[step.kind] === scrollStep;

/** What the step does, as a button says it: "Prove your withdrawal". */
export const exitTitle = (step: ExitStep): Message => {
	if (isOp(step)) return opTitle(step);
	return isReference(step) ? referenceTitle(step) : scrollTitle(step);
};

/**
 * The call of a step that `from` signs.
 * @throws exit-recipient when it would pay anybody else; unverifiable-method when the step is not of this kind of rollup
 */
export const exitCall = (
	profile: RollupProfile,
	from: Hex,
	step: ExitStep,
): ExitCall => {
	if (profile.kind === "op-games-v1" && isOp(step))
		return opCall(profile, from, step);
	if (profile.kind === "reference-v1" && isReference(step))
		return referenceCall(profile, from, step);
	if (profile.kind === "scroll-v1" && isScroll(step))
		return scrollCall(profile, from, step);
	throw new Fault(
		"unverifiable-method",
		`a step "${step.kind}" of ${profile.title}`,
	);
};

/** The step as it travels and is stored: amounts as decimal text, as `exitStep` takes them. */
export const stepJson = (step: ExitStep): unknown =>
	JSON.parse(
		JSON.stringify(step, (_, value: unknown) =>
			typeof value === "bigint" ? value.toString() : value,
		),
	);
