import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	assetsOf,
	assetsOn,
	loudFrom,
	setAside,
	weakness,
} from "../../extension/ui/home/assets.ts";
import { shortGrade } from "../../extension/ui/home/grade-short.tsx";
import { calledLike, sourcesOf } from "../../extension/ui/popup/sources.ts";
import { figureOf } from "../../extension/ui/words.ts";
import type {
	BalanceView,
	ChainView,
	GradeView,
} from "../../src/protocol/views.ts";
import { anyChain } from "./fake/arbitrary.ts";
import { final } from "./fake/scenes.ts";

const usdc = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";
const baseUsdc = "0x833589fcd6edb6e08f4c7c32d4f71b54bda02913";
const stranger = `0x${"ab".repeat(20)}` as const;

const balance = (more: Partial<BalanceView> = {}): BalanceView => ({
	trailId: "t",
	token: null,
	symbol: "ETH",
	decimals: 18,
	amount: "5",
	grade: final,
	blockNumber: 1,
	note: null,
	...more,
});
const token = (
	address: NonNullable<BalanceView["token"]>,
	more: Partial<BalanceView> = {},
): BalanceView =>
	balance({ token: address, symbol: "USDC", decimals: 6, ...more });
const chain = (
	chainId: number,
	balances: readonly BalanceView[],
	more: Partial<ChainView> = {},
): ChainView => ({
	chainId,
	title: `chain ${chainId}`,
	kind: chainId === 1 ? "l1" : "rollup",
	coin: { symbol: "ETH", decimals: 18 },
	balances,
	sends: true,
	fault: null,
	warning: null,
	halt: null,
	...more,
});
const proposed: GradeView = {
	who: "proposed",
	validity: "window-open",
	finality: "final",
	asOfS: 50,
};

describe("what there is, line by line", () => {
	it("has one line for one issuer's token on two chains, with its sum, its oldest and its weakest part", () => {
		const [, line, ...more] = assetsOf([
			chain(1, [balance(), token(usdc)]),
			chain(8453, [token(baseUsdc, { amount: "7", grade: proposed })]),
		]);
		expect(more).toEqual([]);
		expect(line).toMatchObject({
			symbol: "USDC",
			amount: 12n,
			oldestS: 50,
			impostorOf: null,
			missing: 0,
		});
		expect(line?.weakest?.chain.chainId).toBe(8453);
		expect(line?.loud?.amount).toBe(7n);
	});

	it("calls nothing not settled where there is nothing, and loses no word of how that is known", () => {
		const [, line] = assetsOf([
			chain(1, [balance(), token(usdc)]),
			chain(8453, [token(baseUsdc, { amount: "0", grade: proposed })]),
		]);
		expect(line?.loud).toBeNull();
		expect(line?.weakest?.chain.chainId).toBe(8453);
	});

	it("refuses to sum an impostor with what it is called like, on any chain, and says whose name it has", () => {
		const lines = assetsOf([
			chain(1, [token(usdc), token(stranger, { symbol: "USDС" })]),
			chain(8453, [token(usdc)]),
			chain(10, [token(stranger)]),
		]);
		expect(lines.map(({ amount, impostorOf }) => [amount, impostorOf])).toEqual(
			[
				[5n, null],
				[5n, "USDC"],
				// the true address of another chain is nothing here
				[5n, "USDC"],
				[5n, "USDC"],
			],
		);
	});

	it("refuses to list an impostor among what one has, and to offer it before what it is called like", () => {
		const chains = [
			chain(1, [
				token(stranger, { symbol: "USDС" }),
				token(usdc),
				{ ...token(usdc), token: null, symbol: "ETH" },
			]),
		];
		const { proper, aside } = setAside(assetsOf(chains));
		expect(proper.map(({ symbol }) => symbol)).toEqual(["USDC", "ETH"]);
		expect(aside.map(({ symbol }) => symbol)).toEqual(["USDС"]);
		const sources = sourcesOf({
			chains: chains.map((one) => ({ ...one, kind: "l1", sends: true })),
		});
		expect(sources.map((one) => [one.token, calledLike(one)])).toEqual([
			[null, null],
			[usdc, null],
			[stranger, "USDC"],
		]);
	});

	it("refuses to sum where two chains say different decimals", () => {
		const lines = assetsOf([
			chain(1, [token(usdc)]),
			chain(8453, [token(baseUsdc, { decimals: 18 })]),
		]);
		expect(lines.map(({ decimals }) => decimals)).toEqual([6, 18]);
	});

	it("refuses to count what stands on a chain whose proof failed", () => {
		const proofFailure = {
			fault: {
				kind: "disproved",
				code: "recheck-failed",
				detail: "",
				source: null,
			},
			batch: 1,
			batchHash: `0x${"00".repeat(32)}`,
			root: `0x${"00".repeat(32)}`,
			foundMs: 1,
		} as const;
		const [line] = assetsOf([
			chain(1, [balance()]),
			chain(2, [balance({ amount: "9" })], { halt: proofFailure }),
		]);
		expect(line).toMatchObject({ amount: 5n, stopped: 1, missing: 0 });
	});

	it("calls a sum last proved where one part of it is, and never proved", () => {
		const last = balance({
			amount: null,
			trailId: null,
			grade: null,
			lastKnown: { amount: "2", asOfS: 9 },
		});
		const [line] = assetsOf([chain(1, [balance()]), chain(2, [last])]);
		expect(line).toMatchObject({ amount: 7n, how: "last", oldestS: 9 });
	});

	it("leaves out what is filtered, and finds by name, chain and address", () => {
		const chains = [chain(1, [balance(), token(usdc)]), chain(2, [balance()])];
		const found = (chainId: number | null, typed: string) =>
			assetsOn(chains, chainId, typed).map(({ symbol, amount }) => [
				symbol,
				amount,
			]);
		expect(found(2, "")).toEqual([["ETH", 5n]]);
		expect(found(null, "usd")).toEqual([["USDC", 5n]]);
		expect(found(null, usdc.toUpperCase().replace("0X", "0x"))).toEqual([
			["USDC", 5n],
		]);
		expect(found(null, "nothing")).toEqual([]);
	});

	it("puts every balance in one line, and into its sum what is drawn of it and no more", () => {
		fc.assert(
			fc.property(fc.array(anyChain, { maxLength: 6 }), (chains) => {
				const lines = assetsOf(chains);
				const parts = lines.flatMap((line) => line.parts);
				expect(parts).toHaveLength(
					chains.flatMap((one) => one.balances).length,
				);
				const drawn = chains
					.flatMap((one) => one.balances)
					.reduce((sum, one) => sum + (figureOf(one)?.amount ?? 0n), 0n);
				const summed = lines.reduce(
					(sum, { amount }) => sum + (amount ?? 0n),
					0n,
				);
				expect(summed).toBe(drawn);
				for (const { parts, symbol, decimals } of lines)
					for (const part of parts)
						expect([part.balance.symbol, part.balance.decimals]).toEqual(
							part.balance.token === null
								? [symbol, decimals]
								: [part.balance.symbol, decimals],
						);
			}),
		);
	});
});

describe("what stands behind a number", () => {
	const grades: readonly GradeView[] = (
		["l1", "claimed", "proposed", "accepted", "exit-final"] as const
	).flatMap((who) =>
		(
			[
				"none",
				"window-open",
				"window-won",
				"tee",
				"development",
				"l1-accepted",
				"rechecked",
			] as const
		).flatMap((validity) =>
			(["optimistic", "final"] as const).map((finality) => ({
				...{ who, validity, finality },
				asOfS: 1,
			})),
		),
	);
	it("is seen without looking for it where nothing settled it", () => {
		for (const grade of grades) {
			const loud = weakness(grade) >= loudFrom;
			const settled =
				grade.who === "l1" ||
				((grade.who === "accepted" || grade.who === "exit-final") &&
					grade.validity !== "development" &&
					grade.validity !== "tee");
			expect(loud, JSON.stringify(grade)).toBe(!settled);
		}
	});
	it("is never called final, settled or checked where it is not", () => {
		for (const grade of grades) {
			const words = shortGrade(grade);
			if (words === "Final")
				expect(grade).toMatchObject({ who: "l1", finality: "final" });
			if (/^Settled|^Proof checked/.test(words))
				expect(["accepted", "exit-final"]).toContain(grade.who);
			if (grade.who === "claimed") expect(words).toBe("Not proved");
			if (grade.who !== "claimed" && grade.finality === "optimistic")
				expect(words).toMatch(/not final yet/);
		}
	});
});
