// One bounded exchange with an endpoint: the allow-list in front of the Fetch port, the status check and the text of an
// answer. It must not know what is asked: beacon.ts and execution.ts do.

import * as d from "../base/decode.ts";
import { asFault, Fault } from "../base/fault.ts";
import { isFetchable } from "../base/plain-http.ts";
import type { Claim, Endpoint } from "./claim.ts";
import type { Clock, Fetch, HttpReply, HttpRequest } from "./ports.ts";

/** The origin of an endpoint's address. @throws host-denied for what is no URL, holds a password, or is plain HTTP to another machine. */
export const originOf = (url: string): string => {
	const parsed = URL.canParse(url) ? new URL(url) : null;
	if (parsed === null) throw new Fault("host-denied", "not an address");
	if (parsed.username !== "" || parsed.password !== "")
		throw new Fault("host-denied", "the address holds a password");
	if (!isFetchable(parsed))
		throw new Fault(
			"host-denied",
			`${parsed.protocol}//${parsed.host} is not https`,
		);
	return parsed.origin;
};

/**
 * The same port, closed to every origin that is not one of `urls` at the time of the request.
 * @throws host-denied (in the answer) for any other origin.
 */
export const allowOnly =
	(fetch: Fetch, urls: () => readonly string[]): Fetch =>
	async (request) => {
		const origin = originOf(request.url);
		if (!urls().some((url) => originOf(url) === origin))
			throw new Fault("host-denied", `${origin} is not a chosen endpoint`);
		return fetch(request);
	};

/**
 * One exchange with the endpoint, whose name every fault carries.
 * @param request `url` left out: the endpoint's own, followed by `path`.
 * @param alsoAnswers HTTP statuses beside 200 that are answers, not errors.
 * @throws http-status, too-large and what the Fetch port throws.
 */
export const exchange = async (
	fetch: Fetch,
	endpoint: Endpoint,
	request: Omit<HttpRequest, "url"> & { readonly path?: string },
	alsoAnswers: readonly number[] = [],
): Promise<HttpReply> => {
	const { path = "", ...rest } = request;
	const base = path === "" ? endpoint.url : endpoint.url.replace(/\/+$/, "");
	try {
		const reply = await fetch({ ...rest, url: base + path });
		// The port cuts off already; a port that does not must not fill the memory further down.
		if (reply.bytes.length > request.maxBytes)
			throw new Fault("too-large", `more than ${request.maxBytes} bytes`);
		if (reply.status !== 200 && !alsoAnswers.includes(reply.status))
			throw new Fault("http-status", `status ${reply.status}`);
		return reply;
	} catch (thrown) {
		throw asFault(thrown, endpoint.name);
	}
};

/** The answer's JSON. @throws bad-json naming the source. */
export const jsonOf = (reply: HttpReply, source: string): unknown => {
	let text: string;
	try {
		text = new TextDecoder("utf-8", { fatal: true }).decode(reply.bytes);
	} catch {
		throw new Fault("bad-json", "not UTF-8", source);
	}
	try {
		return d.parseJson(text);
	} catch (thrown) {
		throw asFault(thrown, source);
	}
};

/**
 * What an endpoint has at a path, as JSON; null when it says that there is nothing.
 * @throws what `exchange` throws, bad-json, bad-field
 */
export const getJson = async <T>(
	{ fetch, clock }: { readonly fetch: Fetch; readonly clock: Clock },
	endpoint: Endpoint,
	asked: Pick<HttpRequest, "maxBytes" | "timeoutMs"> & {
		readonly path: string;
	},
	decode: (raw: unknown) => T,
	signal: AbortSignal | undefined,
): Promise<Claim<T | null>> => {
	const reply = await exchange(
		fetch,
		endpoint,
		{
			...asked,
			method: "GET",
			accept: "application/json",
			...(signal === undefined ? {} : { signal }),
		},
		[404],
	);
	const claim = { from: endpoint.name, atMs: clock.nowMs() };
	if (reply.status === 404) return { ...claim, value: null };
	try {
		return { ...claim, value: decode(jsonOf(reply, endpoint.name)) };
	} catch (thrown) {
		throw asFault(thrown, endpoint.name);
	}
};
