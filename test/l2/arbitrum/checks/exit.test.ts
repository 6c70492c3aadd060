// The steps that leave an Arbitrum chain, against viem; its tree of sends, its delayed messages and its delay, against others
// written another way. test/network/arbitrum holds the same against the contracts themselves.

import fc from "fast-check";
import {
	concat,
	encodeFunctionData,
	encodePacked,
	keccak256,
	numberToHex,
	parseAbi,
	type TransactionSerializable,
} from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, test } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import * as d from "../../../../src/base/decode.ts";
import { Fault } from "../../../../src/base/fault.ts";
import {
	accumulated,
	aliasOf,
	forceableFrom,
	unpackDelays,
} from "../../../../src/l2/arbitrum/checks/delayed.ts";
import {
	type ArbitrumExecute,
	type ArbitrumStep,
	arbitrumTitle,
} from "../../../../src/l2/arbitrum/checks/exit.ts";
import type { ArbitrumProfile } from "../../../../src/l2/arbitrum/checks/profile.ts";
import { signedWithdrawal } from "../../../../src/l2/arbitrum/checks/signed.ts";
import {
	arbSys,
	isSpent,
	sendRootBy,
	spentSlot,
} from "../../../../src/l2/arbitrum/checks/withdrawal.ts";
import { one } from "../../../../src/l2/arbitrum/profiles/one.ts";
import { exitCall, exitStep } from "../../../../src/l2/checks.ts";
import { stepJson } from "../../../../src/l2/exit-step.ts";
import { itemOf, rootOf, wayOf } from "../../../network/arbitrum/sends.ts";
import { said } from "../../../said.ts";
import { arbitrumProfile } from "../world.ts";

const abi = parseAbi([
	"function sendL2Message(bytes messageData) returns (uint256)",
	"function forceInclusion(uint256 totalDelayedMessagesRead, uint8 kind, uint64[2] l1BlockAndTime, uint256 baseFeeL1, address sender, bytes32 messageDataHash)",
	"function executeTransaction(bytes32[] proof, uint256 index, address l2Sender, address to, uint256 l2Block, uint256 l1Block, uint256 l2Timestamp, uint256 value, bytes data)",
	"function withdrawEth(address destination) payable returns (uint256)",
]);
const person = privateKeyToAccount(numberToHex(77, { size: 32 }));
const stranger = privateKeyToAccount(numberToHex(78, { size: 32 }));
const lower = (address: string): Hex =>
	d.address(address.toLowerCase(), "address");
const me = lower(person.address);
const other = lower(stranger.address);
const { exit } = one;
if (exit === undefined) throw new Error("One has no exit");

const codeOf = (run: () => unknown): string => {
	try {
		run();
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
	return "nothing";
};

const payTo = (destination: Hex): Hex =>
	encodeFunctionData({ abi, functionName: "withdrawEth", args: [destination] });
const usual: TransactionSerializable = {
	type: "eip1559",
	chainId: one.chainId,
	nonce: 4,
	to: arbSys,
	value: 10n ** 18n,
	data: payTo(me),
	gas: 300_000n,
	maxFeePerGas: 10n ** 9n,
	maxPriorityFeePerGas: 0n,
};
const sign = (
	change: Partial<TransactionSerializable> = {},
	by = person,
): Promise<Hex> => by.signTransaction(Object.assign({}, usual, change));

const overWire = (step: ArbitrumStep) =>
	exitCall(
		one,
		me,
		exitStep(JSON.parse(JSON.stringify(stepJson(step))), "step"),
	);

const stampOf = (count: number): Hex[] =>
	Array.from({ length: count }, (_, i) =>
		itemOf({
			caller: other,
			destination: me,
			arbBlock: i,
			ethBlock: 2,
			timestamp: 3,
			value: BigInt(i),
			data: "0x12",
		}),
	);

const withdrawal = {
	sender: me,
	recipient: me,
	l2Block: 1_000,
	l1Block: 2_000,
	timeS: 1_700_000_000,
	amountWei: 5n * 10n ** 18n,
} as const;
const own = itemOf({
	caller: me,
	destination: me,
	arbBlock: 1_000,
	ethBlock: 2_000,
	timestamp: 1_700_000_000,
	value: withdrawal.amountWei,
	data: "0x",
});
const executeAt = (index: number, count: number): ArbitrumExecute => {
	const items = stampOf(count);
	items[index] = own;
	return {
		kind: "arbitrum-execute",
		...withdrawal,
		index,
		sendRoot: rootOf(items),
		siblings: [...wayOf(items, index)],
	};
};

describe("a step's call", () => {
	test("of the inbox is what viem makes of it, and pays nobody", async () => {
		const transaction = await sign();
		const call = overWire({ kind: "arbitrum-send", transaction });
		expect(call).toMatchObject({
			to: exit.contracts.inbox.address,
			valueWei: 0n,
			arrives: null,
			data: encodeFunctionData({
				abi,
				functionName: "sendL2Message",
				args: [concat(["0x04", transaction])],
			}),
		});
		expect(call.says.map(said).join(" ")).toContain("1 ETH");
	});

	test("of force inclusion names the message as the bridge has it, from the alias", async () => {
		const transaction = await sign();
		const call = overWire({
			kind: "arbitrum-force",
			transaction,
			index: 41,
			l1Block: 22_000_000,
			timeS: 1_740_000_000,
			baseFeeWei: 7n,
		});
		expect(call).toMatchObject({
			to: one.contracts.sequencerInbox.address,
			valueWei: 0n,
			arrives: null,
			data: encodeFunctionData({
				abi,
				functionName: "forceInclusion",
				args: [
					42n,
					3,
					[22_000_000n, 1_740_000_000n],
					7n,
					aliasOf(me),
					keccak256(concat(["0x04", transaction])),
				],
			}),
		});
	});

	test("of the outbox is what viem makes of it, and pays the account", () => {
		const step = executeAt(5, 11);
		const call = overWire(step);
		expect(call).toMatchObject({
			to: exit.contracts.outbox.address,
			valueWei: 0n,
			arrives: { token: null, amount: withdrawal.amountWei },
			data: encodeFunctionData({
				abi,
				functionName: "executeTransaction",
				args: [
					step.siblings,
					5n,
					me,
					me,
					1_000n,
					2_000n,
					1_700_000_000n,
					withdrawal.amountWei,
					"0x",
				],
			}),
		});
		expect(said(arbitrumTitle(step))).toContain("ether");
	});

	test("to another's account is refused: exit-recipient", () => {
		const step = executeAt(5, 11);
		expect(codeOf(() => exitCall(one, other, step))).toBe("exit-recipient");
		expect(codeOf(() => overWire({ ...step, recipient: other }))).toBe(
			"exit-recipient",
		);
	});

	test("with a root that its way does not lead to is refused: exit-evidence", () => {
		const step = executeAt(5, 11);
		expect(codeOf(() => overWire({ ...step, sendRoot: own }))).toBe(
			"exit-evidence",
		);
	});

	test("of a chain whose profile names no way out is refused", async () => {
		const { exit: _, ...bare } = one;
		const transaction = await sign();
		const profile: ArbitrumProfile = bare;
		for (const step of [
			executeAt(0, 1),
			{ kind: "arbitrum-send", transaction } as const,
		])
			expect(codeOf(() => exitCall(profile, me, step))).toBe(
				"unverifiable-method",
			);
	});
});

describe("a withdrawal that was signed for the chain", () => {
	test.each([
		["for another chain", { chainId: 1 }, "unknown-chain"],
		["that pays another", { data: payTo(other) }, "exit-recipient"],
		["to another contract", { to: other }, "exit-evidence"],
		["with another method", { data: "0x12345678" as Hex }, "exit-evidence"],
		[
			"with more behind it",
			{ data: concat([payTo(me), "0x00"]) },
			"exit-recipient",
		],
		["of nothing", { value: 0n }, "exit-amount"],
	])("%s is refused", async (_, change, code) => {
		const raw = await sign(change);
		expect(codeOf(() => signedWithdrawal(one, me, raw))).toBe(code);
	});

	test("by another is refused", async () => {
		const raw = await sign({}, stranger);
		expect(codeOf(() => signedWithdrawal(one, me, raw))).toBe("exit-recipient");
	});

	test("of any chain, as before EIP-155, is refused", async () => {
		const raw = await person.signTransaction({
			type: "legacy",
			nonce: 4,
			to: arbSys,
			value: 1n,
			data: payTo(me),
			gas: 300_000n,
			gasPrice: 10n,
		});
		expect(codeOf(() => signedWithdrawal(one, me, raw))).toBe("unknown-chain");
	});

	test("and altered in any byte is refused", async () => {
		const raw = await sign();
		for (let at = 2; at < raw.length; at += 2) {
			const flipped = (Number.parseInt(raw.slice(at, at + 2), 16) ^ 1)
				.toString(16)
				.padStart(2, "0");
			const altered: Hex = `0x${raw.slice(2, at)}${flipped}${raw.slice(at + 2)}`;
			expect(
				codeOf(() => signedWithdrawal(one, me, altered)),
				`${at}`,
			).not.toBe("nothing");
		}
	});

	test("says what it takes, whatever its type", async () => {
		const legacy = await person.signTransaction({
			type: "legacy",
			chainId: one.chainId,
			nonce: 4,
			to: arbSys,
			value: 9n,
			data: payTo(me),
			gas: 300_000n,
			gasPrice: 10n,
		});
		expect(signedWithdrawal(one, me, legacy)).toMatchObject({
			hash: keccak256(legacy),
			nonce: 4n,
			amountWei: 9n,
			maxFeePerGasWei: 10n,
		});
		expect(signedWithdrawal(one, me, await sign())).toMatchObject({
			gasLimit: 300_000n,
			maxFeePerGasWei: 10n ** 9n,
		});
	});
});

describe("the tree of sends", () => {
	test("has the root of another's making, from every place", () => {
		for (const count of [1, 2, 3, 5, 8, 13])
			for (let index = 0; index < count; index++) {
				const { siblings, sendRoot } = executeAt(index, count);
				expect(
					sendRootBy({ ...withdrawal, index }, siblings),
					`${index} of ${count}`,
				).toBe(sendRoot);
			}
	});

	test("takes no way that is shorter than its place needs, nor one longer than any tree", () => {
		const { siblings } = executeAt(5, 11);
		expect(
			codeOf(() => sendRootBy({ ...withdrawal, index: 16 }, siblings)),
		).toBe("exit-evidence");
		expect(
			codeOf(() =>
				sendRootBy(
					{ ...withdrawal, index: 0 },
					Array.from({ length: 65 }, () => own),
				),
			),
		).toBe("exit-evidence");
	});

	test("marks 255 sends in a word", () => {
		expect(spentSlot(one, 254)).toBe(spentSlot(one, 0));
		expect(spentSlot(one, 255)).not.toBe(spentSlot(one, 254));
		expect(isSpent(1n << 254n, 254)).toBe(true);
		expect(isSpent(1n << 254n, 253)).toBe(false);
		expect(isSpent(1n, 255)).toBe(true);
		expect(isSpent(1n << 255n, 255)).toBe(false);
	});
});

test("a delayed message is hashed as Solidity packs it", () => {
	const message = {
		kind: 3,
		sender: aliasOf(me),
		l1Block: 20,
		timeS: 30,
		baseFeeWei: 40n,
		dataHash: own,
	};
	const hash = keccak256(
		encodePacked(
			["uint8", "address", "uint64", "uint64", "uint256", "uint256", "bytes32"],
			[3, message.sender, 20n, 30n, 9n, 40n, own],
		),
	);
	expect(accumulated(77n, 9, message)).toBe(
		keccak256(concat([numberToHex(77, { size: 32 }), hash])),
	);
	expect(aliasOf("0xffffffffffffffffffffffffffffffffffffffff")).toBe(
		"0x1111000000000000000000000000000000001110",
	);
});

describe("from when on a message can be forced in", () => {
	const u64 = fc.bigInt({ min: 0n, max: 1_000_000n });

	test("is as the contract's library reckons it", () => {
		fc.assert(
			fc.property(
				u64,
				u64,
				fc.tuple(u64, u64).map(([a, b]) => (a < b ? [a, b] : [b, a])),
				u64,
				u64,
				fc.bigInt({ min: 0n, max: 10_000n }),
				u64,
				(
					delay,
					blocks,
					[threshold = 0n, most = 0n],
					previous,
					late,
					rate,
					at,
				) => {
					// DelayBuffer.calcBuffer, with numbers that may be below zero on the way
					const elapsed = at - previous > 0n ? at - previous : 0n;
					let buffer = blocks + (elapsed * rate) / 10_000n;
					let unexpected = late > threshold ? late - threshold : 0n;
					if (unexpected > elapsed) unexpected = elapsed;
					buffer -= unexpected;
					if (buffer > most) buffer = most;
					if (buffer < threshold) buffer = threshold;
					const wait = buffer < delay ? buffer : delay;
					const rules = unpackDelays(delay | (12n << 64n) | (86_400n << 128n), [
						blocks | (most << 64n) | (threshold << 128n) | (previous << 192n),
						rate | ((previous + late) << 64n),
					]);
					expect(forceableFrom(rules, Number(at))).toBe(at + wait + 1n);
				},
			),
		);
	});

	test("is the whole delay where no lateness shortens it", () => {
		expect(forceableFrom(unpackDelays(7_200n, null), 100)).toBe(7_301n);
	});
});

test("a made profile names no way out, and says so", () => {
	expect(arbitrumProfile.exit).toBeUndefined();
});
