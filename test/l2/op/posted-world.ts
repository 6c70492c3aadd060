// Orders on an OP chain as another library signs them, whole and in the pieces that a span has; and its batcher's side: channels out of
// batches, and transactions that carry them.

import { deflateSync } from "node:zlib";
import type {
	Hash,
	TransactionSerializable,
	Address as ViemAddress,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import {
	bigToBytes,
	bigToMinimal,
	concat,
	fromHex,
	type Hex,
	toHex,
	toQuantity,
} from "../../../src/base/bytes.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { encodeRlp, type Rlp } from "../../../src/base/rlp.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import { decodeForeign } from "../../../src/evidence/foreign-transaction.ts";
import {
	type Batch,
	type SpanTransaction,
	writeBatch,
} from "../../../src/l2/op/checks/batch.ts";
import { frameOf } from "../../conformance/op-blob.ts";

export const chainId = 901;
export const inbox: Hex = `0xff${"00".repeat(17)}0901`;
const target: ViemAddress = `0x${"f0".repeat(20)}`;

export const accountOf = (byte: string) =>
	privateKeyToAccount(`0x${byte.repeat(32)}`);
const person = accountOf("11");
export const batcherAccount = accountOf("22");
export const batcher = batcherAccount.address.toLowerCase() as Hex;

const list = [
	{ address: target, storageKeys: [`0x${"07".repeat(32)}` as Hash] },
];
const listRlp: Rlp = [[fromHex(target), [fromHex(`0x${"07".repeat(32)}`)]]];
const common = {
	nonce: 7,
	gas: 21_000n,
	to: target,
	value: 5n,
	data: "0xabcd",
} as const;
const caps = { maxPriorityFeePerGas: 3n, maxFeePerGas: 900n } as const;
const n = bigToMinimal;
const data = fromHex("0xabcd");

/** One signed order, and the same as a span has it. */
export type SignedOrder = {
	readonly raw: Hex;
	readonly split: SpanTransaction;
};

const signed = async (
	transaction: TransactionSerializable,
	type: number,
	fields: readonly Rlp[],
	more: Partial<SpanTransaction> = {},
): Promise<SignedOrder> => {
	const raw = await person.signTransaction(transaction);
	const { r, s, yParity } = decodeForeign(raw);
	return {
		raw,
		split: {
			...{ type, fields, to: fromHex(target), nonce: 7n, gas: 21_000n },
			signature: concat(bigToBytes(r, 32), bigToBytes(s, 32)),
			yParity: yParity === 1,
			isProtected: true,
			...more,
		},
	};
};

/** One of each type that there is on a chain without blobs, also one for every chain, and one that makes a contract. */
export const signedOrders = async (): Promise<readonly SignedOrder[]> => {
	const authorization = await person.signAuthorization({
		...{ chainId, nonce: 8, contractAddress: target },
	});
	const auth: Rlp = [
		n(BigInt(chainId)),
		fromHex(target),
		n(8n),
		n(BigInt(authorization.yParity ?? 0)),
		n(BigInt(authorization.r)),
		n(BigInt(authorization.s)),
	];
	return Promise.all([
		signed({ ...common, chainId, type: "legacy", gasPrice: 12n }, 0, [
			...[n(5n), n(12n), data],
		]),
		signed(
			{ ...common, type: "legacy", gasPrice: 12n },
			0,
			[n(5n), n(12n), data],
			{ isProtected: false },
		),
		signed(
			{ ...common, chainId, type: "eip2930", gasPrice: 12n, accessList: list },
			1,
			[n(5n), n(12n), data, listRlp],
		),
		signed(
			{ ...common, ...caps, chainId, type: "eip1559", accessList: list },
			2,
			[n(5n), n(3n), n(900n), data, listRlp],
		),
		signed(
			{ ...common, ...caps, to: null, chainId, type: "eip1559" },
			2,
			[n(5n), n(3n), n(900n), data, []],
			{ to: null },
		),
		signed(
			{
				...{ ...common, ...caps, chainId, type: "eip7702" },
				authorizationList: [authorization],
			},
			4,
			[n(5n), n(3n), n(900n), data, [], [auth]],
		),
	]);
};

const filled = (length: number, by: number): Uint8Array =>
	Uint8Array.from({ length }, (_, i) => (i * by + 17) % 251);

export const singleBatch = (raws: readonly Hex[]): Batch => ({
	version: 0,
	parentHash: filled(32, 3),
	epochNumber: 5n,
	epochHash: filled(32, 5),
	timestampS: 1_700_000_000n,
	transactions: raws.map((raw) => fromHex(raw)),
});

export const spanBatch = (
	blocks: readonly (readonly SpanTransaction[])[],
): Batch => ({
	version: 1,
	sinceGenesisS: 300n,
	lastOrigin: 120n,
	parentCheck: filled(20, 3),
	originCheck: filled(20, 5),
	blocks: blocks.map((transactions, i) => ({
		isNewOrigin: i === 0,
		transactions,
	})),
});

/** Compressed as the batcher does by default on chains that never changed it. */
export const channelOf = (batches: readonly Batch[]): Uint8Array =>
	new Uint8Array(
		deflateSync(concat(...batches.map((one) => encodeRlp(writeBatch(one))))),
	);

export const channelId = (byte: number): Uint8Array =>
	new Uint8Array(16).fill(byte);

/** The channel in so many frames, each as one transaction's calldata or one blob's data. */
export const framesOf = (
	id: Uint8Array,
	channel: Uint8Array,
	count: number,
): readonly Uint8Array[] => {
	const size = Math.ceil(channel.length / count);
	return Array.from({ length: count }, (_, i) =>
		frameOf(id, i, channel.slice(i * size, (i + 1) * size), i === count - 1),
	);
};

export type L1Transaction = {
	readonly raw: Hex;
	/** As a node gives it. */
	readonly json: { [name: string]: Json };
};

/** A transaction of type 2 on L1, or of type 3 with those blobs. */
export const l1Transaction = async (
	nonce: number,
	sent: {
		readonly data?: Uint8Array;
		readonly blobs?: readonly Hex[];
		readonly to?: Hex;
		readonly by?: typeof batcherAccount;
	},
): Promise<L1Transaction> => {
	const {
		data = new Uint8Array(0),
		blobs,
		to = inbox,
		by = batcherAccount,
	} = sent;
	const fields = { ...caps, chainId: 1, nonce, gas: 21_000n, to, value: 0n };
	const raw =
		blobs === undefined
			? await by.signTransaction({
					...{ ...fields, type: "eip1559", data: toHex(data) },
				})
			: await by.signTransaction({
					...{ ...fields, type: "eip4844", data: toHex(data) },
					...{ blobVersionedHashes: blobs, maxFeePerBlobGas: 9n },
				});
	const { yParity, r, s } = decodeForeign(raw);
	return {
		raw,
		json: {
			type: blobs === undefined ? "0x2" : "0x3",
			chainId: "0x1",
			nonce: toQuantity(nonce),
			maxPriorityFeePerGas: "0x3",
			maxFeePerGas: toQuantity(900),
			gas: toQuantity(21_000),
			to,
			value: "0x0",
			input: toHex(data),
			accessList: [],
			...(blobs === undefined
				? {}
				: { maxFeePerBlobGas: "0x9", blobVersionedHashes: [...blobs] }),
			yParity: toQuantity(yParity),
			r: toQuantity(r),
			s: toQuantity(s),
			hash: keccakHex(fromHex(raw)),
		},
	};
};
