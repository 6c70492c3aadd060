// How far behind its head each endpoint proves: the newest block only, some 128, or all. Probed, learnt from use, and
// remembered for a while.

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { Execution } from "../source/execution.ts";
import type { Clock } from "../source/ports.ts";

/** Distances asked for, near to far: the parent, what full nodes keep, what archives keep. */
const distances = [1, 32, 120, 10_000];
const lastsMs = 3_600_000;
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

export const openWindows = (clock: Clock): Windows => {
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

	return {
		anyReaches: (names, blocks) =>
			names.some((name) => {
				const window = windows.get(name);
				return (
					window !== undefined &&
					isLate(window) &&
					window.proved >= blocks &&
					blocks < window.refused
				);
			}),
		known: () =>
			new Map([...windows].map(([name, { proved }]) => [name, proved])),
		served: (name, blocks) => {
			const before = windowOf(name);
			windows.set(name, {
				...before,
				proved: Math.max(before.proved, blocks),
				refused: Math.max(before.refused, blocks + 1),
			});
		},
		refused: async (endpoint, number, blocks) => {
			try {
				if (await proves(endpoint, number, undefined)) return;
			} catch {
				// nobody answers, which says nothing of the window
				return;
			}
			const { name } = endpoint.endpoint;
			const before = windowOf(name);
			windows.set(name, {
				...before,
				proved: Math.min(before.proved, Math.max(0, blocks - 1)),
				refused: Math.min(before.refused, Math.max(1, blocks)),
			});
		},
		reaches: async (endpoint, blocks, signal) => {
			const { name } = endpoint.endpoint;
			let window = windows.get(name);
			if (window === undefined || !isLate(window)) {
				let probing = probes.get(endpoint);
				if (probing === undefined) {
					probing = probe(clock, endpoint, signal);
					probes.set(endpoint, probing);
				}
				try {
					window = await probing;
				} finally {
					probes.delete(endpoint);
				}
				windows.set(name, window);
			}
			return blocks < window.refused;
		},
	};
};
