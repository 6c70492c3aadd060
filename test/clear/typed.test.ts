// Typed data read by descriptors: an order of UniswapX as the registry's own case has it, its type as another implementation writes
// it, and what is refused.

import { TypedDataEncoder } from "ethers";
import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import {
	type ClearDescriptor,
	decodeDescriptor,
} from "../../src/clear/descriptor.ts";
import { ownDescriptors } from "../../src/clear/own.ts";
import { readTyped } from "../../src/clear/read.ts";
import { decodeTypedData } from "../../src/message/typed-data.ts";
import { wordsOf } from "../../src/words/catalogue.ts";
import { oneInchOrder, uniswapOrder } from "./typed-made.ts";

const me: Hex = "0xd8da6bf26964af9d7eed9e03e53415d37aa96045";
const usdc = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";
const weth = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2";
const friend = "0xef1c6e67703c7bd7107eed8303fbe6ec2554bf6b";
const reactor = "0x6000da47483062a0d734ba3dc7576ce6a0b645c4";

const read = (
	raw: unknown,
	descriptors: readonly ClearDescriptor[] = ownDescriptors,
) => readTyped(descriptors, decodeTypedData(raw, "message"), me);
const codeOf = (work: () => unknown): string => {
	try {
		work();
		return "";
	} catch (thrown) {
		return String(Reflect.get(Object(thrown), "code"));
	}
};
const brief = (raw: unknown) => {
	const { intent, owner, fields } = read(raw);
	return {
		intent: wordsOf(intent),
		owner,
		fields: fields.map(({ label, value }) => [wordsOf(label), value]),
	};
};

describe("typed data of a descriptor that ships", () => {
	it("is told as the registry's own case of an order tells it", () => {
		expect(brief(uniswapOrder)).toEqual({
			intent: "An order to swap tokens, which others may fill",
			owner: "Permit2",
			fields: [
				["Spender", { kind: "address", value: reactor }],
				[
					"At most",
					{ kind: "token", token: usdc, amount: 2_500_000_000n, says: null },
				],
				[
					"You give",
					{ kind: "token", token: usdc, amount: 2_500_000_000n, says: null },
				],
				[
					"You give, at the end of its time",
					{ kind: "token", token: usdc, amount: 2_400_000_000n, says: null },
				],
				[
					"Pays out at least",
					{
						kind: "token",
						token: weth,
						amount: 1_050_000_000_000_000_000n,
						says: null,
					},
				],
				["To", { kind: "address", value: me }],
				["Until", { kind: "date", timeS: 1_777_500_000n }],
			],
		});
	});

	it("pairs each of several outputs with its own token", () => {
		const { outputs } = uniswapOrder.message.witness;
		const two = {
			...uniswapOrder,
			message: {
				...uniswapOrder.message,
				witness: {
					...uniswapOrder.message.witness,
					outputs: [
						...outputs,
						...outputs.map((one) => ({ ...one, token: usdc, endAmount: "7" })),
					],
				},
			},
		};
		const gets = brief(two).fields.filter(
			([label]) => label === "Pays out at least",
		);
		expect(gets.map(([, value]) => value)).toMatchObject([
			{ token: weth, amount: 1_050_000_000_000_000_000n },
			{ token: usdc, amount: 7n },
		]);
	});

	it("is told of an order of 1inch, with who receives", () => {
		expect(brief(oneInchOrder)).toMatchObject({
			owner: "1inch",
			fields: [
				["From", { value: me }],
				["You give", { token: usdc, amount: 1_000_000n }],
				["Pays out at least", { token: weth, amount: 500n }],
				["To", { value: friend }],
			],
		});
	});

	it.each([
		["nobody knows", friend, {}],
		["is one on another chain", reactor, { chainId: 42_161 }],
	])(
		"is no order to swap where the one who may take the tokens %s",
		(_, spender, change) => {
			const domain = { ...uniswapOrder.domain, ...change };
			const message = { ...uniswapOrder.message, spender };
			expect(codeOf(() => read({ ...uniswapOrder, domain, message }))).toBe(
				"clear-format",
			);
		},
	);

	it("does not say what an order of 1inch pays where code of others reckons that", () => {
		const extended = {
			...oneInchOrder,
			message: {
				...oneInchOrder.message,
				makerTraits: (1n << 249n).toString(),
			},
		};
		expect(codeOf(() => read(extended))).toBe("clear-format");
		const plain = (255n << 247n) ^ (1n << 249n);
		const other = { ...oneInchOrder.message, makerTraits: plain.toString() };
		expect(brief({ ...oneInchOrder, message: other }).owner).toBe("1inch");
	});

	it("is of types that another implementation writes the same", () => {
		for (const { types, primaryType } of [uniswapOrder, oneInchOrder]) {
			const { EIP712Domain: _, ...others } = types;
			const written = TypedDataEncoder.from(
				others as unknown as Record<string, { name: string; type: string }[]>,
			).encodeType(primaryType);
			expect(
				ownDescriptors.some(({ messages = {} }) =>
					Object.hasOwn(messages, written),
				),
			).toBe(true);
		}
	});

	it.each([
		["on another chain", { chainId: 5 }],
		["of another contract", { verifyingContract: friend }],
	])("is unknown %s", (_, change) => {
		const domain = { ...uniswapOrder.domain, ...change };
		expect(codeOf(() => read({ ...uniswapOrder, domain }))).toBe(
			"clear-unknown",
		);
	});

	it.each(["chainId", "verifyingContract"])(
		"is unknown where its domain leaves the %s open",
		(left) => {
			const domain = Object.fromEntries(
				Object.entries(uniswapOrder.domain).filter(([name]) => name !== left),
			);
			const types = {
				...uniswapOrder.types,
				EIP712Domain: uniswapOrder.types.EIP712Domain.filter(
					({ name }) => name !== left,
				),
			};
			expect(codeOf(() => read({ ...uniswapOrder, types, domain }))).toBe(
				"clear-unknown",
			);
		},
	);

	it("is unknown where its type has one field more, or another name", () => {
		const order = oneInchOrder.types.Order;
		for (const Order of [
			[...order, { name: "more", type: "uint256" }],
			order.map((one) =>
				one.name === "maker" ? { ...one, name: "taker" } : one,
			),
		]) {
			const types = { ...oneInchOrder.types, Order };
			const message = { ...oneInchOrder.message, more: "1", taker: me };
			expect(codeOf(() => read({ ...oneInchOrder, types, message }))).toBe(
				"clear-unknown",
			);
		}
	});
});

describe("a descriptor of typed data", () => {
	const contract: Hex = `0x${"c3".repeat(20)}`;
	const type =
		"Deal(Party[] parties,bytes note,int8 shift,bool isOpen)Party(address who,uint64 share)";
	const reading = (fields: readonly unknown[], message: object = {}) =>
		read(
			{
				types: {
					EIP712Domain: [
						{ name: "chainId", type: "uint256" },
						{ name: "verifyingContract", type: "address" },
					],
					Deal: [
						{ name: "parties", type: "Party[]" },
						{ name: "note", type: "bytes" },
						{ name: "shift", type: "int8" },
						{ name: "isOpen", type: "bool" },
					],
					Party: [
						{ name: "who", type: "address" },
						{ name: "share", type: "uint64" },
					],
				},
				primaryType: "Deal",
				domain: { chainId: 1, verifyingContract: contract },
				message: {
					parties: [
						{ who: me, share: "3" },
						{ who: contract, share: "4" },
					],
					note: "0x1234",
					shift: "-5",
					isOpen: true,
					...message,
				},
			},
			[
				decodeDescriptor({
					deployments: [{ chainId: 1, address: contract }],
					owner: "Somebody",
					formats: {},
					messages: { [type]: { intent: "Make a deal", fields } },
				}),
			],
		);

	it("leads through lists and into what contains the message", () => {
		expect(
			reading([
				{ path: "parties.[].who", label: "Who", format: "addressName" },
				{ path: "parties.[-1].share", label: "Last" },
				{ path: "shift", label: "Shift" },
				{ path: "isOpen", label: "Open" },
				{ path: "note.[1:]", label: "Note" },
				{ path: "@.to", label: "Contract" },
				{ path: "@.from", label: "Signer" },
			]).fields.map(({ value }) => value),
		).toEqual([
			{ kind: "address", value: me },
			{ kind: "address", value: contract },
			{ kind: "number", value: 4n },
			{ kind: "number", value: -5n },
			{ kind: "flag", value: true },
			{ kind: "bytes", value: "0x34" },
			{ kind: "address", value: contract },
			{ kind: "address", value: me },
		]);
	});

	it.each([
		[
			"what goes with a call, which is none",
			{ path: "@.value", format: "amount" },
		],
		["an item that is not there", { path: "parties.[5].who" }],
		["a field that is not there", { path: "parties.[0].name" }],
		["an amount of an address", { path: "parties.[0].who", format: "amount" }],
		["several values in the place of one", { path: "parties.[0]" }],
	])("is refused for %s", (_, field) => {
		expect(codeOf(() => reading([{ label: "X", ...field }]))).toBe(
			"clear-format",
		);
	});

	it("is refused for more values than are looked through", () => {
		const parties = Array.from({ length: 2_500 }, () => ({
			who: me,
			share: "1",
		}));
		expect(codeOf(() => reading([], { parties }))).toBe("clear-data");
	});

	it("is refused for more lines than are shown", () => {
		const parties = Array.from({ length: 250 }, () => ({
			who: me,
			share: "1",
		}));
		expect(
			codeOf(() => reading([{ path: "parties.[].who" }], { parties })),
		).toBe("clear-format");
	});
});
