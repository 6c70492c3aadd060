// How a Taiko rollup is followed, for the table of kinds. No way out of one is built.

import type { KindRuntime } from "../../runtime.ts";
import type { TaikoProfile } from "../checks/profile.ts";
import { taikoCouldBeWrong, taikoWordings } from "../words/trace.ts";
import { openTaiko } from "./following.ts";

const taikoRuntime: KindRuntime<TaikoProfile> = {
	kind: "taiko-v1",
	ways: [],
	follow: (profile, { l1, l2 }) => openTaiko({ profile, l1, l2 }),
	wordings: taikoWordings,
	couldBeWrong: taikoCouldBeWrong,
};

export const runtimes: readonly KindRuntime[] = [taikoRuntime];
