// Everything that the registry's descriptors say, in German: found in the file that ships, so that a text of a later registry that
// nobody has put into German is found too. And what is not found is shown in English, and said to be English.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { openRegistry } from "../../src/clear/registry.ts";
import { descriptorWords, english } from "../../src/words/catalogue.ts";
import { german } from "../../src/words/german.ts";
import {
	isNameInRegistry,
	registryDe,
	registryTexts,
} from "../../src/words/german-registry.ts";

const shipped = openRegistry(
	readFileSync(join(import.meta.dirname, "../../src/clear/registry.lzma")),
);

const formats = shipped.flatMap(({ formats, messages = {} }) => [
	...Object.values(formats),
	...Object.values(messages),
]);
const fields = formats.flatMap((one) => one.fields);

/** By where they are shown. */
const said: { readonly [where: string]: ReadonlySet<string> } = {
	intents: new Set(
		formats.flatMap(({ intent }) =>
			intent === undefined
				? []
				: [
						typeof intent === "string"
							? intent
							: Object.values(intent).join(" "),
					],
		),
	),
	labels: new Set(fields.flatMap(({ label }) => label ?? [])),
	"amounts' names": new Set([
		...fields.flatMap(({ params }) => params?.message ?? []),
		// what the reader says where a descriptor has a threshold and no name for it
		"Unlimited",
	]),
	choices: new Set(
		shipped.flatMap(({ enums = {} }) =>
			Object.values(enums).flatMap((one) => Object.values(one)),
		),
	),
	units: new Set(fields.flatMap(({ params }) => params?.base ?? [])),
};

describe("what the registry's descriptors say, in German", () => {
	it.each(
		Object.entries(said).map(([where, texts]) => [where, [...texts]] as const),
	)("has words for all its %s", (_, texts) => {
		expect(texts.length).toBeGreaterThan(0);
		expect(texts.filter((text) => registryDe(text) === undefined)).toEqual([]);
		for (const text of texts)
			expect(descriptorWords(text, german)).toEqual({
				words: registryDe(text),
				isEnglish: false,
			});
	});

	it("is German, but for names, which are listed", () => {
		const all = Object.values(said).flatMap((texts) => [...texts]);
		expect(
			all.filter(
				(text) => registryDe(text) === text && !isNameInRegistry(text),
			),
		).toEqual([]);
		// English words that German has not taken over
		const foreign =
			/\b(?:the|to|of|with|and|amount|recipient|receiver|order)\b/i;
		expect(
			all
				.map((text) => registryDe(text) ?? "")
				.filter((words) => foreign.test(words)),
		).toEqual([]);
	});

	it("has no words for what the registry does not say", () => {
		const all = new Set(Object.values(said).flatMap((texts) => [...texts]));
		expect(registryTexts.filter((text) => !all.has(text))).toEqual([]);
		expect(new Set(registryTexts).size).toBe(registryTexts.length);
	});

	it("keeps the names of bridges, also of one that is not there yet", () => {
		expect(registryDe("Bridge via Somebody")).toBe(
			"Über Somebody auf eine andere Chain bringen",
		);
		expect(registryDe("Swap & Bridge via HopL1 (L1, native, min)")).toBe(
			"Tauschen und über HopL1 auf eine andere Chain bringen (L1, Coin der Chain, kurz)",
		);
	});

	it("is English, and said to be English, where nobody has put it into German", () => {
		for (const text of [
			"Feed the dog",
			"Bridge via two words",
			"constructor",
			"__proto__",
			"",
		])
			expect(descriptorWords(text, german)).toEqual({
				words: text,
				isEnglish: true,
			});
	});

	it("is as it stands where English is spoken, and our own codes are in either", () => {
		expect(descriptorWords("Feed the dog", english)).toEqual({
			words: "Feed the dog",
			isEnglish: false,
		});
		const code = { code: "clear.unlimited", params: {} };
		expect(descriptorWords(code, german)).toEqual({
			words: "Unbegrenzt",
			isEnglish: false,
		});
	});
});
