// A state tree as ZKsync's nodes keep one, built plainly from its description: leaves by index, empty subtrees, ways to the root as
// zks_getProof gives them. Nothing of src/proof is used, so that it stands against it.

import { blake2s } from "@noble/hashes/blake2.js";
import { concat, fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import type { TreeClaim } from "../../../src/l2/zksync/checks/tree.ts";

export type Written = {
	readonly address: Hex;
	readonly key: Hex;
	readonly value: Hex;
};
type Entry = { readonly path: bigint; readonly leaf: Uint8Array };

const depth = 256;
const nothing: Hex = `0x${"00".repeat(32)}`;
const node = (a: Uint8Array, b: Uint8Array): Uint8Array =>
	blake2s(concat(a, b));
const empty: Uint8Array[] = [blake2s(new Uint8Array(40))];
for (let i = 1; i <= depth; i++) {
	const below = empty[i - 1] ?? new Uint8Array(0);
	empty.push(node(below, below));
}

const pathOf = (address: Hex, key: Hex): bigint => {
	const hashed = blake2s(
		concat(new Uint8Array(12), fromHex(address), fromHex(key)),
	);
	return BigInt(toHex(Uint8Array.from(hashed).reverse()));
};
const leafOf = (index: number, value: Hex): Uint8Array =>
	blake2s(
		concat(
			fromHex(`0x${index.toString(16).padStart(16, "0")}`),
			fromHex(value),
		),
	);

const rootOf = (entries: readonly Entry[], height: number): Uint8Array => {
	const [first] = entries;
	if (first === undefined) return empty[height] ?? new Uint8Array(0);
	if (height === 0) return first.leaf;
	const side = (bit: bigint) =>
		rootOf(
			entries.filter(({ path }) => ((path >> BigInt(height - 1)) & 1n) === bit),
			height - 1,
		);
	return node(side(0n), side(1n));
};

export type MadeTree = {
	readonly root: Hex;
	readonly prove: (address: Hex, key: Hex) => TreeClaim;
};

export const makeTree = (written: readonly Written[]): MadeTree => {
	const entries = written.map(({ address, key, value }, i) => ({
		path: pathOf(address, key),
		leaf: leafOf(i + 1, value),
	}));
	return {
		root: toHex(rootOf(entries, depth)),
		prove: (address, key) => {
			const path = pathOf(address, key);
			const found = written.findIndex(
				(one) => one.address === address && one.key === key,
			);
			const proof: Uint8Array[] = [];
			let here: readonly Entry[] = entries;
			for (let height = depth - 1; height >= 0; height--) {
				const bitOf = (one: bigint) => (one >> BigInt(height)) & 1n;
				if (here.every((one) => one.path === path)) break;
				const away = here.filter((one) => bitOf(one.path) !== bitOf(path));
				proof.push(rootOf(away, height));
				here = here.filter((one) => bitOf(one.path) === bitOf(path));
			}
			return {
				value: written[found]?.value ?? nothing,
				index: found + 1,
				proof: proof.map((one) => toHex(one)),
			};
		},
	};
};
