// An order that is taken back at the very moment at which the person says yes to it: there is one signature for one wish, and
// it is never lost.

import { expect, test } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import { addressOf, signHash } from "../../src/crypto/secp256k1.ts";
import { type Orders, openOrders } from "../../src/engine/orders.ts";
import { openPresence } from "../../src/engine/presence.ts";
import { openQueue, type Queue } from "../../src/engine/queue.ts";
import { joinSignature, signingHash } from "../../src/evidence/transaction.ts";
import { transactionOf } from "../../src/evidence/transfer.ts";
import { isOnLayer } from "../../src/receipt/orders.ts";
import { composeTransfer, evidenceOfOrder } from "../../src/wallet/order.ts";
import type { OrderContext } from "../../src/wallet/order-context.ts";
import { a, account, scene, testNetwork, timeS } from "../receipt/world.ts";
import { codeOf } from "./wallet.ts";

const key = keccak256(Uint8Array.of(42));
const me = addressOf(key);
const nowMs = (timeS + 20) * 1000;
const clock = {
	nowMs: () => nowMs,
	ticksMs: () => 0,
	sleep: () => new Promise<void>(() => {}),
};
const origin = "https://shop.example";
const asked = {
	origin,
	from: me,
	to: a(2),
	chainId: testNetwork.chainId,
	valueWei: 10n ** 17n,
	most: { gas: null, feePerGasWei: null, tipPerGasWei: null },
};

/** Orders over a signer whose answers to withdrawals wait for the test. */
const open = async () => {
	const { header } = scene();
	const made: string[] = [];
	/** An id that this signer knows as another order's. */
	const out = { isAway: false, taken: "" };
	let answer = () => {};
	const orders = await openOrders({
		store: memoryStore(),
		clock,
		signer: () =>
			(async (name: string, { id }: { readonly id: string }) => {
				if (out.isAway) throw new Fault("unreachable", "the signer");
				if (name === "order.offer" && id === out.taken)
					throw new Fault("order-evidence", `${id} stands for another order`);
				if (name === "order.withdraw")
					await new Promise<void>((done) => {
						const before = answer;
						answer = () => {
							before();
							done();
						};
					});
				return undefined;
			}) as never,
		advanceAnchors: async () => {},
		changed: () => {},
		remember: () => {},
		problem: () => {},
	});
	const context: OrderContext = {
		chainId: testNetwork.chainId,
		mostAgeS: 1_000_000,
		compose: async ({ id }) => {
			made.push(id);
			const order = composeTransfer({
				id,
				origin,
				valueWei: asked.valueWei,
				sender: account(header, me, { nonce: 3 }),
				recipient: account(header, a(2)),
				code: null,
				header,
				outstanding: [],
				tipWei: 1_000_000_000n,
				nowMs,
			});
			return { order, evidence: evidenceOfOrder(order), rests: [] };
		},
		follow: async () => {},
	};
	const signed = (id: string): Promise<void> => {
		const order = orders.get(id)?.order;
		if (order === undefined || isOnLayer(order)) throw new Error("no order");
		const transaction = transactionOf(order);
		const { raw } = joinSignature(
			transaction,
			signHash(signingHash(transaction), key),
		);
		return orders.signed(id, raw);
	};
	const over = { orders, ground: context, made, signed };
	return { ...over, out, answer: () => answer() };
};
const lineOf = (orders: Orders, context: OrderContext) => {
	const presence = openPresence(clock, new AbortController().signal);
	const queue: Queue = openQueue({
		clock,
		orders,
		sites: {
			mayAsk: async () => ({ offerBlock: false }),
			wasRefused: async () => {},
			wasAllowed: async () => {},
		} as never,
		presence,
		orderContext: async () => context,
		checkMaySend: async () => {},
		isUnlocked: () => true,
		isLookedAt: () => true,
		changed: () => queue.pump(),
	});
	return { queue, presence };
};
const quiet = () => new Promise((done) => setTimeout(done, 10));
const stale = new Fault("order-stale", "too old");

test("never forgets an order whose signature crosses its taking back", async () => {
	const { orders, ground: context, signed, answer } = await open();
	await orders.prepare(context, { id: "one", ...asked });
	const taken = orders.takeBack("one", stale);
	await quiet();
	expect(orders.get("one")?.state).toBe("refused");
	const forgotten = codeOf(orders.forget("one"));
	await quiet();
	// sent by the signer before it heard of the withdrawal
	await signed("one");
	answer();
	await taken;
	expect(await forgotten).toBe("order-unknown");
	expect(orders.get("one")?.state).toBe("signed");
});

test("never makes a second order of a request whose first is signed as it is taken back", async () => {
	const { orders, ground: context, made, signed, answer } = await open();
	const { queue, presence } = lineOf(orders, context);
	const hash = queue.ask("send-1", presence.open(origin), asked);
	await quiet();
	const [id = ""] = made;
	void orders.takeBack(id, stale);
	await quiet();
	await signed(id);
	answer();
	await quiet();
	expect(made).toEqual([id]);
	expect(await hash).toBe(orders.get(id)?.signed?.hash);
});

test("a call of a batch is asked for again after the signer was out of reach, and nobody said no to it", async () => {
	const { orders, ground: context, made, out, signed, answer } = await open();
	const { queue, presence } = lineOf(orders, context);
	const page = presence.open(origin);
	out.isAway = true;
	expect(await codeOf(queue.askUnder("call", page, asked))).toBe("unreachable");
	out.isAway = false;
	const hash = queue.askUnder("call", page, asked).catch(String);
	for (let i = 0; i < 5; i++) {
		await quiet();
		answer();
	}
	const id = made.at(-1) ?? "";
	expect(made).toHaveLength(2);
	expect(orders.get(id)?.state).toBe("waiting");
	await signed(id);
	await quiet();
	expect(orders.list()).toHaveLength(1);
	expect(orders.get(id)?.state).toBe("signed");
	void hash;
});

test("a call whose first id the signer knows as another order's is asked for under a new one, and an order that is refused under that too is over", async () => {
	const { orders, ground: context, made, out, answer } = await open();
	const { queue, presence } = lineOf(orders, context);
	const settle = async () => {
		for (let i = 0; i < 5; i++) {
			await quiet();
			answer();
		}
		queue.pump();
	};
	out.taken = "call";
	const page = presence.open(origin);
	const ended = codeOf(queue.askUnder("call", page, asked));
	await settle();
	await settle();
	const [first, second = ""] = made;
	expect(first).toBe("call");
	expect(second).not.toBe("call");
	expect(orders.get(second)?.state).toBe("waiting");
	expect(orders.list()).toHaveLength(1);
	await orders.refused(
		second,
		new Fault("order-evidence", "it is of something else").toJson(),
	);
	await settle();
	expect(await ended).toBe("order-evidence");
	expect(made).toHaveLength(2);
});
