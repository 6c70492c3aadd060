// How far behind its head each endpoint proves: the newest block only, some 128, or all. Probed, learnt from use, and
// remembered for a while.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { Execution } from "../source/execution.ts";
import type { Clock } from "../source/ports.ts";

/** Distances asked for, near to far: the parent, what full nodes keep, what archives keep. */
const distances = [1, 32, 120, 10_000];
const lastsMs = 3_600_000;
/** Within that a head moves by few blocks. */
const momentMs = 60_000;
/** How much farther than is asked for it is looked. */
const marginBlocks = 32;
const anybody: Hex = `0x${"0".repeat(40)}`;

export type Windows = {
	/**
	 * Is it worth asking the endpoint for a proof this far behind its head? No when it refused as near a one lately. It is
	 * probed when that was not done lately.
	 */
	readonly reaches: (
		endpoint: Execution,
		blocks: number,
		signal?: AbortSignal,
	) => Promise<boolean>;
	/** What was seen in use: a proof served at a distance. */
	readonly served: (name: string, blocks: number) => void;
	/** It proved that block just now. */
	readonly proved: (name: string, number: number) => void;
	/** Did it prove a block that is no newer a moment ago? Then this one is hardly farther behind its head. */
	readonly isNear: (name: string, number: number) => boolean;
	/**
	 * A question was refused at a distance. That counts where a plain one is refused there too: what somebody asks may be too
	 * much by itself, and the window is everybody's.
	 */
	readonly refused: (
		endpoint: Execution,
		number: number,
		blocks: number,
	) => Promise<void>;
	/** Does an endpoint among these prove so far back, by what is known without asking? */
	readonly anyReaches: (names: readonly string[], blocks: number) => boolean;
	/**
	 * Learns whether the endpoint proves so far back, unless that is known: it is probed when that was not done lately, and
	 * where the distance is between what it proved and what it refused, at that very one.
	 * @throws what the endpoint fails with
	 */
	readonly learn: (endpoint: Execution, blocks: number) => Promise<void>;
	/** The largest distance known to be proved, by endpoint. */
	readonly known: () => ReadonlyMap<string, number>;
};

type Window = {
	/** The farthest that was proved. */
	readonly proved: number;
	/** The nearest that was refused. */
	readonly refused: number;
	readonly atMs: number;
};

const nothingSeen = (atMs: number): Window => ({
	proved: 0,
	refused: Number.POSITIVE_INFINITY,
	atMs,
});

const proves = async (
	endpoint: Execution,
	number: number,
	signal: AbortSignal | undefined,
): Promise<boolean> => {
	try {
		const wanted = [{ address: anybody, slots: [] }];
		await endpoint.proofs(wanted, { number }, signal);
		return true;
	} catch (thrown) {
		// Any other fault than the refusal is not about the window.
		if (thrown instanceof Fault && thrown.code === "rpc-error") return false;
		throw thrown;
	}
};

const probe = async (
	clock: Clock,
	endpoint: Execution,
	signal: AbortSignal | undefined,
): Promise<Window> => {
	const { value: head } = await endpoint.number(signal);
	let window = nothingSeen(clock.nowMs());
	for (const distance of distances) {
		if (distance > head) break;
		if (!(await proves(endpoint, head - distance, signal)))
			return { ...window, refused: distance, atMs: clock.nowMs() };
		window = { ...window, proved: distance };
	}
	return { ...window, atMs: clock.nowMs() };
};

/** What is known of each endpoint's window, and for how long. */
const openKnown = (clock: Clock) => {
	const windows = new Map<string, Window>();
	/** Probes under way, by who asks: nobody waits for another's turn. */
	const probes = new WeakMap<Execution, Promise<Window>>();

	const windowOf = (name: string): Window =>
		windows.get(name) ?? nothingSeen(clock.nowMs());
	/** Noted under a clock that was ahead, it is of an unknown age. */
	const isLate = ({ atMs }: Window): boolean => {
		const ageMs = clock.nowMs() - atMs;
		return ageMs >= 0 && ageMs < lastsMs;
	};
	/** Null where that was not probed lately. */
	const lately = (name: string): Window | null => {
		const window = windows.get(name);
		return window !== undefined && isLate(window) ? window : null;
	};

	/** Probed anew when that was not done lately, once for all who ask meanwhile. */
	const probed = async (
		endpoint: Execution,
		signal: AbortSignal | undefined,
	): Promise<Window> => {
		const { name } = endpoint.endpoint;
		const before = lately(name);
		if (before !== null) return before;
		let probing = probes.get(endpoint);
		if (probing === undefined) {
			probing = probe(clock, endpoint, signal);
			probes.set(endpoint, probing);
		}
		try {
			const window = await probing;
			windows.set(name, window);
			return window;
		} finally {
			probes.delete(endpoint);
		}
	};

	return {
		lately,
		probed,
		all: (): ReadonlyMap<string, Window> => windows,
		/** Farther proved, or nearer refused. */
		change: (
			name: string,
			next: (now: Window) => Partial<Pick<Window, "proved" | "refused">>,
		): void => {
			const now = windowOf(name);
			windows.set(name, { ...now, ...next(now) });
		},
	};
};

export const openWindows = (clock: Clock): Windows => {
	const { lately, probed, all, change } = openKnown(clock);
	/** The last block that each proved. */
	const newest = new Map<string, { number: number; atMs: number }>();

	return {
		proved: (name, number) => {
			newest.set(name, { number, atMs: clock.ticksMs() });
		},
		isNear: (name, number) => {
			const last = newest.get(name);
			return (
				lately(name) !== null &&
				last !== undefined &&
				last.number <= number &&
				clock.ticksMs() - last.atMs < momentMs
			);
		},
		anyReaches: (names, blocks) =>
			names.some((name) => {
				const window = lately(name);
				return (
					window !== null && window.proved >= blocks && blocks < window.refused
				);
			}),
		known: () =>
			new Map([...all()].map(([name, { proved }]) => [name, proved])),
		served: (name, blocks) =>
			change(name, ({ proved, refused }) => ({
				proved: Math.max(proved, blocks),
				refused: Math.max(refused, blocks + 1),
			})),
		refused: async (endpoint, number, blocks) => {
			try {
				if (await proves(endpoint, number, undefined)) return;
			} catch {
				// nobody answers, which says nothing of the window
				return;
			}
			change(endpoint.endpoint.name, ({ proved, refused }) => ({
				proved: Math.min(proved, Math.max(0, blocks - 1)),
				refused: Math.min(refused, Math.max(1, blocks)),
			}));
		},
		reaches: async (endpoint, blocks, signal) => {
			const { refused } = await probed(endpoint, signal);
			return blocks < refused;
		},
		learn: async (endpoint, blocks) => {
			const { proved, refused } = await probed(endpoint, undefined);
			if (blocks <= proved || refused <= blocks) return;
			const { value: head } = await endpoint.number();
			if (blocks > head) return;
			// farther at first, so that it is not asked again at each block
			for (const distance of [Math.min(head, blocks + marginBlocks), blocks]) {
				const isProved = await proves(endpoint, head - distance, undefined);
				change(endpoint.endpoint.name, (now) =>
					isProved
						? { proved: Math.max(now.proved, distance) }
						: { refused: Math.min(now.refused, distance) },
				);
				if (isProved) return;
			}
		},
	};
};
