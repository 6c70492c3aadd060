// Uniswap v2 as its packages ship it, on the embedded network: a factory, a router, and a pool of the network's token with the
// coin, all of it in one block.

import {
	encodeAbiParameters,
	encodeFunctionData,
	getContractAddress,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { Hex } from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import { artifact, uniswapAbi } from "../evm/uniswap.ts";
import { callRpc } from "../network/l1/rpc.ts";
import { waitForSuccess } from "../network/l1/token.ts";
import type { Network } from "../network/network.ts";

export type Market = {
	readonly router: Hex;
	readonly weth: Hex;
	/** What the pool begins with. */
	readonly tokens: bigint;
	readonly wei: bigint;
};

const ether = 10n ** 18n;
const far = 2n ** 40n;

/** The last account of the network makes it. @throws Error when one of its transactions fails */
export const openMarket = async ({
	accounts,
	chainId,
	endpoints: { execution },
	token,
}: Network): Promise<Market> => {
	const maker = accounts.at(-1);
	if (maker === undefined) throw new Error("nobody to make it");
	const signer = privateKeyToAccount(maker.privateKey);
	let nonce = Number(
		await callRpc(
			execution,
			"eth_getTransactionCount",
			[maker.address, "latest"],
			d.quantity,
		),
	);
	const sent: Hex[] = [];
	/** @returns where the contract is, if it makes one */
	const send = async (
		to: Hex | null,
		data: Hex,
		gas: bigint,
		value = 0n,
	): Promise<Hex> => {
		const raw = await signer.signTransaction({
			type: "eip1559",
			chainId,
			nonce,
			gas,
			maxFeePerGas: 10n ** 10n,
			maxPriorityFeePerGas: 10n ** 9n,
			...(to === null ? {} : { to }),
			data,
			value,
		});
		sent.push(
			await callRpc(execution, "eth_sendRawTransaction", [raw], d.hash),
		);
		const made = getContractAddress({
			from: maker.address,
			nonce: BigInt(nonce++),
		});
		return `0x${made.slice(2).toLowerCase()}`;
	};
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
	for (const one of sent) await waitForSuccess(execution, one, 60_000);
	return { router, weth, tokens, wei };
};
