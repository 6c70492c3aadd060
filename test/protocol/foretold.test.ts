// What travels of a simulation: bounded in every list and every number, whoever sends it.

import { describe, expect, test } from "vitest";
import {
	changeOf,
	type Foretold,
	foretold,
} from "../../src/protocol/foretold.ts";

const address = `0x${"ab".repeat(20)}` as const;
const run: Foretold["early"] = {
	timestampS: 1,
	baseFeePerGasWei: "7",
	ended: "returned",
	output: "0x",
	reason: null,
	why: null,
	gasUsed: 21_000,
	effects: [
		{
			kind: "moved",
			asset: { kind: "erc1155", token: address, id: "7" },
			from: address,
			to: address,
			amount: "3",
		},
	],
	measured: [
		{
			asset: { kind: "coin" },
			before: "9",
			after: "4",
			toldIn: "0",
			toldOut: "5",
			isAsTold: true,
		},
	],
	allowances: [],
	depends: ["time"],
};
const whole: Foretold = {
	blockNumber: 5,
	blockHash: `0x${"11".repeat(32)}`,
	grade: { who: "l1", validity: "none", finality: "final", asOfS: 1 },
	early: run,
	late: run,
	callers: [address],
};

const refused = (change: object): void => {
	expect(() => foretold({ ...whole, ...change }, "foretold")).toThrow(
		expect.objectContaining({ code: "bad-field" }),
	);
};

describe("what was foretold", () => {
	test("is read as it was sent", () => {
		expect(foretold(JSON.parse(JSON.stringify(whole)), "foretold")).toEqual(
			whole,
		);
	});

	test.each<readonly [string, object]>([
		["more effects than are told", { effects: Array(65).fill(run.effects[0]) }],
		[
			"more balances than are asked for",
			{ measured: Array(129).fill(run.measured[0]) },
		],
		["an effect of no kind", { effects: [{ kind: "stolen" }] }],
		[
			"an asset of no kind",
			{
				effects: [
					{ ...run.effects[0], asset: { kind: "erc777", token: address } },
				],
			},
		],
		[
			"an amount below zero",
			{ effects: [{ ...run.effects[0], amount: "-1" }] },
		],
		[
			"an amount that is no number",
			{ effects: [{ ...run.effects[0], amount: "1e9" }] },
		],
		["an end that is none", { ended: "vanished" }],
		["too long an output", { output: `0x${"00".repeat(4_097)}` }],
		["a reason of no shape", { reason: { code: "UPPER", params: {} } }],
		["gas that is no whole number", { gasUsed: 0.5 }],
		["what nobody can depend on", { depends: ["the weather"] }],
		[
			"a balance that is neither there nor missing",
			{ measured: [{ ...run.measured[0], after: undefined }] },
		],
	])("refuses %s", (_, change) => {
		refused({ early: { ...run, ...change } });
		refused({ late: { ...run, ...change } });
	});

	test("refuses more callers than are named, and a block without a hash", () => {
		refused({ callers: Array(65).fill(address) });
		refused({ blockHash: null });
		refused({ grade: null });
	});
});

describe("a change", () => {
	const one = { asset: { kind: "coin" as const }, isAsTold: false };
	test("is what was measured, whatever was told", () => {
		expect(
			changeOf({
				...one,
				before: "9",
				after: "4",
				toldIn: "100",
				toldOut: "0",
			}),
		).toBe(-5n);
	});
	test("is what was told where there was no answer before or after", () => {
		for (const [before, after] of [
			[null, "4"],
			["4", null],
			[null, null],
		] as const)
			expect(
				changeOf({ ...one, before, after, toldIn: "1", toldOut: "8" }),
			).toBe(-7n);
	});
});
