// A Safe that is an owner of another one, end to end over proved state with their own contracts: its owners let its yes count there, the
// signer's rule reads both Safes again, and what its sentence would be false of is refused.

import { beforeAll, describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
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
import { callApproval } from "../../src/protocol/call-views.ts";
import {
	type CallFacts,
	callFactsInOrder,
	callFactsOf,
	checkCallOrder,
} from "../../src/receipt/call-rule.ts";
import { decodeOrder, isCall } from "../../src/receipt/orders.ts";
import { callApprovalOf } from "../../src/signer/call-approval.ts";
import {
	approvedSlot,
	moduleSlot,
	ownerSlot,
	safeSlots,
	sentinel,
} from "../../src/state/safe-layout.ts";
import type { CallAsked } from "../../src/wallet/order-context.ts";
import { callData } from "../evm/simulated.ts";
import { refusalOf } from "../refused.ts";
import {
	keysOf,
	openSafeStage,
	ownersOf,
	type SafeStage,
	signSafe,
} from "../safe/contracts.ts";
import { type SafeProofs, safeProofs } from "../safe/proofs.ts";
import { network, type World } from "../state/chain.ts";

const at = (n: number): Hex =>
	`0x${n.toString(16).padStart(2, "0").repeat(20)}`;
const keys = keysOf(3);
const [me = at(0), second = at(0), third = at(0)] = ownersOf(keys);
const [you, guard] = [at(0xc3), at(0x9a)];
const ether = 10n ** 18n;

/** Two of `me` and `second` decide in `inner`; two of `inner`, `third` and `you` in `outer`. */
let stage: SafeStage;
let inner: Hex;
let outer: Hex;
let world: World;
let proofs: SafeProofs;

beforeAll(async () => {
	stage = await openSafeStage({ owners: [me, second] });
	inner = stage.safe;
	outer = await stage.make([inner, third, you], 2);
	await stage.fund(outer, 3n * ether);
	world = await stage.world();
	for (const one of [me, second, third, you])
		world[one] = { nonce: 1, balance: ether };
	proofs = safeProofs(world);
});

/** With other words in a Safe, for as long as that takes. */
const withWords = async (
	address: Hex,
	words: { readonly [key: Hex]: bigint },
	work: () => Promise<void>,
) => {
	const was = world[address];
	world[address] = { ...was, storage: { ...was?.storage, ...words } };
	proofs = safeProofs(world);
	await work().finally(() => {
		if (was !== undefined) world[address] = was;
		proofs = safeProofs(world);
	});
};

const nowMs = async () =>
	((await proofs.reader.basis("latest")).value.timestampS + 20) * 1000;

const payment = plainSafeTx({ to: you, valueWei: ether, data: "0x" });
const agreedTo = ({ to, valueWei, data }: SafeTx, nonce = 0): SafeAgreed => ({
	...{ to, valueWei, data, nonce },
});
const hashOf = (tx: SafeTx, nonce = 0) => safeTxHash(1, outer, tx, nonce);
/** What the one Safe does to agree in the other. */
const yesTo = (tx: SafeTx, nonce = 0): SafeTx =>
	plainSafeTx({
		...{ to: outer, valueWei: 0n },
		data: safeApproval(hashOf(tx, nonce)),
	});
/** By the word of who sends it, and the other owner's signature. */
const byBoth = (tx: SafeTx, nonce = 0): Hex =>
	safeExecution(
		tx,
		joinSafeSignatures([
			{ owner: me, signature: senderSignature(me) },
			{
				owner: second,
				signature: signSafe(
					safeTxHash(1, inner, tx, nonce),
					keys[1] ?? new Uint8Array(32),
				),
			},
		]),
	);

const compose = async (
	call: Omit<CallAsked, "accessList">,
	more: { from?: Hex; to?: Hex } = {},
) => {
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
			...{ id: "one", origin: null, from: me, to: inner, valueWei: 0n },
			call: { ...call, accessList: [] },
			...more,
		},
		1_000_000n,
		() => [],
		() => now,
	);
};

const made = async (...asked: Parameters<typeof compose>) => {
	const order = await compose(...asked);
	const fields = decodeOrder(callText(order.transfer));
	if (!isCall(fields)) throw new Error("it is no call");
	expect(fields).toEqual(order.transfer);
	const facts = callFactsOf(callFactsInOrder(order.facts));
	const reading = checkCallOrder(fields, facts, await nowMs(), "sign");
	return { fields, facts, reading };
};

describe("a Safe's yes in another Safe", () => {
	test("is carried out by an owner of the one: what it is of is shown, nothing leaves, and the other Safe's contract takes it", async () => {
		const { fields, facts, reading } = await made({
			data: byBoth(yesTo(payment)),
			outer: agreedTo(payment),
		});
		expect(reading.safe).toMatchObject({
			...{ tx: yesTo(payment), nonce: 0, isCarriedOut: true, through: null },
			outer: { tx: payment, nonce: 0, hash: hashOf(payment) },
		});
		expect(reading.safe?.outer?.state).toMatchObject({
			...{ address: outer, threshold: 2 },
		});
		expect(reading.bounds).toEqual({ tokens: [], items: [], allows: [] });
		expect(reading.foretold.late.effects).toEqual([]);
		expect(reading.mostLeavesWei).toBe(
			BigInt(fields.gasLimit) * fields.maxFeePerGasWei,
		);
		expect(JSON.stringify(reading.unknowns)).not.toContain("unknown.call-data");
		expect(facts.linked?.value.address).toBe(outer);
		const shown = callApproval(callApprovalOf(fields, reading), "call");
		expect(shown).toMatchObject({
			parts: [],
			safe: {
				safe: { address: inner, threshold: 2 },
				call: { to: outer, valueWei: "0" },
				outer: {
					safe: { address: outer, owners: reading.safe?.outer?.state.owners },
					call: { to: you, valueWei: `${ether}`, data: "0x" },
					...{ nonce: 0, hash: hashOf(payment) },
				},
			},
		});
		// their own code, with these bytes
		expect(await stage.send(me, inner, fields.data)).toBeNull();
		const storage = (await stage.world())[outer]?.storage ?? {};
		expect(storage[approvedSlot(inner, hashOf(payment))]).toBe(1n);
	});

	test("is agreed to by an owner's transaction of its own, which does nothing yet", async () => {
		const yes = yesTo(payment, 4);
		const { reading } = await made({
			data: safeApproval(safeTxHash(1, inner, yes, 2)),
			agrees: agreedTo(yes, 2),
			outer: agreedTo(payment, 4),
		});
		expect(reading.safe).toMatchObject({
			...{ isCarriedOut: false, nonce: 2, agreed: [me] },
			outer: { tx: payment, nonce: 4 },
		});
		expect(reading.foretold.late.effects).toEqual([]);
	});
});

describe("is refused, when it is made,", () => {
	const opaque = (tx: SafeTx, of = agreedTo(payment)) => ({
		data: byBoth(tx),
		outer: of,
	});
	test.each<readonly [string, string, () => Parameters<typeof compose>[0]]>([
		[
			"safe-opaque",
			"where nobody says what it is of",
			() => ({ data: byBoth(yesTo(payment)) }),
		],
		[
			"safe-opaque",
			"where it is of another amount than is shown",
			() => opaque(yesTo({ ...payment, valueWei: 2n })),
		],
		[
			"safe-opaque",
			"where it is of another number than is shown",
			() => opaque(yesTo(payment, 1)),
		],
		[
			"safe-opaque",
			"where it is of foreign code and a call is shown",
			() => opaque(yesTo({ ...payment, operation: 1 })),
		],
		[
			"safe-opaque",
			"where the hash is one of the Safe's own",
			() =>
				opaque({
					...yesTo(payment),
					data: safeApproval(`0x${"07".repeat(32)}`),
				}),
		],
		[
			"safe-terms",
			"where coins go along",
			() => opaque({ ...yesTo(payment), valueWei: 1n }),
		],
		[
			"safe-self",
			"where the other Safe would change itself by it",
			() => {
				const tx = plainSafeTx({
					...{ to: outer, valueWei: 0n },
					data: callData("enableModule(address)", you),
				});
				return { data: byBoth(yesTo(tx)), outer: agreedTo(tx) };
			},
		],
		[
			"safe-deep",
			"where the other Safe would agree in a third by it",
			() => {
				const tx = plainSafeTx({
					...{
						to: at(0x33),
						valueWei: 0n,
						data: safeApproval(hashOf(payment)),
					},
				});
				return { data: byBoth(yesTo(tx)), outer: agreedTo(tx) };
			},
		],
		[
			"safe-unproved",
			"where the other Safe would carry something out in a third by it",
			() => {
				const tx = plainSafeTx({
					...{ to: at(0x33), valueWei: 0n, data: safeExecution(payment, "0x") },
				});
				return { data: byBoth(yesTo(tx)), outer: agreedTo(tx) };
			},
		],
		[
			"order-evidence",
			"where something is said beside a call that agrees to nothing",
			() => ({
				data: byBoth(plainSafeTx({ to: outer, valueWei: 1n, data: "0x" })),
				outer: agreedTo(payment),
			}),
		],
	])("with %s %s", async (code, _, asked) => {
		expect(await refusalOf(() => compose(asked()))).toBe(code);
	});

	test("with safe-nonce where the other Safe is past that number", async () => {
		await withWords(outer, { [safeSlots.nonce]: 1n }, async () => {
			const asked = { data: byBoth(yesTo(payment)), outer: agreedTo(payment) };
			expect(await refusalOf(() => compose(asked))).toBe("safe-nonce");
		});
	});

	test("with safe-owner by an account that is an owner of the other Safe alone", async () => {
		const asked = { data: byBoth(yesTo(payment)), outer: agreedTo(payment) };
		expect(await refusalOf(() => compose(asked, { from: third }))).toBe(
			"safe-owner",
		);
	});

	test("with safe-threshold where too few owners of the one agreed", async () => {
		const data = safeExecution(yesTo(payment), senderSignature(me));
		expect(
			await refusalOf(() => compose({ data, outer: agreedTo(payment) })),
		).toBe("safe-threshold");
	});

	test("with safe-unknown where what it would agree in is no Safe", async () => {
		const yes = { ...yesTo(payment), to: you };
		const hash = safeTxHash(1, you, payment, 0);
		const data = byBoth({ ...yes, data: safeApproval(hash) });
		expect(
			await refusalOf(() => compose({ data, outer: agreedTo(payment) })),
		).toBe("safe-unknown");
	});

	test("with safe-nesting where the one is no owner of the other", async () => {
		const stranger = await stage.make([third, you], 1);
		const all = await stage.world();
		world[stranger] = all[stranger] ?? {};
		proofs = safeProofs(world);
		const yes = plainSafeTx({
			...{ to: stranger, valueWei: 0n },
			data: safeApproval(safeTxHash(1, stranger, payment, 0)),
		});
		expect(
			await refusalOf(() =>
				compose({ data: byBoth(yes), outer: agreedTo(payment) }),
			),
		).toBe("safe-nesting");
	});

	test.each<
		readonly [
			string,
			string,
			() => readonly [Hex, { readonly [key: Hex]: bigint }],
		]
	>([
		[
			"safe-nesting",
			"the one is a module of the other, which needs no yes",
			() => [
				outer,
				{
					[moduleSlot(sentinel)]: BigInt(inner),
					[moduleSlot(inner)]: BigInt(sentinel),
				},
			],
		],
		[
			"safe-nesting",
			"the one guards the other",
			() => [outer, { [safeSlots.guard]: BigInt(inner) }],
		],
		[
			"safe-nesting",
			"the one answers calls for the other",
			() => [outer, { [safeSlots.fallbackHandler]: BigInt(inner) }],
		],
		[
			"safe-self",
			"the other is a module of the one",
			() => [
				inner,
				{
					[moduleSlot(sentinel)]: BigInt(outer),
					[moduleSlot(outer)]: BigInt(sentinel),
				},
			],
		],
		[
			"safe-nesting",
			"each is an owner of the other",
			() => [
				inner,
				{
					[safeSlots.ownerCount]: 3n,
					[ownerSlot(sentinel)]: BigInt(outer),
					[ownerSlot(outer)]: BigInt(me),
				},
			],
		],
	])("with %s where %s", async (code, _, words) => {
		await withWords(...words(), async () => {
			const asked = { data: byBoth(yesTo(payment)), outer: agreedTo(payment) };
			expect(await refusalOf(() => compose(asked))).toBe(code);
		});
	});

	test("with safe-self where the other Safe would call what decides in one of the two", async () => {
		const tx = plainSafeTx({ to: guard, valueWei: 0n, data: "0x01" });
		for (const address of [inner, outer])
			await withWords(
				address,
				{ [safeSlots.guard]: BigInt(guard) },
				async () => {
					world[guard] = { nonce: 1, code: "0x00" };
					proofs = safeProofs(world);
					const asked = { data: byBoth(yesTo(tx)), outer: agreedTo(tx) };
					expect(await refusalOf(() => compose(asked))).toBe("safe-self");
				},
			);
	});

	test("with order-foretold where a guard of the one stops it", async () => {
		world[guard] = { nonce: 1, code: "0x60006000fd" };
		await withWords(inner, { [safeSlots.guard]: BigInt(guard) }, async () => {
			const asked = { data: byBoth(yesTo(payment)), outer: agreedTo(payment) };
			expect(await refusalOf(() => compose(asked))).toBe("order-foretold");
		});
	});
});

test("is refused by the signer's rule, where the engine alters it after it is made", async () => {
	const { fields, facts } = await made({
		data: byBoth(yesTo(payment)),
		outer: agreedTo(payment),
	});
	const now = await nowMs();
	const refused = (order: CallOrder, on: CallFacts) =>
		refusalOf(() => checkCallOrder(order, on, now, "sign"));
	const { outer: of, ...silent } = fields;
	const { linked, ...alone } = facts;
	if (of === undefined || linked === undefined || facts.safe === undefined)
		throw new Error("nothing is agreed to");
	expect(await refused(silent, alone)).toBe("safe-opaque");
	expect(await refused(silent, facts)).toBe("order-evidence");
	expect(await refused(fields, alone)).toBe("safe-unproved");
	expect(await refused(fields, { ...facts, linked: facts.safe })).toBe(
		"order-evidence",
	);
	expect(await refused(fields, { ...facts, safe: linked })).toBe(
		"order-evidence",
	);
	for (const other of [
		{ ...of, to: at(0x77) },
		{ ...of, valueWei: 1n },
		{ ...of, data: "0x00" as Hex },
		{ ...of, nonce: 1 },
	])
		expect(await refused({ ...fields, outer: other }, facts)).toBe(
			"safe-opaque",
		);
	// of another state, which is another world's
	world[you] = { nonce: 2, balance: ether };
	const elsewhere = await safeProofs(world).read(outer);
	expect(await refused(fields, { ...facts, linked: elsewhere })).toBe(
		"order-evidence",
	);
	world[you] = { nonce: 1, balance: ether };
});

test("is refused wherever one digit of its call, or of what that is of, is another one (seed 7, 400 digits)", async () => {
	const sent = plainSafeTx({
		...{ to: you, valueWei: 5n },
		data: callData("transfer(address,uint256)", you, 400n),
	});
	const { fields, facts } = await made({
		data: byBoth(yesTo(sent)),
		outer: agreedTo(sent),
	});
	const now = await nowMs();
	const of = fields.outer;
	if (of === undefined) throw new Error("nothing is agreed to");
	let seed = 7;
	const below = (most: number): number => {
		seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
		return Math.floor((seed / 2 ** 31) * most);
	};
	// the second word of who sends it means nothing, to the contract as well
	const word = senderSignature(me).slice(2, 66);
	const idle = fields.data.indexOf(word) + word.length;
	const altered = (hex: Hex): Hex => {
		const at = 2 + below(hex.length - 2);
		if (hex === fields.data && at >= idle && at < idle + 64)
			return altered(hex);
		const digit = (Number.parseInt(hex[at] ?? "0", 16) + 1 + below(15)) % 16;
		return `0x${hex.slice(2, at)}${digit.toString(16)}${hex.slice(at + 1)}`;
	};
	for (let i = 0; i < 400; i++) {
		const order: CallOrder = {
			...fields,
			...([
				() => ({ data: altered(fields.data) }),
				() => ({ to: altered(fields.to) }),
				() => ({ outer: { ...of, to: altered(of.to) } }),
				() => ({ outer: { ...of, data: altered(of.data) } }),
				() => ({ outer: { ...of, valueWei: of.valueWei + 1n + BigInt(i) } }),
				() => ({ outer: { ...of, nonce: of.nonce + 1 + i } }),
			][below(6)]?.() ?? {}),
		};
		expect(
			await refusalOf(() => checkCallOrder(order, facts, now, "sign")),
			`${i}`,
		).not.toBe("none");
	}
});

describe("what owners of a Safe agreed to, one of them a Safe,", () => {
	const signatures = () =>
		joinSafeSignatures([
			{ owner: inner, signature: senderSignature(inner) },
			{
				owner: third,
				signature: signSafe(hashOf(payment), keys[2] ?? new Uint8Array(32)),
			},
		]);
	const agreed = () => ({ [approvedSlot(inner, hashOf(payment))]: 1n });

	test("is carried out by an owner of that one, whose own word is none: both Safes are proved", async () => {
		await withWords(outer, agreed(), async () => {
			const { fields, reading } = await made(
				{ data: safeExecution(payment, signatures()) },
				{ to: outer },
			);
			expect(reading.safe).toMatchObject({
				...{ isCarriedOut: true, outer: null },
				through: { address: inner },
			});
			expect([...(reading.safe?.agreed ?? [])].sort()).toEqual(
				[inner, third].sort(),
			);
			expect(callApprovalOf(fields, reading).safe?.through?.address).toBe(
				inner,
			);
		});
	});

	test("is refused with safe-owner by who is an owner of neither, and with safe-signature where the yes is not proved", async () => {
		const call = { data: safeExecution(payment, signatures()) };
		await withWords(outer, agreed(), async () => {
			world[at(0x66)] = { nonce: 1, balance: ether };
			proofs = safeProofs(world);
			expect(
				await refusalOf(() => compose(call, { to: outer, from: at(0x66) })),
			).toBe("safe-owner");
		});
		expect(await refusalOf(() => compose(call, { to: outer }))).toBe(
			"safe-signature",
		);
	});

	test("is refused with safe-nesting where the account is an owner of a Safe that is none of the other", async () => {
		const mine = await stage.make([me], 1);
		world[mine] = (await stage.world())[mine] ?? {};
		await withWords(outer, agreed(), async () => {
			const { fields, facts } = await made(
				{ data: safeExecution(payment, signatures()) },
				{ to: outer },
			);
			const now = await nowMs();
			const refused = async (linked: CallFacts["linked"]) => {
				const { linked: _, ...rest } = facts;
				const on = linked === undefined ? rest : { ...rest, linked };
				return refusalOf(() => checkCallOrder(fields, on, now, "sign"));
			};
			expect(await refused(await proofs.read(mine))).toBe("safe-nesting");
			expect(await refused(undefined)).toBe("safe-owner");
		});
	});

	test("is refused with order-evidence where a second Safe is proved for nothing", async () => {
		await withWords(outer, agreed(), async () => {
			const { fields, facts } = await made(
				{ data: safeExecution(payment, signatures()) },
				{ to: outer, from: third },
			);
			const linked = await proofs.read(inner);
			const now = await nowMs();
			expect(
				await refusalOf(() =>
					checkCallOrder(fields, { ...facts, linked }, now, "sign"),
				),
			).toBe("order-evidence");
		});
	});
});
