// BLS12-381 as proof verifiers use it: its numbers and its encodings. Signatures have their own way (kernel.ts).
// Source: https://eips.ethereum.org/EIPS/eip-2537 (uncompressed) and
// https://github.com/ethereum/consensus-specs/blob/v1.6.0/specs/deneb/polynomial-commitments.md (compressed)
//
// G1 is x, y: 128 bytes. G2 is x.c0, x.c1, y.c0, y.c1 with c1 the imaginary part: 256 bytes. A coordinate is 64 bytes
// big-endian and less than p. All zeros is infinity. A scalar is 32 bytes.

import { concat } from "../base/bytes.ts";
import { negateCoordinate, writeCoordinates } from "./coordinates.ts";
import type { PairingCurve } from "./pairing.ts";

/** The field of the coordinates. */
export const blsP =
	0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaabn;
/** The order of both groups, and the field of the scalars. */
export const blsR =
	0x73eda753299d7d483339d80809a1d80553bda402fffe5bfeffffffff00000001n;

export const blsFieldBytes = 64;
export const blsG1Bytes = 128;
export const blsG2Bytes = 256;
export const blsCompressedG1Bytes = 48;
export const blsCompressedG2Bytes = 96;

export type Bls12381 = PairingCurve & {
	/** 48 bytes to 128; null when not canonical, not on the curve or not in the subgroup. Infinity is a point. */
	readonly decodeG1: (compressed: Uint8Array) => Uint8Array | null;
	/** 96 bytes to 256, in the same way. */
	readonly decodeG2: (compressed: Uint8Array) => Uint8Array | null;
};

/** The generator of G1. */
export const blsG1 = writeCoordinates(
	blsFieldBytes,
	0x17f1d3a73197d7942695638c4fa9ac0fc3688c4f9774b905a14e3a3f171bac586c55e83ff97a1aeffb3af00adb22c6bbn,
	0x08b3f481e3aaa0f1a09e30ed741d8ae4fcf5e095d5d00af600db18cb2c04b3edd03cc744a2888ae40caa232946c5e7e1n,
);

/** The generator of G2. */
export const blsG2 = writeCoordinates(
	blsFieldBytes,
	0x024aa2b2f08f0a91260805272dc51051c6e47ad4fa403b02b4510b647ae3d1770bac0326a805bbefd48056c8c121bdb8n,
	0x13e02b6052719f607dacd3a088274f65596bd0d09920b61ab5da61bbdc7f5049334cf11213945d57e5ac7d055d042b7en,
	0x0ce5d527727d6e118cc9cdc6da2e351aadfd9baa8cbdd3a76d429a695160d12c923ac9cc3baca289e193548608b82801n,
	0x0606c4a02ea734cc32acd2b02bc28b99cb3e287e85a763af267492ab572e99ab3f370d275cec1da1aaa9075ff05f79ben,
);

/** The negative of a point of G2. What is not a point stays none. */
export const negateBlsG2 = (point: Uint8Array): Uint8Array => {
	const half = (at: number): Uint8Array =>
		negateCoordinate(
			blsP,
			blsFieldBytes,
			point.subarray(at, at + blsFieldBytes),
		);
	return concat(point.subarray(0, 128), half(128), half(192));
};
