// An account under a verified state root, present or absent. Source: Ethereum Yellow Paper, section 4.1.

import { fromHex, type Hex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { decodeRlp, rlpBig, rlpBytes, rlpList } from "../base/rlp.ts";
import { emptyTrieRoot, proveSecure } from "../proof/mpt.ts";
import type { AccountClaim } from "../source/execution.ts";
import type { BlockBasis, StateBasis } from "../trust/grade.ts";
import { conclude, type Verified } from "../trust/verified.ts";
import { premiseState } from "./header.ts";
import type { Account } from "./values.ts";

/** The hash of no code. */
export const emptyCodeHash: Hex =
	"0xc5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470";

/** What an account is, without where. */
export type AccountFacts = Omit<Account, "at" | "address">;

const nobody: AccountFacts = {
	exists: false,
	nonce: 0,
	balanceWei: 0n,
	storageRoot: emptyTrieRoot,
	codeHash: emptyCodeHash,
};

/** The account out of its leaf. @throws bad-rlp */
export const decodeAccount = (leaf: Uint8Array): AccountFacts => {
	const items = rlpList(decodeRlp(leaf, 2), "account");
	const [nonce, balance, storageRoot, codeHash] = items;
	const root = rlpBytes(storageRoot, "storageRoot");
	const code = rlpBytes(codeHash, "codeHash");
	if (items.length !== 4 || root.length !== 32 || code.length !== 32)
		throw new Fault("bad-rlp", "an account has four fields of fixed form");
	const count = rlpBig(nonce, "nonce");
	if (count > BigInt(Number.MAX_SAFE_INTEGER))
		throw new Fault("bad-rlp", "the nonce is not a safe integer");
	return {
		exists: true,
		nonce: Number(count),
		balanceWei: rlpBig(balance, "balance"),
		storageRoot: toHex(root),
		codeHash: toHex(code),
	};
};

/** What the state says of the address, by its proof alone. @throws mpt-node, mpt-missing, mpt-unused, mpt-canonical, bad-rlp */
export const checkAccount = (
	stateRoot: Hex,
	address: Hex,
	proof: readonly Hex[],
): AccountFacts => {
	const leaf = proveSecure(
		fromHex(stateRoot, 32),
		fromHex(address, 20),
		proof.map((node) => fromHex(node)),
	);
	return leaf === null ? nobody : decodeAccount(leaf);
};

/** The fields an endpoint may state beside the proof. */
export type StatedFields = Partial<
	Pick<AccountClaim, "balance" | "nonce" | "codeHash" | "storageHash">
>;

const zeroHash: Hex = `0x${"0".repeat(64)}`;

/** For an account without code or storage, or that is not there, nodes state zero or the hash of nothing. */
const sameHash = (stated: Hex | undefined, proved: Hex, empty: Hex): boolean =>
	stated === undefined ||
	stated === proved ||
	(stated === zeroHash && proved === empty);

/** @throws proof-value when a stated field is not what the proof proves */
export const checkStated = (
	stated: StatedFields,
	proved: AccountFacts,
): void => {
	const lies: string[] = [];
	if (stated.balance !== undefined && stated.balance !== proved.balanceWei)
		lies.push(`balance ${stated.balance}, proved ${proved.balanceWei}`);
	if (stated.nonce !== undefined && stated.nonce !== proved.nonce)
		lies.push(`nonce ${stated.nonce}, proved ${proved.nonce}`);
	if (!sameHash(stated.codeHash, proved.codeHash, emptyCodeHash))
		lies.push(`code hash ${stated.codeHash}, proved ${proved.codeHash}`);
	if (!sameHash(stated.storageHash, proved.storageRoot, emptyTrieRoot))
		lies.push(
			`storage root ${stated.storageHash}, proved ${proved.storageRoot}`,
		);
	if (lies.length > 0) throw new Fault("proof-value", lies.join("; "));
};

/** The basis alone, of whatever rests on it: a header has more fields. */
export function basisOf(of: BlockBasis): BlockBasis;
export function basisOf(of: StateBasis): StateBasis;
export function basisOf({
	chainId,
	blockNumber,
	blockHash,
	stateRoot,
	grade,
}: StateBasis): StateBasis {
	return { chainId, blockNumber, blockHash, stateRoot, grade };
}

/**
 * The account at a block: of L1 (el-header, el-parent) or of a rollup (op-state, scroll-state). Rule mpt-account.
 * @throws what checkAccount throws, and proof-value when the claim contradicts its own proof
 */
export const proveAccount = (
	basis: Verified<StateBasis>,
	address: Hex,
	claim: { readonly accountProof: readonly Hex[] } & StatedFields,
): Verified<Account> => {
	const { value } = premiseState(basis);
	const facts = checkAccount(value.stateRoot, address, claim.accountProof);
	checkStated(claim, facts);
	const account = {
		at: basisOf(value),
		address: toHex(fromHex(address, 20)),
		...facts,
	};
	return conclude("mpt-account", [basis], account, {
		address: account.address,
		proof: claim.accountProof,
	});
};
