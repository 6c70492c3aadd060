// Accounts and slots of a ZKsync chain, by its state tree. Rules zksync-tree-account, zksync-tree-slot. What Ethereum keeps in an
// account's leaf, EraVM keeps in the storage of system contracts, so an account is three slots, each proved at the very key.
// Source: https://github.com/matter-labs/era-contracts at 5e7d0b40, system-contracts/contracts/L2BaseToken.sol, NonceHolder.sol,
// AccountCodeStorage.sol, libraries/Utils.sol; of the tree, src/proof/era-tree.ts.

import { bigToBytes, fromHex, type Hex } from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import type { Json } from "../../../base/immutable.ts";
import { blake2s } from "../../../crypto/blake2s.ts";
import { openEraTree } from "../../../proof/era-tree.ts";
import { emptyCodeHash } from "../../../state/account.ts";
import { bitsOf, mappingSlot, wordHex } from "../../../state/storage-layout.ts";
import type { Account, Slot } from "../../../state/values.ts";
import {
	type AnyVerified,
	conclude,
	premiseBy,
	type Verified,
} from "../../../trust/verified.ts";
import type { ZksyncState } from "./values.ts";

const system = (last: string): Hex => `0x${last.padStart(40, "0")}`;
/** mapping(address → balance) in its first slot. */
export const baseToken = system("800a");
/** mapping(address → nonce u128, and above it how many contracts the account made, u128) in its first slot. */
export const nonceHolder = system("8003");
/** An account's versioned hash of its code at the place that its address is. */
export const codeStorage = system("8002");

const tree = openEraTree(blake2s);
const nothing: Hex = wordHex(0);

/** A value with its way to the root, as endpoints give it. The key is not theirs to say. */
export const treeClaim = d.record({
	value: d.hash,
	/** Which leaf it is in the order of writing, from 1 on; 0 for a slot that nobody wrote. */
	index: d.int(0),
	/** From the root down; empty subtrees below the last one. */
	proof: d.list(d.hash, 256),
});
export type TreeClaim = Decoded<typeof treeClaim>;

export type Place = { readonly address: Hex; readonly key: Hex };

/** Where an account's balance, nonce and code stand. */
export const accountPlaces = (
	address: Hex,
): { readonly [part in "balance" | "nonce" | "code"]: Place } => {
	const word = wordHex(address);
	const mapped = mappingSlot(word, 0);
	return {
		balance: { address: baseToken, key: mapped },
		nonce: { address: nonceHolder, key: mapped },
		code: { address: codeStorage, key: word },
	};
};

/** What stands at the place under the root. @throws l2-account when it is not proved */
export const checkTree = (
	stateRoot: Hex,
	{ address, key }: Place,
	{ value, index, proof }: TreeClaim,
): bigint => {
	const isUnder = tree.verify(
		fromHex(stateRoot, 32),
		{
			account: fromHex(address, 20),
			slot: fromHex(key, 32),
			index: BigInt(index),
			value: fromHex(value, 32),
		},
		proof.map((one) => fromHex(one, 32)),
	);
	if (!isUnder)
		throw new Fault("l2-account", `slot ${key} of ${address} is not ${value}`);
	return BigInt(value);
};

const stateOf = (premise: AnyVerified | undefined): Verified<ZksyncState> =>
	premiseBy<ZksyncState>(premise, "zksync-state");
const claimJson = ({ value, index, proof }: TreeClaim): Json => ({
	value,
	index,
	proof,
});

export const slotWitness = d.record({
	address: d.address,
	key: d.hash,
	claim: treeClaim,
});

/** A slot of a contract, present or zero. @throws l2-account; evidence-step for a premise that is no state of such a chain */
export const concludeZksyncSlot = (
	premise: AnyVerified | undefined,
	{ address, key, claim }: Decoded<typeof slotWitness>,
): Verified<Slot> => {
	const state = stateOf(premise);
	const at = state.value;
	const word = checkTree(at.stateRoot, { address, key }, claim);
	return conclude(
		"zksync-tree-slot",
		[state],
		{ at, address, key, word },
		{ address, key, claim: claimJson(claim) },
	);
};

export const accountWitness = d.record({
	address: d.address,
	balance: treeClaim,
	nonce: treeClaim,
	code: treeClaim,
});

/**
 * The versioned hash of a contract's code: EraVM's (1) or the emulator's (2) in the first byte, whether it is being constructed in
 * the second, its length in the next two. It is no keccak hash of any code, and no code that is pinned by one has it.
 */
const codeHashIn = (word: bigint): Hex => {
	if (word === 0n) return emptyCodeHash;
	const [version = 0, stage = 0] = bigToBytes(word, 32);
	if ((version !== 1 && version !== 2) || stage > 1)
		throw new Fault(
			"l2-unknown-code",
			`an account has code of a kind that is not known: ${wordHex(word)}`,
		);
	return wordHex(word);
};

/**
 * The account at an address. Its nonce is that of its transactions: how many contracts it made is left out. It has no storage root
 * of its own: zeros stand there.
 * @throws l2-account when a part is not proved at its own place; l2-unknown-code for a code hash of another form; evidence-step for
 * a premise that is no state of such a chain, and for a nonce beyond 2^53
 */
export const concludeZksyncAccount = (
	premise: AnyVerified | undefined,
	{ address, ...claims }: Decoded<typeof accountWitness>,
): Verified<Account> => {
	const state = stateOf(premise);
	const at = state.value;
	const places = accountPlaces(address);
	const balanceWei = checkTree(at.stateRoot, places.balance, claims.balance);
	const nonces = checkTree(at.stateRoot, places.nonce, claims.nonce);
	const code = checkTree(at.stateRoot, places.code, claims.code);
	const nonce = bitsOf(nonces, 0, 128);
	if (nonce > BigInt(Number.MAX_SAFE_INTEGER))
		throw new Fault("evidence-step", `the nonce is ${nonce}`);
	const value: Account = {
		at,
		address,
		exists: balanceWei !== 0n || nonces !== 0n || code !== 0n,
		nonce: Number(nonce),
		balanceWei,
		storageRoot: nothing,
		codeHash: codeHashIn(code),
	};
	return conclude("zksync-tree-account", [state], value, {
		address,
		balance: claimJson(claims.balance),
		nonce: claimJson(claims.nonce),
		code: claimJson(claims.code),
	});
};
