// The network's ERC-20, handed out to the funded accounts.

import {
	encodeAbiParameters,
	getContractAddress,
	parseAbiParameters,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { concat, fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import type { Account } from "./accounts.ts";
import { chainId } from "./genesis.ts";
import { callRpc } from "./rpc.ts";
import { compileContract } from "./solidity.ts";

export const tokensEach = 1_000_000n * 10n ** 18n;

export const tokenCreationCode = (
	name: string,
	symbol: string,
	holders: readonly Hex[],
): Hex =>
	toHex(
		concat(
			fromHex(
				compileContract(
					new URL("../contracts/Token.sol", import.meta.url),
					"Token",
				),
			),
			fromHex(
				encodeAbiParameters(
					parseAbiParameters("string, string, address[], uint256"),
					[name, symbol, holders, tokensEach],
				),
			),
		),
	);

/** Where the token is once `deployer` has made it with its first nonce. */
export const tokenAddress = (deployer: Account): Hex => {
	const address = getContractAddress({ from: deployer.address, nonce: 0n });
	return `0x${address.slice(2).toLowerCase()}`;
};

/** Sends the deployment with the deployer's first nonce. @returns address and transaction. */
export const sendTokenDeployment = async (
	rpcUrl: string,
	deployer: Account,
	code: Hex,
): Promise<{ readonly address: Hex; readonly transaction: Hex }> => {
	const raw = await privateKeyToAccount(deployer.privateKey).signTransaction({
		type: "eip1559",
		chainId,
		nonce: 0,
		gas: 3_000_000n,
		maxFeePerGas: 10n ** 10n,
		maxPriorityFeePerGas: 10n ** 9n,
		data: code,
	});
	const transaction = await callRpc(
		rpcUrl,
		"eth_sendRawTransaction",
		[raw],
		d.hash,
	);
	return { address: tokenAddress(deployer), transaction };
};

const receiptWire = d.nullable(d.record({ status: d.oneOf("0x1", "0x0") }));

/** The transaction succeeded in a block. @throws Error when it failed or `timeoutMs` passed. */
export const waitForSuccess = async (
	rpcUrl: string,
	transaction: Hex,
	timeoutMs: number,
): Promise<void> => {
	const end = Date.now() + timeoutMs;
	for (;;) {
		const receipt = receiptWire(
			await callRpc(
				rpcUrl,
				"eth_getTransactionReceipt",
				[transaction],
				d.anything,
			),
			"receipt",
		);
		if (receipt?.status === "0x1") return;
		if (receipt !== null) throw new Error(`${transaction} failed`);
		if (Date.now() > end) throw new Error(`${transaction} is not in a block`);
		await new Promise((resolve) => setTimeout(resolve, 100));
	}
};
