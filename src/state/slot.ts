// A storage slot under a verified account, present or absent (zero), and an account's code.

import { fromHex, type Hex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { decodeRlp, rlpBig } from "../base/rlp.ts";
import { keccakHex } from "../crypto/hash.ts";
import { proveSecure } from "../proof/mpt.ts";
import { conclude, premiseBy, type Verified } from "../trust/verified.ts";
import { premiseAccount } from "./premises.ts";
import type { Account, Code, Slot } from "./values.ts";

/** The word a storage trie holds at a key, by its proof alone. @throws mpt-node, mpt-missing, mpt-unused, mpt-canonical, bad-rlp */
export const checkSlot = (
	storageRoot: Hex,
	key: Hex,
	proof: readonly Hex[],
): bigint => {
	const leaf = proveSecure(
		fromHex(storageRoot, 32),
		fromHex(key, 32),
		proof.map((node) => fromHex(node)),
	);
	if (leaf === null) return 0n;
	const word = rlpBig(decodeRlp(leaf, 1), "word");
	if (word === 0n)
		throw new Fault("mpt-canonical", "a storage trie holds no zero");
	return word;
};

/**
 * The slot at the account's block. Rule mpt-slot.
 * @param claim `value`: what the endpoint states it to be, if it does.
 * @throws what checkSlot throws, and proof-value when the stated word is another
 */
export const proveSlot = (
	account: Verified<Account>,
	claim: {
		readonly key: Hex;
		readonly proof: readonly Hex[];
		readonly value?: bigint;
	},
): Verified<Slot> => {
	const { at, address, storageRoot } = premiseBy<Account>(
		account,
		"mpt-account",
	).value;
	const word = checkSlot(storageRoot, claim.key, claim.proof);
	if (claim.value !== undefined && claim.value !== word)
		throw new Fault(
			"proof-value",
			`slot ${claim.key}: ${claim.value}, proved ${word}`,
		);
	const key = toHex(fromHex(claim.key, 32));
	return conclude(
		"mpt-slot",
		[account],
		{ at, address, key, word },
		{ key, proof: claim.proof },
	);
};

/** The code of the account. Rule code. @throws code-hash */
export const proveCode = (
	account: Verified<Account>,
	bytes: Hex,
): Verified<Code> => {
	const { at, address, codeHash } = premiseAccount(account).value;
	const code = fromHex(bytes);
	const found = keccakHex(code);
	if (found !== codeHash)
		throw new Fault(
			"code-hash",
			`code of ${code.length} bytes has hash ${found}, the account ${codeHash}`,
		);
	const value = { at, address, codeHash, bytes: toHex(code) };
	return conclude("code", [account], value, { bytes: value.bytes });
};
