// The L1 networks as data: genesis, forks, limits. Mainnet, Sepolia and Hoodi are here; any other comes from a file that
// the user imports. Source: consensus-specs configs/mainnet.yaml, eth-clients/{mainnet,sepolia,hoodi}.

import type { Hex } from "../base/bytes.ts";
import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { isPlainName, plainName } from "../base/symbol.ts";
import { colibriHandovers, decodeHandoverPins } from "./handover-pin.ts";

/** In the order of their activation. Fulu has Electra's shapes; Gloas has its own. */
export const forkNames = [
	"phase0",
	"altair",
	"bellatrix",
	"capella",
	"deneb",
	"electra",
	"fulu",
	"gloas",
] as const;
export type ForkName = (typeof forkNames)[number];

export type Preset = {
	readonly slotsPerEpoch: number;
	readonly epochsPerPeriod: number;
	readonly committeeSize: number;
};

/** consensus-specs presets/{mainnet,minimal}/altair.yaml */
export const presets: { readonly [name in "mainnet" | "minimal"]: Preset } = {
	mainnet: { slotsPerEpoch: 32, epochsPerPeriod: 256, committeeSize: 512 },
	minimal: { slotsPerEpoch: 8, epochsPerPeriod: 8, committeeSize: 32 },
};

const mostSymbol = 12;

/** A symbol of which every character can be seen. */
const coinSymbol: Decode<string> = (raw, path) => {
	const symbol = d.text(mostSymbol)(raw, path);
	if (!isPlainName(symbol, mostSymbol))
		throw new Fault("bad-field", `"${path}" cannot be read on a screen`);
	return symbol;
};

export const l1Network = d.record({
	/** Unique, lower case: "mainnet", "sepolia", "embedded". */
	name: d.text(40),
	/** For people. */
	title: d.text(60),
	chainId: d.int(1),
	preset: d.oneOf("mainnet", "minimal"),
	genesisTimeS: d.int(0),
	genesisValidatorsRoot: d.hash,
	secondsPerSlot: d.int(1, 60),
	/** Ascending by epoch; a fork that has not been scheduled is not listed. */
	forks: d.list(
		d.record({
			name: d.oneOf(...forkNames),
			version: d.hex(4),
			epoch: d.int(0),
		}),
		16,
		1,
	),
	/**
	 * Blob limits by epoch, ascending, from Fulu on: fork digests mix them in. Where they are not given, the digests of Fulu
	 * and later are unknown, and answers that carry them are asked for as JSON.
	 */
	blobSchedule: d.optional(
		d.list(d.record({ epoch: d.int(0), maxBlobs: d.int(0, 4096) }), 64),
	),
	/** The oldest checkpoint that may be started or resumed from. */
	maxCheckpointAgeS: d.int(60, 60 * 86_400),
	/** The programs that may prove a handover of the sync committee; none where it is not given. */
	handovers: d.optional(decodeHandoverPins),
	/** Its coins are worth nothing, and an exit may be rehearsed on it. Not so where it is not given. */
	test: d.optional(d.flag),
	explorer: d.text(200),
	/** What its fees are paid in; Ether where it is not given. A unit of it is 10^18 of the smallest on every L1. */
	coin: d.optional(d.record({ symbol: coinSymbol, decimals: d.oneOf(18) })),
});
export type L1Network = Decoded<typeof l1Network>;

/** The network if its forks ascend by name and epoch, and its blob limits by epoch. @throws bad-field */
export const decodeL1Network: Decode<L1Network> = (raw, path) => {
	const network = l1Network(raw, path);
	let previous = -1;
	let epoch = 0;
	for (const fork of network.forks) {
		const place = forkNames.indexOf(fork.name);
		if (place <= previous || fork.epoch < epoch)
			throw new Fault("bad-field", `"${path}.forks" does not ascend`);
		previous = place;
		epoch = fork.epoch;
	}
	epoch = -1;
	for (const limit of network.blobSchedule ?? []) {
		if (limit.epoch <= epoch)
			throw new Fault("bad-field", `"${path}.blobSchedule" does not ascend`);
		epoch = limit.epoch;
	}
	return network;
};

/** A chain's own coin, as people write it. */
export type Coin = { readonly symbol: string; readonly decimals: number };

/**
 * The coin of a chain, by the profile of an L1 network or of a rollup: Ether where it names none, or where no profile is
 * known. What cannot be seen in its symbol is shown as a mark. The one place that knows the word ETH.
 */
export const coinOf = (chain: { readonly coin?: Coin } | undefined): Coin => {
	const { symbol, decimals } = chain?.coin ?? { symbol: "ETH", decimals: 18 };
	return { symbol: plainName(symbol, mostSymbol), decimals };
};

const forks = (
	...rows: readonly (readonly [ForkName, Hex, number])[]
): L1Network["forks"] =>
	rows.map(([name, version, epoch]) => ({ name, version, epoch }));

const blobs = (
	...rows: readonly (readonly [number, number])[]
): NonNullable<L1Network["blobSchedule"]> =>
	rows.map(([epoch, maxBlobs]) => ({ epoch, maxBlobs }));

const fortnightS = 14 * 86_400;

export const knownNetworks: readonly L1Network[] = [
	{
		name: "mainnet",
		title: "Ethereum",
		chainId: 1,
		preset: "mainnet",
		genesisTimeS: 1_606_824_023,
		genesisValidatorsRoot:
			"0x4b363db94e286120d76eb905340fdd4e54bfe9f06bf33ff6cf5ad27f511bfe95",
		secondsPerSlot: 12,
		forks: forks(
			["phase0", "0x00000000", 0],
			["altair", "0x01000000", 74_240],
			["bellatrix", "0x02000000", 144_896],
			["capella", "0x03000000", 194_048],
			["deneb", "0x04000000", 269_568],
			["electra", "0x05000000", 364_032],
			["fulu", "0x06000000", 411_392],
		),
		blobSchedule: blobs([364_032, 9], [412_672, 15], [419_072, 21]),
		maxCheckpointAgeS: fortnightS,
		handovers: colibriHandovers,
		explorer: "https://etherscan.io",
	},
	{
		name: "sepolia",
		title: "Sepolia",
		chainId: 11_155_111,
		preset: "mainnet",
		genesisTimeS: 1_655_733_600,
		genesisValidatorsRoot:
			"0xd8ea171f3c94aea21ebc42a1ed61052acf3f9209c00e4efbaaddac09ed9b8078",
		secondsPerSlot: 12,
		forks: forks(
			["phase0", "0x90000069", 0],
			["altair", "0x90000070", 50],
			["bellatrix", "0x90000071", 100],
			["capella", "0x90000072", 56_832],
			["deneb", "0x90000073", 132_608],
			["electra", "0x90000074", 222_464],
			["fulu", "0x90000075", 272_640],
		),
		blobSchedule: blobs([222_464, 9], [274_176, 15], [275_712, 21]),
		maxCheckpointAgeS: fortnightS,
		test: true,
		explorer: "https://sepolia.etherscan.io",
	},
	{
		name: "hoodi",
		title: "Hoodi",
		chainId: 560_048,
		preset: "mainnet",
		genesisTimeS: 1_742_213_400,
		genesisValidatorsRoot:
			"0x212f13fc4df078b6cb7db228f1c8307566dcecf900867401a92023d7ba99cb5f",
		secondsPerSlot: 12,
		forks: forks(
			["phase0", "0x10000910", 0],
			["altair", "0x20000910", 0],
			["bellatrix", "0x30000910", 0],
			["capella", "0x40000910", 0],
			["deneb", "0x50000910", 0],
			["electra", "0x60000910", 2_048],
			["fulu", "0x70000910", 50_688],
		),
		blobSchedule: blobs([2_048, 9], [52_480, 15], [54_016, 21]),
		maxCheckpointAgeS: fortnightS,
		test: true,
		explorer: "https://hoodi.etherscan.io",
	},
];
