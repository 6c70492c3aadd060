// The list of candidates: well formed, once each, and as the recordings of mainnet have them.

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { isHex } from "../../src/base/bytes.ts";
import { isPlainName, mostSymbol } from "../../src/base/symbol.ts";
import {
	candidatesOn,
	isCandidate,
	tokenCandidates,
} from "../../src/tokens/list.ts";

describe("the token list", () => {
	it("has an address in lower case, a symbol that can be read and decimals for each, none twice", () => {
		for (const { address, symbol, decimals } of tokenCandidates) {
			expect(isHex(address, 20) && address === address.toLowerCase()).toBe(
				true,
			);
			expect(isPlainName(symbol, mostSymbol)).toBe(true);
			expect([2, 6, 8, 18]).toContain(decimals);
		}
		const names = tokenCandidates.map(
			({ chainId, address }) => `${chainId} ${address}`,
		);
		expect(new Set(names).size).toBe(names.length);
		expect(candidatesOn(1).length).toBeGreaterThan(50);
		for (const chainId of [1, 10, 8453, 42_161])
			expect(candidatesOn(chainId).map(({ symbol }) => symbol)).toContain(
				"USDC",
			);
		expect(candidatesOn(5)).toEqual([]);
	});

	it("knows its own, on their chain alone", () => {
		const [first] = candidatesOn(1);
		if (first === undefined) throw new Error("no token");
		expect(isCandidate(first)).toBe(true);
		expect(isCandidate({ ...first, chainId: 5 })).toBe(false);
		expect(isCandidate({ chainId: 1, address: `0x${"11".repeat(20)}` })).toBe(
			false,
		);
	});
});

const folder = join(
	process.env.SEXTANT_VECTORS ??
		fileURLToPath(new URL("../../../shared/vectors", import.meta.url)),
	"state-l1",
	"colibri-e2e",
);
/** Where mainnet was recorded, a proof of USDC's account is among it: it is a contract. */
describe.skipIf(!existsSync(folder))("the recordings of mainnet", () => {
	it("have USDC as a contract with storage", () => {
		const usdc = candidatesOn(1).find(({ symbol }) => symbol === "USDC");
		const found = readdirSync(join(folder, "eth_getStorageAt1")).find((name) =>
			name.startsWith(`eth_getProof_${usdc?.address}`),
		);
		expect(found).toBeDefined();
		const text = readFileSync(
			join(folder, "eth_getStorageAt1", found ?? ""),
			"utf8",
		);
		expect(text.toLowerCase()).toContain(`"address":"${usdc?.address}"`);
		expect(text).toMatch(/"codeHash":"0x(?!c5d24601)/);
	});
});
