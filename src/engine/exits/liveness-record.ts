// What is kept of the looks at one rollup, as it lies in the store: the line of samples, and what the person was told.

import type { Hex } from "../../base/bytes.ts";
import type { Decoded } from "../../base/decode.ts";
import * as d from "../../base/decode.ts";
import { asFault, type Fault } from "../../base/fault.ts";
import { canonical, hashOf, json } from "../../evidence/canonical.ts";
import { announcements } from "../../exit/announced.ts";
import type { Facts } from "../../exit/facts.ts";
import { timeline } from "../../exit/stall.ts";
import { isRollup, profileId } from "../../l2/checks.ts";
import type { Watchable } from "../../l2/kind.ts";
import type { Store } from "../../source/ports.ts";
import { mostTold } from "./alerts.ts";

const stored = d.record({
	format: d.oneOf("sextant-liveness-1"),
	samples: timeline,
	/** What the last look ended with asking for. */
	more: d.list(
		d.record({ address: d.address, slots: d.list(d.hash, 256) }),
		64,
	),
	/** What the person was told of, by name. */
	told: d.list(d.text(120), mostTold),
	/** Operations of its timelock that were looked for. */
	announced: d.optional(announcements),
	/** Were all its contracts seen as the profile says, once? */
	wasWhole: d.optional(d.flag),
});
export type LivenessRecord = Decoded<typeof stored>;

const fresh: LivenessRecord = {
	format: "sextant-liveness-1",
	samples: [],
	more: [],
	told: [],
};

/** What is known of one rollup. */
export type LivenessState = {
	readonly kept: LivenessRecord;
	/** Of this run's last look; null before it. */
	readonly facts: Facts | null;
	readonly fault: Fault | null;
};

/** Before any look. */
export const noLiveness: LivenessState = {
	kept: fresh,
	facts: null,
	fault: null,
};

const names = new WeakMap<Watchable, Hex>();
/** The hash of all of the profile: looks by another one are of another line. */
export const nameOf = (profile: Watchable): Hex => {
	if (isRollup(profile)) return profileId(profile);
	const known = names.get(profile) ?? hashOf(json(profile, "profile"));
	names.set(profile, known);
	return known;
};

/** Looks that do not decode are lost, and `problem` hears of it; new ones begin the line anew. @throws storage */
export const readLiveness = async (
	store: Store,
	profile: Watchable,
	problem: (fault: Fault) => void,
): Promise<LivenessState> => {
	const found = await store.get("liveness", nameOf(profile));
	if (found === undefined) return noLiveness;
	try {
		return { ...noLiveness, kept: stored(d.parseJson(found), "liveness") };
	} catch (thrown) {
		problem(asFault(thrown));
		return noLiveness;
	}
};

/** On disk when it resolves. @throws storage */
export const keepLiveness = (
	store: Store,
	profile: Watchable,
	{ kept }: LivenessState,
): Promise<void> =>
	store.put("liveness", nameOf(profile), canonical(json(kept, "liveness")));
