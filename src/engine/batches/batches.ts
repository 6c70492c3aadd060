// Batches of calls that sites ask for (EIP-5792). The person sees the whole list first and lets it begin; then its calls go out in
// their order, each an order of its own that the person decides. The next is asked for once the one before is in a proved block and
// did what it says; one that fails or is refused ends the batch. What is on disk says where it stands, whatever dies.

import { singleFlightByKey } from "../../base/async.ts";
import type { Hex } from "../../base/bytes.ts";
import { asFault, Fault } from "../../base/fault.ts";
import {
	type BatchView,
	mostBatchesShown,
} from "../../protocol/batch-views.ts";
import type { Clock } from "../../source/ports.ts";
import type { Orders } from "../orders.ts";
import type { Page, Presence } from "../presence.ts";
import { isOf, type Queue, type SendRequest } from "../queue.ts";
import { siteMessage } from "../site-codes.ts";
import { requestIdOf, type Sites } from "../sites.ts";
import { outcomeOf } from "./outcome.ts";
import {
	type BatchAsked,
	type BatchStep,
	batchKeyOf,
	type CallBatch,
	callIdOf,
	digestOf,
	givenIdOf,
	isSameBatch,
	newBatch,
	nextOf,
	withAsked,
	withDone,
	withFailed,
	withGone,
	withSigned,
	withStop,
} from "./record.ts";
import { type BatchStore, isBatchUnderWay } from "./store.ts";
import { askedBatchOf, batchViewOf } from "./view.ts";

export type BatchTools = {
	readonly clock: Pick<Clock, "nowMs" | "sleep">;
	readonly store: BatchStore;
	readonly orders: Pick<Orders, "list">;
	readonly queue: Pick<Queue, "askUnder" | "refuse">;
	readonly sites: Pick<Sites, "ask">;
	readonly presence: Pick<Presence, "open" | "close">;
	/** The order that the call asks for. @throws what cannot be carried as it is asked */
	readonly requestOf: (batch: BatchAsked, at: number) => Promise<SendRequest>;
	readonly problem: (fault: Fault) => void;
	readonly changed: () => void;
	/** Fires when the engine closes. */
	readonly life: AbortSignal;
};

export type Batches = {
	/**
	 * Asks the person. Resolves with the batch's name once it is let begin and on disk; the same request again is the same batch.
	 * @param id null: the wallet names it
	 * @throws batch-id for a name that the site used before, too-many, user-refused, bad-params for a request that stands for
	 * another batch; as `Sites.ask`, and what no call of it can be asked for with
	 */
	readonly ask: (
		requestId: string,
		page: Page,
		asked: Omit<BatchAsked, "id"> & { readonly id: string | null },
	) => Promise<string>;
	/** The site's own alone. @throws batch-unknown */
	readonly of: (origin: string, id: string) => CallBatch;
	/** Shows the person how it stands. @throws batch-unknown, too-many, and as `Sites.ask`, but no refusal */
	readonly show: (
		requestId: string,
		page: Page,
		origin: string,
		id: string,
	) => Promise<void>;
	/** The person's own act: what is not signed of it never is. */
	readonly stop: (key: string) => Promise<void>;
	/** @throws order-unknown while it is under way */
	readonly forget: (key: string) => Promise<void>;
	/** Its permissions were taken, or that account's alone: nothing more of the site is asked for, or of it. */
	readonly drop: (origin: string, account?: Hex) => void;
	/** Takes the next steps. To be called whenever something changed. */
	readonly pump: () => void;
	readonly views: () => readonly BatchView[];
};

/** A call that cannot be made an order of now is tried so long. */
const triedForMs = 10 * 60_000;
const againAfterMs = 5_000;
const showAgainAfterMs = 30_000;

/** A signature that crossed a stop is here by then. */
const crossedForMs = 24 * 3_600_000;
/** What a signature or a block may still change. */
const mayChange: readonly BatchStep["state"][] = ["asked", "signed", "failed"];

/** It may be otherwise in a moment, and nobody said no. */
const isPassing = ({ kind }: Fault): boolean =>
	kind === "unavailable" || kind === "unproven" || kind === "busy";

class BatchRunner implements Batches {
	readonly #tools: BatchTools;
	/** One step of a batch at a time. */
	readonly #steps = singleFlightByKey<string, void>();
	/** Calls that the queue has, by their ids. */
	readonly #asked = new Set<string>();
	/** What each site had looked at last. */
	readonly #shown = new Map<
		string,
		{ readonly request: string; readonly atMs: number }
	>();
	/** Since when a call is tried. */
	readonly #tried = new Map<string, number>();

	constructor(tools: BatchTools) {
		this.#tools = tools;
	}

	readonly ask: Batches["ask"] = async (requestId, page, { id, ...rest }) => {
		const { store, sites, clock } = this.#tools;
		const request = requestIdOf(rest.origin, requestId);
		const asked = { ...rest, id: id ?? givenIdOf(rest.origin, request) };
		const key = batchKeyOf(asked);
		const isKnown = (before: CallBatch | undefined): boolean => {
			if (before === undefined) return false;
			if (before.request !== request)
				throw new Fault("batch-id", `"${asked.id.slice(0, 80)}"`);
			if (isSameBatch(before, asked)) return true;
			throw new Fault("bad-params", "this request is for something else");
		};
		if (isKnown(store.get(key))) return asked.id;
		store.checkRoom(asked.origin, key);
		// what no order can carry is no question for the person
		for (const at of asked.calls.keys()) await this.#tools.requestOf(asked, at);
		await sites.ask(
			...([requestId, asked.origin, "batch"] as const),
			siteMessage("site.batch", { calls: asked.calls.length }),
			...([
				page,
				{ about: digestOf(asked), batch: askedBatchOf(asked) },
			] as const),
		);
		isKnown(await store.add(newBatch(asked, request, clock.nowMs())));
		this.#tools.changed();
		this.pump();
		return asked.id;
	};

	readonly of: Batches["of"] = (origin, id) => {
		const batch = this.#tools.store.get(batchKeyOf({ origin, id }));
		if (batch === undefined)
			throw new Fault("batch-unknown", `"${id.slice(0, 80)}"`);
		return batch;
	};

	/** A site may have a batch looked at now and then: each opens a window. @throws too-many */
	#checkMayShow(origin: string, request: string): void {
		const nowMs = this.#tools.clock.nowMs();
		const last = this.#shown.get(origin);
		const agoMs = nowMs - (last?.atMs ?? 0);
		const isLately = agoMs >= 0 && agoMs < showAgainAfterMs;
		if (last !== undefined && isLately && last.request !== request)
			throw new Fault("too-many", `shown ${Math.floor(agoMs / 1000)} s ago`);
		this.#shown.set(origin, { request, atMs: nowMs });
	}

	readonly show: Batches["show"] = async (requestId, page, origin, id) => {
		const about = batchKeyOf(this.of(origin, id));
		this.#checkMayShow(origin, requestId);
		await this.#tools.sites
			.ask(
				...([requestId, origin, "batch-status"] as const),
				siteMessage("site.batch-status"),
				...([page, { about }] as const),
			)
			.catch((thrown: unknown) => {
				// Looked at or not: there is nothing to say no to.
				if (asFault(thrown).code !== "user-refused") throw thrown;
			});
	};

	/** On disk first. */
	async #change(
		key: string,
		step: (was: CallBatch) => CallBatch,
	): Promise<void> {
		await this.#tools.store.change(key, step);
		this.#tools.changed();
	}

	async #end(key: string, why: Fault): Promise<void> {
		const before = this.#tools.store.get(key);
		await this.#change(key, (was) => withStop(was, why));
		const at = before === undefined ? -1 : nextOf(before);
		if (before === undefined || at < 0) return;
		await this.#tools.queue.refuse(callIdOf(before, at)).catch(() => {
			// It is not waiting: not asked for, or signed.
		});
	}

	readonly stop: Batches["stop"] = (key) =>
		this.#end(key, new Fault("user-refused", "the person stopped it"));

	readonly forget: Batches["forget"] = async (key) => {
		await this.#tools.store.forget(key);
		this.#tools.changed();
	};

	readonly drop: Batches["drop"] = (origin, account = undefined) => {
		const why = new Fault(
			"not-permitted",
			"the site is not connected any more",
		);
		for (const batch of this.#tools.store.list())
			if (
				batch.origin === origin &&
				batch.state === "open" &&
				(account === undefined || batch.from === account)
			)
				this.#quietly(this.#end(batchKeyOf(batch), why));
	};

	#quietly(work: Promise<void>): void {
		work.catch((thrown: unknown) => {
			const fault = asFault(thrown);
			if (fault.code !== "cancelled") this.#tools.problem(fault);
		});
	}

	/** A signature that is on disk with its order and not here yet: the engine died in between, or it crossed a stop. */
	#signedOf(batch: CallBatch, at: number): Hex | null {
		const id = callIdOf(batch, at);
		const entry = this.#tools.orders
			.list()
			.find(({ order, signed }) => signed !== null && isOf(order.id, id));
		return entry?.signed?.hash ?? null;
	}

	/** What is signed of it, and what became of that. On disk when it resolves. */
	async #settle(key: string): Promise<void> {
		const { store, orders } = this.#tools;
		const batch = store.get(key);
		for (const [at, step] of batch?.steps.entries() ?? []) {
			if (batch === undefined || !mayChange.includes(step.state)) continue;
			const hash = step.hash ?? this.#signedOf(batch, at);
			if (hash === null) continue;
			if (step.hash === null)
				await this.#change(key, (was) => withSigned(was, at, hash));
			if (store.get(key)?.steps[at]?.state !== "signed") continue;
			const end = outcomeOf(hash, orders.list());
			if (end.kind === "done")
				await this.#change(key, (was) => withDone(was, at, end.hash));
			else if (end.kind === "reverted")
				await this.#change(key, (was) =>
					withFailed(
						...([was, at, end.hash] as const),
						new Fault("batch-reverted", `call ${at + 1}`),
					),
				);
			else if (end.kind === "never")
				await this.#change(key, (was) => withGone(was, at, end.why));
			else if (end.kind === "unknown")
				await this.#change(key, (was) => withFailed(was, at, hash, end.why));
		}
	}

	/** What ended the asking for a call. */
	async #refused(key: string, at: number, fault: Fault): Promise<void> {
		const { clock, store, life } = this.#tools;
		const batch = store.get(key);
		if (batch === undefined || life.aborted) return;
		const id = callIdOf(batch, at);
		const now = clock.nowMs();
		// never later than now: a clock that was set back makes no trying longer
		const sinceMs = Math.min(this.#tried.get(id) ?? now, now);
		this.#tried.set(id, sinceMs);
		if (isPassing(fault) && now - sinceMs < triedForMs) {
			await clock.sleep(againAfterMs, life);
			return;
		}
		this.#tried.delete(id);
		await this.#change(key, (was) => withFailed(was, at, null, fault));
	}

	/** Asks for one call, until there is a signature or a no. */
	async #askFor(key: string, batch: CallBatch, at: number): Promise<void> {
		const { queue, presence, requestOf } = this.#tools;
		// the person let it begin: it is asked for whether or not the page is still there
		const page = presence.open(batch.origin);
		try {
			const request = await requestOf(batch, at);
			const hash = await queue.askUnder(callIdOf(batch, at), page, request);
			await this.#change(key, (was) => withSigned(was, at, hash));
		} catch (thrown) {
			await this.#refused(key, at, asFault(thrown));
		} finally {
			presence.close(page);
		}
	}

	async #advance(key: string): Promise<void> {
		const { store } = this.#tools;
		await this.#settle(key);
		const batch = store.get(key);
		if (batch?.state !== "open") return;
		const at = nextOf(batch);
		if (batch.steps[at]?.state === "waits")
			await this.#change(key, (was) => withAsked(was, at));
		const now = store.get(key);
		const id = callIdOf(batch, at);
		if (now?.state !== "open" || now.steps[at]?.state !== "asked") return;
		if (this.#asked.has(id)) return;
		this.#asked.add(id);
		this.#quietly(
			this.#askFor(key, now, at).finally(() => {
				this.#asked.delete(id);
				this.pump();
			}),
		);
	}

	readonly pump: Batches["pump"] = () => {
		const { store, clock, life } = this.#tools;
		if (life.aborted) return;
		for (const batch of store.list()) {
			const isNew = clock.nowMs() - batch.madeMs < crossedForMs;
			const mayBeSigned = batch.state === "stopped" && isNew;
			if (!isBatchUnderWay(batch) && !mayBeSigned) continue;
			const key = batchKeyOf(batch);
			this.#quietly(this.#steps(key, () => this.#advance(key)));
		}
	};

	/** One that can still be stopped is among them, whatever came after it. */
	readonly views: Batches["views"] = () => {
		const orders = this.#tools.orders.list();
		const all = this.#tools.store.list();
		const over = all
			.filter((batch) => !isBatchUnderWay(batch))
			.slice(
				0,
				Math.max(0, mostBatchesShown - all.filter(isBatchUnderWay).length),
			);
		return all
			.filter((batch) => isBatchUnderWay(batch) || over.includes(batch))
			.slice(0, mostBatchesShown)
			.map((batch) => batchViewOf(batch, orders));
	};
}

export const openBatches = (tools: BatchTools): Batches =>
	new BatchRunner(tools);
