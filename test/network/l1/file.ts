// The network file: what a client must be told about a network that it does not know from its own release.

import type { Json } from "../../../src/base/immutable.ts";
import { decodeL1Network, type L1Network } from "../../../src/l1/network.ts";
import type { Network } from "../network.ts";

/** The longest a checkpoint of this network is good for. */
const maxCheckpointAgeS = 86_400;

const describeL1 = (network: Network): L1Network =>
	decodeL1Network(
		{
			name: network.name,
			title: "Embedded network",
			chainId: network.chainId,
			preset: network.preset,
			genesisTimeS: network.genesisTimeS,
			genesisValidatorsRoot: network.genesisValidatorsRoot,
			secondsPerSlot: network.slotSeconds,
			forks: network.forks,
			maxCheckpointAgeS,
			test: true,
			explorer: "",
		},
		"l1",
	);

/** The L1, the profiles of `rollups` on it, and where the L1 can be reached, which a client asks its user about. */
export const networkFile = (
	network: Network,
	rollups: readonly Json[] = [],
) => ({
	format: "sextant-network-1",
	l1: describeL1(network),
	rollups,
	endpoints: network.endpoints,
});
