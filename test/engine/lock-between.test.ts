// The wallet is locked while a site's question is on its way: what was asked before is told no more.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { asFault } from "../../src/base/fault.ts";
import { openPages, type PageTools } from "../../src/engine/pages.ts";

const me: Hex = `0x${"aa".repeat(20)}`;
const hash: Hex = `0x${"01".repeat(32)}`;
const origin = "https://dapp.example";

/** A wallet that is locked as soon as anything is read for a site. */
const open = () => {
	let unlocked = true;
	const lock = async (): Promise<never> => {
		unlocked = false;
		return {
			basis: {},
			reads: [
				{
					account: { value: { balanceWei: 5n, nonce: 7 } },
					slots: [{ value: { word: 5n } }],
					code: { value: { bytes: "0x00" } },
				},
			],
		} as never;
	};
	const tools: Partial<PageTools> = {
		accounts: () => [me],
		chain: () => 1,
		isUnlocked: () => unlocked,
		reader: async () => ({
			chainId: 1,
			basis: lock,
			read: lock,
			receipt: async () => {
				await lock();
				return null;
			},
			block: null,
		}),
		calls: async () => ({ call: lock, estimate: lock, simulate: lock }),
		balance: lock,
		outstanding: () => hash,
	};
	const pages = openPages({
		...tools,
		sites: {
			of: async () => ({ accounts: [me], chainId: 1, balances: [] }),
			used: () => {},
		},
	} as never);
	return { pages, caller: { origin, chainId: 1, isOpen: true } };
};
type Pages = ReturnType<typeof open>["pages"];
type Caller = ReturnType<typeof open>["caller"];

const questions: readonly (readonly [
	string,
	(pages: Pages, caller: Caller) => Promise<unknown>,
])[] = [
	["eth_getBalance", (p, c) => p.eth_getBalance([me, "latest"], c, "1")],
	[
		"eth_getTransactionCount",
		(p, c) => p.eth_getTransactionCount([me, "latest"], c, "1"),
	],
	["eth_getCode", (p, c) => p.eth_getCode([me, "latest"], c, "1")],
	[
		"eth_getStorageAt",
		(p, c) => p.eth_getStorageAt([me, hash, "latest"], c, "1"),
	],
	["eth_getProof", (p, c) => p.eth_getProof([me, [], "latest"], c, "1")],
	["eth_call", (p, c) => p.eth_call([{ to: me }, "latest"], c, "1")],
	[
		"eth_estimateGas",
		(p, c) => p.eth_estimateGas([{ to: me }, "latest"], c, "1"),
	],
	[
		"eth_getTransactionByHash",
		(p, c) => p.eth_getTransactionByHash([hash], c, "1"),
	],
	[
		"eth_getTransactionReceipt",
		(p, c) => p.eth_getTransactionReceipt([hash], c, "1"),
	],
	[
		"sextant_getVerifiedBalance",
		(p, c) => p.sextant_getVerifiedBalance([{ address: me }], c, "1"),
	],
];

describe("a lock while a site waits for its answer", () => {
	it.each(questions)("refuses %s by then", async (_, ask) => {
		const { pages, caller } = open();
		expect(
			await ask(pages, caller).then(
				() => null,
				(thrown: unknown) => asFault(thrown).code,
			),
		).toBe("locked");
	});
});
