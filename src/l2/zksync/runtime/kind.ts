// How a ZKsync chain is followed, for the table of kinds. There is no way out of it that its operator cannot refuse.

import type { KindRuntime } from "../../runtime.ts";
import type { ZksyncProfile } from "../checks/profile.ts";
import { zksyncCouldBeWrong, zksyncWordings } from "../words/trace.ts";
import { openZksync } from "./following.ts";

export const zksyncRuntime: KindRuntime<ZksyncProfile> = {
	kind: "zksync-v1",
	ways: [],
	follow(profile, { l1, l1Pool }) {
		return openZksync({ profile, l1, l1Pool });
	},
	wordings: zksyncWordings,
	couldBeWrong: zksyncCouldBeWrong,
};
