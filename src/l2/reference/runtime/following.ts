// The reference rollup, live: its last proven root out of L1, the batches that lead there, each batch's validity proof and
// data, accounts under the root. Every conclusion is made by the rules beside this file and by the recheck that is handed
// in; here is only the search, and what was found is kept so that nothing is asked for or checked twice.

import type { Hex } from "../../../base/bytes.ts";
import { asFault, Fault, isOurs } from "../../../base/fault.ts";
import type { BlobSource } from "../../../source/blobs.ts";
import type { Execution } from "../../../source/execution.ts";
import type { Member, Pool } from "../../../source/pool.ts";
import type { Capture, ProvedAccount } from "../../../state/capture.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import type { Header, MinedTransaction } from "../../../state/values.ts";
import { servedBy } from "../../../trust/served.ts";
import type { Verified } from "../../../trust/verified.ts";
import { concludeReferenceAccount } from "../checks/account.ts";
import { batchHash, mostBatches } from "../checks/batch.ts";
import {
	batchHashSlot,
	concludeReferenceConfig,
	configSlots,
	referenceWanted,
} from "../checks/config.ts";
import type {
	AccountQuestion,
	ReferenceAccountClaim,
	ReferenceNode,
} from "../checks/node.ts";
import type { ReferenceProfile } from "../checks/profile.ts";
import { openProofs } from "../checks/proof.ts";
import {
	concludeReferenceRoot,
	endOf,
	type ReferenceRootWitness,
} from "../checks/root.ts";
import type {
	ReferenceAccount,
	ReferenceBatch,
	ReferenceConfig,
	ReferenceData,
	ReferenceProof,
	ReferenceRecheck,
	ReferenceRoot,
} from "../checks/values.ts";
import { readData } from "./blob.ts";

export type ReferenceParts = {
	readonly profile: ReferenceProfile;
	/** Over the L1 endpoints. */
	readonly l1: Capture;
	/** The same endpoints: blocks with the transactions that proved batches. */
	readonly l1Pool: Pool<Execution>;
	/** The rollup's nodes. */
	readonly l2: Pool<ReferenceNode>;
	readonly recheck: ReferenceRecheck;
	/** Null where no beacon node is asked for blobs. */
	readonly blobs: BlobSource | null;
};

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

export type ReferenceNews = {
	readonly config: Verified<ReferenceConfig>;
	/** The last proven root: rechecked, or as L1 accepted it. A basis for accounts, within the policy or not. */
	readonly root: Verified<ReferenceRoot>;
	/** Why the root is not rechecked; null when it is. */
	readonly unchecked: Fault | null;
	/** Signing has to stop on this rollup; null when all is well. */
	readonly failed: ReferenceFailure | null;
	/** What the root's newest batches did, newest first, as far as their data was read. */
	readonly data: readonly Verified<ReferenceData>[];
	/** Of those, the batches whose data could not be read or is not what was proved, and why. */
	readonly unread: readonly { readonly batch: number; readonly fault: Fault }[];
	/** What was found wrong on the way, with who gave it. */
	readonly notes: readonly Fault[];
};

export type ReferenceRollup = {
	readonly profile: ReferenceProfile;
	/** Captures on L1, ahead, what `newest` will need under a later header. To be called for each new L1 block. */
	readonly captureAhead: (signal?: AbortSignal) => Promise<void>;
	/**
	 * The rollup's last proven root under a verified L1 header, as final as that.
	 * @throws no-proof-window, not-anchored while it is not provable yet; l2-unknown-code when a contract on L1 changed;
	 * l2-batch, what the endpoints fail with
	 */
	readonly newest: (
		l1: Verified<Header>,
		signal?: AbortSignal,
	) => Promise<ReferenceNews>;
	/**
	 * An account under a root; null when every node says that nobody has that owner or key. That nobody has is not proved:
	 * an index can be proved empty, an owner cannot.
	 * @throws l2-account, l2-other-account when the nodes' proofs are none; what they fail with
	 */
	readonly account: (
		root: Verified<ReferenceRoot>,
		who: AccountQuestion,
		signal?: AbortSignal,
	) => Promise<Verified<ReferenceAccount> | null>;
};

/** Proofs that are looked for and checked in one round, so that the first news come soon. */
const mostProofsARound = 16;
/** The newest batches whose data is read. */
const mostDataRead = 8;
/** Data that nobody gave is asked for again in one of so many rounds: it is a quarter of a megabyte each time. */
const roundsBetween = 10;
/** Batch numbers under which was captured, newest first. */
const mostHints = 4;

/** What a node stated of a batch: the batch is what its hash says, the transaction a hint. */
type StatedBatch = {
	readonly batch: ReferenceBatch;
	readonly proveTransaction: Hex | null;
};

/** A fault of the data that was looked at, not of us: it goes to the notes and the search goes on. */
const noted = (notes: Fault[], thrown: unknown): Fault => {
	const fault = asFault(thrown);
	if (isOurs(fault)) throw fault;
	notes.push(fault);
	return fault;
};

/** @throws l2-other-account */
const checkAsked = (
	who: AccountQuestion,
	claim: ReferenceAccountClaim,
): void => {
	const isIt =
		"index" in who
			? claim.index === who.index
			: (!("owner" in who) || claim.owner === who.owner.toLowerCase()) &&
				(who.key === undefined ||
					(BigInt(claim.ax) === BigInt(who.key[0]) &&
						BigInt(claim.ay) === BigInt(who.key[1])));
	if (!isIt)
		throw new Fault(
			"l2-other-account",
			`${JSON.stringify(who)} was asked for, account ${claim.index} of ${claim.owner} was given`,
		);
};

export const openReference = (parts: ReferenceParts): ReferenceRollup => {
	const { profile, l1, l1Pool, l2, recheck, blobs } = parts;
	const { anchor } = profile;
	const rollup = profile.contracts.rollup.address;
	const findProof = openProofs(rollup, l1Pool);

	// --- L1: the counters and the hash of the last proven batch, captured and proved together
	let hints: readonly number[] = [anchor.batch];
	const captureAhead: ReferenceRollup["captureAhead"] = async (signal) => {
		// The last proven batch may be another than the last time: then its hash is captured too.
		for (let tries = 0; tries < 3; tries++) {
			const [hint = anchor.batch] = hints;
			const [claim] = await l1.capture(referenceWanted(profile, hint), signal);
			const key = wordHex(profile.slots.lastProven);
			const word = claim?.storageProof.find((slot) => slot.key === key)?.value;
			const last = Number(word ?? 0n);
			// An endpoint may state any number.
			if (last === hint || !Number.isSafeInteger(last)) return;
			hints = [last, ...hints.filter((one) => one !== last)].slice(
				0,
				mostHints,
			);
		}
	};

	type HeaderFacts = {
		readonly config: Verified<ReferenceConfig>;
		/** The proved hash of the last proven batch. */
		readonly kept: ProvedAccount["slots"][number];
	};
	/** Null when the hash that was proved with it is not that of the last proven batch. */
	const headerFactsOf = (
		proved: readonly ProvedAccount[],
		hint: number,
	): HeaderFacts | number => {
		const [own, verifier] = proved;
		const slots = own?.slots ?? [];
		const kept = slots[configSlots];
		if (own === undefined || verifier === undefined || kept === undefined)
			throw new Fault("no-proof-window", "not all of it is proved");
		if (own.header.value.blockHash !== verifier.header.value.blockHash)
			throw new Fault("no-proof-window", "captured at several blocks");
		const config = concludeReferenceConfig(profile, [
			...slots.slice(0, configSlots),
			verifier.account,
		]);
		const { lastProven } = config.value;
		return lastProven === hint ? { config, kept } : lastProven;
	};
	const headerFactsAt = async (
		header: Verified<Header>,
		signal: AbortSignal | undefined,
	): Promise<HeaderFacts> => {
		const at = async (hint: number): Promise<HeaderFacts | number | null> => {
			const wanted = referenceWanted(profile, hint);
			const found = await l1.proveSome(header, wanted, signal);
			const all = found.filter((proved) => proved !== null);
			return all.length === wanted.length ? headerFactsOf(all, hint) : null;
		};
		for (const hint of hints) {
			let headerFacts = await at(hint);
			// Proved at the header itself, with another last batch: then so is that one's hash.
			if (typeof headerFacts === "number") headerFacts = await at(headerFacts);
			if (headerFacts !== null && typeof headerFacts !== "number")
				return headerFacts;
		}
		const [hint = anchor.batch] = hints;
		const wanted = referenceWanted(profile, hint);
		const headerFacts = headerFactsOf(
			await l1.prove(header, wanted, signal),
			hint,
		);
		if (typeof headerFacts !== "number") return headerFacts;
		throw new Fault(
			"no-proof-window",
			`batch ${headerFacts} is captured only now`,
		);
	};

	// --- the batches up to the last proven one
	const known = new Map<number, StatedBatch>();
	const askBatch = async (
		{ name, client }: Member<ReferenceNode>,
		number: number,
		signal: AbortSignal | undefined,
	): Promise<StatedBatch> => {
		const { value } = await client.batch(number, signal);
		if (value === null || value.committedAt === null)
			throw new Fault("not-anchored", `has no batch ${number}`, name);
		const { committedAt, operations, blob, proveTransaction, ...rest } = value;
		const { commitTransaction, ...batch } = rest;
		return {
			batch: { ...batch, committedAtS: committedAt },
			proveTransaction,
		};
	};
	const collect = async (
		member: Member<ReferenceNode>,
		[first, last]: readonly [number, number],
		isFresh: boolean,
		signal: AbortSignal | undefined,
	): Promise<readonly ReferenceBatch[]> => {
		const batches: ReferenceBatch[] = [];
		for (let number = first; number <= last; number++) {
			const old = isFresh ? undefined : known.get(number);
			const one = old ?? (await askBatch(member, number, signal));
			if (old === undefined) known.set(number, one);
			batches.push(one.batch);
		}
		return batches;
	};
	/** What an L1 endpoint says is the hash of a batch: where a chain could begin, and whether a node could know better. */
	const statedHash = async (
		batch: number,
		signal: AbortSignal | undefined,
	): Promise<Hex> => {
		const key = batchHashSlot(profile, batch);
		const wanted = [{ address: rollup, slots: [key] }];
		const [claim] = await l1.capture(wanted, signal);
		const slot = claim?.storageProof.find((one) => one.key === key);
		return wordHex(slot?.value ?? 0n);
	};
	const fits = (witness: ReferenceRootWitness, last: number, kept: Hex) => {
		try {
			return endOf(witness, last) === kept;
		} catch (thrown) {
			if (asFault(thrown).code === "l2-batch") return false;
			throw thrown;
		}
	};
	/** The batches from the anchor; where those do not lead here, or are too many, the last alone. */
	const spanOf = (
		last: number,
		kept: Hex,
		signal: AbortSignal | undefined,
	): Promise<ReferenceRootWitness> =>
		l2.first(async (member) => {
			const lie = new Fault(
				"l2-batch",
				`the batches up to ${last} do not have the hash ${kept}`,
				member.name,
			);
			const previous = anchor.batchHash;
			const count = last - anchor.batch;
			if (count > 0 && count <= mostBatches) {
				for (const isFresh of [false, true]) {
					const span = [anchor.batch + 1, last] as const;
					const batches = await collect(member, span, isFresh, signal);
					const witness = { previous, batches };
					if (fits(witness, last, kept)) return witness;
				}
				// The node is wrong, unless this L1 has another history than the profile.
				if ((await statedHash(anchor.batch, signal)) === previous) throw lie;
			}
			const batches = await collect(member, [last, last], true, signal);
			const before = await statedHash(last - 1, signal);
			const witness = { previous: before, batches };
			if (!fits(witness, last, kept)) throw lie;
			return witness;
		});
	const rootAt = async (
		{ config, kept }: HeaderFacts,
		signal: AbortSignal | undefined,
	): Promise<Verified<ReferenceRoot>> => {
		const { lastProven } = config.value;
		if (lastProven < anchor.batch)
			throw new Fault(
				"not-anchored",
				`batch ${lastProven} is proven, the profile's anchor is ${anchor.batch}`,
			);
		const hash = wordHex(kept.value.word);
		const witness =
			lastProven === 0
				? { previous: hash, batches: [] }
				: await spanOf(lastProven, hash, signal);
		for (const number of known.keys())
			if (number <= anchor.batch || number > lastProven) known.delete(number);
		return concludeReferenceRoot([config, kept], witness);
	};

	// --- validity proofs, by the hash of their batch
	const proofs = new Map<Hex, ReferenceProof>();

	/** That the proof is none, by its own bytes: the same whenever and wherever it is looked at. */
	const saysFalse = ({ code }: Fault): boolean =>
		code === "recheck-failed" ||
		code === "recheck-point" ||
		code === "recheck-input";

	type Checked =
		| { readonly proof: ReferenceProof }
		| { readonly failed: Omit<ReferenceFailure, "root"> }
		| { readonly missing: Fault };
	/** Looks for the proof of a batch by the word of one node after the other until one holds. */
	const proofOf = async (
		header: Verified<Header>,
		batch: ReferenceBatch,
		notes: Fault[],
		signal: AbortSignal | undefined,
	): Promise<Checked> => {
		const { number } = batch;
		const words = [
			async () => known.get(number)?.proveTransaction ?? null,
			...l2
				.active()
				.map(
					(member) => async () =>
						(await askBatch(member, number, signal)).proveTransaction,
				),
		];
		const tried = new Set<Hex>();
		let missing = new Fault(
			"not-rechecked",
			`no node names the transaction that proved batch ${number}`,
		);
		for (const word of words) {
			try {
				const stated = await word();
				if (stated === null || tried.has(stated)) continue;
				tried.add(stated);
				const found = await findProof(header, batch, stated, signal);
				const { proof, accepted } = found;
				try {
					await recheck.check(profile, batch, proof);
					return { proof: { batch: number, proof } };
				} catch (thrown) {
					const fault = noted(notes, thrown);
					// A call that L1 may have refused proves nothing against L1: another node may know the right one.
					missing = fault;
					// What says nothing of the proof, as a kernel that cannot compute, stops a rollup no more than silence does.
					if (accepted === null || !saysFalse(fault)) continue;
					const failed = { fault, batch: number, proof };
					return { failed: { ...failed, transaction: accepted } };
				}
			} catch (thrown) {
				missing = noted(notes, thrown);
			}
		}
		return { missing };
	};

	/** The batches' hashes, in order. */
	const hashesOf = ({ start, batches }: ReferenceRoot): readonly Hex[] => {
		let chained = start.batchHash;
		return batches.map((batch) => {
			chained = batchHash(chained, batch);
			return chained;
		});
	};

	const recheckAt = async (
		header: Verified<Header>,
		root: Verified<ReferenceRoot>,
		notes: Fault[],
		signal: AbortSignal | undefined,
	): Promise<Pick<ReferenceNews, "root" | "unchecked" | "failed">> => {
		const { batches, start, blockNumber, blockHash } = root.value;
		const plain = (
			unchecked: Fault,
			failed: ReferenceFailure | null = null,
		) => ({
			root,
			unchecked,
			failed,
		});
		if (blockNumber === anchor.batch && blockHash === anchor.batchHash)
			return plain(
				new Fault("not-rechecked", "no batch was proven since the anchor"),
			);
		const hashes = hashesOf(root.value);
		for (const hash of proofs.keys())
			if (!hashes.includes(hash)) proofs.delete(hash);
		// Batches that begin elsewhere are a gap whatever their proofs: none is looked for.
		const isSpan =
			start.batch === anchor.batch && start.batchHash === anchor.batchHash;
		let round = 0;
		for (const [i, batch] of isSpan ? batches.entries() : []) {
			const hash = hashes[i] ?? "0x";
			if (proofs.has(hash)) continue;
			if (round === mostProofsARound)
				return plain(
					new Fault(
						"not-rechecked",
						`${i} of ${batches.length} proofs are checked`,
					),
				);
			round++;
			const found = await proofOf(header, batch, notes, signal);
			if ("missing" in found) return plain(found.missing);
			if ("failed" in found)
				return plain(found.failed.fault, { ...found.failed, root });
			proofs.set(hash, found.proof);
		}
		try {
			const given = hashes.flatMap((hash) => proofs.get(hash) ?? []);
			const checked = await recheck.conclude(root, given);
			return { root: checked, unchecked: null, failed: null };
		} catch (thrown) {
			return plain(noted(notes, thrown));
		}
	};

	// --- what the batches did
	const read = new Map<Hex, Verified<ReferenceData>>();
	/** Why a batch's data was not read, and for how many rounds that stands. */
	const missed = new Map<Hex, { readonly fault: Fault; rounds: number }>();
	const dataAt = async (
		root: Verified<ReferenceRoot>,
		signal: AbortSignal | undefined,
	): Promise<Pick<ReferenceNews, "data" | "unread">> => {
		const hashes = hashesOf(root.value);
		for (const kept of [read, missed])
			for (const hash of kept.keys())
				if (!hashes.includes(hash)) kept.delete(hash);
		const data: Verified<ReferenceData>[] = [];
		const unread: { batch: number; fault: Fault }[] = [];
		const newest = root.value.batches
			.map(({ number }, i) => ({ number, hash: hashes[i] ?? "0x" }))
			.slice(-mostDataRead)
			.reverse();
		for (const { number, hash } of newest) {
			const before = missed.get(hash);
			if (before !== undefined && before.rounds-- > 0) {
				unread.push({ batch: number, fault: before.fault });
				continue;
			}
			try {
				const found =
					read.get(hash) ?? (await readData(root, number, l2, blobs, signal));
				read.set(hash, found);
				missed.delete(hash);
				data.push(found);
			} catch (thrown) {
				const fault = asFault(thrown);
				if (isOurs(fault)) throw fault;
				// What the true blob holds does not change.
				const rounds =
					fault.code === "blob-data" ? Number.POSITIVE_INFINITY : roundsBetween;
				missed.set(hash, { fault, rounds });
				unread.push({ batch: number, fault });
			}
		}
		return { data, unread };
	};

	const newest: ReferenceRollup["newest"] = async (header, signal) => {
		const notes: Fault[] = [];
		const headerFacts = await headerFactsAt(header, signal);
		const accepted = await rootAt(headerFacts, signal);
		const checked = await recheckAt(header, accepted, notes, signal);
		const data = await dataAt(accepted, signal);
		return { config: headerFacts.config, ...checked, ...data, notes };
	};

	const account: ReferenceRollup["account"] = async (root, who, signal) => {
		let nobody = 0;
		const asked = l2.active().length;
		try {
			return await l2.first(async ({ name, client }) => {
				const { value } = await client.account(
					who,
					root.value.blockNumber,
					signal,
				);
				if (value === null) {
					nobody++;
					throw new Fault("not-anchored", "knows no such account", name);
				}
				checkAsked(who, value);
				return servedBy(concludeReferenceAccount(root, value), name);
			});
		} catch (thrown) {
			if (asked > 0 && nobody === asked) return null;
			throw thrown;
		}
	};

	return { profile, captureAhead, newest, account };
};
