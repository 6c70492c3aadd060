// Chromium: a service worker has no workers of its own, so a hidden (offscreen) page hosts them. It outlives the service
// worker, which finds it again among its clients.

import { api } from "../api.ts";
import { hostPage } from "../manifest.ts";
import type { Seam } from "./engine.ts";

/** What is used of a service worker's `clients`; TypeScript's own library leaves them out of a page's globals. */
type Clients = {
	matchAll(options: { includeUncontrolled: boolean; type: "all" }): Promise<
		readonly {
			readonly url: string;
			postMessage(message: unknown, transfer: Transferable[]): void;
		}[]
	>;
};
declare const clients: Clients;

const findHost = async () => {
	const url = api().runtime.getURL(hostPage);
	const all = await clients.matchAll({
		includeUncontrolled: true,
		type: "all",
	});
	return all.find((client) => client.url === url);
};

const tries = 20;
const betweenMs = 100;

export const chromiumSeam: Seam = {
	openEngine: async () => {
		const { offscreen } = api();
		if (offscreen === undefined)
			throw new Error("this browser has no offscreen pages");
		let host = await findHost();
		const fresh = host === undefined;
		for (let i = 0; host === undefined; i++) {
			try {
				// Resolves when the page has loaded, so its listeners stand.
				await offscreen.createDocument({
					url: hostPage,
					reasons: ["WORKERS"],
					justification:
						"Verifies Ethereum proofs and holds the signing key in web workers.",
				});
			} catch (error) {
				// A service worker that died meanwhile may have begun to open it; then it comes without us.
				if (i >= tries) throw error;
				await new Promise((done) => setTimeout(done, betweenMs));
			}
			host = await findHost();
			if (host === undefined && i >= tries)
				throw new Error("the engine's page did not open");
		}
		const channel = new MessageChannel();
		const { version } = api().runtime.getManifest();
		host.postMessage({ version }, [channel.port2]);
		return { port: channel.port1, fresh };
	},
	closeEngine: async () => {
		await api().offscreen?.closeDocument();
	},
};
