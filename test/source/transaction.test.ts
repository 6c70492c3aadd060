import fc from "fast-check";
import {
	keccak256,
	serializeTransaction,
	type TransactionSerializable,
	toRlp,
	toHex as viemHex,
} from "viem";
import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex } from "../../src/base/bytes.ts";
import type { Json } from "../../src/base/immutable.ts";
import { decodeForeign } from "../../src/evidence/foreign-transaction.ts";
import {
	encodeReceipt,
	encodeTransaction,
} from "../../src/source/transaction.ts";
import { decodeReceipt } from "../../src/state/block.ts";

const hexOf = (length: number): fc.Arbitrary<Hex> =>
	fc.uint8Array({ minLength: length, maxLength: length }).map(toHex);
const quantity = fc.bigInt({ min: 0n, max: (1n << 96n) - 1n });
const word = fc.bigInt({ min: 1n, max: (1n << 256n) - 1n });
const data = fc.uint8Array({ maxLength: 80 }).map(toHex);
const accessList = fc.array(
	fc.record({
		address: hexOf(20),
		storageKeys: fc.array(hexOf(32), { maxLength: 3 }),
	}),
	{ maxLength: 3 },
);
const authorization = fc.record({
	chainId: fc.nat(),
	address: hexOf(20),
	nonce: fc.nat(),
	yParity: fc.constantFrom(0, 1),
	r: word.map((n) => viemHex(n, { size: 32 })),
	s: word.map((n) => viemHex(n, { size: 32 })),
});
const any = fc.record({
	type: fc.constantFrom(0, 1, 2, 3, 4),
	chainId: fc.integer({ min: 1, max: 1_000_000 }),
	nonce: fc.nat(),
	gas: quantity,
	gasPrice: quantity,
	maxFeePerGas: quantity,
	to: hexOf(20),
	value: quantity,
	data,
	accessList,
	authorizationList: fc.array(authorization, { minLength: 1, maxLength: 2 }),
	blobVersionedHashes: fc.array(
		hexOf(31).map((tail): Hex => `0x01${tail.slice(2)}`),
		{ minLength: 1, maxLength: 3 },
	),
	r: word,
	s: word,
	yParity: fc.constantFrom(0, 1),
	createsContract: fc.boolean(),
});

const names = ["legacy", "eip2930", "eip1559", "eip4844", "eip7702"] as const;

describe("transactions as a node gives them", () => {
	it("become the bytes that another implementation signs over, for every type", () => {
		fc.assert(
			fc.property(any, (made) => {
				const { type, chainId, r, s, yParity } = made;
				const creates = made.createsContract && type < 3;
				const to = creates ? null : made.to;
				const v = BigInt(35 + 2 * chainId + yParity);
				const own: { readonly [field: string]: unknown } =
					type < 2
						? { gasPrice: made.gasPrice }
						: {
								maxFeePerGas: made.maxFeePerGas,
								maxPriorityFeePerGas: made.maxFeePerGas / 2n,
							};
				const extra =
					type === 3
						? {
								maxFeePerBlobGas: made.gasPrice,
								blobVersionedHashes: made.blobVersionedHashes,
							}
						: type === 4
							? { authorizationList: made.authorizationList }
							: {};
				const theirs = serializeTransaction(
					{
						type: names[type],
						chainId,
						nonce: made.nonce,
						gas: made.gas,
						to,
						value: made.value,
						data: made.data,
						...(type > 0 ? { accessList: made.accessList } : {}),
						...own,
						...extra,
					} as TransactionSerializable,
					{
						r: viemHex(r, { size: 32 }),
						s: viemHex(s, { size: 32 }),
						...(type === 0 ? { v } : { yParity }),
					} as never,
				);
				const quantities = Object.fromEntries(
					Object.entries(own).map(([name, n]) => [name, viemHex(n as bigint)]),
				);
				const json: { [field: string]: Json } = {
					type: viemHex(type),
					chainId: viemHex(chainId),
					nonce: viemHex(made.nonce),
					gas: viemHex(made.gas),
					to,
					value: viemHex(made.value),
					input: made.data,
					accessList: made.accessList,
					...quantities,
					maxFeePerBlobGas: viemHex(made.gasPrice),
					blobVersionedHashes: made.blobVersionedHashes,
					authorizationList: made.authorizationList.map((one) => ({
						...one,
						chainId: viemHex(one.chainId),
						nonce: viemHex(one.nonce),
						yParity: viemHex(one.yParity),
					})),
					r: viemHex(r),
					s: viemHex(s, { size: 32 }),
					...(type === 0
						? { v: viemHex(v) }
						: made.createsContract
							? { v: viemHex(yParity) }
							: { v: viemHex(yParity), yParity: viemHex(yParity) }),
				};
				expect(encodeTransaction(json)).toBe(theirs);
				expect(keccak256(theirs)).toHaveLength(66);
			}),
			{ numRuns: 300, seed: 12 },
		);
	});
});

describe("what ArbOS puts in front of each block", () => {
	it("is its chain and its data, behind its type, and nobody's transaction", () => {
		const raw = encodeTransaction({
			type: "0x6a",
			chainId: "0xa4b1",
			input: "0x6bf6a42d00",
			from: "0x00000000000000000000000000000000000a4b05",
			gas: "0x0",
		});
		expect(raw).toBe("0x6ac982a4b1856bf6a42d00");
		expect(() => decodeForeign(raw)).toThrow(/bad-rlp/);
	});
});

describe("what ArbOS carries out without a signature", () => {
	const [from, to, other] = ["a1", "b2", "c3"].map((byte) => byte.repeat(20));
	const [id, ticket] = ["1d", "7c"].map((byte) => byte.repeat(32));
	// as a node gives them, with what it says of each beside its own fields
	const beside = {
		...{ chainId: "0xa4b1", from: `0x${from}`, to: `0x${to}`, nonce: "0x0" },
		...{ gas: "0x186a0", gasPrice: "0x989680", value: "0x5", input: "0xab" },
		...{ v: "0x0", r: "0x0", s: "0x0" },
	};
	const chain = "0xa4b1";
	const [gas, price, value] = ["0x0186a0", "0x989680", "0x05"] as const;
	it.each<[string, object, readonly `0x${string}`[]]>([
		[
			"0x64",
			{ requestId: `0x${id}` },
			[chain, `0x${id}`, `0x${from}`, `0x${to}`, value],
		],
		[
			"0x65",
			{},
			[chain, `0x${from}`, "0x", price, gas, `0x${to}`, value, "0xab"],
		],
		[
			"0x66",
			{ requestId: `0x${id}`, maxFeePerGas: "0x7", to: null },
			[chain, `0x${id}`, `0x${from}`, "0x07", gas, "0x", value, "0xab"],
		],
		[
			"0x68",
			{
				...{ nonce: "0x2", maxFeePerGas: "0x7", ticketId: `0x${ticket}` },
				...{ refundTo: `0x${other}`, maxRefund: "0x9" },
				submissionFeeRefund: "0x8",
			},
			[
				...([
					chain,
					"0x02",
					`0x${from}`,
					"0x07",
					gas,
					`0x${to}`,
					value,
				] as const),
				...(["0xab", `0x${ticket}`, `0x${other}`, "0x09", "0x08"] as const),
			],
		],
		[
			"0x69",
			{
				...{ requestId: `0x${id}`, maxFeePerGas: "0x7", l1BaseFee: "0x3" },
				...{ depositValue: "0x4", retryTo: null, retryValue: "0x0" },
				...{ beneficiary: `0x${to}`, maxSubmissionFee: "0x6" },
				...{ refundTo: `0x${other}`, retryData: "0xcdef" },
			},
			[
				...([chain, `0x${id}`, `0x${from}`, "0x03", "0x04", "0x07"] as const),
				...([gas, "0x", "0x", `0x${to}`, "0x06", `0x${other}`] as const),
				"0xcdef",
			],
		],
	])(
		"is the fields of type %s in their order, and nobody's transaction",
		(type, own, fields) => {
			const raw = encodeTransaction({ ...beside, ...own, type });
			expect(raw).toBe(`${type}${toRlp([...fields]).slice(2)}`);
			expect(() => decodeForeign(raw)).toThrow(/bad-rlp/);
		},
	);
});

describe("receipts as a node gives them", () => {
	const receipt = fc.record({
		type: fc.constantFrom(0, 1, 2, 3, 4, 126),
		succeeded: fc.boolean(),
		gas: fc.nat(),
		logs: fc.array(
			fc.record({
				address: hexOf(20),
				topics: fc.array(hexOf(32), { maxLength: 4 }),
				data,
			}),
			{ maxLength: 4 },
		),
		nonce: fc.option(fc.nat(), { nil: undefined }),
	});
	it("come back as they were out of the trie's bytes", () => {
		fc.assert(
			fc.property(receipt, ({ type, succeeded, gas, logs, nonce }) => {
				const raw = encodeReceipt({
					type: viemHex(type),
					status: succeeded ? "0x1" : "0x0",
					cumulativeGasUsed: viemHex(gas),
					logsBloom: `0x${"00".repeat(256)}`,
					logs,
					...(nonce === undefined
						? {}
						: { depositNonce: viemHex(nonce), depositReceiptVersion: "0x1" }),
				});
				expect(decodeReceipt(fromHex(raw))).toEqual({
					succeeded,
					cumulativeGasUsed: gas,
					logs,
				});
			}),
			{ numRuns: 200, seed: 13 },
		);
	});
});
