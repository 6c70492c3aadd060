// What the screens of exits say, in German.

import type { ScreenWords } from "./en.ts";

export const exitWordsDe: ScreenWords["exitWords"] = {
	tomorrow: (time) => `morgen ${time}`,
	yesterday: (time) => `gestern ${time}`,
	now: "jetzt",
	in: (duration) => `in ${duration}`,
	ago: (duration) => `vor ${duration}`,
	noExitEvidenceKeptYet: "noch keine Belege für den Ausstieg",
	exitEvidenceFromAFileOnly: "Belege für den Ausstieg nur aus einer Datei",
	exitEvidence: (newest) => `Belege für den Ausstieg ${newest}`,
	nothingKeptFor: (accounts) =>
		`Für ${accounts === 1 ? "eines deiner Konten" : `${accounts} deiner Konten`} wird nichts aufbewahrt: Es sind zu viele. Wähle ein Konto, und für dieses wird aufbewahrt.`,
	wasDue: (clock) => `war fällig ${clock}`,
	until: (clock) => `bis ${clock}`,
	by: (clock) => `bis spätestens ${clock}`,
	about: (clock) => `etwa ${clock}`,
	done: "erledigt",
	waiting: "wartet",
	you1Click: "du, 1 Klick",
	later: "später",
	failed: "misslungen",
	notNeeded: "nicht nötig",
	whatYouTookOut: "was du herausgenommen hast",
	toEthereum: "nach Ethereum",
	toEthereum2: (amount) => `${amount} nach Ethereum`,
	thisWayCannotBeFinishedOpen:
		"dieser Weg lässt sich nicht beenden; öffne ihn, um zu lesen, warum",
	yourClick: (label) => `dein Klick: ${label}`,
	underWay: "unterwegs",
	failed2: (title) => `misslungen: ${title}`,
	waiting2: (what, title) => `wartet${what}: ${title}`,
	itIsDoneWhatYouTook:
		"Es ist geschafft. Was du herausgenommen hast, ist auf Ethereum angekommen.",
	itIsDoneArrivedOnEthereum: (amount) =>
		`Es ist geschafft. Auf Ethereum angekommen: ${amount}.`,
	thisWayCannotBeFinishedThe:
		"Dieser Weg lässt sich nicht beenden. Der misslungene Schritt sagt, warum, und was jetzt zu tun ist.",
	yourTurn: (what, label) => `${what}Du bist dran: ${label}.`,
	aStepFailed: (title) => `Ein Schritt ist misslungen: ${title}. `,
	nothingForYouToDoNow: "Du musst jetzt nichts tun.",
	aStepFailedItSaysWhat: (title) =>
		`Ein Schritt ist misslungen: ${title}. Dort steht, was jetzt zu tun ist.`,
	waitingNothingForYouToDo: (what) =>
		`Wartet${what}. Du musst jetzt nichts tun.`,
	youCanCloseThisWindowWhere:
		"Du kannst dieses Fenster schließen. Wo die Reise steht, wird jedes Mal neu von Ethereum gelesen; ein Neustart verliert nichts.",
	whileTheBrowserRunsTheWallet:
		"Solange der Browser läuft, sieht die Wallet von selbst nach und sagt dir, wenn du dran bist.",
	nothingIsSignedWithoutYouYou:
		"Ohne dich wird nichts signiert. Du kannst diesen Schritt auch auf einem anderen Computer signieren, mit der Datei unten und deinem Schlüssel.",
	whatIsShownAsDoneWas: (what) =>
		`Was als erledigt gezeigt ist, wurde von deinem Checkpoint aus bewiesen. Falsch ist es nur, wenn dieser Checkpoint falsch war oder ${what} Mitglieder des Komitees gemeinsam eine Lüge signieren.`,
	twoThirdsOfThe: "zwei Drittel der",
	ofThe: (members, members2) => `${members} der ${members2}`,
	aStepInABlockThat:
		"Ein Schritt in einem Block, der noch nicht final ist, kann noch zurückfallen. Dann zeigt ihn diese Karte wieder als offen.",
	timesStillToComeAreEstimates:
		"Zeiten, die noch kommen, sind geschätzt: L1 kann langsam sein, und andere können ihren Teil spät tun.",
	whoCanChangeTheRollupsContracts:
		"Wer die Verträge des Rollups unterwegs ändern kann, ist hier noch nicht bekannt.",
};
