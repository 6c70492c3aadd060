// Looking at journeys: one look at a time at each, its finding on disk before anything is said of it.

import { singleFlightByKey } from "../../base/async.ts";
import { asFault, type Fault, type FaultJson } from "../../base/fault.ts";
import { askedOf, isLookedAt, looked, withTold } from "../../exit/journey.ts";
import type { Way } from "../../exit/way.ts";
import type { RollupProfile } from "../../l2/profile.ts";
import type { Clock } from "../../source/ports.ts";
import type { Alert } from "../ports.ts";
import { clickAlert, clickKey, endAlert } from "./alerts.ts";
import type { JourneyStore } from "./journey-store.ts";
import { clickOf, positionOf, stillOf } from "./position.ts";
import { type ExitSession, profileBy, profileOf } from "./session.ts";
import type { ExitSite } from "./site.ts";

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

export type LooksTools = {
	readonly session: ExitSession;
	readonly journeys: JourneyStore;
	readonly clock: Clock;
	readonly alert: (alert: Alert) => void;
	readonly changed: () => void;
	readonly problem: (fault: Fault) => void;
};

class JourneyLooks implements Looks {
	readonly #tools: LooksTools;
	readonly #faults = new Map<string, FaultJson>();
	readonly #times = new Map<string, number>();
	/** The head each was last looked at under. */
	readonly #heads = new Map<string, string>();
	readonly #running = singleFlightByKey<string, void>();

	constructor(tools: LooksTools) {
		this.#tools = tools;
	}

	/** Says what waits for the person or has ended; on disk that it did, before it does. */
	async #tell(id: string, profile: RollupProfile, way: Way): Promise<void> {
		const journey = this.#tools.journeys.known(id);
		const { entry, nowS } = this.#tools.session.still();
		if (journey.outcome !== "under-way") {
			const key = `ended ${journey.outcome}`;
			if (journey.told.includes(key)) return;
			await this.#tools.journeys.change(id, (was) => withTold(was, key));
			this.#tools.alert(endAlert(journey, profile.title));
			return;
		}
		const position = positionOf(journey, way);
		const click = clickOf(journey, position, profile, { entry, nowS });
		if (click === null) return;
		const key = clickKey(journey, click, entry);
		if (journey.told.includes(key)) return;
		await this.#tools.journeys.change(id, (was) => withTold(was, key));
		this.#tools.alert(clickAlert(journey, key, click, profile.title));
	}

	async #once(on: ExitSite, id: string): Promise<void> {
		const journey = this.#tools.journeys.known(id);
		const profile = profileBy(on, journey.chainId);
		const way = await this.#tools.session.wayOut(journey.way, profile);
		const head = on.heads().newest;
		const used = new Set<string>();
		const position = positionOf(journey, way);
		const { account } = journey.asked;
		const state = await this.#tools.session.ask(
			on,
			{ profile, way, account, journey, mostMs: mostLookMs, used },
			position.look,
		);
		const next = way.at(state, askedOf(journey));
		const nowMs = this.#tools.clock.nowMs();
		const done = next
			.stages(stillOf(journey, profile, this.#tools.session.still()))
			.filter((stage) => stage.state === "done")
			.map((stage) => stage.id);
		const { outcome } = next;
		await this.#tools.journeys.change(id, (was) =>
			looked(was, { state, outcome, done, needs: [...used], nowMs }),
		);
		this.#times.set(id, nowMs);
		if (head !== null) this.#heads.set(id, head);
		await this.#tell(id, profile, way);
	}

	async #noted(on: ExitSite, id: string): Promise<void> {
		try {
			await this.#once(on, id);
			this.#faults.delete(id);
		} catch (thrown) {
			const fault = asFault(thrown);
			if (fault.kind === "internal") this.#tools.problem(fault);
			// stopped, not failed
			if (fault.code !== "cancelled") this.#faults.set(id, fault.toJson());
			throw fault;
		} finally {
			this.#tools.changed();
		}
	}

	readonly at: Looks["at"] = (on: ExitSite, id: string): Promise<void> =>
		this.#running(id, () => this.#noted(on, id));

	readonly upToDate: Looks["upToDate"] = async (on, id) => {
		const head = on.heads().newest;
		const isFresh = head !== null && this.#heads.get(id) === head;
		if (!isFresh || this.#tools.journeys.known(id).lookedMs === null)
			await this.at(on, id);
	};

	readonly all: Looks["all"] = async () => {
		const on = this.#tools.session.site();
		const signal = this.#tools.session.signal();
		if (on === null) return;
		for (const { id, network, chainId } of this.#tools.journeys.list()) {
			if (signal.aborted) return;
			const journey = this.#tools.journeys.get(id);
			const isOurs =
				journey !== undefined &&
				network === on.network.name &&
				profileOf(on, chainId) !== undefined &&
				isLookedAt(journey, this.#tools.clock.nowMs());
			if (isOurs)
				await this.at(on, id).catch(() => {
					// kept to be shown; the next head is the next try
				});
		}
	};

	readonly fault: Looks["fault"] = (id) => this.#faults.get(id) ?? null;

	readonly lookedMs: Looks["lookedMs"] = (id) => this.#times.get(id) ?? null;

	readonly note: Looks["note"] = (id, atMs) => {
		this.#times.set(id, atMs);
	};

	readonly restart: Looks["restart"] = () => this.#heads.clear();

	readonly forget: Looks["forget"] = (id) => {
		this.#faults.delete(id);
		this.#times.delete(id);
		this.#heads.delete(id);
	};
}

export const openLooks = (tools: LooksTools): Looks => new JourneyLooks(tools);
