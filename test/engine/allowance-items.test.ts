// Who may take a single collectible: by ERC-721's own questions, of those that are on the list or were allowed from here. A collection
// that answers no such question is counted as not read.

import { encodeFunctionData, keccak256, parseAbi } from "viem";
import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { asFault } from "../../src/base/fault.ts";
import { itemsToAsk } from "../../src/engine/allowance-items.ts";
import { readAllowances } from "../../src/engine/allowances.ts";
import { mappingSlot, wordHex } from "../../src/state/storage-layout.ts";
import { revokeCall } from "../../src/wallet/revoke-call.ts";
import { codeIn } from "../evm/tokens.ts";
import { proofsOf } from "../evm/world.ts";
import { mine, type Node, type World } from "../state/chain.ts";

const at = (n: number): Hex =>
	`0x${n.toString(16).padStart(2, "0").repeat(20)}`;
const [me, you, market, collection, kitties] = [
	at(0xaa),
	at(0xab),
	at(0xc1),
	at(0xb3),
	at(0xb4),
];

const abi = parseAbi([
	"function ownerOf(uint256 id) view returns (address)",
	"function getApproved(uint256 id) view returns (address)",
	"function approve(address to, uint256 id)",
]);

/** Answers with the word at the hash of what it is called with. */
const byCall: Hex = "0x6024600060003760246000205460005260206000f3";
const answers = (
	name: "ownerOf" | "getApproved",
	id: bigint,
	who: Hex,
): { readonly [slot: Hex]: bigint } => ({
	[keccak256(encodeFunctionData({ abi, functionName: name, args: [id] }))]:
		BigInt(who),
});

const look = (world: World, items: readonly (readonly [Hex, string])[]) => {
	const block = mine({ [me]: { balance: 1n }, ...world }, null);
	const node: Node = { blocks: [block], window: 10, asked: [] };
	return readAllowances(
		proofsOf({ nodes: [node], signed: () => block }),
		{
			...{ chainId: 1, chainTitle: "Ethereum", coinSymbol: "ETH" },
			...{ account: me, tokens: [], collections: [] },
			history: { orders: [], messages: [] },
			items: items.map(([token, item]) => ({ token, item })),
		},
		() => `0x${"11".repeat(32)}`,
	);
};

describe("a single collectible", () => {
	const world: World = {
		[collection]: {
			nonce: 1,
			code: byCall,
			storage: {
				...answers("ownerOf", 7n, me),
				...answers("getApproved", 7n, market),
				...answers("ownerOf", 8n, me),
				...answers("ownerOf", 9n, you),
				...answers("getApproved", 9n, market),
			},
		},
		[kitties]: {
			nonce: 1,
			code: codeIn("Simulated.sol", "Collection"),
			storage: { [mappingSlot(wordHex(7n), 0)]: BigInt(me) },
		},
	};

	it("may be taken by whom its contract names, where it is the account's", async () => {
		const view = await look(world, [
			[collection, "7"],
			[collection, "8"],
			[collection, "9"],
		]);
		expect(view.rows).toHaveLength(1);
		expect(view.rows[0]).toMatchObject({
			...{ kind: "one", token: collection, item: "7", spender: market },
			...{ amount: null, isUnlimited: false, blockNumber: 100 },
		});
		expect(view).toMatchObject({ asked: 3, unread: 0, left: 0 });
	});

	it("of a collection that does not answer who may take it is not called free: it is not read", async () => {
		const view = await look(world, [
			[kitties, "7"],
			[collection, "7"],
		]);
		expect(view.rows).toHaveLength(1);
		expect(view).toMatchObject({ asked: 1, unread: 1 });
	});

	it("of an address that has no code is not read either", async () => {
		expect(await look(world, [[market, "1"]])).toMatchObject({
			rows: [],
			asked: 0,
			unread: 1,
		});
	});

	it("beyond what one look has room for is counted as left out", async () => {
		const many = Array.from(
			{ length: 63 },
			(_, i) => [collection, String(i)] as const,
		);
		expect(await look(world, many)).toMatchObject({ left: 3 });
	});

	it("is asked about once, whether it is on the list or was allowed from here", () => {
		const listed = [{ token: collection, item: "7" }];
		expect(
			itemsToAsk({ orders: [], messages: [] }, me, 1, [...listed, ...listed]),
		).toEqual(listed);
	});
});

describe("taking it back", () => {
	it("puts nobody in the place of whoever may take it, as another implementation writes it", () => {
		const asked = { kind: "one", token: collection, spender: market } as const;
		expect(revokeCall({ ...asked, item: "7" })).toEqual({
			to: collection,
			valueWei: 0n,
			call: {
				accessList: [],
				data: encodeFunctionData({
					abi,
					functionName: "approve",
					args: ["0x0000000000000000000000000000000000000000", 7n],
				}),
			},
		});
	});

	it("is refused where nobody says which", () => {
		try {
			revokeCall({ kind: "one", token: collection, spender: market });
			expect.unreachable();
		} catch (thrown) {
			expect(asFault(thrown).code).toBe("bad-params");
		}
	});
});
