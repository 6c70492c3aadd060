// The contracts on L1 that an OP rollup's state or an exit from it rests on.

import { type Pinned, pinned, pinnedByName } from "../../pinned.ts";
import type { OpProfile } from "./profile.ts";

export const opPinned = (profile: OpProfile): readonly Pinned[] => [
	...pinnedByName(profile),
	pinned("faultDisputeGame", {
		address: profile.game.implementation,
		codeHash: profile.game.codeHash,
	}),
	...pinnedByName({ contracts: profile.exit?.contracts ?? {} }),
];
