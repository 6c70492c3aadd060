// The prover, and its proofs before three verifiers: the wallet's own, and the contract's code in the wallet's EVM.

import { readFileSync } from "node:fs";
import { deserialize } from "node:v8";
import { decodeFunctionResult, encodeFunctionData } from "viem";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
	bigToBytes,
	concat,
	fromHex,
	type Hex,
} from "../../../src/base/bytes.ts";
import { nobleBn254 } from "../../../src/crypto/noble-bn254.ts";
import { bn254Precompiles } from "../../../src/evm/precompiles.ts";
import { runPure, runtimeOf } from "../../../src/evm/pure.ts";
import {
	type PreparedGroth16,
	prepareGroth16Key,
	verifyGroth16,
} from "../../../src/proof/groth16.ts";
import { decodeGroth16Key } from "../../../src/proof/snarkjs.ts";
import { compileSource } from "../l1/solidity.ts";
import type { BatchProof, BatchWitness } from "./batch-witness.ts";
import { circuitInput } from "./circuit-input.ts";
import {
	deposit,
	modelBatch,
	nothing,
	person,
	transfer,
} from "./circuit-model.ts";
import { groth16Solidity } from "./groth16-solidity.ts";
import { openProver, type Prover } from "./prover.ts";
import { proofHex } from "./prover-message.ts";
import { verifierAbi } from "./rollup-abi.ts";
import { proofBySecrets } from "./secret-proof.ts";
import { order, reduce } from "./setup/field.ts";
import type { WireScalars } from "./setup/key-scalars.ts";
import { readR1cs } from "./setup/r1cs.ts";
import { type Circuit, openCircuit } from "./setup.ts";
import { computeWitness, proveGroth16 } from "./snarkjs.ts";

const alice = person(5n, 7n);
const bob = person(6n, 8n);
const first = modelBatch(new Map(), [deposit(0, alice, 9n), nothing]);
const second = modelBatch(
	modelBatch(first.after, [deposit(1, bob, 1n), nothing]).after,
	[transfer(0, alice, 1, bob, 4n), transfer(1, bob, 0, alice, 5n)],
);

let circuit: Circuit;
let prover: Prover;
let native: PreparedGroth16;
let proofs: readonly BatchProof[];
let contract: Hex;
beforeAll(async () => {
	circuit = await openCircuit();
	prover = await openProver(circuit);
	native = prepareGroth16Key(
		nobleBn254,
		decodeGroth16Key(circuit.verifyingKey, "key"),
	);
	// Asked for together, answered one after the other.
	proofs = await Promise.all(
		[first, second].map(({ witness }) => prover.prove(witness)),
	);
	contract = await runtimeOf(
		compileSource(
			"Groth16Verifier.sol",
			groth16Solidity(circuit.verifyingKey),
			"Groth16Verifier",
		),
	);
}, 400_000);
afterAll(async () => {
	await prover?.close();
});

const proofOf = (i: number): BatchProof => {
	const proof = proofs[i];
	if (proof === undefined) throw new RangeError(`no proof ${i}`);
	return proof;
};

const checkNative = (proof: Hex, inputs: readonly bigint[]): boolean =>
	verifyGroth16(
		native,
		fromHex(proof),
		concat(...inputs.map((input) => bigToBytes(input, 32))),
	);

/** The contract's answer, its code run alone. */
const checkContract = async (
	proof: Hex,
	inputs: readonly bigint[],
): Promise<boolean> => {
	const selector = encodeFunctionData({
		abi: verifierAbi,
		functionName: "verifyProof",
		args: [
			[0n, 0n, 0n, 0n, 0n, 0n, 0n, 0n],
			[0n, 0n, 0n, 0n, 0n, 0n, 0n],
		],
	}).slice(0, 10);
	const words = inputs.map((input) => input.toString(16).padStart(64, "0"));
	const entry: Hex = `0x${"11".repeat(20)}`;
	const { ok, output } = await runPure({
		entry,
		contracts: [{ address: entry, code: contract }],
		input: `0x${selector.slice(2)}${proof.slice(2)}${words.join("")}`,
		gas: 3_000_000n,
		precompiles: bn254Precompiles(nobleBn254),
	});
	if (!ok) throw new Error("the verifier reverted");
	return decodeFunctionResult({
		abi: verifierAbi,
		functionName: "verifyProof",
		data: output,
	});
};

const bothSay = async (
	proof: Hex,
	inputs: readonly bigint[],
): Promise<boolean> => {
	const verdict = checkNative(proof, inputs);
	expect(await checkContract(proof, inputs)).toBe(verdict);
	return verdict;
};

describe("the prover", () => {
	it("proves each batch for its own public inputs", async () => {
		for (const i of [0, 1]) {
			const { proof, publicInputs } = proofOf(i);
			expect(await bothSay(proof, publicInputs)).toBe(true);
			expect(await bothSay(proof, proofOf(1 - i).publicInputs)).toBe(false);
		}
	});

	it("makes another proof each time", async () => {
		const again = await prover.prove(first.witness);
		expect(again.proof).not.toBe(proofOf(0).proof);
		expect(await bothSay(again.proof, again.publicInputs)).toBe(true);
	});

	it("is not told apart from one who keeps to the proving key", async () => {
		const input = circuitInput(first.witness);
		const { proof, publicSignals } = await proveGroth16(
			input,
			circuit.wasmPath,
			circuit.zkeyPath,
		);
		const inputs = publicSignals.map(BigInt);
		expect(inputs).toEqual(proofOf(0).publicInputs);
		expect(await bothSay(proofHex(proof), inputs)).toBe(true);
		expect(await bothSay(proofHex(proof), proofOf(1).publicInputs)).toBe(false);
	});

	it("refuses a witness that breaks a constraint, though the secrets would prove it", async () => {
		const r1cs = readR1cs(readFileSync(circuit.r1csPath));
		const wires: WireScalars = deserialize(readFileSync(circuit.wiresPath));
		const witness = await computeWitness(
			circuitInput(first.witness),
			circuit.wasmPath,
		);
		expect(() => proofBySecrets(r1cs, wires, witness)).not.toThrow();
		for (const wire of [1, r1cs.publicWires + 1, r1cs.wires - 1]) {
			const changed = witness.with(wire, reduce((witness[wire] ?? 0n) + 1n));
			expect(() => proofBySecrets(r1cs, wires, changed)).toThrow(
				"breaks constraint",
			);
		}
	});

	const { witness } = second;
	const refused: readonly [string, BatchWitness, RegExp][] = [
		["another root", { ...witness, newRoot: 5n }, /Rollup_/],
		[
			"an earlier root",
			{ ...witness, oldRoot: first.witness.oldRoot },
			/Operation_/,
		],
		["another chain", { ...witness, chainId: 5n }, /ForceEqualIfEnabled_/],
		[
			"a signature taken off",
			{
				...witness,
				operations: witness.operations.map((operation) => ({
					...operation,
					signature: null,
				})),
			},
			/ForceEqualIfEnabled_/,
		],
		[
			"a root that is no element, though it is the same one in the field",
			{ ...witness, oldRoot: witness.oldRoot + order },
			/"oldRoot" is no element/,
		],
	];
	it.each(refused)("refuses a batch with %s", async (_, batch, reason) => {
		await expect(prover.prove(batch)).rejects.toThrow(reason);
	});

	it("refuses a batch that is not whole", async () => {
		const [one] = witness.operations;
		if (one === undefined) throw new Error("no operation");
		await expect(
			prover.prove({ ...witness, operations: [one] }),
		).rejects.toThrow('"operations" are 1');
		await expect(
			prover.prove({
				...witness,
				operations: [one, { ...one, kind: 5 }],
			}),
		).rejects.toThrow('"kind" is 5');
		const short = { ...one, fromBefore: { ...one.fromBefore, siblings: [1n] } };
		await expect(
			prover.prove({ ...witness, operations: [one, short] }),
		).rejects.toThrow('"siblings" are 1');
	});

	it("ends with what it had not answered refused", async () => {
		const other = await openProver(circuit);
		const asked = expect(other.prove(first.witness)).rejects.toThrow("ended");
		await other.close();
		await asked;
		await expect(other.prove(first.witness)).rejects.toThrow("ended");
	});
});

describe("the verifier contract's code alone", () => {
	it("says what the wallet's verifier says of changed proofs and inputs", async () => {
		const { proof, publicInputs } = proofOf(1);
		const flip = (at: number): Hex => {
			const digit = Number.parseInt(proof[at] ?? "0", 16) ^ 1;
			return `0x${proof.slice(2, at)}${digit.toString(16)}${proof.slice(at + 1)}`;
		};
		for (let word = 0; word < 8; word++)
			expect(await bothSay(flip(2 + 64 * word + 63), publicInputs)).toBe(false);
		for (const place of publicInputs.keys()) {
			const changed = publicInputs.with(
				place,
				(publicInputs[place] ?? 0n) + 1n,
			);
			expect(await bothSay(proof, changed)).toBe(false);
			const lifted = publicInputs.with(
				place,
				(publicInputs[place] ?? 0n) + order,
			);
			expect(await bothSay(proof, lifted)).toBe(false);
		}
	});
});
