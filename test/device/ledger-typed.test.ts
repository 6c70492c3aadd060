// Typed data on a Ledger by its fields: the same bytes as the maker's own library sends, by its mocker; read again by an app as its
// papers describe it, and hashed there as ethers hashes the message. And where the device is told two hashes, and the person that.

import { ethers } from "ethers";
import { describe, expect, it } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import {
	type LedgerShows,
	type LedgerTurn,
	ledgerModel,
	ledgerSign,
} from "../../src/device/ledger.ts";
import { typedApdus } from "../../src/device/ledger-typed.ts";
import type { DeviceRequest } from "../../src/protocol/device.ts";
import { typedAsked } from "../../src/signer/device-sign.ts";
import { known, type MadeTyped, me, unknown } from "../message/made.ts";
import { refusalOf } from "../refused.ts";
import { hashOf, mine, path, place } from "../signer/device-world.ts";
import { isThere, readVectors } from "../wallet-vectors.ts";
import { type LedgerState, ledgerApp } from "./ledger-app.ts";
import { ledgerTyped } from "./ledger-app-typed.ts";
import { replayed } from "./makers.ts";

const requestOf = (typed: object): DeviceRequest => ({
	...place,
	asked: typedAsked(JSON.stringify(typed)),
});

/** What a device is asked, what it signs, and what the person is told beforehand. */
const signed = async (
	request: DeviceRequest,
	turn: LedgerTurn = {},
	state: LedgerState = {},
) => {
	const app = ledgerApp(state);
	const shows: LedgerShows[] = [];
	const signature = await ledgerSign(app.exchange, request, {
		...turn,
		onShows: (one) => shows.push(one),
	});
	const asked = app.said
		.filter((line) => line.startsWith("=>"))
		.map((line) => line.slice(3, 7));
	return { said: app.said, signature, shows, asked };
};

/** None of Ledger's servers. */
const noServers = {
	...{ nftExplorerBaseURL: null, pluginBaseURL: null, extraPlugins: null },
	...{ cryptoassetsBaseURL: "", calServiceURL: null },
};

/** By the maker's library, of what was recorded. */
const makersSignature = async (
	{ asked }: DeviceRequest,
	said: readonly string[],
) => {
	if (asked.kind !== "typed") throw new Error("not typed");
	// It asks for the app as we do, and for no address.
	const lines = [...said.slice(0, 2), ...said.slice(4)];
	const { store, eth } = await replayed(lines, noServers);
	const { v, r, s } = await eth.signEIP712Message(
		path.slice(2),
		JSON.parse(asked.data),
	);
	expect(store.isEmpty()).toBe(true);
	return `0x${r}${s}${v.toString(16)}`;
};

const domain = {
	name: "Here",
	version: "1",
	chainId: 1,
	verifyingContract: me,
};
const one = (type: string, value: unknown): MadeTyped => ({
	types: { One: [{ name: "it", type }] },
	primaryType: "One",
	domain,
	message: { it: value },
});
const person = [
	{ name: "name", type: "string" },
	{ name: "wallets", type: "address[]" },
];
const nested: MadeTyped = {
	types: {
		Mail: [
			{ name: "from", type: "Person" },
			{ name: "to", type: "Person[]" },
			{ name: "rooms", type: "Room[2][]" },
			{ name: "contents", type: "string" },
		],
		Room: [
			{ name: "door", type: "bytes4" },
			{ name: "inside", type: "Person[]" },
		],
		Person: person,
	},
	primaryType: "Mail",
	domain: { ...domain, salt: `0x${"5a".repeat(32)}` },
	message: {
		from: { name: "Cöw 🐄", wallets: [me, me] },
		to: [
			{ name: "Bob", wallets: [] },
			{ name: "", wallets: [me] },
		],
		rooms: [
			[
				{ door: "0x01020304", inside: [] },
				{ door: "0x00000000", inside: [{ name: "Eve", wallets: [me] }] },
			],
		],
		contents: "Hello!",
	},
};

const made: readonly (readonly [string, MadeTyped])[] = [
	...Object.entries({ ...known, unknown, nested }),
	[
		"nothing in a list of structs",
		{ ...nested, message: { ...nested.message, to: [], rooms: [] } },
	],
	["a domain of a name alone", { ...one("bool", true), domain: { name: "A" } }],
	...["true", "false"].map((is): [string, MadeTyped] => [
		is,
		one("bool", is === "true"),
	]),
	...[0n, 1n, 127n, 128n, 255n, 256n, 2n ** 255n, 2n ** 256n - 1n].map(
		(number): [string, MadeTyped] => [
			`uint256 ${number}`,
			one("uint256", String(number)),
		],
	),
	...["0", "1", "127", "-1", "-128"].flatMap((number): [string, MadeTyped][] =>
		["int8", "int64", "int256"].map((type) => [
			`${type} ${number}`,
			one(type, number),
		]),
	),
	["int64, the least", one("int64", String(-(2n ** 63n)))],
	["int256, the most", one("int256", String(2n ** 255n - 1n))],
	[
		"uint8[2][][3]",
		one("uint8[2][][3]", [
			[[1, 2]],
			[],
			[
				[3, 4],
				[5, 6],
			],
		]),
	],
	["bytes1", one("bytes1", "0xff")],
	["bytes32", one("bytes32", `0x${"00".repeat(31)}01`)],
	["no bytes", one("bytes", "0x")],
	["no text", one("string", "")],
	["a text in other letters", one("string", "Grüße, 世界 🌍")],
	[
		"a list of 255",
		one(
			"uint8[]",
			Array.from({ length: 255 }, (_, i) => i),
		),
	],
	...[1, 252, 253, 255, 300, 507, 600, 5_000].map(
		(length): [string, MadeTyped] => [
			`${length} bytes`,
			one("bytes", `0x${"ab".repeat(length)}`),
		],
	),
];

describe("the fields of typed data go to a Ledger as the maker's library sends them, and are signed as ethers hashes them", () => {
	it.each(made)("%s", async (_name, typed) => {
		const request = requestOf(typed);
		const { said, signature, shows, asked } = await signed(request);
		expect(ethers.recoverAddress(hashOf(request), signature)).toBe(
			ethers.getAddress(mine),
		);
		expect(shows).toEqual(["fields-if-set"]);
		// the signature is asked for once, of what was sent before
		expect(asked.filter((head) => head === "e00c")).toHaveLength(1);
		expect(await makersSignature(request, said)).toBe(signature);
	});

	it("also those values that the maker's library cuts short", async () => {
		for (const length of [254, 509, 510]) {
			const request = requestOf(one("bytes", `0x${"ab".repeat(length)}`));
			const { said, signature } = await signed(request);
			expect(
				ethers.recoverAddress(hashOf(request), signature).toLowerCase(),
			).toBe(mine);
			await expect(makersSignature(request, said)).rejects.toThrow();
		}
	});

	it.skipIf(!isThere)("the vectors of ethers", async () => {
		const all = readVectors("eip712/ethers5-eip712.json.gz");
		if (!Array.isArray(all)) throw new Error("no list");
		let told = 0;
		for (const { data: message, digest, ...typed } of all.filter(
			(_, i) => i % 3 === 0,
		)) {
			const request = requestOf({ ...typed, message });
			if (request.asked.kind !== "typed") throw new Error("not typed");
			const app = ledgerTyped();
			try {
				for (const { head, data } of typedApdus(request.asked.data)) {
					const [, ins, p1, p2] = head;
					expect(app.take(ins, p1, p2, data)).toBe(true);
				}
			} catch (thrown) {
				// numbers without a size, structs without fields
				if (!(thrown instanceof Fault)) throw thrown;
				expect(thrown.code).toBe("device-unfit");
				continue;
			}
			expect(app.hash()).toBe(digest);
			if (++told % 20 !== 0) continue;
			const { said, signature } = await signed(request);
			expect(await makersSignature(request, said)).toBe(signature);
		}
		expect(told).toBeGreaterThan(all.length / 6);
	});
});

describe("a Ledger shows", () => {
	const request = requestOf(known.permit);
	it.each<readonly [string, LedgerTurn, LedgerState, readonly LedgerShows[]]>([
		["every field on a large screen", { model: "large" }, {}, ["fields"]],
		["the fields if it is set to, on a small one", {}, {}, ["fields-if-set"]],
		["two hashes on the oldest", { model: "nano-s" }, {}, ["hashes"]],
		["two hashes where that is wanted", { byHashes: true }, {}, ["hashes"]],
		[
			"two hashes with an app from before",
			{ model: "large" },
			{ app: { name: "Ethereum", version: "1.9.18" } },
			["hashes"],
		],
		[
			"the fields with the first app that takes them",
			{ model: "large" },
			{ app: { name: "Ethereum", version: "1.9.19" } },
			["fields"],
		],
		[
			"two hashes where the app was built without fields, which is said anew",
			{},
			{ fieldless: true },
			["fields-if-set", "hashes"],
		],
	])("%s", async (_what, turn, state, told) => {
		const { shows, signature, asked } = await signed(request, turn, state);
		expect(shows).toEqual(told);
		expect(
			ethers.recoverAddress(hashOf(request), signature).toLowerCase(),
		).toBe(mine);
		expect(asked.filter((head) => head === "e00c")).toHaveLength(1);
	});

	const long = (length: number) => ({ length });
	it.each<readonly [string, MadeTyped]>([
		["a number of no stated size", one("uint", 5)],
		[
			"a list of 256",
			one(
				"uint8[]",
				Array.from(long(256), () => 1),
			),
		],
		[
			"a list of stated 256",
			one(
				"uint8[256]",
				Array.from(long(256), () => 1),
			),
		],
		["a value of 65,536 bytes", one("bytes", `0x${"00".repeat(65_536)}`)],
		[
			"a struct that is left out",
			{
				...one("Node", null),
				types: {
					One: [{ name: "it", type: "Node" }],
					Node: [{ name: "next", type: "Node" }],
				},
			},
		],
		[
			"a struct of nothing",
			{
				...one("Empty", {}),
				types: { One: [{ name: "it", type: "Empty" }], Empty: [] },
			},
		],
	])("two hashes of %s, which its fields cannot tell", async (_what, typed) => {
		const asked = typedAsked(JSON.stringify(typed));
		expect(await refusalOf(() => typedApdus(asked.data))).toBe("device-unfit");
		const turn = { model: "large" } as const;
		const { shows } = await signed({ ...place, asked }, turn);
		expect(shows).toEqual(["hashes"]);
	});

	it("what its number says it can", () => {
		const models = [0x1011, 0x1, 0x4011, 0x4, 0x5011, 0x6011, 0x7011, 0x8011];
		expect(models.map(ledgerModel)).toEqual([
			...["nano-s", "nano-s", "nano", "nano", "nano"],
			...["large", "large", "large"],
		]);
	});

	it.each([
		["has no room for the fields", 0x6a84, "device-blind"],
		["does not take the fields", 0x6a80, "device-blind"],
		["is refused", 0x6985, "device-refused"],
	])("nothing else in their place where it %s", async (_what, stands, code) => {
		const app = ledgerApp();
		const sign = ledgerSign(async (message) => {
			const answer = await app.exchange(message);
			return message[1] === 0x1c
				? ethers.getBytes(ethers.toBeHex(stands, 2))
				: answer;
		}, request);
		expect(await refusalOf(() => sign)).toBe(code);
		expect(app.said.some((line) => line.startsWith("=> e00c"))).toBe(false);
	});
});

it("what is not hashed is not given to a device", () => {
	const { data } = typedAsked(
		JSON.stringify({
			...known.permit,
			message: { ...known.permit.message, note: "This is harmless" },
			notes: ["so is this"],
		}),
	);
	expect(data).not.toContain("harmless");
	expect(data).not.toContain("so is this");
});
