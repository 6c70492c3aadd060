// When the suites of `npm test` (run.ts) begin.

export type Task<T> = {
	/** So many places it takes for as long as it runs. */
	readonly workers: number;
	readonly run: () => Promise<T>;
};

/** Runs tasks one after the other. @returns what each gave, in their order */
export const inTurn = async <T>(tasks: readonly Task<T>[]): Promise<T[]> => {
	const given: T[] = [];
	for (const task of tasks) given.push(await task.run());
	return given;
};

/**
 * Runs tasks beside each other: each begins, in their order, as soon as there are places for all its workers. One that wants more
 * than there are runs by itself.
 * @returns what each gave, in their order
 */
export const inPlaces = async <T>(
	tasks: readonly Task<T>[],
	places: number,
): Promise<T[]> => {
	let free = places;
	let ended = (): void => {};
	const given: Promise<T>[] = [];
	for (const task of tasks) {
		const wanted = Math.min(task.workers, places);
		while (wanted > free)
			await new Promise<void>((resolve) => {
				ended = resolve;
			});
		free -= wanted;
		const giving = task.run();
		const end = (): void => {
			free += wanted;
			ended();
		};
		// whoever waits for it hears why it failed
		giving.then(end, end);
		given.push(giving);
	}
	return Promise.all(given);
};
