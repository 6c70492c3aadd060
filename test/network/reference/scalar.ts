// Arithmetic in prime fields on bigints, for the node. Plain and slow enough to be read; nothing here is constant-time.

export type Field = {
	readonly order: bigint;
	/** The least non-negative residue. */
	readonly mod: (value: bigint) => bigint;
	readonly power: (base: bigint, exponent: bigint) => bigint;
	/** @throws RangeError for zero */
	readonly inverse: (value: bigint) => bigint;
};

export const fieldOf = (order: bigint): Field => {
	const mod = (value: bigint): bigint => {
		const rest = value % order;
		return rest < 0n ? rest + order : rest;
	};
	const power = (base: bigint, exponent: bigint): bigint => {
		let result = 1n;
		let square = mod(base);
		for (let left = exponent; left > 0n; left >>= 1n) {
			if (left & 1n) result = mod(result * square);
			square = mod(square * square);
		}
		return result;
	};
	return {
		order,
		mod,
		power,
		inverse: (value) => {
			if (mod(value) === 0n) throw new RangeError("zero has no inverse");
			return power(value, order - 2n);
		},
	};
};

/** The scalar field of BN254: what hashes, roots and coordinates of keys are. */
export const scalars =
	fieldOf(
		21888242871839275222246405745257275088548364400416034343698204186575808495617n,
	);

/** The order r of that field. */
export const fieldOrder = scalars.order;
