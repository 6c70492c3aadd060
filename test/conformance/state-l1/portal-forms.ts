// The Portal network's forms: whole blocks as RLP, headers with a proof into the beacon chain, trie nodes and code with
// the proofs they are offered with. Source: portal-network-specs, history and state network.

import { concat, fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import { Fault } from "../../../src/base/fault.ts";
import type { Json } from "../../../src/base/immutable.ts";
import {
	decodeRlp,
	encodeRlp,
	type Rlp,
	rlpBig,
	rlpBytes,
	rlpList,
} from "../../../src/base/rlp.ts";
import { keccak256, keccakHex, sha256 } from "../../../src/crypto/hash.ts";
import { decodeNode, provePath } from "../../../src/proof/mpt.ts";
import { buildListTrie } from "../../../src/proof/trie.ts";
import { decodeAccount } from "../../../src/state/account.ts";
import { checkHeader } from "../../../src/state/header.ts";
import { expect, fieldsIn, hexIn, hexList, type StateCase } from "./case.ts";
import {
	asHex,
	type Document,
	type Fields,
	findAll,
	isFields,
} from "./document.ts";

/** Yellow Paper, section 4.3.1: three bits of 2048 for each address and topic. */
const bloomOf = (logs: Rlp | undefined): Uint8Array => {
	const bloom = new Uint8Array(256);
	const add = (entry: Uint8Array): void => {
		const hash = keccak256(entry);
		for (const i of [0, 2, 4]) {
			const bit = (((hash[i] ?? 0) << 8) | (hash[i + 1] ?? 0)) & 2047;
			const at = 255 - (bit >> 3);
			bloom[at] = (bloom[at] ?? 0) | (1 << (bit & 7));
		}
	};
	for (const log of rlpList(logs, "logs")) {
		const [address, topics] = rlpList(log, "log");
		add(rlpBytes(address, "address"));
		for (const topic of rlpList(topics, "topics"))
			add(rlpBytes(topic, "topic"));
	}
	return bloom;
};

/** A receipt as in the trie, from its form in the trie or from that of eth/69: type, status, gas, logs. */
const receiptItem = (item: Rlp): Uint8Array => {
	if (item instanceof Uint8Array) return item;
	const [first, second, third, fourth] = item;
	if (item.length !== 4 || !(third instanceof Uint8Array))
		return encodeRlp(item);
	if (third.length === 256) return encodeRlp(item);
	const type = Number(rlpBig(first, "type"));
	const body = encodeRlp([
		rlpBytes(second, "status"),
		third,
		bloomOf(fourth),
		rlpList(fourth, "logs"),
	]);
	return type === 0 ? body : concat(Uint8Array.of(type), body);
};

const listRoot = (items: readonly Uint8Array[]): Hex =>
	buildListTrie(items).root;

const checkWholeBlock = (input: Json): void => {
	const { header, hash, body, receipts } = fieldsIn(input);
	const fields = checkHeader(hexIn(header), hexIn(hash));
	if (body !== undefined && body !== null) {
		const [transactions, uncles, withdrawals] = rlpList(
			decodeRlp(fromHex(hexIn(body)), 16),
			"body",
		);
		const raws = rlpList(transactions, "transactions").map((item) =>
			item instanceof Uint8Array ? item : encodeRlp(item),
		);
		expect(listRoot(raws) === fields.transactionsRoot, "transactions root");
		const uncleHash = fields.field("sha3Uncles");
		expect(
			uncleHash !== null &&
				keccakHex(encodeRlp(rlpList(uncles, "uncles"))) === toHex(uncleHash),
			"uncles' hash",
		);
		const root = fields.field("withdrawalsRoot");
		expect((withdrawals === undefined) === (root === null), "withdrawals");
		if (withdrawals !== undefined && root !== null)
			expect(
				listRoot(rlpList(withdrawals, "withdrawals").map(encodeRlp)) ===
					toHex(root),
				"withdrawals root",
			);
	}
	if (receipts !== undefined && receipts !== null)
		expect(
			listRoot(
				rlpList(decodeRlp(fromHex(hexIn(receipts)), 16), "receipts").map(
					receiptItem,
				),
			) === fields.receiptsRoot,
			"receipts root",
		);
};

/** Header, body and receipts of one block. */
const wholeBlocks = ({ path, value }: Document): readonly StateCase[] =>
	findAll(value, (fields) => {
		const header = asHex(fields.header);
		return (
			header !== null &&
			header.length > 1000 &&
			(asHex(fields.body) !== null || asHex(fields.receipts) !== null)
		);
	}).map(({ at, fields }) => {
		const header = asHex(fields.header) ?? "0x";
		return {
			name: `${path} ${at} block`.replace("  ", " "),
			input: {
				header,
				// The block's name in this network; the file gives none, so it is taken from the bytes before any damage.
				hash: keccakHex(fromHex(header)),
				body: asHex(fields.body),
				receipts: asHex(fields.receipts),
			},
			check: checkWholeBlock,
		};
	});

const littleAt = (bytes: Uint8Array, at: number): number =>
	(bytes[at] ?? 0) +
	(bytes[at + 1] ?? 0) * 2 ** 8 +
	(bytes[at + 2] ?? 0) * 2 ** 16 +
	(bytes[at + 3] ?? 0) * 2 ** 24;

/** The parts of an SSZ container between its offsets. @throws bad-ssz */
const partsAt = (
	bytes: Uint8Array,
	offsets: readonly number[],
	fixed: number,
): readonly Uint8Array[] => {
	const starts = offsets.map((at) => littleAt(bytes, at));
	if (starts[0] !== fixed) throw new Fault("bad-ssz", "first offset");
	return starts.map((start, i) => {
		const end = starts[i + 1] ?? bytes.length;
		if (start > end || end > bytes.length)
			throw new Fault("bad-ssz", "offsets");
		return bytes.subarray(start, end);
	});
};

/** An SSZ list of byte lists. @throws bad-ssz */
const byteLists = (bytes: Uint8Array): readonly Uint8Array[] => {
	if (bytes.length === 0) return [];
	const count = littleAt(bytes, 0) / 4;
	if (!Number.isInteger(count) || count < 1 || count > 1000)
		throw new Fault("bad-ssz", "first offset");
	return partsAt(
		bytes,
		Array.from({ length: count }, (_, i) => 4 * i),
		4 * count,
	);
};

/** A single-field container of one byte list. */
const onlyPart = (bytes: Uint8Array): Uint8Array =>
	partsAt(bytes, [0], 4)[0] ?? new Uint8Array(0);

/** Nibbles packed: odd counts begin in the low half of the first byte. */
const pathOf = (packed: Uint8Array): Uint8Array => {
	const first = packed[0] ?? 0;
	const nibbles = [...packed].flatMap((byte) => [byte >> 4, byte & 15]);
	if (first >> 4 === 1) return Uint8Array.from(nibbles.slice(1));
	if (first !== 0) throw new Fault("bad-ssz", "nibbles");
	return Uint8Array.from(nibbles.slice(2));
};

/** True when it returns: the nodes lead from the root along the path, and the last has the hash. */
const checkNodeAt = (
	root: Uint8Array,
	path: Uint8Array,
	nodes: readonly Uint8Array[],
	hash: Uint8Array,
): void => {
	const last = nodes.at(-1);
	expect(last !== undefined, "no node");
	expect(keccakHex(last) === toHex(hash), "the last node has another hash");
	provePath(root, path, nodes);
	// The path ends at the last node, and does not merely run out there.
	const above = nodes.slice(0, -1);
	let missing: string | null = null;
	try {
		provePath(root, path, above);
	} catch (thrown) {
		if (thrown instanceof Fault && thrown.code === "mpt-missing")
			missing = thrown.detail;
		else throw thrown;
	}
	expect(
		missing?.endsWith(toHex(hash)) === true,
		"the node is not at the path",
	);
	// One digit less ends above it.
	if (path.length > 0 && above.length > 0) {
		const shorter = path.subarray(0, -1);
		let reaches = true;
		try {
			provePath(root, shorter, nodes);
		} catch (thrown) {
			if (!(thrown instanceof Fault)) throw thrown;
			reaches = false;
		}
		expect(!reaches, "the node is above the end of the path");
	}
};

const accountUnder = (
	stateRoot: Uint8Array,
	addressHash: Uint8Array,
	nodes: readonly Uint8Array[],
) => {
	const path = Uint8Array.from(
		[...addressHash].flatMap((byte) => [byte >> 4, byte & 15]),
	);
	const leaf = provePath(stateRoot, path, nodes);
	expect(leaf !== null, "no such account");
	return decodeAccount(leaf);
};

/** Trie nodes and code as offered: the key says what, the value proves it under the block's header. */
const checkOffer = (input: Json): void => {
	const { header, key, offer } = fieldsIn(input);
	const content = fromHex(hexIn(key));
	const bytes = fromHex(hexIn(offer));
	const fields = decodeKey(content);
	const text = hexIn(header);
	if (fields.kind === "account") {
		const [proof] = partsAt(bytes, [0], 36);
		const block = checkHeader(text, toHex(bytes.subarray(4, 36)));
		checkNodeAt(
			fromHex(block.stateRoot),
			fields.path,
			byteLists(proof ?? bytes),
			fields.hash,
		);
		return;
	}
	const [first, second] = partsAt(bytes, [0, 4], 40);
	const block = checkHeader(text, toHex(bytes.subarray(8, 40)));
	const account = accountUnder(
		fromHex(block.stateRoot),
		fields.addressHash,
		byteLists(second ?? bytes),
	);
	if (fields.kind === "code") {
		expect(account.codeHash === toHex(fields.hash), "another code hash");
		expect(keccakHex(first ?? bytes) === account.codeHash, "another code");
		return;
	}
	checkNodeAt(
		fromHex(account.storageRoot),
		fields.path,
		byteLists(first ?? bytes),
		fields.hash,
	);
};

type Key =
	| {
			readonly kind: "account";
			readonly path: Uint8Array;
			readonly hash: Uint8Array;
	  }
	| {
			readonly kind: "storage";
			readonly addressHash: Uint8Array;
			readonly path: Uint8Array;
			readonly hash: Uint8Array;
	  }
	| {
			readonly kind: "code";
			readonly addressHash: Uint8Array;
			readonly hash: Uint8Array;
	  };

const decodeKey = (key: Uint8Array): Key => {
	const body = key.subarray(1);
	const nothing = new Uint8Array(0);
	switch (key[0]) {
		case 0x20: {
			const [path] = partsAt(body, [0], 36);
			const hash = body.subarray(4, 36);
			return { kind: "account", path: pathOf(path ?? nothing), hash };
		}
		case 0x21: {
			const [path] = partsAt(body, [32], 68);
			return {
				kind: "storage",
				addressHash: body.subarray(0, 32),
				hash: body.subarray(36, 68),
				path: pathOf(path ?? nothing),
			};
		}
		case 0x22:
			expect(body.length === 64, "a code key of another length");
			return {
				kind: "code",
				addressHash: body.subarray(0, 32),
				hash: body.subarray(32, 64),
			};
		default:
			throw new Fault("bad-ssz", "an unknown content key");
	}
};

const offers = ({ path, value }: Document): readonly StateCase[] =>
	findAll(
		value,
		(fields) =>
			asHex(fields.block_header) !== null &&
			asHex(fields.content_key) !== null &&
			asHex(fields.content_value_offer) !== null,
	).flatMap(({ at, fields }): readonly StateCase[] => {
		const retrieval = asHex(fields.content_value_retrieval);
		const key = asHex(fields.content_key);
		const cases: StateCase[] = [
			{
				name: `${path} ${at} offer`,
				input: {
					header: asHex(fields.block_header),
					key,
					offer: asHex(fields.content_value_offer),
				},
				check: checkOffer,
			},
		];
		if (retrieval !== null)
			cases.push({
				name: `${path} ${at} retrieval`,
				input: {
					// Of the key, the value alone commits to the hash and to nothing else.
					hash: toHex(decodeKey(fromHex(key ?? "0x")).hash),
					value: retrieval,
				},
				check: (input) => {
					const given = fieldsIn(input);
					const part = onlyPart(fromHex(hexIn(given.value)));
					expect(keccakHex(part) === hexIn(given.hash), "another hash");
				},
			});
		return cases;
	});

/** Does some node's bytes name the hash of the next, so that all hang together? */
const checkChain = (nodes: readonly Uint8Array[]): void => {
	nodes.forEach((node, i) => {
		decodeNode(node);
		const next = nodes[i + 1];
		if (next !== undefined)
			expect(
				toHex(node).includes(keccakHex(next).slice(2)),
				`node ${i} does not name node ${i + 1}`,
			);
	});
};

/** Serialized offers: the value is made of the same nodes as the list beside it, and they hang together. */
const serializations = ({ path, value }: Document): readonly StateCase[] => {
	if (!isFields(value)) return [];
	const content = asHex(value.content_value);
	const key = asHex(value.content_key);
	if (key !== null && content === null) {
		const id = asHex(value.content_id);
		return [
			{
				name: `${path} key`,
				input: { key, id },
				check: (input) => {
					const given = fieldsIn(input);
					decodeKey(fromHex(hexIn(given.key)));
					expect(
						toHex(sha256(fromHex(hexIn(given.key)))) === given.id,
						"another content id",
					);
				},
			},
		];
	}
	if (content === null || key !== null) return [];
	const proofs = Object.entries(value).filter(
		([name, part]) => /proof$/.test(name) && Array.isArray(part),
	);
	const plain = asHex(value.trie_node ?? value.bytecode);
	if (proofs.length === 0)
		return plain === null
			? []
			: [
					{
						name: `${path} value`,
						input: { content, plain },
						check: (input) => {
							const given = fieldsIn(input);
							const part = onlyPart(fromHex(hexIn(given.content)));
							expect(toHex(part) === hexIn(given.plain), "another value");
							if (value.trie_node !== undefined) decodeNode(part);
						},
					},
				];
	return [
		{
			name: `${path} proofs`,
			input: {
				blockHash: asHex(value.block_hash),
				proofs: proofs.map(([, part]) => part),
				code: asHex(value.bytecode),
				content,
			},
			check: (input) => checkSerialized(fieldsIn(input)),
		},
	];
};

const checkSerialized = ({
	blockHash,
	proofs,
	code,
	content,
}: Fields): void => {
	const bytes = fromHex(hexIn(content));
	const lists = Array.isArray(proofs)
		? proofs.map((part: Json) => hexList(part))
		: [];
	const two = lists.length + (code === null ? 0 : 1) === 2;
	const parts = two ? partsAt(bytes, [0, 4], 40) : partsAt(bytes, [0], 36);
	const hash = two ? bytes.subarray(8, 40) : bytes.subarray(4, 36);
	expect(toHex(hash) === blockHash, "another block hash");
	const inProofs = code === null ? parts : parts.slice(1);
	if (code !== null)
		expect(toHex(parts[0] ?? bytes) === hexIn(code), "another code");
	expect(inProofs.length === lists.length, "another number of proofs");
	inProofs.forEach((part, i) => {
		const nodes = byteLists(part);
		expect(
			nodes.map(toHex).join() === (lists[i] ?? []).join(),
			"the value has other nodes",
		);
		checkChain(nodes);
	});
};

/** siblings from `leaf` at the generalized index up to the root, by SHA-256 */
const branchRoot = (
	leaf: Uint8Array,
	branch: readonly Uint8Array[],
	index: number,
): Uint8Array => {
	let at = index;
	let node = leaf;
	for (const sibling of branch) {
		node = sha256(at % 2 === 1 ? concat(sibling, node) : concat(node, sibling));
		at = Math.floor(at / 2);
	}
	return node;
};

/**
 * A header with its proof: the execution block's hash under the beacon block's root. That root's place in the chain is a
 * question for the frozen list of historical roots or summaries, which the file does not hold.
 */
const headerProofs = ({ path, value }: Document): readonly StateCase[] =>
	findAll(value, (fields) => {
		const key = asHex(fields.content_key);
		return (
			key?.length === 68 &&
			key.startsWith("0x00") &&
			asHex(fields.content_value) !== null
		);
	}).map(({ at, fields }) => ({
		name: `${path} ${at} header under its beacon block`.replace("  ", " "),
		input: {
			key: asHex(fields.content_key),
			// Header, beacon root and the branch between them; the branch above is against what is not here.
			...splitProof(fromHex(asHex(fields.content_value) ?? "0x")),
		},
		check: (input: Json) => {
			const { key, header, beaconRoot, branch } = fieldsIn(input);
			expect(hexIn(key).startsWith("0x00"), "another kind of content");
			const hash: Hex = `0x${hexIn(key).slice(4)}`;
			const block = checkHeader(hexIn(header), hash);
			const nodes = hexList(branch).map((node) => fromHex(node, 32));
			// Block, body (4), payload (9), block hash (12): 11 levels; the payload has one more since Deneb.
			const deneb = block.field("parentBeaconBlockRoot") !== null;
			expect(nodes.length === (deneb ? 12 : 11), "a branch of another length");
			const index = deneb ? 6444 : 3228;
			expect(
				toHex(branchRoot(fromHex(hash), nodes, index)) === hexIn(beaconRoot),
				"the beacon block does not commit to this header",
			);
		},
	}));

const splitProof = (bytes: Uint8Array): Fields => {
	const [header = bytes, proof = bytes] = partsAt(bytes, [0, 4], 8);
	// Deneb's fields follow the withdrawals root; Bellatrix has a beacon branch of 14 and no withdrawals.
	const count = rlpList(decodeRlp(header, 2), "header").length;
	const beacon = count < 17 ? 14 : 13;
	const execution = count < 20 ? 11 : 12;
	expect(
		proof.length === 32 * (beacon + 1 + execution) + 8,
		"the proof's length",
	);
	const word = (i: number): Hex => toHex(proof.subarray(32 * i, 32 * i + 32));
	return {
		header: toHex(header),
		beaconRoot: word(beacon),
		branch: Array.from({ length: execution }, (_, i) => word(beacon + 1 + i)),
	};
};

export const portalCases = (document: Document): readonly StateCase[] => [
	...wholeBlocks(document),
	...offers(document),
	...serializations(document),
	...headerProofs(document),
];
