// The state as the wallet keeps it, held against the network's own ledger over random operations of a fixed seed.

import { describe, expect, it } from "vitest";
import { bigToBytes, toHex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import type { ReferenceOperation } from "../../../../src/l2/reference/checks/values.ts";
import { treeOf } from "../../../../src/l2/reference/runtime/tree.ts";
import { wordHex } from "../../../../src/state/storage-layout.ts";
import {
	kinds,
	nothingToDo,
	type Operation,
	Refusal,
} from "../../../network/reference/operation.ts";
import {
	accountAt,
	applyOperation,
	forcedAmount,
	genesis,
	leafOf,
	type State,
} from "../../../network/reference/state.ts";
import { rootOver } from "../../../network/reference/tree.ts";

const chance = (seed: number) => {
	let state = seed;
	return (end: number): number => {
		state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
		return (state >>> 8) % end;
	};
};

const ours = ({
	amount,
	ax,
	ay,
	owner,
	...rest
}: Operation): ReferenceOperation => ({
	...rest,
	amountWei: amount,
	ax: wordHex(ax),
	ay: wordHex(ay),
	owner: toHex(bigToBytes(owner, 20)),
});

const indices = [0, 1, 2, 100, 255];

const randomOperation = (
	state: State,
	below: (end: number) => number,
): Operation => {
	const pick = (): number => indices[below(indices.length)] ?? 0;
	const [from, to] = [pick(), pick()];
	const amount = BigInt(1 + below(50));
	const receiver = accountAt(state, to);
	switch (below(5)) {
		case 0:
			return nothingToDo;
		case 1: {
			const known = receiver.owner !== 0n;
			return {
				...nothingToDo,
				kind: kinds.deposit,
				to,
				amount,
				ax: known ? receiver.ax : BigInt(to) + 7n,
				ay: known ? receiver.ay : BigInt(to) + 11n,
				owner: known ? receiver.owner : BigInt(to) + 1n,
			};
		}
		case 2:
			return {
				...{ ...nothingToDo, kind: kinds.transfer, from, to, amount },
				ax: receiver.ax,
				ay: receiver.ay,
			};
		case 3:
			return { ...nothingToDo, kind: kinds.withdraw, from, amount, owner: 9n };
		default: {
			const owner = below(2) === 0 ? accountAt(state, from).owner : 77n;
			return {
				...{ ...nothingToDo, kind: kinds.forced, from, owner },
				amount: forcedAmount(state, from, owner),
			};
		}
	}
};

describe("the tree of the state", () => {
	it("follows the network's ledger through three hundred operations, root and paths", () => {
		const below = chance(5);
		let theirs = genesis;
		let tree = treeOf(8, []);
		expect(tree.root).toBe(wordHex(genesis.tree.root));
		let done = 0;
		const kindsDone = new Set<number>();
		for (let i = 0; i < 300; i++) {
			const operation = randomOperation(theirs, below);
			try {
				theirs = applyOperation(theirs, operation).after;
			} catch (thrown) {
				if (!(thrown instanceof Refusal)) throw thrown;
				continue;
			}
			tree = tree.after(ours(operation));
			done++;
			kindsDone.add(operation.kind);
			expect(tree.root, `operation ${i}`).toBe(wordHex(theirs.tree.root));
		}
		expect(done).toBeGreaterThan(100);
		expect(kindsDone.size).toBe(5);
		for (const index of [...indices, 9]) {
			const { siblings, ...account } = tree.witness(index);
			const found = accountAt(theirs, index);
			expect(account.balance).toBe(found.balance);
			expect(account.nonce).toBe(found.nonce);
			expect(
				wordHex(rootOver(leafOf(found), index, siblings.map(BigInt))),
			).toBe(tree.root);
		}
		// Made again from its accounts, it is the same.
		expect(treeOf(8, [...tree.accounts.values()]).root).toBe(tree.root);
	});

	it("does not change when it goes on", () => {
		const before = treeOf(8, []);
		const { root } = before;
		const deposit = ours({
			...{ ...nothingToDo, kind: kinds.deposit, to: 3, amount: 5n },
			...{ ax: 1n, ay: 2n, owner: 3n },
		});
		const after = before.after(deposit);
		expect(before.root).toBe(root);
		expect(before.accounts.size).toBe(0);
		expect(after.after(deposit).accounts.get(3)?.balance).toBe(10n);
		expect(after.accounts.get(3)?.balance).toBe(5n);
	});

	it("refuses what no proven batch can hold", () => {
		const tree = treeOf(8, []).after(
			ours({
				...{ ...nothingToDo, kind: kinds.deposit, to: 3, amount: 5n },
				...{ ax: 1n, ay: 2n, owner: 3n },
			}),
		);
		const refused = (operation: Partial<Operation>): string => {
			try {
				tree.after(ours({ ...nothingToDo, ...operation }));
			} catch (thrown) {
				return thrown instanceof Fault ? thrown.code : `${thrown}`;
			}
			return "nothing";
		};
		for (const operation of [
			{ kind: kinds.deposit, to: 3, amount: 5n, ax: 1n, ay: 2n, owner: 4n },
			{ kind: kinds.deposit, to: 3, amount: 5n, ax: 9n, ay: 2n, owner: 3n },
			{ kind: kinds.deposit, to: 256, amount: 5n, ax: 1n, ay: 2n, owner: 3n },
			{ kind: kinds.transfer, from: 3, to: 9, amount: 1n },
			{ kind: kinds.transfer, from: 3, to: 3, amount: 6n },
			{ kind: kinds.withdraw, from: 3, amount: 6n },
			{ kind: kinds.withdraw, from: 9, amount: 1n },
			{ kind: kinds.forced, from: 3, amount: 4n, owner: 3n },
			{ kind: kinds.forced, from: 3, amount: 5n, owner: 4n },
		] as const)
			expect(
				refused(operation),
				JSON.stringify(operation, (_, v) => `${v}`),
			).toBe("blob-data");
		expect(
			refused({ kind: kinds.forced, from: 3, amount: 0n, owner: 4n }),
		).toBe("nothing");
	});

	it("refuses accounts that stand in no tree", () => {
		const one = {
			...{ index: 3, ax: wordHex(1n), ay: wordHex(2n) },
			...{ owner: `0x${"11".repeat(20)}` as const, balance: 1n, nonce: 0 },
		};
		for (const accounts of [[one, one], [{ ...one, index: 256 }]])
			expect(() => treeOf(8, accounts)).toThrow(/bad-field/);
	});
});
