// The development setup: its keys against the secrets behind them, by another implementation of the curve.

import {
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	utimesSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { publicNames } from "./batch-witness.ts";
import { g1, g2 } from "./secret-proof.ts";
import {
	invert,
	invertAll,
	multiply,
	order,
	power,
	reduce,
} from "./setup/field.ts";
import { keepFolder } from "./setup/keep.ts";
import { type KeyScalars, keyScalars } from "./setup/key-scalars.ts";
import { openPoints } from "./setup/points.ts";
import { type R1cs, readR1cs } from "./setup/r1cs.ts";
import { toxic } from "./setup/toxic.ts";
import { type Circuit, openCircuit } from "./setup.ts";
import { decodeVerifyingKey } from "./verifying-key.ts";

let circuit: Circuit;
let r1cs: R1cs;
let scalars: KeyScalars;
beforeAll(async () => {
	circuit = await openCircuit();
	r1cs = readR1cs(readFileSync(circuit.r1csPath));
	scalars = keyScalars(r1cs);
}, 300_000);

describe("the setup", () => {
	it("is there, and found again", async () => {
		for (const path of [
			circuit.wasmPath,
			circuit.r1csPath,
			circuit.symPath,
			circuit.zkeyPath,
		])
			expect(existsSync(path)).toBe(true);
		expect(await openCircuit()).toBe(circuit);
	});

	it("has the verifying key of the secrets", () => {
		const { verifyingKey } = circuit;
		expect(verifyingKey.nPublic).toBe(publicNames.length);
		expect(verifyingKey.vk_alpha_1).toEqual(g1(toxic.alpha));
		expect(verifyingKey.vk_beta_2).toEqual(g2(toxic.beta));
		expect(verifyingKey.vk_gamma_2).toEqual(g2(toxic.gamma));
		expect(verifyingKey.vk_delta_2).toEqual(g2(toxic.delta));
		expect(verifyingKey.IC).toEqual(scalars.ic.map((scalar) => g1(scalar)));
	});

	it("has secrets that differ, and points that no two inputs share", () => {
		const { tau, alpha, beta, gamma, delta } = toxic;
		expect(new Set([tau, alpha, beta, gamma, delta, 0n, 1n]).size).toBe(7);
		expect(new Set(scalars.ic).size).toBe(publicNames.length + 1);
		expect(scalars.ic).not.toContain(0n);
	});

	it("fits its polynomials to the constraints: A·B - C is a multiple of the domain's polynomial for a witness alone", () => {
		// x · x = y over wires 1, x, y, with x public.
		const small: R1cs = {
			wires: 3,
			publicWires: 1,
			constraints: [
				{
					a: [{ wire: 1, value: 1n }],
					b: [{ wire: 1, value: 1n }],
					c: [{ wire: 2, value: 1n }],
				},
			],
		};
		const {
			wires: { a, b },
			c,
			ic,
			h,
			domain,
		} = keyScalars(small);
		expect([domain, h.length, ic.length, c.length]).toEqual([4, 4, 2, 1]);
		// What the pairing equation says, in the exponent: A B = alpha beta + inputs gamma + C delta, with the quotient
		// committed by its values at the odd points of twice the domain.
		const root = power(5n, (order - 1n) / 8n);
		const basisAt = (point: bigint): bigint[] =>
			[0, 1, 2, 3].map((i) => {
				const w = power(root, BigInt(2 * i));
				const vanishing = reduce(power(point, 4n) - 1n);
				return multiply(
					multiply(vanishing, invert(4n)),
					multiply(w, invert(reduce(point - w))),
				);
			});
		const holds = (witness: readonly bigint[]): boolean => {
			const dot = (values: readonly bigint[]): bigint =>
				reduce(values.reduce((s, v, i) => s + v * (witness[i] ?? 0n), 0n));
			// rows: x · x = y, then 1 · 0 = 0 and x · 0 = 0 of the public wires
			const [one = 0n, x = 0n, y = 0n] = witness;
			const rows = { a: [x, one, x, 0n], b: [x, 0n, 0n, 0n] };
			const product = rows.a.map((v, i) => multiply(v, rows.b[i] ?? 0n));
			const quotient = h.map((scalar, i) => {
				const basis = basisAt(power(root, BigInt(2 * i + 1)));
				const at = (row: readonly bigint[]): bigint =>
					reduce(row.reduce((s, v, k) => s + v * (basis[k] ?? 0n), 0n));
				return multiply(
					scalar,
					reduce(multiply(at(rows.a), at(rows.b)) - at(product)),
				);
			});
			const left = multiply(
				reduce(dot(a) + toxic.alpha),
				reduce(dot(b) + toxic.beta),
			);
			const inputs = reduce(one * (ic[0] ?? 0n) + x * (ic[1] ?? 0n));
			const rest = reduce(y * (c[0] ?? 0n) + quotient.reduce((s, v) => s + v));
			return (
				left ===
				reduce(
					toxic.alpha * toxic.beta + inputs * toxic.gamma + rest * toxic.delta,
				)
			);
		};
		expect(holds([1n, 3n, 9n])).toBe(true);
		expect(holds([1n, 3n, 10n])).toBe(false);
		expect(holds([1n, 4n, 9n])).toBe(false);
	});
});

describe("multiples of the generators", () => {
	const numbers = [0n, 1n, 2n, 4095n, 4096n, 2n ** 200n + 5n, order - 1n];
	it("are noble's", () => {
		const first = openPoints("g1").coordinates(numbers);
		const second = openPoints("g2").coordinates(numbers);
		expect(first[0]).toEqual([0n, 0n]);
		expect(second[0]).toEqual([0n, 0n, 0n, 0n]);
		for (const [i, number] of numbers.entries()) {
			if (number === 0n) continue;
			expect(first[i]?.map(String)).toEqual(g1(number).slice(0, 2));
			expect(second[i]?.map(String)).toEqual(g2(number).slice(0, 2).flat());
		}
	});
});

describe("the field", () => {
	it("inverts what is not zero", () => {
		const values = [1n, 2n, order - 1n, 12_345n];
		expect(invertAll(values)).toEqual(values.map(invert));
		for (const value of values) expect(multiply(value, invert(value))).toBe(1n);
		expect(() => invert(0n)).toThrow(RangeError);
		expect(() => invertAll([1n, 0n])).toThrow(RangeError);
	});
});

describe("a kept folder", () => {
	const parent = mkdtempSync(join(tmpdir(), "sextant-keep-"));
	afterAll(() => rmSync(parent, { recursive: true, force: true }));
	const put = (text: string) => async (aside: string) => {
		writeFileSync(join(aside, "half"), text);
		await new Promise((resolve) => setTimeout(resolve, 20));
		writeFileSync(join(aside, "whole"), text);
	};

	it("is one maker's, whole, when several make it at once", async () => {
		const folder = join(parent, "shared");
		await Promise.all(
			["a", "b", "c"].map((text) => keepFolder(folder, put(text))),
		);
		const [half, whole] = ["half", "whole"].map((name) =>
			readFileSync(join(folder, name), "utf8"),
		);
		expect(whole).toBe(half);
		expect(readdirSync(parent)).toEqual(["shared"]);
	});
	it("is not there when its maker failed, and not made again when it is there", async () => {
		const folder = join(parent, "failed");
		const fail = async (aside: string): Promise<void> => {
			writeFileSync(join(aside, "half"), "");
			throw new Error("no more");
		};
		await expect(keepFolder(folder, fail)).rejects.toThrow("no more");
		expect(existsSync(folder)).toBe(false);
		await keepFolder(folder, put("d"));
		await keepFolder(folder, fail);
		expect(readFileSync(join(folder, "whole"), "utf8")).toBe("d");
		expect(readdirSync(parent).toSorted()).toEqual(["failed", "shared"]);
	});
	it("sweeps away what a killed process left, and nothing that is younger", async () => {
		const [old, young] = ["x.part-old", "x.part-young"].map((name) =>
			join(parent, name),
		);
		if (old === undefined || young === undefined) throw new Error("no names");
		for (const path of [old, young]) mkdirSync(path);
		utimesSync(old, 0, 0);
		await keepFolder(join(parent, "next"), put("e"));
		expect([existsSync(old), existsSync(young)]).toEqual([false, true]);
	});
});

describe("files", () => {
	it("refuses what is no R1CS of this field", () => {
		const bytes = Uint8Array.from(readFileSync(circuit.r1csPath));
		expect(readR1cs(bytes).wires).toBe(r1cs.wires);
		const other = bytes.slice();
		other[0] = 0;
		expect(() => readR1cs(other)).toThrow("no R1CS");
		// The header's section begins with the size of an element and the field's order.
		const view = new DataView(bytes.buffer);
		let at = 12;
		while (view.getUint32(at, true) !== 1)
			at += 12 + Number(view.getBigUint64(at + 4, true));
		for (const place of [at + 12, at + 16]) {
			const field = bytes.slice();
			field[place] = 3;
			expect(() => readR1cs(field)).toThrow("another field");
		}
	});
	it("refuses a verifying key of another form", () => {
		const key = { ...circuit.verifyingKey };
		expect(decodeVerifyingKey(key, "key")).toEqual(key);
		expect(() =>
			decodeVerifyingKey({ ...key, protocol: "plonk" }, "key"),
		).toThrow("protocol");
		expect(() => decodeVerifyingKey({ ...key, IC: [["1"], 2] }, "key")).toThrow(
			"IC",
		);
	});
});
