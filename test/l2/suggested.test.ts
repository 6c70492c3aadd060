// The public endpoints of layer 2s: for each chain that ships, two operators at least, none of them asked by who made the list.

import { describe, expect, test } from "vitest";
import { isFetchableByBrowser } from "../../src/base/plain-http.ts";
import { suggestedEndpoints } from "../../src/l1/suggested.ts";
import { suggestedLayers, suggestedOn } from "../../src/l2/suggested.ts";
import { release } from "../../src/receipt/networks.ts";
import { ownerOf } from "../../src/source/independence.ts";

const chainIds = [...new Set(suggestedLayers.map(({ chainId }) => chainId))];

describe("suggested endpoints of layer 2s", () => {
	test("are two operators at least, and two of them ticked, for each chain that ships", () => {
		for (const { chainId, title } of release.rollups) {
			const here = suggestedOn([chainId]);
			const owners = new Set(here.map(({ url }) => ownerOf(url)));
			expect(owners.size, title).toBeGreaterThanOrEqual(2);
			const first = here.filter((one) => one.first);
			expect(
				new Set(first.map(({ operator }) => operator)).size,
				title,
			).toBeGreaterThanOrEqual(2);
		}
	});

	test("are of no network's own chain, and none of them was tested", () => {
		for (const { chainId } of release.networks)
			expect(suggestedOn([chainId])).toEqual([]);
		for (const { testedOn, role } of suggestedLayers)
			expect([testedOn, role]).toEqual([null, "execution"]);
	});

	test("can be asked by a browser, and none is there twice", () => {
		for (const chainId of chainIds) {
			const urls = suggestedOn([chainId]).map(({ url }) => new URL(url));
			for (const url of urls) {
				expect(url.protocol, url.href).toBe("https:");
				expect(isFetchableByBrowser(url), url.href).toBe(true);
				expect(url.search + url.hash + url.username, url.href).toBe("");
			}
			expect(new Set(urls.map(({ href }) => href)).size).toBe(urls.length);
		}
	});

	test("name one operator for one registrable domain, on Ethereum and beyond", () => {
		const owners = new Map<string, string>();
		for (const { url, operator } of [
			...suggestedEndpoints,
			...suggestedLayers,
		]) {
			const owner = ownerOf(url);
			expect(owners.get(owner) ?? operator, url).toBe(operator);
			owners.set(owner, operator);
		}
	});
});
