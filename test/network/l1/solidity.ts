// Compiles Solidity sources of this repository at run time.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { type Hex, isHex } from "../../../src/base/bytes.ts";
import {
	anything,
	dictionary,
	list,
	optional,
	parseJson,
	record,
	text,
} from "../../../src/base/decode.ts";

const outputWire = record({
	errors: optional(
		list(record({ severity: text(), formattedMessage: text(20_000) }), 100),
	),
	contracts: optional(
		dictionary(
			dictionary(
				record({
					abi: anything,
					evm: record({ bytecode: record({ object: text(1_000_000) }) }),
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

const compiled = new Map<string, Hex>();

/** The creation code of contract `name` in `file`. Blocks for about a second, once a source. @throws Error with the compiler's words. */
export const compileContract = (file: URL, name: string): Hex => {
	const source = fileURLToPath(file);
	const key = basename(source);
	const content = readFileSync(source, "utf8");
	const known = compiled.get(`${name} ${content}`);
	if (known !== undefined) return known;
	const input = {
		language: "Solidity",
		sources: { [key]: { content } },
		settings: {
			optimizer: { enabled: true, runs: 200 },
			evmVersion: "cancun",
			outputSelection: { "*": { "*": ["abi", "evm.bytecode.object"] } },
		},
	};
	const solc = loadSolc();
	if (typeof solc !== "object" || solc === null || !("compile" in solc))
		throw new Error("solc has no compile");
	if (typeof solc.compile !== "function")
		throw new Error("solc.compile is no function");
	const raw: unknown = solc.compile(JSON.stringify(input));
	const output = outputWire(parseJson(text(50_000_000)(raw, "solc")), "solc");
	const error = output.errors?.find(({ severity }) => severity === "error");
	if (error !== undefined) throw new Error(error.formattedMessage);
	const object = output.contracts?.[key]?.[name]?.evm.bytecode.object;
	const code = `0x${object ?? ""}`;
	if (object === undefined || !isHex(code))
		throw new Error(`no contract ${name} in ${key}`);
	compiled.set(`${name} ${content}`, code);
	return code;
};
