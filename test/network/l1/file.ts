// The network file: what a client must be told about a network that it does not know from its own release.

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
			explorer: "",
		},
		"l1",
	);

/** The network and where to reach it. @throws bad-field when it is not what the light client reads. */
export const networkFile = (network: Network) => ({
	l1: describeL1(network),
	endpoints: network.endpoints,
});
