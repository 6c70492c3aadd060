// The contracts on L1 that a Scroll rollup's state or an exit from it rests on.

import { type Pinned, pinned, pinnedByName } from "../../pinned.ts";
import type { ScrollProfile } from "./profile.ts";

export const scrollPinned = (profile: ScrollProfile): readonly Pinned[] => [
	...pinnedByName(profile),
	...profile.verifiers.flatMap(({ version, wrapper, plonk }) => [
		pinned(`verifier of version ${version}`, wrapper),
		pinned(`plonk verifier of version ${version}`, plonk),
	]),
];
