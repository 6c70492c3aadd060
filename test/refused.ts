// What a piece of work refuses, by its code.

import { Fault } from "../src/base/fault.ts";

/** The code of the fault that the work throws; "none" where it throws none. */
export const refusedWith = (work: () => unknown): string => {
	try {
		work();
		return "none";
	} catch (thrown) {
		if (thrown instanceof Fault) return thrown.code;
		throw thrown;
	}
};
