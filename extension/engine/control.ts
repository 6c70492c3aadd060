// What the background and the engine worker say to each other on the one port between them, beside the requests that
// travel on a port of their own for each caller. Both sides are ours; both check shapes all the same.

import * as d from "../../src/base/decode.ts";
import {
	type Alert,
	type AlertSaid,
	alert,
	alertSaid,
} from "../../src/protocol/alert.ts";
import { textIn } from "../message.ts";

export type { Alert };

/** Background to engine. A port comes with `attach`. */
export type ToEngine =
	| { readonly tell: "attach"; readonly role: "ui" }
	| {
			readonly tell: "attach";
			readonly role: "page";
			readonly origin: string;
	  }
	/** The match patterns of hosts the browser lets the extension reach. */
	| { readonly tell: "granted"; readonly patterns: readonly string[] }
	/** The person closed the window for decisions. */
	| { readonly tell: "dismissed" }
	| { readonly tell: "nudge"; readonly id: string };

/** Engine to background. */
export type FromEngine =
	/** The first word on the port. */
	| { readonly tell: "stands" }
	| { readonly tell: "waiting"; readonly ids: readonly string[] }
	/** Worth a notification, once for each id. */
	| {
			readonly tell: "alert";
			readonly alert: Alert;
			readonly said: AlertSaid;
	  }
	| { readonly tell: "nudged"; readonly id: string };

/** The last message on a caller's port: its other end is gone. */
export const closed = { tell: "closed" } as const;

export const isClosed = (message: unknown): boolean =>
	textIn(message, "tell") === closed.tell;

const patterns = d.record({ patterns: d.list(d.text(300), 2_000) });
const named = d.record({ id: d.text(64) });
const ids = d.record({ ids: d.list(d.text(64), 1_000) });
const told = d.record({ alert, said: alertSaid });
const site = d.record({ origin: d.text(300) });
const role = d.record({ role: d.text(10) });

/** @throws bad-field when it is none of them. */
export const toEngine = (message: unknown): ToEngine | undefined => {
	switch (textIn(message, "tell")) {
		case "attach":
			return role(message, "attach").role === "ui"
				? { tell: "attach", role: "ui" }
				: {
						tell: "attach",
						role: "page",
						origin: site(message, "attach").origin,
					};
		case "granted":
			return {
				tell: "granted",
				patterns: patterns(message, "granted").patterns,
			};
		case "dismissed":
			return { tell: "dismissed" };
		case "nudge":
			return { tell: "nudge", id: named(message, "nudge").id };
		default:
			return undefined;
	}
};

export const fromEngine = (message: unknown): FromEngine | undefined => {
	switch (textIn(message, "tell")) {
		case "stands":
			return { tell: "stands" };
		case "waiting":
			return { tell: "waiting", ids: ids(message, "waiting").ids };
		case "alert":
			return { tell: "alert", ...told(message, "alert") };
		case "nudged":
			return { tell: "nudged", id: named(message, "nudged").id };
		default:
			return undefined;
	}
};
