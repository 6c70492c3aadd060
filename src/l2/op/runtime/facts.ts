// What L1 says, by proof, of a withdrawal from an OP rollup, by the rules of its release.

import type { ExitL1 } from "../../../exit/module.ts";
import type { AnyOpProfile } from "../checks/values.ts";
import type { FactsRead, OpFactsRequest } from "./facts-parts.ts";
import { readPortalFacts } from "./portal-facts.ts";
import { readRegistryFacts } from "./registry-facts.ts";

/**
 * All facts at the newest verified head; what follows one another is read one after the other, minutes apart at most.
 * @throws what a missing proof fails with
 */
export const readFacts = (
	profile: AnyOpProfile,
	l1: ExitL1,
	asked: OpFactsRequest,
): Promise<FactsRead> =>
	profile.kind === "op-games-v1"
		? readPortalFacts(profile, l1, asked)
		: readRegistryFacts(profile, l1, asked);
