// The network file: what a client must be told about a network that it does not know from its own release.

import type { Network } from "../network.ts";

export const networkFile = (network: Network) => ({
	name: network.name,
	chainId: network.chainId,
	preset: network.preset,
	genesisTimeS: network.genesisTimeS,
	genesisValidatorsRoot: network.genesisValidatorsRoot,
	secondsPerSlot: network.slotSeconds,
	forks: network.forks,
	endpoints: network.endpoints,
});
