// How an Arbitrum chain is followed and left, for the table of kinds.

import { wayOf } from "../../../exit/way.ts";
import type { KindRuntime } from "../../runtime.ts";
import type { ArbitrumProfile } from "../checks/profile.ts";
import { arbitrumCouldBeWrong, arbitrumWordings } from "../words/trace.ts";
import { openArbitrum } from "./following.ts";
import { arbitrumForced } from "./forced.ts";
import { arbitrumPlain } from "./plain.ts";

const arbitrumRuntime: KindRuntime<ArbitrumProfile> = {
	kind: "arbitrum-bold-v1",
	ways: [wayOf(arbitrumForced), wayOf(arbitrumPlain)],
	follow(profile, { l1, l1Pool, l2 }) {
		return openArbitrum({ profile, l1, l1Pool, l2 });
	},
	wordings: arbitrumWordings,
	couldBeWrong: arbitrumCouldBeWrong,
};

export const runtimes: readonly KindRuntime[] = [arbitrumRuntime];
