import { ssz } from "@lodestar/types";
import { secp256k1 } from "@noble/curves/secp256k1.js";
import { hexToBytes, keccak256, pad, slice } from "viem";
import { privateKeyToAddress, publicKeyToAddress } from "viem/accounts";
import { expect, test } from "vitest";
import { concat, fromHex, type Hex, toHex } from "../../../src/base/bytes.ts";
import { headerHash, type L2Block } from "./blocks.ts";
import { encodePayload, signingHash, signPayload } from "./payload.ts";

const word = (byte: string): Hex => `0x${byte.repeat(32)}`;

const block: L2Block = {
	hash: word("aa"),
	parentHash: word("01"),
	sha3Uncles: word("02"),
	miner: `0x${"03".repeat(20)}`,
	stateRoot: word("04"),
	transactionsRoot: word("05"),
	receiptsRoot: word("06"),
	logsBloom: `0x${"07".repeat(256)}`,
	difficulty: 0n,
	number: 1234,
	gasLimit: 30_000_000n,
	gasUsed: 21_000n,
	timestamp: 1_800_000_000,
	extraData: "0xabcdef",
	mixHash: word("08"),
	nonce: pad("0x", { size: 8 }),
	baseFeePerGas: 1_000_007n,
	withdrawalsRoot: word("09"),
	blobGasUsed: 0n,
	excessBlobGas: 0n,
	parentBeaconBlockRoot: word("0b"),
	transactions: [word("0c"), word("0d")],
};
const transactions: Hex[] = ["0x7e0102", "0x02f86c", "0x"];

test("a payload is the beacon root and what an independent SSZ coder makes of the block", () => {
	const expected = ssz.deneb.ExecutionPayload.serialize({
		parentHash: fromHex(block.parentHash),
		feeRecipient: fromHex(block.miner),
		stateRoot: fromHex(block.stateRoot),
		receiptsRoot: fromHex(block.receiptsRoot),
		logsBloom: fromHex(block.logsBloom),
		prevRandao: fromHex(block.mixHash),
		blockNumber: block.number,
		gasLimit: Number(block.gasLimit),
		gasUsed: Number(block.gasUsed),
		timestamp: block.timestamp,
		extraData: fromHex(block.extraData),
		baseFeePerGas: block.baseFeePerGas,
		blockHash: fromHex(block.hash),
		transactions: transactions.map((raw) => fromHex(raw)),
		withdrawals: [],
		blobGasUsed: block.blobGasUsed,
		excessBlobGas: block.excessBlobGas,
	});
	expect(encodePayload(block, transactions)).toBe(
		toHex(concat(fromHex(block.parentBeaconBlockRoot), expected)),
	);
});

test("the signature recovers to the sequencer's address and to no other chain's", () => {
	const key = keccak256("0x01");
	const { payload, signature } = signPayload(901, "0x1234", key);
	expect(signature.length).toBe(2 + 2 * 65);
	const recover = (chainId: number): string =>
		publicKeyToAddress(
			toHex(
				secp256k1.Point.fromBytes(
					secp256k1.recoverPublicKey(
						concat(
							hexToBytes(slice(signature, 64)),
							hexToBytes(slice(signature, 0, 64)),
						),
						fromHex(signingHash(chainId, payload)),
						{ prehash: false },
					),
				).toBytes(false),
			),
		);
	expect(recover(901)).toBe(privateKeyToAddress(key));
	expect(recover(902)).not.toBe(privateKeyToAddress(key));
});

test("a changed state root changes the header's hash", () => {
	expect(headerHash({ ...block, stateRoot: word("ff") })).not.toBe(
		headerHash(block),
	);
});
