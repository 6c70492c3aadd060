// Merkle-Patricia proofs of rollups' state: withdrawals from OP rollups, a proof whose last leaf sits in its parent, and
// headers with an account and a slot under them, as JSON and as the ABI packs them.

import { fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { Fault } from "../../../src/base/fault.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { decodeRlp, encodeRlp, rlpList } from "../../../src/base/rlp.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import { outputRoot } from "../../../src/l2/op/checks/payload.ts";
import {
	checkWithdrawal,
	sentMessageSlot,
	withdrawalHash,
} from "../../../src/l2/op/checks/withdrawal.ts";
import { checkAccount } from "../../../src/state/account.ts";
import { checkHeader } from "../../../src/state/header.ts";
import { checkSlot } from "../../../src/state/slot.ts";
import { wordHex } from "../../../src/state/storage-layout.ts";
import {
	expect,
	fieldsIn,
	hexIn,
	hexList,
	type StateCase,
} from "../state-l1/case.ts";
import {
	type Document,
	type Fields,
	findAll,
	isFields,
	saysFalse,
} from "../state-l1/document.ts";

const has = (fields: Fields, ...names: readonly string[]): boolean =>
	names.every((name) => fields[name] !== undefined);

const numberIn = (json: Json | undefined): bigint => {
	if (typeof json === "number") return BigInt(json);
	if (typeof json === "string" && /^0x[0-9a-fA-F]{1,64}$/.test(json))
		return BigInt(json);
	return d.bigDecimal(json, "number");
};

// --- Withdrawals

const withdrawalOf = (json: Json | undefined) => {
	const fields = fieldsIn(json);
	return {
		nonce: numberIn(fields.nonce),
		sender: hexIn(fields.sender),
		target: hexIn(fields.target),
		valueWei: numberIn(fields.value),
		gasLimit: numberIn(fields.gasLimit),
		data: hexIn(fields.data),
	};
};

const partsOf = (json: Json | undefined) => {
	const fields = fieldsIn(json);
	expect(
		numberIn(fields.version) === 0n,
		"an output root of an unknown version",
	);
	return {
		stateRoot: hexIn(fields.stateRoot),
		messagePasserStorageRoot: hexIn(fields.messagePasserStorageRoot),
		blockHash: hexIn(fields.latestBlockhash),
	};
};

/** The root that the file gives; else the one that its parts make, so that no part can be altered by itself. */
const statedRoot = (fields: Fields): Json => {
	const stated = fields.outputRoot ?? fields.expectedOutputRoot;
	try {
		return stated ?? outputRoot(partsOf(fields.outputRootProof));
	} catch {
		return null;
	}
};

const only = (json: Json | undefined, ...names: readonly string[]): Json => {
	if (!isFields(json)) return null;
	return Object.fromEntries(names.map((name) => [name, json[name] ?? null]));
};

const withdrawals = (document: Document): readonly StateCase[] =>
	findAll(document.value, (fields) =>
		has(fields, "withdrawal", "outputRootProof", "withdrawalProof"),
	).map(
		({ at, fields }): StateCase => ({
			name: `${document.path} ${at} withdrawal`.replace("  ", " "),
			isFalse: saysFalse(document),
			input: {
				root: statedRoot(fields),
				parts: only(
					fields.outputRootProof,
					"version",
					"stateRoot",
					"messagePasserStorageRoot",
					"latestBlockhash",
				),
				withdrawal: only(
					fields.withdrawal,
					"nonce",
					"sender",
					"target",
					"value",
					"gasLimit",
					"data",
				),
				hash: isFields(fields.withdrawal)
					? (fields.withdrawal.withdrawalHash ?? null)
					: null,
				proof: fields.withdrawalProof ?? null,
			},
			check: (input) => {
				const { root, parts, withdrawal, hash, proof } = fieldsIn(input);
				const own = withdrawalOf(withdrawal);
				if (hash !== null)
					expect(withdrawalHash(own) === hexIn(hash), "another hash");
				checkWithdrawal(hexIn(root), partsOf(parts), own, hexList(proof));
			},
		}),
	);

/** A storage proof by itself: the slot, which a hash of a withdrawal may name, and its nodes. */
const inlineProofs = (document: Document): readonly StateCase[] =>
	findAll(
		document.value,
		(fields) => has(fields, "keyPreimage", "proof") && !has(fields, "root"),
	).map(({ at, fields }): StateCase => {
		const nodes = Array.isArray(fields.proof) ? fields.proof : [];
		const first = nodes[0];
		return {
			name: `${document.path} ${at} slot`.replace("  ", " "),
			isFalse: saysFalse(document),
			input: {
				root: typeof first === "string" ? keccakHex(fromHex(first)) : null,
				slot: fields.keyPreimage ?? null,
				hash: fields.withdrawalHash ?? null,
				leaf: fields.expectedEmbeddedLeaf ?? null,
				proof: nodes,
			},
			check: (input) => {
				const { root, slot, hash, leaf, proof } = fieldsIn(input);
				const list = hexList(proof);
				if (hash !== null)
					expect(
						sentMessageSlot(hexIn(hash)) === hexIn(slot),
						"another withdrawal's slot",
					);
				if (leaf !== null)
					expect(
						(list.at(-1) ?? "").includes(hexIn(leaf).slice(2)),
						"the leaf is not in the last node",
					);
				const value = checkSlot(hexIn(root), hexIn(slot), list);
				expect(value === 1n, `the slot is ${value}`);
			},
		};
	});

// --- Headers with an account and a slot

/** Nodes as they stand in an RLP list: as bytes, or as lists themselves. */
const nodesOf = (json: Json | undefined): readonly Hex[] =>
	rlpList(decodeRlp(fromHex(hexIn(json))), "proof").map((node) =>
		toHex(node instanceof Uint8Array ? node : encodeRlp(node)),
	);

/** What a list of nodes says must be a canonical list: the same bytes again. */
const checkSlotUnder = (input: Json): void => {
	const fields = fieldsIn(input);
	const header = checkHeader(
		hexIn(fields.rlpBlockHeader),
		hexIn(fields.blockHash),
	);
	if (fields.stateRoot !== null)
		expect(
			header.stateRoot === hexIn(fields.stateRoot),
			"another state root in the header",
		);
	if (fields.blockNumber !== null)
		expect(
			BigInt(header.blockNumber) === numberIn(fields.blockNumber),
			"another block number in the header",
		);
	if (fields.sendRoot !== null) {
		const extra = header.field("extraData");
		expect(
			extra !== null && toHex(extra) === hexIn(fields.sendRoot),
			"another send root in the header",
		);
	}
	const account = checkAccount(
		header.stateRoot,
		hexIn(fields.account),
		nodesOf(fields.rlpAccountProof),
	);
	const value = checkSlot(
		account.storageRoot,
		wordHex(numberIn(fields.slot)),
		nodesOf(fields.rlpStorageProof),
	);
	expect(value === numberIn(fields.slotValue), `the slot is ${value}`);
};

const names = [
	"blockHash",
	"blockNumber",
	"stateRoot",
	"sendRoot",
	"account",
	"slot",
	"slotValue",
	"rlpBlockHeader",
	"rlpAccountProof",
	"rlpStorageProof",
] as const;

const slotsUnder = (document: Document): readonly StateCase[] =>
	findAll(document.value, (fields) =>
		has(fields, "rlpBlockHeader", "rlpAccountProof", "rlpStorageProof"),
	).map(
		({ at, fields }): StateCase => ({
			name: `${document.path} ${at} slot`.replace("  ", " "),
			isFalse: saysFalse(document),
			input: only(fields, ...names),
			check: checkSlotUnder,
		}),
	);

// --- The same as the ABI packs it: block hash, what the prover wants besides, then (header, address, slot, proofs)

const wordBytes = 32;
const mostHeadWords = 4;

type Packed = {
	readonly header: Hex;
	readonly account: Hex;
	readonly slot: Hex;
	readonly accountProof: Hex;
	readonly storageProof: Hex;
};

const unpack = (bytes: Uint8Array, start: number): Packed | null => {
	const word = (at: number): Uint8Array => bytes.subarray(at, at + wordBytes);
	const small = (at: number): number | null => {
		const own = word(at);
		if (own.length !== wordBytes || own.subarray(0, 28).some((x) => x !== 0))
			return null;
		return new DataView(own.buffer, own.byteOffset + 28, 4).getUint32(0);
	};
	const bytesAt = (place: number): Uint8Array | null => {
		const offset = small(start + place * wordBytes);
		if (offset === null) return null;
		const length = small(start + offset);
		const from = start + offset + wordBytes;
		if (length === null || from + length > bytes.length) return null;
		return bytes.subarray(from, from + length);
	};
	if (small(start) !== 5 * wordBytes) return null;
	const [header, accountProof, storageProof] = [0, 3, 4].map(bytesAt);
	if (!header || !accountProof || !storageProof) return null;
	const address = word(start + wordBytes);
	if (address.subarray(0, 12).some((x) => x !== 0)) return null;
	return {
		header: toHex(header),
		account: toHex(address.subarray(12)),
		slot: toHex(word(start + 2 * wordBytes)),
		accountProof: toHex(accountProof),
		storageProof: toHex(storageProof),
	};
};

/** Why there is nothing to verify: proof and header are of two blocks. Such a file does not say what is expected of it. */
const stranger = ({ header, accountProof }: Packed): string | null => {
	try {
		const { stateRoot } = checkHeader(header, keccakHex(fromHex(header)));
		const [first] = nodesOf(accountProof);
		return first === undefined || keccakHex(fromHex(first)) === stateRoot
			? null
			: "refused: its account proof is of another block than its header";
	} catch (thrown) {
		if (thrown instanceof Fault) return null;
		throw thrown;
	}
};

const slotIn = ({ header, account, slot, ...proofs }: Packed): Json => {
	try {
		const { stateRoot } = checkHeader(header, keccakHex(fromHex(header)));
		const { storageRoot } = checkAccount(
			stateRoot,
			account,
			nodesOf(proofs.accountProof),
		);
		return wordHex(checkSlot(storageRoot, slot, nodesOf(proofs.storageProof)));
	} catch (thrown) {
		// The case itself says what is wrong with it.
		if (thrown instanceof Fault) return null;
		throw thrown;
	}
};

/** The case that bytes of ABI hold; null when they hold none. The first word is the hash of the header. */
export const packedCase = (
	path: string,
	bytes: Uint8Array,
): StateCase | null => {
	for (let words = 1; words <= mostHeadWords; words++) {
		const packed = unpack(bytes, words * wordBytes);
		if (packed === null) continue;
		const unsupported = stranger(packed);
		return {
			...(unsupported === null ? {} : { unsupported }),
			name: `${path} slot`,
			input: {
				blockHash: toHex(bytes.subarray(0, wordBytes)),
				blockNumber: null,
				stateRoot: null,
				sendRoot: null,
				account: packed.account,
				slot: packed.slot,
				slotValue: slotIn(packed),
				rlpBlockHeader: packed.header,
				rlpAccountProof: packed.accountProof,
				rlpStorageProof: packed.storageProof,
			},
			check: checkSlotUnder,
		};
	}
	return null;
};

export const mptCases = (document: Document): readonly StateCase[] => [
	...withdrawals(document),
	...inlineProofs(document),
	...slotsUnder(document),
];
