// The contracts on L1 that a Taiko rollup's state rests on, or that pay out of it. Their proxies keep no admin: an upgrade is a call
// to the code behind (UUPS), which obeys the owner in the proxy's own storage.

import { type Pinned, pinnedByName } from "../../pinned.ts";
import type { TaikoProfile } from "./profile.ts";

export const taikoPinned = (profile: TaikoProfile): readonly Pinned[] =>
	pinnedByName(profile).map((one) => ({
		...one,
		behind: one.behind && {
			...one.behind,
			slot: profile.slots.implementation,
		},
	}));
