// Any call on a layer 2, as the signing rule takes it: simulated on the state of the root, and bounded by what the call says and by
// slots that are proved there. Every way in which more would leave is refused.

import { maxUint256 } from "viem";
import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import type { RollupOrder } from "../../src/evidence/rollup-order.ts";
import { safeApproval } from "../../src/evidence/safe-tx.ts";
import { tokenPlaceKey } from "../../src/evidence/token-place.ts";
import { one } from "../../src/l2/arbitrum/profiles/one.ts";
import { decodeRollupProfile } from "../../src/l2/checks.ts";
import { opMainnet } from "../../src/l2/op/profiles/op-mainnet.ts";
import type { RollupProfile } from "../../src/l2/profile.ts";
import type { Effect, Foretold } from "../../src/protocol/foretold.ts";
import { decodeOrder, orderText } from "../../src/receipt/orders.ts";
import {
	checkRollupOrder,
	type RollupFacts,
	rollupFactsInOrder,
	rollupFactsOf,
} from "../../src/receipt/rollup-rule.ts";
import type { Code } from "../../src/state/values.ts";
import type { Verified } from "../../src/trust/verified.ts";
import { composeRollup } from "../../src/wallet/rollup-order.ts";
import { refusedWith } from "../refused.ts";
import {
	allowancePlace,
	dataOf,
	holdingOf,
	me,
	moved,
	other,
	place,
	router,
	signed,
	token,
	told,
	type Words,
	you,
} from "./call-world.ts";
import { factsOn, nowMs, rootS } from "./send-world.ts";
import { h, say } from "./world.ts";

const read = (profile: RollupProfile): RollupProfile =>
	decodeRollupProfile(profile, "profile");
const op = read(opMainnet);
const arbitrum = read(one);

type Tokens = { readonly [token: Hex]: Words };

/** The slots of the tokens behind those of the fee, all under one root. */
const facts = (
	profile: RollupProfile,
	to: Hex,
	tokens: Tokens,
	changes: Parameters<typeof factsOn>[1] = {},
): RollupFacts & { readonly code: Verified<Code> } => {
	const on = factsOn(profile, {
		...{ from: me, to, target: { codeHash: h(9) } },
		...changes,
	});
	const { at } = on.sender.value;
	const slot = (address: Hex, key: Hex, word: bigint) =>
		say("mpt-slot", [on.sender], { at, address, key, word });
	const held = Object.entries(tokens).flatMap(([of, words]) => [
		slot(of as Hex, tokenPlaceKey(place, me), words.balance),
		...Object.entries(words.allowances).map(([spender, word]) =>
			slot(of as Hex, tokenPlaceKey(allowancePlace, me, spender as Hex), word),
		),
	]);
	const { codeHash } = on.target.value;
	const code = say<Code>("code", [on.target], {
		...{ at, address: to, codeHash, bytes: "0x6001" },
	});
	return { ...on, code, slots: [...on.slots, ...held] as RollupFacts["slots"] };
};

const onRoot = (foretold: Foretold, asOfS = rootS): Foretold => ({
	...foretold,
	grade: { who: "proposed", validity: "none", finality: "final", asOfS },
});

const tokens: Tokens = {
	[token]: { balance: 1_000n, allowances: { [router]: maxUint256 } },
	[other]: { balance: 7n, allowances: { [router]: 0n } },
};
const swapped = onRoot(
	told([moved(token, 400n, router), moved(other, 3n, me, router)], [router]),
);

const made = (
	profile = op,
	more: Partial<Parameters<typeof composeRollup>[0]> = {},
	of: Tokens = tokens,
	to = router,
): RollupOrder =>
	composeRollup({
		...{ id: "one", origin: null, valueWei: 0n, data: "0xdeadbeef", profile },
		...{ outstanding: [], tipWei: 1_000_000n, nowMs, callGas: 200_000 },
		facts: facts(profile, to, of),
		foretold: swapped,
		holdings: Object.entries(of).map(([one, words]) =>
			holdingOf(one as Hex, words),
		),
		...more,
	}).transfer;

const verdict = (
	part: Partial<RollupOrder>,
	on: RollupFacts = facts(op, router, tokens),
	atMs = nowMs,
) =>
	refusedWith(() => checkRollupOrder({ ...made(), ...part }, on, atMs, "sign"));
const telling = (effects: Parameters<typeof told>[0], callers = [router]) =>
	onRoot(told(effects, callers));

describe("a call that no standard names, on a layer 2", () => {
	test.each([
		["OP Mainnet", op],
		["Arbitrum One", arbitrum],
	])("is taken on %s, bounded token by token", (_, profile) => {
		const order = made(profile);
		const on = facts(profile, router, tokens);
		const reading = checkRollupOrder(order, on, nowMs, "sign");
		expect(reading.bounds?.tokens).toEqual([
			{ token, balance: 1_000n, most: 1_000n, why: "allowed" },
			{ token: other, balance: 7n, most: 0n, why: "none" },
		]);
		expect(reading.foretold).toEqual(swapped);
		const codes = reading.unknowns.map((one) =>
			typeof one === "string" ? one : one.code,
		);
		expect(codes).toEqual(
			expect.arrayContaining([
				"unknown.layer-elsewhere",
				"unknown.call-outcome",
				"unknown.call-data",
				"unknown.call-places",
			]),
		);
		expect(codes).not.toContain("unknown.layer-call");
	});

	test("survives being written down, and takes its facts in one order only", () => {
		const order = made();
		expect(decodeOrder(orderText(order))).toEqual(order);
		const all = rollupFactsInOrder(facts(op, router, tokens));
		expect(rollupFactsInOrder(rollupFactsOf(all))).toEqual(all);
	});

	test("is refused where it was not simulated", () => {
		const { foretold: _, ...bare } = made();
		expect(
			refusedWith(() =>
				checkRollupOrder(bare, facts(op, router, tokens), nowMs, "sign"),
			),
		).toBe("layer-call");
	});

	test("is refused where more leaves than its allowance, or than there is", () => {
		const small: Tokens = {
			...tokens,
			[token]: { balance: 1_000n, allowances: { [router]: 399n } },
		};
		expect(verdict({}, facts(op, router, small))).toBe("order-foretold");
		const poor: Tokens = {
			...tokens,
			[token]: { balance: 399n, allowances: { [router]: maxUint256 } },
		};
		expect(verdict({}, facts(op, router, poor))).toBe("order-foretold");
	});

	test("is refused where a token leaves of which those that run are proved to have no allowance, or that is not named", () => {
		for (const of of [other, you])
			expect(verdict({ foretold: telling([moved(of, 1n, router)]) })).toBe(
				"order-foretold",
			);
	});

	test("is refused where more of the coin leaves than is sent with it", () => {
		const coin: Effect = {
			kind: "moved",
			asset: { kind: "coin" },
			from: me,
			to: you,
			amount: "1",
		};
		expect(verdict({ foretold: telling([coin]) })).toBe("order-foretold");
		expect(verdict({ foretold: telling([coin]), valueWei: 1n })).toBe("none");
	});

	test("is refused where it lets somebody take what it does not say", () => {
		const allowed: Effect = {
			kind: "allowed",
			token,
			owner: me,
			spender: you,
			amount: "5",
		};
		expect(verdict({ foretold: telling([allowed]) })).toBe("order-foretold");
	});

	test("is refused where it fails, or takes more gas than is signed", () => {
		for (const part of [
			{ ended: "reverted" },
			{ ended: "halted" },
			{ gasUsed: 200_001 },
		] as const)
			expect(verdict({ foretold: onRoot(told([], [router], part)) })).toBe(
				"order-foretold",
			);
	});

	test("is refused where a slot is another's, of another place, missing, or one too many", () => {
		const on = facts(op, router, tokens);
		const first = on.slots.length - 4;
		const { slots } = on;
		const swappedSlots = [
			...slots.slice(0, first),
			...slots.slice(first).toReversed(),
		];
		for (const wrong of [
			swappedSlots,
			slots.slice(0, -1),
			[...slots, ...slots.slice(-1)],
			slots.toSpliced(first, 1),
		])
			expect(verdict({}, { ...on, slots: wrong })).not.toBe("none");
		const elsewhere = facts(op, router, tokens, { chainId: 130 });
		expect(
			verdict(
				{},
				{
					...on,
					slots: [...slots.slice(0, first), ...elsewhere.slots.slice(first)],
				},
			),
		).toBe("order-evidence");
	});

	test("is refused where the simulation ran on a root that is too old, or of nobody", () => {
		const { sign } = op.policy.ages;
		expect(
			verdict({ foretold: onRoot(swapped, nowMs / 1000 - sign - 1) }),
		).toBe("order-stale");
		const claimed = {
			...swapped,
			grade: { ...swapped.grade, who: "claimed" },
		} as const;
		expect(verdict({ foretold: claimed })).toBe("l2-root-unproposed");
	});

	test("is shown as a call of an account that runs other code, where the proved code delegates", () => {
		const on = facts(op, router, tokens);
		const bytes: Hex = `0xef0100${"99".repeat(20)}`;
		const code = say<Code>("code", [on.target], { ...on.code.value, bytes });
		const reading = checkRollupOrder(made(), { ...on, code }, nowMs, "sign");
		expect(reading.recipient).toBe("delegated");
		expect(reading.unknowns).toContainEqual(
			expect.objectContaining({ code: "unknown.recipient-code" }),
		);
	});

	test("is refused without the code of what it calls, with another's, and a payment with any", () => {
		const on = facts(op, router, tokens);
		const { code, ...bare } = on;
		expect(verdict({}, bare)).toBe("order-evidence");
		for (const part of [{ address: token }, { codeHash: h(5) }]) {
			const other = say<Code>("code", [on.target], { ...code.value, ...part });
			expect(verdict({}, { ...on, code: other })).toBe("order-evidence");
		}
		const elsewhere = facts(op, router, tokens, { chainId: 130 });
		expect(verdict({}, { ...on, code: elsewhere.code })).toBe("order-evidence");
	});

	test("is refused where it is a Safe's, whatever it is said to do", () => {
		expect(verdict({ data: safeApproval(h(1)), foretold: telling([]) })).toBe(
			"layer-call",
		);
		expect(
			verdict({
				data: `0x6a761202${"00".repeat(320)}`,
				foretold: telling([]),
			}),
		).toBe("layer-call");
	});

	test("is refused where nothing is called, though something was simulated", () => {
		const on = facts(op, router, tokens);
		expect(verdict({ data: "0x" }, on)).toBe("order-evidence");
	});

	test("counts an allowance that an own transaction under way gives", () => {
		const data = dataOf("approve", router, 5n);
		const foretold = onRoot(told([]));
		const earlier = made(op, { data, foretold, holdings: [] }, {}, other);
		const outstanding = [signed(earlier)];
		const { bounds } = checkRollupOrder(
			made(op, { outstanding }),
			facts(op, router, tokens),
			nowMs,
			"sign",
		);
		expect(bounds?.tokens[1]).toEqual({
			...{ token: other, balance: 7n, most: 5n, why: "allowed" },
		});
	});

	test("is refused where it is too long beside what is under way", () => {
		const data: Hex = `0x${"ab".repeat(59_999)}`;
		expect(verdict({ data })).toBe("none");
		const tooLong = { ...made(), data: `0x${"ab".repeat(66_000)}` } as const;
		expect(
			refusedWith(() =>
				checkRollupOrder(tooLong, facts(op, router, tokens), nowMs, "sign"),
			),
		).toBe("order-long");
	});
});

describe("a token that is sent on a layer 2, and was tried", () => {
	const sent: Tokens = { [token]: { balance: 1_000n, allowances: {} } };
	const data = dataOf("transfer", you, 400n);
	const pays = (amount: bigint) =>
		refusedWith(() =>
			made(
				op,
				{
					data,
					facts: facts(op, token, sent),
					foretold: onRoot(told([moved(token, amount)])),
				},
				sent,
				token,
			),
		);

	test("leaves as it says, and is refused where its contract takes more", () => {
		expect(pays(400n)).toBe("none");
		expect(pays(401n)).toBe("order-foretold");
	});
});
