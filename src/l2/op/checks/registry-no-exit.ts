// What is said of leaving an OP rollup of op-contracts 6 and later, from which this release leads nobody out. Source of what is
// possible: op-contracts 7, OptimismPortal2.sol; ethereum-optimism/specs@fd72cf79, specs/protocol/derivation.md (sequencing window).

import type { NoExitWords } from "../../kind.ts";
import { opMessage } from "./codes.ts";
import { formOf, type OpRegistryProfile } from "./registry-profile.ts";

export const registryNoExit = ({
	games: [today],
}: OpRegistryProfile): NoExitWords => {
	const isPermissioned =
		today !== undefined && formOf(today.type).isPermissioned;
	return {
		says: opMessage("op.no-exit.says"),
		possible: [
			opMessage("op.no-exit.forced"),
			...(isPermissioned
				? []
				: [
						opMessage(
							today?.proofs === undefined
								? "op.no-exit.anybody"
								: "op.no-exit.proof",
						),
					]),
			opMessage("op.no-exit.other-wallet"),
		],
		impossible: [
			opMessage("op.no-exit.not-here"),
			...(isPermissioned ? [opMessage("op.no-exit.permissioned")] : []),
		],
	};
};
