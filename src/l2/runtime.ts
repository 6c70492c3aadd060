// What this wallet does with one kind of layer 2: how it follows it, the ways out, and how its reasons are put in words. The half
// that may run an EVM and ask endpoints. A kind's folder makes one; `runtimes.ts` lists them.

import type { Precompiling } from "../crypto/kernel.ts";
import type { Way } from "../exit/way.ts";
import type { Execution } from "../source/execution.ts";
import type { Pool } from "../source/pool.ts";
import type { Clock } from "../source/ports.ts";
import type { Relay } from "../source/relay.ts";
import type { Capture } from "../state/capture.ts";
import type { RollupProfile } from "./profile.ts";
import type { Rollup } from "./rollup.ts";
import type { TrustInL1, Wording } from "./wording.ts";

/** What there is to follow a rollup with; each kind takes what it needs. */
export type RollupParts = {
	/** Over the L1 endpoints. */
	readonly l1: Capture;
	readonly l1Pool: Pool<Execution>;
	/** The rollup's endpoints. */
	readonly l2: Pool<Execution>;
	readonly relays: Pool<Relay>;
	/** Computes the curves that a verifier's code asks for. */
	readonly kernel: Precompiling;
	readonly clock: Clock;
};

/** Methods, so that kinds with profiles of their own stand in one table; each is called with a profile of its kind. */
export interface KindRuntime<P extends RollupProfile = RollupProfile> {
	readonly kind: string;
	readonly ways: readonly Way[];
	/**
	 * Follows one whose accounts are Ethereum's, under roots of its own on L1. Missing where accounts are none of Ethereum's, or
	 * nothing but L1's facts is read.
	 */
	follow?(profile: P, parts: RollupParts): Rollup;
	/** The steps that its rules conclude, by rule. */
	readonly wordings: { readonly [rule: string]: Wording };
	/** What one still has to trust for a value of this kind; null for a value of another. */
	readonly couldBeWrong: (trust: TrustInL1) => string | null;
}
