// What sites asked for and nobody decided yet, in a line for each site: one item a site has its turn. A request may be repeated by
// the page's relay and is one item still; it goes when its page went, when nobody answers, when its site has to give way. What an
// item is, and what is made of it when its turn comes, those who hold the line know (queue.ts, messages.ts).

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { Clock } from "../source/ports.ts";
import { whoGivesWay } from "./crowd.ts";
import type { Page, Presence } from "./presence.ts";
import type { Sites } from "./sites.ts";

export type LineItem = {
	readonly id: string;
	readonly asked: { readonly origin: string };
	readonly madeMs: number;
	readonly offerBlock: boolean;
	/** All who wait for what becomes of it. */
	readonly answers: {
		readonly resolve: (made: Hex) => void;
		readonly reject: (fault: Fault) => void;
	}[];
	/** Since when it is its turn. */
	turnMs: number | null;
	/** Nothing is made of it before that. */
	notBeforeMs: number;
	over: boolean;
};

/** As an item begins. */
export const newItem = <A extends LineItem["asked"]>(
	id: string,
	asked: A,
	madeMs: number,
	offerBlock: boolean,
): LineItem & { readonly asked: A } => ({
	...{ id, asked, madeMs, offerBlock },
	answers: [],
	turnMs: null,
	notBeforeMs: 0,
	over: false,
});

export type LineTools = {
	readonly clock: Clock;
	readonly sites: Pick<Sites, "wasRefused" | "wasAllowed">;
	readonly presence: Presence;
	readonly changed: () => void;
};

export type LineRules<I extends LineItem> = {
	readonly kind: "send" | "sign";
	/** Of all sites together. */
	readonly most: number;
	/** Said to a site that asks for more. */
	readonly tooMany: string;
	/** Is it still to be decided? */
	readonly isOpen: (item: I) => boolean;
	/** Nothing of it is signed from here on, for that reason. @returns what is signed all the same, where a yes crossed this */
	readonly takeBack: (item: I, why: Fault) => Promise<Hex | null>;
};

const mostASite = 8;
const mostRepeats = 64;
/** From its turn on; what waits behind another of its site is not to blame. */
const answerWithinMs = 10 * 60_000;
const againAfterMs = 5_000;
/** A relay comes back by then. */
const orphanMs = 30_000;

export class SiteLine<I extends LineItem> {
	readonly #tools: LineTools;
	readonly #rules: LineRules<I>;
	readonly #items = new Map<string, I>();

	constructor(tools: LineTools, rules: LineRules<I>) {
		this.#tools = tools;
		this.#rules = rules;
	}

	get(id: string): I | undefined {
		return this.#items.get(id);
	}

	/** Those that wait, in the order in which they were asked for. */
	all(): readonly I[] {
		return [...this.#items.values()];
	}

	#open(): readonly I[] {
		return this.all().filter(this.#rules.isOpen);
	}

	#end(item: I): void {
		item.over = true;
		this.#items.delete(item.id);
		this.#tools.presence.over(item.id);
		this.#tools.changed();
	}

	#allowed({ asked: { origin } }: I): void {
		void this.#tools.sites.wasAllowed(origin).catch(() => {
			// Then an old no holds a little longer.
		});
	}

	#refused({ asked: { origin } }: I): Promise<void> {
		return this.#tools.sites.wasRefused(origin, this.#rules.kind).catch(() => {
			// The disk does not answer: the site is told all the same.
		});
	}

	resolve(item: I, made: Hex): void {
		if (item.over) return;
		this.#end(item);
		for (const answer of item.answers) answer.resolve(made);
		this.#allowed(item);
	}

	/** Off the line at once; told when a no is on disk and nothing of it can be signed any more. */
	async reject(item: I, fault: Fault, isNo: boolean): Promise<void> {
		if (item.over) return;
		this.#end(item);
		if (isNo) await this.#refused(item);
		const made = await this.#rules.takeBack(item, fault);
		if (made !== null) {
			this.#allowed(item);
			for (const answer of item.answers) answer.resolve(made);
		} else for (const answer of item.answers) answer.reject(fault);
	}

	/** The person's no. */
	async no(item: I): Promise<void> {
		await this.reject(
			item,
			new Fault("user-refused", "the person said no"),
			true,
		);
	}

	/** @throws order-unknown when none of that id waits */
	async refuse(id: string): Promise<void> {
		const item = this.#items.get(id);
		if (item === undefined || !this.#rules.isOpen(item))
			throw new Fault("order-unknown", "no such request waits");
		await this.no(item);
	}

	/** The window was closed over what waited before that time: it is a no. */
	async dismiss(beforeMs: number): Promise<void> {
		await Promise.all(
			this.#open()
				.filter(({ madeMs }) => madeMs < beforeMs)
				.map((item) => this.no(item)),
		);
	}

	/** Its permissions were taken: all of them, or those that these items need. */
	drop(origin: string, needs: (item: I) => boolean): void {
		for (const item of this.#open())
			if (item.asked.origin === origin && needs(item))
				void this.reject(
					item,
					new Fault("not-permitted", "the site is not connected any more"),
					false,
				);
	}

	/** The first of each site that is still to be decided. */
	#heads(): readonly I[] {
		const seen = new Set<string>();
		return this.#open().filter(({ asked: { origin } }) => {
			if (seen.has(origin)) return false;
			seen.add(origin);
			return true;
		});
	}

	/** What nobody answered goes. */
	expire(): void {
		const before = this.#tools.clock.nowMs() - answerWithinMs;
		for (const item of this.#heads())
			if (item.turnMs !== null && item.turnMs < before)
				void this.reject(
					item,
					new Fault("user-refused", "nobody answered"),
					true,
				);
	}

	/** Whose turn it is now. */
	turns(): readonly I[] {
		this.expire();
		const now = this.#tools.clock.nowMs();
		const turns = this.#heads();
		// never later than now: a clock that was set back makes no wait longer
		for (const item of turns) item.turnMs = Math.min(item.turnMs ?? now, now);
		return turns;
	}

	/** It is tried again in a while. */
	rest(item: I): void {
		item.notBeforeMs = this.#tools.clock.nowMs() + againAfterMs;
	}

	isResting({ notBeforeMs }: I): boolean {
		const leftMs = notBeforeMs - this.#tools.clock.nowMs();
		return leftMs > 0 && leftMs <= againAfterMs;
	}

	/** @throws too-many */
	add(item: I): I {
		const { origin } = item.asked;
		const tooMany = new Fault("too-many", this.#rules.tooMany);
		const all = this.all();
		const own = all.filter(({ asked }) => asked.origin === origin);
		if (own.length >= mostASite) throw tooMany;
		if (all.length >= this.#rules.most) {
			const given = whoGivesWay(
				this.#open(),
				({ asked }) => asked.origin,
				origin,
			);
			if (given === null) throw tooMany;
			void this.reject(given, tooMany, false);
		}
		this.#items.set(item.id, item);
		return item;
	}

	#leave(item: I): void {
		if (item.over || !this.#rules.isOpen(item)) return;
		void this.#refused(item);
		void this.reject(item, new Fault("cancelled", "the page went away"), false);
	}

	/** Waits for what becomes of it, as long as the page is there. @throws too-many, and what it is rejected with */
	wait(item: I, page: Page): Promise<Hex> {
		if (item.answers.length >= mostRepeats)
			throw new Fault("too-many", "this request is repeated");
		const done = new Promise<Hex>((resolve, reject) => {
			item.answers.push({ resolve, reject });
		});
		this.#tools.presence.want(page, item.id, () => this.#leave(item));
		this.#tools.changed();
		return done;
	}

	/** What is left of an earlier life goes, once every page had its time to ask again. */
	afterReturn(letGo: () => void): void {
		this.#tools.clock.sleep(orphanMs).then(letGo, () => {});
	}
}
