// What a contract says of itself, and where its balances stand, asked over proved state: real tokens and false ones.

import { describe, expect, it } from "vitest";
import { type Hex, toHex, utf8 } from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import { mostShownSymbol, mostSymbol } from "../../src/base/symbol.ts";
import { servedState } from "../../src/engine/served.ts";
import { readBalance, readToken } from "../../src/engine/token-read.ts";
import { nameOf, toldApart } from "../../src/engine/token-words.ts";
import {
	type BalancePlace,
	placeKey,
} from "../../src/evidence/balance-place.ts";
import { shortString, tokenCode } from "../evm/tokens.ts";
import { proofsOf } from "../evm/world.ts";
import {
	type MadeAccount,
	mine,
	type Node,
	type World,
} from "../state/chain.ts";

const person: Hex = `0x${"aa".repeat(20)}`;
const token: Hex = `0x${"bb".repeat(20)}`;
const implementation: Hex = `0x${"cc".repeat(20)}`;
const implementationSlot: Hex =
	"0x360894a13ba1a3210667c828492db98dca3e2076cc3735a920a3ca505d382bbc";
const key = (n: number): Hex => `0x${n.toString(16).padStart(64, "0")}`;
const at = (slot: number, layout: BalancePlace["layout"] = "solidity"): Hex =>
	placeKey(person, { layout, slot });

const stage = (contract: MadeAccount, more: World = {}) => {
	const world: World = {
		[person]: { balance: 1n, nonce: 3 },
		[token]: { nonce: 1, ...contract },
		...more,
	};
	const node: Node = { blocks: [mine(world, null)], window: 10, asked: [] };
	const next = (): void => {
		node.blocks.push(mine(world, node.blocks.at(-1) ?? null));
	};
	const proofs = proofsOf({
		nodes: [node],
		signed: () => node.blocks.at(-1) ?? node.blocks[0] ?? mine(world, null),
	});
	return {
		world,
		next,
		node,
		proofs,
		ask: (address = token) =>
			readToken(servedState(proofs, null), address, person),
		read: (found: Parameters<typeof readBalance>[3]) =>
			readBalance(servedState(proofs, null), token, person, found),
	};
};
const of = (name: string, storage: { [key: Hex]: bigint } = {}) =>
	stage({ code: tokenCode(name), storage });
/** Something stands in the storage, so that a zero beside it is a proved zero. */
const filler = { [key(99)]: 1n };

describe("a token", () => {
	it("is what answers: OpenZeppelin's, by its slot", async () => {
		const facts = await of("Plain", {
			[at(0)]: 1_000_000n,
			[key(3)]: shortString("Plain token"),
			[key(4)]: shortString("PLN"),
		}).ask();
		expect(facts).toMatchObject({
			symbol: "PLN",
			name: "Plain token",
			decimals: 18,
		});
		expect(facts.balance.amount).toBe(1_000_000n);
		expect(facts.balance.held?.place).toEqual({ layout: "solidity", slot: 0 });
		expect(facts.balance.held?.slot.value.word).toBe(1_000_000n);
	});

	it.each([
		[
			"Upgradeable",
			51,
			"solidity",
			{ [key(54)]: shortString("N"), [key(55)]: shortString("S") },
		],
		["Namespaced", 0, "openzeppelin", {}],
		["Narrow", 1, "solidity", {}],
		["VyperLike", 3, "vyper", {}],
		["SoladyLike", 0, "solady", {}],
	] as const)(
		"has its slot found by the wallet: %s",
		async (name, slot, layout, storage) => {
			const { balance } = await of(name, {
				...storage,
				[at(slot, layout)]: 77n,
			}).ask();
			expect(balance.held?.place).toEqual({ layout, slot });
			expect(balance.amount).toBe(77n);
			const empty = await of(name, { ...storage, ...filler }).ask();
			expect(empty.balance.held?.place).toEqual({ layout, slot });
			expect(empty.balance.amount).toBe(0n);
		},
	);

	it("may have its names in a word, as older ones do", async () => {
		const facts = await of("OldNames", { [at(0)]: 5n }).ask();
		expect(facts).toMatchObject({ symbol: "MKR", name: "Maker", decimals: 18 });
	});

	it("may stand behind a proxy: its storage is the proxy's", async () => {
		const { ask } = stage(
			{
				code: tokenCode("Proxy"),
				storage: { [at(2)]: 9n, [implementationSlot]: BigInt(implementation) },
			},
			{ [implementation]: { nonce: 1, code: tokenCode("Behind") } },
		);
		const { balance } = await ask();
		expect(balance.amount).toBe(9n);
		expect(balance.held?.place).toEqual({ layout: "solidity", slot: 2 });
	});

	it("of two slots that are zero has the one that its answer follows", async () => {
		const { balance } = await of("Flagged", filler).ask();
		expect(balance.amount).toBe(0n);
		expect(balance.held?.place).toEqual({ layout: "solidity", slot: 1 });
	});
});

describe("a balance that no slot holds", () => {
	it("is computed, and never given out as a slot's: rebasing", async () => {
		const { balance } = await of("Rebasing", {
			[at(0)]: 200n,
			[key(1)]: 150n,
		}).ask();
		expect(balance).toMatchObject({ amount: 300n, held: null });
	});

	it("never is a slot's because share and balance happen to be the same now", async () => {
		const { balance } = await of("Rebasing", {
			[at(0)]: 200n,
			[key(1)]: 100n,
		}).ask();
		expect(balance).toMatchObject({ amount: 200n, held: null });
	});

	it("never shows the flag of a blacklist as an amount", async () => {
		const { world, next, ask, read } = of("Packed", { [at(0)]: 7n });
		const { balance } = await ask();
		expect(balance.amount).toBe(7n);
		expect(balance.held).not.toBeNull();
		const contract = world[token];
		if (contract !== undefined)
			contract.storage = { [at(0)]: (1n << 255n) + 7n };
		next();
		const now = await read({
			codes: balance.codes,
			place: balance.held?.place ?? null,
		});
		expect(now).toMatchObject({ amount: 7n, held: null });
	});

	it("is no slot's where nothing at all is stored", async () => {
		const { balance } = await of("SoladyLike").ask();
		expect(balance).toMatchObject({ amount: 0n, held: null });
	});
});

describe("asking again at a new block", () => {
	it("never reads on from a slot that an upgrade has moved", async () => {
		const storage: { [key: Hex]: bigint } = {
			[at(2)]: 9n,
			[at(7)]: 4n,
			[implementationSlot]: BigInt(implementation),
		};
		const other: Hex = `0x${"dd".repeat(20)}`;
		const { next, ask, read } = stage(
			{ code: tokenCode("Proxy"), storage },
			{
				[implementation]: { nonce: 1, code: tokenCode("Behind") },
				[other]: { nonce: 1, code: tokenCode("Moved") },
			},
		);
		const { balance } = await ask();
		const found = { codes: balance.codes, place: balance.held?.place ?? null };
		next();
		expect((await read(found)).codes).toBe(balance.codes);
		storage[implementationSlot] = BigInt(other);
		next();
		const moved = await read(found);
		expect(moved.amount).toBe(4n);
		expect(moved.held?.place).toEqual({ layout: "solidity", slot: 7 });
		expect(moved.codes).not.toBe(balance.codes);
	});

	it("never takes the place it was told for the one that is read", async () => {
		const { ask, read } = of("Flagged", { [at(1)]: 5n });
		const { balance } = await ask();
		const now = await read({
			codes: balance.codes,
			place: { layout: "solidity", slot: 0 },
		});
		expect(now.amount).toBe(5n);
		expect(now.held?.place).toEqual({ layout: "solidity", slot: 1 });
	});
});

describe("decimals that are a variable", () => {
	const scaled = (decimals: bigint) => {
		const storage: { [key: Hex]: bigint } = {
			[at(0)]: 10n ** 18n,
			[key(1)]: decimals,
		};
		return { storage, ...of("StoredDecimals", storage) };
	};

	it("never are those of another block than the balance", async () => {
		const { storage, next, ask, read } = scaled(18n);
		const { balance } = await ask();
		expect(balance.decimals).toBe(18);
		storage[key(1)] = 6n;
		next();
		const now = await read({
			codes: balance.codes,
			place: balance.held?.place ?? null,
		});
		// the code that ran is the same
		expect(now.codes).toBe(balance.codes);
		expect(now).toMatchObject({ amount: 10n ** 18n, decimals: 6 });
	});

	it("never take a second header, nor a proof twice", async () => {
		const { storage, node, next, ask, proofs } = scaled(18n);
		const { balance } = await ask();
		storage[at(0)] = 5n;
		next();
		node.asked.length = 0;
		await readBalance(servedState(proofs, null, balance.reads), token, person, {
			codes: balance.codes,
			place: balance.held?.place ?? null,
		});
		// the header of the block, and both accounts with all slots of both calls
		expect(
			node.asked.filter((method) => method !== "eth_blockNumber").toSorted(),
		).toEqual(["eth_getBlockByHash", "eth_getProof", "eth_getProof"]);
	});

	it("refuses a contract that has none any more", async () => {
		const { storage, next, ask, read } = scaled(18n);
		const { balance } = await ask();
		storage[key(1)] = 200n;
		next();
		await expect(
			read({ codes: balance.codes, place: null }),
		).rejects.toMatchObject({ code: "not-a-token" });
	});
});

describe("what is no token", () => {
	it("refuses an address without code", async () => {
		await expect(of("Plain").ask(person)).rejects.toMatchObject({
			code: "token-no-code",
		});
		await expect(of("Plain").ask(`0x${"12".repeat(20)}`)).rejects.toMatchObject(
			{
				code: "token-no-code",
			},
		);
	});

	it.each([
		["answers nothing", "Silent"],
		["answers everything with one zero", "Zero"],
		["has no decimals", "NoDecimals"],
		["has more decimals than anyone writes", "ManyDecimals"],
		["answers him who asks", "Flatterer"],
		["burns what gas it gets", "Burner"],
		["returns far more than a name", "Huge"],
		["hides characters in its symbol", "Hidden"],
		["turns its symbol around", "Turned"],
	])("refuses a contract that %s", async (_, name) => {
		await expect(of(name, { ...filler }).ask()).rejects.toMatchObject({
			code: "not-a-token",
		});
	});

	it("refuses a symbol that no view has room for, of whatever letters it is", () => {
		const answer = (symbol: string): Hex => {
			const bytes = toHex(utf8(symbol)).slice(2);
			const word = (n: number): string => n.toString(16).padStart(64, "0");
			return `0x${word(32)}${word(bytes.length / 2)}${bytes.padEnd(Math.ceil(bytes.length / 64) * 64, "0")}`;
		};
		const symbolOf = (symbol: string): string =>
			nameOf(answer(symbol), mostSymbol, "symbol()");
		const wide = "\u{1f600}";
		const longest = symbolOf(wide.repeat(16));
		expect(() =>
			d.text(mostShownSymbol)(toldApart(longest, token, [longest]), "symbol"),
		).not.toThrow();
		for (const symbol of [wide.repeat(17), wide.repeat(32), "A".repeat(33)])
			expect(() => symbolOf(symbol)).toThrow("more than 32 characters");
	});

	it("refuses names with bytes that are no text", async () => {
		const { ask } = of("Plain", {
			...filler,
			[key(3)]: shortString("N"),
			[key(4)]: BigInt(
				toHex(new Uint8Array([0xff, 0xfe, ...new Array(29).fill(0), 4])),
			),
		});
		await expect(ask()).rejects.toMatchObject({ code: "not-a-token" });
	});
});
