// The shape of an exit's step: a call on L1 to a contract of a layer 2's profile, built from typed fields by the one file of
// its kind. A step pays the account that signs it, or nobody. Pure: wallet and signer build the same call from it.

import type { Hex } from "../base/bytes.ts";
import type { Immutable } from "../base/immutable.ts";
import type { Message } from "../protocol/message.ts";
import type { Proxied } from "./profile.ts";

/** An implementation that the profile knows beside today's. */
export type EarlierCode = {
	readonly implementation: Hex;
	readonly implementationCodeHash: Hex;
};

/** Which code the called contract has to run, and how that is known. */
export type ExitContract =
	/** It delegates to no other. */
	| { readonly how: "plain"; readonly codeHash: Hex }
	/** An EIP-1967 proxy: `slot` says what it delegates to. */
	| {
			readonly how: "proxied";
			readonly codeHash: Hex | undefined;
			readonly slot: Hex;
			readonly implementation: Hex;
			readonly implementationCodeHash: Hex | undefined;
			/** What releases before delegated to: code that is known as well. */
			readonly earlier?: readonly EarlierCode[];
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

/** A proxy of the profile, as a step calls it. @param slot where it keeps what it delegates to */
export const proxyCalled = (
	{
		address,
		codeHash,
		implementation,
		implementationCodeHash,
		earlier = [],
	}: Proxied & { readonly earlier?: readonly EarlierCode[] | undefined },
	slot: Hex,
): Pick<ExitCall, "to" | "contract"> => ({
	to: address,
	contract: {
		how: "proxied",
		codeHash,
		slot,
		implementation,
		implementationCodeHash,
		...(earlier.length === 0 ? {} : { earlier }),
	},
});

/** What each kind of step calls: `steps` are the kinds with their fields. */
export type StepCalls<P, M> = {
	readonly [N in keyof M]: (profile: P, from: Hex, step: M[N]) => ExitCall;
};

/** What a step of that kind calls. */
export const callOfStep = <P, M, K extends keyof M>(
	calls: StepCalls<P, M>,
	kind: K,
	...[profile, from, step]: readonly [profile: P, from: Hex, step: M[K]]
): ExitCall => calls[kind](profile, from, step);

/** A step, of whichever kind of layer 2: what it has besides, that kind's `steps` decode. */
export type ExitStep = {
	readonly kind: string;
	readonly [field: string]: Immutable;
};

/** The step as it travels and is stored: amounts as decimal text, as its decoder takes them. */
export const stepJson = (step: ExitStep): unknown =>
	JSON.parse(
		JSON.stringify(step, (_, value: unknown) =>
			typeof value === "bigint" ? value.toString() : value,
		),
	);
