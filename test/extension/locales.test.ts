// What the browser says of the extension: the same in each language, and all that the manifest asks for.

import { expect, test } from "vitest";
import {
	defaultLocale,
	locales,
	messagesFiles,
} from "../../extension/locales.ts";
import { manifest, targets } from "../../extension/manifest.ts";

test("each language has every message that the manifest names", () => {
	for (const target of targets) {
		const text = JSON.stringify(manifest(target, "1.2.3"));
		const wanted = [...text.matchAll(/__MSG_(\w+)__/g)].map(([, name]) => name);
		expect(wanted).toEqual(["name", "says"]);
		for (const { text: file } of messagesFiles()) {
			const messages = JSON.parse(file);
			for (const name of wanted)
				expect(messages[String(name)]?.message).toMatch(/\S/);
		}
	}
});

test("the languages are English, which stands for all others, and German; no description is cut off", () => {
	expect(Object.keys(locales)).toEqual(["en", "de"]);
	expect(Object.keys(locales)).toContain(defaultLocale);
	expect(messagesFiles().map(({ name }) => name)).toEqual([
		"_locales/en/messages.json",
		"_locales/de/messages.json",
	]);
	// stores cut what is longer
	for (const { says } of Object.values(locales))
		expect(says.length).toBeLessThanOrEqual(132);
});
