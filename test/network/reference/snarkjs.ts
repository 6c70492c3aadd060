// What the network uses of snarkjs, behind decoders: it has no types.

import { createHash } from "node:crypto";
import { createRequire } from "node:module";
import type { Decoded } from "../../../src/base/decode.ts";
import * as d from "../../../src/base/decode.ts";
import type { CircuitInput } from "./circuit-input.ts";
import { readElement } from "./setup/r1cs.ts";
import type { VerifyingKey } from "./verifying-key.ts";

const number = d.text(80);
const pair = d.list(number, 2);
const proofWire = d.record({
	pi_a: d.list(number, 3),
	pi_b: d.list(pair, 3),
	pi_c: d.list(number, 3),
});
export type SnarkjsProof = Decoded<typeof proofWire>;
const provedWire = d.record({
	proof: proofWire,
	publicSignals: d.list(number, 100),
});

/**
 * The library compiles a circuit's program anew for each witness, which takes longer than to run it. A program is compiled once,
 * by its bytes.
 */
const compileOnce = (): void => {
	const { compile } = WebAssembly;
	const known = new Map<string, Promise<WebAssembly.Module>>();
	WebAssembly.compile = (bytes) => {
		const view = ArrayBuffer.isView(bytes)
			? new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
			: new Uint8Array(bytes);
		const name = createHash("sha256").update(view).digest("hex");
		const found = known.get(name) ?? compile(bytes);
		known.set(name, found);
		return found;
	};
};
compileOnce();

const call = async (
	path: readonly [string, string],
	...args: readonly unknown[]
): Promise<unknown> => {
	let found: unknown = createRequire(import.meta.url)("snarkjs");
	for (const name of path)
		found =
			typeof found === "object" && found !== null
				? Reflect.get(found, name)
				: undefined;
	if (typeof found !== "function")
		throw new Error(`snarkjs has no ${path.join(".")}`);
	return found(...args);
};

/** @throws Error naming the template and line that refuses the input */
export const proveGroth16 = async (
	input: CircuitInput,
	wasmPath: string,
	zkeyPath: string,
): Promise<Decoded<typeof provedWire>> =>
	provedWire(
		await call(["groth16", "fullProve"], input, wasmPath, zkeyPath),
		"proof",
	);

export const verifyGroth16 = async (
	key: VerifyingKey,
	publicInputs: readonly string[],
	proof: SnarkjsProof,
): Promise<boolean> =>
	d.flag(
		await call(["groth16", "verify"], key, publicInputs, proof),
		"verdict",
	);

const headerBytes = 12;

/**
 * The value of every wire.
 * @throws Error naming the template and line that refuses the input
 */
export const computeWitness = async (
	input: CircuitInput,
	wasmPath: string,
): Promise<readonly bigint[]> => {
	const file: { type: string; data?: unknown } = { type: "mem" };
	await call(["wtns", "calculate"], input, wasmPath, file);
	const { data } = file;
	if (!(data instanceof Uint8Array)) throw new Error("no witness");
	const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
	// Two sections, each behind its number and length: a header, and the wires.
	const second =
		2 * headerBytes + Number(view.getBigUint64(headerBytes + 4, true));
	const at = second + headerBytes;
	const count = Number(view.getBigUint64(second + 4, true)) / 32;
	return Array.from({ length: count }, (_, i) =>
		readElement(view, at + 32 * i),
	);
};
