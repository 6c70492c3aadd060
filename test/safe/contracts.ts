// Safes as their packages ship them, made by their own factory and used by their own code in the package's own machine: a world to
// make a chain of, and the contracts' own answers to hold ours against.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createEVM } from "@ethereumjs/evm";
import {
	decodeFunctionResult,
	encodeFunctionData,
	getAbiItem,
	getContractAddress,
	hashMessage,
	parseAbi,
} from "viem";
import {
	concat,
	fromHex,
	type Hex,
	isHex,
	toHex,
} from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import { addressOf, signHash } from "../../src/crypto/secp256k1.ts";
import { MachineAddress } from "../../src/evm/machine.ts";
import type { SafeVersion } from "../../src/state/safe-layout.ts";
import { wordHex } from "../../src/state/storage-layout.ts";
import { worldIn } from "../evm/uniswap.ts";
import type { World } from "../state/chain.ts";

const { resolve } = createRequire(import.meta.url);

const places: {
	readonly [version in SafeVersion]: {
		readonly root: string;
		readonly singleton: string;
		readonly proxy: string;
	};
} = {
	"1.3.0": {
		root: "@gnosis.pm/safe-contracts",
		singleton: "GnosisSafe",
		proxy: "GnosisSafeProxy",
	},
	"1.4.1": {
		root: "@safe-global/safe-contracts",
		singleton: "Safe",
		proxy: "SafeProxy",
	},
	"1.5.0": {
		root: "@safe-global/safe-smart-account",
		singleton: "Safe",
		proxy: "SafeProxy",
	},
};

const artifact = (version: SafeVersion, file: string, field: string): Hex => {
	const path = resolve(
		`${places[version].root}/build/artifacts/contracts/${file}.json`,
	);
	const raw: unknown = d.parseJson(readFileSync(path, "utf8"), 2_000_000);
	const found: unknown =
		typeof raw === "object" && raw !== null ? Reflect.get(raw, field) : "";
	if (!isHex(found)) throw new Error(`no ${field} in ${path}`);
	return found;
};

/** The code that runs of a Safe's contract. */
export const codeOfSafe = (
	version: SafeVersion,
	what: "singleton" | "l2" | "proxy",
	field: "bytecode" | "deployedBytecode" = "deployedBytecode",
): Hex => {
	const { singleton, proxy } = places[version];
	const l2 = `${singleton}L2`;
	const files = {
		singleton: `${singleton}.sol/${singleton}`,
		l2: `${l2}.sol/${l2}`,
		proxy: `proxies/${proxy}.sol/${proxy}`,
	};
	return artifact(version, files[what], field);
};

export const safeAbi = parseAbi([
	"function setup(address[] owners, uint256 threshold, address to, bytes data, address fallbackHandler, address paymentToken, uint256 payment, address paymentReceiver)",
	"function createProxyWithNonce(address singleton, bytes initializer, uint256 saltNonce) returns (address)",
	"function execTransaction(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, bytes signatures) payable returns (bool)",
	"function getTransactionHash(address to, uint256 value, bytes data, uint8 operation, uint256 safeTxGas, uint256 baseGas, uint256 gasPrice, address gasToken, address refundReceiver, uint256 nonce) view returns (bytes32)",
	"function getOwners() view returns (address[])",
	"function getThreshold() view returns (uint256)",
	"function nonce() view returns (uint256)",
	"function enableModule(address module)",
	"function setGuard(address guard)",
	"function setModuleGuard(address guard)",
	"function setFallbackHandler(address handler)",
	"function addOwnerWithThreshold(address owner, uint256 threshold)",
	"function approveHash(bytes32 hash)",
]);

const nobody: Hex = `0x${"0".repeat(40)}`;

/** Keys of owners, sorted by nothing. */
export const keysOf = (count: number): readonly Uint8Array[] =>
	Array.from({ length: count }, (_, i) => keccak256(Uint8Array.of(7, i)));
export const ownersOf = (keys: readonly Uint8Array[]): readonly Hex[] =>
	keys.map(addressOf);

/** As a key signs a Safe's hash; `kind` 4 for the form of a text. */
export const signSafe = (hash: Hex, key: Uint8Array, kind = 0): Hex => {
	const over = kind === 4 ? fromHex(hashMessage({ raw: hash })) : fromHex(hash);
	const { r, s, yParity } = signHash(over, key);
	const word = (n: bigint) => n.toString(16).padStart(64, "0");
	return `0x${word(r)}${word(s)}${(27 + yParity + kind).toString(16).padStart(2, "0")}`;
};

export type SafeStage = {
	readonly safe: Hex;
	readonly singleton: Hex;
	/** @returns null where it went through, else what it reverted with */
	readonly send: (
		from: Hex,
		to: Hex,
		data: Hex,
		value?: bigint,
	) => Promise<Hex | null>;
	/** What its own code answers. */
	readonly ask: (name: string, ...args: readonly unknown[]) => Promise<unknown>;
	readonly call: (name: string, ...args: readonly unknown[]) => Hex;
	/** Another of the same version, with other owners, by the same factory. */
	readonly make: (owners: readonly Hex[], threshold: number) => Promise<Hex>;
	/** Puts code or a word there, or money. */
	readonly putCode: (address: Hex, code: Hex) => Promise<void>;
	readonly putWord: (address: Hex, key: Hex, word: bigint) => Promise<void>;
	readonly fund: (address: Hex, wei: bigint) => Promise<void>;
	readonly world: () => Promise<World>;
};

const callOf = (name: string, args: readonly unknown[]): Hex =>
	encodeFunctionData({ abi: safeAbi, functionName: name, args } as never);

/** The code that makes its version's factory. */
export const safeFactory = (version: SafeVersion): Hex => {
	const { proxy } = places[version];
	return artifact(
		version,
		`proxies/${proxy}Factory.sol/${proxy}Factory`,
		"bytecode",
	);
};

const saltNonce = 1n;

const setupOf = (owners: readonly Hex[], threshold: number): Hex =>
	callOf("setup", [
		[...owners],
		BigInt(threshold),
		nobody,
		"0x",
		nobody,
		nobody,
		0n,
		nobody,
	]);

/** What a factory is called with to make a Safe of these owners. */
export const makingSafe = (
	singleton: Hex,
	owners: readonly Hex[],
	threshold: number,
): Hex =>
	callOf("createProxyWithNonce", [
		singleton,
		setupOf(owners, threshold),
		saltNonce,
	]);

/** Where that factory makes it. */
export const safeAddress = (
	version: SafeVersion,
	factory: Hex,
	...[singleton, owners, threshold]: Parameters<typeof makingSafe>
): Hex =>
	d.hex(20)(
		getContractAddress({
			opcode: "CREATE2",
			from: factory,
			salt: toHex(
				keccak256(
					concat(
						keccak256(fromHex(setupOf(owners, threshold))),
						fromHex(wordHex(saltNonce)),
					),
				),
			),
			bytecode: `${codeOfSafe(version, "proxy", "bytecode")}${wordHex(singleton).slice(2)}`,
		}).toLowerCase(),
		"safe",
	);

/** A Safe of these owners, made by its version's own factory. */
export const openSafeStage = async (
	options: {
		readonly version?: SafeVersion;
		readonly isL2?: boolean;
		readonly owners?: readonly Hex[];
		readonly threshold?: number;
	} = {},
): Promise<SafeStage> => {
	const { version = "1.4.1", isL2 = false, threshold = 2 } = options;
	const owners = options.owners ?? ownersOf(keysOf(3));
	const evm = await createEVM();
	const state = evm.stateManager;
	const maker: Hex = `0x${"77".repeat(20)}`;
	const run = async (
		from: Hex,
		to: Hex | null,
		data: Hex,
		value = 0n,
		keep = true,
	) => {
		await state.checkpoint();
		const { execResult, createdAddress } = await evm.runCall({
			caller: new MachineAddress(from),
			origin: new MachineAddress(from),
			...(to === null ? {} : { to: new MachineAddress(to) }),
			data: fromHex(data),
			value,
			gasLimit: 30_000_000n,
		});
		if (keep) await state.commit();
		else await state.revert();
		await evm.journal.cleanup();
		return {
			failed: execResult.exceptionError !== undefined,
			output: toHex(execResult.returnValue),
			made: createdAddress === undefined ? null : toHex(createdAddress.bytes),
		};
	};
	const fund = (address: Hex, wei: bigint) =>
		state.modifyAccountFields(new MachineAddress(address), { balance: wei });
	await fund(maker, 10n ** 20n);
	const deploy = async (code: Hex): Promise<Hex> => {
		const { failed, output, made } = await run(maker, null, code);
		if (failed || made === null) throw new Error(`not deployed: ${output}`);
		return made;
	};
	const singleton = await deploy(
		codeOfSafe(version, isL2 ? "l2" : "singleton", "bytecode"),
	);
	const factory = await deploy(safeFactory(version));
	const make: SafeStage["make"] = async (of, most) => {
		const { failed, output } = await run(
			maker,
			factory,
			makingSafe(singleton, of, most),
		);
		if (failed) throw new Error(`no Safe was made: ${output}`);
		return d.hex(20)(`0x${output.slice(26, 66)}`, "safe");
	};
	const safe = await make(owners, threshold);
	return {
		safe,
		singleton,
		make,
		send: async (from, to, data, value = 0n) => {
			const { failed: isOver, output: why } = await run(from, to, data, value);
			return isOver ? why : null;
		},
		ask: async (name, ...args) => {
			const asked = await run(maker, safe, callOf(name, args), 0n, false);
			if (asked.failed) throw new Error(`${name}: ${asked.output}`);
			return decodeFunctionResult({
				abi: [getAbiItem({ abi: safeAbi, name } as never)] as never,
				functionName: name,
				data: asked.output,
			} as never);
		},
		call: (name, ...args) => callOf(name, args),
		putCode: (address, code) =>
			state.putCode(new MachineAddress(address), fromHex(code)),
		putWord: (address, key, word) =>
			state.putStorage(
				new MachineAddress(address),
				fromHex(key, 32),
				fromHex(`0x${word.toString(16).padStart(64, "0")}`),
			),
		fund,
		world: () => worldIn(state),
	};
};
