// A validity proof from the bytes that stand in a transaction to yes or no: SP1 6 by Groth16, five inputs, two of them to be
// hashed or read out of the bytes first. The key is known beforehand.

import { fromHex } from "../../../src/base/bytes.ts";
import { Fault } from "../../../src/base/fault.ts";
import { nobleBn254 } from "../../../src/crypto/noble-bn254.ts";
import type { PairingCurve } from "../../../src/crypto/pairing.ts";
import { proofChecks } from "../../../src/proof/checks.ts";
import { checkSp1 } from "../../../src/recheck/native.ts";
import type { Contestant, Work } from "../contest.ts";
import { readSp1, type Sp1File, turned } from "../given.ts";
import { backends, openOurBn254 } from "../ours.ts";

const verifierOf = (curve: PairingCurve, file: Sp1File) => {
	const { key, selector, vkRoot } = file;
	const verifier = {
		title: "SP1",
		system: "sp1-groth16",
		key,
		selector,
		vkRoot,
	} as const;
	const kernel = proofChecks(async () => curve);
	return async (own: Sp1File): Promise<boolean> => {
		try {
			await checkSp1(kernel, verifier, own);
			return true;
		} catch (thrown) {
			if (thrown instanceof Fault && thrown.kind === "disproved") return false;
			throw thrown;
		}
	};
};

export const recheck: Work<Sp1File, Sp1File> = {
	work: "SP1 Groth16 recheck, from bytes",
	topic: "recheck",
	perRun: 1,
	inputs: async (place) => {
		const file = await readSp1(place);
		const middle = fromHex(file.publicValues).length >> 1;
		const publicValues = turned(file.publicValues, middle);
		return {
			fixed: file,
			valid: { input: file, answer: true },
			flipped: { input: { ...file, publicValues }, answer: false },
		};
	},
	contestants: [
		...backends.map(
			(backend): Contestant<Sp1File, Sp1File> => ({
				name: "sextant",
				backend,
				open: async (file, place) =>
					verifierOf(await openOurBn254(place, backend), file),
			}),
		),
		{
			name: "@noble/curves",
			backend: "noble",
			open: async (file) => verifierOf(nobleBn254, file),
		},
	],
};
