import { describe, expect, it } from "vitest";
import type { FaultCode } from "../../src/base/fault.ts";
import { faults } from "../../src/base/faults.ts";
import { toRpcError } from "../../src/protocol/eip1193.ts";

const codes = Object.keys(faults) as FaultCode[];

describe("faults as sites know errors", () => {
	it.each(codes)("%s has a number, words and its own name", (code) => {
		const error = toRpcError(code, "a fact", "What it says. What to do.");
		expect(Number.isInteger(error.code)).toBe(true);
		expect(error.message).toBe(`What it says. What to do. (${code}: a fact)`);
		expect(error.message).toContain("a fact");
		expect(error.data).toMatchObject({ code, kind: faults[code] });
	});

	it("says `user rejected` of a person's no alone", () => {
		expect(
			codes.filter((code) => toRpcError(code, "", "").code === 4001),
		).toEqual(["user-refused"]);
	});

	it("blames the site for nothing but its own request", () => {
		expect(
			codes.filter((code) => toRpcError(code, "", "").code === -32602),
		).toEqual(["bad-params"]);
	});

	it("calls retriable what may pass, and never what was disproved or refused", () => {
		for (const code of codes)
			expect(toRpcError(code, "", "").data.retriable).toBe(
				["unproven", "unavailable", "busy"].includes(faults[code]),
			);
	});

	it("bounds the message", () => {
		expect(
			toRpcError("internal", "x".repeat(10_000), "It says.").message.length,
		).toBeLessThanOrEqual(1_000);
	});
});
