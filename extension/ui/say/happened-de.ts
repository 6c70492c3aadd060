// What happened, in German.

import type { ScreenWords } from "./en.ts";

export const happenedDe: ScreenWords["happened"] = {
	title: "Verlauf",
	under: "was geschehen ist, auch als Datei",
	search: "Suchen",
	searchNote: "Eine Adresse, ein Hash oder eine Website.",
	chain: "Netzwerk",
	allChains: "Alle Netzwerke",
	kind: "Art",
	allKinds: "Alles",
	kinds: {
		payment: "Zahlungen",
		arrival: "Angekommen",
		call: "Vertragsaufrufe",
		message: "Unterschriebene Nachrichten",
		exit: "Verlassen eines Layer 2",
	},
	signed: (what: string) => `von dir unterschrieben: ${what}`,
	outcome: {
		"under-way": "unterwegs",
		done: "abgeschlossen",
		impossible: "nicht mehr möglich",
	},
	none: "Hier ist noch nichts geschehen.",
	noneFound: "Nichts dergleichen steht in der Liste.",
	more: "Mehr zeigen",
	older: (count: string) =>
		`${count} ältere stehen nicht hier. Sie sind auf diesem Gerät aufbewahrt, und die Datei enthält sie.`,
	file: "Als Datei",
	fileSays:
		"Alle Aufträge, unterschriebenen Nachrichten und Ausstiege aller Konten, die dieses Gerät aufbewahrt, für eine Tabelle. Jede Zeile sagt, woher sie bekannt ist.",
	save: "Als CSV speichern",
	notSaved: "Die Datei wurde nicht gespeichert.",
	notHere:
		"Was anderswo unterschrieben wurde, steht nicht in dieser Liste. Was ankam, ist allein aus deinen bewiesenen Guthaben gelesen: Ein Guthaben sagt, wie viel, nicht von wem, und was zwischen zwei Blicken kommt und geht, zeigt sich nicht.",
	arrived: "Angekommen",
	between: (from, to) => `zwischen ${from} und ${to}`,
	byBalance:
		"Bekannt, weil dein bewiesenes Guthaben wuchs und du nichts gesendet hast",
	finality: {
		optimistic: "Unterschrieben – noch nicht endgültig",
		"later-final":
			"Beim Sehen unterschrieben – Ethereum ist darüber hinaus endgültig",
		final: "Endgültig",
	},
	block: (number) => `Block ${number}`,
	tiny: (count) =>
		count === 1
			? "Ein winziger Betrag kam an und ist weggelassen. Fremde senden so etwas, um bemerkt zu werden; kopiere nie eine Adresse daraus."
			: `${count} winzige Beträge kamen an und sind weggelassen. Fremde senden so etwas, um bemerkt zu werden; kopiere nie eine Adresse daraus.`,
	showTiny: "Zeigen",
	hideTiny: "Weglassen",
	alerts: "Sag es mir auch, wenn Sextant geschlossen ist",
	alertsSay:
		"Durch eine Mitteilung deines Browsers, ohne Beträge: Sie kann auf einem gesperrten Bildschirm stehen.",
	alertArrived: "wenn etwas ankommt",
	alertFinal: "wenn endgültig ist, was ich gesendet habe",
	feePaid: "Bezahlte Gebühr",
	blockTime: "In einem Block um",
	made: (time: string) => `erstellt ${time}`,
};
