// What a piece of work refuses, by its code.

import { Fault } from "../src/base/fault.ts";
import type { FaultCode } from "../src/base/faults.ts";

const codeOf = (thrown: unknown): FaultCode => {
	if (thrown instanceof Fault) return thrown.code;
	throw thrown;
};

/** The code of the fault that the work throws; "none" where it throws none. */
export const refusedWith = (work: () => unknown): FaultCode | "none" => {
	try {
		work();
		return "none";
	} catch (thrown) {
		return codeOf(thrown);
	}
};

/** The same of work that takes its time. */
export const refusalOf = async (
	work: Promise<unknown> | (() => unknown),
): Promise<FaultCode | "none"> => {
	try {
		await (typeof work === "function" ? work() : work);
		return "none";
	} catch (thrown) {
		return codeOf(thrown);
	}
};
