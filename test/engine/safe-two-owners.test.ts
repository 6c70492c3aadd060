// Two accounts of one wallet are owners of a Safe for which one owner is enough. A site asks both to carry out the same payment, by the
// word of who sends it, which holds for every number of the Safe: one of the two is signed.

import { beforeAll, describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { asFault } from "../../src/base/fault.ts";
import { memoryStore } from "../../src/cli/store.ts";
import { signHash } from "../../src/crypto/secp256k1.ts";
import { composeCallOrder } from "../../src/engine/call-orders.ts";
import { openOrders } from "../../src/engine/orders.ts";
import { l1Simulation, openSimulate } from "../../src/engine/simulate-order.ts";
import { senderSignature } from "../../src/evidence/safe-signatures.ts";
import { plainSafeTx, safeExecution } from "../../src/evidence/safe-tx.ts";
import { joinSignature, signingHash } from "../../src/evidence/transaction.ts";
import { transactionOf } from "../../src/evidence/transfer.ts";
import type { CheckedOffer } from "../../src/signer/offers.ts";
import { openSafeSent } from "../../src/signer/safe-sent.ts";
import {
	type ComposedCall,
	evidenceOfCall,
} from "../../src/wallet/call-order.ts";
import type { OrderContext } from "../../src/wallet/order-context.ts";
import { keysOf, openSafeStage, ownersOf } from "../safe/contracts.ts";
import { type SafeProofs, safeProofs } from "../safe/proofs.ts";
import { network, type World } from "../state/chain.ts";

const keys = keysOf(2);
const owners = ownersOf(keys);
const [one = "0x", other = "0x"] = owners;
const you: Hex = `0x${"c3".repeat(20)}`;
const ether = 10n ** 18n;

let safe: Hex;
let world: World;
let proofs: SafeProofs;

beforeAll(async () => {
	const stage = await openSafeStage({ owners, threshold: 1 });
	({ safe } = stage);
	world = await stage.world();
	world[safe] = { ...world[safe], balance: 3n * ether };
	for (const owner of owners) world[owner] = { nonce: 1, balance: ether };
	proofs = safeProofs(world);
});

const payment = plainSafeTx({ to: you, valueWei: ether, data: "0x" });
const byWordOf = (owner: Hex): Hex =>
	safeExecution(payment, senderSignature(owner));

const nowMs = async () =>
	((await proofs.reader.basis("latest")).value.timestampS + 20) * 1000;

const compose = async (id: string, from: Hex): Promise<ComposedCall> => {
	const { reader, calls } = proofs;
	const now = await nowMs();
	return composeCallOrder(
		{
			...{ network, reader, calls },
			simulate: openSimulate({
				...{ ...l1Simulation(network), calls: proofs.wholeCalls },
				state: proofs.proofs,
				listed: () => [],
			}),
		},
		{
			...{ id, origin: "https://app.example", from, to: safe, valueWei: 0n },
			call: { data: byWordOf(from), accessList: [] },
		},
		1_000_000n,
		() => [],
		() => now,
	);
};

const signed = ({ transfer }: ComposedCall): Hex => {
	const transaction = transactionOf(transfer);
	const key = keys[owners.indexOf(transfer.from)] ?? new Uint8Array(32);
	return joinSignature(transaction, signHash(signingHash(transaction), key))
		.raw;
};

describe("the engine", () => {
	const open = async () => {
		const now = await nowMs();
		const store = memoryStore();
		const withdrawn: string[] = [];
		const orders = await openOrders({
			store,
			clock: {
				nowMs: () => now,
				ticksMs: () => now,
				sleep: async () => {},
			},
			signer: () => async (method, params) => {
				if (method === "order.withdraw") withdrawn.push(JSON.stringify(params));
				return undefined as never;
			},
			advanceAnchors: async () => {},
			changed: () => {},
			remember: () => {},
			problem: (fault) => {
				throw fault;
			},
		});
		const context: OrderContext = {
			...{ chainId: 1, calls: true, mostAgeS: 1_000 },
			compose: async (asked) => {
				const order = await compose(asked.id, asked.from);
				return { order, evidence: evidenceOfCall(order), rests: [] };
			},
			follow: async () => {},
		};
		const ask = (id: string, from: Hex) =>
			orders.prepare(context, {
				...{ id, from, origin: "https://app.example", to: safe, valueWei: 0n },
				call: { data: byWordOf(from), accessList: [] },
			});
		return { orders, ask, withdrawn };
	};

	test("makes no order of the second, while the first is in no proved block", async () => {
		const { orders, ask } = await open();
		await ask("first", one);
		await orders.signed("first", signed(await compose("first", one)));
		const refused = await ask("second", other).catch(asFault);
		expect(refused).toMatchObject({ code: "safe-under-way" });
		expect(orders.get("second")).toBeUndefined();
	});

	test("takes back the second, where both waited and the first is signed", async () => {
		const { orders, ask, withdrawn } = await open();
		await ask("first", one);
		await ask("second", other);
		await orders.signed("first", signed(await compose("first", one)));
		await expect
			.poll(() => orders.get("second")?.fault?.code)
			.toBe("safe-under-way");
		expect(orders.get("second")?.state).toBe("refused");
		expect(withdrawn.join()).toContain("second");
		expect(orders.get("first")?.state).toBe("signed");
	});
});

describe("the signer, whatever the engine forgets", () => {
	const checked = async (id: string, from: Hex): Promise<CheckedOffer> => {
		const { transfer, facts, reading } = await compose(id, from);
		return {
			kind: "call",
			transfer,
			facts,
			reading,
			descriptors: [],
			steps: 1,
		};
	};

	test("refuses the second with safe-under-way, and not another try of the first account", async () => {
		const sent = openSafeSent();
		const first = await checked("first", one);
		const second = await checked("second", other);
		sent.check(first);
		sent.check(second);
		sent.signed(first);
		expect(() => sent.check(second)).toThrow(
			expect.objectContaining({ code: "safe-under-way" }),
		);
		// its own nonce bounds what it sends itself: test/engine/safe-orders.test.ts
		sent.check(first);
	});

	test("refuses nothing once the Safe is proved to be past that count", async () => {
		const sent = openSafeSent();
		sent.signed(await checked("first", one));
		const second = await checked("second", other);
		if (second.kind !== "call" || second.reading.safe === null)
			throw new Error("it is of a Safe");
		const later = {
			...second.reading.safe,
			nonce: second.reading.safe.nonce + 1,
		};
		sent.check({ ...second, reading: { ...second.reading, safe: later } });
	});
});
