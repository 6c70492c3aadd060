// The world outside, as the engine sees it: three ports that a browser, Node or a test fills in. Nothing in src/ calls
// fetch, reads a clock or opens a database by itself.

/** One bounded HTTP exchange. Redirects are not followed and credentials never sent. */
export type HttpRequest = {
	readonly url: string;
	readonly method: "GET" | "POST";
	/** The media types wanted, best first. */
	readonly accept: string;
	readonly body?: string;
	/** The answer is cut off and refused beyond this. */
	readonly maxBytes: number;
	readonly timeoutMs: number;
	readonly signal?: AbortSignal;
	/** Told when the request begins to wait for a turn of our own, and when that is over: a time in which no endpoint is slow. */
	readonly onWait?: (isWaiting: boolean) => void;
};

export type HttpReply = {
	readonly status: number;
	/** Lower-case names; only those the engine asks about: content-type, eth-consensus-version. */
	readonly headers: { readonly [name: string]: string };
	readonly bytes: Uint8Array;
};

/**
 * Sends one request to an endpoint the user chose.
 * @throws Fault unreachable, too-slow, too-large, host-denied, cancelled. An HTTP error status is an answer, not a fault.
 */
export type Fetch = (request: HttpRequest) => Promise<HttpReply>;

export type Clock = {
	/** Unix milliseconds. */
	readonly nowMs: () => number;
	/** A counter that never goes back, in milliseconds, for measuring how long a check took. */
	readonly ticksMs: () => number;
	/** Resolves after the time, or rejects with Fault cancelled when the signal fires first. */
	readonly sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
};

/**
 * Keyed records that survive a restart. A value is JSON text: what is read back is a claim and is decoded and verified
 * again. `put` resolves when the value is on disk.
 */
export type Store = {
	readonly get: (table: Table, key: string) => Promise<string | undefined>;
	readonly put: (table: Table, key: string, value: string) => Promise<void>;
	readonly delete: (table: Table, key: string) => Promise<void>;
	readonly keys: (table: Table) => Promise<readonly string[]>;
	/** All or nothing. */
	readonly putAll: (
		entries: readonly {
			readonly table: Table;
			readonly key: string;
			readonly value: string | null;
		}[],
	) => Promise<void>;
};

export type Table =
	| "evidence" // steps of evidence by their hash
	| "trusted" // per network: the one trusted thing, the last finalized checkpoint root
	| "vault" // encrypted; only the signer can read what is inside
	| "orders" // every order from the moment it is made, with its state
	| "receipts" // signed receipts
	| "settings" // networks, endpoints, accounts' public addresses, names
	| "sites" // permissions by origin
	| "exits" // journeys out of rollups, each with its state before it is acted on
	| "escrow" // evidence kept for exits while nodes served it
	| "liveness"; // what L1 showed of each rollup, over time

export const tables: readonly Table[] = [
	"evidence",
	"trusted",
	"vault",
	"orders",
	"receipts",
	"settings",
	"sites",
	"exits",
	"escrow",
	"liveness",
];
