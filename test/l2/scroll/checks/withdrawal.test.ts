// Withdrawals of tokens from Scroll, against viem: which token of the rollup L1 pays for, the calls that take it out, and the
// messages that are read as such a withdrawal or as none.

import { encodeFunctionData, parseAbi, toFunctionSelector } from "viem";
import { describe, expect, test } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import { exitCall, exitStep } from "../../../../src/l2/checks.ts";
import { stepJson } from "../../../../src/l2/exit-step.ts";
import type {
	ScrollForce,
	ScrollRelay,
} from "../../../../src/l2/scroll/checks/exit.ts";
import type { ScrollMessage } from "../../../../src/l2/scroll/checks/messages.ts";
import { scrollV1 } from "../../../../src/l2/scroll/checks/profile.ts";
import {
	checkPair,
	erc20Of,
	type ScrollWithdrawal,
	standardToken,
	withdrawalMessage,
	withdrawalOf,
	withdrawalSelectors,
} from "../../../../src/l2/scroll/checks/withdrawal.ts";
import { said, saidAll } from "../../../said.ts";
import { madeToken, scrollProfile, scrollToken } from "../world.ts";

const abi = parseAbi([
	"function sendTransaction(address target, uint256 value, uint256 gasLimit, bytes data) payable",
	"function withdrawERC20(address token, address to, uint256 amount, uint256 gasLimit) payable",
	"struct L2MessageProof { uint256 batchIndex; bytes merkleProof; }",
	"function relayMessageWithProof(address from, address to, uint256 value, uint256 nonce, bytes message, L2MessageProof proof)",
	"function finalizeWithdrawERC20(address l1Token, address l2Token, address from, address to, uint256 amount, bytes data) payable",
	"function finalizeWithdrawETH(address from, address to, uint256 amount, bytes data) payable",
]);
const me: Hex = `0x${"5e".repeat(20)}`;
const other: Hex = `0x${"0f".repeat(20)}`;
const amount = 25_000_000n;
const erc20 = erc20Of(scrollProfile);

const codeOf = (run: () => unknown): string => {
	try {
		run();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "accepted";
};
const withoutTokens = (() => {
	const { exit } = scrollProfile;
	if (exit === undefined) throw new Error("no exit");
	const { erc20: _, ...rest } = exit;
	return { ...scrollProfile, exit: rest };
})();

const force: ScrollForce = {
	kind: "scroll-force",
	via: "token",
	token: scrollToken,
	amountWei: amount,
	gasLimit: 400_000,
	feeWei: 8n * 10n ** 14n,
};
const relay: ScrollRelay = {
	kind: "scroll-relay",
	via: "token",
	token: scrollToken,
	sender: me,
	recipient: me,
	amountWei: amount,
	nonce: 5,
	batchIndex: 12,
	siblings: [
		`0x${"11".repeat(32)}`,
		`0x${"22".repeat(32)}`,
		`0x${"33".repeat(32)}`,
	],
};
const innerOf = (
	l1: Hex = scrollToken.l1,
	l2: Hex = scrollToken.l2,
	data: Hex = "0x",
) =>
	encodeFunctionData({
		abi,
		functionName: "finalizeWithdrawERC20",
		args: [l1, l2, me, me, amount, data],
	});

describe("which token of the rollup L1 pays for", () => {
	test("follows from L1's token as viem computes the clone's address", () => {
		for (const l1 of [scrollToken.l1, me, other])
			expect(standardToken(erc20, l1)).toBe(madeToken(l1));
		expect(checkPair(scrollProfile, scrollToken)).toBe(erc20);
	});

	test("refuses any other pair, and tokens where the profile names no gateway", () => {
		for (const pair of [
			{ l1: other, l2: scrollToken.l2 },
			{ l1: scrollToken.l1, l2: other },
			{ l1: scrollToken.l2, l2: scrollToken.l1 },
		]) {
			expect(codeOf(() => checkPair(scrollProfile, pair))).toBe(
				"exit-recipient",
			);
			expect(
				codeOf(() => exitCall(scrollProfile, me, { ...force, token: pair })),
			).toBe("exit-recipient");
			expect(
				codeOf(() => exitCall(scrollProfile, me, { ...relay, token: pair })),
			).toBe("exit-recipient");
		}
		expect(codeOf(() => checkPair(withoutTokens, scrollToken))).toBe(
			"unverifiable-method",
		);
		for (const step of [force, relay])
			expect(codeOf(() => exitCall(withoutTokens, me, step))).toBe(
				"unverifiable-method",
			);
	});

	test("is part of the profile: one without tokens is another profile, and still one", () => {
		expect(scrollV1(withoutTokens, "profile").exit?.erc20).toBeUndefined();
		expect(
			codeOf(() =>
				scrollV1(
					{
						...scrollProfile,
						exit: { ...scrollProfile.exit, erc20: { ...erc20, l2Gateway: 1 } },
					},
					"profile",
				),
			),
		).toBe("bad-field");
	});
});

describe("a step with a token", () => {
	test("forces the withdrawal to the sender alone, as viem spells it", () => {
		const call = exitCall(scrollProfile, me, force);
		expect(call.data).toBe(
			encodeFunctionData({
				abi,
				functionName: "sendTransaction",
				args: [
					erc20.l2Gateway,
					0n,
					400_000n,
					encodeFunctionData({
						abi,
						functionName: "withdrawERC20",
						args: [scrollToken.l2, me, amount, 0n],
					}),
				],
			}),
		);
		expect(call.arrives).toBeNull();
		expect(call.valueWei).toBe(force.feeWei);
		expect(saidAll(call.says)).toMatch(/25 TOK.*0xd1d1/s);
	});

	test("has the gateway's message paid out, and says which token of L1 arrives", () => {
		const call = exitCall(scrollProfile, me, relay);
		expect(call.data).toBe(
			encodeFunctionData({
				abi,
				functionName: "relayMessageWithProof",
				args: [
					erc20.l2Gateway,
					erc20.l1Gateway.address,
					0n,
					5n,
					innerOf(),
					{
						batchIndex: 12n,
						merkleProof: `0x${"11".repeat(32)}${"22".repeat(32)}${"33".repeat(32)}`,
					},
				],
			}),
		);
		expect(call.arrives).toEqual({ token: scrollToken.l1, amount });
		expect(said(call.title)).toBe("Take the tokens");
		expect(saidAll(call.says)).toMatch(/25 TOK.*0xd1d1/s);
	});

	test("is refused when it pays anybody else", () => {
		expect(
			codeOf(() => exitCall(scrollProfile, me, { ...relay, recipient: other })),
		).toBe("exit-recipient");
		expect(codeOf(() => exitCall(scrollProfile, other, relay))).toBe(
			"exit-recipient",
		);
	});

	test("decodes to itself, and not with a token that does not go with its way", () => {
		for (const step of [force, relay]) {
			expect(exitStep(stepJson(step), "step")).toEqual(step);
			const { token: _, ...rest } = step;
			expect(codeOf(() => exitStep(stepJson(rest), "step"))).toBe("bad-field");
			for (const via of ["messenger", "gateway"] as const)
				expect(codeOf(() => exitStep(stepJson({ ...step, via }), "step"))).toBe(
					"bad-field",
				);
			expect(
				codeOf(() =>
					exitStep(
						JSON.parse(
							JSON.stringify(stepJson(step)).replace(scrollToken.l1, "0x12"),
						),
						"step",
					),
				),
			).toBe("bad-field");
		}
	});
});

describe("a message", () => {
	const message: ScrollMessage = {
		sender: erc20.l2Gateway,
		target: erc20.l1Gateway.address,
		valueWei: 0n,
		nonce: 5,
		data: innerOf(),
	};
	const withdrawal: ScrollWithdrawal = {
		via: "token",
		token: scrollToken,
		sender: me,
		recipient: me,
		amountWei: amount,
		nonce: 5,
	};

	test("of the token gateways is the withdrawal that it was made of, and back", () => {
		expect(withdrawalMessage(scrollProfile, withdrawal)).toEqual(message);
		expect(withdrawalOf(scrollProfile, message)).toEqual(withdrawal);
	});

	test("is no withdrawal when one part of it is another's", () => {
		for (const change of [
			{ sender: other },
			{ target: other },
			{ sender: scrollProfile.exit?.l2.ethGateway ?? other },
			{ valueWei: 1n },
			{ data: innerOf(other) },
			{ data: innerOf(scrollToken.l1, other) },
			{ data: innerOf(scrollToken.l1, scrollToken.l2, "0x01") },
			{ data: `${innerOf()}00` as const },
			{ data: innerOf().slice(0, -64) as Hex },
			{ data: "0x" as const },
			{ data: innerOf().replace("0x84bd13b0", "0x84bd13b1") as Hex },
			// an upper byte of an address word
			{ data: innerOf().replace(`0x84bd13b000`, "0x84bd13b001") as Hex },
		])
			expect(
				withdrawalOf(scrollProfile, { ...message, ...change }),
				JSON.stringify(change, (_, v) => (typeof v === "bigint" ? `${v}` : v)),
			).toBeNull();
		expect(withdrawalOf(withoutTokens, message)).toBeNull();
	});

	test("has selectors that are those of their signatures", () => {
		for (const [name, selector] of [
			["finalizeWithdrawERC20", withdrawalSelectors.finalizeWithdrawErc20],
			["finalizeWithdrawETH", withdrawalSelectors.finalizeWithdrawEth],
		] as const) {
			const part = abi.find(
				(one) => one.type === "function" && one.name === name,
			);
			if (part?.type !== "function") throw new Error(name);
			expect(toFunctionSelector(part)).toBe(selector);
		}
	});
});
