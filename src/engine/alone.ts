// Work that is never under way twice.

import { asFault, type Fault } from "../base/fault.ts";

/**
 * @returns a function that starts the work unless it still runs. Asked for meanwhile, it runs once more afterwards: what
 * the run under way had passed already is not missed. A fault goes to `onFault`.
 */
export const alone = (
	work: () => Promise<void>,
	onFault: (fault: Fault) => void,
): (() => void) => {
	let busy = false;
	let again = false;
	const start = (): void => {
		again = busy;
		if (busy) return;
		busy = true;
		work()
			.catch((thrown: unknown) => onFault(asFault(thrown)))
			.finally(() => {
				busy = false;
				if (again) start();
			});
	};
	return start;
};
