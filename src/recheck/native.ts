// Validity proofs of the known systems by this wallet's own verifiers: the statement is spelled as the system wraps it, and a
// kernel is asked. What the program is and what its public values mean is the rollup's to say. It knows no EVM.

import { concat, fromHex, type Hex } from "../base/bytes.ts";
import {
	type Decode,
	type Decoded,
	hash,
	hex,
	hexUpTo,
	nullable,
	oneOf,
	record,
	text,
} from "../base/decode.ts";
import { Fault } from "../base/fault.ts";
import { wordBytes } from "../crypto/bn254.ts";
import type { Asking, ProofChecks } from "../crypto/kernel.ts";
import { keyHash } from "../proof/checks.ts";
import {
	decodeGnarkPlonkKeyBytes,
	decodeGroth16KeyBytes,
} from "../proof/key-bytes.ts";
import { decodeRisc0, risc0Selector } from "../proof/risc0.ts";
import { decodeSp1 } from "../proof/sp1.ts";

const key = hexUpTo(70_000);
const title = text(60);

/** Groth16 or PLONK under a pinned key, asked with the circuit's own public inputs. */
const plain = record({ title, system: oneOf("groth16", "gnark-plonk"), key });

/** A release of SP1's verifier. Since version 6 with the root of its recursion keys. */
const sp1 = record({
	title,
	system: oneOf("sp1-groth16", "sp1-plonk"),
	key,
	selector: hex(4),
	vkRoot: nullable(hash),
});

/** RISC Zero's Groth16 under its pinned recursion programs. */
const risc0 = record({
	title,
	system: oneOf("risc0-groth16"),
	key,
	controlRoot: hash,
	bn254ControlId: hash,
});

export type PlainVerifier = Decoded<typeof plain>;
export type Sp1Verifier = Decoded<typeof sp1>;
export type Risc0Verifier = Decoded<typeof risc0>;
export type NativeVerifier = PlainVerifier | Sp1Verifier | Risc0Verifier;

/** A verifier as profiles spell it. Its key has the bytes of a key; its points are looked at when a kernel prepares it. @throws bad-field */
export const decodeNativeVerifier: Decode<NativeVerifier> = (raw, path) => {
	const { system } = record({ system: text(20) })(raw, path);
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

const ask = async (
	kernel: ProofChecks,
	verifier: NativeVerifier,
	program: Hex | null,
	statement: Statement | null,
	asking: Asking | undefined,
): Promise<Program> => {
	const wrong = (why: string): Fault =>
		new Fault("recheck-failed", `${verifier.title}: ${why}`);
	if (statement === null)
		throw wrong("the proof is for another verifier or of another shape");
	const question = { ...statement, key: fromHex(verifier.key) };
	const yes = verifier.system.endsWith("plonk")
		? await kernel.checkGnarkPlonk(question, asking)
		: await kernel.checkGroth16(question, asking);
	if (!yes) throw wrong("the proof does not hold");
	return programOf(verifier, program);
};

/**
 * The proof holds for these public inputs, 32 bytes each.
 * @throws recheck-failed, and what the kernel throws
 */
export const checkPlain = (
	kernel: ProofChecks,
	verifier: PlainVerifier,
	{ proof, inputs }: { readonly proof: Hex; readonly inputs: readonly Hex[] },
	asking?: Asking,
): Promise<Program> => {
	const words = concat(...inputs.map((one) => fromHex(one, wordBytes)));
	const statement = { proof: fromHex(proof), inputs: words };
	return ask(kernel, verifier, null, statement, asking);
};

/**
 * The program with this key ended well and wrote these public values.
 * @throws recheck-failed, also for a proof of another release, and what the kernel throws
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
	asking?: Asking,
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
 * @throws recheck-failed, also for a seal of other recursion programs, and what the kernel throws
 */
export const checkRisc0 = (
	kernel: ProofChecks,
	verifier: Risc0Verifier,
	{
		imageId,
		journal,
		seal,
	}: { readonly imageId: Hex; readonly journal: Hex; readonly seal: Hex },
	asking?: Asking,
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
