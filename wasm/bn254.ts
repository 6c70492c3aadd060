// The module of BN254: what it has and what the host may call.

import { ask, call } from "./asm/func.ts";
import { Module } from "./asm/module.ts";
import { i32 } from "./asm/ops.ts";
import { emitBn254G2 } from "./curve/bn254-g2.ts";
import { defineG1 } from "./curve/g1.ts";
import { defineG1Affine } from "./curve/g1-bytes.ts";
import { defineMsm } from "./curve/msm.ts";
import { defineSum } from "./curve/sum.ts";
import { emitField } from "./field/backend.ts";
import type { Backend } from "./field/field.ts";
import { bn254 } from "./field/prime.ts";
import { emitPairing } from "./pairing/pairing.ts";
import { exportProduct } from "./pairing/product.ts";

/** What the host may use behind `heap` before it grows the memory. */
export const bn254HeapBytes = 512 * 1024;

/** Exports what product.ts lists, in the EVM's encodings (EIP-196, EIP-197). */
export const emitBn254 = (backend: Backend): Module => {
	const module = new Module();
	const field = emitField(module, backend, bn254);
	const g1 = defineG1(field);
	const bytes = defineG1Affine(g1);
	const word = bn254.bytes;

	// The curve has no cofactor: a point on it is in the group.
	const readG1 = module.func(
		"evmReadG1",
		{ params: ["i32", "i32"], result: "i32" },
		(f, r, from) => f.give(i32.eq(ask(bytes.decode, r, from, from, word), 3)),
	);
	const writeG1 = module.func(
		"evmWriteG1",
		{ params: ["i32", "i32"] },
		(f, to, p) => f.do(call(bytes.encode, to, to, p, word)),
	);
	exportProduct({
		g1,
		msm: defineMsm(g1, defineSum(g1)),
		pairing: emitPairing(field, g1.roots.inverse),
		readG1,
		readOnCurve: readG1,
		readG2: emitBn254G2(field),
		writeG1,
	});
	return module;
};
