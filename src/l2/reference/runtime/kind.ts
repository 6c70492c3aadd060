// How the reference rollup is followed and left, for the table of kinds.

import { wayOf } from "../../../exit/way.ts";
import type { KindRuntime } from "../../runtime.ts";
import type { ReferenceProfile } from "../checks/profile.ts";
import { referenceCouldBeWrong, referenceWordings } from "../words/trace.ts";
import { followReference } from "./chain.ts";
import { referenceEscape } from "./escape.ts";
import { referenceRehearsal } from "./rehearsal.ts";

const referenceRuntime: KindRuntime<ReferenceProfile> = {
	kind: "reference-v1",
	followOwn: followReference,
	ways: [wayOf(referenceEscape), wayOf(referenceRehearsal)],
	wordings: referenceWordings,
	couldBeWrong: referenceCouldBeWrong,
};

export const runtimes: readonly KindRuntime[] = [referenceRuntime];
