// Reading Ethereum: every answer under a header that the light client verified. Nodes prove few blocks, so a read of the
// newest state may have to wait for the header that commits to the proofs taken now (state/capture.ts).

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { Head } from "../l1/values.ts";
import type { Execution } from "../source/execution.ts";
import type { Pool } from "../source/pool.ts";
import type { Clock } from "../source/ports.ts";
import { proveTransactions } from "../state/block.ts";
import type { Capture, ProvedAccount } from "../state/capture.ts";
import { headerOfHead } from "../state/header.ts";
import { minedIn, type TransactionInBlock } from "../state/mined.ts";
import type { Header } from "../state/values.ts";
import {
	type HeaderCache,
	mostSteps,
	walkBack,
	wholeHeader,
} from "../state/walk.ts";
import type { Finality } from "../trust/grade.ts";
import type { Verified } from "../trust/verified.ts";
import type { Reader, Reading, Tag } from "./reader.ts";

export type L1ReaderTools = {
	readonly chainId: number;
	readonly slotMs: number;
	readonly clock: Clock;
	readonly pool: Pool<Execution>;
	readonly capture: Capture;
	readonly headerCache: HeaderCache;
	/** @throws not-synced before there is one */
	readonly head: (finality: Finality) => Verified<Head>;
	/** Resolves at the next new head, or after the time. */
	readonly nextHead: (withinMs: number, signal?: AbortSignal) => Promise<void>;
};

/** Proofs taken now are committed to by the block after next at the latest, unless slots are missed: a few more, then. */
const patienceSlots = 5;

class L1Reader implements Reader<Header> {
	readonly #tools: L1ReaderTools;
	readonly #headers = new WeakMap<Verified<Head>, Verified<Header>>();
	readonly chainId: Reader<Header>["chainId"];

	constructor(tools: L1ReaderTools) {
		this.#tools = tools;
		this.chainId = this.#tools.chainId;
	}

	/** The head's execution header; from Gloas on its bytes have to be asked for. */
	async #headerOf(head: Verified<Head>): Promise<Verified<Header>> {
		const known = this.#headers.get(head);
		if (known !== undefined) return known;
		const { payload, blockHash } = head.value.execution;
		const header =
			payload !== null
				? headerOfHead(head)
				: await this.#tools.pool.first(async ({ client }) => {
						const { value } = await client.header({ hash: blockHash });
						return headerOfHead(head, value.rlp);
					});
		this.#headers.set(head, header);
		return header;
	}

	#newest(): Promise<Verified<Header>> {
		return this.#headerOf(this.#tools.head("optimistic"));
	}

	/** The ancestor of `from` at that height. @throws unverifiable-method when it is above, or further back than one may walk */
	async #ancestor(
		from: Verified<Header>,
		number: number,
	): Promise<Verified<Header>> {
		const back = from.value.blockNumber - number;
		if (back < 0 || back > mostSteps)
			throw new Fault(
				"unverifiable-method",
				`block ${number}: verified are ${from.value.blockNumber - mostSteps} to ${from.value.blockNumber}`,
			);
		return back === 0
			? from
			: walkBack(from, number, this.#tools.pool, this.#tools.headerCache);
	}

	readonly basis: Reader<Header>["basis"] = async (
		tag: Tag,
	): Promise<Verified<Header>> => {
		if (tag === "latest") return this.#newest();
		if (tag === "final") return this.#headerOf(this.#tools.head("final"));
		return this.#ancestor(await this.#newest(), tag);
	};

	#readingOf(proved: readonly ProvedAccount[]): Reading<Header> {
		const [first] = proved;
		if (first === undefined) throw new RangeError('"wanted" is empty');
		return { basis: first.header, reads: proved };
	}

	readonly read: Reader<Header>["read"] = async (wanted, tag, signal) => {
		if (tag !== "latest")
			return this.#readingOf(
				await this.#tools.capture.prove(
					await this.basis(tag),
					wanted,
					signal,
					// what is asked of a block is not answered from another
					tag === "final" ? 0 : tag,
				),
			);
		const asked = (await this.#newest()).value.blockNumber;
		const until =
			this.#tools.clock.ticksMs() + patienceSlots * this.#tools.slotMs;
		let newest: Hex | null = null;
		const refused = new Map<Hex | null, Fault>();
		for (;;) {
			try {
				const header = await this.#newest();
				// a block that nobody proves any more is proved by nobody later: only another one is worth a question
				newest = header.value.blockHash;
				const before = refused.get(newest);
				if (before !== undefined) throw before;
				// after a reorg the newest may be lower
				const least = Math.min(asked, header.value.blockNumber);
				return this.#readingOf(
					await this.#tools.capture.prove(header, wanted, signal, least),
				);
			} catch (thrown) {
				const left = until - this.#tools.clock.ticksMs();
				const early =
					thrown instanceof Fault &&
					(thrown.code === "no-proof-window" || thrown.code === "not-anchored");
				if (!early || left <= 0) throw thrown;
				if (thrown.code === "no-proof-window") refused.set(newest, thrown);
				await this.#tools.nextHead(Math.min(left, this.#tools.slotMs), signal);
			}
		}
	};

	readonly block: Reader<Header>["block"] = async (tag) => {
		const header = await wholeHeader(await this.basis(tag), this.#tools.pool);
		return this.#tools.pool.first(async ({ client }) => {
			const { value } = await client.block({ hash: header.value.blockHash });
			// empty `hashes`: the whole list is compared with the root, nothing is picked out
			proveTransactions(header, value.transactions, []);
			this.#tools.headerCache.put(value);
			const rlp = this.#tools.headerCache.get(header.value.blockHash);
			if (rlp === undefined)
				throw new Fault(
					"header-hash",
					`another block than ${header.value.blockHash}`,
				);
			return { header, rlp, transactions: value.transactions };
		});
	};

	readonly receipt: Reader<Header>["receipt"] = async (hash, tag) => {
		const top = await this.basis(tag);
		const hints = await this.#tools.pool.all(
			async ({ client }) => (await client.receiptHint(hash)).value,
		);
		const places = new Set(
			hints.flatMap((hint) => (hint === null ? [] : [hint.blockNumber])),
		);
		for (const number of places) {
			const back = top.value.blockNumber - number;
			if (back < 0 || back > mostSteps) continue;
			const mined = await this.#minedAt(
				await this.#ancestor(top, number),
				hash,
			);
			if (mined !== null) return mined;
		}
		return null;
	};

	/** The transaction in that very block; null when the block is proved not to have it. */
	async #minedAt(
		at: Verified<Header>,
		hash: Hex,
	): Promise<TransactionInBlock | null> {
		const { pool } = this.#tools;
		return minedIn(pool, await wholeHeader(at, pool), hash);
	}
}

export const openL1Reader = (tools: L1ReaderTools): Reader<Header> =>
	new L1Reader(tools);
