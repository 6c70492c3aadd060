// The contracts on L1 that an Arbitrum chain's state and the way out rest on.

import { type Pinned, pinnedByName } from "../../pinned.ts";
import type { ArbitrumProfile } from "./profile.ts";

export const arbitrumPinned = (profile: ArbitrumProfile): readonly Pinned[] => [
	...pinnedByName(profile),
	{
		name: "userLogic",
		address: profile.userLogic.address,
		codeHash: profile.userLogic.codeHash ?? null,
		behind: null,
		known: profile.userLogic.known ?? null,
		isAsked: profile.userLogic.codeHash === undefined,
	},
	...pinnedByName({ contracts: profile.exit?.contracts ?? {} }),
];
