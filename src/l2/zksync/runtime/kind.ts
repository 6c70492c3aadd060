// How a ZKsync chain is followed and its proofs are checked again, for the table of kinds. There is no way out of it that its operator cannot refuse.

import { withRechecks } from "../../rechecks.ts";
import type { KindRuntime } from "../../runtime.ts";
import type { ZksyncProfile } from "../checks/profile.ts";
import { zksyncCouldBeWrong, zksyncWordings } from "../words/trace.ts";
import { openZksync } from "./following.ts";
import { zksyncRecheck } from "./recheck.ts";

const zksyncRuntime: KindRuntime<ZksyncProfile> = {
	kind: "zksync-v1",
	ways: [],
	follow(profile, { l1, l1Pool, kernel, clock }) {
		const rollup = openZksync({ profile, l1, l1Pool });
		const recheck = zksyncRecheck(profile, { l1, l1Pool, kernel, clock });
		return recheck === null ? rollup : withRechecks(rollup, recheck, clock);
	},
	wordings: zksyncWordings,
	couldBeWrong: zksyncCouldBeWrong,
};

export const runtimes: readonly KindRuntime[] = [zksyncRuntime];
