// A walk down a Merkle-Patricia proof in one call: all nodes are hashed, two at a time, and followed from the root by a
// key. It knows the nodes of tries whose keys are hashes: every node is referred to by its hash. It says yes to a plain
// proof alone; where it says nothing, the reader in TypeScript says what is wrong, or accepts what this one does not know
// (nodes inside their parents, values of branches). Both hold the same rules.
// Source: Ethereum Yellow Paper, appendix B (RLP), C (hex-prefix) and D (trie).

import { ask, call, type Fn } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { i32, v128 } from "../asm/ops.ts";
import type { Keccak } from "./keccak.ts";

/** What the walk answers. */
export const verdict = { unsaid: 0, present: 1, absent: 2 } as const;

const hashBytes = 32;
/** The prefix of a list of 529 bytes, 0xf9 0x02 0x11, and its length. */
const fullPrefix = 0x1102f9;
const listBytes = 3;
/** A string of 32 bytes with its prefix. */
const stringBytes = 1 + hashBytes;
/** A branch of sixteen hashes and an empty value. */
const fullBytes = listBytes + 16 * stringBytes + 1;
/** A list of 17 strings, or of two; and one more, to see that there are too many. */
const mostItems = 18;

export type TrieWalk = {
	/**
	 * (root, key, keyBytes, isHashed, nodes, lengths, count) → verdict. `nodes` are the nodes one after the other, `lengths`
	 * their lengths as u32. Where `isHashed`, the trie's key is the hash of `key`. For `present`, `found` holds the address
	 * and the length of the value.
	 */
	readonly walk: Fn;
	/** Address of two u32: where the value is, and how long. */
	readonly found: number;
};

/** `mostNodes` bounds `count`; more is `unsaid`. */
export const emitTrieWalk = (
	m: Module,
	keccak: Keccak,
	mostNodes: number,
): TrieWalk => {
	const found = m.reserve(8);
	/** Of the nodes, and of the key. */
	const digests = m.reserve((mostNodes + 2) * hashBytes);
	/** Of each item of the node at hand: where its payload is, and how long it is. */
	const items = m.reserve(mostItems * 8);
	const cursor = m.reserve(8);

	const same = m.func(
		"same32",
		{ params: ["i32", "i32"], result: "i32" },
		(f, a, b) => {
			const differs = v128.or(
				v128.xor(v128.load(a), v128.load(b)),
				v128.xor(v128.load(a, 16), v128.load(b, 16)),
			);
			f.give(i32.eqz(v128.anyTrue(differs)));
		},
	);

	/**
	 * (at, end, base) → whether a canonical RLP item of the kind `base` (0x80 a string, 0xc0 a list) begins at `at` and
	 * ends by `end`. `cursor` then holds where its payload is, and how long.
	 */
	const readItem = m.func(
		"rlpItem",
		{ params: ["i32", "i32", "i32"], result: "i32" },
		(f, at, end, base) => {
			const no = () => f.return(0);
			f.if(i32.geU(at, end), no);
			const first = f.let(i32.load8U(at));
			const start = f.let(i32.add(at, 1));
			const length = f.local("i32");
			f.if(i32.ltU(first, 0x80), () => {
				f.if(i32.ne(base, 0x80), no);
				f.do(i32.store(cursor, at), i32.store(cursor, 1, 4));
				f.return(1);
			});
			// 0x80..0xbf is a string, 0xc0..0xff a list: the two highest bits tell.
			f.if(i32.ne(i32.and(first, 0xc0), base), no);
			f.set(length, i32.and(first, 0x3f));
			f.if(i32.gtU(length, 55), () => {
				const sizeBytes = f.let(i32.sub(length, 55));
				f.if(i32.gtU(sizeBytes, 3), no);
				f.if(i32.gtU(i32.add(start, sizeBytes), end), no);
				// no leading zero, and no long form for what the short one can say
				f.if(i32.eqz(i32.load8U(start)), no);
				f.set(length, 0);
				f.times(sizeBytes, () => {
					f.set(length, i32.or(i32.shl(length, 8), i32.load8U(start)));
					f.set(start, i32.add(start, 1));
				});
				f.if(i32.leU(length, 55), no);
			});
			// length is below 2^24, so the sum does not wrap
			f.if(i32.gtU(i32.add(start, length), end), no);
			f.if(
				i32.and(
					i32.and(i32.eq(base, 0x80), i32.eq(length, 1)),
					i32.ltU(i32.load8U(start), 0x80),
				),
				no,
			);
			f.do(i32.store(cursor, start), i32.store(cursor, length, 4));
			f.give(1);
		},
	);

	/** (node, length) → how many strings the node is a list of; 0 for anything else than a list of strings. */
	const readNode = m.func(
		"trieNode",
		{ params: ["i32", "i32"], result: "i32" },
		(f, node, length) => {
			const end = f.let(i32.add(node, length));
			f.if(i32.eqz(ask(readItem, node, end, 0xc0)), () => f.return(0));
			const at = f.let(i32.load(cursor));
			// the list is the whole node
			f.if(i32.ne(i32.add(at, i32.load(cursor, 4)), end), () => f.return(0));
			const count = f.local("i32");
			f.block((leave) => {
				f.loop((again) => {
					leave(i32.geU(at, end));
					f.if(i32.geU(count, mostItems), () => f.return(0));
					f.if(i32.eqz(ask(readItem, at, end, 0x80)), () => f.return(0));
					const place = f.let(i32.add(items, i32.shl(count, 3)));
					const payload = f.let(i32.load(cursor));
					const size = f.let(i32.load(cursor, 4));
					f.do(i32.store(place, payload), i32.store(place, size, 4));
					f.set(at, i32.add(payload, size));
					f.set(count, i32.add(count, 1));
					again(1);
				});
			});
			f.give(count);
		},
	);

	/** (key, depth) → the digit of the key at this depth. */
	const digit = m.func(
		"keyDigit",
		{ params: ["i32", "i32"], result: "i32" },
		(f, key, depth) => {
			const byte = i32.load8U(i32.add(key, i32.shrU(depth, 1)));
			const shift = i32.shl(i32.xor(i32.and(depth, 1), 1), 2);
			f.give(i32.and(i32.shrU(byte, shift), 15));
		},
	);

	/**
	 * (node, length) → whether it is a branch of sixteen hashes without a value, as nearly all are near the root: one look at
	 * each prefix takes the place of reading the items.
	 */
	const isFull = m.func(
		"fullBranch",
		{ params: ["i32", "i32"], result: "i32" },
		(f, node, length) => {
			f.if(i32.ne(length, fullBytes), () => f.return(0));
			const list = i32.and(i32.load(node), 0xffffff);
			// each string of 32 bytes begins with 0xa0; the bits that differ are gathered
			const prefixes = Array.from({ length: 16 }, (_, i) =>
				i32.xor(i32.load8U(node, listBytes + i * stringBytes), 0xa0),
			);
			const value = i32.xor(i32.load8U(node, fullBytes - 1), 0x80);
			const differs = prefixes.reduce((all, one) => i32.or(all, one), value);
			f.give(i32.eqz(i32.or(differs, i32.xor(list, fullPrefix))));
		},
	);

	/** (path, pathBytes, key, depth, digits) → how many digits the path has where they are the key's, else −1. */
	const follow = m.func(
		"followPath",
		{ params: ["i32", "i32", "i32", "i32", "i32"], result: "i32" },
		(f, path, pathBytes, key, depth, digits) => {
			const isOdd = i32.and(i32.shrU(i32.load8U(path), 4), 1);
			const skip = f.let(i32.sub(2, isOdd));
			const length = f.let(i32.sub(i32.shl(pathBytes, 1), skip));
			f.if(i32.gtU(i32.add(depth, length), digits), () => f.return(-1));
			f.times(length, (i) => {
				const theirs = ask(digit, path, i32.add(skip, i));
				const ours = ask(digit, key, i32.add(depth, i));
				f.if(i32.ne(theirs, ours), () => f.return(-1));
			});
			f.give(length);
		},
	);

	const walk = m.func(
		"trieWalk",
		{
			params: ["i32", "i32", "i32", "i32", "i32", "i32", "i32"],
			result: "i32",
			exported: true,
		},
		(f, root, given, givenBytes, isHashed, nodes, lengths, count) => {
			const unsaid = () => f.return(verdict.unsaid);
			const no = (condition: ReturnType<typeof i32.eq>) =>
				f.if(condition, unsaid);
			no(i32.gtU(i32.sub(count, 1), mostNodes - 1));
			const [key, keyBytes] = [f.let(given), f.let(givenBytes)];
			const at = f.let(i32.add(nodes, 0));
			const lengthOf = (i: Parameters<typeof i32.shl>[0], offset = 0) =>
				i32.load(i32.add(lengths, i32.shl(i, 2)), offset);
			f.times(i32.shrU(count, 1), (pair) => {
				const i = f.let(i32.shl(pair, 1));
				const [length0, length1] = [f.let(lengthOf(i)), f.let(lengthOf(i, 4))];
				const second = f.let(i32.add(at, length0));
				const out = i32.add(digests, i32.shl(i, 5));
				f.do(call(keccak.keccakTwo, out, at, length0, second, length1));
				f.set(at, i32.add(second, length1));
			});
			// A node without a partner is hashed beside the key: in a trie of accounts or slots both take one permutation.
			const out = f.let(i32.add(digests, i32.shl(i32.and(count, -2), 5)));
			const length = lengthOf(i32.sub(count, 1));
			const isOdd = i32.and(count, 1);
			const behind = i32.add(out, hashBytes);
			f.if(
				isHashed,
				() => {
					f.set(key, behind);
					f.set(keyBytes, hashBytes);
					f.if(
						isOdd,
						() => {
							f.do(call(keccak.keccakTwo, out, at, length, given, givenBytes));
						},
						() => {
							f.do(call(keccak.keccak, behind, given, givenBytes));
						},
					);
				},
				() => {
					f.if(isOdd, () => {
						f.do(call(keccak.keccak, out, at, length));
					});
				},
			);
			const digits = f.let(i32.shl(keyBytes, 1));

			const reference = f.let(i32.add(root, 0));
			const depth = f.local("i32");
			const afterExtension = f.local("i32");
			f.set(at, nodes);
			f.times(count, (i) => {
				const length = f.let(lengthOf(i));
				const isLast = i32.eq(i, i32.sub(count, 1));
				no(i32.eqz(ask(same, i32.add(digests, i32.shl(i, 5)), reference)));
				// a node shorter than a hash sits in its parent; only a root may be short
				no(i32.and(i32.ltU(length, hashBytes), i32.ne(i, 0)));
				const strings = f.local("i32");
				const full = f.let(ask(isFull, at, length));
				f.if(full, () => {
					no(i32.geU(depth, digits));
					const child = i32.mul(ask(digit, key, depth), stringBytes);
					f.set(reference, i32.add(i32.add(at, child), listBytes + 1));
					f.set(depth, i32.add(depth, 1));
					f.set(afterExtension, 0);
				});
				f.if(i32.eqz(full), () => {
					f.set(strings, ask(readNode, at, length));
					f.if(
						i32.eq(strings, 17),
						() => {
							no(i32.geU(depth, digits));
							const ways = f.local("i32");
							f.set(ways, 0);
							f.times(16, (way) => {
								const size = f.let(
									i32.load(i32.add(items, i32.shl(way, 3)), 4),
								);
								f.if(size, () => {
									no(i32.ne(size, hashBytes));
									f.set(ways, i32.add(ways, 1));
								});
							});
							const valueBytes = i32.load(items, 16 * 8 + 4);
							f.set(ways, i32.add(ways, i32.ne(valueBytes, 0)));
							no(i32.ltU(ways, 2));
							const child = f.let(
								i32.add(items, i32.shl(ask(digit, key, depth), 3)),
							);
							f.set(depth, i32.add(depth, 1));
							f.set(afterExtension, 0);
							f.if(i32.eqz(i32.load(child, 4)), () => {
								// nothing there: proved, if no node is left over
								f.if(isLast, () => f.return(verdict.absent));
								unsaid();
							});
							f.set(reference, i32.load(child));
						},
						() => {
							no(i32.ne(strings, 2));
							no(afterExtension);
							const path = f.let(i32.load(items));
							const pathBytes = f.let(i32.load(items, 4));
							no(i32.eqz(pathBytes));
							const flags = f.let(i32.load8U(path));
							// 0x0 and 0x1 an extension, 0x2 and 0x3 a leaf; an even path is padded with a zero
							no(i32.gtU(flags, 0x3f));
							f.if(i32.eqz(i32.and(flags, 0x10)), () => {
								no(i32.and(flags, 0x0f));
							});
							const matched = f.let(
								ask(follow, path, pathBytes, key, depth, digits),
							);
							const value = f.let(i32.load(items, 8));
							const valueBytes = f.let(i32.load(items, 12));
							f.if(i32.and(flags, 0x20), () => {
								no(i32.eqz(valueBytes));
								no(i32.eqz(isLast));
								f.if(
									i32.and(
										i32.ne(matched, -1),
										i32.eq(i32.add(depth, matched), digits),
									),
									() => {
										f.do(i32.store(found, value));
										f.do(i32.store(found, valueBytes, 4));
										f.return(verdict.present);
									},
								);
								f.return(verdict.absent);
							});
							no(i32.ne(valueBytes, hashBytes));
							// an extension has a path: more than the flags of an even one
							no(i32.and(i32.eq(pathBytes, 1), i32.eqz(i32.and(flags, 0x10))));
							f.if(i32.eq(matched, -1), () => {
								f.if(isLast, () => f.return(verdict.absent));
								unsaid();
							});
							f.set(depth, i32.add(depth, matched));
							f.set(afterExtension, 1);
							f.set(reference, value);
						},
					);
				});
				f.set(at, i32.add(at, length));
			});
			// the last node refers to one that is not here
			f.give(verdict.unsaid);
		},
	);
	return { walk, found };
};
