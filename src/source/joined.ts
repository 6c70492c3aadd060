// Questions that can be put together: while one is on its way, those that come meanwhile wait and go as one.

import { Fault } from "../base/fault.ts";

/** The work's result, or cancelled as soon as the signal fires; the work itself goes on for whoever else waits. */
export const unlessStopped = <T>(
	work: Promise<T>,
	signal: AbortSignal | undefined,
): Promise<T> => {
	if (signal === undefined) return work;
	return new Promise<T>((resolve, reject) => {
		const stop = (): void =>
			reject(new Fault("cancelled", "nobody waits for it any more"));
		if (signal.aborted) stop();
		signal.addEventListener("abort", stop, { once: true });
		const end = (): void => signal.removeEventListener("abort", stop);
		work.then(resolve, reject).finally(end);
	});
};

type Next<Q, A> = { readonly all: Q[]; readonly answer: Promise<A> };

/** @param most of what one who waits may still be put to */
export const openJoined = <Q, A>(most: number) => {
	const running = new Map<string, Promise<A>>();
	const next = new Map<string, Next<Q, A>>();

	const begin = (
		key: string,
		asked: readonly Q[],
		ask: (all: readonly Q[]) => Promise<A>,
	): Promise<A> => {
		const answer = ask(asked);
		running.set(key, answer);
		const end = (): void => {
			if (running.get(key) === answer) running.delete(key);
		};
		answer.then(end, end);
		return answer;
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
		const before = running.get(key);
		if (before === undefined) return begin(key, asked, ask);
		const waits = next.get(key);
		if (waits !== undefined) {
			if (waits.all.length + asked.length > most)
				return Promise.reject(
					new Fault("too-many", `${waits.all.length} questions wait`),
				);
			waits.all.push(...asked);
			return waits.answer;
		}
		const all = [...asked];
		const answer = before
			.then(
				() => {},
				() => {},
			)
			.then(() => {
				next.delete(key);
				return begin(key, all, ask);
			});
		next.set(key, { all, answer });
		return answer;
	};
};
