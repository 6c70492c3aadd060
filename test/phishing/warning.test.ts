// Which sites are warned of, and which never are.

import { describe, expect, it } from "vitest";
import { mostPayments, mostQuestions } from "../../src/base/room.ts";
import { drawnWarnings, keptWarnings } from "../../src/engine/site-warnings.ts";
import { isNear } from "../../src/phishing/alike.ts";
import { hostOfOrigin, namesOver } from "../../src/phishing/hosts.ts";
import { coinedSites, plainSites } from "../../src/phishing/known.ts";
import { phishingList } from "../../src/phishing/list.ts";
import { openNames, packNames } from "../../src/phishing/set.ts";
import { openSiteWarnings } from "../../src/phishing/warning.ts";
import { wordsOf } from "../../src/words/catalogue.ts";
import { chosenNames, listedHost } from "../../tools/phishing.ts";

const listed = ["drainer.example", "free-eth.pages.dev", "a.deep.bad.co.uk"];
const { of } = openSiteWarnings({
	madeOn: "2026-02-03",
	shared: ["pages.dev"],
	...packNames([...listed, "pages.dev"], 20),
});
const codeOf = (origin: string): string | null => of(origin)?.code ?? null;

describe("a listed site", () => {
	it.each([
		"https://drainer.example",
		"https://drainer.example:8443",
		"https://app.drainer.example",
		"https://a.b.c.drainer.example",
		"https://free-eth.pages.dev",
		"https://claim.free-eth.pages.dev",
		"https://x.a.deep.bad.co.uk",
	])("is warned of: %s", (origin) => {
		expect(codeOf(origin)).toBe("site-warning.listed");
	});

	it.each([
		["beside it", "https://other.example"],
		["above it", "https://deep.bad.co.uk"],
		["whose name only ends alike", "https://notdrainer.example"],
		["on the same host that gives names away", "https://honest.pages.dev"],
		["that gives names away itself", "https://pages.dev"],
		[
			"with the listed name in its path",
			"https://honest.example/drainer.example",
		],
		["that is an address by number", "http://127.0.0.1:8080"],
		["on this computer", "http://localhost:3000"],
		["that is no web site", "chrome-extension://abcdef"],
	])("is no other site: %s", (_, origin) => {
		expect(codeOf(origin)).toBe(null);
	});

	it("is named with the day of the list, in words", () => {
		const says = of("https://app.drainer.example");
		expect(says === null ? "" : wordsOf(says)).toContain(
			"drainer.example is on a list of sites that steal from people (list of 2026-02-03)",
		);
	});

	it("never is one that people know, whatever the list holds", () => {
		const all = openSiteWarnings({
			madeOn: "2026-02-03",
			shared: [],
			...packNames([...coinedSites, ...plainSites], 12),
		});
		for (const site of [...coinedSites, ...plainSites])
			for (const host of [site, `app.${site}`])
				expect([host, all.of(`https://${host}`)]).toEqual([host, null]);
	});
});

describe("a site that looks like another", () => {
	it.each([
		["uniswap.org", "https://uniiswap.org"],
		["uniswap.org", "https://uniswa.org"],
		["uniswap.org", "https://unlswap.org"],
		["uniswap.org", "https://unisawp.org"],
		["uniswap.org", "https://univswap.org"],
		["uniswap.org", "https://uniswap.claims"],
		["uniswap.org", "https://uniswap-airdrop.xyz"],
		["uniswap.org", "https://claim-uniswap.pages.dev"],
		["uniswap.org", "https://uniswap.pages.dev"],
		["uniswap.org", "https://app.uniswap.org.rewards.example"],
		["uniswap.org", "https://app-uniswap-org.rewards.example"],
		["aave.com", "https://app.aave.com.rewards.example"],
		["metamask.io", "https://rnetamask.io"],
		["metamask.io", "https://xn--metmask-9wa.io"],
		["opensea.io", "https://0pensea.io"],
		["uniswap.org", "https://uniswapclaim.com"],
		["metamask.io", "https://mymetamask.com"],
		["walletconnect.com", "https://walletconnectapp.example"],
		["coinbase.com", "https://xn--oinbs-3vea5a.com"],
	])("is told from %s: %s", (site, origin) => {
		expect(of(origin)).toEqual({
			code: "site-warning.alike",
			params: { site },
		});
	});

	it.each([
		"https://app.uniswap.org",
		"https://example.com",
		"https://bitcoin.org",
		"https://finance.com",
		"https://base.com",
		"https://lines.example",
		"https://circles.example",
		"https://www.sushi-restaurant.example",
		"https://wikipedia.org",
		"https://xn--bcher-kva.example",
		"https://github.io",
	])("is no honest one: %s", (origin) => {
		expect(codeOf(origin)).toBe(null);
	});

	it("is never one of those that people know", () => {
		for (const site of [...coinedSites, ...plainSites])
			expect([site, codeOf(`https://${site}`)]).toEqual([site, null]);
	});
});

describe("near", () => {
	it.each([
		["abcd", "abcde", true],
		["abcd", "bcd", true],
		["abcd", "abxd", true],
		["abcd", "acbd", true],
		["abcd", "abcd", false],
		["abcd", "abdce", false],
		["abcd", "badc", false],
		["abcd", "ab", false],
		["", "a", true],
	])("%s and %s: %s", (one, other, wanted) => {
		expect(isNear(one, other)).toBe(wanted);
		expect(isNear(other, one)).toBe(wanted);
	});
});

describe("hosts", () => {
	it("are read out of origins, and have the names above them", () => {
		expect(hostOfOrigin("https://A.Example.:443")).toBe("a.example");
		expect(hostOfOrigin("null")).toBe(null);
		expect(hostOfOrigin(`https://${"a".repeat(400)}.example`)).toBe(null);
		expect(namesOver("a.b.example.co.uk")).toEqual([
			"a.b.example.co.uk",
			"b.example.co.uk",
			"example.co.uk",
		]);
		expect(namesOver("co.uk")).toEqual([]);
		expect(namesOver("10.0.0.1")).toEqual([]);
		expect(namesOver(`${"a.".repeat(100)}example.com`).length).toBe(12);
	});
});

describe("the list of this release", () => {
	it("opens, and is of the day it says", () => {
		expect(openNames(phishingList).size).toBe(phishingList.size);
		expect(phishingList.madeOn).toMatch(/^20\d\d-\d\d-\d\d$/);
		expect(phishingList.size).toBeGreaterThan(5_000);
	});

	// names of its source, as they stand there
	it.each([
		"polkadotapp.icu",
		"stakingrewards.bond",
		"airdropalert.art",
		"0x0migrate.live",
		"amlwalletscan.mov",
		"walletmaintain.pages.dev",
	])("warns of %s, and of what is below it", (name) => {
		const { of: ofRelease } = openSiteWarnings(phishingList);
		for (const origin of [`https://${name}`, `https://claim.${name}`])
			expect(ofRelease(origin)).toMatchObject({
				code: "site-warning.listed",
				params: { name, from: phishingList.madeOn },
			});
	});

	it("never warns of a host that gives names away, nor of a site that people know", () => {
		const { of: ofRelease } = openSiteWarnings(phishingList);
		for (const name of [
			...phishingList.shared,
			...plainSites,
			...coinedSites.map((site) => `app.${site}`),
		])
			expect([name, ofRelease(`https://${name}`)]).toEqual([name, null]);
	});
});

describe("the making of a list", () => {
	it("takes the newest first, leaves out what is below another, known, shared or no host", () => {
		const source = {
			deny: [
				"old.example",
				"*.wild.example",
				"sub.old.example",
				"NEW.example.",
				"uniswap.org",
				"pages.dev",
				"x.pages.dev",
				"10.0.0.1",
				"not a host",
				"newer.example",
			],
			allow: ["pages.dev", "*.fleek.co"],
		};
		expect(
			chosenNames(source, ["newer.example", "gone.example", "new.example"], 4),
		).toEqual({
			names: ["newer.example", "new.example", "old.example", "wild.example"],
			shared: ["fleek.co", "pages.dev"],
		});
		expect(chosenNames(source, [], 100).names).toHaveLength(5);
		expect(listedHost("com")).toBe(null);
	});
});

describe("what the screens are told", () => {
	const order = (origin: string | null, state: "waiting" | "final") =>
		({ origin, state }) as never;
	it("is of those that wait, once each, and asked once", () => {
		let asked = 0;
		const kept = keptWarnings(() => ({
			of: (origin) => {
				asked++;
				return of(origin);
			},
		}));
		const view = {
			requests: [
				{ origin: "https://drainer.example" },
				{ origin: "https://drainer.example" },
				{ origin: "https://honest.example" },
			] as never,
			orders: [
				order(null, "waiting"),
				order("https://uniswap.claims", "waiting"),
				order("https://opensea.claims", "final"),
			],
		};
		for (let i = 0; i < 3; i++)
			expect(
				drawnWarnings(view, kept).siteWarnings?.map(({ origin, says }) => [
					origin,
					says.code,
				]),
			).toEqual([
				["https://drainer.example", "site-warning.listed"],
				["https://uniswap.claims", "site-warning.alike"],
			]);
		expect(asked).toBe(3);
		expect(drawnWarnings({ requests: [], orders: [] }, kept)).toEqual({});
	});

	it("is never left out of one for all the others that wait", () => {
		const requests = Array.from(
			{ length: mostQuestions + mostPayments },
			(_, i) => ({
				origin: `https://s${i}.uniswap.claims`,
			}),
		);
		const { siteWarnings } = drawnWarnings(
			{
				requests: requests as never,
				orders: [order("https://drainer.example", "waiting")],
			},
			{ of },
		);
		expect(siteWarnings?.map(({ origin }) => origin)).toContain(
			"https://drainer.example",
		);
	});
});
