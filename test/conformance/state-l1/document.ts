// A vector file as what it holds: JSON, JSON lines or YAML. Objects are found in it by their fields, wherever they lie.

import { parse as parseYaml } from "yaml";
import type { Json } from "../../../src/base/immutable.ts";
import type { VectorFile } from "../topic.ts";

export type Document = {
	readonly path: string;
	/** The path up to the last "/". */
	readonly folder: string;
	readonly name: string;
	readonly value: Json;
};

export type Fields = { readonly [key: string]: Json };

export const isFields = (json: Json | undefined): json is Fields =>
	typeof json === "object" && json !== null && !Array.isArray(json);

/** The file's content, or null when it is neither JSON nor YAML. */
export const readDocument = (file: VectorFile): Document | null => {
	const { path } = file;
	const extension = path.slice(path.lastIndexOf(".") + 1).toLowerCase();
	if (!["json", "jsonl", "yaml", "yml"].includes(extension)) return null;
	const text = new TextDecoder().decode(file.bytes());
	const at = path.lastIndexOf("/");
	const base = {
		path,
		folder: path.slice(0, Math.max(0, at)),
		name: path.slice(at + 1),
	};
	try {
		if (extension.startsWith("y"))
			return { ...base, value: parseYaml(text) as Json };
		return { ...base, value: JSON.parse(text) as Json };
	} catch {
		const lines = text.split("\n").filter((line) => line.trim() !== "");
		try {
			return { ...base, value: lines.map((line) => JSON.parse(line) as Json) };
		} catch {
			return null;
		}
	}
};

export type Found = { readonly at: string; readonly fields: Fields };

/** Every record in the value for which `is` holds, outermost first, with where it lies. Found ones are searched on. */
export const findAll = (
	value: Json,
	is: (fields: Fields) => boolean,
	at = "",
	depth = 12,
): readonly Found[] => {
	if (depth === 0) return [];
	if (Array.isArray(value))
		return value.flatMap((part: Json, i) =>
			findAll(part, is, `${at}[${i}]`, depth - 1),
		);
	if (!isFields(value)) return [];
	const inner = Object.entries(value).flatMap(([key, part]) =>
		findAll(part, is, at === "" ? key : `${at}.${key}`, depth - 1),
	);
	return is(value) ? [{ at, fields: value }, ...inner] : inner;
};

/** Every list in the value for which `is` holds. */
export const findLists = (
	value: Json,
	is: (items: readonly Json[]) => boolean,
	at = "",
	depth = 12,
): readonly { readonly at: string; readonly items: readonly Json[] }[] => {
	if (depth === 0) return [];
	if (Array.isArray(value)) {
		if (is(value)) return [{ at, items: value }];
		return value.flatMap((part: Json, i) =>
			findLists(part, is, `${at}[${i}]`, depth - 1),
		);
	}
	if (!isFields(value)) return [];
	return Object.entries(value).flatMap(([key, part]) =>
		findLists(part, is, at === "" ? key : `${at}.${key}`, depth - 1),
	);
};

/** Hex with 0x in front, also of a text without it; null for anything else. */
export const asHex = (json: Json | undefined): `0x${string}` | null => {
	if (typeof json !== "string") return null;
	const body = json.startsWith("0x") ? json.slice(2) : json;
	return /^([0-9a-fA-F]{2})*$/.test(body) ? `0x${body.toLowerCase()}` : null;
};

/** Does the document say of itself that it is false? */
export const saysFalse = ({ path }: Document): boolean =>
	/(^|[-_/])(bad|invalid|corrupt(ed)?|wrong|tampered)([-_./]|$)/i.test(path);
