// What the parts of a sync share: the store they build, the endpoints they ask, who is blamed and what is told. It knows how
// to ask, verify and apply, and not what to ask next.

import { asFault, Fault } from "../base/fault.ts";
import type { Kernel } from "../crypto/kernel.ts";
import { rememberingKernel } from "../crypto/memory.ts";
import type { BeaconPorts } from "../source/beacon.ts";
import type { Endpoint } from "../source/claim.ts";
import type { Verified } from "../trust/verified.ts";
import { checkCheckpointAge } from "./age.ts";
import { askForkVersions, type BeaconApi } from "./beacon-api.ts";
import {
	proveCandidates,
	rankCandidates,
	readCandidate,
	type UpdateCandidate,
} from "./candidate.ts";
import type { CheckedUpdate } from "./conclusion.ts";
import { type Conflict, onDifferentBranches } from "./conflict.ts";
import {
	type EndpointPool,
	gather,
	isLie,
	openEndpointPool,
	type Reply,
} from "./endpoint-pool.ts";
import type { L1Network } from "./network.ts";
import type { ReplayContext } from "./replay.ts";
import { type EncodedObject, slotAtTime, type UpdateKind } from "./spec.ts";
import { applyRound, type LightStore } from "./store.ts";
import type { Head } from "./values.ts";

export type SyncPorts = BeaconPorts & { readonly kernel: Kernel };

/** Committees proved so far of those between the start and now. */
export type Progress = {
	readonly period: number;
	readonly of: number;
	/** Unix milliseconds. */
	readonly startedMs: number;
};

export type SyncEvent =
	| ({ readonly kind: "progress" } & Progress)
	| { readonly kind: "head"; readonly head: Verified<Head> }
	/** A head that was signed later is on another branch; what rested on the dropped one is dropped with it. */
	| {
			readonly kind: "reorg";
			readonly dropped: Verified<Head>;
			readonly head: Verified<Head>;
	  }
	/** A handover was taken, up to this period; or was not, and why. The walk goes on from wherever it led. */
	| {
			readonly kind: "handover";
			readonly source: string;
			readonly period: number;
			readonly fault: Fault | null;
	  }
	/** What `saveable` gives has changed. */
	| { readonly kind: "saveable" }
	/** An endpoint lied or sent what does not decode, and is not asked again. */
	| { readonly kind: "aside"; readonly endpoint: string; readonly fault: Fault }
	| { readonly kind: "conflict"; readonly conflict: Conflict }
	/** Nothing more is verified until the user acts; `status` says why. */
	| { readonly kind: "stopped"; readonly fault: Fault };

export type DriverOptions = {
	readonly network: L1Network;
	readonly endpoints: readonly Endpoint[];
	readonly ports: SyncPorts;
	readonly on?: (event: SyncEvent) => void;
	/** Milliseconds the slower endpoints are given after the first good answer. */
	readonly graceMs?: number;
};

type AskedEndpoint = { readonly endpoint: Endpoint };

export type Driver = {
	readonly network: L1Network;
	readonly ports: SyncPorts;
	readonly endpointPool: EndpointPool;
	/** For running rules again; its kernel remembers what it has proved. */
	readonly context: ReplayContext;
	readonly tell: (event: SyncEvent) => void;
	/** Null before the first header. */
	readonly store: () => LightStore | null;
	/** @throws checkpoint-age when the present store has become too old for anything to follow from it */
	readonly replaceStore: (next: LightStore) => void;
	/** Adds what one round of answers proves. @throws as `replaceStore` */
	readonly apply: (proved: readonly CheckedUpdate[]) => void;
	/** The slot of this device's clock. */
	readonly currentSlot: () => number;
	readonly slotMs: number;
	/** The latest slot for which two thirds are known to have signed. */
	readonly signedSlot: () => number;
	/** Notes why the sync cannot go on. */
	readonly stop: (fault: Fault) => void;
	/** Also, from the moment on, that the newest final header has become too old to conclude anything from. */
	readonly stopped: () => Fault | null;
	/** Can only the user help now? */
	readonly hasEnded: () => boolean;
	/** Runs a round's work; what it throws, and what it notes as a stop, holds until the next round is done. */
	readonly duringRound: (work: () => Promise<void>) => Promise<void>;
	/** Puts a question to each, without waiting long for the slowest. */
	readonly askEndpoints: <A extends AskedEndpoint, T>(
		asked: readonly A[],
		ask: (one: A, beaconApi: BeaconApi) => Promise<T>,
		signal: AbortSignal | undefined,
	) => Promise<readonly Reply<A, T>[]>;
	/** The endpoints that may be asked now, one question each. */
	readonly seats: () => readonly AskedEndpoint[];
	readonly judge: (replies: readonly Reply<AskedEndpoint, unknown>[]) => void;
	/** Null when the work fails, which is then the endpoint's fault. */
	readonly attempt: <T>(endpoint: string, work: () => T) => T | null;
	readonly read: (
		endpoint: string,
		kind: UpdateKind,
		encoded: EncodedObject,
	) => UpdateCandidate | null;
	/** Verifies candidates, the best first, and settles with those whose answer was wrong. */
	readonly verify: (
		candidates: readonly UpdateCandidate[],
		signal: AbortSignal | undefined,
	) => Promise<readonly CheckedUpdate[]>;
};

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

const conflictFault = ({ first, second }: Conflict): Fault =>
	new Fault(
		"conflict",
		`slot ${first.value.slot} as ${first.value.root} and slot ${second.value.slot} as ${second.value.root}`,
	);

/** Tells what the next store has that the one before it had not. */
const tellChanges = (
	before: LightStore | null,
	next: LightStore,
	tell: Driver["tell"],
	stop: Driver["stop"],
): void => {
	if (next.conflict !== null && before?.conflict == null) {
		tell({ kind: "conflict", conflict: next.conflict });
		stop(conflictFault(next.conflict));
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

/** Why nothing goes on: what a round ended with, and an age that has become too high since. */
const openStops = (
	{ network, ports: { clock } }: DriverOptions,
	store: () => LightStore | null,
	tell: Driver["tell"],
) => {
	let stopped: Fault | null = null;
	let roundFault: Fault | null = null;
	/** When the age was found too high, by this device's clock. */
	let agedMs = 0;

	const stop = (fault: Fault): void => {
		const told = stopped?.code === fault.code;
		if (fault.code === "checkpoint-age") agedMs = clock.nowMs();
		roundFault = fault;
		stopped = fault;
		if (!told) tell({ kind: "stopped", fault });
	};

	/** An age that was read off a clock which was set back since has to be looked at anew. */
	const wasClock = (fault: Fault): boolean =>
		fault.code === "checkpoint-age" && clock.nowMs() < agedMs;

	const hasEnded = () =>
		stopped !== null && endings.includes(stopped.code) && !wasClock(stopped);

	/** What is trusted has become too old while nothing newer came: then nothing newer can follow from it. */
	const tooOld = (): Fault | null => {
		const now = store();
		if (now === null) return null;
		try {
			checkCheckpointAge(network, now.finalized.value.timeS, clock.nowMs());
			return null;
		} catch (thrown) {
			const fault = asFault(thrown);
			// a clock behind the header is told of by the sync, as for any header
			return fault.code === "checkpoint-age" ? fault : null;
		}
	};

	/** @throws checkpoint-age */
	const checkAge = (): void => {
		const fault = tooOld();
		if (fault !== null) throw fault;
	};

	const duringRound = async (work: () => Promise<void>): Promise<void> => {
		if (hasEnded()) return;
		const old = tooOld();
		if (old !== null) {
			stop(old);
			return;
		}
		roundFault = null;
		try {
			await work();
		} catch (thrown) {
			const fault = asFault(thrown);
			// stopped, or above a limit of our own: the next round is the next try
			if (fault.code !== "cancelled" && fault.kind !== "busy") stop(fault);
		}
		if (!hasEnded()) stopped = roundFault;
	};

	return {
		stop,
		stopped: () => stopped ?? tooOld(),
		hasEnded,
		checkAge,
		duringRound,
	};
};

/** How endpoints are asked, and what their answers say of them. */
const openAsking = (
	{ network, ports, graceMs = 1_500 }: DriverOptions,
	endpointPool: EndpointPool,
	stop: Driver["stop"],
): Pick<Driver, "askEndpoints" | "judge" | "attempt" | "seats"> => {
	const askEndpoints = <A extends { readonly endpoint: Endpoint }, T>(
		asked: readonly A[],
		ask: (one: A, beaconApi: BeaconApi) => Promise<T>,
		signal: AbortSignal | undefined,
	): Promise<readonly Reply<A, T>[]> =>
		gather(
			ports.clock,
			asked,
			(one, own, onWait) =>
				ask(one, {
					ports: {
						...ports,
						fetch: (request) => ports.fetch({ ...request, onWait }),
					},
					network,
					endpoint: one.endpoint,
					signal: own,
				}),
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
		for (const name of well) endpointPool.praise(name);
		for (const reply of replies)
			if ("fault" in reply && reply.fault.code !== "cancelled") {
				const { name } = reply.asked.endpoint;
				if (isLie(reply.fault) || !well.has(name))
					endpointPool.blame(name, reply.fault);
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
			endpointPool.blame(endpoint, asFault(thrown));
			return null;
		}
	};

	const seats = () =>
		endpointPool.available().map((endpoint) => ({ endpoint }) as const);

	return { askEndpoints, judge, attempt, seats };
};

// A signature that does not fit may be one under a fork we do not know. The node's word counts only against itself:
// nothing is verified on it.
const speaksOfUnknownFork = async (
	{ network }: DriverOptions,
	askEndpoints: Driver["askEndpoints"],
	asked: readonly Endpoint[],
	{ endpoint: name, update }: UpdateCandidate,
	signal: AbortSignal | undefined,
): Promise<boolean> => {
	const endpoint = asked.find((one) => one.name === name);
	if (endpoint === undefined) return false;
	const [reply] = await askEndpoints(
		[{ endpoint }],
		(_, beaconApi) => askForkVersions(beaconApi, update.signatureSlot),
		signal,
	);
	const known = new Set(network.forks.map(({ version }) => version));
	return (
		reply !== undefined &&
		"value" in reply &&
		reply.value.some((version) => !known.has(version))
	);
};

/** How candidates are verified, and what those whose answer was wrong are held for. */
const openVerifying = (
	options: DriverOptions,
	kernel: Kernel,
	endpointPool: EndpointPool,
	askEndpoints: Driver["askEndpoints"],
	stop: Driver["stop"],
	store: () => LightStore | null,
): Pick<Driver, "verify" | "signedSlot"> => {
	const { network, ports } = options;
	let signedSlot = 0;

	const verify = async (
		candidates: readonly UpdateCandidate[],
		signal: AbortSignal | undefined,
	): Promise<readonly CheckedUpdate[]> => {
		const now = store();
		if (now === null) return [];
		const ranked = rankCandidates(network, candidates);
		const nowMs = ports.clock.nowMs();
		const result = await proveCandidates(now, ranked, kernel, nowMs);
		signedSlot = Math.max(signedSlot, result.signedSlot);
		const asked = endpointPool.available();
		for (const { candidate, fault } of result.wrong) {
			// A clock that is behind and a header that comes early are not the endpoint's doing.
			if (fault.code === "clock" || fault.kind === "unproven") continue;
			const forked =
				fault.code === "committee-signature" &&
				(await speaksOfUnknownFork(
					options,
					askEndpoints,
					asked,
					candidate,
					signal,
				));
			if (!forked) {
				endpointPool.blame(candidate.endpoint, fault);
				continue;
			}
			const unknown = new Fault(
				"unknown-fork",
				"the node's schedule has a fork that this network's file lacks",
			);
			endpointPool.blame(candidate.endpoint, unknown);
			if (result.proved.length === 0) stop(unknown);
		}
		return result.proved;
	};

	return { verify, signedSlot: () => signedSlot };
};

export const openDriver = (options: DriverOptions): Driver => {
	const { network, ports } = options;
	const { clock } = ports;
	const kernel = rememberingKernel(ports.kernel);
	const context = {
		kernel,
		networkByName: (name: string) =>
			name === network.name ? network : undefined,
	};
	const tell = options.on ?? (() => {});
	const endpointPool = openEndpointPool(
		options.endpoints,
		clock,
		(endpoint, fault) => tell({ kind: "aside", endpoint, fault }),
		// so a slot after the first of them is back, the wallet is too
		network.secondsPerSlot * 1000,
	);

	let store: LightStore | null = null;
	const stops = openStops(options, () => store, tell);
	const { stop, checkAge } = stops;
	const asking = openAsking(options, endpointPool, stop);
	const { attempt } = asking;

	/** @throws checkpoint-age when the store that the next one follows from has become too old by now */
	const replaceStore = (next: LightStore): void => {
		checkAge();
		const before = store;
		store = next;
		tellChanges(before, next, tell, stop);
	};

	const apply = (proved: readonly CheckedUpdate[]): void => {
		if (store !== null && proved.length > 0)
			replaceStore(applyRound(store, proved));
	};

	return {
		network,
		ports,
		endpointPool,
		context,
		tell,
		store: () => store,
		replaceStore,
		apply,
		currentSlot: () => slotAtTime(network, clock.nowMs()),
		slotMs: network.secondsPerSlot * 1000,
		...openVerifying(
			options,
			kernel,
			endpointPool,
			asking.askEndpoints,
			stop,
			() => store,
		),
		stop,
		stopped: stops.stopped,
		hasEnded: stops.hasEnded,
		duringRound: stops.duringRound,
		...asking,
		read: (endpoint, kind, encoded) =>
			attempt(endpoint, () => readCandidate(network, endpoint, kind, encoded)),
	};
};
