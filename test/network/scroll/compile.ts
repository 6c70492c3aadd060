// Scroll's own contracts out of npm, compiled here with all that they import, by the compiler they are written for. The
// result is kept in a folder that is not committed, under the hash of all that went into it.

import {
	existsSync,
	mkdirSync,
	readFileSync,
	renameSync,
	writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Hex, utf8 } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import { kept, runCompiler } from "../l1/solidity.ts";

const load = createRequire(import.meta.url);
const scroll = "@scroll-tech/contracts";
const proxies = "@openzeppelin/contracts/proxy/transparent";
const own = "Development.sol";

/** Where each contract is. */
const places = {
	ScrollChain: `${scroll}/L1/rollup/ScrollChain.sol`,
	L1MessageQueueV2: `${scroll}/L1/rollup/L1MessageQueueV2.sol`,
	MultipleVersionRollupVerifier: `${scroll}/L1/rollup/MultipleVersionRollupVerifier.sol`,
	EnforcedTxGateway: `${scroll}/L1/gateways/EnforcedTxGateway.sol`,
	SystemConfig: `${scroll}/L1/system-contract/SystemConfig.sol`,
	L1ScrollMessenger: `${scroll}/L1/L1ScrollMessenger.sol`,
	L1ETHGateway: `${scroll}/L1/gateways/L1ETHGateway.sol`,
	ZkEvmVerifierPostFeynman: `${scroll}/libraries/verifier/ZkEvmVerifierPostFeynman.sol`,
	L1StandardERC20Gateway: `${scroll}/L1/gateways/L1StandardERC20Gateway.sol`,
	L2StandardERC20Gateway: `${scroll}/L2/gateways/L2StandardERC20Gateway.sol`,
	ScrollStandardERC20: `${scroll}/libraries/token/ScrollStandardERC20.sol`,
	ScrollStandardERC20Factory: `${scroll}/libraries/token/ScrollStandardERC20Factory.sol`,
	L2ScrollMessenger: `${scroll}/L2/L2ScrollMessenger.sol`,
	L2ETHGateway: `${scroll}/L2/gateways/L2ETHGateway.sol`,
	L2MessageQueue: `${scroll}/L2/predeploys/L2MessageQueue.sol`,
	L1GasPriceOracle: `${scroll}/L2/predeploys/L1GasPriceOracle.sol`,
	TransparentUpgradeableProxy: `${proxies}/TransparentUpgradeableProxy.sol`,
	ProxyAdmin: `${proxies}/ProxyAdmin.sol`,
	DevelopmentPlonk: own,
	EmptyQueue: own,
} as const;
export type ContractName = keyof typeof places;

const variable = d.record({
	label: d.text(),
	slot: d.text(80),
	offset: d.anything,
	type: d.text(400),
});
const layoutOf = d.record({
	storage: d.list(variable, 200),
	types: d.anything,
});
const output = d.record({
	errors: d.optional(
		d.list(
			d.record({ severity: d.text(), formattedMessage: d.text(20_000) }),
			1000,
		),
	),
	contracts: d.dictionary(
		d.dictionary(
			d.record({
				evm: d.record({ bytecode: d.record({ object: d.text(1_000_000) }) }),
				storageLayout: layoutOf,
			}),
			200,
		),
		500,
	),
});

/** What of a contract's storage lies where: the compiler's word. */
export type Variable = {
	readonly label: string;
	readonly slot: string;
	readonly offset: number;
};

const compiled = d.dictionary(
	d.record({
		creation: d.hexUpTo(100_000),
		storage: d.list(variable, 200),
		types: d.anything,
	}),
	50,
);
type Compiled = ReturnType<typeof compiled>;

const fileOf = (key: string): string =>
	key === own
		? new URL(`contracts/${own}`, import.meta.url).pathname
		: load.resolve(key);

/** All sources that these import, by the names the compiler asks for. */
const gather = (first: readonly string[]): ReadonlyMap<string, string> => {
	const found = new Map<string, string>();
	const waiting = [...first];
	for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
		if (found.has(key)) continue;
		const source = readFileSync(fileOf(key), "utf8");
		found.set(key, source);
		for (const [, path = ""] of source.matchAll(
			/^\s*import\s[^"']*["']([^"']+)["'];/gm,
		))
			waiting.push(path.startsWith(".") ? join(dirname(key), path) : path);
	}
	return found;
};

const compileAll = (): Compiled => {
	const sources = gather(Object.values(places));
	const input = JSON.stringify({
		language: "Solidity",
		sources: Object.fromEntries(
			[...sources].map(([key, content]) => [key, { content }]),
		),
		settings: {
			optimizer: { enabled: true, runs: 200 },
			evmVersion: "cancun",
			outputSelection: {
				"*": { "*": ["evm.bytecode.object", "storageLayout"] },
			},
		},
	});
	const known = new URL(`${keccakHex(utf8(`0.8.24 ${input}`))}.json`, kept);
	if (existsSync(known))
		return compiled(
			d.parseJson(readFileSync(known, "utf8"), 10_000_000, 64),
			"kept",
		);
	const made = output(d.parseJson(runCompiler(input), 50_000_000, 64), "solc");
	const error = made.errors?.find(({ severity }) => severity === "error");
	if (error !== undefined) throw new Error(error.formattedMessage);
	const all = Object.fromEntries(
		Object.entries(places).map(([name, key]) => {
			const contract = made.contracts[key]?.[name];
			if (contract === undefined) throw new Error(`no ${name} in ${key}`);
			const { evm, storageLayout } = contract;
			const creation = `0x${evm.bytecode.object}`;
			return [name, { creation, ...storageLayout }];
		}),
	);
	// Written aside and renamed, so that nobody reads half of it.
	mkdirSync(kept, { recursive: true });
	const aside = new URL(`${process.pid}.${Date.now()}.part`, kept);
	writeFileSync(aside, JSON.stringify(all));
	renameSync(aside, known);
	return compiled(all, "compiled");
};

let all: Compiled | undefined;

const contractOf = (name: ContractName) => {
	all ??= compileAll();
	const found = all[name];
	if (found === undefined) throw new Error(`${name} is not compiled`);
	return found;
};

/** The creation code of a contract, without arguments. The first call takes some ten seconds, once for all. */
export const creationOf = (name: ContractName): Hex =>
	contractOf(name).creation;

const member = d.record({ members: d.optional(d.list(variable, 100)) });

/** The contract's storage as the compiler laid it out; the fields of a struct beside it, as `struct.field`. */
export const layoutOfContract = (name: ContractName): readonly Variable[] => {
	const { storage, types } = contractOf(name);
	const known = d.dictionary(d.anything, 500)(types, "types");
	return storage.flatMap(({ label, slot, offset, type }) => [
		{ label, slot, offset: Number(offset) },
		...(member(known[type], type).members ?? []).map((part) => ({
			label: `${label}.${part.label}`,
			slot: `${BigInt(slot) + BigInt(part.slot)}`,
			offset: Number(part.offset),
		})),
	]);
};
