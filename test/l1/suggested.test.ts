// The list of public endpoints: what it says of each, and that the ones ticked at first are a set that can work.

import { describe, expect, test } from "vitest";
import { isFetchableByBrowser } from "../../src/base/plain-http.ts";
import {
	leastProviders,
	majorityOf,
	providersOf,
} from "../../src/l1/checkpoint.ts";
import { knownNetworks } from "../../src/l1/network.ts";
import { suggestedEndpoints, suggestedFor } from "../../src/l1/suggested.ts";
import { suggestedRoles, suggestion } from "../../src/protocol/suggested.ts";
import { ownerOf } from "../../src/source/independence.ts";

const of = (chainId: number, role: string) =>
	suggestedFor(chainId).filter((one) => one.role === role);

const operators = (chainId: number, role: string): number =>
	new Set(of(chainId, role).map(({ operator }) => operator)).size;

describe("suggested endpoints", () => {
	test("are of the networks of this release, and none of them was asked by who made the list", () => {
		const known = knownNetworks.map(({ chainId }) => chainId);
		expect(new Set(suggestedEndpoints.map(({ chainId }) => chainId))).toEqual(
			new Set(known),
		);
		for (const { testedOn } of suggestedEndpoints) expect(testedOn).toBe(null);
		expect(suggestedFor(31_337)).toEqual([]);
	});

	test("are five operators of a kind on Ethereum", () => {
		for (const role of suggestedRoles)
			expect(operators(1, role), role).toBeGreaterThanOrEqual(5);
	});

	test("can be asked by a browser, and none is there twice in its role", () => {
		for (const { chainId } of knownNetworks)
			for (const role of suggestedRoles) {
				const urls = of(chainId, role).map(({ url }) => new URL(url));
				for (const url of urls) {
					expect(url.protocol, url.href).toBe("https:");
					expect(isFetchableByBrowser(url), url.href).toBe(true);
					expect(url.search + url.hash + url.username, url.href).toBe("");
				}
				expect(new Set(urls.map(({ href }) => href)).size).toBe(urls.length);
				const names = of(chainId, role).map(({ name }) => name);
				expect(new Set(names).size).toBe(names.length);
			}
	});

	test("name one operator for one registrable domain", () => {
		const owners = new Map<string, string>();
		for (const { url, operator } of suggestedEndpoints) {
			const owner = ownerOf(url);
			expect(owners.get(owner) ?? operator, url).toBe(operator);
			owners.set(owner, operator);
		}
	});

	test("that are ticked at first find a checkpoint, and can lose one of a kind", () => {
		for (const { chainId, title } of knownNetworks) {
			const first = (role: string) =>
				of(chainId, role).filter((one) => one.first);
			const providers = providersOf([
				...first("beacon"),
				...first("checkpoint"),
			]);
			// one silent one is an objection, and the rest is a majority still
			expect(providers.length, title).toBeGreaterThan(leastProviders);
			expect(providers.length - 1).toBeGreaterThanOrEqual(
				majorityOf(providers.length),
			);
			// each counts once: none of them hides behind another
			expect(providers.every(({ members }) => members.length === 1)).toBe(true);
			expect(first("beacon").length, title).toBeGreaterThanOrEqual(2);
			expect(
				new Set(first("execution").map(({ url }) => ownerOf(url))).size,
				title,
			).toBeGreaterThanOrEqual(2);
		}
	});

	test("refuses a day, a country or an address that is none", () => {
		const [one] = suggestedEndpoints;
		expect(suggestion(one, "one")).toEqual(one);
		for (const wrong of [
			{ readOn: "last week" },
			{ country: "Germany" },
			{ country: "de" },
			{ testedOn: "" },
			{ learns: [] },
			{ url: `https://${"a".repeat(300)}` },
		])
			expect(() => suggestion({ ...one, ...wrong }, "one")).toThrow();
	});
});
