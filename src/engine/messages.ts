// Messages that sites ask to have signed, waiting for the person. Of each site one at a time is offered to the signer, on the newest
// head of Ethereum, and again when that head grew old. A message is on disk before it is offered, and its signature before the site
// gets it: whatever dies, the page's relay asks again under the same id and finds what became of it.

import type { Hex } from "../base/bytes.ts";
import { asFault, Fault, type FaultJson } from "../base/fault.ts";
import { mostMessages } from "../base/room.ts";
import { evidenceOf, evidenceText } from "../evidence/evidence.ts";
import type { Head } from "../l1/values.ts";
import type { ReadMessage } from "../message/read.ts";
import {
	isSameRaw,
	type MessageRequest,
	messageRequestText,
	type RawMessage,
} from "../message/request.ts";
import type { MessageView } from "../protocol/message-views.ts";
import type { SiteRequestView } from "../protocol/views.ts";
import type { Clock } from "../source/ports.ts";
import type { Verified } from "../trust/verified.ts";
import { whoGivesWay } from "./crowd.ts";
import { type MessageEntry, messageViewOf } from "./message-record.ts";
import type { MessageStore } from "./message-store.ts";
import type { Page, Presence } from "./presence.ts";
import type { SignerLink } from "./signer-link.ts";
import { siteMessage } from "./site-codes.ts";
import { requestIdOf, type Sites } from "./sites.ts";

export type MessageAsked = {
	readonly origin: string;
	readonly account: Hex;
	readonly chainId: number;
	readonly what: RawMessage;
};

/** What a message rests on now. */
export type MessageBasis = {
	readonly head: Verified<Head>;
	/** A head may be so old when it is signed on. */
	readonly mostAgeS: number;
};

export type MessagesTools = {
	readonly clock: Clock;
	readonly store: MessageStore;
	readonly signer: () => SignerLink["ask"];
	/** Hands the signer the newer roots that messages rest on by now. Throws nothing. */
	readonly advanceAnchors: () => Promise<void>;
	readonly sites: Pick<Sites, "mayAsk" | "wasRefused" | "wasAllowed">;
	readonly presence: Presence;
	/** @throws not-synced, unknown-chain, signing-stopped, conflict, clock, order-stale */
	readonly basis: (chainId: number) => Promise<MessageBasis>;
	/** What the rule says of it without a head. @throws its refusals, not-followed */
	readonly read: (request: MessageRequest) => ReadMessage;
	/** Why nothing is signed for that chain now; null where nothing stops it. */
	readonly stops: (chainId: number) => Fault | null;
	/** @throws locked, not-permitted for a site that does not see the account (any more) */
	readonly checkMayAsk: (asked: MessageAsked) => Promise<void>;
	readonly isUnlocked: () => boolean;
	/** Does a person look? */
	readonly isLookedAt: () => boolean;
	readonly changed: () => void;
};

export type WaitingMessage = {
	readonly request: SiteRequestView;
	/** It is offered to the signer; null before. */
	readonly message: string | null;
};

export type Messages = {
	/**
	 * Resolves with the signature of 65 bytes. The same id again is the same message.
	 * @throws user-refused, cancelled when its page went, too-many, bad-params for an id that stands for another message; as
	 * `Sites.mayAsk`, and every refusal of the rule
	 */
	readonly ask: (
		requestId: string,
		page: Page,
		asked: MessageAsked,
	) => Promise<Hex>;
	/** The person's no. @throws order-unknown when none of that id waits */
	readonly refuse: (id: string) => Promise<void>;
	/** The window was closed over what waited before that time: it is a no. */
	readonly dismiss: (beforeMs: number) => Promise<void>;
	/** Its permissions were taken: nothing of the site waits any more. */
	readonly drop: (origin: string) => void;
	/** Offers what can be offered now. To be called whenever something changed. */
	readonly pump: () => void;
	/** Those of an earlier life that no page asks for again go. Call once. */
	readonly begin: () => void;
	readonly waiting: () => readonly WaitingMessage[];
	readonly has: (id: string) => boolean;
	readonly views: () => readonly MessageView[];
	/** From the signer; on disk when it resolves. @throws order-unknown, order-evidence, storage */
	readonly signed: (id: string, signature: Hex) => Promise<void>;
	/** From the signer. @param fault null when the person said no */
	readonly refused: (id: string, fault: FaultJson | null) => Promise<void>;
};

const mostASite = 8;
/** As many may lie with the signer. */
const mostOffered = 8;
const mostRepeats = 64;
const answerWithinMs = 10 * 60_000;
const againAfterMs = 5_000;
/** A relay comes back by then. */
const orphanMs = 30_000;
/** Signed messages that screens are told of. */
const mostShown = 100;

type Item = {
	readonly id: string;
	readonly asked: MessageAsked;
	readonly request: MessageRequest;
	readonly offerBlock: boolean;
	readonly answers: {
		readonly resolve: (signature: Hex) => void;
		readonly reject: (fault: Fault) => void;
	}[];
	/** It was offered before, here or in an earlier life. */
	wasShown: boolean;
	/** Since when it is its turn. */
	turnMs: number | null;
	/** The time of the head it is offered on; null while it is not. */
	offeredAsOfS: number | null;
	/** So old its head may grow before it is offered on a newer one. */
	renewAfterS: number;
	notBeforeMs: number;
	offering: boolean;
	over: boolean;
};

const isSameAsked = (one: MessageAsked, other: MessageAsked): boolean =>
	one.origin === other.origin &&
	one.account === other.account &&
	one.chainId === other.chainId &&
	isSameRaw(one.what, other.what);

const whatOf = (
	{ what }: MessageRequest,
	{ meaning }: ReadMessage,
): MessageEntry["what"] =>
	meaning.kind === "sign-in"
		? "sign-in"
		: what.kind === "text"
			? "text"
			: "typed";

/** It passes, and the message may be offered then. What the person may have seen already is not given up for what passes. */
const isPassing = ({ kind, code }: Fault, wasShown: boolean): boolean =>
	code === "locked" ||
	code === "order-stale" ||
	(wasShown &&
		(kind === "unavailable" || kind === "unproven" || kind === "busy"));

class MessageQueue implements Messages {
	readonly #tools: MessagesTools;
	readonly #items = new Map<string, Item>();

	constructor(tools: MessagesTools) {
		this.#tools = tools;
	}

	#end(item: Item): void {
		item.over = true;
		this.#items.delete(item.id);
		this.#tools.presence.over(item.id);
		this.#tools.changed();
	}

	#resolve(item: Item, signature: Hex): void {
		if (item.over) return;
		this.#end(item);
		for (const answer of item.answers) answer.resolve(signature);
		void this.#tools.sites.wasAllowed(item.asked.origin).catch(() => {
			// Then an old no holds a little longer.
		});
	}

	/** Nothing of it is signed from here on; a signature that crossed this is on disk by then. @returns it, where one did */
	async #takeBack(id: string): Promise<MessageEntry | undefined> {
		const { store, signer } = this.#tools;
		await signer()("message.withdraw", { id }).catch(() => {
			// Out of reach, it signs nothing.
		});
		return store.drop(id).catch(() => store.get(id));
	}

	/** Off the list at once; told when a no is on disk, and the signer has let go of it. */
	async #reject(item: Item, fault: Fault, isNo: boolean): Promise<void> {
		if (item.over) return;
		this.#end(item);
		if (isNo)
			await this.#tools.sites
				.wasRefused(item.asked.origin, "sign")
				.catch(() => {
					// The disk does not answer: the site is told all the same.
				});
		const left = await this.#takeBack(item.id);
		for (const answer of item.answers)
			if (left?.signature != null) answer.resolve(left.signature);
			else answer.reject(fault);
	}

	/** To the signer, on the newest head; on disk first. */
	async #offer(item: Item): Promise<void> {
		const { store, signer, basis, checkMayAsk, clock } = this.#tools;
		item.offering = true;
		try {
			await checkMayAsk(item.asked);
			const { head, mostAgeS } = await basis(item.asked.chainId);
			const { request } = item;
			const read = this.#tools.read(request);
			const source = messageRequestText(request);
			const evidence = evidenceText(evidenceOf(head));
			await this.#tools.advanceAnchors();
			if (item.over) return;
			await store.put(
				{
					request,
					source,
					what: whatOf(request, read),
					digest: read.digest,
					signature: null,
					signedMs: null,
				},
				evidence,
			);
			if (item.over) {
				await this.#takeBack(item.id);
				return;
			}
			await signer()("message.offer", {
				id: item.id,
				request: source,
				evidence,
			});
			item.offeredAsOfS = head.value.timeS;
			item.renewAfterS = mostAgeS / 3;
			item.wasShown = true;
			if (item.over) await this.#takeBack(item.id);
		} catch (thrown) {
			const fault = asFault(thrown);
			if (item.over) return;
			if (isPassing(fault, item.wasShown))
				item.notBeforeMs = clock.nowMs() + againAfterMs;
			else await this.#reject(item, fault, false);
		} finally {
			item.offering = false;
			this.#tools.changed();
		}
	}

	/** The first of each site. */
	#heads(): readonly Item[] {
		const seen = new Set<string>();
		return [...this.#items.values()].filter(({ asked: { origin } }) => {
			if (seen.has(origin)) return false;
			seen.add(origin);
			return true;
		});
	}

	/** Is a newer head to be had for one that grew old? */
	#isOld({ offeredAsOfS, renewAfterS }: Item): boolean {
		const { clock, isLookedAt } = this.#tools;
		if (offeredAsOfS === null) return false;
		const oldS = clock.nowMs() / 1000 - offeredAsOfS;
		return oldS > renewAfterS && isLookedAt();
	}

	readonly pump: Messages["pump"] = (): void => {
		const { clock, isUnlocked, stops } = this.#tools;
		const now = clock.nowMs();
		const turns = this.#heads();
		for (const item of turns) {
			item.turnMs = Math.min(item.turnMs ?? now, now);
			const why = stops(item.asked.chainId);
			if (why !== null) void this.#reject(item, why, false);
			else if (item.turnMs < now - answerWithinMs)
				void this.#reject(
					item,
					new Fault("user-refused", "nobody answered"),
					true,
				);
		}
		if (!isUnlocked()) return;
		let offered = 0;
		for (const item of turns) {
			if (item.over || offered++ >= mostOffered) continue;
			const restsMs = item.notBeforeMs - now;
			if (item.offering || (restsMs > 0 && restsMs <= againAfterMs)) continue;
			if (item.offeredAsOfS !== null && !this.#isOld(item)) continue;
			if (item.offeredAsOfS !== null) item.notBeforeMs = now + againAfterMs;
			void this.#offer(item);
		}
	};

	#leave(item: Item): void {
		if (item.over) return;
		void this.#tools.sites
			.wasRefused(item.asked.origin, "sign")
			.catch(() => {});
		void this.#reject(
			item,
			new Fault("cancelled", "the page went away"),
			false,
		);
	}

	#added(
		asked: MessageAsked,
		offerBlock: boolean,
		request: MessageRequest,
		wasShown: boolean,
	): Item {
		const { id } = request;
		const all = [...this.#items.values()];
		const tooMany = new Fault("too-many", "too many messages wait");
		if (
			all.filter((one) => one.asked.origin === asked.origin).length >= mostASite
		)
			throw tooMany;
		if (all.length >= mostMessages) {
			const given = whoGivesWay(all, (one) => one.asked.origin, asked.origin);
			if (given === null) throw tooMany;
			void this.#reject(given, tooMany, false);
		}
		const made: Item = {
			id,
			asked,
			request,
			offerBlock,
			answers: [],
			wasShown,
			turnMs: null,
			offeredAsOfS: null,
			renewAfterS: 0,
			notBeforeMs: 0,
			offering: false,
			over: false,
		};
		this.#items.set(id, made);
		return made;
	}

	readonly ask: Messages["ask"] = async (requestId, page, asked) => {
		const id = requestIdOf(asked.origin, requestId);
		const other = new Fault("bad-params", "this request is for something else");
		const before = this.#tools.store.get(id);
		if (before !== undefined && !isSameAsked(before.request, asked))
			throw other;
		if (before?.signature != null) return before.signature;
		const request: MessageRequest = before?.request ?? {
			format: "sextant-message-1",
			id,
			...asked,
			madeMs: this.#tools.clock.nowMs(),
		};
		let offerBlock = false;
		if (!this.#items.has(id)) {
			const why = this.#tools.stops(asked.chainId);
			if (why !== null) throw why;
			// What the rule refuses is no question for the person.
			this.#tools.read(request);
			if (before === undefined)
				({ offerBlock } = await this.#tools.sites.mayAsk(asked.origin, "sign"));
		}
		const item =
			this.#items.get(id) ??
			this.#added(asked, offerBlock, request, before !== undefined);
		if (!isSameAsked(item.asked, asked)) throw other;
		if (item.answers.length >= mostRepeats)
			throw new Fault("too-many", "this request is repeated");
		const done = new Promise<Hex>((resolve, reject) => {
			item.answers.push({ resolve, reject });
		});
		this.#tools.presence.want(page, id, () => this.#leave(item));
		this.#tools.changed();
		this.pump();
		return done;
	};

	readonly #no = (item: Item): Promise<void> =>
		this.#reject(item, new Fault("user-refused", "the person said no"), true);

	readonly refuse: Messages["refuse"] = async (id) => {
		const item = this.#items.get(id);
		if (item === undefined)
			throw new Fault("order-unknown", "no such request waits");
		await this.#no(item);
	};

	readonly dismiss: Messages["dismiss"] = async (beforeMs) => {
		await Promise.all(
			[...this.#items.values()]
				.filter(({ request }) => request.madeMs < beforeMs)
				.map(this.#no),
		);
	};

	readonly drop: Messages["drop"] = (origin) => {
		for (const item of this.#items.values())
			if (item.asked.origin === origin)
				void this.#reject(
					item,
					new Fault("not-permitted", "the site is not connected any more"),
					false,
				);
	};

	readonly begin: Messages["begin"] = () => {
		this.#tools.clock.sleep(orphanMs).then(
			() => {
				for (const { request, signature } of this.#tools.store.list())
					if (signature === null && !this.#items.has(request.id))
						void this.#takeBack(request.id);
			},
			() => {},
		);
	};

	readonly waiting: Messages["waiting"] = () =>
		[...this.#items.values()].map((item) => ({
			request: {
				id: item.id,
				origin: item.asked.origin,
				kind: "sign",
				says: siteMessage("site.sign"),
				send: null,
				offerBlock: item.offerBlock,
				madeMs: item.request.madeMs,
			},
			message: item.offeredAsOfS === null ? null : item.id,
		}));

	readonly has: Messages["has"] = (id) => this.#items.has(id);

	/** What waits is there before what was signed; what waits behind another is not offered yet. */
	readonly views: Messages["views"] = () => {
		const all = this.#tools.store.list();
		const waits = all.filter(({ request, signature }) => {
			const item = this.#items.get(request.id);
			return signature === null && item !== undefined;
		});
		const signed = all.filter(({ signature }) => signature !== null);
		return [...waits, ...signed.slice(0, mostShown)].map(messageViewOf);
	};

	readonly signed: Messages["signed"] = async (id, signature) => {
		const entry = await this.#tools.store.sign(id, signature);
		const item = this.#items.get(id);
		if (item !== undefined && entry.signature !== null)
			this.#resolve(item, entry.signature);
		this.#tools.changed();
	};

	readonly refused: Messages["refused"] = async (id, fault) => {
		const item = this.#items.get(id);
		if (item === undefined) {
			await this.#takeBack(id);
			return;
		}
		if (fault === null) {
			await this.#no(item);
			return;
		}
		const why = new Fault(fault.code, fault.detail);
		if (!isPassing(why, item.wasShown)) {
			await this.#reject(item, why, false);
			return;
		}
		// it is offered again, on what is true by then
		item.offeredAsOfS = null;
		item.notBeforeMs = this.#tools.clock.nowMs() + againAfterMs;
		this.#tools.changed();
	};
}

export const openMessages = (tools: MessagesTools): Messages =>
	new MessageQueue(tools);
