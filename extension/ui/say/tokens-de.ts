// The tokens on the list, in German.

import type { ScreenWords } from "./en.ts";

export const tokensDe: ScreenWords["tokens"] = {
	theContractAnswered: "Der Vertrag hat geantwortet.",
	theseAreItsOwnWordsAnyone:
		"Das sind seine eigenen Worte: Jeder darf einem Token jeden Namen geben, also sei dir der Adresse sicher.",
	callsItself: "Nennt sich",
	contract: "Vertrag",
	decimals: "Nachkommastellen",
	youHold: "Du hast",
	known: "Bekannt",
	age: "Alter",
	askedAtBlock: "Gefragt bei Block",
	whatItCallsItselfIsAlmost: (title) =>
		`Wie er sich nennt, ist fast der Name der eigenen Münze von ${title}, aber er ist nicht diese Münze.`,
	thisContractComputesWhatYouHold:
		"Dieser Vertrag berechnet, was du hast. Darum wird die Zahl auf diesem Gerät ausgerechnet, aus bewiesenem Zustand, jedes Mal wenn sie gezeigt wird.",
	askingTheContract: "Der Vertrag wird gefragt",
	askTheContract: "Den Vertrag fragen",
	renew: "Erneuern",
	add: "Hinzufügen",
	addAToken: "Einen Token hinzufügen",
	allYouNeedIsTheAddress:
		"Du brauchst nur die Adresse seines Vertrags. Die Wallet fragt den Vertrag, was er ist, und prüft jede Antwort auf diesem Gerät.",
	chain: "Chain",
	theTokensAddressOn: (title) => `Die Adresse des Tokens auf ${title}.`,
	thisCannotBeAddedAsA: "Das lässt sich nicht als Token hinzufügen.",
	itWasNotAdded: "Er wurde nicht hinzugefügt.",
	tokensYouHold: "Token, die du hast",
	sextantDoesNotLookForTokens:
		"Sextant sucht nicht von selbst nach Token. Es zeigt die auf deiner Liste.",
	aFewTimesADaySextant:
		"Ein paarmal am Tag fragt Sextant die Verträge bekannter Token nach deinem Guthaben und beweist es. Ein Token, den du hast, erscheint von selbst.",
	doNotLookForTokens: "Nicht nach Token suchen",
	lookForTokens: "Nach Token suchen",
	itWasNotChanged: "Es wurde nicht geändert.",
	on: (title) => `auf ${title}`,
	removeFromTheList: (symbol) => `${symbol} von der Liste entfernen`,
	remove: "Entfernen",
	take: "Soll",
	offTheList: "von der Liste?",
	yourTokensStayYoursWhereThey:
		"Deine Token bleiben deine, wo sie sind. Du kannst ihn wieder hinzufügen.",
	removeIt: "Entfernen",
	keepIt: "Behalten",
	itWasNotRemoved: "Er wurde nicht entfernt.",
	tokens: "Token",
	onYourList: "Auf deiner Liste",
	noTokenIsOnYourList: "Auf deiner Liste ist noch kein Token.",
	isOffTheList: (symbol) => `${symbol} ist von der Liste.`,
	isOnTheList: (symbol) => `${symbol} ist auf der Liste.`,
};
