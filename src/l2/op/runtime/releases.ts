// Which rules hold for the contracts of a profile.

import type { AnyOpProfile } from "../checks/values.ts";
import type { ExitRules } from "./exit-rules.ts";
import { portalRules } from "./portal-rules.ts";
import { registryRules } from "./registry-rules.ts";

export const exitRules = (profile: AnyOpProfile): ExitRules =>
	profile.kind === "op-games-v1"
		? portalRules(profile)
		: registryRules(profile);
