// Where a diamond keeps what it is made of: the facet of each function, the list of all facets, whether it is frozen. Source:
// https://github.com/matter-labs/era-contracts at 5e7d0b40, l1-contracts/contracts/state-transition/libraries/Diamond.sol,
// DiamondStorage and SelectorToFacet; IExecutor.sol for the functions.

import type { Hex } from "../../../base/bytes.ts";
import { selectorsOf } from "../../../crypto/selector.ts";
import {
	bitsOf,
	boolOf,
	listSlot,
	lowAddress,
	mappingSlot,
	nextSlot,
	wordHex,
} from "../../../state/storage-layout.ts";
import type { FacetSet, ZksyncProfile } from "./profile.ts";

/** What moves batches on. */
const executing: readonly Hex[] = Object.values(
	selectorsOf({
		commit: "commitBatchesSharedBridge(address,uint256,uint256,bytes)",
		prove: "proveBatchesSharedBridge(address,uint256,uint256,bytes)",
		execute: "executeBatchesSharedBridge(address,uint256,uint256,bytes)",
		revert: "revertBatchesSharedBridge(address,uint256)",
	}),
);

/** Facets of the largest set there is: so many places of the list are read. */
const mostFacets = ({ facetSets }: ZksyncProfile): number =>
	Math.max(...facetSets.map(({ facets }) => facets.length));

type Places = {
	readonly selectors: readonly Hex[];
	readonly count: Hex;
	readonly list: readonly Hex[];
	readonly frozen: Hex;
};

const placesOf = (profile: ZksyncProfile): Places => {
	const { diamond: first } = profile.slots;
	const count = nextSlot(first, 2);
	return {
		// a bytes4 is kept as the left end of its word
		selectors: executing.map((selector) =>
			mappingSlot(`0x${selector.slice(2).padEnd(64, "0")}`, first),
		),
		count,
		list: Array.from({ length: mostFacets(profile) }, (_, i) =>
			listSlot(count, i),
		),
		frozen: nextSlot(first, 3),
	};
};

/** The slots that `facetSetIn` and `isFrozenIn` read. */
export const diamondSlots = (profile: ZksyncProfile): readonly Hex[] => {
	const { selectors, count, list, frozen } = placesOf(profile);
	return [...selectors, count, ...list, frozen];
};

/**
 * Which of the profile's sets the diamond has: exactly its facets, in any order, with the functions that move batches on in the
 * executor. Null for any other, and where a word is not known.
 */
export const facetSetIn = (
	profile: ZksyncProfile,
	word: (key: Hex) => bigint | null,
): FacetSet | null => {
	const { selectors, count, list } = placesOf(profile);
	const length = word(count);
	if (length === null || length > BigInt(list.length)) return null;
	const words = list.slice(0, Number(length)).map(word);
	const runs = selectors.map(word);
	const isWhole = (one: bigint | null): one is bigint => one !== null;
	if (!words.every(isWhole) || !runs.every(isWhole)) return null;
	const found = new Set(words.map((one) => lowAddress(one)));
	const movers = new Set(runs.map((one) => lowAddress(one)));
	return (
		profile.facetSets.find(
			({ facets, executor }) =>
				facets.length === words.length &&
				found.size === words.length &&
				facets.every(({ address }) => found.has(address)) &&
				movers.size === 1 &&
				movers.has(executor),
		) ?? null
	);
};

/** Null where the word is not known. */
export const isFrozenIn = (
	profile: ZksyncProfile,
	word: (key: Hex) => bigint | null,
): boolean | null => {
	const frozen = word(placesOf(profile).frozen);
	return frozen === null ? null : boolOf(frozen);
};

/** Minor and patch, as "29.4". Source: SemVer.sol, packSemVer. */
export const versionText = (word: bigint): string =>
	`${bitsOf(word, 32, 32)}.${bitsOf(word, 0, 32)}`;

/** The place of a number in the diamond's own storage. */
export const numberedPlace = (slot: number, index: number): Hex =>
	mappingSlot(wordHex(index), slot);
