// Arithmetic in F, the scalar field of BN254, with plain numbers. Slow and plain: for setup, deployment and tests.

/** r. */
export const order =
	21888242871839275222246405745257275088548364400416034343698204186575808495617n;

/** The representative in [0, r). */
export const reduce = (value: bigint): bigint => {
	const rest = value % order;
	return rest < 0n ? rest + order : rest;
};

export const multiply = (a: bigint, b: bigint): bigint => (a * b) % order;

export const power = (base: bigint, exponent: bigint): bigint => {
	let result = 1n;
	let square = reduce(base);
	for (let rest = exponent; rest > 0n; rest >>= 1n) {
		if (rest & 1n) result = multiply(result, square);
		square = multiply(square, square);
	}
	return result;
};

/** @throws RangeError for zero */
export const invert = (value: bigint): bigint => {
	if (reduce(value) === 0n) throw new RangeError('"value" is zero');
	return power(value, order - 2n);
};

/** The inverses of all, with one inversion. @throws RangeError when one is zero */
export const invertAll = (values: readonly bigint[]): bigint[] => {
	const before: bigint[] = [];
	let product = 1n;
	for (const value of values) {
		before.push(product);
		product = multiply(product, value);
	}
	let inverse = invert(product);
	const result: bigint[] = [];
	for (let i = values.length - 1; i >= 0; i--) {
		result[i] = multiply(inverse, before[i] ?? 0n);
		inverse = multiply(inverse, values[i] ?? 0n);
	}
	return result;
};
