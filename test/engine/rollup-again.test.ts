// An order on a layer 2 that is asked for twice under one id: the answer to the first request may have been lost on the way.

import { expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import { addressOf, signHash } from "../../src/crypto/secp256k1.ts";
import { openOrders } from "../../src/engine/orders.ts";
import { joinSignature, signingHash } from "../../src/evidence/transaction.ts";
import { transactionOf } from "../../src/evidence/transfer.ts";
import { decodeRollupProfile } from "../../src/l2/checks.ts";
import { opMainnet } from "../../src/l2/op/profiles/op-mainnet.ts";
import { isOnRollup } from "../../src/receipt/orders.ts";
import type {
	OrderContext,
	OrderRequest,
} from "../../src/wallet/order-context.ts";
import {
	composeRollup,
	evidenceOfRollup,
} from "../../src/wallet/rollup-order.ts";
import { factsOn, me, nowMs } from "../receipt/send-world.ts";
import { a, h } from "../receipt/world.ts";
import { codeOf } from "./wallet.ts";

const profile = decodeRollupProfile(opMainnet, "profile");
const token = a(70);
const data: Hex = `0xa9059cbb${"00".repeat(12)}${"f0".repeat(20)}${"00".repeat(31)}05`;

const context: OrderContext = {
	chainId: profile.chainId,
	calls: true,
	mostAgeS: 86_400,
	compose: async (asked, outstanding) => {
		const order = composeRollup({
			...{ id: asked.id, origin: asked.origin, valueWei: asked.valueWei },
			...{ data: asked.call?.data ?? "0x", profile, nowMs },
			facts: factsOn(profile, { to: asked.to, target: { codeHash: h(9) } }),
			...{ outstanding: outstanding(), tipWei: 1_000_000n, callGas: 90_000 },
		});
		return { order, evidence: evidenceOfRollup(order), rests: [] };
	},
	follow: async () => {},
};

test("the same call under the same id is the same order; another call under it, or none, is refused", async () => {
	const orders = await openOrders({
		store: memoryStore(),
		clock: { nowMs: () => nowMs, ticksMs: () => 0, sleep: async () => {} },
		signer: () => async () => undefined as never,
		...{ advanceAnchors: async () => {}, changed: () => {} },
		...{ remember: () => {}, problem: () => {} },
	});
	const asked: OrderRequest = {
		...{ id: "one", origin: null, from: me, to: token, valueWei: 0n },
		call: { data, accessList: [] },
	};
	const made = await orders.prepare(context, asked);
	expect(await orders.prepare(context, asked)).toBe(made);
	const { call: _, ...bare } = asked;
	const other: Hex = `${data.slice(0, -1)}6` as Hex;
	for (const differs of [
		bare,
		{ ...asked, call: { data: other, accessList: [] } },
	])
		expect(await codeOf(orders.prepare(context, differs))).toBe("bad-params");
});

test("one more than a chain has room for until its next root is refused as that, and what takes another's place is not", async () => {
	const orders = await openOrders({
		store: memoryStore(),
		clock: { nowMs: () => nowMs, ticksMs: () => 0, sleep: async () => {} },
		signer: () => async () => undefined as never,
		...{ advanceAnchors: async () => {}, changed: () => {} },
		...{ remember: () => {}, problem: () => {} },
	});
	const key = keccak256(Uint8Array.of(42));
	const from = addressOf(key);
	const narrow: OrderContext = {
		...context,
		mostUnderWay: 2,
		compose: async (asked, outstanding) => {
			const order = composeRollup({
				...{ id: asked.id, origin: null, valueWei: 1n, data: "0x", profile },
				facts: factsOn(profile, { from, to: asked.to }),
				...{ outstanding: outstanding(), tipWei: 1_000_000n, nowMs },
				...(asked.replaces === undefined ? {} : { replaces: asked.replaces }),
			});
			return { order, evidence: evidenceOfRollup(order), rests: [] };
		},
	};
	const prepare = (id: string, more: Partial<OrderRequest> = {}) =>
		orders.prepare(narrow, {
			...{ id, origin: null, from, to: token, valueWei: 1n },
			...more,
		});
	const hashes: Hex[] = [];
	for (const id of ["first", "second"]) {
		const { order } = await prepare(id);
		if (!isOnRollup(order)) throw new Error("another kind");
		const transaction = transactionOf(order);
		const { raw, hash } = joinSignature(
			transaction,
			signHash(signingHash(transaction), key),
		);
		await orders.signed(id, raw);
		hashes.push(hash);
	}
	expect(await codeOf(prepare("third"))).toBe("too-many-orders");
	// another chain has room of its own
	expect(
		await codeOf(
			orders.prepare(
				{
					...narrow,
					chainId: 5,
					compose: async () => Promise.reject(new Fault("not-synced", "asked")),
				},
				{ id: "other", origin: null, from, to: token, valueWei: 1n },
			),
		),
	).toBe("not-synced");
	const again = await prepare("again", { replaces: hashes.slice(0, 1) });
	expect(again.order.nonce).toBe(7);
});
