// The contracts on L1 of a chain that is only watched, as its profile lists them.

import type { Pinned } from "../../pinned.ts";
import type { WatchedProfile } from "./profile.ts";

export const watchedPinned = ({
	contracts,
}: WatchedProfile): readonly Pinned[] =>
	contracts.map(({ behind, known, ...contract }) => ({
		...contract,
		behind: behind ?? null,
		known: known ?? null,
		isAsked: true,
	}));
