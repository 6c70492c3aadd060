// What the functions of well-known standards do, and those of a few contracts that most people meet: descriptors of our own
// making, by the standards' texts and the contracts' published interfaces. A standard is recognised by its function alone: that
// the contract follows it is the contract's promise, and whoever shows it says so.

import type { Hex } from "../base/bytes.ts";
import { type ClearDescriptor, decodeDescriptor } from "./descriptor.ts";

type Field = { readonly [name: string]: unknown };
type Format = { readonly intent: string; readonly fields: readonly Field[] };

const half = `0x8${"0".repeat(63)}`;

const addressField = (path: string, label: string): Field => ({
	path,
	label,
	format: "addressName",
});
const raw = (path: string, label: string): Field => ({
	path,
	label,
	format: "raw",
});
/** An amount of the contract that is called, or of a token that a parameter names. */
const tokens = (path: string, label: string, tokenPath = "@.to"): Field => ({
	path,
	label,
	format: "tokenAmount",
	params: { tokenPath },
});
/** At half of all numbers and above it is no amount. */
const allowance = (path: string, label: string, tokenPath = "@.to"): Field => ({
	path,
	label,
	format: "tokenAmount",
	params: { tokenPath, threshold: half, message: "clear.unlimited" },
});
const item = (path: string, label: string): Field => ({
	path,
	label,
	format: "nftName",
	params: { collectionPath: "@.to" },
});
const coin = (label: string): Field => ({
	path: "@.value",
	label,
	format: "amount",
});
const date = (path: string, label: string): Field => ({
	path,
	label,
	format: "date",
	params: { encoding: "timestamp" },
});
const unseen = (path: string): Field => ({ path, visible: "never" });
const format = (intent: string, ...fields: readonly Field[]): Format => ({
	intent,
	fields,
});

const signature = [unseen("v"), unseen("r"), unseen("s")];

/**
 * ERC-20, 721, 1155, 2612 and 4626. ERC-20's `approve` and `transferFrom` have the selectors of ERC-721's: a contract is one or
 * the other, which its code decides, so an amount of tokens there may be the number of an item.
 */
const standards: { readonly [signature: string]: Format } = {
	"transfer(address to, uint256 value)": format(
		"clear.send-tokens",
		tokens("value", "clear.amount"),
		addressField("to", "clear.to"),
	),
	"approve(address spender, uint256 value)": format(
		"clear.let-somebody-spend-your-tokens",
		addressField("spender", "clear.spender"),
		allowance("value", "clear.at-most-or-the-items-number"),
	),
	"transferFrom(address from, address to, uint256 value)": format(
		"clear.move-tokens-or-an-item",
		addressField("from", "clear.from"),
		addressField("to", "clear.to"),
		tokens("value", "clear.amount-or-the-items-number"),
	),
	"increaseAllowance(address spender, uint256 addedValue)": format(
		"clear.let-somebody-spend-more-of-your-tokens",
		addressField("spender", "clear.spender"),
		allowance("addedValue", "clear.more-by"),
	),
	"decreaseAllowance(address spender, uint256 subtractedValue)": format(
		"clear.let-somebody-spend-less-of-your-tokens",
		addressField("spender", "clear.spender"),
		tokens("subtractedValue", "clear.less-by"),
	),
	"permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)":
		format(
			"clear.hand-in-a-signed-permit-to-spend-tokens",
			addressField("owner", "clear.whose"),
			addressField("spender", "clear.spender"),
			allowance("value", "clear.at-most"),
			date("deadline", "clear.until"),
			...signature,
		),
	"safeTransferFrom(address from, address to, uint256 tokenId)": format(
		"clear.send-an-item",
		addressField("from", "clear.from"),
		addressField("to", "clear.to"),
		item("tokenId", "clear.item"),
	),
	"safeTransferFrom(address from, address to, uint256 tokenId, bytes data)":
		format(
			"clear.send-an-item",
			addressField("from", "clear.from"),
			addressField("to", "clear.to"),
			item("tokenId", "clear.item"),
			raw("data", "clear.data-for-the-recipient"),
		),
	"setApprovalForAll(address operator, bool approved)": format(
		"clear.let-somebody-move-all-your-items-of-this-collection",
		addressField("operator", "clear.who"),
		raw("approved", "clear.allowed"),
	),
	"safeTransferFrom(address from, address to, uint256 id, uint256 value, bytes data)":
		format(
			"clear.send-items",
			addressField("from", "clear.from"),
			addressField("to", "clear.to"),
			item("id", "clear.item"),
			raw("value", "clear.how-many"),
			raw("data", "clear.data-for-the-recipient"),
		),
	"safeBatchTransferFrom(address from, address to, uint256[] ids, uint256[] values, bytes data)":
		format(
			"clear.send-items",
			addressField("from", "clear.from"),
			addressField("to", "clear.to"),
			item("ids.[]", "clear.item"),
			raw("values.[]", "clear.how-many"),
			raw("data", "clear.data-for-the-recipient"),
		),
	"mint(uint256 shares, address receiver)": format(
		"clear.put-in-as-much-as-these-shares-cost",
		tokens("shares", "clear.shares"),
		addressField("receiver", "clear.for"),
	),
	"redeem(uint256 shares, address receiver, address owner)": format(
		"clear.take-out-for-shares",
		tokens("shares", "clear.shares"),
		addressField("receiver", "clear.to"),
		addressField("owner", "clear.whose"),
	),
};

/** What one contract does, where it is deployed. */
const contract = (
	owner: string,
	places: readonly (readonly [chainId: number, address: Hex])[],
	formats: { readonly [signature: string]: Format },
) => ({
	owner,
	deployments: places.map(([chainId, address]) => ({ chainId, address })),
	formats,
});

const steth = "0xae7ab96520de3a18e5e111b5eaab095312d7fe84";

const contracts = [
	contract(
		"Wrapped ether",
		[
			[1, "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2"],
			[10, "0x4200000000000000000000000000000000000006"],
			[8_453, "0x4200000000000000000000000000000000000006"],
			[42_161, "0x82af49447d8a07e3bd95bd0d56f35241523fbab1"],
		],
		{
			"deposit()": format("clear.wrap-ether", coin("clear.amount")),
			"withdraw(uint256 wad)": format(
				"clear.unwrap-to-ether",
				tokens("wad", "clear.amount"),
			),
		},
	),
	contract("Lido", [[1, steth]], {
		"submit(address _referral)": format(
			"clear.stake-ether",
			coin("clear.amount"),
			addressField("_referral", "clear.referred-by"),
		),
	}),
	contract("Lido", [[1, "0x7f39c581f595b53c5cb19bd0b3f8da6c935e2ca0"]], {
		"wrap(uint256 _stETHAmount)": format("clear.wrap-staked-ether", {
			path: "_stETHAmount",
			label: "clear.amount",
			format: "tokenAmount",
			params: { token: steth },
		}),
		"unwrap(uint256 _wstETHAmount)": format(
			"clear.unwrap-staked-ether",
			tokens("_wstETHAmount", "clear.amount"),
		),
	}),
	contract(
		"Permit2",
		[1, 10, 8_453, 42_161].map((chainId) => [
			chainId,
			"0x000000000022d473030f116ddee9f6b43ac78ba3",
		]),
		{
			"approve(address token, address spender, uint160 amount, uint48 expiration)":
				format(
					"clear.let-somebody-spend-your-tokens-through-permit2",
					addressField("spender", "clear.spender"),
					{
						path: "amount",
						label: "clear.at-most",
						format: "tokenAmount",
						params: {
							tokenPath: "token",
							threshold: `0x8${"0".repeat(39)}`,
							message: "clear.unlimited",
						},
					},
					date("expiration", "clear.until"),
				),
			"lockdown((address token, address spender)[] approvals)": format(
				"clear.take-back-what-you-allowed-through-permit2",
				addressField("approvals.[].token", "clear.token"),
				addressField("approvals.[].spender", "clear.spender"),
			),
		},
	),
	contract("Aave", [[1, "0x87870bca3f3fd6335c3f4ce8392d69350b4fa4e2"]], {
		"supply(address asset, uint256 amount, address onBehalfOf, uint16 referralCode)":
			format(
				"clear.lend-tokens",
				tokens("amount", "clear.amount", "asset"),
				addressField("onBehalfOf", "clear.for"),
				unseen("referralCode"),
			),
		"withdraw(address asset, uint256 amount, address to)": format(
			"clear.take-back-lent-tokens",
			{
				path: "amount",
				label: "clear.amount",
				format: "tokenAmount",
				params: {
					tokenPath: "asset",
					threshold: half,
					message: "clear.all-of-it",
				},
			},
			addressField("to", "clear.to"),
		),
		"borrow(address asset, uint256 amount, uint256 interestRateMode, uint16 referralCode, address onBehalfOf)":
			format(
				"clear.borrow-tokens",
				tokens("amount", "clear.amount", "asset"),
				addressField("onBehalfOf", "clear.debt-of"),
				unseen("interestRateMode"),
				unseen("referralCode"),
			),
		"repay(address asset, uint256 amount, uint256 interestRateMode, address onBehalfOf)":
			format(
				"clear.pay-back-a-debt",
				{
					path: "amount",
					label: "clear.amount",
					format: "tokenAmount",
					params: {
						tokenPath: "asset",
						threshold: half,
						message: "clear.all-of-it",
					},
				},
				addressField("onBehalfOf", "clear.debt-of"),
				unseen("interestRateMode"),
			),
	}),
	contract("Uniswap", [[1, "0x68b3465833fb72a70ecdf485e0e4c7bd8665fc45"]], {
		"exactInputSingle((address tokenIn, address tokenOut, uint24 fee, address recipient, uint256 amountIn, uint256 amountOutMinimum, uint160 sqrtPriceLimitX96) params)":
			format(
				"clear.swap-tokens",
				tokens("params.amountIn", "clear.you-give", "params.tokenIn"),
				tokens(
					"params.amountOutMinimum",
					"clear.you-get-at-least",
					"params.tokenOut",
				),
				addressField("params.recipient", "clear.to"),
			),
		"exactOutputSingle((address tokenIn, address tokenOut, uint24 fee, address recipient, uint256 amountOut, uint256 amountInMaximum, uint160 sqrtPriceLimitX96) params)":
			format(
				"clear.swap-tokens",
				tokens(
					"params.amountInMaximum",
					"clear.you-give-at-most",
					"params.tokenIn",
				),
				tokens("params.amountOut", "clear.you-get", "params.tokenOut"),
				addressField("params.recipient", "clear.to"),
			),
	}),
];

/** Those of contracts first. */
export const ownDescriptors: readonly ClearDescriptor[] = [
	...contracts,
	{ owner: "Standards", deployments: [], formats: standards },
].map((one) => decodeDescriptor({ ...one, isOwn: true }));
