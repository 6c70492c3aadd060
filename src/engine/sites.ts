// What each site may do, and what it waits for. A permission is on disk before it counts, and so is a no. A site's request
// waits in memory: when the engine dies the relay repeats it under its id and it waits again, and when its page goes it goes.

import { serial } from "../base/async.ts";
import { type Hex, toHex, utf8 } from "../base/bytes.ts";
import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { asFault, Fault } from "../base/fault.ts";
import { mostAccounts, mostQuestions } from "../base/room.ts";
import { keccak256 } from "../crypto/hash.ts";
import { isSameMessage } from "../evidence/canonical.ts";
import type { Message } from "../protocol/message.ts";
import type { SiteRequestView } from "../protocol/views.ts";
import type { Clock, Store } from "../source/ports.ts";
import { whoGivesWay } from "./crowd.ts";
import type { Page, Presence } from "./presence.ts";
import {
	isForgotten,
	offersBlock,
	type Refusals,
	refusals,
	type SiteRequestKind,
	waitLeftMs,
	withNo,
} from "./refusals.ts";

const stored = d.record({
	origin: d.text(300),
	/** Accounts the site may see and ask to send from. */
	accounts: d.list(d.address, mostAccounts),
	/** Other addresses whose verified balance it may read. */
	balances: d.list(d.address, 64),
	/** The chain the site has switched to; null: the network's L1. */
	chainId: d.nullable(d.int(1)),
	/** It may ask the person nothing. Not there before a release that could block. */
	blocked: d.optional(d.flag),
	refused: d.optional(d.nullable(refusals)),
	/** About when it was last answered as a connected site. Not there before a release that noted it. */
	lastMs: d.optional(d.nullable(d.int())),
});
type Stored = Decoded<typeof stored>;
export type Site = Omit<Stored, "blocked" | "refused" | "lastMs"> & {
	readonly blocked: boolean;
	readonly lastMs: number | null;
	/** The noes that still hold. */
	readonly refused: Refusals | null;
};

const site: Decode<Site> = (raw, path) => {
	const {
		blocked = false,
		refused = null,
		lastMs = null,
		...rest
	} = stored(raw, path);
	return { ...rest, blocked, refused, lastMs };
};

const unknownSite = (origin: string): Site => ({
	origin,
	accounts: [],
	balances: [],
	chainId: null,
	blocked: false,
	refused: null,
	lastMs: null,
});

/** A use is noted no more often than that: nobody asks for the minute, and each note is a write. */
const noteUseMs = 10 * 60_000;

const mostSites = 500;
const mostWaitingASite = 4;
const answerWithinMs = 10 * 60_000;
/** How often one request may be repeated, or the same asked under other ids, while it waits. */
const mostRepeats = 64;

/** How a question ends: "met" when what it asks for is so by now, without a yes to this very question. */
type End =
	| "yes"
	| "met"
	| "no"
	| "late"
	| "gone"
	| "crowded"
	| "blocked"
	| "forgotten";

type Kind = Exclude<SiteRequestView["kind"], "send" | "sign">;

/** What a question is about, where its sentence does not say all of it. */
export type NamedAsking = Pick<SiteRequestView, "about" | "batch">;

type Question = SiteRequestView & { readonly kind: Kind };

type Waiting = {
	readonly view: Question;
	/** Since when it waits; never later than now, so a clock that was set back makes no wait longer. */
	sinceMs: number;
	/** Each request that waits for this answer, by its id. */
	readonly askers: {
		readonly key: string;
		readonly tell: (end: End) => void;
	}[];
};

export type Sites = {
	readonly of: (origin: string) => Promise<Site>;
	/** Those that hold anything, at most 500. */
	readonly list: () => Promise<readonly Site[]>;
	/** @throws too-many when it would be one more than the list can hold */
	readonly change: (
		origin: string,
		change: (was: Site) => Site,
	) => Promise<void>;
	/** The person's own act: permissions, noes and the block are gone. */
	readonly forget: (origin: string) => Promise<void>;
	/** The site gives its permissions back. What the person said to it stays. */
	readonly revoke: (origin: string) => Promise<void>;
	/** The person's own act: the site sees that address no more, neither as an account nor for its balance. */
	readonly withhold: (origin: string, address: Hex) => Promise<void>;
	/** It was answered as a connected site. Where the disk does not take that, the note is an older one. */
	readonly used: (origin: string) => void;
	/** The person's own act: no permission, and no question of it reaches the person. */
	readonly block: (origin: string) => Promise<void>;
	/** The person's own act: it may ask again, from now on. */
	readonly unblock: (origin: string) => Promise<void>;
	/**
	 * Whether the person is asked, and whether blocking the site is offered with it.
	 * @throws site-blocked, asked-lately while a no holds
	 */
	readonly mayAsk: (
		origin: string,
		kind: SiteRequestKind,
	) => Promise<{ readonly offerBlock: boolean }>;
	/** A no to the site, or a question that nobody answered; on disk when it resolves. */
	readonly wasRefused: (origin: string, kind: SiteRequestKind) => Promise<void>;
	/** A yes: what was refused before holds no more. */
	readonly wasAllowed: (origin: string) => Promise<void>;
	/**
	 * Waits for the person's answer. The same site's same id again waits for the same answer, if it asks the same: a yes to
	 * one question is none to another. The same question under another id waits for the same answer too.
	 * @returns "met" when it was not answered, but what it asks for is so by now
	 * @throws user-refused, locked when nobody unlocked in time, cancelled when its page went, too-many, bad-params for an id
	 * that stands for another question, and as `mayAsk`
	 */
	readonly ask: (
		id: string,
		origin: string,
		kind: Kind,
		says: Message,
		page?: Page,
		named?: NamedAsking,
	) => Promise<"yes" | "met">;
	/** @throws order-unknown when no such request waits, locked for a yes while the wallet is */
	readonly answer: (id: string, allow: boolean) => Promise<void>;
	/** The site is what these questions ask for: they need no answer. */
	readonly meet: (kind: Kind, origin?: string) => Promise<void>;
	/** The window was closed over what waited before that time: it is a no. */
	readonly dismiss: (beforeMs: number) => Promise<void>;
	readonly waiting: () => readonly Question[];
};

/** A site's request as an id of our own: one a site and request, so that a repeated request finds what it began. */
export const requestIdOf = (origin: string, requestId: string): string =>
	toHex(keccak256(utf8(`${origin}\n${requestId}`)).subarray(0, 16));

const askingOf = (kind: Kind): SiteRequestKind =>
	kind === "unlock" ? "connect" : kind === "batch" ? "send" : kind;

/** Holds it nothing that anyone would miss? */
const isEmpty = (of: Site, nowMs: number): boolean =>
	of.accounts.length + of.balances.length === 0 &&
	of.chainId === null &&
	!of.blocked &&
	isForgotten(of.refused, nowMs);

type SitesTools = {
	/** Nothing is given to a site while the wallet is locked. */
	readonly isUnlocked: () => boolean;
	readonly presence: Presence;
	/** The site has less than before, by one account or all: what else waits for it has to be looked at. */
	readonly taken: (origin: string, account?: Hex) => void;
	/** Hears of what lies in the store and does not decode. It stays there until the person unblocks or forgets the site. */
	readonly problem?: (fault: Fault) => void;
};

class SiteList implements Sites {
	readonly #store: Store;
	readonly #clock: Clock;
	readonly #changed: () => void;
	readonly #tools: SitesTools;
	/** Of these what lies in the store does not decode. */
	readonly #unread = new Set<string>();
	readonly #waiting = new Map<string, Waiting>();
	/** When a use of each was last noted. */
	readonly #usedMs = new Map<string, number>();
	/** One at a time: a change sees what the one before it left. */
	readonly #inTurn = serial();

	constructor(
		store: Store,
		clock: Clock,
		changed: () => void,
		tools: SitesTools,
	) {
		this.#store = store;
		this.#clock = clock;
		this.#changed = changed;
		this.#tools = tools;
	}

	/** A site of which nothing can be read is a blocked one: what the person gave it or refused it is not known. */
	readonly of: Sites["of"] = async (origin: string): Promise<Site> => {
		const found = await this.#store.get("sites", origin);
		if (found === undefined) return unknownSite(origin);
		try {
			const read = site(d.parseJson(found), "site");
			if (read.origin !== origin)
				throw new Fault("bad-field", `it is the site ${read.origin}`);
			this.#unread.delete(origin);
			return read;
		} catch (thrown) {
			if (!this.#unread.has(origin))
				this.#tools.problem?.(
					new Fault(
						"bad-file",
						`site ${origin.slice(0, 120)}: ${asFault(thrown).message}`,
					),
				);
			this.#unread.add(origin);
			return { ...unknownSite(origin), blocked: true };
		}
	};

	/** Room for one more: what only remembers a no gives way to a permission. @throws too-many */
	async #makeRoom(origin: string): Promise<void> {
		const keys = await this.#store.keys("sites");
		if (keys.length < mostSites || keys.includes(origin)) return;
		const all = await Promise.all(keys.map(this.of));
		const spare = all
			.filter((one) => isEmpty({ ...one, refused: null }, this.#clock.nowMs()))
			.sort((a, b) => (a.refused?.lastMs ?? 0) - (b.refused?.lastMs ?? 0));
		const [oldest] = spare;
		if (oldest === undefined)
			throw new Fault("too-many", `${keys.length} sites have permissions`);
		await this.#store.delete("sites", oldest.origin);
	}

	readonly change: Sites["change"] = (
		origin: string,
		step: (was: Site) => Site,
	): Promise<void> =>
		this.#inTurn(async () => {
			const was = await this.of(origin);
			const next = site(step(was), "site");
			// nothing is written over what does not decode, but for the person's word that it may ask again
			if (this.#unread.has(origin) && next.blocked) return;
			if (isEmpty(next, this.#clock.nowMs()))
				await this.#store.delete("sites", origin);
			else {
				await this.#makeRoom(origin);
				await this.#store.put("sites", origin, JSON.stringify(next));
			}
			this.#changed();
		});

	readonly wasRefused: Sites["wasRefused"] = (
		origin: string,
		kind: SiteRequestKind,
	): Promise<void> =>
		this.change(origin, (was) => ({
			...was,
			refused: withNo(was.refused, kind, this.#clock.nowMs()),
		}));

	readonly wasAllowed: Sites["wasAllowed"] = async (
		origin: string,
	): Promise<void> => {
		if ((await this.of(origin)).refused === null) return;
		await this.change(origin, (was) => ({ ...was, refused: null }));
	};

	/** Off the list at once; told when what follows from it is on disk. */
	async #settle(id: string, end: End): Promise<void> {
		const question = this.#waiting.get(id);
		if (question === undefined) return;
		this.#waiting.delete(id);
		const { view, askers } = question;
		for (const { key } of askers) this.#tools.presence.over(key);
		this.#changed();
		try {
			if (end === "yes") await this.wasAllowed(view.origin);
			if (end === "no" || end === "late" || end === "gone")
				await this.wasRefused(view.origin, askingOf(view.kind));
		} finally {
			for (const { tell } of askers) tell(end);
		}
	}

	/** A store that does not answer holds up no answer: the site is told all the same. */
	async #settleAll(ids: readonly string[], end: End): Promise<void> {
		await Promise.allSettled(ids.map((id) => this.#settle(id, end)));
	}

	#idsOf(is: (view: Question) => boolean): readonly string[] {
		return [...this.#waiting.values()].flatMap(({ view }) =>
			is(view) ? [view.id] : [],
		);
	}

	readonly #expire = (): void => {
		const now = this.#clock.nowMs();
		const late: string[] = [];
		for (const [id, question] of this.#waiting) {
			question.sinceMs = Math.min(question.sinceMs, now);
			if (question.sinceMs < now - answerWithinMs) late.push(id);
		}
		void this.#settleAll(late, "late");
	};

	#leave(key: string): void {
		for (const [id, { askers }] of this.#waiting) {
			const at = askers.findIndex((asker) => asker.key === key);
			if (at < 0) continue;
			if (askers.every((asker) => asker.key === key))
				void this.#settleAll([id], "gone");
			else
				for (const gone of askers.filter((asker) => asker.key === key)) {
					askers.splice(askers.indexOf(gone), 1);
					gone.tell("gone");
				}
		}
	}

	readonly mayAsk: Sites["mayAsk"] = async (origin, kind) => {
		const { blocked, refused } = await this.of(origin);
		if (blocked) throw new Fault("site-blocked", "it may ask nothing");
		const leftMs = waitLeftMs(refused, kind, this.#clock.nowMs());
		if (leftMs > 0)
			throw new Fault(
				"asked-lately",
				`it may ask again in ${Math.ceil(leftMs / 1000)} s`,
			);
		return { offerBlock: offersBlock(refused, this.#clock.nowMs()) };
	};

	async #take(
		origin: string,
		end: End,
		work: () => Promise<void>,
		account?: Hex,
	): Promise<void> {
		await work();
		this.#usedMs.delete(origin);
		await this.#settleAll(
			this.#idsOf((view) => view.origin === origin),
			end,
		);
		this.#tools.taken(origin, account);
		this.#changed();
	}

	#byKey(key: string): Waiting | undefined {
		return [...this.#waiting.values()].find(({ askers }) =>
			askers.some((asker) => asker.key === key),
		);
	}

	/** The question that this request waits with; a new one when there is none. @throws bad-params, too-many */
	#joined(
		key: string,
		origin: string,
		kind: Kind,
		says: Message,
		offerBlock: boolean,
		named: NamedAsking,
	): Waiting {
		const isSame = ({ view }: Waiting): boolean =>
			view.origin === origin &&
			view.kind === kind &&
			view.about === named.about &&
			isSameMessage(view.says, says);
		const own = this.#byKey(key);
		if (own !== undefined && !isSame(own))
			throw new Fault("bad-params", "this request is for something else");
		const found = own ?? [...this.#waiting.values()].find(isSame);
		if (found !== undefined) {
			if (found.askers.length >= mostRepeats)
				throw new Fault("too-many", "this request is repeated");
			return found;
		}
		const tooMany = "too many requests wait for an answer";
		if (
			this.#idsOf((view) => view.origin === origin).length >= mostWaitingASite
		)
			throw new Fault("too-many", tooMany);
		if (this.#waiting.size >= mostQuestions) {
			const all = [...this.#waiting.values()].map(({ view }) => view);
			const given = whoGivesWay(all, (view) => view.origin, origin);
			if (given === null) throw new Fault("too-many", tooMany);
			void this.#settleAll([given.id], "crowded");
		}
		const made: Waiting = {
			view: {
				id: key,
				origin,
				kind,
				says,
				send: null,
				...named,
				offerBlock,
				madeMs: this.#clock.nowMs(),
			},
			sinceMs: this.#clock.nowMs(),
			askers: [],
		};
		this.#waiting.set(key, made);
		return made;
	}

	readonly list: Sites["list"] = async () => {
		const all = await Promise.all(
			(await this.#store.keys("sites")).map(this.of),
		);
		return all
			.filter((one) => !isEmpty(one, this.#clock.nowMs()))
			.slice(0, mostSites);
	};

	readonly forget: Sites["forget"] = (origin) =>
		this.#take(origin, "forgotten", () =>
			this.#inTurn(() => this.#store.delete("sites", origin)),
		);

	readonly revoke: Sites["revoke"] = (origin) =>
		this.#take(origin, "forgotten", () =>
			this.change(origin, ({ blocked, refused }) => ({
				...unknownSite(origin),
				blocked,
				refused,
			})),
		);

	readonly withhold: Sites["withhold"] = (origin, address) =>
		this.#take(
			origin,
			"forgotten",
			() =>
				this.change(origin, (was) => {
					const accounts = was.accounts.filter((one) => one !== address);
					return {
						...was,
						accounts,
						balances: was.balances.filter((one) => one !== address),
						// one that sees no account any more is on no chain of its own choice
						chainId: accounts.length === 0 ? null : was.chainId,
					};
				}),
			address,
		);

	readonly used: Sites["used"] = (origin) => {
		const now = this.#clock.nowMs();
		const isNew = (beforeMs: number): boolean =>
			Math.abs(now - beforeMs) >= noteUseMs;
		if (!isNew(this.#usedMs.get(origin) ?? 0)) return;
		this.#usedMs.set(origin, now);
		this.change(origin, (was) =>
			// taken back meanwhile: there is nothing to note
			was.accounts.length === 0 || !isNew(was.lastMs ?? 0)
				? was
				: { ...was, lastMs: now },
		).catch(() => {
			this.#usedMs.delete(origin);
		});
	};

	readonly block: Sites["block"] = (origin) =>
		this.#take(origin, "blocked", () =>
			this.change(origin, () => ({ ...unknownSite(origin), blocked: true })),
		);

	readonly unblock: Sites["unblock"] = (origin) =>
		this.change(origin, (was) => ({ ...was, blocked: false, refused: null }));

	readonly ask: Sites["ask"] = async (
		requestId,
		origin,
		kind,
		says,
		page,
		named = {},
	) => {
		this.#expire();
		// a site chooses its ids freely: no other site's request can be met by them
		const key = requestIdOf(origin, requestId);
		// what waits already was let through before
		const { offerBlock } =
			this.#byKey(key)?.view ?? (await this.mayAsk(origin, askingOf(kind)));
		const question = this.#joined(
			...([key, origin, kind, says] as const),
			...([offerBlock, named] as const),
		);
		const end = await new Promise<End>((resolve) => {
			question.askers.push({ key, tell: resolve });
			if (page !== undefined)
				this.#tools.presence.want(page, key, () => this.#leave(key));
			// also when nothing else happens until then
			this.#clock.sleep(answerWithinMs + 1).then(this.#expire, () => {});
			this.#changed();
		});
		switch (end) {
			case "yes":
			case "met":
				return end;
			case "late":
				if (!this.#tools.isUnlocked())
					throw new Fault("locked", "nobody unlocked the wallet");
				throw new Fault("user-refused", "nobody answered");
			case "gone":
				throw new Fault("cancelled", "the page went away");
			case "crowded":
				throw new Fault("too-many", "others wait, and this site has most");
			case "blocked":
				throw new Fault("site-blocked", "it may ask nothing");
			// what was asked may name the account: the site is told no more than that it was refused
			case "no":
			case "forgotten":
				throw new Fault("user-refused", "the person said no");
		}
	};

	readonly answer: Sites["answer"] = async (id, allow) => {
		const question = this.#waiting.get(id);
		if (question === undefined)
			throw new Fault("order-unknown", "no such request waits");
		if (allow && !this.#tools.isUnlocked())
			throw new Fault("locked", "nothing is given to a site before");
		await this.#settle(id, allow ? "yes" : "no");
	};

	readonly meet: Sites["meet"] = (kind, origin) =>
		this.#settleAll(
			this.#idsOf(
				(view) =>
					view.kind === kind &&
					(origin === undefined || view.origin === origin),
			),
			"met",
		);

	readonly dismiss: Sites["dismiss"] = (beforeMs) =>
		this.#settleAll(
			this.#idsOf(({ madeMs }) => madeMs < beforeMs),
			"no",
		);

	readonly waiting: Sites["waiting"] = () => {
		this.#expire();
		return [...this.#waiting.values()].map(({ view }) => view);
	};
}

export const openSites = (
	store: Store,
	clock: Clock,
	changed: () => void,
	tools: SitesTools,
): Sites => new SiteList(store, clock, changed, tools);

/** Does the site see this account? */
export const sees = (of: Pick<Site, "accounts">, account: Hex): boolean =>
	of.accounts.includes(account);
