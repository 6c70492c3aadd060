// Turns at something scarce: so many at once, so many of one origin, so much together; the rest waits, and origins take turns.
// It must not know what is done in a turn.

import { whenAborted } from "../base/abort.ts";
import { Fault } from "../base/fault.ts";

export type TurnLimits = {
	/** At once, over all. */
	readonly most: number;
	/** At once, of one origin. */
	readonly mostAnOrigin: number;
	/** At once, at one place. */
	readonly mostAPlace: number;
	/** The sizes of all that are under way, together; and of those of one origin. */
	readonly mostSize: number;
	readonly mostSizeAnOrigin: number;
	/** That wait, over all; and of one origin. */
	readonly waiting: number;
	readonly waitingAnOrigin: number;
};

export type TurnRequest = {
	readonly origin: string;
	/** What it is done at, which bears only so many at once. */
	readonly place?: string;
	readonly size?: number;
	/** Whoever waits leaves the queue when it fires. */
	readonly signal?: AbortSignal | undefined;
};

export type Turns = {
	/**
	 * Resolves when it is its turn, with what ends it: to be called once.
	 * @throws too-many at once when as many wait, cancelled when the signal fires first
	 */
	readonly take: (turn: TurnRequest) => Promise<() => void>;
};

type Waiting = Required<Omit<TurnRequest, "signal">> & {
	readonly start: () => void;
};

/** A count by name that keeps no zeros. */
const openCount = () => {
	const counts = new Map<string, number>();
	const of = (name: string): number => counts.get(name) ?? 0;
	return {
		of,
		add: (name: string, by: number): void => {
			const now = of(name) + by;
			if (now === 0) counts.delete(name);
			else counts.set(name, now);
		},
	};
};

/** What is under way, by origin and place. */
const openRunning = (limits: TurnLimits) => {
	let running = 0;
	let size = 0;
	const ofOrigin = openCount();
	const sizeOfOrigin = openCount();
	const atPlace = openCount();

	const account = (one: Waiting, by: 1 | -1): void => {
		running += by;
		size += by * one.size;
		ofOrigin.add(one.origin, by);
		sizeOfOrigin.add(one.origin, by * one.size);
		atPlace.add(one.place, by);
	};

	/**
	 * Of this origin, the first whose place is free, if there is room for it: what is large waits for its room, and nothing
	 * small overtakes it for ever.
	 */
	const firstOf = (origin: string, queue: readonly Waiting[]) => {
		if (ofOrigin.of(origin) >= limits.mostAnOrigin) return undefined;
		const one = queue.find(
			({ place }) => atPlace.of(place) < limits.mostAPlace,
		);
		return one !== undefined &&
			sizeOfOrigin.of(origin) + one.size <= limits.mostSizeAnOrigin
			? one
			: undefined;
	};

	return {
		account,
		firstOf,
		ofOrigin: ofOrigin.of,
		/** Is there room for another at all, and for one of that size? */
		hasTurn: () => running < limits.most,
		hasRoom: (one: Waiting) => size + one.size <= limits.mostSize,
	};
};

/** Who waits, and who is next. */
const openQueues = (limits: TurnLimits) => {
	const { account, firstOf, ofOrigin, hasTurn, hasRoom } = openRunning(limits);
	let waiting = 0;
	/** Who waits, by origin. */
	const queues = new Map<string, Waiting[]>();

	/** When each origin last had a turn, of those that wait or are under way. */
	const served = new Map<string, number>();
	let turns = 0;

	const drop = (one: Waiting): void => {
		const queue = queues.get(one.origin) ?? [];
		const at = queue.indexOf(one);
		if (at >= 0) {
			queue.splice(at, 1);
			waiting--;
		}
		if (queue.length === 0) queues.delete(one.origin);
		forget(one.origin);
	};

	const forget = (origin: string): void => {
		if (!queues.has(origin) && ofOrigin(origin) === 0) served.delete(origin);
	};

	/** Of the origins that may begin one, the one with the fewest under way; of those, the one whose turn is longest ago. */
	const pick = (): Waiting | null => {
		if (!hasTurn()) return null;
		let best: Waiting | null = null;
		for (const [origin, queue] of queues) {
			const one = firstOf(origin, queue);
			if (one === undefined) continue;
			const ahead =
				best === null
					? -1
					: ofOrigin(origin) - ofOrigin(best.origin) ||
						(served.get(origin) ?? 0) - (served.get(best.origin) ?? 0);
			if (ahead < 0) best = one;
		}
		// the same among origins
		return best !== null && hasRoom(best) ? best : null;
	};

	const next = (): void => {
		for (let one = pick(); one !== null; one = pick()) {
			account(one, 1);
			served.set(one.origin, ++turns);
			drop(one);
			one.start();
		}
	};

	return {
		/** Puts it at the end of its origin's queue, which is given. */
		join: (one: Waiting): readonly Waiting[] => {
			const queue = queues.get(one.origin) ?? [];
			queue.push(one);
			queues.set(one.origin, queue);
			waiting++;
			return queue;
		},
		waiting: () => waiting,
		drop,
		next,
		/** Its turn is over. */
		end: (one: Waiting): void => {
			account(one, -1);
			forget(one.origin);
			next();
		},
	};
};

export const openTurns = (limits: TurnLimits): Turns => {
	const { join, waiting, drop, next, end } = openQueues(limits);
	return {
		take: async ({ origin, place = "", size: own = 0, signal }) => {
			if (own > limits.mostSizeAnOrigin || own > limits.mostSize)
				throw new RangeError(`"size" is ${own}`);
			if (signal?.aborted) throw new Fault("cancelled", "nobody waits for it");
			// Those that can begin at once do not wait: the queue is bounded, and may be none at all.
			const one = await new Promise<Waiting>((resolve, reject) => {
				let leave = (): void => {};
				const entry: Waiting = {
					origin,
					place,
					size: own,
					start: () => {
						leave();
						resolve(entry);
					},
				};
				const mine = join(entry);
				leave = whenAborted(signal, () => {
					drop(entry);
					reject(new Fault("cancelled", "nobody waits for it any more"));
					// a large one that waited for its room may have held up others
					next();
				});
				next();
				if (!mine.includes(entry)) return;
				if (
					waiting() > limits.waiting ||
					mine.length > limits.waitingAnOrigin
				) {
					leave();
					drop(entry);
					reject(
						new Fault("too-many", `${mine.length} wait, ${waiting()} in all`),
					);
				}
			});
			let isOver = false;
			return () => {
				if (isOver) return;
				isOver = true;
				end(one);
			};
		},
	};
};
