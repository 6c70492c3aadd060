// BLS signatures in G2 under the running sum of keys.

import { ask, type Fn } from "./asm/func.ts";
import { i32 } from "./asm/ops.ts";
import type { Keys } from "./bls12-381-keys.ts";
import type { G1 } from "./curve/g1.ts";
import { coordinates, steps } from "./curve/g1-steps.ts";
import { decoded, type G2 } from "./curve/g2.ts";
import type { HashToG2 } from "./curve/hash-to-g2.ts";
import type { Pairing } from "./pairing/pairing.ts";

export type Parts = {
	readonly g1: G1;
	readonly g2: G2;
	readonly hashToG2: HashToG2;
	readonly keys: Keys;
	readonly pairing: Pairing;
};

/** (message, length, dst, dstLength, signature) */
export const questionParams = ["i32", "i32", "i32", "i32", "i32"] as const;

export type Prepared = {
	/**
	 * (message, length, dst, dstLength, signature) → i32: fills `key`, `hash` and `signature`. 0 when there is a pairing of
	 * nothing: a sum or point that is infinity, a signature that does not decode or is outside of the subgroup.
	 */
	readonly prepare: Fn;
	/** x and y of the sum as the lanes of one pair. */
	readonly key: number;
	/** The message's point, affine. */
	readonly hash: number;
	readonly signature: number;
	/** As `key`. */
	readonly minusGenerator: number;
};

/** Defines `verify`, and what every verification begins with. */
export const emitSignatures = (parts: Parts): Prepared => {
	const { g1, g2, hashToG2, keys, pairing } = parts;
	const { field } = g1;
	const { module, size } = field;
	const { generator } = g1.numbers;
	const minusGenerator = field.constant(generator[0], -generator[1]);

	const key = module.reserve(size);
	const hash = module.reserve(g2.affineSize);
	const signature = module.reserve(g2.affineSize);
	const hashed = module.reserve(g2.size);
	const inverseKey = module.reserve(size);
	const inverseHash = module.reserve(size);
	const prepare = module.func(
		"prepareSignature",
		{ params: questionParams, result: "i32" },
		(f, message, length, dst, dstLength, bytes) => {
			const { run, mul } = steps(f, field);
			const { x, y, z } = coordinates(field, keys.sum);
			f.if(ask(g1.isInfinity, keys.sum), () => f.return(0));
			f.if(
				i32.eqz(ask(hashToG2.hash, hashed, message, length, dst, dstLength)),
				() => f.return(0),
			);
			f.if(ask(g2.isInfinity, hashed), () => f.return(0));
			run(field.copy, inverseKey, z);
			run(g2.norm, inverseHash, hashed + 2 * size);
			// The two inverses cost nothing beside the signature's square root.
			const said = ask(
				g2.decompress,
				signature,
				bytes,
				inverseKey,
				inverseHash,
			);
			f.if(i32.ne(said, decoded.point), () => f.return(0));
			f.if(i32.eqz(ask(g2.inSubgroup, signature)), () => f.return(0));
			run(field.both0, inverseKey, inverseKey);
			run(field.zip0, key, x, y);
			mul(key, key, inverseKey);
			run(g2.toAffineBy, hash, hashed, inverseHash);
			f.give(1);
		},
	);

	const two = module.reserve(2 * pairing.entrySize);
	module.func(
		"verify",
		{ params: questionParams, result: "i32", exported: true },
		(f, ...question) => {
			const { run } = steps(f, field);
			f.if(i32.eqz(ask(prepare, ...question)), () => f.return(0));
			run(pairing.setFree, two, key, hash);
			run(pairing.setFree, two + pairing.entrySize, minusGenerator, signature);
			f.give(ask(pairing.isProductOne, two, 2));
		},
	);
	return { prepare, key, hash, signature, minusGenerator };
};
