// Makes PLONK proofs that a verifier has to accept, for keys whose secret is known: commitments and openings are chosen
// freely, and the two opening proofs follow from what the verifier combines. So the verifiers are tested without any
// prover's code, and with shapes that no prover at hand makes. What a verifier asks of the curve is read off a curve
// whose points are known as multiples of the generator.

import { bn254 } from "@noble/curves/bn254.js";
import {
	bigFromBytes,
	bigToBytes,
	concat,
	toHex,
} from "../../src/base/bytes.ts";
import { bn254R } from "../../src/crypto/bn254.ts";
import { nobleBn254 } from "../../src/crypto/noble-bn254.ts";
import type { PairingCurve, Terms } from "../../src/crypto/pairing.ts";

const { Fr } = bn254.fields;

export const inR = (value: bigint): bigint =>
	((value % bn254R) + bn254R) % bn254R;
export const word = (value: bigint): Uint8Array => bigToBytes(value, 32);

const known = new Map<string, bigint>();

/** A multiple of the generator of G1, remembered as one. */
export const g1 = (scalar: bigint): Uint8Array => {
	const own = inR(scalar);
	const { x, y } =
		own === 0n
			? { x: 0n, y: 0n }
			: bn254.G1.Point.BASE.multiply(own).toAffine();
	const bytes = concat(word(x), word(y));
	known.set(toHex(bytes), own);
	return bytes;
};

// The verifiers use it without being told.
g1(1n);

export const g2 = (scalar: bigint): Uint8Array => {
	const { x, y } = bn254.G2.Point.BASE.multiply(inR(scalar)).toAffine();
	return concat(word(x.c1), word(x.c0), word(y.c1), word(y.c0));
};

/** Numbers that look like none in particular, the same in each run. */
export const numbersFrom = (seed: bigint): (() => bigint) => {
	let state = seed;
	return () => {
		state = Fr.add(Fr.pow(state, 5n), 0xc0ffeen);
		return state;
	};
};

const chunks = (bytes: Uint8Array, size: number): readonly Uint8Array[] =>
	Array.from({ length: bytes.length / size }, (_, i) =>
		bytes.subarray(i * size, (i + 1) * size),
	);

type Side = ReadonlyMap<string, bigint>;

/** What the verifier combined last, side by side: the scalar of each point, by the point. */
export const recorder = (): {
	readonly curve: PairingCurve;
	readonly last: () => readonly Side[];
} => {
	let last: readonly Side[] = [];
	const curve: PairingCurve = {
		...nobleBn254,
		prepare: ({ sides }) => {
			const gather = (side: number, terms: Terms): Side => {
				const all = new Map<string, bigint>();
				const add = (points: Uint8Array, scalars: Uint8Array) => {
					const by = chunks(scalars, 32);
					for (const [i, point] of chunks(points, 64).entries()) {
						const scalar = bigFromBytes(by[i] ?? word(0n));
						const name = toHex(point);
						all.set(name, inR((all.get(name) ?? 0n) + scalar));
					}
				};
				add(sides[side]?.bases ?? new Uint8Array(0), terms.scalars);
				add(terms.points, terms.pointScalars);
				return all;
			};
			return {
				check: (terms) => {
					last = terms.map((own, side) => gather(side, own));
					return true;
				},
				combine: (side, terms) => g1(sum(gather(side, terms))),
				close: () => {},
			};
		},
	};
	return { curve, last: () => last };
};

/** What a side comes to in the exponent, without some of its points. */
export const sum = (side: Side, but: readonly Uint8Array[] = []): bigint => {
	const without = but.map((point) => toHex(point) as string);
	let all = 0n;
	for (const [name, scalar] of side) {
		const own = known.get(name);
		if (own === undefined) throw new Error("a point that is not known");
		if (!without.includes(name)) all = inR(all + scalar * own);
	}
	return all;
};

export type Form = {
	/** The verifier over this curve, with its key and its inputs. */
	readonly verifier: (curve: PairingCurve) => (proof: Uint8Array) => boolean;
	/** Where the proofs of opening at z and at z omega stand. */
	readonly at: readonly [number, number];
	/** Further points that cancel by themselves. */
	readonly cancelling?: readonly Uint8Array[];
	readonly tau: bigint;
	readonly omega: bigint;
};

/** The proof with its two proofs of opening filled in. */
export const forge = (form: Form, unfinished: Uint8Array): Uint8Array => {
	const { curve, last } = recorder();
	const verify = form.verifier(curve);
	const [atZ, atNext] = form.at;
	const put = (first: Uint8Array, second: Uint8Array): Uint8Array => {
		const copy = unfinished.slice();
		copy.set(first, atZ);
		copy.set(second, atNext);
		return copy;
	};
	// X0 + u X1 for two values of u gives both.
	const ask = (second: bigint) => {
		const [w, wNext] = [g1(0x1111n), g1(second)];
		if (!verify(put(w, wNext))) throw new Error("refused before the pairing");
		const [left, right] = last();
		if (left === undefined || right === undefined) throw new Error("no sides");
		const of = (side: Side, point: Uint8Array) => side.get(toHex(point)) ?? 0n;
		const u = of(right, wNext);
		return {
			u,
			z: of(left, w),
			next: Fr.div(of(left, wNext), u),
			x: sum(left, [w, wNext, ...(form.cancelling ?? [])]),
		};
	};
	const [one, two] = [ask(0x2222n), ask(0x3333n)];
	const x1 = Fr.div(inR(one.x - two.x), inR(one.u - two.u));
	const x0 = inR(one.x - one.u * x1);
	if (one.next !== inR(one.z * form.omega)) throw new Error("another place");
	return put(
		g1(Fr.div(x0, inR(form.tau - one.z))),
		g1(Fr.div(x1, inR(form.tau - one.next))),
	);
};
