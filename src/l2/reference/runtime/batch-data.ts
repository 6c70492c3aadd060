// What the newest batches of the reference rollup did: read once, and asked for again now and then where nobody gave it.

import type { Hex } from "../../../base/bytes.ts";
import { asFault, type Fault, isOurs } from "../../../base/fault.ts";
import type { BlobSource } from "../../../source/blobs.ts";
import type { Pool } from "../../../source/pool.ts";
import type { Verified } from "../../../trust/verified.ts";
import type { ReferenceNode } from "../checks/node.ts";
import type { ReferenceData, ReferenceRoot } from "../checks/values.ts";
import { hashesOf } from "./batch-proofs.ts";
import { readData } from "./blob.ts";

export type DataNews = {
	/** What the root's newest batches did, newest first, as far as their data was read. */
	readonly data: readonly Verified<ReferenceData>[];
	/** Of those, the batches whose data could not be read or is not what was proved, and why. */
	readonly unread: readonly { readonly batch: number; readonly fault: Fault }[];
};

/** The newest batches whose data is read. */
const mostDataRead = 8;
/** Data that nobody gave is asked for again in one of so many rounds: it is a quarter of a megabyte each time. */
const roundsBetween = 10;

export class BatchData {
	readonly #l2: Pool<ReferenceNode>;
	readonly #blobs: BlobSource | null;
	readonly #read = new Map<Hex, Verified<ReferenceData>>();
	/** Why a batch's data was not read, and for how many rounds that stands. */
	readonly #missed = new Map<Hex, { readonly fault: Fault; rounds: number }>();

	constructor(l2: Pool<ReferenceNode>, blobs: BlobSource | null) {
		this.#l2 = l2;
		this.#blobs = blobs;
	}

	/** Of the root's newest batches, one round. */
	async under(
		root: Verified<ReferenceRoot>,
		signal: AbortSignal | undefined,
	): Promise<DataNews> {
		const hashes = hashesOf(root.value);
		for (const kept of [this.#read, this.#missed])
			for (const hash of kept.keys())
				if (!hashes.includes(hash)) kept.delete(hash);
		const data: Verified<ReferenceData>[] = [];
		const unread: { batch: number; fault: Fault }[] = [];
		const newest = root.value.batches
			.map(({ number }, i) => ({ number, hash: hashes[i] ?? "0x" }))
			.slice(-mostDataRead)
			.reverse();
		for (const { number, hash } of newest) {
			const before = this.#missed.get(hash);
			if (before !== undefined && before.rounds-- > 0) {
				unread.push({ batch: number, fault: before.fault });
				continue;
			}
			try {
				const found =
					this.#read.get(hash) ??
					(await readData(root, number, this.#l2, this.#blobs, signal));
				this.#read.set(hash, found);
				this.#missed.delete(hash);
				data.push(found);
			} catch (thrown) {
				unread.push({ batch: number, fault: this.#miss(hash, thrown) });
			}
		}
		return { data, unread };
	}

	/** @throws what is our own fault */
	#miss(hash: Hex, thrown: unknown): Fault {
		const fault = asFault(thrown);
		if (isOurs(fault)) throw fault;
		// What the true blob holds does not change.
		const rounds =
			fault.code === "blob-data" ? Number.POSITIVE_INFINITY : roundsBetween;
		this.#missed.set(hash, { fault, rounds });
		return fault;
	}
}
