// What a replay takes for yes, for no and for neither, on code written by hand.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { replayVerifier } from "../../src/evm/verifier-replay.ts";
import { at } from "../recheck/both.ts";

const verifier = at(0xaa);
const other = at(0xbb);

const run = (
	code: Hex,
	accepts: "returns-true" | "does-not-revert",
	more: Partial<Parameters<typeof replayVerifier>[0]> = {},
) =>
	replayVerifier({
		contracts: [{ address: verifier, code }],
		entry: verifier,
		input: "0x",
		gas: 100_000n,
		accepts,
		...more,
	});

/** Stores the number as a word and returns so many bytes. */
const returns = (value: string, bytes: string): Hex =>
	`0x60${value}60005260${bytes}6000f3`;
const reverts: Hex = "0x600160005260206000fd";
const stops: Hex = "0x00";
const invalid: Hex = "0xfe";
const loops: Hex = "0x5b600056";
const refused = { code: "recheck-failed" };

describe("a verifier that answers by a word", () => {
	it("says yes by the word 1", async () => {
		const { gasUsed } = await run(returns("01", "20"), "returns-true");
		expect(gasUsed).toBeGreaterThan(0n);
	});

	it.each<[string, Hex]>([
		["0", returns("00", "20")],
		["2", returns("02", "20")],
		["the word 1 and more", returns("01", "40")],
		["the word 1 cut short", returns("01", "1f")],
		["nothing", stops],
		["1 as a revert", reverts],
		["an invalid instruction", invalid],
		["nothing before its gas is used up", loops],
	])("says no by %s", async (_, code) => {
		await expect(run(code, "returns-true")).rejects.toMatchObject(refused);
	});
});

describe("a verifier that answers by not reverting", () => {
	it.each<[string, Hex]>([
		["returning", returns("00", "20")],
		["stopping", stops],
	])("says yes by %s", async (_, code) => {
		await expect(run(code, "does-not-revert")).resolves.toBeDefined();
	});

	it.each<[string, Hex]>([
		["reverting", reverts],
		["an invalid instruction", invalid],
		["using up its gas", loops],
	])("says no by %s", async (_, code) => {
		await expect(run(code, "does-not-revert")).rejects.toMatchObject(refused);
	});
});

describe("a replay is neither yes nor no", () => {
	it.each<[string, Hex]>([
		["reads its storage", "0x6000545000"],
		["reads the block's time", "0x425000"],
		["asks who calls", "0x335000"],
		["delegates", "0x600060006000600060005af400"],
		["calls what is not pinned", "0x600060006000600060bb5afa00"],
	])("of code that %s", async (_, code) => {
		await expect(run(code, "does-not-revert")).rejects.toMatchObject({
			code: "replay-impure",
		});
	});

	it("of an entry without code, which would accept everything", async () => {
		await expect(run("0x", "does-not-revert")).rejects.toThrow(RangeError);
		await expect(
			run(stops, "does-not-revert", { entry: other }),
		).rejects.toThrow(RangeError);
	});

	it("when it was stopped", async () => {
		await expect(
			run(stops, "does-not-revert", { signal: AbortSignal.abort() }),
		).rejects.toMatchObject({ code: "cancelled" });
	});
});

describe("a verifier of two contracts", () => {
	/** Gives back what the other returns. */
	const asks: Hex = "0x602060006000600060bb5afa5060206000f3";
	const both = (code: Hex) =>
		run(asks, "returns-true", {
			contracts: [
				{ address: verifier, code: asks },
				{ address: other, code },
			],
		});

	it("is asked through both", async () => {
		await expect(both(returns("01", "20"))).resolves.toBeDefined();
		await expect(both(returns("00", "20"))).rejects.toMatchObject(refused);
	});

	it("is impure where only one of them is pinned", async () => {
		await expect(run(asks, "returns-true")).rejects.toMatchObject({
			code: "replay-impure",
		});
	});
});
