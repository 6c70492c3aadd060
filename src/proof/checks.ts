// Validity proofs as a kernel's closed questions: bytes in, yes or no out. It keeps the few keys it was asked about last as
// they were prepared, for a rollup's proofs all have the same key.

import { lazyOnce } from "../base/async.ts";
import { type Hex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { sha256 } from "../crypto/hash.ts";
import type { ProofChecks, ProofQuestion } from "../crypto/kernel.ts";
import type { PairingCurve, PreparedEquation } from "../crypto/pairing.ts";
import { prepareGroth16Key, verifyGroth16 } from "./groth16.ts";
import {
	decodeGnarkPlonkKeyBytes,
	decodeGroth16KeyBytes,
} from "./key-bytes.ts";
import { prepareGnarkPlonk, verifyGnarkPlonk } from "./plonk-gnark.ts";

/** Prepared keys that are kept. Each has tables of some hundred kilobytes. */
const mostKeys = 4;

type Verify = (proof: Uint8Array, inputs: Uint8Array) => boolean;
type Prepared = { readonly verify: Verify; readonly close: () => void };

const preparedOf = ({ close }: PreparedEquation, verify: Verify): Prepared => ({
	verify,
	close,
});

const systems = {
	groth16: (curve: PairingCurve, bytes: Uint8Array): Prepared => {
		const key = prepareGroth16Key(curve, decodeGroth16KeyBytes(bytes));
		return preparedOf(key.equation, (proof, inputs) =>
			verifyGroth16(key, proof, inputs),
		);
	},
	"plonk-gnark": (curve: PairingCurve, bytes: Uint8Array): Prepared => {
		const key = prepareGnarkPlonk(curve, decodeGnarkPlonkKeyBytes(bytes));
		return preparedOf(key.equation, (proof, inputs) =>
			verifyGnarkPlonk(key, proof, inputs),
		);
	},
};
type System = keyof typeof systems;

/** The identity of a verifying key, as it stands in conclusions and on screen: sha256 of the bytes it is asked with. */
export const keyHash = (key: Uint8Array): Hex => toHex(sha256(key));

/**
 * The questions, answered in this realm. Nothing is prepared before the first.
 * @param open is called at the first question, and again where it failed
 */
export const proofChecks = (open: () => Promise<PairingCurve>): ProofChecks => {
	const opened = lazyOnce(open);
	/** By their system and hash, the one asked about last at the end. */
	const keys = new Map<string, Prepared>();
	const keyFor = (
		own: PairingCurve,
		system: System,
		bytes: Uint8Array,
	): Prepared => {
		const name = `${system} ${keyHash(bytes)}`;
		const found = keys.get(name) ?? systems[system](own, bytes);
		keys.delete(name);
		keys.set(name, found);
		for (const [oldest, { close }] of keys) {
			if (keys.size <= mostKeys) break;
			keys.delete(oldest);
			close();
		}
		return found;
	};
	const ask =
		(system: System) =>
		async ({ key, inputs, proof }: ProofQuestion): Promise<boolean> => {
			const own = await opened();
			let prepared: Prepared;
			try {
				prepared = keyFor(own, system, key);
			} catch (thrown) {
				if (thrown instanceof Fault && thrown.code === "bad-field")
					return false;
				throw thrown;
			}
			return prepared.verify(proof, inputs);
		};
	return {
		checkGroth16: ask("groth16"),
		checkGnarkPlonk: ask("plonk-gnark"),
	};
};
