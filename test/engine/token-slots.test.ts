// The slots that tokens answer from: found in every layout by what the code hashes, under the keys that viem computes, and not
// found where the answer does not follow them.

import {
	concat,
	encodeAbiParameters,
	encodePacked,
	keccak256,
	pad,
	toHex,
} from "viem";
import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { readTokenSlot } from "../../src/engine/token-slots.ts";
import { tokenPlace, tokenPlaceKey } from "../../src/evidence/token-place.ts";
import { codeIn, tokenCode } from "../evm/tokens.ts";
import { proofsOf } from "../evm/world.ts";
import { mineChain, type World } from "../state/chain.ts";

const token: Hex = `0x${"a1".repeat(20)}`;
const behind: Hex = `0x${"a2".repeat(20)}`;
const owner: Hex = `0x${"bb".repeat(20)}`;
const spender: Hex = `0x${"cc".repeat(20)}`;

const word = (n: number | bigint): Hex => pad(toHex(n), { size: 32 });
const solidity = (key: Hex, slot: Hex): Hex =>
	keccak256(
		encodeAbiParameters(
			[{ type: "address" }, { type: "bytes32" }],
			[key, slot],
		),
	);
const vyper = (key: Hex, slot: Hex): Hex =>
	keccak256(concat([slot, pad(key, { size: 32 })]));

const stateOf = (
	code: Hex,
	storage: { [key: Hex]: bigint },
	more: World = {},
) => {
	const world: World = {
		[owner]: { nonce: 1, balance: 1n },
		[token]: { nonce: 1, code, storage },
		...more,
	};
	const blocks = mineChain(3, world);
	const head = blocks.at(-1);
	if (head === undefined) throw new Error("no head");
	return proofsOf({
		nodes: [{ blocks, window: 1_000, asked: [] }],
		signed: () => head,
	});
};

const namespace = keccak256(toHex("some.token.storage"));
const following = (base: Hex, by: number): Hex =>
	word(BigInt(base) + BigInt(by));

/** What stands where, by hand. */
const layouts: readonly (readonly [
	name: string,
	code: () => Hex,
	balance: Hex,
	allowance: Hex,
])[] = [
	[
		"OpenZeppelin's",
		() => tokenCode("Plain"),
		solidity(owner, word(0)),
		solidity(spender, solidity(owner, word(1))),
	],
	[
		"OpenZeppelin's, upgradeable",
		() => tokenCode("Upgradeable"),
		solidity(owner, word(51)),
		solidity(spender, solidity(owner, word(52))),
	],
	[
		"a namespace of its own",
		() => codeIn("Places.sol", "Spaced"),
		solidity(owner, namespace),
		solidity(spender, solidity(owner, following(namespace, 1))),
	],
	[
		"Vyper's",
		() => codeIn("Places.sol", "Vyper"),
		vyper(owner, word(1000)),
		vyper(spender, vyper(owner, word(1001))),
	],
	[
		"Solady's",
		() => codeIn("Places.sol", "Solady"),
		keccak256(
			encodePacked(["address", "uint64", "uint32"], [owner, 0n, 0x87a211a2]),
		),
		keccak256(
			encodePacked(
				["address", "uint64", "uint32", "address"],
				[owner, 0n, 0x7f5e9f20, spender],
			),
		),
	],
	[
		"one of two mappings of equal content",
		() => codeIn("Places.sol", "Twins"),
		solidity(owner, word(2)),
		solidity(spender, solidity(owner, word(3))),
	],
];

describe.each(layouts)("%s layout", (name, code, balance, allowance) => {
	const decoys: { [key: Hex]: bigint } = name.startsWith("one of two")
		? {
				[solidity(owner, word(0))]: 77n,
				[solidity(spender, solidity(owner, word(1)))]: 88n,
			}
		: {};
	test.each([
		["what it has", 77n, 88n],
		["nothing at all", 0n, 0n],
	])("%s: the slots are those that hold it", async (_, has, may) => {
		const storage = {
			// of an account without any storage no slot is proved, but that it has none
			[word(999)]: 1n,
			...(has === 0n ? {} : decoys),
			...(has === 0n ? {} : { [balance]: has, [allowance]: may }),
		};
		const state = stateOf(code(), storage);
		const held = await readTokenSlot(state, token, owner, null);
		expect(held.amount).toBe(has);
		expect(held.held?.slot.value).toMatchObject({
			address: token,
			key: balance,
			word: has,
		});
		const allowed = await readTokenSlot(state, token, owner, spender);
		expect(allowed.amount).toBe(may);
		expect(allowed.held?.slot.value).toMatchObject({
			address: token,
			key: allowance,
			word: may,
		});
		// who has no EVM comes to the same keys
		for (const { held: found, of } of [
			{ ...held, of: null },
			{ ...allowed, of: spender },
		]) {
			const sent = tokenPlace(
				JSON.parse(JSON.stringify(found?.place)),
				"place",
			);
			expect(tokenPlaceKey(sent, owner, of)).toBe(found?.slot.value.key);
		}
	});
});

describe("no slot is found", () => {
	test.each([
		["Shares", 2],
		["Sudden", null],
		["Elsewhere", null],
	])(
		"where %s answers with what none of them holds alone",
		async (name, worth) => {
			const storage: { [key: Hex]: bigint } = {
				[solidity(owner, word(0))]: 5n,
				[solidity(`0x${"bb".repeat(19)}ba`, word(0))]: 5n,
				[solidity(spender, solidity(owner, word(1)))]: 6n,
				[solidity(owner, solidity(spender, word(1)))]: 6n,
			};
			if (worth !== null) storage[word(worth)] = 100n;
			const state = stateOf(codeIn("Places.sol", name), storage);
			const held = await readTokenSlot(state, token, owner, null);
			expect(held.amount).toBe(5n);
			expect(held.held).toBeNull();
			const allowed = await readTokenSlot(state, token, owner, spender);
			expect(allowed.amount).toBe(6n);
			expect(allowed.held).toBeNull();
		},
	);

	test("where the contract gives no answer, it is a fault", async () => {
		const state = stateOf("0xfe", {});
		await expect(
			readTokenSlot(state, token, owner, null),
		).rejects.toMatchObject({ code: "not-a-token" });
		await expect(
			readTokenSlot(stateOf(tokenCode("Silent"), {}), token, owner, spender),
		).rejects.toMatchObject({ code: "not-a-token" });
	});
});

test("behind a proxy the slot is the proxy's own", async () => {
	const implementation =
		"0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";
	const key = solidity(owner, word(0));
	const state = stateOf(
		tokenCode("Proxy"),
		{ [implementation]: BigInt(behind), [key]: 9n },
		{ [behind]: { nonce: 1, code: tokenCode("Plain") } },
	);
	const { held } = await readTokenSlot(state, token, owner, null);
	expect(held?.slot.value).toMatchObject({ address: token, key, word: 9n });
});

test("a place of another form is refused", () => {
	for (const raw of [
		{ kind: "key-first" },
		{ kind: "key-first", base: "0x01" },
		{ kind: "other", base: word(1) },
		null,
	])
		expect(() => tokenPlace(raw, "place")).toThrow();
});
