// The driver of the light client: from a checkpoint to the head and along with it, over several beacon endpoints. It holds
// the store, asks, verifies and applies; what is true it leaves to the checks. Nothing here believes an endpoint.

import type { Hex } from "../base/bytes.ts";
import { asFault, Fault, type FaultJson } from "../base/fault.ts";
import type { Kernel } from "../crypto/kernel.ts";
import { rememberingKernel } from "../crypto/memory.ts";
import type { BeaconPorts } from "../source/beacon.ts";
import type { Endpoint } from "../source/claim.ts";
import type { Finality } from "../trust/grade.ts";
import { servedBy, serverOf } from "../trust/served.ts";
import type { Verified } from "../trust/verified.ts";
import { chainLength, reanchorStore } from "./anchor.ts";
import {
	type Candidate,
	checkSignedTime,
	proveCandidates,
	rankCandidates,
	readCandidate,
	saysNothingNew,
} from "./candidate.ts";
import { checkCheckpointAge } from "./checkpoint.ts";
import {
	acceptCheckpoint,
	type CheckedUpdate,
	checkAggregate,
	checkBootstrap,
} from "./conclusion.ts";
import { type Conflict, onDifferentBranches } from "./conflict.ts";
import {
	askBootstrap,
	askForkVersions,
	askNewest,
	askUpdates,
	type Inquiry,
} from "./inquiry.ts";
import type { L1Network } from "./network.ts";
import {
	gather,
	isLie,
	openPanel,
	type Reply,
	type Standing,
} from "./panel.ts";
import { resumeStore, type SavedSync, saveStore } from "./saved.ts";
import {
	type Encoded,
	periodAtSlot,
	slotAtTime,
	type UpdateKind,
} from "./spec.ts";
import {
	applyRound,
	committeeOf,
	type LightStore,
	openStore,
	signingCommittee,
} from "./store.ts";
import type { Checkpoint, Committee, Head } from "./values.ts";

export type SyncPorts = BeaconPorts & { readonly kernel: Kernel };

/** Where to begin: a root the user accepted, or what an earlier sync saved. */
export type SyncStart = { readonly root: Hex } | { readonly saved: SavedSync };

export type SyncEvent =
	/** Committees proved so far of those between the start and now. */
	| {
			readonly kind: "progress";
			readonly period: number;
			readonly of: number;
			readonly startedMs: number;
	  }
	| { readonly kind: "head"; readonly head: Verified<Head> }
	/** A head that was signed later is on another branch; what rested on the dropped one is dropped with it. */
	| {
			readonly kind: "reorg";
			readonly dropped: Verified<Head>;
			readonly head: Verified<Head>;
	  }
	/** What `saveable` gives has changed. */
	| { readonly kind: "saveable" }
	/** An endpoint lied or sent what does not decode, and is not asked again. */
	| { readonly kind: "aside"; readonly endpoint: string; readonly fault: Fault }
	| { readonly kind: "conflict"; readonly conflict: Conflict }
	/** Nothing more is verified until the user acts; `status` says why. */
	| { readonly kind: "stopped"; readonly fault: Fault };

export type SyncStatus = {
	readonly network: string;
	readonly phase: "starting" | "catching-up" | "following" | "stopped";
	readonly progress: {
		readonly period: number;
		readonly of: number;
		readonly startedMs: number;
	} | null;
	readonly finalizedSlot: number | null;
	readonly optimisticSlot: number | null;
	/** Why nothing goes on: checkpoint-age, conflict, unknown-fork, committee-aggregate, bootstrap-root, … */
	readonly stopped: FaultJson | null;
	/** Set while signed headers are ahead of this device's clock. */
	readonly clock: FaultJson | null;
	readonly endpoints: readonly Standing[];
};

export type SyncOptions = {
	readonly network: L1Network;
	readonly endpoints: readonly Endpoint[];
	readonly ports: SyncPorts;
	readonly start: SyncStart;
	readonly on?: (event: SyncEvent) => void;
	/** Milliseconds the slower endpoints are given after the first good answer. */
	readonly graceMs?: number;
	/** Milliseconds between rounds; half a slot unless told. */
	readonly pollMs?: number;
};

export type Sync = {
	/** @throws not-synced before the first header, conflict, clock, or the fault that stopped the sync */
	readonly head: (finality: Finality) => Verified<Head>;
	/** The committee that signs in the slot of this device's clock. @throws as head */
	readonly committee: () => Verified<Committee>;
	readonly checkpoint: () => Verified<Checkpoint> | null;
	readonly conflict: () => Conflict | null;
	readonly status: () => SyncStatus;
	/** What an open sync would be resumed from; null before the first header. JSON. */
	readonly saveable: () => SavedSync | null;
	readonly replaceEndpoints: (endpoints: readonly Endpoint[]) => void;
	/** One pass over the endpoints: start, catch up, follow. Throws nothing; what went wrong is in the status. */
	readonly round: (signal?: AbortSignal) => Promise<void>;
	/** Rounds until the signal fires. */
	readonly run: (signal: AbortSignal) => Promise<void>;
};

const batchPeriods = 8;
const longestChain = 2;
/** Faults after which only the user can go on. */
const endings: readonly string[] = [
	"checkpoint-age",
	"committee-aggregate",
	"conflict",
	"evidence-step",
	"other-chain",
];

// As far as headers alone tell: a head that does not come after the one before it cannot rest on it.
const isReorg = (before: Verified<Head>, next: Verified<Head>): boolean =>
	before.value.root !== next.value.root &&
	before.value.finality !== "final" &&
	(next.value.slot <= before.value.slot ||
		onDifferentBranches(before.value, next.value));

export const openSync = (options: SyncOptions): Sync => {
	const { network, ports, graceMs = 1_500 } = options;
	const { clock } = ports;
	const kernel = rememberingKernel(ports.kernel);
	const context = {
		kernel,
		networkByName: (name: string) =>
			name === network.name ? network : undefined,
	};
	const tell = options.on ?? (() => {});
	const panel = openPanel(options.endpoints, clock, (endpoint, fault) =>
		tell({ kind: "aside", endpoint, fault }),
	);

	let store: LightStore | null = null;
	let stopped: Fault | null = null;
	let roundFault: Fault | null = null;
	/** The latest slot for which two thirds are known to have signed. */
	let signedSlot = 0;
	let progress: SyncStatus["progress"] = null;
	let firstPeriod = 0;
	let startedMs = 0;
	let nextCommitteeAskMs = 0;
	let nextAnchorMs = 0;
	const aggregatesChecked = new Set<Hex>();

	const stop = (fault: Fault): void => {
		const told = stopped?.code === fault.code;
		roundFault = fault;
		stopped = fault;
		if (!told) tell({ kind: "stopped", fault });
	};
	const hasEnded = () => stopped !== null && endings.includes(stopped.code);
	const currentSlot = () => slotAtTime(network, clock.nowMs());
	const slotMs = network.secondsPerSlot * 1000;

	const inquire = <A extends { readonly endpoint: Endpoint }, T>(
		asked: readonly A[],
		ask: (one: A, inquiry: Inquiry) => Promise<T>,
		signal: AbortSignal | undefined,
	): Promise<readonly Reply<A, T>[]> =>
		gather(
			clock,
			asked,
			(one, own) =>
				ask(one, { ports, network, endpoint: one.endpoint, signal: own }),
			graceMs,
			signal,
		);

	// A lie counts at once. Else an endpoint that answered anything is well, and one that answered nothing waits.
	const judge = (
		replies: readonly Reply<{ readonly endpoint: Endpoint }, unknown>[],
	): void => {
		const well = new Set<string>();
		for (const reply of replies)
			if ("value" in reply) well.add(reply.asked.endpoint.name);
		for (const name of well) panel.praise(name);
		for (const reply of replies)
			if ("fault" in reply && reply.fault.code !== "cancelled") {
				const { name } = reply.asked.endpoint;
				if (isLie(reply.fault) || !well.has(name))
					panel.blame(name, reply.fault);
			}
		// All who answered speak of a fork that is not in the network's file: the chain has moved on without us.
		const faults = replies.flatMap((reply) =>
			"fault" in reply ? [reply.fault] : [],
		);
		const unknown = faults.find(({ code }) => code === "unknown-fork");
		if (unknown !== undefined && well.size === 0) stop(unknown);
	};

	const attempt = <T>(endpoint: string, work: () => T): T | null => {
		try {
			return work();
		} catch (thrown) {
			panel.blame(endpoint, asFault(thrown));
			return null;
		}
	};

	const seats = () =>
		panel.available().map((endpoint) => ({ endpoint }) as const);

	const replaceStore = (next: LightStore): void => {
		const before = store;
		store = next;
		if (next.conflict !== null && before?.conflict == null) {
			tell({ kind: "conflict", conflict: next.conflict });
			const { first, second } = next.conflict;
			stop(
				new Fault(
					"conflict",
					`slot ${first.value.slot} as ${first.value.root} and slot ${second.value.slot} as ${second.value.root}`,
				),
			);
		}
		if (before !== null && isReorg(before.optimistic, next.optimistic))
			tell({
				kind: "reorg",
				dropped: before.optimistic,
				head: next.optimistic,
			});
		if (before?.finalized.value.root !== next.finalized.value.root)
			tell({ kind: "head", head: next.finalized });
		if (
			before?.optimistic.value.root !== next.optimistic.value.root &&
			next.optimistic !== next.finalized
		)
			tell({ kind: "head", head: next.optimistic });
		if (
			before?.finalized !== next.finalized ||
			before.committees.length !== next.committees.length ||
			before.conflict !== next.conflict
		)
			tell({ kind: "saveable" });
	};

	// --- start

	const bootstrap = async (
		root: Hex,
		signal: AbortSignal | undefined,
	): Promise<void> => {
		const checkpoint = acceptCheckpoint(network, root);
		const replies = await inquire(
			seats(),
			(_, inquiry) => askBootstrap(inquiry, root),
			signal,
		);
		judge(replies);
		for (const reply of replies) {
			if (!("value" in reply)) continue;
			const found = attempt(reply.asked.endpoint.name, () =>
				checkBootstrap(checkpoint, reply.value),
			);
			if (found === null) continue;
			checkCheckpointAge(network, found.head.value.timeS, clock.nowMs());
			servedBy(found.head, reply.asked.endpoint.name);
			servedBy(found.committee, reply.asked.endpoint.name);
			replaceStore(openStore(checkpoint, found.head, [found.committee]));
			return;
		}
	};

	// The steps that were saved, or, where they are lost or damaged, the root alone: that one is trusted.
	const resume = async (
		saved: SavedSync,
		signal: AbortSignal | undefined,
	): Promise<void> => {
		if (saved.steps.length > 0) {
			try {
				const nowMs = clock.nowMs();
				replaceStore(await resumeStore(network, saved, context, nowMs));
				return;
			} catch (thrown) {
				const fault = asFault(thrown);
				if (fault.kind !== "malformed" && fault.kind !== "disproved")
					throw fault;
			}
		}
		await bootstrap(saved.root, signal);
	};

	const begin = async (signal: AbortSignal | undefined): Promise<void> => {
		startedMs = clock.nowMs();
		const { start } = options;
		await ("saved" in start
			? resume(start.saved, signal)
			: bootstrap(start.root, signal));
		firstPeriod = store?.committees[0]?.value.period ?? 0;
	};

	// --- verify what was gathered

	// Verifies, and settles with those whose answer was wrong.
	const verify = async (
		candidates: readonly Candidate[],
		signal: AbortSignal | undefined,
	): Promise<readonly CheckedUpdate[]> => {
		if (store === null) return [];
		const ranked = rankCandidates(network, candidates);
		const nowMs = clock.nowMs();
		const result = await proveCandidates(store, ranked, kernel, nowMs);
		signedSlot = Math.max(signedSlot, result.signedSlot);
		const asked = panel.available();
		for (const { candidate, fault } of result.wrong) {
			// A clock that is behind and a header that comes early are not the endpoint's doing.
			if (fault.code === "clock" || fault.kind === "unproven") continue;
			const forked =
				fault.code === "committee-signature" &&
				(await speaksOfUnknownFork(asked, candidate, signal));
			if (!forked) panel.blame(candidate.endpoint, fault);
			else if (result.proved.length === 0) {
				const unknown = new Fault(
					"unknown-fork",
					"the node's schedule has a fork that this network's file lacks",
				);
				panel.blame(candidate.endpoint, unknown);
				stop(unknown);
			}
		}
		return result.proved;
	};

	// A signature that does not fit may be one under a fork we do not know. The node's word counts only against itself:
	// nothing is verified on it.
	const speaksOfUnknownFork = async (
		asked: readonly Endpoint[],
		{ endpoint: name, update }: Candidate,
		signal: AbortSignal | undefined,
	): Promise<boolean> => {
		const endpoint = asked.find((one) => one.name === name);
		if (endpoint === undefined) return false;
		const [reply] = await inquire(
			[{ endpoint }],
			(_, inquiry) => askForkVersions(inquiry, update.signatureSlot),
			signal,
		);
		const known = new Set(network.forks.map(({ version }) => version));
		return (
			reply !== undefined &&
			"value" in reply &&
			reply.value.some((version) => !known.has(version))
		);
	};

	const apply = (proved: readonly CheckedUpdate[]): void => {
		if (store !== null && proved.length > 0)
			replaceStore(applyRound(store, proved));
	};

	const decoded = (
		endpoint: string,
		kind: UpdateKind,
		encoded: Encoded,
	): Candidate | null =>
		attempt(endpoint, () => readCandidate(network, endpoint, kind, encoded));

	// --- committees, period by period

	// One batch from every endpoint; each period's best valid answer wins. Another answer is looked at only where it names
	// another committee, for that would be a conflict.
	const advance = async (
		start: number,
		count: number,
		signal: AbortSignal | undefined,
	): Promise<void> => {
		const replies = await inquire(
			seats(),
			(_, inquiry) => askUpdates(inquiry, start, count),
			signal,
		);
		judge(replies);
		const byPeriod = Array.from({ length: count }, (): Candidate[] => []);
		for (const reply of replies) {
			if (!("value" in reply)) continue;
			const { name } = reply.asked.endpoint;
			for (const [i, encoded] of reply.value.entries()) {
				const candidate = decoded(name, "update", encoded);
				if (candidate === null) break;
				const period = periodAtSlot(
					network,
					candidate.update.attestedHeader.slot,
				);
				if (period !== start + i) {
					panel.blame(
						name,
						new Fault(
							"wrong-period",
							`update ${i} is of period ${period}, ${start + i} was asked`,
						),
					);
					break;
				}
				byPeriod[i]?.push(candidate);
			}
		}
		for (const [i, candidates] of byPeriod.entries()) {
			if (store === null || hasEnded() || signal?.aborted) return;
			const proved = await verify(candidates, signal);
			apply(proved);
			const reached = committeeOf(store, start + i + 1) !== undefined;
			if (!reached) return;
			tellProgress();
		}
	};

	const tellProgress = (): void => {
		const newest = store?.committees.at(-1)?.value.period ?? firstPeriod;
		const now = periodAtSlot(network, currentSlot());
		if (progress === null && newest >= now) return;
		progress = {
			period: Math.min(newest, now) - firstPeriod,
			of: Math.max(now - firstPeriod, 1),
			startedMs,
		};
		tell({ kind: "progress", ...progress });
		if (newest >= now) progress = null;
	};

	const catchUp = async (signal: AbortSignal | undefined): Promise<void> => {
		for (;;) {
			const newest = store?.committees.at(-1)?.value.period;
			if (newest === undefined || hasEnded() || signal?.aborted) return;
			const missing = periodAtSlot(network, currentSlot()) - newest;
			if (missing <= 0) return;
			if (progress === null) tellProgress();
			await advance(newest, Math.min(missing, batchPeriods), signal);
			if (store?.committees.at(-1)?.value.period === newest) return;
		}
	};

	// The committee of the next period, once this one has a final header: asked for at most once in an epoch's time.
	const prepare = async (signal: AbortSignal | undefined): Promise<void> => {
		const now = periodAtSlot(network, currentSlot());
		if (store === null || clock.ticksMs() < nextCommitteeAskMs) return;
		if (committeeOf(store, now + 1) !== undefined) return;
		if (periodAtSlot(network, store.finalized.value.slot) < now) return;
		nextCommitteeAskMs = clock.ticksMs() + 8 * slotMs;
		await advance(now, 1, signal);
	};

	// --- the newest headers

	const follow = async (signal: AbortSignal | undefined): Promise<void> => {
		const asked = panel.available().flatMap((endpoint) => [
			{ endpoint, kind: "finality" as const },
			{ endpoint, kind: "optimistic" as const },
		]);
		const replies = await inquire(
			asked,
			({ kind }, inquiry) => askNewest(inquiry, kind),
			signal,
		);
		judge(replies);
		const candidates = replies.flatMap((reply) => {
			if (!("value" in reply)) return [];
			const { endpoint, kind } = reply.asked;
			const candidate = decoded(endpoint.name, kind, reply.value);
			return candidate === null ||
				store === null ||
				saysNothingNew(store, candidate)
				? []
				: [candidate];
		});
		apply(await verify(candidates, signal));
	};

	// --- housekeeping

	// The evidence starts anew from a header that was verified as final here, so that it does not grow for ever.
	const reanchor = async (signal: AbortSignal | undefined): Promise<void> => {
		if (store === null || clock.ticksMs() < nextAnchorMs) return;
		if (chainLength(store.finalized) <= longestChain) return;
		nextAnchorMs = clock.ticksMs() + 32 * slotMs;
		const { root } = store.finalized.value;
		const replies = await inquire(
			seats(),
			(_, inquiry) => askBootstrap(inquiry, root),
			signal,
		);
		// An endpoint need not keep this bootstrap, so one that has none is not to blame.
		for (const reply of replies) {
			if (!("value" in reply)) continue;
			try {
				const next = await reanchorStore(store, reply.value, context);
				const { name } = reply.asked.endpoint;
				for (const one of [next.finalized, ...next.committees])
					servedBy(one, name);
				servedBy(next.optimistic, serverOf(store.optimistic) ?? name);
				replaceStore(next);
				return;
			} catch (thrown) {
				panel.blame(reply.asked.endpoint.name, asFault(thrown));
			}
		}
	};

	const checkKeys = async (): Promise<void> => {
		if (store === null) return;
		const committee = committeeOf(store, periodAtSlot(network, currentSlot()));
		if (committee === undefined || aggregatesChecked.has(committee.value.root))
			return;
		await checkAggregate(committee, kernel);
		aggregatesChecked.add(committee.value.root);
	};

	const oneRound = async (signal: AbortSignal | undefined): Promise<void> => {
		if (hasEnded()) return;
		roundFault = null;
		try {
			if (store === null) await begin(signal);
			if (store === null || hasEnded()) return;
			await catchUp(signal);
			if (hasEnded()) return;
			await follow(signal);
			if (hasEnded()) return;
			await prepare(signal);
			await reanchor(signal);
			await checkKeys();
		} catch (thrown) {
			const fault = asFault(thrown);
			if (fault.code !== "cancelled") stop(fault);
		}
		if (!hasEnded()) stopped = roundFault;
	};

	// Rounds do not overlap: who asks for one while one runs gets that one.
	let running: Promise<void> | null = null;
	const round = (signal?: AbortSignal): Promise<void> => {
		running ??= oneRound(signal).finally(() => {
			running = null;
		});
		return running;
	};

	const clockFault = (): Fault | null => {
		try {
			checkSignedTime(network, signedSlot, clock.nowMs());
			return null;
		} catch (thrown) {
			const fault = asFault(thrown);
			return fault.code === "clock" ? fault : null;
		}
	};

	const ready = (): LightStore => {
		if (stopped !== null) throw stopped;
		const wrongClock = clockFault();
		if (wrongClock !== null) throw wrongClock;
		if (store === null) throw new Fault("not-synced", "no header is verified");
		return store;
	};
	const phase = (): SyncStatus["phase"] => {
		if (stopped !== null) return "stopped";
		if (store === null) return "starting";
		const now = periodAtSlot(network, currentSlot());
		return committeeOf(store, now) === undefined ? "catching-up" : "following";
	};

	return {
		head: (finality) =>
			finality === "final" ? ready().finalized : ready().optimistic,
		committee: () => signingCommittee(ready(), currentSlot()),
		checkpoint: () => store?.checkpoint ?? null,
		conflict: () => store?.conflict ?? null,
		status: () => ({
			network: network.name,
			phase: phase(),
			progress,
			finalizedSlot: store?.finalized.value.slot ?? null,
			optimisticSlot: store?.optimistic.value.slot ?? null,
			stopped: stopped?.toJson() ?? null,
			clock: clockFault()?.toJson() ?? null,
			endpoints: panel.standings(),
		}),
		saveable: () => (store === null ? null : saveStore(store)),
		replaceEndpoints: panel.replace,
		round,
		run: async (signal) => {
			while (!signal.aborted) {
				await round(signal);
				if (hasEnded() || signal.aborted) return;
				try {
					await clock.sleep(
						options.pollMs ?? Math.max(500, slotMs / 2),
						signal,
					);
				} catch {
					return;
				}
			}
		},
	};
};
