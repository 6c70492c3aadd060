// BN254 by noble, in the encodings of the EVM.

import { bn254 } from "@noble/curves/bn254.js";
import {
	bn254G1,
	bn254G1Bytes,
	bn254G2Bytes,
	bn254P,
	wordBytes,
} from "./bn254.ts";
import { readCoordinates } from "./coordinates.ts";
import { type NobleCodec, noblePairingCurve } from "./noble-pairing.ts";

const { G1, G2 } = bn254;

const coordinates = (bytes: Uint8Array): readonly bigint[] | null =>
	readCoordinates(bn254P, wordBytes, bytes);

// The curve's equation, and for G2 the subgroup: G1 has no other points. noble throws for what is none.
const valid = <P extends { assertValidity: () => void }>(
	point: () => P,
): P | null => {
	try {
		const made = point();
		made.assertValidity();
		return made;
	} catch {
		return null;
	}
};

const codec: NobleCodec = {
	curve: bn254,
	g1Bytes: bn254G1Bytes,
	g2Bytes: bn254G2Bytes,
	readG1: (bytes) => {
		if (bytes.length !== bn254G1Bytes) return null;
		const [x, y] = coordinates(bytes) ?? [];
		if (x === undefined || y === undefined) return null;
		return valid(() => G1.Point.fromAffine({ x, y }));
	},
	readG2: (bytes) => {
		if (bytes.length !== bn254G2Bytes) return null;
		const [x1, x0, y1, y0] = coordinates(bytes) ?? [];
		if (x1 === undefined || x0 === undefined) return null;
		if (y1 === undefined || y0 === undefined) return null;
		const x = { c0: x0, c1: x1 };
		const y = { c0: y0, c1: y1 };
		return valid(() => G2.Point.fromAffine({ x, y }));
	},
	writeG1: (point) => {
		if (point.is0()) return new Uint8Array(bn254G1Bytes);
		const { x, y } = point.toAffine();
		return bn254G1(x, y);
	},
};

export const nobleBn254 = noblePairingCurve(codec);
