// The layer 2s of the chosen network: those that ship, those of its file, and a file's in the place of a shipped one. One that
// ships is followed once the person has chosen an endpoint for it, and nobody is asked before: not its own nodes, and not
// Ethereum about its contracts.

import type { RollupProfile } from "../l2/profile.ts";
import {
	type NetworkFile,
	type Release,
	release,
	rollupsOf,
	type WatchedProfile,
	watchedOf,
} from "../receipt/networks.ts";
import {
	importedFiles,
	isSwitchedOn,
	rollupsInUse,
	type Settings,
} from "./settings.ts";

/** What is followed of one network. */
export type Layers = {
	readonly rollups: readonly RollupProfile[];
	/** Chains of which nothing but L1's facts is read. */
	readonly watched: readonly WatchedProfile[];
	/** Also the rollups that ship and are not switched on. */
	readonly known: readonly RollupProfile[];
};

/** All that can be followed on the network of that name. */
export const layersOn = (
	name: string | null,
	files: readonly NetworkFile[],
	of: Release = release,
): Omit<Layers, "rollups"> => {
	const known = rollupsOf(files, of).filter(({ l1 }) => l1 === name);
	const watched = watchedOf(files, of).filter(({ l1 }) => l1 === name);
	return { watched, known };
};

/** What is followed: all of the network's file, and of what ships that for which an endpoint is chosen. */
export const layersInUse = (now: Settings, of: Release = release): Layers => ({
	...layersOn(now.network, importedFiles(now), of),
	rollups: rollupsInUse(now, of),
});

/** What ships for the network and is not switched on. */
export const layersOffered = (
	now: Settings,
	of: Release = release,
): readonly RollupProfile[] =>
	layersOn(now.network, importedFiles(now), of).known.filter(
		(profile) => !isSwitchedOn(now, profile, of),
	);
