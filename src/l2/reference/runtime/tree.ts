// The reference rollup's whole state as this wallet keeps it: every account, the tree over them, and what an operation does
// to both. Nothing in here is believed: whoever uses a tree compares its root with one that L1 holds as proven.
// Source: test/network/reference/README.md, "State" and "Operations".

import { type Hex, zeroAddress } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { poseidon } from "../../../crypto/poseidon-bn254.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import {
	leafOf,
	type ReferenceAccountWitness,
	type TreeAccount,
} from "../checks/account.ts";
import type { ReferenceOperation } from "../checks/values.ts";

export type ReferenceTree = {
	readonly root: Hex;
	/** Those that exist, by index. */
	readonly accounts: ReadonlyMap<number, TreeAccount>;
	/** The account at the index with its path; nobody's is five zeros. */
	readonly witness: (index: number) => ReferenceAccountWitness;
	/** The state after the operation. @throws blob-data for one that no proven batch can hold */
	readonly after: (operation: ReferenceOperation) => ReferenceTree;
};

const zeroWord = wordHex(0n);
const nobodyAt = (index: number): TreeAccount => ({
	index,
	ax: zeroWord,
	ay: zeroWord,
	owner: zeroAddress,
	balance: 0n,
	nonce: 0,
});

/** The node beside the one at this place of a level. */
const beside = (place: number): number =>
	place % 2 === 0 ? place + 1 : place - 1;

type State = {
	/** Nodes by place, from the leaves up to the root; what is not there is empty. */
	readonly levels: readonly ReadonlyMap<number, bigint>[];
	/** The nodes of empty subtrees, for each level. */
	readonly empty: readonly bigint[];
	readonly accounts: ReadonlyMap<number, TreeAccount>;
};

const nodeAt = ({ levels, empty }: State, level: number, place: number) =>
	levels[level]?.get(place) ?? empty[level] ?? 0n;

const impossible = (why: string): Fault => new Fault("blob-data", why);

const put = (before: State, account: TreeAccount): State => {
	const { empty } = before;
	const { index } = account;
	if (index >= 2 ** (empty.length - 1))
		throw impossible(`index ${index} in a tree of ${empty.length - 1} levels`);
	let node = leafOf(account);
	let place = index;
	const levels = empty.map((_, level) => {
		const next = new Map(before.levels[level]).set(place, node);
		const other = nodeAt(before, level, beside(place));
		if (level < empty.length - 1)
			node = poseidon(place % 2 === 1 ? [other, node] : [node, other]);
		place = Math.floor(place / 2);
		return next;
	});
	return {
		levels,
		empty,
		accounts: new Map(before.accounts).set(index, account),
	};
};

const apply = (before: State, operation: ReferenceOperation): State => {
	const { kind, from, to, amountWei, ax, ay, owner } = operation;
	if (kind === 0) return before;
	if (kind === 1) {
		const old = before.accounts.get(to);
		const isTheirs =
			old === undefined ||
			(old.ax === ax && old.ay === ay && old.owner === owner);
		if (!isTheirs) throw impossible(`a deposit to somebody else's ${to}`);
		const balance = (old?.balance ?? 0n) + amountWei;
		const nonce = old?.nonce ?? 0;
		return put(before, { index: to, ax, ay, owner, balance, nonce });
	}
	const sender = before.accounts.get(from) ?? nobodyAt(from);
	if (kind === 4) {
		const takes = sender.owner === owner ? sender.balance : 0n;
		if (amountWei !== takes)
			throw impossible(`a forced operation takes ${amountWei} of ${takes}`);
		return takes === 0n ? before : put(before, { ...sender, balance: 0n });
	}
	if (amountWei > sender.balance)
		throw impossible(`${amountWei} of ${sender.balance} leave account ${from}`);
	const sent = put(before, {
		...sender,
		balance: sender.balance - amountWei,
		nonce: sender.nonce + 1,
	});
	if (kind === 3) return sent;
	const receiver = sent.accounts.get(to);
	if (receiver === undefined)
		throw impossible(`a transfer to account ${to}, which is nobody's`);
	return put(sent, { ...receiver, balance: receiver.balance + amountWei });
};

const openTree = (state: State): ReferenceTree => ({
	root: wordHex(nodeAt(state, state.empty.length - 1, 0)),
	accounts: state.accounts,
	witness: (index) => ({
		...(state.accounts.get(index) ?? nobodyAt(index)),
		siblings: state.empty
			.slice(0, -1)
			.map((_, level) =>
				wordHex(nodeAt(state, level, beside(Math.floor(index / 2 ** level)))),
			),
	}),
	after: (operation) => openTree(apply(state, operation)),
});

/**
 * The tree of these accounts, each at its own index.
 * @throws bad-field for two accounts of one index, or an index that no tree of this depth has
 */
export const treeOf = (
	depth: number,
	accounts: readonly TreeAccount[],
): ReferenceTree => {
	const byIndex = new Map(accounts.map((one) => [one.index, one]));
	const stand =
		byIndex.size === accounts.length &&
		accounts.every(({ index }) => index < 2 ** depth);
	if (!stand) throw new Fault("bad-field", "accounts that stand in no tree");
	const empty = [leafOf(nobodyAt(0))];
	let level = new Map(accounts.map((one) => [one.index, leafOf(one)]));
	const levels = [level];
	for (let height = 0; height < depth; height++) {
		const nothing = empty[height] ?? 0n;
		const here = level;
		const at = (place: number): bigint => here.get(place) ?? nothing;
		level = new Map(
			[...new Set([...here.keys()].map((place) => Math.floor(place / 2)))].map(
				(place) => [place, poseidon([at(2 * place), at(2 * place + 1)])],
			),
		);
		levels.push(level);
		empty.push(poseidon([nothing, nothing]));
	}
	return openTree({ levels, empty, accounts: byIndex });
};
