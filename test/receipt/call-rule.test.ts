import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import {
	type CallOrder,
	callText,
	decodeCallOrder,
} from "../../src/evidence/call-order.ts";
import { orderPolicy } from "../../src/evidence/l1-order.ts";
import type { Effect } from "../../src/protocol/foretold.ts";
import {
	type CallFacts,
	callFactsInOrder,
	callFactsOf,
	checkCall,
	checkCallOrder,
} from "../../src/receipt/call-rule.ts";
import { decodeOrder, orderText } from "../../src/receipt/orders.ts";
import { refusedWith } from "../refused.ts";
import {
	allowancePlace,
	callTo,
	dataOf,
	ether,
	factsOfCall,
	gwei,
	header,
	me,
	moved,
	nowMs,
	other,
	payment,
	router,
	swap,
	token,
	told,
	you,
} from "./call-world.ts";
import { a, account, codeOf, h, scene, testNetwork } from "./world.ts";

const policy = orderPolicy(testNetwork);
const check = (order: CallOrder, facts: CallFacts) =>
	checkCallOrder(order, facts, nowMs, "sign");
const refusal = (order: CallOrder, facts: CallFacts, at = nowMs) =>
	refusedWith(() => checkCallOrder(order, facts, at, "sign"));
const unknownsOf = (order: CallOrder, facts: CallFacts) =>
	check(order, facts).unknowns.map((one) =>
		typeof one === "string" ? one : one.code,
	);

describe("a call that is allowed", () => {
	test("of a token sends what it says and no more", () => {
		const { bounds, mostLeavesWei, call } = check(
			payment.order(),
			payment.facts(),
		);
		expect(call.kind).toBe("transfer");
		expect(mostLeavesWei).toBe(90_000n * 3n * gwei);
		expect(bounds.tokens).toEqual([
			{ token, balance: 1_000n, most: 400n, why: "asked" },
		]);
	});

	test("takes the whole of a token where its contract has an allowance, and nothing where that is proved to be zero", () => {
		const { bounds } = check(swap.order(), swap.facts());
		expect(bounds.tokens).toEqual([
			{ token, balance: 1_000n, most: 1_000n, why: "allowed" },
			{ token: other, balance: 7n, most: 0n, why: "none" },
		]);
		expect(unknownsOf(swap.order(), swap.facts())).toEqual([
			"unknown.other-transactions",
			"unknown.call-outcome",
			"unknown.call-data",
			"unknown.call-own",
			"unknown.call-spenders",
			"unknown.call-unnamed",
			"unknown.call-places",
		]);
	});

	test("takes no more than the proved allowance of all that runs, and may not raise it by the way", () => {
		const little = {
			...swap.tokens,
			[token]: { balance: 1_000n, allowances: { [router]: 450n } },
		};
		const facts = factsOfCall(router, little);
		const foretold = (...more: readonly Effect[]) =>
			told(
				[moved(token, 400n, router), moved(other, 3n, me, router), ...more],
				[router],
			);
		const most = (...more: readonly Effect[]) =>
			check(callTo(router, "0xdeadbeef", little, foretold(...more)), facts)
				.bounds.tokens[0];
		expect(most()).toMatchObject({ most: 450n, why: "allowed" });
		// some tokens tell of the allowance that is left
		expect(most(allowed(router, 50n))).toMatchObject({ most: 450n });
		expect(() => most(allowed(router, 5_000n))).toThrow("5000");
		const over = told([moved(token, 451n, router)], [router]);
		expect(() =>
			check(callTo(router, "0xdeadbeef", little, over), facts),
		).toThrow("451");
	});

	test("takes the whole of a token where a contract that runs in turn was not checked", () => {
		const order = swap.order({
			foretold: told([moved(other, 7n)], [router, a(0x99)]),
		});
		expect(check(order, swap.facts()).bounds.tokens[1]).toEqual({
			token: other,
			balance: 7n,
			most: 7n,
			why: "unchecked",
		});
	});

	test("takes all there is of a token whose balance is not proved", () => {
		const named = { token: a(0x55), balance: null, allowances: [] };
		const order = swap.order({
			holdings: [...swap.order().holdings, named],
			foretold: told([moved(a(0x55), 10n ** 30n)], [router]),
		});
		expect(check(order, swap.facts()).bounds.tokens[2]).toEqual({
			token: a(0x55),
			balance: null,
			most: null,
			why: "unchecked",
		});
	});

	test("can do anything with the called contract's own token, unless its standard says what", () => {
		const order = callTo(
			token,
			dataOf("withdraw", 5n),
			payment.tokens,
			told([moved(token, 1_000n)]),
		);
		expect(check(order, payment.facts()).bounds.tokens[0]).toMatchObject({
			most: 1_000n,
			why: "own",
		});
	});

	test("shows what it allows: so much, without end, and all of a collection", () => {
		const approve = callTo(
			token,
			dataOf("approve", router, 5n),
			payment.tokens,
			told([allowed(router, 5n)]),
		);
		expect(check(approve, payment.facts()).bounds).toMatchObject({
			tokens: [{ token, most: 0n, why: "asked" }],
			allows: [{ kind: "amount", token, spender: router, amount: 5n }],
		});
		const all = callTo(
			token,
			dataOf("setApprovalForAll", router, true),
			{},
			told([operator(true)]),
		);
		expect(check(all, factsOfCall(token, {})).bounds.allows).toEqual([
			{ kind: "all", token, spender: router, isAllowed: true },
		]);
		const inside = callTo(
			router,
			dataOf("multicall", [dataOf("approve", you, 9n)]),
			{},
			told([]),
		);
		expect(check(inside, factsOfCall(router, {})).bounds.allows).toEqual([
			{ kind: "amount", token: router, spender: you, amount: 9n },
		]);
	});

	test("sends the one of a collection that it says", () => {
		const order = callTo(
			token,
			dataOf("safeTransferFrom", me, you, 12n),
			{},
			told([item("12")]),
		);
		expect(check(order, factsOfCall(token, {})).bounds.items).toEqual([
			{ token, id: 12n, amount: 1n },
		]);
	});

	test("keeps its text, its kind and its facts on the way", () => {
		const order = swap.order({
			accessList: [{ address: token, storageKeys: [h(3)] }],
		});
		expect(decodeCallOrder(callText(order))).toEqual(order);
		expect(decodeOrder(orderText(order))).toEqual(order);
		const facts = swap.facts();
		expect(callFactsOf(callFactsInOrder(facts))).toEqual(facts);
		const withCode = {
			...facts,
			code: codeOf(facts.contract, "0x6000"),
		};
		expect(callFactsOf(callFactsInOrder(withCode))).toEqual(withCode);
	});

	test("of an account that runs another's code says so", () => {
		const facts = swap.facts();
		const code = codeOf(facts.contract, `0xef0100${"11".repeat(20)}`);
		expect(check(swap.order(), { ...facts, code }).recipient).toBe("delegated");
	});

	test("may be told of an allowance that was used and is less now", () => {
		const order = swap.order({
			foretold: told(
				[moved(token, 400n, router), allowed(router, 600n, token)],
				[router],
			),
		});
		expect(refusal(order, swap.facts())).toBe("none");
	});

	test("may have its coin come back, and a token pass through", () => {
		const order = swap.order({
			valueWei: 5n,
			foretold: told(
				[
					coin(5n, me, router),
					coin(9n, router, me),
					moved(a(0x66), 50n, me, router),
					moved(a(0x66), 50n, router, me),
				],
				[router],
			),
		});
		expect(refusal(order, swap.facts())).toBe("none");
	});
});

const coin = (amount: bigint, from: Hex, to: Hex): Effect => ({
	kind: "moved",
	asset: { kind: "coin" },
	from,
	to,
	amount: amount.toString(),
});
const item = (id: string, from: Hex = me): Effect => ({
	kind: "moved",
	asset: { kind: "erc721", token, id },
	from,
	to: you,
	amount: "1",
});
const allowed = (spender: Hex, amount: bigint, of: Hex = token): Effect => ({
	kind: "allowed",
	token: of,
	owner: me,
	spender,
	amount: amount.toString(),
});
const operator = (isAllowed: boolean): Effect => ({
	kind: "operator",
	token,
	owner: me,
	operator: router,
	isAllowed,
});

describe("a call is refused with order-evidence", () => {
	const cases: readonly [string, CallOrder, CallFacts][] = [
		["whose contract is not the one proved", swap.order(), payment.facts()],
		["that calls nothing", swap.order({ data: "0x" }), swap.facts()],
		[
			"whose slot is missing",
			swap.order(),
			{ ...swap.facts(), slots: swap.facts().slots.slice(1) },
		],
		[
			"with a slot too many",
			swap.order(),
			{
				...swap.facts(),
				slots: [...swap.facts().slots, ...payment.facts().slots],
			},
		],
		[
			"whose slot is of another token",
			swap.order({
				holdings: [...swap.order().holdings].reverse(),
			}),
			swap.facts(),
		],
		[
			"whose allowance is of another place",
			swap.order({
				holdings: swap.order().holdings.map((held) => ({
					...held,
					allowances: held.allowances.map((one) => ({
						...one,
						place: { ...allowancePlace, base: h(5) },
					})),
				})),
			}),
			swap.facts(),
		],
		[
			"whose allowance is another spender's",
			swap.order({
				holdings: swap.order().holdings.map((held) => ({
					...held,
					allowances: held.allowances.map((one) => ({ ...one, spender: you })),
				})),
			}),
			swap.facts(),
		],
		[
			"that names a token twice",
			swap.order({
				holdings: [
					...swap.order().holdings,
					{ token, balance: null, allowances: [] },
				],
			}),
			swap.facts(),
		],
		[
			"whose slots are of another block",
			swap.order(),
			{
				...swap.facts(),
				slots: swap.facts({ under: scene({ slot: 6_499 }).header }).slots,
			},
		],
		[
			"whose contract is of another block",
			swap.order(),
			{
				...swap.facts(),
				contract: account(scene({ slot: 6_499 }).header, router, {
					codeHash: h(8),
				}),
			},
		],
		[
			"whose code is another's",
			swap.order(),
			{
				...swap.facts(),
				code: codeOf(account(header, you, { codeHash: h(8) }), "0x60"),
			},
		],
		["of another chain", swap.order({ chainId: 1 }), swap.facts()],
		["of another sender", swap.order({ from: you }), swap.facts()],
	];
	for (const [what, order, facts] of cases)
		test(what, () => {
			expect(refusal(order, facts)).toBe("order-evidence");
		});

	test("whose evidence concludes less, or something else", () => {
		const all = callFactsInOrder(swap.facts());
		for (const some of [
			all.slice(0, 2),
			[all[1], all[2], all[0]].flatMap((one) => one ?? []),
			[...all, header],
		])
			expect(() => callFactsOf(some)).toThrow(/order-evidence/);
	});
});

describe("a call is refused", () => {
	test("with order-long where it could not be kept once it is signed", () => {
		const accessList = Array.from({ length: 10 }, () => ({
			address: token,
			storageKeys: Array.from({ length: 200 }, () => h(1)),
		}));
		expect(refusal(swap.order({ accessList }), swap.facts())).toBe(
			"order-long",
		);
	});

	test("with call-no-code where there is no contract", () => {
		for (const contract of [
			{ codeHash: account(header, me).value.codeHash },
			{ exists: false },
		])
			expect(refusal(swap.order(), swap.facts({ contract }))).toBe(
				"call-no-code",
			);
	});

	test("with order-fee for gas over the policy's bound, or over the block's", () => {
		expect(refusal(swap.order({ gasLimit: 5_000_001 }), swap.facts())).toBe(
			"order-fee",
		);
		expect(refusal(swap.order({ gasLimit: 5_000_000 }), swap.facts())).toBe(
			"none",
		);
		expect(() =>
			checkCall(swap.order(), swap.facts(), { ...policy, mostCallGas: 50_000 }),
		).toThrow(/order-fee/);
	});

	test("with order-nonce, order-funds and order-delegated as a transfer is", () => {
		expect(refusal(swap.order({ nonce: 1 }), swap.facts())).toBe("order-nonce");
		expect(refusal(swap.order({ valueWei: ether }), swap.facts())).toBe(
			"order-funds",
		);
		expect(
			refusal(swap.order(), swap.facts({ sender: { codeHash: h(1) } })),
		).toBe("order-delegated");
	});

	test("with order-stale where the proofs are old, or only the simulation is", () => {
		expect(refusal(swap.order(), swap.facts(), nowMs + 400_000)).toBe(
			"order-stale",
		);
		const { foretold } = swap.order();
		if (foretold === null) throw new Error("nothing was foretold");
		const old = {
			...foretold,
			grade: { ...foretold.grade, asOfS: foretold.grade.asOfS - 4_000 },
		};
		expect(refusal(swap.order({ foretold: old }), swap.facts())).toBe(
			"order-stale",
		);
	});

	test("with order-unforeseen where it was not simulated", () => {
		expect(refusal(swap.order({ foretold: null }), swap.facts())).toBe(
			"order-unforeseen",
		);
	});
});

describe("a call is refused with order-foretold when the simulation", () => {
	const cases: readonly [string, CallOrder, CallFacts][] = [
		[
			"reverts",
			swap.order({ foretold: told([], [], { ended: "reverted" }) }),
			swap.facts(),
		],
		[
			"halts",
			swap.order({ foretold: told([], [], { ended: "halted", why: "gas" }) }),
			swap.facts(),
		],
		[
			"takes more gas than is signed",
			swap.order({ foretold: told([], [], { gasUsed: 90_001 }) }),
			swap.facts(),
		],
		[
			"sends more of the coin than goes with the call",
			swap.order({
				valueWei: 5n,
				foretold: told([coin(6n, me, router)], [router]),
			}),
			swap.facts(),
		],
		[
			"sends more of a token than the call says",
			payment.order({ foretold: told([moved(token, 401n)]) }),
			payment.facts(),
		],
		[
			"sends more of a token than there is",
			swap.order({ foretold: told([moved(token, 1_001n)], [router]) }),
			swap.facts(),
		],
		[
			"sends a token that is proved to be out of reach",
			swap.order({ foretold: told([moved(other, 1n)], [router]) }),
			swap.facts(),
		],
		[
			"sends a token that is not named",
			swap.order({ foretold: told([moved(a(0x33), 1n)], [router]) }),
			swap.facts(),
		],
		[
			"sends another one of a collection than the call says",
			callTo(
				token,
				dataOf("safeTransferFrom", me, you, 12n),
				{},
				told([item("13")]),
			),
			factsOfCall(token, {}),
		],
		[
			"sends one of a collection that is not named",
			swap.order({ foretold: told([item("13")], [router]) }),
			swap.facts(),
		],
		[
			"allows what the call does not say",
			swap.order({ foretold: told([allowed(you, 1n, other)], [router]) }),
			swap.facts(),
		],
		[
			"allows more than the call says",
			callTo(
				token,
				dataOf("approve", router, 5n),
				payment.tokens,
				told([allowed(router, 6n)]),
			),
			payment.facts(),
		],
		[
			"allows another than the call says",
			callTo(
				token,
				dataOf("approve", router, 5n),
				payment.tokens,
				told([allowed(you, 5n)]),
			),
			payment.facts(),
		],
		[
			"allows one of a collection that the call does not name",
			swap.order({
				foretold: told([
					{
						kind: "allowed-one",
						token,
						owner: me,
						spender: you,
						id: "4",
					},
				]),
			}),
			swap.facts(),
		],
		[
			"allows all of a collection and the call does not say so",
			swap.order({ foretold: told([operator(true)]) }),
			swap.facts(),
		],
		[
			"allows all of a collection where the call takes that away",
			callTo(
				token,
				dataOf("setApprovalForAll", router, false),
				{},
				told([operator(true)]),
			),
			factsOfCall(token, {}),
		],
		[
			"gives the account other code",
			swap.order({
				foretold: told([{ kind: "delegated", account: me, to: router }]),
			}),
			swap.facts(),
		],
	];
	for (const [what, order, facts] of cases)
		test(what, () => {
			expect(refusal(order, facts)).toBe("order-foretold");
		});

	test("says by its tokens' own answers that more leaves, or is allowed, than their events say", () => {
		const asset = { kind: "erc20", token: other } as const;
		const measured = {
			...{ asset, before: "7", after: "5", toldIn: "0", toldOut: "0" },
			isAsTold: false,
		};
		const quiet = told([], [router], { measured: [measured] });
		expect(refusal(swap.order({ foretold: quiet }), swap.facts())).toBe(
			"order-foretold",
		);
		const allowance = {
			...{ token: other, spender: you, before: "0", after: "9" },
			isAsTold: false,
		};
		const given = told([], [router], { allowances: [allowance] });
		expect(refusal(swap.order({ foretold: given }), swap.facts())).toBe(
			"order-foretold",
		);
		// and events of more than moves are no more than events
		const loud = told([moved(other, 3n, router)], [router], {
			measured: [{ ...measured, after: "7", toldOut: "3" }],
		});
		expect(refusal(swap.order({ foretold: loud }), swap.facts())).toBe("none");
	});

	test("does so at the late end of its range alone", () => {
		const { foretold } = swap.order();
		if (foretold === null) throw new Error("nothing was foretold");
		const late = { ...foretold.late, ended: "reverted" } as const;
		expect(
			refusal(swap.order({ foretold: { ...foretold, late } }), swap.facts()),
		).toBe("order-foretold");
	});
});
