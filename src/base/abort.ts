// Who is told when a signal fires. Many may wait on one signal, as all that a page asked does on its tab's; the platform's
// signal has one listener for all of them, and none when nobody waits any more.

type Waiting = { readonly act: () => void };

const waitingOn = new WeakMap<
	AbortSignal,
	{ readonly all: Set<Waiting>; readonly fire: () => void }
>();

const nothing = (): void => {};

/**
 * Calls `act` once when the signal fires, and at once where it has fired already.
 * @returns ends the wait; nothing of it is kept then
 */
export const whenAborted = (
	signal: AbortSignal | undefined,
	act: () => void,
): (() => void) => {
	if (signal === undefined) return nothing;
	if (signal.aborted) {
		act();
		return nothing;
	}
	const known = waitingOn.get(signal);
	const all = known?.all ?? new Set<Waiting>();
	const fire =
		known?.fire ??
		(() => {
			waitingOn.delete(signal);
			// one may end another's wait
			for (const one of [...all]) if (all.delete(one)) one.act();
		});
	if (known === undefined) {
		waitingOn.set(signal, { all, fire });
		signal.addEventListener("abort", fire, { once: true });
	}
	const own: Waiting = { act };
	all.add(own);
	return () => {
		if (!all.delete(own) || all.size > 0 || signal.aborted) return;
		waitingOn.delete(signal);
		signal.removeEventListener("abort", fire);
	};
};

export type JoinedSignal = {
	/** Fires when any of them does. */
	readonly signal: AbortSignal;
	/** None is followed any more; nothing of it is kept at them. */
	readonly end: () => void;
};

/** One signal for several, of which some may not be there; to be ended. */
export const followSignals = (
	...signals: readonly (AbortSignal | undefined)[]
): JoinedSignal => {
	const any = new AbortController();
	const ends = signals.map((one) => whenAborted(one, () => any.abort()));
	return {
		signal: any.signal,
		end: () => {
			for (const end of ends) end();
		},
	};
};
