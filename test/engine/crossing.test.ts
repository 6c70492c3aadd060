// A yes and a no that cross: whatever ends the request of a site, it hears of the signature if there is one. It never hears
// "refused" of what was signed, and nothing can be signed of what it was told is refused.

import { describe, expect, test } from "vitest";
import { asFault, Fault, type FaultCode } from "../../src/base/fault.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import { addressOf, signHash } from "../../src/crypto/secp256k1.ts";
import { openOrders } from "../../src/engine/orders.ts";
import { openPresence } from "../../src/engine/presence.ts";
import { openQueue } from "../../src/engine/queue.ts";
import { requestIdOf } from "../../src/engine/sites.ts";
import { joinSignature, signingHash } from "../../src/evidence/transaction.ts";
import { transactionOf } from "../../src/evidence/transfer.ts";
import { isOnLayer } from "../../src/receipt/orders.ts";
import type { Store } from "../../src/source/ports.ts";
import { composeTransfer, evidenceOfOrder } from "../../src/wallet/order.ts";
import type { OrderContext } from "../../src/wallet/order-context.ts";
import { a, account, scene, testNetwork, timeS } from "../receipt/world.ts";

const key = keccak256(Uint8Array.of(42));
const me = addressOf(key);
const origin = "https://s0.flood.example";
const minuteMs = 60_000;

const quiet = () => new Promise((done) => setTimeout(done, 10));

/** Something that may be held up: it waits while it is shut. */
const openGate = () => {
	let waits: Promise<void> | null = null;
	let open = () => {};
	return {
		shut: () => {
			waits = new Promise((done) => {
				open = done;
			});
		},
		open: () => {
			waits = null;
			open();
		},
		pass: async () => {
			await waits;
		},
	};
};

type Life = Awaited<ReturnType<typeof openLife>>;

/** Queue and orders over a signer, a disk, a list of sites and proofs, each of which may be slow. */
const openLife = async (store: Store = memoryStore()) => {
	const gates = {
		noes: openGate(),
		disk: openGate(),
		proofs: openGate(),
		ground: openGate(),
		offer: openGate(),
		withdraw: openGate(),
	};
	const { header } = scene();
	let nowMs = (timeS + 20) * 1000;
	const sleepers: (() => void)[] = [];
	const clock = {
		nowMs: () => nowMs,
		ticksMs: () => 0,
		sleep: () =>
			new Promise<void>((done) => {
				sleepers.push(done);
			}),
	};
	/** What the signer holds: whoever says yes to it signs it. */
	const held = new Set<string>();
	/** Why it holds nothing more now, if so. */
	const deaf: { why: FaultCode | null } = { why: null };
	const withdrawals: string[] = [];
	/** What becomes of sites: noes and yeses that were noted. */
	const noted: string[] = [];
	const orders = await openOrders({
		store: {
			...store,
			put: async (...to: Parameters<Store["put"]>) => {
				await gates.disk.pass();
				return store.put(...to);
			},
		},
		clock,
		signer: () =>
			(async (name: string, { id }: { id: string }) => {
				if (name === "order.offer") {
					if (deaf.why !== null) throw new Fault(deaf.why, "for now");
					held.add(id);
					await gates.offer.pass();
				}
				if (name === "order.withdraw") {
					held.delete(id);
					withdrawals.push(id);
					await gates.withdraw.pass();
				}
				return undefined;
			}) as never,
		advanceAnchors: async () => {},
		problem: (fault) => {
			throw fault;
		},
		changed: () => {},
		remember: () => {},
	});
	const made: string[] = [];
	const context: OrderContext = {
		chainId: testNetwork.chainId,
		mostAgeS: 1_000_000,
		compose: async ({ id, origin: of, valueWei }) => {
			made.push(id);
			await gates.proofs.pass();
			const order = composeTransfer({
				id,
				origin: of,
				valueWei,
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
	const presence = openPresence(clock, new AbortController().signal);
	const queue = openQueue({
		clock,
		orders,
		sites: {
			mayAsk: async () => ({ offerBlock: false }),
			wasRefused: async () => {
				noted.push("no");
				await gates.noes.pass();
			},
			wasAllowed: async () => {
				noted.push("yes");
			},
		},
		presence,
		orderContext: async () => {
			await gates.ground.pass();
			return context;
		},
		checkMaySend: async () => {},
		isUnlocked: () => true,
		isLookedAt: () => true,
		changed: () => queue.pump(),
	});
	const ask = (of: string, requestId = "send-1") => {
		const page = presence.open(of);
		const heard = queue
			.ask(requestId, page, {
				origin: of,
				from: me,
				to: a(2),
				chainId: testNetwork.chainId,
				valueWei: 10n ** 17n,
				most: { gas: null, feePerGasWei: null, tipPerGasWei: null },
			})
			.catch((thrown: unknown) => asFault(thrown).code);
		return { page, heard };
	};
	return {
		store,
		gates,
		held,
		deaf,
		withdrawals,
		noted,
		orders,
		ground: context,
		made,
		presence,
		queue,
		ask,
		/** Time goes on, and every wait is over. */
		pass: (ms: number) => {
			nowMs += ms;
			for (const done of sleepers.splice(0)) done();
		},
		nowMs: () => nowMs,
		/** What the signer signed before it heard of any no, heard of here now. */
		sign: (id: string): Promise<void> => {
			const order = orders.get(id)?.order;
			if (order === undefined || isOnLayer(order)) throw new Error("no order");
			const transaction = transactionOf(order);
			const { raw } = joinSignature(
				transaction,
				signHash(signingHash(transaction), key),
			);
			return orders.signed(id, raw);
		},
	};
};

/** Whatever rejects the request, and what the site hears when nothing was signed. */
const noes: readonly {
	readonly name: string;
	readonly code: string;
	readonly say: (life: Life, asked: ReturnType<Life["ask"]>) => void;
}[] = [
	{
		name: "the person's no",
		code: "user-refused",
		say: ({ queue }) =>
			void queue.refuse(requestIdOf(origin, "send-1")).catch(() => {}),
	},
	{
		name: "the closing of the window",
		code: "user-refused",
		say: ({ queue, nowMs }) => void queue.dismiss(nowMs() + 1),
	},
	{
		name: "the going of its page",
		code: "cancelled",
		say: ({ presence, pass }, { page }) => {
			presence.close(page);
			pass(15_000);
		},
	},
	{
		name: "the end of its time",
		code: "user-refused",
		say: ({ queue, pass }) => {
			pass(11 * minuteMs);
			queue.pump();
		},
	},
	{
		name: "the taking of the site's permissions",
		code: "not-permitted",
		say: ({ queue }) => queue.drop(origin),
	},
	{
		name: "the crowd of others",
		code: "too-many",
		say: ({ ask }) => {
			for (let i = 1; i <= 31; i++) ask(`https://s${i}.flood.example`);
			ask("https://shop.example");
		},
	},
];

describe.each(noes)("$name", ({ code, say }) => {
	test("never makes the site hear a refusal of what is signed as the no is noted", async () => {
		const life = await openLife();
		const asked = life.ask(origin);
		await quiet();
		const [id = ""] = life.made;
		life.gates.noes.shut();
		life.gates.withdraw.shut();
		say(life, asked);
		await quiet();
		await life.sign(id);
		life.gates.noes.open();
		life.gates.withdraw.open();
		await quiet();
		expect(life.orders.get(id)?.state).toBe("signed");
		expect(await asked.heard).toBe(life.orders.get(id)?.signed?.hash);
		expect(life.noted.at(-1)).toBe("yes");
	});

	test("never makes the site hear a refusal of what is signed as it is taken back", async () => {
		const life = await openLife();
		const asked = life.ask(origin);
		await quiet();
		const [id = ""] = life.made;
		life.gates.withdraw.shut();
		say(life, asked);
		await quiet();
		expect(life.orders.get(id)?.state).toBe("refused");
		await life.sign(id);
		life.gates.withdraw.open();
		await quiet();
		expect(await asked.heard).toBe(life.orders.get(id)?.signed?.hash);
		expect(life.noted.at(-1)).toBe("yes");
	});

	test("never makes the site hear a refusal of what is signed and on its way to the disk", async () => {
		const life = await openLife();
		const asked = life.ask(origin);
		await quiet();
		const [id = ""] = life.made;
		life.gates.disk.shut();
		const signed = life.sign(id);
		say(life, asked);
		await quiet();
		life.gates.disk.open();
		await signed;
		expect(await asked.heard).toBe(life.orders.get(id)?.signed?.hash);
	});

	test("never makes the site hear a refusal of what is signed while it is still being offered", async () => {
		const life = await openLife();
		life.gates.offer.shut();
		life.gates.withdraw.shut();
		const asked = life.ask(origin);
		await quiet();
		const [id = ""] = life.made;
		expect(life.held.has(id)).toBe(true);
		say(life, asked);
		await quiet();
		await life.sign(id);
		life.gates.withdraw.open();
		life.gates.offer.open();
		await quiet();
		expect(await asked.heard).toBe(life.orders.get(id)?.signed?.hash);
	});

	test("never leaves an order to be signed that is proved only after the no", async () => {
		const life = await openLife();
		life.gates.proofs.shut();
		const asked = life.ask(origin);
		await quiet();
		const [id = ""] = life.made;
		say(life, asked);
		expect(await asked.heard).toBe(code);
		// from here on the site was told: nothing of it may be signed, not for a moment
		life.gates.offer.shut();
		life.gates.proofs.open();
		await quiet();
		expect(life.held.has(id)).toBe(false);
		expect(life.orders.get(id)).toBeUndefined();
		expect(await life.store.get("orders", id)).toBeUndefined();
	});

	test("never leaves an order to be signed that is written down only after the no", async () => {
		const life = await openLife();
		const putAll = life.store.putAll.bind(life.store);
		const slow = openGate();
		slow.shut();
		const at = { putting: false };
		const store: Store = {
			...life.store,
			putAll: async (rows) => {
				await putAll(rows);
				at.putting = true;
				await slow.pass();
			},
		};
		const next = await openLife(store);
		const asked = next.ask(origin);
		await quiet();
		expect(at.putting).toBe(true);
		const [id = ""] = next.made;
		say(next, asked);
		expect(await asked.heard).toBe(code);
		next.gates.offer.shut();
		slow.open();
		await quiet();
		expect(next.held.has(id)).toBe(false);
		expect(next.orders.get(id)).toBeUndefined();
		expect(await store.get("orders", id)).toBeUndefined();
	});

	test("never makes the site hear a refusal of an earlier life's order that is signed before it is taken up again", async () => {
		const before = await openLife();
		before.ask(origin);
		await quiet();
		const [id = ""] = before.made;
		const life = await openLife(before.store);
		life.gates.ground.shut();
		const asked = life.ask(origin);
		await quiet();
		life.gates.withdraw.shut();
		say(life, asked);
		await quiet();
		await life.sign(id);
		life.gates.withdraw.open();
		await quiet();
		expect(await asked.heard).toBe(life.orders.get(id)?.signed?.hash);
		life.gates.ground.open();
	});

	test("is what the site hears when nothing was signed, and nothing is left to be signed", async () => {
		const life = await openLife();
		const asked = life.ask(origin);
		await quiet();
		const [id = ""] = life.made;
		say(life, asked);
		await quiet();
		expect(await asked.heard).toBe(code);
		expect(life.held.has(id)).toBe(false);
		expect(life.orders.get(id)).toBeUndefined();
	});
});

test("signing that stops never makes the site hear a refusal of what is signed as it is taken back", async () => {
	const life = await openLife();
	const asked = life.ask(origin);
	await quiet();
	const [id = ""] = life.made;
	life.gates.withdraw.shut();
	void life.orders.withdraw(new Fault("conflict", "two histories"));
	await quiet();
	await life.sign(id);
	life.gates.withdraw.open();
	await quiet();
	expect(await asked.heard).toBe(life.orders.get(id)?.signed?.hash);
});

test("a repeated request never hears a refusal of what is signed as it is taken back", async () => {
	const life = await openLife();
	const asked = life.ask(origin);
	await quiet();
	const [id = ""] = life.made;
	life.gates.withdraw.shut();
	void life.queue.refuse(requestIdOf(origin, "send-1"));
	await quiet();
	const again = life.ask(origin);
	await quiet();
	await life.sign(id);
	life.gates.withdraw.open();
	await quiet();
	const hash = life.orders.get(id)?.signed?.hash;
	expect(await asked.heard).toBe(hash);
	expect(await again.heard).toBe(hash);
});

test.each(["unreachable", "too-many"] as const)(
	"an order that waits is offered again at the next head after the signer said %s, until it hears of it",
	async (why) => {
		const before = await openLife();
		before.ask(origin);
		await quiet();
		const [id = ""] = before.made;
		const { held, deaf, orders, ground } = await openLife(before.store);
		deaf.why = why;
		await orders.offerWaiting();
		await orders.follow(ground);
		expect(held.has(id)).toBe(false);
		expect(orders.get(id)?.state).toBe("waiting");
		deaf.why = null;
		await orders.follow(ground);
		expect(held.has(id)).toBe(true);
		// what it holds is not offered again: a person may be reading it
		held.clear();
		await orders.follow(ground);
		expect(held.size).toBe(0);
	},
);

test("an order that is taken back before it reaches the signer is never offered after that", async () => {
	const life = await openLife();
	const get = life.store.get.bind(life.store);
	const slow = openGate();
	const next = await openLife({
		...life.store,
		get: async (table, name) => {
			if (table === "receipts") await slow.pass();
			return get(table, name);
		},
	});
	slow.shut();
	const asked = next.ask(origin);
	await quiet();
	const [id = ""] = next.made;
	expect(next.orders.get(id)?.state).toBe("waiting");
	await next.orders.forget(id);
	slow.open();
	await quiet();
	expect(await asked.heard).toBe("user-refused");
	expect(next.held.has(id)).toBe(false);
});

test("a no that cannot be written down leaves nothing to be signed", async () => {
	const store = memoryStore();
	const full = { is: false };
	const life = await openLife({
		...store,
		put: async (...to) => {
			if (full.is) throw new Fault("storage", "the disk is full");
			return store.put(...to);
		},
	});
	const asked = life.ask(origin);
	await quiet();
	const [id = ""] = life.made;
	expect(life.held.has(id)).toBe(true);
	full.is = true;
	await life.queue.refuse(requestIdOf(origin, "send-1"));
	expect(await asked.heard).toBe("user-refused");
	expect(life.held.has(id)).toBe(false);
});

test("a refused request that is repeated often asks the signer once", async () => {
	const life = await openLife();
	const asked = life.ask(origin);
	await quiet();
	const [id = ""] = life.made;
	await life.orders.refused(id, null);
	expect(await asked.heard).toBe("user-refused");
	const before = life.withdrawals.length;
	life.gates.withdraw.shut();
	const again = Array.from({ length: 20 }, () => life.ask(origin));
	await quiet();
	expect(life.withdrawals.length - before).toBe(1);
	life.gates.withdraw.open();
	for (const { heard } of again) expect(await heard).toBe("user-refused");
});

test("a no while an order is taken back to be made anew never makes the site hear a refusal of what is signed", async () => {
	const life = await openLife();
	const asked = life.ask(origin);
	await quiet();
	const [id = ""] = life.made;
	life.gates.withdraw.shut();
	void life.orders.takeBack(id, new Fault("order-stale", "too old"));
	await quiet();
	void life.queue.refuse(requestIdOf(origin, "send-1")).catch(() => {});
	await quiet();
	await life.sign(id);
	life.gates.withdraw.open();
	await quiet();
	expect(await asked.heard).toBe(life.orders.get(id)?.signed?.hash);
	expect(life.made).toEqual([id]);
});
