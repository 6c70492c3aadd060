// One seam to the browser: extension/api.ts, which webextension-polyfill stands behind.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { api } from "../../extension/api.ts";
import { filesUnder, root } from "../source-tree.ts";

const polyfill = "webextension-polyfill";
const extension = filesUnder("extension");

describe("the extension API", () => {
	it("is taken from the polyfill by extension/api.ts alone", () => {
		const importers = [...extension, ...filesUnder("src")]
			.filter(({ imports }) =>
				imports.some(
					({ from, isTypeOnly }) => from === polyfill && !isTypeOnly,
				),
			)
			.map(({ path }) => path);
		expect(importers).toEqual(["extension/api.ts"]);
	});

	it("is named by no other global anywhere", () => {
		const naming = extension
			.filter(({ code }) =>
				/(?<![.\w])(browser|chrome)\s*\.|\b(globalThis|self|window)\s*\.\s*(browser|chrome)\b|declare const (browser|chrome)\b/.test(
					code,
				),
			)
			.map(({ path }) => path);
		// a content script needs one call, and no polyfill for it
		expect(naming).toEqual(["extension/content/connect.ts"]);
	});

	it("ships: an exact version stands among the dependencies", () => {
		const { dependencies, devDependencies } = JSON.parse(
			readFileSync(join(root, "package.json"), "utf8"),
		);
		expect(dependencies[polyfill]).toMatch(/^\d+\.\d+\.\d+$/);
		expect(devDependencies[polyfill]).toBeUndefined();
	});

	it("is not there under a bare test runner, and says so when asked", () => {
		expect(() => api().runtime).toThrow("no browser here");
	});
});
