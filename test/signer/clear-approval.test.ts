// What the signer shows of a call by the descriptors that ship: steps inside steps, nothing kept back, and what does not fit.

import { encodeFunctionData, parseAbi } from "viem";
import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import {
	type ClearReadView,
	type ClearView,
	clearView,
} from "../../src/protocol/clear-views.ts";
import {
	clearCallOf,
	clearMessageOf,
} from "../../src/signer/clear-approval.ts";
import { wordsOf } from "../../src/words/catalogue.ts";
import { oneInchOrder, uniswapOrder } from "../clear/typed-made.ts";

const me: Hex = `0x${"a1".repeat(20)}`;
const thief: Hex = `0x${"b2".repeat(20)}`;
const weth: Hex = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2";
const usdc: Hex = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";
const router: Hex = "0x68b3465833fb72a70ecdf485e0e4c7bd8665fc45";
const permit2: Hex = "0x000000000022d473030f116ddee9f6b43ac78ba3";

const abi = parseAbi([
	"function multicall(uint256 deadline, bytes[] data)",
	"function exactInputSingle((address tokenIn, address tokenOut, uint24 fee, address recipient, uint256 amountIn, uint256 amountOutMinimum, uint160 sqrtPriceLimitX96) params)",
	"function unwrapWETH9(uint256 amountMinimum, address recipient)",
	"function approve(address token, address spender, uint160 amount, uint48 expiration)",
	"function mint(uint256 shares, address receiver)",
	"function whoKnows(uint256 x)",
]);
const swap = encodeFunctionData({
	abi,
	functionName: "exactInputSingle",
	args: [
		{
			tokenIn: usdc,
			tokenOut: weth,
			fee: 500,
			recipient: thief,
			amountIn: 5n,
			amountOutMinimum: 3n,
			sqrtPriceLimitX96: 0n,
		},
	],
});
const unwrap = encodeFunctionData({
	abi,
	functionName: "unwrapWETH9",
	args: [3n, me],
});
const several = (...steps: readonly Hex[]): Hex =>
	encodeFunctionData({
		abi,
		functionName: "multicall",
		args: [1_800_000_000n, steps],
	});

const clearOf = (to: Hex, data: Hex, isKnown = false): ClearView | null =>
	clearCallOf({ chainId: 1, from: me, to, valueWei: 0n, data }, isKnown);
const readOf = (to: Hex, data: Hex): ClearReadView => {
	const clear = clearOf(to, data);
	if (clear?.kind !== "read") throw new TypeError(JSON.stringify(clear));
	return clear;
};
const lines = ({ lines: all }: ClearReadView): readonly string[] =>
	all.map(({ depth, label }) => `${depth} ${wordsOf(label)}`);

describe("a call of a contract that is known", () => {
	test("tells each of its steps, one deeper", () => {
		const clear = readOf(router, several(swap, unwrap));
		expect(clear.owner).toBe("Uniswap");
		expect(lines(clear)).toEqual([
			"0 Until",
			"0 Step",
			"1 You give",
			"1 Pays out at least",
			"1 To",
			"0 Step",
			"1 Pays out at least",
			"1 To",
		]);
		expect(clear.lines[4]?.value).toEqual({ kind: "address", value: thief });
		expect(clear.rest.map(({ depth, name }) => `${depth} ${name}`)).toEqual([
			"1 params.fee",
			"1 params.sqrtPriceLimitX96",
		]);
		expect(clearView(JSON.parse(JSON.stringify(clear)), "clear")).toEqual(
			clear,
		);
	});

	test("shows a step that it cannot read with all its bytes", () => {
		const strange = encodeFunctionData({
			abi,
			functionName: "whoKnows",
			args: [7n],
		});
		for (const step of [strange, `${unwrap}00` as const]) {
			const [, line] = readOf(router, several(step)).lines;
			expect(line?.value).toEqual({
				kind: "call",
				to: router,
				data: step,
				intent: null,
			});
		}
	});

	test("shows steps within steps no deeper than three, and the rest as bytes", () => {
		const deep = several(several(several(several(several(unwrap)))));
		const { lines: all } = readOf(router, deep);
		expect(Math.max(...all.map(({ depth }) => depth))).toBe(3);
		expect(all.at(-1)?.value).toMatchObject({ kind: "call", intent: null });
	});

	test("reads no more than so many steps, and the rest stays bytes", () => {
		const { lines: all } = readOf(
			router,
			several(...new Array<Hex>(40).fill(unwrap)),
		);
		const steps = all.filter(({ value }) => value.kind === "call");
		expect(steps).toHaveLength(40);
		expect(
			steps.filter(
				({ value }) => value.kind === "call" && value.intent === null,
			),
		).toHaveLength(8);
	});

	test("says no limit where a number means none, whatever the descriptor calls it", () => {
		const all = (1n << 160n) - 1n;
		for (const [amount, isUnlimited] of [
			[all, true],
			[5n, false],
		] as const) {
			const data = encodeFunctionData({
				abi,
				functionName: "approve",
				args: [usdc, thief, amount, 1_800_000_000],
			});
			const { lines: told } = readOf(permit2, data);
			expect(told.map(({ value }) => value)).toMatchObject([
				{ kind: "address", value: thief },
				{ kind: "token", token: usdc, amount: String(amount), isUnlimited },
				{ kind: "date", timeS: "1800000000" },
			]);
		}
	});

	test("is shown as another one for every word of it that is another", () => {
		const data = several(swap, unwrap);
		const shown = JSON.stringify(readOf(router, data));
		let read = 0;
		for (let at = 10 + 63; at < data.length; at += 64) {
			const digit = (Number.parseInt(data.charAt(at), 16) ^ 1).toString(16);
			const other: Hex = `0x${data.slice(2, at)}${digit}${data.slice(at + 1)}`;
			const clear = clearOf(router, other);
			expect(JSON.stringify(clear)).not.toBe(shown);
			if (clear?.kind === "read") read++;
		}
		expect(read).toBeGreaterThan(8);
	});

	test("that does not fit its descriptor is said to be unfit, never half read", () => {
		for (const data of [`${swap}00`, swap.slice(0, -64)] as readonly Hex[])
			expect(clearOf(router, data)).toEqual({
				kind: "unfit",
				owner: "Uniswap",
			});
	});

	test("of more lines than anybody reads is said to be unfit", () => {
		expect(clearOf(router, several(...new Array<Hex>(230).fill("0x")))).toEqual(
			{ kind: "unfit", owner: "Uniswap" },
		);
	});

	test("has nothing said of it elsewhere", () => {
		expect(clearOf(thief, swap)).toBeNull();
		expect(
			clearCallOf(
				{ chainId: 10, from: me, to: router, valueWei: 0n, data: swap },
				false,
			),
		).toBeNull();
	});
});

test("a standard's descriptor speaks only where the signer's own reading says nothing", () => {
	const data = encodeFunctionData({
		abi,
		functionName: "mint",
		args: [5n, me],
	});
	expect(clearOf(thief, data)).toMatchObject({ kind: "read", owner: null });
	expect(clearOf(thief, data, true)).toBeNull();
});

test("no line says that the person gets what another may be paid", () => {
	const swapped = readOf(router, swap);
	expect(swapped.lines.map(({ value }) => value)).toContainEqual({
		kind: "address",
		value: thief,
	});
	for (const { label } of swapped.lines)
		expect(wordsOf(label)).not.toMatch(/you get/i);
});

describe("a message", () => {
	const messageOf = (data: unknown) =>
		clearMessageOf({
			what: { kind: "typed", data: JSON.stringify(data) },
			account: me,
		});

	test("of a descriptor is told by it, and by none it is not", () => {
		expect(messageOf(oneInchOrder)).toMatchObject({
			kind: "read",
			owner: "1inch",
			rest: [],
		});
		expect(
			messageOf({
				...oneInchOrder,
				domain: { ...oneInchOrder.domain, verifyingContract: thief },
			}),
		).toBeNull();
		expect(
			clearMessageOf({ what: { kind: "text", bytes: "0x1234" }, account: me }),
		).toBeNull();
	});

	test("with more outputs than are shown is said to be unfit", () => {
		const { witness } = uniswapOrder.message;
		const outputs = witness.outputs.flatMap((one) => new Array(150).fill(one));
		expect(
			messageOf({
				...uniswapOrder,
				message: {
					...uniswapOrder.message,
					witness: { ...witness, outputs },
				},
			}),
		).toEqual({ kind: "unfit", owner: "Permit2" });
	});
});
