// Accounts and slots of a Linea rollup under its state: present or absent, in its own tree. Rules linea-tree-account, linea-tree-slot.
// The accounts are Ethereum's, and known by keccak hashes of their code; only the tree and its hash are another.
// Source: Consensys/shomei, ZkAccount (the fields of an account).

import { bigFromBytes, fromHex, type Hex, toHex } from "../../../base/bytes.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { poseidon2 } from "../../../crypto/poseidon2.ts";
import {
	isLineaAccountValue,
	lineaAccountKey,
	lineaAccountValue,
	lineaStorageRoot,
	lineaWord,
} from "../../../proof/linea-tree.ts";
import { emptyTrieRoot } from "../../../proof/mpt.ts";
import {
	type AccountFacts,
	basisOf,
	emptyCodeHash,
} from "../../../state/account.ts";
import type { Account, Slot } from "../../../state/values.ts";
import { conclude, premiseBy, type Verified } from "../../../trust/verified.ts";
import { checkLeaf, type LeafClaim, leafClaim } from "./leaf.ts";
import type { LineaState } from "./values.ts";

export const lineaAccountWitness = d.record({
	address: d.address,
	proof: leafClaim,
});
export const lineaSlotWitness = d.record({
	key: d.hash,
	/** Null for a slot of an account that is not there. */
	proof: d.nullable(leafClaim),
});

/** An account that is proved absent has no storage, and no tree of it. */
const nobody: AccountFacts = {
	exists: false,
	nonce: 0,
	balanceWei: 0n,
	storageRoot: emptyTrieRoot,
	codeHash: emptyCodeHash,
};

/** What the state says of the address, by its proof alone. @throws proof-value */
export const checkLineaAccount = (
	stateRoot: Hex,
	address: Hex,
	claim: LeafClaim,
): AccountFacts => {
	const value = checkLeaf(
		stateRoot,
		lineaAccountKey(poseidon2, fromHex(address, 20)),
		claim,
		(value) =>
			isLineaAccountValue(value) ? lineaAccountValue(poseidon2, value) : null,
	);
	if (value === null) return nobody;
	const word = (i: number): Uint8Array => value.subarray(32 * i, 32 * i + 32);
	const nonce = bigFromBytes(word(0));
	if (nonce > BigInt(Number.MAX_SAFE_INTEGER))
		throw new Fault("proof-value", "the nonce is not a safe integer");
	return {
		exists: true,
		nonce: Number(nonce),
		balanceWei: bigFromBytes(word(1)),
		storageRoot: toHex(lineaStorageRoot(value)),
		codeHash: toHex(word(4)),
	};
};

/** The word that a storage tree holds at a key, by its proof alone. @throws proof-value */
export const checkLineaSlot = (
	storageRoot: Hex,
	key: Hex,
	claim: LeafClaim,
): bigint => {
	const value = checkLeaf(
		storageRoot,
		lineaWord(poseidon2, fromHex(key, 32)),
		claim,
		(value) => (value.length === 32 ? lineaWord(poseidon2, value) : null),
	);
	return value === null ? 0n : bigFromBytes(value);
};

/** The account at the state's block. Rule linea-tree-account. @throws proof-value; evidence-step for any other premise */
export const proveLineaAccount = (
	state: Verified<LineaState>,
	address: Hex,
	proof: LeafClaim,
): Verified<Account> => {
	const { value } = premiseBy<LineaState>(state, "linea-state");
	const own = toHex(fromHex(address, 20));
	const account: Account = {
		at: basisOf(value),
		address: own,
		...checkLineaAccount(value.stateRoot, own, proof),
	};
	return conclude("linea-tree-account", [state], account, {
		address: own,
		proof,
	});
};

/**
 * The slot at the account's block. Rule linea-tree-slot.
 * @param proof null where the account is not there: it has no slots, and every one is zero
 * @throws proof-value, also without a proof for an account that is there; evidence-step for any other premise
 */
export const proveLineaSlot = (
	account: Verified<Account>,
	key: Hex,
	proof: LeafClaim | null,
): Verified<Slot> => {
	const { at, address, exists, storageRoot } = premiseBy<Account>(
		account,
		"linea-tree-account",
	).value;
	const own = toHex(fromHex(key, 32));
	if (exists === (proof === null))
		throw new Fault("proof-value", `slot ${own} of ${address}`);
	const word = proof === null ? 0n : checkLineaSlot(storageRoot, own, proof);
	return conclude(
		"linea-tree-slot",
		[account],
		{ at, address, key: own, word },
		{ key: own, proof },
	);
};
