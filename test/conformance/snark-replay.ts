// The second way of topic snark: the bytecode of a verifier, run alone. SP1's, RISC Zero's, gnark's and snarkjs's are
// contracts written and compiled here, of the key in question; snarkjs writes its own beside it; Scroll's is the one its
// package ships.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { type Hex, toHex } from "../../src/base/bytes.ts";
import { Fault } from "../../src/base/fault.ts";
import { sha256 } from "../../src/crypto/hash.ts";
import { nobleBn254 } from "../../src/crypto/noble-bn254.ts";
import { openBn254 } from "../../src/crypto/wasm/bn254.ts";
import {
	bn254Precompiles,
	type Precompiles,
} from "../../src/evm/precompiles.ts";
import { runtimeOf } from "../../src/evm/pure.ts";
import {
	replayVerifier,
	type VerifierReplay,
} from "../../src/evm/verifier-replay.ts";
import type { Groth16Key } from "../../src/proof/groth16.ts";
import type { GnarkPlonkKey } from "../../src/proof/plonk-gnark.ts";
import type { Risc0Control } from "../../src/proof/risc0.ts";
import type { Sp1Release } from "../../src/proof/sp1.ts";
import {
	gnarkPlonkInput,
	risc0Input,
	scrollPlonkInput,
	snarkjsInput,
	sp1Input,
} from "../../src/recheck/replay-input.ts";
import {
	snarkjsContract,
	snarkjsPlonkInput,
} from "../recheck/snarkjs-contract.ts";
import {
	gnarkPlonkVerifier,
	risc0Verifier,
	snarkjsVerifier,
	sp1Groth16Verifier,
	sp1PlonkVerifier,
} from "../recheck/solidity.ts";
import { openBuilt } from "./built.ts";

const entry: Hex = `0x${"e1".repeat(20)}`;
const inner: Hex = `0x${"e2".repeat(20)}`;
/** Each of them takes less than a million for a genuine proof. */
const gas = 5_000_000n;

/** One of the curve's modules, else noble: the native way compares them all with each other. */
let precompiles: Promise<Precompiles> | undefined;
const openPrecompiles = async (): Promise<Precompiles> => {
	const [first] = await openBuilt("bn254", openBn254);
	return bn254Precompiles(first ?? nobleBn254);
};

/** Does the bytecode accept? No, too, where there is no call that would ask it this. */
const asked = async (
	accepts: VerifierReplay["accepts"],
	code: Promise<Hex>,
	spell: () => Hex,
	more: VerifierReplay["contracts"] = [],
): Promise<boolean> => {
	precompiles ??= openPrecompiles();
	const contracts = [{ address: entry, code: await code }, ...more];
	const run = { contracts, entry, gas, accepts };
	try {
		const input = spell();
		await replayVerifier({ ...run, input, precompiles: await precompiles });
		return true;
	} catch (thrown) {
		if (thrown instanceof Fault)
			if (thrown.code === "recheck-failed" || thrown.code === "bad-field")
				return false;
		throw thrown;
	}
};

const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
	let made: Promise<T> | undefined;
	return () => {
		made ??= make();
		return made;
	};
};

export type ReplaySp1 = (
	programVKey: Uint8Array,
	publicValues: Uint8Array,
	proofBytes: Uint8Array,
) => Promise<boolean>;

const sp1Asked = (
	code: () => Promise<Hex>,
	plonk?: () => Promise<Hex>,
): ReplaySp1 => {
	return async (programVKey, publicValues, proofBytes) =>
		asked(
			"does-not-revert",
			code(),
			() =>
				sp1Input(toHex(programVKey), toHex(publicValues), toHex(proofBytes)),
			plonk === undefined ? [] : [{ address: inner, code: await plonk() }],
		);
};

export const sp1Groth16Replay = (key: Groth16Key, release: Sp1Release) =>
	sp1Asked(once(() => sp1Groth16Verifier(key, release)));

export const sp1PlonkReplay = (key: GnarkPlonkKey, release: Sp1Release) =>
	sp1Asked(
		once(() => sp1PlonkVerifier(release, inner)),
		once(() => gnarkPlonkVerifier(key)),
	);

export type ReplayPlain = (
	proof: Uint8Array,
	inputs: Uint8Array,
) => Promise<boolean>;

export const gnarkReplay = (key: GnarkPlonkKey): ReplayPlain => {
	const code = once(() => gnarkPlonkVerifier(key));
	return (proof, inputs) =>
		asked("returns-true", code(), () =>
			gnarkPlonkInput(toHex(proof), toHex(inputs)),
		);
};

/** By the contract written here and by the one snarkjs writes, which must agree. */
export const snarkjsReplay = (key: Groth16Key, tree: unknown): ReplayPlain => {
	const codes = [
		once(() => snarkjsVerifier(key)),
		once(() => snarkjsContract("groth16", tree)),
	];
	return async (proof, inputs) => {
		const spell = () => snarkjsInput(toHex(proof), toHex(inputs));
		const [own, theirs] = await Promise.all(
			codes.map((code) => asked("returns-true", code(), spell)),
		);
		if (own !== theirs)
			throw new TypeError(`snarkjs's contract says ${theirs}, ours ${own}`);
		return own === true;
	};
};

export const snarkjsPlonkReplay = (tree: unknown): ReplayPlain => {
	const code = once(() => snarkjsContract("plonk", tree));
	return (proof, inputs) =>
		asked("returns-true", code(), () =>
			snarkjsPlonkInput(toHex(proof), toHex(inputs)),
		);
};

export const risc0Replay = (
	key: Groth16Key,
	control: Risc0Control,
	selector: Uint8Array,
) => {
	const code = once(() => risc0Verifier(key, control, selector));
	return (
		seal: Uint8Array,
		image: Uint8Array,
		journal: Uint8Array,
	): Promise<boolean> =>
		asked("does-not-revert", code(), () =>
			risc0Input(toHex(seal), toHex(image), toHex(sha256(journal))),
		);
};

/** The verifiers that Scroll's package ships, by the release in their file's name. */
export const scrollReplays = (): readonly {
	readonly release: string;
	readonly check: ReplayPlain;
}[] => {
	const packaged = createRequire(import.meta.url).resolve(
		"@scroll-tech/contracts/package.json",
	);
	const folder = join(dirname(packaged), "libraries/verifier/plonk-verifier");
	return readdirSync(folder)
		.filter((name) => name.endsWith(".bin"))
		.map((name) => {
			const code = once(() =>
				runtimeOf(toHex(readFileSync(join(folder, name)))),
			);
			return {
				release: name.replace(/^plonk_verifier_|\.bin$/g, ""),
				check: (proof, inputs) =>
					asked("does-not-revert", code(), () =>
						scrollPlonkInput(toHex(proof), toHex(inputs)),
					),
			};
		});
};
