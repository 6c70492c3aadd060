// A door in front of an endpoint that counts what goes through it. What it counts is what the wallet sends and gets: bodies as
// they are, without headers.

import {
	createServer,
	type IncomingMessage,
	request,
	type ServerResponse,
} from "node:http";
import { keepOpen } from "../../network/keep-open.ts";

export type Counted = {
	requests: number;
	bytes: number;
	/** By JSON-RPC method, or by the last part of the path. */
	readonly by: Map<string, { calls: number; bytes: number }>;
};

export type Tally = {
	readonly urlOf: (upstream: string) => Promise<string>;
	/** Since the last time that this was asked. */
	readonly take: () => Counted;
	readonly close: () => Promise<void>;
};

const fresh = (): Counted => ({ requests: 0, bytes: 0, by: new Map() });

const namesIn = (asked: IncomingMessage, body: Buffer): readonly string[] => {
	const methods = [...body.toString("latin1").matchAll(/"method":"(\w+)"/g)];
	return methods.length > 0
		? methods.map(([, method = ""]) => method)
		: [(asked.url ?? "").split("?")[0]?.split("/").at(-1) ?? ""];
};

export const openTally = (): Tally => {
	let now = fresh();
	const closers: (() => Promise<void>)[] = [];

	const count = (names: readonly string[], bytes: number): void => {
		now.requests++;
		now.bytes += bytes;
		for (const name of names) {
			const one = now.by.get(name) ?? { calls: 0, bytes: 0 };
			one.calls++;
			one.bytes += bytes / names.length;
			now.by.set(name, one);
		}
	};

	const pass = async (
		behind: URL,
		asked: IncomingMessage,
		answer: ServerResponse,
	): Promise<void> => {
		const parts: Buffer[] = [];
		for await (const part of asked) parts.push(Buffer.from(part));
		const body = Buffer.concat(parts);
		const names = namesIn(asked, body);
		const onward = request(
			{
				host: behind.hostname,
				port: behind.port,
				path: asked.url,
				method: asked.method,
				headers: { ...asked.headers, host: behind.host },
			},
			(said) => {
				let bytes = body.length;
				answer.writeHead(said.statusCode ?? 502, said.headers);
				said.on("data", (part: Buffer) => {
					bytes += part.length;
				});
				said.on("end", () => count(names, bytes));
				said.pipe(answer);
			},
		);
		onward.on("error", () => answer.destroy());
		onward.end(body);
	};

	return {
		urlOf: async (upstream) => {
			const behind = new URL(upstream);
			const server = keepOpen(
				createServer((asked, answer) => {
					pass(behind, asked, answer).catch(() => answer.destroy());
				}),
			);
			await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
			closers.push(
				() =>
					new Promise((done) => {
						server.close(() => done());
						server.closeAllConnections();
					}),
			);
			const address = server.address();
			if (address === null || typeof address === "string")
				throw new Error("the door has no port");
			return `http://127.0.0.1:${address.port}`;
		},
		take: () => {
			const was = now;
			now = fresh();
			return was;
		},
		close: async () => {
			await Promise.all(closers.map((close) => close()));
		},
	};
};
