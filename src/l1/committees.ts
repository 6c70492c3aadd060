// The chain of committees: period by period up to now, and the next one before its period begins.

import { Fault } from "../base/fault.ts";
import type { HandoverSource } from "../source/handover.ts";
import { askAhead } from "./ahead.ts";
import { askUpdates } from "./beacon-api.ts";
import type { UpdateCandidate } from "./candidate.ts";
import type { Driver, Progress } from "./driver.ts";
import { skipSync } from "./skip-sync.ts";
import { periodAtSlot } from "./spec.ts";
import { committeeOf } from "./store.ts";

export type Committees = {
	/** Proves committees until that of the present period, in batches, and tells the progress. */
	readonly catchUp: (signal: AbortSignal | undefined) => Promise<void>;
	/** Proves the next period's committee once this period has a final header; asks at most once in an epoch's time. */
	readonly prepare: (signal: AbortSignal | undefined) => Promise<void>;
	/** Null when there is nothing to catch up. */
	readonly progress: () => Progress | null;
};

const batchPeriods = 8;

/** A walk of fewer periods than this is as fast as a handover. */
const leastSkip = 2;

/** The period of the newest committee in hand, and the present one. */
const periodsOf = (driver: Driver) => {
	const newestPeriod = () => driver.store()?.committees.at(-1)?.value.period;

	const presentPeriod = () =>
		periodAtSlot(driver.network, driver.currentSlot());

	return { newestPeriod, presentPeriod };
};

const openProgress = (driver: Driver, startedMs: () => number) => {
	const { newestPeriod, presentPeriod } = periodsOf(driver);
	let progress: Progress | null = null;
	let firstPeriod: number | null = null;
	const tellProgress = (): void => {
		const newest = newestPeriod();
		if (newest === undefined) return;
		firstPeriod ??= newest;
		const now = presentPeriod();
		if (progress === null && newest >= now) return;
		progress = {
			period: Math.min(newest, now) - firstPeriod,
			of: Math.max(now - firstPeriod, 1),
			startedMs: startedMs(),
		};
		driver.tell({ kind: "progress", ...progress });
		if (newest >= now) {
			progress = null;
			firstPeriod = null;
		}
	};

	return { progress: () => progress, tellProgress };
};

// The answers of all endpoints, by period. Who gives the update of another period than was asked is set aside.
const gatherUpdates = async (
	driver: Driver,
	start: number,
	count: number,
	signal: AbortSignal | undefined,
): Promise<readonly (readonly UpdateCandidate[])[]> => {
	const { network, endpointPool } = driver;
	const replies = await driver.askEndpoints(
		driver.seats(),
		(_, beaconApi) => askUpdates(beaconApi, start, count),
		signal,
	);
	// A node that has no update of the period yet says so with an error; that is nothing against it.
	driver.judge(
		replies.filter(
			(reply) => !("fault" in reply) || reply.fault.code !== "http-status",
		),
	);
	const byPeriod = Array.from({ length: count }, (): UpdateCandidate[] => []);
	for (const reply of replies) {
		if (!("value" in reply)) continue;
		const { name } = reply.asked.endpoint;
		for (const [i, encoded] of reply.value.entries()) {
			const candidate = driver.read(name, "update", encoded);
			if (candidate === null) break;
			const { slot } = candidate.update.attestedHeader;
			const period = periodAtSlot(network, slot);
			if (period !== start + i) {
				const detail = `update ${i} is of period ${period}, ${start + i} was asked`;
				endpointPool.blame(name, new Fault("wrong-period", detail));
				break;
			}
			byPeriod[i]?.push(candidate);
		}
	}
	return byPeriod;
};

/**
 * @param startedMs when the sync began, for the progress
 * @param handovers who may offer proofs that replace a part of the walk
 */
export const openCommittees = (
	driver: Driver,
	startedMs: () => number,
	handovers: readonly HandoverSource[],
): Committees => {
	const { network, ports } = driver;
	const { newestPeriod, presentPeriod } = periodsOf(driver);
	const { progress, tellProgress } = openProgress(driver, startedMs);
	let nextAskMs = 0;

	// One batch. For each period the best valid answer counts; one that names another committee is verified too, for that
	// would be a conflict.
	const advance = async (
		start: number,
		count: number,
		signal: AbortSignal | undefined,
	): Promise<void> => {
		const byPeriod = await gatherUpdates(driver, start, count, signal);
		const before = driver.store();
		if (before !== null)
			await askAhead(before, byPeriod, driver.context.kernel);
		for (const [i, candidates] of byPeriod.entries()) {
			if (driver.hasEnded() || signal?.aborted) return;
			driver.apply(await driver.verify(candidates, signal));
			const store = driver.store();
			if (store === null || !committeeOf(store, start + i + 1)) return;
			tellProgress();
		}
	};

	const askPeriod = async (
		period: number,
		signal: AbortSignal | undefined,
	): Promise<readonly UpdateCandidate[]> =>
		(await gatherUpdates(driver, period, 1, signal))[0] ?? [];

	// Each source once for each committee in hand: what it offered then it would offer again.
	const leapt = new Set<string>();
	const skipAhead = async (
		newest: number,
		signal: AbortSignal | undefined,
	): Promise<boolean> => {
		for (const source of handovers) {
			const name = `${newest} ${source.name}`;
			if (leapt.has(name) || signal?.aborted) continue;
			leapt.add(name);
			if (await skipSync(driver, source, askPeriod, signal)) return true;
		}
		return false;
	};

	return {
		catchUp: async (signal) => {
			for (;;) {
				const newest = newestPeriod();
				if (newest === undefined || driver.hasEnded() || signal?.aborted)
					return;
				const missing = presentPeriod() - newest;
				if (missing <= 0) return;
				if (progress() === null) tellProgress();
				if (missing >= leastSkip && (await skipAhead(newest, signal))) {
					tellProgress();
					continue;
				}
				await advance(newest, Math.min(missing, batchPeriods), signal);
				if (newestPeriod() === newest) return;
			}
		},
		prepare: async (signal) => {
			const store = driver.store();
			const now = presentPeriod();
			if (store === null || ports.clock.ticksMs() < nextAskMs) return;
			if (committeeOf(store, now + 1) !== undefined) return;
			if (periodAtSlot(network, store.finalized.value.slot) < now) return;
			nextAskMs = ports.clock.ticksMs() + 8 * driver.slotMs;
			await advance(now, 1, signal);
		},
		progress,
	};
};
