// Public endpoints that this release suggests for layer 2s, as src/l1/suggested.ts does for Ethereum. Read from a public list; no
// one of them was asked when this was made. Where the chain's own operator serves one, it stands first: for some layer 2s nobody
// else serves the proofs of a tree of its own.

import {
	allnodes,
	drpc,
	gateway,
	type Operator,
	onFinality,
	type SuggestionRow,
	stakely,
	suggestedBy,
	tatum,
	tenderly,
} from "../l1/suggested.ts";
import { type Suggestion, suggestions } from "../protocol/suggested.ts";

const opLabs: Operator = ["Optimism", null];
const coinbase: Operator = ["Coinbase (Base)", "US"];
const offchain: Operator = ["Offchain Labs", "US"];
const consensys: Operator = ["Consensys (Linea)", "US"];
const matter: Operator = ["Matter Labs", null];
const scroll: Operator = ["Scroll", null];
const uniswap: Operator = ["Uniswap Labs", "US"];
const alchemy: Operator = ["Alchemy", "US"];
const ink: Operator = ["Ink", null];
const soneium: Operator = ["Soneium", null];
const mode: Operator = ["Mode", null];
const zora: Operator = ["Zora", null];
const taiko: Operator = ["Taiko", null];

const layers: readonly (readonly [
	chainId: number,
	rows: readonly SuggestionRow[],
])[] = [
	[
		10,
		[
			["https://mainnet.optimism.io", opLabs, "rpc", "first"],
			["https://optimism-rpc.publicnode.com", allnodes, "rpc", "first"],
			["https://optimism.drpc.org", drpc, "rpc", "first"],
			["https://gateway.tenderly.co/public/optimism", tenderly, "rpc"],
			["https://optimism.api.onfinality.io/public", onFinality, "rpc"],
			["https://rpc.optimism.gateway.fm", gateway, "rpc"],
		],
	],
	[
		8_453,
		[
			["https://mainnet.base.org", coinbase, "rpc", "first"],
			["https://base-rpc.publicnode.com", allnodes, "rpc", "first"],
			["https://base.drpc.org", drpc, "rpc", "first"],
			["https://gateway.tenderly.co/public/base", tenderly, "rpc"],
			["https://base.api.onfinality.io/public", onFinality, "rpc"],
		],
	],
	[
		42_161,
		[
			["https://arb1.arbitrum.io/rpc", offchain, "rpc", "first"],
			["https://arbitrum-one-rpc.publicnode.com", allnodes, "rpc", "first"],
			["https://arbitrum.drpc.org", drpc, "rpc", "first"],
			["https://arbitrum.api.onfinality.io/public", onFinality, "rpc"],
			["https://rpc.arb1.arbitrum.gateway.fm", gateway, "rpc"],
		],
	],
	[
		42_170,
		[
			["https://nova.arbitrum.io/rpc", offchain, "rpc", "first"],
			["https://arbitrum-nova-rpc.publicnode.com", allnodes, "rpc", "first"],
			["https://arbitrum-nova.drpc.org", drpc, "rpc"],
		],
	],
	[
		59_144,
		[
			["https://rpc.linea.build", consensys, "rpc", "first"],
			["https://linea.drpc.org", drpc, "rpc", "first"],
			["https://linea-rpc.publicnode.com", allnodes, "rpc"],
		],
	],
	[
		324,
		[
			["https://mainnet.era.zksync.io", matter, "rpc", "first"],
			["https://zksync.drpc.org", drpc, "rpc", "first"],
			["https://zksync.api.onfinality.io/public", onFinality, "rpc"],
			["https://zksync-mainnet.gateway.tatum.io", tatum, "rpc"],
		],
	],
	[
		534_352,
		[
			["https://rpc.scroll.io", scroll, "rpc", "first"],
			["https://scroll.drpc.org", drpc, "rpc", "first"],
			["https://scroll.api.onfinality.io/public", onFinality, "rpc"],
		],
	],
	[
		130,
		[
			["https://mainnet.unichain.org", uniswap, "rpc", "first"],
			["https://unichain-rpc.publicnode.com", allnodes, "rpc", "first"],
			["https://unichain.drpc.org", drpc, "rpc"],
		],
	],
	[
		480,
		[
			[
				"https://worldchain-mainnet.g.alchemy.com/public",
				alchemy,
				"rpc",
				"first",
			],
			["https://worldchain.drpc.org", drpc, "rpc", "first"],
			["https://worldchain-mainnet.gateway.tenderly.co", tenderly, "rpc"],
		],
	],
	[
		57_073,
		[
			["https://rpc-gel.inkonchain.com", ink, "rpc", "first"],
			["https://ink.drpc.org", drpc, "rpc", "first"],
		],
	],
	[
		1_868,
		[
			["https://rpc.soneium.org", soneium, "rpc", "first"],
			["https://soneium.drpc.org", drpc, "rpc", "first"],
		],
	],
	[
		34_443,
		[
			["https://mainnet.mode.network", mode, "rpc", "first"],
			["https://mode.drpc.org", drpc, "rpc", "first"],
			["https://mode.gateway.tenderly.co", tenderly, "rpc"],
		],
	],
	[
		7_777_777,
		[
			["https://rpc.zora.energy", zora, "rpc", "first"],
			["https://zora.drpc.org", drpc, "rpc", "first"],
		],
	],
	[
		167_000,
		[
			["https://rpc.taiko.xyz", taiko, "rpc", "first"],
			["https://taiko.drpc.org", drpc, "rpc", "first"],
			["https://taiko-json-rpc.stakely.io", stakely, "rpc"],
		],
	],
	[
		11_155_420,
		[
			["https://sepolia.optimism.io", opLabs, "rpc", "first"],
			[
				"https://optimism-sepolia.api.onfinality.io/public",
				onFinality,
				"rpc",
				"first",
			],
			["https://optimism-sepolia.gateway.tenderly.co", tenderly, "rpc"],
		],
	],
	[
		84_532,
		[
			["https://base-sepolia.drpc.org", drpc, "rpc", "first"],
			[
				"https://base-sepolia.api.onfinality.io/public",
				onFinality,
				"rpc",
				"first",
			],
			["https://base-sepolia.gateway.tenderly.co", tenderly, "rpc"],
		],
	],
	[
		421_614,
		[
			["https://arbitrum-sepolia.drpc.org", drpc, "rpc", "first"],
			[
				"https://arbitrum-sepolia.api.onfinality.io/public",
				onFinality,
				"rpc",
				"first",
			],
			["https://arbitrum-sepolia.gateway.tenderly.co", tenderly, "rpc"],
		],
	],
	[
		59_141,
		[
			["https://rpc.sepolia.linea.build", consensys, "rpc", "first"],
			["https://linea-sepolia.drpc.org", drpc, "rpc", "first"],
		],
	],
	[
		300,
		[
			["https://sepolia.era.zksync.dev", matter, "zksync", "first"],
			[
				"https://zksync-sepolia.api.onfinality.io/public",
				onFinality,
				"rpc",
				"first",
			],
		],
	],
	[
		534_351,
		[
			["https://sepolia-rpc.scroll.io", scroll, "rpc", "first"],
			["https://scroll-sepolia.drpc.org", drpc, "rpc", "first"],
		],
	],
];

/** When the list was read: chainlist as of 2026-08-22, its newest stored state. */
const readOn = "2026-11-24";

/** Nothing is sent to a layer 2's nodes: no payment is made there. */
export const suggestedLayers: readonly Suggestion[] = suggestions(
	layers.flatMap(([chainId, execution]) =>
		suggestedBy(chainId, { execution }, readOn).map((one) => ({
			...one,
			learns: ["ip", "times", "accounts"],
		})),
	),
	"suggested",
);

/** For those chains, in the order they are offered; none for a chain of a file alone. */
export const suggestedOn = (
	chainIds: readonly number[],
): readonly Suggestion[] =>
	suggestedLayers.filter(({ chainId }) => chainIds.includes(chainId));
