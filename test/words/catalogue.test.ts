// The catalogue against the codes there are: in each language every code has its sentence and nothing else has, and each
// sentence says every parameter of its code, once at least, in a way its kind can be written.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it, test } from "vitest";
import { faults } from "../../src/base/faults.ts";
import { siteMessage } from "../../src/engine/site-codes.ts";
import { opMessage } from "../../src/l2/op/checks/codes.ts";
import {
	amountOf,
	type Message,
	messagesOf,
	type paramKinds,
} from "../../src/protocol/message.ts";
import {
	english,
	type Language,
	type Room,
	wordsOf,
} from "../../src/words/catalogue.ts";
import {
	type FaultTable,
	faultCodes,
	faultSentences,
} from "../../src/words/fault-table.ts";
import { faultsDe } from "../../src/words/faults-de.ts";
import { faultsEn } from "../../src/words/faults-en.ts";
import { german } from "../../src/words/german.ts";
import { isWellFormed, namedIn } from "../../src/words/template.ts";
import { filesUnder, root } from "../source-tree.ts";

/** All that is wrong with a room's sentences. */
const faultsOf = ({ codes, words }: Room): readonly string[] => [
	...Object.keys(codes)
		.filter((code) => !Object.hasOwn(words, code))
		.map((code) => `no sentence for ${code}`),
	...Object.keys(words)
		.filter((code) => !Object.hasOwn(codes, code))
		.map((code) => `a sentence for no code, ${code}`),
	...Object.entries(words).flatMap(([code, template]) => {
		const kinds = codes[code] ?? {};
		const named = namedIn(template);
		return [
			...named
				.filter((name) => !Object.hasOwn(kinds, name))
				.map((name) => `${code} says {${name}}, which it has not`),
			...Object.keys(kinds)
				.filter((name) => !named.includes(name))
				.map((name) => `${code} does not say {${name}}`),
			...(isWellFormed(template, kinds)
				? []
				: [`${code} does not read as a template`]),
			...(template.trim() === "" ? [`${code} is empty`] : []),
		];
	}),
];

const languages: readonly (readonly [string, Language])[] = [
	["English", english],
	["German", german],
];
const codesOf = ({ rooms }: Language): readonly string[] =>
	rooms.flatMap(({ codes }) => Object.keys(codes));

describe("the catalogue", () => {
	it.each(languages)(
		"has every code in %s, with all its parameters and no others",
		(_, language) => {
			expect(language.rooms.flatMap(faultsOf)).toEqual([]);
			expect(codesOf(language).length).toBeGreaterThan(50);
			expect(codesOf(language).toSorted()).toEqual(codesOf(english).toSorted());
		},
	);

	it("has no code twice", () => {
		const codes = codesOf(english);
		expect(codes.filter((code, i) => codes.indexOf(code) !== i)).toEqual([]);
		// two rooms of one table could hide each other's: each file declares its own
		const declared = filesUnder("src")
			.filter(({ path }) => path.endsWith("codes.ts"))
			.flatMap(({ path }) =>
				[
					...readFileSync(join(root, path), "utf8").matchAll(
						/^\t"([a-z0-9.-]+)": \{/gm,
					),
				].map(([, code]) => code),
			);
		const ofFaults = Object.keys(faults).flatMap((code) => [
			`fault.${code}`,
			`fault.${code}.todo`,
		]);
		expect([...declared, ...ofFaults].toSorted()).toEqual(codes.toSorted());
	});

	it("asks for the same of a fault in every language: to put the endpoint aside, or something of its own", () => {
		const aside = ({ of }: FaultTable): readonly string[] =>
			Object.entries(of)
				.filter(([, { todo }]) => todo === undefined)
				.map(([code]) => code)
				.toSorted();
		expect(aside(faultsDe)).toEqual(aside(faultsEn));
		// only one who spoke falsely is set aside
		expect(
			aside(faultsEn).filter(
				(code) =>
					!Object.entries(faults).some(
						([name, kind]) =>
							name === code && (kind === "malformed" || kind === "disproved"),
					),
			),
		).toEqual([]);
	});

	it("misses a fault that one language leaves out", () => {
		const { clock: _, ...rest } = faultsDe.of;
		const of = rest as FaultTable["of"];
		expect(
			faultsOf({
				codes: faultCodes,
				words: faultSentences({ ...faultsDe, of }),
			}),
		).toEqual([
			"no sentence for fault.clock",
			"no sentence for fault.clock.todo",
		]);
	});

	const room = (words: Room["words"]): Room => ({
		codes: { "a.one": { n: "count" }, "a.two": { who: "address" } },
		words,
	});
	const good = { "a.one": "{n?# thing|# things}", "a.two": "By {who:short}." };
	test.each([
		["a missing sentence", { "a.one": good["a.one"] }],
		["a sentence for no code", { ...good, "a.three": "Hello." }],
		["a parameter that is not there", { ...good, "a.two": "{who} {when}" }],
		["a parameter that is not said", { ...good, "a.two": "Somebody." }],
		[
			"a way of writing that the kind has not",
			{ ...good, "a.one": "{n:short}" },
		],
		["forms of what is no count", { ...good, "a.two": "{who?one|many}" }],
		["a brace that is open", { ...good, "a.two": "{who} {" }],
		["nothing at all", { ...good, "a.two": "" }],
	])("finds %s", (_, words) => {
		expect(faultsOf(room(good))).toEqual([]);
		expect(faultsOf(room(words))).not.toEqual([]);
	});
});

/** A value of each kind. */
const example = (kind: keyof typeof paramKinds): unknown => {
	const plain: Message = siteMessage("site.send");
	const values = {
		text: "some words",
		title: "Base",
		address: `0x${"ab".repeat(20)}`,
		hash: `0x${"cd".repeat(32)}`,
		number: 12_345,
		count: 2,
		duration: 7 * 86_400,
		moment: 2_000_000_000,
		amount: amountOf(1_500_000_000_000_000_000n, {
			symbol: "ETH",
			decimals: 18,
		}),
		message: plain,
		messages: [plain, plain],
	} as const satisfies { readonly [K in keyof typeof paramKinds]: unknown };
	return values[kind];
};

test.each(languages)(
	"each message there is reads as a sentence: %s",
	(_, language) => {
		for (const { codes } of language.rooms)
			for (const [code, kinds] of Object.entries(codes)) {
				const params = Object.fromEntries(
					Object.entries(kinds).map(([name, kind]) => [name, example(kind)]),
				);
				const words = wordsOf(
					{ code, params: params as Message["params"] },
					language,
				);
				expect(words, code).not.toBe(language.rules().noWords(code));
				expect(words, code).not.toMatch(/[{}]|undefined|NaN|\[object/);
				// what a screen and an alert have room for
				expect(words.length, code).toBeLessThanOrEqual(400);
				if (code.includes(".title"))
					expect(words.length, code).toBeLessThanOrEqual(60);
			}
	},
);

describe("what a person reads", () => {
	it("has the whole amount, to the last digit, in the language's spelling", () => {
		const of = (value: bigint) =>
			opMessage("op.finalize.what", {
				what: amountOf(value, { symbol: "ETH", decimals: 18 }),
			});
		const exact = of(1_234_567_000_000_000_000_000_001n);
		expect(wordsOf(exact)).toBe(
			"Pays 1\u202f234\u202f567.000000000000000001 ETH to your account on L1.",
		);
		expect(wordsOf(exact, german)).toContain(
			"1\u202f234\u202f567,000000000000000001 ETH",
		);
		// nine tenths of the smallest place are not rounded to what is not there
		expect(wordsOf(of(999_999_999_999_999_999n))).toContain(
			"0.999999999999999999 ETH",
		);
	});

	it("has an amount of an unknown token in its smallest units, with the token's address", () => {
		const token = `0x${"ab".repeat(20)}` as const;
		const message = opMessage("op.finalize.what", {
			what: amountOf(204_567_890n, token),
		});
		expect(wordsOf(message)).toContain(
			`204\u202f567\u202f890 of the smallest units of ${token}`,
		);
		expect(wordsOf(message, german)).toContain(
			`kleinste Einheiten von ${token}`,
		);
	});

	it("has times in the words of the language, never longer than they are", () => {
		const wait = (s: number) => opMessage("op.prove.wait", { wait: s });
		expect(wordsOf(wait(7 * 86_400))).toContain("at least 7 days have");
		expect(wordsOf(wait(7 * 86_400), german)).toContain("mindestens 7 Tage");
		expect(wordsOf(wait(86_400))).toContain("24 hours");
		expect(wordsOf(wait(4_800))).toContain("1 hour and 20 minutes");
		expect(wordsOf(wait(4_800), german)).toContain("1 Stunde und 20 Minuten");
		expect(wordsOf(wait(59))).toContain("59 seconds");
		expect(english.rules().moment(2_000_000_000)).toContain("2033");
		expect(german.rules().moment(2_000_000_000)).toContain("Mai 2033");
		// what L1 keeps has more bits than a calendar has days
		expect(english.rules().moment(Number.MAX_SAFE_INTEGER)).toBe(
			"a time out of reach",
		);
	});

	it("has the plural of its language", () => {
		for (const [, language] of languages) {
			const { plural } = language.rules();
			expect(plural(1, ["one", "many"])).toBe("one");
			for (const n of [0, 2, 11, 101])
				expect(plural(n, ["one", "many"])).toBe("many");
		}
	});

	it("is never read as a template again, whatever a file calls a thing", () => {
		const message = opMessage("op.prove.what", {
			what: amountOf(1n, { symbol: "{chain}", decimals: 0 }),
			chain: "{what}",
		});
		expect(wordsOf(message)).toBe(
			"Shows L1 that {what} withdrew 1 {chain} for your account.",
		);
	});

	it("shows what cannot be seen in a name, or would turn the sentence around", () => {
		const message = opMessage("op.prove.what", {
			what: amountOf(1n, { symbol: "E\u200bTH", decimals: 0 }),
			chain: "Ba\u202ese",
		});
		expect(wordsOf(message)).not.toMatch(/[\u200b\u202e]/);
	});

	it("says that it has no words, for a code or parameters it does not know", () => {
		expect(wordsOf({ code: "op.unheard-of", params: {} })).toBe(
			'This version has no words for "op.unheard-of".',
		);
		expect(wordsOf({ code: "op.prove.wait", params: {} }, german)).toContain(
			"keine Worte",
		);
		expect(
			wordsOf({ code: "op.prove.wait", params: { wait: "soon" } }),
		).toContain("no words");
		// no property of a table that is no code of it
		expect(wordsOf({ code: "constructor", params: {} })).toContain("no words");
	});

	it("is a sentence of version 0.1.0 as it was stored", () => {
		expect(wordsOf("It rests on {nothing}.", german)).toBe(
			"It rests on {nothing}.",
		);
	});
});

test("types refuse a code that is not declared, and a parameter of another kind", () => {
	const make = messagesOf({ "a.wait": { wait: "duration" }, "a.plain": {} });
	expect(make("a.plain").code).toBe("a.plain");
	// @ts-expect-error no such code
	expect(make("a.other").params).toEqual({});
	// @ts-expect-error the parameter is missing
	expect(() => make("a.wait")).toThrow();
	// @ts-expect-error a duration is a number of seconds
	expect(() => make("a.wait", { wait: "soon" })).toThrow();
});
