// Validity proofs of the known systems by this wallet's own verifiers: the statement is spelled as the system wraps it, and a
// kernel is asked. What the program is and what its public values mean is the rollup's to say. It knows no EVM.

import { bigFromBytes, concat, fromHex, type Hex } from "../base/bytes.ts";
import type { Decode, Decoded } from "../base/decode.ts";
import * as d from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { bn254P, bn254R, wordBytes } from "../crypto/bn254.ts";
import type { ProofChecks, WorkOptions } from "../crypto/kernel.ts";
import { keyHash } from "../proof/checks.ts";
import {
	decodeGnarkPlonkKeyBytes,
	decodeGroth16KeyBytes,
} from "../proof/key-bytes.ts";
import { decodeRisc0, risc0Selector } from "../proof/risc0.ts";
import { decodeSp1 } from "../proof/sp1.ts";

const key = d.hexUpTo(70_000);
const title = d.text(60);

/** Groth16 or PLONK under a pinned key, asked with the circuit's own public inputs. */
const plain = d.record({
	title,
	system: d.oneOf("groth16", "gnark-plonk"),
	key,
});

/** A release of SP1's verifier. Since version 6 with the root of its recursion keys. */
const sp1 = d.record({
	title,
	system: d.oneOf("sp1-groth16", "sp1-plonk"),
	key,
	selector: d.hex(4),
	vkRoot: d.nullable(d.hash),
});

/** RISC Zero's Groth16 under its pinned recursion programs. */
const risc0 = d.record({
	title,
	system: d.oneOf("risc0-groth16"),
	key,
	controlRoot: d.hash,
	bn254ControlId: d.hash,
});

export type PlainVerifier = Decoded<typeof plain>;
export type Sp1Verifier = Decoded<typeof sp1>;
export type Risc0Verifier = Decoded<typeof risc0>;
export type NativeVerifier = PlainVerifier | Sp1Verifier | Risc0Verifier;

/** A verifier as profiles spell it. Its key has the bytes of a key; its points are looked at when a kernel prepares it. @throws bad-field */
export const decodeNativeVerifier: Decode<NativeVerifier> = (raw, path) => {
	const { system } = d.record({ system: d.text(20) })(raw, path);
	const own = system.startsWith("sp1-")
		? sp1(raw, path)
		: system.startsWith("risc0-")
			? risc0(raw, path)
			: plain(raw, path);
	const bytes = fromHex(own.key);
	if (own.system.endsWith("plonk")) decodeGnarkPlonkKeyBytes(bytes);
	else decodeGroth16KeyBytes(bytes);
	return own;
};

/** What was proved to have run, as conclusions and the screen name it. */
export type Program = {
	/** "sp1-groth16", … */
	readonly system: string;
	readonly title: string;
	/** The hash of the verifying key. */
	readonly key: Hex;
	/** The program's own key or image; null where the circuit is the program. */
	readonly program: Hex | null;
};

const programOf = (
	{ system, title, key }: NativeVerifier,
	program: Hex | null,
): Program => ({ system, title, key: keyHash(fromHex(key)), program });

type Statement = { readonly proof: Uint8Array; readonly inputs: Uint8Array };

const wordsOf = (bytes: Uint8Array): readonly Uint8Array[] =>
	Array.from({ length: Math.floor(bytes.length / wordBytes) }, (_, i) =>
		bytes.subarray(i * wordBytes, (i + 1) * wordBytes),
	);

/** Scalars among the words of gnark's proofs; behind word 24 the committed wires' openings, then their commitments. */
const isOpening = (word: number, words: number): boolean =>
	(word >= 12 && word < 17) ||
	word === 19 ||
	(word >= 24 && word < 24 + (words - 24) / 3);

/** The kernel refuses it as well; this gives the refusal its name. @throws recheck-point */
const checkCanonical = (
	{ title, system }: NativeVerifier,
	proof: Uint8Array,
) => {
	const words = wordsOf(proof);
	for (const [i, word] of words.entries()) {
		const isScalar = system.endsWith("plonk") && isOpening(i, words.length);
		if (bigFromBytes(word) >= (isScalar ? bn254R : bn254P))
			throw new Fault("recheck-point", `${title}: word ${i} of the proof`);
	}
};

const ask = async (
	kernel: ProofChecks,
	verifier: NativeVerifier,
	program: Hex | null,
	statement: Statement | null,
	asking: WorkOptions | undefined,
): Promise<Program> => {
	const { title, system } = verifier;
	if (statement === null)
		throw new Fault(
			"recheck-program",
			`${title}: a proof for another verifier, of a program that failed, or of another shape`,
		);
	const { proof, inputs } = statement;
	for (const [i, word] of wordsOf(inputs).entries())
		if (bigFromBytes(word) >= bn254R)
			throw new Fault("recheck-input", `${title}: public input ${i}`);
	checkCanonical(verifier, proof);
	const question = { proof, inputs, key: fromHex(verifier.key) };
	const yes = system.endsWith("plonk")
		? await kernel.checkGnarkPlonk(question, asking)
		: await kernel.checkGroth16(question, asking);
	if (!yes) throw new Fault("recheck-failed", `${title}: it does not hold`);
	return programOf(verifier, program);
};

/**
 * The proof holds for these public inputs, 32 bytes each.
 * @throws recheck-input, recheck-point for a number by another name, recheck-failed, and what the kernel throws
 */
export const checkPlain = (
	kernel: ProofChecks,
	verifier: PlainVerifier,
	{ proof, inputs }: { readonly proof: Hex; readonly inputs: readonly Hex[] },
	asking?: WorkOptions,
): Promise<Program> => {
	const words = concat(...inputs.map((one) => fromHex(one, wordBytes)));
	const statement = { proof: fromHex(proof), inputs: words };
	return ask(kernel, verifier, null, statement, asking);
};

/**
 * The program with this key ended well and wrote these public values.
 * @throws recheck-program for a proof of another release or of a program that failed, and what checkPlain throws
 */
export const checkSp1 = (
	kernel: ProofChecks,
	verifier: Sp1Verifier,
	{
		programVKey,
		publicValues,
		proofBytes,
	}: {
		readonly programVKey: Hex;
		readonly publicValues: Hex;
		readonly proofBytes: Hex;
	},
	asking?: WorkOptions,
): Promise<Program> => {
	const { selector, vkRoot } = verifier;
	const statement = decodeSp1(
		{
			selector: fromHex(selector),
			vkRoot: vkRoot === null ? null : fromHex(vkRoot),
		},
		fromHex(programVKey, wordBytes),
		fromHex(publicValues),
		fromHex(proofBytes),
	);
	return ask(kernel, verifier, programVKey, statement, asking);
};

/**
 * The image ended well and wrote this journal, without assumptions.
 * @throws recheck-program for a seal of other recursion programs, and what checkPlain throws
 */
export const checkRisc0 = (
	kernel: ProofChecks,
	verifier: Risc0Verifier,
	{
		imageId,
		journal,
		seal,
	}: { readonly imageId: Hex; readonly journal: Hex; readonly seal: Hex },
	asking?: WorkOptions,
): Promise<Program> => {
	const control = {
		root: fromHex(verifier.controlRoot),
		bn254Id: fromHex(verifier.bn254ControlId),
	};
	const statement = decodeRisc0(
		risc0Selector(decodeGroth16KeyBytes(fromHex(verifier.key)), control),
		control,
		fromHex(imageId, wordBytes),
		fromHex(journal),
		fromHex(seal),
	);
	return ask(kernel, verifier, imageId, statement, asking);
};
