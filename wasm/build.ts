// Writes the WebAssembly modules, or with --check compares them with the committed ones. The same sources give the same
// bytes, so anyone can see that the committed files are what the generator says.

import {
	mkdirSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import type { Module } from "./asm/module.ts";
import { bls12381HeapBytes, emitBls12381 } from "./bls12-381.ts";
import { bn254HeapBytes, emitBn254 } from "./bn254.ts";
import { backends } from "./field/field.ts";
import { circom2, starknet } from "./hash/poseidon.ts";
import { emitHashes, hashesHeapBytes } from "./hashes.ts";
import { emitPoseidonModule, poseidonHeapBytes } from "./poseidon.ts";

export type Build = {
	/** The file's name without the ending. */
	readonly name: string;
	readonly emit: () => Module;
	/** What the host may use behind `heap`. */
	readonly heapBytes: number;
};
export type Built = {
	readonly name: string;
	readonly bytes: Uint8Array;
	/** Bytes after gzip, level 9. */
	readonly gzipped: number;
};

/** All modules together, in bytes after gzip. */
export const mostTogether = 250_000;
/** One module, in bytes after gzip. */
export const mostEach = 60_000;

/** Every module that is shipped, in each backend it has. */
export const builds: readonly Build[] = [
	...backends.flatMap((backend) => [
		{
			name: `bls12-381.${backend}`,
			emit: () => emitBls12381(backend),
			heapBytes: bls12381HeapBytes,
		},
		{
			name: `bn254.${backend}`,
			emit: () => emitBn254(backend),
			heapBytes: bn254HeapBytes,
		},
	]),
	{ name: "hashes", emit: emitHashes, heapBytes: hashesHeapBytes },
	...Object.entries({ starknet, circom: circom2 }).map(([name, instance]) => ({
		name: `poseidon.${name}`,
		emit: () => emitPoseidonModule(instance),
		heapBytes: poseidonHeapBytes,
	})),
];

/** @throws RangeError naming the module, or all of them, where one is larger than its bound */
export const make = (list: readonly Build[]): readonly Built[] => {
	const made = list.map(({ name, emit, heapBytes }) => {
		const bytes = emit().encode(heapBytes);
		return { name, bytes, gzipped: gzipSync(bytes, { level: 9 }).length };
	});
	for (const { name, gzipped } of made)
		if (gzipped > mostEach)
			throw new RangeError(
				`${name} is ${gzipped} bytes gzipped, more than ${mostEach}`,
			);
	const together = made.reduce((sum, { gzipped }) => sum + gzipped, 0);
	if (together > mostTogether)
		throw new RangeError(
			`the modules are ${together} bytes gzipped, more than ${mostTogether}`,
		);
	return made;
};

const ending = ".wasm";
const fileOf = (name: string): string => `${name}${ending}`;

const filesIn = (folder: string): string[] => {
	try {
		return readdirSync(folder).filter((file) => file.endsWith(ending));
	} catch {
		// No folder: nothing was built yet.
		return [];
	}
};

/** @returns the names of the files in the folder that differ from what is made, are missing, or are made by nothing */
export const differences = (
	made: readonly Built[],
	folder: string,
): readonly string[] => {
	const present = new Set(filesIn(folder));
	const wrong = made
		.filter(({ name, bytes }) => {
			const file = fileOf(name);
			if (!present.delete(file)) return true;
			return Buffer.compare(readFileSync(join(folder, file)), bytes) !== 0;
		})
		.map(({ name }) => fileOf(name));
	return [...wrong, ...present].sort();
};

/** Leaves in the folder the modules that were made, and no other. */
export const write = (made: readonly Built[], folder: string): void => {
	mkdirSync(folder, { recursive: true });
	for (const file of filesIn(folder)) rmSync(join(folder, file));
	for (const { name, bytes } of made)
		writeFileSync(join(folder, fileOf(name)), bytes);
};

/** One line for each module and one for the sum: bytes, and bytes after gzip. */
export const sizes = (made: readonly Built[]): string => {
	const rows = [
		...made.map(({ name, bytes, gzipped }) => ({
			name: fileOf(name),
			raw: bytes.length,
			gzipped,
		})),
		{
			name: "together",
			raw: made.reduce((sum, { bytes }) => sum + bytes.length, 0),
			gzipped: made.reduce((sum, { gzipped }) => sum + gzipped, 0),
		},
	];
	return rows
		.map(
			({ name, raw, gzipped }) =>
				`${name.padEnd(24)}${`${raw}`.padStart(9)} bytes${`${gzipped}`.padStart(9)} gzipped`,
		)
		.join("\n");
};

const main = (args: readonly string[]): number => {
	const unknown = args.find((arg) => arg !== "--check");
	if (unknown !== undefined) {
		console.error(`npm run build:wasm [-- --check]; not ${unknown}`);
		return 2;
	}
	const folder = fileURLToPath(new URL("built/", import.meta.url));
	const made = make(builds);
	console.log(sizes(made));
	if (!args.includes("--check")) {
		write(made, folder);
		return 0;
	}
	const different = differences(made, folder);
	for (const file of different)
		console.error(`wasm/built/${file} is not what the generator makes`);
	return different.length === 0 ? 0 : 1;
};

if (
	process.argv[1] !== undefined &&
	resolve(process.argv[1]) === fileURLToPath(import.meta.url)
)
	process.exitCode = main(process.argv.slice(2));
