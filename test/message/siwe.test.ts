// A sign-in is read by its grammar, and held against who asks. Each line is taken away, moved and changed.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { asFault } from "../../src/base/fault.ts";
import {
	conflictsOf,
	isSignIn,
	readSignIn,
	type SignInPlace,
} from "../../src/message/siwe.ts";

const account: Hex = "0xc02aaa39b223fe8d0a0e5c4f27ead9083c756cc2";
const lines = [
	"service.org wants you to sign in with your Ethereum account:",
	"0xC02aaA39b223FE8D0A0e5C4F27eAD9083C756Cc2",
	"",
	"I accept the ServiceOrg Terms of Service: https://service.org/tos",
	"",
	"URI: https://service.org/login",
	"Version: 1",
	"Chain ID: 1",
	"Nonce: 32891757",
	"Issued At: 2021-09-30T16:25:24.000Z",
	"Expiration Time: 2021-10-01T16:25:24Z",
	"Not Before: 2021-09-30T16:25:24+00:00",
	"Request ID: some_id",
	"Resources:",
	"- ipfs://Qme7ss3ARVgxv6rXqVPiikMJ8u2NLgmgszg13pYrDKEoiu",
	"- https://example.com/my-web2-claim.json",
];
const text = lines.join("\n");
const refusal = (message: string): string => {
	try {
		readSignIn(message);
	} catch (thrown) {
		return asFault(thrown).message;
	}
	return "taken";
};

describe("a sign-in", () => {
	it("is read whole", () => {
		expect(readSignIn(text)).toEqual({
			scheme: null,
			domain: "service.org",
			address: account,
			statement:
				"I accept the ServiceOrg Terms of Service: https://service.org/tos",
			uri: "https://service.org/login",
			chainId: 1n,
			nonce: "32891757",
			issuedAtMs: Date.UTC(2021, 8, 30, 16, 25, 24),
			expiresMs: Date.UTC(2021, 9, 1, 16, 25, 24),
			notBeforeMs: Date.UTC(2021, 8, 30, 16, 25, 24),
			requestId: "some_id",
			resources: [
				"ipfs://Qme7ss3ARVgxv6rXqVPiikMJ8u2NLgmgszg13pYrDKEoiu",
				"https://example.com/my-web2-claim.json",
			],
		});
	});
	it("refuses each line that is needed and missing, and each that is twice", () => {
		const needed = [0, 1, 2, 4, 5, 6, 7, 8, 9, 13];
		for (const i of needed)
			expect(refusal(lines.toSpliced(i, 1).join("\n"))).not.toBe("taken");
		for (const i of [5, 6, 7, 8, 9, 10, 11, 12])
			expect(
				refusal(lines.toSpliced(i, 0, lines[i] ?? "").join("\n")),
			).not.toBe("taken");
	});
	it("refuses its lines in another order", () => {
		for (let i = 5; i < 13; i++) {
			const [a = "", b = ""] = lines.slice(i, i + 2);
			expect(refusal(lines.toSpliced(i, 2, b, a).join("\n"))).not.toBe("taken");
		}
	});
	it("refuses what stands behind it", () => {
		for (const more of ["\n", "\nChain ID: 5", " ", "\n- no uri"])
			expect(refusal(text + more)).not.toBe("taken");
	});
	const changed: readonly [string, number, string][] = [
		["a domain that is none", 0, `#no${lines[0]}`],
		["an account without its checksum", 1, account],
		["another version", 6, "Version: 2"],
		["a chain that is no number", 7, "Chain ID: ?"],
		["a nonce that is too short", 8, "Nonce: 1234567"],
		["a time that is none", 9, "Issued At: 2021-13-41T16:25:24Z"],
		["a time without its zone", 9, "Issued At: 2021-09-30T16:25:24"],
		["a URI that is none", 5, "URI: service.org"],
		["a statement of unseen characters", 3, "I accept\u202e"],
		["a resource that is none", 14, "- :no"],
	];
	it.each(changed)("refuses %s", (_, i, line) => {
		expect(refusal(lines.with(i, line).join("\n"))).toMatch(/bad-params/);
	});
	it("is known by its first line, also where the rest does not hold", () => {
		expect(isSignIn(text)).toBe(true);
		expect(isSignIn(lines.slice(0, 1).join("\n"))).toBe(true);
		expect(isSignIn(`hello\n${text}`)).toBe(false);
	});
});

describe("a sign-in held against who asks", () => {
	const place: SignInPlace = {
		origin: "https://service.org",
		account,
		chainIds: [1n],
		nowMs: Date.UTC(2021, 8, 30, 18),
	};
	const found = (at: Partial<SignInPlace>, message = text) =>
		conflictsOf(readSignIn(message), { ...place, ...at });
	it("has no conflict on its own site, in its time", () => {
		expect(found({})).toEqual([]);
	});
	it.each([
		"https://service.org.evil.example",
		"https://evil.example",
		"https://login.service.org",
		"https://service.org:8443",
	])("names another site: %s", (origin) => {
		expect(found({ origin })).toEqual(["domain"]);
	});
	it("takes the port that the scheme has anyhow, and no name before an @", () => {
		const to = (domain: string) =>
			text.replace("service.org wants", `${domain} wants`);
		expect(found({}, to("service.org:443"))).toEqual([]);
		expect(found({}, to("service.org@evil.example"))).toEqual(["domain"]);
		expect(found({}, to("https://service.org"))).toEqual([]);
		expect(found({}, to("http://service.org"))).toEqual(["scheme"]);
	});
	it("names another account, another chain, and times that have passed, not come, or never end", () => {
		expect(found({ account: `0x${"11".repeat(20)}` })).toEqual(["account"]);
		expect(found({ chainIds: [10n] })).toEqual(["chain"]);
		expect(found({ nowMs: Date.UTC(2022, 0, 1) })).toEqual(["expired"]);
		expect(found({ nowMs: Date.UTC(2021, 0, 1) })).toEqual(["early"]);
		expect(found({}, lines.toSpliced(10, 1).join("\n"))).toEqual(["unbounded"]);
		expect(
			found(
				{ nowMs: Date.UTC(2021, 8, 29) },
				lines.with(10, "Expiration Time: 2021-09-30T10:00:00Z").join("\n"),
			),
		).toEqual(["early", "backwards"]);
	});
});
