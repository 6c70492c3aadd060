// The engine's side of exits: journeys, what is kept for them and how alive each rollup is, joined with orders, chains and
// the store. Whatever a journey does is on disk before it is told or acted on, and where it is, its way reads anew from L1.

import { coalesced } from "../../base/async.ts";
import { asFault, Fault } from "../../base/fault.ts";
import { mostJourneys } from "../../base/room.ts";
import {
	openEvidenceStore,
	type PieceSummary,
} from "../../exit/evidence-store.ts";
import { type Journey, neededBy } from "../../exit/journey.ts";
import type { WaysOut } from "../../exit/ways.ts";
import type { RollupProfile } from "../../l2/profile.ts";
import type { ExitsView, ExitView } from "../../protocol/exit-views.ts";
import type { Clock, Store } from "../../source/ports.ts";
import type { Orders } from "../orders.ts";
import type { Alert } from "../ports.ts";
import { openEvidence } from "./evidence.ts";
import { openFiles } from "./files.ts";
import { type ExitHandlers, exitHandlers } from "./handlers.ts";
import { openJourneyStore } from "./journey-store.ts";
import { openLiveness } from "./liveness.ts";
import { openLooks } from "./looks.ts";
import { type ExitSession, openSession, profileOf } from "./session.ts";
import type { ExitSite } from "./site.ts";
import { exitViewOf } from "./view.ts";

export type Exits = {
	readonly view: () => ExitsView;
	readonly handlers: ExitHandlers;
	/** The ways out of the rollups are here when it resolves, or why not is a problem. Throws nothing. */
	readonly prepare: (rollups: readonly RollupProfile[]) => Promise<void>;
	/** The chains were opened anew: what runs on those before stops. Null: there are none for now. */
	readonly attach: (site: ExitSite | null) => void;
	/** A new head of L1: each open journey is looked at, and at a final one each rollup. */
	readonly onHead: (isFinal: boolean) => void;
	/** Roots may be newer: what exits from them would need is kept. */
	readonly onRoots: () => void;
	/** Is anything of it under way? While it is, it may need newer heads to end. */
	readonly isBusy: () => boolean;
};

export type ExitTools = {
	readonly store: Store;
	readonly clock: Clock;
	readonly ways: WaysOut;
	readonly orders: Pick<
		Orders,
		"get" | "list" | "adopt" | "checkRoom" | "forget" | "takeBack"
	>;
	/** Shown without anybody looking. */
	readonly alert: (alert: Alert) => void;
	readonly changed: () => void;
	readonly problem: (fault: Fault) => void;
};

/** What runs beside the requests: never twice at once, and counted while it does. */
const openWork = (
	session: ExitSession,
	{ changed, problem }: Pick<ExitTools, "changed" | "problem">,
) => {
	let running = 0;
	return {
		isBusy: (): boolean => running > 0,
		/** @returns starts it on the chains that are followed now; nothing starts while there are none */
		of: (
			what: (on: ExitSite, signal: AbortSignal) => Promise<void>,
		): (() => void) =>
			coalesced(async () => {
				const on = session.site();
				if (on === null) return;
				running++;
				try {
					await what(on, session.signal());
				} finally {
					running--;
					changed();
				}
			}, problem),
	};
};

/** Waits for ways, or for the ways of rollups. Why one does not come is a problem. Throws nothing. */
const awaited = async (
	all: readonly Promise<unknown>[],
	problem: ExitTools["problem"],
): Promise<void> => {
	for (const one of await Promise.allSettled(all))
		if (one.status === "rejected") problem(asFault(one.reason));
};

/** The parts, each over those before it. @throws storage when what is kept cannot be read */
const openParts = async (tools: ExitTools) => {
	const { store, clock, ways, orders, alert, changed, problem } = tools;
	const journeys = await openJourneyStore(store, changed, problem);
	/** Under whose name it keeps: of a way that is not here nobody knows, so all may be its own. */
	const isKeptFor = (name: string, kept: string): boolean => {
		const way = ways.now(name);
		return way instanceof Fault || (way?.keptFor ?? name) === kept;
	};
	const isNeeded = (one: PieceSummary): boolean =>
		journeys
			.list()
			.some(
				(journey) =>
					journey.network === one.network &&
					journey.chainId === one.chainId &&
					isKeptFor(journey.way, one.way) &&
					journey.asked.account === one.account &&
					neededBy(journey).includes(one.name),
			);
	const evidenceStore = await openEvidenceStore(store, isNeeded, problem);
	/** A journey is drawn by its way, and what is kept for it is pruned by that. */
	const loadWays = (): Promise<void> =>
		awaited(
			journeys.list().map(({ way }) => ways.named(way)),
			problem,
		);
	await loadWays();
	const session = openSession({
		clock,
		ways,
		evidenceStore,
		entry: orders.get,
	});
	return {
		journeys,
		session,
		loadWays,
		liveness: openLiveness({ store, clock, alert, problem }),
		evidence: openEvidence({ ways, evidenceStore, clock, changed, problem }),
		files: openFiles({ ways, journeys, evidenceStore, clock, orders }),
		looks: openLooks({ session, journeys, clock, alert, changed, problem }),
	};
};

/** @throws storage when what is kept cannot be read */
export const openExits = async (tools: ExitTools): Promise<Exits> => {
	const parts = await openParts(tools);
	const { session, journeys, looks, liveness, evidence } = parts;
	const draw = (journey: Journey): ExitView => {
		const shown = session.shown();
		return exitViewOf(journey, {
			...session.still(),
			profile: profileOf(shown, journey.chainId),
			way: tools.ways.now(journey.way),
			tokens: shown?.tokens ?? [],
			fault: looks.fault(journey.id),
			lookedMs: looks.lookedMs(journey.id),
		});
	};
	const work = openWork(session, tools);
	const look = work.of(async () => {
		await parts.loadWays();
		await looks.all();
	});
	const watch = work.of(liveness.look);
	const takeAlong = work.of(liveness.capture);
	const keep = work.of(evidence.round);
	return {
		view: () => {
			const shown = session.shown();
			if (shown === null) return { journeys: [], liveness: [], kept: [] };
			return {
				journeys: journeys
					.list()
					.filter(({ network }) => network === shown.network.name)
					.slice(0, mostJourneys)
					.map(draw),
				liveness: [...liveness.views(shown)],
				kept: [...evidence.views(shown)],
			};
		},
		prepare: (rollups) =>
			awaited(
				rollups.map((one) => tools.ways.outOf(one)),
				tools.problem,
			),
		attach: (next) => {
			session.attach(next);
			looks.restart();
		},
		onHead: (isFinal) => {
			look();
			takeAlong();
			if (isFinal) watch();
		},
		onRoots: keep,
		isBusy: work.isBusy,
		handlers: exitHandlers({ ...tools, ...parts, draw, look }),
	};
};
