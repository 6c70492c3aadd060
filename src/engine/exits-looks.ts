// Looking at journeys: one look at a time at each, its finding on disk before anything is said of it.

import { singleFlightByKey } from "../base/async.ts";
import { asFault, type Fault, type FaultJson } from "../base/fault.ts";
import { askedOf, isLookedAt, looked, withTold } from "../exit/journey.ts";
import type { RollupProfile } from "../l2/profile.ts";
import type { Clock } from "../source/ports.ts";
import { clickAlert, clickKey, endAlert } from "./exits-alerts.ts";
import type { Book } from "./exits-book.ts";
import { type Desk, profileBy, profileOf } from "./exits-desk.ts";
import type { ExitSite } from "./exits-site.ts";
import { clickOf, positionOf, stillOf } from "./exits-view.ts";
import type { Alert } from "./ports.ts";

export type Looks = {
	/** Looks, or waits for the look that is under way. @throws what keeps it from looking */
	readonly at: (on: ExitSite, id: string) => Promise<void>;
	/** As `at`, unless it was looked at under the newest head. */
	readonly upToDate: (on: ExitSite, id: string) => Promise<void>;
	/** Looks at every journey that is open on the chains that are followed. Throws nothing. */
	readonly all: () => Promise<void>;
	/** Why the last look failed; null when it did not. */
	readonly fault: (id: string) => FaultJson | null;
	/** When this run last looked with success; null before. */
	readonly lookedMs: (id: string) => number | null;
	/** It was just begun, which is a look as well. */
	readonly note: (id: string, atMs: number) => void;
	/** The chains are opened anew: no look is up to date. */
	readonly restart: () => void;
	readonly forget: (id: string) => void;
};

/** A look reads newest state several times, and each may wait for a few slots. */
export const mostLookMs = 240_000;

export const openLooks = (tools: {
	readonly desk: Desk;
	readonly book: Book;
	readonly clock: Clock;
	readonly alert: (alert: Alert) => void;
	readonly changed: () => void;
	readonly problem: (fault: Fault) => void;
}): Looks => {
	const { desk, book, clock, changed, problem } = tools;
	const faults = new Map<string, FaultJson>();
	const times = new Map<string, number>();
	/** The head each was last looked at under. */
	const heads = new Map<string, string>();
	const running = singleFlightByKey<string, void>();

	/** Says what waits for the person or has ended; on disk that it did, before it does. */
	const tell = async (id: string, profile: RollupProfile): Promise<void> => {
		const journey = book.known(id);
		const { entry, nowS } = desk.still();
		if (journey.outcome !== "under-way") {
			const key = `ended ${journey.outcome}`;
			if (journey.told.includes(key)) return;
			await book.change(id, (was) => withTold(was, key));
			tools.alert(endAlert(journey, profile.title));
			return;
		}
		const position = positionOf(journey, desk.way(journey.way));
		const click = clickOf(journey, position, profile, { entry, nowS });
		if (click === null) return;
		const key = clickKey(journey, click, entry);
		if (journey.told.includes(key)) return;
		await book.change(id, (was) => withTold(was, key));
		tools.alert(clickAlert(journey, key, click, profile.title));
	};

	const once = async (on: ExitSite, id: string): Promise<void> => {
		const journey = book.known(id);
		const profile = profileBy(on, journey.chainId);
		const way = desk.wayOut(journey.way, profile);
		const head = on.heads().newest;
		const used = new Set<string>();
		const position = positionOf(journey, way);
		const { account } = journey.asked;
		const state = await desk.ask(
			on,
			{ profile, way, account, journey, mostMs: mostLookMs, used },
			position.look,
		);
		const next = way.at(state, askedOf(journey));
		const nowMs = clock.nowMs();
		const done = next
			.stages(stillOf(journey, profile, desk.still()))
			.filter((stage) => stage.state === "done")
			.map((stage) => stage.id);
		const { outcome } = next;
		await book.change(id, (was) =>
			looked(was, { state, outcome, done, needs: [...used], nowMs }),
		);
		times.set(id, nowMs);
		if (head !== null) heads.set(id, head);
		await tell(id, profile);
	};

	const at = (on: ExitSite, id: string): Promise<void> =>
		running(id, () =>
			once(on, id)
				.then(
					() => {
						faults.delete(id);
					},
					(thrown: unknown) => {
						const fault = asFault(thrown);
						if (fault.kind === "internal") problem(fault);
						// stopped, not failed
						if (fault.code !== "cancelled") faults.set(id, fault.toJson());
						throw fault;
					},
				)
				.finally(changed),
		);

	return {
		at,
		upToDate: async (on, id) => {
			const head = on.heads().newest;
			const isFresh = head !== null && heads.get(id) === head;
			if (!isFresh || book.known(id).lookedMs === null) await at(on, id);
		},
		all: async () => {
			const on = desk.site();
			const signal = desk.signal();
			if (on === null) return;
			for (const { id, network, chainId } of book.list()) {
				if (signal.aborted) return;
				const journey = book.get(id);
				const isOurs =
					journey !== undefined &&
					network === on.network.name &&
					profileOf(on, chainId) !== undefined &&
					isLookedAt(journey, clock.nowMs());
				if (isOurs)
					await at(on, id).catch(() => {
						// kept to be shown; the next head is the next try
					});
			}
		},
		fault: (id) => faults.get(id) ?? null,
		lookedMs: (id) => times.get(id) ?? null,
		note: (id, atMs) => {
			times.set(id, atMs);
		},
		restart: () => heads.clear(),
		forget: (id) => {
			faults.delete(id);
			times.delete(id);
			heads.delete(id);
		},
	};
};
