// A process's TypeScript in one file that plain node runs: to translate it module by module, with all its packages looked up
// through the translator, takes more processor time than the rest of its start. What was made is kept in a folder that is not
// committed, and used while every file that went into it is as it was. Packages are not part of it. It has one trap: what the
// packages read while they load must be there before, since no module of ours runs before theirs.

import { createHash } from "node:crypto";
import {
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	writeFileSync,
} from "node:fs";
import { basename, relative } from "node:path";
import { fileURLToPath } from "node:url";
import * as d from "../../../src/base/decode.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const kept = new URL("../../../.cache/bundles/", import.meta.url);

const sha256Of = (content: string | Uint8Array): string =>
	createHash("sha256").update(content).digest("hex");

/** What was made, and the hashes of the files that went into it. */
const manifest = d.record({
	file: d.text(100),
	from: d.dictionary(d.text(64), 1000),
});

const isFresh = (from: Readonly<Record<string, string>>): boolean =>
	Object.entries(from).every(([name, was]) => {
		const path = `${root}${name}`;
		return existsSync(path) && sha256Of(readFileSync(path)) === was;
	});

/** Written aside and renamed, so that nobody reads half of it. */
const keep = (name: string, content: string): void => {
	mkdirSync(kept, { recursive: true });
	const aside = new URL(`${process.pid}.${Date.now()}.${name}.part`, kept);
	writeFileSync(aside, content);
	renameSync(aside, new URL(name, kept));
};

const make = async (
	entry: string,
): Promise<{ code: string; from: Record<string, string> }> => {
	// only where there is something to make: it takes half a second to load
	const { build } = await import("vite");
	const made = await build({
		configFile: false,
		root,
		logLevel: "error",
		build: {
			write: false,
			target: "node20",
			minify: false,
			ssr: entry,
			rolldownOptions: {
				external: (id) => /^(node:|@?[a-z])/.test(id),
				output: { codeSplitting: false },
			},
		},
	});
	const chunks = [made]
		.flat()
		.flatMap((one) => ("output" in one ? one.output : []));
	const [chunk, ...others] = chunks;
	if (chunk?.type !== "chunk" || others.length > 0)
		throw new Error(`${entry} is not one file when bundled`);
	const paths = chunk.moduleIds.filter((id) => existsSync(id));
	const hashes = paths.map((path): [string, string] => [
		relative(root, path),
		sha256Of(readFileSync(path)),
	]);
	return { code: chunk.code, from: Object.fromEntries(hashes) };
};

/** @returns the file to run instead of `entry`. @throws Error with the bundler's words */
export const bundleOf = async (entry: URL): Promise<URL> => {
	const path = fileURLToPath(entry);
	const name = basename(path, ".ts");
	const list = new URL(`${name}.json`, kept);
	if (existsSync(list)) {
		const known = manifest(d.parseJson(readFileSync(list, "utf8")), name);
		const file = new URL(known.file, kept);
		if (existsSync(file) && isFresh(known.from)) return file;
	}
	const { code, from } = await make(path);
	const file = `${name}.${sha256Of(code).slice(0, 16)}.mjs`;
	keep(file, code);
	keep(`${name}.json`, JSON.stringify({ file, from }));
	return new URL(file, kept);
};
