// The Solidity source of a verifier contract for one verifying key. The contract has no storage and calls nothing but the
// precompiles of EIP-196 and EIP-197, so its code alone decides.

import { order } from "./setup/field.ts";
import type { VerifyingKey } from "./verifying-key.ts";

const baseOrder =
	21888242871839275222246405745257275088696311157297823662689037894645226208583n;

/** The coordinates of a point as the precompiles take them: of the second group's, the imaginary part comes first. */
const first = ([x = "", y = ""]: readonly string[]): bigint[] => [
	BigInt(x),
	BigInt(y),
];
const second = ([
	[x0 = "", x1 = ""] = [],
	[y0 = "", y1 = ""] = [],
]: readonly (readonly string[])[]): bigint[] =>
	[x1, x0, y1, y0].map((coordinate) => BigInt(coordinate));

const negateFirst = ([x = 0n, y = 0n]: readonly bigint[]): bigint[] => [
	x,
	baseOrder - y,
];
const negateSecond = ([
	x1 = 0n,
	x0 = 0n,
	y1 = 0n,
	y0 = 0n,
]: readonly bigint[]): bigint[] => [
	x1,
	x0,
	(baseOrder - y1) % baseOrder,
	(baseOrder - y0) % baseOrder,
];

const literal = (value: bigint): string =>
	`0x${value.toString(16).padStart(64, "0")}`;

/** Writes words to memory behind `base`, from byte `at` on. */
const store = (base: string, at: number, values: readonly bigint[]): string =>
	values
		.map(
			(value, i) => `mstore(add(${base}, ${at + 32 * i}), ${literal(value)})`,
		)
		.join("\n\t\t\t");

const pairBytes = 192;
const firstBytes = 64;

/**
 * The contract `Groth16Verifier`. Its `verifyProof` returns true only for a proof of these public inputs under `key`, each
 * input below r; false, and nothing else, for anything that is no such proof.
 */
export const groth16Solidity = (key: VerifyingKey): string => {
	const [constant = [], ...terms] = key.IC.map(first);
	const count = terms.length;
	const pair = (i: number): number => i * pairBytes;
	const body = [
		store("m", 0, constant),
		"accepted := 1",
		...terms.map(
			([x = 0n, y = 0n], i) =>
				`accepted := and(accepted, addTerm(m, ${literal(x)}, ${literal(y)}, calldataload(add(inputs, ${32 * i}))))`,
		),
		"// e(A, B) e(-alpha, beta) e(inputs, -gamma) e(C, -delta) = 1",
		"let sumX := mload(m)",
		"let sumY := mload(add(m, 0x20))",
		`calldatacopy(m, proof, ${pairBytes})`,
		store("m", pair(1), [
			...negateFirst(first(key.vk_alpha_1)),
			...second(key.vk_beta_2),
		]),
		`mstore(add(m, ${pair(2)}), sumX)`,
		`mstore(add(m, ${pair(2) + 32}), sumY)`,
		store("m", pair(2) + firstBytes, negateSecond(second(key.vk_gamma_2))),
		`calldatacopy(add(m, ${pair(3)}), add(proof, ${pairBytes}), ${firstBytes})`,
		store("m", pair(3) + firstBytes, negateSecond(second(key.vk_delta_2))),
		`accepted := and(accepted, staticcall(gas(), 8, m, ${pair(4)}, m, 0x20))`,
		"accepted := and(accepted, mload(m))",
	];
	return `// SPDX-License-Identifier: MIT
pragma solidity 0.8.24;

// Made from a verifying key: Groth16 over BN254, ${count} public inputs.
contract Groth16Verifier {
	// A.x, A.y, B.x1, B.x0, B.y1, B.y0, C.x, C.y
	function verifyProof(uint256[8] calldata proof, uint256[${count}] calldata inputs) external view returns (bool accepted) {
		assembly ("memory-safe") {
			// The sum of the inputs' points; behind it one term and its scalar.
			function addTerm(sum, x, y, scalar) -> done {
				let term := add(sum, 0x40)
				mstore(term, x)
				mstore(add(term, 0x20), y)
				mstore(add(term, 0x40), scalar)
				done := lt(scalar, ${literal(order)})
				done := and(done, staticcall(gas(), 7, term, 0x60, term, 0x40))
				done := and(done, staticcall(gas(), 6, sum, 0x80, sum, 0x40))
			}
			let m := mload(0x40)
			${body.join("\n\t\t\t")}
		}
	}
}
`;
};
