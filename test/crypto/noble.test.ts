import { bls12_381 } from "@noble/curves/bls12-381.js";
import { describe, expect, it } from "vitest";
import { concat } from "../../src/base/bytes.ts";
import type { SyncAggregateQuestion } from "../../src/crypto/kernel.ts";
import { rememberingKernel } from "../../src/crypto/memory.ts";
import {
	decodeKey,
	decodeSignature,
	ethereumDst,
	fastAggregateVerify,
} from "../../src/crypto/noble.ts";
import { nobleKernel } from "../../src/proof/noble.ts";

const { G1, G2, longSignatures, fields } = bls12_381;
const order = fields.Fr.ORDER;
// Sixteen seats; the last two have the same key.
const secrets = Array.from({ length: 16 }, (_, i) =>
	i === 15 ? 1014n : 1000n + BigInt(i),
);
const keys = secrets.map((secret) => G1.Point.BASE.multiply(secret).toBytes());
const total = secrets.reduce((a, b) => a + b, 0n);
const aggregatePubkey = G1.Point.BASE.multiply(total).toBytes();
const signingRoot = new Uint8Array(32).fill(9);
const hashed = longSignatures.hash(signingRoot, ethereumDst);

const question = (
	seats: readonly number[],
	more: Partial<SyncAggregateQuestion> = {},
): SyncAggregateQuestion => {
	const bits = new Uint8Array(2);
	let sum = 0n;
	for (const seat of seats) {
		bits[seat >> 3] = (bits[seat >> 3] ?? 0) | (1 << (seat & 7));
		sum += secrets[seat] ?? 0n;
	}
	return {
		pubkeys: concat(...keys),
		aggregatePubkey,
		bits,
		signingRoot,
		signature: hashed.multiply(sum % order || 1n).toBytes(),
		...more,
	};
};

const all = secrets.map((_, i) => i);
const but = (...absent: readonly number[]) =>
	all.filter((seat) => !absent.includes(seat));
const infinity = (length: number) => {
	const bytes = new Uint8Array(length);
	bytes[0] = 0xc0;
	return bytes;
};

describe("the noble kernel", () => {
	const verify = nobleKernel.verifySyncAggregate;

	it("accepts everyone, all but some, and less than half", async () => {
		expect(await verify(question(all))).toBe(true);
		expect(await verify(question(but(0, 7)))).toBe(true);
		expect(await verify(question([1, 2, 3]))).toBe(true);
	});

	it("takes absentees by seat, for a key can occur twice", async () => {
		expect(await verify(question(but(15)))).toBe(true);
		expect(await verify(question(but(14, 15)))).toBe(true);
		// the twin's bit instead is the same set of keys, and so the same truth
		const { bits } = question(but(14));
		expect(await verify(question(but(15), { bits }))).toBe(true);
		// but one seat of the two absent is not both
		expect(
			await verify(question(but(15), { bits: question(but(14, 15)).bits })),
		).toBe(false);
	});

	it("rejects a bit that was set or cleared", async () => {
		expect(await verify(question(but(3), { bits: question(all).bits }))).toBe(
			false,
		);
		expect(await verify(question(all, { bits: question(but(3)).bits }))).toBe(
			false,
		);
		expect(
			await verify(question([1, 2], { bits: question([1, 2, 3]).bits })),
		).toBe(false);
	});

	it("rejects nobody's signature, also with infinity as signature", async () => {
		const signature = infinity(96);
		expect(await verify(question([], { signature }))).toBe(false);
		expect(await verify(question(all, { signature }))).toBe(false);
	});

	it("rejects a sum that is infinity", async () => {
		const opposite = G1.Point.BASE.multiply(order - 5n).toBytes();
		const key = G1.Point.BASE.multiply(5n).toBytes();
		expect(
			await verify({
				pubkeys: concat(key, opposite),
				aggregatePubkey: infinity(48),
				bits: Uint8Array.of(3),
				signingRoot,
				signature: infinity(96),
			}),
		).toBe(false);
	});

	it("rejects an aggregate that is not of the committee", async () => {
		expect(
			await verify(
				question(all, { aggregatePubkey: keys[0] ?? new Uint8Array() }),
			),
		).toBe(false);
	});

	it("rejects an absentee whose key does not decode", async () => {
		const broken = concat(...keys);
		broken.set(infinity(48), 48);
		expect(await verify(question(but(1), { pubkeys: broken }))).toBe(false);
	});

	it("rejects lengths that do not fit", async () => {
		expect(await verify(question(all, { bits: Uint8Array.of(255) }))).toBe(
			false,
		);
		expect(
			await verify(question(all, { pubkeys: concat(...keys).slice(1) })),
		).toBe(false);
		expect(
			await verify(question(all, { signingRoot: new Uint8Array(31) })),
		).toBe(false);
	});

	it("rejects another message", async () => {
		expect(
			await verify(question(all, { signingRoot: new Uint8Array(32) })),
		).toBe(false);
	});

	it("checks that the aggregate is the sum of all keys", async () => {
		const check = nobleKernel.checkAggregateKey;
		expect(await check(concat(...keys), aggregatePubkey)).toBe(true);
		expect(await check(concat(...keys.slice(1)), aggregatePubkey)).toBe(false);
		expect(await check(new Uint8Array(0), infinity(48))).toBe(false);
		expect(await check(concat(...keys).slice(1), aggregatePubkey)).toBe(false);
	});
});

describe("decoding of points", () => {
	// On the curve, not in the subgroup: found by trying small x.
	const outside = (() => {
		for (let x = 1; x < 64; x++) {
			const bytes = new Uint8Array(48);
			bytes[0] = 0x80;
			bytes[47] = x;
			try {
				G1.Point.fromBytes(bytes);
			} catch (thrown) {
				if (String(thrown).includes("subgroup")) return bytes;
			}
		}
		throw new Error("no point outside the subgroup among small x");
	})();

	it("rejects a key outside the subgroup, infinity, and forms that are not canonical", () => {
		const [good = new Uint8Array()] = keys;
		expect(decodeKey(good)).not.toBe(null);
		expect(decodeKey(outside)).toBe(null);
		expect(decodeKey(infinity(48))).toBe(null);
		expect(decodeKey(good.slice(1))).toBe(null);
		expect(decodeKey(G1.Point.BASE.toBytes(false))).toBe(null);
		const uncompressedFlag = good.slice();
		uncompressedFlag[0] = (uncompressedFlag[0] ?? 0) & 0x7f;
		expect(decodeKey(uncompressedFlag)).toBe(null);
		// x = the field's modulus
		const modulus = G1.Point.BASE.toBytes().fill(0);
		modulus.set(
			Uint8Array.from(
				fields.Fp.ORDER.toString(16).padStart(96, "0").match(/../g) ?? [],
				(pair) => Number.parseInt(pair, 16),
			),
		);
		modulus[0] = (modulus[0] ?? 0) | 0x80;
		expect(decodeKey(modulus)).toBe(null);
	});

	it("rejects a signature of another length or off the curve", () => {
		const good = hashed.toBytes();
		expect(decodeSignature(good)).not.toBe(null);
		expect(decodeSignature(good.slice(1))).toBe(null);
		expect(decodeSignature(G2.Point.BASE.toBytes(false))).toBe(null);
		expect(decodeSignature(new Uint8Array(96).fill(0xff))).toBe(null);
	});

	it("verifies over keys as they are", () => {
		const { signature } = question(all);
		expect(fastAggregateVerify(keys, signingRoot, signature)).toBe(true);
		expect(fastAggregateVerify(keys.slice(1), signingRoot, signature)).toBe(
			false,
		);
		expect(fastAggregateVerify([], signingRoot, signature)).toBe(false);
	});
});

describe("a kernel that remembers", () => {
	const counting = () => {
		let asked = 0;
		return {
			kernel: {
				...nobleKernel,
				verifySyncAggregate: async ({ bits }: SyncAggregateQuestion) => {
					asked += 1;
					return bits[0] === 255;
				},
			},
			asked: () => asked,
		};
	};

	it("asks once for a yes and again for a no", async () => {
		const { kernel, asked } = counting();
		const remembering = rememberingKernel(kernel);
		const yes = question(all);
		expect(await remembering.verifySyncAggregate(yes)).toBe(true);
		expect(await remembering.verifySyncAggregate(yes)).toBe(true);
		expect(asked()).toBe(1);
		const no = question(but(0));
		expect(await remembering.verifySyncAggregate(no)).toBe(false);
		expect(await remembering.verifySyncAggregate(no)).toBe(false);
		expect(asked()).toBe(3);
	});

	it("does not take one question for another, nor keep more than it may", async () => {
		const { kernel, asked } = counting();
		const remembering = rememberingKernel(kernel, 2);
		for (const seat of [8, 9, 10, 8])
			await remembering.verifySyncAggregate(question(but(seat)));
		expect(asked()).toBe(4);
	});

	it("asks of many only what it does not know, and gives each its own answer", async () => {
		const batches: number[] = [];
		const remembering = rememberingKernel({
			...nobleKernel,
			verifySyncAggregates: async (questions) => {
				batches.push(questions.length);
				return questions.map(({ bits }) => bits[0] === 255);
			},
		});
		const [yes, no] = [question(all), question(but(0))];
		const many = remembering.verifySyncAggregates;
		expect(await many([yes, no, yes])).toEqual([true, false, true]);
		expect(await many([no, yes])).toEqual([false, true]);
		expect(await many([yes])).toEqual([true]);
		expect(batches).toEqual([3, 1]);
		expect(await remembering.verifySyncAggregate(yes)).toBe(true);
	});

	it("keeps no yes of a batch that gave too few answers", async () => {
		const remembering = rememberingKernel({
			...nobleKernel,
			verifySyncAggregates: async () => [true],
		});
		const batch = [question(all), question(but(9))];
		expect(await remembering.verifySyncAggregates(batch)).toEqual([
			true,
			false,
		]);
	});
});

describe("noble's long work", () => {
	const turns = () => {
		let taken = 0;
		const pause = async () => {
			taken += 1;
		};
		return { pause, taken: () => taken };
	};

	it("pauses between slices of keys, and between the questions of a batch", async () => {
		const keySlices = turns();
		await nobleKernel.checkAggregateKey(concat(...keys), aggregatePubkey, {
			pause: keySlices.pause,
		});
		expect(keySlices.taken()).toBe(1);
		const three = turns();
		expect(
			await nobleKernel.verifySyncAggregates(
				[
					question(all),
					question(but(0), { bits: Uint8Array.of(255, 255) }),
					question([1]),
				],
				{ pause: three.pause },
			),
		).toEqual([true, false, true]);
		expect(three.taken()).toBe(2);
	});
});
