// How an OP rollup is followed and left, for the table of kinds.

import { wayOf } from "../../../exit/way.ts";
import type { KindRuntime } from "../../runtime.ts";
import type { OpProfile } from "../checks/profile.ts";
import { opCouldBeWrong, opWordings } from "../words/trace.ts";
import { openOp } from "./following.ts";
import { opForced } from "./forced.ts";
import { opPlain } from "./plain.ts";

export const opRuntime: KindRuntime<OpProfile> = {
	kind: "op-games-v1",
	ways: [wayOf(opForced), wayOf(opPlain)],
	follow(profile, { l1, l2, relays }) {
		return openOp({ profile, l1, l2, relays });
	},
	wordings: opWordings,
	couldBeWrong: opCouldBeWrong,
};
