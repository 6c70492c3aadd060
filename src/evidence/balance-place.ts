// Where token contracts keep balances: the storage key of an owner, by the layouts that compilers and the usual libraries
// make. That a contract uses one of them is not said here: its code says it.

import type { Hex } from "../base/bytes.ts";
import type { Message } from "../protocol/message.ts";
import { wordHex } from "../state/storage-layout.ts";
import { placeMessage } from "./place-codes.ts";
import { type TokenPlace, tokenPlaceKey } from "./token-place.ts";

/**
 * `solidity`: mapping(owner → balance) at a slot. `vyper`: its HashMap, which hashes slot and owner the other way round.
 * `openzeppelin`: the mapping at an offset in the ERC-20 of contracts-upgradeable 5 (ERC-7201). `solady`: its ERC-20.
 */
export const layouts = ["solidity", "vyper", "openzeppelin", "solady"] as const;
export type BalanceLayout = (typeof layouts)[number];

export type BalancePlace = {
	readonly layout: BalanceLayout;
	/** Of the mapping; in `openzeppelin` an offset; in `solady` 0. */
	readonly slot: number;
};

/** keccak256(abi.encode(uint256(keccak256("openzeppelin.storage.ERC20")) - 1)) & ~0xff: contracts-upgradeable 5.0, ERC20Upgradeable.sol */
const openzeppelinErc20 =
	0x52c63247e1f47db19d5ce0460030c497f067ca4cebf71ba98eeadabe20bace00n;

/** The same as observed runs show it: the key follows by one rule. */
const tokenPlaceFor = ({ layout, slot }: BalancePlace): TokenPlace => {
	switch (layout) {
		case "solidity":
			return { kind: "key-first", base: wordHex(slot) };
		case "vyper":
			return { kind: "slot-first", base: wordHex(slot) };
		case "openzeppelin":
			return {
				kind: "key-first",
				base: wordHex(openzeppelinErc20 + BigInt(slot)),
			};
		case "solady":
			return { kind: "packed" };
	}
};

/** The storage key of the owner's balance at that place. */
export const placeKey = (owner: Hex, place: BalancePlace): Hex =>
	tokenPlaceKey(tokenPlaceFor(place), owner);

/** Upgradeable contracts leave gaps of fifty slots for each of their parts. */
const mostSlots = 512;
/** Owners whose keys are kept: the accounts of one person take turns. */
const mostOwners = 4;
const known = new Map<Hex, ReadonlyMap<Hex, BalancePlace>>();

const placesOf = (owner: Hex): ReadonlyMap<Hex, BalancePlace> => {
	const before = known.get(owner);
	if (before !== undefined) return before;
	const places = new Map<Hex, BalancePlace>();
	const add = (place: BalancePlace): void => {
		places.set(placeKey(owner, place), place);
	};
	for (let slot = 0; slot < mostSlots; slot++) {
		add({ layout: "solidity", slot });
		add({ layout: "vyper", slot });
	}
	add({ layout: "openzeppelin", slot: 0 });
	add({ layout: "solady", slot: 0 });
	known.set(owner, places);
	const [oldest] = known.keys();
	if (known.size > mostOwners && oldest !== undefined) known.delete(oldest);
	return places;
};

/** The place that has this key for the owner: by any layout, with a slot below 512; undefined where none has. */
export const placeOf = (owner: Hex, key: Hex): BalancePlace | undefined =>
	placesOf(owner).get(key);

/** "mapping at slot 9", for people who know what that is. */
export const placeWords = ({ layout, slot }: BalancePlace): Message => {
	switch (layout) {
		case "solidity":
		case "vyper":
			return placeMessage(`place.${layout}`, { slot });
		default:
			return placeMessage(`place.${layout}`);
	}
};
