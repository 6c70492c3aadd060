// Whether an endpoint of a layer 2 proves at the root's block: a yes, a no, and what is no fault of its own.

import { expect, test } from "vitest";
import { Fault } from "../../src/base/fault.ts";
import { provesAtRoot } from "../../src/engine/layer-trial.ts";
import type { Reader, Reading } from "../../src/engine/reader.ts";

const { signal } = new AbortController();

const answer = (fault: Fault | null, read: () => Reading) =>
	provesAtRoot(
		{
			refresh: async () => {},
			fault: () => fault,
			reader: { read: async () => read() } as unknown as Reader,
		},
		signal,
	);
const throwing = (code: ConstructorParameters<typeof Fault>[0]) => () => {
	throw new Fault(code, "made");
};

test("an account that is proved there is a yes", async () => {
	expect(await answer(null, () => ({}) as Reading)).toBe(true);
});

test("no proof, or a false one, is a no", async () => {
	for (const code of ["no-proof-window", "mpt-node", "bad-field"] as const)
		expect(await answer(null, throwing(code)), code).toBe(false);
});

test("a root that is not proved, and a head that is out of touch, say nothing of it", async () => {
	const fault = new Fault("l2-unknown-code", "made");
	expect(await answer(fault, () => ({}) as Reading)).toBe(null);
	for (const code of ["unreachable", "cancelled", "stale-head"] as const)
		expect(await answer(null, throwing(code)), code).toBe(null);
});
