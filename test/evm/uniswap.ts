// Uniswap v2 as its packages ship it, deployed and filled by the package's own machine: a world to make a chain of.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { createEVM } from "@ethereumjs/evm";
import {
	encodeAbiParameters,
	encodeFunctionData,
	encodePacked,
	getContractAddress,
	keccak256,
	parseAbi,
} from "viem";
import { fromHex, type Hex, isHex, toHex } from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import { MachineAddress } from "../../src/evm/machine.ts";
import type { World } from "../state/chain.ts";
import { ether } from "./simulated.ts";
import { codeIn } from "./tokens.ts";

const { resolve } = createRequire(import.meta.url);

/** The creation code in a package's file. */
export const artifact = (path: string): Hex => {
	const { bytecode } = d.record({ bytecode: d.text(1_000_000) })(
		d.parseJson(readFileSync(resolve(`@uniswap/${path}.json`), "utf8")),
		path,
	);
	const code = bytecode.startsWith("0x") ? bytecode : `0x${bytecode}`;
	if (!isHex(code)) throw new Error(`no code in ${path}`);
	return code;
};

export const uniswapAbi = parseAbi([
	"function createPair(address, address) returns (address)",
	"function addLiquidity(address, address, uint256, uint256, uint256, uint256, address, uint256)",
	"function addLiquidityETH(address, uint256, uint256, uint256, address, uint256) payable",
	"function swapExactTokensForTokens(uint256, uint256, address[], address, uint256)",
	"function swapExactETHForTokens(uint256, address[], address, uint256) payable",
	"function swapExactTokensForETH(uint256, uint256, address[], address, uint256)",
	"function approve(address, uint256)",
	"function transfer(address, uint256)",
	"function deposit() payable",
]);

export type UniswapWorld = {
	readonly world: World;
	readonly factory: Hex;
	readonly router: Hex;
	readonly weth: Hex;
	readonly tokens: readonly [Hex, Hex];
	readonly pair: Hex;
};

const maker: Hex = `0x${"77".repeat(20)}`;
const tokens: readonly [Hex, Hex] = [
	`0x${"51".repeat(20)}`,
	`0x${"52".repeat(20)}`,
];
const far = 2n ** 40n;

/** A factory, a router, and two pools: of two tokens, and of the first with the coin. `owner` has both tokens and allows both. */
export const uniswapWorld = async (owner: Hex): Promise<UniswapWorld> => {
	const evm = await createEVM();
	const state = evm.stateManager;
	const fund = (address: Hex) =>
		state.modifyAccountFields(new MachineAddress(address), {
			balance: 1_000n * ether,
			nonce: 1n,
		});
	await fund(maker);
	await fund(owner);
	const send = async (
		from: Hex,
		to: Hex | null,
		data: Hex,
		value = 0n,
	): Promise<Hex> => {
		const { execResult, createdAddress } = await evm.runCall({
			caller: new MachineAddress(from),
			origin: new MachineAddress(from),
			...(to === null ? {} : { to: new MachineAddress(to) }),
			data: fromHex(data),
			value,
			gasLimit: 30_000_000n,
		});
		if (execResult.exceptionError !== undefined)
			throw new Error(
				`${execResult.exceptionError.error} ${toHex(execResult.returnValue)}`,
			);
		await evm.journal.cleanup();
		return createdAddress === undefined ? "0x" : toHex(createdAddress.bytes);
	};
	const call = (
		functionName: Parameters<
			typeof encodeFunctionData<typeof uniswapAbi>
		>[0]["functionName"],
		...args: readonly unknown[]
	): Hex =>
		encodeFunctionData({ abi: uniswapAbi, functionName, args } as never);

	const factory = await send(
		maker,
		null,
		`${artifact("v2-core/build/UniswapV2Factory")}${encodeAbiParameters([{ type: "address" }], [maker]).slice(2)}`,
	);
	const weth = await send(maker, null, artifact("v2-periphery/build/WETH9"));
	const router = await send(
		maker,
		null,
		`${artifact("v2-periphery/build/UniswapV2Router02")}${encodeAbiParameters(
			[{ type: "address" }, { type: "address" }],
			[factory, weth],
		).slice(2)}`,
	);
	for (const token of tokens) {
		const place = new MachineAddress(token);
		await state.putCode(place, fromHex(codeIn("Simulated.sol", "Coin")));
		await state.modifyAccountFields(place, { nonce: 1n });
		for (const [who, amount] of [
			[maker, 10n ** 24n],
			[owner, 10n ** 21n],
		] as const)
			await state.putStorage(
				place,
				fromHex(
					keccak256(
						encodeAbiParameters(
							[{ type: "address" }, { type: "uint256" }],
							[who, 0n],
						),
					),
				),
				fromHex(`0x${amount.toString(16).padStart(64, "0")}`),
			);
		for (const who of [maker, owner])
			await send(who, token, call("approve", router, 10n ** 24n));
	}
	const [first, second] = tokens;
	await send(maker, factory, call("createPair", first, second));
	await send(maker, factory, call("createPair", first, weth));
	const amount = 10n ** 23n;
	await send(
		maker,
		router,
		call(
			"addLiquidity",
			first,
			second,
			amount,
			2n * amount,
			0n,
			0n,
			maker,
			far,
		),
	);
	await send(
		maker,
		router,
		call("addLiquidityETH", first, amount, 0n, 0n, maker, far),
		100n * ether,
	);
	const pair = getContractAddress({
		opcode: "CREATE2",
		from: factory,
		salt: keccak256(encodePacked(["address", "address"], [first, second])),
		bytecode: artifact("v2-core/build/UniswapV2Pair"),
	});
	return {
		world: await worldIn(state),
		...{ factory, router, weth, tokens },
		pair: d.hex(20)(pair.toLowerCase(), "pair"),
	};
};

type State = Awaited<ReturnType<typeof createEVM>>["stateManager"];

/** All that the machine's own state in memory holds. */
export const worldIn = async (state: State): Promise<World> => {
	const top = (name: string): ReadonlyMap<string, unknown> => {
		const stack: unknown = Reflect.get(state, name);
		const map: unknown = Array.isArray(stack) ? stack.at(-1) : undefined;
		if (!(map instanceof Map)) throw new Error(`no ${name}`);
		return map;
	};
	const world: World = {};
	for (const name of top("accountStack").keys()) {
		const address = d.hex(20)(name, "address");
		const place = new MachineAddress(address);
		const account = await state.getAccount(place);
		if (account === undefined) continue;
		world[address] = {
			nonce: Number(account.nonce),
			balance: account.balance,
			code: toHex(await state.getCode(place)),
			storage: {},
		};
	}
	for (const [name, word] of top("storageStack")) {
		const [address = "", key = ""] = name.split("_");
		const account = world[d.hex(20)(address, "address")];
		if (account?.storage === undefined || !(word instanceof Uint8Array))
			continue;
		account.storage[d.hex(32)(key.startsWith("0x") ? key : `0x${key}`, "key")] =
			word.length === 0 ? 0n : BigInt(toHex(word));
	}
	return world;
};
