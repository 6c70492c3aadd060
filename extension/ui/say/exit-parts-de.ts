// What the screens of exits are made of: the map, the bars, the files, in German.

import type { ScreenWords } from "./en.ts";

export const exitPartsDe: ScreenWords["exitParts"] = {
	howAliveItIsByEthereums: (title) =>
		`${title}: wie lebendig, nach den Tatsachen auf Ethereum`,
	none: "nichts",
	notLookedAt: "nicht angesehen",
	whatCameToL1For: (title, says) => `Was für ${title} auf L1 ankam. ${says}`,
	aFullBarBatchesCameA:
		"Ein voller Balken: Batches kamen an. Ein gestrichelter Kasten: Es kamen keine. Eine gepunktete Linie: Dieses Gerät hat nicht hingesehen.",
	hideTheNumbers: "Zahlen ausblenden",
	showTheNumbers: "Zahlen zeigen",
	whatCameToL1ByTime: "Was auf L1 ankam, nach der Zeit",
	from: "Von",
	to: "Bis",
	came: "Kam an",
	showTheWay: "Zeig den Weg",
	goOnFromAFile: "Aus einer Datei weitermachen",
	anExitBegunOnAnotherComputer:
		"Ein Ausstieg, der auf einem anderen Computer begann, oder Belege, die anderswo aufbewahrt sind. Hier wird alles noch einmal geprüft, bevor etwas davon übernommen wird.",
	openAnExitFileInA: "Eine Ausstiegsdatei in einem Tab öffnen",
	openAnExitFile: "Eine Ausstiegsdatei öffnen",
	checkingTheFile: "Die Datei wird geprüft",
	thisFileIsTooLargeTo:
		"Diese Datei ist zu groß für eine Ausstiegsdatei. Nichts davon wurde übernommen.",
	theFileWasNotTakenNothing:
		"Die Datei wurde nicht übernommen. Hier hat sich nichts geändert.",
	whatIsKeptForLeaving: "Was für den Ausstieg aufbewahrt ist",
	fetchedAndCheckedWhileTheRollups:
		"Geholt und geprüft, solange die Knoten des Rollups es noch liefern, damit du auch dann gehen kannst, wenn sie es nicht mehr tun.",
	nothingCouldBeKeptYet: "Noch konnte nichts aufbewahrt werden.",
	nothingNewerCouldBeKept: "Nichts Neueres konnte aufbewahrt werden.",
	nothingYetItIsFetchedWith:
		"Noch nichts. Es wird mit der nächsten bewiesenen Wurzel geholt.",
	saveWhatIsKeptForLeaving: (title) =>
		`Als Datei sichern: was für den Ausstieg aus ${title} aufbewahrt ist`,
	saveItAsAFile: "Als Datei sichern",
	itWasNotSaved: "Sie wurde nicht gesichert.",
	done: "erledigt",
	waitedFor: "darauf wird gewartet",
	yourNextClick: "dein nächster Klick",
	notYet: "noch nicht",
	failed: "misslungen",
	notNeeded: "nicht nötig",
	firstSeen: "zuerst gesehen ",
	why: "Warum",
	theEvidence: "Die Belege",
	whatCouldGoWrong: "Was schiefgehen kann",
	theNextScreenShowsWhatIt:
		"Der nächste Bildschirm zeigt vor dem Signieren, was es auf L1 höchstens kostet.",
	itCostsAtMost: "Es kostet höchstens",
	onL1AndIsSimulatedBefore: "auf L1 und wird vor dem Signieren ausprobiert.",
	theOrderOfThisStep: (title) => `Der Auftrag dieses Schritts: ${title}`,
	theOrderOfThisStep2: "Der Auftrag dieses Schritts",
	whatCouldHaveGoneWrong: "Was hätte schiefgehen können:",
	whatCouldGoWrong2: "Was schiefgehen kann:",
	knownBy: "Bekannt durch:",
	nothingAboutThisStepIsProved: "Zu diesem Schritt ist noch nichts bewiesen.",
	theTimeIsByL1sClock: (seenMs) =>
		`Die Zeit ist nach der Uhr von L1. Hier zuerst gesehen ${seenMs}.`,
	costOnL1: "Kosten auf L1:",
	atMost: "höchstens",
	less: "Weniger",
	stepOf: (place, count, saidState) =>
		`Schritt ${place} von ${count}, ${saidState}:`,
	theWayOutInSteps: (stagesCount) =>
		`Der Weg hinaus, in ${stagesCount} Schritten`,
	itHasNotBeenLookedAt:
		"Er wurde noch nicht angesehen. Was du siehst, ist der Plan.",
	lookedAtOnEthereum: (lookedMs) => `Auf Ethereum nachgesehen: ${lookedMs}.`,
	now: "jetzt",
	notReadYet: "noch nicht gelesen",
	proofs: (readAsOfS) => `Beweise ${readAsOfS}`,
	ethereumSetsNoDateForAnything:
		"Ethereum legt für nichts, was noch kommt, einen Tag fest.",
	theTimesThatFollowAreSet: "Die Zeiten, die folgen, legen die Verträge fest.",
};
