// Builds the bench's page and serves it on loopback, one server a browser: the page, the WASM modules, and the jobs. The
// worker asks for a job and waits; what it posts is the answer.

import { readFile } from "node:fs/promises";
import {
	createServer,
	type IncomingMessage,
	type ServerResponse,
} from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { doneJson } from "./json.ts";
import type { Modules } from "./modules.ts";
import type { Job, Setting } from "./runner.ts";

const here = dirname(fileURLToPath(import.meta.url));

const types: { readonly [ending: string]: string } = {
	".html": "text/html; charset=utf-8",
	".js": "text/javascript",
};

export const buildPage = async (outDir: string): Promise<void> => {
	await build({
		configFile: false,
		logLevel: "error",
		root: join(here, "page"),
		base: "./",
		build: { outDir, emptyOutDir: true, target: "es2023", minify: false },
		worker: { format: "es" },
	});
};

/** Bytes that contestants are given, by name: the recorded updates. */
export type Files = ReadonlyMap<string, Uint8Array>;

export type Serving = {
	/** Where the built page is. */
	readonly pageDir: string;
	/** What the worker is told of the run. */
	readonly setting: Setting;
	readonly port: number;
	readonly modules: Modules;
	readonly files: Files;
};

export type JobServer = {
	readonly url: string;
	/** Gives the worker a job and waits for what came of it. One at a time. @throws Error when it failed, or took too long */
	readonly ask: (job: Job, timeoutMs?: number) => Promise<unknown>;
	readonly stop: () => Promise<void>;
};

const textOf = async (request: IncomingMessage): Promise<string> => {
	const parts: Buffer[] = [];
	let length = 0;
	for await (const part of request) {
		if (!Buffer.isBuffer(part)) throw new TypeError("the body is not bytes");
		length += part.length;
		if (length > 16_000_000) throw new RangeError("the body is too long");
		parts.push(part);
	}
	return Buffer.concat(parts).toString("utf8");
};

export const serveJobs = async ({
	pageDir,
	setting,
	port,
	modules,
	files,
}: Serving): Promise<JobServer> => {
	const { runtime } = setting;
	/** The worker's open request for a job. */
	let hungry: ServerResponse | undefined;
	let waiting: Job | undefined;
	let finish: ((done: unknown) => void) | undefined;

	const feed = (): void => {
		if (hungry === undefined || waiting === undefined) return;
		hungry.end(JSON.stringify(waiting));
		hungry = undefined;
		waiting = undefined;
	};

	const answer = async (
		request: IncomingMessage,
		reply: ServerResponse,
	): Promise<void> => {
		const path = new URL(request.url ?? "/", "http://bench").pathname;
		// Isolated from other origins the page's clock is fine enough.
		reply.setHeader("cross-origin-opener-policy", "same-origin");
		reply.setHeader("cross-origin-embedder-policy", "require-corp");
		// The start is measured warm: what the engine loads, the browser may keep, as it keeps an extension's files.
		reply.setHeader(
			"cache-control",
			path.startsWith("/start/") ? "max-age=3600" : "no-store",
		);
		if (path === "/setting") {
			reply.end(JSON.stringify(setting));
			return;
		}
		if (path === "/favicon.ico") {
			reply.end();
			return;
		}
		if (path === "/job") {
			hungry = reply;
			feed();
			return;
		}
		if (path === "/done") {
			const done: unknown = JSON.parse(await textOf(request));
			reply.end();
			finish?.(done);
			return;
		}
		const module = /^\/wasm\/([^/]+)\.wasm$/.exec(path)?.[1];
		const file = /^\/file\/([^/]+)$/.exec(path)?.[1];
		if (module !== undefined || file !== undefined) {
			const bytes =
				module === undefined ? files.get(file ?? "") : modules(module);
			if (bytes === undefined) reply.writeHead(404);
			reply.end(bytes);
			return;
		}
		const name = normalize(path === "/" ? "/index.html" : path);
		const bytes = await readFile(join(pageDir, name));
		reply.setHeader(
			"content-type",
			types[extname(name)] ?? "application/octet-stream",
		);
		reply.end(bytes);
	};
	const server = createServer((request, reply) => {
		answer(request, reply).catch(() => {
			reply.writeHead(404);
			reply.end();
		});
	});
	server.requestTimeout = 0;
	await new Promise<void>((resolve, reject) => {
		server.on("error", reject);
		server.listen(port, "127.0.0.1", resolve);
	});
	const address = server.address();
	const bound =
		typeof address === "object" && address !== null ? address.port : port;
	return {
		url: `http://127.0.0.1:${bound}/`,
		ask: (job, timeoutMs = 600_000) =>
			new Promise((resolve, reject) => {
				const timer = setTimeout(() => {
					finish = undefined;
					reject(new Error(`${runtime} took more than ${timeoutMs} ms`));
				}, timeoutMs);
				finish = (raw) => {
					clearTimeout(timer);
					finish = undefined;
					const done = doneJson(raw, "done");
					if (done.failed === undefined) resolve(done.ok);
					else reject(new Error(`${runtime}: ${done.failed}`));
				};
				waiting = job;
				feed();
			}),
		stop: () =>
			new Promise((resolve) => {
				server.closeAllConnections();
				server.close(() => resolve());
			}),
	};
};
