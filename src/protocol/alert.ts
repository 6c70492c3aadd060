// What a person is told while no screen is open, and which screen it is about. JSON that decodes, bounded: it stands on screens
// that may be locked, and on the disk of the background.

import {
	type Decode,
	type Decoded,
	either,
	oneOf,
	record,
	text,
} from "../base/decode.ts";
import { message } from "./message.ts";

/** The map of an exit, or how alive a chain is. */
export const alertRoute = either(
	record({ screen: oneOf("exit"), id: text(64) }),
	/** By the chain's id, or by its name where it has none. */
	record({ screen: oneOf("alive"), chain: text(40) }),
);
export type AlertRoute = Decoded<typeof alertRoute>;

const alertFields = record({
	/** What it is about and which time: "rollup stalled op 1795262400". */
	id: text(120),
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

/** The place of the screen behind the # of the popup's address. */
export const placeOf = (route: AlertRoute): string =>
	route.screen === "exit"
		? `exit/${encodeURIComponent(route.id)}`
		: `alive/${encodeURIComponent(route.chain)}`;
