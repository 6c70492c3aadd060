// Reading the vectors' text: JSON, YAML with every scalar left as text (versions are bare 0x literals), raw snappy.

import { uncompress } from "snappyjs";
import { parse } from "yaml";
import type { VectorFile } from "./topic.ts";

export const textOf = (file: VectorFile): string =>
	new TextDecoder().decode(file.bytes());

const mostTextBytes = 64 * 1024 * 1024;

/** The file as JSON or YAML by its name; undefined when it is neither or does not parse. */
export const treeOf = (file: VectorFile): unknown => {
	const isJson = file.path.endsWith(".json");
	if (!isJson && !/\.ya?ml$/.test(file.path)) return undefined;
	const bytes = file.bytes();
	if (bytes.length > mostTextBytes) return undefined;
	const source = new TextDecoder().decode(bytes);
	try {
		return isJson ? (JSON.parse(source) as unknown) : yamlOf(source);
	} catch {
		return undefined;
	}
};

export const yamlOf = (source: string): unknown =>
	parse(source, { schema: "failsafe", maxAliasCount: 0 }) as unknown;

const mostSnappyBytes = 64 * 1024 * 1024;

/** The bytes of a file, without the raw snappy around them where its name says so. */
export const plainBytes = (file: VectorFile): Uint8Array =>
	file.path.endsWith("_snappy")
		? new Uint8Array(uncompress(file.bytes(), mostSnappyBytes))
		: file.bytes();

export const isRecord = (
	raw: unknown,
): raw is { readonly [key: string]: unknown } =>
	typeof raw === "object" && raw !== null && !Array.isArray(raw);

export const folderOf = (path: string): string =>
	path.slice(0, Math.max(0, path.lastIndexOf("/")));

export const nameOf = (path: string): string =>
	path.slice(path.lastIndexOf("/") + 1);

/** Files by their folder. */
export const byFolder = (
	files: readonly VectorFile[],
): ReadonlyMap<string, ReadonlyMap<string, VectorFile>> => {
	const folders = new Map<string, Map<string, VectorFile>>();
	for (const file of files) {
		const folder = folderOf(file.path);
		const inside = folders.get(folder) ?? new Map<string, VectorFile>();
		inside.set(nameOf(file.path), file);
		folders.set(folder, inside);
	}
	return folders;
};
