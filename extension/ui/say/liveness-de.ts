// What the screens say of how a rollup does, in German.

import type { ScreenWords } from "./en.ts";

export const livenessDe: ScreenWords["liveness"] = {
	for: (duration) => ` seit ${duration}`,
	noBatch: "kein Batch",
	noNewRoot: "keine neue Wurzel",
	alive: "Lebendig",
	late: "Verspätet",
	stalled: "Steht still",
	frozen: "Eingefroren",
	notKnownNow: "Im Moment nicht bekannt",
	cannotBeSeenFromL1: "Von L1 aus nicht zu sehen",
	aForcedTransactionIsPastIts:
		"eine erzwungene Transaktion ist über ihrer Frist",
	inEnforcedMode: "im erzwungenen Betrieb",
	withdrawalsArePaused: "Abhebungen sind angehalten",
	asOf: (asOfS) => `, Stand ${asOfS}`,
	alive2: "lebendig",
	lastBatch: (words, lastBatchS) => `${words}, letzter Batch ${lastBatchS}`,
	late2: (alive, alive2, old) => `verspätet: ${alive}${alive2}${old}`,
	stalled2: (alive, alive2, old) => `steht still: ${alive}${alive2}${old}`,
	frozen2: "eingefroren",
	frozen3: (sinceS) => `eingefroren ${sinceS}`,
	whetherItIsAliveIsNot: "ob er lebendig ist, ist im Moment nicht bekannt",
	aStallHereCannotBeSeen: "ein Stillstand ist hier von L1 aus nicht zu sehen",
	pastADeadline: "Über einer Frist",
	openToAnyone: "Offen für alle",
	contractChanged: "Vertrag geändert",
	otherCodeThanKnown: "Anderer Code als bekannt",
	contractIsGone: "Vertrag ist weg",
	anotherKindOfGame: "Eine andere Art von Spiel",
	gameStruckOut: "Spiel gestrichen",
	forcedTransactionWaits: "Erzwungene Transaktion wartet",
	opensToAnyone: "Öffnet sich für alle",
	deadline: "Frist",
	aForcedTransactionWaits: "Eine erzwungene Transaktion wartet",
	oneWaitsPastItsDeadline: "Eine wartet über ihre Frist hinaus",
	paused: "Angehalten",
	andOnceBefore: ", und einmal davor",
	andTimesBefore: (others) => `, und ${others}-mal davor`,
	seen: (title, toS, more) => `${title}: gesehen ${toS}${more}`,
	seenFromTo: (title, fromS, toS, more) =>
		`${title}: gesehen von ${fromS} bis ${toS}${more}`,
	to: (fromS, toS) => `${fromS} bis ${toS}`,
	nothingHasBeenLookedAtYet:
		"Noch wurde nichts angesehen, darum gibt es nichts zu zeichnen.",
	andMoreTimes: (foundCount) => `, und ${foundCount} weitere Male`,
	from: (words, shown, more) => `${words} von ${shown}${more}.`,
	fromToCame: (fromS, toS, came) =>
		`Von ${fromS} bis ${toS}: ${came} kamen an.`,
	none: "Keine",
	notLookedAtByThisDevice: "Von diesem Gerät nicht angesehen",
	provedAsEthereumStood: (readAsOfS) =>
		`Bewiesen nach dem Stand von Ethereum ${readAsOfS}.`,
	whetherForcedTransactionsAre:
		"Ob auf L1 erzwungene Transaktionen warten, ist für diesen Rollup nicht bekannt.",
	noForcedTransactionsAreWaitingOn:
		"Auf L1 warten keine erzwungenen Transaktionen.",
	oneForcedTransactionIsWaitingOn: "Auf L1 wartet eine erzwungene Transaktion",
	forcedTransactionsAreWaitingOnL1: (waiting) =>
		`Auf L1 warten ${waiting} erzwungene Transaktionen`,
	l1NamesNoDeadlineForIt: ". L1 nennt keine Frist dafür.",
	theOldestPastItsDeadlineSince: (headDeadlineS) =>
		`, die älteste seit ${headDeadlineS} über ihrer Frist.`,
	theOldestHasToBeTaken: (headDeadlineS, headDeadlineS2) =>
		`. Die älteste muss bis ${headDeadlineS} angenommen sein, ${headDeadlineS2}.`,
	theOldestWasPutThere: "Die älteste kam dorthin",
	since: "Seit",
	byL1sClock: ", nach der Uhr von L1.",
	whatCameToL1: "Was auf L1 ankam",
	lastBatch2: "Letzter Batch",
	notKnown: "nicht bekannt",
	lastRoot: "Letzte Wurzel",
	provedAsOf: "Bewiesen nach dem Stand von",
	nothingProvedYet: "noch nichts bewiesen",
	whatTheContractsSay: "Was die Verträge sagen",
	notReadYet: "Noch nicht gelesen.",
	nothingOutOfTheOrdinaryIs: "Nichts Ungewöhnliches zu sehen.",
	whoCanChangeIt: "Wer ihn ändern kann",
	notKnownHereYet: "Hier noch nicht bekannt.",
	numbersThatEthereumShows: "Zahlen, die Ethereum zeigt",
	notReadItsContractRunsOther:
		"nicht gelesen: Sein Vertrag führt anderen Code aus",
	inTheOrderOfTime: "Der Reihe nach",
	forcedTransactions: "Erzwungene Transaktionen",
	whatCannotBeSeenFromL1: "Was von L1 aus nicht zu sehen ist",
	nothingThatCountsForTheVerdict:
		"Nichts, was für das Urteil zählt. Ob seine Server dir antworten, ist eine andere Frage: Keiner wurde gefragt.",
	facts: (asOfS) => `Tatsachen ${asOfS}`,
	chain: (chain) => `Chain ${chain}`,
	isAlive: (title) => `Lebt ${title}?`,
	thisRollupHasNotBeenLooked:
		"Dieser Rollup wurde auf L1 noch nicht angesehen. Dazu braucht es einen finalen Header und einen Endpunkt, der Speicher beweist.",
	fromEthereumsFactsAlone: "allein nach den Tatsachen auf Ethereum",
	waysToLeave: "Wege hinaus",
	done: "Fertig",
};
