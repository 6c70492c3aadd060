// Known answers for BN254, put to every implementation of the curve before it is believed. All points are small multiples
// of the generators; test/crypto/known-bn254.test.ts makes them again.

import { fromHex, type Hex } from "../base/bytes.ts";
import { bn254R } from "./bn254.ts";
import { type KnownCurve, testCurve } from "./known-curve.ts";
import type { PairingCurve } from "./pairing.ts";

const word = (value: bigint): string => value.toString(16).padStart(64, "0");
const bytes = (digits: string): Uint8Array => fromHex(`0x${digits}`);
const point = (hex: Hex): Uint8Array => fromHex(hex);

const g = bytes(word(1n) + word(2n));
const g2times = point(
	"0x030644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd315ed738c0e0a7c92e7845f96b2ae9c0a68a6a449e3538fc7ff3ebf7a5a18a2c4",
);
const g6times = point(
	"0x09f4ca411a3f52f4e0792fd9e792779856719215d3b32a762afe3d5b8c684af90d8ef3d795acd4b35d4366ab22e4ad335273aa59429e26929d0f64583474d9c8",
);
const minus6g = point(
	"0x09f4ca411a3f52f4e0792fd9e792779856719215d3b32a762afe3d5b8c684af922d55a9b4b84cb765b0cdf0b5e9cab2a450dc03825d3a3fa9f1127bea408237f",
);
const h = point(
	"0x198e9393920d483a7260bfb731fb5d25f1aa493335a9e71297e485b7aef312c21800deef121f1e76426a00665e5c4479674322d4f75edadd46debd5cd992f6ed090689d0585ff075ec9e99ad690c3395bc4b313370b38ef355acdadcd122975b12c85ea5db8c6deb4aab71808dcb408fe3d1e7690c43d37b4ce6cc0166fa7daa",
);
const h3times = point(
	"0x1014772f57bb9742735191cd5dcfe4ebbc04156b6878a0a7c9824f32ffb66e8506064e784db10e9051e52826e192715e8d7e478cb09a5e0012defa0694fbc7f5021e2335f3354bb7922ffcc2f38d3323dd9453ac49b55441452aeaca147711b2058e1d5681b5b9e0074b0f9c8d2c68a069b920d74521e79765036d57666c5597",
);
/** 3h and a point of the twist whose order divides the cofactor. */
const h3timesAside = point(
	"0x24dd17ea21f52fac6b5c056331b955e48bccb7183c24c1318b2b8f0711480659286953e014b3b7a769e0c0e2c531f69be09118b943468617a3249a9075a75fe71980ed2e4e63ac783c2678a6deb4e3cfebb33046c2ca644988d0c41a2453395a0470c645e962136edbf0c2e4e8fb41ee0ab47d878037cedc039d890ee19e3bd2",
);
/** A scalar with digits everywhere, which small ones and those beside the order have not. */
const long =
	0x2a61c37fd5b08e94133c0b9e7f5d2846a9d17be3058c4f92e67130ad5b8ef247n;
const longTimes6g = point(
	"0x2f2a9e73bff5e910524585f48244b63ef80b723e1d21dae0e90ebe6d53e6708703297dfdd88371deae2313dfadae4087a3842f9cc41b26f9e5017d2c840ce322",
);
/** long·g + (order − long/3)·2g, the quotient rounded down. */
const longSum = point(
	"0x22fab875e90352930a4fb8ce2d0bb9fbaccd3d0ed251a26b0e9ee05ce1e30a622921a28e77c69b6ebdb8a6ca75c4bd10e11c554873504c3bf5708a3fefaa105b",
);
/** g with the field's modulus added to x. */
const gTwice = point(
	"0x30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd480000000000000000000000000000000000000000000000000000000000000002",
);
const infinity = new Uint8Array(64);
const offCurve = bytes(word(1n) + word(3n));

export const bn254Points = {
	g,
	g2times,
	g6times,
	minus6g,
	h,
	h3times,
	h3timesAside,
	longTimes6g,
	longSum,
};
export const bn254Long = long;

const known: KnownCurve = {
	...bn254Points,
	order: bn254R,
	long,
	gTwice,
	infinity,
	offCurve,
};

/** Asks all of them. @throws kernel-unsound with the first that is answered wrongly */
export const testBn254 = (curve: PairingCurve): Promise<void> =>
	testCurve(known, curve);
