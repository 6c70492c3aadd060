// The known answers against another library, and against kernels that are wrong in one thing each.

import { PublicKey, SecretKey, Signature } from "@chainsafe/blst";
import { describe, expect, it } from "vitest";
import { bigToBytes, fromHex, toHex } from "../../src/base/bytes.ts";
import type { BlsChecks } from "../../src/crypto/kernel.ts";
import { knownSyncAggregates, testBls } from "../../src/crypto/known.ts";
import {
	decodeKey,
	decodeSignature,
	nobleBls,
} from "../../src/crypto/noble.ts";

const named = (about: string) => {
	const found = knownSyncAggregates.find((known) => known.about === about);
	if (found === undefined) throw new Error(`no question about ${about}`);
	return found.question;
};
const secret = (value: bigint) => SecretKey.fromBytes(bigToBytes(value, 32));
const unsound = (about: string) => ({
	code: "kernel-unsound",
	message: expect.stringContaining(about),
});

describe("the known answers", () => {
	it("are those of the secrets 2, 1001, 1002, 1002", () => {
		const { pubkeys, aggregatePubkey, signingRoot, signature } =
			named("all signed");
		const keys = [2n, 1001n, 1002n, 1002n].map((value) =>
			secret(value).toPublicKey().toHex(),
		);
		expect(toHex(pubkeys)).toBe(
			`0x${keys.map((key) => key.slice(2)).join("")}`,
		);
		expect(toHex(aggregatePubkey)).toBe(
			secret(2n + 1001n + 2n * 1002n)
				.toPublicKey()
				.toHex(),
		);
		const signed = (value: bigint) => secret(value).sign(signingRoot).toHex();
		expect(toHex(signature)).toBe(signed(3007n));
		expect(toHex(named("one absent").signature)).toBe(signed(3005n));
		expect(toHex(named("one signed").signature)).toBe(signed(2n));
	});

	it("have points on the curve beside the subgroup where they say so", () => {
		const { signature } = named("a signature beside the subgroup");
		expect(() => Signature.fromBytes(signature, true)).toThrow(/group/i);
		const { pubkeys } = named("an absentee's key beside the subgroup");
		expect(() => PublicKey.fromBytes(pubkeys.subarray(0, 48), true)).toThrow(
			/group/i,
		);
		// blst decodes both when it is not asked to look at the subgroup.
		expect(() => Signature.fromBytes(signature, false)).not.toThrow();
		expect(() =>
			PublicKey.fromBytes(pubkeys.subarray(0, 48), false),
		).not.toThrow();
		expect(decodeSignature(signature)).toBe(null);
		expect(decodeKey(pubkeys.subarray(0, 48))).toBe(null);
	});

	it("have a key that is not canonical where they say so", () => {
		const { pubkeys } = named("an absentee's key that is not canonical");
		const p = BigInt(
			"0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaab",
		);
		const x = (key: Uint8Array) => BigInt(toHex(key)) % (1n << 381n);
		const good = fromHex(secret(2n).toPublicKey().toHex());
		expect(x(pubkeys.subarray(0, 48))).toBe(x(good) + p);
	});

	it("are noble's answers", async () => {
		await expect(testBls(nobleBls)).resolves.toBeUndefined();
	});
});

describe("the self-test refuses a kernel that", () => {
	const wrongIn = (change: Partial<BlsChecks>): BlsChecks => ({
		...nobleBls,
		...change,
	});

	it("says yes to everything, or no", async () => {
		for (const [yes, about] of [
			[true, "another message"],
			[false, "all signed"],
		] as const)
			await expect(
				testBls({
					verifySyncAggregate: async () => yes,
					verifySyncAggregates: async (questions) => questions.map(() => yes),
					checkAggregateKey: async () => yes,
				}),
			).rejects.toMatchObject(unsound(about));
	});

	it("is wrong in one answer, whichever it is", async () => {
		// Told by noble once, so that each turn asks for nothing but memory.
		const answers = new Map(
			knownSyncAggregates.map(({ question, answer }) => [
				toHex(question.pubkeys) +
					toHex(question.bits) +
					toHex(question.signature) +
					toHex(question.signingRoot),
				answer,
			]),
		);
		expect(answers.size).toBe(knownSyncAggregates.length);
		for (const wrong of knownSyncAggregates)
			await expect(
				testBls(
					wrongIn({
						verifySyncAggregate: async ({
							pubkeys,
							bits,
							signature,
							signingRoot,
						}) => {
							const answer = answers.get(
								toHex(pubkeys) +
									toHex(bits) +
									toHex(signature) +
									toHex(signingRoot),
							);
							const isWrong =
								signature === wrong.question.signature &&
								bits === wrong.question.bits &&
								pubkeys === wrong.question.pubkeys;
							return isWrong ? !answer : answer === true;
						},
					}),
				),
			).rejects.toMatchObject(unsound(wrong.about));
	});

	it("looks at no subgroup where keys are summed, or at no sum", async () => {
		await expect(
			testBls(
				wrongIn({
					checkAggregateKey: async (pubkeys, aggregatePubkey) =>
						(await nobleBls.checkAggregateKey(pubkeys, aggregatePubkey)) ||
						decodeKey(pubkeys.subarray(0, 48)) === null,
				}),
			),
		).rejects.toMatchObject(unsound("keys beside the subgroup"));
		await expect(
			testBls(wrongIn({ checkAggregateKey: async () => true })),
		).rejects.toMatchObject(unsound("another sum"));
	});

	it("answers a batch by one answer for all, in another order, or too few", async () => {
		const each = nobleBls.verifySyncAggregates;
		for (const verifySyncAggregates of [
			async (questions) => {
				const all = (await each(questions)).every((yes) => yes);
				return questions.map(() => all);
			},
			async (questions) => questions.map(() => true),
			async (questions) => {
				const [first = false, ...rest] = await each(questions);
				return [...rest, first];
			},
			async (questions) => (await each(questions)).slice(1),
		] satisfies BlsChecks["verifySyncAggregates"][])
			await expect(
				testBls(wrongIn({ verifySyncAggregates })),
			).rejects.toMatchObject(unsound("several at once"));
	});
});
