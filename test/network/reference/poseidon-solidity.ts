// The Solidity source of a contract that computes Poseidon over F for one number of inputs, with circomlib's parameters:
// x^5, 8 full rounds, the output is the first element of a state that begins with a zero. The constants are made here by
// the Grain generator. Source: https://eprint.iacr.org/2019/458 (section 4, appendix E)

import { Field } from "@noble/curves/abstract/modular.js";
import { grainGenConstants } from "@noble/curves/abstract/poseidon.js";
import { order } from "./setup/field.ts";

const fullRounds = 8;
/** By the number of inputs, as circomlib rounds the paper's table for 128 bits. */
const partialRounds = { 2: 57, 5: 60 };
export type PoseidonInputs = keyof typeof partialRounds;

const literal = (value: bigint): string =>
	`0x${value.toString(16).padStart(64, "0")}`;

/** r fits five times into a word: so many products below r are added before they are reduced. */
const mostSummands = 5;
const sumOf = (terms: readonly string[]): string =>
	terms.reduceRight((sum, term) => `add(${term}, ${sum})`);
const reducedSum = (terms: readonly string[]): string => {
	const half = Math.ceil(terms.length / 2);
	if (half > mostSummands) throw new RangeError('"terms": too many');
	return `addmod(${sumOf(terms.slice(0, half))}, ${sumOf(terms.slice(half))}, r)`;
};

/** The contract `Poseidon{inputs}` with the one function `hash`. It reverts for an input that is not below r. */
export const poseidonSolidity = (inputs: PoseidonInputs): string => {
	const width = inputs + 1;
	const rounds = fullRounds + partialRounds[inputs];
	const { roundConstants, mds } = grainGenConstants({
		Fp: Field(order),
		t: width,
		roundsFull: fullRounds,
		roundsPartial: partialRounds[inputs],
	});
	const places = Array.from({ length: width }, (_, i) => i);
	const lines = (make: (i: number) => string, from = 0): string =>
		places.slice(from).map(make).join("\n\t\t\t\t");
	const constants = roundConstants
		.flat()
		.map((value, i) => `mstore(add(c, ${32 * i}), ${literal(value)})`)
		.join("\n\t\t\t");
	const row = (i: number): string =>
		reducedSum(
			places.map((j) => `mulmod(s${j}, ${literal(mds[i]?.[j] ?? 0n)}, r)`),
		);
	return `// SPDX-License-Identifier: MIT
pragma solidity 0.8.24;

contract Poseidon${inputs} {
	function hash(uint256[${inputs}] calldata inputs) external pure returns (uint256 result) {
		assembly ("memory-safe") {
			function fifth(x, r) -> y {
				y := mulmod(x, x, r)
				y := mulmod(mulmod(y, y, r), x, r)
			}
			let r := ${literal(order)}
			let c := add(mload(0x40), ${32 * width})
			${constants}
			let s0 := 0
			${places
				.slice(1)
				.map(
					(i) =>
						`let s${i} := calldataload(add(inputs, ${32 * (i - 1)}))\n\t\t\tif iszero(lt(s${i}, r)) { revert(0, 0) }`,
				)
				.join("\n\t\t\t")}
			for { let round := 0 } lt(round, ${rounds}) { round := add(round, 1) } {
				${lines((i) => `s${i} := add(s${i}, mload(add(c, ${32 * i})))`)}
				c := add(c, ${32 * width})
				s0 := fifth(s0, r)
				if or(lt(round, ${fullRounds / 2}), gt(round, ${rounds - fullRounds / 2 - 1})) {
					${lines((i) => `s${i} := fifth(s${i}, r)`, 1)}
				}
				let n := mload(0x40)
				${lines((i) => `mstore(add(n, ${32 * i}), ${row(i)})`)}
				${lines((i) => `s${i} := mload(add(n, ${32 * i}))`)}
			}
			result := s0
		}
	}
}
`;
};
