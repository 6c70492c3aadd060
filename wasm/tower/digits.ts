// Signed digits of integers, for loops over the bits of a parameter.

/**
 * The width-w non-adjacent form, lowest digit first: digits are zero or odd, less than 2^(width − 1) in size, and of `width`
 * digits in a row at most one is not zero.
 * Source: Hankerson, Menezes, Vanstone, "Guide to Elliptic Curve Cryptography", algorithm 3.35.
 */
export const nonAdjacent = (
	value: bigint,
	width: number,
): readonly number[] => {
	const digits: number[] = [];
	for (let rest = value; rest !== 0n; rest >>= 1n) {
		const digit = (rest & 1n) === 0n ? 0n : BigInt.asIntN(width, rest);
		digits.push(Number(digit));
		rest -= digit;
	}
	return digits;
};
