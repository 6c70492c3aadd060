// The contracts on L1 that a Scroll rollup's state or an exit from it rests on.

import { type Pinned, pinned, pinnedByName } from "../../pinned.ts";
import type { ScrollProfile } from "./profile.ts";

export const scrollPinned = (profile: ScrollProfile): readonly Pinned[] => [
	...pinnedByName(profile),
	...profile.verifiers.flatMap(({ version, wrapper, plonk }, i) => {
		const isFirst =
			profile.verifiers.findIndex((one) => one.version === version) === i;
		const which = isFirst ? "verifier" : "another verifier";
		return [
			pinned(`${which} of version ${version}`, wrapper),
			...(plonk === undefined
				? []
				: [pinned(`plonk ${which} of version ${version}`, plonk)]),
		];
	}),
];
