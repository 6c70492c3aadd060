import { describe, expect, it } from "vitest";
import { utf8 } from "../../src/base/bytes.ts";
import {
	allowOnly,
	exchange,
	jsonOf,
	originOf,
} from "../../src/source/http.ts";
import type { Fetch, HttpReply } from "../../src/source/ports.ts";

const reply = (text: string, status = 200): HttpReply => ({
	status,
	headers: {},
	bytes: utf8(text),
});
const request = {
	method: "GET",
	accept: "application/json",
	maxBytes: 10,
	timeoutMs: 1000,
} as const;
const endpoint = { name: "A", url: "https://a.example/key/" };

describe("the allow-list", () => {
	const seen: string[] = [];
	const fetch: Fetch = async ({ url }) => {
		seen.push(url);
		return reply("{}");
	};
	const closed = allowOnly(fetch, () => ["https://a.example/key"]);

	it("lets a chosen origin pass", async () => {
		await closed({ ...request, url: "https://a.example/other" });
		expect(seen).toEqual(["https://a.example/other"]);
	});
	it.each([
		"https://b.example/",
		"https://a.example:444/",
		"http://a.example/",
		"https://a.example.evil/",
		"https://a.example@b.example/",
		"file:///etc/passwd",
		"nonsense",
	])("refuses %s", async (url) => {
		await expect(closed({ ...request, url })).rejects.toMatchObject({
			code: "host-denied",
		});
		expect(seen).toHaveLength(1);
	});
	it("refuses plain HTTP except on this machine", () => {
		expect(originOf("http://127.0.0.1:8545/x")).toBe("http://127.0.0.1:8545");
		expect(originOf("http://localhost:8545")).toBe("http://localhost:8545");
		expect(() => originOf("http://10.0.0.1")).toThrow("host-denied");
	});
});

describe("an exchange", () => {
	it("joins the path and gives the answer", async () => {
		const urls: string[] = [];
		const fetch: Fetch = async ({ url }) => {
			urls.push(url);
			return reply('{"a":1}');
		};
		const answer = await exchange(fetch, endpoint, { ...request, path: "/x" });
		expect(urls).toEqual(["https://a.example/key/x"]);
		expect(jsonOf(answer, "A")).toEqual({ a: 1 });
	});
	it("names the endpoint that answers with an error", async () => {
		const fetch: Fetch = async () => reply("", 500);
		await expect(exchange(fetch, endpoint, request)).rejects.toMatchObject({
			code: "http-status",
			source: "A",
		});
		const missing: Fetch = async () => reply("", 404);
		expect((await exchange(missing, endpoint, request, [404])).status).toBe(
			404,
		);
	});
	it("refuses more bytes than were asked for", async () => {
		const fetch: Fetch = async () => reply("12345678901");
		await expect(exchange(fetch, endpoint, request)).rejects.toMatchObject({
			code: "too-large",
			source: "A",
		});
	});
	it("refuses an answer that is not JSON or not text", () => {
		expect(() => jsonOf(reply("<html>"), "A")).toThrow("bad-json");
		const bytes = Uint8Array.of(0x22, 0xff, 0x22);
		expect(() => jsonOf({ ...reply(""), bytes }, "A")).toThrow("bad-json");
	});
});
