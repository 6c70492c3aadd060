// What is told while no window is open, in the language that the person chose.

import { expect, test } from "vitest";
import { arrivalAlert } from "../../src/engine/own-alerts.ts";
import { alertWords } from "../../src/words/alert.ts";

const alert = arrivalAlert({ id: "1", isSown: false }, "Ethereum");
const title = (kept: unknown, browser: string): string => {
	if (alert === null) throw new TypeError("no alert");
	return alertWords(alert, kept, browser).title;
};
const english = "Something arrived on Ethereum";
const german = "Auf Ethereum ist etwas angekommen";

test("an alert is said in the chosen language, whatever the browser speaks", () => {
	expect(title("de", "en-GB")).toBe(german);
	expect(title("en", "de-AT")).toBe(english);
});

test("an alert is said in the browser's language where none is chosen, or the choice cannot be read", () => {
	for (const kept of ["system", undefined, 7, "xx", { de: true }]) {
		expect(title(kept, "de-AT")).toBe(german);
		expect(title(kept, "fr")).toBe(english);
	}
});
