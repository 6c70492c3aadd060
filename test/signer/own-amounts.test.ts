// Amounts of the person's own in place of what a site asks to be allowed: the signer takes them from its own port alone, makes the
// changed call or message itself, and shows both amounts.

import { describe, expect, test } from "vitest";
import type { CallOrder } from "../../src/evidence/call-order.ts";
import { checkCallOrder } from "../../src/receipt/call-rule.ts";
import { callApprovalOf } from "../../src/signer/call-approval.ts";
import { openOwnAmounts, settableOf } from "../../src/signer/own-amounts.ts";
import {
	allowing as allowingOf,
	callTo,
	dataOf,
	me,
	nowMs,
	payment,
	router,
	swap,
	token,
	told,
	you,
} from "../receipt/call-world.ts";
import { refusedWith } from "../refused.ts";

const endless = 2n ** 256n - 1n;
const asked = dataOf("approve", router, endless);
const allowing = (amount: bigint, part: Partial<CallOrder> = {}): CallOrder =>
	allowingOf(amount, { origin: "https://shop.example", ...part });
const own = (amount: bigint, part: Partial<CallOrder> = {}): CallOrder =>
	allowing(amount, { own: { asked, amount }, ...part });
const check = (order: CallOrder) =>
	checkCallOrder(order, payment.facts(), nowMs, "sign");

describe("the rule", () => {
	test("takes the person's amount, and what was asked for beside it", () => {
		expect(check(own(400n)).bounds.allows).toEqual([
			{ kind: "amount", token, spender: router, amount: 400n },
		]);
	});

	test("refuses an order that differs in more than the amount from what was asked", () => {
		const other = { ...own(400n), data: dataOf("approve", you, 400n) };
		expect(refusedWith(() => check(other))).toBe("order-evidence");
		expect(
			refusedWith(() =>
				check({ ...own(400n), data: dataOf("approve", router, 401n) }),
			),
		).toBe("order-evidence");
		expect(
			refusedWith(() =>
				check({
					...own(400n),
					own: { asked: dataOf("transfer", router, 1n), amount: 400n },
				}),
			),
		).toBe("amount-fixed");
	});

	test("refuses another number of a collection: it would be another one of it", () => {
		const effect = (id: string) =>
			({
				kind: "allowed-one",
				token,
				owner: me,
				spender: router,
				id,
			}) as const;
		const one = own(12n, { foretold: told([effect("12")]) });
		expect(refusedWith(() => check(one))).toBe("amount-fixed");
		expect(settableOf(one)).toBe(undefined);
	});
});

describe("the signer", () => {
	test("calls nothing of an increase taken away: what was allowed before stays", () => {
		const shown = (name: string) => {
			const order = callTo(
				...([
					token,
					dataOf(name, router, 0n),
					payment.tokens,
					told([]),
				] as const),
			);
			return callApprovalOf(order, check(order)).allows;
		};
		expect(shown("approve")).toMatchObject([{ amount: "0", isNone: true }]);
		expect(shown("increaseAllowance")).toMatchObject([
			{ kind: "increase", amount: "0", isNone: false },
		]);
	});

	test("shows what was asked for and what was set, and which of it is without end", () => {
		expect(settableOf(allowing(endless))).toEqual({
			asked: endless.toString(),
			isUnlimited: true,
			most: endless.toString(),
			own: null,
		});
		expect(settableOf(own(400n))).toMatchObject({
			asked: endless.toString(),
			own: "400",
		});
		expect(settableOf(swap.order({ origin: "https://shop.example" }))).toBe(
			undefined,
		);
		// the person's own orders are made with the amount they want
		expect(settableOf(allowing(5n, { origin: null }))).toBe(undefined);
	});

	test("refuses an amount that nobody chose here, or another than was chosen", () => {
		const amounts = openOwnAmounts();
		amounts.check(allowing(endless));
		expect(refusedWith(() => amounts.check(own(400n)))).toBe("amount-unasked");
		amounts.choose(allowing(endless), 400n);
		amounts.check(own(400n));
		expect(refusedWith(() => amounts.check(own(401n)))).toBe("amount-unasked");
	});

	test("refuses an amount that was chosen for another site, account, chain, token or spender", () => {
		const amounts = openOwnAmounts();
		amounts.choose(allowing(endless), 400n);
		const others: readonly Partial<CallOrder>[] = [
			{ origin: "https://other.example" },
			{ from: you },
			{ chainId: 5 },
			{ to: you },
			{ valueWei: 1n },
			{ own: { asked: dataOf("approve", you, endless), amount: 400n } },
		];
		for (const part of others)
			expect(refusedWith(() => amounts.check(own(400n, part)))).toBe(
				"amount-unasked",
			);
	});

	test("refuses it again once it was decided, taken back by the person, or chosen anew", () => {
		const amounts = openOwnAmounts();
		amounts.choose(allowing(endless), 400n);
		amounts.over(own(400n));
		expect(refusedWith(() => amounts.check(own(400n)))).toBe("amount-unasked");
		amounts.choose(allowing(endless), 400n);
		amounts.choose(own(400n), 7n);
		expect(refusedWith(() => amounts.check(own(400n)))).toBe("amount-unasked");
		amounts.check(own(7n));
		amounts.choose(own(7n), null);
		expect(refusedWith(() => amounts.check(own(7n)))).toBe("amount-unasked");
	});

	test("refuses an amount for what gives none", () => {
		const amounts = openOwnAmounts();
		const site = { origin: "https://shop.example" };
		expect(refusedWith(() => amounts.choose(swap.order(site), 4n))).toBe(
			"amount-fixed",
		);
		expect(
			refusedWith(() => amounts.choose(allowing(endless), endless + 1n)),
		).toBe("amount-fixed");
	});
});
