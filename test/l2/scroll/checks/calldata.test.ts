import fc from "fast-check";
import { encodeFunctionData, encodePacked, keccak256, parseAbi } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, it } from "vitest";
import { fromHex, type Hex, toHex } from "../../../../src/base/bytes.ts";
import { Fault } from "../../../../src/base/fault.ts";
import {
	finalizationOf,
	publicInputBytes,
	wrapperInput,
} from "../../../../src/l2/scroll/checks/calldata.ts";

const abi = parseAbi([
	"struct FinalizeStruct { bytes batchHeader; uint256 total; bytes32 postStateRoot; bytes32 withdrawRoot; bytes zkProof; }",
	"function finalizeBundlePostEuclidV2(bytes batchHeader, uint256 total, bytes32 postStateRoot, bytes32 withdrawRoot, bytes aggrProof)",
	"function commitAndFinalizeBatch(uint8 version, bytes32 parentBatchHash, FinalizeStruct finalizeStruct)",
	"function commitBatches(uint8 version, bytes32 parentBatchHash, bytes32 lastBatchHash)",
	"function verify(bytes bundleProof, bytes publicInput) view",
]);
const chain: Hex = `0x${"c1".repeat(20)}`;
const word = (byte: string): Hex => `0x${byte.repeat(32)}`;
const header = encodePacked(
	["uint8", "uint64", "bytes32", "bytes32"],
	[9, 77n, word("b1"), word("b2")],
);
const proof: Hex = `0x${"0102030405".repeat(90)}`;
const said = {
	version: 9,
	batchIndex: 77n,
	batchHash: keccak256(header),
	messagesTaken: 5n,
	postStateRoot: word("aa"),
	withdrawRoot: word("bb"),
	proof,
};
const normal = encodeFunctionData({
	abi,
	functionName: "finalizeBundlePostEuclidV2",
	args: [header, 5n, word("aa"), word("bb"), proof],
});
const enforced = encodeFunctionData({
	abi,
	functionName: "commitAndFinalizeBatch",
	args: [
		9,
		word("b2"),
		{
			batchHeader: header,
			total: 5n,
			postStateRoot: word("aa"),
			withdrawRoot: word("bb"),
			zkProof: proof,
		},
	],
});
const account = privateKeyToAccount(word("11"));
const fees = { maxFeePerGas: 10n, maxPriorityFeePerGas: 1n } as const;
const base = { nonce: 1, gas: 21_000n, to: chain, chainId: 1 } as const;
const signed = (data: Hex, to: Hex = chain): Promise<Hex> =>
	account.signTransaction({ type: "eip1559", ...base, ...fees, to, data });
const codeOf = (run: () => unknown): string => {
	try {
		run();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "accepted";
};

describe("a finalizing transaction", () => {
	it("says the same by either function and in every type of transaction", async () => {
		for (const data of [normal, enforced]) {
			const raws = [
				await account.signTransaction({
					type: "legacy",
					...base,
					gasPrice: 10n,
					data,
				}),
				await account.signTransaction({
					type: "eip2930",
					...base,
					gasPrice: 10n,
					data,
				}),
				await signed(data),
			];
			for (const raw of raws) expect(finalizationOf(raw, chain)).toEqual(said);
		}
	});
	it("says it as the trie holds one with blobs, which lie beside", async () => {
		const raw = await account.signTransaction({
			type: "eip4844",
			...base,
			...fees,
			maxFeePerBlobGas: 1n,
			blobVersionedHashes: [`0x01${"00".repeat(31)}`],
			data: enforced,
			sidecars: false,
		});
		expect(finalizationOf(raw, chain)).toEqual(said);
	});
	it("is none to another contract, by another function, or in a creation", async () => {
		expect(
			finalizationOf(await signed(normal, `0x${"c2".repeat(20)}`), chain),
		).toBeNull();
		const commit = encodeFunctionData({
			abi,
			functionName: "commitBatches",
			args: [9, word("b2"), keccak256(header)],
		});
		expect(finalizationOf(await signed(commit), chain)).toBeNull();
		expect(finalizationOf(await signed("0x"), chain)).toBeNull();
		const creation = await account.signTransaction({
			type: "eip1559",
			chainId: 1,
			nonce: 1,
			gas: 21_000n,
			...fees,
			data: normal,
		});
		expect(finalizationOf(creation, chain)).toBeNull();
	});
	it("is refused cut short anywhere, with offsets beyond its end, and with a header of another length", async () => {
		const bytes = fromHex(normal);
		for (let length = 4; length < bytes.length - 30; length += 7) {
			const raw = await signed(toHex(bytes.subarray(0, length)));
			expect(codeOf(() => finalizationOf(raw, chain))).toBe("bad-field");
		}
		for (const at of [4, 4 + 4 * 32]) {
			const beyond = bytes.slice();
			beyond.fill(0xff, at, at + 32);
			const raw = await signed(toHex(beyond));
			expect(codeOf(() => finalizationOf(raw, chain))).toBe("bad-field");
		}
		const short = encodeFunctionData({
			abi,
			functionName: "finalizeBundlePostEuclidV2",
			args: ["0x09", 5n, word("aa"), word("bb"), proof],
		});
		const raw = await signed(short);
		expect(codeOf(() => finalizationOf(raw, chain))).toBe("bad-field");
	});
	it("is refused where it is no transaction", () => {
		expect(codeOf(() => finalizationOf("0x05c0", chain))).toBe("bad-rlp");
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
				expect(["bad-rlp", "bad-field", "accepted"]).toContain(
					codeOf(() => finalizationOf(toHex(bytes), chain)),
				);
			}),
			{ seed: 7 },
		);
	});
});

describe("what a verifier is given", () => {
	it("is packed as the contract packs it", () => {
		const input = {
			chainId: 534_352,
			messageQueueHash: word("01"),
			batches: 3,
			prevStateRoot: word("02"),
			prevBatchHash: word("03"),
			postStateRoot: word("04"),
			batchHash: word("05"),
			withdrawRoot: word("06"),
		};
		const packed = encodePacked(
			[
				"uint64",
				"bytes32",
				"uint32",
				"bytes32",
				"bytes32",
				"bytes32",
				"bytes32",
				"bytes32",
			],
			[
				534_352n,
				input.messageQueueHash,
				3,
				input.prevStateRoot,
				input.prevBatchHash,
				input.postStateRoot,
				input.batchHash,
				input.withdrawRoot,
			],
		);
		expect(toHex(publicInputBytes(input))).toBe(packed);
	});
	it("is called as the ABI has it, for proofs of any length", () => {
		fc.assert(
			fc.property(
				fc.uint8Array({ maxLength: 200 }),
				fc.uint8Array({ maxLength: 300 }),
				(made, input) => {
					expect(wrapperInput(toHex(made), input)).toBe(
						encodeFunctionData({
							abi,
							functionName: "verify",
							args: [toHex(made), toHex(input)],
						}),
					);
				},
			),
			{ seed: 5 },
		);
	});
});
