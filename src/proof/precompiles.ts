// The EVM's precompiles as a kernel's questions, answered in this realm.

import { lazyOnce } from "../base/async.ts";
import type { Bls12381 } from "../crypto/bls12-381.ts";
import {
	bn254Add,
	bn254Multiply,
	bn254Pairing,
	type Precompile,
} from "../crypto/bn254.ts";
import {
	mostPrecompileInput,
	type PrecompileName,
	type Precompiling,
} from "../crypto/kernel.ts";
import type { PairingCurve } from "../crypto/pairing.ts";
import { pointEvaluation, prepareKzg } from "./kzg.ts";
import { mainnetKzgSetup } from "./kzg-setup.ts";

export type Curves = {
	/** Both are called at each question; they open a curve once (kept.ts). */
	readonly bn254: () => Promise<PairingCurve>;
	/** For KZG. */
	readonly bls12381: () => Promise<Bls12381>;
};

export const precompiling = ({ bn254, bls12381 }: Curves): Precompiling => {
	// The setup's lines are computed when the first of them is asked.
	const kzg = lazyOnce(async () => {
		const curve = await bls12381();
		return pointEvaluation(prepareKzg(curve, mainnetKzgSetup(curve)));
	});
	const open: {
		readonly [N in PrecompileName]: () => Promise<Precompile>;
	} = {
		"bn254-add": async () => bn254Add(await bn254()),
		"bn254-multiply": async () => bn254Multiply(await bn254()),
		"bn254-pairing": async () => bn254Pairing(await bn254()),
		"kzg-point": kzg,
	};
	return {
		precompile: async ({ name, input }) => {
			if (input.length > mostPrecompileInput)
				throw new RangeError(`"input" has ${input.length} bytes`);
			return (await open[name]())(input);
		},
	};
};
