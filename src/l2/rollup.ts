// The shape of any rollup: what is captured for it ahead, and its newest block that L1 holds up. Each kind follows one in its own
// folder. The rule by which an order may rest on a rollup's block is here.

import { Fault } from "../base/fault.ts";
import type { Immutable } from "../base/immutable.ts";
import type { Execution } from "../source/execution.ts";
import type { Pool } from "../source/pool.ts";
import type { Capture, WhereIs } from "../state/capture.ts";
import type { Header } from "../state/values.ts";
import { checkFresh, type Purpose } from "../trust/freshness.ts";
import type { RootBacking, StateBasis } from "../trust/grade.ts";
import type { Verified } from "../trust/verified.ts";
import type { RollupProfile } from "./profile.ts";
import type { Rechecked } from "./rechecked.ts";
import type { SaidSearch } from "./said.ts";

/** `Root` and `Block` are what the kind of rollup concludes. */
export type RollupNews<
	Root extends Immutable = Immutable,
	Block extends StateBasis = StateBasis,
	Claimed extends Immutable = Immutable,
> = {
	/** The newest block whose root somebody stands behind: a basis for accounts, within the policy or not. */
	readonly block: Verified<Block>;
	readonly root: Verified<Root>;
	/** Roots of newer blocks that are claimed only. To be shown as claims; no basis for anything. */
	readonly claimed: readonly Verified<Claimed>[];
	/** What was found wrong on the way, with who gave it. */
	readonly notes: readonly Fault[];
	/** That the proof of this very root was checked again here. Missing where it was not. */
	readonly rechecked?: Rechecked;
};

/** Proves accounts, slots and code under one state of the rollup. @throws as `Capture.prove` */
export type StateProver = Pick<Capture, "prove">;

export type Rollup<News extends RollupNews = RollupNews> = {
	readonly profile: RollupProfile;
	/**
	 * Captures on L1, ahead, what `newest` will need under a later header. To be called at new L1 blocks where no endpoint
	 * proves as far back as that header will be.
	 */
	readonly captureAhead: (signal?: AbortSignal) => Promise<void>;
	/**
	 * The rollup's newest block under a verified L1 header, as final as that.
	 * @throws no-proof-window, not-anchored while it is not provable yet; l2-unknown-code when a contract on L1 changed;
	 * what the endpoints fail with
	 */
	readonly newest: (
		l1: Verified<Header>,
		signal?: AbortSignal,
	) => Promise<News>;
	/** Of a rollup whose L1 names no block: at which of its own an endpoint is asked for proofs under a proved state root. */
	readonly whereIs?: WhereIs;
	/**
	 * Of one whose accounts are Ethereum's and whose state is a tree of its own: how they are proved, by the endpoints of who asks.
	 * Without it they are by `eth_getProof`, under Ethereum's tree.
	 */
	readonly prover?: (l2: Pool<Execution>) => StateProver;
	/** What the sequencer says now, by its signature alone. Missing where that is not read. */
	readonly said?: SaidSearch;
};

const order: readonly RootBacking[] = [
	"claimed",
	"proposed",
	"accepted",
	"exit-final",
];

/**
 * May something rest on this block of the rollup? Showing and answering ask for age alone: the grade is shown beside.
 * @throws l2-root-unproposed, not-anchored (finality), not-rechecked, and what checkFresh throws
 */
export const checkPolicy = (
	{ policy }: Pick<RollupProfile, "policy">,
	{ grade }: Pick<StateBasis, "grade">,
	purpose: Purpose,
	nowMs: number,
): void => {
	if (purpose === "order" || purpose === "sign") {
		if (order.indexOf(grade.who) < order.indexOf(policy.who))
			throw new Fault(
				"l2-root-unproposed",
				`the root is ${grade.who}, an order needs ${policy.who}`,
			);
		if (policy.finality === "final" && grade.finality !== "final")
			throw new Fault("not-anchored", "the L1 block under it is not final yet");
		if (policy.validity === "rechecked" && grade.validity !== "rechecked")
			throw new Fault(
				"not-rechecked",
				`what is known of the root's validity is "${grade.validity}"`,
			);
	}
	checkFresh(grade.asOfS, nowMs, purpose, policy.ages);
};
