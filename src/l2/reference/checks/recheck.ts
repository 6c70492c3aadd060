// The reference rollup's validity proofs, checked again: every batch from the profile's anchor to the last proven root, each
// from the root and queue that the one before left. It shows that the root follows from the anchor's and from these L1
// inputs under the pinned program, whatever L1 accepted; not that the deposits among the inputs were made. Rule recheck.
// It must not know an EVM: the signer checks evidence by this file too.

import {
	bigFromBytes,
	concat,
	fromHex,
	type Hex,
} from "../../../base/bytes.ts";
import type { Decoded } from "../../../base/decode.ts";
import * as d from "../../../base/decode.ts";
import { Fault } from "../../../base/fault.ts";
import { bn254P, bn254R, wordBytes } from "../../../crypto/bn254.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import type { ProofChecks } from "../../../crypto/kernel.ts";
import { groth16ProofBytes } from "../../../proof/groth16.ts";
import { keyBytes } from "../../../proof/groth16-key-text.ts";
import {
	type AnyVerified,
	conclude,
	premiseBy,
	type Verified,
} from "../../../trust/verified.ts";
import { inputsOf, mostBatches } from "./batch.ts";
import type { ReferenceProfile } from "./profile.ts";
import type {
	ReferenceBatch,
	ReferenceRecheck,
	ReferenceRoot,
} from "./values.ts";

export const recheckWitness = d.record({
	/** The hash of the verifying key that the proofs are given for. */
	program: d.hash,
	/** One for each batch, in order: A, B, C as the precompiles want them. */
	proofs: d.list(
		d.record({ batch: d.int(1), proof: d.hex(groth16ProofBytes) }),
		mostBatches,
		1,
	),
});
export type RecheckWitness = Decoded<typeof recheckWitness>;

/** The part of a kernel that is asked. */
export type Groth16Checks = Pick<ProofChecks, "checkGroth16">;

/** Every word of a proof is a coordinate. @throws recheck-point for one of the modulus or more */
const checkPoints = (batch: number, proof: Uint8Array): void => {
	for (let at = 0; at < proof.length; at += wordBytes)
		if (bigFromBytes(proof.subarray(at, at + wordBytes)) >= bn254P)
			throw new Fault(
				"recheck-point",
				`word ${at / wordBytes} of the proof of batch ${batch}`,
			);
};

const inputNames = [
	"old root",
	"new root",
	"data hash",
	"queue before",
	"queue after",
	"withdraw root",
	"chain id",
] as const;

/** @throws recheck-input for one of the field's order or more: it would stand for another number */
const checkInputs = (batch: number, inputs: readonly Hex[]): Uint8Array => {
	for (const [i, input] of inputs.entries())
		if (BigInt(input) >= bn254R)
			throw new Fault(
				"recheck-input",
				`${inputNames[i]} of batch ${batch} is ${input}`,
			);
	return concat(...inputs.map((input) => fromHex(input, wordBytes)));
};

const gap = (why: string): Fault => new Fault("recheck-gap", why);

/**
 * The batches continue the profile's anchor, and each the one before it: in hashes, roots and queue.
 * @throws recheck-gap when they begin elsewhere, or one begins from another root or queue than the last one left
 */
export const checkSpan = ({
	profile,
	start,
	batches,
}: Pick<ReferenceRoot, "profile" | "start" | "batches">): void => {
	const { anchor } = profile;
	if (start.batch !== anchor.batch || start.batchHash !== anchor.batchHash)
		throw gap(
			`begins after batch ${start.batch} (${start.batchHash}), the anchor is ${anchor.batch} (${anchor.batchHash})`,
		);
	let root = anchor.root;
	let queue = anchor.queueHash;
	let taken = batches[0]?.queueFrom ?? 0;
	for (const batch of batches) {
		if (batch.oldRoot !== root)
			throw gap(
				`batch ${batch.number} is proved from the root ${batch.oldRoot}, the one before left ${root}`,
			);
		if (batch.queueBefore !== queue || batch.queueFrom !== taken)
			throw gap(
				`batch ${batch.number}: from the queue ${batch.queueBefore} of ${batch.queueFrom}, the one before left ${queue} of ${taken}`,
			);
		root = batch.newRoot;
		queue = batch.queueAfter;
		taken = batch.queueTo;
	}
};

/**
 * The proof of one batch. Where a batch stands is not judged here.
 * @throws recheck-point, recheck-input; recheck-failed when the proof is not one of these inputs under the profile's key
 */
export const checkBatch = async (
	{ chainId, program }: Pick<ReferenceProfile, "chainId" | "program">,
	batch: ReferenceBatch,
	proof: Hex,
	{ checkGroth16 }: Groth16Checks,
): Promise<void> => {
	const bytes = fromHex(proof, groth16ProofBytes);
	checkPoints(batch.number, bytes);
	const inputs = checkInputs(batch.number, inputsOf(chainId, batch));
	const key = keyBytes(program.key);
	if (!(await checkGroth16({ key, inputs, proof: bytes })))
		throw new Fault(
			"recheck-failed",
			`batch ${batch.number}: its proof fails under the program ${program.hash}`,
		);
};

/**
 * The root with all its proofs checked: it follows from the profile's anchor and the L1 inputs of its batches.
 * @throws recheck-program, recheck-batch when the proofs are given for another program or batch; recheck-gap, and what
 * `checkBatch` throws; not-rechecked before the first proof
 */
export const concludeRecheck = async (
	root: Verified<ReferenceRoot>,
	witness: RecheckWitness,
	checks: Groth16Checks,
): Promise<Verified<ReferenceRoot>> => {
	const { value } = premiseBy<ReferenceRoot>(root, "reference-root");
	const { profile, batches, grade } = value;
	const { program, proofs } = witness;
	if (program !== profile.program.hash)
		throw new Fault(
			"recheck-program",
			`given for ${program}, the profile names ${profile.program.hash}`,
		);
	if (batches.length === 0)
		throw new Fault("not-rechecked", "no batch was proven yet");
	checkSpan(value);
	if (proofs.length !== batches.length)
		throw new Fault(
			"recheck-batch",
			`${proofs.length} proofs for ${batches.length} batches`,
		);
	for (const [i, batch] of batches.entries()) {
		const given = proofs[i];
		if (given?.batch !== batch.number)
			throw new Fault(
				"recheck-batch",
				`a proof of batch ${given?.batch} for batch ${batch.number}`,
			);
		await checkBatch(profile, batch, given.proof, checks);
	}
	const checked: ReferenceRoot = {
		...value,
		grade: { ...grade, validity: "rechecked" },
		recheck: {
			system: "groth16",
			program,
			from: { batch: profile.anchor.batch, root: profile.anchor.root },
			proofs: proofs.length,
		},
	};
	return conclude("recheck", [root], checked, {
		program,
		proofs: proofs.map(({ batch, proof }) => ({ batch, proof })),
	});
};

/** How many proofs a session remembers: some spans' worth. */
const mostRemembered = 4 * mostBatches;

/**
 * The recheck as a rollup that is followed uses it: a proof that held once is not checked again in this session.
 * @param checks the realm's kernel
 */
export const openRecheck = (checks: Groth16Checks): ReferenceRecheck => {
	const held = new Set<Hex>();
	const remembering: Groth16Checks = {
		checkGroth16: async (question, asking) => {
			// The proof has one length and the inputs of one key another: nothing can stand for something else.
			const { key, proof, inputs } = question;
			const name = keccakHex(concat(key, proof, inputs));
			if (held.has(name)) return true;
			const holds = await checks.checkGroth16(question, asking);
			if (holds) held.add(name);
			const [oldest] = held;
			if (held.size > mostRemembered && oldest !== undefined)
				held.delete(oldest);
			return holds;
		},
	};
	return {
		check: (profile, batch, proof) =>
			checkBatch(profile, batch, proof, remembering),
		conclude: (root, proofs) =>
			concludeRecheck(
				root,
				{ program: root.value.profile.program.hash, proofs },
				remembering,
			),
	};
};

/**
 * Every rule of this room, run again.
 * @throws as `concludeRecheck`; bad-field for a witness of the wrong shape
 */
export const replayRecheck: {
	readonly recheck: (
		premises: readonly AnyVerified[],
		witness: unknown,
		tools: { readonly kernel: Groth16Checks },
	) => Promise<AnyVerified>;
} = {
	recheck: async (premises, witness, { kernel }) => {
		if (premises.length !== 1)
			throw new Fault("evidence-step", `${premises.length} premises`);
		return concludeRecheck(
			premiseBy<ReferenceRoot>(premises[0], "reference-root"),
			recheckWitness(witness, "witness"),
			kernel,
		);
	},
};
