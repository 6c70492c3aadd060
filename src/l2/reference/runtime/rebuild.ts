// What batches of the reference rollup did, from whoever still has it: a node of the rollup, or L1's events and the blobs
// of beacon nodes, which are there for some eighteen days. All of it is a claim. The one judge is what L1 holds as proven:
// operations are taken when they lead from a proven root to the next, or to a proven root of withdrawals, and no other
// operations do. So neither blob nor event has to be believed, and with every node of the rollup dead the state is built
// again from L1 alone.
// Source: test/network/reference/README.md, "Batch" and "On L1" (events).

import { fromHex, type Hex, toHex } from "../../../base/bytes.ts";
import { asFault, Fault, isOurs } from "../../../base/fault.ts";
import { eventTopic } from "../../../crypto/selector.ts";
import { versionedHash } from "../../../proof/kzg.ts";
import type { BlobClaim, BlobSource } from "../../../source/blobs.ts";
import type { Execution } from "../../../source/execution.ts";
import type { Member } from "../../../source/pool.ts";
import { decodeHeader } from "../../../state/header.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import { checkBlob } from "../checks/data.ts";
import { nodesOf, type ReferenceNode } from "../checks/node.ts";
import { operationsIn, operationWitness } from "../checks/operation.ts";
import type { ReferenceOperation } from "../checks/values.ts";
import type { ReferenceExitContext } from "./context.ts";
import { placesOf, readSlots } from "./facts.ts";
import type { ReferenceTree } from "./tree.ts";

type RebuildContext = Pick<
	ReferenceExitContext,
	"profile" | "l1" | "nodes" | "blobs"
>;

/** Gives what the operations lead to. @throws blob-data when they do not lead where L1 says */
type Accept<T> = (operations: readonly ReferenceOperation[]) => T;

const committedTopic = eventTopic("Committed(uint256,bytes32)");

/** Blocks an endpoint is asked about at once, and how many such spans: some four years of L1. */
const span = 10_000;
const mostSpans = 1_000;

/**
 * Events of the rollup's contract as one endpoint states them, from the newest block back until `isEnough`.
 * @throws what the endpoint fails with; too-slow when that is too far back
 */
export const eventsBack = async <T>(
	{ profile }: Pick<RebuildContext, "profile">,
	{ name, client }: Member<Execution>,
	topics: readonly (Hex | null)[],
	read: (log: {
		readonly topics: readonly Hex[];
		readonly data: Hex;
		readonly blockNumber: number;
	}) => T,
	isEnough: (found: readonly T[]) => boolean,
): Promise<readonly T[]> => {
	const first = profile.firstBlock ?? 0;
	const head = await client.header("latest");
	let found: readonly T[] = [];
	let toBlock = head.value.number;
	for (let spans = 0; toBlock >= first; spans++) {
		if (spans === mostSpans)
			throw new Fault(
				"too-slow",
				`shows no such event since block ${toBlock}`,
				name,
			);
		const fromBlock = Math.max(first, toBlock - span + 1);
		const { value } = await client.logs({
			address: profile.contracts.rollup.address,
			topics,
			fromBlock,
			toBlock,
		});
		found = [...value.map(read), ...found];
		if (isEnough(found)) break;
		toBlock = fromBlock - 1;
	}
	return found;
};

type Commit = {
	readonly batch: number;
	readonly blobHash: Hex;
	readonly blockNumber: number;
};

/** The blob of that hash as a beacon node gives it; null when it has none. */
const blobIn = (blobs: readonly BlobClaim[], blobHash: Hex): BlobClaim | null =>
	blobs.find(
		({ commitment }) =>
			toHex(versionedHash(fromHex(commitment, 48))) === blobHash,
	) ?? null;

/** Where the content of a batch was committed to L1, as one endpoint's events say: read once for each. */
class StatedCommits {
	readonly #context: RebuildContext;
	readonly #first: number;
	readonly #byEndpoint = new Map<string, Promise<readonly Commit[]>>();

	constructor(context: RebuildContext, first: number) {
		this.#context = context;
		this.#first = first;
	}

	/** @throws data-missing when its events name none; what the endpoint fails with */
	async of(member: Member<Execution>, batch: number): Promise<Commit> {
		const { name } = member;
		const known = this.#byEndpoint.get(name) ?? this.#read(member);
		this.#byEndpoint.set(name, known);
		const commit = (await known).find((one) => one.batch === batch);
		if (commit === undefined)
			throw new Fault("data-missing", `no commit of ${batch}`, name);
		return commit;
	}

	#read(member: Member<Execution>): Promise<readonly Commit[]> {
		return eventsBack<Commit>(
			this.#context,
			member,
			[committedTopic],
			({ topics, data, blockNumber }) => {
				const [, batch] = topics;
				if (batch === undefined || data.length !== 66)
					throw new Fault("bad-field", "an event of other shape", member.name);
				return { batch: Number(BigInt(batch)), blobHash: data, blockNumber };
			},
			(found) => found.some(({ batch }) => batch <= this.#first),
		);
	}
}

/** Why one source after the other did not have it. */
class Reasons {
	readonly #why: string[] = [];

	add(why: string): void {
		this.#why.push(why);
	}

	/** The fault of somebody else. @throws what is our own fault */
	noted(thrown: unknown, name: string): Fault {
		const fault = asFault(thrown, name);
		if (isOurs(fault)) throw fault;
		this.#why.push(fault.detail);
		return fault;
	}

	get first(): string | undefined {
		return this.#why[0];
	}
}

/** @throws data-missing when the node does not have it; what `accept` throws */
const readFromNode = async <T>(
	{ name, client }: Member<ReferenceNode>,
	batch: number,
	accept: Accept<T>,
): Promise<T> => {
	const { value } = await client.batch(batch);
	if (value === null || value.operations.length === 0)
		throw new Fault("data-missing", `no batch ${batch}`, name);
	return accept(
		value.operations.map(({ amount, ...rest }, i) =>
			operationWitness({ ...rest, amount: wordHex(amount) }, `operation ${i}`),
		),
	);
};

/** What was made of a batch's operations; that may be null. */
type BatchResult<T> = { readonly value: T };

/** What is taken; or null when the blob is the batch's own and its operations are not taken. @throws what speaks against the claim */
const readFromClaim = <T>(
	{ profile }: RebuildContext,
	batch: number,
	blobHash: Hex,
	{ data, commitment, proof }: BlobClaim,
	accept: Accept<T>,
	reasons: Reasons,
): BatchResult<T> | null => {
	try {
		const operations = operationsIn(fromHex(data), profile.operationsPerBatch);
		return { value: accept(operations) };
	} catch (thrown) {
		const { code, detail } = asFault(thrown);
		if (code !== "blob-data") throw thrown;
		// The beacon node's doing, or that of whoever named the blob.
		checkBlob(batch, blobHash, fromHex(data), commitment, proof);
		reasons.add(`${detail} (blob ${blobHash})`);
		return null;
	}
};

/** From the blob of the batch as one L1 endpoint names it and beacon nodes give it. @throws what the L1 endpoint fails with */
const readFromBlobs = async <T>(
	context: RebuildContext,
	blobs: BlobSource,
	member: Member<Execution>,
	commit: Commit,
	accept: Accept<T>,
	reasons: Reasons,
): Promise<BatchResult<T> | null> => {
	const { batch, blobHash, blockNumber: number } = commit;
	const header = await member.client.header({ number });
	const { timestampS } = decodeHeader(fromHex(header.value.rlp));
	for (const { name, client } of blobs.pool.active())
		try {
			const { value } = await client.blobs(blobs.slotAt(timestampS));
			const claim = blobIn(value, blobHash);
			if (claim === null)
				throw new Fault("data-missing", `no blob of batch ${batch}`, name);
			const taken = readFromClaim(
				context,
				batch,
				blobHash,
				claim,
				accept,
				reasons,
			);
			if (taken !== null) return taken;
		} catch (thrown) {
			blobs.pool.blame(name, reasons.noted(thrown, name));
		}
	return null;
};

export type BatchReader = {
	/**
	 * What the batch did, as the first source says whose operations `accept` takes.
	 * @throws data-missing when no source has such
	 */
	readonly read: <T>(batch: number, accept: Accept<T>) => Promise<T>;
};

/** @param first the first batch that will be asked for */
export const openBatches = (
	context: RebuildContext,
	first: number,
): BatchReader => {
	const { l1, blobs } = context;
	const nodes = nodesOf(context);
	const commits = new StatedCommits(context, first);
	return {
		read: async (batch, accept) => {
			const reasons = new Reasons();
			for (const member of nodes.active())
				try {
					return await readFromNode(member, batch, accept);
				} catch (thrown) {
					// Not set aside for it: after a reorg of L1 it may be right about another batch of that number.
					nodes.note(member.name, reasons.noted(thrown, member.name));
				}
			if (blobs !== undefined)
				for (const member of l1.pool.active())
					try {
						const taken = await readFromBlobs(
							context,
							blobs,
							member,
							await commits.of(member, batch),
							accept,
							reasons,
						);
						if (taken !== null) return taken.value;
					} catch (thrown) {
						l1.pool.note(member.name, reasons.noted(thrown, member.name));
					}
			throw new Fault(
				"data-missing",
				`batch ${batch}: ${reasons.first ?? "no endpoint is left that could have it"}`,
			);
		},
	};
};

/** Batches that are applied in one go. */
export const mostFollowed = 32;

/**
 * The tree after batch `to`, from `tree` after batch `from` on: every step leads to the root that L1 holds as proven after
 * that batch. After at most `mostFollowed` batches it ends, and says where.
 * @throws data-missing when nobody has what a batch did, beside what was reached; what the reader of L1 throws
 */
export const followTree = async (
	context: RebuildContext,
	tree: ReferenceTree,
	from: number,
	to: number,
): Promise<{
	readonly tree: ReferenceTree;
	readonly batch: number;
	/** Why it went no further; null when it did, or only rested. */
	readonly missing: Fault | null;
}> => {
	const places = placesOf(context.profile);
	const last = Math.min(to, from + mostFollowed);
	const numbers = Array.from({ length: last - from + 1 }, (_, i) => from + i);
	const { word, config } = await readSlots(
		context,
		"latest",
		numbers.map(places.stateRoot),
	);
	const rootAfter = (batch: number): Hex =>
		wordHex(word(places.stateRoot(batch)));
	if (config.lastProven < last || rootAfter(from) !== tree.root)
		throw new Fault(
			"exit-evidence",
			`the state kept after batch ${from} has the root ${tree.root}, L1 holds ${rootAfter(from)}`,
		);
	const batches = openBatches(context, from + 1);
	let reached = tree;
	for (let batch = from + 1; batch <= last; batch++) {
		const before = reached;
		try {
			reached = await batches.read(batch, (operations) => {
				const next = operations.reduce(
					(state, operation) => state.after(operation),
					before,
				);
				const wanted = rootAfter(batch);
				if (next.root !== wanted)
					throw new Fault(
						"blob-data",
						`the operations of batch ${batch} lead to ${next.root}, proven is ${wanted}`,
					);
				return next;
			});
		} catch (thrown) {
			const fault = asFault(thrown);
			if (fault.code !== "data-missing") throw fault;
			return { tree: before, batch: batch - 1, missing: fault };
		}
	}
	return { tree: reached, batch: last, missing: null };
};
