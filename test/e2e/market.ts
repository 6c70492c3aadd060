// Uniswap v2 as its packages ship it, on the embedded network: a factory, a router, and a pool of the network's token with the
// coin, all of it in one block.

import { encodeAbiParameters, encodeFunctionData } from "viem";
import type { Hex } from "../../src/base/bytes.ts";
import { artifact, uniswapAbi } from "../evm/uniswap.ts";
import type { Network } from "../network/network.ts";
import { type Maker, openMaker } from "./maker.ts";

export type Market = {
	readonly router: Hex;
	readonly weth: Hex;
	/** What the pool begins with. */
	readonly tokens: bigint;
	readonly wei: bigint;
};

const ether = 10n ** 18n;
const far = 2n ** 40n;

/** @param made by whom; the last account of the network, where nobody is named. @throws Error when one of its transactions fails */
export const openMarket = async (
	network: Network,
	made?: Maker,
): Promise<Market> => {
	const maker = made ?? (await openMaker(network));
	const { send } = maker;
	const { token } = network;
	const given = (...addresses: readonly Hex[]): string =>
		addresses
			.map((one) => encodeAbiParameters([{ type: "address" }], [one]).slice(2))
			.join("");

	const factory = await send(
		null,
		`${artifact("v2-core/build/UniswapV2Factory")}${given(maker.address)}`,
		4_000_000n,
	);
	const weth = await send(
		null,
		artifact("v2-periphery/build/WETH9"),
		2_000_000n,
	);
	const router = await send(
		null,
		`${artifact("v2-periphery/build/UniswapV2Router02")}${given(factory, weth)}`,
		6_000_000n,
	);
	const [tokens, wei] = [100_000n * ether, 100n * ether];
	await send(
		token,
		encodeFunctionData({
			abi: uniswapAbi,
			functionName: "approve",
			args: [router, tokens],
		}),
		100_000n,
	);
	await send(
		router,
		encodeFunctionData({
			abi: uniswapAbi,
			functionName: "addLiquidityETH",
			args: [token, tokens, 0n, 0n, maker.address, far],
		}),
		5_000_000n,
		wei,
	);
	await maker.settle();
	return { router, weth, tokens, wei };
};
