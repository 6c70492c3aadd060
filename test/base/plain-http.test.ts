import { expect, it } from "vitest";
import { contentSecurityPolicy, sites } from "../../extension/manifest.ts";
import {
	browserLocalHosts,
	isFetchable,
	isFetchableByBrowser,
} from "../../src/base/plain-http.ts";

it.each([
	["https://a.example/", true, true],
	["https://[::1]/", true, true],
	["http://localhost:8545/", true, true],
	["http://127.0.0.1/", true, true],
	["http://2130706433/", true, true],
	["http://[::1]:8545/", true, false],
	["http://a.example/", false, false],
	["http://localhost.a.example/", false, false],
	["http://127.0.0.1.a.example/", false, false],
	["http://localhost@a.example/", false, false],
	["http://127.0.0.2/", false, false],
	["ftp://localhost/", false, false],
	["ws://localhost/", false, false],
	["file:///etc/hosts", false, false],
])("takes or refuses %s", (url, fetched, byBrowser) => {
	expect(isFetchable(new URL(url))).toBe(fetched);
	expect(isFetchableByBrowser(new URL(url))).toBe(byBrowser);
});

it("is what the manifest asks for and the policy lets through, and no more", () => {
	expect(sites).toEqual([
		"https://*/*",
		"http://localhost/*",
		"http://127.0.0.1/*",
	]);
	expect(contentSecurityPolicy).toContain(
		"connect-src 'self' https: http://localhost:* http://127.0.0.1:*;",
	);
	for (const host of browserLocalHosts)
		expect(isFetchableByBrowser(new URL(`http://${host}/`))).toBe(true);
});
