// Prices out of feeds: what a contract of the documented storage says, proved, and no price of what is old, void or another scale.

import { describe, expect, it } from "vitest";
import { concat, fromHex, type Hex } from "../../src/base/bytes.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import { marginS, priceOf, readPrices } from "../../src/engine/prices.ts";
import { wordHex } from "../../src/state/storage-layout.ts";
import { type FeedPair, priceFeeds } from "../../src/tokens/feeds.ts";
import { codeIn } from "../evm/tokens.ts";
import { proofsOf } from "../evm/world.ts";
import { mine, type Node, type World } from "../state/chain.ts";

const slot = (n: bigint): Hex => wordHex(n);
const mapped = (key: bigint, base: bigint): Hex =>
	keccakHex(concat(fromHex(wordHex(key), 32), fromHex(wordHex(base), 32)));
const at = (n: number): Hex =>
	`0x${n.toString(16).padStart(2, "0").repeat(20)}`;

type Made = {
	readonly answer: bigint;
	readonly updatedS: bigint;
	readonly phase?: bigint;
	readonly decimals?: bigint;
	readonly pair?: FeedPair;
};
const round = 4_711n;
/** The proxy and its aggregator, as they are documented to keep their answers. */
const feedAt = (n: number, made: Made): World => ({
	[at(n)]: {
		nonce: 1,
		code: codeIn("Feeds.sol", "FeedProxy"),
		storage: {
			[slot(0n)]: (made.phase ?? 6n) | (BigInt(at(n + 1)) << 16n),
			[slot(9n)]: 1n,
		},
	},
	[at(n + 1)]: {
		nonce: 1,
		code: codeIn("Feeds.sol", "Aggregator"),
		storage: {
			[mapped(round, 0n)]:
				BigInt.asUintN(192, made.answer) | (made.updatedS << 192n),
			[slot(1n)]: round | ((made.decimals ?? 8n) << 32n),
			[slot(9n)]: 1n,
		},
	},
});
const feed = { pair: "ETH/USD" as const, heartbeatS: 3_600, decimals: 8 };

const stage = (world: World) => {
	const block = mine(world, null);
	const node: Node = { blocks: [block], window: 10, asked: [] };
	return { node, proofs: proofsOf({ nodes: [node], signed: () => block }) };
};
const read = (world: World, lie?: Node["lie"]) => {
	const { proofs, node } = stage(world);
	if (lie !== undefined) node.lie = lie;
	return readPrices(proofs, "USD", () => wordHex(1n), undefined, [
		{ ...feed, address: at(0x51), tokens: [at(0xa1)] },
		{ ...feed, pair: "EUR/USD", address: at(0x61), tokens: [] },
	]);
};
/** The time of the made block. */
const blockS = async (): Promise<bigint> =>
	BigInt((await read({})).grade.asOfS);

describe("prices", () => {
	it("are what the feeds keep, all at one block", async () => {
		const now = await blockS();
		const view = await read({
			...feedAt(0x51, { answer: 314_159_000_000n, updatedS: now - 540n }),
			...feedAt(0x61, { answer: 108_000_000n, updatedS: now - 3_000n }),
		});
		expect(view).toMatchObject({
			prices: [
				{
					pair: "ETH/USD",
					price: "314159000000",
					updatedS: Number(now - 540n),
					tokens: [at(0xa1)],
				},
				{ pair: "EUR/USD", price: "108000000" },
			],
			refused: [],
			blockNumber: 100,
		});
	});

	it("of one that gives none are none, and the others' are there", async () => {
		const now = await blockS();
		const good = { answer: 5n, updatedS: now };
		const cases: readonly (readonly [World, string])[] = [
			[{}, "no-answer"],
			[{ [at(0x51)]: { nonce: 1, code: "0x60006000fd" } }, "no-answer"],
			[feedAt(0x51, { ...good, answer: 0n }), "not-positive"],
			[feedAt(0x51, { ...good, answer: -1n }), "not-positive"],
			[feedAt(0x51, { ...good, phase: 0n }), "no-round"],
			[feedAt(0x51, { ...good, updatedS: 0n }), "no-round"],
			[feedAt(0x51, { ...good, updatedS: now + 61n }), "ahead"],
			[feedAt(0x51, { ...good, decimals: 18n }), "other-scale"],
			[
				feedAt(0x51, {
					...good,
					updatedS: now - 3_600n - BigInt(marginS(3_600)) - 1n,
				}),
				"too-old",
			],
		];
		for (const [world, why] of cases)
			expect(
				await read({ ...world, ...feedAt(0x61, good) }),
				why,
			).toMatchObject({
				prices: [{ pair: "EUR/USD" }],
				refused: [{ pair: "ETH/USD", why }],
			});
	});

	it("never are read out of a proof that was changed", async () => {
		const now = await blockS();
		await expect(
			read(
				{ ...feedAt(0x51, { answer: 0x1234_5678n, updatedS: now }) },
				(method, result) =>
					method === "eth_getProof"
						? JSON.parse(
								JSON.stringify(result).replaceAll("12345678", "22345678"),
							)
						: result,
			),
		).rejects.toThrow();
	});

	it("hold to the second that a feed may be silent", () => {
		const words = (updatedS: number) => [
			(6n << 64n) | round,
			5n,
			0n,
			BigInt(updatedS),
			0n,
		];
		const at = 1_000_000;
		const last = at - feed.heartbeatS - marginS(feed.heartbeatS);
		expect(priceOf(feed, words(last), [8n], at)).toMatchObject({ price: 5n });
		expect(priceOf(feed, words(last - 1), [8n], at)).toBe("too-old");
		expect(priceOf(feed, words(at + 60), [8n], at)).toMatchObject({
			price: 5n,
		});
		expect(priceOf(feed, words(at), null, at)).toBe("no-answer");
		expect(priceOf(feed, null, [8n], at)).toBe("no-answer");
	});

	it("come from feeds that are named once, each with eight places", () => {
		expect(new Set(priceFeeds.map(({ pair }) => pair)).size).toBe(
			priceFeeds.length,
		);
		expect(new Set(priceFeeds.map(({ address }) => address)).size).toBe(
			priceFeeds.length,
		);
		expect(priceFeeds.every(({ decimals }) => decimals === 8)).toBe(true);
		const tokens = priceFeeds.flatMap((one) => one.tokens);
		expect(new Set(tokens).size).toBe(tokens.length);
	});
});
