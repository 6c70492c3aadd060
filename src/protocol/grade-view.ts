// The grade of a root as it crosses a hop.

import { type Decoded, int, oneOf, record } from "../base/decode.ts";

export const gradeView = record({
	who: oneOf("l1", "claimed", "proposed", "accepted", "exit-final"),
	validity: oneOf(
		"none",
		"window-open",
		"window-won",
		"tee",
		"development",
		"l1-accepted",
		"rechecked",
	),
	finality: oneOf("optimistic", "final"),
	asOfS: int(),
});
export type GradeView = Decoded<typeof gradeView>;
