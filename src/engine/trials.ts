// The trials of endpoints that are under way: how many at once, by which way out, and how they are stopped. A trial has a way
// out of its own, closed to all but the endpoint that is tried, for it is not among the chosen ones yet.

import { whenAborted } from "../base/abort.ts";
import { Fault } from "../base/fault.ts";
import { mostEndpoints } from "../base/room.ts";
import type {
	EndpointToTry,
	EndpointTrial,
} from "../protocol/endpoint-trial.ts";
import { rollupsOf } from "../receipt/networks.ts";
import { allowOnly } from "../source/http.ts";
import type { Clock, Fetch } from "../source/ports.ts";
import type { LayerTrial } from "./layer-trial.ts";
import { allNetworks, importedFiles, type SettingsStore } from "./settings.ts";
import { type KnownChains, tryEndpoint } from "./trial.ts";

/** As many as one look can have on it: three roles of one chain. */
const mostTrials = 3 * mostEndpoints;

/**
 * Requests of all trials together: one of each has room, and so has what else the wallet asks. The port refuses more than it
 * has room for, and no endpoint is to blame for that.
 */
const mostAtOnce = mostTrials;

/** The same port with so many requests at once; the others wait their turn, or until they are stopped. */
const gated = (fetch: Fetch, most: number): Fetch => {
	let underWay = 0;
	const waiting = new Set<() => void>();
	const wake = (): void => {
		const [next] = waiting;
		if (next === undefined) return;
		waiting.delete(next);
		next();
	};
	const turn = async (signal: AbortSignal | undefined): Promise<void> => {
		let go = (): void => {};
		const called = new Promise<void>((done) => {
			go = done;
		});
		waiting.add(go);
		const leave = whenAborted(signal, go);
		await called;
		waiting.delete(go);
		leave();
		if (signal?.aborted !== true) return;
		// it may have been its turn
		wake();
		throw new Fault("cancelled", "the request was stopped");
	};
	return async (request) => {
		while (underWay >= most) await turn(request.signal);
		underWay++;
		try {
			return await fetch(request);
		} finally {
			underWay--;
			wake();
		}
	};
};

export type Trials = {
	/** @throws too-many when too many run */
	readonly run: (asked: EndpointToTry) => Promise<EndpointTrial>;
	/** Stops those that run: each answers that it was stopped. */
	readonly stop: () => void;
};

const knownChains = (
	settings: Pick<SettingsStore, "now">,
	chainId: number,
	atRoot: LayerTrial,
): KnownChains => {
	const now = settings.now();
	const networks = allNetworks(now).map(({ network }) => network);
	const rollups = rollupsOf(importedFiles(now));
	return {
		network: networks.find((one) => one.chainId === chainId),
		networks,
		atRoot,
		titles: new Map(
			[...rollups, ...networks].map((one) => [one.chainId, one.title]),
		),
	};
};

export const openTrials = (
	{ fetch, clock }: { readonly fetch: Fetch; readonly clock: Clock },
	settings: Pick<SettingsStore, "now">,
	life: AbortSignal,
	atRoot: LayerTrial,
): Trials => {
	const running = new Set<AbortController>();
	const inTurn = gated(fetch, mostAtOnce);
	const stop = (): void => {
		for (const one of running) one.abort();
	};
	life.addEventListener("abort", stop, { once: true });
	return {
		stop,
		run: async (asked) => {
			if (running.size >= mostTrials)
				throw new Fault(
					"too-many",
					`${running.size} endpoints are being tried`,
				);
			const one = new AbortController();
			running.add(one);
			try {
				return await tryEndpoint(
					{ fetch: allowOnly(inTurn, () => [asked.url]), clock },
					knownChains(settings, asked.chainId, atRoot),
					asked,
					one.signal,
				);
			} finally {
				running.delete(one);
			}
		},
	};
};
