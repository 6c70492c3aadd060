// States of a chain that answer `eth_getProof`: one of recorded nodes alone, which has no answer where a node was not recorded, and one
// that is made of accounts that are given.

import {
	bigFromBytes,
	bigToMinimal,
	fromHex,
	type Hex,
	toHex,
	toQuantity,
} from "../../../src/base/bytes.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { decodeRlp, encodeRlp, type Rlp } from "../../../src/base/rlp.ts";
import { keccak256, keccakHex } from "../../../src/crypto/hash.ts";
import { emptyTrieRoot } from "../../../src/proof/mpt.ts";
import { buildTrie } from "../../../src/proof/trie.ts";

export type ServedState = {
	readonly root: Hex;
	/** As `eth_getProof` answers; null for what is not there to be proved. */
	readonly proof: (address: Hex, slots: readonly Hex[]) => Json;
	readonly code: (address: Hex) => Hex | null;
};

const emptyCode = keccakHex(new Uint8Array(0));

type Way = {
	/** Hashed nodes from the root on. */
	readonly nodes: readonly Hex[];
	/** Null where the nodes show that nothing is there. */
	readonly value: Uint8Array | null;
};

const digitsOf = (bytes: Uint8Array): number[] =>
	[...bytes].flatMap((byte) => [byte >> 4, byte & 15]);

/** The digits of a leaf's or an extension's path, and whether it is a leaf's. */
const pathIn = (encoded: Uint8Array) => {
	const [first = 0, ...rest] = digitsOf(encoded);
	return { isLeaf: first >= 2, path: rest.slice(first % 2 === 1 ? 0 : 1) };
};

/** Where a node's digits lead: on, to a value, or to nothing. */
const stepIn = (
	node: readonly Rlp[],
	digits: readonly number[],
): { readonly next: Rlp; readonly left: readonly number[] } | Way["value"] => {
	if (node.length === 17) {
		const [digit = 16, ...left] = digits;
		return { next: node[digit] ?? new Uint8Array(0), left };
	}
	const [encoded, next] = node;
	if (!(encoded instanceof Uint8Array) || next === undefined)
		throw new Error("no node of a trie");
	const { isLeaf, path } = pathIn(encoded);
	if (path.some((digit, i) => digit !== digits[i])) return null;
	if (!isLeaf) return { next, left: digits.slice(path.length) };
	return next instanceof Uint8Array ? next : null;
};

/** Null where a node on the way was not recorded. */
const wayIn = (
	nodes: ReadonlyMap<Hex, Hex>,
	root: Hex,
	key: Uint8Array,
): Way | null => {
	const taken: Hex[] = [];
	let digits: readonly number[] = digitsOf(key);
	let next: Rlp = fromHex(root);
	if (root === emptyTrieRoot) return { nodes: [], value: null };
	for (;;) {
		let node = next;
		if (node instanceof Uint8Array) {
			if (node.length === 0) return { nodes: taken, value: null };
			const found = nodes.get(toHex(node));
			if (found === undefined) return null;
			taken.push(found);
			node = decodeRlp(fromHex(found));
		}
		if (node instanceof Uint8Array) throw new Error("no node of a trie");
		const step = stepIn(node, digits);
		if (step === null || step instanceof Uint8Array)
			return { nodes: taken, value: step };
		next = step.next;
		digits = step.left;
	}
};

const listIn = (value: Uint8Array): readonly Uint8Array[] => {
	const items = decodeRlp(value);
	if (items instanceof Uint8Array) return [];
	return items.map((one) =>
		one instanceof Uint8Array ? one : new Uint8Array(0),
	);
};

/** What nodes were recorded under a root, whichever proofs they came in; `codes` by address. */
export const recordedState = (
	root: Hex,
	recorded: readonly Hex[],
	codes: ReadonlyMap<Hex, Hex>,
): ServedState => {
	const nodes = new Map(
		recorded.map((node): [Hex, Hex] => [keccakHex(fromHex(node)), node]),
	);
	return {
		root,
		code: (address) => codes.get(address) ?? null,
		proof: (address, slots) => {
			const way = wayIn(nodes, root, keccak256(fromHex(address, 20)));
			if (way === null) return null;
			const [nonce, balance, storageRoot, codeHash] =
				way.value === null ? [] : listIn(way.value);
			const storageHash =
				storageRoot === undefined ? emptyTrieRoot : toHex(storageRoot);
			const proved = slots.map((key) => ({
				key,
				way: wayIn(nodes, storageHash, keccak256(fromHex(key, 32))),
			}));
			if (proved.some((slot) => slot.way === null)) return null;
			return {
				address,
				nonce: toQuantity(bigFromBytes(nonce ?? new Uint8Array(0))),
				balance: toQuantity(bigFromBytes(balance ?? new Uint8Array(0))),
				codeHash: codeHash === undefined ? emptyCode : toHex(codeHash),
				storageHash,
				accountProof: [...way.nodes],
				storageProof: proved.map(({ key, way: slot }) => {
					const word = slot?.value ?? null;
					const bytes = word === null ? new Uint8Array(0) : decodeRlp(word);
					return {
						key,
						value: toQuantity(
							bytes instanceof Uint8Array ? bigFromBytes(bytes) : 0n,
						),
						proof: [...(slot?.nodes ?? [])],
					};
				}),
			};
		},
	};
};

/** An account of which the code may be known by its hash alone. */
export type GivenAccount = {
	readonly nonce?: number;
	readonly balanceWei?: bigint;
	readonly codeHash?: Hex;
	readonly code?: Hex;
	readonly storage?: ReadonlyMap<Hex, bigint>;
};

/** Exactly these accounts. */
export const givenState = (
	accounts: ReadonlyMap<Hex, GivenAccount>,
): ServedState => {
	const storages = new Map(
		[...accounts].map(([address, { storage = new Map<Hex, bigint>() }]) => [
			address,
			buildTrie(
				[...storage]
					.filter(([, word]) => word !== 0n)
					.map(([key, word]) => [
						keccak256(fromHex(key, 32)),
						encodeRlp(bigToMinimal(word)),
					]),
			),
		]),
	);
	const fieldsOf = (address: Hex) => {
		const { nonce = 0, balanceWei = 0n, ...own } = accounts.get(address) ?? {};
		return {
			nonce,
			balanceWei,
			codeHash: own.codeHash ?? keccakHex(fromHex(own.code ?? "0x")),
			storageHash: storages.get(address)?.root ?? emptyTrieRoot,
		};
	};
	const trie = buildTrie(
		[...accounts.keys()].map((address) => {
			const { nonce, balanceWei, storageHash, codeHash } = fieldsOf(address);
			return [
				keccak256(fromHex(address, 20)),
				encodeRlp([
					bigToMinimal(BigInt(nonce)),
					bigToMinimal(balanceWei),
					fromHex(storageHash),
					fromHex(codeHash),
				]),
			];
		}),
	);
	return {
		root: trie.root,
		code: (address) => {
			const { code, codeHash } = accounts.get(address) ?? {};
			return code ?? (codeHash === undefined ? "0x" : null);
		},
		proof: (address, slots) => {
			const { nonce, balanceWei, ...hashes } = fieldsOf(address);
			const { storage } = accounts.get(address) ?? {};
			return {
				address,
				nonce: toQuantity(nonce),
				balance: toQuantity(balanceWei),
				...hashes,
				accountProof: trie.prove(keccak256(fromHex(address, 20))).map(toHex),
				storageProof: slots.map((key) => ({
					key,
					value: toQuantity(storage?.get(key) ?? 0n),
					proof: (
						storages.get(address)?.prove(keccak256(fromHex(key, 32))) ?? []
					).map(toHex),
				})),
			};
		},
	};
};
