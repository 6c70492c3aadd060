// The search for a signed transaction in what the batcher wrote to L1, step by step under final headers: block after block, each proved
// and its list of transactions rebuilt, their batches out of calldata and blobs. Which blocks to read endpoints say, and may be wrong:
// then less is found. It concludes nothing itself.

import { fromHex, type Hex, toHex, toQuantity } from "../../../base/bytes.ts";
import { asFault, Fault } from "../../../base/fault.ts";
import { unpack } from "../../../base/unpack.ts";
import { versionedHash } from "../../../proof/kzg.ts";
import type { BlobClaim } from "../../../source/blobs.ts";
import { looseNumber } from "../../../source/quantity.ts";
import { proveTransactions } from "../../../state/block.ts";
import {
	historyAddress,
	historyHeader,
	historySlot,
	historyWindow,
} from "../../../state/history.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import type { Header, MinedTransaction } from "../../../state/values.ts";
import {
	mostSteps,
	openHeaderCache,
	walkBack,
	wholeHeader,
} from "../../../state/walk.ts";
import type { Verified } from "../../../trust/verified.ts";
import type { PostedParts, PostedSearch, SearchState } from "../../posted.ts";
import { contractPremises } from "../../proved.ts";
import { blobData, type Frame, readFrames } from "../checks/blob.ts";
import {
	channelBatches,
	channelTimeout,
	openChannelBank,
} from "../checks/channel.ts";
import {
	type BatcherTransaction,
	batcherOf,
	batcherTransactions,
	batcherWanted,
	blobQuestion,
	holdsTransaction,
	type WantedTransaction,
	wantedOf,
} from "../checks/posted.ts";
import type { OpRegistryProfile } from "../checks/registry-profile.ts";

/** More than a channel may be open for, so that each step comes to the end of one. */
const blocksAStep = channelTimeout + 14;
/** Of blocks and blobs that a step asks for: a block of mainnet has some 0.2 MB. */
const bytesAStep = 12_000_000;
/** Of what batchers sent, kept for the next step and for other orders. */
const bytesKept = 16_000_000;

/** One transaction of the batcher's, proved, with what it sent. */
type Submission = {
	readonly mined: Verified<MinedTransaction>;
	readonly frames: readonly (readonly Frame[])[];
	readonly bytes: number;
};

/** Those frames; none where the bytes are no batcher's: the rules pass over such, and go on. */
const readable = (read: () => readonly Frame[]): readonly Frame[] => {
	try {
		return read();
	} catch (thrown) {
		if (asFault(thrown).kind === "malformed") return [];
		throw thrown;
	}
};

/** What nodes put where they have no proof: nothing, or the point at infinity. */
const noProof = /^0x(c0|00)0+$/;

/** @throws blob-commitment; blob-unproven where the node has no proof for it */
const checkBlob = async (
	{ kernel }: PostedParts,
	hash: Hex,
	{ data, commitment, proof }: BlobClaim,
): Promise<Uint8Array> => {
	const blob = fromHex(data);
	const [c, p] = [fromHex(commitment, 48), fromHex(proof, 48)];
	if (noProof.test(proof))
		throw new Fault("blob-unproven", `the blob ${hash} comes without a proof`);
	const input = blobQuestion(hash, blob, c, p);
	if ((await kernel.precompile({ name: "kzg-point", input })) === null)
		throw new Fault("blob-commitment", `another blob than ${hash}`);
	return blob;
};

/** The blobs of a transaction, checked against the hashes that L1 was given. @throws data-missing, blob-commitment, blob-unproven */
const blobsOf = (
	parts: PostedParts,
	timestampS: number,
	wanted: Exclude<BatcherTransaction["data"], Hex>,
	signal: AbortSignal | undefined,
): Promise<readonly Uint8Array[]> =>
	parts.blobs.pool.first(async ({ client }) => {
		const slot = parts.blobs.slotAt(timestampS);
		const places = wanted.map(({ index }) => index);
		const { value } = await client.blobs(slot, signal, places);
		const named = new Map(
			value.map((one) => [
				toHex(versionedHash(fromHex(one.commitment, 48))),
				one,
			]),
		);
		const blobs: Uint8Array[] = [];
		for (const { hash } of wanted) {
			const claim = named.get(hash);
			if (claim === undefined)
				throw new Fault("data-missing", `no blob ${hash} at slot ${slot}`);
			blobs.push(await checkBlob(parts, hash, claim));
		}
		return blobs;
	});

/** What the batcher sent in a block. @throws transactions-root, and as `blobsOf` */
const sentIn = async (
	parts: PostedParts,
	given: Verified<Header>,
	who: { readonly batcher: Hex; readonly inbox: Hex },
	signal: AbortSignal | undefined,
): Promise<{ readonly sent: readonly Submission[]; readonly read: number }> => {
	const header = await wholeHeader(given, parts.l1Pool, signal);
	const raws = await parts.l1Pool.first(async ({ client }) => {
		const at = { hash: header.value.blockHash };
		const { value } = await client.block(at, signal);
		// the whole list is compared with the root, nothing is picked out
		proveTransactions(header, value.transactions, []);
		return value.transactions;
	});
	let read = raws.reduce((sum, raw) => sum + raw.length / 2, 0);
	const found = batcherTransactions(raws, who);
	const proved = proveTransactions(
		header,
		raws,
		found.map(({ hash }) => hash),
	);
	const sent: Submission[] = [];
	for (const [i, { data }] of found.entries()) {
		const mined = proved[i];
		if (mined === undefined || mined === null)
			throw new Fault("internal", "a transaction of the list is not in it");
		const isCalldata = typeof data === "string";
		const pieces = isCalldata
			? [fromHex(data)]
			: await blobsOf(parts, header.value.timestampS, data, signal);
		const bytes = pieces.reduce((sum, { length }) => sum + length, 0);
		if (!isCalldata) read += 2 * bytes;
		const frames = pieces.map((piece) =>
			readable(() => readFrames(isCalldata ? piece : blobData(piece))),
		);
		sent.push({ mined, frames, bytes });
	}
	return { sent, read };
};

/**
 * The blocks of a span in which the batcher may have sent something: all but those before and after which every endpoint that answers
 * says that it had sent as many. They may lie: then it is found later, or not before a root shows it.
 */
const mayHaveSent = async (
	{ l1Pool }: PostedParts,
	batcher: Hex,
	[from, to]: readonly [number, number],
	signal: AbortSignal | undefined,
): Promise<(blockNumber: number) => boolean> => {
	const numbers = Array.from({ length: to - from + 2 }, (_, i) => from - 1 + i);
	const said = await l1Pool.all(async ({ client }) => {
		const { value } = await client.askAll(
			numbers.map((number) => ({
				method: "eth_getTransactionCount",
				params: [batcher, toQuantity(number)],
				decode: looseNumber,
				maxBytes: 1_024,
			})),
			signal,
		);
		return value;
	});
	return (blockNumber) => {
		const i = blockNumber - from;
		return (
			said.length === 0 ||
			said.some((counts) => {
				const [before, after] = [counts[i], counts[i + 1]];
				return typeof before !== "number" || before !== after;
			})
		);
	};
};

class Search {
	readonly #profile: OpRegistryProfile;
	readonly #inbox: Hex;
	readonly #parts: PostedParts;
	readonly #headerCache = openHeaderCache();
	/** By the hash of their block, the oldest first. */
	readonly #kept = new Map<Hex, readonly Submission[]>();
	/** Why what is written is not read by these endpoints: of no order then. */
	#unread: Fault | null = null;
	/** Blocks and blobs are large: where a step failed, the next final header is waited for. */
	#failure: { readonly under: Hex; readonly fault: Fault } | null = null;
	#batcher: {
		readonly under: Hex;
		readonly who: Hex;
		readonly top: number;
	} | null = null;

	constructor(profile: OpRegistryProfile, inbox: Hex, parts: PostedParts) {
		this.#profile = profile;
		this.#inbox = inbox;
		this.#parts = parts;
	}

	/** The batcher by proof, at a block not above the header. @throws l2-unknown-code, no-proof-window */
	async #batcherAt(
		final: Verified<Header>,
		signal: AbortSignal | undefined,
	): Promise<{ readonly who: Hex; readonly top: number }> {
		const under = final.value.blockHash;
		if (this.#batcher?.under === under) return this.#batcher;
		const wanted = batcherWanted(this.#profile);
		const proved = await this.#parts.l1.prove(final, wanted, signal);
		const who = batcherOf(this.#profile, contractPremises(proved));
		const top = proved[0]?.header.value.blockNumber;
		if (who === null || top === undefined)
			throw new Fault("l2-unknown-code", "the batcher is no account");
		this.#batcher = { under, who, top };
		return this.#batcher;
	}

	/** A header so near that its ancestors can be walked to. @throws not-anchored, no-proof-window */
	async #near(
		final: Verified<Header>,
		to: number,
		signal: AbortSignal | undefined,
	): Promise<Verified<Header>> {
		if (final.value.blockNumber - to <= mostSteps - blocksAStep) return final;
		const slots = [historySlot(to, historyWindow)];
		const wanted = [{ address: historyAddress, slots }];
		const [read] = await this.#parts.l1.prove(final, wanted, signal);
		const slot = read?.slots[0];
		if (slot === undefined || slot.value.word === 0n)
			throw new Fault("not-anchored", `no hash of block ${to} is kept`);
		return this.#parts.l1Pool.first(async ({ client }) => {
			const hash = wordHex(slot.value.word);
			const { value } = await client.header({ hash }, signal);
			return historyHeader(slot, value.rlp);
		});
	}

	/** All headers of a span, the lowest first. */
	async #headers(
		final: Verified<Header>,
		[from, to]: readonly [number, number],
		signal: AbortSignal | undefined,
	): Promise<readonly Verified<Header>[]> {
		const near = await this.#near(final, to, signal);
		const back = (at: Verified<Header>, number: number) =>
			walkBack(at, number, this.#parts.l1Pool, this.#headerCache, signal);
		// asks for all of them at once
		await back(near, from);
		const headers: Verified<Header>[] = [];
		for (let number = to; number >= from; number--)
			headers.unshift(await back(headers[0] ?? near, number));
		return headers;
	}

	#keep(hash: Hex, sent: readonly Submission[]): void {
		this.#kept.set(hash, sent);
		const sizeOf = (some: readonly Submission[]): number =>
			some.reduce((sum, { bytes }) => sum + bytes, 0);
		let size = [...this.#kept.values()].reduce(
			(sum, some) => sum + sizeOf(some),
			0,
		);
		for (const [oldest, some] of this.#kept) {
			if (size <= bytesKept || oldest === hash) return;
			this.#kept.delete(oldest);
			size -= sizeOf(some);
		}
	}

	/**
	 * Reads blocks until the transaction is found, the span is over or enough was asked for.
	 * @throws batch-unread, blob-unproven, and what the endpoints fail with
	 */
	async #read(
		headers: readonly Verified<Header>[],
		batcher: Hex,
		wanted: WantedTransaction,
		signal: AbortSignal | undefined,
	): Promise<{
		readonly found: Verified<MinedTransaction> | null;
		readonly next: number;
	}> {
		const numbers = headers.map(({ value }) => value.blockNumber);
		const [from = 0] = numbers;
		const span = [from, numbers.at(-1) ?? from] as const;
		const isWorth = await mayHaveSent(this.#parts, batcher, span, signal);
		const who = { batcher, inbox: this.#inbox };
		const bank = openChannelBank();
		let asked = 0;
		let last = from - 1;
		for (const header of headers) {
			const { blockNumber, blockHash } = header.value;
			let sent = this.#kept.get(blockHash);
			if (sent === undefined && isWorth(blockNumber)) {
				if (asked > bytesAStep) break;
				const fresh = await sentIn(this.#parts, header, who, signal);
				asked += fresh.read;
				({ sent } = fresh);
				this.#keep(blockHash, sent);
			}
			last = blockNumber;
			for (const { mined, frames } of sent ?? [])
				for (const some of frames)
					for (const channel of bank.add(some, blockNumber))
						if (await this.#holds(channel, wanted))
							return { found: mined, next: from };
		}
		return { found: null, next: bank.openSince(last) ?? last + 1 };
	}

	async #holds(
		channel: Uint8Array,
		wanted: WantedTransaction,
	): Promise<boolean> {
		const batches = await channelBatches(channel, unpack);
		return batches.some((batch) =>
			holdsTransaction(batch, wanted, this.#profile.chainId),
		);
	}

	/** @throws as `step` */
	async #stepUnder(
		final: Verified<Header>,
		raw: Hex,
		was: SearchState | null,
		signal: AbortSignal | undefined,
	): ReturnType<PostedSearch> {
		const { who, top } = await this.#batcherAt(final, signal);
		// what another wrote, or somebody before it was proved who writes, is none of the batcher's
		if (was === null || was.writer !== who)
			return { sought: { next: top + 1, writer: who }, found: null };
		const least = final.value.blockNumber - historyWindow + 1;
		const from = Math.max(was.next, least);
		const to = Math.min(top, from + blocksAStep - 1);
		if (was.unread !== undefined || from > to)
			return { sought: was, found: null };
		try {
			if (this.#unread !== null) throw this.#unread;
			const headers = await this.#headers(final, [from, to], signal);
			const wanted = wantedOf(raw);
			const { found, next } = await this.#read(headers, who, wanted, signal);
			return { sought: { next, writer: who }, found };
		} catch (thrown) {
			const fault = asFault(thrown);
			const { code } = fault;
			if (code !== "batch-unread" && code !== "blob-unproven") throw fault;
			this.#unread = fault;
			return { sought: { next: from, writer: who, unread: code }, found: null };
		}
	}

	readonly step: PostedSearch = async (raw, was, signal) => {
		const final = await this.#parts.l1Final();
		const under = final.value.blockHash;
		if (this.#failure?.under === under) throw this.#failure.fault;
		try {
			return await this.#stepUnder(final, raw, was, signal);
		} catch (thrown) {
			this.#failure = { under, fault: asFault(thrown) };
			throw thrown;
		}
	};
}

/** Null where the profile does not say where batches are sent. */
export const openPosted = (
	profile: OpRegistryProfile,
	parts: PostedParts,
): PostedSearch | null =>
	profile.batchInbox === undefined
		? null
		: new Search(profile, profile.batchInbox, parts).step;
