// The words of one language as they ship: sorted text beside the scripts, which a realm reads once, before its modules of words run.
// What cannot be data, a sentence that is made by code, stays in the modules, and has its place here.

import { Fault } from "../../src/base/fault.ts";
import { mostBytes, unsorted } from "./sorted.ts";

/** Begins a sentence with gaps; where a gap is stands `gap`, and which parameter fills it. */
export const withGaps = "\u0001";
export const gap = "\u0002";
/** Begins the keys of a list's other values, with a line's end between: then it is an object. */
export const keysAhead = "\u0003";

const sentence = (text: string): unknown => {
	if (!text.startsWith(withGaps)) return text;
	const [first = "", ...rest] = text.slice(1).split(gap);
	return (...params: readonly unknown[]) =>
		rest.reduce<string>(
			(all, part) => `${all}${params[Number(part[0])]}${part.slice(1)}`,
			first,
		);
};

const together = (values: readonly unknown[]): unknown => {
	const [first, ...rest] = values;
	if (typeof first !== "string" || !first.startsWith(keysAhead)) return values;
	const keys = first.slice(1).split("\n");
	return Object.fromEntries(rest.map((one, i) => [keys[i], one]));
};

/** A number is a place among the code; nothing is a word that there is none for. */
const filled = (value: unknown, code: readonly unknown[]): unknown =>
	typeof value === "string"
		? sentence(value)
		: typeof value === "number"
			? code[value]
			: value === null
				? undefined
				: Array.isArray(value)
					? together(value.map((one) => filled(one, code)))
					: value;

/** A table of words by its number, with the code that belongs into it. */
export type WordTables = (
	table: number,
	...code: readonly unknown[]
) => unknown;

/** @throws wasm-refused where the file of the package is not there or damaged */
export const wordTables = async (file: string): Promise<WordTables> => {
	const reply = await fetch(new URL(`/${file}`, self.location.href));
	if (!reply.ok) throw new Fault("wasm-refused", `${file}: ${reply.status}`);
	const packed = new Uint8Array(await reply.arrayBuffer());
	if (packed.length > mostBytes)
		throw new Fault("wasm-refused", `${file} has ${packed.length} bytes`);
	const tables: unknown = JSON.parse(
		new TextDecoder().decode(unsorted(packed)),
	);
	const list: readonly unknown[] = Array.isArray(tables) ? tables : [];
	return (table, ...code) => filled(list[table], code);
};
