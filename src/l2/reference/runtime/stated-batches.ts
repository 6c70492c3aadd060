// Batches of the reference rollup as its nodes state them: claims, which the hash that L1 holds judges. What was stated once
// is remembered until L1 has gone past it.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import type { Member } from "../../../source/pool.ts";
import type { ReferenceNode } from "../checks/node.ts";
import type { ReferenceBatch } from "../checks/values.ts";

/** What a node stated of a batch: the batch is what its hash says, the transaction a hint. */
export type StatedBatch = {
	readonly batch: ReferenceBatch;
	readonly proveTransaction: Hex | null;
};

/** The first and the last of some batches in a row. */
export type BatchSpan = readonly [first: number, last: number];

const numbersIn = ([first, last]: BatchSpan): readonly number[] =>
	Array.from({ length: last - first + 1 }, (_, i) => first + i);

/** @throws not-anchored when the node has no such batch; what it fails with */
export const askBatch = async (
	{ name, client }: Member<ReferenceNode>,
	number: number,
	signal: AbortSignal | undefined,
): Promise<StatedBatch> => {
	const { value } = await client.batch(number, signal);
	if (value === null || value.committedAt === null)
		throw new Fault("not-anchored", `has no batch ${number}`, name);
	const { committedAt, operations, blob, proveTransaction, ...rest } = value;
	const { commitTransaction, ...batch } = rest;
	return {
		batch: { ...batch, committedAtS: committedAt },
		proveTransaction,
	};
};

export class StatedBatches {
	readonly #known = new Map<number, StatedBatch>();

	/** What was stated last of a batch; undefined for one that is not remembered. */
	get(number: number): StatedBatch | undefined {
		return this.#known.get(number);
	}

	/** The batches, those that are remembered without asking. @throws as `askBatch` */
	async span(
		member: Member<ReferenceNode>,
		span: BatchSpan,
		signal: AbortSignal | undefined,
	): Promise<readonly ReferenceBatch[]> {
		const batches: ReferenceBatch[] = [];
		for (const number of numbersIn(span)) {
			const known = this.#known.get(number);
			batches.push(
				known?.batch ?? (await this.#ask(member, number, signal)).batch,
			);
		}
		return batches;
	}

	/** The batches, each asked for anew. @throws as `askBatch` */
	async freshSpan(
		member: Member<ReferenceNode>,
		span: BatchSpan,
		signal: AbortSignal | undefined,
	): Promise<readonly ReferenceBatch[]> {
		const batches: ReferenceBatch[] = [];
		for (const number of numbersIn(span))
			batches.push((await this.#ask(member, number, signal)).batch);
		return batches;
	}

	/** Forgets all but these. */
	keepOnly([first, last]: BatchSpan): void {
		for (const number of this.#known.keys())
			if (number < first || number > last) this.#known.delete(number);
	}

	async #ask(
		member: Member<ReferenceNode>,
		number: number,
		signal: AbortSignal | undefined,
	): Promise<StatedBatch> {
		const stated = await askBatch(member, number, signal);
		this.#known.set(number, stated);
		return stated;
	}
}
