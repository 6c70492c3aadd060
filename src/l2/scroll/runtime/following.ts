// A Scroll rollup, live: has its contracts and its newest finalized root proved, and looks for the block with that root,
// which L1 does not name. Every conclusion is made by the rules beside this file; here is only the search.

import { fromHex, type Hex } from "../../../base/bytes.ts";
import { asFault, Fault } from "../../../base/fault.ts";
import { keccakHex } from "../../../crypto/hash.ts";
import type {
	AccountClaim,
	Execution,
	HeaderClaim,
} from "../../../source/execution.ts";
import type { Member, Pool } from "../../../source/pool.ts";
import type { Clock } from "../../../source/ports.ts";
import type { Capture } from "../../../state/capture.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import type { Header } from "../../../state/values.ts";
import type { Finality } from "../../../trust/grade.ts";
import { servedBy } from "../../../trust/served.ts";
import type { Verified } from "../../../trust/verified.ts";
import { contractPremises } from "../../proved.ts";
import type { Rollup, RollupNews } from "../../rollup.ts";
import { concludeScrollConfig, scrollConfigWanted } from "../checks/config.ts";
import { unpackMiscData } from "../checks/layout.ts";
import type { ScrollProfile } from "../checks/profile.ts";
import { concludeScrollRoot, scrollRootWanted } from "../checks/root.ts";
import { concludeScrollState } from "../checks/state.ts";
import type { ScrollRoot, ScrollState } from "../checks/values.ts";

export type ScrollParts = {
	readonly profile: ScrollProfile;
	/** Over the L1 endpoints. */
	readonly l1: Capture;
	/** The rollup's endpoints. */
	readonly l2: Pool<Execution>;
	readonly clock: Pick<Clock, "ticksMs">;
};

/** What a Scroll rollup's news are. */
export type ScrollNews = RollupNews<ScrollRoot, ScrollState>;

/** Headers asked for at once. */
const atOnce = 64;
/** After this long what was looked through in vain is looked through again: at most 128 questions, by what a profile may say. */
const againMs = 10 * 60_000;

/** Which batch and message to capture proofs of: read from claims, so a hint. */
type Marks = {
	readonly lastFinalizedBatch: number;
	readonly nextUnfinalizedMessage: number;
};

type HeaderFacts = {
	readonly blockHash: Hex;
	readonly finality: Finality;
	readonly root: Verified<ScrollRoot>;
};

/** An endpoint may state any number; only a safe one is asked for. */
const marksIn = (
	profile: ScrollProfile,
	claims: readonly AccountClaim[],
): Marks | null => {
	const { contracts, slots } = profile;
	const stated = (address: Hex, slot: number): bigint | undefined => {
		const at = scrollConfigWanted(profile).findIndex(
			(wanted) => wanted.address === address,
		);
		return claims[at]?.storageProof.find(({ key }) => key === wordHex(slot))
			?.value;
	};
	const misc = stated(contracts.scrollChain.address, slots.miscData);
	const next = stated(
		contracts.messageQueue.address,
		slots.nextUnfinalizedMessage,
	);
	if (misc === undefined || next === undefined) return null;
	const batch = unpackMiscData(misc).lastFinalizedBatch;
	if (batch > 2n ** 53n - 1n || next > 2n ** 53n - 1n) return null;
	return {
		lastFinalizedBatch: Number(batch),
		nextUnfinalizedMessage: Number(next),
	};
};

/** Capture ahead: one round for what is known, another when a batch was finalized since. */
const openWatching = ({ profile, l1 }: ScrollParts): Rollup["captureAhead"] => {
	let marks: Marks | null = null;

	return async (signal) => {
		const known = marks === null ? [] : scrollRootWanted(profile, marks);
		const claims = await l1.capture(
			[...scrollConfigWanted(profile), ...known],
			signal,
		);
		const now = marksIn(profile, claims);
		if (now === null) return;
		const isSame =
			marks?.lastFinalizedBatch === now.lastFinalizedBatch &&
			marks.nextUnfinalizedMessage === now.nextUnfinalizedMessage;
		marks = now;
		if (!isSame) await l1.capture(scrollRootWanted(profile, now), signal);
	};
};

/** The newest root under a verified L1 header; asked for once. */
const openRoots = ({ profile, l1 }: ScrollParts) => {
	let headerFacts: HeaderFacts | null = null;

	return async (
		header: Verified<Header>,
		signal: AbortSignal | undefined,
	): Promise<Verified<ScrollRoot>> => {
		const { blockHash, grade } = header.value;
		if (
			headerFacts?.blockHash === blockHash &&
			headerFacts.finality === grade.finality
		)
			return headerFacts.root;
		const proved = await l1.prove(header, scrollConfigWanted(profile), signal);
		const config = concludeScrollConfig(profile, contractPremises(proved));
		const wanted = scrollRootWanted(profile, config.value);
		const found = await l1.prove(header, wanted, signal);
		const root = concludeScrollRoot([
			config,
			...found.flatMap((each) => each.slots),
		]);
		headerFacts = { blockHash, finality: grade.finality, root };
		return root;
	};
};

const top = async (
	client: Execution,
	signal: AbortSignal | undefined,
): Promise<HeaderClaim> => {
	try {
		return (await client.header("finalized", signal)).value;
	} catch (thrown) {
		// Not every node knows that word.
		if (asFault(thrown).code !== "rpc-error") throw thrown;
		return (await client.header("latest", signal)).value;
	}
};

/** What of an endpoint was looked through in vain, for which root. */
type Vain = {
	readonly root: Hex;
	readonly sinceMs: number;
	readonly to: number;
	/** Below it no block was there: a node may keep no older ones. */
	readonly lowest: number;
	/** Above that, no block was given for these: not looked through. */
	readonly holes: readonly number[];
};

/** A look through an endpoint's headers, at most so many at once. */
const openSearch = ({ profile, clock }: ScrollParts) => {
	/**
	 * By endpoint. That part is not asked for again before a while is over: one name may stand for several nodes, so what one of
	 * them lacks or has otherwise, the next may have.
	 */
	const inVain = new Map<string, Vain>();

	/** The newest header with that state root, below what the endpoint calls final. @throws not-anchored when it is not there */
	return async (
		name: string,
		client: Execution,
		root: Hex,
		signal: AbortSignal | undefined,
	): Promise<HeaderClaim> => {
		const first = await top(client, signal);
		if (first.stateRoot === root) return first;
		const was = inVain.get(name);
		const nowMs = clock.ticksMs();
		const before =
			was?.root === root && nowMs - was.sinceMs < againMs ? was : null;
		const floor = Math.max(0, first.number - profile.blocksLookedBack);
		const least = Math.max(floor, (before?.to ?? -1) + 1);
		let lowest = Math.min(before?.lowest ?? first.number, first.number);
		const missing: number[] = [];
		const among = async (
			numbers: readonly number[],
		): Promise<HeaderClaim | undefined> => {
			const { value } = await client.headers(numbers, signal);
			for (const [i, number] of numbers.entries()) {
				const header = value[i] ?? null;
				if (header?.stateRoot === root) return header;
				if (header === null) missing.push(number);
				else lowest = Math.min(lowest, number);
			}
			return undefined;
		};
		for (let next = first.number - 1; next >= least; next -= atOnce) {
			const count = Math.min(atOnce, next - least + 1);
			const one = await among(
				Array.from({ length: count }, (_, i) => next - i),
			);
			if (one !== undefined) return one;
		}
		const holes = (before?.holes ?? []).filter((number) => number >= floor);
		const asked = holes.slice(0, atOnce);
		const late = asked.length === 0 ? undefined : await among(asked);
		if (late !== undefined) return late;
		inVain.set(name, {
			root,
			sinceMs: before?.sinceMs ?? nowMs,
			to: first.number,
			lowest,
			// those that were asked for again go last, so that each has its turn
			holes: [
				...new Set([
					...holes.slice(atOnce),
					...missing.filter((number) => number > lowest),
				]),
			],
		});
		// It may be behind, or on a branch that L1 did not take: no lie.
		throw new Fault("not-anchored", `has no block with root ${root}`, name);
	};
};

/** The block: L1 does not name it, so headers are looked through for the root. */
const openBlocks = (parts: ScrollParts) => {
	const search = openSearch(parts);
	/**
	 * The block that each endpoint gave for the root, by the endpoint's name. A header around a true root may have any number,
	 * so one endpoint's is never what another is asked at.
	 */
	const found = new Map<
		string,
		{ readonly root: Hex; readonly header: HeaderClaim }
	>();

	/** The endpoint's own block with that state root. @throws header-hash, not-anchored, what the endpoint fails with */
	const locate = async (
		{ name, client }: Member<Execution>,
		root: Hex,
		signal: AbortSignal | undefined,
	): Promise<HeaderClaim> => {
		const before = found.get(name);
		const header =
			before?.root === root
				? (await client.header({ number: before.header.number }, signal)).value
				: await search(name, client, root, signal);
		if (keccakHex(fromHex(header.rlp)) !== header.hash)
			throw new Fault("header-hash", `block ${header.number}`, name);
		if (header.stateRoot !== root) {
			found.delete(name);
			throw new Fault(
				"not-anchored",
				`has another block ${header.number}`,
				name,
			);
		}
		found.set(name, { root, header });
		return header;
	};

	return {
		/** The header that the endpoint gave for the root, if it did. */
		known: (name: string, root: Hex): HeaderClaim | undefined => {
			const before = found.get(name);
			return before?.root === root ? before.header : undefined;
		},
		locate,
	};
};

export const openScroll = (parts: ScrollParts): Rollup<ScrollNews> => {
	const { profile, l2 } = parts;
	const captureAhead = openWatching(parts);
	const rootAt = openRoots(parts);
	const { known, locate } = openBlocks(parts);

	const blockOf = (
		root: Verified<ScrollRoot>,
		signal: AbortSignal | undefined,
	): Promise<Verified<ScrollState>> =>
		l2.first(async (member) => {
			const header = await locate(member, root.value.root, signal);
			return servedBy(concludeScrollState(root, header), member.name);
		});

	const newest: Rollup<ScrollNews>["newest"] = async (header, signal) => {
		const root = await rootAt(header, signal);
		const block = await blockOf(root, signal);
		return { block, root, claimed: [], notes: [] };
	};

	const whereIs: Rollup["whereIs"] = async (member, { stateRoot }, signal) => {
		const { number, hash } =
			known(member.name, stateRoot) ??
			(await locate(member, stateRoot, signal));
		return { number, hash };
	};

	return { profile, captureAhead, newest, whereIs };
};
