// Safes end to end over proved state, with their own contracts: what two owners agreed to is composed, simulated, bounded and checked by
// the rule that the signer signs by; and what is altered, unproved, or does more than it says is refused.

import { beforeAll, describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { signHash } from "../../src/crypto/secp256k1.ts";
import { composeCallOrder } from "../../src/engine/call-orders.ts";
import { l1Simulation, openSimulate } from "../../src/engine/simulate-order.ts";
import {
	type CallOrder,
	callText,
	type SafeAgreed,
} from "../../src/evidence/call-order.ts";
import {
	joinSafeSignatures,
	senderSignature,
} from "../../src/evidence/safe-signatures.ts";
import {
	plainSafeTx,
	type SafeTx,
	safeApproval,
	safeExecution,
	safeTxHash,
} from "../../src/evidence/safe-tx.ts";
import { joinSignature, signingHash } from "../../src/evidence/transaction.ts";
import { transactionOf } from "../../src/evidence/transfer.ts";
import { callApproval } from "../../src/protocol/call-views.ts";
import {
	type CallFacts,
	callFactsInOrder,
	callFactsOf,
	checkCallOrder,
} from "../../src/receipt/call-rule.ts";
import { decodeOrder, isCall } from "../../src/receipt/orders.ts";
import { callApprovalOf } from "../../src/signer/call-approval.ts";
import { replayState } from "../../src/state/replay.ts";
import { approvedSlot, safeSlots } from "../../src/state/safe-layout.ts";
import { mappingSlot, wordHex } from "../../src/state/storage-layout.ts";
import { callData, codeOf } from "../evm/simulated.ts";
import { refusalOf } from "../refused.ts";
import {
	keysOf,
	openSafeStage,
	ownersOf,
	signSafe,
} from "../safe/contracts.ts";
import { type SafeProofs, safeProofs } from "../safe/proofs.ts";
import { network, type World } from "../state/chain.ts";

const at = (n: number): Hex =>
	`0x${n.toString(16).padStart(2, "0").repeat(20)}`;
const keys = keysOf(3);
const owners = ownersOf(keys);
const [me = at(0), second = at(0), third = at(0)] = owners;
const [coin, robber, you] = [at(0xc1), at(0xc2), at(0xc3)];
const ether = 10n ** 18n;

let safe: Hex;
let world: World;
let proofs: SafeProofs;

beforeAll(async () => {
	const stage = await openSafeStage({ owners });
	({ safe } = stage);
	world = await stage.world();
	world[safe] = { ...world[safe], balance: 3n * ether };
	for (const owner of owners) world[owner] = { nonce: 1, balance: ether };
	const held = { [mappingSlot(wordHex(safe), 0)]: 1_000n };
	world[coin] = { nonce: 1, code: codeOf("Coin"), storage: held };
	world[robber] = { nonce: 1, code: codeOf("Liar"), storage: held };
	proofs = safeProofs(world);
});

const nowMs = async () =>
	((await proofs.reader.basis("latest")).value.timestampS + 20) * 1000;

const agreed = (
	tx: SafeTx,
	by: readonly number[],
	nonce = 0,
	sender = me,
): Hex => {
	const hash = safeTxHash(1, safe, tx, nonce);
	return joinSafeSignatures([
		{ owner: sender, signature: senderSignature(sender) },
		...by.map((i) => ({
			owner: owners[i] ?? at(0),
			signature: signSafe(hash, keys[i] ?? new Uint8Array(32)),
		})),
	]);
};

const compose = async (
	data: Hex,
	change: {
		valueWei?: bigint;
		from?: Hex;
		outstanding?: readonly Hex[];
		replaces?: readonly Hex[];
		agrees?: SafeAgreed;
	} = {},
) => {
	const { reader, calls } = proofs;
	const now = await nowMs();
	const { agrees, ...asked } = change;
	const more = agrees === undefined ? {} : { agrees };
	return composeCallOrder(
		{
			network,
			reader,
			calls,
			simulate: openSimulate({
				...{ ...l1Simulation(network), calls: proofs.wholeCalls },
				state: proofs.proofs,
				listed: () => [],
			}),
		},
		{
			...{ id: "one", origin: null, from: me, to: safe, valueWei: 0n },
			call: { data, accessList: [], ...more },
			...asked,
		},
		1_000_000n,
		() => change.outstanding ?? [],
		() => now,
	);
};

const payment = plainSafeTx({ to: you, valueWei: ether, data: "0x" });
const transfer = plainSafeTx({
	to: coin,
	valueWei: 0n,
	data: callData("transfer(address,uint256)", you, 400n),
});

describe("what enough owners agreed to", () => {
	test("is carried out by an owner, whose own word counts: the coin that leaves the Safe is bounded and shown", async () => {
		const { fields, reading } = await made(
			safeExecution(payment, agreed(payment, [1])),
		);
		expect(reading.safe).toMatchObject({
			nonce: 0,
			hash: safeTxHash(1, safe, payment, 0),
			tx: payment,
		});
		expect([...(reading.safe?.agreed ?? [])].sort()).toEqual(
			[me, second].sort(),
		);
		expect(reading.bounds.tokens).toEqual([]);
		// nothing of the account's own but the fee
		expect(reading.mostLeavesWei).toBe(
			BigInt(fields.gasLimit) * fields.maxFeePerGasWei,
		);
		expect(fields.foretold?.late.effects).toEqual([
			{
				kind: "moved",
				asset: { kind: "coin" },
				from: safe,
				to: you,
				amount: `${ether}`,
			},
		]);
		const shown = callApproval(callApprovalOf(fields, reading), "call");
		expect(shown).toMatchObject({
			parts: [],
			isSeveral: false,
			safe: {
				safe: {
					address: safe,
					owners: reading.safe?.state.owners,
					threshold: 2,
				},
				call: { to: you, valueWei: `${ether}`, data: "0x" },
			},
		});
	});

	test("sends a token of the Safe's, bounded by what the inner call says and the Safe's own proved balance", async () => {
		const { reading } = await made(
			safeExecution(transfer, agreed(transfer, [2])),
		);
		expect(reading.call).toEqual({
			kind: "transfer",
			token: coin,
			to: you,
			amount: 400n,
		});
		expect(reading.bounds.tokens).toEqual([
			{ token: coin, balance: 1_000n, most: 400n, why: "asked" },
		]);
		expect(reading.foretold.late.measured).toEqual([
			expect.objectContaining({
				asset: { kind: "erc20", token: coin },
				before: "1000",
				after: "600",
			}),
		]);
	});

	describe("by an owner's transaction of its own, as a contract agrees,", () => {
		const hash = () => safeTxHash(1, safe, payment, 0);
		const signatures = () =>
			joinSafeSignatures(
				[me, third].map((owner) => ({
					owner,
					signature: senderSignature(owner),
				})),
			);
		const withSlot = async (slot: Hex | null, work: () => Promise<void>) => {
			const was = { world: world[safe], proofs };
			if (slot !== null) {
				const storage = { ...was.world?.storage, [slot]: 1n };
				world[safe] = { ...was.world, storage };
			}
			proofs = safeProofs(world);
			await work().finally(() => {
				({ proofs } = was);
				if (was.world !== undefined) world[safe] = was.world;
			});
		};

		test("is carried out on the proof of that, which the signer checks again out of the evidence", async () => {
			await withSlot(approvedSlot(third, hash()), async () => {
				const { fields, facts, reading } = await made(
					safeExecution(payment, signatures()),
				);
				expect([...(reading.safe?.agreed ?? [])].sort()).toEqual(
					[me, third].sort(),
				);
				expect(callApprovalOf(fields, reading).safe?.safe).not.toHaveProperty(
					"approved",
				);
				// as the signer concludes it again, by the rule and its witness
				const { safe: proved } = facts;
				if (proved === undefined) throw new Error("no Safe is proved");
				const again = await replayState.safe(proved.premises, proved.witness);
				expect(again.value).toEqual(proved.value);
				expect(proved.value.approved).toEqual({
					hash: hash(),
					owners: [third],
				});
				// the same evidence holds for no other owner
				const others = joinSafeSignatures(
					[me, second].map((owner) => ({
						owner,
						signature: senderSignature(owner),
					})),
				);
				const other = { ...fields, data: safeExecution(payment, others) };
				expect(
					await refusalOf(async () =>
						checkCallOrder(other, facts, await nowMs(), "order"),
					),
				).toBe("safe-signature");
			});
		});

		test.each<readonly [string, () => Hex | null]>([
			["none is proved", () => null],
			[
				"it is of another transaction",
				() => approvedSlot(third, safeTxHash(1, safe, transfer, 0)),
			],
			[
				"it is of another number",
				() => approvedSlot(third, safeTxHash(1, safe, payment, 1)),
			],
			["it is of another owner", () => approvedSlot(second, hash())],
			["it is of who is no owner", () => approvedSlot(you, hash())],
		])("is refused with safe-signature where %s", async (_what, slot) => {
			await withSlot(slot(), async () => {
				expect(
					await refusalOf(() => compose(safeExecution(payment, signatures()))),
				).toBe("safe-signature");
			});
		});
	});

	test("can use up its number and do nothing", async () => {
		const cancel = plainSafeTx({ to: safe, valueWei: 0n, data: "0x" });
		const { reading } = await made(safeExecution(cancel, agreed(cancel, [1])));
		expect(reading.foretold.late.effects).toEqual([]);
	});
});

const made = async (
	data: Hex,
	agrees?: SafeAgreed,
): Promise<{
	fields: CallOrder;
	facts: CallFacts;
	reading: ReturnType<typeof checkCallOrder>;
}> => {
	const order = await compose(data, agrees === undefined ? {} : { agrees });
	const fields = decodeOrder(callText(order.transfer));
	if (!isCall(fields)) throw new Error("it is no call");
	const facts = callFactsOf(callFactsInOrder(order.facts));
	const reading = checkCallOrder(fields, facts, await nowMs(), "sign");
	return { fields, facts, reading };
};

describe("is refused, when it is made", () => {
	const inner = (to: Hex, data: Hex, valueWei = 0n) =>
		plainSafeTx({ to, data, valueWei });
	test.each([
		[
			"safe-threshold",
			"with too few owners",
			() => safeExecution(payment, agreed(payment, [])),
		],
		[
			"safe-signature",
			"with an agreement for another number",
			() => safeExecution(payment, agreed(payment, [1], 1)),
		],
		[
			"safe-signature",
			"with an agreement for another amount",
			() => safeExecution({ ...payment, valueWei: 2n }, agreed(payment, [1])),
		],
		[
			"safe-delegate",
			"where it runs foreign code as the Safe",
			() =>
				safeExecution(
					{ ...transfer, operation: 1 },
					agreed({ ...transfer, operation: 1 }, [1]),
				),
		],
		[
			"safe-refund",
			"where it pays who sends it",
			() =>
				safeExecution(
					{ ...payment, gasPriceWei: 1n },
					agreed({ ...payment, gasPriceWei: 1n }, [1]),
				),
		],
		[
			"safe-self",
			"where it changes the Safe",
			() => {
				const tx = inner(safe, callData("enableModule(address)", you));
				return safeExecution(tx, agreed(tx, [1]));
			},
		],
		[
			"order-foretold",
			"where the Safe has less than it sends",
			() => {
				const tx = inner(you, "0x", 9n * ether);
				return safeExecution(tx, agreed(tx, [1]));
			},
		],
		[
			"order-foretold",
			"where the token moves more of the Safe's than the call says",
			() => {
				const tx = inner(
					robber,
					callData("transfer(address,uint256)", you, 1n),
				);
				return safeExecution(tx, agreed(tx, [1]));
			},
		],
	] as const)("with %s %s", async (code, _, data) => {
		expect(await refusalOf(() => compose(data()))).toBe(code);
	});

	test("by an account that is no owner, with safe-owner, and with coins beside it, with safe-terms", async () => {
		const data = safeExecution(payment, agreed(payment, [0, 1], 0, third));
		world[you] = { nonce: 1, balance: ether };
		proofs = safeProofs(world);
		expect(await refusalOf(() => compose(data, { from: you }))).toMatch(
			/^(safe-owner|order-foretold)$/,
		);
		expect(
			await refusalOf(() =>
				compose(safeExecution(payment, agreed(payment, [1])), { valueWei: 5n }),
			),
		).toBe("safe-terms");
	});

	test("of an address that is no Safe, with safe-unknown, before anything runs", async () => {
		const data = safeExecution(payment, agreed(payment, [1]));
		const { reader, calls } = proofs;
		expect(
			await refusalOf(() =>
				composeCallOrder(
					{
						network,
						reader,
						calls,
						simulate: () => Promise.reject(new Error()),
					},
					{
						...{ id: "one", origin: null, from: me, to: coin, valueWei: 0n },
						call: { data, accessList: [] },
					},
					1n,
					() => [],
					() => 0,
				),
			),
		).toBe("safe-unknown");
	});
});

describe("while the account has one of the same Safe under way", () => {
	/** As its first one is signed. */
	const signed = async () => {
		const { transfer } = await compose(
			safeExecution(payment, agreed(payment, [1])),
		);
		const transaction = transactionOf(transfer);
		const key = keys[0] ?? new Uint8Array(32);
		return joinSignature(transaction, signHash(signingHash(transaction), key));
	};

	test("another is refused with safe-under-way, for both may be carried out; one that takes its place is not", async () => {
		const { raw, hash } = await signed();
		const data = safeExecution(payment, agreed(payment, [2]));
		const more = { outstanding: [raw] };
		expect(await refusalOf(() => compose(data, more))).toBe("safe-under-way");
		const { transfer } = await compose(data, { ...more, replaces: [hash] });
		expect(transfer.replaces).toEqual([hash]);
		// the engine says nothing of it, and the signer knows it
		const made = await compose(data);
		const order = { ...made.transfer, nonce: 2, outstanding: [raw] };
		const now = await nowMs();
		expect(
			await refusalOf(() => checkCallOrder(order, made.facts, now, "sign")),
		).toBe("safe-under-way");
	});

	test("another is not refused once that is in a proved block", async () => {
		const { raw } = await signed();
		const before = world[me];
		world[me] = { nonce: 2, balance: ether };
		proofs = safeProofs(world);
		const data = safeExecution(payment, agreed(payment, [2]));
		expect((await compose(data, { outstanding: [raw] })).transfer.nonce).toBe(
			2,
		);
		world[me] = before ?? {};
		proofs = safeProofs(world);
	});
});

describe("is refused by the signer's rule, where the engine alters it after it is made", () => {
	const refusal = async (
		change: (
			order: CallOrder,
			facts: CallFacts,
		) => readonly [CallOrder, CallFacts],
	) => {
		const { fields, facts } = await made(
			safeExecution(payment, agreed(payment, [1])),
		);
		const now = await nowMs();
		return refusalOf(() =>
			checkCallOrder(...change(fields, facts), now, "sign"),
		);
	};

	test("with safe-unproved where the Safe is left out of what is proved", async () => {
		expect(
			await refusal((order, { safe: _, ...facts }) => [order, facts]),
		).toBe("safe-unproved");
	});

	test("with order-evidence where another Safe is proved, or one beside a call of something else", async () => {
		const stage = await openSafeStage({ owners, version: "1.3.0" });
		const elsewhere = safeProofs(await stage.world());
		const other = await elsewhere.read(stage.safe);
		expect(
			await refusal((order, facts) => [order, { ...facts, safe: other }]),
		).toBe("order-evidence");
		expect(
			await refusal((order, facts) => [
				{ ...order, data: "0xdeadbeef" },
				facts,
			]),
		).toBe("order-evidence");
	});

	test("with safe-signature where what the Safe does is another", async () => {
		for (const tx of [
			{ ...payment, to: at(0x77) },
			{ ...payment, valueWei: 2n * ether },
			{ ...payment, data: "0x00" as Hex },
		])
			expect(
				await refusal((order, facts) => [
					{ ...order, data: safeExecution(tx, agreed(payment, [1])) },
					facts,
				]),
			).toBe("safe-signature");
	});

	test("with order-foretold where it is said to take something of the account's own", async () => {
		expect(
			await refusal((order, facts) => {
				const { foretold } = order;
				if (foretold === null) throw new Error("nothing is foretold");
				const taken = {
					kind: "moved" as const,
					asset: { kind: "erc20" as const, token: coin },
					...{ from: me, to: you, amount: "1" },
				};
				const late = { ...foretold.late, effects: [taken] };
				return [{ ...order, foretold: { ...foretold, late } }, facts];
			}),
		).toBe("order-foretold");
	});

	test("with safe-opaque where it agrees by a hash alone", async () => {
		expect(
			await refusal((order, { safe: _, ...facts }) => [
				{ ...order, data: `0xd4d9bdcd${"11".repeat(32)}` },
				facts,
			]),
		).toBe("safe-opaque");
	});
});

describe("an owner's agreement by a transaction of its own", () => {
	const agreedTo = (tx: SafeTx, nonce = 0): SafeAgreed => {
		const { to, valueWei, data } = tx;
		return { to, valueWei, data, nonce };
	};
	const approval = (tx: SafeTx, nonce = 0): Hex =>
		safeApproval(safeTxHash(1, safe, tx, nonce));

	test("is of what is shown, for the proved Safe: nothing leaves but the fee, and nothing of the Safe's is done", async () => {
		const { fields, facts, reading } = await made(
			approval(transfer, 3),
			agreedTo(transfer, 3),
		);
		expect(reading.safe).toMatchObject({
			nonce: 3,
			hash: safeTxHash(1, safe, transfer, 3),
			tx: transfer,
			agreed: [me],
			isCarriedOut: false,
		});
		expect(reading.bounds).toEqual({ tokens: [], items: [], allows: [] });
		expect(reading.foretold.late.effects).toEqual([]);
		expect(reading.mostLeavesWei).toBe(
			BigInt(fields.gasLimit) * fields.maxFeePerGasWei,
		);
		expect(JSON.stringify(reading.unknowns)).not.toContain("unknown.call-data");
		const shown = callApproval(callApprovalOf(fields, reading), "call");
		expect(shown).toMatchObject({
			parts: [],
			isSeveral: false,
			safe: {
				safe: { address: safe, threshold: 2 },
				call: { to: coin, valueWei: "0", data: transfer.data },
				nonce: 3,
				agreed: [me],
				isLater: true,
			},
		});
		expect(facts.safe?.value.owners).toContain(me);
	});

	test("travels with what it is of, in the one spelling", async () => {
		const { transfer: order } = await compose(approval(payment), {
			agrees: agreedTo(payment),
		});
		expect(decodeOrder(callText(order))).toEqual(order);
	});

	test.each<
		readonly [
			string,
			string,
			() => readonly [Hex, Parameters<typeof compose>[1]],
		]
	>([
		[
			"safe-opaque",
			"of which nobody says what it is of",
			() => [approval(payment), {}],
		],
		[
			"safe-opaque",
			"of another amount than is shown",
			() => [
				approval({ ...payment, valueWei: 2n * ether }),
				{ agrees: agreedTo(payment) },
			],
		],
		[
			"safe-opaque",
			"of another number than is shown",
			() => [approval(payment, 1), { agrees: agreedTo(payment) }],
		],
		[
			"safe-opaque",
			"of foreign code where a call is shown",
			() => [
				approval({ ...transfer, operation: 1 }),
				{ agrees: agreedTo(transfer) },
			],
		],
		[
			"safe-opaque",
			"with more bytes behind the hash",
			() => [`${approval(payment)}00`, { agrees: agreedTo(payment) }],
		],
		[
			"safe-terms",
			"with coins beside it",
			() => [approval(payment), { agrees: agreedTo(payment), valueWei: 1n }],
		],
		[
			"safe-self",
			"to what changes the Safe",
			() => {
				const tx = plainSafeTx({
					to: safe,
					valueWei: 0n,
					data: callData("enableModule(address)", you),
				});
				return [approval(tx), { agrees: agreedTo(tx) }];
			},
		],
		[
			"safe-opaque",
			"to another agreement by its hash",
			() => {
				const tx = plainSafeTx({
					to: coin,
					valueWei: 0n,
					data: approval(payment),
				});
				return [approval(tx), { agrees: agreedTo(tx) }];
			},
		],
		[
			"order-evidence",
			"where the call is another one",
			() => [
				safeExecution(payment, agreed(payment, [1])),
				{ agrees: agreedTo(payment) },
			],
		],
	])("is refused with %s %s", async (code, _, asked) => {
		const [data, change] = asked();
		expect(await refusalOf(() => compose(data, change))).toBe(code);
	});

	test("is refused with safe-owner by who is none, and with safe-nonce where the number is used", async () => {
		world[you] = { nonce: 1, balance: ether };
		proofs = safeProofs(world);
		const agrees = agreedTo(payment);
		expect(
			await refusalOf(() => compose(approval(payment), { from: you, agrees })),
		).toBe("safe-owner");
		const was = world[safe];
		world[safe] = {
			...was,
			storage: { ...was?.storage, [safeSlots.nonce]: 4n },
		};
		proofs = safeProofs(world);
		expect(
			await refusalOf(() =>
				compose(approval(payment, 3), { agrees: agreedTo(payment, 3) }),
			),
		).toBe("safe-nonce");
		if (was !== undefined) world[safe] = was;
		proofs = safeProofs(world);
	});

	test("is refused by the signer's rule, where the engine alters it after it is made", async () => {
		const { fields, facts } = await made(approval(payment), agreedTo(payment));
		const { safe: proved, ...unproved } = facts;
		const now = await nowMs();
		const refused = (order: CallOrder, on: CallFacts) =>
			refusalOf(() => checkCallOrder(order, on, now, "sign"));
		const { agrees, ...silent } = fields;
		if (agrees === undefined || proved === undefined)
			throw new Error("nothing is agreed to");
		expect(await refused(fields, unproved)).toBe("safe-unproved");
		expect(await refused(silent, facts)).toBe("safe-opaque");
		for (const other of [
			{ ...agrees, to: at(0x77) },
			{ ...agrees, valueWei: 1n },
			{ ...agrees, data: "0x00" as Hex },
			{ ...agrees, nonce: 1 },
		])
			expect(await refused({ ...fields, agrees: other }, facts)).toBe(
				"safe-opaque",
			);
		const stage = await openSafeStage({ owners, version: "1.3.0" });
		const elsewhere = safeProofs(await stage.world());
		expect(
			await refused(fields, {
				...facts,
				safe: await elsewhere.read(stage.safe),
			}),
		).toBe("order-evidence");
	});
});
