// The network file: an L1 and the rollups on it, as data that a person imports and sees as a diff. It decodes and looks
// up; what a profile means, the rooms below know.

import {
	type Decoded,
	list,
	oneOf,
	optional,
	parseJson,
	record,
} from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import {
	type Coin,
	coinOf,
	decodeL1Network,
	knownNetworks,
	type L1Network,
} from "../l1/network.ts";
import { decodeRollupProfile, type RollupProfile } from "../l2/profile.ts";
import { type WatchedProfile, watchedV1 } from "../l2/watched.ts";

export type { L1Network, RollupProfile, WatchedProfile };

const networkFile = record({
	format: oneOf("sextant-network-1"),
	l1: decodeL1Network,
	/** Profiles of rollups on this L1. */
	rollups: list(decodeRollupProfile, 16),
	/** Chains of which nothing but L1's facts is read. */
	watched: optional(list(watchedV1, 16)),
});
export type NetworkFile = Decoded<typeof networkFile>;

/**
 * Every chain has an id and a name of its own. A file that gave another chain the id of a network of this release would
 * have its orders signed for that one: what is signed names its chain by the id alone.
 * @throws bad-field
 */
const checkChains = ({ l1, rollups, watched = [] }: NetworkFile): void => {
	const ids = new Set<number>();
	const names = new Set<string>();
	for (const { name, chainId } of [l1, ...rollups, ...watched]) {
		if (names.has(name)) throw new Fault("bad-field", `two are "${name}"`);
		names.add(name);
		// Nothing is ever signed for a chain that has none.
		if (chainId === null) continue;
		const known = knownNetworks.find((one) => one.chainId === chainId);
		const isTheSame = known?.name === name && name === l1.name;
		if (ids.has(chainId) || (known !== undefined && !isTheSame))
			throw new Fault(
				"bad-field",
				`"${name}" has the chain id ${chainId} of ${known?.title ?? "another chain of the file"}`,
			);
		ids.add(chainId);
	}
};

/** @throws bad-file, also for a rollup on another L1 than the file's, and for a chain with an id or name of another */
export const decodeNetworkFile = (file: string): NetworkFile => {
	try {
		const decoded = networkFile(parseJson(file, 200_000, 16), "network");
		const { rollups, watched = [] } = decoded;
		for (const { name, l1, l1ChainId } of [...rollups, ...watched])
			if (l1 !== decoded.l1.name || l1ChainId !== decoded.l1.chainId)
				throw new Fault("bad-field", `rollup "${name}" is on "${l1}"`);
		checkChains(decoded);
		return decoded;
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

/** The rollups of those files that are not set aside for a network of this release. */
export const rollupsOf = (
	files: readonly NetworkFile[],
): readonly RollupProfile[] => {
	const networks = networksOf(files);
	return files
		.filter(({ l1 }) => networks.includes(l1))
		.flatMap(({ rollups }) => rollups);
};

/** The coin of a chain, by the network or rollup that has the id; Ether where none has. */
export const coinOn = (chainId: number, files: readonly NetworkFile[]): Coin =>
	coinOf(
		[...networksOf(files), ...rollupsOf(files)].find(
			(chain) => chain.chainId === chainId,
		),
	);

/** The chains that are only watched, of the same files. */
export const watchedOf = (
	files: readonly NetworkFile[],
): readonly WatchedProfile[] => {
	const networks = networksOf(files);
	return files
		.filter(({ l1 }) => networks.includes(l1))
		.flatMap(({ watched = [] }) => watched);
};

/** What stands in the file that comes and not in the one that was there, and the other way round: a line for each field. */
export const diffNetworkFiles = (
	before: NetworkFile | undefined,
	after: NetworkFile,
): readonly string[] => {
	const was = before === undefined ? new Map() : flatten(before, "");
	const is = flatten(after, "");
	const lines: string[] = [];
	for (const [name, value] of is)
		if (!was.has(name)) lines.push(`+ ${name}: ${value}`);
		else if (was.get(name) !== value)
			lines.push(`~ ${name}: ${was.get(name)} → ${value}`);
	for (const [name, value] of was)
		if (!is.has(name)) lines.push(`- ${name}: ${value}`);
	return lines;
};

const flatten = (value: unknown, path: string): Map<string, string> => {
	if (typeof value !== "object" || value === null)
		return new Map([[path, String(value)]]);
	const out = new Map<string, string>();
	for (const [name, part] of Object.entries(value))
		for (const [inner, leaf] of flatten(
			part,
			path === "" ? name : `${path}.${name}`,
		))
			out.set(inner, leaf);
	return out;
};
