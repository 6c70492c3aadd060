// The EVM's precompiles as a kernel's questions, answered in this realm.

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

const onBn254: {
	readonly [N in PrecompileName]: (curve: PairingCurve) => Precompile;
} = {
	"bn254-add": bn254Add,
	"bn254-multiply": bn254Multiply,
	"bn254-pairing": bn254Pairing,
};

/** @param bn254 is called at each question; it opens the curve once (kept.ts) */
export const precompiling = (
	bn254: () => Promise<PairingCurve>,
): Precompiling => ({
	precompile: async ({ name, input }) => {
		if (input.length > mostPrecompileInput)
			throw new RangeError(`"input" has ${input.length} bytes`);
		return onBn254[name](await bn254())(input);
	},
});
