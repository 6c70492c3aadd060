// A small HTTP server that can be stopped and started again on its port. Answers JSON.

import { createServer, type Server } from "node:http";
import { keepOpen } from "../keep-open.ts";

export type Answer = { readonly status: number; readonly body: unknown };
export type Handler = (
	method: string,
	path: string,
	body: string,
) => Promise<Answer>;

export type Switchable = {
	readonly url: string;
	/** From now on connections are refused. */
	readonly stop: () => Promise<void>;
	readonly start: () => Promise<void>;
	readonly isRunning: () => boolean;
};

const mostBodyBytes = 2_000_000;
const json = { "content-type": "application/json" };
const openToPages = {
	...json,
	"access-control-allow-origin": "*",
	"access-control-allow-headers": "*",
	"access-control-allow-methods": "GET, POST, OPTIONS",
};

/** @returns the port, which is free to choose when `port` is 0. */
const listen = (server: Server, port: number): Promise<number> =>
	new Promise((done, failed) => {
		server.once("error", failed);
		server.listen(port, "127.0.0.1", () => {
			server.removeListener("error", failed);
			const bound = server.address();
			if (bound === null || typeof bound === "string")
				failed(new Error("no TCP port bound"));
			else done(bound.port);
		});
	});

/** `programs` alone may ask, or also `pages` of every origin: a page cannot send JSON without leave. */
export const openHttp = async (
	port: number,
	handle: Handler,
	asked: "pages" | "programs" = "pages",
): Promise<Switchable> => {
	const headers = asked === "pages" ? openToPages : json;
	const make = (): Server =>
		keepOpen(
			createServer((request, response) => {
				const answer = (status: number, body: unknown): void => {
					if (response.writableEnded || response.destroyed) return;
					response.writeHead(status, headers).end(JSON.stringify(body));
				};
				const chunks: Buffer[] = [];
				let size = 0;
				request.on("data", (chunk: Buffer) => {
					size += chunk.length;
					if (size > mostBodyBytes) request.destroy();
					else chunks.push(chunk);
				});
				request.on("end", () => {
					const method = request.method ?? "GET";
					if (method === "OPTIONS") return answer(200, {});
					const type = request.headers["content-type"];
					if (asked === "programs" && type !== "application/json")
						return answer(415, { error: "JSON only" });
					handle(
						method,
						request.url ?? "/",
						Buffer.concat(chunks).toString("utf8"),
					).then(
						({ status, body }) => answer(status, body),
						(thrown: unknown) => answer(500, { error: String(thrown) }),
					);
				});
			}),
		);
	let server: Server | undefined = make();
	const bound = await listen(server, port);
	return {
		url: `http://127.0.0.1:${bound}`,
		stop: async () => {
			const running = server;
			server = undefined;
			if (running === undefined) return;
			await new Promise<void>((done) => {
				running.close(() => done());
				running.closeAllConnections();
			});
		},
		start: async () => {
			if (server !== undefined) return;
			server = make();
			await listen(server, bound);
		},
		isRunning: () => server !== undefined,
	};
};
