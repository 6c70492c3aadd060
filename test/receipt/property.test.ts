import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Hex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import { addressOf, signHash } from "../../src/crypto/secp256k1.ts";
import { canonical, json } from "../../src/evidence/canonical.ts";
import {
	decodeEvidence,
	evidenceOf,
	evidenceText,
	stepId,
} from "../../src/evidence/evidence.ts";
import { decodeForeign } from "../../src/evidence/foreign-transaction.ts";
import { orderPolicy } from "../../src/evidence/l1-order.ts";
import {
	decodeSigned,
	joinSignature,
	mostOf,
	signingHash,
} from "../../src/evidence/transaction.ts";
import { type Transfer, transactionOf } from "../../src/evidence/transfer.ts";
import { checkOrder } from "../../src/receipt/order-rule.ts";
import { replayEvidence } from "../../src/receipt/replay.ts";
import type { AnyVerified } from "../../src/trust/verified.ts";
import {
	a,
	account,
	checkpoint,
	committee,
	h,
	say,
	scene,
	testNetwork,
	testRules,
	timeS,
} from "./world.ts";

const key = keccak256(Uint8Array.of(42));
const me = addressOf(key);
const wei = fc.bigInt({ min: 0n, max: 2n ** 100n });
const small = fc.nat({ max: 2 ** 31 });
const transaction = fc.record({
	chainId: fc.integer({ min: 1, max: 2 ** 40 }),
	nonce: small,
	maxPriorityFeePerGasWei: wei,
	maxFeePerGasWei: wei,
	gasLimit: small,
	to: fc
		.uint8Array({ minLength: 20, maxLength: 20 })
		.map((bytes): Hex => `0x${Buffer.from(bytes).toString("hex")}`),
	valueWei: wei,
	data: fc
		.uint8Array({ maxLength: 100 })
		.map((bytes): Hex => `0x${Buffer.from(bytes).toString("hex")}`),
});
const plain = fc.jsonValue({ maxDepth: 4 }).filter((value) => {
	try {
		json(value, "x");
		return true;
	} catch {
		return false;
	}
});

describe("for any value", () => {
	test("the one spelling says the same, and two values never share one", () => {
		fc.assert(
			fc.property(plain, plain, (one, other) => {
				const first = json(one, "x");
				const second = json(other, "x");
				expect(JSON.parse(canonical(first))).toEqual(first);
				expect(canonical(first) === canonical(second)).toBe(
					JSON.stringify(JSON.parse(canonical(first))) ===
						JSON.stringify(JSON.parse(canonical(second))),
				);
			}),
		);
	});

	test("a transaction comes back out of its bytes with its signer, by both readers", () => {
		fc.assert(
			fc.property(transaction, (made) => {
				const signed = joinSignature(made, signHash(signingHash(made), key));
				expect(decodeSigned(signed.raw)).toEqual(signed);
				expect(signed.from).toBe(me);
				expect(decodeForeign(signed.raw)).toMatchObject({
					from: me,
					nonce: BigInt(made.nonce),
					chainId: BigInt(made.chainId),
					hash: signed.hash,
				});
			}),
			{ numRuns: 50 },
		);
	});

	test("evidence of any web of conclusions replays to the same ones", async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.array(fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), {
					minLength: 1,
					maxLength: 25,
				}),
				fc.nat(),
				async (web, pick) => {
					const made: AnyVerified[] = [committee(checkpoint())];
					for (const [n, under] of web.entries()) {
						const premises = under.flatMap((at) => {
							const premise = made[at % made.length];
							return premise === undefined ? [] : [premise];
						});
						made.push(say("mpt-slot", premises, { n }));
					}
					const ends = [made.at(-1), made[pick % made.length]].flatMap((end) =>
						end === undefined ? [] : [end],
					);
					const file = decodeEvidence(evidenceText(evidenceOf(...ends)));
					const { conclusions } = await replayEvidence(file, testRules, {}, [
						h(1),
					]);
					expect(conclusions.map(stepId)).toEqual(ends.map(stepId));
				},
			),
		);
	});

	test("an order that the rule allows can never take more than is proved, nor another nonce or fee", () => {
		const { header } = scene();
		const { mostBaseFeeTimes, mostTipWei } = orderPolicy(testNetwork);
		const baseFee = header.value.baseFeePerGasWei;
		let allowed = 0;
		fc.assert(
			fc.property(
				fc.record({
					valueWei: fc.bigInt({ min: 0n, max: 10n ** 18n }),
					nonce: fc.nat({ max: 4 }),
					maxFeePerGasWei: fc.bigInt({ min: 0n, max: 6n * 10n ** 10n }),
					maxPriorityFeePerGasWei: fc.bigInt({ min: 0n, max: 3n * 10n ** 10n }),
					gasLimit: fc.constantFrom(21_000, 21_000, 21_000, 21_001),
				}),
				fc.nat({ max: 4 }),
				fc.bigInt({ min: 0n, max: 10n ** 18n }),
				fc.array(fc.nat({ max: 6 }), { maxLength: 4 }),
				(part, nonce, balanceWei, signedNonces) => {
					const order: Transfer = {
						format: "sextant-order-1",
						id: "one",
						origin: null,
						chainId: testNetwork.chainId,
						from: me,
						to: a(2),
						data: "0x",
						outstanding: [],
						madeMs: 0,
						...part,
					};
					const outstanding = signedNonces.map((taken) => {
						const under = {
							...transactionOf(order),
							nonce: taken,
							valueWei: 7n,
						};
						return joinSignature(under, signHash(signingHash(under), key));
					});
					const facts = {
						sender: account(header, me, { nonce, balanceWei }),
						recipient: account(header, a(2)),
						header,
						code: null,
					};
					try {
						const raws = outstanding.map(({ raw }) => raw);
						checkOrder(
							{ ...order, outstanding: raws },
							facts,
							timeS * 1000,
							"order",
						);
					} catch (thrown) {
						expect(thrown).toBeInstanceOf(Fault);
						return;
					}
					allowed++;
					const others = new Map(
						outstanding
							.filter((one) => one.transaction.nonce >= nonce)
							.filter((one) => one.transaction.nonce !== order.nonce)
							.map((one) => [one.transaction.nonce, mostOf(one.transaction)]),
					);
					let most = mostOf(transactionOf(order));
					for (const spent of others.values()) most += spent;
					expect(most <= balanceWei).toBe(true);
					expect(order.gasLimit).toBe(21_000);
					expect(order.maxFeePerGasWei >= baseFee).toBe(true);
					expect(
						order.maxFeePerGasWei <= mostBaseFeeTimes * baseFee + mostTipWei,
					).toBe(true);
					for (let n = nonce; n < order.nonce; n++)
						expect(others.has(n)).toBe(true);
					expect(order.nonce >= nonce).toBe(true);
				},
			),
			{ numRuns: 300, seed: 1 },
		);
		expect(allowed).toBeGreaterThan(5);
	});
});
