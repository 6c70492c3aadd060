// The wallet's rooms under attack, without the engine above them: the light client over beacon endpoints, and state read
// under its heads over execution endpoints. Time is the test's.

import type { Hex } from "../../src/base/bytes.ts";
import { asFault, Fault } from "../../src/base/fault.ts";
import { openL1Reader } from "../../src/engine/l1-reader.ts";
import type { Reader } from "../../src/engine/reader.ts";
import type { L1Network } from "../../src/l1/network.ts";
import { openSync, type Sync, type SyncEvent } from "../../src/l1/sync.ts";
import type { Head } from "../../src/l1/values.ts";
import type { Endpoint } from "../../src/source/claim.ts";
import { type Execution, openExecution } from "../../src/source/execution.ts";
import { openPool, type Pool } from "../../src/source/pool.ts";
import type { Clock, Fetch } from "../../src/source/ports.ts";
import { openCapture } from "../../src/state/capture.ts";
import type { Header } from "../../src/state/values.ts";
import { openHeaderCache } from "../../src/state/walk.ts";
import type { Verified } from "../../src/trust/verified.ts";
import { webClock } from "../../src/web/clock.ts";
import { openFetch } from "../../src/web/fetch.ts";
import { shippedKernel } from "../kernel.ts";

/** A clock that shows what the test says and waits in real time. */
export type TestClock = Clock & {
	/** Lets waits that are counted in ticks run out. */
	readonly skip: (ms: number) => void;
};

export const clockOf = (nowMs: () => number): TestClock => {
	let skipped = 0;
	return {
		nowMs,
		ticksMs: () => webClock.ticksMs() + skipped,
		sleep: webClock.sleep,
		skip: (ms) => {
			skipped += ms;
		},
	};
};

/** The port that ships, with every origin permitted. */
export const shippedFetch = (): Fetch =>
	openFetch({ permitted: async () => true });

export type RoomsOptions = {
	readonly network: L1Network;
	readonly root: Hex;
	readonly beacons: readonly Endpoint[];
	readonly executions?: readonly Endpoint[];
	readonly nowMs: () => number;
	/** Milliseconds an endpoint has for an answer. */
	readonly timeoutMs?: number;
	/** The world goes on: called where the wallet waits for a newer head. */
	readonly goOn?: () => Promise<void>;
	/** A light client that runs already, in place of one of its own. */
	readonly sync?: Rooms;
};

export type Rooms = {
	readonly clock: TestClock;
	readonly sync: Sync;
	readonly pool: Pool<Execution>;
	readonly reader: Reader<Header>;
	/** Every fault that an endpoint was set aside for, or that stopped the sync. */
	readonly faults: () => readonly Fault[];
	/** A round of the sync, with all waiting behind it. */
	readonly round: () => Promise<void>;
};

export const openRooms = (options: RoomsOptions): Rooms => {
	const clock = options.sync?.clock ?? clockOf(options.nowMs);
	const shipped = shippedFetch();
	const { timeoutMs = 2_000 } = options;
	// What ships waits longer; a test of a hundred lies cannot.
	const fetch: Fetch = (request) =>
		shipped({
			...request,
			timeoutMs: Math.min(request.timeoutMs, timeoutMs),
		});
	const faults: Fault[] = [];
	const on = (event: SyncEvent): void => {
		if (event.kind === "aside" || event.kind === "stopped")
			faults.push(event.fault);
	};
	const sync =
		options.sync?.sync ??
		openSync({
			network: options.network,
			endpoints: options.beacons,
			ports: { fetch, clock, kernel: shippedKernel },
			start: { root: options.root },
			on,
			graceMs: 300,
		});
	const pool = openPool(
		(options.executions ?? []).map((endpoint) => ({
			name: endpoint.name,
			client: openExecution({ fetch, clock }, endpoint, {
				timeoutMs,
				maxBatch: 64,
			}),
		})),
		() => new Fault("unreachable", "no execution endpoint"),
	);
	const round = async (): Promise<void> => {
		clock.skip(120_000);
		await sync.round();
	};
	const reader = openL1Reader({
		chainId: options.network.chainId,
		slotMs: options.network.secondsPerSlot * 1000,
		clock,
		pool,
		capture: openCapture({ pool, clock }),
		headerCache: openHeaderCache(),
		head: (finality): Verified<Head> => sync.head(finality),
		nextHead: async () => {
			clock.skip(options.network.secondsPerSlot * 1000);
			await options.goOn?.();
			await round();
		},
	});
	return { clock, sync, pool, reader, faults: () => [...faults], round };
};

/** What the work threw, or null. Anything but a Fault is our bug and is thrown on. */
export const faultOf = async (
	work: () => Promise<unknown>,
): Promise<Fault | null> => {
	try {
		await work();
		return null;
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown;
		throw asFault(thrown);
	}
};
