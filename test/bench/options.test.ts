import { describe, expect, it } from "vitest";
import { optionsOf } from "./options.ts";
import { roundsOf } from "./table.ts";

const known = ["groth16", "sync"];

describe("the command line", () => {
	it("runs everything everywhere unless told", () => {
		expect(optionsOf([], known)).toEqual({
			topics: [],
			json: null,
			runtimes: ["node", "chromium", "firefox"],
			quick: false,
			vectors: null,
			emit: false,
			profile: null,
			minutes: 60,
			port: 0,
		});
	});

	it("puts Node first, for native peers are measured there", () => {
		const args = ["--runtime", "firefox, node", "sync", "--json", "x.json"];
		expect(optionsOf(args, known)).toMatchObject({
			topics: ["sync"],
			json: "x.json",
			runtimes: ["node", "firefox"],
		});
	});

	it("refuses a topic, a runtime and a port that are none", () => {
		expect(() => optionsOf(["nothing"], known)).toThrow(/groth16, sync/);
		expect(() => optionsOf(["--runtime", "safari"], known)).toThrow(/safari/);
		expect(() => optionsOf(["--port", "-1"], known)).toThrow(/port/);
		expect(() => optionsOf(["--profile", "nothing"], known)).toThrow(/nothing/);
		expect(() => optionsOf(["--fast"], known)).toThrow();
	});
});

describe("the number of rounds", () => {
	it("has a bound for what is short and one for what is long", () => {
		expect(roundsOf(1, false)).toBe(15);
		expect(roundsOf(60_000, false)).toBe(1);
		expect(roundsOf(1, true)).toBe(3);
		expect(roundsOf(60_000, true)).toBe(1);
	});
});
