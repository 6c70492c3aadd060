// What is told while no window is open, in each language.

import { expect, test } from "vitest";
import { arrivalAlert } from "../../src/engine/own-alerts.ts";
import { alertSaid } from "../../src/protocol/alert.ts";
import { alertInAll, alertWords } from "../../src/words/alert.ts";

const alert = arrivalAlert({ id: "1", isSown: false }, "Ethereum");
const english = "Something arrived on Ethereum";
const german = "Auf Ethereum ist etwas angekommen";

test("an alert is said in each language there is", () => {
	if (alert === null) throw new TypeError("no alert");
	const { en, de } = alertInAll(alert);
	expect(en.title).toBe(english);
	expect(de.title).toBe(german);
	expect(alertWords(alert)).toEqual(en);
});

test("an alert is cut to what a notification has room for, in each language", () => {
	if (alert === null) throw new TypeError("no alert");
	// what there are no words for is said by its code
	const long = { code: "w".repeat(400), params: {} };
	const said = alertInAll({ title: long, text: long });
	for (const { title, text } of Object.values(said)) {
		expect(title).toHaveLength(80);
		expect(text).toHaveLength(300);
	}
	expect(alertSaid(said, "said")).toEqual(said);
	expect(() =>
		alertSaid({ ...said, en: { title: "a".repeat(81), text: "" } }, "said"),
	).toThrow("bad-field");
});
