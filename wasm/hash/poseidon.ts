// The Poseidon permutation over a prime field, for two states at once in the lanes, and the two instances of it that
// rollups use: Starknet's, and the one of circom's circuits over BN254's scalars.
// Source: Grassi et al., "Poseidon", eprint 2019/458, sections 2.3 and 4 (rounds, S-box, mix) and appendix F (constants).

import { Field as fieldOf } from "@noble/curves/abstract/modular.js";
import { grainGenConstants } from "@noble/curves/abstract/poseidon.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bigToBytes } from "../../src/base/bytes.ts";
import { ask, call, type Fn } from "../asm/func.ts";
import type { Module } from "../asm/module.ts";
import { i32 } from "../asm/ops.ts";
import type { Field } from "../field/field.ts";
import type { Prime } from "../field/prime.ts";

export type Instance = {
	readonly prime: Prime;
	/** Elements of the state; those in front of the capacity are absorbed into. */
	readonly width: number;
	readonly fullRounds: number;
	readonly partialRounds: number;
	/** The exponent of the S-box. */
	readonly power: 3 | 5;
	/** The one element that the S-box changes in a partial round. */
	readonly partialAt: number;
	/** As many as the width, one row a round. */
	readonly constants: readonly (readonly bigint[])[];
	readonly matrix: readonly (readonly bigint[])[];
};

/** 2^251 + 17·2^192 + 1 */
const starknetP = (1n << 251n) + 17n * (1n << 192n) + 1n;

/** Source: docs.starknet.io, "Hash functions", and StarkWare's published parameters: digests of "Hades" and a number. */
export const starknet: Instance = {
	prime: { name: "starknet", p: starknetP, bytes: 32, xiRe: 1n },
	width: 3,
	fullRounds: 8,
	partialRounds: 83,
	power: 3,
	partialAt: 2,
	constants: Array.from({ length: 91 }, (_, round) =>
		[0, 1, 2].map((i) => {
			const name = new TextEncoder().encode(`Hades${3 * round + i}`);
			return sha256(name).reduce(
				(sum, byte) => (sum * 256n + BigInt(byte)) % starknetP,
				0n,
			);
		}),
	),
	matrix: [
		[3n, 1n, 1n],
		[1n, -1n, 1n],
		[1n, 1n, -2n],
	],
};

/** BN254's order. */
const scalarP =
	0x30644e72e131a029b85045b68181585d2833e84879b9709143e1f593f0000001n;

/** Two inputs, as circom's and most circuits' libraries have it; the constants are those of the paper's generator. */
export const circom2: Instance = {
	prime: { name: "bn254-scalar", p: scalarP, bytes: 32, xiRe: 1n },
	width: 3,
	fullRounds: 8,
	partialRounds: 57,
	power: 5,
	partialAt: 0,
	...((): Pick<Instance, "constants" | "matrix"> => {
		const { roundConstants, mds } = grainGenConstants({
			Fp: fieldOf(scalarP),
			t: 3,
			roundsFull: 8,
			roundsPartial: 57,
			sboxPower: 5,
		});
		return { constants: roundConstants, matrix: mds };
	})(),
};

const elementBytes = 32;

/** (state): the permutation of `width` pairs at this address, lane by lane. */
export const emitPoseidon = (
	m: Module,
	field: Field,
	name: string,
	instance: Instance,
): Fn => {
	const { width, fullRounds, partialRounds, power, partialAt } = instance;
	const { size } = field;
	const one = field.constant(1n, 1n);
	// A field's own form is twice as long or more, so the constants are brought into it at the first call.
	const bytes = m.data(
		Uint8Array.from(
			instance.constants
				.flat()
				.flatMap((constant) => [...bigToBytes(constant, elementBytes)]),
		),
	);
	const count = instance.constants.length * width;
	const table = m.reserve(count * size);
	const isReady = m.reserve(4);
	const prepare = m.func(`${name}Prepare`, { params: [] }, (f) => {
		f.times(count, (i) => {
			const from = f.let(i32.add(bytes, i32.mul(i, elementBytes)));
			const to = i32.add(table, i32.mul(i, size));
			f.do(call(field.fromBytes, to, from, from));
		});
		f.do(i32.store(isReady, 1));
	});
	const scratch = m.reserve(size);
	const mixed = m.reserve(width * size);

	const sbox = m.func(`${name}Sbox`, { params: ["i32"] }, (f, x) => {
		f.do(call(field.sqr, scratch, x));
		if (power === 5) f.do(call(field.sqr, scratch, scratch));
		f.do(call(field.mul, x, x, scratch));
	});

	/** The state times the matrix. Small entries are sums; every result has been through a multiplication. */
	const mix = m.func(`${name}Mix`, { params: ["i32"] }, (f, state) => {
		const at = (j: number) => i32.add(state, j * size);
		instance.matrix.forEach((row, i) => {
			const out = mixed + i * size;
			const isSmall = row.every((entry) => entry > -4n && entry < 4n);
			row.forEach((entry, j) => {
				if (isSmall) {
					const step = entry < 0n ? field.sub : field.add;
					const times = Number(entry < 0n ? -entry : entry);
					for (let n = 0; n < times; n++)
						f.do(
							j + n === 0
								? call(entry < 0n ? field.neg : field.copy, out, at(j))
								: call(step, out, out, at(j)),
						);
					return;
				}
				const factor = field.constant(entry, entry);
				f.do(call(field.mul, j === 0 ? out : scratch, at(j), factor));
				if (j > 0) f.do(call(field.add, out, out, scratch));
			});
			// Elements that no S-box touches would grow from round to round.
			if (isSmall) f.do(call(field.mul, out, out, one));
		});
		for (let i = 0; i < width; i++)
			f.do(call(field.copy, at(i), mixed + i * size));
	});

	return m.func(name, { params: ["i32"] }, (f, state) => {
		f.if(i32.eqz(i32.load(isReady)), () => f.do(call(prepare)));
		const next = f.let(i32.const(table));
		const rounds = (count: number, boxes: readonly number[]) =>
			f.times(count, () => {
				for (let i = 0; i < width; i++) {
					const element = i32.add(state, i * size);
					f.do(call(field.add, element, element, i32.add(next, i * size)));
				}
				f.set(next, i32.add(next, width * size));
				for (const i of boxes) f.do(call(sbox, i32.add(state, i * size)));
				f.do(call(mix, state));
			});
		const all = Array.from({ length: width }, (_, i) => i);
		rounds(fullRounds / 2, all);
		rounds(partialRounds, [partialAt]);
		rounds(fullRounds / 2, all);
	});
};

/**
 * (out, from) → i32: reads `width` integers of 32 bytes, permutes them, and writes them back out. 0, and nothing is
 * written, when one of them is not canonical.
 */
export const emitPoseidonBytes = (
	m: Module,
	field: Field,
	name: string,
	instance: Instance,
): Fn => {
	const permute = emitPoseidon(m, field, `${name}Permute`, instance);
	const state = m.reserve(instance.width * field.size);
	const { width } = instance;
	return m.func(
		name,
		{ params: ["i32", "i32"], result: "i32", exported: true },
		(f, out, from) => {
			for (let i = 0; i < width; i++) {
				const input = i32.add(from, elementBytes * i);
				const verdict = f.let(
					ask(field.fromBytes, state + i * field.size, input, input),
				);
				f.if(i32.ne(verdict, 3), () => f.return(0));
			}
			f.do(call(permute, state));
			for (let i = 0; i < width; i++) {
				const output = i32.add(out, elementBytes * i);
				f.do(call(field.toBytes, output, output, state + i * field.size));
			}
			f.give(1);
		},
	);
};
