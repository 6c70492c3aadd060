// What an order would do over proved state: everything that leaves and arrives, in order; what a token says beside what it
// does; and the bounds.

import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { foretoldOf, simulate } from "../../src/evm/simulate.ts";
import { likelyRange } from "../../src/evm/simulate-request.ts";
import type { Effect } from "../../src/protocol/foretold.ts";
import { foretold } from "../../src/protocol/foretold.ts";
import { rules as receiptRules } from "../../src/receipt/rules.ts";
import { wordHex } from "../../src/state/storage-layout.ts";
import { Verified } from "../../src/trust/verified.ts";
import {
	callData,
	codeOf,
	ether,
	friend,
	me,
	orderOf,
	place,
	spender,
	stageOf,
	tried,
	usualRange,
} from "./simulated.ts";

const zero: Hex = `0x${"0".repeat(40)}`;
const coin = { kind: "coin" } as const;
const erc20 = (token: Hex) => ({ kind: "erc20", token }) as const;
const moved = (
	asset: Extract<Effect, { kind: "moved" }>["asset"],
	from: Hex,
	to: Hex,
	amount: bigint,
): Effect => ({ kind: "moved", asset, from, to, amount: amount.toString() });

describe("a transfer of the coin", () => {
	test("moves it, and nothing else", async () => {
		const { early, late, callers } = await tried({ to: friend, valueWei: 9n });
		for (const run of [early, late]) {
			expect(run.ended).toBe("returned");
			expect(run.gasUsed).toBe(21_000);
			expect(run.effects).toEqual([moved(coin, me, friend, 9n)]);
			expect(run.measured).toEqual([
				{
					asset: coin,
					before: ether.toString(),
					after: (ether - 9n).toString(),
					toldIn: "0",
					toldOut: "9",
					isAsTold: true,
				},
			]);
			expect(run.depends).toEqual([]);
		}
		expect(callers).toEqual([]);
	});

	test("rests on its block and on all that it read", async () => {
		const { proofs } = stageOf();
		const done = await simulate(
			proofs,
			orderOf({ to: friend, valueWei: 9n }),
			(block) => likelyRange(block, usualRange),
		);
		expect(Verified.is(done)).toBe(true);
		expect(done.rule).toBe("evm-simulation");
		expect(done.premises[0]?.rule).toBe("el-header");
		expect(done.premises.length).toBeGreaterThan(2);
		expect(Object.keys(receiptRules)).not.toContain("evm-simulation");
		const sent = JSON.parse(JSON.stringify(foretoldOf(done)));
		expect(foretold(sent, "foretold")).toEqual(foretoldOf(done));
	});

	test("is refused where the balance does not cover it with the most that gas may cost", async () => {
		await expect(
			tried({ to: friend, valueWei: ether - 20n * 500_000n + 1n }),
		).rejects.toMatchObject({ code: "call-failed" });
		const all = await tried({
			to: friend,
			valueWei: ether - 20n * 500_000n,
		});
		expect(all.early.ended).toBe("returned");
	});

	test("is refused under a nonce that is used, below the base fee, and above the gas of a block", async () => {
		for (const change of [
			{ nonce: 6n },
			{ gasPriceWei: 5n },
			{ gas: 16_777_216n * 2n },
			{ gas: 20_999n },
		])
			await expect(tried({ to: friend, ...change })).rejects.toMatchObject({
				code: expect.stringMatching(/^(call-failed|evm-bounds)$/),
			});
	});
});

describe("tokens", () => {
	test("an ERC-20 that tells the truth", async () => {
		const token = place("Coin");
		const { early } = await tried({
			to: token,
			data: callData("transfer(address,uint256)", friend, 40n),
		});
		expect(early.effects).toEqual([moved(erc20(token), me, friend, 40n)]);
		expect(early.measured).toEqual([
			{
				asset: erc20(token),
				before: "1000",
				after: "960",
				toldIn: "0",
				toldOut: "40",
				isAsTold: true,
			},
		]);
	});

	test("the balance counts where the event says that less left", async () => {
		const token = place("Liar");
		const { early } = await tried({
			to: token,
			data: callData("transfer(address,uint256)", friend, 40n),
		});
		expect(early.effects).toEqual([moved(erc20(token), me, friend, 1n)]);
		expect(early.measured).toMatchObject([
			{ before: "1000", after: "0", toldOut: "1", isAsTold: false },
		]);
	});

	test("the balance counts also where the event speaks of a collection", async () => {
		const token = place("Decoy");
		const { early } = await tried({
			to: token,
			data: callData("transfer(address,uint256)", friend, 40n),
		});
		expect(early.measured).toContainEqual({
			asset: erc20(token),
			before: "1000",
			after: "0",
			toldIn: "1",
			toldOut: "0",
			isAsTold: false,
		});
	});

	test("what moved without an event is told all the same", async () => {
		const token = place("Silent");
		const { early } = await tried({
			to: token,
			data: callData("transfer(address,uint256)", friend, 40n),
		});
		expect(early.effects).toEqual([]);
		expect(early.measured).toMatchObject([
			{ before: "1000", after: "960", toldOut: "0", isAsTold: false },
		]);
	});

	test("what arrives is less than was sent where a part of it is kept back", async () => {
		const token = place("Taxed");
		const { early } = await tried({
			to: token,
			data: callData("transferFrom(address,address,uint256)", friend, me, 30n),
		});
		expect(early.effects).toEqual([moved(erc20(token), friend, me, 30n)]);
		expect(early.measured).toMatchObject([
			{ before: "1000", after: "1027", toldIn: "30", isAsTold: false },
		]);
	});

	test("a promise of much by a contract that has no answer is not as told", async () => {
		const { early } = await tried({
			to: place("Mute"),
			data: callData("go(address)", me),
		});
		expect(early.measured).toMatchObject([
			{ before: null, after: null, toldIn: "1000000", isAsTold: false },
		]);
	});

	test("an allowance, and one that is another than the event says", async () => {
		const data = callData("approve(address,uint256)", spender, 1n);
		const honest = await tried({ to: place("Coin"), data });
		expect(honest.early.effects).toEqual([
			{
				kind: "allowed",
				token: place("Coin"),
				owner: me,
				spender,
				amount: "1",
			},
		]);
		expect(honest.early.allowances).toMatchObject([
			{ before: "0", after: "1", isAsTold: true },
		]);
		const lie = await tried({ to: place("Liar"), data });
		expect(lie.early.allowances).toMatchObject([
			{ after: (2n ** 256n - 1n).toString(), isAsTold: false },
		]);
	});

	test("an ERC-721: one comes, one is lent, all are lent", async () => {
		const token = place("Collection");
		const minted = await tried({
			to: token,
			data: callData("mint(uint256)", 5n),
		});
		const asset = { kind: "erc721", token, id: "5" } as const;
		expect(minted.early.effects).toEqual([moved(asset, zero, me, 1n)]);
		expect(minted.early.measured).toMatchObject([
			{ asset, before: "0", after: "1", isAsTold: true },
		]);
		const lent = await tried({
			to: token,
			data: callData("approve(address,uint256)", spender, 5n),
		});
		expect(lent.early.effects).toEqual([
			{ kind: "allowed-one", token, owner: me, spender, id: "5" },
		]);
		const taken = await tried({
			to: token,
			data: callData("approve(address,uint256)", zero, 5n),
		});
		expect(taken.early.effects).toMatchObject([{ spender: null }]);
		const all = await tried({
			to: token,
			data: callData("setApprovalForAll(address,bool)", spender, true),
		});
		expect(all.early.effects).toEqual([
			{
				kind: "operator",
				token,
				owner: me,
				operator: spender,
				isAllowed: true,
			},
		]);
	});

	test("an ERC-1155: one kind, and several at once", async () => {
		const token = place("Multi");
		const one = await tried({
			to: token,
			data: callData("one(address,uint256,uint256)", friend, 7n, 3n),
		});
		const asset = { kind: "erc1155", token, id: "7" } as const;
		expect(one.early.effects).toEqual([moved(asset, me, friend, 3n)]);
		expect(one.early.measured).toMatchObject([
			{ before: "70", after: "67", isAsTold: true },
		]);
		const words = [96n, 192n, 2n, 7n, 8n, 2n, 4n, 5n];
		const many = await tried({
			to: token,
			data: `${callData("many(address,uint256[],uint256[])", friend)}${words
				.map((word) => wordHex(word).slice(2))
				.join("")}`,
		});
		expect(many.early.effects).toEqual([
			moved(asset, me, friend, 4n),
			moved({ ...asset, id: "8" }, me, friend, 5n),
		]);
		expect(many.early.measured).toMatchObject([
			{ before: "70", after: "66" },
			{ before: "80", after: "75" },
		]);
	});
});

describe("code", () => {
	test("a contract is made, with what it is paid and its code", async () => {
		const { early } = await tried({
			to: null,
			data: `0x600a600c600039600a6000f3${"00".repeat(10)}`,
			valueWei: 3n,
		});
		expect(early.effects).toHaveLength(2);
		const [paid, made] = early.effects;
		if (paid?.kind !== "moved" || made?.kind !== "created")
			throw new Error("other effects");
		expect(paid.to).toBe(made.address);
		// what the next nonce of the account makes, by another implementation
		const { getContractAddress, keccak256 } = await import("viem");
		expect(made.address).toBe(
			getContractAddress({ from: me, nonce: 7n }).toLowerCase(),
		);
		expect(made.codeHash).toBe(keccak256(`0x${"00".repeat(10)}`));
	});

	test("who pays out before he writes it down is robbed, and each payment is told", async () => {
		const { early, callers } = await tried({
			to: place("Robber"),
			data: callData("rob(address)", place("Purse")),
			valueWei: 10n,
		});
		expect(early.ended).toBe("returned");
		expect(early.effects).toEqual([
			moved(coin, me, place("Robber"), 10n),
			moved(coin, place("Robber"), place("Purse"), 10n),
			...[1, 2, 3].map(() => moved(coin, place("Purse"), place("Robber"), 10n)),
			moved(coin, place("Robber"), me, 30n),
		]);
		expect(early.measured).toMatchObject([
			{ asset: coin, toldIn: "30", toldOut: "10", isAsTold: true },
		]);
		expect([...callers].sort()).toEqual(
			[place("Robber"), place("Purse")].sort(),
		);
	});

	test("a delegation stays also where the call is taken back", async () => {
		const { early } = await tried({
			to: place("Reasons"),
			data: callData("empty()"),
			delegations: [
				{
					authority: me,
					chainId: 1n,
					address: place("Coin"),
					nonce: 8n,
				},
				{ authority: friend, chainId: 1n, address: zero, nonce: 1n },
				{ authority: spender, chainId: 2n, address: friend, nonce: 0n },
				{ authority: spender, chainId: 1n, address: friend, nonce: 1n },
			],
		});
		expect(early.ended).toBe("reverted");
		expect(early.effects).toEqual([
			{ kind: "delegated", account: me, to: place("Coin") },
			{ kind: "delegated", account: friend, to: null },
		]);
	});

	test("what it reads of its block is said, and what a later time does to it", async () => {
		const { early, late } = await tried({
			to: place("Reasons"),
			data: callData("late(uint256)", 1_700_000_000n + 103n * 12n + 100n),
		});
		expect(early.depends).toEqual(["time"]);
		expect(early.ended).toBe("returned");
		expect(late.ended).toBe("reverted");
		expect(late.reason).toEqual({ code: "revert.expired", params: {} });
		const dear = await tried({ to: place("Reasons"), data: callData("fee()") });
		expect(dear.early.ended).toBe("returned");
		expect(dear.late.ended).toBe("reverted");
		const block = await tried({
			to: place("Reasons"),
			data: callData("block_()"),
		});
		expect([...block.early.depends].sort()).toEqual([
			"block-hash",
			"coinbase",
			"number",
			"randao",
		]);
	});
});

describe("a reason", () => {
	const of = async (data: Hex) =>
		(await tried({ to: place("Reasons"), data })).early.reason;

	test("in the contract's own words, with nothing in them that is not seen", async () => {
		expect(await of(callData("said()"))).toEqual({
			code: "revert.said",
			params: { text: "no ␣ such thing" },
		});
	});
	test("none, a panic, a known error, and another", async () => {
		expect((await of(callData("empty()")))?.code).toBe("revert.empty");
		expect((await of(callData("panics(uint256)", 0n)))?.code).toBe(
			"revert.panic.zero",
		);
		expect((await of(callData("panics(uint256)", 1n)))?.code).toBe(
			"revert.panic.index",
		);
		expect(await of(callData("known()"))).toEqual({
			code: "revert.not-owner",
			params: { account: me },
		});
		expect((await of(callData("own()")))?.code).toBe("revert.other");
		expect((await of(callData("long()")))?.code).toBe("revert.other");
	});
	test("the token's, with the balance that is missing", async () => {
		const { early } = await tried({
			to: place("Coin"),
			data: callData("transfer(address,uint256)", friend, 1_001n),
		});
		expect(early.effects).toEqual([]);
		expect(early.reason).toEqual({
			code: "revert.token.balance",
			params: { account: me, has: "1000", needs: "1001" },
		});
	});
});

describe("bounds", () => {
	const bounded = { code: "evm-bounds" };
	const flood = { to: place("Reasons"), gas: 3_000_000n };
	test("refuses more calls than are followed", async () => {
		await expect(
			tried({ ...flood, data: callData("flood(uint256)", 60n) }, stageOf(), {
				frames: 50,
			}),
		).rejects.toMatchObject({ ...bounded, detail: /calls/ });
	});
	test("refuses more events than are looked at", async () => {
		await expect(
			tried({ ...flood, data: callData("events(uint256)", 60n) }, stageOf(), {
				events: 50,
			}),
		).rejects.toMatchObject({ ...bounded, detail: /events/ });
	});
	test("refuses more steps, more gas, more proofs", async () => {
		const data = callData("forever()");
		await expect(
			tried({ ...flood, data }, stageOf(), { steps: 10_000 }),
		).rejects.toMatchObject({ ...bounded, detail: /instructions/ });
		await expect(
			tried({ ...flood, data }, stageOf(), { gas: 100_000n }),
		).rejects.toMatchObject({ ...bounded, detail: /gas/ });
		await expect(
			tried({ ...flood, data }, stageOf(), { keys: 1 }),
		).rejects.toMatchObject({ ...bounded, detail: /proofs/ });
	});
	test("refuses more effects than are told", async () => {
		const program = `0x${place("Chaos").slice(2)}${place("Coin").slice(2)}${"0101".repeat(65)}`;
		await expect(
			tried({ to: place("Chaos"), data: program as Hex }),
		).rejects.toMatchObject({ ...bounded, detail: /effects/ });
	});
	test("ends when nobody waits for it any more", async () => {
		const stop = new AbortController();
		const run = tried(
			{ to: place("Reasons"), gas: 16_000_000n, data: callData("forever()") },
			stageOf(),
			{ steps: 50_000_000 },
			{},
			stop.signal,
		);
		setTimeout(() => stop.abort(), 30);
		await expect(run).rejects.toMatchObject({ code: "cancelled" });
	});
});

test("every contract here compiles", () => {
	expect(codeOf("Made").length).toBeGreaterThan(10);
});
