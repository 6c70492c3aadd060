// What Uniswap's router does, and the orders that UniswapX has signed through Permit2.

import {
	addressField,
	among,
	date,
	format,
	type OwnField,
	type OwnFormat,
	tokens,
} from "./make.ts";

/** Where an amount stands, and its token. */
type Place = readonly [amount: string, token: string];

const swapped = (given: OwnField, got: OwnField, to: string): OwnFormat =>
	format("clear.swap-tokens", given, got, addressField(to, "clear.to"));

const swap = (
	[amountIn, tokenIn]: Place,
	[amountOut, tokenOut]: Place,
	to: string,
): OwnFormat =>
	swapped(
		tokens(amountIn, "clear.you-give", tokenIn),
		tokens(amountOut, "clear.pays-out-at-least", tokenOut),
		to,
	);
const swapFor = (out: Place, [amountIn, tokenIn]: Place, to: string) =>
	swapped(
		tokens(amountIn, "clear.you-give-at-most", tokenIn),
		tokens(out[0], "clear.pays-out", out[1]),
		to,
	);

const several: OwnField = {
	path: "data.[]",
	label: "clear.step",
	format: "calldata",
	params: { calleePath: "@.to" },
};

export const uniswap: { readonly [signature: string]: OwnFormat } = {
	"exactInputSingle((address tokenIn, address tokenOut, uint24 fee, address recipient, uint256 amountIn, uint256 amountOutMinimum, uint160 sqrtPriceLimitX96) params)":
		swap(
			["params.amountIn", "params.tokenIn"],
			["params.amountOutMinimum", "params.tokenOut"],
			"params.recipient",
		),
	"exactInput((bytes path, address recipient, uint256 amountIn, uint256 amountOutMinimum) params)":
		swap(
			["params.amountIn", "params.path.[0:20]"],
			["params.amountOutMinimum", "params.path.[-20:]"],
			"params.recipient",
		),
	"exactOutputSingle((address tokenIn, address tokenOut, uint24 fee, address recipient, uint256 amountOut, uint256 amountInMaximum, uint160 sqrtPriceLimitX96) params)":
		swapFor(
			["params.amountOut", "params.tokenOut"],
			["params.amountInMaximum", "params.tokenIn"],
			"params.recipient",
		),
	"exactOutput((bytes path, address recipient, uint256 amountOut, uint256 amountInMaximum) params)":
		swapFor(
			["params.amountOut", "params.path.[0:20]"],
			["params.amountInMaximum", "params.path.[-20:]"],
			"params.recipient",
		),
	"swapExactTokensForTokens(uint256 amountIn, uint256 amountOutMin, address[] path, address to)":
		swap(["amountIn", "path.[0]"], ["amountOutMin", "path.[-1]"], "to"),
	"swapTokensForExactTokens(uint256 amountOut, uint256 amountInMax, address[] path, address to)":
		swapFor(["amountOut", "path.[-1]"], ["amountInMax", "path.[0]"], "to"),
	"multicall(bytes[] data)": format("clear.several-steps", several),
	"multicall(uint256 deadline, bytes[] data)": format(
		"clear.several-steps",
		date("deadline", "clear.until"),
		several,
	),
	"unwrapWETH9(uint256 amountMinimum, address recipient)": format(
		"clear.pay-out-ether",
		{
			path: "amountMinimum",
			label: "clear.pays-out-at-least",
			format: "amount",
		},
		addressField("recipient", "clear.to"),
	),
	"refundETH()": format("clear.pay-back-unused-ether"),
};

const permitted = [
	"OrderInfo(address reactor,address swapper,uint256 nonce,uint256 deadline,address additionalValidationContract,bytes additionalValidationData)",
	"TokenPermissions(address token,uint256 amount)",
];
const output =
	"DutchOutput(address token,uint256 startAmount,uint256 endAmount,address recipient)";
const outer = (order: string): string =>
	`PermitWitnessTransferFrom(TokenPermissions permitted,address spender,uint256 nonce,uint256 deadline,${order} witness)`;

/**
 * Whoever is named as the spender may take the tokens: that anything comes back for them, only these see to.
 * Source: https://docs.uniswap.org/contracts/uniswapx/deployment
 */
const reactors = among("spender", [
	[1, "0x6000da47483062a0d734ba3dc7576ce6a0b645c4"],
	[1, "0x00000011f84b9aa48e5f8aa8b9897600006289be"],
	[42_161, "0x1bd1aadc9e230626c44a139d7e70d842749351eb"],
]);

/** @param input what goes in, and `outputs` what comes out, as that kind of order calls them */
const order = (input: string, outputs: string): OwnFormat => ({
	needs: [reactors],
	...format(
		"clear.order-to-swap",
		addressField("spender", "clear.spender"),
		tokens("permitted.amount", "clear.at-most", "permitted.token"),
		tokens(
			`witness.${input}StartAmount`,
			"clear.you-give",
			`witness.${input}Token`,
		),
		tokens(
			`witness.${input}EndAmount`,
			"clear.you-give-at-the-end",
			`witness.${input}Token`,
		),
		tokens(
			`witness.${outputs}.[].endAmount`,
			"clear.pays-out-at-least",
			`witness.${outputs}.[].token`,
		),
		addressField(`witness.${outputs}.[].recipient`, "clear.to"),
		date("deadline", "clear.until"),
	),
});

/** Source: the registry's uniswap/eip712-UniswapX-*.json and eip712-uniswap-V2DutchOrder.json. */
export const uniswapOrders: { readonly [type: string]: OwnFormat } = {
	[[
		outer("DutchOrder"),
		"DutchOrder(OrderInfo info,uint256 decayStartTime,uint256 decayEndTime,address inputToken,uint256 inputStartAmount,uint256 inputEndAmount,DutchOutput[] outputs)",
		output,
		...permitted,
	].join("")]: order("input", "outputs"),
	[[
		outer("ExclusiveDutchOrder"),
		output,
		"ExclusiveDutchOrder(OrderInfo info,uint256 decayStartTime,uint256 decayEndTime,address exclusiveFiller,uint256 exclusivityOverrideBps,address inputToken,uint256 inputStartAmount,uint256 inputEndAmount,DutchOutput[] outputs)",
		...permitted,
	].join("")]: order("input", "outputs"),
	[[
		outer("V2DutchOrder"),
		output,
		...permitted,
		"V2DutchOrder(OrderInfo info,address cosigner,address baseInputToken,uint256 baseInputStartAmount,uint256 baseInputEndAmount,DutchOutput[] baseOutputs)",
	].join("")]: order("baseInput", "baseOutputs"),
};
