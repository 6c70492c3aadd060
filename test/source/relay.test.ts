import { describe, expect, it } from "vitest";
import { utf8 } from "../../src/base/bytes.ts";
import type { Fetch } from "../../src/source/ports.ts";
import { openRelay } from "../../src/source/relay.ts";
import { madeClock } from "../state/chain.ts";

const signature = `0x${"11".repeat(65)}`;
const open = (status: number, body: string) => {
	const urls: string[] = [];
	const fetch: Fetch = async ({ url }) => {
		urls.push(url);
		return { status, headers: {}, bytes: utf8(body) };
	};
	const clock = madeClock();
	const endpoint = { name: "R", url: "https://relay.example/v1/" };
	return { relay: openRelay({ fetch, clock }, endpoint), urls };
};

describe("a relay", () => {
	it("is asked by number and gives payload and signature", async () => {
		const { relay, urls } = open(
			200,
			JSON.stringify({ payload: "0xAB", signature }),
		);
		const { value, from } = await relay.payload(12);
		expect(value).toEqual({ payload: "0xab", signature });
		expect([from, urls]).toEqual([
			"R",
			["https://relay.example/v1/payload/12"],
		]);
	});
	it("may have none", async () => {
		expect((await open(404, "").relay.payload(12)).value).toBeNull();
	});
	it.each([
		[500, "", "http-status"],
		[200, "<html>", "bad-json"],
		[200, "{}", "bad-field"],
		[200, JSON.stringify({ payload: "0xab", signature: "0x11" }), "bad-field"],
		[200, JSON.stringify({ payload: 7, signature }), "bad-field"],
	])("is refused by name when it answers %i %s", async (status, body, code) => {
		await expect(open(status, body).relay.payload(1)).rejects.toMatchObject({
			code,
			source: "R",
		});
	});
});
