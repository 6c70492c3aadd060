// An Arbitrum chain, live: has its rollup contract proved, finds by endpoints' events the way from the newest confirmed assertion
// to the newest that is old enough, has all of it proved, and takes the block of the last one that stands. Every conclusion is
// made by the rules beside this file; here is only the search.

import type { Hex } from "../../../base/bytes.ts";
import { asFault, Fault, isOurs } from "../../../base/fault.ts";
import { openRecent } from "../../../base/recent.ts";
import type { Execution } from "../../../source/execution.ts";
import type { Pool } from "../../../source/pool.ts";
import type { Capture } from "../../../state/capture.ts";
import { wordHex } from "../../../state/storage-layout.ts";
import type { Header, Slot } from "../../../state/values.ts";
import type { Finality } from "../../../trust/grade.ts";
import { servedBy } from "../../../trust/served.ts";
import type { AnyVerified, Verified } from "../../../trust/verified.ts";
import { contractPremises } from "../../proved.ts";
import type { Rollup, RollupNews } from "../../rollup.ts";
import {
	type Assertion,
	assertionHash,
	finished,
	unpackNode,
} from "../checks/assertion.ts";
import {
	arbitrumConfigWanted,
	concludeArbitrumConfig,
} from "../checks/config.ts";
import type { ArbitrumProfile } from "../checks/profile.ts";
import {
	type ArbitrumRoot,
	assertionsWanted,
	concludeArbitrumRoot,
	mostAtOnce,
} from "../checks/root.ts";
import { concludeArbitrumState } from "../checks/state.ts";
import type {
	ArbitrumBlock,
	ArbitrumConfig,
	ClaimedAssertion,
	StandingAssertion,
} from "../checks/values.ts";
import { type AssertionSearch, openAssertionSearch } from "./assertions.ts";

export type ArbitrumNews = RollupNews<
	StandingAssertion,
	ArbitrumBlock,
	ClaimedAssertion
>;

export type ArbitrumParts = {
	readonly profile: ArbitrumProfile;
	/** Over the L1 endpoints. */
	readonly l1: Capture;
	readonly l1Pool: Pool<Execution>;
	/** The chain's endpoints. */
	readonly l2: Pool<Execution>;
};

/**
 * A way of assertions is long, a week of them, and its proofs weigh some hundred kilobytes: what was proved of it under an L1
 * header stands for this long, by L1's clock, before it is proved anew. Not longer than what a conclusion's own parts may lie
 * apart. A rival that comes meanwhile is seen after that.
 */
const standsForS = 900;
/** Likewise where proofs have to be taken ahead. */
const takenAheadMs = 300_000;

/** A way, proved: its assertions from the confirmed one on, and each one's slot. */
type ProvedWay = {
	readonly config: Verified<ArbitrumConfig>;
	readonly assertions: readonly Assertion[];
	readonly slots: readonly Verified<Slot>[];
};

/** The assertions of the way as it was told last: what proofs are taken ahead of. */
type Path = { hashes: readonly Hex[] };

type HeaderFacts = {
	readonly timestampS: number;
	readonly finality: Finality;
	/** The newest that stands, then the confirmed one where that is another. */
	readonly standing: readonly Verified<StandingAssertion>[];
	readonly claimed: readonly Verified<ClaimedAssertion>[];
	readonly notes: readonly Fault[];
};

const isStanding = (
	root: Verified<ArbitrumRoot>,
): root is Verified<StandingAssertion> => root.value.who !== "claimed";
const isClaimed = (
	root: Verified<ArbitrumRoot>,
): root is Verified<ClaimedAssertion> => root.value.who === "claimed";

/** The last of the first `count` assertions of a way, some at a time. */
const concludeWay = (
	{ config, assertions, slots }: ProvedWay,
	count: number,
): Verified<ArbitrumRoot> => {
	let from: AnyVerified = config;
	let root: Verified<ArbitrumRoot> | null = null;
	for (let at = 0; at < count; at += mostAtOnce) {
		const end = Math.min(count, at + mostAtOnce);
		root = concludeArbitrumRoot([from, ...slots.slice(at, end)], {
			assertions: assertions.slice(at, end),
		});
		from = root;
	}
	if (root === null) throw new RangeError('"count" is 0');
	return root;
};

/** How many of a way's assertions stand: up to the first with rivals behind it, and to one whose machine came to its end. */
const undisputed = ({ assertions, slots }: ProvedWay): number => {
	const fork = slots.findIndex(
		({ value }) => unpackNode(value.word).secondChildBlock !== 0,
	);
	let count = fork < 0 ? assertions.length : fork + 1;
	while (count > 1 && assertions[count - 1]?.machineStatus !== finished)
		count--;
	return count;
};

/** The ways of the assertions, as endpoints' events tell them. */
const openWays = (
	{ profile, l1 }: ArbitrumParts,
	search: AssertionSearch,
	path: Path,
) => {
	/** The way as events tell it, without what is too young. Rivals end it: only L1's own word says that there are some. */
	const told = (confirmed: Assertion, newestBlock: number): Assertion[] => {
		const way = [confirmed];
		let hash = assertionHash(confirmed);
		while (way.length <= profile.assertionsLookedAt) {
			const [next, rival] = search
				.children(hash)
				.filter(({ blockNumber }) => blockNumber <= newestBlock);
			if (next === undefined || rival !== undefined) break;
			way.push(next.assertion);
			hash = next.hash;
		}
		return way;
	};

	/** The longest way that is found now, proved under the header. */
	const proved = async (
		header: Verified<Header>,
		config: Verified<ArbitrumConfig>,
		notes: Fault[],
		signal: AbortSignal | undefined,
	): Promise<ProvedWay & { readonly isComplete: boolean }> => {
		const { latestConfirmed } = config.value;
		const [first] = await l1.prove(
			header,
			assertionsWanted(profile, [latestConfirmed]),
			signal,
		);
		const [confirmedAt] = first?.slots ?? [];
		if (confirmedAt === undefined)
			throw new Fault("evidence-step", "no slot of the confirmed assertion");
		const { createdAtBlock } = unpackNode(confirmedAt.value.word);
		const confirmed = await search.one(latestConfirmed, createdAtBlock, signal);
		const newestBlock =
			header.value.blockNumber - profile.unchallengedForBlocks;
		let isComplete = true;
		try {
			if (newestBlock > createdAtBlock)
				isComplete = await search.through(createdAtBlock, newestBlock, signal);
		} catch (thrown) {
			// The confirmed one stands without any that follow.
			const fault = asFault(thrown);
			if (isOurs(fault)) throw fault;
			notes.push(fault);
			isComplete = false;
		}
		const assertions = told(confirmed, newestBlock);
		path.hashes = assertions.map(assertionHash);
		const [whole] =
			assertions.length === 1
				? [first]
				: await l1.prove(
						header,
						assertionsWanted(profile, path.hashes),
						signal,
					);
		const slots = whole?.slots ?? [];
		const last = slots.at(-1);
		const next =
			last === undefined ? 0 : unpackNode(last.value.word).firstChildBlock;
		// L1 says that another follows which was in the blocks that were looked through: somebody left it out.
		if (isComplete && next !== 0 && next <= newestBlock) search.forget();
		return { config, assertions, slots, isComplete };
	};

	return proved;
};

/** What stands under a header. */
const openFacts = (parts: ArbitrumParts, path: Path) => {
	const { profile, l1, l1Pool } = parts;
	const provedWay = openWays(parts, openAssertionSearch(profile, l1Pool), path);
	let kept: HeaderFacts | null = null;

	return async (
		header: Verified<Header>,
		signal: AbortSignal | undefined,
	): Promise<HeaderFacts> => {
		const { timestampS, grade } = header.value;
		const since = kept === null ? -1 : timestampS - kept.timestampS;
		if (kept?.finality === grade.finality && since >= 0 && since < standsForS)
			return kept;
		const notes: Fault[] = [];
		const config = concludeArbitrumConfig(
			profile,
			contractPremises(
				await l1.prove(header, arbitrumConfigWanted(profile), signal),
			),
		);
		const way = await provedWay(header, config, notes, signal);
		const count = undisputed(way);
		const newest = concludeWay(way, count);
		const end = concludeWay(way, way.assertions.length);
		if (end.value.isDisputed)
			notes.push(
				new Fault(
					"l2-root-unproposed",
					`assertion ${newest.value.assertion} has rivals after it`,
				),
			);
		const found: HeaderFacts = {
			timestampS,
			finality: grade.finality,
			standing: [newest, ...(count === 1 ? [] : [concludeWay(way, 1)])].filter(
				isStanding,
			),
			claimed: [newest, ...(end.value.isDisputed ? [end] : [])].filter(
				isClaimed,
			),
			notes,
		};
		kept = way.isComplete ? found : null;
		return found;
	};
};

const mostRecent = 16;

/** Blocks of assertions; a header once fetched is kept. */
const openBlocks = ({ l2 }: ArbitrumParts) => {
	const headers = openRecent<{ readonly rlp: Hex; readonly from: string }>(
		mostRecent,
	);

	/** @throws header-hash, and what the endpoints fail with when none has the block */
	return async (
		root: Verified<StandingAssertion>,
		signal: AbortSignal | undefined,
	): Promise<Verified<ArbitrumBlock>> => {
		const { blockHash } = root.value;
		const known = headers.get(blockHash);
		if (known !== undefined)
			return servedBy(concludeArbitrumState(root, known), known.from);
		return l2.first(async ({ name, client }) => {
			const { value } = await client.header({ hash: blockHash }, signal);
			const found = { rlp: value.rlp, from: name };
			const state = servedBy(concludeArbitrumState(root, found), name);
			headers.put(blockHash, found);
			return state;
		});
	};
};

export const openArbitrum = (parts: ArbitrumParts): Rollup<ArbitrumNews> => {
	const { profile, l1 } = parts;
	const path: Path = { hashes: [] };
	const factsAt = openFacts(parts, path);
	const blockOf = openBlocks(parts);

	const captureAhead: Rollup["captureAhead"] = async (signal) => {
		const [rollup] = await l1.capture(arbitrumConfigWanted(profile), signal);
		const stated = rollup?.storageProof.find(
			({ key }) => key === wordHex(profile.slots.latestConfirmed),
		)?.value;
		if (stated === undefined || stated === 0n) return;
		const confirmed = wordHex(stated);
		const from = path.hashes.indexOf(confirmed);
		await l1.capture(
			[
				...assertionsWanted(profile, [confirmed]),
				...(from < 0 ? [] : assertionsWanted(profile, path.hashes.slice(from))),
			],
			signal,
			takenAheadMs,
		);
	};

	const newest: Rollup<ArbitrumNews>["newest"] = async (header, signal) => {
		const { standing, claimed, notes: found } = await factsAt(header, signal);
		const notes = [...found];
		let last: Fault | undefined;
		for (const root of standing)
			try {
				const block = await blockOf(root, signal);
				const news: ArbitrumNews = { block, root, claimed, notes };
				return news;
			} catch (thrown) {
				last = asFault(thrown);
				if (isOurs(last)) throw last;
				notes.push(last);
			}
		throw (
			last ??
			new Fault("not-anchored", "the chain has no assertion that stands")
		);
	};

	return { profile, captureAhead, newest };
};
