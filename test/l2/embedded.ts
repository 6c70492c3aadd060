// The embedded network's rollup profile, for another L1 name or policy.

import { type OpProfile, opGamesV1 } from "../../src/l2/op/checks/profile.ts";

/** @param l1 name of the L1 network as the wallet knows it */
export const embeddedProfile = (
	made: OpProfile,
	l1: string,
	policy: OpProfile["policy"] = made.policy,
): OpProfile => opGamesV1({ ...made, l1, policy }, "profile");
