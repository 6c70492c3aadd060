// What is said of a recipient: what warns, of whom, and what does not.

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Hex, toHex } from "../../src/base/bytes.ts";
import { digitsBetween, likeness } from "../../src/recipient/alike.ts";
import {
	type KnownRecipients,
	type RecipientFacts,
	recipientNotes,
} from "../../src/recipient/recipient.ts";
import { wordsOf } from "../../src/words/catalogue.ts";

const friend: Hex = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
const mine: Hex = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
const named: Hex = "0x3c44cdddb6a900fa2b585dd299e03d12fa4293bc";
const stranger: Hex = "0x90f79bf6eb2c4f870365e785982e1f101e93b906";
/** The first and last so many digits of the friend's, and others between. */
const alike = (first: number, last: number): Hex =>
	`0x${friend.slice(2, 2 + first)}${"5e".repeat(20).slice(0, 40 - first - last)}${last === 0 ? "" : friend.slice(-last)}`;

const known: KnownRecipients = {
	own: [mine],
	sent: [friend, stranger, friend],
	named: [{ address: named, name: "Landlord" }],
	dust: [],
};
const codes = (
	to: Hex,
	change: Partial<KnownRecipients> = {},
	facts?: Partial<RecipientFacts>,
): readonly string[] =>
	recipientNotes(
		to,
		{ ...known, ...change },
		{ hasCode: null, isToken: null, needsCode: false, ...facts },
	).map(({ warns, says }) => `${warns ? "! " : ""}${says.code}`);

const other: Hex = "0x15d34aaf54267db7d7c367839aaf71a00a2c6a65";

describe("a recipient", () => {
	it("is told as who this wallet knows it to be", () => {
		expect(codes(mine)).toEqual(["recipient.own"]);
		expect(codes(named)).toEqual(["recipient.named"]);
		expect(codes(friend)).toEqual(["recipient.sent"]);
		expect(recipientNotes(friend, known)[0]?.says.params).toEqual({ count: 2 });
		expect(codes(other)).toEqual(["recipient.first"]);
	});

	it.each([
		["four digits at both ends", alike(4, 4)],
		["three at the beginning and five at the end", alike(3, 5)],
		["six at the beginning and two at the end", alike(6, 2)],
		["seven at the beginning alone", alike(7, 0)],
		["seven at the end alone", alike(0, 7)],
	])("warns of one that is like a known one: %s", (_, to) => {
		expect(codes(to)).toEqual(["! recipient.ends-alike", "recipient.first"]);
		expect(recipientNotes(to, known)[0]?.says.params).toEqual({
			other: friend,
		});
	});

	it("is like an own account and one of the address book too", () => {
		for (const one of [mine, named])
			expect(
				codes(`0x${one.slice(2, 6)}${"5e".repeat(16)}${one.slice(-4)}`)[0],
			).toBe("! recipient.ends-alike");
	});

	it.each([
		["one digit changed", friend.replace("1812", "1813"), 1],
		["two that changed places", friend.replace("1812", "8112"), 2],
		[
			"one left out and one put behind",
			`${friend.slice(0, 10)}${friend.slice(11)}0`,
			2,
		],
		[
			"its middle changed",
			`${friend.slice(0, 20)}5555555555${friend.slice(30)}`,
			9,
		],
	])("warns of one that is nearly a known one: %s", (_, to, digits) => {
		const [first] = recipientNotes(to as Hex, known);
		expect(first?.says.code).toBe("recipient.nearly");
		expect(first?.says.params.other).toBe(friend);
		expect(first?.says.params.count).toBeLessThanOrEqual(digits);
	});

	it("never warns of one that was paid before, however alike it is to another", () => {
		const to = alike(4, 4);
		expect(codes(to, { sent: [friend, to] })).toEqual(["recipient.sent"]);
	});

	it("warns of what only looks alike among those that sent next to nothing", () => {
		const to = alike(4, 4);
		expect(codes(to, { dust: [to] })).toEqual([
			"! recipient.ends-alike",
			"! recipient.dust",
			"recipient.first",
		]);
		expect(codes(other, { dust: [other] })).toEqual([
			"! recipient.dust",
			"recipient.first",
		]);
		// somebody known may send little too
		expect(codes(friend, { dust: [friend] })).toEqual(["recipient.sent"]);
		// and whoever sent dust is not known by it
		expect(codes(to, { sent: [], dust: [friend] })).toEqual([
			"recipient.first",
		]);
	});

	it.each([
		"0x0000000000000000000000000000000000000000",
		"0x0000000000000000000000000000000000000001",
		"0x0000000000000000000000000000000000000100",
		"0x000000000000000000000000000000000000dead",
		"0xeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee",
		"0xffffffffffffffffffffffffffffffffffffffff",
	] as const)("warns of what is nobody's: %s", (to) => {
		expect(codes(to)[0]).toBe("! recipient.nobody");
	});

	it("warns of a token's contract, and of no code where a contract is asked", () => {
		expect(codes(other, {}, { isToken: true, hasCode: true })).toEqual([
			"! recipient.token",
			"recipient.first",
		]);
		expect(codes(other, {}, { needsCode: true, hasCode: false })).toEqual([
			"! recipient.no-code",
			"recipient.first",
		]);
		expect(codes(other, {}, { needsCode: true, hasCode: null })).toEqual([
			"recipient.first",
		]);
		expect(codes(friend, {}, { isToken: true })).toEqual([
			"! recipient.token",
			"recipient.sent",
		]);
	});

	it("has words for each", () => {
		for (const to of [mine, named, friend, other, alike(4, 4)])
			for (const { says } of recipientNotes(
				to,
				{ ...known, dust: [to] },
				{ hasCode: false, isToken: true, needsCode: true },
			))
				expect(wordsOf(says)).not.toContain("no words");
	});
});

describe("likeness", () => {
	const address = fc.uint8Array({ minLength: 20, maxLength: 20 }).map(toHex);

	it("is the same both ways, and none of an address to itself", () => {
		fc.assert(
			fc.property(address, address, (one, two) => {
				expect(likeness(one, two)).toEqual(likeness(two, one));
				expect(likeness(one, one)).toBe(null);
			}),
			{ seed: 3, numRuns: 300 },
		);
	});

	it("is not found among two thousand addresses of chance", () => {
		const all = fc.sample(address, { seed: 11, numRuns: 2_000 });
		const bytes = new Map(all.map((one) => [one, one]));
		expect(bytes.size).toBeGreaterThan(1_900);
		const list = [...bytes.keys()]
			.slice(0, 300)
			.filter((one) => !/^0x0+|f{6}/.test(one));
		const found = list.flatMap((one, i) =>
			list.slice(i + 1).filter((two) => likeness(one, two) !== null),
		);
		expect(found.length).toBe(0);
	});

	it("counts digits as a plain table does", () => {
		const slow = (a: string, b: string): number =>
			a === ""
				? b.length
				: b === ""
					? a.length
					: Math.min(
							slow(a.slice(1), b) + 1,
							slow(a, b.slice(1)) + 1,
							slow(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
						);
		const short = fc.string({
			unit: fc.constantFrom("0", "1", "a"),
			maxLength: 6,
		});
		fc.assert(
			fc.property(short, short, (a, b) => {
				expect(digitsBetween(a, b)).toBe(slow(a, b));
			}),
			{ seed: 5, numRuns: 200 },
		);
	});
});
