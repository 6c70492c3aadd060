// The constants of SHA-256, computed. Source: FIPS 180-4, sections 4.2.2 and 5.3.3.

/** The first 32 bits of the fractional parts of a root of a prime, by integers alone. */
const fraction = (prime: number, degree: 2n | 3n): number => {
	// floor(prime^(1/degree) · 2^32), by bisection
	const wanted = BigInt(prime) << (32n * degree);
	let [low, high] = [0n, 1n << 40n];
	while (high - low > 1n) {
		const middle = (low + high) / 2n;
		if (middle ** degree <= wanted) low = middle;
		else high = middle;
	}
	return Number(BigInt.asUintN(32, low));
};
const primes = ((): readonly number[] => {
	const found: number[] = [];
	for (let n = 2; found.length < 64; n++)
		if (found.every((p) => n % p !== 0)) found.push(n);
	return found;
})();
/** One a round. */
export const roundConstants = primes.map((p) => fraction(p, 3n));
/** The chaining value before the first block; BLAKE2s begins with it too. */
export const initialState = primes.slice(0, 8).map((p) => fraction(p, 2n));
