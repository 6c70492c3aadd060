// Work that is never under way twice.

import { asFault, type Fault } from "../base/fault.ts";

/** @returns a function that starts the work unless it still runs. A fault goes to `onFault`. */
export const alone = (
	work: () => Promise<void>,
	onFault: (fault: Fault) => void,
): (() => void) => {
	let busy = false;
	return () => {
		if (busy) return;
		busy = true;
		work()
			.catch((thrown: unknown) => onFault(asFault(thrown)))
			.finally(() => {
				busy = false;
			});
	};
};
