// Collectibles, in German.

import type { ScreenWords } from "./en.ts";

export const collectiblesDe: ScreenWords["collectibles"] = {
	title: "Sammlerstücke",
	under: "NFTs, die du hast, bewiesen",
	chain: "Netzwerk",
	looking: "Die Sammlungen werden gefragt.",
	notRead: "Die Sammlungen konnten nicht gefragt werden.",
	none: "In diesem Netzwerk steht kein Sammlerstück auf deiner Liste. Füge eines mit seinem Vertrag und seiner Nummer hinzu.",
	add: "Eines hinzufügen",
	contract: "Vertrag",
	number: "Nummer",
	noNumber: "Nur Ziffern.",
	addIt: "Den Vertrag fragen und hinzufügen",
	notAdded: "Es wurde nicht hinzugefügt.",
	itemOf: (item: string) => `Nr. ${item}`,
	yours: "Deins",
	notYours: "Gehört nicht diesem Konto",
	youHave: (count: string) => `Du hast ${count}`,
	noAnswer: "sein Vertrag gibt keine Antwort",
	send: "Senden",
	sendLabel: (name: string) => `${name} senden`,
	why: "Warum",
	whyLabel: (name: string) => `Warum das so ist bei ${name}`,
	remove: "Entfernen",
	removeLabel: (name: string) => `Entfernen: ${name} von der Liste`,
	notRemoved: "Es wurde nicht entfernt.",
	noPicture:
		"Es wird kein Bild geholt: Wer es liefert, erführe, was du ansiehst. Eines, das der Vertrag selbst enthält, wird auf deinen Wunsch gezeichnet. Was du hast und nicht hinzugefügt hast, wird nicht gesucht.",
	picture: "Bild",
	pictureLabel: (name) => `Bild von ${name}`,
	pictureOf: (name) => `${name}, wie sein Vertrag es zeichnet`,
	pictureSays:
		"Aus der Antwort seines Vertrags, auf diesem Gerät. Ein Bild beweist nichts: Jeder kann eines kopieren.",
	elsewhere:
		"Sein Bild liegt nicht im Vertrag, sondern hier. Es wurde nicht geholt: Wer es liefert, erführe, was du ansiehst.",
	onTheWeb:
		"Das ist eine Adresse im Web. Was dort liegt, kann morgen ein anderes Bild sein oder für dich ein anderes als für andere, und hier ließe sich das nicht erkennen. Diese Wallet fragt dort nicht nach.",
	place: "Ort des Bildes",
	noPictureRead: "Es gibt kein Bild zu zeigen.",
	to: "An",
	howMany: "Wie viele",
	notSoMany: "Eine ganze Zahl, und nicht mehr, als du hast.",
	make: "Den Auftrag erstellen",
	keep: "Behalten",
	notMade: "Der Auftrag kam nicht zustande.",
};
