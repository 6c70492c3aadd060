// What each site may do, and what it waits for. A permission is on disk before it counts. A site's request waits in memory:
// when the engine dies the relay repeats it under its id and it waits again.

import { type Hex, toHex, utf8 } from "../base/bytes.ts";
import {
	address,
	type Decoded,
	int,
	list,
	nullable,
	parseJson,
	record,
	text,
} from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { keccak256 } from "../crypto/hash.ts";
import type { SiteRequestView } from "../protocol/views.ts";
import type { Clock, Store } from "../source/ports.ts";

const site = record({
	origin: text(300),
	/** Accounts the site may see and ask to send from. */
	accounts: list(address, 64),
	/** Other addresses whose verified balance it may read. */
	balances: list(address, 64),
	/** The chain the site has switched to; null: the network's L1. */
	chainId: nullable(int(1)),
});
export type Site = Decoded<typeof site>;

const mostWaiting = 32;
const mostWaitingASite = 4;
const answerWithinMs = 10 * 60_000;
/** How often one request may be repeated while it waits. */
const mostRepeats = 64;

type Waiting = {
	readonly view: SiteRequestView;
	readonly answers: ((allow: boolean) => void)[];
};

export type Sites = {
	readonly of: (origin: string) => Promise<Site>;
	readonly list: () => Promise<readonly Site[]>;
	readonly change: (
		origin: string,
		change: (was: Site) => Site,
	) => Promise<void>;
	readonly forget: (origin: string) => Promise<void>;
	/**
	 * Waits for the person's answer. The same site's same id again waits for the same answer, if it asks the same: a yes to
	 * one question is none to another.
	 * @throws user-refused, too-many, bad-params for an id that stands for another question
	 */
	readonly ask: (
		id: string,
		origin: string,
		kind: SiteRequestView["kind"],
		says: string,
	) => Promise<void>;
	/** @throws order-unknown when no such request waits */
	readonly answer: (id: string, allow: boolean) => void;
	readonly waiting: () => readonly SiteRequestView[];
};

/** A site's request as an id of our own: one a site and request, so that a repeated request finds what it began. */
export const requestIdOf = (origin: string, requestId: string): string =>
	toHex(keccak256(utf8(`${origin}\n${requestId}`)).subarray(0, 16));

export const openSites = (
	store: Store,
	clock: Clock,
	changed: () => void,
): Sites => {
	const waiting = new Map<string, Waiting>();
	let last: Promise<void> = Promise.resolve();

	/** One at a time: a change sees what the one before it left. */
	const inTurn = (work: () => Promise<void>): Promise<void> => {
		last = last.catch(() => {}).then(work);
		return last;
	};

	const of = async (origin: string): Promise<Site> => {
		const stored = await store.get("sites", origin);
		if (stored === undefined)
			return { origin, accounts: [], balances: [], chainId: null };
		return site(parseJson(stored), "site");
	};

	const expire = (): void => {
		const before = clock.nowMs() - answerWithinMs;
		for (const [id, request] of waiting)
			if (request.view.madeMs < before) settle(id, false);
	};

	const settle = (id: string, allow: boolean): void => {
		const request = waiting.get(id);
		waiting.delete(id);
		for (const tell of request?.answers ?? []) tell(allow);
		changed();
	};

	return {
		of,
		list: async () =>
			Promise.all((await store.keys("sites")).slice(0, 500).map(of)),
		change: (origin, change) =>
			inTurn(async () => {
				const next = site(change(await of(origin)), "site");
				await store.put("sites", origin, JSON.stringify(next));
				changed();
			}),
		forget: (origin) =>
			inTurn(async () => {
				await store.delete("sites", origin);
				changed();
			}),
		ask: async (requestId, origin, kind, says) => {
			expire();
			// a site chooses its ids freely: no other site's request can be met by them
			const id = requestIdOf(origin, requestId);
			const mine = [...waiting.values()].filter(
				(request) => request.view.origin === origin,
			);
			const same = waiting.get(id);
			if (
				same === undefined &&
				(waiting.size >= mostWaiting || mine.length >= mostWaitingASite)
			)
				throw new Fault("too-many", "too many requests wait for an answer");
			if (
				same !== undefined &&
				(same.view.kind !== kind || same.view.says !== says)
			)
				throw new Fault(
					"bad-params",
					`request ${requestId} is for something else`,
				);
			if (same !== undefined && same.answers.length >= mostRepeats)
				throw new Fault("too-many", `request ${requestId} is repeated`);
			const allowed = await new Promise<boolean>((resolve) => {
				if (same !== undefined) {
					same.answers.push(resolve);
					return;
				}
				waiting.set(id, {
					view: { id, origin, kind, says, madeMs: clock.nowMs() },
					answers: [resolve],
				});
				changed();
			});
			if (!allowed) throw new Fault("user-refused", says);
		},
		answer: (id, allow) => {
			if (!waiting.has(id))
				throw new Fault("order-unknown", "no such request waits");
			settle(id, allow);
		},
		waiting: () => {
			expire();
			return [...waiting.values()].map((request) => request.view);
		},
	};
};

/** Does the site see this account? */
export const sees = (of: Site, account: Hex): boolean =>
	of.accounts.includes(account);
