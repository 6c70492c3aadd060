// SP1's proofs as contracts take them: a selector, since version 6 three words of context, then the bytes of a Groth16 or
// PLONK proof as gnark writes them for Solidity. The key and the selector are pinned by who calls.
// Source: https://github.com/succinctlabs/sp1-contracts/tree/main/contracts/src (v5.0.0 and v6.1.0, SP1Verifier)

import { concat, equalBytes } from "../base/bytes.ts";
import { wordBytes } from "../crypto/bn254.ts";
import { sha256 } from "../crypto/hash.ts";

export const selectorBytes = 4;

/** One released verifier. */
export type Sp1Release = {
	/** The first 4 bytes of the hash of the verifier's key. */
	readonly selector: Uint8Array;
	/** Since version 6: the root of the recursion keys that the proof must name. null before. */
	readonly vkRoot: Uint8Array | null;
};

/** Version 6.1.0 allows recursion keys under this root alone. */
export const sp1VkRoot610 =
	"0x002f850ee998974d6cc00e50cd0814b098c05bfade466d28573240d057f25352";

const mask = 0x1f;

/** The hash of the public values as a field element: the upper three bits of sha256 are cut off. */
export const sp1Digest = (publicValues: Uint8Array): Uint8Array => {
	const digest = sha256(publicValues).slice();
	digest[0] = (digest[0] ?? 0) & mask;
	return digest;
};

export type Sp1Statement = {
	/** The bytes of the proof itself. */
	readonly proof: Uint8Array;
	/** 32 bytes for each input of the circuit. */
	readonly inputs: Uint8Array;
};

/**
 * What the circuit has to be asked about this program and these public values; null when the bytes are for another
 * release, or say that the program failed, or name other recursion keys.
 */
export const decodeSp1 = (
	release: Sp1Release,
	programVKey: Uint8Array,
	publicValues: Uint8Array,
	bytes: Uint8Array,
): Sp1Statement | null => {
	if (programVKey.length !== wordBytes) return null;
	if (!equalBytes(bytes.subarray(0, selectorBytes), release.selector))
		return null;
	const rest = bytes.subarray(selectorBytes);
	const said = concat(programVKey, sp1Digest(publicValues));
	if (release.vkRoot === null) return { proof: rest, inputs: said };
	const context = rest.subarray(0, 3 * wordBytes);
	if (context.length !== 3 * wordBytes) return null;
	const exitCode = context.subarray(0, wordBytes);
	const vkRoot = context.subarray(wordBytes, 2 * wordBytes);
	if (exitCode.some((byte) => byte !== 0)) return null;
	if (!equalBytes(vkRoot, release.vkRoot)) return null;
	return { proof: rest.subarray(3 * wordBytes), inputs: concat(said, context) };
};
