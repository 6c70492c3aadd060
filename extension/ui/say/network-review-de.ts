// A network file before it is taken, in German.

import type { ScreenWords } from "./en.ts";

export const networkReviewDe: ScreenWords["networkReview"] = {
	confirmThisNetwork: "Dieses Netzwerk bestätigen",
	comesFromAFileNothingIs:
		"kommt aus einer Datei. Dort wird nichts signiert, bis du angesehen hast, was die Datei sagt.",
	lookAtTheFile: "Die Datei ansehen",
	theEngineIsFollowingADifferent:
		"Die Engine folgt für dieses Netzwerk einer anderen Datei als der, die du bestätigt hast. Nichts wird signiert, bis beide gleich sind.",
	thisNetworkComesFromAFile:
		"Dieses Netzwerk kommt aus einer Datei. Sieh dir an, was sie sagt, bevor sich etwas darauf stützt.",
	followTheFileIConfirmed: "Der Datei folgen, die ich bestätigt habe",
	confirm: "bestätigen",
	new: "neu",
	gone: "weg",
	changed: "geändert",
	was: "war",
	is: "ist",
	readThis: (count) => (count === 1 ? "diese Zeile" : `diese ${count} Zeilen`),
	iHaveRead: (many) => `Gelesen: ${many}`,
	of: (chain, about) => `von ${chain}: ${about}`,
	saysWhatYouConfirmedBeforeNothing:
		"sagt, was du schon bestätigt hast. Nichts ändert sich.",
	isNewHereThisIsEverything:
		"ist hier neu. Das ist alles, was die Datei sagt, zuerst was Geld bewegt. Jede Zahl und jeder Auftrag dort wird sich darauf stützen.",
	wouldChangeWhatYouConfirmedThese:
		"würde ändern, was du bestätigt hast. Das sind alle Änderungen, zuerst was Geld bewegt.",
	hashOfTheWholeFile: "Hash der ganzen Datei",
	hashOfTheFile: "Hash der Datei",
	aWrongLineCanTakeEverything:
		"Eine falsche Zeile kann alles nehmen, was du dort hast. Vergleiche den Hash oder die Zeilen mit jemandem, dem du vertraust. Bestätige jeden Teil einzeln.",
	onePartIsNotConfirmedYet: "Ein Teil ist noch nicht bestätigt.",
	partsAreNotConfirmedYet: (left) => `${left} Teile sind noch nicht bestätigt.`,
	leaveIt: "So lassen",
	take: (verb, title) => `${title} ${verb}`,
	theSignerComparesTheFileWith:
		"Der Signierer vergleicht die Datei mit dem, was du schon bestätigt hast. Dazu muss er entsperrt sein.",
	theFileWasNotTaken: "Die Datei wurde nicht übernommen.",
	theSignerIsReadingTheFile: "Der Signierer liest die Datei.",
};
