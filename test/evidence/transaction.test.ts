import { Transaction as EthersTransaction } from "ethers";
import {
	parseTransaction,
	type TransactionSerializable,
	keccak256 as viemKeccak,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { hashAuthorization } from "viem/utils";
import { describe, expect, test } from "vitest";
import { concat, fromHex, type Hex, toHex } from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import { decodeRlp, encodeRlp, rlpBytes, rlpList } from "../../src/base/rlp.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import { signHash } from "../../src/crypto/secp256k1.ts";
import {
	authorizationHash,
	decodeSigned,
	joinSignature,
	mostOf,
	noncesOf,
	signingHash,
	type Transaction,
} from "../../src/evidence/transaction.ts";
import { a } from "../receipt/world.ts";
import { refusedWith } from "../refused.ts";
import { isThere, readVectors } from "../wallet-vectors.ts";

const key = keccak256(Uint8Array.of(9));
const other = privateKeyToAccount(toHex(key));
const transaction: Transaction = {
	chainId: 1337,
	nonce: 0,
	maxPriorityFeePerGasWei: 1_000_000_000n,
	maxFeePerGasWei: 3_000_000_000n,
	gasLimit: 21_000,
	to: a(2),
	valueWei: 10n ** 17n,
	data: "0x",
};
const signed = joinSignature(
	transaction,
	signHash(signingHash(transaction), key),
);

describe("an EIP-1559 transaction", () => {
	test("has the bytes that another implementation signs", async () => {
		for (const nonce of [0, 1, 127, 128, 70_000]) {
			const ours = { ...transaction, nonce };
			const theirs = await other.signTransaction({
				type: "eip1559",
				chainId: ours.chainId,
				nonce,
				maxFeePerGas: ours.maxFeePerGasWei,
				maxPriorityFeePerGas: ours.maxPriorityFeePerGasWei,
				gas: BigInt(ours.gasLimit),
				to: ours.to,
				value: ours.valueWei,
			});
			const { raw, from } = joinSignature(
				ours,
				signHash(signingHash(ours), key),
			);
			expect(raw).toBe(theirs);
			expect(from).toBe(other.address.toLowerCase());
			expect(parseTransaction(theirs).nonce ?? 0).toBe(nonce);
		}
	});

	test("comes back out of its bytes", () => {
		expect(decodeSigned(signed.raw)).toEqual(signed);
		expect(mostOf(transaction)).toBe(10n ** 17n + 21_000n * 3_000_000_000n);
	});

	test("is refused with another type's fields, an access list of another shape, a field too many or too few", () => {
		const fields = rlpList(decodeRlp(fromHex(signed.raw).subarray(1)), "tx");
		const raw = (type: number, items: typeof fields) =>
			toHex(concat(Uint8Array.of(type), encodeRlp(items)));
		const listed = fields.map((item, i) =>
			i === 8 ? [[fromHex(a(3))]] : item,
		);
		const parity = fields.map((item, i) => (i === 9 ? Uint8Array.of(2) : item));
		const spelled = fields.map((item, i) =>
			i === 9 ? concat(Uint8Array.of(0), rlpBytes(item, "yParity")) : item,
		);
		const unsigned = fields.map((item, i) =>
			i > 8 ? new Uint8Array(0) : item,
		);
		for (const wrong of [
			raw(1, fields),
			raw(2, listed),
			raw(3, fields),
			raw(4, fields),
			raw(2, parity),
			raw(2, spelled),
			raw(2, unsigned),
			raw(2, fields.slice(0, 11)),
			raw(2, [...fields, new Uint8Array(0)]),
			`${signed.raw}00` as const,
		])
			expect(() => decodeSigned(wrong)).toThrow(/bad-rlp/);
	});

	test("has its access list as another implementation signs it", async () => {
		const storageKeys = [toHex(new Uint8Array(32).fill(7))];
		const accessList = [
			{ address: a(3), storageKeys },
			{ address: a(4), storageKeys: [] },
		];
		const ours = { ...transaction, accessList };
		const raw = joinSignature(ours, signHash(signingHash(ours), key)).raw;
		const theirs = await other.signTransaction({
			type: "eip1559",
			chainId: ours.chainId,
			nonce: ours.nonce,
			maxFeePerGas: ours.maxFeePerGasWei,
			maxPriorityFeePerGas: ours.maxPriorityFeePerGasWei,
			gas: BigInt(ours.gasLimit),
			to: ours.to,
			value: ours.valueWei,
			accessList,
		});
		expect(raw).toBe(theirs);
		expect(decodeSigned(raw).transaction).toEqual(ours);
	});

	test("is another signer's when one byte of it is changed", () => {
		const bytes = fromHex(signed.raw);
		let refused = 0;
		for (let at = 0; at < bytes.length; at++) {
			const changed = bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
			try {
				expect(decodeSigned(toHex(changed)).from).not.toBe(signed.from);
			} catch (thrown) {
				expect(String(thrown)).toMatch(/bad-rlp/);
				refused++;
			}
		}
		expect(refused).toBeLessThan(bytes.length);
	});
});

/** A transaction of each kind that this wallet makes, as viem takes it too. */
const code: Hex = "0x600a600c600039600a6000f3602a60005260206000f3";
const price = 3_000_000_000n;
const one = { maxFeePerGasWei: price, maxPriorityFeePerGasWei: price };
const listed = [
	{ address: a(3), storageKeys: [toHex(new Uint8Array(32).fill(7))] },
];
const kinds: {
	readonly [kind: string]: readonly [Transaction, object];
} = {
	"of type 0": [
		{ ...transaction, ...one, type: 0 },
		{ type: "legacy", gasPrice: price },
	],
	"of type 0 with data": [
		{ ...transaction, ...one, type: 0, data: "0xdeadbeef" },
		{ type: "legacy", gasPrice: price, data: "0xdeadbeef" },
	],
	"of type 1": [
		{ ...transaction, ...one, type: 1, accessList: listed },
		{ type: "eip2930", gasPrice: price, accessList: listed },
	],
	"of type 0 that creates a contract": [
		{ ...transaction, ...one, type: 0, to: null, data: code },
		{ type: "legacy", gasPrice: price, data: code, to: undefined },
	],
	"of type 2 that creates a contract": [
		{ ...transaction, to: null, data: code },
		{ type: "eip1559", data: code, to: undefined },
	],
};

describe("a transaction", () => {
	for (const [kind, [ours, part]] of Object.entries(kinds))
		test(`${kind} has the bytes that viem signs, and comes back out of them`, async () => {
			for (const nonce of [0, 127, 70_000]) {
				const made = { ...ours, nonce };
				const theirs = await other.signTransaction({
					chainId: ours.chainId,
					nonce,
					gas: BigInt(ours.gasLimit),
					to: ours.to,
					value: ours.valueWei,
					...("type" in part && part.type === "eip1559"
						? {
								maxFeePerGas: ours.maxFeePerGasWei,
								maxPriorityFeePerGas: ours.maxPriorityFeePerGasWei,
							}
						: {}),
					...part,
				} as TransactionSerializable);
				const joined = joinSignature(made, signHash(signingHash(made), key));
				expect(joined.raw).toBe(theirs);
				expect(joined.hash).toBe(viemKeccak(theirs));
				expect(decodeSigned(joined.raw)).toEqual(joined);
				expect(EthersTransaction.from(theirs).from?.toLowerCase()).toBe(
					joined.from,
				);
			}
		});

	test("of type 4 has the bytes that viem signs, and the authorization its hash", async () => {
		const authorization = await other.signAuthorization({
			chainId: 1337,
			address: a(5),
			nonce: 8,
		});
		const unsigned = { chainId: 1337n, address: a(5), nonce: 8n };
		expect(toHex(authorizationHash(unsigned))).toBe(
			hashAuthorization({ chainId: 1337, address: a(5), nonce: 8 }),
		);
		const { r, s, yParity } = signHash(authorizationHash(unsigned), key);
		const ours: Transaction = {
			...transaction,
			type: 4,
			nonce: 7,
			valueWei: 0n,
			authorizations: [{ ...unsigned, r, s, yParity: BigInt(yParity) }],
		};
		const joined = joinSignature(ours, signHash(signingHash(ours), key));
		const theirs = await other.signTransaction({
			type: "eip7702",
			chainId: 1337,
			nonce: 7,
			gas: BigInt(ours.gasLimit),
			to: a(2),
			maxFeePerGas: ours.maxFeePerGasWei,
			maxPriorityFeePerGas: ours.maxPriorityFeePerGasWei,
			authorizationList: [authorization],
		});
		expect(joined.raw).toBe(theirs);
		expect(decodeSigned(theirs)).toEqual(joined);
		expect(noncesOf(joined)).toEqual([7, 8]);
		// somebody else's authorization uses up no nonce of ours
		const foreign = {
			...ours,
			authorizations: [
				{ ...unsigned, nonce: 9n, r, s, yParity: BigInt(yParity) },
			],
		};
		expect(
			noncesOf(joinSignature(foreign, signHash(signingHash(foreign), key))),
		).toEqual([7]);
	});

	test("is refused with two prices where its type has one", () => {
		const two = { ...transaction, type: 0 } as const;
		expect(() => signingHash(two)).toThrow(RangeError);
	});

	test("is refused of type 0 without a chain, of type 3, and of type 4 that authorizes nothing", async () => {
		const bare = await other.signTransaction({
			type: "legacy",
			nonce: 0,
			gas: 21_000n,
			gasPrice: price,
			to: a(2),
			value: 1n,
		});
		const blobs: Hex = `0x03${signed.raw.slice(4)}`;
		const nothing = await other.signTransaction({
			type: "eip7702",
			chainId: 1337,
			nonce: 7,
			gas: 21_000n,
			to: a(2),
			maxFeePerGas: price,
			maxPriorityFeePerGas: 1n,
			authorizationList: [],
		});
		for (const raw of [bare, blobs, nothing])
			expect(refusedWith(() => decodeSigned(raw))).toBe("bad-rlp");
	});
});

test.skipIf(!isThere)(
	"the authorization of the vectors has its hash and its signature",
	() => {
		const given = d.list(
			d.record({
				privateKey: d.hash,
				authorization: d.record({
					chainId: d.int(),
					address: d.address,
					nonce: d.int(),
				}),
				hash: d.hash,
				signature: d.hex(65),
			}),
			64,
			1,
		)(readVectors("eip7702/metamask_authorization.json"), "vectors");
		for (const { privateKey, authorization, ...made } of given) {
			const unsigned = {
				chainId: BigInt(authorization.chainId),
				address: authorization.address,
				nonce: BigInt(authorization.nonce),
			};
			const digest = authorizationHash(unsigned);
			expect(toHex(digest)).toBe(made.hash);
			const { r, s, yParity } = signHash(digest, fromHex(privateKey));
			const word = (value: bigint): string =>
				value.toString(16).padStart(64, "0");
			expect(`0x${word(r)}${word(s)}${(27 + yParity).toString(16)}`).toBe(
				made.signature,
			);
		}
	},
);
