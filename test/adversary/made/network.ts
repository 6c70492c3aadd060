// The made network: Electra from the beginning, minimal preset.

import { toHex, utf8 } from "../../../src/base/bytes.ts";
import { sha256 } from "../../../src/crypto/hash.ts";
import { forkNames, type L1Network } from "../../../src/l1/network.ts";

export const madeNetwork = (options: {
	readonly genesisTimeS: number;
	readonly chainId?: number;
	readonly secondsPerSlot?: number;
	/** Another text, another genesis. */
	readonly genesis?: string;
}): L1Network => ({
	name: "made",
	title: "Made",
	chainId: options.chainId ?? 31_337,
	preset: "minimal",
	genesisTimeS: options.genesisTimeS,
	genesisValidatorsRoot: toHex(sha256(utf8(options.genesis ?? "made"))),
	secondsPerSlot: options.secondsPerSlot ?? 6,
	forks: forkNames
		.slice(0, forkNames.indexOf("electra") + 1)
		.map((name, i) => ({ name, version: `0x0${i}000001`, epoch: 0 })),
	maxCheckpointAgeS: 14 * 86_400,
	test: true,
	explorer: "",
});
