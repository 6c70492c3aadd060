// What happened while nobody looked, as a notification of the browser: that a rollup stalls, that an exit waits for a click.
// Each is shown once. What was shown, and which screen a click on it opens, is kept on disk, because this realm and the engine
// die often, and the engine says again what still holds each time it wakes.

import { serial } from "../../src/base/async.ts";
import type { Decoded } from "../../src/base/decode.ts";
import * as d from "../../src/base/decode.ts";
import { Fault } from "../../src/base/fault.ts";
import { type Alert, alertRoute, placeOf } from "../../src/protocol/alert.ts";

export type AlertPorts<A> = {
	readonly read: () => Promise<unknown>;
	readonly write: (state: object) => Promise<void>;
	/** Under that name; one that stands under it is replaced. Rejects when the browser or the person lets none through. */
	readonly notify: (name: string, alert: A) => Promise<void>;
	/** Takes it away, if it stands. */
	readonly clear: (name: string) => Promise<void>;
	/** Opens the popup's screens at the place behind the #. */
	readonly open: (place: string) => Promise<void>;
};

export type Alerts<A> = {
	/** Shows an alert unless it was shown before; calls are worked off in order. */
	readonly tell: (alert: A) => Promise<void>;
	/** A notification was clicked: one of ours is taken away, and its screen opens. Others are let be. */
	readonly clicked: (name: string) => Promise<void>;
};

/** More than can hold at a time by far: the oldest are forgotten first. */
const mostSeen = 500;
/** Notifications do not stand for long. */
const mostRoutes = 64;
const kept = d.record({
	seen: d.list(d.text(120), mostSeen),
	/** Where a click on each of the newest leads. */
	routes: d.list(d.record({ id: d.text(120), route: alertRoute }), mostRoutes),
});
type AlertsRecord = Decoded<typeof kept>;

/** Before the id of each notification, so that a click on one is told from others. */
const prefix = "alert ";

/** What a click opens whose screen is not known any more: the list of exits, and how alive the chains are. */
const anyPlace = "leave";

export const openAlerts = <A extends Pick<Alert, "id" | "route">>(
	ports: AlertPorts<A>,
): Alerts<A> => {
	const inTurn = serial();

	/** What does not decode is lost: something may be shown a second time, which is better than nothing ever again. */
	const load = async (): Promise<AlertsRecord> => {
		const stored = await ports.read();
		try {
			return kept(stored, "alerts");
		} catch (thrown) {
			if (!(thrown instanceof Fault)) throw thrown;
			return { seen: [], routes: [] };
		}
	};

	return {
		tell: (alert) =>
			inTurn(async () => {
				const { id, route } = alert;
				const before = await load();
				if (before.seen.includes(id)) return;
				const routes = [
					...before.routes.filter((one) => one.id !== id),
					{ id, route },
				].slice(-mostRoutes);
				// Before it can be clicked.
				await ports.write({ seen: before.seen, routes });
				await ports.notify(`${prefix}${id}`, alert);
				// Afterwards: what was not shown is shown when it is said again.
				await ports.write({
					seen: [...before.seen, id].slice(-mostSeen),
					routes,
				});
			}),
		clicked: (name) =>
			inTurn(async () => {
				if (!name.startsWith(prefix)) return;
				const id = name.slice(prefix.length);
				const found = (await load()).routes.find((one) => one.id === id);
				await ports.open(found === undefined ? anyPlace : placeOf(found.route));
				await ports.clear(name);
			}),
	};
};
