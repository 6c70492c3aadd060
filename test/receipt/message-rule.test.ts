// The rule of messages: what is asked is bound to the site, the account, the chain and the time, and rests on a fresh head.

import { ethers } from "ethers";
import { describe, expect, test } from "vitest";
import { type Hex, toHex, utf8 } from "../../src/base/bytes.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import { knownNetworks } from "../../src/l1/network.ts";
import type { MessageRequest, RawMessage } from "../../src/message/request.ts";
import {
	checkMessage,
	messageFactsOf,
	readAsked,
} from "../../src/receipt/message-rule.ts";
import {
	me,
	origin,
	permit,
	rawText,
	rawTyped,
	router,
	signIn,
	unknown,
} from "../message/made.ts";
import { refusedWith } from "../refused.ts";
import { scene, testNetwork, timeS } from "./world.ts";

const [found] = knownNetworks;
if (found === undefined) throw new Error("no network");
const mainnet = found;
const nowMs = Date.UTC(2026, 10, 21, 12);

const request = (
	what: RawMessage,
	part: Partial<MessageRequest> = {},
): MessageRequest => ({
	format: "sextant-message-1",
	id: "one",
	origin,
	account: me,
	chainId: 1,
	madeMs: nowMs,
	what,
	...part,
});
const read = (
	what: RawMessage,
	part: Partial<MessageRequest> = {},
	atMs = nowMs,
) => readAsked(request(what, part), mainnet, [], atMs);
const refused = (
	what: RawMessage,
	part: Partial<MessageRequest> = {},
	atMs = nowMs,
): string => refusedWith(() => read(what, part, atMs));
const codes = (
	what: RawMessage,
	part: Partial<MessageRequest> = {},
): readonly string[] => read(what, part).warnings.map(({ code }) => code);

const bytes = (hex: Hex): RawMessage => ({ kind: "text", bytes: hex });

describe("a text", () => {
	test("is shown word for word, and hashed as EIP-191 says", () => {
		const { meaning, digest, bytes: raw } = read(rawText("Hello, forum\n"));
		expect(meaning).toEqual({
			kind: "text",
			text: "Hello, forum\n",
			looksLike: null,
		});
		expect(raw).toBe("0x48656c6c6f2c20666f72756d0a");
		expect(digest).toBe(
			keccakHex(
				new TextEncoder().encode(
					"\u0019Ethereum Signed Message:\n13Hello, forum\n",
				),
			),
		);
	});

	test("that hides characters says so", () => {
		expect(codes(rawText("pay \u202eevil\u202c"))).toEqual(["message.hidden"]);
		expect(codes(rawText("zero\u200bwidth"))).toEqual(["message.hidden"]);
		expect(codes(rawText("a line\nand a tab\t."))).toEqual([]);
	});

	test("that is no text is bytes, and says that nobody can read it", () => {
		const { meaning } = read(bytes("0xff00ff"));
		expect(meaning).toEqual({ kind: "bytes" });
		expect(codes(bytes("0xff00ff"))).toEqual(["message.bytes"]);
	});

	test("of 32 bytes that are none is refused: it may be the hash of anything", () => {
		expect(refused(bytes(keccakHex(Uint8Array.of(1))))).toBe("message-opaque");
		// valid as UTF-8, and no person wrote it
		expect(refused(bytes(`0x${"07".repeat(32)}`))).toBe("message-opaque");
		expect(refused(rawText("thirty-two letters of plain text"))).toBe("none");
		expect(refused(rawText("Sign in at https://a.example/ ok"))).toBe("none");
		expect(refused(rawText("0b5e4c1f9a7d4f0e8c3b2a1d6e5f4c3b"))).toBe("none");
	});

	test("of 32 bytes that a hash can be made to be is refused: a Safe takes a signed text for an agreement to its transaction", () => {
		// one hash in 2^44 is such a text, and one in 2^35 such as the second: a day's search at most
		for (const text of [
			"k#9%~Q{2@x}[Lw^|&;=+<t>*$`(Zp)\\8",
			"鶴é҂жΩ쟰߷ӵ᚛ߐ鬥ёߔж",
		]) {
			expect(utf8(text).length).toBe(32);
			expect(refused(rawText(text))).toBe("message-opaque");
			expect(refused(rawText(`${text}.`))).toBe("none");
		}
	});

	test("that writes a hash in hex says that only the site knows what it stands for", () => {
		const text = rawText(keccakHex(Uint8Array.of(1)));
		expect(codes(text)).toEqual(["message.hash"]);
		expect(read(text).meaning).toMatchObject({ looksLike: "hash" });
	});

	const unsigned = (type: number) =>
		ethers.Transaction.from({
			type,
			to: router,
			nonce: 1,
			gasLimit: 100_000,
			chainId: 1,
			...(type === 2
				? { maxFeePerGas: 1, maxPriorityFeePerGas: 1 }
				: { gasPrice: 1 }),
		}).unsignedSerialized;
	test.each([
		["what EIP-191 begins all signed data with", "0x1901aabb"],
		["a transaction of type 0", unsigned(0)],
		["a transaction of type 1", unsigned(1)],
		["a transaction of type 2", unsigned(2)],
		["a 7702 authorization", `0x05d70194${"11".repeat(20)}80`],
	])("that is %s is refused", (_, hex) => {
		const given = toHex(ethers.getBytes(hex));
		expect(refused(bytes(given))).toBe("message-transaction");
		expect(refused(rawText(hex))).toBe("message-transaction");
	});

	test("that only begins like one is none", () => {
		expect(refused(rawText("ƀabcde"))).toBe("none");
		expect(refused(rawText("Ā123"))).toBe("none");
		expect(refused(rawText(""))).toBe("none");
	});

	test("too long to be read is refused", () => {
		expect(refused(bytes(toHex(new Uint8Array(100_001).fill(97))))).toBe(
			"too-large",
		);
	});
});

describe("a sign-in", () => {
	const line = (at: number, text: string) => (lines: string[]) =>
		lines.with(at, text);
	const asks = (domain: string) =>
		line(0, `${domain} wants you to sign in with your Ethereum account:`);

	test("is read as one, for the site, the account, the chain and the time", () => {
		const { meaning, warnings } = read(rawText(signIn()));
		expect(meaning).toMatchObject({
			kind: "sign-in",
			domain: "forum.example",
			chainId: "1",
			expiresMs: Date.UTC(2026, 10, 21, 12, 30),
			text: signIn(),
		});
		expect(warnings).toEqual([]);
	});

	test.each([
		["another site", asks("bank.example")],
		["a part of the site's name", asks("example")],
		["a site whose name begins with it", asks("forum.example.evil.example")],
		["another port", asks("forum.example:8443")],
		["another scheme", asks("http://forum.example")],
		["a name before an @", asks("forum.example@bank.example")],
	])("for %s is refused", (_, change) => {
		expect(refused(rawText(signIn(change)))).toBe("sign-in-site");
	});

	test.each([
		["another account", line(1, "0x70997970C51812dc3A010C7d01b50e0d17dc79C8")],
		["a chain that the wallet does not know", line(7, "Chain ID: 4242")],
		["a time that is over", line(10, "Expiration Time: 2026-11-21T11:59:59Z")],
		[
			"a time that has not come",
			(lines: string[]) => [...lines, "Not Before: 2026-11-21T12:00:01Z"],
		],
		[
			"a time that ends before it begins",
			line(9, "Issued At: 2026-11-21T12:31:00Z"),
		],
	])("for %s is refused", (_, change) => {
		expect(refused(rawText(signIn(change)))).toBe("sign-in-terms");
	});

	test("is refused once its time is over, though it was fine when it was asked", () => {
		const late = Date.UTC(2026, 10, 21, 12, 31);
		expect(refused(rawText(signIn()), {}, late)).toBe("sign-in-terms");
	});

	test("without an end, or that leads elsewhere, says so", () => {
		expect(codes(rawText(signIn((lines) => lines.slice(0, 10))))).toEqual([
			"message.no-end",
		]);
		expect(
			codes(rawText(signIn(line(5, "URI: https://login.example/in")))),
		).toEqual(["message.other-address"]);
	});

	test("that is none by the standard is shown as a text, with that said", () => {
		const text = rawText(signIn(line(6, "Version: 2")));
		expect(read(text).meaning).toMatchObject({
			kind: "text",
			looksLike: "sign-in",
		});
		expect(codes(text)).toEqual(["message.broken-sign-in"]);
	});

	test.each([
		"bank.example wants you to sign in with your Ethereum account:\n0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266\n",
		"BANK.example wants you to sign in with your web3 account",
		"Hello!\n  https://bank.example   wants you to sign in with your Ethereum account:",
		"localhost wants you to sign-in with your account",
	])(
		"to another site that a careless one may take for one is refused: %j",
		(text) => {
			expect(refused(rawText(text))).toBe("sign-in-site");
		},
	);
});

describe("typed data", () => {
	test("for another chain than the site's is refused", () => {
		const other = { ...permit, domain: { ...permit.domain, chainId: 10 } };
		expect(refused(rawTyped(other))).toBe("message-chain");
	});

	test("of a site on a chain that the wallet does not know is refused", () => {
		expect(refused(rawTyped(permit), { chainId: 4242 })).toBe("unknown-chain");
	});

	test("without a chain, or without a contract, is said to be that", () => {
		expect(codes(rawTyped(unknown))).toEqual([
			"message.anything",
			"message.every-chain",
			"message.no-contract",
			"message.hidden",
		]);
	});

	test("of a token that no accepted file names is counted in its smallest unit, and that is said", () => {
		const { meaning } = read(rawTyped(permit));
		expect(meaning).toMatchObject({ grants: [{ asset: { named: null } }] });
		expect(codes(rawTyped(permit))).toContain("message.unnamed");
	});

	test.each([
		["no JSON", "{"],
		["a list", "[]"],
		[
			"the domain alone",
			JSON.stringify({ ...permit, primaryType: "EIP712Domain" }),
		],
		["a type that is missing", JSON.stringify({ ...permit, types: {} })],
		[
			"a value out of its type",
			JSON.stringify({ ...permit, message: { ...permit.message, value: -1 } }),
		],
		["JSON that is nested without end", "[".repeat(500)],
	])("that is %s is refused", (_, data) => {
		expect(refused({ kind: "typed", data })).toBe("bad-params");
	});
});

describe("what it rests on", () => {
	const { head, header } = scene();
	const at = (ms: number, what = rawText("hello")) =>
		refusedWith(() =>
			checkMessage(
				request(what, { chainId: testNetwork.chainId }),
				{ head },
				[],
				ms,
				"sign",
			),
		);

	test("is one head of L1, young enough, and a clock that agrees", () => {
		expect(at((timeS + 20) * 1000)).toBe("none");
		expect(at((timeS + 100_000) * 1000)).toBe("order-stale");
		expect(at((timeS - 60) * 1000)).toBe("clock");
	});

	test("is nothing else", () => {
		expect(refusedWith(() => messageFactsOf([header]))).toBe("order-evidence");
		expect(refusedWith(() => messageFactsOf([head, head]))).toBe(
			"order-evidence",
		);
		expect(refusedWith(() => messageFactsOf([]))).toBe("order-evidence");
	});

	test("is no copy of one", () => {
		const copy = { ...head };
		expect(() =>
			checkMessage(
				request(rawText("hello"), { chainId: testNetwork.chainId }),
				// @ts-expect-error a copy is not verified
				{ head: copy },
				[],
				timeS * 1000,
				"sign",
			),
		).toThrow(TypeError);
	});

	test("is a head of the network that has the site's chain", () => {
		const here = (chainId: number) =>
			refusedWith(() =>
				checkMessage(
					request(rawText("hello"), { chainId }),
					{ head },
					[],
					timeS * 1000,
					"sign",
				),
			);
		expect(here(1)).toBe("unknown-chain");
		expect(here(testNetwork.chainId)).toBe("none");
	});
});

test("another account than the one asked changes nothing of a text's hash, and is no owner of a permit", () => {
	expect(read(rawText("hi")).digest).toBe(
		read(rawText("hi"), { account: router }).digest,
	);
	expect(read(rawTyped(permit), { account: router }).meaning).toEqual({
		kind: "unknown",
	});
});
