// Names as the screens ask for them: on the network's own Ethereum, by the newest head, bounded.

// Loaded before a test begins: the made clock does not wait for it.
import "@adraffy/ens-normalize/xnf";
import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { type NamesTools, openNames } from "../../src/engine/names.ts";
import { ensOn } from "../../src/ens/places.ts";
import { ensAddressView } from "../../src/protocol/ens-views.ts";
import { ensCode } from "../ens/contracts.ts";
import { addresses, alice, resolver, resolvers, word } from "../ens/world.ts";
import { proofsOf } from "../evm/world.ts";
import { madeClock, mine, type Node, type World } from "../state/chain.ts";

const registry: Hex = ensOn(1)?.registry ?? "0x";

const stage = (chainId = 1) => {
	const world: World = {
		[registry]: {
			nonce: 1,
			code: ensCode("Registry"),
			storage: resolvers(["alice.eth", resolver]),
		},
		[resolver]: {
			nonce: 1,
			code: ensCode("Resolver"),
			storage: addresses(["alice.eth", alice]),
		},
	};
	const node: Node = { blocks: [mine(world, null)], window: 10, asked: [] };
	const signed = () => node.blocks.at(-1) ?? mine(world, null);
	const proofs = proofsOf({ nodes: [node], signed });
	let old = false;
	const following = async () => ({
		l1: { network: { chainId } },
		chains: [
			{
				chainId: 1,
				tokenState: () => proofs,
				basis: async () => {
					if (old) throw new Fault("stale-head", "an hour old");
					const wanted = [{ address: registry, slots: [], code: false }];
					return (await proofs.read(wanted, null)).basis;
				},
			},
		],
	});
	const tools: NamesTools = { clock: madeClock(), following };
	return {
		node,
		names: openNames(tools),
		next: () => node.blocks.push(mine(world, signed(), { salt: "next" })),
		grow: () => {
			old = true;
		},
		proved: () => proofs.reads(),
	};
};

describe("a name for the screens", () => {
	it("is a view that decodes, with its block and age", async () => {
		const { names } = stage();
		const view = await names.resolve("Alice.eth");
		expect(ensAddressView(JSON.parse(JSON.stringify(view)), "view")).toEqual(
			view,
		);
		expect(view).toMatchObject({
			address: alice,
			blockNumber: 100,
			isChanged: true,
		});
	});

	it("is asked once a head", async () => {
		const { names, next, proved } = stage();
		await names.resolve("alice.eth");
		const once = proved();
		await names.resolve("alice.eth");
		// the head alone
		expect(proved()).toBe(once + 1);
		next();
		expect((await names.resolve("alice.eth")).blockNumber).toBe(101);
		expect(proved()).toBeGreaterThan(once + 3);
	});

	it("never is given out when the head is too old, also if it is known", async () => {
		const { names, grow } = stage();
		await names.resolve("alice.eth");
		grow();
		for (const late of [names.resolve("alice.eth"), names.reverse(alice)])
			await expect(late).rejects.toMatchObject({ code: "stale-head" });
	});

	it("refuses a network without a name service", async () => {
		const { names } = stage(1337);
		await expect(names.resolve("alice.eth")).rejects.toMatchObject({
			code: "ens-elsewhere",
		});
	});

	it("refuses more questions than wait their turn", async () => {
		const { names } = stage();
		const asked = Array.from({ length: 9 }, (_, i) =>
			names.resolve(`a${i}.eth`),
		);
		const codes = await Promise.all(
			asked.map((one) =>
				one.then(
					() => "",
					(thrown) => thrown.code,
				),
			),
		);
		expect(codes.filter((code) => code === "too-many")).toEqual(["too-many"]);
		expect(codes.filter((code) => code === "ens-absent").length).toBe(8);
	});

	it("of an address is none where none leads back", async () => {
		const { names } = stage();
		expect((await names.reverse(`0x${word(5n).slice(26)}`)).name).toBe(null);
	});
});
