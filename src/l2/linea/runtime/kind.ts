// How a Linea rollup is followed, for the table of kinds. There is no way out of it by force.

import type { KindRuntime } from "../../runtime.ts";
import type { LineaProfile } from "../checks/profile.ts";
import { lineaCouldBeWrong, lineaWordings } from "../words/trace.ts";
import { openLinea } from "./following.ts";

export const lineaRuntime: KindRuntime<LineaProfile> = {
	kind: "linea-v1",
	ways: [],
	follow: (profile, { l1, l1Pool, clock }) =>
		openLinea({ profile, l1, l1Pool, clock }),
	wordings: lineaWordings,
	couldBeWrong: lineaCouldBeWrong,
};
