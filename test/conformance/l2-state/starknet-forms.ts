// Starknet's storage proofs: a state commitment, a contract under it, a slot under that.

import { Fault } from "../../../src/base/fault.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { pedersen, starkP } from "../../../src/crypto/pedersen.ts";
import {
	type StarknetNode,
	starknetContractLeaf,
	starknetNodeHash,
	starknetStateTag,
	starknetValue,
} from "../../../src/proof/starknet-trie.ts";
import { expect, fieldsIn, listIn, type StateCase } from "../state-l1/case.ts";
import {
	type Document,
	type Fields,
	findAll,
	isFields,
	saysFalse,
} from "../state-l1/document.ts";

/** Poseidon of a list of elements. */
export type Poseidon = (elements: readonly bigint[]) => bigint;

/** An element of the field. */
const feltIn = (json: Json | undefined): bigint => {
	const isHex = typeof json === "string" && /^0x[0-9a-fA-F]{1,64}$/.test(json);
	const isDecimal = typeof json === "string" && /^(0|[1-9][0-9]*)$/.test(json);
	if (!isHex && !isDecimal && typeof json !== "number")
		throw new Fault("bad-field", "no element");
	if (typeof json === "number" && !(Number.isSafeInteger(json) && json >= 0))
		throw new Fault("bad-field", "no element");
	const value = BigInt(json);
	if (value >= starkP) throw new Fault("bad-field", "beyond the field");
	return value;
};

const nodeIn = (json: Json): StarknetNode => {
	const { binary, edge } = fieldsIn(json);
	if (binary !== undefined) {
		const { left, right } = fieldsIn(binary);
		return { kind: "binary", left: feltIn(left), right: feltIn(right) };
	}
	const { child, path, length } = fieldsIn(edge);
	const inner = isFields(path) ? path : { value: path, len: length };
	return {
		kind: "edge",
		child: feltIn(child),
		path: feltIn(inner.value ?? null),
		length: Number(feltIn(inner.len ?? null)),
	};
};

const nodesIn = (json: Json | undefined): readonly StarknetNode[] =>
	listIn(json).map(nodeIn);

const rootOf = (nodes: readonly StarknetNode[]): bigint => {
	const [first] = nodes;
	if (first === undefined) throw new Fault("bad-field", "no node");
	return starknetNodeHash(pedersen, starkP, first);
};

const valueAt = (key: bigint, nodes: readonly StarknetNode[]): bigint => {
	const value = starknetValue(pedersen, starkP, rootOf(nodes), key, nodes);
	expect(value !== null, "the nodes do not show it");
	return value;
};

const check = (poseidon: Poseidon, input: Json): void => {
	const own = fieldsIn(input);
	const contractNodes = nodesIn(own.contractProof);
	const slots = Object.values(fieldsIn(own.slots)).map((slot) => {
		const { key, value, proof } = fieldsIn(slot);
		return { key: feltIn(key), value: feltIn(value), nodes: nodesIn(proof) };
	});
	const roots = new Set(slots.map(({ nodes }) => rootOf(nodes)));
	const [storageRoot] = roots;
	expect(
		storageRoot !== undefined && roots.size === 1,
		"slots under several roots",
	);
	if (own.storageRoot !== null)
		expect(storageRoot === feltIn(own.storageRoot), "another storage root");
	expect(feltIn(own.version) === 0n, "a contract of an unknown version");
	const leaf = starknetContractLeaf(pedersen, {
		classHash: feltIn(own.classHash),
		storageRoot,
		nonce: feltIn(own.nonce),
	});
	expect(
		valueAt(feltIn(own.contract), contractNodes) === leaf,
		"another contract",
	);
	const commitment = poseidon([
		starknetStateTag,
		rootOf(contractNodes),
		feltIn(own.classCommitment),
	]);
	expect(commitment === feltIn(own.commitment), "another state commitment");
	for (const { key, value, nodes } of slots)
		expect(valueAt(key, nodes) === value, "another value");
};

/** What is proved at the key; for files that do not state it. */
const provedIn = (key: Json, proof: Json): Json => {
	try {
		return `0x${valueAt(feltIn(key), nodesIn(proof)).toString(16)}`;
	} catch (thrown) {
		// The case itself says what is wrong with it.
		if (thrown instanceof Fault) return null;
		throw thrown;
	}
};

type Slot = { readonly key: Json; readonly value: Json; readonly proof: Json };

const inputOf = (outer: Fields, proof: Fields): Json => {
	const data = fieldsIn(proof.contract_data);
	const keys: readonly Json[] = Array.isArray(outer.storage_addresses)
		? outer.storage_addresses
		: [outer.storage_address ?? null];
	const proofs: readonly Json[] = Array.isArray(data.storage_proofs)
		? data.storage_proofs
		: [data.storage_proof ?? null];
	const slots = keys.map((key, i): Slot => {
		const nodes = proofs[i] ?? null;
		return {
			key,
			proof: nodes,
			value: outer.expected_value ?? provedIn(key, nodes),
		};
	});
	return {
		commitment:
			proof.state_commitment ?? outer.expected_state_commitment ?? null,
		classCommitment: proof.class_commitment ?? null,
		contract: outer.contract_address ?? null,
		contractProof: proof.contract_proof ?? null,
		classHash: data.class_hash ?? null,
		nonce: data.nonce ?? null,
		version: data.contract_state_hash_version ?? null,
		storageRoot: data.root ?? null,
		// A record and no list: a slot less would be no lie.
		slots: Object.fromEntries(slots.map((slot, i) => [`${i}`, slot])),
	};
};

const isProof = (json: Json | undefined): json is Fields =>
	isFields(json) &&
	Array.isArray(json.contract_proof) &&
	isFields(json.contract_data);

export const starknetCases = (
	document: Document,
	poseidon: Poseidon,
): readonly StateCase[] =>
	findAll(
		document.value,
		(fields) =>
			fields.contract_address !== undefined &&
			[fields, fields.proof].some(isProof),
	).map(({ at, fields }): StateCase => {
		const inner = fields.proof;
		const proof = isProof(inner) ? inner : fields;
		return {
			name: `${document.path} ${at} storage`.replace("  ", " "),
			isFalse: saysFalse(document),
			input: inputOf(fields, proof),
			check: (input) => check(poseidon, input),
		};
	});
