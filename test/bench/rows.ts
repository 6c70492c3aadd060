// From samples to the rows of the result file: medians, minima and ratios. Knows no clock and no runtime.

import type { Runtime } from "./contest.ts";

/** All samples of one contestant at one work in one runtime: ms for the work done once. */
export type Series = {
	readonly work: string;
	readonly runtime: Runtime;
	readonly name: string;
	readonly backend: string | null;
	readonly samplesMs: readonly number[];
};

export type PeerFigure = {
	readonly medianMs: number;
	readonly minMs: number;
	/** The peer's median over ours: above 1 we are faster. */
	readonly ratio: number;
	/** Where the peer ran, when that is not the row's own runtime: native code runs in Node only. */
	readonly measuredIn?: Runtime;
};

export type Row = {
	readonly work: string;
	readonly runtime: Runtime;
	readonly backend: string;
	readonly medianMs: number;
	readonly minMs: number;
	readonly peers: { readonly [name: string]: PeerFigure };
};

/** @throws RangeError for no values */
export const median = (values: readonly number[]): number => {
	const sorted = [...values].sort((a, b) => a - b);
	const middle = sorted.length >> 1;
	const high = sorted[middle];
	const low = sorted[sorted.length % 2 === 1 ? middle : middle - 1];
	if (high === undefined || low === undefined)
		throw new RangeError('"values" is empty');
	return (low + high) / 2;
};

/** @throws RangeError for no values */
export const least = (values: readonly number[]): number => {
	if (values.length === 0) throw new RangeError('"values" is empty');
	return values.reduce((a, b) => Math.min(a, b));
};

/** noble is our last resort and at the same time a peer of the other backends; it is named as the package. */
const isPeer = ({ backend }: Series): boolean =>
	backend === null || backend === "noble";

const figure = (
	peer: Series,
	ourMedianMs: number,
	runtime: Runtime,
): PeerFigure => {
	const medianMs = median(peer.samplesMs);
	return {
		medianMs,
		minMs: least(peer.samplesMs),
		ratio: medianMs / ourMedianMs,
		...(peer.runtime === runtime ? {} : { measuredIn: peer.runtime }),
	};
};

/**
 * One row for each of our backends, work and runtime, in the order in which they were measured. A peer that did not run
 * in the row's runtime is taken from Node, of the same overall run, and says so.
 */
export const rowsOf = (all: readonly Series[]): readonly Row[] =>
	all.flatMap((ours) => {
		const { work, runtime, backend } = ours;
		if (backend === null || ours.samplesMs.length === 0) return [];
		const medianMs = median(ours.samplesMs);
		const peers: { [name: string]: PeerFigure } = {};
		for (const peer of all) {
			const { name } = peer;
			if (peer.work !== work || !isPeer(peer) || peer.samplesMs.length === 0)
				continue;
			// noble is no peer of itself, wherever it ran.
			if (peer.backend === backend) continue;
			if (peer.runtime === runtime)
				peers[name] = figure(peer, medianMs, runtime);
			else if (peer.runtime === "node")
				peers[name] ??= figure(peer, medianMs, runtime);
		}
		return [
			{ work, runtime, backend, medianMs, minMs: least(ours.samplesMs), peers },
		];
	});
