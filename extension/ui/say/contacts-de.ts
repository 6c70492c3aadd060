// The address book, links to explorers, and where the wallet is opened. In German.

import type { ScreenWords } from "./en.ts";

export const contactsDe: ScreenWords["contacts"] = {
	title: "Adressbuch",
	says: "Namen für Adressen",
	lead: "Namen, die du Adressen gegeben hast. Sie bleiben auf diesem Gerät, und keine Website erfährt sie.",
	empty:
		"Hier steht noch niemand. Ein Name erspart dir, jedes Mal 40 Zeichen zu vergleichen.",
	add: "Hinzufügen",
	addIt: "Hinzufügen",
	name: "Name",
	address: "Adresse",
	compare: "Vergleiche sie ganz mit der, die man dir gegeben hat.",
	nameWrong: "Bis zu 40 Zeichen, alle sichtbar.",
	nameTaken: "So heißt schon jemand.",
	addressTaken: "Diese Adresse ist schon bekannt.",
	notKept: "Es wurde nicht behalten.",
	added: (name) => `${name} steht im Adressbuch.`,
	remove: "Entfernen",
	removeName: (name) => `${name} entfernen`,
	pick: "Aus deinen Adressen wählen",

	explorers: "Links zu einem Block-Explorer",
	explorersSay:
		"Sextant braucht keinen und glaubt keinem. Willst du eine Transaktion auf so einer Website ansehen, wähle eine: sie wird nur durch deinen Klick geöffnet und erfährt deine Internetadresse und welche Transaktion du ansiehst.",
	noExplorer: "Keiner",
	lookUp: (name) => `Auf ${name} ansehen`,
	learns: (operator) =>
		`Öffnet einen Tab. ${operator}, erfährt deine Internetadresse und was du ansiehst. Was dort steht, ist nicht geprüft.`,

	window: "Dieses Fenster",
	openTab: "In einem Tab öffnen",
	openBeside: "Neben der Seite öffnen",
	noBeside: "Dieser Browser öffnet nichts neben der Seite.",
};
