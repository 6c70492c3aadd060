// Orders on the reference rollup: made from verified accounts alone, signed by the account's derived key alone, and followed
// by proofs alone.

import { createHash, hkdfSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { fromHex, type Hex } from "../../src/base/bytes.ts";
import { Fault, type FaultCode } from "../../src/base/fault.ts";
import { inclusionInOrder } from "../../src/l2/reference/checks/inclusion.ts";
import { referenceOrders } from "../../src/l2/reference/checks/orders.ts";
import { rollupKeyOf } from "../../src/l2/reference/checks/signature.ts";
import {
	decodeOperation,
	isSameOperation,
	referenceTransfer,
} from "../../src/l2/reference/checks/transfer.ts";
import { composeReference } from "../../src/l2/reference/runtime/compose.ts";
import { orderText } from "../../src/receipt/orders.ts";
import type { SigningAccount } from "../../src/signer/phrase.ts";
import { layerKeyOf, signOnLayer } from "../../src/signer/sign.ts";
import { wordHex } from "../../src/state/storage-layout.ts";
import { ComposedLayerOrder } from "../../src/wallet/layer-order.ts";
import {
	decodeEntry,
	type Entry,
	entryOf,
	entryText,
	outstandingOf,
	withClaim,
	withDelivery,
	withProven,
	withReceipt,
	withSignature,
} from "../../src/wallet/ledger.ts";
import { viewOf } from "../../src/wallet/order-view.ts";
import { rollupSecret } from "../l2/reference/secret.ts";
import { publicKey } from "../network/reference/eddsa.ts";
import { subgroupOrder } from "../network/reference/jubjub.ts";
import {
	accountUnder,
	dataUnder,
	me,
	noOperation,
	operation,
	rollupId,
	rootOf,
	yourKey,
	yours,
} from "../receipt/reference-world.ts";
import { a, timeS } from "../receipt/world.ts";

const ether = 10n ** 18n;
const nowMs = (timeS + 20) * 1000;
const privateKey = fromHex(`0x${"11".repeat(32)}`);
const account: SigningAccount = { address: me, privateKey };
const key = rollupKeyOf(rollupSecret(privateKey, rollupId));
const root = rootOf({ batch: 4 });
const compose = (
	part: Partial<Parameters<typeof composeReference>[0]> = {},
): ComposedLayerOrder =>
	composeReference({
		id: "one",
		origin: null,
		valueWei: ether / 10n,
		sender: accountUnder(root, key),
		recipient: accountUnder(root, yours),
		outstanding: [],
		nowMs,
		...part,
	});
const codeOf = (work: () => unknown): FaultCode | "TypeError" | "none" => {
	try {
		work();
		return "none";
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		if (thrown instanceof TypeError) return "TypeError";
		throw thrown;
	}
};
const sign = (order: ComposedLayerOrder, by: SigningAccount = account): Hex =>
	signOnLayer(order.transfer, order.facts.inOrder, by, nowMs).raw;

describe("an order", () => {
	test("is made by composing alone, from sealed values alone", () => {
		const order = compose();
		expect(ComposedLayerOrder.is(order)).toBe(true);
		expect(ComposedLayerOrder.is({ ...order })).toBe(false);
		expect(order.transfer).toMatchObject({
			nonce: 3,
			fromIndex: 0,
			toIndex: 5,
		});
		const sender = accountUnder(root, key);
		expect(codeOf(() => compose({ sender: structuredClone(sender) }))).toBe(
			"TypeError",
		);
	});

	test("takes the first nonce that nothing under way has taken", () => {
		const first = sign(compose());
		const next = compose({ outstanding: [first] });
		expect(next.transfer.nonce).toBe(4);
		expect(compose({ outstanding: [first, sign(next)] }).transfer.nonce).toBe(
			5,
		);
	});
});

describe("the rollup's key", () => {
	test("follows from the account's key and the chain, and is another on each chain", () => {
		const keyOf = (secret: Uint8Array, chainId: number) =>
			layerKeyOf(referenceOrders, { address: me, privateKey: secret }, chainId);
		expect(keyOf(privateKey, rollupId)).toEqual(key);
		expect(keyOf(privateKey, rollupId + 1)).not.toEqual(key);
		expect(keyOf(fromHex(`0x${"12".repeat(32)}`), rollupId)).not.toEqual(key);
	});

	test("is the one that its description gives, by other hands: a restored phrase finds its account again", () => {
		const info = `sextant reference-v1 key 1 ${rollupId}`;
		const seed = hkdfSync("sha256", privateKey, new Uint8Array(0), info, 64);
		const hashed = createHash("sha512")
			.update("Sextant Baby Jubjub key")
			.update(new Uint8Array(seed))
			.digest("hex");
		const { x, y } = publicKey(BigInt(`0x${hashed}`) % subgroupOrder);
		expect(key).toEqual({ ax: wordHex(x), ay: wordHex(y) });
	});

	test("signs the order's own operation, the same bytes each time", () => {
		const order = compose();
		const raw = sign(order);
		expect(sign(order)).toBe(raw);
		const transfer = referenceTransfer(
			JSON.parse(orderText(order.transfer)),
			"order",
		);
		expect(isSameOperation(decodeOperation(raw), transfer)).toBe(true);
	});

	test("refuses an account in our name that has another's key, and another's account", () => {
		const forged = compose({ sender: accountUnder(root, yourKey) });
		expect(codeOf(() => sign(forged))).toBe("order-evidence");
		expect(codeOf(() => sign(compose(), { address: a(9), privateKey }))).toBe(
			"order-evidence",
		);
	});

	test("refuses facts that are not sealed, and an order that is not theirs", () => {
		const { transfer, facts } = compose();
		const { inOrder } = facts;
		const altered = { ...transfer, valueWei: 2n * ether };
		expect(codeOf(() => signOnLayer(altered, inOrder, account, nowMs))).toBe(
			"order-funds",
		);
		expect(
			codeOf(() =>
				signOnLayer(
					transfer,
					inOrder.map((one) => structuredClone(one)),
					account,
					nowMs,
				),
			),
		).toBe("TypeError");
		expect(
			codeOf(() => signOnLayer(transfer, inOrder, account, nowMs + 3_600_000)),
		).toBe("order-stale");
	});
});

describe("the ledger", () => {
	const made = entryOf(compose());
	const signed = withSignature(made, sign(compose()));
	const sent = withDelivery(signed, "node");
	const later = rootOf({ batch: 5 });
	const taken = operation();
	const included = (
		nonce: number,
		operations: readonly ReturnType<typeof operation>[] | null,
	) =>
		inclusionInOrder({
			account: accountUnder(later, { ...key, nonce }),
			data: operations === null ? [] : [dataUnder(later, 5, operations)],
		});

	test("keeps an order and its way over a restart", () => {
		const claimed = withClaim(sent, "committed");
		expect(decodeEntry(entryText(claimed))).toEqual(claimed);
		expect(viewOf(claimed)).toMatchObject({
			state: "sent",
			mostFeeWei: "0",
			mostLeavesWei: (ether / 10n).toString(),
			rollup: { toIndex: 5, toKey: yourKey, claimed: "committed" },
		});
		expect(outstandingOf([claimed], me, rollupId)).toEqual([
			claimed.signed?.raw,
		]);
	});

	test("refuses the signature of another operation", () => {
		const other = sign(compose({ valueWei: 1n }));
		expect(codeOf(() => withSignature(made, other))).toBe("order-evidence");
		expect(codeOf(() => withSignature(made, "0x00"))).toBe("bad-field");
	});

	test("takes a node's word for nothing but a word", () => {
		expect(withClaim(sent, "proven").state).toBe("sent");
		expect(withClaim(made, "proven")).toBe(made);
	});

	test("is done once a batch of a rechecked root is shown to have taken it", () => {
		expect(withProven(sent, included(3, [noOperation]))).toBe(sent);
		const done = withProven(sent, included(4, [taken]));
		expect(done).toMatchObject({
			state: "final",
			inclusion: { blockNumber: 5, succeeded: true },
		});
		expect(outstandingOf([done], me, rollupId)).toEqual([]);
		expect(withProven(done, included(4, [taken]))).toBe(done);
	});

	test("is over when the nonce is used and nothing shows by what, until a batch shows it", () => {
		const over = withProven(sent, included(4, null));
		expect(over.state).toBe("over");
		expect(over.fault?.code).toBe("receipt-missing");
		expect(outstandingOf([over], me, rollupId)).toEqual([]);
		expect(withProven(over, included(4, null))).toBe(over);
		expect(withProven(over, included(4, [taken]))).toMatchObject({
			state: "final",
			fault: null,
		});
	});

	test("is lost when another operation is shown at its nonce", () => {
		const other = operation({ amountWei: 1n });
		expect(withProven(sent, included(4, [other])).state).toBe("lost");
	});

	test("takes no proof under a root that was not rechecked, of another account, or unsealed", () => {
		const accepted = rootOf({ batch: 5, rechecked: false });
		const wrong: readonly [Entry, Parameters<typeof withProven>[1], string][] =
			[
				[
					sent,
					[accountUnder(accepted, { ...key, nonce: 4 })],
					"order-evidence",
				],
				[sent, [accountUnder(later, { ...yours, nonce: 4 })], "order-evidence"],
				[
					sent,
					[structuredClone(accountUnder(later, { ...key, nonce: 4 }))],
					"TypeError",
				],
				[made, included(4, [taken]), "order-unknown"],
			];
		for (const [entry, inclusion, code] of wrong)
			expect(codeOf(() => withProven(entry, inclusion))).toBe(code);
		expect(
			codeOf(() =>
				withReceipt(sent, structuredClone(accountUnder(later)) as never),
			),
		).toBe("TypeError");
	});
});
