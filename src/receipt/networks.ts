// The network file: an L1 and the rollups on it, as data that a person imports and sees as a diff. It decodes and looks
// up; what a profile means, the rooms below know.

import {
	type Decoded,
	list,
	oneOf,
	parseJson,
	record,
} from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import {
	decodeL1Network,
	knownNetworks,
	type L1Network,
} from "../l1/network.ts";
import { json } from "./canonical.ts";

const networkFile = record({
	format: oneOf("sextant-network-1"),
	l1: decodeL1Network,
	/** Profiles of rollups on this L1. */
	rollups: list(json, 16),
});
export type NetworkFile = Decoded<typeof networkFile>;

/** @throws bad-file */
export const decodeNetworkFile = (file: string): NetworkFile => {
	try {
		return networkFile(parseJson(file, 200_000, 16), "network");
	} catch (thrown) {
		if (thrown instanceof Fault) throw new Fault("bad-file", thrown.detail);
		throw thrown;
	}
};

/** The networks of this release, and those of the files under names of their own: a file cannot replace one of ours. */
export const networksOf = (
	files: readonly NetworkFile[],
): readonly L1Network[] => {
	const networks = [...knownNetworks];
	for (const { l1 } of files)
		if (networks.every(({ name }) => name !== l1.name)) networks.push(l1);
	return networks;
};

export const networkByName =
	(networks: readonly L1Network[]) =>
	(name: string): L1Network | undefined =>
		networks.find((network) => network.name === name);
