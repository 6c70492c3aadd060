import { describe, expect, it, test } from "vitest";
import {
	amountOf,
	type Message,
	message,
	messagesOf,
	wording,
} from "../../src/protocol/message.ts";
import { refusedWith } from "../refused.ts";

const codes = {
	"test.plain": {},
	"test.all": {
		text: "text",
		chain: "title",
		who: "address",
		root: "hash",
		block: "number",
		many: "count",
		wait: "duration",
		at: "moment",
		what: "amount",
		part: "message",
		parts: "messages",
	},
} as const;
const make = messagesOf(codes);
const address = `0x${"ab".repeat(20)}` as const;
const hash = `0x${"cd".repeat(32)}` as const;
const plain = make("test.plain");
const full = make("test.all", {
	text: "A file said this",
	chain: "Base",
	who: address,
	root: hash,
	block: 12,
	many: 3,
	wait: 60,
	at: 1_700_000_000,
	what: amountOf(15n, { symbol: "ETH", decimals: 1 }),
	part: plain,
	parts: [plain, plain],
});
describe("a message", () => {
	it("is JSON, and comes back from it", () => {
		for (const one of [plain, full])
			expect(message(JSON.parse(JSON.stringify(one)), "one")).toEqual(one);
	});

	it("keeps what its code declares, and nothing else", () => {
		const given = { who: address, more: "unasked" };
		expect(
			messagesOf({ "test.who": { who: "address" } })("test.who", given),
		).toEqual({ code: "test.who", params: { who: address } });
	});

	it("may be a sentence where version 0.1.0 stored one", () => {
		expect(wording(20)("It stands.", "one")).toBe("It stands.");
		expect(wording(20)(plain, "one")).toEqual(plain);
		expect(refusedWith(() => wording(5)("It stands.", "one"))).toBe(
			"bad-field",
		);
	});
});

describe("refuses", () => {
	const deep = (depth: number): Message => ({
		code: "test.deep",
		params: depth === 0 ? {} : { part: deep(depth - 1) },
	});
	test.each<[string, unknown]>([
		["a code that is a sentence", { code: "It stands.", params: {} }],
		["a code that is too long", { code: "a".repeat(61), params: {} }],
		["no parameters at all", { code: "a" }],
		["parameters in a list", { code: "a", params: [] }],
		[
			"too many parameters",
			{
				code: "a",
				params: Object.fromEntries(
					Array.from({ length: 13 }, (_, i) => [`p${i}`, 1]),
				),
			},
		],
		["a parameter without a name", { code: "a", params: { "": 1 } }],
		["a text that is too long", { code: "a", params: { p: "x".repeat(301) } }],
		["a number that is not whole", { code: "a", params: { p: 1.5 } }],
		["a number below zero", { code: "a", params: { p: -1 } }],
		["a parameter that is nothing", { code: "a", params: { p: null } }],
		["a parameter of no kind", { code: "a", params: { p: { q: 1 } } }],
		[
			"an amount that is no number",
			{ code: "a", params: { p: { amount: "1.5", symbol: "E", decimals: 1 } } },
		],
		["messages too deep", deep(5)],
		[
			"too many messages",
			{ code: "a", params: { p: Array.from({ length: 17 }, () => deep(0)) } },
		],
	])("%s", (_, raw) => {
		expect(refusedWith(() => message(raw, "one"))).toBe("bad-field");
	});

	it("to be made with a parameter out of its kind's bounds", () => {
		const wait = messagesOf({ "test.wait": { wait: "duration" } });
		expect(refusedWith(() => wait("test.wait", { wait: -1 }))).toBe(
			"bad-field",
		);
		expect(refusedWith(() => wait("test.wait", { wait: 0.5 }))).toBe(
			"bad-field",
		);
	});
});
