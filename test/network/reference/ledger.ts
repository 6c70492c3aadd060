// The node's books: batches in order, each with the states around it, and the operations that wait for one. It knows neither L1
// nor the network; whoever keeps it says what the queue holds and what L1 dropped.

import {
	type Batch,
	isSigned,
	makeBatch,
	messagesOf,
	operationsEach,
	type QueuePoint,
} from "./batch.ts";
import { isSignedBy, type Signature } from "./eddsa.ts";
import {
	checkFields,
	kinds,
	messageOf,
	type Operation,
	Refusal,
	type SignedOperation,
} from "./operation.ts";
import { type Entry, operationFor } from "./queue.ts";
import { accountAt, applyOperation, genesis, type State } from "./state.ts";

export type Found = {
	/** The batch with the operation; undefined while it waits. */
	readonly batch: number | undefined;
};

export type Ledger = {
	/** How many batches there are, which is the number of the newest. */
	readonly made: () => number;
	/** Batch 1 is the first. */
	readonly batch: (number: number) => Batch | undefined;
	/** After that batch; 0 is the beginning. */
	readonly stateAfter: (number: number) => State | undefined;
	readonly queue: () => QueuePoint;
	/**
	 * The operation waits for a batch, or was known before. @returns its id
	 * @throws Refusal naming the field that stands against it
	 */
	readonly accept: (signed: SignedOperation) => bigint;
	/** Takes over an operation that was accepted in another life, without a look at the state. */
	readonly remember: (signed: SignedOperation) => void;
	readonly find: (id: bigint) => Found | undefined;
	readonly signatureOf: (id: bigint) => Signature | undefined;
	/** How many operations could go into a batch now. */
	readonly waiting: () => number;
	/** A batch of the first of these entries, which follow those taken, and of waiting operations; undefined when there is nothing to do. */
	readonly make: (entries: readonly Entry[]) => Batch | undefined;
	/** The batch that L1 has next. `entries` follow those taken. @throws Refusal, Error when it cannot be one */
	readonly adopt: (
		operations: readonly Operation[],
		entries: readonly Entry[],
	) => Batch;
	/** Batches above `number` are gone; the signed operations in them wait again. */
	readonly rollBackTo: (number: number) => void;
	/** Operations of accounts of these owners stay waiting. */
	readonly censored: Set<bigint>;
};

const mostWaiting = 256;

export const openLedger = (chainId: number): Ledger => {
	const batches: Batch[] = [];
	/** By id, in the order of arrival. */
	const known = new Map<bigint, SignedOperation>();
	const included = new Map<bigint, number>();
	const censored = new Set<bigint>();

	const newest = (): State => batches.at(-1)?.after ?? genesis;
	const queue = (): QueuePoint =>
		batches.at(-1)?.queueAfter ?? { count: 0, hash: 0n };
	const waitingOnes = (): (readonly [bigint, SignedOperation])[] =>
		[...known].filter(([id]) => !included.has(id));
	const isCensored = (state: State, { from }: Operation): boolean =>
		censored.has(accountAt(state, from).owner);

	/** The state in which an operation that comes now is looked at: everything that waits is done already, where it can be. */
	const expected = (): State => {
		let state = newest();
		for (const [, { operation, nonce }] of waitingOnes()) {
			if (accountAt(state, operation.from).nonce !== nonce) continue;
			try {
				state = applyOperation(state, operation).after;
			} catch (thrown) {
				if (!(thrown instanceof Refusal)) throw thrown;
			}
		}
		return state;
	};

	const accept = (signed: SignedOperation): bigint => {
		const { operation, nonce, signature } = signed;
		checkFields(operation);
		if (!isSigned(operation))
			throw new Refusal("kind", "only transfers and withdrawals are sent here");
		if (operation.kind === kinds.withdraw && operation.owner === 0n)
			throw new Refusal("owner", "nobody would get it");
		const sender = newest().accounts.get(operation.from);
		if (sender === undefined)
			throw new Refusal("from", `nobody has account ${operation.from}`);
		const id = messageOf(chainId, operation, nonce);
		if (!isSignedBy({ x: sender.ax, y: sender.ay }, id, signature))
			throw new Refusal("signature", "the sender's key did not make it");
		if (known.has(id)) return id;
		const state = expected();
		const next = accountAt(state, operation.from).nonce;
		if (nonce !== next) throw new Refusal("nonce", `${next} is next`);
		applyOperation(state, operation);
		if (waitingOnes().length >= mostWaiting)
			throw new Refusal("operation", "too many wait already");
		known.set(id, signed);
		return id;
	};

	/** Waiting operations that can be done in `state`, as many as fit. Those that never can are forgotten. */
	const pick = (before: State, most: number): readonly Operation[] => {
		const picked: Operation[] = [];
		let state = before;
		for (const [id, { operation, nonce }] of waitingOnes()) {
			if (picked.length >= most) break;
			const next = accountAt(state, operation.from).nonce;
			if (nonce > next || isCensored(state, operation)) continue;
			try {
				if (nonce < next) throw new Refusal("nonce", "it is used");
				state = applyOperation(state, operation).after;
				picked.push(operation);
			} catch (thrown) {
				if (!(thrown instanceof Refusal)) throw thrown;
				known.delete(id);
			}
		}
		return picked;
	};

	const push = (
		operations: readonly Operation[],
		entries: readonly Entry[],
	): Batch => {
		const number = batches.length + 1;
		const batch = makeBatch(number, newest(), queue(), operations, entries);
		batches.push(batch);
		for (const id of messagesOf(chainId, batch))
			if (id !== undefined) included.set(id, number);
		return batch;
	};

	return {
		made: () => batches.length,
		batch: (number) => batches[number - 1],
		stateAfter: (number) =>
			number === 0 ? genesis : batches[number - 1]?.after,
		queue,
		accept,
		remember: (signed) => {
			known.set(messageOf(chainId, signed.operation, signed.nonce), signed);
		},
		find: (id) => {
			const batch = included.get(id);
			return batch === undefined && !known.has(id) ? undefined : { batch };
		},
		signatureOf: (id) => known.get(id)?.signature,
		waiting: () => pick(newest(), operationsEach).length,
		make: (entries) => {
			const operations: Operation[] = [];
			const taken = entries.slice(0, operationsEach);
			let state = newest();
			for (const entry of taken) {
				const operation = operationFor(state, entry);
				state = applyOperation(state, operation).after;
				operations.push(operation);
			}
			operations.push(...pick(state, operationsEach - operations.length));
			return operations.length === 0 ? undefined : push(operations, taken);
		},
		adopt: (operations, entries) => {
			const count = operations.filter(
				(operation) => operation.kind !== kinds.none && !isSigned(operation),
			).length;
			if (operations.length !== operationsEach)
				throw new Error(`a batch of ${operations.length} operations`);
			return push(operations, entries.slice(0, count));
		},
		rollBackTo: (number) => {
			batches.splice(number);
			for (const [id, batch] of [...included])
				if (batch > number) included.delete(id);
		},
		censored,
	};
};
