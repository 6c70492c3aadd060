import { describe, expect, it } from "vitest";
import { covers, openGrants } from "../../../extension/engine/grants.ts";

describe("what the browser lets the extension reach", () => {
	it.each([
		["https://a.example/*", "https://a.example", true],
		["https://a.example/*", "https://a.example:8443", true],
		["https://a.example/*", "http://a.example", false],
		["https://a.example/*", "https://b.a.example", false],
		["https://a.example/*", "https://a.example.evil", false],
		["https://*.example/*", "https://a.example", true],
		["https://*.example/*", "https://example", true],
		["https://*.a.example/*", "https://evila.example", false],
		["*://a.example/*", "http://a.example", true],
		["https://*/*", "https://anything.example", true],
		["https://*/*", "http://anything.example", false],
		["<all_urls>", "https://a.example", true],
		["http://127.0.0.1/*", "http://127.0.0.1:8545", true],
		["http://127.0.0.1:8545/*", "http://127.0.0.1:9", false],
		["nonsense", "https://a.example", false],
		["https://a.example/*", "nonsense", false],
	])("%s covers %s: %s", (pattern, origin, yes) => {
		expect(covers([pattern], origin)).toBe(yes);
	});

	it("waits for the first report, and takes each later one at once", async () => {
		const grants = openGrants();
		const asked = grants.permitted("https://a.example");
		grants.set(["https://a.example/*"]);
		expect(await asked).toBe(true);
		grants.set([]);
		expect(await grants.permitted("https://a.example")).toBe(false);
	});
});
