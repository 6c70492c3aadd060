// The files in which evidence for an escape from the reference rollup is kept: the owner's accounts with their paths under a
// root, and the whole state, out of which any path can be made again. Both are checked when they are read; whether the root is
// L1's, whoever uses them compares.

import type { Hex } from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import {
	type ReferenceAccountWitness,
	referenceAccountWitness,
	treeAccount,
	treeRoot,
} from "../checks/account.ts";
import type { ReferenceProfile } from "../checks/profile.ts";
import { type ReferenceTree, treeOf } from "./tree.ts";

/** The newest accounts, those under the root before, the whole state, and which accounts are of rehearsals. */
export const names = {
	accounts: "reference accounts",
	before: "reference accounts, root before",
	state: "reference state",
	rehearsals: "reference rehearsals",
} as const;

/** Accounts of one owner that are kept: anyone may open some in another's name. */
export const mostOwn = 16;
/** A state of more accounts than that is not kept as a whole. */
export const mostAccounts = 1_024;
const mostChars = 2_000_000;

/** The newest rehearsals, whose accounts are told from the person's own. */
export const mostRehearsals = 16;

const common = {
	/** The batch that the root is after. */
	batch: d.int(),
	root: d.hash,
	/** L1's time when it still was the last proven root. */
	asOfS: d.int(),
};
const accountsFile = d.record({
	format: d.oneOf("sextant-reference-accounts-1"),
	...common,
	accounts: d.list(referenceAccountWitness, mostOwn, 1),
});
export type AccountsFile = Decoded<typeof accountsFile>;
const stateFile = d.record({
	format: d.oneOf("sextant-reference-state-1"),
	...common,
	accounts: d.list(treeAccount, mostAccounts),
});
type StateFile = Decoded<typeof stateFile>;

const rehearsalsFile = d.record({
	format: d.oneOf("sextant-reference-rehearsals-1"),
	asOfS: d.int(),
	/** Of their keys, oldest first. */
	seeds: d.list(d.hash, mostRehearsals),
});
export type RehearsalsFile = Decoded<typeof rehearsalsFile>;

/** @throws bad-json, bad-field */
export const readRehearsals = (text: string): RehearsalsFile =>
	rehearsalsFile(d.parseJson(text, mostChars), "evidence");

export const spell = (file: AccountsFile | StateFile): string =>
	JSON.stringify({
		...file,
		accounts: file.accounts.map((one) => ({
			...one,
			balance: wordHex(one.balance),
		})),
	});

/**
 * The account stands under the root.
 * @throws exit-evidence when its path leads elsewhere, or is not as long as the tree is high
 */
export const checkAccount = (
	{ depth }: ReferenceProfile,
	root: Hex,
	account: ReferenceAccountWitness,
): void => {
	const { index, siblings } = account;
	if (siblings.length !== depth || index >= 2 ** depth)
		throw new Fault(
			"exit-evidence",
			`account ${index} with ${siblings.length} siblings in a tree of ${depth} levels`,
		);
	const found = treeRoot(account);
	if (found !== root)
		throw new Fault(
			"exit-evidence",
			`account ${index} leads to the root ${found}, not to ${root}`,
		);
};

/** @throws bad-json, bad-field, exit-evidence */
export const readAccounts = (
	text: string,
	profile: ReferenceProfile,
): AccountsFile => {
	const file = accountsFile(d.parseJson(text, mostChars), "evidence");
	for (const account of file.accounts)
		checkAccount(profile, file.root, account);
	return file;
};

/** @throws bad-json, bad-field, exit-evidence */
export const readState = (
	text: string,
	profile: ReferenceProfile,
): { readonly file: StateFile; readonly tree: ReferenceTree } => {
	const file = stateFile(d.parseJson(text, mostChars), "evidence");
	const tree = treeOf(profile.depth, file.accounts);
	if (tree.root !== file.root)
		throw new Fault(
			"exit-evidence",
			`the state kept leads to the root ${tree.root}, not to ${file.root}`,
		);
	return { file, tree };
};

/** Kept evidence, checked again. @throws bad-json, bad-field, exit-evidence */
export const checkKept = (
	name: string,
	text: string,
	profile: ReferenceProfile,
): { readonly asOfS: number } => {
	if (name === names.accounts || name === names.before)
		return { asOfS: readAccounts(text, profile).asOfS };
	if (name === names.rehearsals) return { asOfS: readRehearsals(text).asOfS };
	if (name === names.state)
		return { asOfS: readState(text, profile).file.asOfS };
	throw new Fault(
		"exit-evidence",
		`"${name.slice(0, 40)}" is kept for no exit`,
	);
};
