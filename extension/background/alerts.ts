// What happened while nobody looked, as a notification of the browser: that a rollup stalls, that an exit waits for a click.
// Each is shown once. What was shown is kept on disk, because this realm and the engine die often, and the engine says again
// what still holds each time it wakes.

import { list, record, text } from "../../src/base/decode.ts";
import type { Alert } from "../engine/control.ts";

export type AlertPorts = {
	readonly read: () => Promise<unknown>;
	readonly write: (state: object) => Promise<void>;
	/** Rejects when the browser or the person lets none through. */
	readonly notify: (alert: Alert) => Promise<void>;
};

/** More than can hold at a time by far: the oldest are forgotten first. */
const mostSeen = 500;
const state = record({ seen: list(text(120), mostSeen) });

/** Before the id of each notification, so that a click on one is told from others. */
export const alertPrefix = "alert ";

/** @returns a function that shows an alert unless it was shown before; calls are worked off in order. */
export const openAlerts = (
	ports: AlertPorts,
): ((alert: Alert) => Promise<void>) => {
	let last: Promise<void> = Promise.resolve();

	const show = async (alert: Alert): Promise<void> => {
		const { seen } = state((await ports.read()) ?? { seen: [] }, "alerts");
		if (seen.includes(alert.id)) return;
		await ports.notify(alert);
		// Afterwards: what was not shown is shown when it is said again.
		await ports.write({ seen: [...seen, alert.id].slice(-mostSeen) });
	};

	return (alert) => {
		const work = last.then(() => show(alert));
		last = work.catch(() => {});
		return work;
	};
};
