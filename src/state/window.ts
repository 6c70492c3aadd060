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
	/** What was seen in use: a proof served or refused at a distance. */
	readonly learn: (name: string, blocks: number, served: boolean) => void;
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

export const openWindows = (clock: Clock): Windows => {
	const windows = new Map<string, Window>();
	/** Probes under way, by who asks: nobody waits for another's turn. */
	const probes = new WeakMap<Execution, Promise<Window>>();

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
		endpoint: Execution,
		signal: AbortSignal | undefined,
	): Promise<Window> => {
		const { value: head } = await endpoint.number(signal);
		let proved = 0;
		for (const distance of distances) {
			if (distance > head) break;
			if (!(await proves(endpoint, head - distance, signal)))
				return { proved, refused: distance, atMs: clock.nowMs() };
			proved = distance;
		}
		return {
			proved,
			refused: Number.POSITIVE_INFINITY,
			atMs: clock.nowMs(),
		};
	};

	return {
		anyReaches: (names, blocks) =>
			names.some((name) => {
				const window = windows.get(name);
				return (
					window !== undefined &&
					clock.nowMs() - window.atMs < lastsMs &&
					window.proved >= blocks &&
					blocks < window.refused
				);
			}),
		known: () =>
			new Map([...windows].map(([name, { proved }]) => [name, proved])),
		learn: (name, blocks, served) => {
			const before = windows.get(name) ?? {
				proved: 0,
				refused: Number.POSITIVE_INFINITY,
				atMs: clock.nowMs(),
			};
			const { proved, refused } = before;
			windows.set(
				name,
				served
					? {
							...before,
							proved: Math.max(proved, blocks),
							refused: Math.max(refused, blocks + 1),
						}
					: {
							...before,
							proved: Math.min(proved, Math.max(0, blocks - 1)),
							refused: Math.min(refused, Math.max(1, blocks)),
						},
			);
		},
		reaches: async (endpoint, blocks, signal) => {
			const { name } = endpoint.endpoint;
			let window = windows.get(name);
			if (window === undefined || clock.nowMs() - window.atMs >= lastsMs) {
				let probing = probes.get(endpoint);
				if (probing === undefined) {
					probing = probe(endpoint, signal);
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
