// A Safe whose owner is another Safe on the person's list, from the screens' side: its yes is written down there once, agreed to,
// carried out, read back by proof, and what it was of is carried out; all of it taken by the Safes' own contracts.

import { beforeEach, describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { decodeKeptSafe, keptSafeText } from "../../src/engine/safes/record.ts";
import { openSafes } from "../../src/engine/safes/safes.ts";
import { openSafeStore, type SafeStore } from "../../src/engine/safes/store.ts";
import type { SignerLink } from "../../src/engine/signer-link.ts";
import { decodeMessageRequest } from "../../src/message/request.ts";
import { safeView } from "../../src/protocol/safe-ui.ts";
import type { OrderRequest } from "../../src/wallet/order-context.ts";
import { refusalOf } from "../refused.ts";
import {
	keysOf,
	openSafeStage,
	ownersOf,
	type SafeStage,
	signSafe,
} from "../safe/contracts.ts";
import { safeProofs } from "../safe/proofs.ts";

const keys = keysOf(2);
const you: Hex = `0x${"c3".repeat(20)}`;
const [me = you, second = you] = ownersOf(keys);

let stage: SafeStage;
/** `me` and `second` decide in it together. */
let inner: Hex;
/** It alone decides there. */
let outer: Hex;
let store: SafeStore;

beforeEach(async () => {
	stage = await openSafeStage({ owners: [me, second] });
	inner = stage.safe;
	outer = await stage.make([inner], 1);
	await stage.fund(outer, 100n);
	store = await openSafeStore(memoryStore(), () => {});
});

/** The wallet as it is when the chain is as it is now. */
const wallet = async () => {
	const { reader, calls } = safeProofs(await stage.world());
	const asked: OrderRequest[] = [];
	const offered: string[] = [];
	const signer: SignerLink["ask"] = (name, params) => {
		if (name === "message.offer" && "request" in params)
			offered.push(params.request);
		return Promise.reject(new Fault("locked", "it answers nothing here"));
	};
	const { handlers } = openSafes({
		store,
		chain: async () => ({
			...{ chainId: 1, reader, calls },
			orderContext: () => ({
				...{ chainId: 1, mostAgeS: 300 },
				compose: () => Promise.reject(new Error("nothing is composed here")),
				follow: async () => {},
			}),
		}),
		signing: () => [me],
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
	});
	const call = <N extends keyof typeof handlers>(
		name: N,
		params: Parameters<(typeof handlers)[N]>[0],
	) => Promise.resolve(handlers[name](params as never, undefined, "one"));
	/** The call that an order is made of. */
	const orderOf = async (work: Promise<unknown>): Promise<OrderRequest> => {
		const code = await refusalOf(() => work);
		const made = asked.pop();
		if (made === undefined) throw new Fault("order-unknown", code);
		return made;
	};
	return { call, offered, orderOf };
};

/** Both on the list, and something to be paid out of the other. */
const withPayment = async (): Promise<Hex> => {
	const { call } = await wallet();
	await call("safe.keep", { address: inner });
	await call("safe.keep", { address: outer });
	const made = await call("safe.propose", {
		...{ address: outer, to: you, valueWei: "7", nonce: null },
	});
	return (made as { readonly hash: Hex }).hash;
};

const look = async (address: Hex) =>
	safeView(await (await wallet()).call("safe.look", { address }), "view");

const nest = async (hash: Hex): Promise<Hex> => {
	const { call } = await wallet();
	const made = await call("safe.nest", { address: outer, hash, inner });
	expect(made).toMatchObject({ address: inner });
	return (made as { readonly hash: Hex }).hash;
};

describe("a Safe of which only a listed Safe is an owner", () => {
	test("is put on the list where an account is an owner of that one, and not where that one is not on the list", async () => {
		const { call } = await wallet();
		expect(await refusalOf(() => call("safe.keep", { address: outer }))).toBe(
			"safe-owner",
		);
		await call("safe.keep", { address: inner });
		expect(await look(outer)).toMatchObject({
			...{ ours: [], isKept: false },
			through: [{ safe: inner, accounts: [me] }],
		});
		await call("safe.keep", { address: outer });
		expect((await look(outer)).isKept).toBe(true);
	});

	test("is decided in through that one, from the first yes to the payment", async () => {
		const hash = await withPayment();
		const yes = await nest(hash);
		// the same again is the same
		expect(await nest(hash)).toBe(yes);
		expect((await look(inner)).txs).toMatchObject([
			{
				...{ hash: yes, nonce: 0, confirmed: [] },
				call: { to: outer, valueWei: "0" },
				outer: {
					...{ safe: outer, hash, nonce: 0 },
					call: { to: you, valueWei: "7", data: "0x" },
				},
			},
		]);
		// it is still that when it was written and read
		const kept = store.find(1, inner);
		if (kept === undefined) throw new Error("it is not kept");
		expect(decodeKeptSafe(keptSafeText(kept))).toEqual(kept);

		// the other owner's agreement comes as a file, with what it is of
		const { call } = await wallet();
		const { file } = (await call("safe.export", {
			...{ address: inner, hash: yes },
		})) as { readonly file: string };
		const given = {
			...(JSON.parse(file) as object),
			signatures: [signSafe(yes, keys[1] ?? new Uint8Array(32))],
		};
		await call("safe.import", { file: JSON.stringify(given) });

		const first = await wallet();
		const agreeing = await first.orderOf(
			first.call("safe.execute", {
				...{ id: "one", address: inner, hash: yes, account: me },
			}),
		);
		expect(agreeing.call?.outer).toEqual({
			...{ to: you, valueWei: 7n, data: "0x", nonce: 0 },
		});
		expect(await stage.send(me, inner, agreeing.call?.data ?? "0x")).toBeNull();

		expect((await look(outer)).txs).toMatchObject([
			{ hash, confirmed: [inner], onChain: [inner] },
		]);
		const second = await wallet();
		const paying = await second.orderOf(
			second.call("safe.execute", {
				...{ id: "two", address: outer, hash, account: me },
			}),
		);
		expect(paying.call).not.toHaveProperty("outer");
		expect(await stage.send(me, outer, paying.call?.data ?? "0x")).toBeNull();
		expect((await stage.world())[you]?.balance).toBe(7n);
		// and not a second time
		expect(
			await stage.send(me, outer, paying.call?.data ?? "0x"),
		).not.toBeNull();
	});

	test("is agreed to by a message that names what it is of, and on Ethereum by an order that does", async () => {
		const hash = await withPayment();
		const yes = await nest(hash);
		const asked = { address: inner, hash: yes, account: me };
		const { call, offered, orderOf } = await wallet();
		await refusalOf(() => call("safe.ask", asked));
		const [request = ""] = offered;
		expect(decodeMessageRequest(request).what).toMatchObject({
			...{ kind: "safe", safe: inner, to: outer },
			outer: { to: you, valueWei: "7", data: "0x", nonce: 0 },
		});
		const order = await orderOf(call("safe.approve", { id: "a", ...asked }));
		expect(order.call).toMatchObject({
			agrees: { to: outer, nonce: 0 },
			outer: { to: you, valueWei: 7n, data: "0x", nonce: 0 },
		});
	});
});

describe("a yes through another Safe is refused", () => {
	test("with safe-unlisted where that is not on the list", async () => {
		const hash = await withPayment();
		const { call } = await wallet();
		await call("safe.forget", { address: inner });
		expect(await refusalOf(() => nest(hash))).toBe("safe-unlisted");
	});

	test("with safe-nesting where that is no owner", async () => {
		const hash = await withPayment();
		const other = await stage.make([me], 1);
		const { call } = await wallet();
		await call("safe.keep", { address: other });
		expect(
			await refusalOf(() =>
				call("safe.nest", { address: outer, hash, inner: other }),
			),
		).toBe("safe-nesting");
	});

	test("with safe-deep where that is owned through a third alone, or where it is such a yes already", async () => {
		const hash = await withPayment();
		const top = await stage.make([outer], 1);
		const { call } = await wallet();
		// none of the accounts is an owner of an owner
		expect(await refusalOf(() => call("safe.keep", { address: top }))).toBe(
			"safe-owner",
		);
		const mine = await stage.make([outer, me], 2);
		const there = await wallet();
		await there.call("safe.keep", { address: mine });
		const { hash: paid } = (await there.call("safe.propose", {
			...{ address: mine, to: you, valueWei: "1", nonce: null },
		})) as { readonly hash: Hex };
		expect(
			await refusalOf(() =>
				there.call("safe.nest", { address: mine, hash: paid, inner: outer }),
			),
		).toBe("safe-deep");
		const yes = await nest(hash);
		expect(
			await refusalOf(() =>
				call("safe.nest", { address: inner, hash: yes, inner: outer }),
			),
		).toBe("safe-deep");
	});

	test("with safe-nonce where the number is used", async () => {
		const hash = await withPayment();
		await stage.putWord(outer, `0x${"5".padStart(64, "0")}`, 1n);
		expect(await refusalOf(() => nest(hash))).toBe("safe-nonce");
	});

	test("with safe-opaque where a file says that it is of something else", async () => {
		const hash = await withPayment();
		const yes = await nest(hash);
		const { call } = await wallet();
		const { file } = (await call("safe.export", {
			...{ address: inner, hash: yes },
		})) as { readonly file: string };
		const bad = file.replace('"valueWei": "7"', '"valueWei": "70"');
		expect(bad).not.toBe(file);
		expect(await refusalOf(() => call("safe.import", { file: bad }))).toBe(
			"safe-opaque",
		);
	});
});
