// Where a journey is, and what may be signed next: its way says so, from the state of its last look and the orders in the
// ledger. Nothing is asked anywhere.

import { asFault, Fault } from "../../base/fault.ts";
import { askedOf, type Journey, lastOrder } from "../../exit/journey.ts";
import type { Click, ExitContext, StageOrder } from "../../exit/module.ts";
import type { Position, Way } from "../../exit/way.ts";
import type { RollupProfile } from "../../l2/profile.ts";
import { isExit } from "../../receipt/orders.ts";
import type { Entry } from "../../wallet/ledger.ts";

/** The ledger, and the time. */
export type LedgerContext = {
	readonly entry: (id: string) => Entry | undefined;
	readonly nowS: number;
};

/** The ledger's entry as a way sees it; null while it waits for a decision: the step is still the person's to take. */
const stageOrderOf = (entry: Entry): StageOrder | null =>
	entry.state === "waiting"
		? null
		: {
				id: entry.order.id,
				state: entry.state,
				hash: entry.signed?.hash ?? null,
				succeeded: entry.inclusion?.succeeded ?? null,
				blockNumber: entry.inclusion?.blockNumber ?? entry.overAt ?? null,
				step: isExit(entry.order) ? entry.order.step : null,
				madeMs: entry.order.madeMs,
			};

/** The last order of each stage; null where none was made or it was taken off the list. */
export const ordersOf =
	(
		journey: Journey | null,
		entry: (id: string) => Entry | undefined,
	): ExitContext["order"] =>
	(stage) => {
		const order = journey === null ? undefined : lastOrder(journey, stage);
		const found = order === undefined ? undefined : entry(order.id);
		return found === undefined ? null : stageOrderOf(found);
	};

const positions = new WeakMap<Journey, Position | Fault>();

/**
 * Where its way says it is.
 * @param way a fault: why it is not here
 * @throws exit-way where the way or its state is not known to this release, and that fault
 */
export const positionOf = (
	journey: Journey,
	way: Way | Fault | undefined,
): Position => {
	if (way instanceof Fault) throw way;
	if (way === undefined)
		throw new Fault("exit-way", `the way "${journey.way}" is not known here`);
	let found = positions.get(journey);
	if (found === undefined) {
		try {
			found = way.at(journey.state, askedOf(journey));
		} catch (thrown) {
			found = new Fault("exit-way", asFault(thrown).detail);
		}
		positions.set(journey, found);
	}
	if (found instanceof Fault) throw found;
	return found;
};

/** What a way draws its map from. */
export const stillOf = (
	journey: Journey,
	profile: RollupProfile,
	{ entry, nowS }: LedgerContext,
): Pick<ExitContext, "profile" | "nowS" | "order"> => ({
	profile,
	nowS,
	order: ordersOf(journey, entry),
});

/** An order that may still take effect: another for the same step would be a second one. */
export const isOnItsWay = (entry: Entry | undefined): boolean =>
	entry !== undefined &&
	(entry.state === "signed" ||
		entry.state === "sent" ||
		(entry.state === "included" && entry.inclusion?.succeeded === true));

/** The next step, unless its order is under way. Null too while this device has not looked at what another one began. */
export const clickOf = (
	journey: Journey,
	position: Position,
	profile: RollupProfile,
	parts: LedgerContext,
): Click | null => {
	if (journey.lookedMs === null) return null;
	const click = position.click(stillOf(journey, profile, parts));
	if (click === null) return null;
	const order = lastOrder(journey, click.stage);
	return isOnItsWay(order === undefined ? undefined : parts.entry(order.id))
		? null
		: click;
};
