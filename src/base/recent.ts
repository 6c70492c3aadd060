// A few things that were found, by their names: the newest are kept.

export type Recent<T> = {
	readonly get: (name: string) => T | undefined;
	/** @returns the value */
	readonly put: (name: string, value: T) => T;
};

export const openRecent = <T>(most: number): Recent<T> => {
	const kept = new Map<string, T>();
	return {
		get: (name) => kept.get(name),
		put: (name, value) => {
			kept.delete(name);
			kept.set(name, value);
			const [oldest] = kept.keys();
			if (kept.size > most && oldest !== undefined) kept.delete(oldest);
			return value;
		},
	};
};
