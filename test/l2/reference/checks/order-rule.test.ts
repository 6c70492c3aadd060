import { describe, expect, test } from "vitest";
import type { Hex } from "../../../../src/base/bytes.ts";
import { Fault, type FaultCode } from "../../../../src/base/fault.ts";
import {
	signMessage,
	verifyMessage,
} from "../../../../src/crypto/baby-jubjub.ts";
import { poseidon } from "../../../../src/crypto/poseidon-bn254.ts";
import {
	batchWith,
	type Inclusion,
} from "../../../../src/l2/reference/checks/inclusion.ts";
import {
	checkReferenceOrder,
	checkReferenceTransfer,
	type ReferenceTransferFacts,
	referenceFactsInOrder,
	referenceFactsOf,
} from "../../../../src/l2/reference/checks/order-rule.ts";
import {
	decodeOperation,
	isSameOperation,
	joinOperation,
	messageOf,
	type Operation,
	operationOf,
	type ReferenceTransfer,
} from "../../../../src/l2/reference/checks/transfer.ts";
import { decodeOrder, orderText } from "../../../../src/receipt/orders.ts";
import {
	type AccountPart,
	accountUnder,
	dataUnder,
	keyOfSecret,
	me,
	myKey,
	mySecret,
	noOperation,
	operation,
	profile,
	type RootPart,
	rollupId,
	rootOf,
	you,
	yourKey,
	yours,
} from "../../../receipt/reference-world.ts";
import { a, h, timeS } from "../../../receipt/world.ts";
import { saidAll } from "../../../said.ts";

const ether = 10n ** 18n;
const nowMs = (timeS + 20) * 1000;

const facts = (
	sender: AccountPart = {},
	recipient: AccountPart = {},
	root: RootPart = {},
): ReferenceTransferFacts => {
	const under = rootOf(root);
	return {
		sender: accountUnder(under, sender),
		recipient: accountUnder(under, { ...yours, ...recipient }),
	};
};
const order: ReferenceTransfer = {
	format: "sextant-rollup-order-1",
	id: "one",
	origin: null,
	chainId: rollupId,
	from: me,
	to: you,
	fromIndex: 0,
	toIndex: 5,
	fromKey: myKey,
	toKey: yourKey,
	valueWei: ether / 10n,
	nonce: 3,
	outstanding: [],
	madeMs: nowMs,
};
const sign = (part: Partial<Operation> = {}, secret = mySecret): Hex => {
	const signed = { ...operationOf(order), ...part };
	return joinOperation(
		signed,
		keyOfSecret(secret),
		signMessage(secret, messageOf(signed)),
	).raw;
};
const codeOfFault = (work: () => unknown): FaultCode | "none" => {
	try {
		work();
		return "none";
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
};
const verdict = (
	part: Partial<ReferenceTransfer>,
	on: ReferenceTransferFacts = facts(),
	atMs = nowMs,
	purpose: "order" | "sign" = "order",
) =>
	codeOfFault(() =>
		checkReferenceOrder({ ...order, ...part }, on, atMs, purpose),
	);

describe("a transfer on the reference rollup", () => {
	test("is taken with both accounts proved under one rechecked root", () => {
		expect(checkReferenceOrder(order, facts(), nowMs, "order")).toMatchObject({
			mostLeavesWei: ether / 10n,
			balanceWei: ether,
			spendableWei: ether,
			batch: 4,
			program: profile.program.hash,
			checkpoint: h(1),
			headSlot: 6_500,
			asOfS: timeS,
		});
	});

	test("says what a recheck does not catch, and that the setup is insecure", () => {
		const { unknowns } = checkReferenceTransfer(order, facts());
		expect(saidAll(unknowns)).toContain(
			"catches a forged root, not a forged deposit: deposits rest on L1's committee",
		);
		expect(unknowns).toContain("Insecure development setup.");
	});

	test("survives being written down", () => {
		expect(decodeOrder(orderText(order))).toEqual(order);
		for (const [from, to] of [
			['"nonce":3', '"nonce":4294967296'],
			['"fromIndex":0', '"fromIndex":256'],
			['"100000000000000000"', '"0"'],
			['"100000000000000000"', `"${(1n << 96n).toString()}"`],
			[yourKey.ax, `0x${"f".repeat(64)}`],
		] as const)
			expect(
				codeOfFault(() => decodeOrder(orderText(order).replace(from, to))),
			).toBe("bad-field");
	});

	test("takes its facts from evidence in one order only", () => {
		const { sender, recipient } = facts();
		const taken = referenceFactsOf(referenceFactsInOrder(facts()));
		expect(taken.sender.value.owner).toBe(me);
		for (const conclusions of [
			[],
			[sender],
			[sender, recipient, sender],
			[sender.premises[0] ?? sender, recipient],
		])
			expect(codeOfFault(() => referenceFactsOf(conclusions))).toBe(
				"order-evidence",
			);
	});
});

describe("facts that are not this order's", () => {
	test("refuses a root that L1 accepted and nobody checked again", () => {
		expect(verdict({}, facts({}, {}, { rechecked: false }))).toBe(
			"order-evidence",
		);
	});

	test("refuses accounts under two roots", () => {
		const mixed = {
			sender: facts().sender,
			recipient: facts({}, {}, { batch: 5 }).recipient,
		};
		expect(verdict({}, mixed)).toBe("order-evidence");
	});

	test("refuses another index, owner, key or chain on either side", () => {
		for (const part of [
			{ fromIndex: 1 },
			{ toIndex: 6 },
			{ from: a(9) },
			{ to: a(9) },
			{ fromKey: yourKey },
			{ toKey: myKey },
			{ toKey: { ax: yourKey.ax, ay: myKey.ay } },
			{ chainId: 903 },
		])
			expect(verdict(part)).toBe("order-evidence");
	});

	test("refuses an account that nobody has, and sending to oneself", () => {
		expect(verdict({}, facts({}, { exists: false }))).toBe("order-evidence");
		expect(verdict({}, facts({ exists: false }))).toBe("order-evidence");
		const own = facts();
		expect(
			verdict(
				{ to: me, toIndex: 0, toKey: myKey },
				{ sender: own.sender, recipient: own.sender },
			),
		).toBe("order-evidence");
	});

	test("refuses a frozen rollup", () => {
		expect(verdict({}, facts({}, {}, { frozenAtS: 9 }))).toBe("l2-frozen");
	});

	test("refuses ground below the profile's policy, and what is too old or of the future", () => {
		expect(
			verdict({}, facts({}, {}, { grade: { finality: "optimistic" } })),
		).toBe("not-anchored");
		expect(verdict({}, facts({}, {}, { grade: { who: "proposed" } }))).toBe(
			"l2-root-unproposed",
		);
		expect(
			verdict({}, facts({}, {}, { grade: { validity: "l1-accepted" } })),
		).toBe("not-rechecked");
		expect(verdict({}, facts(), (timeS + 601) * 1000)).toBe("order-stale");
		expect(verdict({}, facts(), (timeS + 601) * 1000, "sign")).toBe("none");
		expect(verdict({}, facts(), (timeS - 60) * 1000)).toBe("clock");
	});
});

describe("nonce and balance", () => {
	test("refuses a nonce that is used, or not accounted for", () => {
		expect(verdict({ nonce: 2 })).toBe("order-nonce");
		expect(verdict({ nonce: 4 })).toBe("order-nonce");
		expect(verdict({ nonce: 4, outstanding: [sign()] })).toBe("none");
		expect(
			verdict({ nonce: 5, outstanding: [sign(), sign({ nonce: 4 })] }),
		).toBe("none");
		expect(verdict({ nonce: 5, outstanding: [sign(), sign()] })).toBe(
			"order-nonce",
		);
	});

	test("takes a retry of the same operation at its nonce, and refuses another one there", () => {
		expect(verdict({ outstanding: [sign()] })).toBe("none");
		expect(verdict({ outstanding: [sign({ amountWei: 1n })] })).toBe(
			"order-nonce",
		);
	});

	test("refuses an operation of another key, account or chain, and bytes that are none", () => {
		for (const raw of [
			sign({}, 99n),
			sign({ from: 1 }),
			sign({ chainId: 903 }),
			"0x00" as const,
		])
			expect(verdict({ nonce: 4, outstanding: [raw] })).toBe("order-nonce");
	});

	test("refuses more than what operations under way leave of the proved balance", () => {
		expect(verdict({ valueWei: ether })).toBe("none");
		expect(verdict({ valueWei: ether + 1n })).toBe("order-funds");
		const under = [sign({ amountWei: ether - 5n })];
		expect(verdict({ nonce: 4, outstanding: under, valueWei: 5n })).toBe(
			"none",
		);
		expect(verdict({ nonce: 4, outstanding: under, valueWei: 6n })).toBe(
			"order-funds",
		);
		// of two at one nonce the dearer one counts
		expect(
			verdict({
				nonce: 4,
				outstanding: [...under, sign({ amountWei: 1n })],
				valueWei: 6n,
			}),
		).toBe("order-funds");
		// what the proved nonce has passed is spent already
		expect(
			verdict({
				outstanding: [sign({ nonce: 2, amountWei: ether })],
				valueWei: ether,
			}),
		).toBe("none");
	});

	test("refuses an amount that the recipient's balance cannot take", () => {
		const full = facts({}, { balanceWei: (1n << 96n) - ether });
		expect(verdict({ valueWei: ether }, full)).toBe("order-funds");
		expect(verdict({ valueWei: ether - 1n }, full)).toBe("none");
	});
});

describe("a signed operation", () => {
	test("is signed over the protocol's message", () => {
		const { ax, ay } = yourKey;
		const message = poseidon([
			BigInt(rollupId),
			2n,
			0n,
			3n,
			poseidon([5n, BigInt(ax), BigInt(ay), 0n]),
			ether / 10n,
		]);
		const signed = decodeOperation(sign());
		expect(BigInt(signed.hash)).toBe(message);
		const key = { ax: BigInt(myKey.ax), ay: BigInt(myKey.ay) };
		expect(verifyMessage(key, message, signed.signature)).toBe(true);
		expect(isSameOperation(signed, order)).toBe(true);
	});

	test("is refused with any of its twelve words changed", () => {
		const raw = sign();
		for (let place = 0; place < 12; place++) {
			const at = 2 + 64 * place + 63;
			const digit = raw[at] === "1" ? "2" : "1";
			const altered: Hex = `0x${raw.slice(2, at)}${digit}${raw.slice(at + 1)}`;
			expect(codeOfFault(() => decodeOperation(altered))).toBe("bad-field");
		}
		expect(codeOfFault(() => decodeOperation(`${raw}00`))).toBe("bad-field");
	});
});

describe("what shows that a batch took it", () => {
	const root = rootOf({ batch: 6 });
	const shown = (
		nonce: number,
		...batches: readonly (readonly ReturnType<typeof operation>[])[]
	): Inclusion => ({
		account: accountUnder(root, { nonce }),
		data: batches.map((operations, i) =>
			dataUnder(root, 7 - batches.length + i, operations),
		),
	});

	test("finds the batch by counting back from the account's nonce", () => {
		expect(batchWith(order, shown(3))).toBe(null);
		expect(batchWith(order, shown(4))).toBe(null);
		expect(batchWith(order, shown(4, [operation(), noOperation]))).toBe(6);
		const later = operation({ amountWei: 1n });
		expect(batchWith(order, shown(5, [operation()], [later]))).toBe(5);
		expect(batchWith(order, shown(5, [noOperation], [later]))).toBe(null);
		// neither what others send nor what is forced out takes a nonce
		const others = [operation({ from: 8 }), operation({ kind: 4 })];
		expect(batchWith(order, shown(4, [operation()], others))).toBe(5);
	});

	test("refuses another operation at the order's nonce", () => {
		for (const other of [
			operation({ amountWei: 1n }),
			operation({ to: 6 }),
			operation({ kind: 3 }),
			operation({ ax: myKey.ax }),
		])
			expect(codeOfFault(() => batchWith(order, shown(4, [other])))).toBe(
				"proof-value",
			);
	});

	test("refuses data of another root, a batch left out, and another account", () => {
		const other = rootOf({ batch: 7 });
		expect(
			codeOfFault(() =>
				batchWith(order, {
					account: accountUnder(root, { nonce: 4 }),
					data: [dataUnder(other, 6, [operation()])],
				}),
			),
		).toBe("order-evidence");
		expect(
			codeOfFault(() =>
				batchWith(order, {
					account: accountUnder(root, { nonce: 4 }),
					data: [dataUnder(root, 5, [operation()])],
				}),
			),
		).toBe("order-evidence");
		for (const part of [{ index: 1 }, yourKey])
			expect(
				codeOfFault(() =>
					batchWith(order, {
						account: accountUnder(root, { nonce: 4, ...part }),
						data: [],
					}),
				),
			).toBe("order-evidence");
	});
});
