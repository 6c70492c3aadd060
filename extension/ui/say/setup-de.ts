// Setting up: the steps, the network, the starting point, in German.

import type { ScreenWords } from "./en.ts";

export const setupDe: ScreenWords["setup"] = {
	chooseANetwork: "Wähle ein Netzwerk",
	whoShouldSextantAsk: "Wen soll Sextant fragen?",
	steps: "Schritte",
	stepOf: (i, stepsCount, stepTitles, what) =>
		`Schritt ${i} von ${stepsCount}: ${stepTitles}${what}`,
	done: ", erledigt",
	fixesItsPositionWithoutAsking:
		"bestimmt seinen Standort, ohne jemanden zu fragen",
	stepOf2: (at, stepsCount) => `Schritt ${at} von ${stepsCount}`,
	theEngineIsNotAnswering: "Die Engine antwortet nicht.",
	network: "Netzwerk",
	endpoints: "Endpunkte",
	key: "Schlüssel",
	checkpoint: "Checkpoint",
	ready: "Bereit",
	noAgree: (needed) => `Keine ${needed} sind sich einig.`,
	providersWereAskedAndMoreThan: (asked) =>
		`${asked} Anbieter wurden gefragt, und mehr als die Hälfte davon muss dasselbe sagen.`,
	of: (agreeCount, asked) => `${agreeCount} von ${asked}`,
	agreeAreNeededMoreThanHalf: (needed) =>
		`sind sich einig; ${needed} sind nötig, mehr als die Hälfte der Gefragten.`,
	agrees: "stimmt zu",
	countedAsOneBecauseOneCompany: (shared) =>
		`Als einer gezählt, weil eine Firma für beide antworten könnte: ${shared}.`,
	blockRoot: "Wurzel des Blocks",
	blockRoot2: "Wurzel des Blocks",
	epoch: "Epoche",
	slot: "Slot",
	from: "Von",
	nothingCanBeAcceptedFromThis:
		"Daraus lässt sich nichts annehmen. Frage in ein paar Minuten noch einmal, oder wechsle die Anbieter. Kennst du die Wurzel von anderswo, tippe sie unten ein.",
	yourEndpointsAreAskedForThe:
		"Deine Endpunkte werden nach der Wurzel einer finalisierten Epoche gefragt. Mindestens drei von verschiedenen Firmen sind nötig, und mehr als die Hälfte der Gefragten muss sich einig sein.",
	askingEachOfThem: "Jeder davon wird gefragt",
	askMyEndpoints: "Meine Endpunkte fragen",
	askAgain: "Noch einmal fragen",
	acceptThisCheckpoint: "Diesen Checkpoint annehmen",
	orYourOwn: "Oder dein eigener",
	blockRootOfAFinalizedEpoch: "Blockwurzel einer finalisierten Epoche",
	aRootIs0xAnd64: "Eine Wurzel ist 0x und 64 Zeichen.",
	fromYourOwnNodeOrFrom:
		"Von deinem eigenen Knoten, oder von jemandem, dem du vertraust.",
	acceptMyOwnRoot: "Meine eigene Wurzel annehmen",
	theSignerSealsTheCheckpointSo:
		"Der Signierer versiegelt den Checkpoint, darum muss er zuerst entsperrt sein.",
	everyNumberHereFollowsFromOne:
		"Jede Zahl hier folgt aus einer Blockwurzel, die du annimmst. Sie ist das Einzige, was du auf Treu und Glauben nimmst; nimm sie also aus mehreren Quellen.",
	noCheckpointWasFound: "Es wurde kein Checkpoint gefunden.",
	itWasNotAccepted: "Er wurde nicht angenommen.",
	sextantFollowsTheHeadOfThe: "Sextant folgt der Spitze der Chain.",
	sextantWorksItsWayFromYour:
		"Sextant arbeitet sich von deinem Checkpoint bis heute vor, Komitee für Komitee.",
	numbersAppearAsTheyAreProved: "Zahlen erscheinen, sobald sie bewiesen sind.",
	youCanCloseThisTabSyncing:
		"Du kannst diesen Tab schließen. Der Sync geht ohne ihn weiter.",
	openTheWallet: "Die Wallet öffnen",
	fromAFileYouImported: "Aus einer Datei, die du importiert hast",
	aTestNetworkItsCoinsAre: "Ein Testnetzwerk. Seine Münzen sind nichts wert.",
	whereTheMoneyIs: "Hier ist das Geld",
	knownNetworks: "Bekannte Netzwerke",
	forgetTheFileOf: (title) => `Die Datei von ${title} vergessen`,
	forget: "Vergessen",
	orFromAFile: "Oder aus einer Datei",
	aNetworkFileNamesTheChains:
		"Eine Netzwerkdatei nennt den Anfang der Chain, ihre Forks und ihre Rollups. Du siehst alles, was sie sagt, bevor sie übernommen wird.",
	openANetworkFile: "Eine Netzwerkdatei öffnen",
	thisFileIsTooLargeTo:
		"Diese Datei ist zu groß für eine Netzwerkdatei. Sie wurde nicht gelesen.",
	theFileWasNotRead: "Die Datei wurde nicht gelesen.",
	import: "importieren",
	itWasNotForgotten: "Sie wurde nicht vergessen.",
	mostPeopleWantEthereumNothing:
		"Die meisten wollen Ethereum. Noch verlässt nichts dieses Gerät.",
	use: (title) => (title === null ? "Nehmen" : `${title} nehmen`),
};
