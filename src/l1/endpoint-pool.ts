// Several endpoints at once: who may be asked now, who is set aside and why, and one question put to all of them without
// waiting for the slowest.

import { whenAborted } from "../base/abort.ts";
import { asFault, Fault, type FaultJson, isOurs } from "../base/fault.ts";
import type { Endpoint } from "../source/claim.ts";
import type { Clock } from "../source/ports.ts";

export type EndpointStanding = {
	readonly name: string;
	readonly state: "good" | "waiting" | "aside";
	/** Why it waits or is set aside. */
	readonly fault: FaultJson | null;
};

export type Reply<A, T> =
	| { readonly asked: A; readonly value: T }
	| { readonly asked: A; readonly fault: Fault };

type Seat = {
	readonly endpoint: Endpoint;
	aside: Fault | null;
	trouble: Fault | null;
	failures: number;
	failedMs: number;
	notBeforeMs: number;
};

export type EndpointPool = {
	/**
	 * Those that are neither set aside nor waiting after a failure. Where all of them wait, those whose last failure is
	 * `allWaitingMs` ago: there is nobody else to ask, and they may be back.
	 */
	readonly available: () => readonly Endpoint[];
	/** Counts a fault of the endpoint: a lie puts it aside for good, anything else makes it wait. One of ours counts nothing. */
	readonly blame: (name: string, fault: Fault) => void;
	readonly praise: (name: string) => void;
	/** The person says to ask again now: nobody waits any more. Who lied stays set aside. */
	readonly retry: () => void;
	readonly standings: () => readonly EndpointStanding[];
	/** Takes another list; who was set aside under the same URL stays so. */
	readonly replace: (endpoints: readonly Endpoint[]) => void;
};

const firstWaitMs = 1_000;
const longestWaitMs = 60_000;

/** Is the endpoint to blame for good? Too few signers is the network's fault, not that of who reports it. */
export const isLie = (fault: Fault): boolean =>
	(fault.kind === "malformed" || fault.kind === "disproved") &&
	fault.code !== "too-few-signers";

/**
 * @param onAside called once for each endpoint set aside
 * @param allWaitingMs the longest that one waits while no other may be asked
 */
export const openEndpointPool = (
	endpoints: readonly Endpoint[],
	clock: Clock,
	onAside: (name: string, fault: Fault) => void,
	allWaitingMs = longestWaitMs,
): EndpointPool => {
	const seat = (endpoint: Endpoint): Seat => ({
		endpoint,
		aside: null,
		trouble: null,
		failures: 0,
		failedMs: 0,
		notBeforeMs: 0,
	});
	let seats = endpoints.map(seat);
	const seatOf = (name: string) =>
		seats.find(({ endpoint }) => endpoint.name === name);
	return {
		available: () => {
			const now = clock.ticksMs();
			const able = seats.filter(({ aside }) => aside === null);
			const ready = able.filter(({ notBeforeMs }) => notBeforeMs <= now);
			return (
				ready.length > 0
					? ready
					: able.filter(({ failedMs }) => failedMs + allWaitingMs <= now)
			).map(({ endpoint }) => endpoint);
		},
		blame: (name, fault) => {
			const s = seatOf(name);
			if (s === undefined || s.aside !== null || isOurs(fault)) return;
			if (isLie(fault)) {
				s.aside = fault.from(name);
				onAside(name, s.aside);
				return;
			}
			s.trouble = fault.from(name);
			s.failures += 1;
			s.failedMs = clock.ticksMs();
			s.notBeforeMs =
				clock.ticksMs() +
				Math.min(longestWaitMs, firstWaitMs * 2 ** (s.failures - 1));
		},
		praise: (name) => {
			const s = seatOf(name);
			if (s === undefined) return;
			s.trouble = null;
			s.failures = 0;
			s.notBeforeMs = 0;
		},
		retry: () => {
			for (const s of seats) s.notBeforeMs = 0;
		},
		standings: () =>
			seats.map((s) => ({
				name: s.endpoint.name,
				state:
					s.aside !== null ? "aside" : s.trouble !== null ? "waiting" : "good",
				fault: (s.aside ?? s.trouble)?.toJson() ?? null,
			})),
		replace: (next) => {
			seats = next.map(
				(endpoint) =>
					seats.find(
						(s) =>
							s.endpoint.url === endpoint.url &&
							s.endpoint.name === endpoint.name,
					) ?? seat(endpoint),
			);
		},
	};
};

/**
 * Puts every question at once and waits for all answers, but no longer than `graceMs` after the first good one: who is
 * slower than that gets too-slow, or too-many where the question did not go out: `ask` says by `waits` that it waits for a
 * turn of our own.
 */
export const gather = async <A, T>(
	clock: Clock,
	asked: readonly A[],
	ask: (
		one: A,
		signal: AbortSignal,
		waits: (isWaiting: boolean) => void,
	) => Promise<T>,
	graceMs: number,
	signal?: AbortSignal,
): Promise<readonly Reply<A, T>[]> => {
	const stop = new AbortController();
	const leave = whenAborted(signal, () => stop.abort());
	const replies: (Reply<A, T> | undefined)[] = asked.map(() => undefined);
	const waiting = new Set<number>();
	let firstGood: () => void = () => {};
	const good = new Promise<void>((resolve) => {
		firstGood = resolve;
	});
	const all = Promise.all(
		asked.map(async (one, i) => {
			try {
				const waits = (isWaiting: boolean): void => {
					if (isWaiting) waiting.add(i);
					else waiting.delete(i);
				};
				replies[i] = { asked: one, value: await ask(one, stop.signal, waits) };
				firstGood();
			} catch (thrown) {
				replies[i] = { asked: one, fault: asFault(thrown) };
			}
		}),
	);
	const grace = good
		.then(() => clock.sleep(graceMs, stop.signal))
		.catch(() => undefined);
	await Promise.race([all, grace]);
	const settled = asked.map(
		(one, i): Reply<A, T> =>
			replies[i] ?? {
				asked: one,
				fault: waiting.has(i)
					? new Fault("too-many", "waited in our own queue")
					: new Fault("too-slow", "others had answered"),
			},
	);
	stop.abort();
	leave();
	return settled;
};
