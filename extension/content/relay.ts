// Carries messages between the page's provider and the background. It understands none of them: it reads their id, so
// that what a dying background left unanswered is asked again. It connects at the first request: a page that never asks
// never wakes the wallet.

import { checkPlain, pageBounds } from "../../src/protocol/plain.ts";
import { unmark } from "../inpage/envelope.ts";
import { lastingPort } from "../port.ts";
import { connect } from "./connect.ts";

const { origin } = window;
const toPage = (message: unknown) =>
	window.postMessage({ sextant: "answered", message }, origin);

if (origin !== "null") {
	let used = false;
	const port = lastingPort({
		connect: () => connect("page"),
		stay: false,
		mostWaiting: 128,
	});
	port.listen(toPage);
	port.onClose(() => {
		if (used) toPage({ event: "disconnect" });
	});
	window.addEventListener("message", (event) => {
		if (event.origin !== origin) return;
		const message = unmark(event, window, "asked");
		if (message === undefined) return;
		try {
			checkPlain(message, pageBounds);
		} catch {
			// Only a script that goes round the provider can send such a thing; it gets no answer.
			return;
		}
		used = true;
		port.send(message);
	});
	// A page that was away may have missed a change of accounts or chain while the background was unloaded.
	document.addEventListener("visibilitychange", () => {
		if (used && document.visibilityState === "visible") port.open();
	});
}
