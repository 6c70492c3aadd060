// Operations, accounts and batches as JSON. Numbers go out as quantities, elements of F and hashes as 32 bytes; in either form
// they come in.

import {
	bigToBytes,
	type Hex,
	toHex,
	toQuantity,
} from "../../../src/base/bytes.ts";
import type { Decode } from "../../../src/base/decode.ts";
import * as d from "../../../src/base/decode.ts";
import { Fault } from "../../../src/base/fault.ts";
import { wordHex } from "./batch.ts";
import {
	type Kind,
	kinds,
	type Operation,
	type SignedOperation,
} from "./operation.ts";
import { accountAt, type State } from "./state.ts";

/** Hex of up to 32 bytes, with or without leading zeros. */
export const element: Decode<bigint> = (raw, path) => {
	const digits = d.text(66)(raw, path);
	if (!/^0x[0-9a-fA-F]{1,64}$/.test(digits))
		throw new Fault("bad-field", `"${path}" is not a number in hex`);
	return BigInt(digits);
};

/** A small number, in hex or as JSON has it. */
export const count: Decode<number> = (raw, path) => {
	const value = d.either(d.int(), element)(raw, path);
	if (value > Number.MAX_SAFE_INTEGER)
		throw new Fault("bad-field", `"${path}" is too large`);
	return Number(value);
};

const kindOf: Decode<Kind> = (raw, path) => {
	const value = count(raw, path);
	const found = Object.values(kinds).find((kind) => kind === value);
	if (found === undefined)
		throw new Fault("bad-field", `"${path}": there is no kind ${value}`);
	return found;
};

const signedWire = d.record({
	kind: kindOf,
	from: count,
	to: count,
	amount: element,
	ax: element,
	ay: element,
	owner: element,
	nonce: count,
	signature: d.record({ r8x: element, r8y: element, s: element }),
});

export const decodeSigned: Decode<SignedOperation> = (raw, path) => {
	const { nonce, signature, ...operation } = signedWire(raw, path);
	const { r8x, r8y, s } = signature;
	return { operation, nonce, signature: { r8: { x: r8x, y: r8y }, s } };
};

/** As an L1 address. */
const ownerHex = (owner: bigint): Hex => toHex(bigToBytes(owner, 20));

export const encodeOperation = (operation: Operation) => ({
	kind: toQuantity(operation.kind),
	from: toQuantity(operation.from),
	to: toQuantity(operation.to),
	amount: toQuantity(operation.amount),
	ax: wordHex(operation.ax),
	ay: wordHex(operation.ay),
	owner: ownerHex(operation.owner),
});

export const encodeSigned = ({
	operation,
	nonce,
	signature,
}: SignedOperation) => ({
	...encodeOperation(operation),
	nonce: toQuantity(nonce),
	signature: {
		r8x: wordHex(signature.r8.x),
		r8y: wordHex(signature.r8.y),
		s: wordHex(signature.s),
	},
});

/** What stands at the index, with its path. */
export const encodeAccount = (state: State, index: number) => {
	const { ax, ay, owner, balance, nonce } = accountAt(state, index);
	return {
		index: toQuantity(index),
		ax: wordHex(ax),
		ay: wordHex(ay),
		owner: ownerHex(owner),
		balance: toQuantity(balance),
		nonce: toQuantity(nonce),
		siblings: state.tree.siblings(index).map(wordHex),
	};
};
