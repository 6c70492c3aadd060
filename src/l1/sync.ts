// The light client over several beacon endpoints: from a checkpoint to the head and along with it. What is true it leaves to
// the checks, what endpoints say to the driver; here is what is done in which order, and what the rest of the engine sees.

import { singleFlight } from "../base/async.ts";
import type { Hex } from "../base/bytes.ts";
import { asFault, Fault, type FaultJson } from "../base/fault.ts";
import type { Endpoint } from "../source/claim.ts";
import type { HandoverSource } from "../source/handover.ts";
import type { Finality } from "../trust/grade.ts";
import { servedBy, serverOf } from "../trust/served.ts";
import type { Verified } from "../trust/verified.ts";
import { chainLength, reanchorStore } from "./anchor.ts";
import { askBootstrap, askNewest } from "./beacon-api.ts";
import { begin, type SyncStart } from "./beginning.ts";
import { checkSignedTime, saysNothingNew } from "./candidate.ts";
import { openCommittees } from "./committees.ts";
import { checkAggregate } from "./conclusion.ts";
import type { Conflict } from "./conflict.ts";
import {
	type Driver,
	type DriverOptions,
	openDriver,
	type Progress,
	type SyncEvent,
	type SyncPorts,
} from "./driver.ts";
import type { EndpointStanding } from "./endpoint-pool.ts";
import { untilNextRoundMs } from "./pace.ts";
import { type SavedSync, saveStore } from "./saved.ts";
import { epochAtSlot, periodAtSlot } from "./spec.ts";
import { committeeOf, type LightStore, signingCommittee } from "./store.ts";
import type { Checkpoint, Committee, Head } from "./values.ts";

export type { Progress, SyncEvent, SyncPorts, SyncStart };

export type SyncStatus = {
	readonly network: string;
	readonly phase: "starting" | "catching-up" | "following" | "stopped";
	readonly progress: Progress | null;
	readonly finalizedSlot: number | null;
	readonly optimisticSlot: number | null;
	/** Why nothing goes on: checkpoint-age, conflict, unknown-fork, committee-aggregate, … */
	readonly stopped: FaultJson | null;
	/** Set while signed headers are ahead of this device's clock. */
	readonly clock: FaultJson | null;
	readonly endpoints: readonly EndpointStanding[];
};

export type SyncOptions = DriverOptions & {
	readonly start: SyncStart;
	/** Who may offer proofs of a handover in place of a part of the walk. Nothing they say is taken unchecked. */
	readonly handovers?: readonly HandoverSource[];
	/** Milliseconds between rounds; what the network's pace asks for unless told. */
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
	/** The next round asks every endpoint that did not lie, whoever was silent before. */
	readonly retry: () => void;
	/**
	 * One pass over the endpoints: start, catch up, follow. Throws nothing; what went wrong is in the status. While one runs,
	 * another is not begun: the running one is given.
	 */
	readonly round: (signal?: AbortSignal) => Promise<void>;
	/** Rounds until the signal fires. */
	readonly run: (signal: AbortSignal) => Promise<void>;
};

const longestChain = 2;

/**
 * Which of the newest updates can be newer than what is verified: the head of the slot before this one is signed in this one,
 * and in an epoch the one two before it gets final, by a head that is newer too. Source: consensus-specs, altair/light-client,
 * phase0 (justification).
 */
const dueKinds = (driver: Driver): readonly ("finality" | "optimistic")[] => {
	const store = driver.store();
	if (store === null) return [];
	const { network } = driver;
	const slot = driver.currentSlot();
	if (store.optimistic.value.slot + 1 >= slot) return [];
	const finalEpoch = epochAtSlot(network, store.finalized.value.slot);
	return finalEpoch + 2 < epochAtSlot(network, slot)
		? ["finality", "optimistic"]
		: ["optimistic"];
};

// The newest headers of every endpoint, verified together.
const follow = async (
	driver: Driver,
	signal: AbortSignal | undefined,
): Promise<void> => {
	const kinds = dueKinds(driver);
	const asked = driver
		.seats()
		.flatMap(({ endpoint }) => kinds.map((kind) => ({ endpoint, kind })));
	if (asked.length === 0) return;
	const replies = await driver.askEndpoints(
		asked,
		({ kind }, beaconApi) => askNewest(beaconApi, kind),
		signal,
	);
	driver.judge(replies);
	const store = driver.store();
	if (store === null) return;
	const candidates = replies.flatMap((reply) => {
		if (!("value" in reply)) return [];
		const { endpoint, kind } = reply.asked;
		const candidate = driver.read(endpoint.name, kind, reply.value);
		return candidate === null || saysNothingNew(store, candidate)
			? []
			: [candidate];
	});
	driver.apply(await driver.verify(candidates, signal));
};

// The evidence starts anew from a header that was verified as final here, so that it does not grow for ever.
const reanchor = async (
	driver: Driver,
	store: LightStore,
	signal: AbortSignal | undefined,
): Promise<void> => {
	const { root } = store.finalized.value;
	const replies = await driver.askEndpoints(
		driver.seats(),
		(_, beaconApi) => askBootstrap(beaconApi, root),
		signal,
	);
	// An endpoint need not keep this bootstrap, so one that has none is not to blame.
	for (const reply of replies) {
		if (!("value" in reply)) continue;
		const { name } = reply.asked.endpoint;
		try {
			const next = await reanchorStore(store, reply.value, driver.context);
			for (const one of [next.finalized, ...next.committees])
				servedBy(one, name);
			servedBy(next.optimistic, serverOf(store.optimistic) ?? name);
			driver.replaceStore(next);
			return;
		} catch (thrown) {
			driver.endpointPool.blame(name, asFault(thrown));
		}
	}
};

/** What is done when nothing else is to be done. */
const openUpkeep = (driver: Driver) => {
	const { network, slotMs, currentSlot, store } = driver;
	const { clock } = driver.ports;
	let nextAnchorMs = 0;
	const aggregatesChecked = new Set<Hex>();

	const shortenEvidence = async (
		signal: AbortSignal | undefined,
	): Promise<void> => {
		const now = store();
		if (now === null || clock.ticksMs() < nextAnchorMs) return;
		if (chainLength(now.finalized) <= longestChain) return;
		nextAnchorMs = clock.ticksMs() + 32 * slotMs;
		await reanchor(driver, now, signal);
	};

	// Once per committee, when nothing else is to be done.
	const checkKeys = async (): Promise<void> => {
		const now = store();
		if (now === null) return;
		const committee = committeeOf(now, periodAtSlot(network, currentSlot()));
		if (committee === undefined || aggregatesChecked.has(committee.value.root))
			return;
		await checkAggregate(committee, driver.context.kernel);
		aggregatesChecked.add(committee.value.root);
	};

	return { shortenEvidence, checkKeys };
};

/** What the sync can give now, and why it cannot. */
const stateOf = (driver: Driver) => {
	const { network, currentSlot, store } = driver;
	const { clock } = driver.ports;

	const clockFault = (): Fault | null => {
		try {
			checkSignedTime(network, driver.signedSlot(), clock.nowMs());
			return null;
		} catch (thrown) {
			const fault = asFault(thrown);
			return fault.code === "clock" ? fault : null;
		}
	};

	const ready = (): LightStore => {
		const fault = driver.stopped() ?? clockFault();
		if (fault !== null) throw fault;
		const now = store();
		if (now === null) throw new Fault("not-synced", "no header is verified");
		return now;
	};

	const phase = (): SyncStatus["phase"] => {
		const now = store();
		if (driver.stopped() !== null) return "stopped";
		if (now === null) return "starting";
		const period = periodAtSlot(network, currentSlot());
		return committeeOf(now, period) === undefined ? "catching-up" : "following";
	};

	return { clockFault, ready, phase };
};

export const openSync = (options: SyncOptions): Sync => {
	const driver = openDriver(options);
	const { network, currentSlot, store } = driver;
	const { clock } = options.ports;
	let startedMs = 0;
	const { shortenEvidence, checkKeys } = openUpkeep(driver);
	const { clockFault, ready, phase } = stateOf(driver);
	const committees = openCommittees(
		driver,
		() => startedMs,
		options.handovers ?? [],
	);

	const oneRound = async (signal: AbortSignal | undefined): Promise<void> => {
		if (store() === null) {
			startedMs = clock.nowMs();
			await begin(driver, options.start, signal);
		}
		for (const step of [
			committees.catchUp,
			(own: AbortSignal | undefined) => follow(driver, own),
			committees.prepare,
			shortenEvidence,
			checkKeys,
		]) {
			if (store() === null || driver.hasEnded() || signal?.aborted) return;
			await step(signal);
		}
	};

	const round = singleFlight((signal?: AbortSignal) =>
		driver.duringRound(() => oneRound(signal)),
	);

	return {
		head: (finality) =>
			finality === "final" ? ready().finalized : ready().optimistic,
		committee: () => signingCommittee(ready(), currentSlot()),
		checkpoint: () => store()?.checkpoint ?? null,
		conflict: () => store()?.conflict ?? null,
		status: () => ({
			network: network.name,
			phase: phase(),
			progress: committees.progress(),
			finalizedSlot: store()?.finalized.value.slot ?? null,
			optimisticSlot: store()?.optimistic.value.slot ?? null,
			stopped: driver.stopped()?.toJson() ?? null,
			clock: clockFault()?.toJson() ?? null,
			endpoints: driver.endpointPool.standings(),
		}),
		saveable: () => {
			const now = store();
			return now === null ? null : saveStore(now);
		},
		replaceEndpoints: driver.endpointPool.replace,
		retry: driver.endpointPool.retry,
		round,
		run: async (signal) => {
			while (!signal.aborted) {
				await round(signal);
				if (driver.hasEnded() || signal.aborted) return;
				try {
					const pollMs =
						options.pollMs ?? untilNextRoundMs(network, clock.nowMs());
					await clock.sleep(pollMs, signal);
				} catch {
					return;
				}
			}
		},
	};
};
