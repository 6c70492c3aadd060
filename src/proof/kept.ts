// What is opened at its first use and stays open.

/** Opens at the first call, and again where that failed; gives the same to all who call. */
export const kept = <T>(open: () => Promise<T>): (() => Promise<T>) => {
	let opened: Promise<T> | undefined;
	return () => {
		opened ??= open().catch((thrown: unknown) => {
			opened = undefined;
			throw thrown;
		});
		return opened;
	};
};
