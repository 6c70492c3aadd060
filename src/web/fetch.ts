// The Fetch port over the platform's own fetch, in a browser or under Node: bounded in size while the bytes come in, bounded in time, closed to what
// the browser's permissions do not cover, and silent about the user. It must not know what is asked.

import { whenAborted } from "../base/abort.ts";
import { joined } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { bounds } from "../source/bounds.ts";
import { originOf } from "../source/http.ts";
import type { Fetch, HttpRequest } from "../source/ports.ts";

export type FetchOptions = {
	/** May this origin be reached? Asked before each request, so a permission that was taken back counts at once. */
	readonly permitted: (origin: string) => Promise<boolean>;
	/** The browser's fetch; a test under Node gives its own. */
	readonly fetch?: typeof globalThis.fetch;
	/** Bytes held over all answers under way; the table's unless told. */
	readonly mostInFlight?: number;
};

/** What the engine asks about; nothing else of an answer's headers is read. */
const headersRead = ["content-type", "eth-consensus-version"] as const;

/**
 * The body, or a fault as soon as it is too long. The size that a server states is only its first chance to be refused.
 * @param hold called with the bytes of each piece as it comes; may refuse them
 */
const readBody = async (
	response: Response,
	maxBytes: number,
	hold: (bytes: number) => void,
): Promise<Uint8Array> => {
	const stated = Number(response.headers.get("content-length") ?? "0");
	if (stated > maxBytes)
		throw new Fault("too-large", `${stated} bytes stated, ${maxBytes} allowed`);
	if (response.body === null) return new Uint8Array(0);
	const reader = response.body.getReader();
	const chunks: Uint8Array[] = [];
	let size = 0;
	for (;;) {
		const { done, value } = await reader.read();
		if (done) break;
		size += value.length;
		if (size > maxBytes)
			throw new Fault("too-large", `more than ${maxBytes} bytes`);
		hold(value.length);
		chunks.push(value);
	}
	return joined(chunks);
};

/** The request as the platform takes it. */
const asked = (request: HttpRequest, signal: AbortSignal): RequestInit => ({
	method: request.method,
	headers: {
		accept: request.accept,
		...(request.body === undefined
			? {}
			: { "content-type": "application/json" }),
	},
	...(request.body === undefined ? {} : { body: request.body }),
	redirect: "error",
	credentials: "omit",
	referrerPolicy: "no-referrer",
	cache: "no-store",
	mode: "cors",
	signal,
});

const headersOf = (response: Response): Record<string, string> => {
	const headers: Record<string, string> = {};
	for (const name of headersRead) {
		const value = response.headers.get(name);
		if (value !== null) headers[name] = value.slice(0, 200);
	}
	return headers;
};

/** Why a request was cut short by us, if it was. */
type Why = "time" | "caller" | undefined;

/** Why there is no answer. The browser tells no more on purpose: refused, reset, redirected and forbidden look the same. */
const failureOf = (why: Why, timeoutMs: number): Fault => {
	if (why === "time")
		return new Fault("too-slow", `no whole answer in ${timeoutMs} ms`);
	if (why === "caller")
		return new Fault("cancelled", "the request was stopped");
	return new Fault("unreachable", "no connection, or a redirect");
};

/**
 * A Fetch that sends no cookie, no referrer and no cached answer, and follows no redirect. Bytes are counted as they are
 * read, which is after decompression.
 * @throws (in the answer) host-denied, too-large, too-slow, cancelled, unreachable; too-many where it is our own limit that
 * is met, and nobody's fault; RangeError for a request that would take more than any answer may have
 */
export const openFetch = (options: FetchOptions): Fetch => {
	const send = options.fetch ?? globalThis.fetch.bind(globalThis);
	const mostInFlight = options.mostInFlight ?? bounds.inFlight;
	let underWay = 0;
	let inFlight = 0;

	const exchange = async (request: HttpRequest) => {
		const cut = new AbortController();
		let why: Why;
		const timer = setTimeout(() => {
			why ??= "time";
			cut.abort();
		}, request.timeoutMs);
		let held = 0;
		const hold = (bytes: number): void => {
			held += bytes;
			inFlight += bytes;
			if (inFlight > mostInFlight)
				throw new Fault("too-many", `${inFlight} bytes are under way`);
		};
		const leave = whenAborted(request.signal, () => {
			why ??= "caller";
			cut.abort();
		});
		try {
			cut.signal.throwIfAborted();
			const response = await send(request.url, asked(request, cut.signal));
			const bytes = await readBody(response, request.maxBytes, hold);
			const headers = headersOf(response);
			return { status: response.status, headers, bytes };
		} catch (thrown) {
			if (thrown instanceof Fault) throw thrown;
			throw failureOf(why, request.timeoutMs);
		} finally {
			clearTimeout(timer);
			inFlight -= held;
			leave();
			// Whatever has not come yet is not wanted any more.
			cut.abort();
		}
	};

	return async (request) => {
		const origin = originOf(request.url);
		if (!(request.maxBytes <= bounds.answer))
			throw new RangeError(`"maxBytes" is ${request.maxBytes}`);
		if (!(await options.permitted(origin)))
			throw new Fault("host-denied", `${origin} is not allowed in the browser`);
		if (underWay >= bounds.atOnce)
			throw new Fault("too-many", `${underWay} requests are under way`);
		underWay++;
		try {
			return await exchange(request);
		} finally {
			underWay--;
		}
	};
};
