// What a person who wants it is told while no screen is open: that something arrived, and that a payment is final. No amounts, and
// no names but the chain's: it may stand on a locked screen.

import type { Alert } from "../protocol/alert.ts";
import type { ArrivalView } from "../protocol/arrival-views.ts";
import type { Entry } from "../wallet/ledger.ts";
import { alertMessage } from "./alert-codes.ts";

const route = { screen: "activity" } as const;

/** Null for what is too little to wake anybody. */
export const arrivalAlert = (
	{ id, isSown }: Pick<ArrivalView, "id" | "isSown">,
	chain: string,
): Alert | null =>
	isSown
		? null
		: {
				id: `arrived ${id}`.slice(0, 120),
				title: alertMessage("alert.received.title", { chain }),
				text: alertMessage("alert.received.text"),
				route,
			};

/** Where the order became final by this step, in a block; null else. */
export const finalAlert = (
	was: Entry,
	now: Entry,
	chain: string,
): Alert | null =>
	was.state === "final" || now.state !== "final"
		? null
		: {
				id: `final ${now.order.id}`.slice(0, 120),
				title: alertMessage(
					now.inclusion?.succeeded === false
						? "alert.final-failed.title"
						: "alert.final.title",
					{ chain },
				),
				text: alertMessage("alert.final.text"),
				route,
			};
