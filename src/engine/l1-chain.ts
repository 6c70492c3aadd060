// Ethereum as the engine follows it: the light client over the beacon endpoints, the execution endpoints, the reader on top,
// and what has to be kept to go on after a restart.

import type { Hex } from "../base/bytes.ts";
import { hash, list, parseJson, text } from "../base/decode.ts";
import { asFault, Fault } from "../base/fault.ts";
import type { Kernel } from "../crypto/kernel.ts";
import { evidenceOf, evidenceText } from "../evidence/evidence.ts";
import { orderPolicy } from "../evidence/l1-order.ts";
import type { L1Network } from "../l1/network.ts";
import { decodeSaved } from "../l1/saved.ts";
import { periodAtSlot, slotAtTime } from "../l1/spec.ts";
import { openSync, type Sync, type SyncStart } from "../l1/sync.ts";
import type { Head } from "../l1/values.ts";
import type { SyncView } from "../protocol/views.ts";
import type { Execution } from "../source/execution.ts";
import type { HandoverSource } from "../source/handover.ts";
import type { Asker } from "../source/lanes.ts";
import type { Pool } from "../source/pool.ts";
import type { Store } from "../source/ports.ts";
import { type Capture, openCapture } from "../state/capture.ts";
import type { Header } from "../state/values.ts";
import { openShelf } from "../state/walk.ts";
import { checkFresh, type Purpose } from "../trust/freshness.ts";
import type { Verified } from "../trust/verified.ts";
import { type Ahead, openAhead } from "./ahead.ts";
import {
	byAsker,
	following,
	type Outside,
	openExecutions,
	wayOut,
} from "./askers.ts";
import { freshReader } from "./fresh-reader.ts";
import { openL1Reader } from "./l1-reader.ts";
import { openNextHead } from "./next-head.ts";
import type { Reader } from "./reader.ts";
import type { ChainEndpoints } from "./settings.ts";

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
		return hash(text, "trusted root");
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

const mostAnchors = 32;
const storedAnchors = list(text(16_000_000), mostAnchors);

/** What the signer was still to take when the engine stopped. */
const readAnchors = async (
	store: Store,
	network: string,
): Promise<readonly string[]> => {
	const stored = await store.get("evidence", `anchors.${network}`);
	if (stored === undefined) return [];
	try {
		return storedAnchors(parseJson(stored), "anchors");
	} catch {
		// what does not decode is lost; accepting a checkpoint anew sets the signer right
		return [];
	}
};

const readStart = async (
	store: Store,
	network: string,
	root: Hex,
): Promise<SyncStart> => {
	const text = await store.get("evidence", `sync.${network}`);
	if (text === undefined) return { root };
	try {
		const saved = decodeSaved(parseJson(text));
		return saved.root === root ? { saved } : { root };
	} catch {
		// what does not decode is lost; the root alone is enough to begin again
		return { root };
	}
};

const headView = (head: Verified<Head>): NonNullable<SyncView["final"]> => ({
	slot: head.value.slot,
	root: head.value.root,
	blockNumber: head.value.execution.payload?.blockNumber ?? null,
	timeS: head.value.timeS,
	signed: head.value.signed,
	of: head.value.of,
});

const phases = {
	starting: "bootstrap",
	"catching-up": "updates",
	following: "following",
	stopped: "stopped",
} as const;

/** @param root what `readTrusted` gave */
export const openL1Chain = async (
	network: L1Network,
	endpoints: ChainEndpoints,
	root: Hex,
	ports: Outside & {
		readonly store: Store;
		readonly kernel: Kernel;
		/** Who may offer proofs of a committee handover, for a faster start. */
		readonly handovers?: readonly HandoverSource[];
	},
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
	const shelf = openShelf();
	const capture = openCapture({ pool: pool.all, clock });
	const finals = new Map<Hex, Verified<Head>>();
	let anchors: readonly string[] = await readAnchors(store, network.name);
	const nextHead = openNextHead(clock);
	let unsaved = false;

	const start = await readStart(store, network.name, root);
	const sync = openSync({
		network,
		endpoints: endpoints.beacon,
		ports: {
			...ports,
			fetch: wayOut(ports, following),
		},
		start,
		handovers: ports.handovers ?? [],
		on: (event) => {
			if (event.kind === "head") {
				if (event.head.value.finality === "final")
					finals.set(event.head.value.root, event.head);
				for (const root of [...finals.keys()].slice(0, -8)) finals.delete(root);
				nextHead.come();
			}
			if (event.kind === "saveable") unsaved = true;
			if (event.kind === "reorg") onReorg();
			onChange();
		},
	});

	/**
	 * A checkpoint that replaced the one before: the signer takes it by evidence from that one. The first round may do so
	 * already, after a long absence; so it is the evidence that says where it starts, not what this engine saw before.
	 */
	let checkpointRoot: Hex | null = null;
	const noteAnchor = (): void => {
		const now = sync.checkpoint()?.value.root ?? null;
		if (now === null || now === checkpointRoot) return;
		checkpointRoot = now;
		const proof = finals.get(now);
		if (proof === undefined) return;
		const evidence = evidenceOf(proof);
		if (evidence.checkpoint === now) return;
		anchors = [...anchors, evidenceText(evidence)].slice(-mostAnchors);
		unsaved = true;
	};

	const anchorsRow = () => ({
		table: "evidence" as const,
		key: `anchors.${network.name}`,
		value: anchors.length === 0 ? null : JSON.stringify(anchors),
	});

	const save = async (): Promise<void> => {
		if (!unsaved) return;
		const saved = sync.saveable();
		if (saved === null) return;
		unsaved = false;
		await store.putAll([
			{
				table: "evidence",
				key: `sync.${network.name}`,
				value: JSON.stringify(saved),
			},
			{ table: "trusted", key: network.name, value: saved.root },
			anchorsRow(),
		]);
	};

	const { freshness } = orderPolicy(network);
	const checkTouch = (purpose: Purpose): void => {
		const { timeS } = sync.head("optimistic").value;
		checkFresh(timeS, clock.nowMs(), purpose, freshness);
	};

	const isOut = (): boolean => {
		try {
			checkTouch("show");
			return false;
		} catch {
			return true;
		}
	};

	const peek = (finality: "optimistic" | "final"): Verified<Head> | null => {
		try {
			return sync.head(finality);
		} catch {
			return null;
		}
	};

	const checkChain = pool.all
		.all(async ({ name, client }) => {
			const { value } = await client.chainId();
			if (value !== network.chainId)
				throw new Fault(
					"other-chain",
					`chain ${value}, ${network.chainId} expected`,
					name,
				);
		})
		.catch(() => []);

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
				shelf,
				head: sync.head,
				nextHead: nextHead.wait,
			}),
		),
	});

	return {
		network,
		...wayOver(pool.all, capture),
		capture,
		ahead: openAhead(network, capture, sync.head),
		by: byAsker((asker) => {
			const own = pool.by(asker);
			return wayOver(own, capture.over(own));
		}),
		sync,
		checkTouch,
		view: () => {
			const status = sync.status();
			const now = periodAtSlot(network, slotAtTime(network, clock.nowMs()));
			return {
				phase:
					status.phase === "starting" && "saved" in start
						? "resume"
						: phases[status.phase],
				done: status.progress?.period ?? 0,
				of: status.progress?.of ?? (now > 0 ? 1 : 0),
				startedMs: status.progress?.startedMs ?? null,
				optimistic: optionalView(peek("optimistic")),
				final: optionalView(peek("final")),
				stale: isOut(),
			};
		},
		round: async (signal) => {
			await checkChain;
			await sync.round(signal);
			// closed meanwhile: what the user trusts by now may be another root, and is not written over
			if (signal?.aborted) return;
			noteAnchor();
			await save().catch((thrown: unknown) => {
				unsaved = true;
				throw asFault(thrown);
			});
		},
		pendingAnchors: () => {
			noteAnchor();
			return anchors;
		},
		anchorTaken: async (evidence) => {
			anchors = anchors.filter((other) => other !== evidence);
			await store.putAll([anchorsRow()]);
		},
	};
};

const optionalView = (head: Verified<Head> | null): SyncView["final"] =>
	head === null ? null : headView(head);
