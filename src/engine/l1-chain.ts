// Ethereum as the engine follows it: the light client over the beacon endpoints, the execution endpoints, the reader on top,
// and what has to be kept to go on after a restart.

import type { Hex } from "../base/bytes.ts";
import * as d from "../base/decode.ts";
import { asFault, Fault } from "../base/fault.ts";
import type { Kernel } from "../crypto/kernel.ts";
import { orderPolicy } from "../evidence/l1-order.ts";
import type { L1Network } from "../l1/network.ts";
import { periodAtSlot, slotAtTime } from "../l1/spec.ts";
import { openSync, type Sync } from "../l1/sync.ts";
import type { Head } from "../l1/values.ts";
import type { SyncView } from "../protocol/views.ts";
import type { Execution } from "../source/execution.ts";
import type { HandoverSource } from "../source/handover.ts";
import type { Asker } from "../source/lanes.ts";
import type { Pool } from "../source/pool.ts";
import type { Clock, Store } from "../source/ports.ts";
import { type Capture, openCapture } from "../state/capture.ts";
import type { Header } from "../state/values.ts";
import { openHeaderCache } from "../state/walk.ts";
import { checkFresh, type Purpose } from "../trust/freshness.ts";
import type { Verified } from "../trust/verified.ts";
import { type Ahead, openAhead } from "./ahead.ts";
import {
	type AskerPorts,
	byAsker,
	type Executions,
	following,
	openExecutions,
	wayOut,
} from "./askers.ts";
import { type Begun, openBegun } from "./begun.ts";
import { freshReader } from "./fresh-reader.ts";
import { openL1Reader } from "./l1-reader.ts";
import { type NextHead, openNextHead } from "./next-head.ts";
import type { Reader } from "./reader.ts";
import type { ChainEndpoints } from "./settings.ts";
import { openSyncRecord, readStart } from "./sync-record.ts";

/** How one who asks reads the chain. */
export type L1Way = {
	readonly reader: Reader<Header>;
	readonly pool: Pool<Execution>;
};

export type L1Chain = {
	readonly network: L1Network;
	readonly reader: Reader<Header>;
	readonly pool: Pool<Execution>;
	readonly capture: Capture;
	/** The same chain for another who asks, in his own lane; what is proved is shared. */
	readonly by: (asker: Asker) => L1Way;
	/** For what is proved under final headers. */
	readonly ahead: Ahead;
	readonly sync: Sync;
	readonly view: () => SyncView;
	/**
	 * Is the wallet in touch with the chain: is the newest header that two thirds signed young enough? Asked before anything
	 * leaves, of L1 or of a rollup whose root was read there: an old header may not be the newest any more, and what follows
	 * from it need not be canonical, by whatever tag it was asked for.
	 * @throws stale-head (order-stale for an order), not-synced, clock, and why the sync stopped
	 */
	readonly checkTouch: (purpose: Purpose) => void;
	/** The newest header, young enough for that. @throws as `checkTouch` */
	readonly headFor: (purpose: Purpose) => Verified<Head>;
	/** The first round from here on is over, or the wallet is in touch with the chain: what can be answered is answered. */
	readonly begun: Begun;
	/** One pass over the beacon endpoints; what is new is on disk when it resolves. */
	readonly round: (signal?: AbortSignal) => Promise<void>;
	/**
	 * Evidence that a newer checkpoint follows from an older one, which the signer has not taken yet, oldest first. It is
	 * on disk: without it the signer could never follow to the roots that orders are made on from then on.
	 */
	readonly pendingAnchors: () => readonly string[];
	readonly anchorTaken: (evidence: string) => Promise<void>;
};

/**
 * The one trusted thing: the last finalized root, or the checkpoint before there is one. A damaged one is none: a person has to
 * accept a checkpoint again.
 * @param problem hears of a damaged one
 */
export const readTrusted = async (
	store: Store,
	network: string,
	problem: (fault: Fault) => void,
): Promise<Hex | undefined> => {
	const text = await store.get("trusted", network);
	if (text === undefined) return undefined;
	try {
		return d.hash(text, "trusted root");
	} catch (thrown) {
		problem(asFault(thrown));
		return undefined;
	}
};

/** The user's word: from here on this root is trusted, and the steps that led elsewhere are forgotten. */
export const trustRoot = (
	store: Store,
	network: string,
	root: Hex,
): Promise<void> =>
	store.putAll([
		{ table: "trusted", key: network, value: root },
		{ table: "evidence", key: `sync.${network}`, value: null },
		{ table: "evidence", key: `anchors.${network}`, value: null },
	]);

const headView = (head: Verified<Head>): NonNullable<SyncView["final"]> => ({
	slot: head.value.slot,
	root: head.value.root,
	blockNumber: head.value.execution.payload?.blockNumber ?? null,
	timeS: head.value.timeS,
	signed: head.value.signed,
	of: head.value.of,
});

const optionalView = (head: Verified<Head> | null): SyncView["final"] =>
	head === null ? null : headView(head);

const phases = {
	starting: "bootstrap",
	"catching-up": "updates",
	following: "following",
	stopped: "stopped",
} as const;

const peek = (
	sync: Sync,
	finality: "optimistic" | "final",
): Verified<Head> | null => {
	try {
		return sync.head(finality);
	} catch {
		return null;
	}
};

/** @param isOut is the wallet out of touch with the chain? */
const syncView = (
	network: L1Network,
	sync: Sync,
	isResumed: boolean,
	isOut: boolean,
	nowMs: number,
): SyncView => {
	const status = sync.status();
	const now = periodAtSlot(network, slotAtTime(network, nowMs));
	return {
		phase:
			status.phase === "starting" && isResumed
				? "resume"
				: phases[status.phase],
		done: status.progress?.period ?? 0,
		of: status.progress?.of ?? (now > 0 ? 1 : 0),
		startedMs: status.progress?.startedMs ?? null,
		optimistic: optionalView(peek(sync, "optimistic")),
		final: optionalView(peek(sync, "final")),
		stale: isOut,
	};
};

/** Is the wallet in touch with the chain? */
const openTouch = (
	network: L1Network,
	sync: Sync,
	clock: Clock,
): Pick<L1Chain, "checkTouch" | "headFor"> & {
	readonly isOut: (purpose: Purpose) => boolean;
} => {
	const { freshness } = orderPolicy(network);
	const headFor = (purpose: Purpose): Verified<Head> => {
		const head = sync.head("optimistic");
		checkFresh(head.value.timeS, clock.nowMs(), purpose, freshness);
		return head;
	};
	const checkTouch = (purpose: Purpose): void => {
		headFor(purpose);
	};
	return {
		checkTouch,
		headFor,
		isOut: (purpose) => {
			try {
				checkTouch(purpose);
				return false;
			} catch {
				return true;
			}
		},
	};
};

/** Reading under the heads of the light client, for our own screens and by who asks. What is proved is shared. */
const openReading = (
	network: L1Network,
	pool: Executions,
	clock: Clock,
	sync: Sync,
	checkTouch: L1Chain["checkTouch"],
	nextHead: NextHead,
): L1Way & Pick<L1Chain, "capture" | "ahead" | "by"> => {
	const headerCache = openHeaderCache();
	const capture = openCapture({ pool: pool.all, clock });
	const wayOver = (own: Pool<Execution>, ownCapture: Capture): L1Way => ({
		pool: own,
		reader: freshReader(
			() => checkTouch("answer"),
			openL1Reader({
				chainId: network.chainId,
				slotMs: network.secondsPerSlot * 1000,
				clock,
				pool: own,
				capture: ownCapture,
				headerCache,
				head: sync.head,
				nextHead: nextHead.wait,
			}),
		),
	});
	return {
		...wayOver(pool.all, capture),
		capture,
		ahead: openAhead(network, capture, sync.head),
		by: byAsker((asker) => {
			const own = pool.by(asker);
			return wayOver(own, capture.over(own));
		}),
	};
};

/** Who serves another chain is set aside. Throws nothing. */
const checkChainOf = async (
	pool: Pool<Execution>,
	{ chainId }: L1Network,
): Promise<void> => {
	await pool
		.all(async ({ name, client }) => {
			const { value } = await client.chainId();
			if (value !== chainId)
				throw new Fault(
					"other-chain",
					`chain ${value}, ${chainId} expected`,
					name,
				);
		})
		.catch(() => []);
};

export type L1Tools = AskerPorts & {
	readonly store: Store;
	readonly kernel: Kernel;
	/** Who may offer proofs of a committee handover, for a faster start. */
	readonly handovers?: readonly HandoverSource[];
};

/** @param root what `readTrusted` gave. @throws storage */
export const openL1Chain = async (
	network: L1Network,
	endpoints: ChainEndpoints,
	root: Hex,
	ports: L1Tools,
	onChange: () => void,
	/** A later signature is on another branch: what rests on heads that are not final is dropped. */
	onReorg: () => void = () => {},
): Promise<L1Chain> => {
	const { clock, store } = ports;
	const pool = openExecutions(
		endpoints.execution,
		ports,
		() =>
			new Fault("not-followed", `no execution endpoint of ${network.title}`),
	);
	const record = await openSyncRecord(store, network.name);
	const nextHead = openNextHead(clock);
	const begun = openBegun(clock);
	const start = await readStart(store, network.name, root);
	const sync = openSync({
		network,
		endpoints: endpoints.beacon,
		ports: { ...ports, fetch: wayOut(ports, following) },
		start,
		handovers: ports.handovers ?? [],
		on: (event) => {
			if (event.kind === "head") {
				if (event.head.value.finality === "final") record.noteFinal(event.head);
				nextHead.come();
				if (!isOut("answer")) begun.come();
			}
			if (event.kind === "saveable") record.noteUnsaved();
			if (event.kind === "reorg") onReorg();
			onChange();
		},
	});
	const { checkTouch, headFor, isOut } = openTouch(network, sync, clock);
	const checkedChain = checkChainOf(pool.all, network);
	const read = openReading(network, pool, clock, sync, checkTouch, nextHead);
	return {
		network,
		...read,
		sync,
		checkTouch,
		headFor,
		view: () =>
			syncView(network, sync, "saved" in start, isOut("show"), clock.nowMs()),
		begun,
		round: async (signal) => {
			await checkedChain;
			await sync.round(signal).finally(begun.come);
			// closed meanwhile: what the user trusts by now may be another root, and is not written over
			if (signal?.aborted) return;
			record.noteAnchor(sync);
			await record.save(sync).catch((thrown: unknown) => {
				throw asFault(thrown);
			});
		},
		pendingAnchors: () => {
			record.noteAnchor(sync);
			return record.anchors;
		},
		anchorTaken: (evidence) => record.anchorTaken(evidence),
	};
};
