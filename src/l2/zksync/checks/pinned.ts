// The contracts on L1 that are looked after as such. The facets are not among them: which of the sets is the present one, the
// diamond says (watch-facts.ts).

import { type Pinned, pinnedByName } from "../../pinned.ts";
import type { ZksyncProfile } from "./profile.ts";

export const zksyncPinned = (profile: ZksyncProfile): readonly Pinned[] => [
	{
		name: "diamond",
		address: profile.diamond.address,
		codeHash: null,
		behind: null,
		known: profile.diamond.known ?? null,
		// a facet that delegated on by EIP-1967 would read its target in the diamond
		isAsked: true,
	},
	...pinnedByName(profile),
];
