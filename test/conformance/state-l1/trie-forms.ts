// Tries and RLP by themselves: ethereum/tests' TrieTests and RLPTests, proofs of a list's item, tries made to be odd.

import {
	bigToMinimal,
	concat,
	fromHex,
	type Hex,
	toHex,
	utf8,
} from "../../../src/base/bytes.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { decodeRlp, encodeRlp, type Rlp } from "../../../src/base/rlp.ts";
import { keccak256, keccakHex } from "../../../src/crypto/hash.ts";
import { nibblesOf, provePath, proveTrie } from "../../../src/proof/mpt.ts";
import { buildTrie, indexKey } from "../../../src/proof/trie.ts";
import {
	encodeReceipt,
	encodeTransaction,
} from "../../../src/source/transaction.ts";
import { decodeReceipt } from "../../../src/state/block.ts";
import {
	expect,
	fieldsIn,
	hexIn,
	hexList,
	listIn,
	type StateCase,
} from "./case.ts";
import { asHex, type Document, findAll, isFields } from "./document.ts";

const bytesOf = (text: string): Uint8Array =>
	text.startsWith("0x") ? fromHex(text) : utf8(text);

/** Pairs in order, whether they stand as a record or as a list; a value of null takes the key out. */
const pairsOf = (json: Json): readonly (readonly [string, string | null])[] => {
	const pairs = Array.isArray(json)
		? json.map((pair: Json) => listIn(pair))
		: Object.entries(fieldsIn(json));
	return pairs.map(([key, value]) => [
		`${key}`,
		value === null || value === undefined ? null : `${value}`,
	]);
};

/** TrieTests: the root of what was put in, and each of it proved out of the root again. */
const trieTests = ({ path, value }: Document): readonly StateCase[] => {
	if (!isFields(value)) return [];
	const secured = /secure/i.test(path);
	return Object.entries(value).flatMap(([name, test]): readonly StateCase[] => {
		if (!isFields(test) || test.in === undefined) return [];
		if (test.root === undefined) {
			const steps = test.tests;
			return Array.isArray(steps) && Array.isArray(test.in)
				? [
						{
							name: `${path} ${name}`,
							input: null,
							check: () => {},
							unsupported:
								"walks a trie's keys in order, which no proof is made of",
						},
					]
				: [];
		}
		// What was taken out again leaves no trace in the root.
		const last = new Map(pairsOf(test.in));
		const entries = [...last].filter(([, value]) => value !== null);
		return [
			{
				name: `${path} ${name}`,
				input: {
					root: test.root,
					// A record and no list: entries in another order are the same trie.
					entries: Object.fromEntries(
						entries.map(([key, value]) => [
							toHex(bytesOf(key)),
							toHex(bytesOf(value ?? "")),
						]),
					),
				},
				check: (input) => {
					const { root, entries: given } = fieldsIn(input);
					const pairs = Object.entries(fieldsIn(given)).map(([key, value]) => {
						const raw = fromHex(key);
						return [
							secured ? keccak256(raw) : raw,
							fromHex(hexIn(value)),
						] as const;
					});
					const trie = buildTrie(pairs);
					expect(trie.root === asHex(root), `the root is ${trie.root}`);
					for (const [key, value] of pairs) {
						const proved = proveTrie(fromHex(trie.root), key, trie.prove(key));
						expect(
							proved !== null && toHex(proved) === toHex(value),
							"an entry is not proved",
						);
					}
				},
			},
		];
	});
};

const isDigits = (text: string): boolean => /^#-?[0-9]+$/.test(text);

const itemOf = (json: Json): Rlp => {
	if (Array.isArray(json)) return json.map(itemOf);
	if (typeof json === "number") return bigToMinimal(BigInt(json));
	if (typeof json === "string")
		return isDigits(json) ? bigToMinimal(BigInt(json.slice(1))) : utf8(json);
	throw new TypeError("not an RLP test's value");
};

/** RLPTests: what decodes, encodes to the same again; what is invalid does not decode. */
const rlpTests = ({ path, value }: Document): readonly StateCase[] => {
	if (!isFields(value)) return [];
	return Object.entries(value).flatMap(([name, test]): readonly StateCase[] => {
		if (!isFields(test) || test.in === undefined) return [];
		const out = asHex(test.out);
		if (out === null || Object.keys(test).some((key) => key === "root"))
			return [];
		const isValid = test.in !== "INVALID";
		const known = isValid && test.in !== "VALID" ? test.in : null;
		return [
			{
				name: `${path} ${name}`,
				input: out,
				isFalse: !isValid,
				check: (input) => {
					const bytes = fromHex(hexIn(input));
					const item = decodeRlp(bytes, 64);
					expect(
						toHex(encodeRlp(item)) === hexIn(input),
						"encodes to something else",
					);
					if (known !== null)
						expect(
							toHex(encodeRlp(itemOf(known))) === hexIn(input),
							"another value",
						);
				},
				// A damaged encoding is often that of another value; only with the value at hand is it wrong.
				mostMutations: known === null ? 0 : 8,
			},
		];
	});
};

const isHexList = (json: Json | undefined): json is readonly Json[] =>
	Array.isArray(json) &&
	json.length > 0 &&
	json.every((part: Json) => asHex(part) !== null);

/** Keys that a field can mean: the bytes themselves, or the number of an item. */
const keysOf = (json: Json): readonly Hex[] => {
	const keys: Hex[] = [];
	const bytes = asHex(json);
	if (bytes !== null && typeof json === "string") keys.push(bytes);
	const isNumber =
		typeof json === "number" ||
		(typeof json === "string" &&
			/^(0x[0-9a-fA-F]{1,6}|[0-9]{1,6})$/.test(json));
	if (isNumber && Number(json) >= 0 && Number.isInteger(Number(json)))
		keys.push(toHex(indexKey(Number(json))));
	return keys;
};

const itemAt = (root: Hex, key: Hex, proof: readonly Hex[]): Hex | null => {
	const found = proveTrie(
		fromHex(root, 32),
		fromHex(key),
		proof.map((node) => fromHex(node)),
	);
	return found === null ? null : toHex(found);
};

/**
 * A proof of one item of a list's trie, with its key or number: receipts and transactions of one block. Where no root
 * stands beside it, the first node's hash is taken for it.
 */
const itemProofs = ({ path, value }: Document): readonly StateCase[] =>
	findAll(value, () => true).flatMap(({ at, fields }): readonly StateCase[] => {
		const entries = Object.entries(fields);
		const list = entries.find(
			([name, part]) =>
				/proof$/i.test(name) &&
				!/^(account|storage|withdrawal)_?proof$/i.test(name) &&
				isHexList(part),
		)?.[1];
		// A storage slot's key is hashed first: that form has its own cases, beside its account.
		if (!isHexList(list) || fields.value !== undefined) return [];
		const proof = hexList(list.map((node: Json) => asHex(node)));
		const receipt = [fields.receipt, fields.transaction].find(isFields);
		const places = [
			...entries.filter(([name]) => /(key|index)$/i.test(name)),
			...Object.entries(receipt ?? {}).filter(
				([name]) => name === "transactionIndex",
			),
		].map(([, part]) => part);
		const own = keccakHex(fromHex(proof[0] ?? "0x"));
		const root =
			entries
				.filter(([name]) => /root$/i.test(name))
				.map(([, part]) => asHex(part))
				.find((hash) => hash?.length === 66) ?? own;
		const keys = places.flatMap(keysOf);
		if (keys.length === 0) return [];
		const isThere = (key: Hex): boolean => {
			try {
				return itemAt(root, key, proof) !== null;
			} catch {
				return false;
			}
		};
		const key = keys.find(isThere) ?? keys[0] ?? "0x";
		const raw =
			receipt === undefined
				? null
				: receipt.cumulativeGasUsed === undefined
					? encodeTransaction(receipt)
					: encodeReceipt(receipt);
		return [
			{
				name: `${path} ${at} item proof`.replace("  ", " "),
				input: { root, key, proof, raw },
				check: (input: Json) => {
					const given = fieldsIn(input);
					const found = itemAt(
						hexIn(given.root),
						hexIn(given.key),
						hexList(given.proof),
					);
					expect(found !== null, "nothing is there");
					expect(
						given.raw === null || hexIn(given.raw) === found,
						"another item is there",
					);
				},
			},
		];
	});

const receiptOf = (json: Json): Hex | null => {
	if (
		Array.isArray(json) &&
		json.length > 200 &&
		json.every((byte: Json) => typeof byte === "number")
	)
		return toHex(Uint8Array.from(json.map(Number)));
	return isFields(json) ? asHex(json.receipt) : null;
};

/** A receipt's bytes alone, or with a topic that one of its logs has. */
const receiptBytes = ({ path, value }: Document): readonly StateCase[] => {
	const raw = receiptOf(value);
	if (raw === null) return [];
	const topic = isFields(value) ? asHex(value.topic) : null;
	return [
		{
			name: `${path} receipt bytes`,
			input: { raw, topic },
			check: (input) => {
				const fields = fieldsIn(input);
				const { logs } = decodeReceipt(fromHex(hexIn(fields.raw)));
				expect(
					fields.topic === null ||
						logs.some(({ topics }) => topics.includes(hexIn(fields.topic))),
					"no log has the topic",
				);
			},
			// Nothing commits to a receipt that stands alone.
			mostMutations: 0,
		},
	];
};

/** Tries made to be odd: embedded children, values in branches, keys that part from the path. */
const madeTries = ({ path, value }: Document): readonly StateCase[] => {
	if (!isFields(value) || !Array.isArray(value.scenarios)) return [];
	const nodes = new Map<string, Hex>();
	for (const { fields } of findAll(value.nodes ?? null, (f) => "hex" in f)) {
		const bytes = asHex(fields.hex);
		if (bytes !== null) nodes.set(`${fields.label}`, bytes);
	}
	return value.scenarios.flatMap((scenario: Json): readonly StateCase[] => {
		const { name, root, nodes: labels, ...rest } = fieldsIn(scenario);
		const listed = listIn(labels ?? null).map(
			(label) => nodes.get(`${label}`) ?? "0x",
		);
		const keys = findAll(
			rest,
			(fields) => "key" in fields || "honest_key" in fields,
		).map(({ fields }) => ({
			key: asHex(fields.key ?? fields.honest_key) ?? "0x",
			count: Number(fields.key_nibs ?? fields.honest_key_nibs),
			expected: fields.expected_value,
			status: fields.expected_status,
			test: `${fields.test ?? "honest"}`,
		}));
		return keys.map(({ key, count, expected, status, test }) => ({
			name: `${path} ${name} ${test.split(" ", 1)[0]} ${key}`,
			input: { root: asHex(root), nodes: listed },
			check: (input: Json) => {
				const given = fieldsIn(input);
				const found = provePath(
					fromHex(hexIn(given.root), 32),
					nibblesOf(fromHex(key)).subarray(0, count),
					hexList(given.nodes).map((node) => fromHex(node)),
				);
				const wanted = status === 1 ? asHex(expected) : null;
				expect(
					(found === null ? null : toHex(found)) === wanted,
					`found ${found === null ? "nothing" : toHex(found)}`,
				);
			},
		}));
	});
};

/** A storage proof with nothing but its key's preimage: the root is the first node's hash. */
const keyedProofs = ({ path, value }: Document): readonly StateCase[] => {
	if (!isFields(value) || !Array.isArray(value.proof)) return [];
	const preimage = asHex(value.keyPreimage);
	const withdrawal = asHex(value.withdrawalHash);
	if (preimage === null && withdrawal === null) return [];
	const key =
		preimage !== null
			? keccak256(fromHex(preimage))
			: keccak256(
					keccak256(concat(fromHex(withdrawal ?? "0x"), new Uint8Array(32))),
				);
	const proof = hexList(value.proof);
	return [
		{
			name: `${path} keyed proof under its own root`,
			input: {
				root: keccakHex(fromHex(proof[0] ?? "0x")),
				key: toHex(key),
				proof,
			},
			check: (input) => {
				const fields = fieldsIn(input);
				const found = proveTrie(
					fromHex(hexIn(fields.root), 32),
					fromHex(hexIn(fields.key)),
					hexList(fields.proof).map((node) => fromHex(node)),
				);
				expect(found !== null, "nothing is there");
			},
		},
	];
};

export const trieCases = (document: Document): readonly StateCase[] => [
	...trieTests(document),
	...rlpTests(document),
	...itemProofs(document),
	...receiptBytes(document),
	...madeTries(document),
	...keyedProofs(document),
];
