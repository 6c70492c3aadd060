// Starknet's Pedersen hash by noble: two elements of its field to one, over the STARK curve with five fixed points.
// Source: https://docs.starkware.co/starkex/crypto/pedersen-hash-function.html and stark-curve.html (curve, points)

import { weierstrass } from "@noble/curves/abstract/weierstrass.js";

export const starkP = (1n << 251n) + 17n * (1n << 192n) + 1n;

const Point = weierstrass({
	p: starkP,
	n: 0x800000000000010ffffffffffffffffb781126dcae7b2321e66a241adc64d2fn,
	h: 1n,
	a: 1n,
	b: 0x6f21413efbe40de150e596d72f7a8c5609ad26c15c915c1f4cdfcb99cee9e89n,
	Gx: 0x1ef15c18599971b7beced415a40f0c7deacfd9b0d1819e03d723d8bc943cfcan,
	Gy: 0x5668060aa49730b7be4801df46ec62de53ecd11abe43a32873000c36e8dc1fn,
});
type StarkPoint = InstanceType<typeof Point>;

const point = (x: bigint, y: bigint): StarkPoint => {
	const made = Point.fromAffine({ x, y });
	made.assertValidity();
	return made;
};

const shift = point(
	0x49ee3eba8c1600700ee1b87eb599f16716b0b1022947733551fde4050ca6804n,
	0x3ca0cfe4b3bc6ddf346d49d06ea0ed34e621062c0e056c1d0405d266e10268an,
);
/** For each operand the point of its lower 248 bits and that of the rest. */
const bases = [
	[
		point(
			0x234287dcbaffe7f969c748655fca9e58fa8120b6d56eb0c1080d17957ebe47bn,
			0x3b056f100f96fb21e889527d41f4e39940135dd7a6c94cc6ed0268ee89e5615n,
		),
		point(
			0x4fa56f376c83db33f9dab2656558f3399099ec1de5e3018b7a6932dba8aa378n,
			0x3fa0984c931c9e38113e0c0e47e4401562761f92a7a23b45168f4e80ff5b54dn,
		),
	],
	[
		point(
			0x4ba4cc166be8dec764910f75b45f74b40c690c74709e90f3aa372f0bd2d6997n,
			0x40301cf5c1751f4b971e46c4ede85fcac5c59a5ce5ae7c48151f27b24b219cn,
		),
		point(
			0x54302dcb0e6cc1c6e44cca8f61a63bb2ca65048d53fb325d36ff12c49a58202n,
			0x1b77b3e37d13504b348046268d8ae25ce98ad783c25561a879dcc77e99c2426n,
		),
	],
] as const;
const lowBits = 248n;
// Walks of tries hash hundreds of pairs: tables, made at the first hash, make each several times faster.
for (const [low] of bases) low.precompute(6);

const times = (base: StarkPoint, scalar: bigint): StarkPoint =>
	scalar === 0n ? Point.ZERO : base.multiplyUnsafe(scalar);

/** @throws RangeError for an operand that is no element of the field */
export const pedersen = (a: bigint, b: bigint): bigint => {
	let sum = shift;
	for (const [i, operand] of [a, b].entries()) {
		if (operand < 0n || operand >= starkP)
			throw new RangeError(`${operand} is no element`);
		const [low, high] = bases[i] ?? bases[0];
		sum = sum
			.add(times(low, operand & ((1n << lowBits) - 1n)))
			.add(times(high, operand >> lowBits));
	}
	return sum.toAffine().x;
};
