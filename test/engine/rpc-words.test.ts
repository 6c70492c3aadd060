// A transaction in the words of JSON-RPC, against another library's reading of the same bytes.

import { AbiCoder, Signature, Transaction, Wallet } from "ethers";
import { expect, test } from "vitest";
import { isHex } from "../../src/base/bytes.ts";
import {
	reasonInWords,
	transactionInWords,
} from "../../src/engine/rpc-words.ts";
import { isBranch, treeOf } from "../adversary/json.ts";

const coder = AbiCoder.defaultAbiCoder();
const reverting = (selector: string, type: string, value: unknown): string =>
	`${selector}${coder.encode([type], [value]).slice(2)}`;

test.each([
	["a reason", reverting("0x08c379a0", "string", "too late"), "too late"],
	["no reason", reverting("0x08c379a0", "string", ""), ""],
	[
		"a long one, cut",
		reverting("0x08c379a0", "string", "x".repeat(999)),
		"x".repeat(300),
	],
	["a panic", reverting("0x4e487b71", "uint256", 0x11n), "panic 0x11"],
	[
		"an error of the contract's own",
		reverting("0x12345678", "string", "a"),
		"",
	],
	["nothing", "0x", ""],
	["a selector alone", "0x08c379a0", ""],
	["an offset that leads out", `0x08c379a0${"f".repeat(64)}`, ""],
	[
		"a length that leads out",
		`0x08c379a0${"20".padStart(64, "0")}${"f".repeat(64)}`,
		"",
	],
	[
		"a text cut short",
		reverting("0x08c379a0", "string", "x".repeat(40)).slice(0, -120),
		"",
	],
	["half a panic", "0x4e487b7111", ""],
])("the reason of a revert with %s", (_, data, reason) => {
	if (!isHex(data)) throw new Error("no hex");
	expect(reasonInWords(data)).toBe(reason);
});

const wallet = new Wallet(`0x${"11".repeat(32)}`);
const to = "0x70997970c51812dc3a010c7d01b50e0d17dc79c8";
const base = { chainId: 1, nonce: 300, gasLimit: 90_000, value: 12_345n, to };
const fees = { maxFeePerGas: 50n, maxPriorityFeePerGas: 7n };
const accessList = [{ address: to, storageKeys: [`0x${"0a".repeat(32)}`] }];

test.each([
	["legacy", { ...base, type: 0, gasPrice: 9n, data: "0x0102" }],
	["legacy on any chain", { ...base, type: 0, gasPrice: 9n, chainId: 0 }],
	["a creation", { ...base, type: 0, gasPrice: 9n, to: null, data: "0x6000" }],
	["EIP-2930", { ...base, type: 1, gasPrice: 9n, accessList }],
	["EIP-1559", { ...base, ...fees, type: 2, accessList }],
	[
		"EIP-4844",
		{
			...base,
			...fees,
			type: 3,
			maxFeePerBlobGas: 5n,
			blobVersionedHashes: [`0x01${"22".repeat(31)}`],
		},
	],
	[
		"EIP-7702",
		{
			...base,
			...fees,
			type: 4,
			authorizationList: [
				{
					chainId: 0n,
					address: to,
					nonce: 4n,
					signature: Signature.from({
						r: `0x${"33".repeat(32)}`,
						s: `0x${"44".repeat(32)}`,
						yParity: 1,
					}),
				},
			],
		},
	],
])("says the same as ethers of %s", async (_, request) => {
	const raw = await wallet.signTransaction(request);
	if (!isHex(raw)) throw new Error("no bytes");
	const said = treeOf(JSON.stringify(transactionInWords(raw, null)));
	const read = Transaction.from(raw);
	if (!isBranch(said)) throw new Error("no words");
	expect(said).toMatchObject({
		hash: read.hash,
		from: wallet.address.toLowerCase(),
		to: read.to?.toLowerCase() ?? null,
		nonce: "0x12c",
		gas: "0x15f90",
		value: "0x3039",
		input: read.data,
		type: `0x${read.type}`,
		blockHash: null,
	});
	expect(BigInt(`${said.r}`)).toBe(BigInt(read.signature?.r ?? 0));
	expect(BigInt(`${said.s}`)).toBe(BigInt(read.signature?.s ?? 0));
	const parity = read.signature?.yParity ?? 0;
	expect(Number(said.v)).toBe(
		read.type !== 0 ? parity : read.chainId === 0n ? 27 + parity : 37 + parity,
	);
	if (read.type === 0 && read.chainId === 0n)
		expect(said.chainId ?? null).toBeNull();
	else expect(said.chainId).toBe("0x1");
	if (read.type === 3)
		expect(said).toMatchObject({
			maxFeePerBlobGas: "0x5",
			blobVersionedHashes: read.blobVersionedHashes,
		});
	if (read.type === 4)
		expect(said.authorizationList).toEqual([
			{
				chainId: "0x0",
				address: to,
				nonce: "0x4",
				yParity: "0x1",
				r: `0x${"33".repeat(32)}`,
				s: `0x${"44".repeat(32)}`,
			},
		]);
});
