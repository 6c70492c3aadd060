// Value in a currency, in German.

import type { ScreenWords } from "./en.ts";

export const worthDe: ScreenWords["worth"] = {
	title: "Wert in einer Währung",
	under: "aus, solange du es nicht einschaltest",
	lead: "Die Preise kommen aus Preis-Feeds auf Ethereum, bewiesen. Kein Server wird danach gefragt.",
	choose: "Werte zeigen in",
	off: "keiner Währung",
	notChanged: "Es wurde nicht geändert.",
	notRead: "Die Preise konnten nicht gelesen werden.",
	noFeeds: "Das Netzwerk, das du benutzt, hat keine Preis-Feeds.",
	about: "Etwa",
	noValue: "Ein Wert lässt sich nicht angeben: Die Preise dafür fehlen.",
	without: (count: string) =>
		count === "1"
			? "ohne 1 Posten, der keinen Preis hat"
			: `ohne ${count} Posten, die keinen Preis haben`,
	notProved: (count: string) =>
		count === "1"
			? "ohne 1 Betrag, der gerade nicht bewiesen ist oder dessen Kette eine Warnung trägt"
			: `ohne ${count} Beträge, die gerade nicht bewiesen sind oder deren Kette eine Warnung trägt`,
	pricesOf: (age: string) => `ältester Preis ${age} alt`,
	why: "Warum",
	whyLabel: "Warum diese Preise",
	feeds: "Was die Feeds sagen",
	written: (age: string) => `geschrieben vor ${age}`,
	refused: {
		"no-answer": "Kein Preis: Sein Vertrag antwortet nicht.",
		"no-round": "Kein Preis: Er hat noch keine Runde.",
		"not-positive": "Kein Preis: Er nennt null oder weniger.",
		"too-old": "Kein Preis: Er hat länger geschwiegen, als er darf.",
		ahead: "Kein Preis: Er nennt eine Zeit, die noch nicht da ist.",
		"other-scale":
			"Kein Preis: Er zählt in einem anderen Maß, als von ihm bekannt ist.",
	},
	canBeWrong:
		"Ein Preis ist das, worauf sich die Betreiber des Feeds geeinigt haben, und kann falsch sein. Er wird gezeigt und für nichts anderes benutzt: Keine Zahlung und keine Prüfung beruht auf ihm. Eine Dollar-Münze zählt nach ihrem eigenen Feed, nicht als ein Dollar.",
};
