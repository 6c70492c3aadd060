// An HTTP server on loopback in front of one real endpoint. Honest at first; told to lie, it lies by the named script
// until it is told to be honest again, and keeps a record of every lie that left it.

import {
	createServer,
	type IncomingMessage,
	type ServerResponse,
} from "node:http";
import { chance } from "../conformance/chance.ts";
import { keepOpen } from "../network/keep-open.ts";
import {
	type Answer,
	type Ask,
	type Stage,
	type Teller,
	type Upstream,
	upstreamOf,
	type WholeAnswer,
} from "./exchange.ts";
import type { Lie } from "./lie.ts";

/** One answer that was not the honest one. */
export type Told = {
	readonly lie: string;
	readonly seed: number;
	readonly path: string;
	/** What was asked: the JSON-RPC methods, or the path again. */
	readonly what: string;
	readonly atMs: number;
};

export type LyingProxy = {
	readonly url: string;
	/**
	 * An address of its own for the same endpoint: as if it were another one. What is asked there is lied about only by a lie
	 * that was told to this address, so that no answer to an older question can be taken for one of it.
	 */
	readonly at: (name: string) => string;
	/**
	 * From the next request on. The same lie with the same seed makes the same choices. With the name of an address, only
	 * there.
	 */
	readonly lie: (lie: Lie, seed?: number, at?: string) => void;
	readonly honest: () => void;
	/** The lie that is told now. */
	readonly lying: () => string | null;
	readonly told: () => readonly Told[];
	/** How many requests came in. */
	readonly asked: () => number;
	readonly close: () => Promise<void>;
};

export type ProxyOptions = {
	readonly port?: number;
	/** Base address of the honest endpoint, or the endpoint itself. */
	readonly upstream: string | Upstream;
	/** The same chain with all its past, where the honest endpoint has pruned it. */
	readonly archive?: string | Upstream;
	/** An endpoint of the same kind on another chain, for the lies that need one. */
	readonly elsewhere?: string | Upstream;
};

const mostRemembered = 500;

const endpoint = (from: string | Upstream): Upstream =>
	typeof from === "string" ? upstreamOf(from) : from;

const readBody = async (request: IncomingMessage): Promise<string> => {
	const parts: Buffer[] = [];
	for await (const part of request) parts.push(Buffer.from(part));
	return Buffer.concat(parts).toString("utf8");
};

const methodsIn = (body: string): string =>
	[...body.matchAll(/"method":\s*"(\w{1,60})"/g)]
		.map(([, method]) => method)
		.join(" ");

/** Wires a lie to a stage and keeps what it needs between exchanges. */
export const tellerOf = (
	lie: Lie,
	seed: number,
	stage: Omit<Stage, "chance">,
): Teller => lie.tell({ ...stage, chance: chance(seed, lie.name) });

/** Remembers the first honest answer to each question. */
export const memory = () => {
	const known = new Map<string, WholeAnswer>();
	// A request's id says nothing about what is asked.
	const key = (ask: Ask): string =>
		`${ask.accept} ${ask.path} ${ask.body.replace(/"id":\s*\d+/g, "")}`;
	return {
		first: (ask: Ask): WholeAnswer | undefined => known.get(key(ask)),
		keep: (ask: Ask, answer: WholeAnswer): void => {
			if (known.size < mostRemembered && !known.has(key(ask)))
				known.set(key(ask), answer);
		},
	};
};

const send = async (
	response: ServerResponse,
	answer: Answer,
): Promise<void> => {
	response.writeHead(answer.status, {
		...answer.headers,
		"access-control-allow-origin": "*",
		"access-control-expose-headers": "eth-consensus-version",
	});
	if (answer.body instanceof Uint8Array) response.write(answer.body);
	else {
		response.flushHeaders();
		for await (const part of answer.body) {
			if (response.destroyed) return;
			if (!response.write(part))
				await new Promise((resolve) => {
					response.once("drain", resolve);
					response.once("close", resolve);
				});
		}
	}
	if (answer.cut === true) {
		// What was written must be out before the connection goes.
		await new Promise((resolve) => setTimeout(resolve, 20));
		response.destroy();
	} else response.end();
};

/** Starts a proxy on loopback. It listens when this resolves; port 0 picks a free one. */
export const openProxy = async (options: ProxyOptions): Promise<LyingProxy> => {
	const upstream = endpoint(options.upstream);
	const archive = endpoint(options.archive ?? options.upstream);
	const elsewhere =
		options.elsewhere === undefined ? null : endpoint(options.elsewhere);
	const remembered = memory();
	const told: Told[] = [];
	let asked = 0;
	let current: {
		name: string;
		seed: number;
		at: string | null;
		teller: Teller;
	} | null = null;

	const honest: Upstream = async (ask) => {
		const answer = await upstream(ask);
		if (answer.status === 200) remembered.keep(ask, answer);
		return answer;
	};
	const handle = async (
		request: IncomingMessage,
		response: ServerResponse,
	): Promise<void> => {
		if (request.method === "OPTIONS") {
			response.writeHead(204, {
				"access-control-allow-origin": "*",
				"access-control-allow-methods": "GET, POST",
				"access-control-allow-headers": "accept, content-type",
			});
			response.end();
			return;
		}
		asked++;
		const [, at = null, path = ""] =
			/^\/at\/([^/]+)(.*)$/.exec(request.url ?? "/") ?? [];
		const ask: Ask = {
			method: request.method ?? "GET",
			path: at === null ? (request.url ?? "/") : path === "" ? "/" : path,
			accept: request.headers.accept ?? "*/*",
			body: await readBody(request),
		};
		const now = current;
		const lie =
			now === null || (now.at !== null && now.at !== at)
				? null
				: await now.teller(ask);
		if (lie !== null && now !== null)
			told.push({
				lie: now.name,
				seed: now.seed,
				path: ask.path,
				what: methodsIn(ask.body) || ask.path,
				atMs: Date.now(),
			});
		await send(response, lie ?? (await honest(ask)));
	};
	const server = keepOpen(
		createServer((request, response) => {
			handle(request, response).catch(() => {
				// The endpoint behind is gone, or a caller left in the middle of an answer.
				if (!response.headersSent) response.writeHead(502);
				response.end();
			});
		}),
	);
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(options.port ?? 0, "127.0.0.1", resolve);
	});
	const address = server.address();
	if (address === null || typeof address === "string")
		throw new Error("the proxy has no port");
	return {
		url: `http://127.0.0.1:${address.port}`,
		at: (name) => `http://127.0.0.1:${address.port}/at/${name}`,
		lie: (lie, seed = 1, at) => {
			current = {
				name: lie.name,
				seed,
				at: at ?? null,
				teller: tellerOf(lie, seed, {
					honest,
					archive,
					first: remembered.first,
					elsewhere,
				}),
			};
		},
		honest: () => {
			current = null;
		},
		lying: () => current?.name ?? null,
		told: () => [...told],
		asked: () => asked,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
};
