// Nodes over HTTP on loopback: a beacon node of a signed chain, and execution nodes over served states. What they have not they answer
// with an error that says so, as a node does.

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { type Hex, toQuantity } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import type { Json } from "../../../src/base/immutable.ts";
import { keepOpen } from "../../network/keep-open.ts";
import type { SignedChain } from "./chain.ts";
import type { ServedState } from "./state.ts";

type Answered = {
	readonly status: number;
	readonly headers: { readonly [name: string]: string };
	readonly bytes: Uint8Array;
};

export type ServedNode = {
	readonly url: string;
	/** What was asked, in order: a method with its parameters, or a path. */
	readonly asked: readonly string[];
	/** Of those, what it had no answer to. */
	readonly missing: readonly string[];
	readonly close: () => Promise<void>;
};

const serve = async (
	answer: (
		asked: string,
		tell: (what: string, isMissing: boolean) => void,
	) => Answered,
	isPath: boolean,
): Promise<ServedNode> => {
	const asked: string[] = [];
	const missing: string[] = [];
	const server: Server = keepOpen(
		createServer(async (request, response) => {
			const parts: Buffer[] = [];
			for await (const part of request) parts.push(Buffer.from(part));
			const { status, headers, bytes } = answer(
				isPath ? (request.url ?? "/") : Buffer.concat(parts).toString("utf8"),
				(what, isMissing) => {
					asked.push(what);
					if (isMissing) missing.push(what);
				},
			);
			response.writeHead(status, headers).end(bytes);
		}),
	);
	await new Promise<void>((resolve) =>
		server.listen(0, "127.0.0.1", () => resolve()),
	);
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		asked,
		missing,
		close: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
	};
};

const json = (value: unknown, status = 200): Answered => ({
	status,
	headers: { "content-type": "application/json" },
	bytes: new TextEncoder().encode(JSON.stringify(value)),
});

export const serveBeacon = (chain: SignedChain): Promise<ServedNode> =>
	serve((path, tell) => {
		const found = chain.answer(path);
		tell(path, found === null);
		return found === null
			? json({ code: 404, message: "not recorded" }, 404)
			: {
					status: 200,
					headers: {
						"content-type": "application/octet-stream",
						"eth-consensus-version": found.version,
					},
					bytes: found.bytes,
				};
	}, true);

const call = d.record({
	id: d.anything,
	method: d.text(60),
	params: d.optional(d.list(d.anything, 8)),
});

/** What a node answers to a call; undefined for what was not recorded. */
export type Answers = (
	method: string,
	params: readonly Json[],
) => Json | undefined;

export const serveRpc = (answers: Answers): Promise<ServedNode> =>
	serve((body, tell) => {
		const one = (raw: unknown) => {
			const { id, method, params = [] } = call(raw, "call");
			const result = answers(method, params as readonly Json[]);
			tell(`${method} ${JSON.stringify(params)}`, result === undefined);
			return {
				jsonrpc: "2.0",
				id,
				...(result === undefined
					? { error: { code: -32_000, message: "not recorded" } }
					: { result }),
			};
		};
		const raw = d.parseJson(body, 10_000_000);
		return json(Array.isArray(raw) ? raw.map(one) : one(raw));
	}, false);

/** A block as a node gives it, and the state under it. */
type At = {
	readonly block: { readonly [field: string]: Json };
	readonly state: ServedState;
};

/** An execution node of these blocks, the last the newest. */
export const executionOf = (
	chainId: number,
	chain: readonly At[],
	more: Answers = () => undefined,
): Answers => {
	const newest = chain.at(-1);
	const at = (place: Json | undefined): At | undefined =>
		place === "latest" || place === "finalized"
			? newest
			: chain.find(
					({ block }) => block.number === place || block.hash === place,
				);
	return (method, params) => {
		const [first, second, third] = params;
		switch (method) {
			case "eth_chainId":
				return toQuantity(chainId);
			case "eth_blockNumber":
				return newest?.block.number;
			case "eth_getBlockByNumber":
			case "eth_getBlockByHash":
				return at(first)?.block ?? more(method, params) ?? null;
			case "eth_getProof":
				return (
					at(third)?.state.proof(
						`0x${String(first).slice(2)}`,
						(second as readonly Json[]).map(
							(key): Hex => `0x${String(key).slice(2)}`,
						),
					) ?? undefined
				);
			case "eth_getCode":
				return (
					at(second)?.state.code(`0x${String(first).slice(2)}`) ?? undefined
				);
			default:
				return more(method, params);
		}
	};
};
