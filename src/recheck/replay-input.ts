// The calldata that the known verifiers take. What is in it is computed by who asks: nothing here is checked.

import {
	type Abi,
	abiBytes,
	abiBytes32,
	abiCall,
	abiList,
} from "../base/abi.ts";
import { concat, fromHex, type Hex, toHex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { areScalars, wordBytes } from "../crypto/bn254.ts";
import { selectorOf } from "../crypto/selector.ts";

/** @throws bad-field when it is no whole number of words */
const wordsOf = (inputs: Hex): readonly Abi[] => {
	const own = fromHex(inputs);
	return Array.from({ length: Math.ceil(own.length / wordBytes) }, (_, i) =>
		abiBytes32(toHex(own.subarray(i * wordBytes, (i + 1) * wordBytes))),
	);
};

/** ISP1Verifier.verifyProof(programVKey, publicValues, proofBytes), which reverts for a proof that is wrong. */
export const sp1Input = (
	programVKey: Hex,
	publicValues: Hex,
	proofBytes: Hex,
): Hex =>
	abiCall(
		selectorOf("verifyProof(bytes32,bytes,bytes)"),
		abiBytes32(programVKey),
		abiBytes(publicValues),
		abiBytes(proofBytes),
	);

/** IRiscZeroVerifier.verify(seal, imageId, journalDigest), which reverts; the digest is sha256 of the journal. */
export const risc0Input = (seal: Hex, imageId: Hex, journalDigest: Hex): Hex =>
	abiCall(
		selectorOf("verify(bytes,bytes32,bytes32)"),
		abiBytes(seal),
		abiBytes32(imageId),
		abiBytes32(journalDigest),
	);

/** Verify(proof, public_inputs) of gnark's PLONK verifiers, which returns true. @param inputs 32 bytes each */
export const gnarkPlonkInput = (proof: Hex, inputs: Hex): Hex =>
	abiCall(
		selectorOf("Verify(bytes,uint256[])"),
		abiBytes(proof),
		abiList(wordsOf(inputs)),
	);

/** verify(public_inputs, proof) of ZKsync Era's verifiers, of PLONK and of FFLONK, which returns true. @param inputs 32 bytes each */
export const eraInput = (proof: Hex, inputs: Hex): Hex =>
	abiCall(
		selectorOf("verify(uint256[],uint256[])"),
		abiList(wordsOf(inputs)),
		abiList(wordsOf(proof)),
	);

/**
 * verifyProof(a, b, c, inputs) of snarkjs's Groth16 verifiers, which returns true. All of it is words without offsets.
 * @param proof A, B, C as the precompiles take points
 * @param inputs 32 bytes each
 */
export const snarkjsInput = (proof: Hex, inputs: Hex): Hex => {
	const own = fromHex(inputs);
	const count = Math.floor(own.length / wordBytes);
	return toHex(
		concat(
			fromHex(
				selectorOf(
					`verifyProof(uint256[2],uint256[2][2],uint256[2],uint256[${count}])`,
				),
			),
			fromHex(proof),
			own,
		),
	);
};

/** Where Scroll's public inputs are put into a proof: behind the accumulator of 12 words. */
const accumulatorBytes = 12 * wordBytes;

/**
 * What Scroll's PLONK verifier is called with, without a selector. It reverts. It takes numbers modulo the field's order, so an
 * input by another name is refused here.
 * @param inputs 32 bytes each
 * @throws bad-field when an input is the order or more, or no whole number of words is given
 */
export const scrollPlonkInput = (proof: Hex, inputs: Hex): Hex => {
	const own = fromHex(proof);
	if (!areScalars(fromHex(inputs)))
		throw new Fault("bad-field", "a public input that is not canonical");
	return toHex(
		concat(
			own.subarray(0, accumulatorBytes),
			fromHex(inputs),
			own.subarray(accumulatorBytes),
		),
	);
};
