// The person's own amount in a call: as viem writes the same call with that amount, and nothing else can be set.

import { encodeFunctionData, parseAbi } from "viem";
import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import {
	settableAmount,
	withOwnAmount,
} from "../../src/evidence/own-amount.ts";
import { chance } from "../conformance/chance.ts";
import { refusedWith } from "../refused.ts";

const token: Hex = `0x${"70".repeat(20)}`;
const spender: Hex = `0x${"72".repeat(20)}`;
const permit2: Hex = "0x000000000022d473030f116ddee9f6b43ac78ba3";
const abi = parseAbi([
	"function approve(address spender, uint256 amount)",
	"function increaseAllowance(address spender, uint256 amount)",
	"function decreaseAllowance(address spender, uint256 amount)",
	"function transfer(address to, uint256 amount)",
	"function setApprovalForAll(address operator, bool isAllowed)",
	"function multicall(bytes[] calls)",
]);
const permit2Abi = parseAbi([
	"function approve(address token, address spender, uint160 amount, uint48 expiration)",
]);
const endless = 2n ** 256n - 1n;

describe("the own amount of a call", () => {
	test("stands where viem writes it, whatever it is", () => {
		const at = chance(1, "own amounts");
		for (let i = 0; i < 300; i++) {
			const amount =
				at.below(2) === 0
					? BigInt(at.below(1e9))
					: endless >> BigInt(at.below(256));
			for (const functionName of ["approve", "increaseAllowance"] as const)
				expect(
					withOwnAmount(
						token,
						encodeFunctionData({ abi, functionName, args: [spender, endless] }),
						amount,
					),
				).toBe(
					encodeFunctionData({ abi, functionName, args: [spender, amount] }),
				);
			const small = amount >> 96n;
			const of = (value: bigint): Hex =>
				encodeFunctionData({
					abi: permit2Abi,
					functionName: "approve",
					args: [token, spender, value, 1_800_000_000],
				});
			expect(withOwnAmount(permit2, of(5n), small)).toBe(of(small));
		}
	});

	test("says what was asked for", () => {
		const data = encodeFunctionData({
			abi,
			functionName: "approve",
			args: [spender, 7n],
		});
		expect(settableAmount(token, data)).toMatchObject({
			...{ token, spender },
			amount: 7n,
			most: endless,
		});
	});

	test("is refused for what gives no single allowance: a payment, a collection's operator, several calls, unknown data", () => {
		const approve = encodeFunctionData({
			abi,
			functionName: "approve",
			args: [spender, 7n],
		});
		const others: readonly Hex[] = [
			encodeFunctionData({
				abi,
				functionName: "transfer",
				args: [spender, 7n],
			}),
			encodeFunctionData({
				abi,
				functionName: "decreaseAllowance",
				args: [spender, 7n],
			}),
			encodeFunctionData({
				abi,
				functionName: "setApprovalForAll",
				args: [spender, true],
			}),
			encodeFunctionData({ abi, functionName: "multicall", args: [[approve]] }),
			`${approve}00`,
			"0x",
			"0xdeadbeef",
		];
		for (const data of others) {
			expect(settableAmount(token, data)).toBe(null);
			expect(refusedWith(() => withOwnAmount(token, data, 1n))).toBe(
				"amount-fixed",
			);
		}
	});

	test("is refused where it does not fit", () => {
		const data = encodeFunctionData({
			abi: permit2Abi,
			functionName: "approve",
			args: [token, spender, 5n, 1],
		});
		expect(refusedWith(() => withOwnAmount(permit2, data, 2n ** 160n))).toBe(
			"amount-fixed",
		);
		expect(refusedWith(() => withOwnAmount(permit2, data, -1n))).toBe(
			"amount-fixed",
		);
	});
});
