// Who makes contracts on the embedded network: its last account, which no wallet of a walk holds.

import { getContractAddress } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { Hex } from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import { callRpc } from "../network/l1/rpc.ts";
import { waitForSuccess } from "../network/l1/token.ts";
import type { Network } from "../network/network.ts";

export type Maker = {
	readonly address: Hex;
	/** @returns where the contract is, if it makes one */
	readonly send: (
		to: Hex | null,
		data: Hex,
		gas: bigint,
		value?: bigint,
	) => Promise<Hex>;
	/** All that was sent is in blocks. @throws Error when one failed */
	readonly settle: () => Promise<void>;
};

export const openMaker = async ({
	accounts,
	chainId,
	endpoints: { execution },
}: Pick<Network, "accounts" | "chainId" | "endpoints">): Promise<Maker> => {
	const maker = accounts.at(-1);
	if (maker === undefined) throw new Error("nobody to make it");
	const { address } = maker;
	const signer = privateKeyToAccount(maker.privateKey);
	let nonce = Number(
		await callRpc(
			execution,
			"eth_getTransactionCount",
			[address, "latest"],
			d.quantity,
		),
	);
	const sent: Hex[] = [];
	return {
		address,
		send: async (to, data, gas, value = 0n) => {
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
				from: address,
				nonce: BigInt(nonce++),
			});
			return `0x${made.slice(2).toLowerCase()}`;
		},
		settle: async () => {
			for (const one of sent.splice(0))
				await waitForSuccess(execution, one, 60_000);
		},
	};
};
