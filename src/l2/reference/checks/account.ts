// An account of the reference rollup under its root, present or absent, by the path of Poseidon hashes. Rule
// reference-account.

import type { Hex } from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { bn254R } from "../../../crypto/bn254.ts";
import { poseidon } from "../../../crypto/poseidon-bn254.ts";
import { basisOf } from "../../../state/account.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import { conclude, premiseBy, type Verified } from "../../../trust/verified.ts";
import { amount, element } from "./operation.ts";
import { referenceRules } from "./root.ts";
import type { ReferenceAccount, ReferenceRoot } from "./values.ts";

const accountFields = {
	index: d.int(0, 0xffff_ffff),
	ax: element,
	ay: element,
	owner: d.address,
	balance: amount,
	nonce: d.int(0, 0xffff_ffff),
} as const;

/** An account as it stands in the tree. */
export const treeAccount = d.record(accountFields);
export type TreeAccount = Decoded<typeof treeAccount>;

export const referenceAccountWitness = d.record({
	...accountFields,
	/** From the leaf's sibling up. */
	siblings: d.list(element, 32),
});
export type ReferenceAccountWitness = Decoded<typeof referenceAccountWitness>;

export const leafOf = ({
	ax,
	ay,
	owner,
	balance,
	nonce,
}: TreeAccount): bigint =>
	poseidon([BigInt(ax), BigInt(ay), BigInt(owner), balance, BigInt(nonce)]);

/** The root of the tree in which this account stands at its index with these siblings. */
export const treeRoot = (account: ReferenceAccountWitness): Hex => {
	const { index, siblings } = account;
	let node = leafOf(account);
	for (const [level, hashed] of siblings.entries()) {
		const sibling = BigInt(hashed);
		const isRight = Math.floor(index / 2 ** level) % 2 === 1;
		node = poseidon(isRight ? [sibling, node] : [node, sibling]);
	}
	return wordHex(node);
};

/**
 * The account at an index under the root. One that is five zeros is nobody's.
 * @throws l2-account when it is not under the root there, has a field out of range, or the path is not as long as the tree is
 * high
 */
export const concludeReferenceAccount = (
	root: Verified<ReferenceRoot>,
	witness: ReferenceAccountWitness,
): Verified<ReferenceAccount> => {
	const { value } = premiseBy<ReferenceRoot>(root, ...referenceRules);
	const { depth } = value.profile;
	const { index, ax, ay, owner, balance, nonce, siblings } = witness;
	if (siblings.length !== depth || index >= 2 ** depth)
		throw new Fault(
			"l2-account",
			`index ${index} with ${siblings.length} siblings in a tree of ${depth} levels`,
		);
	const isSound =
		[ax, ay, ...siblings].every((part) => BigInt(part) < bn254R) &&
		balance >> 96n === 0n &&
		nonce <= 0xffff_ffff;
	if (!isSound)
		throw new Fault("l2-account", `account ${index} has a field out of range`);
	const found = treeRoot(witness);
	if (found !== value.stateRoot)
		throw new Fault(
			"l2-account",
			`account ${index} leads to the root ${found}, not to ${value.stateRoot}`,
		);
	const exists = [ax, ay, owner].some((part) => BigInt(part) !== 0n);
	const account: ReferenceAccount = {
		at: basisOf(value),
		index,
		ax,
		ay,
		owner,
		balanceWei: balance,
		nonce,
		exists: exists || balance !== 0n || nonce !== 0,
	};
	return conclude("reference-account", [root], account, {
		index,
		ax,
		ay,
		owner,
		balance: wordHex(balance),
		nonce,
		siblings,
	});
};
