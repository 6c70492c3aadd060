import { describe, expect, it } from "vitest";
import { tokenCandidates } from "../../src/tokens/list.ts";
import { impostorOf, sameAs, sameTokens } from "../../src/tokens/same.ts";

describe("tokens that are one on several chains", () => {
	it("stand in the list of tokens too, with one number of decimals, and in one group alone", () => {
		const seen = new Set<string>();
		for (const { symbol, places } of sameTokens) {
			const found = places.map(([chainId, address]) => {
				const key = `${chainId} ${address}`;
				expect(seen.has(key), key).toBe(false);
				seen.add(key);
				return tokenCandidates.find(
					(one) => one.chainId === chainId && one.address === address,
				);
			});
			expect(found).not.toContain(undefined);
			expect(new Set(found.map((one) => one?.decimals)).size).toBe(1);
			expect(new Set(found.map((one) => one?.symbol))).toEqual(
				new Set([symbol]),
			);
			expect(new Set(places.map(([chainId]) => chainId)).size).toBe(
				places.length,
			);
		}
	});

	it("refuses a name for a proof: the same symbol elsewhere is like none", () => {
		expect(sameAs(1, `0x${"ab".repeat(20)}`)).toBe(null);
		// bridged by somebody, and not Circle's
		expect(sameAs(534352, "0x06efdbff2a14a7c8e15944d1f4a48f9f95f663a4")).toBe(
			null,
		);
	});

	it("names whom a token is called like, and nothing of the true ones", () => {
		for (const { chainId, address, symbol } of tokenCandidates)
			expect(impostorOf(chainId, address, symbol)).toBe(null);
		expect(impostorOf(1, `0x${"ab".repeat(20)}`, "U.S.D.C")).toBe("USDC");
		expect(impostorOf(1, `0x${"ab".repeat(20)}`, "USDC (0x1234…cdef)")).toBe(
			"USDC",
		);
		expect(impostorOf(1, `0x${"ab".repeat(20)}`, "Plain")).toBe(null);
	});
});
