// What the extension needs of the engine, and what it gives it. The engine worker is the only realm where these meet.

import type { Kernel } from "../../src/crypto/kernel.ts";
import type { Port } from "../../src/protocol/channel.ts";
import type { Clock, Fetch, Store } from "../../src/source/ports.ts";

export type EnginePorts = {
	/**
	 * Reaches https and this machine, and there only hosts that the browser's permissions cover; else host-denied. The
	 * engine narrows it further to the endpoints the user chose (allowOnly in source/http.ts).
	 */
	readonly fetch: Fetch;
	readonly clock: Clock;
	readonly store: Store;
	readonly kernel: Kernel;
	/**
	 * To the signer: the engine asks `toSigner` and answers `fromSigner` on it. It never closes while the engine lives:
	 * both workers live and die together.
	 */
	readonly signer: Port;
	/** Of the extension's manifest. */
	readonly version: string;
	/**
	 * Tells the browser's side which things a site asked for wait for the person: ids of site requests and orders with an
	 * origin. A new one opens the approve window; the count is the badge. Call it on every change, with all of them.
	 */
	readonly waiting: (ids: readonly string[]) => void;
};

export type EngineDoor = {
	/**
	 * Answers `ui` on the port until it closes. Sends `{ event: "view", data: View }` at once and whenever the view changes
	 * (at most a few a second). Several screens may be open.
	 */
	readonly serveUi: (port: Port) => void;
	/**
	 * Answers `page` on the port until it closes. Sends `{ event: "chainChanged", data: "0x…" }` and
	 * `{ event: "accountsChanged", data: [address] }` (empty while the site has no permission) at once and on each change.
	 *
	 * A request whose background died is sent again with the same id, maybe on another port of the same origin. While the
	 * engine lives the extension answers such a repetition with the first answer and the engine sees it once. When the
	 * engine died as well it does come twice: whoever makes an order must therefore name it by origin and request id.
	 */
	readonly servePage: (port: Port, origin: string) => void;
	/** The alarm: sync, refresh what must be kept fresh. Resolves when that is done or cannot be done now. */
	readonly nudge: () => Promise<void>;
};

/** @throws Fault when the engine cannot start; every request is then answered with it, and a later start is tried. */
export type OpenEngine = (ports: EnginePorts) => Promise<EngineDoor>;
