// The contracts of this folder as the code that runs. What was compiled once is kept, under the hash of all that went in.

import {
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { type Hex, isHex, utf8 } from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import { kept, runCompiler } from "../network/l1/solidity.ts";

const { resolve } = createRequire(import.meta.url);

/** The source and all that it imports, by the names it imports them under. */
const sources = (file: string): { [name: string]: { content: string } } => {
	const source = new URL(`./contracts/${file}`, import.meta.url);
	const found: { [name: string]: { content: string } } = {};
	const add = (name: string, content: string): void => {
		if (found[name] !== undefined) return;
		found[name] = { content };
		for (const [, path = ""] of content.matchAll(
			/(?:from|import) "([^"]+)"/g,
		)) {
			const full = path.startsWith(".")
				? new URL(path, `file:///${name}`).pathname.slice(1)
				: path;
			add(full, readFileSync(resolve(full), "utf8"));
		}
	};
	add(file, readFileSync(source, "utf8"));
	return found;
};

const wire = d.record({
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
					evm: d.record({
						deployedBytecode: d.record({ object: d.text(1_000_000) }),
					}),
				}),
				100,
			),
			100,
		),
	),
});

const compiled = (file: string): { [name: string]: unknown } => {
	const input = JSON.stringify({
		language: "Solidity",
		sources: sources(file),
		settings: {
			optimizer: { enabled: true, runs: 200 },
			evmVersion: "cancun",
			outputSelection: {
				[file]: { "*": ["evm.deployedBytecode.object"] },
			},
		},
	});
	const known = new URL(`${keccakHex(utf8(`tokens ${input}`))}.json`, kept);
	if (existsSync(known)) return JSON.parse(readFileSync(known, "utf8"));
	const output = wire(d.parseJson(runCompiler(input)), "solc");
	const error = output.errors?.find(({ severity }) => severity === "error");
	if (error !== undefined) throw new Error(error.formattedMessage);
	const codes = Object.fromEntries(
		Object.entries(output.contracts?.[file] ?? {}).map(([name, { evm }]) => [
			name,
			`0x${evm.deployedBytecode.object}`,
		]),
	);
	mkdirSync(kept, { recursive: true });
	const aside = new URL(`${process.pid}.${Date.now()}.part`, kept);
	writeFileSync(aside, JSON.stringify(codes));
	renameSync(aside, known);
	return codes;
};

const all = new Map<string, { [name: string]: unknown }>();

/** The code of a contract of that file, as it runs. */
export const codeIn = (file: string, name: string): Hex => {
	const known = all.get(file) ?? compiled(file);
	all.set(file, known);
	const code = known[name];
	if (!isHex(code)) throw new Error(`no contract ${name}`);
	return code;
};

/** The code of a contract of Tokens.sol. */
export const tokenCode = (name: string): Hex => codeIn("Tokens.sol", name);

/** A short string as Solidity keeps it in a slot of its own. */
export const shortString = (content: string): bigint => {
	const bytes = utf8(content);
	return BigInt(
		`0x${[...bytes, ...new Array(31 - bytes.length).fill(0), 2 * bytes.length].map((byte: number) => byte.toString(16).padStart(2, "0")).join("")}`,
	);
};
