// The module of BLS12-381: signatures with keys in G1, as Ethereum's consensus uses them. The host calls it with addresses
// of bytes behind `heap` and is answered numbers; all else that lies in the memory is scratch.

import { Module } from "./asm/module.ts";
import { i32 } from "./asm/ops.ts";
import { emitKeys, mostRow } from "./bls12-381-keys.ts";
import { exportBlsProduct } from "./bls12-381-product.ts";
import { emitSignatures } from "./bls12-381-signatures.ts";
import { emitTogether } from "./bls12-381-together.ts";
import { defineG1 } from "./curve/g1.ts";
import { emitG2 } from "./curve/g2.ts";
import { emitHashToG2 } from "./curve/hash-to-g2.ts";
import { emitField } from "./field/backend.ts";
import type { Backend } from "./field/field.ts";
import { emitFp2Roots } from "./field/fp2-root.ts";
import { bls12381 } from "./field/prime.ts";
import { emitSha256 } from "./hash/sha256.ts";
import { emitPairing } from "./pairing/pairing.ts";

/** The host's bytes: keys, messages, signatures, and the rows of keys in the module's own form. */
const inputBytes = 64 * 1024;
/** No backend has more bytes a key of a row. */
const mostKeyBytes = 256;
export const bls12381HeapBytes = inputBytes + mostRow * mostKeyBytes;

/**
 * Exports, all parameters and results i32:
 * - `rowBytes(count)`: the bytes of a row of so many keys.
 * - `decodeKeys(row, bytes, count, random)`: a row of at most 512 keys from 48 bytes each; 1 when all are canonical, on the
 *   curve, in the subgroup and not infinity (KeyValidate), else 0. `random` has 28 bytes a key that the keys' maker could not
 *   know; a wrong yes has a chance below 2^-64.
 * - `importKeys(row, bytes, count)`: the same from 96 bytes each, x and y; the subgroup is not asked for.
 * - `exportKeys(bytes, row, count)`: a row as 96 bytes each.
 * - `clearSum()`, `negateSum()`, `addKeys(row, count, bits, wanted)`: the running sum; to it the keys of a row of at most 512
 *   whose bit is `wanted`. Bit i is bit i % 8 of byte ⌊i/8⌋.
 * - `compressSum(to)`: the sum as 48 bytes; 0 when it is infinity.
 * - `verify(message, length, dst, dstLength, signature)`: 1 when the 96 bytes are the sum's signature of the message, else 0.
 * - `togetherStart()`, `togetherAdd(message, length, dst, dstLength, signature, coefficient)`, `togetherVerify()`: the same
 *   of up to 64, each under the sum as it was when it was added, with a random coefficient of 8 bytes that is not zero.
 */
export const emitBls12381 = (backend: Backend): Module => {
	const module = new Module();
	const field = emitField(module, backend, bls12381);
	const g1 = defineG1(field);
	if (g1.affineSize > 2 * mostKeyBytes)
		throw new RangeError(`a pair of keys has ${g1.affineSize} bytes`);
	module.func(
		"rowBytes",
		{ params: ["i32"], result: "i32", exported: true },
		(f, count) =>
			f.give(i32.mul(i32.shrU(i32.add(count, 1), 1), g1.affineSize)),
	);
	const { inverse, inverseRoot } = g1.roots;
	const roots = emitFp2Roots(field, inverseRoot);
	const g2 = emitG2(field, { inverse, roots });
	const sha256 = emitSha256(module);
	const hashToG2 = emitHashToG2(field, { g2, roots, sha256 });
	const pairing = emitPairing(field, inverse);
	const keys = emitKeys(g1);
	const parts = { g1, g2, hashToG2, keys, pairing };
	emitTogether(parts, emitSignatures(parts));
	exportBlsProduct({ g1, g2, keys, pairing });
	return module;
};
