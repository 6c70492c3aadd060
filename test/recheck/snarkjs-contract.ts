// The verifier contracts that snarkjs writes, out of its templates and a key, made anew at each run: somebody else's bytecode
// for its two systems. Nothing of it is kept in this repository.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import {
	concat,
	fromHex,
	type Hex,
	toHex,
	utf8,
} from "../../src/base/bytes.ts";
import * as d from "../../src/base/decode.ts";
import { keccak256 } from "../../src/crypto/hash.ts";
import { built } from "./solidity.ts";

const contracts = { groth16: "Groth16Verifier", plonk: "PlonkVerifier" };

/** The code that runs, of a contract for the key as snarkjs exports it. */
export const snarkjsContract = async (
	system: keyof typeof contracts,
	key: unknown,
): Promise<Hex> => {
	const main = createRequire(import.meta.url).resolve("snarkjs");
	const own = createRequire(main);
	const folder = join(dirname(main), "../templates");
	const template = readFileSync(
		join(folder, `verifier_${system}.sol.ejs`),
		"utf8",
	);
	const ejs: unknown = own("ejs");
	const render: unknown = Reflect.get(Object(ejs), "render");
	if (typeof render !== "function") throw new Error("no templates are filled");
	const source = d.text(200_000)(render(template, key), "contract");
	return built(source, contracts[system]);
};

/** verifyProof(proof, inputs) of its PLONK contract, which returns true. @param inputs 32 bytes each */
export const snarkjsPlonkInput = (proof: Hex, inputs: Hex): Hex => {
	const own = fromHex(inputs);
	const count = Math.floor(own.length / 32);
	const signature = `verifyProof(uint256[24],uint256[${count}])`;
	const selector = keccak256(utf8(signature)).subarray(0, 4);
	return toHex(concat(selector, fromHex(proof), own));
};
