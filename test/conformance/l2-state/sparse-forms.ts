// Binary state trees that are no tries: ZKsync Era's and Linea's, with the hashes they are made of and the traces that
// Linea's state manager writes of each change.

import {
	concat,
	equalBytes,
	fromHex,
	type Hex,
	toHex,
} from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import type { Json } from "../../../src/base/immutable.ts";
import {
	type Blake2s,
	type EraTree,
	openEraTree,
} from "../../../src/proof/era-tree.ts";
import {
	type LineaLeaf,
	type LineaProof,
	lineaAbsentRoot,
	lineaAccountBytes,
	lineaAccountKey,
	lineaAccountValue,
	lineaLeaf,
	lineaRoot,
	lineaStorageRoot,
	lineaSubRoot,
	lineaWord,
	type Poseidon2,
} from "../../../src/proof/linea-tree.ts";
import {
	expect,
	fieldsIn,
	hexIn,
	hexList,
	listIn,
	type StateCase,
} from "../state-l1/case.ts";
import {
	asHex,
	type Document,
	type Fields,
	findAll,
	isFields,
	saysFalse,
} from "../state-l1/document.ts";

const has = (fields: Fields, ...names: readonly string[]): boolean =>
	names.every((name) => fields[name] !== undefined);

const numberIn = (json: Json | undefined): bigint =>
	typeof json === "number" && Number.isSafeInteger(json)
		? BigInt(json)
		: d.bigDecimal(json, "number");

const bytesIn = (json: Json | undefined, length?: number): Uint8Array =>
	fromHex(hexIn(json), length);

const only = (fields: Fields, ...names: readonly string[]): Json =>
	Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));

// --- ZKsync Era

const eraSlots = (
	document: Document,
	{ verify }: EraTree,
): readonly StateCase[] =>
	findAll(
		document.value,
		(fields) =>
			has(fields, "account", "key", "value", "index", "expectedRoot") &&
			Array.isArray(fields.proof),
	).map(
		({ at, fields }): StateCase => ({
			name: `${document.path} ${at} slot`.replace("  ", " "),
			isFalse: saysFalse(document),
			input: only(
				fields,
				...["account", "key", "value", "index", "proof", "expectedRoot"],
			),
			check: (input) => {
				const own = fieldsIn(input);
				const slot = {
					account: bytesIn(own.account, 20),
					slot: bytesIn(own.key, 32),
					index: numberIn(own.index),
					value: bytesIn(own.value, 32),
				};
				const siblings = hexList(own.proof).map((node) => fromHex(node));
				expect(
					verify(bytesIn(own.expectedRoot, 32), slot, siblings),
					"the tree does not hold it",
				);
			},
		}),
	);

/** How the tree hashes: bytes, a leaf, a branch. */
const eraHashes = (
	document: Document,
	blake2s: Blake2s,
	tree: EraTree,
): readonly StateCase[] =>
	findAll(
		document.value,
		({ hash, leaf, branch }) =>
			isFields(hash) && isFields(leaf) && isFields(branch),
	).map(
		({ fields }): StateCase => ({
			name: `${document.path} hashes`,
			input: only(fields, "hash", "leaf", "branch"),
			check: (input) => {
				const own = fieldsIn(input);
				const hash = fieldsIn(own.hash);
				const leaf = fieldsIn(own.leaf);
				const branch = fieldsIn(own.branch);
				expect(
					toHex(blake2s(bytesIn(hash.in))) === hexIn(hash.out),
					"another hash",
				);
				const made = tree.leaf(numberIn(leaf.index), bytesIn(leaf.value, 32));
				expect(toHex(made) === hexIn(leaf.hash), "another leaf");
				const node = tree.node(
					bytesIn(branch.left, 32),
					bytesIn(branch.right, 32),
				);
				expect(toHex(node) === hexIn(branch.hash), "another branch");
			},
		}),
	);

// --- Linea

const mimc = "Linea's tree as it was hashed before, by MiMC over BLS12-377";

// The unit tests of the state manager hash a word as it is, the rollup spreads it first.
const lineaHashes = (
	hash: Poseidon2,
	word: Uint8Array,
): readonly Uint8Array[] =>
	word.length === 20
		? [lineaAccountKey(hash, word)]
		: word.length === lineaAccountBytes
			? [lineaAccountValue(hash, word)]
			: [lineaWord(hash, word), hash(word)];

const proofIn = (
	index: Json | undefined,
	json: Json | undefined,
): LineaProof => ({
	index: numberIn(index),
	nodes: hexList(fieldsIn(json).proofRelatedNodes).map((node) => fromHex(node)),
});

const nodesOf = (json: Json | undefined): readonly Json[] =>
	isFields(json) && Array.isArray(json.proofRelatedNodes)
		? json.proofRelatedNodes
		: [];

/** 96 bytes in front in the newer tree, 64 in the older. */
const isOld = (json: Json | undefined): boolean =>
	asHex(nodesOf(json)[0])?.length === 2 + 2 * 64;

/** The root under which one proof, or two of absence, say what they say. @throws evidence-step when they say nothing */
const rootOf = (hash: Poseidon2, json: Json | undefined): Hex => {
	const fields = fieldsIn(json);
	const keys = lineaHashes(hash, bytesIn(fields.key));
	const roots = isFields(fields.proof)
		? keys.map((key, i) => {
				const values = lineaHashes(hash, bytesIn(fieldsIn(fields.proof).value));
				const value = values[i];
				return value === undefined
					? null
					: lineaRoot(
							hash,
							key,
							value,
							proofIn(fields.leafIndex, fields.proof),
						);
			})
		: keys.map((key) =>
				lineaAbsentRoot(
					hash,
					key,
					proofIn(fields.leftLeafIndex, fields.leftProof),
					proofIn(fields.rightLeafIndex, fields.rightProof),
				),
			);
	const root = roots.find((one) => one !== null);
	expect(root !== undefined && root !== null, "the proof does not show it");
	return toHex(root);
};

const isLineaProof = (json: Json | undefined): json is Fields =>
	isFields(json) &&
	typeof json.key === "string" &&
	((isFields(json.proof) && nodesOf(json.proof).length > 0) ||
		(nodesOf(json.leftProof).length > 0 &&
			nodesOf(json.rightProof).length > 0));

/** What a proof commits to: of those beside an absent key, their values stand in their leaves alone. */
const committed = (fields: Fields): Json =>
	isFields(fields.proof)
		? {
				key: fields.key ?? null,
				leafIndex: fields.leafIndex ?? null,
				proof: only(fields.proof, "value", "proofRelatedNodes"),
			}
		: {
				key: fields.key ?? null,
				leftLeafIndex: fields.leftLeafIndex ?? null,
				rightLeafIndex: fields.rightLeafIndex ?? null,
				leftProof: { proofRelatedNodes: nodesOf(fields.leftProof) },
				rightProof: { proofRelatedNodes: nodesOf(fields.rightProof) },
			};

/** The root that holds now, for files that state none: then nothing in them can be altered by itself. */
const ownRoot = (hash: Poseidon2, fields: Fields): Json => {
	try {
		return rootOf(hash, committed(fields));
	} catch {
		return null;
	}
};

const lineaProofs = (
	document: Document,
	hash: Poseidon2,
): readonly StateCase[] => {
	const isOfMimc = (fields: Fields): boolean =>
		[fields.proof, fields.leftProof].some(isOld);
	const whole = findAll(
		document.value,
		({ accountProof, storageProofs }) =>
			isLineaProof(accountProof) && Array.isArray(storageProofs),
	);
	const wholes = whole.map(({ at, fields }): StateCase => {
		const account = fieldsIn(fields.accountProof);
		const slots = listIn(fields.storageProofs).filter(isLineaProof);
		const name = `${document.path} ${at} account and slots`.replace("  ", " ");
		if (isOfMimc(account))
			return { name, input: null, check: () => {}, unsupported: mimc };
		return {
			name,
			isFalse: saysFalse(document),
			input: {
				root: fields.zkStateRoot ?? ownRoot(hash, account),
				account: committed(account),
				// A record and no list: a slot less would be no lie.
				slots: Object.fromEntries(
					slots.map((slot, i) => [`${i}`, committed(slot)]),
				),
			},
			check: (input) => {
				const own = fieldsIn(input);
				expect(rootOf(hash, own.account) === hexIn(own.root), "another root");
				const { proof } = fieldsIn(own.account);
				for (const slot of Object.values(fieldsIn(own.slots))) {
					const value = bytesIn(fieldsIn(proof).value, lineaAccountBytes);
					expect(
						equalBytes(lineaStorageRoot(value), fromHex(rootOf(hash, slot))),
						"a slot under another storage root",
					);
				}
			},
		};
	});
	const isInside = (at: string): boolean =>
		whole.some(({ at: outer }) =>
			[`${outer}.accountProof`, `${outer}.storageProofs[`].some(
				(start) =>
					(outer === "" ? start.slice(1) : start) === at ||
					at.startsWith(outer === "" ? start.slice(1) : start),
			),
		);
	const singles = findAll(document.value, isLineaProof)
		.filter(({ at }) => !isInside(at))
		.map(({ at, fields }): StateCase => {
			const name = `${document.path} ${at} proof`.replace("  ", " ");
			if (isOfMimc(fields))
				return { name, input: null, check: () => {}, unsupported: mimc };
			return {
				name,
				isFalse: saysFalse(document),
				input: { root: ownRoot(hash, fields), proof: committed(fields) },
				check: (input) => {
					const own = fieldsIn(input);
					expect(rootOf(hash, own.proof) === hexIn(own.root), "another root");
				},
			};
		});
	return [...wholes, ...singles];
};

// --- Linea's traces: each leaf that is read or changed, from the root before to the root after

const leafIn = (json: Json | undefined): LineaLeaf => {
	const fields = fieldsIn(json);
	return {
		previous: numberIn(fields.prevLeaf),
		next: numberIn(fields.nextLeaf),
		key: bytesIn(fields.hkey, 32),
		value: bytesIn(fields.hval, 32),
	};
};

type Place = {
	readonly index: bigint;
	readonly siblings: readonly Uint8Array[];
};
const placeIn = (json: Json | undefined): Place => {
	const { leafIndex, siblings } = fieldsIn(json);
	return {
		index: numberIn(leafIndex),
		siblings: hexList(siblings).map((node) => fromHex(node)),
	};
};

const nothing = new Uint8Array(32);

const checkTrace = (hash: Poseidon2, input: Json): void => {
	const own = fieldsIn(input);
	const rootAt = (place: Place, leaf: LineaLeaf | null): Hex => {
		const bytes = leaf === null ? nothing : lineaLeaf(hash, leaf);
		const root = lineaSubRoot(hash, bytes, place.index, place.siblings);
		expect(root !== null, "a leaf beyond the tree");
		return toHex(root);
	};
	let root = hexIn(own.oldSubRoot ?? own.subRoot);
	const reads = (json: Json | undefined, leaf: LineaLeaf | null): void =>
		expect(rootAt(placeIn(json), leaf) === root, "a leaf under another root");
	const changes = (
		json: Json | undefined,
		before: LineaLeaf | null,
		after: LineaLeaf | null,
	): void => {
		reads(json, before);
		root = rootAt(placeIn(json), after);
	};
	const isHash = (made: Uint8Array, word: Json | undefined): boolean =>
		lineaHashes(hash, bytesIn(word)).some((one) => equalBytes(one, made));
	const between = (left: LineaLeaf, right: LineaLeaf): Uint8Array => {
		const key = lineaHashes(hash, bytesIn(own.key))[keyForm];
		expect(
			key !== undefined &&
				toHex(left.key) < toHex(key) &&
				toHex(key) < toHex(right.key),
			"the key does not lie between the leaves",
		);
		return key;
	};
	// Which of the two ways a word is hashed shows at the roots.
	let keyForm = 0;
	const kind = numberIn(own.type);
	if (kind === 0n) {
		const leaf = leafIn(own.leaf);
		expect(isHash(leaf.key, own.key), "another key");
		expect(isHash(leaf.value, own.value), "another value");
		reads(own.proof, leaf);
		return;
	}
	if (kind === 1n) {
		const left = leafIn(own.leftLeaf);
		const right = leafIn(own.rightLeaf);
		between(left, right);
		expect(
			left.next === placeIn(own.rightProof).index &&
				right.previous === placeIn(own.leftProof).index,
			"the leaves are no neighbours",
		);
		reads(own.leftProof, left);
		reads(own.rightProof, right);
		return;
	}
	if (kind === 3n) {
		const leaf = leafIn(own.priorUpdatedLeaf);
		expect(isHash(leaf.key, own.key), "another key");
		expect(isHash(leaf.value, own.oldValue), "another value before");
		const values = lineaHashes(hash, bytesIn(own.newValue));
		const form = lineaHashes(hash, bytesIn(own.oldValue)).findIndex((one) =>
			equalBytes(one, leaf.value),
		);
		const value = values[form];
		expect(value !== undefined, "no value after");
		changes(own.proof, leaf, { ...leaf, value });
		expect(root === hexIn(own.newSubRoot), "another root after");
		return;
	}
	const left = leafIn(own.priorLeftLeaf);
	const right = leafIn(own.priorRightLeaf);
	const [leftAt, rightAt] = [placeIn(own.leftProof), placeIn(own.rightProof)];
	if (kind === 4n) {
		const gone = leafIn(own.priorDeletedLeaf);
		const at = placeIn(own.deletedProof).index;
		expect(isHash(gone.key, own.key), "another key");
		expect(isHash(gone.value, own.deletedValue), "another value");
		expect(left.next === at && right.previous === at, "no neighbours");
		changes(own.leftProof, left, { ...left, next: rightAt.index });
		changes(own.deletedProof, gone, null);
		changes(own.rightProof, right, { ...right, previous: leftAt.index });
		expect(root === hexIn(own.newSubRoot), "another root after");
		return;
	}
	expect(kind === 2n, "a trace of an unknown kind");
	const at = placeIn(own.newProof).index;
	expect(
		left.next === rightAt.index && right.previous === leftAt.index,
		"no neighbours",
	);
	const start = root;
	const insert = (form: number): boolean => {
		keyForm = form;
		root = start;
		const value = lineaHashes(hash, bytesIn(own.value))[form];
		if (value === undefined) return false;
		const fresh = {
			previous: leftAt.index,
			next: rightAt.index,
			key: between(left, right),
			value,
		};
		changes(own.leftProof, left, { ...left, next: at });
		changes(own.newProof, null, fresh);
		if (rootAt(rightAt, right) !== root) return false;
		changes(own.rightProof, right, { ...right, previous: at });
		return root === hexIn(own.newSubRoot);
	};
	const forms = lineaHashes(hash, bytesIn(own.key)).length;
	expect(
		Array.from({ length: forms }, (_, form) => form).some(insert),
		"another root after",
	);
};

/** What is under the roots: the next free place is beside them, and where a storage lies is not in it. */
const traces = (document: Document, hash: Poseidon2): readonly StateCase[] =>
	findAll(
		document.value,
		(fields) =>
			has(fields, "type", "key", "location") &&
			(has(fields, "subRoot") || has(fields, "oldSubRoot", "newSubRoot")),
	).map(({ at, fields }): StateCase => {
		const { location, nextFreeNode, newNextFreeNode, ...rest } = fields;
		return {
			name: `${document.path} ${at} trace`.replace("  ", " "),
			isFalse: saysFalse(document),
			input: rest,
			check: (input) => checkTrace(hash, input),
		};
	});

/** Lists of inputs with their hashes: of words, and of addresses as keys. */
const hashLists = (
	document: Document,
	hash: Poseidon2,
): readonly StateCase[] => {
	if (!Array.isArray(document.value)) return [];
	return document.value.flatMap((item: Json, i): readonly StateCase[] => {
		if (!isFields(item)) return [];
		const given = asHex(item.in ?? item.input);
		const made = asHex(item.out ?? item.output);
		if (given === null || made === null || made.length !== 66) return [];
		const isAddress = given.length === 42;
		if (!isAddress && (given.length - 2) % 64 !== 0) return [];
		return [
			{
				name: `${document.path} [${i}] hash`,
				isFalse: saysFalse(document),
				input: { given, made },
				check: (input) => {
					const own = fieldsIn(input);
					const bytes = bytesIn(own.given, isAddress ? 20 : undefined);
					expect(
						bytes.length > 0 && (isAddress || bytes.length % 32 === 0),
						"no words",
					);
					const found = isAddress ? lineaAccountKey(hash, bytes) : hash(bytes);
					expect(toHex(found) === hexIn(own.made), "another hash");
				},
			},
		];
	});
};

/** The hashes of these trees. */
export type Hashes = {
	readonly blake2s: Blake2s;
	readonly poseidon2: Poseidon2;
};

export const sparseCases = (
	document: Document,
	{ blake2s, poseidon2 }: Hashes,
): readonly StateCase[] => {
	const tree = openEraTree(blake2s);
	// What fits no word is no input of the hash.
	const hash: Poseidon2 = (words) =>
		poseidon2(
			words.length > 0 && words.length % 32 === 0
				? words
				: concat(words, new Uint8Array(32 - (words.length % 32))),
		);
	return [
		...eraSlots(document, tree),
		...eraHashes(document, blake2s, tree),
		...lineaProofs(document, hash),
		...traces(document, hash),
		...hashLists(document, hash),
	];
};
