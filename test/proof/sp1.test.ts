// SP1's envelope: what the circuit is asked follows from the selector, the program and its public values alone.

import { describe, expect, it } from "vitest";
import { concat, fromHex, toHex, utf8 } from "../../src/base/bytes.ts";
import { sha256 } from "../../src/crypto/hash.ts";
import {
	decodeSp1,
	type Sp1Release,
	sp1Digest,
	sp1VkRoot610,
} from "../../src/proof/sp1.ts";

const selector = Uint8Array.of(1, 2, 3, 4);
const old: Sp1Release = { selector, vkRoot: null };
const now: Sp1Release = { selector, vkRoot: fromHex(sp1VkRoot610) };
const program = new Uint8Array(32).fill(9);
const values = utf8("public values");
const proof = new Uint8Array(256).fill(5);
const zero = new Uint8Array(32);
const nonce = new Uint8Array(32).fill(6);
const context = concat(zero, fromHex(sp1VkRoot610), nonce);

describe("the digest of public values", () => {
	it("is sha256 without its upper three bits", () => {
		for (const text of ["", "a", "b", "c", "d", "e"]) {
			const digest = BigInt(toHex(sp1Digest(utf8(text))));
			const whole = BigInt(toHex(sha256(utf8(text))));
			expect(digest).toBe(whole & ((1n << 253n) - 1n));
		}
	});
});

describe("a proof of SP1", () => {
	it("asks of an old release about program and digest", () => {
		const asked = decodeSp1(old, program, values, concat(selector, proof));
		expect(asked?.proof).toEqual(proof);
		expect(asked?.inputs).toEqual(concat(program, sp1Digest(values)));
	});

	it("asks of a new release about exit code, keys' root and nonce as well", () => {
		const bytes = concat(selector, context, proof);
		const asked = decodeSp1(now, program, values, bytes);
		expect(asked?.proof).toEqual(proof);
		expect(asked?.inputs).toEqual(concat(program, sp1Digest(values), context));
	});

	it("is refused with another selector, cut off in it, or a program of another length", () => {
		const other = Uint8Array.of(1, 2, 3, 5);
		expect(decodeSp1(old, program, values, concat(other, proof))).toBeNull();
		expect(decodeSp1(old, program, values, selector.subarray(1))).toBeNull();
		expect(
			decodeSp1(old, program.subarray(1), values, concat(selector, proof)),
		).toBeNull();
	});

	it("is refused when the program failed", () => {
		const failed = context.slice();
		failed[31] = 1;
		expect(
			decodeSp1(now, program, values, concat(selector, failed, proof)),
		).toBeNull();
	});

	it("is refused under other recursion keys, and cut off in its context", () => {
		const other = context.slice();
		other[40] = (other[40] ?? 0) ^ 1;
		expect(
			decodeSp1(now, program, values, concat(selector, other, proof)),
		).toBeNull();
		expect(
			decodeSp1(now, program, values, concat(selector, context.subarray(1))),
		).toBeNull();
	});
});
