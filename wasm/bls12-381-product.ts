// Products of pairings of BLS12-381 for proof verifiers: what pairing/product.ts exports, in the encodings of EIP-2537, and the
// compressed points of the consensus specs in these encodings.
// Sources: https://eips.ethereum.org/EIPS/eip-2537 (a coordinate is 64 bytes, of which 16 are zero; zeros are infinity);
// https://github.com/ethereum/consensus-specs/blob/v1.6.0/specs/deneb/polynomial-commitments.md (compressed)

import type { Expr } from "./asm/expr.ts";
import { ask, call } from "./asm/func.ts";
import { i32, i64, memory } from "./asm/ops.ts";
import type { Keys } from "./bls12-381-keys.ts";
import type { G1 } from "./curve/g1.ts";
import { decoded, type G2 } from "./curve/g2.ts";
import { defineMsm } from "./curve/msm.ts";
import type { Pairing } from "./pairing/pairing.ts";
import { exportProduct } from "./pairing/product.ts";
import { behind, type Place } from "./tower/writer.ts";

type Parts = {
	readonly g1: G1;
	readonly g2: G2;
	readonly keys: Keys;
	readonly pairing: Pairing;
};

const padding = 16;
const coordinateBytes = 64;
const two = { params: ["i32", "i32"], result: "i32" } as const;

/**
 * Beside the product's exports:
 *   decodeG1(to, from) → i32: 48 compressed bytes as 128; 0 when refused, also for a point out of the subgroup
 *   decodeG2(to, from) → i32: 96 compressed bytes as 256, in the same way
 */
export const exportBlsProduct = ({ g1, g2, keys, pairing }: Parts): void => {
	const { field, affineSize } = g1;
	const { module, prime, size } = field;
	const { plain, compressed, inSubgroup } = keys;

	/** Whether so many coordinates from here begin with zeros. */
	const isPadded = (from: Place, count: number): Expr<"i32"> => {
		const words = Array.from({ length: count }, (_, i) =>
			[0, 8].map((at) => i64.load(behind(from, i * coordinateBytes + at))),
		);
		return i64.eqz(words.flat().reduce((all, one) => i64.or(all, one)));
	};
	const readOnCurve = module.func("eipReadOnCurve", two, (f, r, from) => {
		const start = f.let(i32.add(from, padding));
		const good = ask(plain.decode, r, start, start, coordinateBytes);
		f.give(i32.and(isPadded(from, 2), i32.eq(good, 3)));
	});
	const readG1 = module.func("eipReadG1", two, (f, r, from) => {
		f.if(i32.eqz(ask(readOnCurve, r, from)), () => f.return(0));
		f.give(i32.eq(ask(inSubgroup, r), 3));
	});
	const writeG1 = module.func(
		"eipWriteG1",
		{ params: ["i32", "i32"] },
		(f, to, p) => {
			const start = f.let(i32.add(to, padding));
			f.do(
				memory.fill(to, 0, 2 * coordinateBytes),
				call(plain.encode, start, start, p, coordinateBytes),
			);
		},
	);

	const tight = module.reserve(4 * prime.bytes);
	const places = [0, 1, 2, 3].map((i) => ({
		at: i * coordinateBytes + padding,
		// EIP-2537 has the real part first, the other encoding the imaginary one.
		packed: tight + (i ^ 1) * prime.bytes,
	}));
	const readG2 = module.func("eipReadG2", two, (f, r, from) => {
		f.if(i32.eqz(isPadded(from, 4)), () => f.return(decoded.refused));
		for (const { at, packed } of places)
			f.do(memory.copy(packed, behind(from, at), prime.bytes));
		f.if(i32.eqz(ask(g2.fromBytes, r, tight)), () => f.return(decoded.refused));
		const zero = i32.and(
			ask(field.isZero, r),
			ask(field.isZero, behind(r, size)),
		);
		f.if(i32.eq(zero, 3), () => f.return(decoded.infinity));
		f.if(i32.eqz(ask(g2.onCurve, r)), () => f.return(decoded.refused));
		f.if(i32.eqz(ask(g2.inSubgroup, r)), () => f.return(decoded.refused));
		f.give(decoded.point);
	});
	exportProduct({
		g1,
		msm: defineMsm(g1, keys.sums),
		pairing,
		readG1,
		readOnCurve,
		readG2,
		writeG1,
	});

	const exported = { ...two, exported: true } as const;
	const point = module.reserve(affineSize);
	module.func("decodeG1", exported, (f, to, from) => {
		const known = i32.and(
			ask(compressed.decompress, point, from, from),
			ask(inSubgroup, point),
		);
		f.if(i32.ne(known, 3), () => f.return(0));
		f.do(call(writeG1, to, point));
		f.give(1);
	});
	const twist = module.reserve(g2.affineSize);
	const spare = module.reserve(2 * size);
	const one = field.constant(1n, 1n);
	module.func("decodeG2", exported, (f, to, from) => {
		f.do(
			memory.fill(to, 0, 4 * coordinateBytes),
			call(field.copy, spare, one),
			call(field.copy, spare + size, one),
		);
		const kind = f.let(ask(g2.decompress, twist, from, spare, spare + size));
		f.if(i32.eq(kind, decoded.infinity), () => f.return(1));
		f.if(i32.eq(kind, decoded.refused), () => f.return(0));
		f.if(i32.eqz(ask(g2.inSubgroup, twist)), () => f.return(0));
		f.do(call(g2.toBytes, tight, twist));
		for (const { at, packed } of places)
			f.do(memory.copy(behind(to, at), packed, prime.bytes));
		f.give(1);
	});
};
