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
		"Was anderswo unterschrieben wurde, steht nicht in dieser Liste. Was ankam, ist aus deinen bewiesenen Guthaben gelesen, und aus Blöcken, wo du sie durchsehen lässt: Ein Guthaben sagt, wie viel, nicht von wem, und was zwischen zwei Blicken kommt und geht, zeigt sich dort nicht. Eine Ankunft kann zweimal hier stehen, als gewachsenes Guthaben und als in ihrem Block gefunden.",
	lookTitle: "In Blöcken nach Ankünften suchen",
	lookSays:
		"Liest endgültige Blöcke von Ethereum ganz, 32 auf einmal, die neuesten zuerst, und prüft sie an ihren Köpfen: welche Transaktionen ETH zu diesem Konto trugen und welche Token eine Überweisung an es vermerkten. Das braucht etwa zehn Megabyte. Deine Endpunkte erfahren, dass diese Blöcke gelesen werden, und nicht, für welches Konto.",
	lookNow: "32 Blöcke durchsehen",
	lookOn: "32 weitere durchsehen",
	lookStop: "Hier anhalten",
	lookingAt: (done, of) => `${done} von ${of} Blöcken durchgesehen`,
	lookedThrough: "Durchgesehen, alle endgültig:",
	stretch: (from, to, since, until) =>
		from === to
			? `Block ${from}, vom ${until}`
			: `Blöcke ${from} bis ${to}, vom ${since} bis ${until}`,
	unreadIn: (count) =>
		count === 1
			? "Eine Transaktion darin nennt dieses Konto und ist von einer Art, die diese Wallet nicht liest."
			: `${count} Transaktionen darin nennen dieses Konto und sind von einer Art, die diese Wallet nicht liest.`,
	nothingInThem: "Nichts dergleichen kam darin an.",
	notRuledOut:
		"Von anderen Blöcken ist nichts gesagt, von älteren so wenig wie von neueren: Was hier nicht gefunden ist, kann dort angekommen sein. ETH, das ein Vertrag auszahlt oder ein Validator bekommt, steht in keiner Liste und wird so in keinem Block gefunden; dein Guthaben enthält es. Was ein Token vermerkt, ist das Wort seines Vertrags.",
	keptAtMost: (count) => `Die neuesten ${count} Funde sind hier aufbewahrt.`,
	asFarAsItGoes: (blocks) =>
		`Es geht ${blocks} Blöcke vor den neuesten endgültigen zurück und nicht weiter.`,
	notLooked: "Es wurde kein Block durchgesehen.",
	lookEnded: "Es hat früher aufgehört. Was durchgesehen ist, bleibt.",
	sentBy: "Von",
	unitsOf: (amount) => `${amount} kleinste Einheiten`,
	ofContract: "des Vertrags",
	byTransaction:
		"Bekannt, weil eine Transaktion in einem bewiesenen Block es trug",
	byEvent:
		"Bekannt, weil der Vertrag des Tokens es in einem bewiesenen Block vermerkt hat",
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
