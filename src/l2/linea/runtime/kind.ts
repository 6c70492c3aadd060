// How a Linea rollup is followed, for the table of kinds. There is no way out of it by force.

import { withRechecks } from "../../rechecks.ts";
import type { KindRuntime } from "../../runtime.ts";
import type { LineaProfile } from "../checks/profile.ts";
import { lineaCouldBeWrong, lineaWordings } from "../words/trace.ts";
import { openLinea } from "./following.ts";
import { lineaRecheck } from "./recheck.ts";

const lineaRuntime: KindRuntime<LineaProfile> = {
	kind: "linea-v1",
	ways: [],
	follow(profile, { l1, l1Pool, kernel, clock }) {
		const rollup = openLinea({ profile, l1, l1Pool, clock });
		const recheck = lineaRecheck(profile, { l1, l1Pool, kernel, clock });
		return recheck === null ? rollup : withRechecks(rollup, recheck, clock);
	},
	wordings: lineaWordings,
	couldBeWrong: lineaCouldBeWrong,
};

export const runtimes: readonly KindRuntime[] = [lineaRuntime];
