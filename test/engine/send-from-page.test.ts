// What of a site's eth_sendTransaction is carried as it was asked, and what is refused before anybody is asked.

import { expect, test } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { sendAsked } from "../../src/engine/send-from-page.ts";
import { txRequest } from "../../src/protocol/methods.ts";
import { a, h } from "../receipt/world.ts";

const asked = (part: object, calls = true) =>
	sendAsked(txRequest({ from: a(1), to: a(2), ...part }, "tx"), "https://x.y", {
		chainId: 1,
		l1: { chainId: 1, title: "Ethereum", calls },
	});
const refusal = (part: object, calls?: boolean): string => {
	try {
		asked(part, calls);
		return "none";
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
};
const list = [{ address: a(3), storageKeys: [h(1)] }];

test("a call goes as it was asked: data and access list", () => {
	expect(asked({ data: "0xdeadbeef", accessList: list })).toMatchObject({
		to: a(2),
		call: { data: "0xdeadbeef", accessList: list },
	});
	expect(asked({ input: "0xdeadbeef" }).call?.data).toBe("0xdeadbeef");
	expect(asked({ data: "0x" }).call).toBeUndefined();
});

test("a call is refused where none is simulated, and so are other types, creations and lists without a call", () => {
	expect(refusal({ data: "0xdeadbeef" }, false)).toBe("unverifiable-method");
	for (const type of ["0x0", "0x1", "0x3"])
		expect(refusal({ data: "0xdeadbeef", type })).toBe("unverifiable-method");
	expect(refusal({ to: undefined, data: "0x6000" })).toBe(
		"unverifiable-method",
	);
	expect(refusal({ accessList: list })).toBe("unverifiable-method");
});

test("an authorization of another's code is refused with delegation-site, whatever stands beside it", () => {
	for (const part of [
		{ type: "0x4" },
		{ type: "0x4", data: "0xdeadbeef" },
		{ authorizationList: [] },
		{ authorizationList: [{ address: a(9), chainId: "0x0" }], type: "0x2" },
	])
		expect(refusal(part)).toBe("delegation-site");
});

test("what contradicts itself, is malformed or too long is refused with bad-params", () => {
	expect(refusal({ data: "0xde", input: "0xad" })).toBe("bad-params");
	expect(refusal({ data: "0xde", accessList: [1] })).toBe("bad-params");
	expect(refusal({ data: `0x${"00".repeat(60_001)}` })).toBe("bad-params");
	const keys = Array.from({ length: 200 }, () => h(1));
	const long = Array.from({ length: 10 }, () => ({
		address: a(3),
		storageKeys: keys,
	}));
	expect(refusal({ data: "0xde", accessList: long })).toBe("bad-params");
});
