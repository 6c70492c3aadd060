// The contracts of a layer 2 for its screen: as its profile pins them, and held against Ethereum when that is asked for.

import { type PinStanding, readPins } from "../exit/pins.ts";
import { pinnedOf, profileId } from "../l2/checks.ts";
import type { Pinned } from "../l2/pinned.ts";
import type { RollupProfile } from "../l2/profile.ts";
import type { LayerView, PinView } from "../protocol/layer-views.ts";
import type { Reader } from "./reader.ts";

/** @param runs what it delegates to in the place of what the release has, where it is known that it does */
const viewOf = (
	{ name, address, codeHash, behind, known }: Pinned,
	runs: PinStanding["runs"],
): Omit<PinView, "is" | "found"> => ({
	...{ name, address, codeHash },
	known: known?.code ?? null,
	behind:
		behind === null
			? null
			: {
					address: (runs ?? behind).implementation,
					codeHash: (runs ?? behind).codeHash,
					known: (runs === null ? known?.implementation : runs.known) ?? null,
				},
});

/**
 * @param read over Ethereum, at its newest verified block; null where nobody is to be asked
 * @throws what `read` throws, no-proof-window
 */
export const layerPins = async (
	profile: RollupProfile,
	by: LayerView["by"],
	read: Reader["read"] | null,
): Promise<LayerView> => {
	const { chainId, title } = profile;
	const bare = { chainId, title, by, identity: profileId(profile) };
	if (read === null)
		return {
			...bare,
			pins: pinnedOf(profile).map((one) => ({
				...viewOf(one, null),
				is: null,
				found: null,
			})),
			at: null,
		};
	const { pins, at } = await readPins(profile, (wanted) =>
		read(wanted, "latest"),
	);
	return {
		...bare,
		pins: pins.map(({ pinned, is, found, runs }) => ({
			...viewOf(pinned, runs),
			...{ is, found },
		})),
		at: { blockNumber: at.blockNumber ?? 0, asOfS: at.grade.asOfS },
	};
};
