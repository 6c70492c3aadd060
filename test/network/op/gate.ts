// Many readers or one writer: nobody reads the chain while a block is half made.

export type Gate = {
	readonly read: <T>(work: () => Promise<T>) => Promise<T>;
	readonly write: <T>(work: () => Promise<T>) => Promise<T>;
};

export const openGate = (): Gate => {
	let readers = 0;
	let writing: Promise<void> | undefined;
	let drained: (() => void) | undefined;
	return {
		read: async (work) => {
			while (writing !== undefined) await writing;
			readers++;
			try {
				return await work();
			} finally {
				readers--;
				if (readers === 0) drained?.();
			}
		},
		write: async (work) => {
			while (writing !== undefined) await writing;
			let done = (): void => undefined;
			writing = new Promise((resolve) => {
				done = resolve;
			});
			try {
				if (readers > 0)
					await new Promise<void>((resolve) => {
						drained = resolve;
					});
				return await work();
			} finally {
				drained = undefined;
				writing = undefined;
				done();
			}
		},
	};
};
