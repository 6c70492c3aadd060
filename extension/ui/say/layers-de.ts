// Layer 2s that come with the release: switching one on, and what it rests on, in German.

import type { ScreenWords } from "./en.ts";

export const layersDe: ScreenWords["layers"] = {
	title: "Layer 2s",
	under: "Was eingeschaltet ist und worauf es sich stützt",
	lead: "Diese bringt die Version mit. Eingeschaltet ist einer, sobald du gewählt hast, wer für ihn gefragt wird. Vorher wird niemand gefragt.",
	offLead:
		"Nicht nötig. Ein Häkchen schaltet einen ein und wählt, wer für ihn gefragt wird. Vorher wird niemand gefragt.",
	on: "Ein",
	off: "Aus",
	asked: (names) => `Gefragt: ${names}`,
	who: "Wer gefragt wird",
	whoFor: (title) => `Wer für ${title} gefragt wird`,
	none: "Für dieses Netzwerk bringt die Version keinen Layer 2 mit.",
	switchOn: (title) => `${title} einschalten`,
	switchOff: "Ausschalten",
	switchedOff:
		"Aus: Für ihn wird niemand gefragt. Ein Ausstieg, der läuft, geht weiter, allein über Ethereum.",
	itWasNotSwitched: "Es wurde nicht umgeschaltet.",
	learn:
		"Sie erfahren deine IP-Adresse, wann du nachsiehst und welche Konten du ansiehst. Gefragt wird niemand, bevor du auf den Knopf drückst.",
	tickOne: "Setze mindestens ein Häkchen.",
	changeEndpoints: "Ändern, wer gefragt wird",
	proof: "Der Beweis dahinter",
	rechecked: {
		blocks: (number, from) =>
			`Der Gültigkeitsbeweis von Block ${number} wurde auf diesem Gerät noch einmal geprüft: Dieser Zustand folgt aus dem nach Block ${from} und aus dem, was Ethereum vorlag.`,
		batches: (number, from) =>
			`Der Gültigkeitsbeweis von Batch ${number} wurde auf diesem Gerät noch einmal geprüft: Dieser Zustand folgt aus dem nach Batch ${from} und aus dem, was Ethereum vorlag.`,
		how: {
			replay: (system, took) =>
				`Dazu lief hier der Code des Vertrags, der solche Beweise auf Ethereum prüft (${system}, ${took}).`,
			native: (system, took) =>
				`Mit unserer eigenen Prüfung solcher Beweise (${system}, ${took}).`,
			both: (system, took) =>
				`Auf zwei Wegen mit demselben Ergebnis: mit dem Code des Vertrags, der solche Beweise auf Ethereum prüft, und mit unserer eigenen Prüfung (${system}, ${took}).`,
		},
		since: (since) =>
			`Seit ${since} wurde hier jeder Beweis geprüft. Was davor war, stützt sich auf Ethereums Wort.`,
		anchored: (since) =>
			`Hier wurde jeder Beweis geprüft, seit ${since}, womit diese Version beginnt.`,
		limit:
			"Das deckt einen gefälschten Zustand auf, keine gefälschte Einzahlung. Es ist der eigene Befund dieses Geräts: Keine Datei enthält ihn, und unterschrieben wird seinetwegen nichts.",
	},
	notRechecked:
		"Der Gültigkeitsbeweis des neuesten Zustands wurde auf diesem Gerät nicht noch einmal geprüft. Dass Ethereum ihn angenommen hat, ist bewiesen.",
	restsOn: "Worauf es sich stützt",
	restsOnLead:
		"Verträge auf Ethereum. Eine Zahl dieser Chain erscheint nur, solange sie sind, was hier steht.",
	by: {
		release: "Kommt mit dieser Version.",
		file: "Kommt aus einer Netzwerkdatei, die du angenommen hast, anstelle dessen, was die Version mitbringt.",
	},
	identity: "Profil",
	notRead: "Sie ließen sich nicht lesen.",
	askEthereum: "Ethereum jetzt fragen",
	asking: "Ethereum wird gefragt …",
	notAsked: "Ethereum wurde nach ihnen noch nicht gefragt.",
	asEthereumStood: (block, when) =>
		`Mit Beweis, wie Ethereum bei Block ${block} stand, ${when}.`,
	allAsPinned: "Ethereum sagt von allen dasselbe.",
	notAllRead: "Nicht alle ließen sich lesen. Frag noch einmal.",
	someDiffer: (count) =>
		count === 1
			? "Einer von ihnen ist nicht, was hier steht. Nichts Neues wird gezeigt oder unterschrieben, das sich auf ihn stützt. Aktualisiere Sextant."
			: `${count} von ihnen sind nicht, was hier steht. Nichts Neues wird gezeigt oder unterschrieben, das sich auf sie stützt. Aktualisiere Sextant.`,
	contract: "Vertrag",
	code: "Code",
	behind: "Führt aus, was hier liegt",
	codeBehind: "Code dort",
	byAddress: "an der Adresse erkannt: was dort liegt, bleibt",
	howKnown: {
		rebuilt: "Aus dem Quellcode nachgebaut",
		deployment: "Aus der Aufzeichnung dessen, der ihn angelegt hat",
		artifact:
			"Aus einem veröffentlichten Bauergebnis, auf der Chain nicht gesehen",
		recorded: "Aus einem aufgezeichneten Beweis der Chain",
		seen: "Erstmals gesehen; sonst bürgt niemand dafür",
	},
	notSaid: "Woher man ihn kennt, steht nicht da",
	how: "Woher man ihn kennt",
	howCode: "Woher man den Vertrag kennt",
	howBehind: "Woher man den Code kennt, den er ausführt",
	standing: {
		known: "Ethereum sagt dasselbe",
		unread: "Ließ sich nicht lesen",
		absent: "Dort ist nichts",
		upgraded: "Führt jetzt etwas anderes aus",
		"other-code": "Hat jetzt anderen Code",
		"may-change": "Was dort liegt, kann sich ändern",
	},
	instead: "Jetzt dort",
};
