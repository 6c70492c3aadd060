// A batch's witness under the names of the circuit's signals.

import {
	type AccountWitness,
	type BatchWitness,
	batchOperations,
	type OperationWitness,
	publicNames,
	treeDepth,
} from "./batch-witness.ts";
import { order } from "./setup/field.ts";

/** Numbers, and lists of lists of them. */
export type SignalValue = bigint | readonly SignalValue[];
export type CircuitInput = { readonly [signal: string]: SignalValue };

const kinds = 5;
/** What stands for a signature where there is none: the curve's zero. */
const noSignature = { r8x: 0n, r8y: 1n, s: 0n };

const account = (of: AccountWitness): readonly bigint[] => [
	of.ax,
	of.ay,
	of.owner,
	of.balance,
	of.nonce,
];

const kindBits = ({ kind }: OperationWitness): readonly bigint[] => {
	if (!Number.isInteger(kind) || kind < 0 || kind >= kinds)
		throw new RangeError(`"kind" is ${kind}, not 0 to ${kinds - 1}`);
	return Array.from({ length: kinds }, (_, i) => (i === kind ? 1n : 0n));
};

/** @throws RangeError naming the signal that holds something else than elements of F */
const checkElements = (name: string, value: SignalValue): void => {
	if (typeof value !== "bigint")
		for (const part of value) checkElements(name, part);
	else if (value < 0n || value >= order)
		throw new RangeError(`"${name}" is no element of the field`);
};

/**
 * @throws RangeError when something is missing, has the wrong length or is no element of F; what breaks a rule, the circuit
 * refuses
 */
export const circuitInput = (batch: BatchWitness): CircuitInput => {
	const { operations } = batch;
	if (operations.length !== batchOperations)
		throw new RangeError(`"operations" are ${operations.length}`);
	for (const { fromBefore, toBefore } of operations)
		for (const { siblings } of [fromBefore, toBefore])
			if (siblings.length !== treeDepth)
				throw new RangeError(`"siblings" are ${siblings.length}`);
	const each = (
		take: (operation: OperationWitness) => SignalValue,
	): readonly SignalValue[] => operations.map(take);
	const input: CircuitInput = {
		...Object.fromEntries(publicNames.map((name) => [name, batch[name]])),
		is: each(kindBits),
		from: each(({ from }) => BigInt(from)),
		to: each(({ to }) => BigInt(to)),
		amount: each(({ amount }) => amount),
		ax: each(({ ax }) => ax),
		ay: each(({ ay }) => ay),
		owner: each(({ owner }) => owner),
		fromAccount: each(({ fromBefore }) => account(fromBefore)),
		fromSiblings: each(({ fromBefore }) => fromBefore.siblings),
		toAccount: each(({ toBefore }) => account(toBefore)),
		toSiblings: each(({ toBefore }) => toBefore.siblings),
		signature: each(({ signature }) => {
			const { r8x, r8y, s } = signature ?? noSignature;
			return [r8x, r8y, s];
		}),
	};
	for (const [name, value] of Object.entries(input)) checkElements(name, value);
	return input;
};
