// Payments that sites ask for, waiting for the person. Of each site one at a time is made an order of: the one whose turn it is,
// when it comes, and again when what it rests on changed. What waits here is in memory and comes again from the page's relay; an
// order is on disk as every other. Nobody waits for another's decision: not the person, not another site.

import { singleFlightByKey } from "../base/async.ts";
import type { Hex } from "../base/bytes.ts";
import { asFault, Fault } from "../base/fault.ts";
import { mostPayments } from "../base/room.ts";
import { withOwnAmount } from "../evidence/own-amount.ts";
import type { Transaction } from "../evidence/transaction.ts";
import type { SiteRequestView } from "../protocol/views.ts";
import { isCall, isDelegation, isExit, isOnLayer } from "../receipt/orders.ts";
import type { Clock } from "../source/ports.ts";
import type { Entry } from "../wallet/ledger.ts";
import type { FeeBounds } from "../wallet/order.ts";
import type { CallAsked, OrderContext } from "../wallet/order-context.ts";
import type { OlderType } from "../wallet/place.ts";
import { isSameCall } from "./call-orders.ts";
import type { Orders } from "./orders.ts";
import type { Page, Presence } from "./presence.ts";
import { siteMessage } from "./site-codes.ts";
import { type LineItem, newItem, SiteLine } from "./site-line.ts";
import { requestIdOf, type Sites } from "./sites.ts";

export type SendRequest = {
	readonly origin: string;
	readonly from: Hex;
	readonly to: Hex;
	readonly chainId: number;
	readonly valueWei: bigint;
	/** Missing: a plain payment. */
	readonly call?: CallAsked;
	readonly most: FeeBounds;
	/** Missing: type 2. */
	readonly older?: OlderType;
};

export type QueueTools = {
	readonly clock: Clock;
	readonly orders: Pick<
		Orders,
		"prepare" | "get" | "list" | "sent" | "forget" | "takeBack"
	>;
	readonly sites: Pick<Sites, "mayAsk" | "wasRefused" | "wasAllowed">;
	readonly presence: Presence;
	/** @throws not-synced, unverifiable-method */
	readonly orderContext: (chainId: number) => Promise<OrderContext>;
	/** @throws locked, not-permitted for a site that does not see the account (any more) */
	readonly checkMaySend: (asked: SendRequest) => Promise<void>;
	readonly isUnlocked: () => boolean;
	/** Does a person look? What grew old is made anew for somebody, not for nobody. */
	readonly isLookedAt: () => boolean;
	readonly changed: () => void;
};

/** One that waits, in the order in which they were asked for. */
export type QueuedRequest = {
	readonly request: SiteRequestView;
	/** The order that was made of it and waits for its decision; null before. */
	readonly order: string | null;
};

export type Queue = {
	/**
	 * Resolves with the hash once the payment is signed and on its way, and whenever a signature crossed what ended it: nothing
	 * is refused that was signed. The same id again is the same payment.
	 * @throws user-refused, cancelled when its page went, too-many, bad-params for an id that stands for another payment;
	 * as `Sites.mayAsk`, and every refusal of an order
	 */
	readonly ask: (
		requestId: string,
		page: Page,
		asked: SendRequest,
	) => Promise<Hex>;
	/** The same for a call of a batch that the person let begin, under an id of this wallet's own. @throws as `ask` */
	readonly askUnder: (
		id: string,
		page: Page,
		asked: SendRequest,
	) => Promise<Hex>;
	/**
	 * The person's own amount for the allowance that this order gives, or null for what was asked: the order is taken back, and made
	 * again with it.
	 * @throws order-unknown where no request waits with that order, amount-fixed
	 */
	readonly setAmount: (order: string, amount: bigint | null) => Promise<void>;
	/** The person's no, before or after its order is made. @throws order-unknown when none of that id waits */
	readonly refuse: (id: string) => Promise<void>;
	/** The window was closed over what waited before that time: it is a no. */
	readonly dismiss: (beforeMs: number) => Promise<void>;
	/** Its permissions were taken: nothing of the site, or of that account for it, waits any more. */
	readonly drop: (origin: string, account?: Hex) => void;
	/** Makes what can be made now. To be called whenever something changed. */
	readonly pump: () => void;
	/** Sites' orders of an earlier life that no page asks for again go. Call once. */
	readonly begin: () => void;
	readonly waiting: () => readonly QueuedRequest[];
};

/** As many orders of sites may lie with the signer, which holds the person's too. */
const mostMade = 8;
/** How often an order is made anew of one request. */
const mostTries = 60;

type Item = LineItem & {
	readonly asked: SendRequest;
	/** The person's own amount of the allowance it asks for; null: as it was asked. */
	ownAmount: bigint | null;
	/** The order that is made of it, from before it is there. */
	order: string | null;
	/** An order of it that is being taken back. */
	leaves: string | null;
	/** An order of an earlier life that is to be taken up again. */
	resumes: string | null;
	tries: number;
	making: boolean;
};

/** Is this an order that was made of that request? A signer takes no second order under one id. */
export const isOf = (orderId: string, id: string): boolean =>
	orderId === id || orderId.startsWith(`${id}.`);

const isUndecided = (entry: Entry | undefined): boolean =>
	entry === undefined || entry.state === "waiting";

/** It may be otherwise in a moment, and nobody ended it. */
const isOutOfReach = ({ code, kind }: Pick<Fault, "code" | "kind">): boolean =>
	kind === "unavailable" && code !== "cancelled";

/** What ended the order, and not the wish for it. */
const isToBeMadeAgain = (fault: Pick<Fault, "code" | "kind">): boolean =>
	fault.code === "order-stale" ||
	fault.code === "order-nonce" ||
	isOutOfReach(fault);

/**
 * The first order of a request has the request's own id. In an earlier life one may have been offered under it and put away before
 * anyone asked again: the signer takes nothing else under that id, and the wish is not over for that.
 */
const isIdTaken = (
	orderId: string,
	id: string,
	{ code }: Pick<Fault, "code">,
): boolean => code === "order-evidence" && orderId === id;

const isSameAsked = (a: SendRequest, b: SendRequest): boolean =>
	a.origin === b.origin &&
	a.from === b.from &&
	a.to === b.to &&
	a.older?.type === b.older?.type &&
	a.older?.priceWei === b.older?.priceWei &&
	a.chainId === b.chainId &&
	a.valueWei === b.valueWei &&
	isSameCall(a.call, b.call) &&
	a.most.gas === b.most.gas &&
	a.most.feePerGasWei === b.most.feePerGasWei &&
	a.most.tipPerGasWei === b.most.tipPerGasWei;

/** The call as it was asked for, before the person set an amount. */
const askedCallOf = ({ order }: Entry): CallAsked | undefined => {
	if (!isCall(order)) return undefined;
	const { data, accessList, own, creates } = order;
	return {
		...{ data: own?.asked ?? data, accessList },
		...(creates === undefined ? {} : { creates }),
	};
};

const ownAmountOf = ({ order }: Entry): bigint | null =>
	isCall(order) ? (order.own?.amount ?? null) : null;

const isOfType = (
	{ type, maxFeePerGasWei }: Transaction,
	older: OlderType | undefined,
): boolean =>
	type === older?.type &&
	(older === undefined ||
		older.priceWei === null ||
		older.priceWei === maxFeePerGasWei);

const isAtMost = (value: bigint, most: bigint | null): boolean =>
	most === null || value <= most;

/** Is the order what is asked for? */
const isOrderOf = (entry: Entry, asked: SendRequest): boolean => {
	const { order } = entry;
	return (
		!isExit(order) &&
		!isOnLayer(order) &&
		!isDelegation(order) &&
		isOfType(order, asked.older) &&
		order.origin === asked.origin &&
		order.from === asked.from &&
		(order.to === asked.to || asked.call?.creates === true) &&
		order.chainId === asked.chainId &&
		order.valueWei === asked.valueWei &&
		isSameCall(askedCallOf(entry), asked.call) &&
		isAtMost(BigInt(order.gasLimit), asked.most.gas) &&
		isAtMost(order.maxFeePerGasWei, asked.most.feePerGasWei) &&
		isAtMost(order.maxPriorityFeePerGasWei, asked.most.tipPerGasWei)
	);
};

class PaymentQueue implements Queue {
	readonly #tools: QueueTools;
	readonly #line: SiteLine<Item>;
	/** Orders that are being taken back. */
	readonly #ends = singleFlightByKey<string, void>();

	constructor(tools: QueueTools) {
		this.#tools = tools;
		this.#line = new SiteLine(tools, {
			kind: "send",
			most: mostPayments,
			tooMany: "too many payments wait for an answer",
			isOpen: (item) => isUndecided(this.#entryOf(item)),
			takeBack: async ({ order, leaves, resumes }, why) =>
				(await this.#ended(order ?? leaves ?? resumes, why))?.signed?.hash ??
				null,
		});
	}

	#entryOf(item: Item): Entry | undefined {
		return item.order === null ? undefined : this.#tools.orders.get(item.order);
	}

	#settleLost(item: Item, fault: Fault): Promise<void> {
		return this.#line.reject(item, fault, fault.code === "user-refused");
	}

	/**
	 * Nowhere to be signed and off the list, unless it was signed meanwhile. With the signer out of reach it stays there, with what
	 * ended it: that is no no of the person.
	 */
	async #discard(id: string, why: Fault | null = null): Promise<void> {
		if (this.#tools.orders.get(id) === undefined) return;
		if (why !== null && isOutOfReach(why))
			await this.#tools.orders.takeBack(id, why);
		await this.#tools.orders.forget(id).catch((thrown: unknown) => {
			if (asFault(thrown).code !== "order-unknown") throw thrown;
		});
	}

	/**
	 * Nothing of the order is signed from here on: the signer has let go of it, or is out of reach and signs nothing. @returns the order, if it is kept: signed where a yes crossed its end, or refused by itself
	 */
	async #ended(
		id: string | null,
		why: Fault | null = null,
	): Promise<Entry | undefined> {
		if (id === null) return undefined;
		const entry = this.#tools.orders.get(id);
		const isOpen = entry?.state === "waiting" || entry?.state === "refused";
		if (isOpen)
			// One that was refused by itself stays on the list, with its reason; a signature may be on the way all the same. However
			// often a site asks, the signer is asked once.
			await this.#ends(id, () =>
				(entry.state === "waiting"
					? this.#discard(id, why)
					: this.#tools.orders.takeBack(id, null)
				).then(
					() => {},
					() => {
						// What is known of it by now counts.
					},
				),
			);
		return this.#tools.orders.get(id);
	}

	/** The order is over and the wish is not: unless it was signed as it was taken back, which is the wish come true. */
	async #discardFor(item: Item, id: string | null): Promise<void> {
		item.order = null;
		if (id === null) return;
		item.leaves = id;
		await this.#discard(id).catch(() => {
			// What is known of it by now counts.
		});
		item.leaves = null;
		const left = this.#tools.orders.get(id);
		if (left?.signed) this.#line.resolve(item, left.signed.hash);
	}

	/** Waits for what becomes of the order. */
	#watch(item: Item, order: string): void {
		item.order = order;
		this.#tools.orders.sent(order).then(
			(hash) => this.#line.resolve(item, hash),
			(thrown: unknown) => {
				// taken back to be made anew, or over
				if (item.over || item.order !== order) return;
				const fault = asFault(thrown);
				const isAgain =
					isToBeMadeAgain(fault) ||
					isIdTaken(order, item.id, fault) ||
					this.#asAsked(item, fault);
				if (!isAgain || item.tries >= mostTries) {
					void this.#settleLost(item, fault);
					return;
				}
				void this.#makeAnew(item, order);
			},
		);
	}

	/** Its order is taken back, and made again at the next turn. */
	#makeAnew(item: Item, order: string): Promise<void> {
		item.making = true;
		return this.#discardFor(item, order).then(() => {
			item.making = false;
			this.#tools.changed();
		});
	}

	/** With the person's own amount it could not be made: it is shown again as it was asked for. */
	#asAsked(item: Item, { code }: Fault): boolean {
		if (item.ownAmount === null || code === "user-refused") return false;
		item.ownAmount = null;
		return true;
	}

	#callOf({ asked, ownAmount }: Item): Pick<SendRequest, "call"> {
		const { to, call } = asked;
		if (call === undefined) return {};
		if (ownAmount === null) return { call };
		const data = withOwnAmount(to, call.data, ownAmount);
		return {
			call: { ...call, data, own: { asked: call.data, amount: ownAmount } },
		};
	}

	/** The next id an order of it is made under. */
	#nextId(item: Item): string {
		const { id, resumes, tries } = item;
		item.resumes = null;
		item.tries++;
		if (resumes !== null) return resumes;
		return tries === 0
			? id
			: `${id}.${tries}.${this.#tools.clock.nowMs().toString(36)}`;
	}

	async #make(item: Item): Promise<void> {
		const { asked } = item;
		// What the person may have seen already is theirs to decide: it is not given up for what passes.
		const wasShown = item.tries > 0 || item.resumes !== null;
		let id: string | null = null;
		item.making = true;
		try {
			await this.#tools.checkMaySend(asked);
			const context = await this.#tools.orderContext(asked.chainId);
			if (item.over) return;
			id = this.#nextId(item);
			// It may be signed before this returns.
			item.order = id;
			const isWanted = (): boolean => !item.over;
			await this.#tools.orders.prepare(context, {
				...{ ...asked, ...this.#callOf(item) },
				...{ id, isWanted },
			});
			if (item.over) await this.#discard(id);
			else this.#watch(item, id);
		} catch (thrown) {
			// Whatever ended it looks after its order.
			if (item.over) return;
			const fault = asFault(thrown);
			const isTaken = id !== null && isIdTaken(id, item.id, fault);
			const isPassing =
				isTaken ||
				fault.code === "locked" ||
				(item.tries < mostTries && fault.code === "order-behind") ||
				(wasShown &&
					item.tries < mostTries &&
					(fault.kind === "unavailable" ||
						fault.kind === "unproven" ||
						isToBeMadeAgain(fault) ||
						this.#asAsked(item, fault)));
			if (isPassing) {
				if (!isTaken) this.#line.rest(item);
				await this.#discardFor(item, id);
			} else await this.#settleLost(item, fault);
		} finally {
			item.making = false;
			this.#tools.changed();
		}
	}

	readonly pump: Queue["pump"] = (): void => {
		const turns = this.#line.turns();
		if (!this.#tools.isUnlocked()) return;
		let made = turns.filter(
			(item) => item.order !== null || item.making,
		).length;
		for (const item of turns) {
			if (made >= mostMade) return;
			const isIdle = item.order === null && !item.making;
			const isWanted = item.tries === 0 || this.#tools.isLookedAt();
			if (this.#line.isResting(item) || !isIdle || !isWanted) continue;
			made++;
			void this.#make(item);
		}
	};

	/** The newest order that was made of the request. */
	#latestOf(id: string): Entry | undefined {
		return this.#tools.orders.list().find(({ order }) => isOf(order.id, id));
	}

	readonly ask: Queue["ask"] = (requestId, page, asked) =>
		this.#ask(requestIdOf(asked.origin, requestId), page, asked, () =>
			this.#tools.sites.mayAsk(asked.origin, "send"),
		);

	readonly askUnder: Queue["askUnder"] = (id, page, asked) =>
		this.#ask(id, page, asked, async () => ({ offerBlock: false }));

	async #ask(
		id: string,
		page: Page,
		asked: SendRequest,
		mayAsk: () => ReturnType<Sites["mayAsk"]>,
	): Promise<Hex> {
		const before = this.#latestOf(id);
		if (before !== undefined && !isOrderOf(before, asked))
			throw new Fault("bad-params", "this request is for something else");
		const isNew = this.#line.get(id) === undefined;
		let offerBlock = false;
		if (isNew && before?.state === "refused") {
			const left = await this.#ended(before.order.id);
			if (left?.signed) return left.signed.hash;
			if (left === undefined)
				throw new Fault("user-refused", "the order was dropped");
		}
		if (isNew && before !== undefined) {
			const { state, fault, order } = before;
			const isAgain =
				state === "waiting" ||
				(fault !== null &&
					state === "refused" &&
					(isToBeMadeAgain(fault) || isIdTaken(order.id, id, fault)));
			if (!isAgain) return this.#tools.orders.sent(order.id);
			if (fault !== null && isOutOfReach(fault)) {
				await this.#discard(order.id);
				const left = this.#tools.orders.get(order.id);
				if (left?.signed) return left.signed.hash;
			}
		} else if (isNew) ({ offerBlock } = await mayAsk());
		const item =
			this.#line.get(id) ??
			this.#line.add({
				...newItem(id, asked, this.#tools.clock.nowMs(), offerBlock),
				ownAmount: before?.state === "waiting" ? ownAmountOf(before) : null,
				order: null,
				leaves: null,
				resumes: before?.state === "waiting" ? before.order.id : null,
				tries: 0,
				making: false,
			});
		if (!isSameAsked(item.asked, asked))
			throw new Fault("bad-params", "this request is for something else");
		const done = this.#line.wait(item, page);
		if (before !== undefined && item.tries === 0 && item.resumes === null)
			item.tries = 1;
		this.pump();
		return done;
	}

	readonly refuse: Queue["refuse"] = (id) => this.#line.refuse(id);

	readonly setAmount: Queue["setAmount"] = async (order, amount) => {
		const item = this.#line.all().find((one) => one.order === order);
		if (item === undefined || item.making || !isUndecided(this.#entryOf(item)))
			throw new Fault("order-unknown", "no such request waits");
		const { to, call } = item.asked;
		if (amount !== null) withOwnAmount(to, call?.data ?? "0x", amount);
		if (item.ownAmount === amount) return;
		item.ownAmount = amount;
		await this.#makeAnew(item, order);
	};

	readonly dismiss: Queue["dismiss"] = (beforeMs) =>
		this.#line.dismiss(beforeMs);

	readonly drop: Queue["drop"] = (origin, account = undefined) =>
		this.#line.drop(
			origin,
			({ asked: { from } }) => account === undefined || from === account,
		);

	readonly begin: Queue["begin"] = () =>
		this.#line.afterReturn(() => {
			const held = new Set(
				this.#line.all().flatMap(({ order, resumes }) => [order, resumes]),
			);
			for (const { order, state } of this.#tools.orders.list())
				if (state === "waiting" && order.origin !== null && !held.has(order.id))
					void this.#discard(order.id).catch(() => {
						// The signer is out of reach; it grows old and goes.
					});
		});

	readonly waiting: Queue["waiting"] = () => {
		this.#line.expire();
		return this.#line.all().flatMap((item): readonly QueuedRequest[] => {
			const entry = this.#entryOf(item);
			if (!isUndecided(entry)) return [];
			const { origin, chainId, from, to, valueWei, call } = item.asked;
			return [
				{
					request: {
						id: item.id,
						origin,
						kind: "send",
						says: siteMessage("site.send"),
						send: {
							...{ chainId, from, to, valueWei: valueWei.toString() },
							...(call === undefined ? {} : { data: call.data }),
							...(call?.creates === undefined ? {} : { creates: call.creates }),
						},
						offerBlock: item.offerBlock,
						madeMs: item.madeMs,
					},
					// While the signer still checks it, it is no order that can be decided.
					order: item.making ? null : (entry?.order.id ?? null),
				},
			];
		});
	};
}

export const openQueue = (tools: QueueTools): Queue => new PaymentQueue(tools);
