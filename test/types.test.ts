// No path from an unverified value to a signature: each forbidden one is written down, refused by the compiler (the lines
// that expect a type error, which tsc checks) and refused again at run time, where a cast has silenced the compiler.

import { describe, expect, test } from "vitest";
import { keccak256 } from "../src/crypto/hash.ts";
import { addressOf } from "../src/crypto/secp256k1.ts";
import { evidenceOf } from "../src/evidence/evidence.ts";
import { composeReference } from "../src/l2/reference/runtime/compose.ts";
import type { TransferFacts } from "../src/receipt/order-rule.ts";
import { signTransfer } from "../src/signer/sign.ts";
import type { Claim } from "../src/source/claim.ts";
import type { Account, Receipt } from "../src/state/values.ts";
import { Attested } from "../src/trust/attested.ts";
import { conclude, premiseBy, Verified } from "../src/trust/verified.ts";
import { ComposedLayerOrder } from "../src/wallet/layer-order.ts";
import { entryOf, withReceipt } from "../src/wallet/ledger.ts";
import {
	composeTransfer,
	Order,
	offerOf,
	type TransferRequest,
} from "../src/wallet/order.ts";
import { accountUnder, rootOf, yours } from "./receipt/reference-world.ts";
import { a, account, receipt, scene, timeS } from "./receipt/world.ts";

const privateKey = keccak256(Uint8Array.of(42));
const me = addressOf(privateKey);
const nowMs = (timeS + 20) * 1000;
const { header } = scene();
const sender = account(header, me);
const asked: TransferRequest = {
	id: "one",
	origin: null,
	valueWei: 1n,
	sender,
	recipient: account(header, a(2)),
	code: null,
	header,
	outstanding: [],
	tipWei: 1_000_000_000n,
	nowMs,
};
const order = composeTransfer(asked);
const root = rootOf();
const rich: Account = { ...sender.value, balanceWei: 10n ** 30n };

/** What a cast makes of a value: right for the compiler, wrong at run time. */
const posing = <T>(value: unknown): T => value as T;

describe("a verified value", () => {
	test("is not an object literal with its fields", () => {
		const literal = {
			rule: "mpt-account",
			premises: [header],
			value: rich,
			witness: null,
		} as const;
		// @ts-expect-error the seal is missing
		const typed: Verified<Account> = literal;
		expect(Verified.is(typed)).toBe(false);
		expect(Verified.is(posing<Verified<Account>>(literal))).toBe(false);
	});

	test("is not what a key says", () => {
		const said = new Attested(rich, me);
		// @ts-expect-error what is said has no rule and no premises
		const typed: Verified<Account> = said;
		expect(Verified.is(typed)).toBe(false);
		expect(Attested.is(said)).toBe(true);
		expect(Attested.is({ ...said })).toBe(false);
		expect(() =>
			// @ts-expect-error an order rests on a verified account
			composeTransfer({ ...asked, sender: said }),
		).toThrow(TypeError);
	});

	test("is not made by its constructor, nor by a class that extends it", () => {
		expect(
			() =>
				// @ts-expect-error the key to the constructor is not exported
				new Verified(Symbol("conclude"), "mpt-account", [header], rich, null),
		).toThrow(TypeError);
		expect(() => {
			class Forged extends Verified<Account> {}
			return new Forged(posing(0), "mpt-account", [header], rich, null);
		}).toThrow(TypeError);
	});

	test("does not survive being copied, sent or spread", () => {
		expect(Verified.is(structuredClone(sender))).toBe(false);
		expect(Verified.is({ ...sender })).toBe(false);
		expect(Verified.is(Object.create(sender))).toBe(false);
		expect(Verified.is(Object.setPrototypeOf({}, Verified.prototype))).toBe(
			false,
		);
		// @ts-expect-error a spread leaves the seal behind
		const copy: Verified<Account> = { ...sender };
		expect(() => evidenceOf(copy)).toThrow(TypeError);
	});

	test("cannot be changed afterwards, neither itself nor what it holds", () => {
		expect(() => {
			// @ts-expect-error it is read-only
			sender.value = rich;
		}).toThrow(TypeError);
		expect(() => {
			// @ts-expect-error so is what it holds
			sender.value.balanceWei = 1n;
		}).toThrow(TypeError);
		expect(() => posing<unknown[]>(sender.premises).push(header)).toThrow(
			TypeError,
		);
		expect(sender.value.balanceWei).toBe(10n ** 18n);
	});

	test("holds nothing that could be changed: no bytes, no maps", () => {
		for (const value of [new Uint8Array(1), new Map(), new Date()])
			expect(() =>
				conclude("code", [header], posing<string>(value), null),
			).toThrow(TypeError);
		// @ts-expect-error bytes are not immutable
		expect(() => conclude("code", [header], new Uint8Array(1), null)).toThrow(
			TypeError,
		);
	});

	test("is not a proxy around one, nor a proxy that claims to be one", () => {
		expect(Verified.is(new Proxy(sender, {}))).toBe(false);
		expect(() =>
			evidenceOf(new Proxy(sender, { get: () => "anything" })),
		).toThrow(TypeError);
	});
});

describe("a conclusion", () => {
	test("rests on verified premises only, and on at least one unless it is a checkpoint", () => {
		const unverified = posing<typeof header>({ ...header });
		expect(() => conclude("mpt-account", [unverified], rich, null)).toThrow(
			TypeError,
		);
		expect(() => conclude("mpt-account", [], rich, null)).toThrow(TypeError);
		expect(() =>
			conclude("checkpoint", [header], { root: "0x" }, null),
		).toThrow(TypeError);
		// @ts-expect-error a claim is no premise
		expect(() => conclude("mpt-account", [claim], rich, null)).toThrow(
			TypeError,
		);
		// @ts-expect-error such a rule does not exist
		conclude("because", [header], rich, null);
	});

	test("is not taken for one by another rule", () => {
		expect(() => premiseBy<Account>(header, "mpt-account")).toThrow(
			/evidence-step/,
		);
		expect(() => premiseBy<Account>(undefined, "mpt-account")).toThrow(
			/evidence-step/,
		);
	});
});

const claim: Claim<Account> = { value: rich, from: "an endpoint", atMs: 0 };

describe("an order", () => {
	test("is not composed from what an endpoint claims", () => {
		// @ts-expect-error a claim is not verified
		expect(() => composeTransfer({ ...asked, sender: claim })).toThrow(
			TypeError,
		);
		// @ts-expect-error a bare account is not verified
		expect(() => composeTransfer({ ...asked, recipient: rich })).toThrow();
		for (const forged of [
			{ rule: "mpt-account", premises: [header], value: rich, witness: null },
			structuredClone(sender),
			{ ...sender, value: rich },
		])
			expect(() =>
				composeTransfer({ ...asked, sender: posing<typeof sender>(forged) }),
			).toThrow(TypeError);
	});

	test("is not composed from another kind of verified value", () => {
		// @ts-expect-error a header is no account
		expect(() => composeTransfer({ ...asked, sender: header })).toThrow();
		// @ts-expect-error an account is no header
		expect(() => composeTransfer({ ...asked, header: sender })).toThrow();
	});

	test("on a rollup rests on its accounts alone, and on no claim", () => {
		const recipient = accountUnder(root, yours);
		const on = {
			id: "one",
			origin: null,
			valueWei: 1n,
			sender: accountUnder(root),
			recipient,
			outstanding: [],
			nowMs,
		};
		const rollupOrder = composeReference(on);
		expect(ComposedLayerOrder.is(rollupOrder)).toBe(true);
		// each kind has a seal of its own
		expect(Order.is(rollupOrder)).toBe(false);
		expect(ComposedLayerOrder.is(order)).toBe(false);
		// @ts-expect-error an account of L1 is none of the rollup
		expect(() => composeReference({ ...on, sender })).toThrow();
		expect(() =>
			// @ts-expect-error a bare account is not verified
			composeReference({ ...on, recipient: recipient.value }),
		).toThrow(TypeError);
		const { transfer, facts, reading } = rollupOrder;
		// @ts-expect-error the seal is missing
		const typed: ComposedLayerOrder = { transfer, facts, reading };
		expect(ComposedLayerOrder.is(typed)).toBe(false);
		expect(() => entryOf(typed)).toThrow(TypeError);
		expect(
			() =>
				// @ts-expect-error the key to the constructor is not exported
				new ComposedLayerOrder(Symbol("compose"), transfer, facts, reading),
		).toThrow(TypeError);
	});

	test("is not an object literal, and not made by its constructor", () => {
		const literal = {
			transfer: { ...order.transfer, valueWei: 5n },
			facts: order.facts,
			reading: order.reading,
		};
		// @ts-expect-error the seal is missing
		const typed: Order = literal;
		expect(Order.is(typed)).toBe(false);
		expect(Order.is(structuredClone({ ...order.transfer }))).toBe(false);
		const { transfer, facts, reading } = order;
		const key = Symbol("compose");
		// @ts-expect-error the key to the constructor is not exported
		expect(() => new Order(key, transfer, facts, reading)).toThrow(TypeError);
		// @ts-expect-error only an Order is offered
		expect(() => offerOf({ transfer: order.transfer })).toThrow();
		// @ts-expect-error only an Order begins a ledger entry
		expect(() => entryOf({ transfer: order.transfer })).toThrow();
	});

	test("cannot be changed after the rule has passed", () => {
		expect(() => {
			// @ts-expect-error it is read-only
			order.transfer.valueWei = 10n ** 18n;
		}).toThrow(TypeError);
		expect(() => {
			// @ts-expect-error it is read-only
			order.transfer = { ...order.transfer };
		}).toThrow(TypeError);
		expect(() =>
			posing<string[]>(order.transfer.outstanding).push("0x"),
		).toThrow(TypeError);
	});

	test("is final by a verified receipt only", () => {
		const entry = entryOf(order);
		const value: Receipt = receipt(header, a(1)).value;
		// @ts-expect-error a bare receipt is not verified
		expect(() => withReceipt(entry, value)).toThrow(TypeError);
	});
});

describe("a signature", () => {
	const key = { address: me, privateKey };
	const { transfer, facts } = order;

	test("is not given to an order alone, nor to facts that were not verified here", () => {
		expect(signTransfer(transfer, facts, key, nowMs).from).toBe(me);
		// @ts-expect-error an order needs its facts
		expect(() => signTransfer(transfer, key, nowMs)).toThrow();
		// @ts-expect-error facts are verified values
		const bare: TransferFacts = { ...facts, sender: { value: rich } };
		expect(() => signTransfer(transfer, bare, key, nowMs)).toThrow(TypeError);
		const travelled: TransferFacts = {
			...facts,
			header: structuredClone(header),
		};
		expect(() => signTransfer(transfer, travelled, key, nowMs)).toThrow(
			TypeError,
		);
	});

	test("is not given to a changed order, an old one, or with another's key", () => {
		const more = { ...transfer, valueWei: 10n ** 19n };
		expect(() => signTransfer(more, facts, key, nowMs)).toThrow(/order-funds/);
		const later = nowMs + 3_600_000;
		expect(() => signTransfer(transfer, facts, key, later)).toThrow(
			/order-stale/,
		);
		const stranger = keccak256(Uint8Array.of(43));
		for (const address of [me, addressOf(stranger)])
			expect(() =>
				signTransfer(transfer, facts, { address, privateKey: stranger }, nowMs),
			).toThrow(/order-evidence/);
	});

	test("is not given to a hash or to bytes", () => {
		const hash = keccak256(privateKey);
		// @ts-expect-error there is no signing of hashes
		expect(() => signTransfer(hash, facts, key, nowMs)).toThrow();
		// @ts-expect-error nor of text
		expect(() => signTransfer("0x02c0", facts, key, nowMs)).toThrow();
	});
});
