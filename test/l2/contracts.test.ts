// What is known of a contract by its address alone: the code there stays, or the address says nothing.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { checkStays, isPinnedProxy } from "../../src/l2/contracts.ts";

const address = "11".repeat(20);
const hash = (byte: string): Hex => `0x${byte.repeat(32)}`;
const plainCode: Hex = "0x6080604052600080fdfe";

describe("an implementation that is known by its address", () => {
	it("stays where there is code of its own", () => {
		expect(() => checkStays(plainCode, 0n, "it")).not.toThrow();
	});

	it.each<[string, Hex, bigint]>([
		["an address without code", "0x", 0n],
		["a delegation of EIP-7702", `0xef0100${address}`, 0n],
		[
			"a clone of EIP-1167",
			`0x363d3d373d3d3d363d73${address}5af43d82803e903d91602b57fd5bf3`,
			0n,
		],
		[
			"a clone of EIP-1167 with a short address",
			`0x363d3d373d3d3d363d6f${"11".repeat(16)}5af43d82803e903d91602757fd5bf3`,
			0n,
		],
		[
			"a clone of EIP-7511",
			`0x365f5f375f5f365f73${address}5af43d5f5f3e5f3d91602a57fd5bf3`,
			0n,
		],
		[
			"Solady's smaller clone",
			`0x3d3d3d3d363d3d37363d73${address}5af43d3d93803e602a57fd5bf3`,
			0n,
		],
		[
			"a clone with immutable arguments",
			`0x36602c57343d527f9e4ac34f21c619cefc926c8bd93b54bf5a39c7ab2127a895af1cc0691d7e3dff593da1005b363d3d373d3d3d3d610002806062363936013d73${address}5af43d3d93803e606057fd5bf3${"22".repeat(20)}0016`,
			0n,
		],
		["what is itself a proxy", plainCode, 5n],
	])("refuses %s", (_, code, behind) => {
		expect(() => checkStays(code, behind, "it")).toThrow(/l2-unknown-code/);
	});
});

it("a proxy without a pinned hash behind it is known by where it delegates to, and by its own code", () => {
	const pinned = {
		codeHash: hash("01"),
		implementation: `0x${address}`,
	} as const;
	const found = { ...pinned, implementationCodeHash: hash("07") };
	expect(isPinnedProxy(found, pinned)).toBe(true);
	expect(isPinnedProxy({ ...found, codeHash: hash("02") }, pinned)).toBe(false);
	expect(isPinnedProxy({ ...found, implementation: null }, pinned)).toBe(false);
	expect(
		isPinnedProxy(found, { ...pinned, implementationCodeHash: hash("08") }),
	).toBe(false);
});
