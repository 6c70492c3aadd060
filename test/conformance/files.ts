// Lists the files under a folder as VectorFile, and says which topic's folder each lies in.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { VectorFile } from "./topic.ts";

const mostFiles = 200_000;
const mostBytes = 256 * 1024 * 1024;

/** Every regular file under `root`, in the order of its path. Symbolic links to folders are not followed. */
export const listFiles = (root: string): readonly VectorFile[] => {
	const found: VectorFile[] = [];
	const walk = (folder: string, prefix: string): void => {
		for (const entry of readdirSync(folder, { withFileTypes: true })) {
			const full = join(folder, entry.name);
			const path = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
			if (entry.isDirectory()) walk(full, path);
			else if (entry.isFile() && found.length < mostFiles)
				found.push(vectorFile(full, path));
		}
	};
	walk(root, "");
	return found.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
};

const vectorFile = (full: string, path: string): VectorFile => {
	const zipped = path.endsWith(".gz");
	return {
		path: zipped ? path.slice(0, -3) : path,
		bytes: () => {
			if (statSync(full).size > mostBytes)
				throw new RangeError(`"${path}" is larger than ${mostBytes} bytes`);
			const raw = readFileSync(full);
			return new Uint8Array(
				zipped ? gunzipSync(raw, { maxOutputLength: mostBytes }) : raw,
			);
		},
	};
};

/**
 * The files a topic is given: those under a top folder of its name. Where no folder at the top is named after any
 * topic, the layout says nothing and every topic is given every file.
 */
export const filesOf = (
	topic: string,
	topics: readonly string[],
	files: readonly VectorFile[],
): readonly VectorFile[] => {
	const top = (file: VectorFile): string => file.path.split("/", 1)[0] ?? "";
	const byTopic = files.some((file) => topics.includes(top(file)));
	return byTopic ? files.filter((file) => top(file) === topic) : files;
};
