// The network file: an L1 and the rollups on it, as data that a person imports and sees as a diff. It decodes and looks
// up; what a profile means, the rooms below know.

import type { Hex } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { mostRollups, mostWatched } from "../base/room.ts";
import { canonical, hashOf, json } from "../evidence/canonical.ts";
import { isLiveChain } from "../l1/live-chains.ts";
import {
	type Coin,
	coinOf,
	decodeL1Network,
	knownNetworks,
	type L1Network,
} from "../l1/network.ts";
import {
	decodeRollupProfile,
	decodeWatchedProfile,
	isRead,
	profileId,
	shippedReads,
	shippedRollups,
} from "../l2/checks.ts";
import type { Watchable as WatchedProfile } from "../l2/kind.ts";
import type { RollupProfile } from "../l2/profile.ts";
import type { ReadProfile } from "../l2/read.ts";

export type { L1Network, RollupProfile, WatchedProfile };
export { coinOf };

/** The longest text of a network file that is looked at. */
export const mostFileChars = 200_000;

const networkFile = d.record({
	format: d.oneOf("sextant-network-1"),
	l1: decodeL1Network,
	/** Profiles of rollups on this L1. */
	rollups: d.list(decodeRollupProfile, mostRollups),
	/** Chains of which nothing but L1's facts is read, and those that are only read. */
	watched: d.optional(d.list(decodeWatchedProfile, mostWatched)),
});
export type NetworkFile = Decoded<typeof networkFile>;

/** What comes with a release and cannot be taken by a file. */
export type Release = {
	readonly networks: readonly L1Network[];
	/** On those networks. A file may bring another profile for one of them, and for no other live chain. */
	readonly rollups: readonly RollupProfile[];
	/** Chains that are only read, on those networks. */
	readonly reads: readonly ReadProfile[];
};

export const release: Release = {
	networks: knownNetworks,
	rollups: shippedRollups,
	reads: shippedReads,
};

const isSame = (one: unknown, other: unknown): boolean =>
	canonical(json(one, "one")) === canonical(json(other, "other"));

/** Is it a network of the release, by every rule of it and not by its name alone? */
export const isOfRelease = (l1: L1Network, of: Release = release): boolean =>
	of.networks.some((one) => one.name === l1.name && isSame(one, l1));

/**
 * Every chain has an id and a name of its own. A file that gave another chain the id of a network of this release, or of
 * any chain that others know, would have its orders signed for that one: what is signed names its chain by the id alone.
 * Rollups and watched chains of a network of this release have the ids they have; which of them a person may import,
 * `checkImport` says.
 * @throws bad-field
 */
const checkChains = ({ l1, rollups, watched = [] }: NetworkFile): void => {
	const ids = new Set<number>();
	const names = new Set<string>();
	const isReal = isOfRelease(l1);
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
		if (isLiveChain(chainId) && !isTheSame && !isReal)
			throw new Fault(
				"bad-field",
				`"${name}" has the chain id ${chainId}, which a live chain has`,
			);
		ids.add(chainId);
	}
};

/** @throws bad-file, also for a rollup on another L1 than the file's, and for a chain with an id or name of another */
export const decodeNetworkFile = (file: string): NetworkFile => {
	try {
		const decoded = networkFile(
			d.parseJson(file, mostFileChars, 16),
			"network",
		);
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
	of: Release = release,
): readonly L1Network[] => {
	const networks = [...of.networks];
	for (const { l1 } of files)
		if (networks.every(({ name }) => name !== l1.name)) networks.push(l1);
	return networks;
};

export const networkByName =
	(networks: readonly L1Network[]) =>
	(name: string): L1Network | undefined =>
		networks.find((network) => network.name === name);

/** Is that profile another one for a rollup that ships: of its id, its name and its L1? */
export const isShipped = (
	profile: RollupProfile,
	of: Release = release,
): boolean =>
	of.rollups.some(
		({ name, chainId, l1, l1ChainId }) =>
			name === profile.name &&
			chainId === profile.chainId &&
			l1 === profile.l1 &&
			l1ChainId === profile.l1ChainId,
	);

/**
 * The rollups of those files that are not set aside for a network of this release, and those that ship; where a file on a
 * network of the release brings another profile for one that ships, that one in its place.
 */
export const rollupsOf = (
	files: readonly NetworkFile[],
	of: Release = release,
): readonly RollupProfile[] => {
	const networks = networksOf(files, of);
	const instead = files
		.filter(({ l1 }) => isOfRelease(l1, of))
		.flatMap(({ rollups }) => rollups)
		.filter((profile) => isShipped(profile, of));
	const isReplaced = ({ chainId }: RollupProfile): boolean =>
		instead.some((one) => one.chainId === chainId);
	const own = files
		.filter(({ l1 }) => networks.includes(l1))
		.flatMap(({ rollups }) => rollups);
	return [
		...of.rollups.filter((profile) => !isReplaced(profile)),
		...instead,
		...own,
	];
};

/** Is there a rollup with the profile of that identity? */
export const isProfileOf = (id: Hex, files: readonly NetworkFile[]): boolean =>
	rollupsOf(files).some((profile) => profileId(profile) === id);

/** The coin of a chain, by the network or rollup that has the id; Ether where none has. */
export const coinOn = (chainId: number, files: readonly NetworkFile[]): Coin =>
	coinOf(
		[...networksOf(files), ...rollupsOf(files)].find(
			(chain) => chain.chainId === chainId,
		),
	);

/**
 * The chains that are only watched, of the same files and of those on a network of this release, which is that by its rules: a file
 * has a network of its own making. None takes the place of a rollup that ships, and of two by one name the first one counts.
 */
export const watchedOf = (
	files: readonly NetworkFile[],
	of: Release = release,
): readonly WatchedProfile[] => {
	const networks = networksOf(files, of);
	const own = files
		.filter(({ l1 }) => networks.includes(l1) || isOfRelease(l1, of))
		.flatMap(({ watched = [] }) => watched);
	return own.filter(
		({ name, chainId, l1 }, i) =>
			of.rollups.every(
				(one) =>
					one.l1 !== l1 || (one.name !== name && one.chainId !== chainId),
			) && own.findIndex((one) => one.name === name && one.l1 === l1) === i,
	);
};

/**
 * The chains that are only read: of those files and of the release. Where a file has another profile for one that ships, of its name
 * and its L1, that one stands in its place.
 */
export const readsOf = (
	files: readonly NetworkFile[],
	of: Pick<Release, "reads"> = release,
): readonly ReadProfile[] => {
	const own = watchedOf(files).filter(isRead);
	return [
		...of.reads.filter(
			({ name, l1, l1ChainId }) =>
				!own.some(
					(one) =>
						one.name === name && one.l1 === l1 && one.l1ChainId === l1ChainId,
				),
		),
		...own,
	];
};

/** The one spelling of all that a network file says to this wallet; what it says besides is not in it. */
export const networkText = (file: NetworkFile): string =>
	canonical(json(file, "network"));

/** What is asked for at each drawing is computed once. */
const hashes = new WeakMap<NetworkFile, Hex>();

/** By what a network file is known: the hash of that spelling. */
export const networkHash = (file: NetworkFile): Hex => {
	const hash = hashes.get(file) ?? hashOf(json(file, "network"));
	hashes.set(file, hash);
	return hash;
};

/** Do both say the same, one by one? */
export const isSameFiles = (
	one: readonly NetworkFile[],
	other: readonly NetworkFile[],
): boolean =>
	one === other ||
	(one.length === other.length &&
		one.every((file, i) => {
			const beside = other[i];
			return (
				file === beside ||
				(beside !== undefined && networkHash(file) === networkHash(beside))
			);
		}));
