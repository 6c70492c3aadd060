// What Linux tells of a process, here of this one.

import { expect, test } from "vitest";
import { cpuMsOf, extensionProcess, memoryOf, threadsOf } from "./processes.ts";

test("nothing is told of a browser that does not run, nor of a process that there is not", () => {
	expect(extensionProcess("/nowhere")).toBeNull();
	expect(memoryOf("0")).toBe(0);
	expect(cpuMsOf("0")).toBe(0);
	expect([...threadsOf("0")]).toEqual([]);
});

test.runIf(process.platform === "linux")(
	"a process has spent what its threads have, and has memory",
	() => {
		const own = String(process.pid);
		for (const end = Date.now() + 50; Date.now() < end; );
		const threads = [...threadsOf(own).values()];
		const sum = threads.reduce((all, { cpuMs }) => all + cpuMs, 0);
		expect(sum).toBeGreaterThan(0);
		// threads that have ended count in the process alone
		expect(cpuMsOf(own)).toBeGreaterThanOrEqual(sum - 50);
		expect(memoryOf(own)).toBeGreaterThan(10e6);
	},
);
