import { parseTransaction } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, test } from "vitest";
import { concat, fromHex, toHex } from "../../src/base/bytes.ts";
import { decodeRlp, encodeRlp, rlpBytes, rlpList } from "../../src/base/rlp.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import { signHash } from "../../src/crypto/secp256k1.ts";
import {
	decodeSigned,
	joinSignature,
	mostOf,
	signingHash,
	type Transaction,
} from "../../src/evidence/transaction.ts";
import { a } from "../receipt/world.ts";

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

	test("is refused with another type, an access list of another shape, a field too many or too few", () => {
		const fields = rlpList(decodeRlp(fromHex(signed.raw).subarray(1)), "tx");
		const raw = (type: number, items: typeof fields) =>
			toHex(concat(Uint8Array.of(type), encodeRlp(items)));
		const listed = fields.map((item, i) =>
			i === 8 ? [[fromHex(a(3))]] : item,
		);
		const creates = fields.map((item, i) =>
			i === 5 ? new Uint8Array(0) : item,
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
			raw(2, creates),
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
