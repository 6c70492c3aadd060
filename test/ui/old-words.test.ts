// What people stumbled over when they first used the wallet: no sentence says it any more, in neither language, and what they were
// to read instead stands there.

import { describe, expect, test } from "vitest";
import { screensDe } from "../../extension/ui/say/de.ts";
import { screensEn } from "../../extension/ui/say/en.ts";
import { english, type Language } from "../../src/words/catalogue.ts";
import { german } from "../../src/words/german.ts";
import { pageFaultsEn } from "../../src/words/page-faults-en.ts";
import { filesUnder } from "../source-tree.ts";
import { spoken } from "./spoken.ts";

const allOf = (screens: object, { rooms }: Language): readonly string[] => [
	...spoken({ screens }, "").map(([, text]) => text),
	...rooms.flatMap(({ words }) => Object.values(words)),
];
const inEnglish = [
	...allOf(screensEn, english),
	...Object.values(pageFaultsEn).flatMap(({ says, todo }) => [says, todo]),
];
const inGerman = allOf(screensDe, german);

const retired: readonly (readonly [RegExp, RegExp])[] = [
	[/these and no others/i, /diese und keine anderen/i],
	[/an order could rest on/i, /worauf sich ein Auftrag stützen könnte/i],
	[/place \(nonce\)/i, /Platz \(Nonce\)/i],
	[/the answer to this method/i, /die Antwort auf diese Methode/i],
	[/window open/i, /Fenster offen|Frist läuft/i],
	[/Make the order again/i, /Erstelle den Auftrag neu/i],
	[/next nonce/i, /nächste Nonce/i],
	[/the box does not open/i, /der Kasten geht nicht auf/i],
	[/storage slot of its balances/i, /Speicherplatz seiner Guthaben/i],
	[/choose the Ethereum/i, /wähle das Ethereum/i],
	[
		/set it up\b.*again|not set up yet\W+set it up/i,
		/noch nicht eingerichtet\W+einrichten/i,
	],
	[/proves proves/i, /beweist beweist/i],
	[/look at who dissents/i, /sieh nach, wer widerspricht/i],
];

describe("what nobody understood", () => {
	test.each(retired)("is said no more: %s", (en, de) => {
		expect(inEnglish.filter((text) => en.test(text))).toEqual([]);
		expect(inGerman.filter((text) => de.test(text))).toEqual([]);
	});

	test("is no word of a refusal's detail either", () => {
		const said = filesUnder("src").filter(({ text }) =>
			/"the box does not open"/.test(text),
		);
		expect(said.map(({ path }) => path)).toEqual([]);
	});

	test("has plain words in its place", () => {
		const { endpoints, orders, sections, grades, setup } = screensEn;
		expect(endpoints.continue).toBe("Continue");
		expect(orders.yourBalanceIsStillBeingChecked).toBe(
			"Your balance is still being checked.",
		);
		expect([orders.transactionNumber, sections.transactionNumber]).toEqual([
			"Transaction number",
			"Transaction number",
		]);
		expect(grades.windowOpen).toBe("not settled on Ethereum yet");
		expect(grades.yourEndpointsStoppedAnsweringCheck).toBe(
			"Your endpoints stopped answering. Check your connection, then retry.",
		);
		for (const code of ["order-waits", "order-nonce"])
			expect(
				inEnglish.filter((text) =>
					text.startsWith("Finish or refuse the waiting payment first."),
				),
				code,
			).toHaveLength(2);
		expect(setup.chooseANetwork).toBe("Choose a network");
		expect(setup.aTestNetworkItsCoinsAre).toMatch(/^A test network\./);
	});
});
