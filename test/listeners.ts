// A signal that tells who listens to it: what was added and not removed again, and the most there were at once.

export const countedSignal = () => {
	const controller = new AbortController();
	const { signal } = controller;
	const { addEventListener, removeEventListener } = AbortSignal.prototype;
	const listening = new Set<unknown>();
	let most = 0;
	Object.defineProperties(signal, {
		addEventListener: {
			value: (...args: Parameters<typeof addEventListener>) => {
				listening.add(args[1]);
				most = Math.max(most, listening.size);
				return addEventListener.apply(signal, args);
			},
		},
		removeEventListener: {
			value: (...args: Parameters<typeof removeEventListener>) => {
				listening.delete(args[1]);
				return removeEventListener.apply(signal, args);
			},
		},
	});
	return {
		signal,
		abort: () => controller.abort(),
		listeners: () => listening.size,
		mostListeners: () => most,
	};
};
