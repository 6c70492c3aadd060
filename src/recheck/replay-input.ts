// The calldata that the known verifiers take. What is in it is computed by who asks: nothing here is checked.

import {
	bigToBytes,
	concat,
	fromHex,
	type Hex,
	toHex,
	utf8,
} from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { areScalars, wordBytes } from "../crypto/bn254.ts";
import { keccak256 } from "../crypto/hash.ts";

/** The first 4 bytes of the hash of a function's signature. */
const selectorOf = (signature: string): Uint8Array =>
	keccak256(utf8(signature)).subarray(0, 4);

const number = (value: number): Uint8Array =>
	bigToBytes(BigInt(value), wordBytes);

/** An argument of the ABI: a word, or bytes behind an offset with their count in front, padded to whole words. */
type Argument =
	| { readonly word: Uint8Array }
	| { readonly count: number; readonly bytes: Uint8Array };

const call = (signature: string, ...all: readonly Argument[]): Hex => {
	const heads: Uint8Array[] = [];
	const tails: Uint8Array[] = [];
	let offset = all.length * wordBytes;
	for (const argument of all)
		if ("word" in argument) heads.push(argument.word);
		else {
			const { count, bytes } = argument;
			const padding = (wordBytes - (bytes.length % wordBytes)) % wordBytes;
			const tail = concat(number(count), bytes, new Uint8Array(padding));
			heads.push(number(offset));
			tails.push(tail);
			offset += tail.length;
		}
	return toHex(concat(selectorOf(signature), ...heads, ...tails));
};

const word = (value: Hex): Argument => ({ word: fromHex(value, wordBytes) });
const bytes = (value: Hex): Argument => {
	const own = fromHex(value);
	return { count: own.length, bytes: own };
};

/** ISP1Verifier.verifyProof(programVKey, publicValues, proofBytes), which reverts for a proof that is wrong. */
export const sp1Input = (
	programVKey: Hex,
	publicValues: Hex,
	proofBytes: Hex,
): Hex =>
	call(
		"verifyProof(bytes32,bytes,bytes)",
		word(programVKey),
		bytes(publicValues),
		bytes(proofBytes),
	);

/** IRiscZeroVerifier.verify(seal, imageId, journalDigest), which reverts; the digest is sha256 of the journal. */
export const risc0Input = (seal: Hex, imageId: Hex, journalDigest: Hex): Hex =>
	call(
		"verify(bytes,bytes32,bytes32)",
		bytes(seal),
		word(imageId),
		word(journalDigest),
	);

/** Verify(proof, public_inputs) of gnark's PLONK verifiers, which returns true. @param inputs 32 bytes each */
export const gnarkPlonkInput = (proof: Hex, inputs: Hex): Hex => {
	const own = fromHex(inputs);
	return call("Verify(bytes,uint256[])", bytes(proof), {
		count: Math.floor(own.length / wordBytes),
		bytes: own,
	});
};

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
			selectorOf(
				`verifyProof(uint256[2],uint256[2][2],uint256[2],uint256[${count}])`,
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
