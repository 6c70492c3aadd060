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
	params: { tokenPath, threshold: half, message: "Unlimited" },
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
		"Send tokens",
		tokens("value", "Amount"),
		addressField("to", "To"),
	),
	"approve(address spender, uint256 value)": format(
		"Let somebody spend your tokens",
		addressField("spender", "Spender"),
		allowance("value", "At most, or the item's number"),
	),
	"transferFrom(address from, address to, uint256 value)": format(
		"Move tokens or an item",
		addressField("from", "From"),
		addressField("to", "To"),
		tokens("value", "Amount, or the item's number"),
	),
	"increaseAllowance(address spender, uint256 addedValue)": format(
		"Let somebody spend more of your tokens",
		addressField("spender", "Spender"),
		allowance("addedValue", "More by"),
	),
	"decreaseAllowance(address spender, uint256 subtractedValue)": format(
		"Let somebody spend less of your tokens",
		addressField("spender", "Spender"),
		tokens("subtractedValue", "Less by"),
	),
	"permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)":
		format(
			"Hand in a signed permit to spend tokens",
			addressField("owner", "Whose"),
			addressField("spender", "Spender"),
			allowance("value", "At most"),
			date("deadline", "Until"),
			...signature,
		),
	"safeTransferFrom(address from, address to, uint256 tokenId)": format(
		"Send an item",
		addressField("from", "From"),
		addressField("to", "To"),
		item("tokenId", "Item"),
	),
	"safeTransferFrom(address from, address to, uint256 tokenId, bytes data)":
		format(
			"Send an item",
			addressField("from", "From"),
			addressField("to", "To"),
			item("tokenId", "Item"),
			raw("data", "Data for the recipient"),
		),
	"setApprovalForAll(address operator, bool approved)": format(
		"Let somebody move all your items of this collection",
		addressField("operator", "Who"),
		raw("approved", "Allowed"),
	),
	"safeTransferFrom(address from, address to, uint256 id, uint256 value, bytes data)":
		format(
			"Send items",
			addressField("from", "From"),
			addressField("to", "To"),
			item("id", "Item"),
			raw("value", "How many"),
			raw("data", "Data for the recipient"),
		),
	"safeBatchTransferFrom(address from, address to, uint256[] ids, uint256[] values, bytes data)":
		format(
			"Send items",
			addressField("from", "From"),
			addressField("to", "To"),
			item("ids.[]", "Item"),
			raw("values.[]", "How many"),
			raw("data", "Data for the recipient"),
		),
	"mint(uint256 shares, address receiver)": format(
		"Put in as much as these shares cost",
		tokens("shares", "Shares"),
		addressField("receiver", "For"),
	),
	"redeem(uint256 shares, address receiver, address owner)": format(
		"Take out for shares",
		tokens("shares", "Shares"),
		addressField("receiver", "To"),
		addressField("owner", "Whose"),
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
			"deposit()": format("Wrap ether", coin("Amount")),
			"withdraw(uint256 wad)": format(
				"Unwrap to ether",
				tokens("wad", "Amount"),
			),
		},
	),
	contract("Lido", [[1, steth]], {
		"submit(address _referral)": format(
			"Stake ether",
			coin("Amount"),
			addressField("_referral", "Referred by"),
		),
	}),
	contract("Lido", [[1, "0x7f39c581f595b53c5cb19bd0b3f8da6c935e2ca0"]], {
		"wrap(uint256 _stETHAmount)": format("Wrap staked ether", {
			path: "_stETHAmount",
			label: "Amount",
			format: "tokenAmount",
			params: { token: steth },
		}),
		"unwrap(uint256 _wstETHAmount)": format(
			"Unwrap staked ether",
			tokens("_wstETHAmount", "Amount"),
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
					"Let somebody spend your tokens through Permit2",
					addressField("spender", "Spender"),
					{
						path: "amount",
						label: "At most",
						format: "tokenAmount",
						params: {
							tokenPath: "token",
							threshold: `0x8${"0".repeat(39)}`,
							message: "Unlimited",
						},
					},
					date("expiration", "Until"),
				),
			"lockdown((address token, address spender)[] approvals)": format(
				"Take back what you allowed through Permit2",
				addressField("approvals.[].token", "Token"),
				addressField("approvals.[].spender", "Spender"),
			),
		},
	),
	contract("Aave", [[1, "0x87870bca3f3fd6335c3f4ce8392d69350b4fa4e2"]], {
		"supply(address asset, uint256 amount, address onBehalfOf, uint16 referralCode)":
			format(
				"Lend tokens",
				tokens("amount", "Amount", "asset"),
				addressField("onBehalfOf", "For"),
				unseen("referralCode"),
			),
		"withdraw(address asset, uint256 amount, address to)": format(
			"Take back lent tokens",
			{
				path: "amount",
				label: "Amount",
				format: "tokenAmount",
				params: { tokenPath: "asset", threshold: half, message: "All of it" },
			},
			addressField("to", "To"),
		),
		"borrow(address asset, uint256 amount, uint256 interestRateMode, uint16 referralCode, address onBehalfOf)":
			format(
				"Borrow tokens",
				tokens("amount", "Amount", "asset"),
				addressField("onBehalfOf", "Debt of"),
				unseen("interestRateMode"),
				unseen("referralCode"),
			),
		"repay(address asset, uint256 amount, uint256 interestRateMode, address onBehalfOf)":
			format(
				"Pay back a debt",
				{
					path: "amount",
					label: "Amount",
					format: "tokenAmount",
					params: { tokenPath: "asset", threshold: half, message: "All of it" },
				},
				addressField("onBehalfOf", "Debt of"),
				unseen("interestRateMode"),
			),
	}),
	contract("Uniswap", [[1, "0x68b3465833fb72a70ecdf485e0e4c7bd8665fc45"]], {
		"exactInputSingle((address tokenIn, address tokenOut, uint24 fee, address recipient, uint256 amountIn, uint256 amountOutMinimum, uint160 sqrtPriceLimitX96) params)":
			format(
				"Swap tokens",
				tokens("params.amountIn", "You give", "params.tokenIn"),
				tokens(
					"params.amountOutMinimum",
					"You get at least",
					"params.tokenOut",
				),
				addressField("params.recipient", "To"),
			),
		"exactOutputSingle((address tokenIn, address tokenOut, uint24 fee, address recipient, uint256 amountOut, uint256 amountInMaximum, uint160 sqrtPriceLimitX96) params)":
			format(
				"Swap tokens",
				tokens("params.amountInMaximum", "You give at most", "params.tokenIn"),
				tokens("params.amountOut", "You get", "params.tokenOut"),
				addressField("params.recipient", "To"),
			),
	}),
];

/** Those of contracts first. */
export const ownDescriptors: readonly ClearDescriptor[] = [
	...contracts,
	{ owner: "Standards", deployments: [], formats: standards },
].map(decodeDescriptor);
