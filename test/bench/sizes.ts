// How large the built WASM modules are, as they are downloaded.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

export type Size = {
	readonly name: string;
	readonly bytes: number;
	readonly gzipped: number;
};

/** Every module of the folder, by name; none when there is no folder. */
export const sizesOf = (folder: string): readonly Size[] =>
	existsSync(folder)
		? readdirSync(folder)
				.filter((name) => name.endsWith(".wasm"))
				.sort()
				.map((name) => {
					const bytes = readFileSync(join(folder, name));
					const gzipped = gzipSync(bytes, { level: 9 }).length;
					return { name, bytes: bytes.length, gzipped };
				})
		: [];

const kib = (bytes: number): string => `${(bytes / 1024).toFixed(1)} KB`;

export const sizeLines = (sizes: readonly Size[]): readonly string[] => {
	const whole = sizes.reduce((sum, { gzipped }) => sum + gzipped, 0);
	return [
		...sizes.map(
			({ name, bytes, gzipped }) =>
				`  ${name.padEnd(32)}${kib(gzipped).padStart(10)}  (${kib(bytes)} plain)`,
		),
		`  ${"all".padEnd(32)}${kib(whole).padStart(10)}  gzipped`,
	];
};
