// Where token contracts keep allowances: the storage key of what a spender may take of an owner's, by the layouts that balances
// have. That a contract uses one of them is not said here: its code says it.

import { bigToBytes, concat, fromHex, type Hex } from "../base/bytes.ts";
import { keccakHex } from "../crypto/hash.ts";
import { mappingSlot, wordHex } from "../state/storage-layout.ts";
import { type BalancePlace, openzeppelinErc20 } from "./balance-place.ts";

/** solady v0.0.200, src/tokens/ERC20.sol: _ALLOWANCE_SLOT_SEED, between the owner with eight zero bytes and the spender. */
const soladySeed = fromHex("0x00000000000000007f5e9f20");

/**
 * The storage key of the allowance at that place.
 * @param place of the mapping of allowances: `solidity` mapping(owner → mapping(spender → amount)), `vyper` its HashMap of
 * HashMaps, `openzeppelin` the offset in its ERC-20 (1), `solady` 0
 */
export const allowanceKey = (
	owner: Hex,
	spender: Hex,
	{ layout, slot }: BalancePlace,
): Hex => {
	switch (layout) {
		case "solidity":
			return mappingSlot(wordHex(spender), mappingSlot(wordHex(owner), slot));
		case "vyper": {
			const outer = keccakHex(
				concat(bigToBytes(BigInt(slot), 32), bigToBytes(BigInt(owner), 32)),
			);
			return keccakHex(concat(fromHex(outer), bigToBytes(BigInt(spender), 32)));
		}
		case "openzeppelin":
			return mappingSlot(
				wordHex(spender),
				mappingSlot(wordHex(owner), openzeppelinErc20 + BigInt(slot)),
			);
		case "solady":
			return keccakHex(
				concat(fromHex(owner, 20), soladySeed, fromHex(spender, 20)),
			);
	}
};
