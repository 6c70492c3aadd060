// What a screen may draw of one account: proved numbers with a proof trace, and nothing once a reorg took the block away.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { openBalances } from "../../src/engine/balances.ts";
import type { Reader } from "../../src/engine/reader.ts";
import type { Token } from "../../src/engine/settings.ts";
import type { TokenFacts } from "../../src/engine/token-read.ts";
import { openTraceStore } from "../../src/engine/trace-store.ts";
import type { ProvedState } from "../../src/evm/prove.ts";
import { balanceKey } from "../../src/receipt/balance.ts";
import { accountClaim } from "../../src/source/execution.ts";
import { proveAccount } from "../../src/state/account.ts";
import { headerOfHead } from "../../src/state/header.ts";
import { proveCode, proveSlot } from "../../src/state/slot.ts";
import type { Finality } from "../../src/trust/grade.ts";
import { wordsOf } from "../../src/words/catalogue.ts";
import { shortString, tokenCode } from "../evm/tokens.ts";
import { prague } from "../evm/world.ts";
import { saidAll } from "../said.ts";
import {
	headOf,
	type MadeBlock,
	madeClock,
	mine,
	proofJson,
	type World,
} from "../state/chain.ts";

const person: Hex = `0x${"aa".repeat(20)}`;
const token: Hex = `0x${"bb".repeat(20)}`;
const plain: Hex = `0x${"cc".repeat(20)}`;
const rebasing: Hex = `0x${"dd".repeat(20)}`;
const lookalike: Hex = `0x${"ee".repeat(20)}`;
const key = (n: number): Hex => `0x${n.toString(16).padStart(64, "0")}`;
const scaled: Hex = `0x${"5c".repeat(20)}`;
const worldOf = (): World => ({
	[scaled]: {
		nonce: 1,
		code: tokenCode("StoredDecimals"),
		storage: { [balanceKey(person, 0)]: 10n ** 18n, [key(1)]: 18n },
	},
	[person]: { balance: 5n * 10n ** 18n, nonce: 3 },
	[plain]: { balance: 7n, nonce: 3 },
	[token]: {
		nonce: 1,
		code: tokenCode("Plain"),
		storage: {
			[balanceKey(person, 0)]: 700n,
			[key(3)]: shortString("Token"),
			[key(4)]: shortString("TOK"),
		},
	},
	[rebasing]: {
		nonce: 1,
		code: tokenCode("Rebasing"),
		storage: { [balanceKey(person, 0)]: 200n, [key(1)]: 150n },
	},
	[lookalike]: {
		nonce: 1,
		code: tokenCode("Lookalike"),
		storage: { [balanceKey(person, 0)]: 5n },
	},
});

/** Proofs of one block, under a head of that finality; they fail when told to. */
const proofsUnder = (finality: Finality) => {
	const world = worldOf();
	const state = {
		fails: false,
		block: mine(world, null),
		next: () => {
			state.block = mine(world, state.block);
		},
		/** Happens while proofs are on their way, so many reads from now. */
		during: { after: 0, happens: () => {} },
		/** Is any code run here? */
		runs: true,
	};
	const headers = new WeakMap<MadeBlock, ReturnType<typeof headerOfHead>>();
	const header = () => {
		const found =
			headers.get(state.block) ?? headerOfHead(headOf(state.block, finality));
		headers.set(state.block, found);
		return found;
	};
	const read: ProvedState["read"] = async (wanted) => {
		if (state.fails)
			throw new Fault("no-proof-window", "behind", "Execution 1");
		const basis = header();
		const { world: of } = state.block;
		if (--state.during.after === 0) state.during.happens();
		return {
			basis,
			reads: wanted.map(({ address, slots, code }) => {
				const claim = accountClaim(proofJson(of, address, [...slots]), "claim");
				const account = proveAccount(basis, address, claim);
				const bytes = of[address]?.code ?? "0x";
				return {
					account,
					slots: claim.storageProof.map((slot) => proveSlot(account, slot)),
					code: code ? proveCode(account, bytes) : null,
				};
			}),
		};
	};
	const reader: Reader = {
		chainId: 1,
		basis: async () => header(),
		read: (wanted) => read(wanted, null),
		block: null,
		receipt: null,
	};
	const proved: ProvedState = {
		read,
		headerBytes: async () => state.block.rlp,
		ancestor: async (block) => block,
		hint: async () => [],
		rules: () => {
			if (!state.runs) throw new Fault("vm-unsupported", "no machine");
			return prague;
		},
		precompiles: new Map(),
	};
	return { reader, proved, state, world };
};

const told = (change: Partial<Token> = {}): Token => ({
	chainId: 1,
	address: token,
	symbol: "TOK",
	decimals: 18,
	by: "contract",
	found: null,
	place: null,
	...change,
});

const open = (
	finality: Finality,
	tokens: readonly Token[] = [told()],
	coin = { symbol: "ETH", decimals: 18 },
) => {
	const { reader, proved, state, world } = proofsUnder(finality);
	const shown = openTraceStore(async () => new Map());
	const asked: TokenFacts[] = [];
	const watch = openBalances(
		reader,
		"latest",
		{ account: person, tokens, chainTitle: "Ethereum", coin },
		shown,
		{
			state: proved,
			clock: madeClock(),
			asked: (_, facts) => void asked.push(facts),
		},
	);
	return { watch, state, shown, world, asked };
};

const amounts = (watch: ReturnType<typeof open>["watch"]) =>
	watch.views().map(({ amount }) => amount);

describe("the balances of an account", () => {
	it("are no numbers before anything is proved", () => {
		const { watch } = open("optimistic");
		expect(amounts(watch)).toEqual([null, null]);
		expect(watch.views().every(({ trailId }) => trailId === null)).toBe(true);
	});

	it("are what was proved, each with its proof trace and its evidence", async () => {
		const { watch, shown } = open("optimistic");
		await watch.refresh();
		expect(amounts(watch)).toEqual([(5n * 10n ** 18n).toString(), "700"]);
		const [coin, tokens] = watch.views();
		const trace = await shown.trace(coin?.trailId ?? "");
		expect(trace.conclusion).toBe("5 ETH");
		expect(trace.knots.map(({ rule }) => rule)).toEqual([
			"checkpoint",
			"lc-head",
			"el-header",
			"mpt-account",
		]);
		expect(shown.evidence(tokens?.trailId ?? "").about).toEqual({
			address: person,
			token,
			balancesSlot: 0,
		});
	});

	it("stay with the age they have when they cannot be read again, and a sentence says why", async () => {
		const { watch, state } = open("optimistic");
		await watch.refresh();
		state.fails = true;
		await watch.refresh();
		const [coin] = watch.views();
		expect(coin?.amount).toBe((5n * 10n ** 18n).toString());
		expect(wordsOf(coin?.note ?? "")).toContain("Execution 1");
	});

	it("are no numbers any more when a reorg took the block away", async () => {
		const { watch, shown } = open("optimistic");
		await watch.refresh();
		const id = watch.views()[0]?.trailId ?? "";
		watch.drop();
		shown.forgetUnfinal();
		expect(amounts(watch)).toEqual([null, null]);
		await expect(shown.trace(id)).rejects.toMatchObject({
			code: "not-anchored",
		});
	});

	it.each([1, 2, 3])(
		"never are of a block that a reorg replaced while they were read, however late: read %i",
		async (after) => {
			const { watch, state, world } = open("optimistic");
			world[person] = { balance: 6n, nonce: 4 };
			world[token] = {
				...world[token],
				storage: {
					...world[token]?.storage,
					[balanceKey(person, 0)]: 800n,
				},
			};
			const drawn: (string | null)[] = [];
			state.during = {
				after,
				happens: () => {
					watch.drop();
					drawn.push(...amounts(watch));
					state.next();
				},
			};
			await watch.refresh();
			expect(drawn).toEqual([null, null]);
			expect(amounts(watch)).toEqual(["6", "800"]);
		},
	);

	it("never end up as numbers while one reorg follows another", async () => {
		const { watch, state } = open("optimistic");
		const happens = (): void => {
			watch.drop();
			state.during = { after: 1, happens };
		};
		state.during = { after: 1, happens };
		await watch.refresh();
		expect(amounts(watch)).toEqual([null, null]);
	});

	it("outlive a reorg when they were proved under a final head", async () => {
		const { watch, shown } = open("final");
		await watch.refresh();
		const id = watch.views()[0]?.trailId ?? "";
		watch.drop();
		shown.forgetUnfinal();
		expect(amounts(watch)).toEqual([(5n * 10n ** 18n).toString(), "700"]);
		expect((await shown.trace(id)).knots).toHaveLength(4);
	});
});

describe("the coin of a chain", () => {
	it("never is called ETH where its network calls it otherwise", async () => {
		const { watch, shown } = open("final", [], {
			symbol: "XDAI",
			decimals: 18,
		});
		await watch.refresh();
		const [coin] = watch.views();
		expect(coin?.symbol).toBe("XDAI");
		expect((await shown.trace(coin?.trailId ?? "")).conclusion).toBe("5 XDAI");
	});
});

describe("the tokens of an account", () => {
	it("refuses an address without code as a token", async () => {
		const { watch } = open("final", [told({ address: plain })]);
		await watch.refresh();
		expect(amounts(watch)[1]).toBeNull();
		expect(wordsOf(watch.views()[1]?.note ?? "")).toContain(
			"no contract at this address",
		);
		expect(watch.views()[1]?.isNone).toBe(true);
	});

	it("never shows a zero from a wrong slot as proved", async () => {
		const { watch } = open("final", [
			told({ by: "file", place: { layout: "solidity", slot: 5 } }),
		]);
		await watch.refresh();
		expect(watch.views()[1]).toMatchObject({ amount: "700", how: "slot" });
	});

	it("never believes what a person typed, and asks the contract first", async () => {
		const { watch, state, asked } = open("final", [
			told({ by: "person", symbol: "USDC", decimals: 2 }),
		]);
		state.fails = true;
		await watch.refresh();
		expect(watch.views()[1]).toMatchObject({
			symbol: "0xbbbb…bbbb",
			amount: null,
			trailId: null,
		});
		state.fails = false;
		await watch.refresh();
		expect(watch.views()[1]).toMatchObject({
			symbol: "TOK",
			decimals: 18,
			amount: "700",
		});
		expect(asked).toHaveLength(1);
		await watch.refresh();
		expect(asked).toHaveLength(1);
	});

	it("never shows an amount with decimals that its contract denies", async () => {
		const { watch } = open("final", [told({ by: "file", decimals: 6 })]);
		await watch.refresh();
		expect(watch.views()[1]).toMatchObject({ amount: null, grade: null });
	});

	it("never calls a computed balance a proved slot, and writes no file of it", async () => {
		const { watch, shown } = open("final", [told({ address: rebasing })]);
		await watch.refresh();
		const view = watch.views()[1];
		expect(view).toMatchObject({ amount: "300", how: "computed" });
		const id = view?.trailId ?? "";
		expect(() => shown.evidence(id)).toThrow("unverifiable-method");
		const trace = await shown.trace(id);
		expect(trace.knots.at(-1)?.rule).toBe("evm-call");
		expect(saidAll(trace.couldBeWrong)).toContain("computes");
	});

	it("never lets a token pass for the chain's coin, or two for one", async () => {
		const { watch } = open("final", [
			told({ address: lookalike }),
			told(),
			told({ address: rebasing, by: "file", symbol: "TOK", decimals: 6 }),
		]);
		await watch.refresh();
		const [, first, second, third] = watch.views();
		expect(first?.symbol).toMatch(/ \(0xeeee…eeee\)$/);
		expect(second?.symbol).toBe("TOK (0xbbbb…bbbb)");
		expect(third?.symbol).toBe("TOK (0xdddd…dddd)");
	});

	it("never stand in the way of the coin", async () => {
		const { watch } = open("final", [told({ address: plain }), told()]);
		await watch.refresh();
		expect(amounts(watch)).toEqual([(5n * 10n ** 18n).toString(), null, "700"]);
	});

	it("have no number any more when the contract is gone from a new block", async () => {
		const { watch, state, world } = open("final");
		await watch.refresh();
		expect(amounts(watch)[1]).toBe("700");
		world[token] = { nonce: 1 };
		state.next();
		await watch.refresh();
		expect(watch.views()[1]).toMatchObject({ amount: null, trailId: null });
	});

	it("follow the contract when other code counts otherwise", async () => {
		const { watch, state, world, asked } = open("final");
		await watch.refresh();
		world[token] = {
			nonce: 1,
			code: tokenCode("Moved"),
			storage: { [balanceKey(person, 0)]: 700n, [balanceKey(person, 7)]: 3n },
		};
		state.next();
		await watch.refresh();
		expect(watch.views()[1]).toMatchObject({
			symbol: "MADE",
			decimals: 8,
			amount: "3",
		});
		expect(asked).toHaveLength(2);
	});
});

describe("a token whose decimals are a variable", () => {
	const scale = (world: World, decimals: bigint): void => {
		const { storage } = world[scaled] ?? {};
		if (storage !== undefined) storage[key(1)] = decimals;
	};

	it("never shows an amount with decimals that the same block denies", async () => {
		const { watch, state, world, asked, shown } = open("final", [
			told({ address: scaled }),
		]);
		await watch.refresh();
		expect(watch.views()[1]).toMatchObject({ decimals: 18 });
		scale(world, 6n);
		state.next();
		await watch.refresh();
		const view = watch.views()[1];
		expect(view).toMatchObject({
			amount: (10n ** 18n).toString(),
			decimals: 6,
			blockNumber: state.block.number,
		});
		expect((await shown.trace(view?.trailId ?? "")).conclusion).toBe(
			"1000000000000 MADE",
		);
		// and the disk hears of it
		expect(asked.map(({ decimals }) => decimals)).toEqual([18, 6]);
	});

	it("never takes what the disk has for what the contract says now", async () => {
		const first = open("final", [told({ address: scaled })]);
		await first.watch.refresh();
		const { balance } = first.asked[0] ?? {};
		if (balance === undefined) throw new Error("not asked");
		const { watch, state, world } = open("final", [
			told({
				address: scaled,
				found: { codes: balance.codes, place: balance.held?.place ?? null },
			}),
		]);
		scale(world, 6n);
		state.next();
		await watch.refresh();
		expect(watch.views()[1]).toMatchObject({ decimals: 6 });
	});

	it("never goes on with a network file's decimals that the contract left", async () => {
		const { watch, state, world } = open("final", [
			told({ address: scaled, by: "file" }),
		]);
		await watch.refresh();
		expect(watch.views()[1]).toMatchObject({ decimals: 18 });
		expect(amounts(watch)[1]).toBe((10n ** 18n).toString());
		scale(world, 6n);
		state.next();
		await watch.refresh();
		expect(watch.views()[1]).toMatchObject({ amount: null, trailId: null });
		expect(wordsOf(watch.views()[1]?.note ?? "")).toContain(
			"does not answer as a token",
		);
	});

	it("keeps amount and decimals of one block where a later one cannot be read", async () => {
		const { watch, state, world } = open("final", [told({ address: scaled })]);
		await watch.refresh();
		const { number } = state.block;
		scale(world, 6n);
		state.next();
		state.fails = true;
		await watch.refresh();
		expect(watch.views()[1]).toMatchObject({
			decimals: 18,
			blockNumber: number,
		});
		expect(watch.views()[1]?.note).not.toBeNull();
	});
});

describe("where no code can be run", () => {
	const named = told({
		by: "file",
		place: { layout: "solidity", slot: 0 },
	});

	it("a balance is what stands in the place that the file names, and says so", async () => {
		const { watch, state, shown } = open("final", [named]);
		state.runs = false;
		await watch.refresh();
		const view = watch.views()[1];
		expect(view).toMatchObject({ amount: "700", how: "named" });
		const trace = await shown.trace(view?.trailId ?? "");
		expect(saidAll(trace.couldBeWrong)).toContain("network file");
	});

	it("never shows a zero from the place that a file names", async () => {
		const { watch, state } = open("final", [
			{ ...named, place: { layout: "solidity", slot: 5 } },
		]);
		state.runs = false;
		await watch.refresh();
		expect(watch.views()[1]).toMatchObject({
			amount: null,
			trailId: null,
			isNone: true,
		});
		expect(wordsOf(watch.views()[1]?.note ?? "")).toContain(
			"cannot be checked",
		);
	});

	it("never shows what a person typed", async () => {
		const { watch, state } = open("final", [
			told({ by: "person", place: { layout: "solidity", slot: 0 } }),
		]);
		state.runs = false;
		await watch.refresh();
		expect(watch.views()[1]).toMatchObject({ amount: null, trailId: null });
	});
});
