// A look through final blocks for what arrived: what a block's own lists have is found, with who sent it; what is not so is left out;
// which blocks were looked through is said exactly; and a node that hides, adds or alters anything is not heard.

import { parseTransaction } from "viem";
import { privateKeyToAccount } from "viem/accounts";
import { describe, expect, test } from "vitest";
import { type Hex, toHex, toQuantity } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import type { Json } from "../../src/base/immutable.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import { ArrivalLooks, lookLimits } from "../../src/engine/arrival-look.ts";
import { scanBlock } from "../../src/engine/arrival-scan.ts";
import { openSettings } from "../../src/engine/settings.ts";
import { arrivalLook } from "../../src/protocol/arrival-views.ts";
import { openExecution } from "../../src/source/execution.ts";
import { openPool } from "../../src/source/pool.ts";
import { bloomOf, isRuledOut } from "../../src/state/bloom.ts";
import { headerOfHead } from "../../src/state/header.ts";
import { wordHex } from "../../src/state/storage-layout.ts";
import { wholeHeader } from "../../src/state/walk.ts";
import { refusalOf } from "../refused.ts";
import {
	fetchOf,
	headOf,
	type MadeBlock,
	madeClock,
	mine,
	type Node,
	network,
} from "../state/chain.ts";

const me: Hex = `0x${"1a".repeat(20)}`;
const you: Hex = `0x${"2b".repeat(20)}`;
const usdc: Hex = "0xa0b86991c6218b36c1d19d4a2e9eb0ce3606eb48";
const spam: Hex = `0x${"66".repeat(20)}`;
const sender = privateKeyToAccount(`0x${"5c".repeat(32)}`);
const from = sender.address.toLowerCase() as Hex;
const transferTopic: Hex =
	"0xddf252ad1be2c89b69c2b068fc378daa952ba7f163c4a11628f55a4df523b3ef";

/** As a node gives it, signed by the sender's key. */
const payment = async (
	to: Hex,
	value: bigint,
	nonce: number,
	key = sender,
): Promise<{ [name: string]: Json }> => {
	const raw = await key.signTransaction({
		...{ type: "eip1559", chainId: 1, nonce, to, value, gas: 21_000n },
		...{ maxFeePerGas: 5n, maxPriorityFeePerGas: 1n },
	});
	const { r, s, yParity } = parseTransaction(raw);
	return {
		...{ type: "0x2", chainId: "0x1", nonce: toQuantity(nonce), to },
		...{ maxPriorityFeePerGas: "0x1", maxFeePerGas: "0x5", gas: "0x5208" },
		...{ value: toQuantity(value), input: "0x", accessList: [] },
		yParity: toQuantity(yParity ?? 0),
		r: toQuantity(BigInt(r ?? 0)),
		s: toQuantity(BigInt(s ?? 0)),
		hash: keccakHex(Buffer.from(raw.slice(2), "hex")),
	};
};

const transfer = (
	token: Hex,
	amount: bigint,
	change: { topics?: Hex[]; data?: Hex; by?: Hex; to?: Hex } = {},
): Json => ({
	address: token,
	topics: change.topics ?? [
		transferTopic,
		wordHex(change.by ?? you),
		wordHex(change.to ?? me),
	],
	data: change.data ?? wordHex(amount),
});

type What = Parameters<typeof mine>[2];

/** Blocks of which some have something in them, by their place from the first on. */
const chainOf = (
	length: number,
	what: { readonly [place: number]: What } = {},
): MadeBlock[] => {
	const blocks: MadeBlock[] = [];
	for (let i = 0; i < length; i++)
		blocks.push(mine({}, blocks.at(-1) ?? null, what[i] ?? {}));
	return blocks;
};

const poolOver = (nodes: readonly Node[]) => {
	const clock = madeClock();
	const urls = nodes.map((_, i) => `http://localhost:${i + 1}`);
	const fetch = fetchOf(
		Object.fromEntries(urls.map((url, i) => [url, nodes[i] as Node])),
	);
	return openPool(
		urls.map((url, i) => ({
			name: `N${i}`,
			client: openExecution({ fetch, clock }, { name: `N${i}`, url }),
		})),
		() => new Fault("not-followed", "no endpoint"),
	);
};

const nodeOf = (blocks: MadeBlock[], more: Partial<Node> = {}): Node => ({
	...{ blocks, window: 0, asked: [] },
	...more,
});

const last = (blocks: readonly MadeBlock[]): MadeBlock => {
	const found = blocks.at(-1);
	if (found === undefined) throw new Error("no blocks");
	return found;
};

const stage = async (
	blocks: MadeBlock[],
	more: { node?: Partial<Node>; others?: readonly Node[]; back?: number } = {},
) => {
	const node = nodeOf(blocks, more.node);
	const pool = poolOver([node, ...(more.others ?? [])]);
	const store = memoryStore();
	const settings = await openSettings(store);
	await settings.change((was) => ({
		...was,
		network: network.name,
		account: me,
		tokens: [
			...was.tokens,
			{ chainId: 1, address: usdc, symbol: "USDC", decimals: 6 },
		],
	}));
	let top = last(blocks);
	const open = () =>
		new ArrivalLooks({
			...{ store, settings, mostBack: more.back ?? lookLimits.back },
			following: async () => ({
				l1: {
					pool,
					reader: {
						basis: async () => headerOfHead(headOf(top, "final")),
					} as never,
				},
			}),
		});
	let looks = open();
	const ended = async () => {
		for (let i = 0; i < 2_000; i++) {
			const view = arrivalLook(await looks.view(), "view");
			if (view.running === null) return view;
			await new Promise((resolve) => setTimeout(resolve, 5));
		}
		throw new Error("it does not end");
	};
	return {
		...{ node, store, settings, pool },
		look: async () => {
			await looks.begin();
			return ended();
		},
		looks: () => looks,
		ended,
		/** Another life of the engine. */
		restart: () => {
			looks = open();
		},
		goTo: (block: MadeBlock) => {
			top = block;
		},
	};
};

describe("a look through blocks", () => {
	test("finds coins that a transaction carried, and what tokens logged, with who sent it and where it stands", async () => {
		const paid = await payment(me, 7n * 10n ** 17n, 0);
		const blocks = chainOf(6, {
			2: { transactions: 2, more: [paid], ends: [{ logs: [] }] },
			4: {
				calls: [
					{
						...{ to: usdc, input: "0x01" },
						logs: [transfer(usdc, 2_500_000n), transfer(spam, 9n)],
					},
				],
			},
		});
		const { look } = await stage(blocks, { back: 5 });
		const { rows, stretches, isAtEnd, fault } = await look();
		expect(rows).toHaveLength(3);
		expect(rows).toMatchObject([
			{
				...{ token: usdc, from: you, amount: "2500000", event: 0 },
				...{ blockNumber: 104, isSown: false, chainId: 1 },
				hash: blocks[4]?.transactions[0]?.hash,
				named: { symbol: "USDC", decimals: 6 },
				atS: Number(blocks[4]?.json.timestamp),
			},
			// of a contract that nobody listed: it may log what it likes
			{
				...{ token: spam, amount: "9", event: 1, named: null, isSown: true },
			},
			{
				...{ token: null, from, amount: `${7n * 10n ** 17n}`, event: null },
				...{ blockNumber: 102, hash: paid.hash, isSown: false },
			},
		]);
		expect(stretches).toMatchObject([{ from: 100, to: 105, unread: 0 }]);
		expect({ isAtEnd, fault }).toEqual({ isAtEnd: true, fault: null });
	});

	test("says which blocks, goes on below them, takes what is newer first, and reads none of them twice", async () => {
		const blocks = chainOf(120);
		const { look, node, goTo, restart } = await stage(blocks, { back: 100 });
		goTo(blocks[100] as MadeBlock);
		expect(await look()).toMatchObject({
			stretches: [{ from: 169, to: 200 }],
			...{ isAtEnd: false, fault: null },
		});
		restart();
		expect((await look()).stretches).toMatchObject([{ from: 137, to: 200 }]);
		goTo(blocks[119] as MadeBlock);
		const before = node.asked.length;
		// nineteen newer ones, and thirteen below
		expect((await look()).stretches).toMatchObject([{ from: 124, to: 219 }]);
		const whole = node.asked
			.slice(before)
			.filter((method) => method === "eth_getBlockByHash");
		// and the whole header of the newest
		expect(whole).toHaveLength(lookLimits.blocks + 1);
		expect(await look()).toMatchObject({ isAtEnd: true, fault: null });
	});

	test("stops when it is told to, keeps what it looked through, and goes on there", async () => {
		const blocks = chainOf(60);
		const { looks, node, look, ended } = await stage(blocks);
		let blocksAsked = 0;
		node.before = (method) => {
			if (method === "eth_getBlockByHash" && ++blocksAsked === 6)
				looks().stop();
		};
		await looks().begin();
		const { stretches, fault } = await ended();
		expect(fault).toBe(null);
		const [one] = stretches;
		if (one === undefined) throw new Error("nothing was looked through");
		expect(one.to).toBe(159);
		expect(one.from).toBeGreaterThan(159 - 8);
		delete node.before;
		expect((await look()).stretches).toMatchObject([
			{ from: one.from - lookLimits.blocks, to: 159 },
		]);
	});

	test("goes on below a long stretch that was looked through in an earlier life", async () => {
		const blocks = chainOf(330);
		const { look, store } = await stage(blocks);
		const seen = { from: 150, to: 425, fromS: 1, toS: 2, unread: 0 };
		await store.put(
			"settings",
			`found-arrivals.${network.name}.${me}`,
			JSON.stringify({ rows: [], stretches: [seen] }),
		);
		const { stretches } = await look();
		expect(stretches).toMatchObject([{ to: 429 }]);
		expect(stretches[0]?.from).toBe(150 - (lookLimits.blocks - 4));
	});

	test("belongs to the account that was looked at, and stops for another", async () => {
		const blocks = chainOf(40);
		const { looks, settings, look } = await stage(blocks);
		expect((await look()).stretches).toHaveLength(1);
		await settings.change((was) => ({ ...was, account: you }));
		expect(await looks().view()).toMatchObject({ rows: [], stretches: [] });
	});

	test("is refused with no-vault where there is no account", async () => {
		const { looks, settings } = await stage(chainOf(2));
		await settings.change((was) => ({ ...was, account: null }));
		expect(await refusalOf(() => looks().begin())).toBe("no-vault");
	});

	test("takes what does not decode on disk for nothing that was looked through", async () => {
		const { look, store, looks } = await stage(chainOf(40));
		await look();
		const key = `found-arrivals.${network.name}.${me}`;
		expect(await store.get("settings", key)).toMatch(/stretches/);
		await store.put("settings", key, '{"rows":[{}],"stretches":[]}');
		expect((await looks().view()).stretches).toEqual([]);
	});
});

describe("is no arrival:", () => {
	const scanned = async (what: What) => {
		const blocks = chainOf(2, { 1: what });
		const block = last(blocks);
		const pool = poolOver([nodeOf(blocks)]);
		const header = await wholeHeader(headerOfHead(headOf(block)), pool);
		return scanBlock(pool, header, me);
	};
	const logging = (...logs: Json[]): What => ({
		calls: [{ to: usdc, input: "0x01", logs }],
	});
	test.each<readonly [string, () => Promise<What>]>([
		[
			"coins in a transaction that failed",
			async () => ({
				more: [await payment(me, 5n, 0)],
				ends: [{ fails: true, logs: [] }],
			}),
		],
		[
			"a transaction that carries nothing",
			async () => ({ more: [await payment(me, 0n, 0)] }),
		],
		[
			"coins to somebody else",
			async () => ({ more: [await payment(you, 5n, 0)] }),
		],
		[
			"a transfer of nothing, as addresses are sown by",
			async () => logging(transfer(usdc, 0n)),
		],
		[
			"a transfer to oneself",
			async () => logging(transfer(usdc, 5n, { by: me })),
		],
		[
			"a transfer to somebody else",
			async () => logging(transfer(usdc, 5n, { to: you })),
		],
		[
			"one of a collection, whose number is a topic",
			async () =>
				logging(
					transfer(usdc, 5n, {
						topics: [transferTopic, wordHex(you), wordHex(me), wordHex(5)],
						data: "0x",
					}),
				),
		],
		[
			"an event of another kind that names the account",
			async () =>
				logging(
					transfer(usdc, 5n, {
						topics: [wordHex(7), wordHex(you), wordHex(me)],
					}),
				),
		],
		[
			"one with more data than an amount",
			async () =>
				logging(
					transfer(usdc, 5n, { data: `${wordHex(5)}${"00".repeat(32)}` }),
				),
		],
		[
			"one whose sender is no address",
			async () =>
				logging(
					transfer(usdc, 5n, {
						topics: [transferTopic, `0x${"ff".repeat(32)}`, wordHex(me)],
					}),
				),
		],
	])("%s", async (_, what) => {
		expect((await scanned(await what())).found).toEqual([]);
	});

	test("a transaction of a kind that is not read, but it is counted", async () => {
		const paid = await payment(me, 5n, 0);
		// nobody's signature
		const { unread, found } = await scanned({ more: [{ ...paid, r: "0x0" }] });
		expect({ unread, found }).toEqual({ unread: 1, found: [] });
	});
});

describe("a node is not heard, and another is,", () => {
	const paid = payment(me, 5n, 0);
	const what = async (): Promise<MadeBlock[]> =>
		chainOf(3, {
			1: {
				more: [await paid],
				ends: [{ logs: [transfer(usdc, 5n)] }],
			},
		});
	type Lie = NonNullable<Node["lie"]>;
	const ofBlock =
		(change: (block: { [name: string]: Json }) => Json): Lie =>
		(method, result, [, isFull]) =>
			method === "eth_getBlockByHash" && isFull === true
				? change(result as { [name: string]: Json })
				: result;
	const ofReceipts =
		(change: (receipts: { [name: string]: Json }[]) => Json): Lie =>
		(method, result) =>
			method === "eth_getBlockReceipts"
				? change(result as { [name: string]: Json }[])
				: result;
	test.each<readonly [string, string, Lie]>([
		[
			"transactions-root",
			"that hides a transaction",
			ofBlock((block) => ({ ...block, transactions: [] })),
		],
		[
			"transactions-root",
			"that makes one say more",
			ofBlock((block) => ({
				...block,
				transactions: (block.transactions as { [name: string]: Json }[]).map(
					(one) => ({ ...one, value: "0x99" }),
				),
			})),
		],
		[
			"receipts-root",
			"that hides an event",
			ofReceipts((all) => all.map((one) => ({ ...one, logs: [] }))),
		],
		[
			"receipts-root",
			"that makes up an event",
			ofReceipts((all) =>
				all.map((one) => ({
					...one,
					logs: [...(one.logs as Json[]), transfer(usdc, 10n ** 12n)],
				})),
			),
		],
		[
			"receipts-root",
			"that calls a failed one carried out",
			ofReceipts((all) => all.map((one) => ({ ...one, status: "0x0" }))),
		],
		["receipts-root", "that leaves receipts out", ofReceipts(() => [])],
		[
			"header-hash",
			"that gives a filter that rules it out",
			ofBlock((block) => ({ ...block, logsBloom: bloomOf([you]) })),
		],
	])("with %s, %s", async (code, _, lie) => {
		const blocks = await what();
		const block = blocks[1] as MadeBlock;
		const honest = nodeOf(blocks);
		const header = headerOfHead(headOf(block), block.rlp);
		const alone = poolOver([nodeOf(blocks, { lie })]);
		const heard = await refusalOf(() => scanBlock(alone, header, me));
		// a hash that does not fit may be noticed before anything is read
		expect([code, "bad-field"]).toContain(heard);
		const { found } = await scanBlock(
			poolOver([nodeOf(blocks, { lie }), honest]),
			header,
			me,
		);
		expect(found.map(({ token }) => token)).toEqual([null, usdc]);
	});
});

describe("the filter of a header", () => {
	const topics: readonly Hex[] = [transferTopic, wordHex(me)];
	const withBloom = (bloom: Hex): MadeBlock => mine({}, null, { bloom });
	test("rules out what it does not have, and spares the receipts of that block", async () => {
		const { rlp } = withBloom(bloomOf([usdc, transferTopic, wordHex(you)]));
		expect(isRuledOut(rlp, topics)).toBe(true);
		expect(isRuledOut(rlp, [transferTopic, wordHex(you)])).toBe(false);
		const blocks = [mine({}, null, { transactions: 3, bloom: bloomOf([you]) })];
		const node = nodeOf(blocks);
		const block = last(blocks);
		const header = headerOfHead(headOf(block), block.rlp);
		expect(await scanBlock(poolOver([node]), header, me)).toMatchObject({
			found: [],
		});
		expect(node.asked).not.toContain("eth_getBlockReceipts");
	});

	test("rules nothing out where it is empty beside used gas, as of a fork that gave it up", () => {
		expect(isRuledOut(withBloom(toHex(new Uint8Array(256))).rlp, topics)).toBe(
			false,
		);
	});

	test("never rules out what stands in it", () => {
		for (let i = 0; i < 200; i++) {
			const items = [wordHex(i), wordHex(me), transferTopic];
			expect(isRuledOut(withBloom(bloomOf(items)).rlp, items)).toBe(false);
		}
	});
});
