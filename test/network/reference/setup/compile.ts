// Compiles the circuit with the packages of node_modules.

import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const circuitFolder = fileURLToPath(
	new URL("../circuit/", import.meta.url),
);
export const circuitFiles = (): readonly string[] =>
	readdirSync(circuitFolder)
		.filter((name) => name.endsWith(".circom"))
		.sort();

const load = createRequire(import.meta.url);
const run = promisify(execFile);

/**
 * Puts rollup.r1cs, rollup.sym and rollup.wasm into `folder`. The compiler sees nothing outside the folder it runs in, so
 * it gets copies of what it needs.
 * @param level "O2" replaces every signal that follows linearly from others, which the prover needs; "O1" leaves the
 * constraints nearly as they were written
 * @throws Error with the compiler's words
 */
export const compileCircuit = async (
	folder: string,
	level: "O1" | "O2" = "O2",
): Promise<void> => {
	const work = join(folder, "work");
	mkdirSync(join(work, "circomlib"), { recursive: true });
	for (const name of circuitFiles())
		cpSync(join(circuitFolder, name), join(work, name));
	const circomlib = dirname(load.resolve("circomlib/package.json"));
	cpSync(join(circomlib, "circuits"), join(work, "circomlib/circuits"), {
		recursive: true,
		dereference: true,
	});
	const compiler = join(
		dirname(load.resolve("circom2/package.json")),
		"cli.js",
	);
	await run(
		process.execPath,
		[
			compiler,
			"rollup.circom",
			...["--r1cs", "--wasm", "--sym", `--${level}`, "-l", ".", "-o", "."],
		],
		{ cwd: work, maxBuffer: 2 ** 24 },
	);
	for (const name of ["rollup.r1cs", "rollup.sym"])
		renameSync(join(work, name), join(folder, name));
	renameSync(join(work, "rollup_js/rollup.wasm"), join(folder, "rollup.wasm"));
	rmSync(work, { recursive: true });
};
