// What the circuit takes, and what it refuses: each batch here is made whole by a prover who keeps to no rule, and breaks
// one rule only.

import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
	babyJubjubL,
	type MessageSignature,
	signMessage,
} from "../../../src/crypto/baby-jubjub.ts";
import { poseidon } from "../../../src/crypto/poseidon-bn254.ts";
import type { CircuitInput, SignalValue } from "./circuit-input.ts";
import {
	accountOf,
	deposit,
	forced,
	type Ledger,
	type ModelAccount,
	type ModelOperation,
	type ModelOptions,
	modelBatch,
	modelChainId,
	nobody,
	nothing,
	person,
	transfer,
	withdraw,
} from "./circuit-model.ts";
import { order } from "./setup/field.ts";
import { type Circuit, openCircuit } from "./setup.ts";
import { computeWitness } from "./snarkjs.ts";

const alice = person(11n, 0xa11ce_0000n);
const bob = person(22n, 0xb0b_0000n);
const carol = person(33n, 0xca401_0000n);
const ether = 10n ** 18n;
const ledger: Ledger = new Map([
	[3, accountOf(alice, 5n * ether, 7n)],
	[9, accountOf(bob, ether)],
	[200, accountOf(carol, 2n * ether, 1n)],
]);
/** `ledger` with another account at `index`. */
const having = (index: number, account: ModelAccount): Ledger =>
	new Map(ledger).set(index, account);

let circuit: Circuit;
beforeAll(async () => {
	circuit = await openCircuit();
	// The program that computes witnesses prints every refusal besides.
	vi.spyOn(console, "error").mockImplementation(() => undefined);
}, 300_000);
afterAll(() => {
	vi.restoreAllMocks();
});

const takes = async (input: CircuitInput): Promise<void> => {
	const witness = await computeWitness(input, circuit.wasmPath);
	expect(witness[0]).toBe(1n);
	expect(witness[1]).toBe(input.oldRoot);
};
const refuses = async (input: CircuitInput, by: RegExp): Promise<void> => {
	await expect(computeWitness(input, circuit.wasmPath)).rejects.toThrow(by);
};

const batch = (
	operation: ModelOperation,
	on: Ledger = ledger,
	options: ModelOptions = {},
): CircuitInput => modelBatch(on, [operation, nothing], options).input;

const pay = transfer(3, alice, 9, bob, ether);
const leave = withdraw(3, alice, 0xfeedn, ether);
const arrive = deposit(9, bob, ether);

describe("the circuit takes", () => {
	const cases: readonly [string, readonly ModelOperation[], Ledger?][] = [
		["two operations that do nothing", [nothing, nothing]],
		["nothing on the empty tree", [nothing, nothing], new Map()],
		["a transfer", [pay, nothing]],
		[
			"two transfers of one account, the nonces in turn",
			[pay, transfer(3, alice, 200, carol, 1n)],
		],
		[
			"a transfer and the way back",
			[pay, transfer(9, bob, 3, alice, 2n * ether)],
		],
		[
			"a transfer of everything",
			[transfer(3, alice, 9, bob, 5n * ether), nothing],
		],
		["a deposit for a new account", [deposit(4, person(5n, 9n), 1n), nothing]],
		["a deposit for a known account", [arrive, nothing]],
		[
			"a deposit at account 0 and a transfer from there",
			[
				deposit(0, person(5n, 9n), 10n),
				transfer(0, person(5n, 9n), 9, bob, 4n),
			],
		],
		["a deposit at the last account", [deposit(255, alice, 1n), nothing]],
		[
			"the first deposits of all",
			[deposit(0, alice, 1n), deposit(1, bob, 2n)],
			new Map(),
		],
		[
			"a deposit for a key that is no point of the curve",
			[deposit(5, { ax: 1n, ay: 1n, owner: 7n }, 3n), nothing],
		],
		["a withdrawal", [leave, nothing]],
		["two withdrawals", [leave, withdraw(9, bob, 1n, 1n)]],
		["a forced withdrawal", [forced(3, alice.owner, 5n * ether), nothing]],
		[
			"a forced withdrawal of an account that is another's, which does nothing",
			[forced(3, bob.owner, 0n), nothing],
		],
		[
			"a forced withdrawal of an account that nobody has",
			[forced(77, bob.owner, 0n), nothing],
		],
		[
			"a forced withdrawal of an account whose key is no point of the curve",
			[forced(5, 7n, 3n), nothing],
			having(5, { ax: 1n, ay: 1n, owner: 7n, balance: 3n, nonce: 0n }),
		],
		[
			"a forced withdrawal and a deposit for the account it emptied",
			[forced(9, bob.owner, ether), arrive],
		],
		[
			"a balance just below 2^96",
			[deposit(9, bob, 2n ** 96n - 1n - ether), nothing],
		],
	];
	it.each(cases)("%s", async (_, operations, on = ledger) => {
		await takes(modelBatch(on, operations).input);
	});
});

describe("kinds", () => {
	it("refuses an operation of no kind", () =>
		refuses(batch({ ...nothing, is: [0n, 0n, 0n, 0n, 0n] }), /Kind_/));
	it("refuses an operation of two kinds", () =>
		refuses(batch({ ...arrive, is: [order - 1n, 1n, 1n, 0n, 0n] }), /Kind_/));
	it("refuses a kind in parts", () =>
		refuses(batch({ ...nothing, is: [2n, order - 1n, 0n, 0n, 0n] }), /Kind_/));
});

describe("fields that a kind does not use", () => {
	const filled: readonly [string, ModelOperation][] = [
		["an amount of nothing", { ...nothing, amount: 1n }],
		["a sender of nothing", { ...nothing, from: 3 }],
		["a receiver of nothing", { ...nothing, to: 3 }],
		["an owner of nothing", { ...nothing, owner: 3n }],
		["a sender of a deposit", { ...arrive, from: 3 }],
		["an owner of a transfer", { ...pay, owner: 3n }],
		["a receiver of a withdrawal", { ...leave, to: 9 }],
		[
			"a receiver of a forced withdrawal",
			{ ...forced(3, alice.owner, 5n * ether), to: 9 },
		],
	];
	it.each(filled)("refuses %s", (_, operation) =>
		refuses(batch(operation), /Fields_/),
	);
	const keys: readonly [string, ModelOperation][] = [
		["nothing", nothing],
		["a withdrawal", leave],
		["a forced withdrawal", forced(3, alice.owner, 5n * ether)],
	];
	it.each(keys)("refuses a key of %s", async (_, operation) => {
		await refuses(batch({ ...operation, ax: 1n }), /Operation_/);
		await refuses(batch({ ...operation, ay: 1n }), /Operation_/);
	});
	it.each([
		["a signature", signMessage(5n, 6n)],
		["half of a point", { r8x: 0n, r8y: 5n, s: 0n }],
		["a number in its place", { r8x: 0n, r8y: 1n, s: 5n }],
	])("refuses %s of an operation without signature", (_, signature) =>
		refuses(
			batch(arrive, ledger, { sign: () => signature }),
			/OperationSignature_/,
		),
	);
});

describe("amounts", () => {
	it.each([
		["deposit", deposit(9, bob, 0n)],
		["transfer", { ...pay, amount: 0n }],
		["withdrawal", { ...leave, amount: 0n }],
	])("refuses a %s of nothing", (_, operation) =>
		refuses(batch(operation), /Fields_/),
	);
	it("refuses a transfer of more than the balance", () =>
		refuses(batch({ ...pay, amount: 5n * ether + 1n }), /Num2Bits_/));
	it("refuses a withdrawal of more than the balance", () =>
		refuses(batch({ ...leave, amount: 5n * ether + 1n }), /Num2Bits_/));
	it("refuses an amount below zero", () =>
		refuses(batch({ ...pay, amount: order - ether }), /Num2Bits_/));
	it("refuses an amount of 2^96, though the balance has it", () =>
		refuses(
			batch(
				{ ...leave, amount: 2n ** 96n },
				having(3, accountOf(alice, 2n ** 96n)),
			),
			/Num2Bits_/,
		));
	it("refuses a transfer that lifts a balance to 2^96", () =>
		refuses(
			batch(pay, having(9, accountOf(bob, 2n ** 96n - ether))),
			/Num2Bits_/,
		));
	it("refuses a deposit that lifts a balance to 2^96", () =>
		refuses(
			batch(arrive, having(9, accountOf(bob, 2n ** 96n - ether))),
			/Num2Bits_/,
		));
});

describe("accounts", () => {
	it("refuses a transfer to the account itself", () =>
		refuses(batch({ ...pay, to: 3, ax: alice.ax, ay: alice.ay }), /Fields_/));
	it("refuses an index outside the tree", async () => {
		await refuses(batch({ ...pay, from: 3 + 256 }), /Num2Bits_/);
		await refuses(batch({ ...pay, to: 9 + 256 }), /Num2Bits_/);
	});
	it("refuses the path of another account", async () => {
		await refuses(
			batch({ ...pay, from: 3, fromPath: 200, secret: carol.secret }),
			/Operation_/,
		);
		await refuses(
			batch({ ...pay, ax: carol.ax, ay: carol.ay, toPath: 200 }),
			/Operation_/,
		);
	});
	it.each([
		["key", { ax: bob.ax, ay: bob.ay }],
		["owner", { owner: bob.owner }],
		["balance", { balance: 6n * ether }],
		["nonce", { nonce: 8n }],
	])("refuses an account under another %s", async (_, claim) => {
		const secret = "ax" in claim ? bob.secret : alice.secret;
		await refuses(batch({ ...pay, secret, claimFrom: claim }), /Operation_/);
		await refuses(
			batch({
				...transfer(9, bob, 3, alice, 1n),
				...("ax" in claim ? claim : {}),
				claimTo: claim,
			}),
			/Operation_/,
		);
	});
	it("refuses a nonce that reaches 2^32", () =>
		refuses(
			batch(pay, having(3, accountOf(alice, 5n * ether, 2n ** 32n - 1n))),
			/Num2Bits_/,
		));
	it("refuses a transfer for another key than the receiver's", async () => {
		await refuses(batch({ ...pay, ax: carol.ax }), /Operation_/);
		await refuses(batch({ ...pay, ay: carol.ay }), /Operation_/);
	});
	it("refuses a transfer to an account that nobody has", () =>
		refuses(batch({ ...pay, to: 77, ax: 0n, ay: 0n }), /Operation_/));
	it("refuses a deposit for a known account under another key or owner", async () => {
		await refuses(batch({ ...arrive, ax: carol.ax }), /Operation_/);
		await refuses(batch({ ...arrive, ay: carol.ay }), /Operation_/);
		await refuses(batch({ ...arrive, owner: carol.owner }), /Operation_/);
	});
	it.each([
		["key", { ax: 5n }],
		["key's other half", { ay: 5n }],
		["balance", { balance: 5n }],
		["nonce", { nonce: 5n }],
	])("refuses a new account where something is: a %s", (_, left) =>
		refuses(
			batch(deposit(77, bob, 1n), having(77, { ...nobody, ...left })),
			/Operation_/,
		),
	);
	it("refuses an owner that is no address", () =>
		refuses(batch({ ...leave, owner: 2n ** 160n }), /Num2Bits_/));
});

describe("forced withdrawals", () => {
	it("refuses less than everything", () =>
		refuses(batch(forced(3, alice.owner, ether)), /Operation_/));
	it("refuses to take nothing from the account of the one who asks", () =>
		refuses(batch(forced(3, alice.owner, 0n)), /Operation_/));
	it("refuses to take from an account that is another's", () =>
		refuses(batch(forced(3, bob.owner, 5n * ether)), /Operation_/));
});

describe("signatures", () => {
	const signed = (
		sign: (message: bigint) => MessageSignature,
		operation = pay,
		on = ledger,
	): CircuitInput => batch(operation, on, { sign });

	it("refuses a transfer or withdrawal without one", async () => {
		const sign = () => ({ r8x: 0n, r8y: 1n, s: 0n });
		await refuses(signed(sign), /ForceEqualIfEnabled_/);
		await refuses(signed(sign, leave), /ForceEqualIfEnabled_/);
	});
	it("refuses one by another key", () =>
		refuses(
			signed((m) => signMessage(bob.secret, m)),
			/ForceEqualIfEnabled_/,
		));
	it("refuses one over another message", () =>
		refuses(
			signed((m) => signMessage(alice.secret, m + 1n)),
			/ForceEqualIfEnabled_/,
		));

	/** The message that belongs to `operation`, for a signature that is then put under another. */
	const messageOf = (
		operation: ModelOperation,
		on = ledger,
		options: ModelOptions = {},
	): bigint => {
		const [message = 0n] = modelBatch(
			on,
			[operation, nothing],
			options,
		).messages;
		return message;
	};
	const others: readonly [string, ModelOperation][] = [
		["amount", { ...pay, amount: 1n }],
		["receiver", { ...pay, to: 200 }],
		["receiver's key", { ...pay, ax: carol.ax }],
		["sender", { ...pay, from: 9 }],
		["kind", { ...pay, is: leave.is }],
		["owner", { ...pay, owner: 1n }],
	];
	it.each(others)("refuses one for another %s", (_, other) =>
		refuses(
			signed(() => signMessage(alice.secret, messageOf(other))),
			/ForceEqualIfEnabled_/,
		),
	);
	it("refuses one for another chain", () =>
		refuses(
			signed(() =>
				signMessage(
					alice.secret,
					messageOf(pay, ledger, { chainId: modelChainId + 1n }),
				),
			),
			/ForceEqualIfEnabled_/,
		));
	it("refuses one a second time", async () => {
		const once = signMessage(alice.secret, messageOf(pay));
		const twice = (sign: ModelOptions["sign"]) =>
			modelBatch(ledger, [pay, pay], sign === undefined ? {} : { sign }).input;
		await takes(twice(undefined));
		await refuses(
			twice(() => once),
			/ForceEqualIfEnabled_/,
		);
	});
	it("refuses an S of the subgroup's order or more", () =>
		refuses(
			signed((m) => {
				const signature = signMessage(alice.secret, m);
				return { ...signature, s: signature.s + babyJubjubL };
			}),
			/EdDSAPoseidonVerifier_/,
		));
	it("refuses every signature of a key of small order", () =>
		refuses(
			signed(
				// R8 zero and S zero fit a key whose eightfold is zero, whatever the message.
				() => ({ r8x: 0n, r8y: 1n, s: 0n }),
				pay,
				having(3, { ...accountOf(alice, ether), ax: 0n, ay: order - 1n }),
			),
			/EdDSAPoseidonVerifier_/,
		));
});

/** `input` with one public input moved to another value. */
const claiming = (
	input: CircuitInput,
	name: string,
	value: bigint,
): CircuitInput => ({ ...input, [name]: value });
const oneValue = (value: SignalValue | undefined): bigint => {
	if (typeof value !== "bigint") throw new TypeError("not one value");
	return value;
};

describe("what L1 and readers rely on", () => {
	it.each(["newRoot", "dataHash", "queueAfter", "withdrawRoot"])(
		"refuses another %s",
		async (name) => {
			const input = batch(pay);
			await takes(input);
			const other = oneValue(input[name]) + 1n;
			await refuses(claiming(input, name, other), /Rollup_/);
		},
	);
	it("refuses another root before", () => {
		const input = batch(pay);
		const other = oneValue(input.oldRoot) + 1n;
		return refuses(claiming(input, "oldRoot", other), /Operation_/);
	});
	it("refuses another queue before", () => {
		const input = batch(arrive);
		return refuses(claiming(input, "queueBefore", 1n), /Rollup_/);
	});
	it("refuses a deposit that leaves the queue as it was", () =>
		refuses(claiming(batch(arrive), "queueAfter", 0n), /Rollup_/));
	it("refuses a forced withdrawal of nothing that leaves the queue as it was", () =>
		refuses(
			claiming(batch(forced(3, bob.owner, 0n)), "queueAfter", 0n),
			/Rollup_/,
		));
	it("refuses a transfer that takes an entry of the queue", () => {
		const entry = poseidon([2n, bob.ax, bob.ay, 0n, ether]);
		const moved = poseidon([0n, entry]);
		return refuses(claiming(batch(pay), "queueAfter", moved), /Rollup_/);
	});
	it.each([
		["amount", { amount: 2n * ether }],
		["index", { to: 9 }],
	])("binds a deposit to its entry, not to its %s alone", async (_, change) => {
		const entry = poseidon([1n, bob.ax, bob.ay, bob.owner, ether]);
		const queued = poseidon([0n, entry]);
		const input = batch({ ...arrive, ...change });
		if ("amount" in change)
			await refuses(claiming(input, "queueAfter", queued), /Rollup_/);
		else expect(input.queueAfter).toBe(queued);
	});
	it("refuses a withdrawal that is not in the withdrawal tree", () =>
		refuses(
			claiming(batch(leave), "withdrawRoot", poseidon([0n, 0n])),
			/Rollup_/,
		));
	it.each([
		["a transfer", pay, bob.owner],
		["a deposit", arrive, bob.owner],
		["nothing", nothing, 0n],
		["a forced withdrawal of nothing", forced(3, bob.owner, 0n), bob.owner],
	])("refuses %s in the withdrawal tree", (_, operation, owner) =>
		refuses(
			claiming(
				batch(operation),
				"withdrawRoot",
				poseidon([poseidon([owner, operation.amount]), 0n]),
			),
			/Rollup_/,
		),
	);
	it("refuses withdrawals in another order", () => {
		const two = [leave, withdraw(9, bob, 1n, 1n)];
		const { input, withdrawLeaves } = modelBatch(ledger, two);
		return refuses(
			claiming(input, "withdrawRoot", poseidon(withdrawLeaves.toReversed())),
			/Rollup_/,
		);
	});
	it("refuses a second operation over the root before the first", async () => {
		const second = transfer(9, bob, 200, carol, 1n);
		const together = modelBatch(ledger, [pay, second]).input;
		const alone = modelBatch(ledger, [second, nothing]).input;
		const both = (name: string): SignalValue => {
			const a = together[name];
			const b = alone[name];
			if (!Array.isArray(a) || !Array.isArray(b)) throw new TypeError(name);
			return [a[0], b[0]];
		};
		await takes(together);
		await refuses(
			{
				...together,
				newRoot: oneValue(alone.newRoot),
				fromSiblings: both("fromSiblings"),
				fromAccount: both("fromAccount"),
				toSiblings: both("toSiblings"),
				toAccount: both("toAccount"),
			},
			/Operation_/,
		);
	});
});
