// A small HTTP server that can be stopped and started again on its port. Answers JSON, open to every origin.

import { createServer, type Server } from "node:http";

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
const headers = {
	"content-type": "application/json",
	"access-control-allow-origin": "*",
	"access-control-allow-headers": "*",
	"access-control-allow-methods": "GET, POST, OPTIONS",
};

const listen = (server: Server, port: number): Promise<void> =>
	new Promise((done, failed) => {
		server.once("error", failed);
		server.listen(port, "127.0.0.1", () => {
			server.removeListener("error", failed);
			done();
		});
	});

export const openHttp = async (
	port: number,
	handle: Handler,
): Promise<Switchable> => {
	const make = (): Server =>
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
				handle(
					method,
					request.url ?? "/",
					Buffer.concat(chunks).toString("utf8"),
				).then(
					({ status, body }) => answer(status, body),
					(thrown: unknown) => answer(500, { error: String(thrown) }),
				);
			});
		});
	let server: Server | undefined = make();
	await listen(server, port);
	return {
		url: `http://127.0.0.1:${port}`,
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
			await listen(server, port);
		},
		isRunning: () => server !== undefined,
	};
};
