// The prime fields, as numbers: the base fields of the two curves here, the fields of Poseidon beside it.

export type Prime = {
	readonly name: "bls12-381" | "bn254" | "bn254-scalar" | "starknet";
	readonly p: bigint;
	/** Bytes of an element in every encoding of the curve's. */
	readonly bytes: 48 | 32;
	/** Fp2 = Fp(i), i² = −1; the sextic tower rests on xi = xiRe + i. */
	readonly xiRe: bigint;
};

/** Source: RFC 9380, section 8.8 (BLS12-381); the tower of draft-irtf-cfrg-pairing-friendly-curves-11, section 4.2.1. */
export const bls12381: Prime = {
	name: "bls12-381",
	p: 0x1a0111ea397fe69a4b1ba7b6434bacd764774b84f38512bf6730d2a0f6b0f6241eabfffeb153ffffb9feffffffffaaabn,
	bytes: 48,
	xiRe: 1n,
};

/** Source: EIP-196 and EIP-197 ("alt_bn128"). */
export const bn254: Prime = {
	name: "bn254",
	p: 0x30644e72e131a029b85045b68181585d97816a916871ca8d3c208c16d87cfd47n,
	bytes: 32,
	xiRe: 9n,
};

/** x^-1 modulo m for gcd(x, m) = 1: the extended Euclidean algorithm. */
export const inverseModulo = (x: bigint, m: bigint): bigint => {
	let [r0, r1, s0, s1] = [((x % m) + m) % m, m, 1n, 0n];
	while (r1 !== 0n) {
		const q = r0 / r1;
		[r0, r1] = [r1, r0 - q * r1];
		[s0, s1] = [s1, s0 - q * s1];
	}
	if (r0 !== 1n) throw new RangeError("there is no inverse");
	return ((s0 % m) + m) % m;
};
