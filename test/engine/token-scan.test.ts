// Tokens that are found by themselves: those the account holds, by proof, once in a while, and none that the person took off.

import { describe, expect, it } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { memoryStore } from "../../src/cli/store.ts";
import {
	knownTokens,
	openSettings,
	withoutToken,
} from "../../src/engine/settings.ts";
import { openTokenScan } from "../../src/engine/token-scan.ts";
import { placeKey } from "../../src/evidence/balance-place.ts";
import { candidatesOn } from "../../src/tokens/list.ts";
import { shortString, tokenCode } from "../evm/tokens.ts";
import { proofsOf } from "../evm/world.ts";
import { madeClock, mine, type Node, type World } from "../state/chain.ts";

const person: Hex = `0x${"aa".repeat(20)}`;
const other: Hex = `0x${"ab".repeat(20)}`;
const [one, two, three] = candidatesOn(1).filter(
	({ decimals }) => decimals === 18,
);
if (one === undefined || two === undefined || three === undefined)
	throw new Error("too few candidates");
const key = (n: number): Hex => `0x${n.toString(16).padStart(64, "0")}`;
const plain = (symbol: string, amount: bigint, code = "Plain") => ({
	nonce: 1,
	code: tokenCode(code),
	storage: {
		[placeKey(person, { layout: "solidity", slot: 0 })]: amount,
		[key(3)]: shortString(symbol),
		[key(4)]: shortString(symbol),
		[key(99)]: 1n,
	},
});

const stage = async (world: World) => {
	const block = mine({ [person]: { balance: 1n }, ...world }, null);
	const node: Node = { blocks: [block], window: 10, asked: [] };
	const proofs = proofsOf({ nodes: [node], signed: () => block });
	const store = memoryStore();
	const settings = await openSettings(store);
	await settings.change((was) => ({
		...was,
		accounts: [person, other],
		account: person,
	}));
	const made = madeClock();
	let nowMs = 1_800_000_000_000;
	let reopened = 0;
	const tools = {
		store,
		settings,
		waitMs: 0,
		clock: { ...made, nowMs: () => nowMs },
		reopen: async () => {
			reopened++;
		},
	};
	const chains = [{ chainId: 1, tokenState: () => proofs }];
	const signal = new AbortController().signal;
	const opened = openTokenScan(tools);
	return {
		settings,
		node,
		tools,
		chains,
		scan: () => opened(chains, signal),
		scanAnew: () => openTokenScan(tools)(chains, signal),
		later: (hours: number) => {
			nowMs += hours * 3_600_000;
		},
		reads: proofs.reads,
		reopened: () => reopened,
		listed: () => knownTokens(settings.now()).map(({ symbol }) => symbol),
	};
};

describe("tokens that are looked for", () => {
	it("are listed where the account has some, and no others", async () => {
		const { scan, listed, reopened, settings } = await stage({
			[one.address]: plain("ONE", 5n),
			[two.address]: plain("TWO", 0n),
			[three.address]: plain("THREE", 7n),
		});
		await scan();
		expect(listed()).toEqual(["ONE", "THREE"]);
		expect(knownTokens(settings.now())[0]).toMatchObject({
			by: "contract",
			address: one.address,
		});
		expect(reopened()).toBe(1);
	});

	it("are looked for a few times a day, over restarts too", async () => {
		const { scan, scanAnew, later, reads } = await stage({
			[one.address]: plain("ONE", 0n),
		});
		await scan();
		const once = reads();
		await scan();
		await scanAnew();
		later(5);
		await scanAnew();
		expect(reads()).toBe(once);
		later(2);
		await scanAnew();
		expect(reads()).toBeGreaterThan(once);
	});

	it("never come back when the person took them off", async () => {
		const { scan, later, listed, settings } = await stage({
			[one.address]: plain("ONE", 5n),
		});
		await scan();
		expect(listed()).toEqual(["ONE"]);
		// also if it is told so again and again
		for (let i = 0; i < 3; i++)
			await settings.change((was) => withoutToken(was, one));
		expect(settings.now().hidden).toHaveLength(1);
		later(7);
		await scan();
		expect(listed()).toEqual([]);
	});

	it("are not looked for where the person does not want it, or no account is chosen", async () => {
		const { scan, settings, reads } = await stage({
			[one.address]: plain("ONE", 5n),
		});
		await settings.change((was) => ({ ...was, findTokens: false }));
		await scan();
		await settings.change(({ findTokens: _, ...was }) => ({
			...was,
			account: null,
		}));
		await scan();
		expect(reads()).toBe(0);
	});

	it("never list one that counts in another scale than is known of it", async () => {
		const { scan, listed } = await stage({
			[one.address]: {
				...plain("ONE", 5n, "StoredDecimals"),
				storage: { ...plain("ONE", 5n).storage, [key(1)]: 2n },
			},
		});
		await scan();
		expect(listed()).toEqual([]);
	});

	it("never are another account's, if it is chosen meanwhile", async () => {
		const { scan, settings, node, listed } = await stage({
			[one.address]: plain("ONE", 5n),
		});
		let isChanged = false;
		node.before = (method) => {
			if (method !== "eth_getProof" || isChanged) return;
			isChanged = true;
			void settings.change((was) => ({ ...was, account: other }));
		};
		await scan();
		expect(listed()).toEqual([]);
	});

	it("are not looked for before the engine has had its first half minute", async () => {
		const { tools, chains, later, reads } = await stage({
			[one.address]: plain("ONE", 5n),
		});
		const scan = openTokenScan({ ...tools, waitMs: 30_000 });
		const { signal } = new AbortController();
		await scan(chains, signal);
		expect(reads()).toBe(0);
		later(1);
		await scan(chains, signal);
		expect(reads()).toBeGreaterThan(0);
	});

	it("pass over one that is no token, and list the others", async () => {
		const { scan, listed } = await stage({
			[one.address]: plain("ONE", 5n),
			[two.address]: plain("TWO", 5n, "NoDecimals"),
			[three.address]: plain("THREE", 5n),
		});
		await scan();
		expect(listed()).toEqual(["ONE", "THREE"]);
	});

	it("are tried again later where the endpoint fails, and not at every head", async () => {
		const { scan, later, node, listed } = await stage({
			[one.address]: plain("ONE", 5n),
		});
		node.down = true;
		await expect(scan()).rejects.toThrow();
		node.down = false;
		await scan();
		expect(listed()).toEqual([]);
		later(1);
		await scan();
		expect(listed()).toEqual(["ONE"]);
	});
});
