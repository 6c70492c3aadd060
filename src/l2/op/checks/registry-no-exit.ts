// What is said of leaving an OP rollup of op-contracts 6 and later whose network file does not say how. Source of what is
// possible: op-contracts 7, OptimismPortal2.sol; ethereum-optimism/specs@fd72cf79, specs/protocol/derivation.md (sequencing window).

import type { NoExitWords } from "../../kind.ts";
import { opMessage } from "./codes.ts";
import { isPermissioned, type OpRegistryProfile } from "./registry-profile.ts";

export const registryNoExit = (
	profile: OpRegistryProfile,
): NoExitWords | null => {
	if (profile.exit !== undefined) return null;
	const isOneAlone = isPermissioned(profile);
	return {
		says: opMessage("op.no-exit.says"),
		possible: [
			opMessage("op.no-exit.forced"),
			...(isOneAlone ? [] : [opMessage("op.no-exit.anybody")]),
			opMessage("op.no-exit.other-wallet"),
		],
		impossible: [
			opMessage("op.no-exit.not-here"),
			...(isOneAlone ? [opMessage("op.no-exit.permissioned")] : []),
		],
	};
};
