// What a few contracts do that most people meet: descriptors of our own making, by the contracts' published interfaces, and by the
// registry's for what is signed for them (see README.md).

import {
	addressField,
	coin,
	contract,
	date,
	format,
	half,
	tokens,
	unseen,
} from "./make.ts";
import { uniswap, uniswapOrders } from "./uniswap.ts";

const steth = "0xae7ab96520de3a18e5e111b5eaab095312d7fe84";

export const contracts = [
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
					tokens("amount", "clear.at-most", "token", {
						threshold: `0x8${"0".repeat(39)}`,
						message: "clear.unlimited",
					}),
					date("expiration", "clear.until"),
				),
			"lockdown((address token, address spender)[] approvals)": format(
				"clear.take-back-what-you-allowed-through-permit2",
				addressField("approvals.[].token", "clear.token"),
				addressField("approvals.[].spender", "clear.spender"),
			),
		},
		uniswapOrders,
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
			tokens("amount", "clear.amount", "asset", {
				threshold: half,
				message: "clear.all-of-it",
			}),
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
				tokens("amount", "clear.amount", "asset", {
					threshold: half,
					message: "clear.all-of-it",
				}),
				addressField("onBehalfOf", "clear.debt-of"),
				unseen("interestRateMode"),
			),
	}),
	contract(
		"Uniswap",
		[[1, "0x68b3465833fb72a70ecdf485e0e4c7bd8665fc45"]],
		uniswap,
	),
	contract(
		"1inch",
		[1, 10, 8_453, 42_161].map((chainId) => [
			chainId,
			"0x111111125421ca6dc452d289314280a0f8842a65",
		]),
		{},
		{
			"Order(uint256 salt,address maker,address receiver,address makerAsset,address takerAsset,uint256 makingAmount,uint256 takingAmount,uint256 makerTraits)":
				{
					// With an extension (bit 249), code that the maker names beside the order reckons what is paid.
					needs: [{ path: "makerTraits", without: `0x2${"0".repeat(62)}` }],
					...format(
						"clear.order-to-swap",
						addressField("maker", "clear.from"),
						tokens("makingAmount", "clear.you-give", "makerAsset"),
						tokens("takingAmount", "clear.pays-out-at-least", "takerAsset"),
						addressField("receiver", "clear.to"),
					),
				},
		},
	),
];
