// The person's own amount in a permit: what is signed then is what viem hashes with that amount, and nothing else of it changes.

import { hashTypedData } from "viem";
import { describe, expect, test } from "vitest";
import {
	settablePermit,
	withPermitAmount,
} from "../../src/message/own-amount.ts";
import { readMessage } from "../../src/message/read.ts";
import { refusedWith } from "../refused.ts";
import {
	known,
	type MadeTyped,
	me,
	most160,
	rawText,
	rawTyped,
	router,
	unknown,
} from "./made.ts";

const digestOf = (typed: MadeTyped): string =>
	hashTypedData({
		types: typed.types as never,
		primaryType: typed.primaryType,
		domain: typed.domain,
		message: typed.message,
	} as never);

const settable: readonly (readonly [
	string,
	MadeTyped,
	(amount: string) => MadeTyped,
	bigint,
])[] = [
	[
		"ERC-2612",
		known.permit,
		(value) => ({
			...known.permit,
			message: { ...known.permit.message, value },
		}),
		500_000_000n,
	],
	[
		"Permit2's allowance",
		known.permitSingle,
		(amount) => ({
			...known.permitSingle,
			message: {
				...known.permitSingle.message,
				details: {
					...(known.permitSingle.message.details as object),
					amount,
				},
			},
		}),
		BigInt(most160),
	],
	[
		"Permit2's single transfer",
		known.permitTransfer,
		(amount) => ({
			...known.permitTransfer,
			message: {
				...known.permitTransfer.message,
				permitted: {
					...(known.permitTransfer.message.permitted as object),
					amount,
				},
			},
		}),
		75_000_000n,
	],
];

describe("the own amount of a permit", () => {
	for (const [name, typed, withAmount, asked] of settable)
		test(`of ${name} is hashed as viem hashes it, to the same spender`, () => {
			expect(settablePermit(rawTyped(typed), me)?.amount).toBe(asked);
			for (const amount of [0n, 1n, 123_456_789n, 2n ** 111n]) {
				const what = withPermitAmount(rawTyped(typed), me, amount);
				const { digest, meaning } = readMessage(what, me);
				expect(digest).toBe(digestOf(withAmount(amount.toString())));
				expect(meaning).toMatchObject({
					kind: "allow",
					grants: [{ who: router, asset: { amount: amount.toString() } }],
				});
			}
		});

	test("is refused for payments, for several tokens, for DAI's all or nothing, for terms, orders, texts and what is not known", () => {
		const { permit, permitSingle, permitTransfer, ...others } = known;
		const all = [
			...Object.values(others).map(rawTyped),
			rawTyped(unknown),
			rawText("approve 5"),
		];
		for (const what of all) {
			expect(settablePermit(what, me)).toBe(null);
			expect(refusedWith(() => withPermitAmount(what, me, 1n))).toBe(
				"amount-fixed",
			);
		}
		for (const typed of [permit, permitSingle, permitTransfer])
			expect(settablePermit(rawTyped(typed), me)).not.toBe(null);
	});

	test("is refused where it does not fit, and for another's permit", () => {
		expect(
			refusedWith(() =>
				withPermitAmount(rawTyped(known.permitSingle), me, 2n ** 160n),
			),
		).toBe("amount-fixed");
		expect(
			refusedWith(() => withPermitAmount(rawTyped(known.permit), me, -1n)),
		).toBe("amount-fixed");
		expect(
			refusedWith(() => withPermitAmount(rawTyped(known.permit), router, 1n)),
		).toBe("amount-fixed");
	});
});
