// What has to be on disk for the light client to go on after a restart: where it stands, and how the signer gets to the newest
// checkpoint.

import type { Hex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { evidenceOf, evidenceText } from "../evidence/evidence.ts";
import { decodeSaved } from "../l1/saved.ts";
import type { Sync, SyncStart } from "../l1/sync.ts";
import type { Head } from "../l1/values.ts";
import type { Store } from "../source/ports.ts";
import type { Verified } from "../trust/verified.ts";

const mostAnchors = 32;
const storedAnchors = d.list(d.text(16_000_000), mostAnchors);

/** What the signer was still to take when the engine stopped. */
const readAnchors = async (
	store: Store,
	network: string,
): Promise<readonly string[]> => {
	const stored = await store.get("evidence", `anchors.${network}`);
	if (stored === undefined) return [];
	try {
		return storedAnchors(d.parseJson(stored), "anchors");
	} catch {
		// what does not decode is lost; accepting a checkpoint anew sets the signer right
		return [];
	}
};

export const readStart = async (
	store: Store,
	network: string,
	root: Hex,
): Promise<SyncStart> => {
	const text = await store.get("evidence", `sync.${network}`);
	if (text === undefined) return { root };
	try {
		const saved = decodeSaved(d.parseJson(text));
		return saved.root === root ? { saved } : { root };
	} catch {
		// what does not decode is lost; the root alone is enough to begin again
		return { root };
	}
};

export class SyncRecord {
	readonly #store: Store;
	readonly #network: string;
	readonly #finals = new Map<Hex, Verified<Head>>();
	#anchors: readonly string[];
	#checkpointRoot: Hex | null = null;
	#isSaved = true;

	constructor(store: Store, network: string, anchors: readonly string[]) {
		this.#store = store;
		this.#network = network;
		this.#anchors = anchors;
	}

	/** A new final head: it may become the next checkpoint. */
	noteFinal(head: Verified<Head>): void {
		this.#finals.set(head.value.root, head);
		for (const root of [...this.#finals.keys()].slice(0, -8))
			this.#finals.delete(root);
	}

	/** There is more to save than was saved. */
	noteUnsaved(): void {
		this.#isSaved = false;
	}

	/**
	 * A checkpoint that replaced the one before: the signer takes it by evidence from that one. The first round may do so
	 * already, after a long absence; so it is the evidence that says where it starts, not what this engine saw before.
	 */
	noteAnchor(sync: Pick<Sync, "checkpoint">): void {
		const now = sync.checkpoint()?.value.root ?? null;
		if (now === null || now === this.#checkpointRoot) return;
		this.#checkpointRoot = now;
		const proof = this.#finals.get(now);
		if (proof === undefined) return;
		const evidence = evidenceOf(proof);
		if (evidence.checkpoint === now) return;
		this.#anchors = [...this.#anchors, evidenceText(evidence)].slice(
			-mostAnchors,
		);
		this.#isSaved = false;
	}

	/** Evidence for the signer, oldest first. */
	get anchors(): readonly string[] {
		return this.#anchors;
	}

	/** The signer has it. On disk when it resolves. @throws storage */
	async anchorTaken(evidence: string): Promise<void> {
		this.#anchors = this.#anchors.filter((other) => other !== evidence);
		await this.#store.putAll([this.#anchorsRow()]);
	}

	/** On disk when it resolves; what could not be written is tried again the next time. @throws storage */
	async save(sync: Pick<Sync, "saveable">): Promise<void> {
		if (this.#isSaved) return;
		const saved = sync.saveable();
		if (saved === null) return;
		this.#isSaved = true;
		try {
			await this.#store.putAll([
				{
					table: "evidence",
					key: `sync.${this.#network}`,
					value: JSON.stringify(saved),
				},
				{ table: "trusted", key: this.#network, value: saved.root },
				this.#anchorsRow(),
			]);
		} catch (thrown) {
			this.#isSaved = false;
			throw thrown;
		}
	}

	#anchorsRow() {
		return {
			table: "evidence" as const,
			key: `anchors.${this.#network}`,
			value: this.#anchors.length === 0 ? null : JSON.stringify(this.#anchors),
		};
	}
}

/** @throws storage */
export const openSyncRecord = async (
	store: Store,
	network: string,
): Promise<SyncRecord> =>
	new SyncRecord(store, network, await readAnchors(store, network));
