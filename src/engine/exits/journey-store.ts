// The journeys of this device: on disk before they count, changed one at a time, each step from what the one before it left.

import { serial } from "../../base/async.ts";
import { asFault, Fault } from "../../base/fault.ts";
import { mostJourneys } from "../../base/room.ts";
import {
	decodeJourney,
	type Journey,
	journeyText,
} from "../../exit/journey.ts";
import type { Store } from "../../source/ports.ts";

export type JourneyStore = {
	/** Newest first. */
	readonly list: () => readonly Journey[];
	readonly get: (id: string) => Journey | undefined;
	/** @throws exit-unknown */
	readonly known: (id: string) => Journey;
	/** On disk when it resolves. @throws bad-params when its id is taken, too-many, storage */
	readonly add: (journey: Journey) => Promise<void>;
	/** On disk when it resolves. @throws exit-unknown, storage, and what the step throws */
	readonly change: (
		id: string,
		step: (was: Journey) => Journey,
	) => Promise<Journey>;
	readonly remove: (id: string) => Promise<void>;
};

/** @param problem hears of what lies in the store and does not decode: of a newer release, or damaged. It stays there. */
export const openJourneyStore = async (
	store: Store,
	changed: () => void,
	problem: (fault: Fault) => void,
): Promise<JourneyStore> => {
	const journeys = new Map<string, Journey>();
	for (const id of await store.keys("exits")) {
		const stored = await store.get("exits", id);
		if (stored === undefined) continue;
		try {
			const journey = decodeJourney(stored);
			if (journey.id !== id)
				throw new Fault("bad-field", `it is exit ${journey.id}`);
			journeys.set(id, journey);
		} catch (thrown) {
			problem(new Fault("bad-file", `exit ${id}: ${asFault(thrown).message}`));
		}
	}

	const inTurn = serial();
	const known = (id: string): Journey => {
		const found = journeys.get(id);
		if (found === undefined) throw new Fault("exit-unknown", `no exit ${id}`);
		return found;
	};
	/** @throws what would not read back is not written: bad-field, too-large */
	const put = async (journey: Journey): Promise<void> => {
		const text = journeyText(journey);
		decodeJourney(text);
		await store.put("exits", journey.id, text);
		journeys.set(journey.id, journey);
		changed();
	};

	return {
		list: () =>
			[...journeys.values()].toSorted((a, b) => b.startedMs - a.startedMs),
		get: (id) => journeys.get(id),
		known,
		add: (journey) =>
			inTurn(async () => {
				const stored = await store.get("exits", journey.id);
				if (journeys.has(journey.id) || stored !== undefined)
					throw new Fault("bad-params", `exit ${journey.id} is there already`);
				const own = [...journeys.values()].filter(
					({ network }) => network === journey.network,
				);
				if (own.length >= mostJourneys)
					throw new Fault(
						"too-many",
						`${own.length} exits: take those off the list that are over`,
					);
				await put(journey);
			}),
		change: (id, step) =>
			inTurn(async () => {
				const was = known(id);
				const next = step(was);
				if (next !== was) await put(next);
				return next;
			}),
		remove: (id) =>
			inTurn(async () => {
				known(id);
				await store.delete("exits", id);
				journeys.delete(id);
				changed();
			}),
	};
};
