// The journey of every order: made from proofs, on disk, offered to the signer, signed, on disk, sent, followed until its
// receipt is proved final. It can be cut off at any line: what is on disk says where to go on.

import { type Hex, toHex, utf8 } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import { keccak256 } from "../crypto/hash.ts";
import type { L1Network } from "../l1/network.ts";
import { evidenceOf, evidenceText } from "../receipt/evidence.ts";
import { orderPolicy } from "../receipt/order-rule.ts";
import { transferText } from "../receipt/transfer.ts";
import { type Execution, sendToAll } from "../source/execution.ts";
import type { Pool } from "../source/pool.ts";
import type { Clock, Store } from "../source/ports.ts";
import type { Header } from "../state/values.ts";
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
import { composeTransfer, evidenceOfOrder, offerOf } from "../wallet/order.ts";
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
	 * @throws every refusal of the rule; order-nonce while another order of the account waits for its decision
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
	readonly refused: (id: string) => Promise<void>;
	/** Takes an order off the list: one that waits, which is then withdrawn, or one that is over. @throws order-unknown */
	readonly forget: (id: string) => Promise<void>;
	/** Signing has stopped: what waits is taken back from the signer and refused with the reason. */
	readonly withdraw: (fault: Fault) => Promise<void>;
	/** Offers again what waits, after a restart of this engine or of the signer. */
	readonly offerWaiting: () => Promise<void>;
	/** One step of following, for each order under way: send again, look for its receipt. */
	readonly follow: (ground: OrderGround) => Promise<void>;
	/** The signed transaction with this hash, while it is under way. */
	readonly outstanding: (hash: Hex) => Hex | null;
	/** The evidence an order was made on, and that of its inclusion once it is proved. */
	readonly evidence: (id: string) => Promise<{
		readonly made: string;
		readonly included: string | null;
	}>;
};

/** A site's request as an order's id: one a site and request, so that a repeated request finds its order. */
export const orderIdOf = (origin: string, requestId: string): string =>
	toHex(keccak256(utf8(`${origin}\n${requestId}`)).subarray(0, 16));

const isUnderWay = (entry: Entry): boolean =>
	entry.state === "signed" ||
	entry.state === "sent" ||
	entry.state === "included";

export const openOrders = async (tools: {
	readonly store: Store;
	readonly clock: Clock;
	readonly signer: () => SignerLink["ask"];
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

	/** On disk first; only then anyone sees it or acts on it. */
	const keep = async (entry: Entry): Promise<Entry> => {
		const { id } = entry.order;
		if (entries.get(id) === entry) return entry;
		await store.put("orders", id, entryText(entry));
		entries.set(id, entry);
		settle(id, entry);
		tools.changed();
		return entry;
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
			return before;
		}
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
		await offer(entry, offerOf(order).order);
		return known(asked.id);
	};

	/** To the signer. What the signer refuses to hold is refused for good: it checked and did not agree. */
	const offer = async (entry: Entry, order: string): Promise<void> => {
		const { id } = entry.order;
		const evidence = await store.get("receipts", id);
		if (evidence === undefined)
			throw new Fault("storage", `the evidence of order ${id} is gone`);
		try {
			await tools.signer()("order.offer", { id, order, evidence });
		} catch (thrown) {
			const fault = asFault(thrown);
			if (fault.kind === "unavailable") throw fault;
			await keep(withRefusal(known(id), fault.toJson()));
			throw fault;
		}
	};

	const deliver = async (ground: OrderGround, entry: Entry): Promise<Entry> => {
		if (entry.signed === null) return entry;
		const { taken, refused } = await sendToAll(ground.pool, entry.signed.raw);
		let after = entry;
		for (const name of taken) after = withDelivery(after, name);
		const [first] = refused;
		// one that was taken before may be in a block by now: what a node says to it then is no news
		if (after.sentTo.length === 0 && first !== undefined)
			after = { ...after, fault: first.toJson() };
		return keep(after);
	};

	const followOne = async (
		ground: OrderGround,
		entry: Entry,
	): Promise<void> => {
		const { signed, order } = entry;
		const { reader } = ground;
		if (signed === null || reader.receipt === null) return;
		const now = await reader.receipt(signed.hash, "latest");
		if (now === null) {
			if (entry.state === "included") {
				await keep(withoutInclusion(entry));
				return;
			}
			const sender = await readOne(
				reader,
				{ address: order.from, slots: [] },
				"latest",
			);
			const after = await keep(withNonceUsed(entry, sender.account));
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
		if (after.state === entry.state && after.state !== "final") return;

		await store.put(
			"receipts",
			`${order.id}.included`,
			evidenceText(evidenceOf(best.receipt)),
		);
		await keep(after);
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
			await keep(withSignature(known(id), raw));
		},
		refused: async (id) => {
			await keep(withRefusal(known(id), null));
		},
		withdraw: async (fault) => {
			for (const entry of list()) {
				if (entry.state !== "waiting") continue;
				const { id } = entry.order;
				await keep(withRefusal(entry, fault.toJson()));
				await tools.signer()("order.withdraw", { id });
			}
		},
		forget: async (id) => {
			const entry = known(id);
			if (isUnderWay(entry))
				throw new Fault("order-unknown", `order ${id} is still under way`);
			if (entry.state === "waiting")
				await tools.signer()("order.withdraw", { id });
			await store.putAll([
				{ table: "orders", key: id, value: null },
				{ table: "receipts", key: id, value: null },
				{ table: "receipts", key: `${id}.included`, value: null },
			]);
			entries.delete(id);
			tools.changed();
		},
		offerWaiting: async () => {
			for (const entry of list())
				if (entry.state === "waiting")
					await offer(entry, transferText(entry.order)).catch(() => {
						// the entry says why by now; the others are offered all the same
					});
		},
		follow: async (ground) => {
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
