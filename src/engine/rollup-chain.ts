// A rollup as the engine follows it: which of its roots on L1 may be shown and answered from, and reading under that root.

import { lazyOnce } from "../base/async.ts";
import { asFault, Fault } from "../base/fault.ts";
import type { Precompiling, ProofChecks } from "../crypto/kernel.ts";
import { slotOfBlock } from "../l1/spec.ts";
import type { PostedSearch } from "../l2/posted.ts";
import type { RollupProfile } from "../l2/profile.ts";
import type { Rechecked } from "../l2/rechecked.ts";
import { isFalseProof } from "../l2/rechecks.ts";
import {
	checkPolicy,
	type Rollup,
	type RollupNews,
	type StateProver,
} from "../l2/rollup.ts";
import type { RollupParts } from "../l2/runtime.ts";
import { runtimeOf } from "../l2/runtimes.ts";
import type { SaidSearch } from "../l2/said.ts";
import { type BlobNode, openBlobNode } from "../source/blobs.ts";
import type { Endpoint } from "../source/claim.ts";
import type { Execution } from "../source/execution.ts";
import type { Asker } from "../source/lanes.ts";
import { openPool, type Pool } from "../source/pool.ts";
import type { Clock } from "../source/ports.ts";
import { openRelay, type Relay } from "../source/relay.ts";
import {
	type Capture,
	openCapture,
	type WantedAccount,
} from "../state/capture.ts";
import {
	type AskerPorts,
	byAsker,
	onScreens,
	openExecutions,
	wayOut,
} from "./askers.ts";
import { freshReader } from "./fresh-reader.ts";
import type { L1Chain } from "./l1-chain.ts";
import type { Reader, Reading, Tag } from "./reader.ts";
import type { ChainEndpoints } from "./settings.ts";

export type RollupChain = {
	readonly chainId: number;
	readonly title: string;
	readonly pool: Pool<Execution>;
	readonly relays: Pool<Relay>;
	/** How many blocks behind its head each endpoint proves, as far as that is known. */
	readonly windows: Capture["windows"];
	readonly reader: Reader;
	/** The same chain for another who asks, in his own lane; what is proved is shared. */
	readonly by: (asker: Asker) => {
		readonly reader: Reader;
		/** The same under a root as old as is still shown: for what leaves the layer while no newer one comes. */
		readonly patient: Reader;
		readonly pool: Pool<Execution>;
		/** Under any state of it that is verified. */
		readonly prove: StateProver["prove"];
	};
	/** Looks for a newer root under the newest final L1 header. Throws nothing: `fault` says what went wrong. */
	readonly refresh: () => Promise<void>;
	/** Why no root can be shown or answered from, or new orders are stopped; null when all is well. */
	readonly fault: () => Fault | null;
	/** That the proof of the root that is shown was checked again here; null where it was not. */
	readonly rechecked: () => Rechecked | null;
	/** Looks for orders in what it wrote to L1; null where that is not read. @throws not-loaded */
	readonly posted: () => Promise<PostedSearch | null>;
	/** What its sequencer says now, by its signature alone. @throws also unverifiable-method where that is not read, not-loaded */
	readonly said: SaidSearch;
};

/** @throws unknown-fork for a kind whose state is not followed so, not-loaded */
const followKind = async (
	profile: RollupProfile,
	parts: RollupParts,
): Promise<Rollup> => {
	const runtime = await runtimeOf(profile.kind);
	const rollup = runtime?.follow?.(profile, parts);
	if (rollup === undefined)
		throw new Fault("unknown-fork", `rollups of kind "${profile.kind}"`);
	return rollup;
};

/** What follows it, and how its state is proved, once its kind is loaded; who asks waits for that. */
const openFollowed = (profile: RollupProfile, parts: RollupParts) => {
	const { l2: pool, clock } = parts;
	let windows: Capture["windows"] = () => new Map();
	const opened = lazyOnce(async () => {
		const rollup = await followKind(profile, parts);
		const capture = openCapture({ pool, clock, whereIs: rollup.whereIs });
		windows = capture.windows;
		return { rollup, capture };
	});
	return {
		/** @throws not-loaded; whoever asks next tries again */
		rollup: async (): Promise<Rollup> => (await opened()).rollup,
		/** By the endpoints of who asks. @throws also not-loaded */
		proverOver: (own: Pool<Execution>): StateProver => {
			const prover = lazyOnce(async (): Promise<StateProver> => {
				const { rollup, capture } = await opened();
				return (
					rollup.prover?.(own) ?? (own === pool ? capture : capture.over(own))
				);
			});
			return { prove: async (...asked) => (await prover()).prove(...asked) };
		},
		windows: () => windows(),
	};
};

/** How the rollup's state is read: under its newest root. */
const readersOf = (
	profile: RollupProfile,
	clock: Clock,
	l1: L1Chain,
	newest: () => RollupNews["block"],
	purpose: "answer" | "show",
) => {
	const basis = async (tag: Tag): Promise<RollupNews["block"]> => {
		const block = newest();
		// roots are read out of final L1 headers alone, so the newest is final too
		if (typeof tag === "number" && tag !== block.value.blockNumber)
			throw new Fault(
				"unverifiable-method",
				`block ${tag}: the root on L1 is that of ${block.value.blockNumber === null ? "a block that it does not name" : `block ${block.value.blockNumber}`}`,
			);
		checkPolicy(profile, block.value, purpose, clock.nowMs());
		return block;
	};

	/**
	 * All of it under the newest root's block, where an endpoint still proves that; else, unless that very block was asked
	 * for, under an earlier one that was captured while it was the rollup's newest and is an ancestor of the root's.
	 */
	const readUnder = async (
		from: StateProver,
		block: RollupNews["block"],
		wanted: readonly WantedAccount[],
		tag: Tag,
		signal?: AbortSignal,
	): Promise<Reading> => {
		const least = typeof tag === "number" ? tag : 0;
		const reads = await from.prove(block, wanted, signal, least);
		const [first] = reads;
		if (first === undefined) throw new RangeError('"wanted" is empty');
		checkPolicy(profile, first.header.value, purpose, clock.nowMs());
		return { basis: first.header, reads };
	};

	return (from: StateProver): Reader =>
		freshReader(() => l1.checkTouch("answer"), {
			chainId: profile.chainId,
			basis,
			read: async (wanted, tag, signal) =>
				readUnder(from, await basis(tag), wanted, tag, signal),
			block: null,
			receipt: null,
		});
};

/**
 * The newest news, kept while there are none newer. A false proof that L1 took leaves none: what stood before may be the very root
 * that it is of, seen while nothing could be checked.
 */
export const openNews = (look: () => Promise<RollupNews>) => {
	let news: RollupNews | null = null;
	let trouble: Fault | null = null;
	return {
		news: () => news,
		fault: () => trouble,
		refresh: async (): Promise<void> => {
			try {
				news = await look();
				trouble = null;
			} catch (thrown) {
				trouble = asFault(thrown);
				if (isFalseProof(trouble)) news = null;
			}
		},
	};
};

/** By the beacon endpoints of L1, and after whatever a person waits for: blocks and blobs are large, and roots take hours. */
const postedOn = async (
	profile: RollupProfile,
	l1: L1Chain,
	beacons: readonly Endpoint[],
	ports: RollupPorts,
): Promise<PostedSearch | null> => {
	const runtime = await runtimeOf(profile.kind);
	const search = runtime?.posted?.(profile, {
		l1: l1.ahead.capture,
		l1Pool: l1.pool,
		l1Final: () => l1.reader.basis("final"),
		blobs: {
			pool: openPool<BlobNode>(
				beacons.map((endpoint) => ({
					name: endpoint.name,
					client: openBlobNode(
						{ fetch: wayOut(ports, onScreens), clock: ports.clock },
						endpoint,
					),
				})),
				() => new Fault("not-followed", "no beacon endpoint answers"),
			),
			slotAt: (timeS) => slotOfBlock(l1.network, timeS),
		},
		kernel: ports.kernel,
	});
	return search ?? null;
};

type RollupPorts = AskerPorts & {
	readonly kernel: Precompiling & ProofChecks;
};

const openRelays = (
	endpoints: ChainEndpoints["relay"],
	ports: RollupPorts,
	silent: () => Fault,
): Pool<Relay> =>
	openPool<Relay>(
		endpoints.map((endpoint) => ({
			name: endpoint.name,
			client: openRelay(
				{ fetch: wayOut(ports, onScreens), clock: ports.clock },
				endpoint,
			),
		})),
		silent,
	);

/**
 * What follows the kind is loaded at the first look: while it does not come, the chain stands there and says so, and the next look
 * tries again.
 * @param beacons of L1, for the data of its batches
 */
export const openRollupChain = (
	profile: RollupProfile,
	endpoints: ChainEndpoints,
	l1: L1Chain,
	ports: RollupPorts,
	beacons: readonly Endpoint[] = [],
): RollupChain => {
	const { clock } = ports;
	const silent = (): Fault =>
		new Fault("not-followed", `no endpoint of ${profile.title} answers`);
	const executions = openExecutions(endpoints.execution, ports, silent);
	const pool = executions.all;
	const relays = openRelays(endpoints.relay, ports, silent);
	const {
		rollup: followed,
		proverOver,
		windows,
	} = openFollowed(profile, {
		clock,
		l1: l1.ahead.capture,
		l1Pool: l1.pool,
		l2: pool,
		relays,
		kernel: ports.kernel,
	});
	const held = openNews(async () => {
		const rollup = await followed();
		if (await l1.ahead.isNeeded()) await rollup.captureAhead();
		const header = await l1.reader.basis("final");
		// also when that is an older block than before: what stood unanswered may have been answered since
		return rollup.newest(header);
	});

	const newest = (): RollupNews["block"] => {
		const news = held.news();
		if (news === null)
			throw held.fault() ?? new Fault("not-synced", "no root is proved yet");
		return news.block;
	};
	const readerOver = readersOf(profile, clock, l1, newest, "answer");
	const patientOver = readersOf(profile, clock, l1, newest, "show");
	// at hand by the first look; why it is not, that look says
	followed().catch(() => undefined);

	return {
		chainId: profile.chainId,
		title: profile.title,
		pool,
		relays,
		windows,
		by: byAsker((asker) => {
			const own = executions.by(asker);
			const from = proverOver(own);
			return {
				pool: own,
				prove: from.prove,
				reader: readerOver(from),
				patient: patientOver(from),
			};
		}),
		refresh: held.refresh,
		fault: held.fault,
		rechecked: () => held.news()?.rechecked ?? null,
		said: async (address, signal) => {
			// whose signature counts has to be known as of now
			await l1.reader.basis("final");
			const { said } = await followed();
			if (said === undefined)
				throw new Fault(
					"unverifiable-method",
					`what the sequencer of ${profile.title} says`,
				);
			return said(address, signal);
		},
		posted: lazyOnce(() => postedOn(profile, l1, beacons, ports)),
		reader: readerOver(proverOver(pool)),
	};
};
