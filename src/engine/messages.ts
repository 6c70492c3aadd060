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
import { type MessageEntry, messageViewOf } from "./message-record.ts";
import type { MessageStore } from "./message-store.ts";
import type { Page, Presence } from "./presence.ts";
import type { SignerLink } from "./signer-link.ts";
import { siteMessage } from "./site-codes.ts";
import { type LineItem, newItem, SiteLine } from "./site-line.ts";
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
	/** Its permissions were taken: nothing of the site, or of that account for it, waits any more. */
	readonly drop: (origin: string, account?: Hex) => void;
	/** Offers what can be offered now. To be called whenever something changed. */
	readonly pump: () => void;
	/** Those of an earlier life that no page asks for again go. Call once. */
	readonly begin: () => void;
	readonly waiting: () => readonly WaitingMessage[];
	readonly has: (id: string) => boolean;
	readonly views: () => readonly MessageView[];
	/** From the signer; on disk when it resolves. @throws order-unknown, order-evidence, storage */
	readonly signed: (
		id: string,
		signature: Hex,
		own: bigint | null,
	) => Promise<void>;
	/** From the signer. @param fault null when the person said no */
	readonly refused: (id: string, fault: FaultJson | null) => Promise<void>;
};

/** As many may lie with the signer. */
const mostOffered = 8;
/** Signed messages that screens are told of. */
const mostShown = 100;

type Item = LineItem & {
	readonly asked: MessageAsked;
	readonly request: MessageRequest;
	/** It was offered before, here or in an earlier life. */
	wasShown: boolean;
	/** The time of the head it is offered on; null while it is not. */
	offeredAsOfS: number | null;
	/** So old its head may grow before it is offered on a newer one. */
	renewAfterS: number;
	offering: boolean;
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
	readonly #line: SiteLine<Item>;

	constructor(tools: MessagesTools) {
		this.#tools = tools;
		this.#line = new SiteLine(tools, {
			kind: "sign",
			most: mostMessages,
			tooMany: "too many messages wait",
			isOpen: ({ over }) => !over,
			takeBack: async ({ id }) => (await this.#takeBack(id))?.signature ?? null,
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

	/** To the signer, on the newest head; on disk first. */
	async #offer(item: Item): Promise<void> {
		const { store, signer, basis, checkMayAsk } = this.#tools;
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
			if (isPassing(fault, item.wasShown)) this.#line.rest(item);
			else await this.#line.reject(item, fault, false);
		} finally {
			item.offering = false;
			this.#tools.changed();
		}
	}

	/** Is a newer head to be had for one that grew old? */
	#isOld({ offeredAsOfS, renewAfterS }: Item): boolean {
		const { clock, isLookedAt } = this.#tools;
		if (offeredAsOfS === null) return false;
		const oldS = clock.nowMs() / 1000 - offeredAsOfS;
		return oldS > renewAfterS && isLookedAt();
	}

	readonly pump: Messages["pump"] = (): void => {
		const { isUnlocked, stops } = this.#tools;
		const turns = this.#line.turns();
		for (const item of turns) {
			const why = stops(item.asked.chainId);
			if (why !== null) void this.#line.reject(item, why, false);
		}
		if (!isUnlocked()) return;
		let offered = 0;
		for (const item of turns) {
			if (item.over || offered++ >= mostOffered) continue;
			if (item.offering || this.#line.isResting(item)) continue;
			if (item.offeredAsOfS !== null && !this.#isOld(item)) continue;
			if (item.offeredAsOfS !== null) this.#line.rest(item);
			void this.#offer(item);
		}
	};

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
		if (this.#line.get(id) === undefined) {
			const why = this.#tools.stops(asked.chainId);
			if (why !== null) throw why;
			// What the rule refuses is no question for the person.
			this.#tools.read(request);
			if (before === undefined)
				({ offerBlock } = await this.#tools.sites.mayAsk(asked.origin, "sign"));
		}
		const item =
			this.#line.get(id) ??
			this.#line.add({
				...newItem(id, asked, request.madeMs, offerBlock),
				request,
				wasShown: before !== undefined,
				offeredAsOfS: null,
				renewAfterS: 0,
				offering: false,
			});
		if (!isSameAsked(item.asked, asked)) throw other;
		const done = this.#line.wait(item, page);
		this.pump();
		return done;
	};

	readonly refuse: Messages["refuse"] = (id) => this.#line.refuse(id);

	readonly dismiss: Messages["dismiss"] = (beforeMs) =>
		this.#line.dismiss(beforeMs);

	readonly drop: Messages["drop"] = (origin, account = undefined) =>
		this.#line.drop(
			origin,
			({ asked }) => account === undefined || asked.account === account,
		);

	readonly begin: Messages["begin"] = () =>
		this.#line.afterReturn(() => {
			for (const { request, signature } of this.#tools.store.list())
				if (signature === null && !this.has(request.id))
					void this.#takeBack(request.id);
		});

	readonly waiting: Messages["waiting"] = () =>
		this.#line.all().map((item) => ({
			request: {
				id: item.id,
				origin: item.asked.origin,
				kind: "sign",
				says: siteMessage("site.sign"),
				send: null,
				offerBlock: item.offerBlock,
				madeMs: item.madeMs,
			},
			message: item.offeredAsOfS === null ? null : item.id,
		}));

	readonly has: Messages["has"] = (id) => this.#line.get(id) !== undefined;

	/** What waits is there before what was signed; what waits behind another is not offered yet. */
	readonly views: Messages["views"] = () => {
		const all = this.#tools.store.list();
		const waits = all.filter(
			({ request, signature }) => signature === null && this.has(request.id),
		);
		const signed = all.filter(({ signature }) => signature !== null);
		return [...waits, ...signed.slice(0, mostShown)].map(messageViewOf);
	};

	readonly signed: Messages["signed"] = async (id, signature, own) => {
		const entry = await this.#tools.store.sign(id, signature, own);
		const item = this.#line.get(id);
		if (item !== undefined && entry.signature !== null)
			this.#line.resolve(item, entry.signature);
		this.#tools.changed();
	};

	readonly refused: Messages["refused"] = async (id, fault) => {
		const item = this.#line.get(id);
		if (item === undefined) {
			await this.#takeBack(id);
			return;
		}
		if (fault === null) {
			await this.#line.no(item);
			return;
		}
		const why = new Fault(fault.code, fault.detail);
		if (!isPassing(why, item.wasShown)) {
			await this.#line.reject(item, why, false);
			return;
		}
		// it is offered again, on what is true by then
		item.offeredAsOfS = null;
		this.#line.rest(item);
		this.#tools.changed();
	};
}

export const openMessages = (tools: MessagesTools): Messages =>
	new MessageQueue(tools);
