// A Safe's transaction and its signatures, held against viem, against the reader of typed data, and against the contracts: what we
// take for enough the contract carries out, and what we refuse it refuses too, or would do what nobody here read.

import fc from "fast-check";
import { decodeFunctionData, encodeFunctionData, hashTypedData } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, test } from "vitest";
import { type Hex, toHex } from "../../src/base/bytes.ts";
import {
	checkSafeSignatures,
	joinSafeSignatures,
	readSafeSignature,
	senderSignature,
} from "../../src/evidence/safe-signatures.ts";
import {
	actingBy,
	checkSafeTx,
	isSafeApproval,
	isSafeExecution,
	plainSafeTx,
	readSafeExecution,
	type SafeTx,
	safeExecution,
	safeTxHash,
} from "../../src/evidence/safe-tx.ts";
import { isKnownHandler } from "../../src/protocol/safe-views.ts";
import { safeSlots, safeVersions } from "../../src/state/safe-layout.ts";
import { mappingSlot, wordHex } from "../../src/state/storage-layout.ts";
import { callData, codeOf as codeOfContract } from "../evm/simulated.ts";
import { refusedWith } from "../refused.ts";
import {
	keysOf,
	openSafeStage,
	ownersOf,
	safeAbi,
	signSafe,
} from "../safe/contracts.ts";

const at = (n: number): Hex =>
	`0x${n.toString(16).padStart(2, "0").repeat(20)}`;
const nobody = at(0);
const types = {
	SafeTx: [
		{ name: "to", type: "address" },
		{ name: "value", type: "uint256" },
		{ name: "data", type: "bytes" },
		{ name: "operation", type: "uint8" },
		{ name: "safeTxGas", type: "uint256" },
		{ name: "baseGas", type: "uint256" },
		{ name: "gasPrice", type: "uint256" },
		{ name: "gasToken", type: "address" },
		{ name: "refundReceiver", type: "address" },
		{ name: "nonce", type: "uint256" },
	],
} as const;
const theirs = (tx: SafeTx, nonce: number) => ({
	to: tx.to,
	value: tx.valueWei,
	data: tx.data,
	operation: tx.operation,
	safeTxGas: tx.safeTxGas,
	baseGas: tx.baseGas,
	gasPrice: tx.gasPriceWei,
	gasToken: tx.gasToken,
	refundReceiver: tx.refundReceiver,
	nonce: BigInt(nonce),
});

const address = fc
	.uint8Array({ minLength: 20, maxLength: 20 })
	.map((bytes) => toHex(bytes));
const uint = fc.bigInt({ min: 0n, max: (1n << 256n) - 1n });
const anyTx: fc.Arbitrary<SafeTx> = fc.record({
	to: address,
	valueWei: uint,
	data: fc.uint8Array({ maxLength: 200 }).map((bytes) => toHex(bytes)),
	operation: fc.integer({ min: 0, max: 1 }),
	safeTxGas: uint,
	baseGas: uint,
	gasPriceWei: uint,
	gasToken: address,
	refundReceiver: address,
});

describe("a Safe's transaction", () => {
	test("has the hash that viem gives its typed data, and travels as viem encodes the call", () => {
		fc.assert(
			fc.property(
				anyTx,
				address,
				fc.integer({ min: 1, max: 2 ** 40 }),
				fc.integer({ min: 0, max: 2 ** 40 }),
				fc.uint8Array({ maxLength: 300 }).map((bytes) => toHex(bytes)),
				(tx, safe, chainId, nonce, signatures) => {
					const message = theirs(tx, nonce);
					expect(safeTxHash(chainId, safe, tx, nonce)).toBe(
						hashTypedData({
							domain: { chainId, verifyingContract: safe },
							primaryType: "SafeTx",
							types,
							message,
						}),
					);
					const data = safeExecution(tx, signatures);
					const { nonce: _, ...fields } = message;
					expect(data).toBe(
						encodeFunctionData({
							abi: safeAbi,
							functionName: "execTransaction",
							args: [...Object.values(fields), signatures] as never,
						}),
					);
					expect(isSafeExecution(data)).toBe(true);
					expect(readSafeExecution(data)).toEqual({ tx, signatures });
					expect(decodeFunctionData({ abi: safeAbi, data }).args?.[9]).toBe(
						signatures,
					);
				},
			),
			{ numRuns: 100 },
		);
	});

	test.each(safeVersions)(
		"has the hash that the contract of %s answers",
		async (version) => {
			const stage = await openSafeStage({ version });
			const tx = plainSafeTx({ to: at(9), valueWei: 5n, data: "0x1234" });
			const { nonce: _, ...fields } = theirs(tx, 0);
			expect(
				await stage.ask("getTransactionHash", ...Object.values(fields), 77n),
			).toBe(safeTxHash(1, stage.safe, tx, 77));
		},
	);

	const plain = plainSafeTx({ to: at(9), valueWei: 5n, data: "0x1234" });
	test.each([
		["safe-delegate", { operation: 1 }],
		["safe-delegate", { operation: 2 }],
		["safe-refund", { gasPriceWei: 1n }],
		["safe-refund", { baseGas: 1n }],
		["safe-refund", { gasToken: at(1) }],
		["safe-refund", { refundReceiver: at(1) }],
		["safe-terms", { safeTxGas: 1n }],
		["safe-self", { to: at(5) }],
		["safe-self", { to: at(5), data: "0x" }],
		["none", { to: at(5), data: "0x", valueWei: 0n }],
		["none", {}],
		// a Safe that owns another one would agree there to what nobody here sees
		["safe-opaque", { valueWei: 0n, data: `0xd4d9bdcd${"11".repeat(32)}` }],
		["safe-opaque", { data: `0xD4D9BDCD${"11".repeat(40)}` }],
		[
			"safe-unproved",
			{ valueWei: 0n, data: safeExecution({ ...plain, operation: 1 }, "0x") },
		],
	] as const)("that ends in %s: %o", (code, change) => {
		expect(
			refusedWith(() => checkSafeTx(at(5), { ...plain, ...change } as SafeTx)),
		).toBe(code);
	});

	test("that no encoder made is refused with safe-terms, one byte more or less as well", () => {
		const data = safeExecution(plain, "0x");
		for (const bad of [
			`${data}00`,
			data.slice(0, -2),
			data.slice(0, 10),
			// the same bytes, said to lie elsewhere
			`${data.slice(0, 138)}${"0".repeat(61)}160${data.slice(202)}`,
		] as Hex[])
			expect(refusedWith(() => readSafeExecution(bad))).toBe("safe-terms");
	});

	test("acts for the Safe, and any other call for its sender", () => {
		const data = safeExecution(plain, "0x");
		expect(actingBy({ from: at(1), to: at(2), data })).toEqual({
			holder: at(2),
			calls: at(9),
		});
		expect(actingBy({ from: at(1), to: at(2), data: "0x1234" })).toEqual({
			holder: at(1),
			calls: at(2),
		});
		const hash: Hex = `0x${"11".repeat(32)}`;
		expect(
			isSafeApproval(
				encodeFunctionData({
					abi: safeAbi,
					functionName: "approveHash",
					args: [hash],
				}),
			),
		).toBe(true);
	});
});

const keys = keysOf(3);
const owners = ownersOf(keys);
const sender = at(0x99);
type Part = { readonly owner: Hex; readonly signature: Hex };
const partOf = (hash: Hex, i: number, kind = 0): Part => ({
	owner: owners[i] ?? nobody,
	signature: signSafe(hash, keys[i] ?? new Uint8Array(32), kind),
});

describe("signatures of owners", () => {
	test("are read as viem makes them, over the hash and over its text", async () => {
		const key = keys[0] ?? new Uint8Array(32);
		const viem = privateKeyToAccount(toHex(key));
		const hash: Hex = `0x${"5a".repeat(32)}`;
		const own = await viem.sign({ hash });
		expect(readSafeSignature(own, hash)).toMatchObject({
			by: "key",
			owner: viem.address.toLowerCase(),
		});
		expect(signSafe(hash, key)).toBe(own);
		const text = await viem.signMessage({ message: { raw: hash } });
		const v = Number.parseInt(text.slice(130), 16) + 4;
		const raised: Hex = `0x${text.slice(2, 130)}${v.toString(16)}`;
		expect(readSafeSignature(raised, hash)).toMatchObject({
			by: "text",
			owner: viem.address.toLowerCase(),
		});
		expect(readSafeSignature(text, hash).owner).not.toBe(
			viem.address.toLowerCase(),
		);
	});

	/** What the contract makes of them, beside what we do. */
	const both = async (
		signaturesOf: (hash: Hex) => Hex,
		from: Hex = sender,
	): Promise<readonly [string, boolean]> => {
		const stage = await openSafeStage({ owners });
		await stage.fund(stage.safe, 100n);
		await stage.fund(from, 10n ** 18n);
		const tx = plainSafeTx({ to: at(9), valueWei: 5n, data: "0x" });
		const hash = safeTxHash(1, stage.safe, tx, 0);
		const signatures = signaturesOf(hash);
		const why = await stage.send(
			from,
			stage.safe,
			safeExecution(tx, signatures),
		);
		const state = { owners, threshold: 2 };
		return [
			refusedWith(() => checkSafeSignatures(state, hash, signatures, from)),
			why === null,
		];
	};

	test("that are enough are taken, and the contract carries it out", async () => {
		const first = owners[0] ?? nobody;
		for (const [made, from] of [
			[(hash: Hex) => [partOf(hash, 0), partOf(hash, 1)], sender],
			[(hash: Hex) => [partOf(hash, 2, 4), partOf(hash, 0)], sender],
			[(hash: Hex) => [0, 1, 2].map((i) => partOf(hash, i)), sender],
			[
				(hash: Hex) => [
					{ owner: first, signature: senderSignature(first) },
					partOf(hash, 1),
				],
				first,
			],
		] as const)
			expect(
				await both((hash) => joinSafeSignatures(made(hash)), from),
			).toEqual(["none", true]);
	});

	const sorted = (hash: Hex, ...parts: readonly number[]) =>
		parts
			.map((i) => partOf(hash, i))
			.sort((a, b) => (BigInt(a.owner) < BigInt(b.owner) ? -1 : 1))
			.map(({ signature }) => signature.slice(2));

	test.each([
		["too few", (h: Hex) => sorted(h, 0), "safe-threshold"],
		["none", () => [], "safe-threshold"],
		[
			"the same twice",
			(h: Hex) => [...sorted(h, 0), ...sorted(h, 0)],
			"safe-signature",
		],
		[
			"in the wrong order",
			(h: Hex) => sorted(h, 0, 1).toReversed(),
			"safe-signature",
		],
		[
			"one of somebody else",
			(h: Hex) => [
				...sorted(h, 0),
				signSafe(h, keysOf(9)[8] ?? new Uint8Array(32)).slice(2),
			],
			"safe-signature",
		],
		[
			"of another hash",
			(h: Hex) =>
				sorted(
					h
						.replace("0x", "0x")
						.replace(/.$/, (c) => (c === "0" ? "1" : "0")) as Hex,
					0,
					1,
				),
			"safe-signature",
		],
		[
			"said of an owner who does not send it",
			(h: Hex) => {
				const parts = [
					partOf(h, 0),
					{
						owner: owners[1] ?? nobody,
						signature: senderSignature(owners[1] ?? nobody),
					},
				];
				return [joinSafeSignatures(parts).slice(2)];
			},
			"safe-signature",
		],
		[
			"of a kind that there is not",
			(h: Hex) => sorted(h, 0, 1).map((one) => `${one.slice(0, 128)}1d`),
			"safe-signature",
		],
		[
			"cut short",
			(h: Hex) => [sorted(h, 0, 1).join("").slice(0, -2)],
			"safe-signature",
		],
	] as const)("%s: refused here and by the contract", async (_, made, code) => {
		expect(await both((hash) => `0x${made(hash).join("")}`)).toEqual([
			code,
			false,
		]);
	});

	test("of a contract count for nothing here, with safe-signature", () => {
		const hash: Hex = `0x${"5a".repeat(32)}`;
		const [first = nobody] = owners;
		const contract: Hex = `0x${"0".repeat(24)}${first.slice(2)}${"0".repeat(62)}4100`;
		expect(readSafeSignature(contract, hash)).toMatchObject({
			by: "contract",
			owner: first,
		});
		expect(
			refusedWith(() =>
				checkSafeSignatures({ owners, threshold: 1 }, hash, contract, sender),
			),
		).toBe("safe-signature");
	});
});

test.each(safeVersions)(
	"what answers calls for a Safe of %s acts as the Safe: who calls it with a token's transfer takes that token",
	async (version) => {
		const stage = await openSafeStage({ version, owners });
		const [coin, thief] = [at(0xc1), at(0xc2)];
		const slot = mappingSlot(wordHex(stage.safe), 0);
		await stage.putCode(coin, codeOfContract("Coin"));
		await stage.putWord(coin, slot, 1_000n);
		await stage.putWord(stage.safe, safeSlots.fallbackHandler, BigInt(coin));
		const data = callData("transfer(address,uint256)", thief, 1_000n);
		expect(await stage.send(thief, stage.safe, data)).toBeNull();
		const { [coin]: after } = await stage.world();
		expect(after?.storage?.[slot] ?? 0n).toBe(0n);
		expect(isKnownHandler(coin)).toBe(false);
	},
);
