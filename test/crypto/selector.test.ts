import { toFunctionSelector } from "viem";
import { expect, it } from "vitest";
import { selectorOf, selectorsOf } from "../../src/crypto/selector.ts";

it.each([
	["transfer(address,uint256)", "0xa9059cbb"],
	["freeze()", "0x62a5af3b"],
	["relay((uint256,bytes)[],bytes32[4],bool)", null],
] as const)("of %s is what keccak256 gives", (signature, known) => {
	expect(selectorOf(signature)).toBe(toFunctionSelector(signature));
	if (known !== null) expect(selectorOf(signature)).toBe(known);
});

it("of several keep their names", () => {
	expect(
		selectorsOf({ send: "transfer(address,uint256)", stop: "freeze()" }),
	).toEqual({ send: "0xa9059cbb", stop: "0x62a5af3b" });
});

it.each([
	"transfer(address, uint256)",
	"transfer(address to,uint256)",
	"transfer(uint)",
	"transfer(address,int)",
	"function transfer(address)",
	"(address)",
] as const)("refuses %s, which no compiler hashes", (signature) => {
	expect(() => selectorOf(signature)).toThrow(RangeError);
});
