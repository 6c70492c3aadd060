// The kernel that noble answers in this realm: the oracle, the last resort, and all that the signer has.

import { blsWork, bn254Work, type Kernel } from "../crypto/kernel.ts";
import { nobleBls, nobleName } from "../crypto/noble.ts";
import { nobleBn254 } from "../crypto/noble-bn254.ts";
import { proofChecks } from "./checks.ts";
import { precompiling } from "./precompiles.ts";

export const nobleKernel: Kernel = {
	...nobleBls,
	...proofChecks(async () => nobleBn254),
	...precompiling(async () => nobleBn254),
	report: async () =>
		[blsWork, bn254Work].map((work) => ({
			work,
			runs: nobleName,
			refused: [],
		})),
};
