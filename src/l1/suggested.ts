// Public endpoints that this release suggests, for the networks it knows. Read from public lists; no one of them was asked
// when the list was made, so `testedOn` is null throughout, and the person's own test is the first word on each.
//
// Of the countries: where the operator sits, not where its machines stand. Null where it was not found.

import {
	type Suggestion,
	suggestedRoles,
	suggestions,
} from "../protocol/suggested.ts";

/** Who runs it, and where they sit. */
export type Operator = readonly [operator: string, country: string | null];

const chainSafe: Operator = ["ChainSafe Systems", "CA"];
export const allnodes: Operator = ["Allnodes (PublicNode)", "US"];
export const drpc: Operator = ["dRPC", null];
const a16z: Operator = ["a16z crypto (Helios)", "US"];
const corpusCore: Operator = ["corpus.core (Colibri)", "DE"];
const pandaOps: Operator = ["Ethereum Foundation (ethPandaOps)", "CH"];
const sina: Operator = ["Sina Mahmoodi", null];
export const stakely: Operator = ["Stakely", "ES"];
const attestant: Operator = ["Attestant", "GB"];
const sigmaPrime: Operator = ["Sigma Prime", "AU"];
const bitfly: Operator = ["bitfly (beaconcha.in)", "AT"];
const beaconState: Operator = ["BeaconState.info", null];
const ethStaker: Operator = ["EthStaker", null];
const pietjePuk: Operator = ["PietjePuk", null];
export const tenderly: Operator = ["Tenderly", null];
export const onFinality: Operator = ["OnFinality", "NZ"];
const oxrpc: Operator = ["0xRPC", null];
export const tatum: Operator = ["Tatum", "CZ"];
export const gateway: Operator = ["Gateway.fm", "NO"];

const lists = {
	light: "https://github.com/s1na/light-sync-endpoints",
	start: "https://github.com/eth-clients/checkpoint-sync-endpoints",
	rpc: "https://github.com/DefiLlama/chainlist",
	zksync: "https://docs.zksync.io",
	publicNode: "https://www.publicnode.com",
	drpc: "https://drpc.org/docs",
	helios: "https://github.com/a16z/helios",
	colibri: "https://github.com/corpus-core/colibri-stateless",
	panda: "https://github.com/ethpandaops",
} as const;

/** One endpoint: where it is, who runs it, on which list it stands, and whether it is ticked at first. */
export type SuggestionRow = readonly [
	url: string,
	operator: Operator,
	source: keyof typeof lists,
	first?: "first",
];
type Rows = {
	readonly [role in (typeof suggestedRoles)[number]]?: readonly SuggestionRow[];
};

const mainnet: Rows = {
	beacon: [
		["https://lodestar-mainnet.chainsafe.io", chainSafe, "light", "first"],
		[
			"https://ethereum-beacon-api.publicnode.com",
			allnodes,
			"publicNode",
			"first",
		],
		["https://eth-beacon-chain.drpc.org", drpc, "drpc", "first"],
		["https://ethereum.operationsolarstorm.org", a16z, "helios"],
		["https://mainnet1.colibri-proof.tech/consensus", corpusCore, "colibri"],
	],
	execution: [
		["https://ethereum-rpc.publicnode.com", allnodes, "rpc", "first"],
		["https://eth.drpc.org", drpc, "rpc", "first"],
		["https://ethereum-json-rpc.stakely.io", stakely, "rpc"],
		["https://gateway.tenderly.co/public/mainnet", tenderly, "rpc"],
		["https://eth.api.onfinality.io/public", onFinality, "rpc"],
		["https://0xrpc.io/eth", oxrpc, "rpc"],
		["https://ethereum-mainnet.gateway.tatum.io", tatum, "rpc"],
		["https://rpc.eth.gateway.fm", gateway, "rpc"],
	],
	checkpoint: [
		["https://beaconstate.ethstaker.cc", ethStaker, "start", "first"],
		["https://sync-mainnet.beaconcha.in", bitfly, "start", "first"],
		["https://mainnet.checkpoint.sigp.io", sigmaPrime, "start", "first"],
		["https://mainnet-checkpoint-sync.attestant.io", attestant, "start"],
		["https://mainnet-checkpoint-sync.stakely.io", stakely, "start"],
		["https://beaconstate.info", beaconState, "start"],
		["https://checkpointz.pietjepuk.net", pietjePuk, "start"],
	],
};

const sepolia: Rows = {
	beacon: [
		["https://lodestar-sepolia.chainsafe.io", chainSafe, "light", "first"],
		[
			"https://ethereum-sepolia-beacon-api.publicnode.com",
			allnodes,
			"publicNode",
			"first",
		],
		["https://eth-beacon-chain-sepolia.drpc.org", drpc, "drpc", "first"],
		["https://sepolia.lightclient.xyz", sina, "light"],
		["https://beacon.sepolia.ethpandaops.io", pandaOps, "panda"],
		["https://sepolia.colibri-proof.tech/consensus", corpusCore, "colibri"],
	],
	execution: [
		["https://ethereum-sepolia-rpc.publicnode.com", allnodes, "rpc", "first"],
		["https://sepolia.drpc.org", drpc, "rpc", "first"],
		["https://rpc.sepolia.ethpandaops.io", pandaOps, "rpc"],
		["https://gateway.tenderly.co/public/sepolia", tenderly, "rpc"],
		["https://0xrpc.io/sep", oxrpc, "rpc"],
		["https://ethereum-sepolia.gateway.tatum.io", tatum, "rpc"],
	],
	checkpoint: [
		[
			"https://checkpoint-sync.sepolia.ethpandaops.io",
			pandaOps,
			"start",
			"first",
		],
		["https://sepolia.beaconstate.info", beaconState, "start", "first"],
		["https://beaconstate-sepolia.chainsafe.io", chainSafe, "start"],
	],
};

const hoodi: Rows = {
	beacon: [
		["https://lodestar-hoodi.chainsafe.io", chainSafe, "light", "first"],
		[
			"https://ethereum-hoodi-beacon-api.publicnode.com",
			allnodes,
			"publicNode",
			"first",
		],
		["https://eth-beacon-chain-hoodi.drpc.org", drpc, "drpc", "first"],
		["https://beacon.hoodi.ethpandaops.io", pandaOps, "panda"],
	],
	execution: [
		["https://ethereum-hoodi-rpc.publicnode.com", allnodes, "rpc", "first"],
		["https://hoodi.drpc.org", drpc, "rpc", "first"],
		["https://rpc.hoodi.ethpandaops.io", pandaOps, "rpc"],
		["https://0xrpc.io/hoodi", oxrpc, "rpc"],
		["https://ethereum-hoodi.gateway.tatum.io", tatum, "rpc"],
	],
	checkpoint: [
		["https://hoodi.beaconstate.ethstaker.cc", ethStaker, "start", "first"],
		["https://hoodi.checkpoint.sigp.io", sigmaPrime, "start", "first"],
		["https://hoodi-checkpoint-sync.attestant.io", attestant, "start"],
		["https://hoodi-checkpoint-sync.stakely.io", stakely, "start"],
		["https://hoodi.beaconstate.info", beaconState, "start"],
		["https://checkpoint-sync.hoodi.ethpandaops.io", pandaOps, "start"],
	],
};

const learns = {
	beacon: ["ip", "times"],
	execution: ["ip", "times", "accounts", "payments"],
	checkpoint: ["ip"],
} as const;

/** @param readOn the day on which the lists were read */
export const suggestedBy = (chainId: number, rows: Rows, readOn: string) =>
	suggestedRoles.flatMap((role) =>
		(rows[role] ?? []).map(([url, [operator, country], source, first]) => ({
			chainId,
			role,
			name: new URL(url).hostname,
			url,
			operator,
			country,
			learns: [...learns[role]],
			source: lists[source],
			readOn,
			testedOn: null,
			first: first !== undefined,
		})),
	);

/** When the lists above were read. */
const readOn = "2026-11-23";

/** Of every network of this release, decoded as what a file says would be. */
export const suggestedEndpoints: readonly Suggestion[] = suggestions(
	[
		...suggestedBy(1, mainnet, readOn),
		...suggestedBy(11_155_111, sepolia, readOn),
		...suggestedBy(560_048, hoodi, readOn),
	],
	"suggested",
);

/** In the order they are offered; none for a network that came from a file. */
export const suggestedFor = (chainId: number): readonly Suggestion[] =>
	suggestedEndpoints.filter((one) => one.chainId === chainId);
