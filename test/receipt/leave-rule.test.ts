// The signing rule for the one call by which the coin leaves a layer 2 for its own signer: taken on the chains whose kind knows it, byte
// for byte, and refused with anything else in it.

import { describe, expect, test } from "vitest";
import { abiAddress, abiCall } from "../../src/base/abi.ts";
import type { Hex } from "../../src/base/bytes.ts";
import { keccak256, keccakHex } from "../../src/crypto/hash.ts";
import { addressOf, signHash } from "../../src/crypto/secp256k1.ts";
import { selectorOf } from "../../src/crypto/selector.ts";
import {
	decodeSigned,
	joinSignature,
	signingHash,
} from "../../src/evidence/transaction.ts";
import { transactionOf } from "../../src/evidence/transfer.ts";
import {
	signedWithdrawal,
	withdrawEthData,
} from "../../src/l2/arbitrum/checks/signed.ts";
import { arbSys } from "../../src/l2/arbitrum/checks/withdrawal.ts";
import { nova } from "../../src/l2/arbitrum/profiles/nova.ts";
import { one } from "../../src/l2/arbitrum/profiles/one.ts";
import { sepolia } from "../../src/l2/arbitrum/profiles/sepolia.ts";
import { decodeRollupProfile } from "../../src/l2/checks.ts";
import { mainnet as lineaProfile } from "../../src/l2/linea/profiles/mainnet.ts";
import { opMainnet } from "../../src/l2/op/profiles/op-mainnet.ts";
import type { RollupProfile } from "../../src/l2/profile.ts";
import {
	checkRollupOrder,
	type RollupFacts,
} from "../../src/receipt/rollup-rule.ts";
import {
	entryOf,
	withDelivery,
	withSignature,
} from "../../src/wallet/ledger.ts";
import { viewOf } from "../../src/wallet/order-view.ts";
import { replacementOf } from "../../src/wallet/replace.ts";
import { composeRollup } from "../../src/wallet/rollup-order.ts";
import { refusedWith } from "../refused.ts";
import { factsOn, friend, nowMs, rootS } from "./send-world.ts";

const key = keccak256(Uint8Array.of(42));
const me = addressOf(key);
const ether = 10n ** 18n;
const read = (profile: RollupProfile): RollupProfile =>
	decodeRollupProfile(profile, "profile");
const arbitrum = read(one);
/** What ArbOS puts at the addresses of its own contracts. */
const invalid = { codeHash: keccakHex(Uint8Array.of(0xfe)) };

type Facts = Parameters<typeof factsOn>[1];
const facts = (profile: RollupProfile, changes: Facts = {}): RollupFacts =>
	factsOn(profile, { from: me, to: arbSys, target: invalid, ...changes });

const made = (
	profile: RollupProfile,
	on = facts(profile),
	more: Partial<Parameters<typeof composeRollup>[0]> = {},
) =>
	composeRollup({
		...{ id: "one", origin: null, valueWei: ether / 10n },
		...{ data: withdrawEthData(me), outstanding: [], callGas: 90_000 },
		...{ profile, facts: on, tipWei: 1_000_000n, nowMs },
		...more,
	});

const refusal = (
	profile: RollupProfile,
	on = facts(profile),
	more: Partial<Parameters<typeof composeRollup>[0]> = {},
) => refusedWith(() => made(profile, on, more));

const rawOf = (order: ReturnType<typeof made>["transfer"]): Hex => {
	const transaction = transactionOf(order);
	return joinSignature(transaction, signHash(signingHash(transaction), key))
		.raw;
};

const codes = (reading: ReturnType<typeof made>["reading"]) =>
	reading.unknowns.map((unknown) =>
		typeof unknown === "string" ? unknown : unknown.code,
	);

describe("a withdrawal to oneself on L1", () => {
	test.each([
		["Arbitrum One", one],
		["Arbitrum Nova", nova],
		["Arbitrum Sepolia", sepolia],
	])("is taken on %s, and said to be one", (_, shipped) => {
		const profile = read(shipped);
		const { transfer, reading } = made(profile);
		expect(reading.call).toEqual({
			kind: "leave",
			to: me,
			amount: ether / 10n,
		});
		expect(reading.bounds).toEqual({ tokens: [], items: [], allows: [] });
		expect(reading.leaves?.says.map(({ code }) => code)).toContain(
			"arbitrum.leave.what",
		);
		expect(reading.mostLeavesWei).toBe(
			transfer.valueWei + BigInt(transfer.gasLimit) * transfer.maxFeePerGasWei,
		);
	});

	test("is, once signed, what the forced way takes for its inbox", () => {
		const { transfer } = made(arbitrum);
		expect(signedWithdrawal(one, me, rawOf(transfer))).toMatchObject({
			nonce: 7n,
			amountWei: ether / 10n,
		});
	});

	test("rests on a root that is days old, as no payment may: a sequencer that stands still makes no newer one", () => {
		const late = (rootS + 3 * 86_400) * 1000;
		expect(refusal(arbitrum, facts(arbitrum), { nowMs: late })).toBe("none");
		const toFriend = factsOn(arbitrum, { from: me });
		const pay = { data: "0x", nowMs: late } as const;
		expect(refusal(arbitrum, toFriend, pay)).toBe("order-stale");
		const never = (rootS + 31 * 86_400) * 1000;
		expect(refusal(arbitrum, facts(arbitrum), { nowMs: never })).toBe(
			"order-stale",
		);
	});

	test("has a cap with room for a base fee that grows in the days until it is carried out", () => {
		const on = facts(arbitrum);
		const { transfer } = made(arbitrum, on);
		const baseFeeWei = 1_000_000n;
		expect(transfer.maxFeePerGasWei).toBe(64n * baseFeeWei + 1_000_000n);
		const verdict = (maxFeePerGasWei: bigint) =>
			refusedWith(() =>
				checkRollupOrder(
					{ ...transfer, maxFeePerGasWei, maxPriorityFeePerGasWei: 0n },
					on,
					nowMs,
					"sign",
				),
			);
		expect(verdict(8n * baseFeeWei)).toBe("none");
		expect(verdict(8n * baseFeeWei - 1n)).toBe("order-fee");
	});

	test("takes the place of a payment that the sequencer never took", () => {
		const pay = factsOn(arbitrum, { from: me });
		const paid = made(arbitrum, pay, { data: "0x" });
		const raw = rawOf(paid.transfer);
		const { transfer, reading } = made(arbitrum, facts(arbitrum), {
			outstanding: [raw],
			replaces: [decodeSigned(raw).hash],
		});
		expect(transfer.nonce).toBe(7);
		expect(reading.call?.kind).toBe("leave");
		expect(codes(reading)).not.toContain("unknown.layer-behind");
	});

	test("made again with higher fees is the same withdrawal, and no payment to ArbSys", () => {
		const order = made(arbitrum);
		const entry = withDelivery(
			withSignature(entryOf(order), rawOf(order.transfer)),
			"node",
		);
		expect(entry.leaves).toBe(true);
		expect(viewOf(entry).onRollup?.leaves).toBe(true);
		expect(replacementOf(entry, [entry], "faster")).toMatchObject({
			to: arbSys,
			valueWei: ether / 10n,
			call: { data: withdrawEthData(me), accessList: [] },
		});
	});

	test("says that what was sent before has to be carried out first", () => {
		const first = made(arbitrum);
		expect(codes(first.reading)).not.toContain("unknown.layer-behind");
		const second = made(arbitrum, facts(arbitrum), {
			outstanding: [rawOf(first.transfer)],
		});
		expect(second.transfer.nonce).toBe(8);
		expect(codes(second.reading)).toContain("unknown.layer-behind");
	});
});

describe("a withdrawal is refused", () => {
	test("with another destination than ArbSys", () => {
		const to = friend;
		expect(refusal(arbitrum, facts(arbitrum, { to }))).toBe("layer-call");
	});

	test("with another receiver in its data", () => {
		const data = withdrawEthData(friend);
		expect(refusal(arbitrum, facts(arbitrum), { data })).toBe("layer-call");
	});

	test("with any other call of ArbSys, or anything after its data", () => {
		const sends = selectorOf("sendTxToL1(address,bytes)");
		for (const data of [
			abiCall(sends, abiAddress(me)),
			`${withdrawEthData(me)}00`,
			withdrawEthData(me).slice(0, -2) as Hex,
		] as const)
			expect(refusal(arbitrum, facts(arbitrum), { data })).toBe("layer-call");
	});

	test("of nothing", () => {
		expect(refusal(arbitrum, facts(arbitrum), { valueWei: 0n })).toBe(
			"layer-call",
		);
	});

	test("of more than the proved balance, or of all of it with nothing left for its fee", () => {
		for (const valueWei of [ether + 1n, ether])
			expect(refusal(arbitrum, facts(arbitrum), { valueWei })).toBe(
				"order-funds",
			);
	});

	test("by another chain's profile than that of its root", () => {
		const on = facts(arbitrum, { rootProfile: read(nova) });
		expect(refusal(arbitrum, on)).toBe("order-evidence");
		const { transfer } = made(arbitrum);
		const ofNova = facts(read(nova));
		expect(
			refusedWith(() => checkRollupOrder(transfer, ofNova, nowMs, "sign")),
		).toBe("order-evidence");
	});

	test.each([
		["OP Mainnet", opMainnet],
		["Linea", lineaProfile],
	])("on %s, whose kind has no such call", (_, shipped) => {
		expect(refusal(read(shipped))).toBe("layer-call");
	});

	test("on a chain whose profile does not say how it would be paid out", () => {
		const { exit: _, ...rest } = one;
		expect(refusal(read(rest))).toBe("layer-call");
	});

	test("where no code is proved to be at ArbSys' address", () => {
		expect(refusal(arbitrum, facts(arbitrum, { target: {} }))).toBe(
			"call-no-code",
		);
	});

	test("from an account that runs code", () => {
		const sender = { codeHash: invalid.codeHash };
		expect(refusal(arbitrum, facts(arbitrum, { sender }))).toBe(
			"order-delegated",
		);
	});
});
