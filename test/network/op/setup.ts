// What a rollup needs before it starts: keys of its roles, its token, the L1 block it begins from.

import { getContractAddress, keccak256, stringToBytes } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import type { Hex } from "../../../src/base/bytes.ts";
import { address } from "../../../src/base/decode.ts";
import { deriveAccounts } from "../l1/accounts.ts";
import { tokenCreationCode } from "../l1/token.ts";
import { type L1Block, readL1Block } from "./blocks.ts";
import type { Rpc } from "./rpc.ts";
import { openSender, type Sender } from "./sender.ts";

export const roleKey = (role: string): Hex =>
	keccak256(stringToBytes(`embedded rollup: ${role}`));

export const testAccounts = (): readonly Hex[] =>
	deriveAccounts().map((account) => account.address);

export const ether = 10n ** 18n;

/** The newest L1 block with `confirmations` above it that is not younger than `timeS`. @throws when there is none */
export const originBefore = async (
	l1: Rpc,
	confirmations: number,
	timeS: number,
): Promise<L1Block> => {
	const newest = await readL1Block(l1, "latest");
	let number = Math.max(0, (newest?.number ?? 0) - confirmations);
	for (; number >= 0; number--) {
		const block = await readL1Block(l1, number);
		if (block !== null && block.timestamp <= timeS) return block;
	}
	throw new Error("L1 has no block old enough to begin from");
};

/** One sender a key, so that its nonces are counted in one place. */
export const rememberSenders = (l1: Rpc, l1ChainId: number) => {
	const senders = new Map<Hex, Sender>();
	return (key: Hex): Sender => {
		const sender = senders.get(key) ?? openSender(l1, l1ChainId, key);
		senders.set(key, sender);
		return sender;
	};
};

/** The token's creation on L2, as the deployer's first transaction there. */
export const tokenTransaction = async (
	key: Hex,
	chainId: number,
	holders: readonly Hex[],
): Promise<{ raw: Hex; token: Hex }> => {
	const account = privateKeyToAccount(key);
	const raw = await account.signTransaction({
		type: "eip1559",
		chainId,
		nonce: 0,
		gas: 5_000_000n,
		data: tokenCreationCode("Rollup Token", "RLT", holders),
		maxFeePerGas: 10n ** 9n,
		maxPriorityFeePerGas: 10n ** 6n,
	});
	const token = getContractAddress({ from: account.address, nonce: 0n });
	return { raw, token: address(token, "token") };
};
