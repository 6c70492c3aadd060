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
		"Was anderswo unterschrieben wurde und was andere dir geschickt haben, steht nicht in dieser Liste: Es zeigt sich im Guthaben, bewiesen.",
	made: (time: string) => `erstellt ${time}`,
};
