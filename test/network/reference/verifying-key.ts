// The verifying key of a Groth16 circuit over BN254, in the JSON form of snarkjs: decimal numbers, projective points.

import type { Decode } from "../../../src/base/decode.ts";
import * as d from "../../../src/base/decode.ts";

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

const point = d.list(d.text(80), 3);
const point2 = d.list(d.list(d.text(80), 2), 3);

export const decodeVerifyingKey: Decode<VerifyingKey> = d.record({
	protocol: d.oneOf("groth16"),
	curve: d.oneOf("bn128"),
	nPublic: d.int(0, 100),
	vk_alpha_1: point,
	vk_beta_2: point2,
	vk_gamma_2: point2,
	vk_delta_2: point2,
	IC: d.list(point, 101),
});
