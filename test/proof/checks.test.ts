// The kernel's questions about proofs: the same answers as the verifiers give, by every kernel there is, and no for what is
// no question at all.

import { describe, expect, it } from "vitest";
import { bigFromBytes, bigToBytes } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { readModule } from "../../src/cli/kernel.ts";
import { bn254P, bn254R } from "../../src/crypto/bn254.ts";
import type { ProofChecks, ProofQuestion } from "../../src/crypto/kernel.ts";
import { rememberingKernel } from "../../src/crypto/memory.ts";
import { nobleBn254 } from "../../src/crypto/noble-bn254.ts";
import { keyHash, proofChecks } from "../../src/proof/checks.ts";
import { openSoundKernel } from "../../src/proof/kernel.ts";
import {
	decodeGnarkPlonkKeyBytes,
	decodeGroth16KeyBytes,
	encodeGnarkPlonkKey,
	encodeGroth16Key,
} from "../../src/proof/key-bytes.ts";
import { nobleKernel } from "../../src/proof/noble.ts";
import { webClock } from "../../src/web/clock.ts";
import { makeGnark } from "./made-gnark.ts";
import { groth16Case } from "./made-groth16.ts";

const groth16 = groth16Case(5);
const question: ProofQuestion = {
	key: encodeGroth16Key(groth16.key),
	inputs: groth16.inputs,
	proof: groth16.proof,
};
const gnark = makeGnark(2, 1);
const gnarkQuestion: ProofQuestion = {
	key: encodeGnarkPlonkKey(gnark.key),
	inputs: gnark.inputs,
	proof: gnark.proof,
};

const flipped = (bytes: Uint8Array, at: number): Uint8Array =>
	bytes.map((byte, i) => (i === at ? byte ^ 1 : byte));
const plus = (bytes: Uint8Array, at: number, add: bigint): Uint8Array => {
	const copy = bytes.slice();
	copy.set(bigToBytes(bigFromBytes(bytes.subarray(at, at + 32)) + add, 32), at);
	return copy;
};

/** Everything that is to be refused of a proof with a key, with the place of a point's coordinate in the proof. */
const refusals = (
	own: ProofQuestion,
): readonly (readonly [string, ProofQuestion])[] => [
	["one byte of the proof flipped", { ...own, proof: flipped(own.proof, 40) }],
	["a proof cut short", { ...own, proof: own.proof.subarray(0, -1) }],
	[
		"a coordinate plus the modulus",
		{ ...own, proof: plus(own.proof, 0, bn254P) },
	],
	["another input", { ...own, inputs: flipped(own.inputs, 31) }],
	["an input plus the order", { ...own, inputs: plus(own.inputs, 0, bn254R) }],
	["an input too few", { ...own, inputs: own.inputs.subarray(32) }],
	["a key cut short", { ...own, key: own.key.subarray(0, -1) }],
	[
		"a key with a byte flipped",
		{ ...own, key: flipped(own.key, own.key.length - 3) },
	],
	["no key", { ...own, key: new Uint8Array(0) }],
];

const kernels: readonly (readonly [string, () => Promise<ProofChecks>])[] = [
	["noble", async () => nobleKernel],
	[
		"the fastest here",
		() => openSoundKernel({ load: readModule, timer: webClock }),
	],
	["one that remembers", async () => rememberingKernel(nobleKernel)],
];

describe.each(kernels)("asked about proofs, %s", (_, open) => {
	it("says yes to a Groth16 proof, more than once", async () => {
		const kernel = await open();
		expect(await kernel.checkGroth16(question)).toBe(true);
		expect(await kernel.checkGroth16(question)).toBe(true);
	});

	it("says yes to a gnark PLONK proof, more than once", async () => {
		const kernel = await open();
		expect(await kernel.checkGnarkPlonk(gnarkQuestion)).toBe(true);
		expect(await kernel.checkGnarkPlonk(gnarkQuestion)).toBe(true);
	});

	it.each(refusals(question))("refuses Groth16 with %s", async (_, asked) => {
		const kernel = await open();
		expect(await kernel.checkGroth16(asked)).toBe(false);
		expect(await kernel.checkGroth16(question)).toBe(true);
		expect(await kernel.checkGroth16(asked)).toBe(false);
	});

	it.each(refusals(gnarkQuestion))(
		"refuses PLONK with %s",
		async (_, asked) => {
			const kernel = await open();
			expect(await kernel.checkGnarkPlonk(asked)).toBe(false);
			expect(await kernel.checkGnarkPlonk(gnarkQuestion)).toBe(true);
			expect(await kernel.checkGnarkPlonk(asked)).toBe(false);
		},
	);

	it("takes a question of one system for no question of the other", async () => {
		const kernel = await open();
		expect(await kernel.checkGroth16(question)).toBe(true);
		expect(await kernel.checkGnarkPlonk(question)).toBe(false);
		expect(await kernel.checkGroth16(gnarkQuestion)).toBe(false);
	});
});

describe("proof checks", () => {
	it("open the curve at the first question, once, and again where that failed", async () => {
		let opened = 0;
		const checks = proofChecks(async () => {
			opened += 1;
			if (opened === 1) throw new Fault("kernel-unsound", "not now");
			return nobleBn254;
		});
		expect(opened).toBe(0);
		await expect(checks.checkGroth16(question)).rejects.toMatchObject({
			code: "kernel-unsound",
		});
		expect(await checks.checkGroth16(question)).toBe(true);
		expect(await checks.checkGnarkPlonk(gnarkQuestion)).toBe(true);
		expect(opened).toBe(2);
	});

	it("give back the oldest key of more than four, and take it again", async () => {
		let open = 0;
		const checks = proofChecks(async () => ({
			...nobleBn254,
			prepare: (equation) => {
				const prepared = nobleBn254.prepare(equation);
				if (prepared === null) return null;
				open += 1;
				const close = () => {
					open -= 1;
					prepared.close();
				};
				return { ...prepared, close };
			},
		}));
		for (const count of [1, 2, 3, 4, 5, 6, 1]) {
			const { key, inputs, proof } = groth16Case(count);
			const asked = { key: encodeGroth16Key(key), inputs, proof };
			expect(await checks.checkGroth16(asked)).toBe(true);
		}
		expect(open).toBe(4);
	});

	it("are reported once the curve is open", async () => {
		const kernel = await openSoundKernel({ load: readModule, timer: webClock });
		expect((await kernel.report()).map(({ work }) => work)).toEqual([
			"BLS12-381",
		]);
		await kernel.checkGroth16(question);
		expect((await kernel.report()).map(({ work }) => work)).toEqual([
			"BLS12-381",
			"BN254",
		]);
	});
});

describe("a key's bytes", () => {
	it("are the key again, and other for another key", () => {
		expect(decodeGroth16KeyBytes(question.key)).toEqual(groth16.key);
		expect(decodeGnarkPlonkKeyBytes(gnarkQuestion.key)).toEqual(gnark.key);
		expect(keyHash(question.key)).toMatch(/^0x[0-9a-f]{64}$/);
		expect(keyHash(flipped(question.key, 7))).not.toBe(keyHash(question.key));
	});

	it.each([0, 1, 447, 448 + 63])("are none of %i bytes", (length) => {
		expect(() => decodeGroth16KeyBytes(new Uint8Array(length))).toThrow(Fault);
		expect(() => decodeGnarkPlonkKeyBytes(new Uint8Array(length))).toThrow(
			Fault,
		);
	});

	it("refuse more inputs and more committed wires than there may be", () => {
		const many = new Uint8Array(448 + 64 * 1026);
		expect(() => decodeGroth16KeyBytes(many)).toThrow(/Groth16 key/);
		for (const [at, value] of [
			[2, 1025n],
			[4, 9n],
		] as const) {
			const bytes = gnarkQuestion.key.slice();
			bytes.set(bigToBytes(value, 32), 32 * at);
			expect(() => decodeGnarkPlonkKeyBytes(bytes)).toThrow(/counts/);
		}
	});
});
