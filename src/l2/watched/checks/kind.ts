// What a chain that is only watched is judged by, for the table of kinds: L1's facts of it, and nothing of its own state.

import { nothingBesides, type WatchKind } from "../../kind.ts";
import { noExits } from "./no-exit.ts";
import { watchedPinned } from "./pinned.ts";
import { type WatchedProfile, watchedV1 } from "./profile.ts";
import { reviewWatched } from "./review.ts";
import { watchedShown, watchedSigns, watchedWanted } from "./watch-facts.ts";

export const watchedChecks: WatchKind<WatchedProfile> = {
	...nothingBesides,
	kind: "watched-v1",
	decode: watchedV1,
	pinned: watchedPinned,
	wanted: watchedWanted,
	more: () => [],
	signs: watchedSigns,
	shown: watchedShown,
	// Nothing is usual until its profile says so.
	usual: ({ batcher }) => ({
		batch: null,
		root: null,
		onDemand: false,
		isBatcherNamed: batcher !== undefined,
	}),
	blind: "state",
	isPlainCodeFixed: false,
	review: reviewWatched,
	noExit: (profile) =>
		noExits.find(({ family }) => family === profile.family) ?? null,
	lines: ({ places }) => [
		...places.map(({ contract, slot, is }) => `${is}: ${contract} ${slot}`),
		"only watched: nothing of it is signed",
	],
};
