// What an endpoint of the reference rollup can lie about: each takes the honest answer and says something else.

import { toQuantity } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { wordHex } from "./batch.ts";
import type { Lie } from "./endpoint.ts";
import { scalars } from "./scalar.ts";
import { count, element } from "./wire.ts";

const fields = d.dictionary(d.anything, 40);

/** Changes the answers of one method that are records. */
const changing =
	(
		method: string,
		change: (answer: { readonly [field: string]: unknown }) => unknown,
	): Lie =>
	async (question, honest) => {
		const answer = await honest();
		if (question.method !== method || answer === null) return answer;
		return change(fields(answer, method));
	};

/** Every account has this much. */
export const lieAboutBalances = (wei: bigint): Lie =>
	changing("reference_account", (account) => ({
		...account,
		balance: toQuantity(wei),
	}));

/** The lowest neighbour in every path is another one. */
export const lieAboutSiblings: Lie = changing(
	"reference_account",
	(account) => {
		const { siblings } = d.record({ siblings: d.list(element, 64, 1) })(
			account,
			"",
		);
		const [lowest = 0n, ...rest] = siblings;
		return {
			...account,
			siblings: [scalars.mod(lowest + 1n), ...rest].map(wordHex),
		};
	},
);

/** Accounts are given as they were a batch before: true once, and under another root. */
export const lieAboutRoots: Lie = async (question, honest) => {
	if (question.method !== "reference_account") return honest();
	const [who, at] = question.params;
	const number = at === "proven" ? undefined : count(at, "batch");
	if (number === undefined || number === 0) return honest();
	return honest({ ...question, params: [who, number - 1] });
};

/** Whoever asks for a batch gets the data of its neighbour, under the number asked for. */
export const lieAboutBatches: Lie = async (question, honest) => {
	const answer = await honest();
	if (question.method !== "reference_batch" || answer === null) return answer;
	const number = count(question.params[0], "number");
	const other = await honest({
		...question,
		params: [number === 1 ? 2 : number - 1],
	});
	if (other === null) return answer;
	const { operations, blob } = fields(other, "batch");
	return { ...fields(answer, "batch"), operations, blob };
};

/** The first operation of every batch moves one wei more. */
export const lieAboutOperations: Lie = changing("reference_batch", (batch) => {
	const [first, ...rest] = d.list(
		fields,
		600,
		1,
	)(batch.operations, "operations");
	if (first === undefined) return batch;
	const amount = toQuantity(element(first.amount, "amount") + 1n);
	return { ...batch, operations: [{ ...first, amount }, ...rest] };
});

/** Every operation is proven already, in the first batch. */
export const lieAboutProgress: Lie = changing("reference_operation", () => ({
	state: "proven",
	batch: toQuantity(1),
}));

/** Batches without what was in them. */
export const withholdData: Lie = changing("reference_batch", (batch) => ({
	...batch,
	operations: [],
	blob: null,
}));
