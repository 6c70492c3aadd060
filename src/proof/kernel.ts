// The fastest sound kernel of a realm: signatures at once, the curves of the proofs and precompiles when the first of them is
// asked about, for most wakes of an engine see none.

import { lazyOnce } from "../base/async.ts";
import {
	type Opening,
	openSoundBls,
	openSoundBn254,
	openSoundPoints,
} from "../crypto/backends.ts";
import type { Kernel, WorkReport } from "../crypto/kernel.ts";
import { proofChecks } from "./checks.ts";
import { precompiling } from "./precompiles.ts";

/** The fastest sound kernel, in this realm. @throws kernel-unsound when not even noble computes rightly here */
export const openSoundKernel = async (opening: Opening): Promise<Kernel> => {
	const bls = await openSoundBls(opening);
	/** Of what was opened, in that order. */
	const reports: WorkReport[] = [bls.report];
	// One instance for proofs and precompiles alike.
	const bn254 = lazyOnce(async () => {
		const { chosen, report } = await openSoundBn254(opening);
		reports.push(report);
		return chosen;
	});
	const bls12381 = lazyOnce(async () => {
		const { chosen, report } = await openSoundPoints(opening);
		reports.push(report);
		return chosen;
	});
	return {
		...bls.chosen,
		...proofChecks(bn254),
		...precompiling({ bn254, bls12381 }),
		report: async () => [...reports],
	};
};
