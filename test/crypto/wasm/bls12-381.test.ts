// The binding of the BLS module beside noble and blst, in each backend that this runtime has.

import {
	aggregatePublicKeys,
	aggregateSignatures,
	SecretKey,
} from "@chainsafe/blst";
import { bls12_381 } from "@noble/curves/bls12-381.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bigToBytes, concat } from "../../../src/base/bytes.ts";
import type { SyncAggregateQuestion } from "../../../src/crypto/kernel.ts";
import { testBls } from "../../../src/crypto/known.ts";
import { nobleBls } from "../../../src/crypto/noble.ts";
import { openBls } from "../../../src/crypto/wasm/bls12-381.ts";
import { bls12381HeapBytes, emitBls12381 } from "../../../wasm/bls12-381.ts";
import "../../wasm/relaxed-simd.ts";
import { backendsHere } from "../../wasm/backends.ts";

const seats = 21;
const secrets = Array.from({ length: seats }, (_, i) =>
	// Two seats have the same key.
	SecretKey.fromKeygen(new Uint8Array(32).fill(i === 20 ? 5 : i + 1)),
);
const keys = secrets.map((secret) => secret.toPublicKey());
const pubkeys = concat(...keys.map((key) => key.toBytes()));
const aggregatePubkey = aggregatePublicKeys(keys).toBytes();

const sign = (signers: readonly number[], root: Uint8Array): Uint8Array =>
	aggregateSignatures(
		signers.flatMap((seat) => secrets[seat]?.sign(root) ?? []),
	).toBytes();

const bitsOf = (signers: readonly number[]): Uint8Array => {
	const bits = new Uint8Array(Math.ceil(seats / 8));
	for (const seat of signers)
		bits[seat >> 3] = (bits[seat >> 3] ?? 0) | (1 << (seat & 7));
	return bits;
};

const ask = (
	signers: readonly number[],
	root: Uint8Array,
	change: Partial<SyncAggregateQuestion> = {},
): SyncAggregateQuestion => ({
	pubkeys,
	aggregatePubkey,
	bits: bitsOf(signers),
	signingRoot: root,
	signature: sign(signers, root),
	...change,
});

const turned = (bytes: Uint8Array, bit: number): Uint8Array => {
	const changed = bytes.slice();
	changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
	return changed;
};

type NoblePoint = InstanceType<typeof bls12_381.G1.Point>;
/** Outside of the subgroup too, where noble does not compress. */
const compressed = (point: NoblePoint): Uint8Array => {
	const { x, y } = point.toAffine();
	const bytes = bigToBytes(x, 48);
	const { ORDER } = bls12_381.fields.Fp;
	bytes[0] = (bytes[0] ?? 0) | (2n * y > ORDER ? 0xa0 : 0x80);
	return bytes;
};

const someSeats = fc.uniqueArray(fc.nat(seats - 1), { minLength: 1 });
const root = fc.uint8Array({ minLength: 32, maxLength: 32 });

describe.each(backendsHere)("the BLS module over the %s field", (backend) => {
	const module = WebAssembly.compile(
		emitBls12381(backend).encode(bls12381HeapBytes),
	);
	const opened = module.then((compiled) => openBls(compiled));

	it("passes the self-test of every kernel", async () => {
		await testBls(await opened);
	});

	it("answers as noble does, whichever bit is turned", async () => {
		const bls = await opened;
		await fc.assert(
			fc.asyncProperty(
				someSeats,
				root,
				fc.constantFrom(
					"nothing",
					"signature",
					"signingRoot",
					"bits",
					"aggregatePubkey",
					"pubkeys",
				),
				fc.nat(),
				async (signers, message, part, bit) => {
					const honest = ask(signers, message);
					const question =
						part === "nothing"
							? honest
							: {
									...honest,
									[part]: turned(honest[part], bit % (8 * honest[part].length)),
								};
					const wanted = await nobleBls.verifySyncAggregate(question);
					if (part === "nothing") expect(wanted).toBe(true);
					expect(await bls.verifySyncAggregate(question)).toBe(wanted);
				},
			),
			{ numRuns: 24 },
		);
	});

	it("rejects questions of wrong lengths, and nobody's signature", async () => {
		const bls = await opened;
		const message = new Uint8Array(32).fill(3);
		const honest = ask([1, 2, 3], message);
		const infinity = new Uint8Array(96);
		infinity[0] = 0xc0;
		const wrong: readonly Partial<SyncAggregateQuestion>[] = [
			{ pubkeys: pubkeys.subarray(1) },
			{ pubkeys: new Uint8Array(0), bits: new Uint8Array(0) },
			{ bits: honest.bits.subarray(1) },
			{ bits: new Uint8Array(3) },
			{ signingRoot: message.subarray(1) },
			{ signature: honest.signature.subarray(1) },
			{ signature: infinity },
			{
				bits: bitsOf([...secrets.keys()]),
				aggregatePubkey: pubkeys.subarray(1, 48),
			},
		];
		for (const change of wrong) {
			const question = { ...honest, ...change };
			expect(await bls.verifySyncAggregate(question)).toBe(false);
			expect(await nobleBls.verifySyncAggregate(question)).toBe(false);
		}
		expect(await bls.verifySyncAggregate(honest)).toBe(true);
	});

	it("rejects a sum of signers that is infinity", async () => {
		const bls = await opened;
		const [first] = keys;
		if (first === undefined) throw new Error("no key");
		const key = first.toBytes();
		const opposite = turned(key, 5);
		const question: SyncAggregateQuestion = {
			pubkeys: concat(key, opposite, key),
			aggregatePubkey: key,
			bits: Uint8Array.of(3),
			signingRoot: new Uint8Array(32),
			signature: sign([0], new Uint8Array(32)),
		};
		expect(await nobleBls.verifySyncAggregate(question)).toBe(false);
		expect(await bls.verifySyncAggregate(question)).toBe(false);
		expect(await bls.checkAggregateKey(question.pubkeys, key)).toBe(true);
		expect(await bls.checkAggregateKey(concat(key, opposite), key)).toBe(false);
	});

	it("tells the true of many from the false, together or apart", async () => {
		const bls = await opened;
		await fc.assert(
			fc.asyncProperty(
				fc.array(
					fc.tuple(
						someSeats,
						root,
						fc.constantFrom("true", "bits", "signature", "swapped"),
					),
					{ minLength: 1, maxLength: 5 },
				),
				fc.boolean(),
				async (list, paused) => {
					const questions = list.map(([signers, message, kind], i) => {
						const honest = ask(signers, message);
						if (kind === "bits")
							return { ...honest, bits: turned(honest.bits, i) };
						if (kind === "signature")
							return { ...honest, signature: turned(honest.signature, 300) };
						return honest;
					});
					// Signatures that would cancel out without coefficients: two swapped.
					const [a, b] = questions;
					if (
						a !== undefined &&
						b !== undefined &&
						list[0]?.[2] === "swapped"
					) {
						questions[0] = { ...a, signature: b.signature };
						questions[1] = { ...b, signature: a.signature };
					}
					let pauses = 0;
					const pause = async () => {
						pauses++;
						// Another question in between.
						expect(
							await bls.verifySyncAggregate(ask([4], new Uint8Array(32))),
						).toBe(true);
					};
					expect(
						await bls.verifySyncAggregates(questions, paused ? { pause } : {}),
					).toEqual(await nobleBls.verifySyncAggregates(questions));
					if (!paused) expect(pauses).toBe(0);
				},
			),
			{ numRuns: 8 },
		);
	});

	it("verifies more signatures than one product takes, and none", async () => {
		const bls = await opened;
		const good = ask([1, 2], new Uint8Array(32).fill(8));
		const bad = { ...good, signingRoot: new Uint8Array(32) };
		expect(await bls.verifySyncAggregates([])).toEqual([]);
		const many = Array.from({ length: 70 }, (_, i) => (i === 66 ? bad : good));
		expect(await bls.verifySyncAggregates(many)).toEqual(
			many.map((question) => question === good),
		);
	});

	it("never takes a coefficient of zero", async () => {
		let draws = 0;
		const bls = await openBls(await module, {
			random: (bytes) => {
				draws++;
				bytes.fill(draws % 2 === 0 ? draws : 0);
			},
		});
		const good = ask([1, 2], new Uint8Array(32).fill(8));
		expect(await bls.verifySyncAggregates([good, good])).toEqual([true, true]);
		expect(draws).toBe(4);
	});

	it("checks a committee's sum with every key validated, remembered or not", async () => {
		const bls = await openBls(await module, { mostKept: 7 });
		for (let round = 0; round < 2; round++) {
			expect(await bls.checkAggregateKey(pubkeys, aggregatePubkey)).toBe(true);
			expect(
				await bls.checkAggregateKey(pubkeys.subarray(48), aggregatePubkey),
			).toBe(false);
			for (const bit of [0, 1, 2, 7, 400, 48 * 8 + 3, 48 * 8 * 20 + 100]) {
				const changed = turned(pubkeys, bit);
				expect(await bls.checkAggregateKey(changed, aggregatePubkey)).toBe(
					false,
				);
			}
		}
		expect(
			await bls.checkAggregateKey(new Uint8Array(0), aggregatePubkey),
		).toBe(false);
	});

	it("finds one key beside the subgroup among many, wherever it sits", async () => {
		const bls = await openBls(await module, { mostKept: 0 });
		const { Point } = bls12_381.G1;
		// (0, 2) has order three, so it is in no subgroup of a larger prime order.
		const aside = Point.fromAffine({ x: 0n, y: 2n });
		const points = Array.from({ length: 101 }, (_, i) =>
			Point.BASE.multiply(BigInt(3 * i + 5)),
		);
		const bytesOf = (list: readonly NoblePoint[]) =>
			concat(...list.map((point) => compressed(point)));
		const sum = points.reduce((a, b) => a.add(b)).toBytes();
		expect(bls.decodeKeys(bytesOf(points))?.count).toBe(101);
		expect(await bls.checkAggregateKey(bytesOf(points), sum)).toBe(true);
		for (const place of [0, 1, 2, 37, 63, 98, 99, 100]) {
			const bad = points.map((point, i) =>
				i === place ? point.add(aside) : point,
			);
			expect(bls.decodeKeys(bytesOf(bad)), `at ${place}`).toBe(null);
			expect(await bls.checkAggregateKey(bytesOf(bad), sum)).toBe(false);
			// Two that make up for each other.
			const other = (place + 50) % 101;
			const twice = bad.map((point, i) =>
				i === other ? point.subtract(aside) : point,
			);
			expect(await bls.checkAggregateKey(bytesOf(twice), sum)).toBe(false);
			const empty = bytesOf(points);
			empty.fill(0, 48 * place, 48 * place + 48);
			empty[48 * place] = 0xc0;
			expect(bls.decodeKeys(empty)).toBe(null);
		}
		// All the same, and a row of opposites: no two of them can be added in affine coordinates.
		const same = Array.from({ length: 80 }, () => Point.BASE);
		expect(bls.decodeKeys(bytesOf(same))?.count).toBe(80);
		expect(
			await bls.checkAggregateKey(
				bytesOf(same),
				Point.BASE.multiply(80n).toBytes(),
			),
		).toBe(true);
		const opposite = same.map((point, i) => (i < 39 ? point.negate() : point));
		expect(
			await bls.checkAggregateKey(
				bytesOf(opposite),
				Point.BASE.double().toBytes(),
			),
		).toBe(true);
		const much = Array.from({ length: 513 }, () => Point.BASE);
		expect(bls.decodeKeys(bytesOf(much))).toBe(null);
		expect(
			await bls.checkAggregateKey(
				bytesOf(much),
				Point.BASE.multiply(513n).toBytes(),
			),
		).toBe(true);
	});

	it("verifies by keys that were decoded before", async () => {
		const bls = await opened;
		const message = Uint8Array.from({ length: 32 }, (_, i) => i);
		const decoded = bls.decodeKeys(pubkeys);
		if (decoded === null) throw new Error("not decoded");
		fc.assert(
			fc.property(someSeats, someSeats, (signers, claimed) => {
				const signature = sign(signers, message);
				const same = [...signers].sort().join() === [...claimed].sort().join();
				expect(
					bls.verifyDecoded(decoded, bitsOf(claimed), message, signature),
				).toBe(same || sign(claimed, message).join() === signature.join());
			}),
			{ numRuns: 20 },
		);
		const all = [...secrets.keys()];
		expect(bls.fastAggregateVerify(pubkeys, message, sign(all, message))).toBe(
			true,
		);
		expect(
			bls.fastAggregateVerify(pubkeys, message, sign(all.slice(1), message)),
		).toBe(false);
		expect(bls.decodeKeys(turned(pubkeys, 9))).toBe(null);
		expect(bls.decodeKeys(new Uint8Array(0))).toBe(null);
		expect(
			bls.verifyDecoded(
				decoded,
				new Uint8Array(3),
				message,
				sign(all, message),
			),
		).toBe(false);
	});
});
