// What an owner carries out is bound to its number: what was carried out once, by whomever, is not carried out again.

import { beforeEach, describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { openSafes } from "../../src/engine/safes/safes.ts";
import {
	SafeSession,
	type SafesTools,
} from "../../src/engine/safes/session.ts";
import { openSafeStore } from "../../src/engine/safes/store.ts";
import { factsOfSafe, safeViewOf } from "../../src/engine/safes/view.ts";
import type { SignerLink } from "../../src/engine/signer-link.ts";
import type { OrderRequest } from "../../src/wallet/order-context.ts";
import { refusalOf } from "../refused.ts";
import {
	codeOfSafe,
	keysOf,
	openSafeStage,
	ownersOf,
	type SafeStage,
	signSafe,
} from "../safe/contracts.ts";
import { safeProofs } from "../safe/proofs.ts";

const keys = keysOf(2);
const owners = ownersOf(keys);
const you: Hex = `0x${"c3".repeat(20)}`;
const [me = you, other = you] = owners;
const keyOf = (owner: Hex) => keys[owners.indexOf(owner)] ?? new Uint8Array(32);

let stage: SafeStage;
beforeEach(async () => {
	stage = await openSafeStage({ owners, threshold: 1 });
	await stage.fund(stage.safe, 100n);
});

/** The wallet of each owner, with what the Safe is to do on its list. */
const wallet = async () => {
	const { safe } = stage;
	const { reader, calls, read } = safeProofs(await stage.world());
	const store = await openSafeStore(memoryStore(), () => {});
	await store.add({
		chainId: 1,
		seen: factsOfSafe((await read(safe)).value),
		txs: [],
	});
	const asked: OrderRequest[] = [];
	const told: (readonly [string, string])[] = [];
	const signer: SignerLink["ask"] = (name, params) => {
		if (name === "message.offer" || name === "message.withdraw")
			told.push([name, "id" in params ? params.id : ""]);
		return Promise.reject(new Fault("locked", "it answers nothing here"));
	};
	const tools: SafesTools = {
		store,
		chain: async () => ({
			chainId: 1,
			reader,
			calls,
			orderContext: () => ({
				...{ chainId: 1, mostAgeS: 300 },
				compose: () => Promise.reject(new Error("nothing is composed here")),
				follow: async () => {},
			}),
		}),
		signing: () => owners,
		orders: {
			prepare: async (_, order) => {
				asked.push(order);
				throw new Fault("order-funds", "nothing is kept here");
			},
			list: () => [],
		},
		signer: () => signer,
		advanceAnchors: async () => {},
		checkMaySign: async () => {},
		nowMs: () => 0,
		changed: () => {},
	};
	const session = new SafeSession(tools);
	const { handlers } = openSafes(tools);
	const hash = await session.propose(
		safe,
		{ to: you, valueWei: 7n, data: "0x" },
		null,
	);
	return {
		...{ hash, handlers, told, store },
		agree: (owner: Hex) =>
			session.import(
				JSON.stringify({
					...{ format: "sextant-safe-transaction-1", chainId: 1, safe },
					...{ to: you, valueWei: "7", data: "0x", nonce: 0 },
					signatures: [signSafe(hash, keyOf(owner))],
				}),
			),
		/** The call that it makes of it. */
		execute: async (account: Hex): Promise<Hex> => {
			const code = await refusalOf(() =>
				session.execute("one", safe, hash, account),
			);
			const data = asked.pop()?.call?.data;
			if (data === undefined) throw new Fault("safe-threshold", code);
			return data;
		},
	};
};

describe("of a Safe whose owners decide each alone", () => {
	test("what two of them carry out at once is carried out once", async () => {
		const { safe } = stage;
		const [mine, theirs] = [await wallet(), await wallet()];
		await mine.agree(me);
		await theirs.agree(other);
		const first = await mine.execute(me);
		const second = await theirs.execute(other);
		expect(await stage.send(me, safe, first)).toBeNull();
		expect(await stage.send(other, safe, second)).not.toBeNull();
		expect(await stage.ask("nonce")).toBe(1n);
	});

	test("what nobody signed is refused with safe-threshold: the word of who sends it holds for every number", async () => {
		const { execute } = await wallet();
		expect(await refusalOf(() => execute(me))).toBe("safe-threshold");
	});

	test("one carries out what another agreed to", async () => {
		const { safe } = stage;
		const { agree, execute } = await wallet();
		await agree(other);
		expect(await stage.send(me, safe, await execute(me))).toBeNull();
	});
});

describe("an owner that agreed by a transaction of its own, as a contract does,", () => {
	const contract: Hex = `0x${"cc".repeat(20)}`;
	const open = async (threshold: number) => {
		stage = await openSafeStage({
			owners: [...owners, contract],
			threshold,
		});
		await stage.fund(stage.safe, 100n);
		await stage.putCode(contract, "0x600160005260206000f3");
		const { hash } = await wallet();
		return hash;
	};
	const approve = (owner: Hex, hash: Hex) =>
		stage.send(owner, stage.safe, stage.call("approveHash", hash));
	const look = async () => {
		const { handlers } = await wallet();
		const view = await handlers["safe.look"](
			{ address: stage.safe },
			undefined,
			"one",
		);
		return view.txs[0];
	};

	test("is counted once that is proved, and the Safe takes it", async () => {
		const hash = await open(2);
		expect((await look())?.confirmed).toEqual([]);
		expect(await approve(contract, hash)).toBeNull();
		expect(await look()).toMatchObject({
			confirmed: [contract],
			onChain: [contract],
		});
		const { execute } = await wallet();
		const data = await execute(me);
		expect(await stage.send(me, stage.safe, data)).toBeNull();
		expect(await stage.ask("nonce")).toBe(1n);
		// the same does not hold a second time
		expect(await stage.send(me, stage.safe, data)).not.toBeNull();
	});

	test("is shown as a contract, another Safe as one, and an account that runs another's code as the account it is", async () => {
		const nested: Hex = `0x${"cd".repeat(20)}`;
		stage = await openSafeStage({
			owners: [...owners, contract, nested],
			threshold: 2,
		});
		await stage.putCode(contract, "0x600160005260206000f3");
		await stage.putCode(nested, codeOfSafe("1.4.1", "proxy"));
		await stage.putCode(other, `0xef0100${contract.slice(2)}`);
		const { handlers } = await wallet();
		const view = await handlers["safe.look"](
			{ address: stage.safe },
			undefined,
			"one",
		);
		expect(new Set(view.contracts)).toEqual(
			new Set([
				{ address: contract, isSafe: false },
				{ address: nested, isSafe: true },
			]),
		);
	});

	test("is not counted for another transaction, and is refused with safe-threshold", async () => {
		await open(2);
		expect(await approve(contract, `0x${"77".repeat(32)}`)).toBeNull();
		expect((await look())?.confirmed).toEqual([]);
		const { execute } = await wallet();
		expect(await refusalOf(() => execute(me))).toBe("safe-threshold");
	});

	test("is not counted twice beside its signature, nor is who carries it out", async () => {
		const hash = await open(2);
		expect(await approve(me, hash)).toBeNull();
		expect((await look())?.confirmed).toEqual([me]);
		const { execute, agree } = await wallet();
		expect(await refusalOf(() => execute(me))).toBe("safe-threshold");
		expect(await approve(other, hash)).toBeNull();
		await agree(other);
		const { execute: third } = await wallet();
		expect(await stage.send(me, stage.safe, await third(me))).toBeNull();
	});

	test("decides where one is enough, and who carries it out by his own word alone does not", async () => {
		const hash = await open(1);
		expect(await approve(me, hash)).toBeNull();
		const alone = await wallet();
		expect(await refusalOf(() => alone.execute(me))).toBe("safe-threshold");
		expect(await approve(contract, hash)).toBeNull();
		const { execute } = await wallet();
		expect(await stage.send(me, stage.safe, await execute(me))).toBeNull();
	});
});

test("an agreement of who is no owner by now is said to count no more", async () => {
	const { safe } = stage;
	const { hash, agree, store } = await wallet();
	await agree(other);
	const { value } = await safeProofs(await stage.world()).read(safe);
	const look = (owners: readonly Hex[]) =>
		safeViewOf({ ...value, owners }, store.find(1, safe), [me], {
			approvals: new Map([[hash, []]]),
			contracts: [],
		}).txs[0];
	expect(look([me, other])).toMatchObject({ confirmed: [other], lapsed: [] });
	expect(look([me])).toMatchObject({ confirmed: [], lapsed: [other] });
});

describe("what lies with the signer for an agreement", () => {
	test.each(["safe.drop", "safe.forget"] as const)(
		"is taken back when its transaction leaves the list (%s)",
		async (by) => {
			const { safe } = stage;
			const { hash, handlers, told, store } = await wallet();
			const asked = { address: safe, hash, account: me };
			await refusalOf(() =>
				Promise.resolve(handlers["safe.ask"](asked, undefined, "one")),
			);
			const id = store.find(1, safe)?.txs[0]?.asking?.id ?? "";
			expect(told).toEqual([["message.offer", id]]);
			await handlers[by]({ address: safe, hash }, undefined, "one");
			expect(told.at(-1)).toEqual(["message.withdraw", id]);
			expect(store.find(1, safe)?.txs ?? []).toEqual([]);
		},
	);
});
