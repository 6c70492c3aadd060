// Who may take what: only what the contracts answer by proof, of all that the account's history and the known spenders give reason
// to ask about.

import { encodeFunctionData, parseAbi } from "viem";
import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { concat, fromHex } from "../../src/base/bytes.ts";
import { keccakHex } from "../../src/crypto/hash.ts";
import { allowancePairs } from "../../src/engine/allowance-candidates.ts";
import { readAllowances } from "../../src/engine/allowances.ts";
import { permit2 } from "../../src/evidence/known-calls.ts";
import type { AllowancesView } from "../../src/protocol/allowance-views.ts";
import { mappingSlot, wordHex } from "../../src/state/storage-layout.ts";
import { knownSpenders, spendersOn } from "../../src/tokens/spenders.ts";
import { revokeCall } from "../../src/wallet/revoke-call.ts";
import { codeIn } from "../evm/tokens.ts";
import { proofsOf } from "../evm/world.ts";
import { mine, type Node, type World } from "../state/chain.ts";

const me: Hex = `0x${"aa".repeat(20)}`;
const at = (n: number): Hex =>
	`0x${n.toString(16).padStart(2, "0").repeat(20)}`;
const [one, two, collection, stranger] = [
	at(0xb1),
	at(0xb2),
	at(0xb3),
	at(0xc1),
];
const router = "0x68b3465833fb72a70ecdf485e0e4c7bd8665fc45";
const conduit = "0x1e0049783f008a0085193e00003d00cd54003c71";
const endless = (1n << 256n) - 1n;

const allowed = (spender: Hex): Hex =>
	mappingSlot(wordHex(spender), mappingSlot(wordHex(me), 1));

/** Answers with the word at keccak(all arguments), and those after it. */
const keyed = (words: number): Hex => {
	// CALLDATACOPY of the arguments to 0, KECCAK256 of them; for each: DUP1, add its place, SLOAD, MSTORE; RETURN
	const hex = (value: number) => value.toString(16).padStart(4, "0");
	const each = Array.from(
		{ length: words },
		(_, i) => `8061${hex(i)}015461${hex(0x100 + 32 * i)}52`,
	);
	return `0x6004360360046000376004360360002${"0"}${each.join("")}61${hex(32 * words)}610100f3`;
};
const keyedBy = (...args: readonly Hex[]): bigint =>
	BigInt(keccakHex(concat(...args.map((arg) => fromHex(wordHex(arg), 32)))));
const slot = (key: bigint): Hex => wordHex(key);

const coin = (storage: { readonly [key: Hex]: bigint }) => ({
	nonce: 1,
	code: codeIn("Simulated.sol", "Coin"),
	storage: { [slot(99n)]: 1n, ...storage },
});

const subject = {
	chainId: 1,
	chainTitle: "Ethereum",
	coinSymbol: "ETH",
	account: me,
	tokens: [one, two].map((address, i) => ({
		chainId: 1,
		address,
		symbol: i === 0 ? "ONE" : "ETH",
		decimals: 6,
		by: "contract" as const,
		found: null,
		place: null,
	})),
	collections: [] as readonly Hex[],
	items: [],
	history: { orders: [], messages: [] },
};

const stage = (world: World) => {
	const block = mine({ [me]: { balance: 1n }, ...world }, null);
	const node: Node = { blocks: [block], window: 10, asked: [] };
	return { node, proofs: proofsOf({ nodes: [node], signed: () => block }) };
};
const look = (
	proofs: ReturnType<typeof stage>["proofs"],
	more: Partial<typeof subject> = {},
): Promise<AllowancesView> =>
	readAllowances(proofs, { ...subject, ...more }, () => `0x${"11".repeat(32)}`);

describe("allowances", () => {
	it("are what the tokens answer, those without an end first, at one block with its age", async () => {
		const { proofs } = stage({
			[one]: coin({ [allowed(router)]: 500n }),
			[two]: coin({ [allowed(conduit)]: endless }),
		});
		const view = await look(proofs);
		expect(view.rows).toMatchObject([
			{
				kind: "token",
				token: two,
				spender: conduit,
				spenderName: "OpenSea conduit",
				amount: endless.toString(),
				isUnlimited: true,
				untilS: null,
				blockNumber: 100,
				// it calls itself as the coin is called, and is told apart
				named: { symbol: expect.stringMatching(/ETH.+/) },
			},
			{
				token: one,
				spender: router,
				amount: "500",
				isUnlimited: false,
				named: { symbol: "ONE", decimals: 6 },
			},
		]);
		const spenders = spendersOn(1).filter(
			({ takes }) => takes !== "collectibles",
		);
		expect(view).toMatchObject({
			asked: 2 * spenders.length,
			unread: 0,
			left: 0,
			tokens: 2,
			spenders: spenders.length,
		});
	});

	it("are found also where one token's code is past every bound: it is said to be unread, and hides no other", async () => {
		// so many JUMPDESTs, and again from the first
		const endlessCode: Hex = `0x${"5b".repeat(24_000)}600056`;
		const view = await look(
			stage({
				[one]: coin({ [allowed(router)]: 500n }),
				[two]: { nonce: 1, code: endlessCode },
			}).proofs,
		);
		expect(view.rows).toMatchObject([{ token: one, spender: router }]);
		expect(view.asked).toBeGreaterThan(0);
		expect(view.unread).toBe(view.asked);
	}, 60_000);

	it("that Permit2 keeps count where Permit2 may take the token, and end with their time", async () => {
		const block = (until: bigint, mayTake: bigint): World => ({
			[one]: coin({ [allowed(permit2)]: mayTake }),
			[permit2]: {
				nonce: 1,
				code: keyed(3),
				storage: {
					[slot(keyedBy(me, one, router))]: 70n,
					[slot(keyedBy(me, one, router) + 1n)]: until,
				},
			},
		});
		const late = 4_000_000_000n;
		const rows = async (until: bigint, mayTake: bigint) =>
			(await look(stage(block(until, mayTake)).proofs)).rows.filter(
				({ kind }) => kind === "permit2",
			);
		expect(await rows(late, 5n)).toMatchObject([
			{ token: one, spender: router, amount: "70", untilS: Number(late) },
		]);
		// later than any calendar
		expect(await rows((1n << 48n) - 1n, 5n)).toMatchObject([
			{ token: one, untilS: null },
		]);
		expect(await rows(late, 0n)).toEqual([]);
		expect(await rows(1n, 5n)).toEqual([]);
	});

	it("of everything in a collection are found, also where a contract answers no plain yes", async () => {
		for (const word of [1n, 2n]) {
			const { proofs } = stage({
				[collection]: {
					nonce: 1,
					code: keyed(1),
					storage: { [slot(keyedBy(me, conduit))]: word },
				},
			});
			const { rows } = await look(proofs, {
				tokens: [],
				collections: [collection],
			});
			expect(rows).toMatchObject([
				{
					kind: "all",
					token: collection,
					spender: conduit,
					amount: null,
					isUnlimited: true,
				},
			]);
		}
	});

	it("never count a contract that does not answer as one that allows nothing", async () => {
		const { proofs } = stage({
			[one]: coin({}),
			[two]: { nonce: 1, code: "0x60006000fd" },
		});
		const view = await look(proofs);
		expect(view.rows).toEqual([]);
		expect(view.unread).toBe(view.asked);
		expect(view.unread).toBeGreaterThan(0);
	});

	it("never are read out of a proof that was changed", async () => {
		const { proofs, node } = stage({
			[one]: coin({ [allowed(router)]: 0x1234_5678n }),
		});
		node.lie = (method, result) =>
			method === "eth_getProof"
				? JSON.parse(JSON.stringify(result).replaceAll("12345678", "00000000"))
				: result;
		await expect(look(proofs)).rejects.toThrow();
	});
});

describe("whom to ask about", () => {
	const abi = parseAbi([
		"function approve(address spender, uint256 amount)",
		"function setApprovalForAll(address operator, bool approved)",
		"function multicall(bytes[] data)",
	]);
	const entry = (to: Hex, data: Hex, more: object = {}) =>
		({
			signed: { raw: "0x", hash: wordHex(1n) },
			order: {
				from: me,
				chainId: 1,
				to,
				data,
				valueWei: 0n,
				format: "sextant-order-1",
			},
			...more,
		}) as never;
	const approving = encodeFunctionData({
		abi,
		functionName: "approve",
		args: [stranger, 5n],
	});
	const pairs = (...orders: readonly never[]) =>
		allowancePairs({ orders, messages: [] }, me, 1, [], []);

	it("comes out of what the account signed: calls, and calls within calls", () => {
		expect(pairs(entry(one, approving))[0]).toEqual({
			kind: "token",
			token: one,
			spender: stranger,
		});
		const several = encodeFunctionData({
			abi,
			functionName: "multicall",
			args: [[approving]],
		});
		expect(pairs(entry(two, several))[0]).toEqual({
			kind: "token",
			token: two,
			spender: stranger,
		});
		const all = encodeFunctionData({
			abi,
			functionName: "setApprovalForAll",
			args: [stranger, true],
		});
		expect(pairs(entry(collection, all))[0]).toEqual({
			kind: "all",
			token: collection,
			spender: stranger,
		});
	});

	it("never comes out of what was not signed, or is another account's or chain's", () => {
		expect(pairs(entry(one, approving, { signed: null }))).toEqual([]);
		expect(
			allowancePairs(
				{ orders: [entry(one, approving)], messages: [] },
				at(0xee),
				1,
				[],
				[],
			),
		).toEqual([]);
		expect(
			allowancePairs(
				{ orders: [entry(one, approving)], messages: [] },
				me,
				10,
				[],
				[],
			),
		).toEqual([]);
	});

	it("names no address twice on a chain, and writes each in lower case", () => {
		for (const { chains } of knownSpenders)
			for (const chain of chains) {
				const all = spendersOn(chain).map(({ address }) => address);
				expect(new Set(all).size).toBe(all.length);
				expect(all.every((address) => /^0x[0-9a-f]{40}$/.test(address))).toBe(
					true,
				);
			}
	});
});

describe("taking one back", () => {
	it("is the call that leaves nothing, as another implementation writes it", () => {
		const abi = parseAbi([
			"function approve(address spender, uint256 amount)",
			"function setApprovalForAll(address operator, bool approved)",
		]);
		const permit = parseAbi([
			"function approve(address token, address spender, uint160 amount, uint48 expiration)",
		]);
		expect(revokeCall({ kind: "token", token: one, spender: router })).toEqual({
			to: one,
			valueWei: 0n,
			call: {
				accessList: [],
				data: encodeFunctionData({
					abi,
					functionName: "approve",
					args: [router, 0n],
				}),
			},
		});
		expect(
			revokeCall({ kind: "all", token: one, spender: router }),
		).toMatchObject({
			to: one,
			call: {
				data: encodeFunctionData({
					abi,
					functionName: "setApprovalForAll",
					args: [router, false],
				}),
			},
		});
		expect(
			revokeCall({ kind: "permit2", token: one, spender: router }),
		).toMatchObject({
			to: permit2,
			call: {
				data: encodeFunctionData({
					abi: permit,
					functionName: "approve",
					args: [one, router, 0n, 0],
				}),
			},
		});
	});
});
