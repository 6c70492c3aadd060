// The next step of a journey as an order: one order for one attempt, whatever is cut off in between.

import { Fault } from "../../base/fault.ts";
import { hashOf, json } from "../../evidence/canonical.ts";
import { lastOrder, withOrder } from "../../exit/journey.ts";
import { exitCall } from "../../l2/checks.ts";
import { type ExitStep, stepJson } from "../../l2/exit-step.ts";
import type { RollupProfile } from "../../l2/profile.ts";
import { isExit } from "../../receipt/orders.ts";
import type { Clock } from "../../source/ports.ts";
import type { Entry } from "../../wallet/ledger.ts";
import type { Orders } from "../orders.ts";
import type { JourneyStore } from "./journey-store.ts";
import type { Looks } from "./looks.ts";
import { clickOf, isOnItsWay, positionOf } from "./position.ts";
import { type ExitSession, profileBy } from "./session.ts";
import type { ExitSite } from "./site.ts";

const isSame = (a: ExitStep, b: ExitStep): boolean =>
	hashOf(json(stepJson(a), "step")) === hashOf(json(stepJson(b), "step"));

/** The step an order was made of; null for an order of another kind. */
const stepOf = ({ order }: Entry): ExitStep | null =>
	isExit(order) ? order.step : null;

/** @throws as `Orders.prepare` */
const prepare = (
	on: ExitSite,
	id: string,
	from: Entry["order"]["from"],
	profile: RollupProfile,
	step: ExitStep,
): Promise<Entry> => {
	const { to, valueWei } = exitCall(profile, from, step);
	const exit = { profile, step };
	return on.prepare({ id, origin: null, from, to, valueWei, exit });
};

/**
 * The order of the journey's next step. Where it is, is looked at first. The order's id is on disk before it is made: cut off
 * in between, it is made under the same one, and no second can come of it.
 * @throws exit-not-now when that stage is not the next click; no-vault for another wallet's account; what a look and
 * `Orders.prepare` throw
 */
export const makeStep = async (
	tools: {
		readonly session: ExitSession;
		readonly journeys: JourneyStore;
		readonly looks: Looks;
		readonly clock: Clock;
		readonly orders: Pick<Orders, "get" | "takeBack">;
	},
	on: ExitSite,
	id: string,
	stage: string,
): Promise<Entry> => {
	const { session, journeys, looks, clock, orders } = tools;
	const journey = journeys.known(id);
	const profile = profileBy(on, journey.chainId);
	const { account } = journey.asked;
	if (!on.accounts.includes(account))
		throw new Fault("no-vault", `${account} is not of this wallet`);
	const last = lastOrder(journey, stage);
	const made = last === undefined ? undefined : orders.get(last.id);
	if (made !== undefined && isOnItsWay(made)) return made;

	await looks.upToDate(on, id);
	const now = journeys.known(id);
	const position = positionOf(now, await session.wayOut(now.way, profile));
	const click = clickOf(now, position, profile, session.still());
	const waits = made === undefined ? undefined : orders.get(made.order.id);
	if (waits !== undefined && isOnItsWay(waits)) return waits;
	if (waits?.state === "waiting") {
		const step = stepOf(waits);
		const isYoung =
			clock.nowMs() - waits.order.madeMs < on.mostOrderAgeS * 1000;
		const isStill =
			click === null || (click.stage === stage && step !== null)
				? step !== null && (click === null || isSame(step, click.step))
				: false;
		if (isYoung && isStill && step !== null)
			return prepare(on, waits.order.id, account, profile, step);
		// It grew old, or L1 moved on: taken back before another is made, with the reason, which is shown beside the other.
		const after = await orders.takeBack(
			waits.order.id,
			isYoung
				? new Fault("exit-moved", `made at ${waits.order.madeMs}`)
				: new Fault("order-stale", `at most ${on.mostOrderAgeS} s`),
		);
		// the signature crossed it
		if (isOnItsWay(after)) return after;
	}
	if (click === null || click.stage !== stage)
		throw new Fault(
			"exit-not-now",
			click === null
				? `nothing is to be signed at "${stage}" now`
				: `the next step is "${click.stage}", not "${stage}"`,
		);
	const isUsed = made !== undefined || last === undefined;
	const withNext = isUsed
		? await journeys.change(id, (was) => withOrder(was, stage))
		: now;
	const next = lastOrder(withNext, stage);
	if (next === undefined) throw new RangeError('"stage" has no order');
	return prepare(on, next.id, account, profile, click.step);
};
