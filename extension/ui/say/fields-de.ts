// What is wrong with what is typed, and what is missing before the first use, in German.

import type { ScreenWords } from "./en.ts";

export const fieldsDe: ScreenWords["fields"] = {
	anAddressStartsWith0x: "Eine Adresse beginnt mit 0x.",
	itContainsACharacterThatNo:
		"Sie enthält ein Zeichen, das in keiner Adresse vorkommt.",
	anAddressHas42CharactersThis: (textCount) =>
		`Eine Adresse hat 42 Zeichen. Diese hat ${textCount}.`,
	oneCharacterIsWrongTheCapitals:
		"Ein Zeichen ist falsch: Die Großbuchstaben passen nicht zum Rest.",
	hasThisAddressAlready: (name) => `„${name}“ hat diese Adresse schon.`,
	anotherOneHasThisName: "Ein anderer heißt schon so.",
	thisIsNotAFullAddress:
		"Das ist keine ganze Adresse. Sie beginnt mit https://.",
	leaveNameAndPasswordOutOf: "Lass Name und Passwort aus der Adresse weg.",
	onlyHttpsIsAllowedOrHttp:
		"Nur https:// ist erlaubt, oder http:// auf diesem Computer.",
	notSetUpYet: "noch nicht eingerichtet",
	setItUp: "Einrichten",
	sextantChecksEthereumItselfAnd:
		"Sextant prüft Ethereum selbst und glaubt nichts, was es nicht geprüft hat.",
	fourThingsAreNeededANetwork:
		"Vier Dinge sind nötig: ein Netzwerk, Endpunkte deiner Wahl, ein Schlüssel und ein Checkpoint als Anfang. Nichts verlässt dieses Gerät, bevor du die Endpunkte gewählt hast.",
	confirmThisNetwork: "Dieses Netzwerk bestätigen",
	moreThanProved: (funds, isUnderWay) =>
		`Mehr als ${funds === null ? "das, was" : `die ${funds}, die`} bewiesen${isUnderWay ? " und nicht unterwegs" : ""} ${funds === null ? "ist" : "sind"}.`,
};
