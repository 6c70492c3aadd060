// Linea's tree built from all its leaves, by the paper's rules and none of src/proof: keys and values are hashed here, leaves chained by
// their keys, and every path is spelled out as linea_getProof does.

import {
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
} from "../../../src/base/bytes.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { plainPoseidon2 } from "../../../src/crypto/poseidon2.ts";

const hash = (...parts: readonly Uint8Array[]): Uint8Array =>
	plainPoseidon2(concat(...parts));
const word = (value: bigint): Uint8Array => bigToBytes(value, 32);
/** Sixteen bits in each limb of four bytes. */
const limbs = (bytes: Uint8Array): Uint8Array =>
	concat(
		...Array.from({ length: bytes.length / 2 }, (_, i) =>
			concat(new Uint8Array(2), bytes.slice(2 * i, 2 * i + 2)),
		),
	);
const number = (value: number): Uint8Array => limbs(word(BigInt(value)));

const keyOfAddress = (address: Hex): Uint8Array => {
	const [left, right] = [fromHex(address, 20), new Uint8Array(24)];
	const spread = limbs(left);
	return hash(spread.slice(0, 32), concat(right, spread.slice(32, 40)));
};
const keyOfSlot = (slot: Hex): Uint8Array => hash(limbs(fromHex(slot, 32)));

type Leaf = {
	readonly key: Uint8Array;
	readonly inLeaf: Uint8Array;
	readonly value: Uint8Array;
};
const depth = 40;
const empties: Uint8Array[] = [new Uint8Array(32)];
for (let i = 0; i < depth; i++) {
	const below = empties[i] ?? new Uint8Array(32);
	empties.push(hash(below, below));
}
const byKey = (a: Leaf, b: Leaf): number =>
	Buffer.compare(Buffer.from(a.key), Buffer.from(b.key));

export type MadeTree = {
	readonly root: Hex;
	/** As linea_getProof answers about a key. */
	readonly prove: (key: Hex) => { readonly [field: string]: Json };
	/** The two between which there is room for the key, or which stand beside the key that is there. */
	readonly around: (key: Hex) => { readonly [field: string]: Json };
	/** The last two before the key: neighbours of each other, and none of them beyond it. */
	readonly before: (key: Hex) => {
		readonly leftLeafIndex: number;
		readonly rightLeafIndex: number;
		readonly leftProof: MadePath;
		readonly rightProof: MadePath;
	};
};
export type MadePath = {
	readonly value: Hex;
	readonly proofRelatedNodes: readonly Hex[];
};

const buildTree = (
	given: readonly Leaf[],
	keyOf: (key: Hex) => Uint8Array,
): MadeTree => {
	const end: Uint8Array = Uint8Array.from({ length: 32 }, (_, i) =>
		i % 4 === 0 ? 0x7f : 0,
	);
	const least = { key: word(0n), inLeaf: word(0n), value: word(0n) };
	const most = { key: end, inLeaf: word(0n), value: word(0n) };
	const leaves: readonly Leaf[] = [least, most, ...given];
	const sorted = leaves.toSorted(byKey);
	const preimages = leaves.map((leaf) => {
		const at = sorted.indexOf(leaf);
		const place = (one: Leaf | undefined): number =>
			leaves.indexOf(one ?? leaf);
		return concat(
			number(place(sorted[at - 1])),
			number(place(sorted[at + 1])),
			leaf.key,
			leaf.inLeaf,
		);
	});
	const levels: Uint8Array[][] = [preimages.map((one) => hash(one))];
	for (let height = 0; height < depth; height++) {
		const row = levels[height] ?? [];
		const empty = empties[height] ?? word(0n);
		levels.push(
			Array.from({ length: Math.ceil(row.length / 2) }, (_, i) =>
				hash(row[2 * i] ?? empty, row[2 * i + 1] ?? empty),
			),
		);
	}
	const head = concat(
		number(leaves.length),
		levels[depth]?.[0] ?? new Uint8Array(32),
	);
	const nodeAt = (height: number, at: number): Uint8Array =>
		levels[height]?.[at] ?? empties[height] ?? word(0n);
	const nodesOf = (index: number): readonly Hex[] =>
		[
			head,
			...Array.from({ length: depth }, (_, i) => {
				const height = depth - 1 - i;
				const beside = Math.floor(index / 2 ** height) ^ 1;
				return height === 0
					? (preimages[beside] ?? new Uint8Array(192))
					: concat(
							nodeAt(height - 1, 2 * beside),
							nodeAt(height - 1, 2 * beside + 1),
						);
			}),
			preimages[index] ?? new Uint8Array(192),
		].map(toHex);
	const pathOf = (index: number) => ({
		value: toHex(leaves[index]?.value ?? word(0n)),
		proofRelatedNodes: nodesOf(index),
	});
	const around = (key: Hex) => {
		const hashed = keyOf(key);
		const beside = (one: Leaf): number =>
			Buffer.compare(Buffer.from(one.key), Buffer.from(hashed));
		const left = leaves.indexOf(sorted.findLast((l) => beside(l) < 0) ?? least);
		const right = leaves.indexOf(sorted.find((l) => beside(l) > 0) ?? most);
		return {
			key,
			leftLeafIndex: left,
			rightLeafIndex: right,
			leftProof: pathOf(left),
			rightProof: pathOf(right),
		};
	};
	const before = (key: Hex) => {
		const hashed = Buffer.from(keyOf(key));
		const below = sorted.filter(
			(one) => Buffer.compare(Buffer.from(one.key), hashed) < 0,
		);
		const left = leaves.indexOf(below.at(-2) ?? least);
		const right = leaves.indexOf(below.at(-1) ?? least);
		return {
			leftLeafIndex: left,
			rightLeafIndex: right,
			leftProof: pathOf(left),
			rightProof: pathOf(right),
		};
	};
	return {
		root: toHex(hash(head)),
		around,
		before,
		prove: (key) => {
			const hashed = toHex(keyOf(key));
			const index = leaves.findIndex((leaf) => toHex(leaf.key) === hashed);
			return index < 0
				? around(key)
				: { key, leafIndex: index, proof: pathOf(index) };
		},
	};
};

export const slotTree = (storage: { readonly [slot: Hex]: bigint }): MadeTree =>
	buildTree(
		Object.entries(storage).map(([slot, value]) => ({
			key: keyOfSlot(slot as Hex),
			inLeaf: hash(limbs(word(value))),
			value: word(value),
		})),
		keyOfSlot,
	);

export type MadeLineaAccount = {
	readonly nonce: number;
	readonly balance: bigint;
	readonly codeHash: Hex;
	readonly codeSize: number;
	readonly storage: { readonly [slot: Hex]: bigint };
};

export const accountTree = (accounts: {
	readonly [address: Hex]: MadeLineaAccount;
}): MadeTree =>
	buildTree(
		Object.entries(accounts).map(([address, account]) => {
			const fields = [
				word(BigInt(account.nonce)),
				word(account.balance),
				fromHex(slotTree(account.storage).root),
				hash(fromHex(account.codeHash)),
				fromHex(account.codeHash),
				word(BigInt(account.codeSize)),
			];
			return {
				key: keyOfAddress(address as Hex),
				inLeaf: hash(
					...fields.map((field, i) =>
						i === 2 || i === 3 ? field : limbs(field),
					),
				),
				value: concat(...fields),
			};
		}),
		keyOfAddress,
	);
