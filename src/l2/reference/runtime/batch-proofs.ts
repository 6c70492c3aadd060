// The validity proofs of the reference rollup's batches: looked for by the word of its nodes, checked again here, and kept by
// the hash of their batch so that none is checked twice.

import type { Hex } from "../../../base/bytes.ts";
import { asFault, Fault, isOurs } from "../../../base/fault.ts";
import type { Execution } from "../../../source/execution.ts";
import type { Pool } from "../../../source/pool.ts";
import type { Header, MinedTransaction } from "../../../state/values.ts";
import type { Verified } from "../../../trust/verified.ts";
import { batchHash } from "../checks/batch.ts";
import type { ReferenceNode } from "../checks/node.ts";
import type { ReferenceProfile } from "../checks/profile.ts";
import { openProofs, type ProofFinder } from "../checks/proof.ts";
import type {
	ReferenceBatch,
	ReferenceProof,
	ReferenceRecheck,
	ReferenceRoot,
} from "../checks/values.ts";
import { askBatch, type StatedBatches } from "./stated-batches.ts";

/** L1 accepted a proof that does not hold. To be kept and shown: no honest endpoint can cause it. */
export type ReferenceFailure = {
	readonly fault: Fault;
	readonly batch: number;
	readonly proof: Hex;
	/** As L1 has it. */
	readonly root: Verified<ReferenceRoot>;
	/** The transaction by which L1 accepted just this proof. */
	readonly transaction: Verified<MinedTransaction>;
};

/** A root after its proofs were looked at. */
export type RootNews = {
	/** The last proven root: rechecked, or as L1 accepted it. A basis for accounts, within the policy or not. */
	readonly root: Verified<ReferenceRoot>;
	/** Why the root is not rechecked; null when it is. */
	readonly unchecked: Fault | null;
	/** Signing has to stop on this rollup; null when all is well. */
	readonly failed: ReferenceFailure | null;
};

export type ProofSources = {
	readonly profile: ReferenceProfile;
	/** The L1 endpoints: blocks with the transactions that proved batches. */
	readonly l1Pool: Pool<Execution>;
	readonly l2: Pool<ReferenceNode>;
	readonly recheck: ReferenceRecheck;
};

type CheckedProof =
	| { readonly proof: ReferenceProof }
	| { readonly failed: Omit<ReferenceFailure, "root"> }
	| { readonly missing: Fault };

/** Proofs that are looked for and checked in one round, so that the first news come soon. */
const mostProofsARound = 16;

/** A fault of the data that was looked at, not of us: it goes to the notes and the search goes on. */
const noted = (notes: Fault[], thrown: unknown): Fault => {
	const fault = asFault(thrown);
	if (isOurs(fault)) throw fault;
	notes.push(fault);
	return fault;
};

/** That the proof is none, by its own bytes: the same whenever and wherever it is looked at. */
const saysFalse = ({ code }: Fault): boolean =>
	code === "recheck-failed" ||
	code === "recheck-point" ||
	code === "recheck-input";

/** The batches' hashes, in order. */
export const hashesOf = ({ start, batches }: ReferenceRoot): readonly Hex[] => {
	let chained = start.batchHash;
	return batches.map((batch) => {
		chained = batchHash(chained, batch);
		return chained;
	});
};

export class BatchProofs {
	readonly #sources: ProofSources;
	readonly #stated: StatedBatches;
	readonly #find: ProofFinder;
	/** That held here, by the hash of their batch. */
	readonly #held = new Map<Hex, ReferenceProof>();

	constructor(sources: ProofSources, stated: StatedBatches) {
		const { profile, l1Pool } = sources;
		this.#sources = sources;
		this.#stated = stated;
		this.#find = openProofs(profile.contracts.rollup.address, l1Pool);
	}

	/** Looks for the proofs of a root's batches, some in each round, until the root is rechecked. */
	async recheck(
		header: Verified<Header>,
		root: Verified<ReferenceRoot>,
		notes: Fault[],
		signal: AbortSignal | undefined,
	): Promise<RootNews> {
		const { batches, start, blockNumber, blockHash } = root.value;
		const { profile, recheck } = this.#sources;
		const { anchor } = profile;
		const plain = (unchecked: Fault): RootNews => ({
			root,
			unchecked,
			failed: null,
		});
		if (blockNumber === anchor.batch && blockHash === anchor.batchHash)
			return plain(
				new Fault("not-rechecked", "no batch was proven since the anchor"),
			);
		const hashes = hashesOf(root.value);
		for (const hash of this.#held.keys())
			if (!hashes.includes(hash)) this.#held.delete(hash);
		// Batches that begin elsewhere are a gap whatever their proofs: none is looked for.
		const isSpan =
			start.batch === anchor.batch && start.batchHash === anchor.batchHash;
		let round = 0;
		for (const [i, batch] of isSpan ? batches.entries() : []) {
			const hash = hashes[i] ?? "0x";
			if (this.#held.has(hash)) continue;
			if (round === mostProofsARound)
				return plain(
					new Fault(
						"not-rechecked",
						`${i} of ${batches.length} proofs are checked`,
					),
				);
			round++;
			const found = await this.#proofOf(header, batch, notes, signal);
			if ("missing" in found) return plain(found.missing);
			if ("failed" in found) {
				const failed = { ...found.failed, root };
				return { root, unchecked: failed.fault, failed };
			}
			this.#held.set(hash, found.proof);
		}
		try {
			const given = hashes.flatMap((hash) => this.#held.get(hash) ?? []);
			const checked = await recheck.conclude(root, given);
			return { root: checked, unchecked: null, failed: null };
		} catch (thrown) {
			return plain(noted(notes, thrown));
		}
	}

	/** Which transaction proved the batch, as was stated before and as one node after the other says now. */
	*#words(
		number: number,
		signal: AbortSignal | undefined,
	): Generator<() => Promise<Hex | null>> {
		yield async () => this.#stated.get(number)?.proveTransaction ?? null;
		for (const member of this.#sources.l2.active())
			yield async () =>
				(await askBatch(member, number, signal)).proveTransaction;
	}

	/** Looks for the proof of a batch by the word of one node after the other until one holds. */
	async #proofOf(
		header: Verified<Header>,
		batch: ReferenceBatch,
		notes: Fault[],
		signal: AbortSignal | undefined,
	): Promise<CheckedProof> {
		const { number } = batch;
		const tried = new Set<Hex>();
		let missing = new Fault(
			"not-rechecked",
			`no node names the transaction that proved batch ${number}`,
		);
		for (const word of [...this.#words(number, signal)]) {
			try {
				const stated = await word();
				if (stated === null || tried.has(stated)) continue;
				tried.add(stated);
				const found = await this.#checked(header, batch, stated, notes, signal);
				if (!("missing" in found)) return found;
				missing = found.missing;
			} catch (thrown) {
				missing = noted(notes, thrown);
			}
		}
		return { missing };
	}

	/** The proof in that transaction, checked. @throws what keeps it from being found */
	async #checked(
		header: Verified<Header>,
		batch: ReferenceBatch,
		transaction: Hex,
		notes: Fault[],
		signal: AbortSignal | undefined,
	): Promise<CheckedProof> {
		const { profile, recheck } = this.#sources;
		const { number } = batch;
		const found = await this.#find(header, batch, transaction, signal);
		const { proof, accepted } = found;
		try {
			await recheck.check(profile, batch, proof);
			return { proof: { batch: number, proof } };
		} catch (thrown) {
			const fault = noted(notes, thrown);
			// A call that L1 may have refused proves nothing against L1: another node may know the right one.
			// What says nothing of the proof, as a kernel that cannot compute, stops a rollup no more than silence does.
			if (accepted === null || !saysFalse(fault)) return { missing: fault };
			const failed = { fault, batch: number, proof, transaction: accepted };
			return { failed };
		}
	}
}
