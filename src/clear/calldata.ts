// A call's data by the types of its function, strictly: every part stands where the encoding puts it, padding is zero, and nothing
// stands behind. What could be read in two ways, or holds what the types do not tell of, is refused.
// Source: Solidity, contract ABI specification, "formal specification of the encoding".

import { bigFromBytes, fromHex, type Hex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type {
	AbiLeafType,
	AbiPart,
	AbiType,
	FunctionShape,
} from "./signature.ts";

/** A value with its type: a number, a flag, hex for addresses and bytes, a text; or parts of it. */
export type AbiNode =
	| {
			readonly type: AbiLeafType;
			readonly value: bigint | boolean | string;
	  }
	| {
			readonly type: Exclude<AbiType, AbiLeafType>;
			readonly parts: readonly {
				readonly name: string;
				readonly node: AbiNode;
			}[];
	  };

const mostBytes = 65_536;
const mostNodes = 4_000;

const wrong = (why: string): Fault => new Fault("clear-data", why);

const isDynamic = (type: AbiType): boolean => {
	switch (type.kind) {
		case "bytes":
		case "string":
			return true;
		case "tuple":
			return type.parts.some((part) => isDynamic(part.type));
		case "array":
			return type.length === null || isDynamic(type.of);
		default:
			return false;
	}
};

/** Bytes that a type takes among its neighbours. */
const headSize = (type: AbiType): number => {
	if (isDynamic(type)) return 32;
	if (type.kind === "tuple")
		return type.parts.reduce((sum, part) => sum + headSize(part.type), 0);
	if (type.kind === "array") return (type.length ?? 0) * headSize(type.of);
	return 32;
};

type LongType = Extract<AbiType, { kind: "bytes" | "string" }>;
const isLong = (type: AbiType): type is LongType =>
	type.kind === "bytes" || type.kind === "string";

const isZero = (bytes: Uint8Array): boolean => bytes.every((one) => one === 0);

class Reading {
	readonly #bytes: Uint8Array;
	#nodes = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
	}

	#take(at: number, length: number): Uint8Array {
		if (at + length > this.#bytes.length) throw wrong("it is cut short");
		return this.#bytes.subarray(at, at + length);
	}

	#small(at: number): number {
		const value = bigFromBytes(this.#take(at, 32));
		if (value > BigInt(mostBytes)) throw wrong("a length beyond the data");
		return Number(value);
	}

	/** @returns the node, and where what stands behind it begins */
	#leaf(
		type: AbiLeafType,
		at: number,
	): { readonly node: AbiNode; readonly end: number } {
		if (isLong(type)) {
			const length = this.#small(at);
			const padded = Math.ceil(length / 32) * 32;
			const whole = this.#take(at + 32, padded);
			const bytes = whole.subarray(0, length);
			if (!isZero(whole.subarray(length))) throw wrong("padding is not zero");
			return {
				node: {
					type,
					value: type.kind === "bytes" ? toHex(bytes) : textOf(bytes),
				},
				end: at + 32 + padded,
			};
		}
		return {
			node: { type, value: wordOf(type, this.#take(at, 32)) },
			end: at + 32,
		};
	}

	/** Several values side by side: their heads first, then, in their order and without a gap, what the heads point at. */
	#row(
		parts: readonly AbiPart[],
		at: number,
	): {
		readonly parts: readonly {
			readonly name: string;
			readonly node: AbiNode;
		}[];
		readonly end: number;
	} {
		const size = parts.reduce((sum, part) => sum + headSize(part.type), 0);
		let head = at;
		let tail = at + size;
		const nodes = parts.map(({ name, type }) => {
			if (!isDynamic(type)) {
				const { node } = this.read(type, head);
				head += headSize(type);
				return { name, node };
			}
			if (this.#small(head) !== tail - at)
				throw wrong("a part does not stand where it should");
			head += 32;
			const { node, end } = this.read(type, tail);
			tail = end;
			return { name, node };
		});
		return { parts: nodes, end: tail };
	}

	read(
		type: AbiType,
		at: number,
	): { readonly node: AbiNode; readonly end: number } {
		if (++this.#nodes > mostNodes) throw wrong("too many values");
		if (type.kind === "tuple") {
			const { parts, end } = this.#row(type.parts, at);
			return { node: { type, parts }, end };
		}
		if (type.kind !== "array") return this.#leaf(type, at);
		const isCounted = type.length === null;
		const length = type.length ?? this.#small(at);
		if (length > mostNodes) throw wrong("too many values");
		const items = Array.from({ length }, () => ({ name: "", type: type.of }));
		const { parts, end } = this.#row(items, isCounted ? at + 32 : at);
		return { node: { type, parts }, end };
	}
}

const textOf = (bytes: Uint8Array): string => {
	try {
		return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(
			bytes,
		);
	} catch {
		throw wrong("a text that is none");
	}
};

const wordOf = (
	type: Exclude<AbiLeafType, LongType>,
	word: Uint8Array,
): bigint | boolean | string => {
	const number = bigFromBytes(word);
	switch (type.kind) {
		case "uint":
			if (number >> BigInt(type.bits) !== 0n) throw wrong("a number too large");
			return number;
		case "int": {
			const signed = BigInt.asIntN(256, number);
			if (BigInt.asIntN(type.bits, number) !== signed)
				throw wrong("a number too large");
			return signed;
		}
		case "bool":
			if (number > 1n) throw wrong("a flag that is none");
			return number === 1n;
		case "address":
			if (!isZero(word.subarray(0, 12)))
				throw wrong("a word that is no address");
			return toHex(word.subarray(12));
		case "fixed":
			if (!isZero(word.subarray(type.bytes)))
				throw wrong("padding is not zero");
			return toHex(word.subarray(0, type.bytes));
	}
};

/** @throws clear-data for another function's data, and for what is not encoded in the one way */
export const decodeCall = (shape: FunctionShape, data: Hex): AbiNode => {
	if (data.length > 2 + 2 * mostBytes) throw wrong("it is too long");
	if (data.slice(0, 10).toLowerCase() !== shape.selector)
		throw wrong("another function's selector");
	const bytes = fromHex(data).subarray(4);
	const { node, end } = new Reading(bytes).read(
		{ kind: "tuple", parts: shape.parts },
		0,
	);
	if (end !== bytes.length) throw wrong("bytes behind its end");
	return node;
};
