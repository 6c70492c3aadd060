// Calls of contracts as the approval draws them: a swap, and an allowance without end.

import { encodeFunctionData, parseAbi } from "viem";
import { unknownMessage } from "../../../src/evidence/unknown-codes.ts";
import type { CallApproval } from "../../../src/protocol/call-views.ts";
import type { ForetoldRun } from "../../../src/protocol/foretold.ts";
import type { ApprovalView, OrderView } from "../../../src/protocol/views.ts";
import { clearCallOf } from "../../../src/signer/clear-approval.ts";
import { hash, me, nowS, other, third } from "./base.ts";
import {
	innerSafe,
	safe,
	safeApproving,
	safeExecution,
	safeNesting,
	safeThrough,
	usdc,
} from "./safes.ts";

const token = third;
const router = other;
const grade = {
	who: "l1",
	validity: "none",
	finality: "optimistic",
	asOfS: nowS - 36,
} as const;

/** A swap through a router that a descriptor tells of, with a limit that the site left out. */
const uniswapRouter = "0x68b3465833fb72a70ecdf485e0e4c7bd8665fc45";
const abi = parseAbi([
	"function multicall(uint256 deadline, bytes[] data)",
	"function exactInputSingle((address tokenIn, address tokenOut, uint24 fee, address recipient, uint256 amountIn, uint256 amountOutMinimum, uint160 sqrtPriceLimitX96) params)",
	"function selfPermit(address token, uint256 value)",
]);
const steps = encodeFunctionData({
	abi,
	functionName: "multicall",
	args: [
		BigInt(nowS + 1_200),
		[
			encodeFunctionData({
				abi,
				functionName: "exactInputSingle",
				args: [
					{
						tokenIn: token,
						tokenOut: "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2",
						fee: 500,
						recipient: me,
						amountIn: 500_000_000n,
						amountOutMinimum: 143_000_000_000_000_000n,
						sqrtPriceLimitX96: 0n,
					},
				],
			}),
			encodeFunctionData({
				abi,
				functionName: "selfPermit",
				args: [token, (1n << 256n) - 1n],
			}),
		],
	],
});
const clear = clearCallOf(
	{ chainId: 1, from: me, to: uniswapRouter, valueWei: 0n, data: steps },
	false,
);
/** As the registry says it, with one text that this release has no German for. */
const registryRead: CallApproval["clear"] = {
	...{ kind: "read", owner: "Morpho DAO", name: "borrow", rest: [] },
	intent: "Borrow from Morpho Market",
	lines: [
		{
			...{ depth: 0, label: "Receiver" },
			value: { kind: "address", value: me },
		},
		{
			...{ depth: 0, label: "Interest rate mode" },
			value: { kind: "choice", says: "stable", value: "1" },
		},
		{
			...{ depth: 0, label: "Feed the dog" },
			value: { kind: "number", value: "3" },
		},
	],
};
const clearPart = clear === null ? {} : { clear };

const run = (effects: ForetoldRun["effects"]): ForetoldRun => ({
	timestampS: nowS,
	baseFeePerGasWei: "12000000000",
	ended: "returned",
	output: "0x",
	reason: null,
	why: null,
	gasUsed: 142_000,
	measured: [],
	allowances: [],
	depends: [],
	effects,
});
const foretold = (
	effects: ForetoldRun["effects"],
): CallApproval["foretold"] => ({
	blockNumber: 24_611_595,
	blockHash: hash(90),
	grade,
	early: run(effects),
	late: run(effects),
	callers: [router],
});

const swap: CallApproval = {
	codeHash: hash(80),
	parts: [{ kind: "unknown", selector: "0x38ed1739" }],
	isSeveral: false,
	tokens: [
		{ token, balance: "2140500000", most: "2140500000", why: "allowed" },
		{ token: router, balance: "90", most: "0", why: "none" },
		{
			token: "0x7fc66500c84a76ad7e9c93437bfc5ac33e2ddae9",
			balance: null,
			most: null,
			why: "unchecked",
		},
	],
	items: [],
	allows: [],
	foretold: foretold([
		{
			kind: "moved",
			asset: { kind: "erc20", token },
			from: me,
			to: router,
			amount: "500000000",
		},
		{
			kind: "moved",
			asset: { kind: "coin" },
			from: router,
			to: me,
			amount: "143200000000000000",
		},
	]),
};

const endless = ((1n << 256n) - 1n).toString();
const allow: CallApproval = {
	codeHash: hash(81),
	parts: [{ kind: "approve", token, spender: router, amount: endless }],
	isSeveral: false,
	tokens: [{ token, balance: "2140500000", most: "0", why: "asked" }],
	items: [],
	allows: [
		{
			kind: "amount",
			token,
			spender: router,
			amount: endless,
			isUnlimited: true,
			isNone: false,
		},
	],
	settable: { asked: endless, isUnlimited: true, most: endless, own: null },
	foretold: foretold([
		{ kind: "allowed", token, owner: me, spender: router, amount: endless },
	]),
};

/** A scene's order and its approval, made from a plain payment's. */
const calling = (
	order: OrderView,
	approval: ApprovalView,
	part: {
		readonly id: string;
		readonly to: OrderView["to"];
		readonly data: OrderView["data"];
		readonly call: CallApproval;
	},
): { readonly order: OrderView; readonly approval: ApprovalView } => {
	const { call, ...fields } = part;
	const gas = {
		valueWei: "0",
		gasLimit: 200_000,
		mostFeeWei: (200_000n * BigInt(order.maxFeePerGasWei)).toString(),
		mostLeavesWei: (200_000n * BigInt(order.maxFeePerGasWei)).toString(),
		origin: "https://swap.example",
		unknowns: [
			"Whether it turns out as foretold. Prices and balances can change until the call is in a block.",
			"Allowances you gave to contracts that were not checked. If the call runs one of those in turn, it can use them.",
		],
	};
	return {
		order: { ...order, ...fields, ...gas, recipient: "contract" },
		approval: {
			...approval,
			...fields,
			...gas,
			recipient: { kind: "contract", codeHash: call.codeHash },
			call,
		},
	};
};

/** The account is to run a contract's code, or nobody's any more. */
const delegating = (
	order: OrderView,
	approval: ApprovalView,
	back: boolean,
): { readonly order: OrderView; readonly approval: ApprovalView } => {
	const fee = (46_000n * BigInt(order.maxFeePerGasWei)).toString();
	const fields = {
		id: back ? "order-undelegate" : "order-delegate",
		to: back ? (`0x${"00".repeat(20)}` as const) : third,
		valueWei: "0",
		data: "0x",
		gasLimit: 46_000,
		mostFeeWei: fee,
		mostLeavesWei: fee,
		origin: null,
	} as const;
	return {
		order: { ...order, ...fields, delegates: true },
		approval: {
			...approval,
			...fields,
			recipient: null,
			delegation: {
				now: back ? third : null,
				next: back ? null : third,
				codeHash: back ? null : hash(82),
				codeBytes: back ? 0 : 4_410,
			},
		},
	};
};

const layerPriceWei = 64_000_000n;

/** On a layer 2: nothing runs there, so a call says itself all that can leave; and the chain takes something that nobody caps. */
const onLayer = (
	order: OrderView,
	approval: ApprovalView,
	isCall: boolean,
): { readonly order: OrderView; readonly approval: ApprovalView } => {
	const { foretold: _foretold, settable: _settable, ...allows } = allow;
	const gasLimit = isCall ? 150_000 : 21_000;
	const valueWei = isCall ? 0n : 500_000_000_000_000_000n;
	const feeWei = BigInt(gasLimit) * layerPriceWei;
	const fields = {
		maxFeePerGasWei: layerPriceWei.toString(),
		id: isCall ? "order-layer-call" : "order-layer",
		chainId: 10,
		to: isCall ? token : third,
		valueWei: valueWei.toString(),
		data: isCall ? (`0xa9059cbb${"00".repeat(64)}` as const) : "0x",
		gasLimit,
		mostFeeWei: feeWei.toString(),
		mostLeavesWei: (valueWei + feeWei).toString(),
		origin: null,
		unknowns: [
			unknownMessage("unknown.layer-elsewhere"),
			unknownMessage("unknown.layer-order"),
			unknownMessage("unknown.layer-fee"),
			...(isCall
				? [
						unknownMessage("unknown.layer-call"),
						unknownMessage("unknown.call-token"),
					]
				: []),
		],
	} as const;
	return {
		order: {
			...order,
			...fields,
			recipient: isCall ? "contract" : "account",
			onRollup: { isClaimed: false, heldBackWei: "8400000000000" },
		},
		approval: {
			...approval,
			...fields,
			chain: { title: "OP Mainnet", symbol: "ETH", decimals: 18 },
			recipient: {
				kind: isCall ? "contract" : "account",
				codeHash: allow.codeHash,
			},
			onRollup: {
				besideWei: "2100000000000",
				heldBackWei: "8400000000000",
				...(isCall
					? {
							call: {
								...allows,
								parts: [
									{ kind: "transfer", token, to: third, amount: "250000000" },
								],
								tokens: [
									{ token, balance: null, most: "250000000", why: "asked" },
								],
								allows: [],
							},
						}
					: {}),
			},
		},
	};
};

export const callScenes = (order: OrderView, approval: ApprovalView) => ({
	create: {
		...calling({ ...order, creates: true }, approval, {
			id: "order-create",
			to: third,
			data: `0x60806040${"00".repeat(900)}`,
			call: {
				...swap,
				creates: true,
				parts: [{ kind: "unknown", selector: null }],
				tokens: [],
			},
		}),
	},
	delegate: delegating(order, approval, false),
	undelegate: delegating(order, approval, true),
	call: calling(order, approval, {
		id: "order-call",
		to: router,
		data: `0x38ed1739${"00".repeat(260)}`,
		call: swap,
	}),
	"call-clear": calling(order, approval, {
		id: "order-clear",
		to: uniswapRouter,
		data: steps,
		call: { ...swap, ...clearPart },
	}),
	"call-registry": calling(order, approval, {
		id: "order-registry",
		to: router,
		data: `0x50d8cd4b${"00".repeat(260)}`,
		call: { ...swap, clear: registryRead },
	}),
	"call-safe": calling(order, approval, {
		id: "order-safe",
		to: safe,
		data: `0x6a761202${"00".repeat(320)}`,
		call: safeExecution(
			foretold([
				{
					kind: "moved",
					asset: { kind: "coin" },
					from: safe,
					to: router,
					amount: "1500000000000000000",
				},
			]),
		),
	}),
	"call-safe-agrees": calling(order, approval, {
		id: "order-safe-agrees",
		to: safe,
		data: `0xd4d9bdcd${"ab".repeat(32)}`,
		call: safeApproving(foretold([])),
	}),
	"call-safe-nested": calling(order, approval, {
		id: "order-safe-nested",
		to: innerSafe,
		data: `0x6a761202${"00".repeat(320)}`,
		call: safeNesting(foretold([])),
	}),
	"call-safe-through": calling(order, approval, {
		id: "order-safe-through",
		to: safe,
		data: `0x6a761202${"00".repeat(320)}`,
		call: safeThrough(
			foretold([
				{
					kind: "moved",
					asset: { kind: "erc20", token: usdc },
					...{ from: safe, to: other, amount: "250000000" },
				},
			]),
		),
	}),
	"layer-pay": onLayer(order, approval, false),
	"layer-call": onLayer(order, approval, true),
	"call-allow": calling(order, approval, {
		id: "order-allow",
		to: token,
		data: `0x095ea7b3${"ff".repeat(64)}`,
		call: allow,
	}),
});
