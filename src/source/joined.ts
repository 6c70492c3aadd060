// Questions that can be put together: while one is on its way, those that come meanwhile wait and go as one.

import { whenAborted } from "../base/abort.ts";
import { Fault } from "../base/fault.ts";

/** The work's result, or cancelled as soon as the signal fires; the work itself goes on for whoever else waits. */
export const unlessStopped = <T>(
	work: Promise<T>,
	signal: AbortSignal | undefined,
): Promise<T> => {
	if (signal === undefined) return work;
	return new Promise<T>((resolve, reject) => {
		const end = whenAborted(signal, () =>
			reject(new Fault("cancelled", "nobody waits for it any more")),
		);
		work.then(resolve, reject).finally(end);
	});
};

export type JoinedLimits<Q> = {
	/** Questions that wait, over all that have one key. */
	readonly waiting: number;
	/** The sizes of what is put together; a question that is larger by itself goes alone. */
	readonly together: number;
	readonly sizeOf: (question: Q) => number;
};

type Next<Q, A> = {
	readonly all: Q[];
	size: number;
	readonly answer: Promise<A>;
};

export const openJoined = <Q, A>({
	waiting,
	together,
	sizeOf,
}: JoinedLimits<Q>) => {
	/** The last that goes, or is to go, of each key. */
	const last = new Map<string, Promise<A>>();
	/** What waits, in the order in which it goes. */
	const next = new Map<string, Next<Q, A>[]>();

	const note = (key: string, answer: Promise<A>): Promise<A> => {
		last.set(key, answer);
		const end = (): void => {
			if (last.get(key) === answer) last.delete(key);
		};
		answer.then(end, end);
		return answer;
	};

	/** No longer one that others can join. */
	const leave = (key: string, one: Next<Q, A>): void => {
		const rest = next.get(key)?.filter((other) => other !== one) ?? [];
		if (rest.length === 0) next.delete(key);
		else next.set(key, rest);
	};

	/**
	 * The answer to the question or to one that holds it. Of questions with one key no two are on their way at once.
	 * @throws too-many when too much waits already, and what `ask` throws
	 */
	return (
		key: string,
		asked: readonly Q[],
		ask: (all: readonly Q[]) => Promise<A>,
	): Promise<A> => {
		const before = last.get(key);
		if (before === undefined) return note(key, ask(asked));
		const waits = next.get(key) ?? [];
		const count = waits.reduce((sum, { all }) => sum + all.length, 0);
		// whoever asks for much at once may do so where nobody else waits
		if (waits.length > 0 && count + asked.length > waiting)
			return Promise.reject(new Fault("too-many", `${count} questions wait`));
		const size = asked.reduce((sum, one) => sum + sizeOf(one), 0);
		const newest = waits.at(-1);
		if (newest !== undefined && newest.size + size <= together) {
			newest.all.push(...asked);
			newest.size += size;
			return newest.answer;
		}
		const all = [...asked];
		const one: Next<Q, A> = {
			all,
			size,
			answer: before
				.then(
					() => {},
					() => {},
				)
				.then(() => {
					leave(key, one);
					return ask(all);
				}),
		};
		next.set(key, [...waits, one]);
		return note(key, one.answer);
	};
};
