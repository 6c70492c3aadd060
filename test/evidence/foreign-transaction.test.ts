// Transactions of every type, held against micro-eth-signer and ethers, and what is refused.

import { Transaction as EthersTransaction, getCreateAddress } from "ethers";
import fc from "fast-check";
import { addr, Transaction } from "micro-eth-signer";
import { describe, expect, it } from "vitest";
import {
	bigToMinimal,
	concat,
	fromHex,
	type Hex,
	isHex,
	toHex,
} from "../../src/base/bytes.ts";
import { decodeRlp, encodeRlp, type Rlp, rlpList } from "../../src/base/rlp.ts";
import {
	createdAddress,
	decodeForeign,
} from "../../src/evidence/foreign-transaction.ts";

const key = `0x${"46".repeat(32)}`;
const to = addr.addChecksum(`0x${"3f".repeat(20)}`);
const common = {
	to,
	nonce: 9n,
	gasLimit: 90_000n,
	value: 12_345n,
	data: "0xdeadbeef",
};
const caps = { maxFeePerGas: 30n, maxPriorityFeePerGas: 2n };
const accessList = [
	{
		address: to,
		storageKeys: [`0x${"11".repeat(32)}`, `0x${"00".repeat(32)}`],
	},
];

const made = {
	legacy: { ...common, type: "legacy", gasPrice: 20n, chainId: 1n },
	"EIP-2930": {
		...common,
		type: "eip2930",
		gasPrice: 20n,
		chainId: 1n,
		accessList,
	},
	"EIP-1559": { ...common, type: "eip1559", chainId: 1n, ...caps, accessList },
	"EIP-4844": {
		...common,
		type: "eip4844",
		chainId: 1n,
		...caps,
		accessList,
		maxFeePerBlobGas: 5n,
		blobVersionedHashes: [`0x01${"22".repeat(31)}`],
	},
	"EIP-7702": {
		...common,
		type: "eip7702",
		chainId: 1n,
		...caps,
		accessList,
		authorizationList: [
			{
				chainId: 0n,
				address: to,
				nonce: 4n,
				yParity: 1,
				r: 5n,
				s: 6n,
			},
		],
	},
} as const;

const rawOf = (request: (typeof made)[keyof typeof made]): Hex => {
	const { hash: _, ...ready } = { hash: null, ...request };
	const signed = Reflect.apply(Transaction.prepare, Transaction, [
		ready,
		false,
	]).signBy(key);
	const raw = `0x${signed.toHex().replace(/^0x/, "")}`;
	if (!isHex(raw)) throw new Error("no bytes");
	return raw;
};

describe("any transaction", () => {
	it.each(Object.entries(made))("reads %s as its peers do", (_, request) => {
		const raw = rawOf(request);
		const peer = Transaction.fromHex(raw.slice(2));
		const other = EthersTransaction.from(raw);
		const tx = decodeForeign(raw);
		const { raw: fields } = peer;
		expect(tx).toMatchObject({
			hash: other.hash,
			type: other.type,
			from: peer.recoverSender().address.toLowerCase(),
			to: fields.to.toLowerCase(),
			chainId: fields.chainId,
			nonce: fields.nonce,
			gasLimit: fields.gasLimit,
			valueWei: fields.value,
			data: fields.data,
			r: fields.r,
			s: fields.s,
			yParity: other.signature?.yParity,
			fees:
				"gasPrice" in fields
					? { gasPriceWei: fields.gasPrice }
					: {
							maxFeePerGasWei: fields.maxFeePerGas,
							maxPriorityFeePerGasWei: fields.maxPriorityFeePerGas,
						},
		});
		expect(tx.accessList ?? null).toEqual(
			"accessList" in fields
				? fields.accessList.map((one) => ({
						...one,
						address: one.address.toLowerCase(),
					}))
				: null,
		);
		expect(tx.blobs ?? null).toEqual(
			"blobVersionedHashes" in fields
				? {
						maxFeePerBlobGasWei: fields.maxFeePerBlobGas,
						versionedHashes: fields.blobVersionedHashes,
					}
				: null,
		);
		expect(tx.authorizations ?? null).toEqual(
			"authorizationList" in fields
				? fields.authorizationList.map((one) => ({
						...one,
						address: one.address.toLowerCase(),
						yParity: BigInt(one.yParity),
					}))
				: null,
		);
	});

	it("says where a created contract stands", () => {
		fc.assert(
			fc.property(fc.bigInt(0n, 2n ** 53n), (nonce) => {
				expect(createdAddress(`0x${"3f".repeat(20)}`, nonce)).toBe(
					getCreateAddress({ from: to, nonce }).toLowerCase(),
				);
			}),
		);
	});

	const raw = rawOf(made["EIP-1559"]);
	const fields = rlpList(decodeRlp(fromHex(raw).subarray(1)), "transaction");
	const with1559 = (change: (fields: Rlp[]) => unknown): Hex => {
		const changed = [...fields];
		change(changed);
		return toHex(concat(Uint8Array.of(2), encodeRlp(changed)));
	};
	it("is the same again when its fields are written again", () => {
		expect(with1559(() => {})).toBe(raw);
	});

	const order =
		0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
	const s = decodeForeign(raw).s;
	it.each([
		["no bytes", "0x"],
		["a type that is not known", `0x7e${raw.slice(4)}`],
		["type 0 as a type of its own", `0x00${raw.slice(4)}`],
		["a type without its fields", "0x02"],
		["a field too few", with1559((all) => all.pop())],
		["a field too many", with1559((all) => all.push(new Uint8Array(0)))],
		["bytes left over", `${raw}00`],
		[
			"a number with a leading zero",
			with1559((all) => all.splice(1, 1, Uint8Array.of(0, 9))),
		],
		[
			"a recipient of 19 bytes",
			with1559((all) => all.splice(5, 1, new Uint8Array(19))),
		],
		[
			"an access list whose address is none",
			with1559((all) => all.splice(8, 1, [[new Uint8Array(19), []]])),
		],
		["a parity of two", with1559((all) => all.splice(9, 1, Uint8Array.of(2)))],
		[
			"a signature of the upper half (EIP-2)",
			with1559((all) => all.splice(11, 1, bigToMinimal(order - s))),
		],
		[
			"a signature that is zero",
			with1559((all) => all.splice(10, 1, new Uint8Array(0))),
		],
	] as const)("refuses %s", (_, bytes) => {
		if (!isHex(bytes)) throw new Error("no bytes");
		expect(() => decodeForeign(bytes)).toThrow(
			expect.objectContaining({ code: "bad-rlp" }),
		);
	});

	it("refuses a legacy one whose v is none", () => {
		const legacy = [...rlpList(decodeRlp(fromHex(rawOf(made.legacy))), "it")];
		for (const v of [0, 26, 29, 34]) {
			legacy[6] = Uint8Array.of(v);
			expect(() => decodeForeign(toHex(encodeRlp(legacy)))).toThrow(
				expect.objectContaining({ code: "bad-rlp" }),
			);
		}
	});
});
