import { describe, expect, test } from "vitest";
import {
	type EndpointIdentity,
	independentOf,
	ownerOf,
	sharedWords,
} from "../../src/source/independence.ts";

const at = (...urls: readonly string[]): readonly EndpointIdentity[] =>
	urls.map((url, i) => ({ name: `n${i}`, url }));

const counted = (...urls: readonly string[]): number =>
	independentOf(at(...urls)).length;

describe("whose a host is", () => {
	test.each([
		["https://eth.one.example.com/v2/key", "example.com"],
		["https://a.b.co.uk", "b.co.uk"],
		["https://EXAMPLE.com.:8443", "example.com"],
		["https://one.github.io", "github.io"],
		["https://a.evil.example", "evil.example"],
		["https://co.uk", "co.uk"],
		["http://mynode:5052", "mynode"],
		["http://192.168.1.7:5052", "192.168.1.7"],
		["http://[2001:db8::7]:5052", "[2001:db8:0::]/48"],
		["http://[2001:db8:1:2:3:4:5:6]", "[2001:db8:1::]/48"],
		["http://[fd00::1:2:3:4:5]:5052", "[fd00:0:0::]/48"],
		["http://[::ffff:192.168.1.7]:5052", "192.168.1.7"],
		["http://localhost:5052", "this device, port 5052"],
		["http://127.0.0.1:5052", "this device, port 5052"],
		["http://127.8.0.1:5052", "this device, port 5052"],
		["http://[::1]:5052", "this device, port 5052"],
		["http://[::ffff:127.0.0.1]:5052", "this device, port 5052"],
		["http://node.localhost", "this device, port 80"],
		["https://localhost", "this device, port 443"],
	])("%s is %s", (url, owner) => {
		expect(ownerOf(url)).toBe(owner);
	});
});

describe("providers that count once", () => {
	test("never counts two hosts of one company as two", () => {
		expect(counted("https://a.evil.com", "https://b.evil.com")).toBe(1);
		expect(counted("https://a.co.uk", "https://b.co.uk")).toBe(2);
	});

	test("never counts one program of this device under three names as three", () => {
		expect(
			counted("http://localhost:1", "http://127.0.0.1:1", "http://[::1]:1"),
		).toBe(1);
		expect(counted("http://localhost:1", "http://localhost:2")).toBe(2);
	});

	test("never counts two domains of one named operator as two", () => {
		const groups = independentOf([
			{ name: "a", url: "https://a.com", operator: "Acme" },
			{ name: "b", url: "https://b.net", operator: " acme" },
			{ name: "c", url: "https://c.org" },
		]);
		expect(groups.map(({ members }) => members.length)).toEqual([2, 1]);
		expect(groups[0]?.owner).toBe("Acme");
	});

	test("never counts apart what a third one ties together", () => {
		const groups = independentOf([
			{ name: "a", url: "https://a.com" },
			{ name: "b", url: "https://b.net", operator: "Acme" },
			{ name: "c", url: "https://c.org" },
			{ name: "d", url: "https://x.a.com", operator: "Acme" },
		]);
		expect(groups.map(({ members }) => members.map((m) => m.name))).toEqual([
			["a", "b", "d"],
			["c"],
		]);
	});

	test("says which endpoints belong together", () => {
		const urls = ["https://a.x.com", "https://b.x.com", "https://y.com"];
		expect(sharedWords(independentOf(at(...urls)))).toBe(
			"two of your endpoints belong to x.com",
		);
		expect(sharedWords(independentOf(at("https://y.com")))).toBe("");
	});

	test("never counts an IPv4 address twice because it is written inside an IPv6 one", () => {
		for (const host of [
			"1.2.3.4",
			"0x01020304",
			"16909060",
			"[::ffff:1.2.3.4]",
			"[::ffff:102:304]",
			"[64:ff9b::1.2.3.4]",
			"[64:ff9b::102:304]",
			"[::1.2.3.4]",
		])
			expect(ownerOf(`https://${host}`)).toBe("1.2.3.4");
		expect(ownerOf("https://[2001:db8::102:304]")).toBe("[2001:db8:0::]/48");
	});

	test("never counts an IPv4 address twice because a translation or a tunnel leads to it", () => {
		for (const host of [
			"[::ffff:0:1.2.3.4]",
			"[64:ff9b:1::1.2.3.4]",
			"[64:ff9b:1:7::1.2.3.4]",
			"[2002:102:304::1]",
			"[2002:102:304:5:6:7:8:9]",
			// Teredo: a server's address, flags and port, and the client's with its bits turned
			"[2001:0:808:808:0:0:fefd:fcfb]",
		])
			expect(ownerOf(`https://${host}`), host).toBe("1.2.3.4");
		expect(ownerOf("https://[2001:db8:102:304::1]")).toContain("2001:db8:102");
	});

	test("never counts this device beside itself by an address of no host in particular", () => {
		for (const host of [
			"0.0.0.0",
			"0",
			"0.0.0.7",
			"[::]",
			"[::ffff:0.0.0.0]",
			"[::ffff:127.0.0.1]",
			"[2002:7f00:1::]",
		])
			expect(ownerOf(`http://${host}:8545`), host).toBe(
				ownerOf("http://127.0.0.1:8545"),
			);
	});
});
