import { describe, expect, test } from "vitest";
import { type Hex, utf8 } from "../../src/base/bytes.ts";
import { publicKey } from "../../src/crypto/baby-jubjub.ts";
import { keccak256, keccakHex } from "../../src/crypto/hash.ts";
import { addressOf, signHash } from "../../src/crypto/secp256k1.ts";
import {
	joinSignature,
	signingHash,
	type Transaction,
} from "../../src/evidence/transaction.ts";
import { transactionOf } from "../../src/evidence/transfer.ts";
import { profileId } from "../../src/l2/checks.ts";
import { type ExitStep, stepJson } from "../../src/l2/exit-step.ts";
import {
	rehearsalKey,
	rehearsalWei,
} from "../../src/l2/reference/checks/exit.ts";
import {
	decodeExitOrder,
	type ExitOrderRecord,
	exitText,
} from "../../src/receipt/exit-order.ts";
import {
	checkExitOrder,
	type ExitFacts,
	exitFactsInOrder,
	exitFactsOf,
} from "../../src/receipt/exit-rule.ts";
import { decodeOrder, isExit } from "../../src/receipt/orders.ts";
import { composeExit } from "../../src/wallet/exit-order.ts";
import { refusedWith } from "../refused.ts";
import { said, saidAll } from "../said.ts";
import { profile } from "./reference-world.ts";
import { a, account, h, noCode, say, scene, timeS } from "./world.ts";

const key = keccak256(Uint8Array.of(42));
const me = addressOf(key);
const gwei = 1_000_000_000n;
const nowMs = (timeS + 20) * 1000;
const { header } = scene();
const { rollup } = profile.contracts;

const facts = (
	sender: Parameters<typeof account>[2] = {},
	contract: Parameters<typeof account>[2] = {},
	address: Hex = rollup.address,
): ExitFacts => ({
	sender: account(header, me, sender),
	header,
	contract: account(header, address, {
		codeHash: rollup.codeHash,
		...contract,
	}),
	implementation: null,
	code: null,
});
const step: ExitStep = {
	kind: "reference-withdraw",
	batch: 3,
	position: 1,
	amountWei: 10n ** 18n,
	siblings: [h(7)],
};
const asked = {
	id: "one",
	profile,
	step,
	facts: facts({ nonce: 3 }),
	gasLimit: 90_000,
	outstanding: [],
	tipWei: gwei,
	nowMs,
};
const made = composeExit(asked);
const order = made.transfer;

const selector = (signature: string): Hex =>
	`0x${keccakHex(utf8(signature)).slice(2, 10)}`;
const verdict = (
	part: Partial<ExitOrderRecord>,
	on: ExitFacts = asked.facts,
	profiles = [profile],
	atMs = nowMs,
) =>
	refusedWith(() =>
		checkExitOrder({ ...order, ...part }, on, profiles, atMs, "sign"),
	);
const sign = (part: Partial<Transaction>): Hex => {
	const transaction = { ...transactionOf(order), ...part };
	return joinSignature(transaction, signHash(signingHash(transaction), key))
		.raw;
};

describe("a step of an exit", () => {
	test("is a call to the profile's contract that pays the sender", () => {
		expect(order).toMatchObject({
			to: rollup.address,
			valueWei: 0n,
			nonce: 3,
			chainId: 1337,
			rollup: profile.chainId,
		});
		expect(said(made.reading.call.title)).toBe("Take the withdrawal");
		expect(order).not.toHaveProperty("title");
		expect(order.data).toContain(me.slice(2));
		expect(made.reading).toMatchObject({
			isCodeKnown: true,
			codeHash: rollup.codeHash,
			mostLeavesWei: 90_000n * 3n * gwei,
			call: { arrives: { token: null, amount: 10n ** 18n } },
		});
		expect(verdict({})).toBe("none");
	});

	test("survives being written down, and is told from other orders", () => {
		expect(decodeExitOrder(exitText(order))).toEqual(order);
		const again = decodeOrder(exitText(order));
		expect(isExit(again) && again.step).toEqual(step);
	});

	test("of version 0.1.0 is read with the title that stands in it, and nothing rests on that", () => {
		const { gasLimit, valueWei, maxFeePerGasWei, maxPriorityFeePerGasWei } =
			order;
		const old = JSON.stringify({
			...order,
			gasLimit,
			valueWei: `${valueWei}`,
			maxFeePerGasWei: `${maxFeePerGasWei}`,
			maxPriorityFeePerGasWei: `${maxPriorityFeePerGasWei}`,
			step: stepJson(order.step),
			title: "Take the withdrawal",
		});
		const read = decodeExitOrder(old);
		expect(read).toEqual({ ...order, title: "Take the withdrawal" });
		// by its text a receipt and an approval name it: not a letter of that may change
		expect(JSON.parse(exitText(read))).toEqual(JSON.parse(old));
		expect(verdict(read)).toBe("none");
		// a button was reworded, or somebody wrote another name into the file: what is signed and shown is the step's
		for (const title of ["Collect the withdrawal", "Freeze the rollup", ""]) {
			expect(verdict({ title })).toBe("none");
			const { call } = checkExitOrder(
				{ ...order, title },
				asked.facts,
				[profile],
				nowMs,
				"sign",
			);
			expect(said(call.title)).toBe("Take the withdrawal");
		}
	});

	test("is the same after its facts went through evidence", () => {
		expect(exitFactsOf(exitFactsInOrder(asked.facts))).toEqual(asked.facts);
		expect(refusedWith(() => exitFactsOf([header, asked.facts.sender]))).toBe(
			"order-evidence",
		);
	});

	test("says when the contract runs other code, and leaves the way open", () => {
		const other = composeExit({
			...asked,
			facts: facts({ nonce: 3 }, { codeHash: h(99) }),
		});
		expect(other.reading.isCodeKnown).toBe(false);
		expect(other.reading.codeHash).toBe(h(99));
		expect(saidAll(other.reading.unknowns)).toContain("other code");
		expect(saidAll(made.reading.unknowns)).not.toContain("other code");
	});
});

describe("the deposit of a rehearsal", () => {
	const deposit = composeExit({
		...asked,
		step: { kind: "reference-deposit", seed: h(5) },
	}).transfer;
	const words = (...values: readonly bigint[]): string =>
		values.map((one) => one.toString(16).padStart(64, "0")).join("");
	const { ax, ay } = rehearsalKey(h(5));
	const refused = (part: Partial<ExitOrderRecord>) =>
		verdict({ ...deposit, ...part });

	test("sends its small sum to the rollup's contract, in the sender's own name", () => {
		expect(deposit).toMatchObject({
			to: rollup.address,
			valueWei: rehearsalWei,
			data: `${selector("deposit(uint256,uint256)")}${words(ax, ay)}`,
		});
		expect(refused({})).toBe("none");
		expect(decodeExitOrder(exitText(deposit))).toEqual(deposit);
	});

	test("is refused for another owner, another key, another sum and another seed", () => {
		const forOther: Hex = `${selector("depositFor(uint256,uint256,address)")}${words(ax, ay, BigInt(a(9)))}`;
		const forMe: Hex = `${selector("depositFor(uint256,uint256,address)")}${words(ax, ay, BigInt(me))}`;
		// a key that somebody has: whoever does could take the sum on the rollup
		const known = publicKey(5n);
		const toKnown: Hex = `${selector("deposit(uint256,uint256)")}${words(known.ax, known.ay)}`;
		const offCurve: Hex = `${selector("deposit(uint256,uint256)")}${words(1n, 1n)}`;
		for (const data of [forOther, forMe, toKnown, offCurve])
			expect(refused({ data })).toBe("order-evidence");
		expect(refused({ valueWei: rehearsalWei + 1n })).toBe("order-evidence");
		expect(refused({ valueWei: 0n })).toBe("order-evidence");
		expect(refused({ to: a(9) })).toBe("order-evidence");
		const step: ExitStep = { kind: "reference-deposit", seed: h(6) };
		expect(refused({ step })).toBe("order-evidence");
	});

	test("is refused where the account cannot pay for it", () => {
		expect(
			verdict(deposit, facts({ nonce: 3, balanceWei: rehearsalWei })),
		).toBe("order-funds");
	});
});

describe("refuses", () => {
	test.each([
		["other calldata", { data: `${order.data}00` as Hex }],
		["another contract", { to: a(9) }],
		["value that the step does not send", { valueWei: 1n }],
		[
			"another step for the same transaction",
			{
				step: { ...step, amountWei: 5n },
			},
		],
		["a step made by another profile", { profile: h(5) }],
		["a site that asks", { origin: "https://app.example" }],
	] as const)("%s", (_, part) => {
		expect(verdict(part)).toBe("order-evidence");
	});

	test("a rollup this realm does not know", () => {
		expect(verdict({ rollup: 5 })).toBe("unknown-chain");
		expect(verdict({}, asked.facts, [])).toBe("unknown-chain");
	});

	test("the profile of that id on another L1", () => {
		const elsewhere = { ...profile, l1ChainId: 5 };
		expect(
			verdict({ profile: profileId(elsewhere) }, asked.facts, [elsewhere]),
		).toBe("unknown-chain");
	});

	test("proofs of another contract, and of one without code", () => {
		expect(verdict({}, facts({ nonce: 3 }, {}, a(9)))).toBe("order-evidence");
		expect(verdict({}, facts({ nonce: 3 }, { codeHash: noCode }))).toBe(
			"order-evidence",
		);
		expect(verdict({}, facts({ nonce: 3 }, { exists: false }))).toBe(
			"order-evidence",
		);
	});

	test("more than a plain contract needs", () => {
		const slot = say("mpt-slot", [asked.facts.contract], {
			at: asked.facts.contract.value.at,
			address: rollup.address,
			key: h(1),
			word: 1n,
		});
		expect(
			verdict(
				{},
				{
					...asked.facts,
					implementation: { slot, account: asked.facts.contract },
				},
			),
		).toBe("order-evidence");
	});

	test("a contract proved at another block", () => {
		const elsewhere = scene({ slot: 6_501 }).header;
		expect(
			verdict(
				{},
				{
					...asked.facts,
					contract: account(elsewhere, rollup.address, {
						codeHash: rollup.codeHash,
					}),
				},
			),
		).toBe("order-evidence");
	});

	test("more gas than a step of this kind takes", () => {
		expect(verdict({ gasLimit: 400_001 })).toBe("order-fee");
	});

	test("a nonce nothing accounts for, and one that is used", () => {
		expect(verdict({ nonce: 5 })).toBe("order-nonce");
		expect(verdict({ nonce: 2 })).toBe("order-nonce");
		expect(verdict({ nonce: 4, outstanding: [sign({ valueWei: 1n })] })).toBe(
			"none",
		);
	});

	test("what the account cannot pay for, and code at the sender", () => {
		expect(verdict({}, facts({ nonce: 3, balanceWei: 1n }))).toBe(
			"order-funds",
		);
		expect(verdict({}, facts({ nonce: 3, codeHash: h(4) }))).toBe(
			"order-delegated",
		);
	});

	test("proofs that are too old", () => {
		expect(verdict({}, asked.facts, [profile], nowMs + 3_600_000)).toBe(
			"order-stale",
		);
	});
});
