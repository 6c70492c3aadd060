// What a site asks an owner to sign for a Safe: shown call by call, or refused. Nothing of the Safe is proved there.

import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { asFault } from "../../src/base/fault.ts";
import { readAsked } from "../../src/receipt/message-rule.ts";
import {
	type MadeTyped,
	me,
	origin,
	router,
	safeTx,
	usdc,
} from "../message/made.ts";
import { multiSendOf, tokenCall } from "../message/multi-send.ts";
import { network } from "../state/chain.ts";

const safe: Hex = `0x${"5a".repeat(20)}`;
const zero: Hex = `0x${"0".repeat(40)}`;

const read = (typed: MadeTyped) =>
	readAsked(
		{
			...{ format: "sextant-message-1", id: "m", origin, account: me },
			...{ chainId: 1, madeMs: 1 },
			what: { kind: "typed", data: JSON.stringify(typed) },
		},
		network,
		[],
		1_700_000_000_000,
	);

const withFields = (fields: MadeTyped["message"]): MadeTyped => ({
	...safeTx,
	message: { ...safeTx.message, ...fields },
});
const asCall = (fields: MadeTyped["message"]): MadeTyped =>
	withFields({ operation: 0, to: usdc, data: "0x", ...fields });

const codeOf = (typed: MadeTyped): string => {
	try {
		read(typed);
		return "none";
	} catch (thrown) {
		return asFault(thrown).code;
	}
};

describe("a Safe's transaction", () => {
	test("that does several things by a known contract is shown thing by thing", () => {
		const { meaning, warnings } = read(safeTx);
		expect(meaning).toMatchObject({
			...{ kind: "safe", isDelegated: true },
			calls: [
				{ to: usdc, valueWei: "0", sends: { to: router, amount: "500000000" } },
				{ to: usdc, sends: null },
			],
		});
		expect(warnings).toEqual(
			expect.arrayContaining([
				expect.objectContaining({ code: "message.several-calls" }),
				expect.objectContaining({ code: "message.safe-not-proved" }),
				expect.objectContaining({
					code: "message.safe-allows",
					params: { spender: router, token: usdc },
				}),
			]),
		);
	});

	test("that is a plain call is shown as that", () => {
		const data = tokenCall("transfer", router, 5n);
		expect(read(asCall({ data })).meaning).toMatchObject({
			calls: [{ to: usdc, data, sends: { to: router, amount: "5" } }],
		});
		expect(read(asCall({ to: safe })).meaning).toMatchObject({
			calls: [{ to: safe, data: "0x", valueWei: "0" }],
		});
	});

	const inner = (to: Hex, data: Hex): MadeTyped =>
		withFields({
			data: multiSendOf([
				{ to: usdc, data: tokenCall("transfer", router, 1n) },
				{ to, data },
			]),
		});
	test.each([
		["foreign code", withFields({ to: router }), "safe-delegate"],
		[
			"bytes that are no list of calls",
			withFields({ data: "0xdeadbeef" }),
			"safe-delegate",
		],
		[
			"foreign code inside a list",
			withFields({
				data: multiSendOf([{ operation: 1, to: router, data: "0x" }]),
			}),
			"safe-delegate",
		],
		["coins beside a list", withFields({ value: "1" }), "safe-terms"],
		["a payment to who sends it", asCall({ gasPrice: 1 }), "safe-refund"],
		[
			"a change of the Safe",
			asCall({ to: safe, data: "0x0d582f13" }),
			"safe-self",
		],
		["one inside a list", inner(safe, "0x610b5925"), "safe-self"],
		["one by nobody's name", inner(zero, "0x610b5925"), "safe-self"],
		[
			"an agreement by a hash",
			inner(router, `0xd4d9bdcd${"11".repeat(32)}`),
			"safe-opaque",
		],
	] as const)("with %s is refused with its code", (_, typed, code) => {
		expect(codeOf(typed)).toBe(code);
	});

	test("of a Safe from before 1.0.0, whose fields have other names, is refused", () => {
		const [{ baseGas, ...message }, types] = [
			{ ...safeTx.message },
			safeTx.types.SafeTx ?? [],
		];
		const old = {
			...safeTx,
			message: { ...message, dataGas: baseGas },
			types: {
				SafeTx: types.map((one) =>
					one.name === "baseGas" ? { ...one, name: "dataGas" } : one,
				),
			},
		};
		expect(codeOf(old)).toBe("safe-terms");
	});
});

describe("what a Safe is to say", () => {
	const says = (message: Hex): MadeTyped => ({
		types: { SafeMessage: [{ name: "message", type: "bytes" }] },
		primaryType: "SafeMessage",
		domain: { chainId: 1, verifyingContract: safe },
		message: { message },
	});

	test("is shown where it is a text", () => {
		const { meaning, warnings } = read(says("0x48656c6c6f2c204361726f6c2e"));
		expect(meaning).toEqual({
			...{ kind: "safe-text", safe, text: "Hello, Carol." },
		});
		expect(warnings.map(({ code }) => code)).toEqual([
			"message.safe-says",
			"message.safe-not-proved",
		]);
	});

	test.each([
		["a hash", `0x${"c1".repeat(32)}`],
		["bytes that are no text", "0xff00fe"],
		["the bytes of a transaction", "0x02f86b018203e8"],
	] as const)("is refused with safe-message where it is %s", (_, bytes) => {
		expect(codeOf(says(bytes))).toBe("safe-message");
	});
});
