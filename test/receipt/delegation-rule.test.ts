// A delegation of the person's own account: what it rests on, whose code runs by proof, and what is never signed.

import { parseTransaction, recoverTransactionAddress } from "viem";
import { recoverAuthorizationAddress } from "viem/utils";
import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { signHash } from "../../src/crypto/secp256k1.ts";
import {
	type DelegationOrder,
	delegationText,
	noDelegate,
} from "../../src/evidence/delegation-order.ts";
import {
	authorityOf,
	decodeSigned,
	joinSignature,
	signingHash,
} from "../../src/evidence/transaction.ts";
import { transactionOf } from "../../src/evidence/transfer.ts";
import {
	checkDelegationOrder,
	type DelegationFacts,
	delegationFactsInOrder,
	delegationFactsOf,
	delegationGas,
} from "../../src/receipt/delegation-rule.ts";
import { checkOrder } from "../../src/receipt/order-rule.ts";
import { decodeOrder, orderText } from "../../src/receipt/orders.ts";
import { signDelegation } from "../../src/signer/sign.ts";
import {
	ComposedDelegation,
	composeDelegation,
} from "../../src/wallet/delegation-order.ts";
import { entryOf, withSignature } from "../../src/wallet/ledger.ts";
import { nextNonce } from "../../src/wallet/nonce.ts";
import { composeTransfer } from "../../src/wallet/order.ts";
import { replacementFees, replacementOf } from "../../src/wallet/replace.ts";
import { refusedWith } from "../refused.ts";
import { gwei, header, key, me, nowMs, you } from "./call-world.ts";
import { a, account, codeOf, h, scene } from "./world.ts";

const helper = a(0x55);
const old = a(0x56);
const pointer = (to: Hex): Hex => `0xef0100${to.slice(2)}`;
const signing = { address: me, privateKey: key } as const;

type Part = {
	readonly sender?: Parameters<typeof account>[2];
	readonly runs?: Hex;
	readonly delegate?: Parameters<typeof account>[2];
	readonly code?: Hex;
	readonly under?: typeof header;
};
/** @param runs the code that the account has now */
const factsOf = (to: Hex | null, part: Part = {}): DelegationFacts => {
	const under = part.under ?? header;
	const sender = account(under, me, {
		...(part.runs === undefined ? {} : { codeHash: h(77) }),
		...part.sender,
	});
	const delegate =
		to === null
			? null
			: account(under, to, { codeHash: h(8), ...part.delegate });
	return {
		sender,
		header: under,
		own: part.runs === undefined ? null : codeOf(sender, part.runs),
		delegate:
			delegate === null
				? null
				: {
						account: delegate,
						code: codeOf(delegate, part.code ?? "0x600a600b"),
					},
	};
};
const orderTo = (
	to: Hex,
	part: Partial<DelegationOrder> = {},
): DelegationOrder => ({
	format: "sextant-delegation-1",
	id: "one",
	origin: null,
	chainId: 1337,
	from: me,
	to,
	valueWei: 0n,
	data: "0x",
	nonce: 0,
	gasLimit: delegationGas,
	maxFeePerGasWei: 3n * gwei,
	maxPriorityFeePerGasWei: gwei,
	outstanding: [],
	madeMs: nowMs,
	delegates: true,
	...part,
});
const check = (order: DelegationOrder, facts: DelegationFacts, at = nowMs) =>
	checkDelegationOrder(order, facts, at, "sign");
const refusal = (order: DelegationOrder, facts: DelegationFacts, at = nowMs) =>
	refusedWith(() => check(order, facts, at));

const set = { order: orderTo(helper), facts: factsOf(helper) };
const back = {
	order: orderTo(noDelegate),
	facts: factsOf(null, { runs: pointer(old) }),
};

describe("a delegation that is allowed", () => {
	test("says whose code runs now and then, by proved code", () => {
		expect(check(set.order, set.facts)).toMatchObject({
			now: null,
			next: helper,
			codeHash: h(8),
			codeBytes: 4,
			mostLeavesWei: 46_000n * 3n * gwei,
		});
		expect(check(back.order, back.facts)).toMatchObject({
			now: old,
			next: null,
			codeHash: null,
		});
		expect(
			check(set.order, factsOf(helper, { runs: pointer(old) })),
		).toMatchObject({ now: old, next: helper });
	});

	test("travels as text, and its facts as what evidence concludes", () => {
		for (const { order, facts } of [set, back]) {
			expect(decodeOrder(delegationText(order))).toEqual(order);
			expect(orderText(order)).toBe(delegationText(order));
			expect(delegationFactsOf(delegationFactsInOrder(facts))).toEqual(facts);
		}
	});

	test("is signed as viem reads it: one authorization of the account, for this chain and the nonce after", async () => {
		for (const { order, facts } of [set, back]) {
			const { raw, from } = signDelegation(order, facts, signing, nowMs);
			expect(from).toBe(me);
			const read = parseTransaction(raw as `0x04${string}`);
			const [one, ...more] = read.authorizationList ?? [];
			expect(more).toEqual([]);
			if (one === undefined) throw new Error("no authorization");
			expect(one).toMatchObject({ chainId: 1337, nonce: 1 });
			expect(one.address.toLowerCase()).toBe(order.to);
			expect(read.value ?? 0n).toBe(0n);
			expect(read.data).toBe(undefined);
			expect(read.to).toBe(noDelegate);
			expect(
				(
					await recoverAuthorizationAddress({ authorization: one })
				).toLowerCase(),
			).toBe(me);
			expect(
				(
					await recoverTransactionAddress({
						serializedTransaction: raw as `0x04${string}`,
					})
				).toLowerCase(),
			).toBe(me);
		}
	});
});

describe("a delegation", () => {
	test("is refused for a site with delegation-site", () => {
		const site = { ...set.order, origin: "https://shop.example" };
		expect(refusal(site, set.facts)).toBe("delegation-site");
		expect(
			refusedWith(() => signDelegation(site, set.facts, signing, nowMs)),
		).toBe("delegation-site");
	});

	test("is refused with delegation-code for what has no code, is an account with a delegation, or is the account itself", () => {
		for (const [to, part] of [
			[helper, { delegate: { exists: false } }],
			[helper, { code: pointer(old) }],
			[me, {}],
		] as const)
			expect(refusal(orderTo(to), factsOf(to, part))).toBe("delegation-code");
	});

	test("is refused with delegation-none where nothing changes", () => {
		expect(refusal(back.order, factsOf(null))).toBe("delegation-none");
		expect(refusal(set.order, factsOf(helper, { runs: pointer(helper) }))).toBe(
			"delegation-none",
		);
	});

	test("is refused with order-delegated where the account has code that is no delegation", () => {
		expect(refusal(set.order, factsOf(helper, { runs: "0x600a" }))).toBe(
			"order-delegated",
		);
	});

	test("is refused with order-evidence where another's code is proved, or none, or at another block", () => {
		const { facts } = set;
		const others: readonly DelegationFacts[] = [
			factsOf(old),
			factsOf(null),
			{ ...facts, own: codeOf(account(header, old, {}), pointer(old)) },
			{
				...facts,
				delegate: {
					account: account(header, helper, { codeHash: h(8) }),
					code: codeOf(account(header, old, { codeHash: h(8) }), "0x600a"),
				},
			},
			{ ...facts, header: scene({ slot: 6_300 }).header },
			{ ...facts, sender: account(header, you, {}) },
		];
		for (const other of others)
			expect(refusal(set.order, other)).toBe("order-evidence");
		expect(refusal(back.order, factsOf(helper))).toBe("order-evidence");
		expect(refusal(orderTo(helper, { valueWei: 1n }), facts)).toBe(
			"order-evidence",
		);
	});

	test("is refused beyond nonce, fee, funds and age as every order", () => {
		expect(refusal(orderTo(helper, { nonce: 1 }), set.facts)).toBe(
			"order-nonce",
		);
		expect(refusal(orderTo(helper, { gasLimit: 46_001 }), set.facts)).toBe(
			"order-fee",
		);
		expect(
			refusal(set.order, factsOf(helper, { sender: { balanceWei: 5n } })),
		).toBe("order-funds");
		expect(refusal(set.order, set.facts, nowMs + 400_000)).toBe("order-stale");
	});

	test("is refused with another's key, and on facts that only look verified", () => {
		expect(
			refusedWith(() =>
				signDelegation(
					set.order,
					set.facts,
					{ ...signing, address: you },
					nowMs,
				),
			),
		).toBe("order-evidence");
		const { rule, premises, value, witness } = set.facts.sender;
		const posing = {
			rule,
			premises,
			value,
			witness,
		} as typeof set.facts.sender;
		expect(() =>
			signDelegation(
				set.order,
				{ ...set.facts, sender: posing },
				signing,
				nowMs,
			),
		).toThrow(TypeError);
		expect(ComposedDelegation.is({ ...set.order })).toBe(false);
	});
});

describe("while a delegation is under way", () => {
	const composed = composeDelegation({
		...{ id: "one", origin: null, to: helper, facts: set.facts },
		...{ outstanding: [], tipWei: gwei, nowMs },
	});
	const { raw } = signDelegation(composed.transfer, set.facts, signing, nowMs);
	const sender = account(header, me, {});
	const transfer = (part: object = {}) =>
		composeTransfer({
			...{ id: "next", origin: null, valueWei: 1n, tipWei: gwei, nowMs },
			sender,
			recipient: account(header, you, {}),
			code: null,
			header,
			outstanding: [raw],
			...part,
		});

	test("no other order is made: once its code runs, nothing bounds the account", () => {
		expect(refusedWith(() => transfer())).toBe("order-delegated");
	});

	test("it is cancelled at its nonce", () => {
		const entry = withSignature(entryOf(composed), raw);
		const { hash } = decodeSigned(raw);
		expect(replacementOf(entry, [entry], "cancel")).toMatchObject({ to: me });
		const cancel = transfer({
			valueWei: 0n,
			recipient: sender,
			replaces: [hash],
		});
		expect(cancel.transfer.nonce).toBe(0);
		expect(
			checkOrder(cancel.transfer, cancel.facts, nowMs, "sign").recipient,
		).toBe("account");
	});

	test("taking one back holds up nothing, and uses up two nonces", () => {
		const undo = signDelegation(back.order, back.facts, signing, nowMs).raw;
		expect(transfer({ outstanding: [undo] }).transfer.nonce).toBe(2);
		expect(nextNonce(0, [0, 1])).toBe(2);
	});

	test("that takes one back, it is not stuck for good: no cancellation can be sent, so it is made again with higher fees", () => {
		const undo = composeDelegation({
			...{ id: "two", origin: null, to: noDelegate, facts: back.facts },
			...{ outstanding: [], tipWei: gwei, nowMs },
		});
		const stuck = signDelegation(undo.transfer, back.facts, signing, nowMs).raw;
		const entry = withSignature(entryOf(undo), stuck);
		const { hash } = decodeSigned(stuck);
		const cancel = () =>
			transfer({
				...{ sender: back.facts.sender, recipient: back.facts.sender },
				...{ valueWei: 0n, outstanding: [stuck], replaces: [hash] },
			});
		expect(refusedWith(cancel)).toBe("order-delegated");
		const { delegates, replaces, to } = replacementOf(entry, [entry], "faster");
		expect({ delegates, replaces, to }).toEqual({
			...{ delegates: true, replaces: [hash], to: noDelegate },
		});
		const again = composeDelegation({
			...{ id: "three", origin: null, to, facts: back.facts },
			...{ outstanding: [stuck], replaces: [hash], tipWei: gwei, nowMs },
		});
		const { raw: faster } = signDelegation(
			...([again.transfer, back.facts, signing, nowMs] as const),
		);
		const { transaction } = decodeSigned(faster);
		expect(transaction.nonce).toBe(0);
		expect(transaction.authorizations).toMatchObject([
			{ address: noDelegate, nonce: 1n },
		]);
		expect(replacementFees(entry)?.faster).toBe(
			46_000n * transaction.maxFeePerGasWei,
		);
		expect(replacementFees(entry)?.cancel).toBeNull();
	});

	test("once it was cancelled it takes no nonce: the next payment stands right behind", () => {
		const next = transfer({ sender: account(header, me, { nonce: 1 }) });
		expect(next.transfer.nonce).toBe(1);
		const behind = { ...next.transfer, nonce: 2 };
		expect(
			refusedWith(() => checkOrder(behind, next.facts, nowMs, "sign")),
		).toBe("order-nonce");
	});

	test("a signature of another's authorization is not the order's", () => {
		const { authorizations = [], ...rest } = transactionOf(set.order);
		const [one] = authorizations;
		if (one === undefined) throw new Error("no authorization");
		expect(authorityOf(one)).toBe(null);
		const foreign = { ...rest, authorizations: [{ ...one, r: 1n, s: 1n }] };
		const signed = joinSignature(foreign, signHash(signingHash(foreign), key));
		expect(
			refusedWith(() => withSignature(entryOf(composed), signed.raw)),
		).toBe("order-evidence");
	});
});
