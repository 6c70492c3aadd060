// The journey of every order: made from proofs, on disk, offered to the signer, signed, on disk, sent, followed until it is
// proved to be on its chain for good. It can be cut off at any line: what is on disk says where to go on. How an order is
// made, sent and looked for is the business of its chain.

import { serial, serialByKey } from "../base/async.ts";
import type { Hex } from "../base/bytes.ts";
import { asFault, Fault, type FaultJson } from "../base/fault.ts";
import { hashOf, json } from "../evidence/canonical.ts";
import { evidenceText } from "../evidence/evidence.ts";
import { mostOutstanding } from "../evidence/transfer.ts";
import { stepJson } from "../l2/exit-step.ts";
import {
	type AnyOrder,
	isCall,
	isDelegation,
	isExit,
	isOnLayer,
	orderText,
} from "../receipt/orders.ts";
import type { Clock, Store } from "../source/ports.ts";
import { ageS } from "../trust/freshness.ts";
import type { AnyVerified } from "../trust/verified.ts";
import {
	decodeEntry,
	type Entry,
	entryOf,
	entryText,
	isUnderWay,
	outstandingOf,
	withRefusal,
	withSignature,
} from "../wallet/ledger.ts";
import type {
	OrderContext,
	OrderHand,
	OrderRequest,
} from "../wallet/order-context.ts";
import {
	callOf,
	isSuperseded,
	withoutRival,
	withRival,
} from "../wallet/replace.ts";
import { safeInTheWay } from "../wallet/safe-sent.ts";
import { isSameCall } from "./call-orders.ts";
import type { SignerLink } from "./signer-link.ts";

/** The same step of the same rollup, or both none? */
const isSameStep = (order: AnyOrder, { exit }: OrderRequest): boolean =>
	isExit(order)
		? exit !== undefined &&
			order.rollup === exit.profile.chainId &&
			hashOf(json(stepJson(order.step), "step")) ===
				hashOf(json(stepJson(exit.step), "step"))
		: exit === undefined;

const replacesText = (order: AnyOrder): string =>
	isOnLayer(order) ? "" : (order.replaces ?? []).join();

export type Orders = {
	/**
	 * An order that the signing rule allows, on disk and with the signer. The same id again gives the same order. It does not
	 * wait for a site's order, made or being made: of two on one nonce the one that is signed first counts, and the other is
	 * taken back.
	 * @throws every refusal of the rule; order-waits while another of the person's own orders from the account waits for its
	 * decision and is young enough to be signed; account-watch for an account that nothing here signs for; order-nonce when a signature came in between; cancelled when it is not wanted
	 * any more; user-refused when it was dropped before the signer had it
	 */
	readonly prepare: (
		context: OrderContext,
		asked: OrderRequest,
	) => Promise<Entry>;
	readonly get: (id: string) => Entry | undefined;
	readonly list: () => readonly Entry[];
	/**
	 * Takes over an order that was signed elsewhere and follows it like one of its own; on disk when it resolves. One that is
	 * there under its id stays.
	 * @throws too-many-orders, too-large, bad-file where something that does not decode lies under its id
	 */
	readonly adopt: (signed: Entry) => Promise<Entry>;
	/**
	 * Is there room for these, which were signed elsewhere, beside what is under way? Too many would leave none for new ones.
	 * Each could be written.
	 * @throws too-many-orders, too-large, bad-file where something that does not decode lies under its id
	 */
	readonly checkRoom: (signed: readonly Entry[]) => void;
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
	/**
	 * Taken back from the signer while it waits, for the reason that the fault names (null: the person's no), and left on the
	 * list; one that was signed meanwhile stays as it is. @returns what became of it. @throws order-unknown
	 */
	readonly takeBack: (id: string, fault: Fault | null) => Promise<Entry>;
	/**
	 * Signing has stopped, on one chain or on all: what waits there is taken back from the signer and refused with the reason.
	 */
	readonly withdraw: (fault: Fault, chainId?: number) => Promise<void>;
	/** Offers again what waits, after a restart of this engine or of the signer. */
	readonly offerWaiting: () => Promise<void>;
	/** One step of following: what waited too long is dropped, what is under way is sent again or looked for. */
	readonly follow: (context: OrderContext) => Promise<void>;
	/** The signed transaction with this hash, while it is under way. */
	readonly outstanding: (hash: Hex) => Hex | null;
	/** The evidence an order was made on, and that of its inclusion once it is proved. */
	readonly evidence: (id: string) => Promise<{
		readonly made: string;
		readonly included: string | null;
	}>;
};

/** Orders of one account and chain under way, with which others from elsewhere are taken over: half of what one order reckons with. */
const mostAdopted = mostOutstanding / 2;

export type OrderTools = {
	readonly store: Store;
	readonly clock: Clock;
	readonly signer: () => SignerLink["ask"];
	/** Can nothing here sign for it? */
	readonly isWatched?: (account: Hex) => boolean;
	/** Hands the signer the newer roots that orders rest on by now. Throws nothing. */
	readonly advanceAnchors: () => Promise<void>;
	readonly changed: () => void;
	/** An order became another one, which is on disk. */
	readonly became?: (was: Entry, now: Entry) => void;
	/** What an order or its inclusion rests on, for the trail. */
	readonly remember: (verified: AnyVerified) => void;
	/** Hears of what lies in the store and does not decode: of a newer release, or damaged. It stays there. */
	readonly problem: (fault: Fault) => void;
};

/** The ledger as it lies in the store. */
type StoredOrders = {
	readonly entries: Map<string, Entry>;
	/**
	 * Under these ids lies what does not decode; nothing is written over it. A signature in it may still take effect: a new order
	 * has the proved nonce then, and of two on one nonce L1 carries out one.
	 */
	readonly unread: ReadonlySet<string>;
};

/** @throws storage */
const readOrders = async ({
	store,
	problem,
}: OrderTools): Promise<StoredOrders> => {
	const entries = new Map<string, Entry>();
	const unread = new Set<string>();
	for (const id of await store.keys("orders")) {
		const text = await store.get("orders", id);
		if (text === undefined) continue;
		try {
			const entry = decodeEntry(text);
			if (entry.order.id !== id)
				throw new Fault("bad-field", `it is order ${entry.order.id}`);
			entries.set(id, entry);
		} catch (thrown) {
			unread.add(id);
			const { message } = asFault(thrown);
			problem(new Fault("bad-file", `order ${id.slice(0, 64)}: ${message}`));
		}
	}
	return { entries, unread };
};

class OrderLedger implements Orders {
	readonly #tools: OrderTools;
	readonly #stored: StoredOrders;
	/** Offered while the signer did not answer or had no room: nobody can decide them before it has heard of them. */
	readonly #unheard = new Set<string>();
	readonly #waiters = new Map<
		string,
		{ resolve: (hash: Hex) => void; reject: (fault: Fault) => void }[]
	>();
	/** What is being made, for the person (null) and for each site: nobody waits for another's proofs. */
	readonly #making = serialByKey<string | null>();
	/** One at a time, what changes an order: a step is taken from what the step before it left on disk. */
	readonly #inTurn = serial();
	readonly #hand: OrderHand;

	constructor(tools: OrderTools, stored: StoredOrders) {
		this.#tools = tools;
		this.#stored = stored;
		this.#hand = {
			change: this.#change,
			known: this.#known,
			remember: this.#tools.remember,
			isSuperseded: (id) => isSuperseded(this.#known(id), this.list()),
			keepInclusion: (id, evidence) =>
				this.#tools.store.putAll([
					{ table: "receipts", key: `${id}.included`, value: evidence },
				]),
		};
	}

	/** @throws bad-file */
	#checkFree(id: string): void {
		if (this.#stored.unread.has(id))
			throw new Fault("bad-file", `order ${id} on disk does not decode`);
	}

	#settle(id: string, entry: Entry): void {
		const waiting = this.#waiters.get(id) ?? [];
		if (entry.state === "waiting" || entry.state === "signed") return;
		this.#waiters.delete(id);
		for (const { resolve, reject } of waiting) {
			if (entry.signed !== null) resolve(entry.signed.hash);
			else if (entry.fault !== null)
				reject(new Fault(entry.fault.code, entry.fault.detail));
			else reject(new Fault("user-refused", "the order was refused"));
		}
	}

	/** On disk first; only then anyone sees it or acts on it. @throws order-unknown and what the step throws */
	readonly #change = (
		id: string,
		step: (was: Entry) => Entry,
	): Promise<Entry> =>
		this.#inTurn(async () => {
			const was = this.#known(id);
			const entry = step(was);
			if (entry === was) return was;
			await this.#tools.store.put("orders", id, entryText(entry));
			this.#stored.entries.set(id, entry);
			this.#settle(id, entry);
			this.#tools.changed();
			this.#tools.became?.(was, entry);
			return entry;
		});

	/** Refused while it waits; one that was signed meanwhile stays as it is. @returns what became of it */
	readonly takeBack: Orders["takeBack"] = async (
		id: string,
		fault: Fault | null,
	): Promise<Entry> => {
		try {
			await this.#change(id, (was) =>
				was.state === "waiting"
					? withRefusal(was, fault?.toJson() ?? null)
					: was,
			);
		} finally {
			// also where it cannot be written down: nobody is to sign it
			await this.#tools.signer()("order.withdraw", { id });
		}
		// a signature that crossed the withdrawal is on disk by the next turn
		return this.#inTurn(async () => this.#known(id));
	};

	readonly #known = (id: string): Entry => {
		const entry = this.#stored.entries.get(id);
		if (entry === undefined) throw new Fault("order-unknown", `no order ${id}`);
		return entry;
	};

	readonly list: Orders["list"] = (): readonly Entry[] =>
		[...this.#stored.entries.values()].sort(
			(a, b) => b.order.madeMs - a.order.madeMs,
		);

	/** What a new order has to reckon with. @throws too-many-orders when no order has room for it */
	#reckoned(from: Hex, chainId: number): readonly Hex[] {
		const all = outstandingOf(this.list(), from, chainId);
		if (all.length <= mostOutstanding) return all;
		throw new Fault(
			"too-many-orders",
			`${all.length} are under way, at most ${mostOutstanding}`,
		);
	}

	/** Is there room for one more beside those that are under way there? @throws too-many-orders */
	#checkUnderWay(
		{ from, replaces }: OrderRequest,
		{ chainId, mostUnderWay }: OrderContext,
	): void {
		if (mostUnderWay === undefined || replaces !== undefined) return;
		const count = outstandingOf(this.list(), from, chainId).length;
		if (count >= mostUnderWay)
			throw new Fault(
				"too-many-orders",
				`${count} on chain ${chainId}, at most ${mostUnderWay}`,
			);
	}

	readonly checkRoom: Orders["checkRoom"] = (
		signed: readonly Entry[],
	): void => {
		for (const one of signed) {
			const { order } = one;
			this.#checkFree(order.id);
			entryText(one);
			const isBeside = (one: Entry): boolean =>
				isUnderWay(one) &&
				one.order.from === order.from &&
				one.order.chainId === order.chainId;
			const fresh = signed.filter(
				(one) => !this.#stored.entries.has(one.order.id) && isBeside(one),
			);
			const count = this.list().filter(isBeside).length + fresh.length;
			if (fresh.length > 0 && count > mostAdopted)
				throw new Fault(
					"too-many-orders",
					`${count} would be under way, at most ${mostAdopted}`,
				);
		}
	};

	/** Was something signed since that the order does not reckon with? Its nonce may be taken then, or its Safe be at another number. */
	#overtaken({ order }: Entry): Fault | null {
		const known = new Set(order.outstanding);
		const all = this.list();
		return outstandingOf(all, order.from, order.chainId).some(
			(raw) => !known.has(raw),
		)
			? new Fault("order-nonce", "another payment was signed first")
			: isCall(order)
				? safeInTheWay(order, all)
				: null;
	}

	/**
	 * What waits on a nonce that may be taken by now is taken back, so that nobody approves it. Not waited for: the signer refuses
	 * it by its own signatures, and it is looked at again before it is offered again.
	 */
	#dropOutdated(): void {
		for (const entry of this.list()) {
			const why = entry.state === "waiting" ? this.#overtaken(entry) : null;
			if (why !== null)
				this.takeBack(entry.order.id, why).catch(() => {
					// gone meanwhile, or the signer is out of reach
				});
		}
	}

	/** @throws cancelled */
	#checkWanted({ id, isWanted }: OrderRequest): void {
		if (isWanted?.() === false)
			throw new Fault("cancelled", `order ${id} is not wanted any more`);
	}

	async #make(context: OrderContext, asked: OrderRequest): Promise<Entry> {
		const before = this.#stored.entries.get(asked.id);
		if (before !== undefined) {
			const { order } = before;
			if (
				order.from !== asked.from ||
				(order.to !== asked.to && asked.call?.creates !== true) ||
				order.valueWei !== asked.valueWei ||
				order.origin !== asked.origin ||
				!isSameStep(order, asked) ||
				isDelegation(order) !== (asked.delegates === true) ||
				!isSameCall(isCall(order) ? order : callOf(order), asked.call) ||
				replacesText(order) !== (asked.replaces ?? []).join() ||
				order.chainId !== context.chainId
			)
				throw new Fault(
					"bad-params",
					`order ${asked.id} is for something else`,
				);
			// the signer may have been out of reach when it was made
			if (before.state === "waiting") await this.#offer(before);
			return this.#known(asked.id);
		}
		this.#checkFree(asked.id);
		if (asked.call !== undefined && context.calls !== true)
			throw new Fault("order-unforeseen", "nothing is simulated here");
		if (this.#tools.isWatched?.(asked.from) === true)
			throw new Fault("account-watch", `there is no key of ${asked.from} here`);
		this.#checkUnderWay(asked, context);
		const inTheWay =
			asked.call === undefined
				? null
				: safeInTheWay(
						{ ...asked, ...asked.call, chainId: context.chainId },
						this.list(),
					);
		if (inTheWay !== null) throw inTheWay;
		await this.#dropStale(context);
		if (
			this.list().some(
				({ state, order }) =>
					state === "waiting" &&
					order.origin === null &&
					asked.origin === null &&
					order.from === asked.from &&
					order.chainId === context.chainId,
			)
		)
			throw new Fault("order-waits", "another order waits for your decision");
		const { order, evidence, rests } = await context.compose(
			asked,
			() => this.#reckoned(asked.from, context.chainId),
			this.#tools.clock.nowMs,
		);
		for (const verified of rests) this.#tools.remember(verified);
		const entry = entryOf(order);
		const text = entryText(entry);
		// Before it is on disk: what the signer needs to check it after a crash, it has kept by then.
		await this.#tools.advanceAnchors();
		this.#checkWanted(asked);
		const keep = (receipt: string | null, order: string | null) =>
			this.#tools.store.putAll([
				{ table: "receipts", key: asked.id, value: receipt },
				{ table: "orders", key: asked.id, value: order },
			]);
		await keep(evidenceText(evidence), text);
		try {
			this.#checkWanted(asked);
		} catch (thrown) {
			await keep(null, null);
			throw thrown;
		}
		this.#stored.entries.set(asked.id, entry);
		this.#tools.changed();
		await this.#offer(entry);
		return this.#known(asked.id);
	}

	/**
	 * Orders whose proofs are too old for a signature: the signer refuses them by the same rule, so nobody can decide them
	 * any more. Left alone, one would stand in the way of every later order.
	 */
	async #dropStale(context: OrderContext): Promise<void> {
		const { chainId, mostAgeS, mostLeaveAgeS = mostAgeS } = context;
		for (const entry of this.list()) {
			if (entry.state !== "waiting" || entry.order.chainId !== chainId)
				continue;
			const asOfS = Math.min(...entry.rests.map(({ grade }) => grade.asOfS));
			const mostS = entry.leaves === true ? mostLeaveAgeS : mostAgeS;
			const oldS = ageS(asOfS, this.#tools.clock.nowMs());
			if (oldS > mostS)
				await this.takeBack(
					entry.order.id,
					new Fault("order-stale", `it is ${oldS} s old, at most ${mostS} s`),
				);
		}
	}

	/**
	 * To the signer, while it waits: what was taken back before it got there never gets there. What the signer refuses to hold is
	 * refused for good: it checked and did not agree.
	 */
	async #offer(entry: Entry): Promise<void> {
		const { id } = entry.order;
		const why = this.#overtaken(entry);
		if (why !== null) {
			await this.takeBack(id, why);
			throw why;
		}
		const order = orderText(entry.order);
		const evidence = await this.#tools.store.get("receipts", id);
		await this.#tools.advanceAnchors();
		const now = this.#stored.entries.get(id);
		if (now === undefined)
			throw new Fault("user-refused", "the order was dropped");
		if (now.state !== "waiting") return;
		if (evidence === undefined)
			throw new Fault("storage", `the evidence of order ${id} is gone`);
		try {
			await this.#tools.signer()("order.offer", { id, order, evidence });
		} catch (thrown) {
			const fault = asFault(thrown);
			if (fault.kind === "unavailable" || fault.kind === "busy") {
				this.#unheard.add(id);
				throw fault;
			}
			await this.#change(id, (was) =>
				was.state === "waiting" ? withRefusal(was, fault.toJson()) : was,
			);
			throw fault;
		}
	}

	// one at a time: the same id asked twice at once is one order
	readonly prepare: Orders["prepare"] = (context, asked) =>
		this.#making(asked.origin, () => this.#make(context, asked));

	readonly get: Orders["get"] = (id) => this.#stored.entries.get(id);

	readonly sent: Orders["sent"] = (id) =>
		new Promise((resolve, reject) => {
			const entry = this.#stored.entries.get(id);
			if (entry === undefined) {
				reject(new Fault("order-unknown", `no order ${id}`));
				return;
			}
			this.#waiters.set(id, [
				...(this.#waiters.get(id) ?? []),
				{ resolve, reject },
			]);
			this.#settle(id, entry);
		});

	readonly adopt: Orders["adopt"] = (signed) =>
		this.#inTurn(async () => {
			const { id } = signed.order;
			const before = this.#stored.entries.get(id);
			if (before !== undefined) return before;
			this.#checkFree(id);
			this.checkRoom([signed]);
			await this.#tools.store.put("orders", id, entryText(signed));
			this.#stored.entries.set(id, signed);
			this.#dropOutdated();
			this.#tools.changed();
			return signed;
		});

	readonly signed: Orders["signed"] = async (id, raw) => {
		await this.#change(id, (was) => withSignature(was, raw));
		this.#dropOutdated();
	};

	readonly refused: Orders["refused"] = async (id, fault) => {
		await this.#change(id, (was) => withRefusal(was, fault));
	};

	readonly withdraw: Orders["withdraw"] = async (fault, chainId) => {
		for (const entry of this.list()) {
			if (entry.state !== "waiting") continue;
			if (chainId !== undefined && entry.order.chainId !== chainId) continue;
			await this.takeBack(entry.order.id, fault);
		}
	};

	readonly forget: Orders["forget"] = async (id) => {
		const entry = this.#known(id);
		if (isUnderWay(entry))
			throw new Fault("order-unknown", `order ${id} is still under way`);
		if (entry.state === "waiting")
			await this.takeBack(
				id,
				new Fault("user-refused", "the order was dropped"),
			);
		// Taken back a moment ago, its signature may be on the way: what the signer said before it answers is here by then.
		else if (entry.state === "refused")
			await this.#tools
				.signer()("order.withdraw", { id })
				.catch(() => {
					// Out of reach, it signs nothing.
				});
		await this.#inTurn(async () => {
			if (isUnderWay(this.#known(id)))
				throw new Fault("order-unknown", `order ${id} was signed meanwhile`);
			await this.#tools.store.putAll([
				{ table: "orders", key: id, value: null },
				{ table: "receipts", key: id, value: null },
				{ table: "receipts", key: `${id}.included`, value: null },
			]);
			this.#stored.entries.delete(id);
			this.#tools.changed();
		});
	};

	async #offerAll(isMeant: (id: string) => boolean): Promise<void> {
		for (const entry of this.list())
			if (entry.state === "waiting" && isMeant(entry.order.id))
				await this.#offer(entry).catch(() => {
					// the entry says why by now, or the next head is the next try; the others are offered all the same
				});
	}

	readonly offerWaiting: Orders["offerWaiting"] = () =>
		this.#offerAll(() => true);

	readonly follow: Orders["follow"] = async (context) => {
		await this.#dropStale(context);
		const unheard = new Set(this.#unheard);
		// who is still not heard is there again by the next head
		this.#unheard.clear();
		await this.#offerAll((id) => unheard.has(id));
		for (const entry of this.list())
			if (
				entry.order.chainId === context.chainId &&
				(isUnderWay(entry) ||
					entry.state === "over" ||
					(entry.state === "final" && context.isTakenBack === true))
			)
				await context.follow(entry, this.#hand).catch((thrown: unknown) => {
					const fault = asFault(thrown);
					if (fault.kind === "internal") throw fault;
					// not proved yet or nobody answers: the next head is the next try
				});
		await this.#settleRivals();
	};

	/** Of those at one nonce, one is on the chain for good: the others are lost to it, for as long as it is. */
	async #settleRivals(): Promise<void> {
		for (const entry of this.list())
			if (entry.state === "lost")
				for (const rival of this.list())
					if (withoutRival(entry, rival) !== entry)
						await this.#change(entry.order.id, (was) =>
							withoutRival(was, rival),
						);
		const all = this.list();
		const open = all.filter(
			({ state, signed }) =>
				signed !== null && state !== "final" && state !== "lost",
		);
		for (const entry of open)
			for (const landed of all)
				if (withRival(entry, landed) !== entry)
					await this.#change(entry.order.id, (was) => withRival(was, landed));
	}

	readonly outstanding: Orders["outstanding"] = (hash) =>
		this.list().find(
			(entry) => entry.signed?.hash === hash && isUnderWay(entry),
		)?.signed?.raw ?? null;

	readonly evidence: Orders["evidence"] = async (id) => {
		this.#known(id);
		const made = await this.#tools.store.get("receipts", id);
		if (made === undefined)
			throw new Fault("storage", `the evidence of order ${id} is gone`);
		return {
			made,
			included:
				(await this.#tools.store.get("receipts", `${id}.included`)) ?? null,
		};
	};
}

/** Resolves once what is in the store is read. @throws storage */
export const openOrders = async (tools: OrderTools): Promise<Orders> =>
	new OrderLedger(tools, await readOrders(tools));
