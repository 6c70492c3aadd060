// What grades, balances and states are called, in German.

import type { ScreenWords } from "./en.ts";

export const gradesDe: ScreenWords["grades"] = {
	proved: "bewiesen",
	claimedNotProved: "behauptet, nicht bewiesen",
	proposed: "vorgeschlagen",
	accepted: "angenommen",
	acceptedExitsOpen: "angenommen, Ausstiege offen",
	windowOpen: "auf Ethereum noch nicht angenommen",
	windowWon: "Einspruchsfrist vorbei",
	signedByATee: "von einem TEE signiert",
	developmentProofShowsNothing: "Entwicklungsbeweis, zeigt nichts",
	proofTakenByL1: "Beweis von L1 angenommen",
	recheckedHere: "hier nachgeprüft",
	computedHere: "hier berechnet",
	contractNotAsked: "Vertrag nicht gefragt",
	final: "final",
	notFinalYet: "noch nicht final",
	l1NotFinalYet: "L1 noch nicht final",
	somebodyPostedThisButNobodyWho:
		"Das hat jemand veröffentlicht, aber niemand, den man beim Wort nehmen kann, steht dafür ein.",
	aFinalizedBlockOfEthereumCommits:
		"Ein finalisierter Block von Ethereum legt sich darauf fest. Das lässt sich nicht rückgängig machen, ohne ein Drittel aller Einsätze zu vernichten.",
	twoThirdsOfTheSyncCommittee:
		"Zwei Drittel des Sync-Komitees haben das signiert. Bis es final ist, kann es noch umgestoßen werden.",
	theRollupsOperatorStandsBehindThis:
		"Der Betreiber des Rollups steht für diese Wurzel ein, und sie kann noch angefochten werden.",
	ethereumAcceptedThisRoot: "Ethereum hat diese Wurzel angenommen.",
	ethereumAcceptedThisRootAnd:
		"Ethereum hat diese Wurzel angenommen, und Abhebungen darunter lassen sich abschließen.",
	itsValidityProofWasCheckedAgain:
		" Ihr Gültigkeitsbeweis wurde auf diesem Gerät noch einmal geprüft: Die Wurzel folgt aus der davor und dem, was L1 bekommen hat. Das deckt eine gefälschte Wurzel auf, keine gefälschte Einzahlung: Einzahlungen stützen sich auf das Komitee von L1.",
	typeAPlainNumberWithA: (decimals) =>
		`Tippe eine einfache Zahl mit höchstens ${decimals} Stellen nach dem Komma.`,
	notStarted: "Noch nicht begonnen",
	checkingWhatIsStored: "Prüft, was aufbewahrt ist",
	fetchingTheFirstCommittee: "Holt das erste Komitee",
	followingTheCommittees: "Folgt den Komitees",
	followingTheHead: "Folgt der Spitze",
	stopped: "Angehalten",
	waitingForYourDecisionNothingIs:
		"Wartet auf deine Entscheidung. Nichts ist signiert.",
	signedAndStoredHereNotYet:
		"Signiert und hier aufbewahrt. Ob es gesendet ist, ist noch nicht bekannt.",
	atLeastOneEndpointTookIt:
		"Mindestens ein Endpunkt hat es angenommen. Wartet auf einen Block.",
	inABlockThatTheCommittee:
		"In einem Block, den das Komitee signiert hat. Noch nicht final.",
	finalItCannotBeUndone: "Final. Es lässt sich nicht rückgängig machen.",
	refusedNothingWasSigned: "Abgelehnt. Nichts wurde signiert.",
	anotherTransactionUsedItsPlaceThis:
		"Eine andere Transaktion hat seinen Platz genommen. Dieser Auftrag kann nie mehr geschehen.",
	overItsNumberIsUsedUp:
		"Vorbei: Seine Nummer ist endgültig verbraucht. Kein Endpunkt zeigt eine Quittung. Entweder ist es geschehen, oder eine andere Transaktion hat seinen Platz genommen. Sieh beim Empfänger nach, bevor du noch einmal sendest.",
	itWaitsThereForABatch: "es wartet dort auf einen Batch",
	itIsInABatchThat: "es ist in einem Batch, der noch nicht auf L1 ist",
	itsBatchIsOnL1And: "sein Batch ist auf L1 und noch nicht bewiesen",
	itsBatchIsProvenOnL1:
		"sein Batch ist auf L1 bewiesen. Das wird gerade geprüft",
	aNodeOfTheRollupTook:
		"Ein Knoten des Rollups hat es angenommen. Wartet auf einen bewiesenen Batch.",
	layerSent:
		"An Knoten des Layer 2 gesendet. Bewiesen ist es mit der nächsten Wurzel auf Ethereum, oft Stunden später.",
	layerClaimed:
		"Ein Knoten sagt, dass ein Block des Sequencers sie enthält. Das ist nur sein Wort: Bewiesen ist es mit der nächsten Wurzel auf Ethereum, oft Stunden später.",
	layerPosted: (block) =>
		`Auf Ethereum geschrieben: Block ${block}. Wer die Chain neu aufbaut, findet sie dort. Dass sie dort steht, ist bewiesen; was aus ihr wird, zeigt die nächste Wurzel auf Ethereum.`,
	layerUnread:
		"Was das Layer 2 bis dahin auf Ethereum schreibt, steht dort in einer Form, die diese Wallet nicht lesen kann.",
	layerUnproven:
		"Was das Layer 2 bis dahin auf Ethereum schreibt, lässt sich nicht prüfen: Deine Beacon-Knoten liefern es ohne Beweise.",
	writtenToEthereum: "Auf Ethereum",
	layerRooted:
		"Sie ist bewiesen unter einer Wurzel auf Ethereum, auf der Aufträge beruhen dürfen. Wie weit sich diese Wurzel selbst noch anfechten lässt, steht auf der Seite des Layer 2.",
	underARoot: "Unter einer Wurzel",
	aNodeClaimsNothingIsProved: (claimedWords) =>
		`Ein Knoten behauptet: ${claimedWords}. Noch ist nichts bewiesen.`,
	provenOnL1TheProofHas:
		"Auf L1 bewiesen. Der Beweis wurde hier noch nicht nachgeprüft.",
	provenOnL1AndTheProof:
		"Auf L1 bewiesen, und der Beweis wurde hier nachgeprüft. Es lässt sich nicht rückgängig machen.",
	proven: "bewiesen",
	rechecked: "nachgeprüft",
	anOrdinaryAccountItRunsNo:
		"Ein gewöhnliches Konto. Es führt keinen Code aus.",
	aContractItsCodeRunsWhen:
		"Ein Vertrag. Sein Code läuft, wenn das Geld ankommt.",
	anAddressThatWasNeverUsed:
		"Eine Adresse, die auf dieser Chain noch nie benutzt wurde. Prüfe sie zweimal.",
	anAccountThatRunsCodeIt:
		"Ein Konto, das Code ausführt, den man ihm gegeben hat. Dieser Code kann sich ändern.",
	notAskedYet: "noch nicht gefragt",
	hasAnsweredTruthfullySoFar: "hat bisher die Wahrheit gesagt",
	doesNotAnswer: "antwortet nicht",
	setAside: "beiseitegestellt",
	beacon: "Beacon",
	execution: "Execution",
	relay: "Relay",
	startingPoint: "Startpunkt",
	ofSigned: (signed, what) => `${signed} von ${what} haben signiert`,
	coinOfChain: (chainId) => `Münze der Chain ${chainId}`,
	chain: (chainId) => `Chain ${chainId}`,
	provedAgoNotSince: (ago) => `vor ${ago} bewiesen, seitdem nicht`,
	lastProvedAgoBeingCheckedAgain: (ago) =>
		`zuletzt vor ${ago} bewiesen, wird noch einmal geprüft`,
	nobodyHasAnswered: "Niemand hat geantwortet",
	noBeaconEndpointHasAnswered: "Kein Beacon-Endpunkt hat geantwortet",
	noExecutionEndpointHasAnswered: "Kein Execution-Endpunkt hat geantwortet",
	since: (silentWho, sinceMs) => `${silentWho} seit ${sinceMs}`,
	noNewHeaderHasCome: "Es ist kein neuer Header gekommen",
	noNewHeaderSince: (timeS) => `Kein neuer Header seit ${timeS}`,
	noNewHeader: "Kein neuer Header",
	nobodyAnswers: "Niemand antwortet",
	noEndpointAnswers: (who) =>
		`Kein ${who === "beacon" ? "Beacon" : "Execution"}-Endpunkt antwortet`,
	mostLikelyThisComputerIsOffline:
		"Wahrscheinlich ist dieser Computer offline. Dein Geld ist, wo es war: Es liegt auf der Chain, nicht hier.",
	mostLikelyTheyAreDownOr:
		"Wahrscheinlich sind sie ausgefallen oder weisen diesen Computer ab, denn die anderen antworten. Dein Geld ist, wo es war.",
	yourEndpointsStoppedAnsweringCheck:
		"Deine Endpunkte antworten nicht mehr. Prüfe deine Verbindung und versuche es dann noch einmal.",
	states: {
		waiting: "wartet",
		signed: "signiert",
		sent: "gesendet",
		included: "im Block",
		final: "final",
		refused: "abgelehnt",
		lost: "verdrängt",
		over: "vorbei",
	},
};
