// Creating a contract: a call of nobody, at an address that follows from account and number; and transactions of the older types.

import { getContractAddress } from "viem";
import { describe, expect, test } from "vitest";
import type { CallOrder } from "../../src/evidence/call-order.ts";
import { createdAddress } from "../../src/evidence/foreign-transaction.ts";
import type { Effect } from "../../src/protocol/foretold.ts";
import { type CallFacts, checkCallOrder } from "../../src/receipt/call-rule.ts";
import { checkOrder } from "../../src/receipt/order-rule.ts";
import { signCall } from "../../src/signer/sign.ts";
import { emptyCodeHash } from "../../src/state/account.ts";
import { composeTransfer } from "../../src/wallet/order.ts";
import { refusedWith } from "../refused.ts";
import {
	callTo,
	factsOfCall,
	gwei,
	header,
	key,
	me,
	nowMs,
	payment,
	swap,
	told,
	you,
} from "./call-world.ts";
import { a, account, h } from "./world.ts";

const place = createdAddress(me, 0n);
const created: Effect = { kind: "created", address: place, codeHash: h(5) };
const orderOf = (part: Partial<CallOrder> = {}): CallOrder =>
	callTo(place, "0x600a600c", {}, told([created]), { creates: true, ...part });
const nothingThere = { codeHash: emptyCodeHash, exists: false } as const;
const factsOf = (
	contract: Parameters<typeof account>[2] = nothingThere,
	to = place,
): CallFacts => factsOfCall(to, {}, { contract });
const refusal = (order: CallOrder, facts = factsOf()): string =>
	refusedWith(() => checkCallOrder(order, facts, nowMs, "sign"));

describe("what creates a contract", () => {
	test("is signed without a recipient, where viem says that it will be", () => {
		expect(getContractAddress({ from: me, nonce: 0n }).toLowerCase()).toBe(
			place,
		);
		const read = checkCallOrder(orderOf(), factsOf(), nowMs, "sign");
		expect(read.recipient).toBe("new");
		expect(read.call.kind).toBe("unknown");
		const signed = signCall(
			orderOf(),
			factsOf(),
			{ address: me, privateKey: key },
			nowMs,
		);
		expect(signed.transaction.to).toBe(null);
	});

	test("is read as no call, whatever its first bytes look like", () => {
		const { data } = payment.order();
		const read = checkCallOrder(orderOf({ data }), factsOf(), nowMs, "sign");
		expect(read.call).toEqual({ kind: "unknown", selector: null });
		expect(read.bounds.tokens).toEqual([]);
	});

	test("is refused with order-nonce at another address than follows from account and number", () => {
		const order = orderOf({
			to: you,
			foretold: told([{ ...created, address: you }]),
		});
		expect(refusal(order, factsOf(nothingThere, you))).toBe("order-nonce");
	});

	test("is refused with order-evidence where something is there, or another place is proved", () => {
		expect(refusal(orderOf(), factsOf({ codeHash: h(8) }))).toBe(
			"order-evidence",
		);
		expect(
			refusal(orderOf(), factsOf({ codeHash: emptyCodeHash, nonce: 1 })),
		).toBe("order-evidence");
		expect(refusal(orderOf(), factsOf(nothingThere, you))).toBe(
			"order-evidence",
		);
		expect(refusal(orderOf({ own: { asked: "0x", amount: 1n } }))).toBe(
			"order-evidence",
		);
	});

	test("is refused with order-foretold where no run leaves a contract there", () => {
		expect(refusal(orderOf({ foretold: told([]) }))).toBe("order-foretold");
		const late = { ...told([created]), late: told([]).late };
		expect(refusal(orderOf({ foretold: late }))).toBe("order-foretold");
		expect(refusal(orderOf({ foretold: null }))).toBe("order-unforeseen");
	});

	test("is refused beyond the bounds of code and gas", () => {
		const data = `0x${"00".repeat(49_153)}` as const;
		expect(refusal(orderOf({ data }))).toBe("order-long");
		expect(refusal(orderOf({ gasLimit: 8_000_001 }))).toBe("order-fee");
		expect(refusal(orderOf({ gasLimit: 8_000_000 }))).toBe("none");
		expect(refusal(swap.order({ gasLimit: 5_000_001 }), swap.facts())).toBe(
			"order-fee",
		);
	});

	test("is refused as a call where it does not say that it creates", () => {
		const { creates: _, ...call } = orderOf();
		expect(refusal(call)).toBe("call-no-code");
	});
});

describe("a transaction of an older type", () => {
	const one = {
		maxFeePerGasWei: 3n * gwei,
		maxPriorityFeePerGasWei: 3n * gwei,
	};

	test("pays one price, and is refused with order-fee for two or for one beyond the bounds", () => {
		const order = { ...payment.order(one), type: 0 } as const;
		expect(refusal(order, payment.facts())).toBe("none");
		expect(
			refusal({ ...order, maxPriorityFeePerGasWei: gwei }, payment.facts()),
		).toBe("order-fee");
		const dear = 4n * gwei + 50n * gwei + 1n;
		expect(
			refusal(
				{ ...order, maxFeePerGasWei: dear, maxPriorityFeePerGasWei: dear },
				payment.facts(),
			),
		).toBe("order-fee");
	});

	test("of type 0 is refused with an access list, which it could not carry", () => {
		const accessList = [{ address: you, storageKeys: [] }];
		const listed = payment.order({ ...one, accessList });
		expect(refusal({ ...listed, type: 0 }, payment.facts())).toBe(
			"order-evidence",
		);
		expect(refusal({ ...listed, type: 1 }, payment.facts())).toBe("none");
	});

	test("is made at the price that was named, or at one with little room", () => {
		const make = (priceWei: bigint | null) =>
			composeTransfer({
				...{ id: "one", origin: "https://x.y", valueWei: 1n },
				...{ outstanding: [], tipWei: gwei, nowMs, code: null, header },
				sender: account(header, me, {}),
				recipient: account(header, a(2), {}),
				older: { type: 0, priceWei },
			});
		expect(make(3n * gwei).transfer).toMatchObject({ type: 0, ...one });
		const chosen = make(null);
		const price = (gwei * 5n) / 4n + gwei;
		expect(chosen.transfer).toMatchObject({
			maxFeePerGasWei: price,
			maxPriorityFeePerGasWei: price,
		});
		checkOrder(chosen.transfer, chosen.facts, nowMs, "sign");
		expect(refusedWith(() => make(1n))).toBe("order-fee");
	});
});
