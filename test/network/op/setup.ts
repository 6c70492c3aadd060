// What a rollup needs before it starts: keys of its roles, its token, the L1 block it begins from.

import { getContractAddress, keccak256, stringToBytes } from "viem";
import { privateKeyToAccount, privateKeyToAddress } from "viem/accounts";
import type { Hex } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { deriveAccounts } from "../l1/accounts.ts";
import { freePorts } from "../l1/port.ts";
import { tokenCreationCode } from "../l1/token.ts";
import { type L1Block, readL1Block } from "./blocks.ts";
import { mintableCreation } from "./bridge.ts";
import { type Rpc, sleep } from "./rpc.ts";
import { openSender, type Sender } from "./sender.ts";

export const roleKey = (role: string): Hex =>
	keccak256(stringToBytes(`embedded rollup: ${role}`));

export const testAccounts = (): readonly Hex[] =>
	deriveAccounts().map((account) => account.address);

/** The rollup's ports: as OpRollupOptions counts them from `first`, or free ones. */
export const portsFrom = async (first: number | undefined) => {
	const picked =
		first === undefined
			? await freePorts(6)
			: [0, 1, 2, 3, 5, 6].map((after) => first + after);
	const [rpc, relay, chain, shadow, verifier, verifierChain] = picked;
	if (!rpc || !relay || !chain || !shadow || !verifier || !verifierChain)
		throw new RangeError('"port": six are needed');
	return { rpc, relay, chain, shadow, verifier, verifierChain };
};

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
	/** @param mine has a block come soon */
	return (key: Hex, mine?: () => Promise<void>): Sender => {
		const sender =
			senders.get(key) ?? openSender(l1, l1ChainId, key, undefined, mine);
		senders.set(key, sender);
		return sender;
	};
};

/** Where the tokens will be on L2: the deployer's first creations there. */
export const tokenAddresses = (
	deployer: Hex,
): { readonly token: Hex; readonly bridged: Hex } => {
	const made = (nonce: bigint, what: string): Hex =>
		d.address(getContractAddress({ from: deployer, nonce }), what);
	return { token: made(0n, "token"), bridged: made(1n, "bridged") };
};

const creationOn = (
	key: Hex,
	chainId: number,
	nonce: number,
	data: Hex,
): Promise<Hex> =>
	privateKeyToAccount(key).signTransaction({
		type: "eip1559",
		chainId,
		nonce,
		gas: 5_000_000n,
		data,
		maxFeePerGas: 10n ** 9n,
		maxPriorityFeePerGas: 10n ** 6n,
	});

/** The token's creation on L2, as the deployer's first transaction there. */
export const tokenTransaction = async (
	key: Hex,
	chainId: number,
	holders: readonly Hex[],
): Promise<{ raw: Hex; token: Hex }> => {
	const code = tokenCreationCode("Rollup Token", "RLT", holders);
	const { token } = tokenAddresses(privateKeyToAddress(key));
	return { raw: await creationOn(key, chainId, 0, code), token };
};

/** The creation of the token that stands for `l1Token`, as the deployer's second transaction. */
export const bridgedTransaction = (
	key: Hex,
	chainId: number,
	l1Token: Hex,
): Promise<Hex> => creationOn(key, chainId, 1, mintableCreation(l1Token));

/** Resolves when the account has something on L1. @throws Error after `timeoutMs` */
export const waitForFunds = async (
	l1: Rpc,
	who: Hex,
	timeoutMs: number,
): Promise<void> => {
	const end = Date.now() + timeoutMs;
	for (;;) {
		if ((await l1("eth_getBalance", [who, "latest"], d.quantity)) > 0n) return;
		if (Date.now() > end) throw new Error(`nobody funds ${who}`);
		await sleep(300);
	}
};
