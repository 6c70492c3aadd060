// How an Arbitrum chain is followed, for the table of kinds. No way out of one is built yet.

import type { KindRuntime } from "../../runtime.ts";
import type { ArbitrumProfile } from "../checks/profile.ts";
import { arbitrumCouldBeWrong, arbitrumWordings } from "../words/trace.ts";
import { openArbitrum } from "./following.ts";

export const arbitrumRuntime: KindRuntime<ArbitrumProfile> = {
	kind: "arbitrum-bold-v1",
	ways: [],
	follow(profile, { l1, l1Pool, l2 }) {
		return openArbitrum({ profile, l1, l1Pool, l2 });
	},
	wordings: arbitrumWordings,
	couldBeWrong: arbitrumCouldBeWrong,
};
