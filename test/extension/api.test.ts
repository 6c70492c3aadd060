// One seam to the browser: extension/api.ts.

import { afterEach, describe, expect, it, vi } from "vitest";
import { api } from "../../extension/api.ts";
import { filesUnder } from "../source-tree.ts";

const extension = filesUnder("extension");

afterEach(() => vi.unstubAllGlobals());

describe("the extension API", () => {
	it("is named by no other global anywhere", () => {
		const naming = extension
			.filter(({ path }) => path !== "extension/api.ts")
			.filter(({ code }) =>
				/(?<![.\w])(browser|chrome)\s*\.|\b(globalThis|self|window)\s*\.\s*(browser|chrome)\b|declare const (browser|chrome)\b/.test(
					code,
				),
			)
			.map(({ path }) => path);
		expect(naming).toEqual([]);
	});

	it("is Firefox's own name, and Chromium's where there is no other", () => {
		vi.stubGlobal("chrome", { runtime: "chromium's" });
		expect(api().runtime).toBe("chromium's");
		vi.stubGlobal("browser", { runtime: "firefox's" });
		expect(api().runtime).toBe("firefox's");
	});

	it("is no element of a page that goes by its name", () => {
		const above = Object.getPrototypeOf(globalThis);
		vi.stubGlobal("chrome", { runtime: "chromium's" });
		Object.setPrototypeOf(
			globalThis,
			Object.create(above, { browser: { value: { runtime: "a form" } } }),
		);
		try {
			expect(api().runtime).toBe("chromium's");
		} finally {
			Object.setPrototypeOf(globalThis, above);
		}
	});

	it("is not there under a bare test runner, and says so when asked", () => {
		expect(() => api().runtime).toThrow("no browser here");
	});
});
