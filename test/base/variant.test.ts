import { describe, expect, expectTypeOf, it } from "vitest";
import type { Decoded, OfKind } from "../../src/base/decode.ts";
import * as d from "../../src/base/decode.ts";
import { asFault, Fault } from "../../src/base/fault.ts";

const { decode, byKind, is } = d.variant(
	{
		"a-one": { size: d.int(0, 9), note: d.optional(d.text(5)) },
		"a-two": { name: d.text(5) },
		"a-bare": {},
	},
	(one, path) => {
		if (one.kind === "a-two" && one.name === "bad")
			throw new Fault("bad-field", `"${path}" is bad`);
	},
);
type One = Decoded<typeof decode>;

const why = (raw: unknown): string => {
	try {
		return JSON.stringify(decode(raw, "step"));
	} catch (thrown) {
		return asFault(thrown).message;
	}
};

describe("a variant", () => {
	it("is decoded by its kind, with the fields of that kind alone", () => {
		expect(decode({ kind: "a-one", size: 3, name: "no" }, "")).toEqual({
			kind: "a-one",
			size: 3,
		});
		expect(byKind["a-two"]?.({ kind: "a-two", name: "n" }, "")).toEqual({
			kind: "a-two",
			name: "n",
		});
		expect(decode({ kind: "a-bare" }, "")).toEqual({ kind: "a-bare" });
	});

	it("has the type of what it lists", () => {
		expectTypeOf<OfKind<One, "a-one">["size"]>().toEqualTypeOf<number>();
		expectTypeOf<One["kind"]>().toEqualTypeOf<"a-one" | "a-two" | "a-bare">();
	});

	it.each([
		["a kind that is none of them", { kind: "a-three" }],
		["a kind that every object has", { kind: "toString" }],
		["no kind", { size: 3 }],
		["a field of another kind", { kind: "a-one", name: "n" }],
		["a field that is none", { kind: "a-one", size: 10 }],
		["what its check refuses", { kind: "a-two", name: "bad" }],
		["no record", "a-bare"],
	])("refuses %s", (_, raw) => {
		expect(why(raw)).toMatch(/^bad-field: /);
	});

	it("refuses by the table what is of another kind than its key", () => {
		const one = { kind: "a-two", name: "n" };
		expect(() => byKind["a-one"]?.(one, "step")).toThrow("bad-field");
	});

	it("is told by its kind", () => {
		expect(is({ kind: "a-two" })).toBe(true);
		expect(is({ kind: "b" })).toBe(false);
		expect(is({ kind: "toString" })).toBe(false);
	});
});
