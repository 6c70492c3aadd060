// Known answers for the points of BLS12-381, put to every implementation of the curve before it is believed. Signatures have
// theirs (known.ts). All points are small multiples of the generators; test/crypto/known-bls12-381.test.ts makes them again.

import { bigFromBytes, bigToBytes, concat, fromHex } from "../base/bytes.ts";
import {
	type Bls12381,
	blsFieldBytes,
	blsG1,
	blsG1Bytes,
	blsG2,
	blsP,
	blsR,
} from "./bls12-381.ts";
import { bn254Long } from "./known-bn254.ts";
import {
	isSame,
	type KnownCurve,
	scalars,
	testCurve,
	wrong,
} from "./known-curve.ts";

/** Coordinates of 48 bytes, each as the curve's 64. */
const point = (...coordinates: readonly string[]): Uint8Array =>
	concat(
		...coordinates.map((digits) =>
			bigToBytes(BigInt(`0x${digits}`), blsFieldBytes),
		),
	);

const g2times = point(
	"0572cbea904d67468808c8eb50a9450c9721db309128012543902d0ac358a62ae28f75bb8f1c7c42c39a8c5529bf0f4e",
	"166a9d8cabc673a322fda673779d8e3822ba3ecb8670e461f73bb9021d5fd76a4c56d9d4cd16bd1bba86881979749d28",
);
const g6times = point(
	"06e82f6da4520f85c5d27d8f329eccfa05944fd1096b20734c894966d12a9e2a9a9744529d7212d33883113a0cadb909",
	"17d81038f7d60bee9110d9c0d6d1102fe2d998c957f28e31ec284cc04134df8e47e8f82ff3af2e60a6d9688a4563477c",
);
const minus6g = point(
	"06e82f6da4520f85c5d27d8f329eccfa05944fd1096b20734c894966d12a9e2a9a9744529d7212d33883113a0cadb909",
	"022901b141a9daabba0acdf56c7a9ca7819db2bb9b92848d7b0885e0b57c1695d6c307cebda4d19f13259775ba9c632f",
);
const longTimes6g = point(
	"0132898575e74f57330e23287dabf447669063e7ab6eb16432d80809ab9b3deb0570f8e3ce4f9a85bf2818af6a046f9d",
	"1390314fbe4c26119aa636aeec67495b26659ea5974b3cdd0791d3c23a270754455d627387b9fdb3fa99eb6fef08e1ae",
);
const longSum = point(
	"00a6219e17cbe12efb6b8f9c86a1cb8df4f62ebb33a5de255a944767c69bf4b0c825a785cd1456a2902c79f1ce291999",
	"0da45ffe8a2eadd4d085cba60a70c9b840fc71794841b07285cbdbf7e44bfccee69fee60a1d17c5322fccd2b3e4cdc44",
);
const h3times = point(
	"122915c824a0857e2ee414a3dccb23ae691ae54329781315a0c75df1c04d6d7a50a030fc866f09d516020ef82324afae",
	"09380275bbc8e5dcea7dc4dd7e0550ff2ac480905396eda55062650f8d251c96eb480673937cc6d9d6a44aaa56ca66dc",
	"0b21da7955969e61010c7a1abc1a6f0136961d1e3b20b1a7326ac738fef5c721479dfd948b52fdf2455e44813ecfd892",
	"08f239ba329b3967fe48d718a36cfe5f62a7e42e0bf1c1ed714150a166bfbd6bcf6b3b58b975b9edea56d53f23a0e849",
);
const h3timesAside = point(
	"01939eb26f26d019ba6f81325378ca81f910bcd40f9e513104d6046024a47d8f05e729cec6cabb36bd1ef3ee331c6d93",
	"0ed667d1934268e701c3f554832157b70bf6fdf875e4c7db67c10ceedaa65ece46da01866066327a0b2cf45bbe9e4ff1",
	"024157d27e6b232698a868220d213d8f002670b0b1586c425c5dbb91b42e8f350e4f6f5cc3d905bb40f7c57a2ff23709",
	"0ae29143083bd377f0293001b539e1a67514ab22fd591c3fdcec9530a1e60ef8eadbbef5888e59294e44dca28acc33ba",
);
/** 2g and a point whose order divides the cofactor of G1. */
const g2timesAside = point(
	"09198a0c10f332edcee9865e3adb937f0300aa1604476d1b2cd22030900ec3c87d3ef68b52c0cd6631092ec7bfd60a9a",
	"08e9a466e89f021e404678a0982c24dc77a15115c241710a192332958606b90559bacb21134f107729e944ab48322b58",
);

export const bls12381Points = {
	g: blsG1,
	g2times,
	g6times,
	minus6g,
	h: blsG2,
	h3times,
	h3timesAside,
	g2timesAside,
	longTimes6g,
	longSum,
};

const infinity = new Uint8Array(blsG1Bytes);
const known: KnownCurve = {
	...bls12381Points,
	order: blsR,
	long: bn254Long,
	gTwice: concat(
		bigToBytes(
			bigFromBytes(blsG1.subarray(0, blsFieldBytes)) + blsP,
			blsFieldBytes,
		),
		blsG1.subarray(blsFieldBytes),
	),
	infinity,
	offCurve: concat(
		blsG1.subarray(0, blsFieldBytes),
		blsG1.subarray(0, blsFieldBytes),
	),
};

const compressed2g = fromHex(
	"0xa572cbea904d67468808c8eb50a9450c9721db309128012543902d0ac358a62ae28f75bb8f1c7c42c39a8c5529bf0f4e",
);
const compressed3h = fromHex(
	"0x89380275bbc8e5dcea7dc4dd7e0550ff2ac480905396eda55062650f8d251c96eb480673937cc6d9d6a44aaa56ca66dc122915c824a0857e2ee414a3dccb23ae691ae54329781315a0c75df1c04d6d7a50a030fc866f09d516020ef82324afae",
);
/** Another first byte: the three flags, and the highest digit. */
const withFirst = (bytes: Uint8Array, first: number): Uint8Array =>
	concat(Uint8Array.of(first), bytes.subarray(1));
/** x = 3, of a point of the curve beside the subgroup. */
const compressedAside = withFirst(
	concat(new Uint8Array(47), Uint8Array.of(3)),
	0x80,
);

/** Asks all of them. @throws kernel-unsound with the first that is answered wrongly */
export const testBls12381 = async (curve: Bls12381): Promise<void> => {
	await testCurve(known, curve);
	const more = [
		// EIP-2537 adds any points of the curve, and multiplies those of the subgroup alone.
		[
			"a sum beside the subgroup",
			curve.add(g2timesAside, infinity),
			g2timesAside,
		],
		[
			"a multiple beside the subgroup",
			curve.multiply(g2timesAside, scalars(2n)),
			null,
		],
		[
			"a pairing beside the subgroup of G1",
			curve.checkPairing(concat(g2timesAside, blsG2)),
			null,
		],
		["a compressed point", curve.decodeG1(compressed2g), g2times],
		[
			"compressed infinity",
			curve.decodeG1(withFirst(new Uint8Array(48), 0xc0)),
			infinity,
		],
		[
			"a point without the flag",
			curve.decodeG1(withFirst(compressed2g, 0x05)),
			null,
		],
		[
			"infinity that is not empty",
			curve.decodeG1(withFirst(compressed2g, 0xc0)),
			null,
		],
		[
			"a compressed point beside the subgroup",
			curve.decodeG1(compressedAside),
			null,
		],
		["a compressed point of G2", curve.decodeG2(compressed3h), h3times],
		[
			"a compressed point of G2 cut short",
			curve.decodeG2(compressed3h.subarray(1)),
			null,
		],
	] as const;
	for (const [about, got, want] of more)
		if (!isSame(got, want)) throw wrong(about);
};
