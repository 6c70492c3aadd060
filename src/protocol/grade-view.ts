// The grade of a root as it crosses a hop.

import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";

export const gradeView = d.record({
	who: d.oneOf("l1", "claimed", "proposed", "accepted", "exit-final"),
	validity: d.oneOf(
		"none",
		"window-open",
		"window-won",
		"tee",
		"development",
		"l1-accepted",
		"rechecked",
	),
	finality: d.oneOf("optimistic", "final"),
	asOfS: d.int(),
});
export type GradeView = Decoded<typeof gradeView>;
