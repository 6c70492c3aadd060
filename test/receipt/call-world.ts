// A call of a contract in the small world: a token of the account, a router with an allowance of it, and a simulation that agrees.

import { encodeFunctionData, maxUint256, parseAbi } from "viem";
import type { Hex } from "../../src/base/bytes.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import { addressOf, signHash } from "../../src/crypto/secp256k1.ts";
import type { CallOrder, Holding } from "../../src/evidence/call-order.ts";
import { tokenPlaceKey } from "../../src/evidence/token-place.ts";
import { joinSignature, signingHash } from "../../src/evidence/transaction.ts";
import {
	type OrderedTransaction,
	transactionOf,
} from "../../src/evidence/transfer.ts";
import type {
	Effect,
	Foretold,
	ForetoldRun,
} from "../../src/protocol/foretold.ts";
import type { CallFacts } from "../../src/receipt/call-rule.ts";
import { wordHex } from "../../src/state/storage-layout.ts";
import { a, account, h, scene, slotOf, timeS } from "./world.ts";

export const key = keccak256(Uint8Array.of(42));
export const me = addressOf(key);
export const gwei = 1_000_000_000n;
export const ether = 10n ** 18n;
export const nowMs = (timeS + 20) * 1000;
export const [token, other, router, you] = [a(0x70), a(0x71), a(0x72), a(2)];

export const erc20 = parseAbi([
	"function transfer(address to, uint256 amount)",
	"function approve(address spender, uint256 amount)",
	"function transferFrom(address from, address to, uint256 amount)",
	"function increaseAllowance(address spender, uint256 amount)",
	"function decreaseAllowance(address spender, uint256 amount)",
	"function setApprovalForAll(address operator, bool approved)",
	"function safeTransferFrom(address from, address to, uint256 id)",
	"function multicall(bytes[] calls)",
	"function withdraw(uint256 amount)",
]);
export const dataOf = (
	functionName: string,
	...args: readonly unknown[]
): Hex => encodeFunctionData({ abi: erc20, functionName, args } as never);

export const { header } = scene();
export const place = { kind: "key-first", base: wordHex(3) } as const;
export const allowancePlace = { kind: "key-first", base: wordHex(4) } as const;

/** What a slot of the world holds for the account. */
export type Words = {
	readonly balance: bigint;
	readonly allowances: { readonly [spender: Hex]: bigint };
};

export const holdingOf = (of: Hex, words: Words): Holding => ({
	token: of,
	balance: place,
	allowances: Object.keys(words.allowances).map((spender) => ({
		spender: spender as Hex,
		place: allowancePlace,
	})),
});

const slotsOf = (of: Hex, words: Words, under = header) => {
	const contract = account(under, of, { codeHash: h(9) });
	return [
		slotOf(contract, tokenPlaceKey(place, me), words.balance),
		...Object.entries(words.allowances).map(([spender, word]) =>
			slotOf(contract, tokenPlaceKey(allowancePlace, me, spender as Hex), word),
		),
	];
};

export const factsOfCall = (
	to: Hex,
	tokens: { readonly [token: Hex]: Words },
	part: {
		readonly sender?: Parameters<typeof account>[2];
		readonly contract?: Parameters<typeof account>[2];
		readonly under?: typeof header;
	} = {},
): CallFacts => {
	const under = part.under ?? header;
	return {
		sender: account(under, me, part.sender ?? {}),
		contract: account(under, to, { codeHash: h(8), ...part.contract }),
		header: under,
		code: null,
		slots: Object.entries(tokens).flatMap(([of, words]) =>
			slotsOf(of as Hex, words, under),
		),
	};
};

export const runOf = (
	effects: readonly Effect[],
	part: Partial<ForetoldRun> = {},
): ForetoldRun => ({
	timestampS: timeS + 12,
	baseFeePerGasWei: gwei.toString(),
	ended: "returned",
	output: "0x",
	reason: null,
	why: null,
	gasUsed: 60_000,
	measured: [],
	allowances: [],
	depends: [],
	effects: [...effects],
	...part,
});

export const told = (
	effects: readonly Effect[],
	callers: readonly Hex[] = [],
	part: Partial<ForetoldRun> = {},
): Foretold => ({
	blockNumber: header.value.blockNumber,
	blockHash: header.value.blockHash,
	grade: { ...header.value.grade },
	early: runOf(effects, part),
	late: runOf(effects, part),
	callers: [...callers],
});

export const moved = (
	of: Hex,
	amount: bigint,
	to: Hex = you,
	from: Hex = me,
): Effect => ({
	kind: "moved",
	asset: { kind: "erc20", token: of },
	from,
	to,
	amount: amount.toString(),
});

export const callTo = (
	to: Hex,
	data: Hex,
	tokens: { readonly [token: Hex]: Words },
	foretold: Foretold | null,
	part: Partial<CallOrder> = {},
): CallOrder => ({
	format: "sextant-call-1",
	id: "one",
	origin: null,
	chainId: 1337,
	from: me,
	to,
	valueWei: 0n,
	data,
	accessList: [],
	nonce: 0,
	gasLimit: 90_000,
	maxFeePerGasWei: 3n * gwei,
	maxPriorityFeePerGasWei: gwei,
	outstanding: [],
	madeMs: nowMs,
	holdings: Object.entries(tokens).map(([of, words]) =>
		holdingOf(of as Hex, words),
	),
	foretold,
	...part,
});

/** A swap by a router that has an allowance of one token and none of the other. */
export const swap = {
	tokens: {
		[token]: { balance: 1_000n, allowances: { [router]: maxUint256 } },
		[other]: { balance: 7n, allowances: { [router]: 0n } },
	},
	order: (part: Partial<CallOrder> = {}): CallOrder =>
		callTo(
			router,
			"0xdeadbeef",
			swap.tokens,
			told(
				[moved(token, 400n, router), moved(other, 3n, me, router)],
				[router],
			),
			part,
		),
	facts: (part: Parameters<typeof factsOfCall>[2] = {}): CallFacts =>
		factsOfCall(router, swap.tokens, part),
};

/** A transfer of a token. */
export const payment = {
	tokens: { [token]: { balance: 1_000n, allowances: {} } },
	order: (part: Partial<CallOrder> = {}): CallOrder =>
		callTo(
			token,
			dataOf("transfer", you, 400n),
			payment.tokens,
			told([moved(token, 400n)]),
			part,
		),
	facts: (part: Parameters<typeof factsOfCall>[2] = {}): CallFacts =>
		factsOfCall(token, payment.tokens, part),
};

/** The router is allowed that much of the token. */
export const allowing = (
	amount: bigint,
	part: Partial<CallOrder> = {},
): CallOrder =>
	callTo(
		token,
		dataOf("approve", router, amount),
		payment.tokens,
		told([
			{
				kind: "allowed",
				token,
				owner: me,
				spender: router,
				amount: amount.toString(),
			},
		]),
		part,
	);

/** As its account's key signs it. */
export const signed = (order: OrderedTransaction): Hex => {
	const transaction = transactionOf(order);
	return joinSignature(transaction, signHash(signingHash(transaction), key))
		.raw;
};
