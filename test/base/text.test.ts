import { describe, expect, it } from "vitest";
import { unseenAt, visible, visibleJson } from "../../src/base/text.ts";

const hostile = "a\u001b[2J\r\nb\u009b1A\u202e\u200b\u2028\u2800\u{e0041}";

describe("text from outside", () => {
	it("is one line of characters that all are seen", () => {
		expect(visible(hostile)).toBe("a␣[2J␣␣b␣1A␣␣␣␣␣");
		expect(visible("Ångström → 名 10\u202f482")).toBe(
			"Ångström → 名 10\u202f482",
		);
	});

	it("is the JSON of the same value, and moves no cursor either", () => {
		const json = visibleJson(JSON.stringify({ title: hostile }));
		expect(JSON.parse(json)).toEqual({ title: hostile });
		expect(visible(json)).toBe(json);
	});

	it("that nobody can see is found wherever it stands, also in a name", () => {
		expect(unseenAt({ a: [{ b: "x" }, { b: "y\u200b" }] })).toBe("a.1.b");
		expect(unseenAt({ a: { "b\u202e": 1 } })).toBe("a.b\u202e");
		expect(unseenAt({ a: ["x", 1, null, "é"] })).toBeNull();
	});
});
