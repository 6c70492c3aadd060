// Typed data against viem, another implementation, over types and values of any shape; and what is refused, by name.

import fc from "fast-check";
import { hashTypedData as hashByViem } from "viem";
import { describe, expect, it, test } from "vitest";
import { type Hex, toHex } from "../../src/base/bytes.ts";
import { asFault } from "../../src/base/fault.ts";
import {
	decodeTypedData,
	domainOf,
	encodeType,
	hashTypedData,
} from "../../src/message/typed-data.ts";

const read = (raw: unknown) => decodeTypedData(raw, "data");
const hashOf = (raw: unknown): Hex => toHex(hashTypedData(read(raw)));
const refusal = (raw: unknown): string => {
	try {
		read(raw);
	} catch (thrown) {
		return String(asFault(thrown).message);
	}
	return "taken";
};

// The example of the standard: https://eips.ethereum.org/EIPS/eip-712
const mail = {
	types: {
		EIP712Domain: [
			{ name: "name", type: "string" },
			{ name: "version", type: "string" },
			{ name: "chainId", type: "uint256" },
			{ name: "verifyingContract", type: "address" },
		],
		Person: [
			{ name: "name", type: "string" },
			{ name: "wallet", type: "address" },
		],
		Mail: [
			{ name: "from", type: "Person" },
			{ name: "to", type: "Person" },
			{ name: "contents", type: "string" },
		],
	},
	primaryType: "Mail",
	domain: {
		name: "Ether Mail",
		version: "1",
		chainId: 1,
		verifyingContract: "0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC",
	},
	message: {
		from: { name: "Cow", wallet: "0xCD2a3d9F938E13CD947Ec05AbC7FE734Df8DD826" },
		to: { name: "Bob", wallet: "0xbBbBBBBbbBBBbbbBbbBbbbbBBbBbbbbBbBbbBBbB" },
		contents: "Hello, Bob!",
	},
};

describe("the standard's example", () => {
	it("has the standard's hash and type", () => {
		expect(hashOf(mail)).toBe(
			"0xbe609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2",
		);
		expect(encodeType(mail.types, "Mail")).toBe(
			"Mail(Person from,Person to,string contents)Person(string name,address wallet)",
		);
	});
	it("has another hash when any value is another", () => {
		const hash = hashOf(mail);
		for (const domain of [
			{ ...mail.domain, name: "Ether mail" },
			{ ...mail.domain, version: "2" },
			{ ...mail.domain, chainId: "2" },
			{ ...mail.domain, verifyingContract: mail.message.from.wallet },
		])
			expect(hashOf({ ...mail, domain })).not.toBe(hash);
		for (const message of [
			{ ...mail.message, contents: "Hello, Bob" },
			{ ...mail.message, from: mail.message.to },
		])
			expect(hashOf({ ...mail, message })).not.toBe(hash);
	});
	it("is read without what no type names, so that nothing is shown that is not signed", () => {
		const { message, domain, types } = read({
			...mail,
			types: { ...mail.types, Unused: [{ name: "a", type: "bool" }] },
			domain: { ...mail.domain, salt: `0x${"11".repeat(32)}` },
			message: { ...mail.message, note: "you pay nothing" },
		});
		expect(Object.keys(message)).toEqual(["from", "to", "contents"]);
		expect(Object.keys(domain)).not.toContain("salt");
		expect(Object.keys(types)).not.toContain("Unused");
	});
});

describe("the domain", () => {
	it("is valid on every chain where its type names none, whatever the values say", () => {
		const types = {
			...mail.types,
			EIP712Domain: [{ name: "name", type: "string" }],
		};
		expect(domainOf(read({ ...mail, types }))).toEqual({
			name: "Ether Mail",
			version: null,
			chainId: null,
			verifyingContract: null,
			salt: null,
		});
		expect(domainOf(read(mail)).chainId).toBe(1n);
	});
	it("refuses a field that the standard does not know, or knows of another type", () => {
		for (const field of [
			{ name: "chainID", type: "uint256" },
			{ name: "chainId", type: "string" },
			{ name: "verifyingContract", type: "bytes32" },
		])
			expect(
				refusal({
					...mail,
					types: { ...mail.types, EIP712Domain: [field] },
					domain: { ...mail.domain, chainID: 1 },
				}),
			).toMatch(/EIP712Domain\..* is no field of a domain/);
	});
	it("refuses to be the message", () => {
		expect(refusal({ ...mail, primaryType: "EIP712Domain" })).toMatch(
			/primaryType/,
		);
	});
});

/** Of one field of this type. */
const one = (type: string, value: unknown, more: object = {}): unknown => ({
	types: {
		EIP712Domain: [],
		Thing: [{ name: "x", type }],
		...more,
	},
	primaryType: "Thing",
	domain: {},
	message: { x: value },
});

describe("values", () => {
	const refused: readonly [string, string, unknown][] = [
		["a number above its type", "uint8", 256],
		["a number below its type", "int8", -129],
		["a number below zero", "uint256", "-1"],
		["a number that is none", "uint256", "1e3"],
		["a number of too many digits", "uint256", "9".repeat(79)],
		["a fraction", "uint256", 1.5],
		["a number that JSON cannot hold", "uint256", 2 ** 53],
		["an address that is too short", "address", `0x${"11".repeat(19)}`],
		["bytes of another length", "bytes4", "0x112233"],
		["bytes that are no hex", "bytes", "hello"],
		["a truth that is a number", "bool", 1],
		["a text that is half a character", "string", "\ud800"],
		["nothing", "uint256", undefined],
		["a list of another length", "uint256[2]", [1]],
		["a list that is none", "uint256[]", { 0: 1 }],
		["a struct that is a list", "Part", []],
	];
	it.each(refused)("refuses %s", (_, type, value) => {
		const more = { Part: [{ name: "y", type: "bool" }] };
		expect(refusal(one(type, value, more))).toMatch(/data\.message\.x/);
	});
	it("takes a number as digits, hex or number alike", () => {
		const hashes = [255, "255", "0xff", "0x00ff"].map((n) =>
			hashOf(one("uint256", n)),
		);
		expect(new Set(hashes).size).toBe(1);
	});
	it("takes a struct that refers to itself, and ends where it is left out", () => {
		const types = {
			EIP712Domain: [],
			Node: [
				{ name: "value", type: "uint256" },
				{ name: "next", type: "Node" },
			],
		};
		const of = (message: unknown) => ({
			types,
			primaryType: "Node",
			domain: {},
			message,
		});
		expect(hashOf(of({ value: 1, next: null }))).toBe(hashOf(of({ value: 1 })));
		expect(hashOf(of({ value: 1, next: { value: 2 } }))).not.toBe(
			hashOf(of({ value: 1 })),
		);
	});
	it("refuses a message past what one may hold", () => {
		const long = Array.from({ length: 10_001 }, () => 1);
		expect(refusal(one("uint256[]", long))).toMatch(/too-large/);
		expect(refusal(one("string", "x".repeat(200_001)))).toMatch(/too-large/);
		let deep: unknown = { next: null };
		for (let i = 0; i < 30; i++) deep = { next: deep };
		expect(
			refusal({
				...(one("Node", deep, {
					Node: [{ name: "next", type: "Node" }],
				}) as object),
			}),
		).toMatch(/too-large/);
	});
	/** Types that refer to each other, so long that it takes a while to write them out once. */
	const longTypes = Object.fromEntries(
		Array.from({ length: 90 }, (_, i) => [
			`T${i}`,
			Array.from({ length: 100 }, (_, field) => ({
				name: `f${field}`,
				type: `T${(i + 1) % 90}`,
			})),
		]),
	);
	it("refuses more that is left out than one may hold: each is hashed as well", () => {
		const many = Array.from({ length: 200 }, () => ({}));
		expect(refusal(one("T0[]", many, longTypes))).toMatch(/too-large/);
		expect(refusal(one("T0[]", many.slice(0, 20), longTypes))).toBe("taken");
	});
	it("hangs nobody by long types of many structs: each type is written out once", () => {
		const many = Array.from({ length: 900 }, () => ({}));
		const Leaf = [{ name: "left", type: "T0" }];
		const startedMs = performance.now();
		hashOf(one("Leaf[]", many, { ...longTypes, Leaf }));
		// half a minute, where each struct writes it out again
		expect(performance.now() - startedMs).toBeLessThan(5_000);
	}, 120_000);
});

describe("types", () => {
	const refused: readonly [string, object][] = [
		["a struct that has a word's name", { uint256: [] }],
		["a struct that has the name of a word there is none of", { uint7: [] }],
		["a name that would end early", { "A(bool b)C": [] }],
		["a name with a space", { "A B": [] }],
		["a field twice", { A: [f("x", "bool"), f("x", "bool")] }],
		["a field whose name would end early", { A: [f("x,bool y", "bool")] }],
		["a word there is none of", { A: [f("x", "uint7")] }],
		["bytes longer than a word", { A: [f("x", "bytes33")] }],
		["a list of no items", { A: [f("x", "bool[0]")] }],
		["brackets that do not close", { A: [f("x", "bool[")] }],
		["fields that are no list", { A: { x: "bool" } }],
	];
	function f(name: string, type: string) {
		return { name, type };
	}
	it.each(refused)("refuse %s", (_, more) => {
		expect(refusal(one("bool", true, more))).toMatch(/data\.types/);
	});
	it("refuse a struct that is not there", () => {
		expect(refusal(one("Part", {}))).toMatch(/types\.Part/);
	});
	it("refuse a field by the name of a prototype", () => {
		const types = JSON.parse('{"__proto__":[],"Thing":[]}');
		expect(
			refusal({ types, primaryType: "Thing", domain: {}, message: {} }),
		).toMatch(/__proto__/);
	});
});

const words = [
	["uint8", fc.integer({ min: 0, max: 255 })],
	["uint256", fc.bigInt({ min: 0n, max: 2n ** 256n - 1n })],
	["int16", fc.integer({ min: -32768, max: 32767 })],
	["int256", fc.bigInt({ min: -(2n ** 255n), max: 2n ** 255n - 1n })],
	["bool", fc.boolean()],
	["string", fc.string({ unit: "grapheme" })],
	["bytes", fc.uint8Array({ maxLength: 70 }).map(toHex)],
	["bytes5", fc.uint8Array({ minLength: 5, maxLength: 5 }).map(toHex)],
	["address", fc.uint8Array({ minLength: 20, maxLength: 20 }).map(toHex)],
] as const;

test("has viem's hash for any types and values", () => {
	const word = fc.constantFrom(...words).chain(([type, arbitrary]) =>
		fc
			.tuple(
				fc.constantFrom("", "[]", "[2]", "[][2]"),
				fc.array(arbitrary as fc.Arbitrary<unknown>, {
					minLength: 4,
					maxLength: 4,
				}),
			)
			.map(([brackets, [a, b, c, d]]) => ({
				type: `${type}${brackets}`,
				value:
					brackets === ""
						? a
						: brackets === "[][2]"
							? [[a, b, c], [d]]
							: [a, b],
			})),
	);
	const fields = fc.array(word, { minLength: 1, maxLength: 6 });
	fc.assert(
		fc.property(fields, fields, (outer, inner) => {
			const struct = (of: typeof outer, prefix: string) => ({
				fields: of.map(({ type }, i) => ({ name: `${prefix}${i}`, type })),
				values: Object.fromEntries(
					of.map(({ value }, i) => [`${prefix}${i}`, value]),
				),
			});
			const [part, whole] = [struct(inner, "p"), struct(outer, "w")];
			const types = {
				EIP712Domain: [{ name: "chainId", type: "uint256" }],
				Part: part.fields,
				Whole: [...whole.fields, { name: "parts", type: "Part[]" }],
			};
			const data = {
				types,
				primaryType: "Whole",
				domain: { chainId: 5 },
				message: { ...whole.values, parts: [part.values, part.values] },
			};
			const asJson: unknown = JSON.parse(
				JSON.stringify(data, (_, value: unknown) =>
					typeof value === "bigint" ? value.toString() : value,
				),
			);
			expect(hashOf(asJson)).toBe(hashByViem(data as never));
		}),
		{ numRuns: 200 },
	);
});
