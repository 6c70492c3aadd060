// Each lie about a layer 2 that the campaign tells, told once: nothing follows from it, and it is refused by its own code. Each family's own
// state is concluded without one.

import { describe, expect, it } from "vitest";
import { Fault } from "../../../src/base/fault.ts";
import { chance } from "../../conformance/chance.ts";
import { layerFamilies } from "../layers/table.ts";

describe.each(layerFamilies)("lies about $name", ({ honest, lies }) => {
	it("stand beside a state that is concluded without one", () => {
		expect(honest().value).toBeTruthy();
	});
	it("have a name each", () => {
		expect(new Set(lies.map(({ kind }) => kind)).size).toBe(lies.length);
	});
	it.each(lies)("refuses $kind", ({ kind, ends, tell }) => {
		for (const seed of [1, 2, 3]) {
			let code = "accepted";
			try {
				tell(chance(seed, kind));
			} catch (thrown) {
				if (!(thrown instanceof Fault)) throw thrown;
				code = thrown.code;
			}
			expect(ends).toContain(code);
		}
	});
});
