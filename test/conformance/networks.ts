// Networks of the vectors that the wallet itself does not follow, and networks made from a vector's own configuration.

import type { Hex } from "../../src/base/bytes.ts";
import { fromHex, toHex } from "../../src/base/bytes.ts";
import { forkDigests } from "../../src/l1/domain.ts";
import {
	type ForkName,
	forkNames,
	knownNetworks,
	type L1Network,
} from "../../src/l1/network.ts";
import { epochAtSlot, timeAtSlot } from "../../src/l1/spec.ts";
import { isRecord } from "./text.ts";

export type ForkRow = readonly [ForkName, Hex, number];

export const networkOf = (
	name: string,
	preset: L1Network["preset"],
	genesisValidatorsRoot: Hex,
	rows: readonly ForkRow[],
	more: Partial<L1Network> = {},
): L1Network => ({
	name,
	title: name,
	chainId: 1,
	preset,
	genesisTimeS: 0,
	genesisValidatorsRoot,
	secondsPerSlot: 12,
	forks: rows.map(([fork, version, epoch]) => ({ name: fork, version, epoch })),
	maxCheckpointAgeS: 14 * 86_400,
	explorer: "",
	...more,
});

/** Test networks that are gone; their data is still about. Source: eth-clients/{goerli,holesky}. */
const pastNetworks: readonly L1Network[] = [
	networkOf(
		"goerli",
		"mainnet",
		"0x043db0d9a83813551ee2f33450d23797757d430911a9320530ad8a0eabc43efb",
		[
			["phase0", "0x00001020", 0],
			["altair", "0x01001020", 36_660],
			["bellatrix", "0x02001020", 112_260],
			["capella", "0x03001020", 162_304],
			["deneb", "0x04001020", 231_680],
		],
		{ genesisTimeS: 1_616_508_000 },
	),
	networkOf(
		"holesky",
		"mainnet",
		"0x9143aa7c615a7f7115e2b6aac319c03529df8242ae705fba9df39b79c59fa8b1",
		[
			["phase0", "0x01017000", 0],
			["altair", "0x02017000", 0],
			["bellatrix", "0x03017000", 0],
			["capella", "0x04017000", 256],
			["deneb", "0x05017000", 29_696],
			["electra", "0x06017000", 115_968],
			["fulu", "0x07017000", 165_120],
		],
		{ genesisTimeS: 1_695_902_400 },
	),
];

export const publicNetworks: readonly L1Network[] = [
	...knownNetworks,
	...pastNetworks,
];

const farFuture = 2 ** 53;

/** A network by a spec test's config.yaml. */
export const configNetwork = (
	config: unknown,
	genesisValidatorsRoot: Hex,
): L1Network => {
	if (!isRecord(config)) throw new TypeError("the configuration is no record");
	const rows: ForkRow[] = [];
	const version = (key: string): Hex | null => {
		const raw = config[key];
		return typeof raw === "string" ? toHex(fromHex(raw, 4)) : null;
	};
	const genesis = version("GENESIS_FORK_VERSION");
	if (genesis !== null) rows.push(["phase0", genesis, 0]);
	for (const fork of forkNames) {
		const own = version(`${fork.toUpperCase()}_FORK_VERSION`);
		const epoch = Number(config[`${fork.toUpperCase()}_FORK_EPOCH`]);
		if (own !== null && epoch < farFuture) rows.push([fork, own, epoch]);
	}
	const preset = String(config.PRESET_BASE).includes("minimal")
		? "minimal"
		: "mainnet";
	const electra = rows.find(([fork]) => fork === "electra")?.[2];
	const blobs = Array.isArray(config.BLOB_SCHEDULE)
		? config.BLOB_SCHEDULE.map((entry: unknown) => ({
				epoch: Number(isRecord(entry) ? entry.EPOCH : 0),
				maxBlobs: Number(isRecord(entry) ? entry.MAX_BLOBS_PER_BLOCK : 0),
			}))
		: [];
	const before = Number(config.MAX_BLOBS_PER_BLOCK_ELECTRA);
	return networkOf("config", preset, genesisValidatorsRoot, rows, {
		secondsPerSlot: Number(config.SECONDS_PER_SLOT ?? 12),
		...(electra === undefined || !(before > 0)
			? {}
			: {
					blobSchedule: [{ epoch: electra, maxBlobs: before }, ...blobs],
				}),
	});
};

/**
 * Fork digests for naming a store's fork: also of forks that the case's configuration does not schedule or name, by the
 * versions that the preset's own configuration gives them.
 */
export const digestsOf = (network: L1Network): ReadonlyMap<Hex, ForkName> => {
	const last = network.preset === "minimal" ? "01" : "00";
	const all = forkNames.map((name, i): L1Network["forks"][number] => {
		const version: Hex = `0x0${i}0000${last}`;
		return (
			network.forks.find((fork) => fork.name === name) ?? {
				name,
				version,
				epoch: farFuture,
			}
		);
	});
	return forkDigests({ ...network, forks: all });
};

/** Can a block of this slot have this time on the network? Always, where genesis is not known. */
export const isTimeOf = (
	network: L1Network,
	slot: number,
	timeS: number,
): boolean => network.genesisTimeS === 0 || timeAtSlot(network, slot) === timeS;

/** A network where one fork is in force from the start: for decoding alone. */
export const plainNetwork = (
	preset: L1Network["preset"],
	fork: ForkName,
): L1Network =>
	networkOf(`plain ${fork}`, preset, `0x${"00".repeat(32)}`, [
		[fork, "0x00000000", 0],
	]);

/** The network with another fork in force at the slot: the next one begun too early, or the one in force put off. */
export const withForkMoved = (
	network: L1Network,
	slot: number,
): readonly L1Network[] => {
	const epoch = epochAtSlot(network, slot);
	const at = network.forks.findLastIndex((fork) => fork.epoch <= epoch);
	const own = network.forks[at];
	const moved: L1Network[] = [];
	const before = network.forks[at - 1];
	if (before !== undefined && before.name !== "phase0")
		moved.push({ ...network, forks: network.forks.slice(0, at) });
	const next = forkNames[forkNames.indexOf(own?.name ?? "phase0") + 1];
	if (own !== undefined && next !== undefined)
		moved.push({
			...network,
			forks: [
				...network.forks.slice(0, at + 1),
				{ name: next, version: own.version, epoch },
			],
		});
	return moved;
};
