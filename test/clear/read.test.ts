// Calls read by descriptors: our own, against calls that another implementation encodes; and what is refused.

import fc from "fast-check";
import {
	type AbiParameter,
	encodeFunctionData,
	parseAbi,
	toFunctionSelector,
} from "viem";
import { describe, expect, it } from "vitest";
import { type Hex, isHex } from "../../src/base/bytes.ts";
import { type AbiNode, decodeCall } from "../../src/clear/calldata.ts";
import { clearCodes } from "../../src/clear/codes.ts";
import {
	type ClearDescriptor,
	decodeDescriptor,
} from "../../src/clear/descriptor.ts";
import { ownDescriptors } from "../../src/clear/own.ts";
import { nodesAt, parsePath } from "../../src/clear/path.ts";
import { type ClearCall, readCall } from "../../src/clear/read.ts";
import { parseSignature } from "../../src/clear/signature.ts";
import { wordsOf } from "../../src/words/catalogue.ts";

const me: Hex = `0x${"a1".repeat(20)}`;
const friend: Hex = `0x${"b2".repeat(20)}`;
const token: Hex = `0x${"c3".repeat(20)}`;
const weth: Hex = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2";

const encode = encodeFunctionData as unknown as (given: {
	readonly abi: unknown;
	readonly args: readonly unknown[];
}) => Hex;
const callOf = (
	signature: string,
	args: readonly unknown[],
	change: Partial<ClearCall> = {},
): ClearCall => ({
	chainId: 1,
	from: me,
	to: token,
	valueWei: 0n,
	data: encode({ abi: parseAbi([`function ${signature}`] as never), args }),
	...change,
});
const read = (call: ClearCall, descriptors = ownDescriptors) =>
	readCall(descriptors, call);
const brief = (call: ClearCall, descriptors = ownDescriptors) => {
	const { intent, owner, fields, rest } = read(call, descriptors);
	return {
		intent: wordsOf(intent),
		owner,
		rest: rest.map(({ name, value }) => [name, value]),
		fields: fields.map(({ label, value }) => [wordsOf(label), value]),
	};
};
const codeOf = (work: () => unknown): string => {
	try {
		work();
		return "";
	} catch (thrown) {
		return String(Reflect.get(Object(thrown), "code"));
	}
};

/** A value as this reads it, out of what another implementation was given. */
const plain = (node: AbiNode): unknown =>
	"parts" in node ? node.parts.map((part) => plain(part.node)) : node.value;
const same = (given: unknown): unknown => {
	if (Array.isArray(given)) return given.map(same);
	if (typeof given === "object" && given !== null)
		return Object.values(given).map(same);
	if (typeof given === "number") return BigInt(given);
	return isHex(given) ? given.toLowerCase() : given;
};

const word = fc.bigInt({ min: 0n, max: (1n << 256n) - 1n });
const hexOf = (length: number) =>
	fc
		.uint8Array({ minLength: length, maxLength: length })
		.map((bytes) => `0x${Buffer.from(bytes).toString("hex")}`);

const shapes: readonly (readonly [string, fc.Arbitrary<readonly unknown[]>])[] =
	[
		[
			"a(uint256 x, address y, bool z)",
			fc.tuple(word, hexOf(20), fc.boolean()),
		],
		["b(bytes x, string y)", fc.tuple(fc.nat(80).chain(hexOf), fc.string())],
		[
			"c(uint256[] x, bytes4 y)",
			fc.tuple(fc.array(word, { maxLength: 5 }), hexOf(4)),
		],
		[
			"d((address a, uint256[] b, (bytes c, bool d) e)[] x)",
			fc.tuple(
				fc.array(
					fc.record({
						a: hexOf(20),
						b: fc.array(word, { maxLength: 3 }),
						e: fc.record({ c: fc.nat(40).chain(hexOf), d: fc.boolean() }),
					}),
					{ maxLength: 3 },
				),
			),
		],
		[
			"e(int24 x, uint8[3] y, string[2] z)",
			fc.tuple(
				fc.integer({ min: -(2 ** 23), max: 2 ** 23 - 1 }),
				fc.tuple(fc.nat(255), fc.nat(255), fc.nat(255)),
				fc.tuple(fc.string(), fc.string()),
			),
		],
		[
			"f((uint256 a, uint256 b)[2] x, bytes32 y)",
			fc.tuple(
				fc.tuple(
					fc.record({ a: word, b: word }),
					fc.record({ a: word, b: word }),
				),
				hexOf(32),
			),
		],
	];

describe("a call's data", () => {
	it.each(shapes)(
		"is taken apart as viem put it together: %s",
		(signature, args) => {
			const shape = parseSignature(signature);
			fc.assert(
				fc.property(args, (given) => {
					const { data } = callOf(signature, given);
					expect(plain(decodeCall(shape, data))).toEqual(same(given));
				}),
				{ seed: 17, numRuns: 60 },
			);
		},
	);

	it.each(shapes)(
		"with one byte more, less or other is refused, or is another call: %s",
		(signature, args) => {
			const shape = parseSignature(signature);
			fc.assert(
				fc.property(
					args,
					fc.nat(),
					fc.integer({ min: 1, max: 255 }),
					(given, where, by) => {
						const { data } = callOf(signature, given);
						expect(codeOf(() => decodeCall(shape, `${data}00`))).toBe(
							"clear-data",
						);
						if (data.length > 10)
							expect(
								codeOf(() => decodeCall(shape, `0x${data.slice(2, -2)}`)),
							).toBe("clear-data");
						const bytes = Buffer.from(data.slice(2), "hex");
						const at = where % bytes.length;
						bytes[at] = (bytes[at] ?? 0) ^ by;
						const changed: Hex = `0x${bytes.toString("hex")}`;
						// what is read is what another implementation would write in just these bytes
						let read: unknown;
						try {
							read = plain(decodeCall(shape, changed));
						} catch (thrown) {
							expect(Reflect.get(Object(thrown), "code")).toBe("clear-data");
							return;
						}
						expect(read).not.toEqual(same(given));
					},
				),
				{ seed: 19, numRuns: 120 },
			);
		},
	);

	it.each([
		[
			"a number that does not fit its type",
			"a(uint8 x)",
			`${"0".repeat(61)}100`,
		],
		[
			"an address with something before it",
			"a(address x)",
			`${"0".repeat(23)}1${"a1".repeat(20)}`,
		],
		["a flag that is two", "a(bool x)", `${"0".repeat(63)}2`],
		["bytes that go on", "a(bytes4 x)", `12345678${"0".repeat(55)}1`],
		[
			"a text that is none",
			"a(string x)",
			`${"0".repeat(62)}20${"0".repeat(63)}1ff${"0".repeat(62)}`,
		],
		[
			"a list longer than the data",
			"a(uint256[] x)",
			`${"0".repeat(62)}20${"0".repeat(60)}ffff`,
		],
		[
			"a list of nothing without end",
			"a(uint256[] x)",
			`${"0".repeat(62)}20${"f".repeat(64)}`,
		],
		[
			"a part that stands elsewhere",
			"a(bytes x)",
			`${"0".repeat(62)}40${"0".repeat(64)}${"0".repeat(64)}`,
		],
	])("refuses %s", (_, signature, words) => {
		const shape = parseSignature(signature);
		expect(codeOf(() => decodeCall(shape, `${shape.selector}${words}`))).toBe(
			"clear-data",
		);
	});

	it("refuses another function's", () => {
		const { data } = callOf("b(uint256 x)", [1n]);
		expect(codeOf(() => decodeCall(parseSignature("a(uint256 x)"), data))).toBe(
			"clear-data",
		);
	});
});

describe("a signature", () => {
	it.each([
		"transfer(address to, uint256 value)",
		"x((address a, (uint256 b, bytes[] c)[3] d) e, int8[][2] f)",
		"nothing()",
		"y(tuple(address a) b)",
	])("has viem's selector: %s", (text) => {
		expect(parseSignature(text).selector).toBe(
			toFunctionSelector(text.replaceAll("tuple(", "(")),
		);
	});

	it.each([
		"",
		"transfer",
		"transfer(address to",
		"transfer(address to))",
		"transfer(adress to)",
		"transfer(uint257 to)",
		"transfer(uint7 to)",
		"transfer(bytes33 to)",
		"transfer(address to,)",
		"transfer(mapping(address => uint256) to)",
		`x${"(".repeat(10)}address${")".repeat(10)}`,
	])("is refused where it is none: %s", (text) => {
		expect(codeOf(() => parseSignature(text))).toBe("clear-format");
	});
});

describe("a path", () => {
	const { root } = {
		root: decodeCall(
			parseSignature(
				"a((address token, uint256[] amounts)[] legs, bytes path)",
			),
			callOf("a((address token, uint256[] amounts)[] legs, bytes path)", [
				[
					{ token: me, amounts: [1n, 2n] },
					{ token: friend, amounts: [3n] },
				],
				"0x0102030405",
			]).data,
		),
	};
	const at = (path: string) => nodesAt(root, parsePath(path).steps).map(plain);
	it("leads to what it names", () => {
		expect(at("#.legs.[].token")).toEqual([me, friend]);
		expect(at("legs.[0].amounts.[]")).toEqual([1n, 2n]);
		expect(at("legs.[-1].token")).toEqual([friend]);
		expect(at("path.[-2:]")).toEqual(["0x0405"]);
		expect(at("path.[:1]")).toEqual(["0x01"]);
		expect(at("legs.[0].amounts.[1:]")).toEqual([[2n]]);
	});
	it.each([
		"",
		"legs.token",
		"legs.[2].token",
		"path.[0]",
		"legs.[].nothing",
		"constructor",
		"legs.[].[]",
		"a..b",
		"legs.[a]",
		`${"a.".repeat(20)}b`,
	])("is refused where it leads nowhere: %s", (path) => {
		expect(codeOf(() => at(path))).toBe("clear-format");
	});
});

describe("a call of a standard", () => {
	it("is told in its fields, with the contract as the token", () => {
		expect(
			brief(callOf("transfer(address to, uint256 value)", [friend, 5n])),
		).toEqual({
			intent: "Send tokens",
			owner: null,
			rest: [],
			fields: [
				["Amount", { kind: "token", token, amount: 5n, says: null }],
				["To", { kind: "address", value: friend }],
			],
		});
	});

	it("marks an allowance without end", () => {
		const all = (1n << 256n) - 1n;
		const [, field] = read(
			callOf("approve(address spender, uint256 value)", [friend, all]),
		).fields;
		expect(field?.value).toEqual({
			kind: "token",
			token,
			amount: all,
			says: { code: "clear.unlimited", params: {} },
		});
		const [, less] = read(
			callOf("approve(address spender, uint256 value)", [
				friend,
				(1n << 255n) - 1n,
			]),
		).fields;
		expect(less?.value).toMatchObject({ says: null });
	});

	it("tells of each item of a list", () => {
		const { fields } = read(
			callOf(
				"safeBatchTransferFrom(address from, address to, uint256[] ids, uint256[] values, bytes data)",
				[me, friend, [7n, 8n], [1n, 2n], "0x"],
			),
		);
		expect(fields.map(({ label }) => wordsOf(label))).toEqual([
			"From",
			"To",
			"Item",
			"Item",
			"How many",
			"How many",
			"Data for the recipient",
		]);
		expect(fields[3]?.value).toEqual({
			kind: "nft",
			collection: token,
			id: 8n,
		});
	});

	it("is the contract's own where that is known, on its chain and at its address alone", () => {
		const wrap = callOf("deposit()", [], { to: weth, valueWei: 9n });
		expect(brief(wrap)).toMatchObject({
			owner: "Wrapped ether",
			fields: [["Amount", { kind: "coin", wei: 9n }]],
		});
		for (const other of [{ chainId: 5 }, { to: token }])
			expect(codeOf(() => read({ ...wrap, ...other }))).toBe("clear-unknown");
		const capital = { ...wrap, to: `0x${weth.slice(2).toUpperCase()}` as Hex };
		expect(brief(capital).owner).toBe("Wrapped ether");
	});

	it("of a swap names both tokens, each with its amount", () => {
		const swap = callOf(
			"exactInputSingle((address tokenIn, address tokenOut, uint24 fee, address recipient, uint256 amountIn, uint256 amountOutMinimum, uint160 sqrtPriceLimitX96) params)",
			[
				{
					tokenIn: weth,
					tokenOut: token,
					fee: 500,
					recipient: me,
					amountIn: 3n,
					amountOutMinimum: 4n,
					sqrtPriceLimitX96: 0n,
				},
			],
			{ to: "0x68b3465833fb72a70ecdf485e0e4c7bd8665fc45" },
		);
		expect(brief(swap)).toMatchObject({
			owner: "Uniswap",
			rest: [
				["params.fee", { kind: "number", value: 500n }],
				["params.sqrtPriceLimitX96", { kind: "number", value: 0n }],
			],
			fields: [
				["You give", { kind: "token", token: weth, amount: 3n }],
				["Pays out at least", { kind: "token", token, amount: 4n }],
				["To", { kind: "address", value: me }],
			],
		});
	});

	it("each of ours is one that viem knows too, with a path to every parameter", () => {
		let count = 0;
		for (const { formats } of ownDescriptors)
			for (const [signature, { fields, intent }] of Object.entries(formats)) {
				count++;
				const shape = parseSignature(signature);
				const [item] = parseAbi([
					`function ${signature}`,
				] as never) as unknown as readonly [
					{ readonly inputs: readonly AbiParameter[] },
				];
				expect(toFunctionSelector(`function ${signature}`)).toBe(
					shape.selector,
				);
				expect(item.inputs.map(({ name }) => name)).toEqual(
					shape.parts.map(({ name }) => name),
				);
				expect(fields.length).toBeGreaterThanOrEqual(
					shape.parts.length > 0 ? 1 : 0,
				);
				expect(clearCodes).toHaveProperty([String(intent)]);
				for (const { visible, label } of fields)
					expect(
						visible === "never" || Object.hasOwn(clearCodes, label ?? ""),
					).toBe(true);
			}
		expect(count).toBeGreaterThan(25);
	});
});

describe("a descriptor", () => {
	const one = (
		fields: readonly unknown[],
		more: object = {},
	): ClearDescriptor =>
		decodeDescriptor({
			deployments: [{ chainId: 1, address: token }],
			owner: "Somebody",
			formats: { "f(uint256 a, address b, bytes c)": { intent: "Do", fields } },
			...more,
		});
	const call = callOf("f(uint256 a, address b, bytes c)", [
		7n,
		friend,
		"0x1234",
	]);
	const readField = (field: object, more: object = {}) =>
		read(call, [one([{ label: "X", ...field }], more)]).fields[0]?.value;

	it("has its formats read each as what it is", () => {
		expect(readField({ path: "a", format: "raw" })).toEqual({
			kind: "number",
			value: 7n,
		});
		expect(readField({ path: "c" })).toEqual({
			kind: "bytes",
			value: "0x1234",
		});
		expect(
			readField({
				path: "a",
				format: "date",
				params: { encoding: "timestamp" },
			}),
		).toEqual({ kind: "date", timeS: 7n });
		expect(
			readField({
				path: "a",
				format: "date",
				params: { encoding: "blockheight" },
			}),
		).toEqual({ kind: "block", number: 7n });
		expect(readField({ path: "a", format: "duration" })).toEqual({
			kind: "duration",
			seconds: 7n,
		});
		expect(
			readField({
				path: "a",
				format: "unit",
				params: { base: "%", decimals: 2 },
			}),
		).toEqual({ kind: "unit", value: 7n, decimals: 2, base: "%" });
		expect(
			readField(
				{
					path: "a",
					format: "enum",
					params: { $ref: "$.metadata.enums.kind" },
				},
				{ enums: { kind: { "7": "Seven" } } },
			),
		).toEqual({ kind: "choice", says: "Seven", value: 7n });
		expect(
			readField(
				{
					path: "a",
					format: "tokenAmount",
					params: { token: "$.metadata.constants.t" },
				},
				{ constants: { t: weth } },
			),
		).toMatchObject({ token: weth });
		expect(
			readField({
				path: "a",
				format: "tokenAmount",
				params: { tokenPath: "b", nativeCurrencyAddress: friend },
			}),
		).toEqual({ kind: "coin", wei: 7n });
		expect(
			readField({ path: "c", format: "calldata", params: { calleePath: "b" } }),
		).toEqual({ kind: "call", to: friend, data: "0x1234" });
		expect(readField({ value: "Fixed" })).toEqual({
			kind: "text",
			value: "Fixed",
		});
		expect(readField({ path: "@.from", format: "addressName" })).toEqual({
			kind: "address",
			value: me,
		});
	});

	it.each([
		["an amount of no token", { path: "a", format: "tokenAmount" }],
		[
			"an amount of the mark for ether that it does not say is one",
			{
				path: "a",
				format: "tokenAmount",
				params: { token: `0x${"ee".repeat(20)}` },
			},
		],
		["an amount that is no number", { path: "b", format: "amount" }],
		["an address that is none", { path: "c", format: "addressName" }],
		["a date of no encoding", { path: "a", format: "date" }],
		[
			"a choice that is none of its choices",
			{ path: "a", format: "enum", params: { $ref: "$.metadata.enums.kind" } },
		],
		[
			"a choice by a name that every record has",
			{
				path: "a",
				format: "enum",
				params: { $ref: "$.metadata.enums.constructor" },
			},
		],
		["a unit of no name", { path: "a", format: "unit" }],
		[
			"a constant that is not there",
			{
				path: "a",
				format: "tokenAmount",
				params: { token: "$.metadata.constants.none" },
			},
		],
		["a path into the descriptor", { path: "$.metadata.owner" }],
		["a path that is not there", { path: "d" }],
		["what contains the call and is not read", { path: "@.nonce" }],
		["a field of nothing", {}],
		["a token of no collection", { path: "a", format: "nftName" }],
	])("is refused for %s", (_, field) => {
		expect(codeOf(() => readField(field))).toBe("clear-format");
	});

	it.each([
		["a format that is not read here", [{ path: "a", format: "chainAmount" }]],
		["a label that cannot be seen", [{ path: "a", label: "To\u202e" }]],
		["a label without end", [{ path: "a", label: "x".repeat(500) }]],
		["more fields than are read", new Array(100).fill({ path: "a" })],
	])("is refused as a whole for %s", (_, fields) => {
		expect(codeOf(() => one(fields))).toBe("clear-format");
	});

	it("is refused where two of its functions have one selector", () => {
		const twice = decodeDescriptor({
			deployments: [],
			owner: "Somebody",
			formats: {
				"f(uint256 a)": { intent: "Do", fields: [] },
				"f(uint256 b)": { intent: "Do not", fields: [] },
			},
		});
		expect(codeOf(() => read(callOf("f(uint256 a)", [1n]), [twice]))).toBe(
			"clear-format",
		);
	});

	it("has shown what it does not tell of, and what it would leave out", () => {
		expect(
			read(call, [
				one([
					{ path: "a", label: "A" },
					{ path: "c", visible: "never" },
				]),
			]).rest,
		).toEqual([
			{ name: "b", value: { kind: "address", value: friend } },
			{ name: "c", value: { kind: "bytes", value: "0x1234" } },
		]);
	});

	it("has shown whole what it tells a part of", () => {
		const { fields, rest } = read(call, [one([{ path: "c.[0:1]" }])]);
		expect(fields[0]?.value).toEqual({ kind: "bytes", value: "0x12" });
		expect(rest.map(({ name }) => name)).toEqual(["a", "b", "c"]);
	});

	it("is refused as a whole for typed data of no contract", () => {
		const messages = { "A(uint256 a)": { intent: "Do", fields: [] } };
		expect(codeOf(() => one([], { messages, deployments: [] }))).toBe(
			"clear-format",
		);
	});

	it("that is not known leaves a call unknown", () => {
		expect(codeOf(() => read(callOf("whatIsThis(uint256 a)", [1n])))).toBe(
			"clear-unknown",
		);
		expect(codeOf(() => read({ ...call, data: "0x" }))).toBe("clear-unknown");
	});
});
