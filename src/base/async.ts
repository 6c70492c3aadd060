// When work runs: one after the other, once, or never twice at a time. What the work is about, none of these knows.

import { asFault, type Fault } from "./fault.ts";

/** Runs the work when its turn has come; the result, or what it throws, is the caller's alone. */
export type SerialTurn = <T>(work: () => T | Promise<T>) => Promise<T>;

/** @returns a queue: work runs one after the other in the order it was given, each begun when the one before it is done or has failed. */
export const serial = (): SerialTurn => {
	let last: Promise<unknown> = Promise.resolve();
	return (work) => {
		const next = (): ReturnType<typeof work> => work();
		const done = last.then(next, next);
		last = done;
		return done;
	};
};

/** @returns a queue for each key, which is forgotten when it is empty: work of one key waits for none of another. */
export const serialByKey = <K>(): (<T>(
	key: K,
	work: () => T | Promise<T>,
) => Promise<T>) => {
	const last = new Map<K, Promise<unknown>>();
	return (key, work) => {
		const next = (): ReturnType<typeof work> => work();
		const done = (last.get(key) ?? Promise.resolve()).then(next, next);
		last.set(key, done);
		const end = (): void => {
			if (last.get(key) === done) last.delete(key);
		};
		done.then(end, end);
		return done;
	};
};

/** @returns opens at the first call, and again at the next where that failed; gives the same to all who call. */
export const lazyOnce = <T>(open: () => Promise<T>): (() => Promise<T>) => {
	let opened: Promise<T> | undefined;
	return () => {
		opened ??= open().catch((thrown: unknown) => {
			opened = undefined;
			throw thrown;
		});
		return opened;
	};
};

/** @returns starts the work unless it runs: whoever asks meanwhile shares the run under way, with what the first one gave it. */
export const singleFlight = <A extends readonly unknown[], T>(
	work: (...given: A) => Promise<T>,
): ((...given: A) => Promise<T>) => {
	let running: Promise<T> | undefined;
	return (...given) => {
		running ??= work(...given).finally(() => {
			running = undefined;
		});
		return running;
	};
};

/** @returns the same for each key by itself; what is over is forgotten. */
export const singleFlightByKey = <K, T>(): ((
	key: K,
	work: () => Promise<T>,
) => Promise<T>) => {
	const running = new Map<K, Promise<T>>();
	return (key, work) => {
		const before = running.get(key);
		if (before !== undefined) return before;
		const run = work().finally(() => {
			running.delete(key);
		});
		running.set(key, run);
		return run;
	};
};

/**
 * @returns starts the work unless it runs. Asked for meanwhile, however often, it runs once more afterwards: what the run
 * under way had passed already is not missed. A fault goes to `onFault`.
 */
export const coalesced = (
	work: () => Promise<void>,
	onFault: (fault: Fault) => void,
): (() => void) => {
	let isRunning = false;
	let isAskedAgain = false;
	const start = (): void => {
		isAskedAgain = isRunning;
		if (isRunning) return;
		isRunning = true;
		work()
			.catch((thrown: unknown) => onFault(asFault(thrown)))
			.finally(() => {
				isRunning = false;
				if (isAskedAgain) start();
			});
	};
	return start;
};
