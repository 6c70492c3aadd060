// The verifying key of a Groth16 circuit over BN254, in the JSON form of snarkjs: decimal numbers, projective points.

export type VerifyingKey = {
	readonly protocol: "groth16";
	readonly curve: "bn128";
	readonly nPublic: number;
	/** x, y, 1. */
	readonly vk_alpha_1: readonly string[];
	/** [x0, x1], [y0, y1], [1, 0]: the coefficient of 1 first. */
	readonly vk_beta_2: readonly (readonly string[])[];
	readonly vk_gamma_2: readonly (readonly string[])[];
	readonly vk_delta_2: readonly (readonly string[])[];
	/** The constant's point, then one for each public input. */
	readonly IC: readonly (readonly string[])[];
};
