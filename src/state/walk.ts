// Walking from a verified header to its ancestors, parent hash by parent hash. The bytes come from what is known already
// or from any endpoint: a wrong one does not have the hash.

import { singleFlightByKey } from "../base/async.ts";
import { fromHex, type Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import { keccakHex } from "../crypto/hash.ts";
import type { Head } from "../l1/values.ts";
import type { Execution, HeaderClaim } from "../source/execution.ts";
import { unlessStopped } from "../source/joined.ts";
import type { Pool } from "../source/pool.ts";
import { premiseBy, type Verified } from "../trust/verified.ts";
import { headerOfHead, parentHeader } from "./header.ts";
import type { Header } from "./values.ts";

/**
 * The header with all its fields known: one out of a beacon block's payload lacks the transactions root until its bytes
 * are here. @throws header-hash, and what the endpoints fail with
 */
export const wholeHeader = (
	header: Verified<Header>,
	pool: Pool<Pick<Execution, "header">>,
	signal?: AbortSignal,
): Promise<Verified<Header>> => {
	if (header.value.transactionsRoot !== null) return Promise.resolve(header);
	const head = premiseBy<Head>(header.premises[0], "lc-head");
	return pool.first(async ({ client }) => {
		const { value } = await client.header(
			{ hash: header.value.blockHash },
			signal,
		);
		return headerOfHead(head, value.rlp);
	});
};

/** How far back a walk goes at most. */
export const mostSteps = 256;

/** Headers' bytes by their hash, the newest kept. They are what their hash says, whoever gave them. */
export type HeaderCache = {
	/** @throws header-hash when the claim's bytes do not have its hash */
	readonly put: (claim: HeaderClaim) => void;
	readonly get: (hash: Hex) => Hex | undefined;
	/** Runs the fetch that is to bring this header unless one for it is under way: whoever else lacks it shares that one. */
	readonly fetching: (hash: Hex, fetch: () => Promise<void>) => Promise<void>;
};

export const openHeaderCache = (most = 2 * mostSteps): HeaderCache => {
	const byHash = new Map<Hex, Hex>();
	return {
		put: ({ rlp, hash }) => {
			const found = keccakHex(fromHex(rlp));
			if (found !== hash)
				throw new Fault("header-hash", `stated ${hash}, its bytes ${found}`);
			byHash.delete(hash);
			byHash.set(hash, rlp);
			const [oldest] = byHash.keys();
			if (byHash.size > most && oldest !== undefined) byHash.delete(oldest);
		},
		get: (hash) => byHash.get(hash),
		fetching: singleFlightByKey<Hex, void>(),
	};
};

/** Asks for headers below `from` until the header cache has the parent of it. */
const fetchBelow = (
	from: Header,
	least: number,
	pool: Pool<Execution>,
	headerCache: HeaderCache,
	signal: AbortSignal | undefined,
): Promise<void> =>
	pool.first(async ({ name, client }) => {
		const numbers: number[] = [];
		for (
			let number = from.blockNumber - 1;
			number >= least && numbers.length < 64;
			number--
		)
			numbers.push(number);
		const { value } = await client.headers(numbers, signal);
		for (const claim of value) if (claim !== null) headerCache.put(claim);
		// A node on another branch tells no lie: it does not have this block (yet).
		if (headerCache.get(from.parentHash) === undefined)
			throw new Fault(
				"not-anchored",
				`has no block ${from.parentHash}, the parent of ${from.blockNumber}`,
				name,
			);
	});

/** The header cache has the parent of `from` when this returns. What another walk brings is not asked for a second time. */
const fetchParent = async (
	from: Header,
	least: number,
	pool: Pool<Execution>,
	headerCache: HeaderCache,
	signal: AbortSignal | undefined,
): Promise<void> => {
	while (headerCache.get(from.parentHash) === undefined) {
		let isOwn = false;
		const shared = headerCache.fetching(from.parentHash, () => {
			isOwn = true;
			return fetchBelow(from, least, pool, headerCache, signal);
		});
		if (isOwn) return shared;
		// where it fails for the one who began it, or is given up, this walk asks by itself
		await unlessStopped(
			shared.catch(() => {}),
			signal,
		);
	}
};

/**
 * The ancestor of `from` with this number (or `from` itself).
 * @throws not-anchored when it is above `from` or more than 256 blocks below; the pool's faults when nobody has a header
 */
export const walkBack = async (
	from: Verified<Header>,
	number: number,
	pool: Pool<Execution>,
	headerCache: HeaderCache,
	signal?: AbortSignal,
): Promise<Verified<Header>> => {
	const steps = from.value.blockNumber - number;
	if (steps < 0 || steps > mostSteps)
		throw new Fault(
			"not-anchored",
			`block ${number} is ${steps} below ${from.value.blockNumber}`,
		);
	let at = from;
	while (at.value.blockNumber > number) {
		const { parentHash } = at.value;
		await fetchParent(at.value, number, pool, headerCache, signal);
		at = parentHeader(at, headerCache.get(parentHash) ?? "0x");
	}
	return at;
};
