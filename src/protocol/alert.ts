// What a person is told while no screen is open, and which screen it is about. JSON that decodes, bounded: it stands on screens
// that may be locked, and on the disk of the background.

import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { message } from "./message.ts";

/** The map of an exit, or how alive a chain is. */
export const alertRoute = d.either(
	d.record({ screen: d.oneOf("exit"), id: d.text(64) }),
	/** By the chain's id, or by its name where it has none. */
	d.either(
		d.record({ screen: d.oneOf("alive"), chain: d.text(40) }),
		/** What happened. */
		d.record({ screen: d.oneOf("activity") }),
	),
);
export type AlertRoute = Decoded<typeof alertRoute>;

const alertFields = d.record({
	/** What it is about and which time: "rollup stalled op 1795262400". */
	id: d.text(120),
	title: message,
	/** In a sentence or two. No amounts: it may stand on a locked screen. */
	text: message,
	/** What a click on it opens. */
	route: alertRoute,
});
/** A rollup stalls, a forced transaction is past its deadline, an exit waits for the person's click. */
export type Alert = Decoded<typeof alertFields>;

/** @throws bad-field */
export const alert: Decode<Alert> = alertFields;

const sentences = d.record({ title: d.text(80), text: d.text(300) });
/** An alert as a person reads it, in each language: whoever shows it knows which one is spoken, and has no words itself. */
export const alertSaid = d.record({ en: sentences, de: sentences });
export type AlertSaid = Decoded<typeof alertSaid>;

/** The place of the screen behind the # of the popup's address. */
export const placeOf = (route: AlertRoute): string =>
	route.screen === "activity"
		? "activity"
		: route.screen === "exit"
			? `exit/${encodeURIComponent(route.id)}`
			: `alive/${encodeURIComponent(route.chain)}`;
