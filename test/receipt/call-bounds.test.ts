// What a lying token, or an engine that names what it likes, could slip past the bounds of a call.

import { encodeFunctionData, maxUint256, parseAbi } from "viem";
import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { signHash } from "../../src/crypto/secp256k1.ts";
import type { CallOrder } from "../../src/evidence/call-order.ts";
import { permit2 } from "../../src/evidence/known-calls.ts";
import { tokenPlaceKey } from "../../src/evidence/token-place.ts";
import { joinSignature, signingHash } from "../../src/evidence/transaction.ts";
import { transactionOf } from "../../src/evidence/transfer.ts";
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
	key,
	me,
	nowMs,
	other,
	payment,
	router,
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

const signed = (order: CallOrder): Hex => {
	const transaction = transactionOf(order);
	return joinSignature(transaction, signHash(signingHash(transaction), key))
		.raw;
};

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
