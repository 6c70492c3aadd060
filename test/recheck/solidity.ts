// Verifiers written here, each compiled with a key in its code, as the ones on L1 have theirs. They are what a replay runs
// where no published bytecode is at hand, and another implementation beside src/proof/.

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Hex, toHex } from "../../src/base/bytes.ts";
import { runtimeOf } from "../../src/evm/pure.ts";
import type { Groth16Key } from "../../src/proof/groth16.ts";
import type { GnarkPlonkKey } from "../../src/proof/plonk-gnark.ts";
import type { Risc0Control } from "../../src/proof/risc0.ts";
import { compileContract } from "../network/l1/solidity.ts";

const sources = new URL("./contracts/", import.meta.url);

/** These files and the contract, as one file. */
const whole = (files: readonly string[], contract: string): string => {
	const parts = files.map((file) =>
		readFileSync(new URL(file, sources), "utf8")
			.split("\n")
			.filter((line) => !/^(pragma|import|\/\/ SPDX)/.test(line))
			.join("\n"),
	);
	const head = "// SPDX-License-Identifier: MIT\npragma solidity 0.8.24;\n";
	return [head, ...parts, contract].join("\n");
};

/** The code that runs, of a contract in a source without imports. */
export const built = async (source: string, name = "Own"): Promise<Hex> => {
	const folder = mkdtempSync(join(tmpdir(), "verifier-"));
	try {
		const file = join(folder, "Own.sol");
		writeFileSync(file, source);
		return await runtimeOf(compileContract(pathToFileURL(file), name));
	} finally {
		rmSync(folder, { recursive: true });
	}
};

const words = (point: Uint8Array): string =>
	Array.from({ length: point.length / 32 }, (_, i) =>
		String(BigInt(toHex(point.subarray(32 * i, 32 * i + 32)))),
	).join(", ");
const g1 = (point: Uint8Array): string => `Bn254.G1(${words(point)})`;
const g2 = (point: Uint8Array): string => `Bn254.G2(${words(point)})`;
const list = (name: string, type: string, items: readonly string[]): string =>
	[
		`${name} = new ${type}[](${items.length});`,
		...items.map((item, i) => `${name}[${i}] = ${item};`),
	].join("\n");

const constant = (type: string, name: string, value: string): string =>
	`function ${name}() internal pure override returns (${type}) { return ${value}; }`;

const groth16Key = ({ alpha, beta, gamma, delta, ic }: Groth16Key): string => `
	function key() internal pure override returns (Key memory k) {
		k.alpha = ${g1(alpha)};
		k.beta = ${g2(beta)};
		k.gamma = ${g2(gamma)};
		k.delta = ${g2(delta)};
		${list("k.ic", "Bn254.G1", ic.map(g1))}
	}`;

/** verifyProof(a, b, c, inputs) → bool, as snarkjs's. */
export const snarkjsVerifier = (key: Groth16Key): Promise<Hex> =>
	built(
		whole(
			["Bn254.sol", "Groth16.sol"],
			`contract Own is SnarkjsVerifier { ${groth16Key(key)} }`,
		).replaceAll("COUNT", String(key.ic.length - 1)),
	);

/** Without the part that COUNT stands in. */
const groth16Files = ["Bn254.sol", "Groth16.sol"] as const;

export type Release = {
	readonly selector: Uint8Array;
	readonly vkRoot: Uint8Array | null;
};

const release = ({ selector, vkRoot }: Release): string =>
	[
		constant("bytes4", "selector", `bytes4(${toHex(selector)})`),
		constant("uint256", "vkRoot", vkRoot === null ? "0" : words(vkRoot)),
	].join("\n");

/** verifyProof(programVKey, publicValues, proofBytes), which reverts. */
export const sp1Groth16Verifier = (
	key: Groth16Key,
	own: Release,
): Promise<Hex> =>
	built(
		whole(
			[...groth16Files, "Sp1.sol", "Sp1Groth16.sol"],
			`contract Own is Sp1Groth16 { ${groth16Key(key)} ${release(own)} }`,
		).replaceAll("COUNT", "1"),
	);

/** The same, asking a PLONK verifier at that address. */
export const sp1PlonkVerifier = (own: Release, plonk: Hex): Promise<Hex> => {
	const address = `IPlonk(address(uint160(${BigInt(plonk)})))`;
	return built(
		whole(
			["Sp1.sol", "Sp1Plonk.sol"],
			`contract Own is Sp1Plonk { ${release(own)} ${constant("IPlonk", "plonk", address)} }`,
		),
	);
};

/** verify(seal, imageId, journalDigest), which reverts. */
export const risc0Verifier = (
	key: Groth16Key,
	control: Risc0Control,
	selector: Uint8Array,
): Promise<Hex> =>
	built(
		whole(
			[...groth16Files, "Risc0.sol"],
			`contract Own is Risc0 { ${groth16Key(key)}
				${constant("bytes4", "selector", `bytes4(${toHex(selector)})`)}
				${constant("bytes32", "controlRoot", `bytes32(${toHex(control.root)})`)}
				${constant("uint256", "bn254ControlId", words(control.bn254Id))} }`,
		).replaceAll("COUNT", "1"),
	);

/** Verify(proof, public_inputs) → bool, as gnark's. */
export const gnarkPlonkVerifier = (key: GnarkPlonkKey): Promise<Hex> => {
	const { domain, committed } = key;
	return built(
		whole(
			["Bn254.sol", "GnarkPlonk.sol"],
			`contract Own is GnarkPlonk {
	function key() internal pure override returns (Key memory k) {
		k.size = ${domain.size};
		k.omega = ${domain.omega};
		k.shift = ${key.cosetShift};
		k.inputs = ${key.inputs};
		k.one = ${g1(key.g1)};
		k.two = ${g2(key.g2[0])};
		k.twoTau = ${g2(key.g2[1])};
		${list("k.q", "Bn254.G1", [key.ql, key.qr, key.qm, key.qo, key.qk].map(g1))}
		${list("k.s", "Bn254.G1", key.s.map(g1))}
		${list(
			"k.qcp",
			"Bn254.G1",
			committed.map(({ qcp }) => g1(qcp)),
		)}
		${list(
			"k.rows",
			"uint256",
			committed.map(({ row }) => String(row)),
		)}
	}
}`,
		),
	);
};
