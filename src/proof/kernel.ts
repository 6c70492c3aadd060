// The fastest sound kernel of a realm: signatures at once, the curve of the proofs and precompiles when the first of them is
// asked about, for most wakes of an engine see none.

import {
	type Opening,
	openSoundBls,
	openSoundBn254,
} from "../crypto/backends.ts";
import type { Kernel, WorkReport } from "../crypto/kernel.ts";
import { proofChecks } from "./checks.ts";
import { kept } from "./kept.ts";
import { precompiling } from "./precompiles.ts";

/** The fastest sound kernel, in this realm. @throws kernel-unsound when not even noble computes rightly here */
export const openSoundKernel = async (opening: Opening): Promise<Kernel> => {
	const bls = await openSoundBls(opening);
	let bn254: WorkReport | undefined;
	// One instance for proofs and precompiles alike.
	const curve = kept(async () => {
		const { chosen, report } = await openSoundBn254(opening);
		bn254 = report;
		return chosen;
	});
	return {
		...bls.chosen,
		...proofChecks(curve),
		...precompiling(curve),
		report: async () =>
			bn254 === undefined ? [bls.report] : [bls.report, bn254],
	};
};
