// What the engine needs of whoever runs it, and what it gives back: the extension's worker, the command line and the tests
// all open it through here.

import type { Kernel } from "../crypto/kernel.ts";
import type { Alert } from "../protocol/alert.ts";
import type { Port } from "../protocol/channel.ts";
import type { Clock, Fetch, Store } from "../source/ports.ts";

export type EnginePorts = {
	/** Closed to what the browser's permissions do not cover; the engine narrows it to the endpoints the user chose. */
	readonly fetch: Fetch;
	readonly clock: Clock;
	readonly store: Store;
	readonly kernel: Kernel;
	/** To the signer: the engine asks `toSigner` and answers `fromSigner` on it. Both live and die together. */
	readonly signer: Port;
	readonly version: string;
	/** Ids of all site requests and sites' orders that wait for the person, on every change. */
	readonly waiting: (ids: readonly string[]) => void;
	/**
	 * What a person should hear of while no screen is open. It may be told again at any time, also after a restart: whoever
	 * hears it shows each id once.
	 */
	readonly alert: (alert: Alert) => void;
};

export type { Alert };

export type EngineDoor = {
	/**
	 * Answers `ui` on the port until it closes. Sends `{ event: "view", data: View }` at once and whenever the view changes,
	 * at most a few times a second.
	 */
	readonly serveUi: (port: Port) => void;
	/**
	 * Answers `page` on the port until it closes. Sends `{ event: "chainChanged", data }` and
	 * `{ event: "accountsChanged", data }` (empty while the site has no permission or the wallet is locked) at once and on each
	 * change. `{ again: id }` says that a request which came on another port is wanted on this one now. What a page waits for
	 * goes a while after the last port that wanted it closed.
	 */
	readonly servePage: (port: Port, origin: string) => void;
	/** The person closed the window for decisions: what sites asked for in it is refused. */
	readonly dismissed: () => void;
	/**
	 * The alarm: sync and refresh. Resolves when that is done or cannot be done now, also while a screen is open or an order
	 * under way: whoever calls it keeps the engine alive until then.
	 */
	readonly nudge: () => Promise<void>;
	/** Stops all work. What matters is on disk before. */
	readonly close: () => void;
};
