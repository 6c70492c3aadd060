// Which code follows which kind of rollup: the one place where a profile's kind decides.

import type { Precompiling } from "../crypto/kernel.ts";
import { kernelPrecompiles } from "../evm/precompiles.ts";
import { openOp } from "../l2/op/runtime/following.ts";
import type { BlockProfile } from "../l2/profile.ts";
import type { Rollup } from "../l2/rollup.ts";
import { openScroll } from "../l2/scroll/runtime/following.ts";
import { openScrollRecheck } from "../l2/scroll/runtime/recheck-live.ts";
import { withRecheck } from "../l2/scroll/runtime/rechecked.ts";
import type { Execution } from "../source/execution.ts";
import type { Pool } from "../source/pool.ts";
import type { Clock } from "../source/ports.ts";
import type { Relay } from "../source/relay.ts";
import type { Capture } from "../state/capture.ts";

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

export const openRollup = (
	profile: BlockProfile,
	{ l1, l1Pool, l2, relays, kernel, clock }: RollupParts,
): Rollup => {
	switch (profile.kind) {
		case "op-games-v1":
			return openOp({ profile, l1, l2, relays });
		case "scroll-v1":
			return withRecheck(
				openScroll({ profile, l1, l2, clock }),
				openScrollRecheck({
					capture: l1,
					pool: l1Pool,
					precompiles: kernelPrecompiles(kernel),
				}),
			);
	}
};
