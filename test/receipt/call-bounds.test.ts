// What a lying token, or an engine that names what it likes, could slip past the bounds of a call.

import { encodeFunctionData, maxUint256, parseAbi } from "viem";
import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import type { CallOrder } from "../../src/evidence/call-order.ts";
import { permit2 } from "../../src/evidence/known-calls.ts";
import { tokenPlaceKey } from "../../src/evidence/token-place.ts";
import { decodeSigned } from "../../src/evidence/transaction.ts";
import type { Effect, Foretold } from "../../src/protocol/foretold.ts";
import { type CallFacts, checkCallOrder } from "../../src/receipt/call-rule.ts";
import { decodeOrder, orderText } from "../../src/receipt/orders.ts";
import { wordHex } from "../../src/state/storage-layout.ts";
import { refusedWith } from "../refused.ts";
import {
	allowancePlace,
	callTo,
	dataOf,
	factsOfCall,
	header,
	me,
	moved,
	nowMs,
	other,
	payment,
	router,
	signed,
	swap,
	token,
	told,
	you,
} from "./call-world.ts";
import { account, h, slotOf } from "./world.ts";

const refusal = (order: CallOrder, facts: CallFacts) =>
	refusedWith(() => checkCallOrder(order, facts, nowMs, "sign"));
const codesOf = (order: CallOrder, facts: CallFacts): readonly string[] =>
	checkCallOrder(order, facts, nowMs, "sign").unknowns.map((one) =>
		typeof one === "string" ? one : one.code,
	);
const allowed = (amount: bigint): Effect => ({
	kind: "allowed",
	token,
	owner: me,
	spender: router,
	amount: amount.toString(),
});
const measured = (before: bigint | null, after: bigint) => [
	{
		token,
		spender: router,
		before: before?.toString() ?? null,
		after: after.toString(),
		isAsTold: false,
	},
];
const toToken = (
	data: ReturnType<typeof dataOf>,
	foretold: Foretold,
): CallOrder => callTo(token, data, payment.tokens, foretold);

describe("a call is refused with order-foretold", () => {
	test("when a token tells a small allowance, or none, and answers a larger one", () => {
		for (const said of [5n, 0n]) {
			const lie = told([allowed(said)], [], {
				allowances: measured(0n, maxUint256),
			});
			const order = toToken(dataOf("approve", router, 5n), lie);
			expect(refusal(order, payment.facts())).toBe("order-foretold");
		}
	});

	test("when more is allowed than the increase it asks for", () => {
		const increased = (amount: bigint, before: bigint | null) =>
			refusal(
				toToken(
					dataOf("increaseAllowance", router, 5n),
					told([allowed(amount)], [], {
						allowances: measured(before, amount),
					}),
				),
				payment.facts(),
			);
		expect(increased(12n, 7n)).toBe("none");
		expect(increased(13n, 7n)).toBe("order-foretold");
		expect(increased(maxUint256, 0n)).toBe("order-foretold");
		expect(increased(6n, null)).toBe("order-foretold");
	});

	test("when one of a collection leaves of which nothing may", () => {
		const item: Effect = {
			kind: "moved",
			asset: { kind: "erc721", token: other, id: "12" },
			from: me,
			to: you,
			amount: "1",
		};
		const order = callTo(router, "0xdeadbeef", swap.tokens, told([item]), {
			holdings: [
				{
					token: other,
					balance: null,
					allowances: [{ spender: router, place: allowancePlace }],
				},
			],
		});
		const all = factsOfCall(router, {
			[other]: { balance: 0n, allowances: { [router]: 0n } },
		});
		const facts = { ...all, slots: all.slots.slice(1) };
		expect(refusal(order, facts)).toBe("order-foretold");
	});
});

test("a call is refused with order-evidence when a spender is named twice, once at a place that says nothing", () => {
	const empty = { kind: "key-first", base: wordHex(99) } as const;
	const holding = {
		token,
		balance: null,
		allowances: [
			{ spender: router, place: allowancePlace },
			{ spender: router, place: empty },
		],
	};
	const order = callTo(router, "0xdeadbeef", {}, told([]), {
		holdings: [holding],
	});
	const { slots, ...facts } = factsOfCall(router, {
		[token]: { balance: 0n, allowances: { [router]: maxUint256 } },
	});
	const contract = account(header, token, { codeHash: h(9) });
	const none = slotOf(contract, tokenPlaceKey(empty, me, router), 0n);
	expect(refusal(order, { ...facts, slots: [...slots.slice(1), none] })).toBe(
		"order-evidence",
	);
});

describe("a call is refused with order-long", () => {
	test("when no later order could name it, not even the one that cancels it", () => {
		const keys = (count: number) => [
			{
				address: token,
				storageKeys: Array.from({ length: count }, () => h(3)),
			},
		];
		const lists = Array.from({ length: 10 }, () => keys(250)).flat();
		const long = swap.order({ gasLimit: 5_000_000, accessList: lists });
		const later = swap.order({ nonce: 1, outstanding: [signed(long)] });
		expect(() => decodeOrder(orderText(later))).toThrow(/bad-field/);
		expect(refusal(long, swap.facts())).toBe("order-long");
		const short = swap.order({ gasLimit: 5_000_000, accessList: keys(250) });
		expect(refusal(short, swap.facts())).toBe("none");
	});

	test("when all that is under way would leave an order no room", () => {
		const data = `0x${"11".repeat(60_000)}` as const;
		const sender = { balanceWei: 10n ** 20n };
		const under: Hex[] = [];
		for (let nonce = 0; nonce < 4; nonce++) {
			const order = swap.order({ nonce, data, outstanding: [...under] });
			if (refusal(order, swap.facts({ sender })) !== "none") {
				expect(refusal(order, swap.facts({ sender }))).toBe("order-long");
				break;
			}
			under.push(signed(order));
		}
		const cancel = swap.order({
			nonce: under.length,
			outstanding: [...under],
		});
		expect(decodeOrder(orderText(cancel))).toEqual(cancel);
		expect(under).toHaveLength(2);
	});
});

describe("a call that is allowed", () => {
	test("may allow what it says and less than there was, by the token's own answer", () => {
		const order = toToken(
			dataOf("approve", router, 5n),
			told([allowed(5n)], [], { allowances: measured(9n, 5n) }),
		);
		expect(refusal(order, payment.facts())).toBe("none");
	});

	test("says that the places are the engine's word also where only allowances are proved", () => {
		const order = callTo(router, "0xdeadbeef", {}, told([]), {
			holdings: [
				{
					token: other,
					balance: null,
					allowances: [{ spender: router, place: allowancePlace }],
				},
			],
		});
		const all = factsOfCall(router, {
			[other]: { balance: 0n, allowances: { [router]: 0n } },
		});
		const facts = { ...all, slots: all.slots.slice(1) };
		expect(
			checkCallOrder(order, facts, nowMs, "sign").bounds.tokens,
		).toMatchObject([{ most: 0n, why: "none" }]);
		expect(codesOf(order, facts)).toContain("unknown.call-places");
	});

	test("says that the called contract may use allowances of tokens that nobody named", () => {
		const order = callTo(router, "0xdeadbeef", {}, told([]));
		expect(codesOf(order, factsOfCall(router, {}))).toContain(
			"unknown.call-unnamed",
		);
	});

	test("names each token that Permit2 is asked to send, whatever the engine names", () => {
		const data = encodeFunctionData({
			abi: parseAbi([
				"function transferFrom(address from, address to, uint160 amount, address token)",
			]),
			args: [me, you, 5n, other],
		});
		const order = callTo(permit2, data, {}, told([]));
		const { bounds } = checkCallOrder(
			order,
			factsOfCall(permit2, {}),
			nowMs,
			"sign",
		);
		expect(bounds.tokens).toEqual([
			{ token: other, balance: null, most: null, why: "unchecked" },
		]);
	});

	test("says that the contract decides, whatever standard the call is read by", () => {
		for (const data of [
			dataOf("transfer", you, 0n),
			dataOf("transferFrom", you, me, 7n),
			dataOf("safeTransferFrom", me, you, 12n),
			dataOf("decreaseAllowance", you, 12n),
		]) {
			const order = callTo(token, data, {}, told([]));
			expect(codesOf(order, factsOfCall(token, {}))).toContain(
				"unknown.call-token",
			);
		}
	});
});

describe("what own transactions under way may allow", () => {
	const untouched = told([], [router]);
	const swapBehind = (
		earlier: readonly CallOrder[],
		part: Partial<CallOrder> = {},
		sender: { readonly nonce?: number } = {},
	) => {
		const none = {
			[token]: { balance: 1_000n, allowances: { [router]: 0n } },
		};
		const order = callTo(router, "0xdeadbeef", none, untouched, {
			nonce: earlier.length,
			outstanding: earlier.map(signed),
			...part,
		});
		const facts = factsOfCall(router, none, { sender });
		return checkCallOrder(order, facts, nowMs, "sign").bounds.tokens;
	};
	const toContract = (to: Hex, data: Hex, nonce = 0) =>
		callTo(to, data, {}, null, { nonce });

	test("counts to what leaves at most, though nothing of it is proved yet", () => {
		const approval = toContract(token, dataOf("approve", router, 400n));
		expect(swapBehind([approval])).toEqual([
			{ token, balance: 1_000n, most: 400n, why: "allowed" },
		]);
	});

	test("counts together: an approval and an increase behind it", () => {
		expect(
			swapBehind([
				toContract(token, dataOf("approve", router, 400n)),
				toContract(token, dataOf("increaseAllowance", router, 50n), 1),
			]),
		).toMatchObject([{ most: 450n, why: "allowed" }]);
	});

	test("takes no more than there is", () => {
		const approval = toContract(token, dataOf("approve", router, maxUint256));
		expect(swapBehind([approval])).toMatchObject([{ most: 1_000n }]);
	});

	test("counts for those alone that run", () => {
		const approval = toContract(token, dataOf("approve", you, 400n));
		expect(swapBehind([approval])).toMatchObject([{ most: 0n, why: "none" }]);
	});

	test("counts of a token that nothing is proved of, as all there is", () => {
		const approval = toContract(other, dataOf("approve", router, 5n));
		expect(swapBehind([approval])).toEqual([
			{ token, balance: 1_000n, most: 0n, why: "none" },
			{ token: other, balance: null, most: null, why: "allowed" },
		]);
	});

	test("is anything where the token is called with what nobody can read", () => {
		expect(swapBehind([toContract(token, "0xdeadbeef")])).toMatchObject([
			{ most: 1_000n, why: "unchecked" },
		]);
		expect(swapBehind([toContract(other, "0xdeadbeef")])).toMatchObject([
			{ most: 0n, why: "none" },
		]);
	});

	test("is anything where the account's own code runs", () => {
		expect(swapBehind([toContract(me, "0xdeadbeef")])).toMatchObject([
			{ most: 1_000n, why: "unchecked" },
		]);
	});

	test("is in the proved state already where its nonce is used", () => {
		const approval = toContract(token, dataOf("approve", router, 400n));
		expect(swapBehind([approval], { nonce: 1 }, { nonce: 1 })).toMatchObject([
			{ most: 0n, why: "none" },
		]);
	});

	test("is nothing of a transaction whose place the order takes", () => {
		const approval = toContract(token, dataOf("approve", router, 400n));
		const raw = signed(approval);
		const { hash } = decodeSigned(raw);
		const faster = {
			nonce: 0,
			replaces: [hash],
			maxFeePerGasWei: 2n * approval.maxFeePerGasWei,
			maxPriorityFeePerGasWei: 2n * approval.maxPriorityFeePerGasWei,
		};
		expect(swapBehind([approval], faster)).toMatchObject([
			{ most: 0n, why: "none" },
		]);
	});

	test("refuses nothing that is foretold within it", () => {
		const none = {
			[token]: { balance: 1_000n, allowances: { [router]: 0n } },
		};
		const approval = toContract(token, dataOf("approve", router, 400n));
		const order = (amount: bigint) =>
			callTo(
				router,
				"0xdeadbeef",
				none,
				told([moved(token, amount, router)], [router]),
				{ nonce: 1, outstanding: [signed(approval)] },
			);
		const facts = factsOfCall(router, none);
		expect(refusal(order(400n), facts)).toBe("none");
		expect(refusal(order(401n), facts)).toBe("order-foretold");
	});
});
