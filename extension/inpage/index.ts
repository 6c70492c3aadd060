// Puts the provider into the page before the page's own scripts run, and announces it (EIP-6963).
// https://eips.ethereum.org/EIPS/eip-6963

import { unmark } from "./envelope.ts";
import { makeProvider } from "./provider.ts";

/** The mark of extension/icon, as a picture in text. */
const icon = `data:image/svg+xml,${encodeURIComponent(
	'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" rx="18" fill="#101c2e"/><g fill="none" stroke="#d6aa54" stroke-width="5" stroke-linecap="round"><path d="M48 29 20 68M48 29 76 68M48 29 55 77M20 68q28 18 56 0"/></g><path fill="#eef2f8" d="M48 8q2 13 15 15-13 2-15 15-2-13-15-15 13-2 15-15z"/></svg>',
)}`;

const install = () => {
	// An opaque origin (a sandboxed page) is nobody, and cannot be answered safely.
	const { origin } = window;
	if (origin === "null") return;
	// Taken now, before any script of the page can put something else in their place.
	const post = window.postMessage.bind(window);
	const announceEvent = CustomEvent;
	const dispatch = window.dispatchEvent.bind(window);

	const session = crypto.randomUUID();
	let count = 0;
	const { provider, hear } = makeProvider({
		post: (message) => post({ sextant: "asked", message }, origin),
		newId: () => `${session}-${++count}`,
		mostWaiting: 128,
	});
	window.addEventListener("message", (event) => {
		const message = unmark(event, window, "answered");
		if (message !== undefined) hear(message);
	});

	const info = Object.freeze({
		uuid: crypto.randomUUID(),
		name: "Sextant",
		icon,
		rdns: "example.sextant",
	});
	const announce = () =>
		dispatch(
			new announceEvent("eip6963:announceProvider", {
				detail: Object.freeze({ info, provider }),
			}),
		);
	window.addEventListener("eip6963:requestProvider", announce);
	announce();

	try {
		if (Reflect.get(window, "ethereum") === undefined)
			Object.defineProperty(window, "ethereum", {
				value: provider,
				configurable: true,
				writable: true,
				enumerable: true,
			});
	} catch {
		// Another wallet guards the name; the announcement reaches every site that asks properly.
	}
	dispatch(new Event("ethereum#initialized"));
};

install();
