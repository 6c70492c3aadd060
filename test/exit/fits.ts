// What the screens ask of the stops of any map.

import { expect } from "vitest";
import type { Stage } from "../../src/exit/module.ts";
import { drawn } from "./drawn.ts";

/** Each stop has a name of its own, and its words fit where they are drawn. */
export const expectToFit = (stages: readonly Stage[]): void => {
	const ids = new Set(stages.map(({ id }) => id));
	expect(ids.size).toBe(stages.length);
	for (const { id, title, words, risk, proof } of stages.map(drawn)) {
		expect(id).toMatch(/^[a-z]{1,40}$/);
		expect(title.length).toBeLessThanOrEqual(60);
		expect(words.length).toBeLessThanOrEqual(400);
		expect((risk ?? "").length).toBeLessThanOrEqual(300);
		expect((proof ?? "").length).toBeLessThanOrEqual(300);
	}
};
