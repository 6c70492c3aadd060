// The Fetch port against a real server that misbehaves.

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { HttpRequest } from "../../src/source/ports.ts";
import { openFetch } from "../../src/web/fetch.ts";

let server: Server;
let base: string;
const seen: { url: string; headers: Record<string, unknown> }[] = [];
/** Bytes that the endless answers got rid of before they were cut off. */
let written = 0;

const pour = (
	response: import("node:http").ServerResponse,
	total: number,
	chunkBytes: number,
	everyMs: number,
) => {
	const chunk = Buffer.alloc(chunkBytes, 120);
	let left = total;
	const timer = setInterval(() => {
		if (left <= 0 || response.destroyed) {
			clearInterval(timer);
			response.end();
			return;
		}
		left -= chunk.length;
		written += chunk.length;
		response.write(chunk);
	}, everyMs);
	response.on("close", () => clearInterval(timer));
};

beforeAll(async () => {
	server = createServer((request, response) => {
		seen.push({ url: request.url ?? "", headers: { ...request.headers } });
		switch (request.url) {
			case "/json":
				response.setHeader("content-type", "application/json");
				response.setHeader("eth-consensus-version", "fulu");
				response.setHeader("set-cookie", "track=me");
				response.setHeader("x-other", "1");
				response.end('{"a":1}');
				return;
			case "/stated-50mb":
				response.setHeader("content-length", String(50_000_000));
				pour(response, 50_000_000, 65_536, 0);
				return;
			case "/chunked-50mb":
				pour(response, 50_000_000, 65_536, 0);
				return;
			case "/endless":
				pour(response, Number.POSITIVE_INFINITY, 16_384, 1);
				return;
			case "/slow":
				pour(response, 1_000, 1, 50);
				return;
			case "/silent":
				return;
			case "/redirect":
				response.writeHead(302, { location: "/json" });
				response.end();
				return;
			case "/hang-up":
				request.socket.destroy();
				return;
			case "/error":
				response.writeHead(503);
				response.end("busy");
				return;
			default:
				response.writeHead(404);
				response.end();
		}
	});
	await new Promise<void>((done) =>
		server.listen(0, "127.0.0.1", () => done()),
	);
	base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
	server.closeAllConnections();
	server.close();
});

const fetch = openFetch({ permitted: async () => true });
const ask = (path: string, more: Partial<HttpRequest> = {}) =>
	fetch({
		url: base + path,
		method: "GET",
		accept: "application/json",
		maxBytes: 100_000,
		timeoutMs: 5_000,
		...more,
	});

describe("one bounded exchange", () => {
	it("gives status, the headers asked about and the bytes", async () => {
		const reply = await ask("/json");
		expect(reply.status).toBe(200);
		expect(reply.headers).toEqual({
			"content-type": "application/json",
			"eth-consensus-version": "fulu",
		});
		expect(new TextDecoder().decode(reply.bytes)).toBe('{"a":1}');
	});

	it("gives an error status as an answer", async () => {
		expect((await ask("/error")).status).toBe(503);
	});

	it("sends no cookie and no referrer, and the body it was given", async () => {
		await ask("/json", { method: "POST", body: '{"x":1}' });
		const { headers } = seen.at(-1) ?? { headers: {} };
		expect(headers).not.toHaveProperty("cookie");
		expect(headers).not.toHaveProperty("referer");
		expect(headers).toMatchObject({
			accept: "application/json",
			"content-type": "application/json",
			"content-length": "7",
		});
	});

	it("refuses 50 MB by the size the server states, before they come", async () => {
		written = 0;
		await expect(ask("/stated-50mb")).rejects.toMatchObject({
			code: "too-large",
		});
		expect(written).toBeLessThan(5_000_000);
	});

	it("cuts off 50 MB that come without a stated size", async () => {
		written = 0;
		await expect(ask("/chunked-50mb")).rejects.toMatchObject({
			code: "too-large",
		});
		expect(written).toBeLessThan(5_000_000);
	});

	it("cuts off an endless answer", async () => {
		written = 0;
		await expect(ask("/endless")).rejects.toMatchObject({ code: "too-large" });
		await new Promise((done) => setTimeout(done, 200));
		const after = written;
		await new Promise((done) => setTimeout(done, 200));
		// The server has noticed that nobody listens.
		expect(written).toBe(after);
	});

	it("takes an answer of exactly the bound, and not one byte more", async () => {
		expect((await ask("/json", { maxBytes: 7 })).bytes).toHaveLength(7);
		await expect(ask("/json", { maxBytes: 6 })).rejects.toMatchObject({
			code: "too-large",
		});
	});

	it.each(["/slow", "/silent"])(
		"gives up on %s when the time is over",
		async (path) => {
			const startedMs = Date.now();
			await expect(ask(path, { timeoutMs: 300 })).rejects.toMatchObject({
				code: "too-slow",
			});
			expect(Date.now() - startedMs).toBeLessThan(2_000);
		},
	);

	it("stops when the caller does", async () => {
		const stop = new AbortController();
		const asked = ask("/silent", { signal: stop.signal });
		setTimeout(() => stop.abort(), 50);
		await expect(asked).rejects.toMatchObject({ code: "cancelled" });
		await expect(
			ask("/json", { signal: AbortSignal.abort() }),
		).rejects.toMatchObject({ code: "cancelled" });
	});

	it("follows no redirect", async () => {
		const before = seen.length;
		await expect(ask("/redirect")).rejects.toMatchObject({
			code: "unreachable",
		});
		expect(seen.slice(before).map(({ url }) => url)).toEqual(["/redirect"]);
	});

	it("calls a connection that breaks unreachable", async () => {
		await expect(ask("/hang-up")).rejects.toMatchObject({
			code: "unreachable",
		});
		await expect(
			fetch({
				url: "http://127.0.0.1:1/",
				method: "GET",
				accept: "*/*",
				maxBytes: 1,
				timeoutMs: 1_000,
			}),
		).rejects.toMatchObject({ code: "unreachable" });
	});
});

describe("where it may not go", () => {
	it("refuses what the browser's permissions do not cover, without a connection", async () => {
		const asked: string[] = [];
		const closed = openFetch({
			permitted: async (origin) => {
				asked.push(origin);
				return false;
			},
		});
		const before = seen.length;
		await expect(
			closed({
				url: `${base}/json`,
				method: "GET",
				accept: "*/*",
				maxBytes: 1_000,
				timeoutMs: 1_000,
			}),
		).rejects.toMatchObject({ code: "host-denied" });
		expect(asked).toEqual([base]);
		expect(seen).toHaveLength(before);
	});

	it.each([
		"http://example.com/",
		"ftp://127.0.0.1/",
		"https://user:word@example.com/",
		"file:///etc/passwd",
		"javascript:alert(1)",
		"nonsense",
	])("refuses %s", async (url) => {
		await expect(
			fetch({
				url,
				method: "GET",
				accept: "*/*",
				maxBytes: 1,
				timeoutMs: 1_000,
			}),
		).rejects.toMatchObject({ code: "host-denied" });
	});

	it("asks no more than 64 questions at once", async () => {
		const stop = new AbortController();
		const under = Array.from({ length: 64 }, () =>
			ask("/silent", { signal: stop.signal }).catch(() => {}),
		);
		await new Promise((done) => setTimeout(done, 20));
		await expect(ask("/json")).rejects.toMatchObject({ code: "too-many" });
		stop.abort();
		await Promise.all(under);
		expect((await ask("/json")).status).toBe(200);
	});
});
