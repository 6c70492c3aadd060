// For tests of the circuit: batches as a prover would make them who keeps to no rule. It computes every root and hash from
// what it is given, by the circuit's own formulas in the field, so that a batch that breaks one rule breaks only that.

import {
	type MessageSignature,
	publicKey,
	signMessage,
} from "../../../src/crypto/baby-jubjub.ts";
import { poseidon } from "../../../src/crypto/poseidon-bn254.ts";
import {
	type BatchWitness,
	type OperationWitness,
	treeDepth,
} from "./batch-witness.ts";
import type { CircuitInput } from "./circuit-input.ts";
import { reduce } from "./setup/field.ts";

export type ModelAccount = {
	readonly ax: bigint;
	readonly ay: bigint;
	readonly owner: bigint;
	readonly balance: bigint;
	readonly nonce: bigint;
};
export type Ledger = ReadonlyMap<number, ModelAccount>;

export const nobody: ModelAccount = {
	ax: 0n,
	ay: 0n,
	owner: 0n,
	balance: 0n,
	nonce: 0n,
};

export type Person = {
	readonly secret: bigint;
	readonly ax: bigint;
	readonly ay: bigint;
	readonly owner: bigint;
};
export const person = (secret: bigint, owner: bigint): Person => ({
	secret,
	...publicKey(secret),
	owner,
});

export const accountOf = (
	{ ax, ay, owner }: Person,
	balance: bigint,
	nonce = 0n,
): ModelAccount => ({ ax, ay, owner, balance, nonce });

const leafOf = (a: ModelAccount): bigint =>
	poseidon([a.ax, a.ay, a.owner, a.balance, a.nonce]);

const emptyNodes = [leafOf(nobody)];
for (let level = 0; level < treeDepth; level++) {
	const below = emptyNodes[level] ?? 0n;
	emptyNodes.push(poseidon([below, below]));
}

const nodeAt = (ledger: Ledger, level: number, index: number): bigint => {
	if (![...ledger.keys()].some((account) => account >> level === index))
		return emptyNodes[level] ?? 0n;
	if (level === 0) return leafOf(ledger.get(index) ?? nobody);
	return poseidon([
		nodeAt(ledger, level - 1, 2 * index),
		nodeAt(ledger, level - 1, 2 * index + 1),
	]);
};

export const rootOf = (ledger: Ledger): bigint => nodeAt(ledger, treeDepth, 0);
export const siblingsOf = (ledger: Ledger, index: number): readonly bigint[] =>
	Array.from({ length: treeDepth }, (_, level) =>
		nodeAt(ledger, level, (index >> level) ^ 1),
	);

export type ModelOperation = {
	/** One for each kind. */
	readonly is: readonly bigint[];
	readonly from: number;
	readonly to: number;
	readonly amount: bigint;
	readonly ax: bigint;
	readonly ay: bigint;
	readonly owner: bigint;
	/** What it is signed with; absent: no signature. */
	readonly secret?: bigint;
	/** What is said of the accounts, where it is not what the ledger has. */
	readonly claimFrom?: Partial<ModelAccount>;
	readonly claimTo?: Partial<ModelAccount>;
	/** Whose path is given, where it is not that of the index. */
	readonly fromPath?: number;
	readonly toPath?: number;
};

const kind = (number: number): readonly bigint[] =>
	[0, 1, 2, 3, 4].map((k) => (k === number ? 1n : 0n));
const fields = {
	from: 0,
	to: 0,
	amount: 0n,
	ax: 0n,
	ay: 0n,
	owner: 0n,
};

export const nothing: ModelOperation = { is: kind(0), ...fields };
export const deposit = (
	to: number,
	{ ax, ay, owner }: Omit<Person, "secret">,
	amount: bigint,
): ModelOperation => ({ is: kind(1), ...fields, to, ax, ay, owner, amount });
export const transfer = (
	from: number,
	{ secret }: Person,
	to: number,
	{ ax, ay }: Person,
	amount: bigint,
): ModelOperation => ({
	is: kind(2),
	...fields,
	from,
	secret,
	to,
	ax,
	ay,
	amount,
});
export const withdraw = (
	from: number,
	{ secret }: Person,
	owner: bigint,
	amount: bigint,
): ModelOperation => ({
	is: kind(3),
	...fields,
	from,
	secret,
	owner,
	amount,
});
export const forced = (
	from: number,
	owner: bigint,
	amount: bigint,
): ModelOperation => ({ is: kind(4), ...fields, from, owner, amount });

export const signWith =
	(secret: bigint) =>
	(message: bigint): MessageSignature =>
		signMessage(secret, message);

export type ModelOptions = {
	readonly queueBefore?: bigint;
	readonly chainId?: bigint;
	/** Makes the signature of operation `i` in its own way. */
	readonly sign?: (message: bigint, i: number) => MessageSignature;
};

export type ModelBatch = {
	readonly input: CircuitInput;
	/** The same for the prover; it has no words for an operation that is of no kind. */
	readonly witness: BatchWitness;
	readonly after: Ledger;
	readonly messages: readonly bigint[];
	readonly withdrawLeaves: readonly bigint[];
};

const noSignature = { r8x: 0n, r8y: 1n, s: 0n };
export const modelChainId = 901_777n;

/** The batch of `operations` over `ledger`, whatever they are. */
export const modelBatch = (
	ledger: Ledger,
	operations: readonly ModelOperation[],
	options: ModelOptions = {},
): ModelBatch => {
	const chainId = options.chainId ?? modelChainId;
	const queueBefore = options.queueBefore ?? 0n;
	let now = ledger;
	let dataHash = 0n;
	let queue = queueBefore;
	const messages: bigint[] = [];
	const withdrawLeaves: bigint[] = [];
	const accounts = (a: ModelAccount): bigint[] => [
		a.ax,
		a.ay,
		a.owner,
		a.balance,
		a.nonce,
	];
	const parts = operations.map((operation, i) => {
		const { is, amount, ax, ay, owner } = operation;
		const from = BigInt(operation.from);
		const to = BigInt(operation.to);
		const number = reduce(
			is.reduce((sum, bit, k) => sum + bit * BigInt(k), 0n),
		);
		const [, is1 = 0n, is2 = 0n, is3 = 0n, is4 = 0n] = is;
		const fromIndex = operation.fromPath ?? operation.from % 256;
		const toIndex = operation.toPath ?? operation.to % 256;

		const fromSiblings = siblingsOf(now, fromIndex);
		const fromBefore = {
			...(now.get(fromIndex) ?? nobody),
			...operation.claimFrom,
		};
		now = new Map(now).set(fromIndex, {
			...fromBefore,
			balance: reduce(fromBefore.balance - amount + is1 * amount),
			nonce: reduce(fromBefore.nonce + is2 + is3),
		});
		const toSiblings = siblingsOf(now, toIndex);
		const toBefore = { ...(now.get(toIndex) ?? nobody), ...operation.claimTo };
		const created = toBefore.owner === 0n ? is1 : 0n;
		now = new Map(now).set(toIndex, {
			ax: reduce(toBefore.ax + created * ax),
			ay: reduce(toBefore.ay + created * ay),
			owner: reduce(toBefore.owner + created * owner),
			balance: reduce(toBefore.balance + (is1 + is2) * amount),
			nonce: toBefore.nonce,
		});

		const receiver = poseidon([to, ax, ay, owner]);
		const message = poseidon([
			chainId,
			number,
			from,
			fromBefore.nonce,
			receiver,
			amount,
		]);
		messages.push(message);
		const signature =
			options.sign?.(message, i) ??
			(operation.secret === undefined
				? noSignature
				: signMessage(operation.secret, message));
		dataHash = poseidon([
			dataHash,
			number,
			from,
			to,
			amount,
			poseidon([ax, ay, owner]),
		]);
		const entry = poseidon([
			number,
			reduce(ax + from),
			ay,
			owner,
			reduce(is1 * amount),
		]);
		queue = reduce(queue + (is1 + is4) * (poseidon([queue, entry]) - queue));
		const out = is3 + (amount === 0n ? 0n : is4);
		withdrawLeaves.push(reduce(out * poseidon([owner, amount])));
		const told: OperationWitness = {
			kind: Number(number),
			from: operation.from,
			to: operation.to,
			amount,
			ax,
			ay,
			owner,
			fromBefore: { ...fromBefore, siblings: fromSiblings },
			toBefore: { ...toBefore, siblings: toSiblings },
			signature: signature === noSignature ? null : signature,
		};
		return {
			...operation,
			told,
			fromAccount: accounts(fromBefore),
			toAccount: accounts(toBefore),
			fromSiblings,
			toSiblings,
			signature: [signature.r8x, signature.r8y, signature.s],
		};
	});
	const publicInputs = {
		oldRoot: rootOf(ledger),
		newRoot: rootOf(now),
		dataHash,
		queueBefore,
		queueAfter: queue,
		withdrawRoot: poseidon(withdrawLeaves),
		chainId,
	};
	return {
		messages,
		withdrawLeaves,
		after: now,
		witness: { ...publicInputs, operations: parts.map(({ told }) => told) },
		input: {
			...publicInputs,
			is: parts.map(({ is }) => is),
			from: parts.map(({ from }) => BigInt(from)),
			to: parts.map(({ to }) => BigInt(to)),
			amount: parts.map(({ amount }) => amount),
			ax: parts.map(({ ax }) => ax),
			ay: parts.map(({ ay }) => ay),
			owner: parts.map(({ owner }) => owner),
			fromAccount: parts.map(({ fromAccount }) => fromAccount),
			fromSiblings: parts.map(({ fromSiblings }) => fromSiblings),
			toAccount: parts.map(({ toAccount }) => toAccount),
			toSiblings: parts.map(({ toSiblings }) => toSiblings),
			signature: parts.map(({ signature }) => signature),
		},
	};
};
