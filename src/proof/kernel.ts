// The fastest sound kernel of a realm: signatures at once, the curve of the proofs when the first proof is asked about, for
// most wakes of an engine see none.

import {
	type Opening,
	openSoundBls,
	openSoundBn254,
} from "../crypto/backends.ts";
import type { Kernel, WorkReport } from "../crypto/kernel.ts";
import { proofChecks } from "./checks.ts";

/** The fastest sound kernel, in this realm. @throws kernel-unsound when not even noble computes rightly here */
export const openSoundKernel = async (opening: Opening): Promise<Kernel> => {
	const bls = await openSoundBls(opening);
	let bn254: WorkReport | undefined;
	const proofs = proofChecks(async () => {
		const { chosen, report } = await openSoundBn254(opening);
		bn254 = report;
		return chosen;
	});
	return {
		...bls.chosen,
		...proofs,
		report: async () =>
			bn254 === undefined ? [bls.report] : [bls.report, bn254],
	};
};
