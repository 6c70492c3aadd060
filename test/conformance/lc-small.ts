// Chains of small committees in JSON: an IBC client's steps, whose state names the network, and updates of a devnet, whose
// fork versions are those of the minimal configuration.

import { fromHex, type Hex, isHex, toHex } from "../../src/base/bytes.ts";
import {
	type ForkName,
	forkNames,
	type L1Network,
} from "../../src/l1/network.ts";
import { runChains } from "./lc-chain.ts";
import { type ForkRow, networkOf } from "./networks.ts";
import { folderOf, isRecord, treeOf } from "./text.ts";
import type { CaseResult, RunOptions, VectorFile } from "./topic.ts";

type Tree = { readonly [key: string]: unknown };

const findRecord = (
	raw: unknown,
	test: (record: Tree) => boolean,
	depth = 0,
): Tree | null => {
	if (depth > 8 || typeof raw !== "object" || raw === null) return null;
	if (isRecord(raw) && test(raw)) return raw;
	for (const value of Object.values(raw)) {
		const found = findRecord(value, test, depth + 1);
		if (found !== null) return found;
	}
	return null;
};

// An IBC client state: fork_parameters with a version and an epoch for each fork.
const ibcNetwork = (state: Tree): L1Network | null => {
	const { fork_parameters: forks, genesis_validators_root: root } = state;
	if (!isRecord(forks) || !isHex(root, 32)) return null;
	const rows: ForkRow[] = [];
	if (isHex(forks.genesis_fork_version, 4))
		rows.push(["phase0", forks.genesis_fork_version, 0]);
	for (const name of forkNames) {
		const fork = forks[name];
		if (isRecord(fork) && isHex(fork.version, 4))
			rows.push([name, fork.version, Number(fork.epoch)]);
	}
	return networkOf(
		"ibc",
		Number(state.sync_committee_size) === 512 ? "mainnet" : "minimal",
		root,
		rows.toSorted((a, b) => a[2] - b[2]),
		{
			genesisTimeS: Number(state.genesis_time ?? 0),
			secondsPerSlot: Number(state.seconds_per_slot ?? 12),
		},
	);
};

const minimalVersions: readonly (readonly [ForkName, Hex])[] = [
	["phase0", "0x00000001"],
	["altair", "0x01000001"],
	["bellatrix", "0x02000001"],
	["capella", "0x03000001"],
	["deneb", "0x04000001"],
	["electra", "0x05000001"],
];

// Without a state there is a list [bootstrap, …roots]; one of the roots is the genesis validators root. Which fork the
// devnet was at has to be tried.
const devnetNetworks = (raw: unknown): readonly L1Network[] => {
	if (!Array.isArray(raw)) return [];
	const roots = raw.flatMap((item: unknown) =>
		isHex(item, 32) ? [toHex(fromHex(item))] : [],
	);
	return roots.flatMap((root) =>
		minimalVersions
			.map((_, i) => minimalVersions.slice(0, i + 1))
			.slice(1)
			.map((rows) =>
				networkOf(
					`devnet ${rows.at(-1)?.[0]} ${root.slice(0, 10)}`,
					"minimal",
					root,
					rows.map(([name, version]) => [name, version, 0]),
				),
			),
	);
};

const isIbcState = (record: Tree): boolean =>
	isRecord(record.fork_parameters) && "genesis_validators_root" in record;

export const runSmallChains = async function* (
	files: readonly VectorFile[],
	options: RunOptions,
): AsyncIterable<CaseResult> {
	const folders = new Map<string, VectorFile[]>();
	for (const file of files.filter(({ path }) => path.endsWith(".json"))) {
		const state = findRecord(treeOf(file), isIbcState);
		const network = state === null ? null : ibcNetwork(state);
		if (network !== null) {
			yield* runChains([file], options, [network]);
			continue;
		}
		const folder = folderOf(file.path);
		folders.set(folder, [...(folders.get(folder) ?? []), file]);
	}
	for (const inside of folders.values()) {
		const networks = inside.flatMap((file) => devnetNetworks(treeOf(file)));
		if (networks.length > 0) yield* runChains(inside, options, networks);
	}
};
