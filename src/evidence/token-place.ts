// Where token contracts keep balances and allowances, as an observed run showed it: which mapping, by whatever slot or
// namespace, and which of key and slot is hashed first. The storage key follows from it and from whose it is, so that who has
// no EVM can say which slot he reads. That the contract answers by that slot is not said here.

import { concat, fromHex, type Hex, toHex } from "../base/bytes.ts";
import type { Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { keccakHex } from "../crypto/hash.ts";
import { wordHex } from "../state/storage-layout.ts";

/**
 * `key-first`: Solidity's mapping at a slot. `slot-first`: Vyper's HashMap. `base`: of the mapping, any word: a number, or a
 * namespace of ERC-7201. `packed`: owner and seed, and for an allowance the spender after them, as Solady has it.
 */
const places = d.variant({
	"key-first": { base: d.hash },
	"slot-first": { base: d.hash },
	packed: {},
});
export const tokenPlace = places.decode;
export type TokenPlace = Decoded<typeof tokenPlace>;

/** solady v0.0.200, src/tokens/ERC20.sol: _BALANCE_SLOT_SEED and _ALLOWANCE_SLOT_SEED, behind eight zero bytes. */
const balanceSeed = fromHex("0x000000000000000087a211a2");
const allowanceSeed = fromHex("0x00000000000000007f5e9f20");

const step = (order: "key-first" | "slot-first", base: Hex, key: Hex): Hex => {
	const [slot, word] = [fromHex(base, 32), fromHex(wordHex(key), 32)];
	return keccakHex(
		order === "key-first" ? concat(word, slot) : concat(slot, word),
	);
};

/** The storage key of the owner's balance, or, with a spender, of what that one may take. */
export const tokenPlaceKey = (
	place: TokenPlace,
	owner: Hex,
	spender: Hex | null = null,
): Hex => {
	if (place.kind === "packed")
		return spender === null
			? keccakHex(concat(fromHex(owner, 20), balanceSeed))
			: keccakHex(
					concat(fromHex(owner, 20), allowanceSeed, fromHex(spender, 20)),
				);
	const own = step(place.kind, place.base, owner);
	return spender === null ? own : step(place.kind, own, spender);
};

/** The place that the key is of, by what was hashed on the way to it; undefined where it came about in another way. */
export const tokenPlaceOf = (
	key: Hex,
	hashed: ReadonlyMap<Hex, Uint8Array>,
	owner: Hex,
	spender: Hex | null = null,
): TokenPlace | undefined => {
	const packed: TokenPlace = { kind: "packed" };
	if (tokenPlaceKey(packed, owner, spender) === key) return packed;
	/** What the mapping stood at, under which that key of it has this place. */
	const baseOf = (
		kind: "key-first" | "slot-first",
		at: Hex,
		of: Hex,
	): Hex | undefined => {
		const input = hashed.get(at);
		if (input?.length !== 64) return undefined;
		const [first, second] = [input.subarray(0, 32), input.subarray(32)];
		const [word, base] =
			kind === "key-first" ? [first, second] : [second, first];
		return toHex(word) === wordHex(of) ? toHex(base) : undefined;
	};
	for (const kind of ["key-first", "slot-first"] as const) {
		const own = spender === null ? key : baseOf(kind, key, spender);
		const base = own === undefined ? undefined : baseOf(kind, own, owner);
		if (base !== undefined) return { kind, base };
	}
	return undefined;
};
