// RISC Zero's receipts as contracts take them: a selector and a Groth16 proof over the digest of what was claimed. The
// digests are sha256 over tagged structs, computed here from the program's image and its journal.
// Source: https://github.com/risc0/risc0/blob/v3.0.0/risc0/binfmt/src/hash.rs (tagged structs) and
// https://github.com/risc0/risc0/blob/v3.0.0/risc0/zkvm/src/receipt/groth16.rs (inputs, parameters)

import { concat, equalBytes, utf8 } from "../base/bytes.ts";
import { wordBytes } from "../crypto/bn254.ts";
import { sha256 } from "../crypto/hash.ts";
import { type Groth16Key, groth16ProofBytes } from "./groth16.ts";

/** Which recursion programs are allowed: 32 bytes each, as RISC Zero's contracts spell them. */
export type Risc0Control = {
	readonly root: Uint8Array;
	/** A field element, big-endian. */
	readonly bn254Id: Uint8Array;
};

const little = (value: number, bytes: number): Uint8Array =>
	Uint8Array.from({ length: bytes }, (_, i) => (value >>> (8 * i)) & 255);

/** sha256(sha256(tag), digests, words of 32 bits, number of digests), little-endian numbers. */
export const taggedStruct = (
	tag: string,
	down: readonly Uint8Array[],
	data: readonly number[] = [],
): Uint8Array =>
	sha256(
		concat(
			sha256(utf8(tag)),
			...down,
			...data.map((word) => little(word, 4)),
			little(down.length, 2),
		),
	);

const zeroDigest = new Uint8Array(32);

/** A list is a chain of pairs from its end on. */
const taggedList = (tag: string, items: readonly Uint8Array[]): Uint8Array =>
	items.reduceRight(
		(rest, item) => taggedStruct(tag, [item, rest]),
		zeroDigest,
	);

/** The state after a program has ended: no memory, program counter 0. */
export const haltedState = (): Uint8Array =>
	taggedStruct("risc0.SystemState", [zeroDigest], [0]);

/**
 * The digest of the claim "this program ended well and wrote this journal", without input and without assumptions.
 * @param imageId 32 bytes
 */
export const claimDigest = (
	imageId: Uint8Array,
	journal: Uint8Array,
): Uint8Array => {
	const output = taggedStruct("risc0.Output", [sha256(journal), zeroDigest]);
	// exit code: halted (0), with user code 0
	return taggedStruct(
		"risc0.ReceiptClaim",
		[zeroDigest, imageId, haltedState(), output],
		[0, 0],
	);
};

const keyDigest = (key: Groth16Key): Uint8Array =>
	taggedStruct("risc0_groth16.VerifyingKey", [
		sha256(key.alpha),
		sha256(key.beta),
		sha256(key.gamma),
		sha256(key.delta),
		taggedList(
			"risc0_groth16.VerifyingKey.IC",
			key.ic.map((point) => sha256(point)),
		),
	]);

/** The 4 bytes in front of each seal made for this key and these recursion programs. */
export const risc0Selector = (
	key: Groth16Key,
	control: Risc0Control,
): Uint8Array =>
	taggedStruct("risc0.Groth16ReceiptVerifierParameters", [
		control.root,
		control.bn254Id.toReversed(),
		keyDigest(key),
	]).subarray(0, 4);

// Two field elements: the first and the second half, each read little-endian.
const halves = (digest: Uint8Array): Uint8Array => {
	const pad = new Uint8Array(wordBytes / 2);
	return concat(
		pad,
		digest.slice(0, 16).reverse(),
		pad,
		digest.slice(16).reverse(),
	);
};

export type Risc0Statement = {
	readonly proof: Uint8Array;
	readonly inputs: Uint8Array;
};

/**
 * What the circuit has to be asked about this program and its journal; null when the seal is for another selector or of
 * another length.
 */
export const decodeRisc0 = (
	selector: Uint8Array,
	control: Risc0Control,
	imageId: Uint8Array,
	journal: Uint8Array,
	seal: Uint8Array,
): Risc0Statement | null => {
	if (seal.length !== 4 + groth16ProofBytes) return null;
	if (!equalBytes(seal.subarray(0, 4), selector)) return null;
	if (imageId.length !== 32 || control.root.length !== 32) return null;
	if (control.bn254Id.length !== wordBytes) return null;
	return {
		proof: seal.subarray(4),
		inputs: concat(
			halves(control.root),
			halves(claimDigest(imageId, journal)),
			control.bn254Id,
		),
	};
};
