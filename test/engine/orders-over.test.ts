// Orders that nothing ends but an outside event: what is below a proved nonce is over, whoever brought it here.

import { expect, test } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import { addressOf, signHash } from "../../src/crypto/secp256k1.ts";
import { l1OrderContext } from "../../src/engine/l1-orders.ts";
import { openOrders } from "../../src/engine/orders.ts";
import { joinSignature, signingHash } from "../../src/evidence/transaction.ts";
import { transferText } from "../../src/evidence/transfer.ts";
import { entryFromElsewhere, outstandingOf } from "../../src/wallet/ledger.ts";
import { composeTransfer } from "../../src/wallet/order.ts";
import { madeNetwork } from "../l1/made.ts";
import { a, account, scene, slot, timeS } from "../receipt/world.ts";
import { codeOf } from "./wallet.ts";

const key = keccak256(Uint8Array.of(42));
const me = addressOf(key);
const chainId = 1337;

const open = () =>
	openOrders({
		store: memoryStore(),
		clock: { nowMs: () => 0, ticksMs: () => 0, sleep: async () => {} },
		signer: () => async () => {
			throw new Error("nothing is offered here");
		},
		advanceAnchors: async () => {},
		changed: () => {},
		remember: () => {},
		problem: () => {},
	});

/** An old transaction of this account, as a file would bring it. */
const old = (nonce: number) => {
	const transaction = {
		chainId,
		nonce,
		maxPriorityFeePerGasWei: 1n,
		maxFeePerGasWei: 10n ** 9n,
		gasLimit: 21_000,
		to: a(9),
		valueWei: 5n,
		data: "0x" as const,
	};
	const { raw, hash } = joinSignature(
		transaction,
		signHash(signingHash(transaction), key),
	);
	const order = transferText({
		...transaction,
		format: "sextant-order-1",
		id: `old-${nonce}`,
		origin: null,
		from: me,
		outstanding: [],
		madeMs: 0,
	});
	return entryFromElsewhere(
		JSON.stringify({
			format: "sextant-entry-1",
			order,
			state: "sent",
			recipient: "account",
			rests: [],
			unknowns: [],
			mostFeeWei: "0",
			signed: { raw, hash },
			sentTo: [],
			inclusion: null,
			lostTo: null,
			fault: null,
		}),
		0,
	);
};

/** An L1 on which the account's nonce is proved, and no receipt is shown. */
const context = (nonce: number, heads: { ahead?: number } = {}) => {
	const scenes = {
		get latest() {
			return scene({ slot: slot + (heads.ahead ?? 0) }).header;
		},
		final: scene({ finality: "final" }).header,
	};
	const nobody = new Proxy(
		{},
		{
			get: () => async () => ({ taken: [], refused: [] }),
		},
	);
	const reader = {
		chainId,
		basis: async (tag: "latest" | "final") => scenes[tag],
		receipt: async () => null,
		read: async (_: unknown, tag: "latest" | "final") => ({
			basis: scenes[tag],
			reads: [
				{ account: account(scenes[tag], me, { nonce }), slots: [], code: null },
			],
		}),
	};
	return l1OrderContext({
		network: madeNetwork,
		reader,
		pool: {
			...nobody,
			blame: (_: string, thrown: unknown) => thrown,
			// each refuses what it is sent
			all: (ask: (member: object) => Promise<unknown>) =>
				ask({
					name: "node",
					client: {
						send: async () => {
							throw new Fault("rpc-error", "already known, or too cheap");
						},
					},
				}).then(
					() => [],
					() => [],
				),
		},
		calls: {},
	} as never);
};

test("never lets a file's old transactions block sending: below the proved nonce they are over, and can be put away", async () => {
	const orders = await open();
	for (let nonce = 0; nonce < 32; nonce++) await orders.adopt(old(nonce));
	expect(outstandingOf(orders.list(), me, chainId)).toHaveLength(32);
	expect(await codeOf(orders.forget("old-3"))).toBe("order-unknown");
	await orders.follow(context(200));
	expect(new Set(orders.list().map(({ state }) => state))).toEqual(
		new Set(["over"]),
	);
	const outstanding = outstandingOf(orders.list(), me, chainId);
	expect(outstanding).toEqual([]);
	const { header } = scene();
	const made = composeTransfer({
		id: "new",
		origin: null,
		valueWei: 1n,
		sender: account(header, me, { nonce: 200 }),
		recipient: account(header, a(2)),
		code: null,
		header,
		outstanding,
		tipWei: 10n ** 9n,
		nowMs: (timeS + 20) * 1000,
	});
	expect(made.transfer.nonce).toBe(200);
	await orders.forget("old-3");
	expect(orders.get("old-3")).toBeUndefined();
});

test("keeps what is above the proved nonce a liability", async () => {
	const orders = await open();
	await orders.adopt(old(7));
	await orders.follow(context(7));
	expect(orders.get("old-7")?.state).toBe("signed");
	expect(outstandingOf(orders.list(), me, chainId)).toHaveLength(1);
});

test("refuses to take over more orders than leave room for new ones, in words", async () => {
	const orders = await open();
	const many = Array.from({ length: 33 }, (_, nonce) => old(nonce));
	expect(() => orders.checkRoom(many)).toThrow("too-many-orders");
	for (const one of many.slice(0, 32)) await orders.adopt(one);
	expect(await codeOf(orders.adopt(old(40)))).toBe("too-many-orders");
	// the same one again is none more
	orders.checkRoom(many.slice(0, 32));
});

test("never calls an order refused for what nodes say to one that may be in a block already", async () => {
	const orders = await open();
	await orders.adopt({ ...old(7), state: "sent", sentTo: ["node"] });
	const heads = { ahead: 0 };
	const at = context(7, heads);
	const fault = () => orders.get("old-7")?.fault?.code ?? null;
	for (heads.ahead = 0; heads.ahead < 4; heads.ahead++) {
		await orders.follow(at);
		expect(fault()).toBe(null);
	}
	// and still none has it, some blocks later: then it is news
	await orders.follow(at);
	expect(fault()).toBe("rpc-error");
	expect(orders.get("old-7")?.state).toBe("sent");
});
