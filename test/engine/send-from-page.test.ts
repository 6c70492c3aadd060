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

test("a call is refused where none is simulated, and so are other types, creations there and lists without a call", () => {
	expect(refusal({ data: "0xdeadbeef" }, false)).toBe("unverifiable-method");
	for (const type of ["0x3", "0x5"])
		expect(refusal({ data: "0xdeadbeef", type })).toBe("unverifiable-method");
	expect(refusal({ to: undefined, data: "0x6000" }, false)).toBe(
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

test("a contract is created as it was asked, by whatever way it names no recipient", () => {
	for (const part of [{ to: undefined }, { to: null }])
		expect(asked({ ...part, data: "0x6000", value: "0x5" })).toMatchObject({
			valueWei: 5n,
			call: { data: "0x6000", creates: true },
		});
	expect(asked({ data: "0x6000" }).call?.creates).toBeUndefined();
	expect(refusal({ to: null })).toBe("bad-params");
	expect(refusal({ to: null, data: "0x" })).toBe("bad-params");
});

test("an older type, and a price that is named, are carried as they are asked and never as another type", () => {
	expect(asked({ gasPrice: "0x7" }).older).toEqual({ type: 0, priceWei: 7n });
	expect(asked({ type: "0x0" }).older).toEqual({ type: 0, priceWei: null });
	expect(asked({ type: "0x1", gasPrice: "0x7" }).older).toEqual({
		type: 1,
		priceWei: 7n,
	});
	const call = { data: "0xdeadbeef", accessList: list };
	expect(asked({ ...call, gasPrice: "0x7" }).older?.type).toBe(1);
	expect(asked(call).older).toBeUndefined();
	expect(asked({ type: "0x2", maxFeePerGas: "0x7" }).older).toBeUndefined();
});

test("an older type with the fields of another is refused with bad-params", () => {
	for (const part of [
		{ type: "0x0", maxFeePerGas: "0x7" },
		{ type: "0x1", maxPriorityFeePerGas: "0x7" },
		{ type: "0x0", data: "0xdeadbeef", accessList: list },
		{ type: "0x2", gasPrice: "0x7" },
	])
		expect(refusal(part)).toBe("bad-params");
});
