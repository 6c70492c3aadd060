// The journey of every order: made from proofs, on disk, offered to the signer, signed, on disk, sent, followed until its
// receipt is proved final. It can be cut off at any line: what is on disk says where to go on.

import type { Hex } from "../base/bytes.ts";
import { asFault, Fault, type FaultJson } from "../base/fault.ts";
import type { L1Network } from "../l1/network.ts";
import { evidenceOf, evidenceText } from "../receipt/evidence.ts";
import { orderPolicy } from "../receipt/order-rule.ts";
import { transferText } from "../receipt/transfer.ts";
import { type Execution, sendToAll } from "../source/execution.ts";
import type { Pool } from "../source/pool.ts";
import type { Clock, Store } from "../source/ports.ts";
import type { Header } from "../state/values.ts";
import { ageS } from "../trust/freshness.ts";
import type { AnyVerified } from "../trust/verified.ts";
import {
	decodeEntry,
	type Entry,
	entryOf,
	entryText,
	isToBeSent,
	outstandingOf,
	withDelivery,
	withNonceUsed,
	withoutInclusion,
	withReceipt,
	withRefusal,
	withSignature,
} from "../wallet/ledger.ts";
import { composeTransfer, evidenceOfOrder } from "../wallet/order.ts";
import { type Reader, readOne } from "./reader.ts";
import type { SignerLink } from "./signer-link.ts";

export type OrderRequest = {
	readonly id: string;
	readonly origin: string | null;
	readonly from: Hex;
	readonly to: Hex;
	readonly valueWei: bigint;
};

/** What orders need of the chain they are for. */
export type OrderGround = {
	readonly network: L1Network;
	readonly reader: Reader<Header>;
	readonly pool: Pool<Execution>;
};

export type Orders = {
	/**
	 * An order that the signing rule allows, on disk and with the signer. The same id again gives the same order.
	 * @throws every refusal of the rule; order-nonce while another order of the account waits for its decision and is
	 * young enough to be signed
	 */
	readonly prepare: (
		ground: OrderGround,
		asked: OrderRequest,
	) => Promise<Entry>;
	readonly get: (id: string) => Entry | undefined;
	readonly list: () => readonly Entry[];
	/** Resolves with the hash once the order is signed and on its way. @throws the refusal */
	readonly sent: (id: string) => Promise<Hex>;
	readonly signed: (id: string, raw: Hex) => Promise<void>;
	/** By the person (null), or by the rule that the fault names. */
	readonly refused: (id: string, fault: FaultJson | null) => Promise<void>;
	/**
	 * Takes an order off the list: one that waits, which is then withdrawn, or one that is over.
	 * @throws order-unknown, also for one that was signed while it was being withdrawn
	 */
	readonly forget: (id: string) => Promise<void>;
	/** Signing has stopped: what waits is taken back from the signer and refused with the reason. */
	readonly withdraw: (fault: Fault) => Promise<void>;
	/** Offers again what waits, after a restart of this engine or of the signer. */
	readonly offerWaiting: () => Promise<void>;
	/** One step of following: what waited too long is dropped, what is under way is sent again or looked for. */
	readonly follow: (ground: OrderGround) => Promise<void>;
	/** The signed transaction with this hash, while it is under way. */
	readonly outstanding: (hash: Hex) => Hex | null;
	/** The evidence an order was made on, and that of its inclusion once it is proved. */
	readonly evidence: (id: string) => Promise<{
		readonly made: string;
		readonly included: string | null;
	}>;
};

const isUnderWay = (entry: Entry): boolean =>
	entry.state === "signed" ||
	entry.state === "sent" ||
	entry.state === "included";

export const openOrders = async (tools: {
	readonly store: Store;
	readonly clock: Clock;
	readonly signer: () => SignerLink["ask"];
	/** Hands the signer the newer roots that orders rest on by now. Throws nothing. */
	readonly advanceAnchors: () => Promise<void>;
	readonly changed: () => void;
	/** What an order or its inclusion rests on, for the trail. */
	readonly remember: (verified: AnyVerified) => void;
}): Promise<Orders> => {
	const { store, clock } = tools;
	const entries = new Map<string, Entry>();
	const waiters = new Map<
		string,
		{ resolve: (hash: Hex) => void; reject: (fault: Fault) => void }[]
	>();
	let making: Promise<unknown> = Promise.resolve();
	let last: Promise<unknown> = Promise.resolve();

	for (const id of await store.keys("orders")) {
		const text = await store.get("orders", id);
		if (text !== undefined) entries.set(id, decodeEntry(text));
	}

	const settle = (id: string, entry: Entry): void => {
		const waiting = waiters.get(id) ?? [];
		if (entry.state === "waiting" || entry.state === "signed") return;
		waiters.delete(id);
		for (const { resolve, reject } of waiting) {
			if (entry.signed !== null) resolve(entry.signed.hash);
			else if (entry.fault !== null)
				reject(new Fault(entry.fault.code, entry.fault.detail));
			else reject(new Fault("user-refused", "the order was refused"));
		}
	};

	/** One at a time, what changes an order: a step is taken from what the step before it left on disk. */
	const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
		const done = last.catch(() => {}).then(work);
		last = done;
		return done;
	};

	/** On disk first; only then anyone sees it or acts on it. @throws order-unknown and what the step throws */
	const change = (id: string, step: (was: Entry) => Entry): Promise<Entry> =>
		inTurn(async () => {
			const was = known(id);
			const entry = step(was);
			if (entry === was) return was;
			await store.put("orders", id, entryText(entry));
			entries.set(id, entry);
			settle(id, entry);
			tools.changed();
			return entry;
		});

	/** Refused while it waits; one that was signed meanwhile stays as it is. @returns what became of it */
	const takeBack = async (id: string, fault: Fault): Promise<Entry> => {
		await change(id, (was) =>
			was.state === "waiting" ? withRefusal(was, fault.toJson()) : was,
		);
		await tools.signer()("order.withdraw", { id });
		// a signature that crossed the withdrawal is on disk by the next turn
		return inTurn(async () => known(id));
	};

	const known = (id: string): Entry => {
		const entry = entries.get(id);
		if (entry === undefined) throw new Fault("order-unknown", `no order ${id}`);
		return entry;
	};

	const list = (): readonly Entry[] =>
		[...entries.values()].sort((a, b) => b.order.madeMs - a.order.madeMs);

	/** What the block's producer gets: an endpoint's hint within the rule's bound. It decides no more than the wait. */
	const tipOf = async ({ pool, network }: OrderGround): Promise<bigint> => {
		const most = orderPolicy(network).mostTipWei;
		const hint = await pool
			.first(async ({ client }) => (await client.feeHint()).value)
			.then(({ priorityFeeWei }) => priorityFeeWei)
			.catch(() => 1_000_000_000n);
		const floor = 1_000_000n;
		const raised = hint < floor ? floor : hint;
		return raised > most ? most : raised;
	};

	const make = async (
		ground: OrderGround,
		asked: OrderRequest,
	): Promise<Entry> => {
		const before = entries.get(asked.id);
		if (before !== undefined) {
			const { order } = before;
			if (
				order.from !== asked.from ||
				order.to !== asked.to ||
				order.valueWei !== asked.valueWei ||
				order.origin !== asked.origin
			)
				throw new Fault(
					"bad-params",
					`order ${asked.id} is for something else`,
				);
			// the signer may have been out of reach when it was made
			if (before.state === "waiting") await offer(before);
			return known(asked.id);
		}
		await dropStale(ground.network);
		if (
			list().some(
				({ state, order }) => state === "waiting" && order.from === asked.from,
			)
		)
			throw new Fault("order-nonce", "another order waits for your decision");
		const tipWei = await tipOf(ground);
		const same = asked.from === asked.to;
		const wanted = [
			{ address: asked.from, slots: [] },
			...(same ? [] : [{ address: asked.to, slots: [], code: true }]),
		];
		const { basis, reads } = await ground.reader.read(wanted, "latest");
		const sender = reads[0];
		const recipient = same ? sender : reads[1];
		if (sender === undefined || recipient === undefined)
			throw new Fault("internal", "two accounts were asked for");
		const order = composeTransfer({
			id: asked.id,
			origin: asked.origin,
			valueWei: asked.valueWei,
			sender: sender.account,
			recipient: recipient.account,
			code: recipient.code,
			header: basis,
			outstanding: outstandingOf(list(), asked.from, ground.reader.chainId),
			tipWei,
			nowMs: clock.nowMs(),
		});
		for (const verified of [sender.account, recipient.account, basis])
			tools.remember(verified);
		if (recipient.code !== null) tools.remember(recipient.code);
		const entry = entryOf(order);
		await store.putAll([
			{
				table: "receipts",
				key: asked.id,
				value: evidenceText(evidenceOfOrder(order)),
			},
			{ table: "orders", key: asked.id, value: entryText(entry) },
		]);
		entries.set(asked.id, entry);
		tools.changed();
		await offer(entry);
		return known(asked.id);
	};

	/**
	 * Orders whose proofs are too old for a signature: the signer refuses them by the same rule, so nobody can decide them
	 * any more. Left alone, one would stand in the way of every later order.
	 */
	const dropStale = async (network: L1Network): Promise<void> => {
		const mostS = orderPolicy(network).freshness.sign;
		for (const entry of list()) {
			if (entry.state !== "waiting" || entry.order.chainId !== network.chainId)
				continue;
			const asOfS = Math.min(...entry.rests.map(({ grade }) => grade.asOfS));
			const oldS = ageS(asOfS, clock.nowMs());
			if (oldS > mostS)
				await takeBack(
					entry.order.id,
					new Fault("order-stale", `it is ${oldS} s old, at most ${mostS} s`),
				);
		}
	};

	/** To the signer. What the signer refuses to hold is refused for good: it checked and did not agree. */
	const offer = async (entry: Entry): Promise<void> => {
		const { id } = entry.order;
		const order = transferText(entry.order);
		const evidence = await store.get("receipts", id);
		if (evidence === undefined)
			throw new Fault("storage", `the evidence of order ${id} is gone`);
		await tools.advanceAnchors();
		try {
			await tools.signer()("order.offer", { id, order, evidence });
		} catch (thrown) {
			const fault = asFault(thrown);
			if (fault.kind === "unavailable") throw fault;
			await change(id, (was) =>
				was.state === "waiting" ? withRefusal(was, fault.toJson()) : was,
			);
			throw fault;
		}
	};

	const deliver = async (ground: OrderGround, entry: Entry): Promise<Entry> => {
		if (entry.signed === null) return entry;
		const { taken, refused } = await sendToAll(ground.pool, entry.signed.raw);
		const [first] = refused;
		return change(entry.order.id, (was) => {
			const isNews = taken.some((name) => !was.sentTo.includes(name));
			if (isNews) return taken.reduce(withDelivery, was);
			// one that was taken before may be in a block by now: what a node says to it then is no news
			return was.sentTo.length === 0 && first !== undefined
				? { ...was, fault: first.toJson() }
				: was;
		});
	};

	const followOne = async (
		ground: OrderGround,
		entry: Entry,
	): Promise<void> => {
		const { signed, order } = entry;
		const { reader } = ground;
		if (signed === null || reader.receipt === null) return;
		// the first sending waits for nothing: no endpoint's hint can hold it up
		if (entry.state === "signed") await deliver(ground, entry);
		const now = await reader.receipt(signed.hash, "latest");
		if (now === null) {
			if (entry.state === "included") {
				await change(order.id, withoutInclusion);
				return;
			}
			const sender = await readOne(
				reader,
				{ address: order.from, slots: [] },
				"latest",
			);
			const after = await change(order.id, (was) =>
				withNonceUsed(was, sender.account),
			);
			if (isToBeSent(after) && sender.account.value.nonce <= order.nonce)
				await deliver(ground, after);
			return;
		}
		tools.remember(now.receipt);
		const final = (await reader.basis("final")).value.blockNumber;
		const proved =
			final >= now.header.value.blockNumber
				? await reader.receipt(signed.hash, "final")
				: null;
		const best = proved ?? now;
		tools.remember(best.receipt);
		const after = withReceipt(known(order.id), best.receipt);
		const isSameBlock =
			after.inclusion?.blockHash === known(order.id).inclusion?.blockHash;
		if (after.state === entry.state && isSameBlock) return;

		await store.put(
			"receipts",
			`${order.id}.included`,
			evidenceText(evidenceOf(best.receipt)),
		);
		await change(order.id, (was) => withReceipt(was, best.receipt));
	};

	return {
		prepare: (ground, asked) => {
			// one at a time: two orders made at once would take the same nonce
			const made = making.catch(() => {}).then(() => make(ground, asked));
			making = made;
			return made;
		},
		get: (id) => entries.get(id),
		list,
		sent: (id) =>
			new Promise((resolve, reject) => {
				const entry = entries.get(id);
				if (entry === undefined) {
					reject(new Fault("order-unknown", `no order ${id}`));
					return;
				}
				waiters.set(id, [...(waiters.get(id) ?? []), { resolve, reject }]);
				settle(id, entry);
			}),
		signed: async (id, raw) => {
			await change(id, (was) => withSignature(was, raw));
		},
		refused: async (id, fault) => {
			await change(id, (was) => withRefusal(was, fault));
		},
		withdraw: async (fault) => {
			for (const entry of list()) {
				if (entry.state !== "waiting") continue;
				await takeBack(entry.order.id, fault);
			}
		},
		forget: async (id) => {
			const entry = known(id);
			if (isUnderWay(entry))
				throw new Fault("order-unknown", `order ${id} is still under way`);
			if (entry.state === "waiting")
				await takeBack(id, new Fault("user-refused", "the order was dropped"));
			await inTurn(async () => {
				if (isUnderWay(known(id)))
					throw new Fault("order-unknown", `order ${id} was signed meanwhile`);
				await store.putAll([
					{ table: "orders", key: id, value: null },
					{ table: "receipts", key: id, value: null },
					{ table: "receipts", key: `${id}.included`, value: null },
				]);
				entries.delete(id);
				tools.changed();
			});
		},
		offerWaiting: async () => {
			for (const entry of list())
				if (entry.state === "waiting")
					await offer(entry).catch(() => {
						// the entry says why by now; the others are offered all the same
					});
		},
		follow: async (ground) => {
			await dropStale(ground.network);
			for (const entry of list())
				if (entry.order.chainId === ground.reader.chainId && isUnderWay(entry))
					await followOne(ground, entry).catch((thrown: unknown) => {
						const fault = asFault(thrown);
						if (fault.kind === "internal") throw fault;
						// not proved yet or nobody answers: the next head is the next try
					});
		},
		outstanding: (hash) =>
			list().find((entry) => entry.signed?.hash === hash && isUnderWay(entry))
				?.signed?.raw ?? null,
		evidence: async (id) => {
			known(id);
			const made = await store.get("receipts", id);
			if (made === undefined)
				throw new Fault("storage", `the evidence of order ${id} is gone`);
			return {
				made,
				included: (await store.get("receipts", `${id}.included`)) ?? null,
			};
		},
	};
};
