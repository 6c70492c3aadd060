// An account of L1 that delegates by EIP-7702, in a transaction that another sends.

import { privateKeyToAccount } from "viem/accounts";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { type Rpc, sleep } from "../op/rpc.ts";

const receipt = d.record({ status: d.oneOf("0x0", "0x1") });

/** The delegation is in a block when it resolves; to the zero address, there is none any more. */
export const delegate = async (
	l1: Rpc,
	chainId: number,
	key: Hex,
	sponsorKey: Hex,
	to: Hex,
	withinMs = 100_000,
): Promise<void> => {
	const own = privateKeyToAccount(key);
	const sponsor = privateKeyToAccount(sponsorKey);
	const nonceOf = (who: Hex): Promise<number> =>
		l1("eth_getTransactionCount", [who, "latest"], d.smallQuantity);
	const authorization = await own.signAuthorization({
		contractAddress: to,
		chainId,
		nonce: await nonceOf(own.address),
	});
	const raw = await sponsor.signTransaction({
		type: "eip7702",
		chainId,
		nonce: await nonceOf(sponsor.address),
		to: sponsor.address,
		gas: 200_000n,
		maxFeePerGas: 40n * 10n ** 9n,
		maxPriorityFeePerGas: 10n ** 9n,
		authorizationList: [authorization],
	});
	const sent = await l1("eth_sendRawTransaction", [raw], d.hash);
	const end = Date.now() + withinMs;
	for (;;) {
		const mined = await l1(
			"eth_getTransactionReceipt",
			[sent],
			d.nullable(receipt),
		);
		if (mined?.status === "0x1") return;
		if (mined !== null || Date.now() > end)
			throw new Error("the delegation was not mined");
		await sleep(400);
	}
};
