// How a Scroll rollup is followed and left, for the table of kinds.

import { kernelPrecompiles } from "../../../evm/precompiles.ts";
import { wayOf } from "../../../exit/way.ts";
import type { KindRuntime } from "../../runtime.ts";
import { isCodeKnown, type ScrollProfile } from "../checks/profile.ts";
import { scrollCouldBeWrong, scrollWordings } from "../words/trace.ts";
import { scrollEnforced } from "./enforced.ts";
import { openScroll } from "./following.ts";
import { scrollPlain } from "./plain.ts";
import { openScrollRecheck } from "./recheck-live.ts";
import { withRecheck } from "./rechecked.ts";

const scrollRuntime: KindRuntime<ScrollProfile> = {
	kind: "scroll-v1",
	ways: [wayOf(scrollEnforced), wayOf(scrollPlain)],
	follow(profile, { l1, l1Pool, l2, kernel, clock }) {
		const followed = openScroll({ profile, l1, l2, clock });
		// what is known by its address alone is not run here
		if (!isCodeKnown(profile)) return followed;
		return withRecheck(
			followed,
			openScrollRecheck({
				capture: l1,
				pool: l1Pool,
				precompiles: kernelPrecompiles(kernel),
				clock,
			}),
		);
	},
	wordings: scrollWordings,
	couldBeWrong: scrollCouldBeWrong,
};

export const runtimes: readonly KindRuntime[] = [scrollRuntime];
