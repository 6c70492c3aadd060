import { expect, test } from "vitest";
import { bounded } from "../../src/base/bounded.ts";

const more = (left: number) => `${left} more`;

test("leaves a list alone that fits", () => {
	expect(bounded([], 2, more)).toEqual([]);
	expect(bounded(["a", "b"], 2, more)).toEqual(["a", "b"]);
});

test("never leaves anything out without counting it", () => {
	expect(bounded(["a", "b", "c"], 2, more)).toEqual(["a", "2 more"]);
	expect(bounded(["a", "b", "c"], 1, more)).toEqual(["3 more"]);
});
