// Compiles the network's own small contracts when the network starts, so that no bytecode lies in the repository.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Hex } from "../../../src/base/bytes.ts";
import {
	type Decode,
	dictionary,
	hexUpTo,
	list,
	optional,
	record,
	text,
} from "../../../src/base/decode.ts";

export type Compiled = {
	/** Runs the constructor; its arguments follow. */
	readonly creation: Hex;
	readonly runtime: Hex;
};

const load = createRequire(import.meta.url);

const code = record({ object: text(200_000) });
const output = record({
	errors: optional(
		list(record({ severity: text(), formattedMessage: text(20_000) }), 100),
	),
	contracts: optional(
		dictionary(
			dictionary(
				record({
					evm: record({ bytecode: code, deployedBytecode: code }),
				}),
				50,
			),
			50,
		),
	),
});

const bytes: Decode<Hex> = hexUpTo(100_000);

/**
 * Compiles one file of this folder for Cancun, optimizer on, without metadata, so the code depends on the source alone.
 * @returns the contract `name` of it. @throws Error with the compiler's words.
 */
export const compile = (file: string, name: string): Compiled => {
	const solc: { compile: (input: string) => string } = load("solc");
	const content = readFileSync(new URL(file, import.meta.url), "utf8");
	const answer: unknown = JSON.parse(
		solc.compile(
			JSON.stringify({
				language: "Solidity",
				sources: { [file]: { content } },
				settings: {
					evmVersion: "cancun",
					optimizer: { enabled: true, runs: 200 },
					metadata: { appendCBOR: false, bytecodeHash: "none" },
					outputSelection: {
						"*": { "*": ["evm.bytecode", "evm.deployedBytecode"] },
					},
				},
			}),
		),
	);
	const { errors, contracts } = output(answer, file);
	const fatal = errors?.filter(({ severity }) => severity === "error") ?? [];
	if (fatal.length > 0)
		throw new Error(fatal.map((e) => e.formattedMessage).join("\n"));
	const found = contracts?.[file]?.[name];
	if (found === undefined) throw new Error(`${file} has no contract ${name}`);
	return {
		creation: bytes(`0x${found.evm.bytecode.object}`, `${name}.bytecode`),
		runtime: bytes(`0x${found.evm.deployedBytecode.object}`, `${name}.runtime`),
	};
};
