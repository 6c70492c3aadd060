// Names asked over proved state: an ENS of our own in a made chain, honest and not.

import { normalize } from "viem/ens";
import { describe, expect, it } from "vitest";
import { fromHex, type Hex, utf8 } from "../../src/base/bytes.ts";
import { servedState } from "../../src/engine/served.ts";
import { reverseName } from "../../src/ens/node.ts";
import { ensOn } from "../../src/ens/places.ts";
import {
	type EnsAsk,
	ensBounds,
	nameOfAddress,
	resolveName,
} from "../../src/ens/resolve.ts";
import { call } from "../../src/evm/call.ts";
import { callOf, proofsOf } from "../evm/world.ts";
import {
	type MadeAccount,
	type MadeBlock,
	mine,
	type Node,
	type World,
} from "../state/chain.ts";
import { ensCode } from "./contracts.ts";
import {
	addresses,
	alice,
	at,
	mallory,
	node,
	registry,
	resolver,
	resolvers,
	type Storage,
	short,
	universal,
	word,
} from "./world.ts";

const stage = (
	records: Storage,
	contract: MadeAccount,
	more: World = {},
	hasUniversal = false,
) => {
	const world: World = {
		[registry]: { nonce: 1, code: ensCode("Registry"), storage: records },
		[resolver]: { nonce: 1, ...contract },
		...more,
	};
	const blocks: MadeBlock[] = [mine(world, null)];
	const made: Node = { blocks, window: 10, asked: [] };
	const proofs = proofsOf({
		nodes: [made],
		signed: () => made.blocks.at(-1) ?? mine(world, null),
	});
	/** Proofs are kept for one name, as the engine does. */
	const ask = (): EnsAsk => {
		const state = servedState(proofs, null);
		return (to, data) =>
			call(state, callOf({ to, data }), undefined, ensBounds);
	};
	const places = { registry, universal: hasUniversal ? universal : null };
	return {
		world,
		made,
		proofs,
		mineNext: () => blocks.push(mine(world, blocks.at(-1) ?? null)),
		resolve: (name: string) => resolveName(ask(), places, name),
		reverse: (address: Hex) => nameOfAddress(ask(), places, address),
	};
};
const plain = (
	records: Storage,
	storage: Storage,
	more: World = {},
	hasUniversal = false,
) => stage(records, { code: ensCode("Resolver"), storage }, more, hasUniversal);

describe("a name", () => {
	it("leads to the address that its resolver keeps, at a verified block", async () => {
		const { resolve } = plain(
			resolvers(["alice.eth", resolver]),
			addresses(["alice.eth", alice]),
		);
		expect(await resolve(" ALICE.eth ")).toMatchObject({
			name: "alice.eth",
			isChanged: true,
			writings: [],
			address: alice,
			at: { chainId: 1, blockNumber: 100 },
		});
	});

	it("may have its address under ether's number alone", async () => {
		const inner = at(node("alice.eth"), 1n);
		const slot = at(word(60n), inner);
		const { resolve } = plain(
			resolvers(["alice.eth", resolver]),
			short(slot, fromHex(alice)),
		);
		expect((await resolve("alice.eth")).address).toBe(alice);
	});

	it("below a branch is answered by the branch's resolver", async () => {
		const { resolve } = stage(resolvers(["shop.eth", resolver]), {
			code: ensCode("Branch"),
		});
		// 1 + 1, 1 + 4, 1 + 3, and the end
		expect((await resolve("a.shop.eth")).address).toBe(
			`0x${(0x1000 + 12).toString(16).padStart(40, "0")}`,
		);
		expect((await resolve("shop.eth")).address).toBe(
			`0x${(0x1000 + 10).toString(16).padStart(40, "0")}`,
		);
	});

	it("is not answered by a resolver above it that does not answer branches", async () => {
		const { resolve } = plain(
			resolvers(["alice.eth", resolver]),
			addresses(["alice.eth", alice], ["pay.alice.eth", mallory]),
		);
		await expect(resolve("pay.alice.eth")).rejects.toMatchObject({
			code: "ens-absent",
		});
	});

	it.each([
		["no resolver", "Resolver", {}],
		[
			"a resolver without its address",
			"Resolver",
			resolvers(["alice.eth", resolver]),
		],
	] as const)("refuses a name with %s", async (_, code, records) => {
		const { resolve } = stage(
			{ ...records, [word(99n)]: 1n },
			{
				code: ensCode(code),
				storage: { [word(99n)]: 1n },
			},
		);
		await expect(resolve("alice.eth")).rejects.toMatchObject({
			code: "ens-absent",
		});
	});

	it("refuses what a server would answer", async () => {
		const { resolve } = stage(resolvers(["alice.eth", resolver]), {
			code: ensCode("Server"),
		});
		await expect(resolve("alice.eth")).rejects.toMatchObject({
			code: "ens-offchain",
		});
		await expect(resolve("b.alice.eth")).rejects.toMatchObject({
			code: "ens-offchain",
		});
	});

	it("takes a resolver that answers nothing but addresses", async () => {
		const { resolve } = stage(resolvers(["alice.eth", resolver]), {
			code: ensCode("Bare"),
			storage: addresses(["alice.eth", alice]),
		});
		expect((await resolve("alice.eth")).address).toBe(alice);
	});

	it.each([
		["a number that is no address", "Wide", "ens-answer"],
		["two addresses in one answer", "Long", "ens-answer"],
		["a resolver that never ends", "Endless", "evm-bounds"],
	] as const)("refuses %s", async (_, code, fault) => {
		const { resolve } = stage(resolvers(["alice.eth", resolver]), {
			code: ensCode(code),
		});
		await expect(resolve("alice.eth")).rejects.toMatchObject({ code: fault });
	});

	it("refuses a chain without a registry", async () => {
		const { resolve } = stage({}, {}, { [registry]: { balance: 1n } });
		await expect(resolve("alice.eth")).rejects.toMatchObject({
			code: "ens-elsewhere",
		});
	});

	it("is another one when its owner changed it, at another block", async () => {
		const { resolve, world, mineNext } = plain(
			resolvers(["alice.eth", resolver]),
			addresses(["alice.eth", alice]),
		);
		expect((await resolve("alice.eth")).address).toBe(alice);
		const contract = world[resolver];
		if (contract !== undefined)
			contract.storage = addresses(["alice.eth", mallory]);
		mineNext();
		const again = await resolve("alice.eth");
		expect([again.address, again.at.blockNumber]).toEqual([mallory, 101]);
	});

	it("never is answered out of a proof that was changed", async () => {
		const { resolve, proofs, made } = plain(
			resolvers(["alice.eth", resolver]),
			addresses(["alice.eth", alice]),
		);
		let changed = 0;
		made.lie = (method, result) => {
			if (method !== "eth_getProof") return result;
			const words = JSON.stringify(result);
			const lied = words.replaceAll(alice.slice(2), mallory.slice(2));
			if (lied !== words) changed++;
			return JSON.parse(lied);
		};
		await expect(resolve("alice.eth")).rejects.toThrow();
		expect(changed).toBeGreaterThan(0);
		expect(proofs.aside().length).toBe(1);
	});
});

describe("the entry of both versions", () => {
	const records = resolvers(["alice.eth", resolver]);
	const entry = (storage: Storage): World => ({
		[universal]: {
			nonce: 1,
			code: ensCode("Universal"),
			storage: { [word(99n)]: 1n, ...storage },
		},
	});

	it("decides, with the registry beside it", async () => {
		const both = plain(
			records,
			addresses(["alice.eth", alice]),
			entry(addresses(["alice.eth", alice])),
			true,
		);
		expect((await both.resolve("alice.eth")).address).toBe(alice);
		const second = plain(
			{ [word(99n)]: 1n },
			{},
			entry(addresses(["alice.eth", alice])),
			true,
		);
		expect((await second.resolve("alice.eth")).address).toBe(alice);
	});

	it("refuses a name of which both say another address", async () => {
		const { resolve } = plain(
			records,
			addresses(["alice.eth", mallory]),
			entry(addresses(["alice.eth", alice])),
			true,
		);
		await expect(resolve("alice.eth")).rejects.toMatchObject({
			code: "ens-two-answers",
		});
	});

	it("never leaves a name it does not know to the registry", async () => {
		const { resolve } = plain(
			records,
			addresses(["alice.eth", mallory]),
			entry({}),
			true,
		);
		await expect(resolve("alice.eth")).rejects.toMatchObject({
			code: "ens-absent",
		});
	});

	it("never says that a name has no address when it only did not come to an end", async () => {
		const { resolve } = plain(
			records,
			addresses(["alice.eth", alice]),
			{ [universal]: { nonce: 1, code: "0xfe" } },
			true,
		);
		await expect(resolve("alice.eth")).rejects.toMatchObject({
			code: "evm-bounds",
		});
	});

	it("is passed over where there is none", async () => {
		const { resolve } = plain(
			records,
			addresses(["alice.eth", alice]),
			{ [universal]: { balance: 1n } },
			true,
		);
		expect((await resolve("alice.eth")).address).toBe(alice);
	});
});

describe("the name of an address", () => {
	const own = reverseName(alice);
	const records = resolvers([own, resolver], ["alice.eth", resolver]);
	const named = (name: string): Storage => short(at(node(own), 2n), utf8(name));

	it("is the one that leads back to it", async () => {
		const { reverse } = plain(records, {
			...named("alice.eth"),
			...addresses(["alice.eth", alice]),
		});
		expect((await reverse(alice)).name?.name).toBe("alice.eth");
	});

	it.each([
		["leads to somebody else", "alice.eth", addresses(["alice.eth", mallory])],
		["leads nowhere", "alice.eth", {}],
		["is not in its normal form", "Alice.eth", addresses(["alice.eth", alice])],
		["has blanks around it", " alice.eth\n", addresses(["alice.eth", alice])],
		["begins unseen", "\ufeffalice.eth", addresses(["alice.eth", alice])],
		["is no name", "ali ce.eth", addresses(["alice.eth", alice])],
		["is none", "", addresses(["alice.eth", alice])],
	] as const)("never is one that %s", async (_, name, storage) => {
		const { reverse } = plain(records, {
			[word(99n)]: 1n,
			...(name === "" ? {} : named(name)),
			...storage,
		});
		expect((await reverse(alice)).name).toBe(null);
	});

	it("never is read out of an answer that is cut off", async () => {
		const { reverse } = stage(records, { code: ensCode("Cut") });
		expect((await reverse(alice)).name).toBe(null);
	});
});

describe("the places", () => {
	it("are those of Ethereum and of Sepolia, and of no other chain", () => {
		expect(ensOn(1)?.registry).toBe(
			"0x00000000000c2e074ec69a0dfb2997ba6c7d2e1e",
		);
		expect(ensOn(11_155_111)).toEqual(ensOn(1));
		expect(ensOn(10)).toBe(null);
	});

	it("are those of another implementation", async () => {
		const { mainnet } = await import("viem/chains");
		expect(mainnet.contracts.ensUniversalResolver.address.toLowerCase()).toBe(
			ensOn(1)?.universal,
		);
		expect(normalize("Alice.eth")).toBe("alice.eth");
	});
});
