import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
	allows,
	callerOf,
	type Sender,
} from "../../../extension/background/roles.ts";
import { keys, page, ui } from "../../../src/protocol/methods.ts";

const self = { id: "abcdef", origin: "chrome-extension://abcdef" };
const screen: Sender = { id: "abcdef", url: `${self.origin}/popup.html` };
const tab = {};
const site: Sender = {
	id: "abcdef",
	url: "https://site.example/path?q#h",
	origin: "https://site.example",
	frameId: 0,
	tab,
};

describe("who is asking", () => {
	it("is nobody when the browser names no sender", () => {
		for (const name of ["ui", "keys", "host", "page", ""])
			expect(callerOf(name, undefined, self)).toBeUndefined();
		expect(callerOf("ui", {}, self)).toBeUndefined();
	});

	it("is a screen only at the address of one, in no frame", () => {
		expect(callerOf("ui", screen, self)).toEqual({ role: "ui" });
		expect(
			callerOf(
				"keys",
				{ ...screen, url: `${self.origin}/approve.html#order/1` },
				self,
			),
		).toEqual({ role: "keys" });
		for (const url of [
			`${self.origin}/host.html`,
			`${self.origin}/popup.html/x`,
			`${self.origin}/x/popup.html`,
			"chrome-extension://abcdeg/popup.html",
			"https://site.example/popup.html",
			"https://abcdef/popup.html",
			"moz-extension://abcdef/popup.html",
			"not a url",
		])
			for (const name of ["ui", "keys"])
				expect(callerOf(name, { ...screen, url }, self)).toBeUndefined();
		expect(callerOf("ui", { ...screen, frameId: 7 }, self)).toBeUndefined();
	});

	it("is nobody from another extension, whatever address it states", () => {
		expect(callerOf("ui", { ...screen, id: "other" }, self)).toBeUndefined();
		expect(callerOf("page", { ...site, id: "other" }, self)).toBeUndefined();
	});

	it("is the host only at the host's page", () => {
		expect(
			callerOf("host", { ...screen, url: `${self.origin}/host.html` }, self),
		).toEqual({ role: "host" });
		expect(callerOf("host", screen, self)).toBeUndefined();
		expect(callerOf("host", site, self)).toBeUndefined();
	});

	it("is a site by its origin, in the top frame of a tab", () => {
		expect(callerOf("page", site, self)).toEqual({
			role: "page",
			origin: "https://site.example",
		});
		expect(callerOf("page", { ...site, frameId: 1 }, self)).toBeUndefined();
		expect(
			callerOf("page", { ...site, frameId: undefined }, self),
		).toBeUndefined();
		expect(callerOf("page", { ...site, tab: undefined }, self)).toBeUndefined();
	});

	it("is nobody behind an opaque origin, plain http or another scheme", () => {
		expect(callerOf("page", { ...site, origin: "null" }, self)).toBeUndefined();
		for (const url of [
			"http://site.example/",
			"http://localhost.evil.example/",
			"file:///home/x.html",
			"data:text/html,x",
			`${self.origin}/popup.html`,
		])
			expect(
				callerOf("page", { ...site, url, origin: undefined }, self),
			).toBeUndefined();
		expect(
			callerOf(
				"page",
				{
					...site,
					url: "http://localhost:3000/x",
					origin: "http://localhost:3000",
				},
				self,
			),
		).toEqual({ role: "page", origin: "http://localhost:3000" });
	});

	it("never makes a site more than a site, whatever it is", () => {
		fc.assert(
			fc.property(
				fc.constantFrom("ui", "keys", "host", "page", "other"),
				fc.webUrl({ withFragments: true, withQueryParameters: true }),
				fc.option(fc.nat(3), { nil: undefined }),
				(name, url, frameId) => {
					const caller = callerOf(
						name,
						{ id: self.id, url, frameId, tab },
						self,
					);
					if (caller !== undefined)
						expect(caller).toEqual({
							role: "page",
							origin: new URL(url).origin,
						});
				},
			),
		);
	});
});

describe("what a caller may ask", () => {
	const caller = { role: "page", origin: "https://site.example" } as const;

	it("allows a site what is of `page`, and nothing of the screens or the keys", () => {
		for (const name of Object.keys(page))
			expect(allows(caller, name)).toBe(true);
		for (const name of [...Object.keys(ui), ...Object.keys(keys)])
			expect(allows(caller, name)).toBe(false);
	});

	it("allows the screens no site's method: they do not ask in a site's name", () => {
		for (const name of Object.keys(page))
			expect(allows({ role: "ui" }, name)).toBe(false);
		for (const name of Object.keys(ui))
			expect(allows({ role: "ui" }, name)).toBe(true);
	});

	it("allows nothing that is only inherited", () => {
		for (const name of [
			"constructor",
			"toString",
			"__proto__",
			"hasOwnProperty",
		])
			for (const role of ["ui", "keys", "host"] as const) {
				expect(allows({ role }, name)).toBe(false);
				expect(allows(caller, name)).toBe(false);
			}
	});

	it("lets nothing of the signer's port reach the engine", () => {
		for (const role of ["keys", "host"] as const)
			for (const name of [
				...Object.keys(ui),
				...Object.keys(keys),
				...Object.keys(page),
			])
				expect(allows({ role }, name)).toBe(false);
	});
});
