// What happened as a file: exact amounts, what is known of each, and nothing called gone that is not proved to be.

import { encodeFunctionData, erc20Abi } from "viem";
import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import {
	activityColumns,
	activityFile,
} from "../../src/engine/activity-file.ts";

const me: Hex = `0x${"aa".repeat(20)}`;
const you: Hex = `0x${"bb".repeat(20)}`;
const usdc: Hex = `0x${"c1".repeat(20)}`;
const other: Hex = `0x${"c2".repeat(20)}`;
const hash: Hex = `0x${"11".repeat(32)}`;

const chains = [
	{ chainId: 1, title: "Ethereum", coin: { symbol: "ETH", decimals: 18 } },
];
const tokens = [
	{
		chainId: 1,
		address: usdc,
		symbol: "=USDC",
		decimals: 6,
		by: "contract" as const,
		found: null,
		place: null,
	},
];
const entry = (order: object, more: object = {}) =>
	({
		state: "final",
		signed: { raw: "0x", hash },
		inclusion: {
			blockNumber: 7,
			blockHash: hash,
			succeeded: true,
			finality: "final",
		},
		lostTo: null,
		mostFeeWei: "21000000000001",
		order: {
			...{ format: "sextant-order-1", id: "one", origin: null, chainId: 1 },
			...{ from: me, to: you, valueWei: 1n, data: "0x", nonce: 3 },
			madeMs: Date.UTC(2026, 10, 23, 9, 5, 7),
			...order,
		},
		...more,
	}) as never;

const rowsOf = (...orders: readonly never[]) => {
	const [, ...lines] = activityFile({
		...{ chains, tokens, orders, messages: [], journeys: [] },
		...{ arrivals: [], found: [], account: me },
	})
		.trimEnd()
		.split("\r\n");
	return lines.map((line) => {
		const cells = line.split(",");
		return Object.fromEntries(
			activityColumns.map((column, i) => [column, cells[i]]),
		);
	});
};
const transfer = (token: Hex) => ({
	to: token,
	valueWei: 0n,
	data: encodeFunctionData({
		abi: erc20Abi,
		functionName: "transfer",
		args: [you, 1_500_001n],
	}),
});

describe("the file of what happened", () => {
	it("has every digit of an amount, the time in UTC, and how it is known", () => {
		expect(rowsOf(entry({}))).toMatchObject([
			{
				time_utc: "2026-11-23T09:05:07.000Z",
				kind: "payment",
				account: me,
				counterparty: you,
				direction: "out",
				amount: "0.000000000000000001",
				asset: "ETH",
				fee_at_most: "0.000021000000000001",
				state: "final",
				known_by: "receipt-proved-final",
				block: "7",
				hash,
				nonce: "3",
			},
		]);
	});

	it("reads a token's transfer: to whom, in its own units, its contract beside what it calls itself", () => {
		expect(rowsOf(entry(transfer(usdc)))).toMatchObject([
			{
				kind: "token-transfer",
				counterparty: you,
				amount: "1.500001",
				// it would be a formula
				asset: "'=USDC",
				asset_contract: usdc,
			},
		]);
		expect(rowsOf(entry(transfer(other)))).toMatchObject([
			{ amount: "1500001", asset: "smallest-units", asset_contract: other },
		]);
	});

	it("never says that something left which is not proved to have", () => {
		const none = { inclusion: null };
		const states = [
			[{ ...none, state: "waiting", signed: null }, "none"],
			[{ ...none, state: "refused", signed: null }, "none"],
			[{ ...none, state: "signed" }, "not-known"],
			[{ ...none, state: "sent" }, "not-known"],
			[{ ...none, state: "over" }, "not-known"],
			[{ ...none, state: "lost", lostTo: hash }, "none"],
		] as const;
		for (const [more, direction] of states)
			expect(rowsOf(entry({}, more))).toMatchObject([
				{ state: more.state, direction },
			]);
		expect(
			rowsOf(
				entry(
					{},
					{
						inclusion: {
							...{ blockNumber: 7, blockHash: hash },
							...{ succeeded: false, finality: "final" },
						},
					},
				),
			),
		).toMatchObject([{ state: "final-failed", direction: "none" }]);
	});

	it("gives what goes with a call a row of its own, and an allowance no direction", () => {
		const approve = encodeFunctionData({
			abi: erc20Abi,
			functionName: "approve",
			args: [you, 5n],
		});
		expect(
			rowsOf(entry({ to: usdc, data: approve, valueWei: 2n })),
		).toMatchObject([
			{ kind: "allowance", direction: "none", amount: "0.000005" },
			{
				kind: "goes-with-call",
				direction: "out",
				amount: "0.000000000000000002",
				fee_at_most: "",
			},
		]);
	});

	it("calls no payment what changes whose code the account runs, or creates a contract", () => {
		const format = "sextant-delegation-1";
		const none = { amount: "", direction: "none" };
		expect(rowsOf(entry({ format, valueWei: 0n }))).toMatchObject([
			{ ...none, kind: "delegation", counterparty: you },
		]);
		expect(
			rowsOf(entry({ format, valueWei: 0n, to: `0x${"00".repeat(20)}` })),
		).toMatchObject([
			{ ...none, kind: "delegation-taken-back", counterparty: "" },
		]);
		// whatever its first bytes look like
		const creation = { format: "sextant-call-1", creates: true, valueWei: 2n };
		expect(
			rowsOf(entry({ ...transfer(usdc), ...creation, to: you })),
		).toMatchObject([
			{ ...none, kind: "creation", counterparty: you },
			{ kind: "goes-with-call", direction: "out" },
		]);
	});
});
