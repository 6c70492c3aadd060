// Compiles Solidity sources of this repository at run time. What was compiled once is kept in a folder that is not
// committed, under the hash of all that went into it.

import {
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { type Hex, isHex, utf8 } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";

const compilerVersion = "0.8.24";
export const kept = new URL("../../../.cache/solidity/", import.meta.url);

const outputWire = d.record({
	errors: d.optional(
		d.list(
			d.record({ severity: d.text(), formattedMessage: d.text(20_000) }),
			100,
		),
	),
	contracts: d.optional(
		d.dictionary(
			d.dictionary(
				d.record({
					evm: d.record({ bytecode: d.record({ object: d.text(1_000_000) }) }),
				}),
				100,
			),
			100,
		),
	),
});

/** solc makes every unhandled rejection of the process fatal when it is loaded; that is taken back. */
const loadSolc = (): unknown => {
	const event = "unhandledRejection";
	const before = process.listeners(event);
	const solc: unknown = createRequire(import.meta.url)("solc");
	for (const listener of process.listeners(event))
		if (!before.includes(listener)) process.removeListener(event, listener);
	return solc;
};

/** The compiler's answer, JSON in and out. Blocks for one or two seconds. */
export const runCompiler = (input: string): string => {
	const solc = loadSolc();
	const compile: unknown =
		typeof solc === "object" && solc !== null
			? Reflect.get(solc, "compile")
			: undefined;
	if (typeof compile !== "function") throw new Error("solc has no compile");
	const output: unknown = compile(input);
	return d.text(50_000_000)(output, "solc");
};

/** The creation code of contract `name` in `file`. @throws Error with the compiler's words. */
export const compileContract = (file: URL, name: string): Hex => {
	const path = fileURLToPath(file);
	return compileSource(basename(path), readFileSync(path, "utf8"), name);
};

/** The creation code of contract `name` in the source `content`, which errors name `key`. @throws Error with the compiler's words. */
export const compileSource = (
	key: string,
	content: string,
	name: string,
): Hex => {
	const input = JSON.stringify({
		language: "Solidity",
		sources: { [key]: { content } },
		settings: {
			optimizer: { enabled: true, runs: 200 },
			evmVersion: "cancun",
			outputSelection: { "*": { "*": ["evm.bytecode.object"] } },
		},
	});
	const known = new URL(
		`${keccakHex(utf8(`${compilerVersion} ${name} ${input}`))}.hex`,
		kept,
	);
	if (existsSync(known)) {
		const code = readFileSync(known, "utf8");
		if (isHex(code)) return code;
	}
	const output = outputWire(d.parseJson(runCompiler(input)), "solc");
	const error = output.errors?.find(({ severity }) => severity === "error");
	if (error !== undefined) throw new Error(error.formattedMessage);
	const object = output.contracts?.[key]?.[name]?.evm.bytecode.object;
	const code = `0x${object ?? ""}`;
	if (object === undefined || !isHex(code))
		throw new Error(`no contract ${name} in ${key}`);
	// Written aside and renamed, so that nobody reads half of it.
	mkdirSync(kept, { recursive: true });
	const aside = new URL(`${process.pid}.${Date.now()}.part`, kept);
	writeFileSync(aside, code);
	renameSync(aside, known);
	return code;
};
