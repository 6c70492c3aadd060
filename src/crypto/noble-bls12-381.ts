// BLS12-381 by noble, in the encodings of EIP-2537 and of the consensus specs.

import { bls12_381 } from "@noble/curves/bls12-381.js";
import {
	type Bls12381,
	blsCompressedG1Bytes,
	blsCompressedG2Bytes,
	blsFieldBytes,
	blsG1Bytes,
	blsG2Bytes,
	blsP,
} from "./bls12-381.ts";
import { readCoordinates, writeCoordinates } from "./coordinates.ts";
import {
	type NobleCodec,
	type NobleG1,
	type NobleG2,
	noblePairingCurve,
} from "./noble-pairing.ts";

const { G1, G2, fields } = bls12_381;
const { Fp } = fields;

const coordinates = (bytes: Uint8Array): readonly bigint[] | null =>
	readCoordinates(blsP, blsFieldBytes, bytes);

// noble throws for what is no point.
const made = <P>(make: () => P): P | null => {
	try {
		return make();
	} catch {
		return null;
	}
};

const isOnCurve = (x: bigint, y: bigint): boolean =>
	(x === 0n && y === 0n) || Fp.eql(Fp.sqr(y), Fp.add(Fp.mul(Fp.sqr(x), x), 4n));

const encode = (...parts: readonly bigint[]): Uint8Array =>
	writeCoordinates(blsFieldBytes, ...parts);

const writeG1 = (point: NobleG1): Uint8Array => {
	if (point.is0()) return new Uint8Array(blsG1Bytes);
	const { x, y } = point.toAffine();
	return encode(x, y);
};

const writeG2 = (point: NobleG2): Uint8Array => {
	if (point.is0()) return new Uint8Array(blsG2Bytes);
	const { x, y } = point.toAffine();
	return encode(x.c0, x.c1, y.c0, y.c1);
};

const codec: NobleCodec = {
	curve: bls12_381,
	g1Bytes: blsG1Bytes,
	g2Bytes: blsG2Bytes,
	readG1: (bytes, inGroup) => {
		if (bytes.length !== blsG1Bytes) return null;
		const [x, y] = coordinates(bytes) ?? [];
		if (x === undefined || y === undefined || !isOnCurve(x, y)) return null;
		return made(() => {
			const point = G1.Point.fromAffine({ x, y });
			if (inGroup && !point.is0()) point.assertValidity();
			return point;
		});
	},
	readG2: (bytes) => {
		if (bytes.length !== blsG2Bytes) return null;
		const [x0, x1, y0, y1] = coordinates(bytes) ?? [];
		if (x0 === undefined || x1 === undefined) return null;
		if (y0 === undefined || y1 === undefined) return null;
		return made(() => {
			const point = G2.Point.fromAffine({
				x: { c0: x0, c1: x1 },
				y: { c0: y0, c1: y1 },
			});
			if (!point.is0()) point.assertValidity();
			return point;
		});
	},
	writeG1,
};

export const nobleBls12381: Bls12381 = {
	...noblePairingCurve(codec),
	decodeG1: (compressed) => {
		if (compressed.length !== blsCompressedG1Bytes) return null;
		const point = made(() => G1.Point.fromBytes(compressed));
		return point === null ? null : writeG1(point);
	},
	decodeG2: (compressed) => {
		if (compressed.length !== blsCompressedG2Bytes) return null;
		const point = made(() => G2.Point.fromBytes(compressed));
		return point === null ? null : writeG2(point);
	},
};
