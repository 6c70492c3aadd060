// The contracts of Ens.sol as the code that runs. What was compiled once is kept, under the hash of all that went in.

import {
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	writeFileSync,
} from "node:fs";
import { type Hex, isHex, utf8 } from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import { kept, runCompiler } from "../network/l1/solidity.ts";

const wire = d.record({
	contracts: d.dictionary(
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
});

const compiled = (): { [name: string]: unknown } => {
	const content = readFileSync(new URL("./Ens.sol", import.meta.url), "utf8");
	const input = JSON.stringify({
		language: "Solidity",
		sources: { "Ens.sol": { content } },
		settings: {
			optimizer: { enabled: true, runs: 200 },
			evmVersion: "cancun",
			outputSelection: { "*": { "*": ["evm.deployedBytecode.object"] } },
		},
	});
	const known = new URL(`${keccakHex(utf8(`ens ${input}`))}.json`, kept);
	if (existsSync(known)) return JSON.parse(readFileSync(known, "utf8"));
	const output: unknown = JSON.parse(runCompiler(input));
	const { contracts } = wire(output, "solc");
	const codes = Object.fromEntries(
		Object.entries(contracts["Ens.sol"] ?? {}).map(([name, { evm }]) => [
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

let all: { [name: string]: unknown } | undefined;

/** The code of a contract of Ens.sol. */
export const ensCode = (name: string): Hex => {
	all ??= compiled();
	const code = all[name];
	if (!isHex(code)) throw new Error(`no contract ${name}`);
	return code;
};
