// The kernel that noble answers in this realm: the oracle, the last resort, and all that the signer has.

import { blsWork, bn254Work, type Kernel, kzgWork } from "../crypto/kernel.ts";
import { nobleBls, nobleName } from "../crypto/noble.ts";
import { nobleBls12381 } from "../crypto/noble-bls12-381.ts";
import { nobleBn254 } from "../crypto/noble-bn254.ts";
import { proofChecks } from "./checks.ts";
import { precompiling } from "./precompiles.ts";

export const nobleKernel: Kernel = {
	...nobleBls,
	...proofChecks(async () => nobleBn254),
	...precompiling({
		bn254: async () => nobleBn254,
		bls12381: async () => nobleBls12381,
	}),
	report: async () =>
		[blsWork, bn254Work, kzgWork].map((work) => ({
			work,
			runs: nobleName,
			refused: [],
		})),
};
