// A function as a descriptor names it: "approve(address spender, uint256 amount)". From it come the selector and the types by
// which a call's data is taken apart.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { selectorOf } from "../crypto/selector.ts";

export type AbiType =
	| { readonly kind: "uint" | "int"; readonly bits: number }
	| { readonly kind: "address" | "bool" }
	| { readonly kind: "bytes" | "string" }
	| { readonly kind: "fixed"; readonly bytes: number }
	| { readonly kind: "tuple"; readonly parts: readonly AbiPart[] }
	/** Null: its length stands in the data. */
	| {
			readonly kind: "array";
			readonly of: AbiType;
			readonly length: number | null;
	  };
export type AbiLeafType = Exclude<
	AbiType,
	{ kind: "tuple" } | { kind: "array" }
>;
export type AbiPart = { readonly name: string; readonly type: AbiType };

export type FunctionShape = {
	readonly name: string;
	readonly parts: readonly AbiPart[];
	readonly selector: Hex;
};

const mostChars = 4_000;
const mostDepth = 6;

const wrong = (why: string): Fault => new Fault("clear-format", why);

/** A type that has no parts. @throws clear-format */
export const parseType = (text: string): AbiLeafType => {
	if (text === "address" || text === "bool") return { kind: text };
	if (text === "bytes" || text === "string") return { kind: text };
	const [, sign, size] = /^(u?int)(\d{0,3})$/.exec(text) ?? [];
	if (sign !== undefined) {
		const bits = size === "" ? 256 : Number(size);
		if (bits < 8 || bits > 256 || bits % 8 !== 0) throw wrong(`type ${text}`);
		return { kind: sign === "uint" ? "uint" : "int", bits };
	}
	const bytes = Number(/^bytes(\d{1,2})$/.exec(text)?.[1] ?? 0);
	if (bytes < 1 || bytes > 32) throw wrong(`type "${text.slice(0, 40)}"`);
	return { kind: "fixed", bytes };
};

/** The type with the lengths behind it: "[2][]" is a list of pairs. */
const withLengths = (type: AbiType, lengths: string): AbiType => {
	let made = type;
	for (const [, length = ""] of lengths.matchAll(/\[(\d{0,3})\]/g))
		made = {
			kind: "array",
			of: made,
			length: length === "" ? null : Number(length),
		};
	return made;
};

/** Of a list in brackets, its items; commas inside further brackets part nothing. */
const itemsOf = (text: string): readonly string[] => {
	if (text.trim() === "") return [];
	const items: string[] = [];
	let depth = 0;
	let begin = 0;
	for (let i = 0; i <= text.length; i++) {
		const c = text[i];
		if (c === "(") depth++;
		if (c === ")") depth--;
		if (depth < 0) throw wrong("brackets do not match");
		if ((c === "," && depth === 0) || c === undefined) {
			items.push(text.slice(begin, i).trim());
			begin = i + 1;
		}
	}
	if (depth !== 0) throw wrong("brackets do not match");
	return items;
};

const partOf = (text: string, depth: number): AbiPart => {
	if (depth > mostDepth) throw wrong("types nested too deep");
	const places = "(?:(?: (?:calldata|memory|indexed))? ([A-Za-z_$][\\w$]*))?";
	const [, inner, lengths, tupleName] =
		new RegExp(`^(?:tuple)?\\((.*)\\)((?:\\[\\d{0,3}\\])*)${places}$`).exec(
			text,
		) ?? [];
	if (inner !== undefined)
		return {
			name: tupleName ?? "",
			type: withLengths(
				{
					kind: "tuple",
					parts: itemsOf(inner).map((item) => partOf(item, depth + 1)),
				},
				lengths ?? "",
			),
		};
	const [, type, arrays, name] =
		new RegExp(`^([a-z]+\\d*)((?:\\[\\d{0,3}\\])*)${places}$`).exec(text) ?? [];
	if (type === undefined) throw wrong(`"${text.slice(0, 40)}" is no parameter`);
	return { name: name ?? "", type: withLengths(parseType(type), arrays ?? "") };
};

/** The type as a selector is made of it. */
export const canonicalType = (type: AbiType): string => {
	switch (type.kind) {
		case "uint":
		case "int":
			return `${type.kind}${type.bits}`;
		case "fixed":
			return `bytes${type.bytes}`;
		case "tuple":
			return `(${type.parts.map((part) => canonicalType(part.type)).join(",")})`;
		case "array":
			return `${canonicalType(type.of)}[${type.length ?? ""}]`;
		default:
			return type.kind;
	}
};

/** @throws clear-format for what is no signature, or has a type that is none */
export const parseSignature = (text: string): FunctionShape => {
	const plain = text
		.replace(/\s+/g, " ")
		.replace(/ ?([(),]) ?/g, "$1")
		.trim();
	const [, name, inner] =
		/^([A-Za-z_$][\w$]*)\((.*)\)$/.exec(
			plain.replace(/\)([A-Za-z_$])/g, ") $1").replace(/\](\w)/g, "] $1"),
		) ?? [];
	if (text.length > mostChars || name === undefined || inner === undefined)
		throw wrong(`"${text.slice(0, 40)}" is no signature`);
	const parts = itemsOf(inner).map((item) => partOf(item, 0));
	const types = parts.map((part) => canonicalType(part.type)).join(",");
	return { name, parts, selector: selectorOf(`${name}(${types})`) };
};
